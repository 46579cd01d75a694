"""A text in pieces in. Out: the zone of each piece (body, heading, note, boilerplate) and the label of each note."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from helpers.annotate.tables import ZONES
from helpers.errors import WorkbookError

# Where a note is called in running text: <sup>1</sup>, ^[1], [1], [^1], ¹. Longer numbers in brackets are years.
MARKER = re.compile(
    # Most characters begin none of them: one look tells.
    r"(?=[<^\[¹²³⁰-⁹*†‡])"
    r"(?:<sup>\s*(\d{1,3})\s*</sup>|\^?\[\^?(\d{1,3})\]|([¹²³⁰-⁹]+)|(?<=[\w.,;:!?’”\"')])([*†‡]+)(?=\s|$))"
)
# A scan flattens a superscript into a digit glued to the punctuation before it: "victory.1 The".
FLAT_MARKER = re.compile(
    r"(?=\d)(?:(?<=[^\W\d][.,;:!?’”\"'])|(?<=\d{4}[.,;:])|(?<=[.,;:!?’”\"']\))|(?<=[.,;:!?][’”\"'])|(?<=[^\W\d][’”\"')][.,;:]))(\d{1,3})"
    # After a full stop comes a new sentence: "Art.3 of the statutes" calls no note.
    r"(?=\s*$|[A-ZА-Я]|(?<=[,;:]\d)\s|(?<=[,;:]\d\d)\s|(?<=[,;:]\d{3})\s|\s+[^\sa-zа-яё])"
)
MARKS = re.compile(r"[<\[¹²³⁰-⁹*†‡]")  # without one of these there is no marker
LABEL = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|\^?\[\^?(\d{1,3})\]:?|([¹²³⁰-⁹]+)|([*†‡]+)(?=\s))\s*\S")
PLAIN_LABEL = re.compile(r"\(?(\d{1,3})[.)]?\s+\S")
SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
# A year or a Roman number on a line of its own heads what follows; a page is numbered in digits or small letters.
NUMBER_HEAD = re.compile(r"(?:1[5-9]|20)\d\d|[IVXLC]{1,7}\.?")
PAGE_NUMBER = re.compile(r"[\W_]*(?:\d{1,4}|[ivxlc]{1,7}|page \d+(?: of \d+)?)[\W_]*$", re.IGNORECASE)
# A running head: capitals and a page number set far apart.
RUNNING_HEAD = re.compile(r"[^a-zа-я\d]{6,}\s{2,}\d{1,4}$|\d{1,4}\s{2,}[^a-zа-я\d]{6,}$")
NAVIGATION = re.compile(r"(?:https?://\S+|[<«‹←]\s*\w[\w\s]*\s[\w\s]*[>»›→])$|^[^.]*\s\|\s[^.]*\s\|\s", re.IGNORECASE)
BYLINE = re.compile(
    r"(?:(?i:written|posted|text) )?(?i:by)\s+"
    r"(?:[A-ZÀ-ÞА-Я][\w.’'-]*[\s]*(?:(?:and|&|de|von|van|и)\s+)?){1,6}(?:$|[|,•·–—(*\[]|\d)"
)
DATELINE = re.compile(
    r"[\[(*]*(?:[^\W\d]+[.,]?\s+){0,4}\d{1,2}(?:st|nd|rd|th)?[.,/ ]+(?:[^\W\d]+|\d{1,2})[.,/ ]+\d{2,4}\s*(?:г\.?)?[\])*.]*$"
)
SENTENCE_END = re.compile(r"[.!?…:]['\"”’»“)\]*_]*$|[.!?…][\"”’»“*]*\)?$")
NOTES_HEADS = ("notes", "endnotes", "footnotes", "references", "note", "примечания")
# Words of a person who tells something: a line of page furniture has none of them.
PERSONAL = frozenset("i we he she they my his our him me".split())
NARRATIVE = PERSONAL - {"our"} | frozenset("was were had did her those".split())


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: `segments` are half-open character spans; `label` is a note's number as printed, "" for none."""

    segments: tuple
    zone: str
    label: str = ""

    @property
    def start(self) -> int:
        """First character."""
        return self.segments[0][0]


