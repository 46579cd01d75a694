"""Paragraphs, voices and names in. Out: one row for everything one unnamed witness says at one place."""

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, field

import pandas as pd

from helpers.annotate.attribution import TITLE_CUE
from helpers.annotate.descriptions import Witness, describe
from helpers.annotate.quotations import Quotation, quotations
from helpers.annotate.reading import is_voice_id, read_sources
from helpers.annotate.seeds import Seeds
from helpers.annotate.stance import read_stance
from helpers.annotate.targets import read_targets
from helpers.annotate.views import View, blanked
from helpers.annotate.witnesses import WitnessReader

COLUMNS = (
    "testimony_id doc_id start end surface quoted speaker_desc source gender age age_group nationality occupation"
    " decided_by certainty"
).split()
LAST = "themes polarity subjectivity polarity_prepared subjectivity_prepared decided_by certainty reason".split()
# Kinds of text that quote unnamed witnesses as evidence; a memoir's porter or a letter's friend is none.
GENRES = ("essay", "report", "other", "")
BREAK = re.compile(
    r"(?=[.!?…])(?<![A-ZА-Я])(?<!\b(?:Mr|Dr|St|No))(?<!\b(?:Mrs|Mme|Rev|Gen|Col|Sen|Gov|Maj|Adm|Hon|vol|etc))(?<!\b(?:Prof|Capt))[.!?…]['\"”’»)\]]*\s+(?=[\"“‘„«(\[]*\x02?[A-ZÀ-ÞА-ЯЁ0-9\x01])"
)
# Where a second witness begins inside a sentence, behind the words of the first.
SPLIT = re.compile(r"(?<=[\"”’»,;])\s+(?=(?:while|whereas|but|and|to which|as|though|yet|although|with)\s)|(?<=;)\s+")
CONNECTIVE = re.compile(r"(?:while|whereas|but|and|to which|as|though|yet|although|with|which)\s+", re.IGNORECASE)
# A sentence without quotation that still speaks of the same witness.
SAME = re.compile(
    r"\W*(?:(?:but|and|then|later|also|recalling|repeating|asked|for|to|when|because|even so|yet|still)\b[^.]{0,80}?)?\b"
    r"(?:he|she|they|it|his|her|their|him|them|both|this|these|those|such"
    r"|the (?:respondent|interviewer|same|witness|interviewee|transcript|women|men))\b",
    re.IGNORECASE,
)
INTERVIEWER = re.compile(r"^\W*(?:the|an?|his|her) interviewers?\b", re.IGNORECASE)
PRONOUN_FIRST = re.compile(r"\W*(?:but |and |then )?(?:he|she|they|it)\b", re.IGNORECASE)
PRONOUN_ASIDE = re.compile(r",\s+(?:as\s+)?(?:he|she|they)\s+\w+(?: it)?,")
# "As a pupil of mine said, …": nobody who bears witness.
STUDENT = re.compile(r"\bas (?:one of (?:my|our)|the|my|our)\s+[^,\x01]{3,80},", re.IGNORECASE)


@dataclass
class _Unit:
    """A sentence, or a clause of it with a witness of its own."""

    start: int
    end: int
    quotes: list
    witness: Witness | None = None


@dataclass
class Testimony:
    """What one witness says at one place: units of one paragraph."""

    view: View
    units: list
    witness: Witness
    before: str = ""
    quotes: list = field(default_factory=list)

    @property
    def start(self) -> int:
        """First character, in the paragraph's text."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Character after the last one, in the paragraph's text."""
        return self.units[-1].end


