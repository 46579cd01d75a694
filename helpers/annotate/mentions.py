"""Names, epithets and voices in. Out: the table of mentions: who is named where, by whom, on what ground."""

import re
from bisect import bisect_right

import pandas as pd

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.people import Name
from helpers.annotate.seeds import Seeds
from helpers.annotate.tagger import ITALIC, is_title

COLUMNS = (
    "mention_id doc_id start end surface form person_id speaker_id speaker_group zone passage decided_by rule certainty"
).split()
# A person named in the name of a collection is named in a title; in that of a factory or town, no longer named at all.
COLLECTION = re.compile(
    r"['’]?s?\s+(?:[A-Z][a-z]+\s+){0,2}"
    r"(?:Archives?|Papers|Collected Works|Selected Works|Works|Library|Letters|Diaries|Correspondence|Collection|Edition)\b"
)


def names_in_title(text: str) -> list[tuple]:
    """Return (start, end) of the titles that print marks: italics whose longer words have capitals."""
    return [m.span(1) for m in ITALIC.finditer(text) if is_title(m.group(1)) and len(m.group(1).split()) > 1]


def settle(text: str, names: list, lex: Lexicons) -> list[Name]:
    """Drop names that have become part of another thing's name; mark those inside titles of works and archives.

    Args:
        text: the file as it stands.
        names: named mentions, in order.
        lex: words that make a thing of the name before them.
    """
    titles = names_in_title(text)
    starts = [s for s, _ in titles]
    out = []
    for n in names:
        index = bisect_right(starts, n.start) - 1
        if (
            n.form == "name"
            and COLLECTION.match(text, n.end)
            and text[n.end : n.end + 1] == " "
            or index >= 0
            and n.end <= titles[index][1]
        ):
            n = Name(n.start, n.end, "in_title", n.person_id, n.rule, n.certainty)
        elif n.form == "name" and _is_thing(text, n.end, lex):
            continue
        out.append(n)
    return out


def _is_thing(text: str, end: int, lex: Lexicons) -> bool:
    follows = re.match(r"[ \u00a0]([A-Z][a-z]+)", text[end : end + 30])
    # "the Weiss letter", "Weiss's Testament": the person is still meant.
    word = follows.group(1).lower() if follows else ""
    return word in lex.institutions and word not in lex.named_still


def assemble(seeds: Seeds, found: dict, voices: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Put every mention into the table, with who speaks there.

    Args:
        seeds: the texts.
        found: doc_id → mentions.
        voices: the voices table, corrections applied.
        passages: the passages table.

    Returns:
        One row a mention, in order. Columns: mention_id (doc_id:start-end), doc_id, start, end, surface,
        form (name, initials, pseudonym, in_title, epithet, pronoun), person_id, speaker_id, speaker_group,
        zone, passage, decided_by (rule, hand), rule, certainty (0 to 1, the rule's own weight).
    """
    rows, spoken, spans = [], dict(iter(voices.groupby("doc_id", sort=False))), {}
    for doc_id, *span in passages[["doc_id", "start", "zone", "passage"]].to_numpy():
        spans.setdefault(doc_id, []).append(span)
    for doc_id, names in found.items():
        text = seeds.texts[doc_id]
        speakers = SpeakerIndex(spoken.get(doc_id, voices[:0]))
        starts, places = [s for s, *_ in spans[doc_id]], [rest for _, *rest in spans[doc_id]]
        for n in sorted(names, key=lambda n: (n.start, -n.end)):
            zone, passage = places[max(0, bisect_right(starts, n.start) - 1)]
            speaker, group, _ = speakers.at(n.start)
            rows.append(
                (f"{doc_id}:{n.start}-{n.end}", doc_id, n.start, n.end, text[n.start : n.end], n.form, n.person_id)
                + (speaker, group, zone, passage, "rule", n.rule, n.certainty)
            )
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates("mention_id", ignore_index=True)


class SpeakerIndex:
    """Who speaks at an offset of one text: the innermost voice there."""

    def __init__(self, voices: pd.DataFrame):
        columns = ("start", "end", "depth", "speaker_id", "speaker_group", "addressee_id")
        starts, ends, depths, ids, groups, told = (voices[c].tolist() for c in columns)
        events = sorted(
            [(s, 1, d, i) for i, (s, d) in enumerate(zip(starts, depths, strict=True))]
            + [(e, 0, d, i) for i, (e, d) in enumerate(zip(ends, depths, strict=True))]
        )
        self._bounds, self._speakers, active = [], [], {}
        for offset, opening, depth, index in events:
            if opening:
                active[index] = depth
            else:
                active.pop(index, None)
            inner = max(active, key=lambda i: (active[i], i), default=None)
            self._bounds.append(offset)
            self._speakers.append(("", "", "") if inner is None else (ids[inner], groups[inner], told[inner]))

    def turns(self, start: int, end: int) -> list[tuple[int, tuple[str, str, str]]]:
        """Return where in text[start:end] another begins to speak, and who: as `at` gives it."""
        first, last = bisect_right(self._bounds, start), bisect_right(self._bounds, end - 1)
        return list(zip(self._bounds[first:last], self._speakers[first:last], strict=True))

    def at(self, offset: int) -> tuple[str, str, str]:
        """Return speaker_id, speaker_group and addressee_id, "" where nobody speaks."""
        index = bisect_right(self._bounds, offset) - 1
        return self._speakers[index] if index >= 0 else ("", "", "")
