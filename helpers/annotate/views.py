"""Passages in. Out: each paragraph as one readable string, page breaks closed up, with the way back to the file's offsets."""

from bisect import bisect_right
from dataclasses import dataclass

import pandas as pd

from helpers.annotate.seeds import Seeds


@dataclass(frozen=True)
class View:
    """A paragraph to read rules on.

    Attributes:
        doc_id: its text.
        passage: its number.
        zone: body, heading, note or boilerplate.
        language: en or ru.
        note_id: of a note, else "".
        text: its segments joined by a line feed, note markers blanked out.
        pieces: for each segment, where it begins in `text` and in the file, and its length.
    """

    doc_id: str
    passage: int
    zone: str
    language: str
    note_id: str
    text: str
    pieces: tuple

    @property
    def start(self) -> int:
        """First character in the file."""
        return self.pieces[0][1]

    def raw(self, position: int) -> int:
        """Return the file's offset of a position in `text`."""
        begin, start, length = self.pieces[bisect_right(self.pieces, position, key=lambda p: p[0]) - 1]
        return start + min(position - begin, length)

    def spans(self, start: int, end: int) -> list[tuple]:
        """Return the file's spans of text[start:end]: one, or one a segment where a page end lies between."""
        out = []
        for begin, raw, length in self.pieces:
            s, e = max(start, begin), min(end, begin + length)
            if s < e:
                out.append((raw + s - begin, raw + e - begin))
        return out

    def local(self, offset: int) -> int:
        """Return the position in `text` of a file's offset that lies in this paragraph."""
        for begin, raw, length in self.pieces:
            if offset <= raw + length:
                return begin + max(0, offset - raw)
        return len(self.text)


def blanked(text: str, spans: list[tuple], character: str = " ") -> str:
    """Return the text with every character of the spans replaced by one that stands for nothing."""
    out, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            out += [text[at:start], character * (end - max(start, at))]
            at = end
    return "".join(out) + text[at:]


def read_views(seeds: Seeds, passages: pd.DataFrame, notes: pd.DataFrame) -> dict[str, list[View]]:
    """Return doc_id → its paragraphs as views, in reading order."""
    out = {doc_id: [] for doc_id in seeds.texts}
    calls = notes[notes.marker_start.notna()]
    markers = {doc_id: [] for doc_id in seeds.texts}
    for doc_id, start, end in zip(calls.doc_id, calls.marker_start, calls.marker_end, strict=True):
        markers[doc_id].append((start, end))
    # A marker is no part of the sentence: quotation marks and full stops beside it must be seen as they stand.
    masked = {doc_id: blanked(text, markers[doc_id]) for doc_id, text in seeds.texts.items()}
    rows = zip(*(passages[c] for c in "doc_id passage start end zone language note_id".split()), strict=True)
    open_views = {}
    for doc_id, passage, start, end, zone, language, note_id in rows:
        open_views.setdefault((doc_id, passage), []).append((start, end, zone, language, note_id))
    for (doc_id, passage), segments in open_views.items():
        text, pieces = "", []
        for start, end, *_ in segments:
            pieces.append((len(text), start, end - start))
            text += masked[doc_id][start:end] + "\n"
        out[doc_id].append(View(doc_id, passage, *segments[0][2:], text[:-1], tuple(pieces)))
    return out