@dataclass(frozen=True)
class Furniture:
    """The list of page furniture: rows of term (small letters), match, zone and where."""

    rows: tuple

    def zone(self, text: str, edge: bool) -> str:
        """Return the zone of a line that is page furniture, or ""; `edge`: it stands before or after the prose."""
        flat = " ".join(text.strip("\ufeff\u200b").lower().replace("’", "'").split())
        for term, match, zone, where in self.rows:
            if (edge or where == "any") and _matches(flat, term, match) and not _is_prose(flat, term, match, zone):
                return zone
        return ""


def _matches(flat: str, term: str, match: str) -> bool:
    if match == "whole":
        return flat.strip("*#_ ") == term
    if match == "prefix":
        return flat.startswith(term) and not (term[-1].isalnum() and WORD_CHARACTER.match(flat, len(term)))
    return term in flat


def _is_prose(flat: str, term: str, match: str, zone: str) -> bool:
    """Tell a sentence that happens to hold a term ("Return to Petrograd was impossible") from page furniture."""
    words = set(re.findall(r"\w+", flat))
    if match == "whole" or len(flat.split()) < 6 or not SENTENCE_END.search(flat):
        return False
    if term.endswith(":"):
        return bool(words & PERSONAL)
    # Terms of several words that may stand anywhere in a line ("all rights reserved") are no accident.
    return zone == "boilerplate" and (match == "prefix" or " " not in term and term.isalpha()) and bool(words & NARRATIVE)


def read_furniture(table: pd.DataFrame) -> Furniture:
    """Check the list of page furniture.

    Args:
        table: lexicons/page_furniture.csv: term, match (whole, prefix, contains), zone, where (any, edge).

    Raises:
        WorkbookError: a row could match nothing, or everything, or leads to no zone.
    """
    accepted = {"match": ("whole", "prefix", "contains"), "zone": ZONES, "where": ("any", "edge")}
    rows = []
    for number, row in enumerate(table.to_dict("records"), start=2):
        if not row["term"]:
            raise WorkbookError(f"lexicons/page_furniture.csv row {number} has no term: write one, or take the row out")
        for column, values in accepted.items():
            if row[column] not in values:
                raise WorkbookError(
                    f"lexicons/page_furniture.csv row {number}: {column} '{row[column]}' is unknown:"
                    f" use one of {', '.join(values)}"
                )
        rows.append((" ".join(row["term"].lower().replace("’", "'").split()), row["match"], row["zone"], row["where"]))
    return Furniture(tuple(rows))