def find(seeds: Seeds, views: dict, names: dict, voices: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Find the testimonies of every essay and report.

    Args:
        seeds: catalogue, word lists and sources.csv.
        views: doc_id → paragraphs.
        names: doc_id → (start, end, person_id) of the named mentions.
        voices: who speaks where, corrections applied.
        notes: note markers, which tie a testimony to its source.

    Returns:
        One row a testimony, in order. Columns: testimony_id (doc_id:start-end), doc_id, start, end, surface,
        quoted (JSON list of [start, end]), speaker_desc (as printed), source (of sources.csv, "" where none
        is named), gender (m, f, unknown), age (years, empty where not stated), age_group (young, older, ""),
        nationality, occupation (lower case), decided_by, certainty (0 to 1, the rule's own weight).
    """
    sources = read_sources(seeds)
    reader, rows = WitnessReader(seeds), []
    for row in seeds.catalog.itertuples(index=False):
        if row.genre not in GENRES:
            continue
        own = sources[sources.doc_id == row.doc_id]
        labels = dict(zip(own.note_label, own.source, strict=True))
        calls = notes[(notes.doc_id == row.doc_id) & notes.marker_start.notna()]
        markers = sorted(zip(calls.marker_start, calls.label, strict=True))
        spoken = voices[(voices.doc_id == row.doc_id) & (voices.kind == "quotation")]
        speakers = dict(zip(spoken.start, spoken.speaker_id, strict=True))
        known = sorted(names[row.doc_id])
        for view in views[row.doc_id]:
            if view.zone == "body":
                for t in read(view, reader, _local(view, known), speakers):
                    rows.append(_row(seeds.texts[row.doc_id], t, reader, _local(view, known), labels, markers))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"age": "Int64", "start": int, "end": int, "certainty": float})


def arrange(table: pd.DataFrame) -> pd.DataFrame:
    """Bring the finished table into order: rows by place, `LAST` columns last."""
    columns = [c for c in table.columns if c not in LAST] + [c for c in LAST if c in table.columns]
    return table[columns].sort_values(["doc_id", "start", "end"], ignore_index=True)


def complete(table: pd.DataFrame, seeds: Seeds, mentions: pd.DataFrame) -> pd.DataFrame:
    """Fill what a historian who added a testimony left open: stance and themes by the rules, the rest as not stated.

    Args:
        table: testimonies, corrections applied.
        seeds: word lists and targets.
        mentions: the mentions table.
    """
    table = table.assign(testimony_id=[f"{d}:{s}-{e}" for d, s, e in zip(table.doc_id, table.start, table.end, strict=True)])
    bare = table.index[(table.decided_by == "hand") & (table.quoted == "")] if len(table) else []
    table.loc[bare, "quoted"] = "[]"
    table.loc[table.gender == "", "gender"] = "unknown"
    table["certainty"] = [1.0 if by == "hand" else float(c) for by, c in zip(table.decided_by, table.certainty, strict=True)]
    names = [t.name for t in read_targets(seeds)]
    added = table.index[(table[names] == "").any(axis=1)]
    if len(added):
        judged = read_stance(table.loc[added].drop(columns=[*names, "themes", "reason"]), seeds, mentions).set_index(added)
        for column in [*names, "themes", "reason"]:
            left = [i for i in added if table.at[i, column] == ""]
            table.loc[left, column] = judged.loc[left, column]
    # "none" says that no theme applies, where an empty cell says that nobody has decided.
    table["themes"] = table.themes.replace("none", "")
    return table


def _local(view: View, known: list) -> list:
    out = []
    for _, raw, length in view.pieces:
        for s, e, _ in known[bisect_left(known, (raw,)) : bisect_left(known, (raw + length,))]:
            out.append((view.local(s), view.local(e)))
    return out


def read(view: View, reader: WitnessReader, names: list, speakers: dict) -> list[Testimony]:
    """Find the testimonies of one paragraph.

    Args:
        view: the paragraph.
        reader: of descriptions.
        names: (start, end) of the persons named in it.
        speakers: file offset of a quotation → its speaker in the voices table.
    """
    text = view.text
    quotes = [q for q in quotations(text) if q.depth == 1]
    if not quotes:
        return []
    masked = mask(text, quotes)
    out, current, waiting, before, introduced = [], None, [], "", None
    for unit in _units(masked, quotes, names, reader):
        words = masked[unit.start : unit.end]
        spoken = [q for q in unit.quotes if _is_spoken(view, q, speakers)]
        named = {speakers.get(view.raw(q.start), "nobody:") for q in spoken}
        known = spoken and not any(map(is_voice_id, named))
        if (
            introduced is not None
            and spoken
            and not unit.witness
            and _goes_back(words)
            and (not known or PRONOUN_ASIDE.search(words))
        ):
            current, waiting = introduced, []
        guessed = unit.witness is not None and unit.witness.guessed
        introduced = Testimony(view, [unit], unit.witness, before) if guessed and not spoken else None
        if unit.witness and not STUDENT.match(words) and not (guessed and (known or not spoken)):
            current = Testimony(view, [unit], unit.witness, before)
            before, waiting = unit.witness.text, []
            if spoken:
                out.append(current)
        elif current is not None:
            other = known and not _goes_back(words)
            interviewer = bool(INTERVIEWER.match(words))
            if spoken and not other or interviewer and "respondent" in words:
                current.units += [*waiting, unit]
                waiting = []
                if not any(current is t for t in out) and spoken:
                    out.append(current)
            elif not other and (SAME.match(words) or interviewer) and len(waiting) < 2:
                waiting.append(unit)
            else:
                current, waiting = None, []
    for t in out:
        label = range(t.start + t.witness.start, t.start + t.witness.end)  # an “anti-Soviet” leaflet
        t.quotes = [q for u in t.units for q in u.quotes if q.start not in label and _is_spoken(view, q, speakers)]
    return out


def _goes_back(words: str) -> bool:
    """Tell whether a sentence speaks of somebody named before: by a pronoun, or by words that are all quoted."""
    return bool(PRONOUN_FIRST.match(words) or PRONOUN_ASIDE.search(words)) or words.strip('"“‘ ')[0] == "\x01"


def mask(text: str, quotes: list) -> str:
    """Return the text with every quoted character but a last full stop replaced by U+0001."""
    return blanked(text, [(q.start, q.end - (text[q.end - 1] in ".!?…")) for q in quotes], "\x01")


def _units(masked: str, quotes: list, names: list, reader: WitnessReader) -> list:
    bounds = [0, *(m.end() for m in BREAK.finditer(masked)), len(masked)]
    out = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        unit = _unit(masked, start, end, quotes, names, reader)
        first = unit.witness
        for cut in SPLIT.finditer(masked, start, end):
            rest = CONNECTIVE.sub("", masked[cut.end() : cut.end() + 12], count=1) + masked[cut.end() + 12 : end]
            skip = len(masked[cut.end() : end]) - len(rest)
            at = cut.end() + skip
            if "\x01" not in masked[at:end] or "\x01" not in masked[unit.start : cut.start()]:
                continue
            near = [(s - at, e - at) for s, e in names]
            witness = reader.phrase(masked[at:end], 0, near)
            if witness and witness.text and masked[at : at + 1] != "\x01" and unit.start < cut.start():
                earlier = _unit(masked, unit.start, cut.start(), quotes, names, reader)
                earlier.witness = earlier.witness or (first if first and first.end < cut.start() - unit.start else None)
                out.append(earlier)
                unit = _unit(masked, cut.end(), end, quotes, names, reader)
                unit.witness = Witness(witness.start + skip, witness.end + skip, witness.text, witness.kind)
        out.append(unit)
    return [u for u in out if u.end > u.start]


def _unit(masked: str, start: int, end: int, quotes: list, names: list, reader: WitnessReader) -> _Unit:
    start += len(masked[start:end]) - len(masked[start:end].lstrip())
    end = start + len(masked[start:end].rstrip())
    near = [(s - start, e - start) for s, e in names if start <= s < end]
    inside = [q for q in quotes if start <= q.start < end]
    return _Unit(start, end, inside, reader.first(masked[start:end], near) if end > start else None)


def _is_spoken(view: View, q: Quotation, speakers: dict) -> bool:
    """Tell words of a witness from a label in quotation marks."""
    words = view.text[q.start : q.end].split()
    if view.raw(q.start) in speakers or len(words) > 1 and words[0][0].islower():
        return True
    return len(words) > 1 and words[-1][-1] in ".,!?…" and not TITLE_CUE.search(view.text[max(0, q.start - 40) : q.start - 1])


def _row(text: str, t: Testimony, reader: WitnessReader, names: list, labels: dict, markers: list) -> tuple:
    view = t.view
    start, end = view.raw(t.start), view.raw(t.end - 1) + 1
    masked = mask(view.text, t.quotes)[t.start : t.end]
    near = [(s - t.start, e - t.start) for s, e in names if t.start <= s < t.end and masked[s - t.start] != "\x01"]
    stated = describe(reader.lists, t.witness, masked, near, t.before)
    desc = view.text[t.start + t.witness.start : t.start + t.witness.end]
    close = view.raw(len(view.text)) + 1
    label = next((m[1] for m in markers if start <= m[0] <= close), "")
    quoted = json.dumps([[view.raw(q.start), view.raw(q.end - 1) + 1] for q in t.quotes])
    certainty = 0.9 if len(t.units) == 1 else 0.75
    return (
        (f"{view.doc_id}:{start}-{end}", view.doc_id, start, end, text[start:end], quoted, desc)
        + (
            labels.get(label, labels.get("", "")),
            *(stated[c] for c in ("gender", "age", "age_group", "nationality", "occupation")),
        )
        + ("rule", certainty)
    )