def zones(text: str, pieces: list, furniture: Furniture) -> list[Paragraph]:
    """Give each piece its zone and, if it is a note, its label.

    Args:
        text: the file as it stands.
        pieces: (start, end, crowded) of each paragraph as printed; crowded: its neighbours stand without a blank line.
        furniture: the list of page furniture.
    """
    printed = [text[s:e].strip("\ufeff\u200b") for s, e, _ in pieces]
    # A speaker's turn or a whole sentence that comes back is speech, not a running head.
    repeated = {t for t, n in Counter(printed).items() if n >= 3 and len(t) < 80 and not SENTENCE_END.search(t) and ": " not in t}
    markers = {m for t in printed for m in _markers(t, skip_label=True)}
    plain = _plain_notes(printed)
    first_prose = next((i for i, t in enumerate(printed) if len(t) > 300), len(pieces))
    last_prose = max((i for i, t in enumerate(printed) if len(t) > 200), default=0)
    out, in_notes = [], False
    for i, (start, end, crowded) in enumerate(pieces):
        piece = printed[i]
        edge = i <= max(first_prose, 3) and len(piece) < 400 or i >= last_prose
        following = printed[i + 1] if i + 1 < len(pieces) else ""
        above = printed[i - 1] if out and out[-1].zone == "body" else ""
        labelled_next = bool(LABEL.match(following) or PLAIN_LABEL.match(following))
        zone, label = furniture.zone(piece, edge), ""
        if zone == "heading":
            # A diary may have a chapter "Notes": a list of notes begins with a number.
            in_notes = piece.strip("*#_ ").lower() in NOTES_HEADS and labelled_next
        elif not zone:
            label = plain.get(i) or _note_label(piece, markers, in_notes)
            if label:
                zone = "note"
            elif _looks_like_furniture(piece, edge) or piece in repeated and len(piece.split()) > 1:
                zone = "boilerplate"
            elif _is_heading(piece, following, crowded, i, above):
                zone, in_notes = "heading", in_notes and labelled_next
            else:
                zone = "body"
        out.append(Paragraph(((start, end),), zone, label))
    return _continued_notes(text, out, in_notes)


def flat_markers(pieces: list) -> list[list]:
    """Find superscripts that a scan flattened into digits: they run 1, 2, 3 …, which tells them from other digits.

    Args:
        pieces: texts in reading order.

    Returns:
        For each piece its matches; a page may begin again with 1.
    """
    found, expected = [], 1
    for piece in pieces:
        own = []
        for m in FLAT_MARKER.finditer(piece):
            if int(m.group(1)) in (expected, 1):
                own.append(m)
                expected = int(m.group(1)) + 1
        found.append(own)
    return found


def _plain_notes(printed: list) -> dict[int, str]:
    """Return piece number → label of notes that begin with a bare number ("1 J. Smith, The Unions") which a flat marker calls."""
    labels = [m and m.group(1) for m in map(PLAIN_LABEL.match, printed)]
    called = [
        {m.group(1) for m in own} for own in flat_markers(["" if lab else t for lab, t in zip(labels, printed, strict=True)])
    ]
    anywhere = set().union(*called)
    out, above, recent = {}, "", set()
    # A list of notes may close a text without a head.
    closing = len(printed)
    while closing and labels[closing - 1] in anywhere:
        closing -= 1
    if len(printed) - closing >= 2 and labels[closing] == "1":
        return {i: labels[i] for i in range(closing, len(printed))}
    for i, piece in enumerate(printed):
        if labels[i] and (labels[i] in recent or labels[i] in anywhere and (i - 1 in out or _is_cut(above))):
            out[i] = labels[i]
        elif len(piece) > 60:
            recent = called[i] | (recent if i - 1 not in out else set())
            above = piece
    return out


def _is_cut(piece: str) -> bool:
    """Tell a paragraph that a page end cuts short."""
    return len(piece) > 60 and not SENTENCE_END.search(FLAT_MARKER.sub("", piece))


def _looks_like_furniture(piece: str, edge: bool) -> bool:
    if NUMBER_HEAD.fullmatch(piece):
        return False
    return bool(PAGE_NUMBER.match(piece) or RUNNING_HEAD.match(piece) or edge and NAVIGATION.search(piece))


def _note_label(piece: str, markers: set, in_notes: bool) -> str:
    found = LABEL.match(piece) or (PLAIN_LABEL.match(piece) if in_notes else None)
    if not found:
        return ""
    label = next(g for g in found.groups() if g).translate(SUPERSCRIPTS)
    # A bracketed number that nothing calls is a numbered point, not a note.
    return label if in_notes or label in markers or piece.startswith(("<sup>", "^[")) else ""


def _markers(text: str, skip_label: bool = False) -> list[str]:
    if not MARKS.search(text):
        return []
    label = LABEL.match(text) if skip_label else None
    begin = label.end() - 1 if label else 0
    return [next(g for g in m.groups() if g).translate(SUPERSCRIPTS) for m in MARKER.finditer(text, begin)]


# No title is longer, whatever marks of notes stand in it.
HEADING_CHARACTERS = 600
WORD_CHARACTER = re.compile(r"\w")


def _is_heading(piece: str, following: str, crowded: bool, place: int, body_before: str) -> bool:
    """Tell a title, section head, byline or dateline from prose. `body_before`: the body paragraph above, if any."""
    if len(piece) > HEADING_CHARACTERS and not piece.lstrip().startswith("#"):
        return False
    core = MARKER.sub("", piece).strip()
    if BYLINE.match(core) and len(core.split()) <= 14 or core.startswith("#"):
        return True
    if _is_dateline(core) or following and NUMBER_HEAD.fullmatch(core):
        return True
    words = re.findall(r"[^\W\d_]+", core)
    if re.match(r"by\s", core, re.IGNORECASE) and words[-1].islower():
        return False
    plain = core.strip("*_")
    # What follows a closing formula ("With respect,") is a signature.
    if not words or len(words) > 14 or len(core) > 110 or not following or body_before.endswith(","):
        return False
    content = [w for w in words if len(w) > 3 or w[0].isupper()]
    capitalised = sum(w[0].isupper() for w in content) / max(1, len(content)) >= 0.6
    # Lines of an address or a title page may stand close at the top; lines of verse do too.
    if crowded and (place > 3 or not capitalised) or _is_speech(plain):
        return False
    title_in_quotes = re.fullmatch(r"[\"“‘«„].*[\"”’»“]", plain) and capitalised and not re.search(r"[^.\s][.!?]\W*$", plain)
    if re.search(r"[.!?;,:…]['\"”’»)]*$", plain) and not title_in_quotes and not plain.isupper():
        return False
    if plain[:1].islower() or plain[-1:] == "-" or plain[:1] in "-–—•([" and not re.fullmatch(r"\[[^\Wa-zа-я\d][^\]]+\]", plain):
        return False
    if body_before and not plain.isupper() and (len(piece) > 60 or _is_short_line(body_before)):
        return False
    return capitalised or len(words) <= 9 and not _is_short_line(following)


def _is_short_line(piece: str) -> bool:
    """Tell a short paragraph without a full stop: several in a row are speech or verse, not heads."""
    return len(piece) < 80 and not SENTENCE_END.search(piece) and not piece.endswith((",", ";"))


def _is_speech(plain: str) -> bool:
    return bool(re.match(r"[\"“«„][^\"”»]*[\"”»]\s+[^\W\d_]", plain))


def _is_dateline(core: str) -> bool:
    # "Geneva, 3 May 1848", but not "He died on 5 March 1953."
    if not DATELINE.fullmatch(core) or len(core.split()) > 8:
        return False
    before = re.findall(r"[^\W\d_]+", re.split(r"\d", core, maxsplit=1)[0])
    return not any(w.islower() and w not in ("the", "of", "den", "le", "от") for w in before)


def _calls(piece: str) -> bool:
    return bool(_markers(piece) or FLAT_MARKER.search(piece))


def _continued_notes(text: str, paras: list, headed: bool) -> list[Paragraph]:
    """Among the notes at a text's end a paragraph without a label goes on with the note above it."""
    calls = [i for i, p in enumerate(paras) if p.zone == "body" and _calls(text[slice(*p.segments[0])])]
    labelled = [i for i, p in enumerate(paras) if p.label and i > (calls[-1] if calls else -1)]
    if len(labelled) < 2:
        return paras
    end = len(paras) if headed else labelled[-1]
    # A chapter or an appendix may follow the notes.
    end = next((i for i, p in enumerate(paras[:end]) if i > labelled[0] and p.zone == "heading"), end)
    return [replace(p, zone="note") if p.zone == "body" and labelled[0] < i < end else p for i, p in enumerate(paras)]
