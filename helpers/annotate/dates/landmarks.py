"""The words of an anchor in. Out: the well-known event that they name, "the fall of Constantinople", and its authority."""

import re
from dataclasses import dataclass, replace

import pandas as pd

from helpers.annotate.dates.edtf_values import bounds
from helpers.errors import WorkbookError

# "After Waterloo Station" and "since the Restoration Settlement" name something else.
GOES_ON = re.compile(r"(?:\s[a-zà-þ(]|\s*[^\w\s]|\s*$)")
OWNED = re.compile(r"([A-Z][\w-]+)'s? (\w+)")
ADJECTIVE = re.compile(r"(?:[A-Z][a-z]+(?:ese|an|ish|sh|ch)|great|famous|final|fatal|disastrous|last)\s")
ARTICLE = re.compile(r"\A(?:the|this|that)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Landmark:
    """An event that prose of any time counts from; it stands in no table of the workbook's own.

    Attributes:
        label: its name.
        edtf: when it was.
        authority: where that was looked up.
        words: characters of the phrase that name it.
        event_id: always "".
    """

    label: str
    edtf: str
    authority: str
    words: int = 0
    event_id: str = ""


class Landmarks:
    """Looks for the events of `lexicons/landmarks.csv`.

    Args:
        table: landmark_id, label, edtf, cues (forms joined by |), within (the years, as low/high, in which alone a cue is so
            understood; "" where it is unmistakable), authority. Its `calendar` is for the reader: days count as printed there.

    Raises:
        WorkbookError: a value is not EDTF, or `within` are no years.
    """

    def __init__(self, table: pd.DataFrame):
        self._by_first = {}
        for row in table.itertuples(index=False):
            try:
                bounds(row.edtf)
                years = tuple(int(end) for end in row.within.split("/")) if row.within else None
            except ValueError as error:
                raise WorkbookError(f"landmarks.csv, '{row.landmark_id}': {error}: write EDTF, and years as 1914/1939") from None
            for cue in row.cues.split("|"):
                entry = (cue, years, Landmark(row.label, row.edtf, row.authority))
                self._by_first.setdefault(cue.split()[0].lower(), []).append(entry)

    def named(self, phrase: str, year: int | None) -> Landmark | None:
        """Return the landmark with whose name a phrase begins, by the longest; None where none fits the year told of."""
        said = re.sub(r"\s", " ", phrase).replace("’", "'")
        owned = OWNED.match(said)
        turned = owned and self.named(f"{owned[2]} of {owned[1]}{said[owned.end() :]}", year)
        if turned:
            # "Japan's surrender" has one letter less than "surrender of Japan".
            return replace(turned, words=owned.end())
        words = ARTICLE.sub("", said, count=1)
        skipped = len(said) - len(words)
        first = re.match(r"\S+", words)
        hits = []
        for cue, years, landmark in self._by_first.get(first[0].lower().rstrip(",.;:"), ()) if first else ():
            # A single word is a name by its capital alone.
            same = words[: len(cue)] == cue if " " not in cue else words[: len(cue)].lower() == cue.lower()
            near = years is None or year is not None and years[0] <= year <= years[1]
            if same and near and GOES_ON.match(words, len(cue)):
                hits.append(replace(landmark, words=skipped + len(cue)))
        named = max(hits, key=lambda hit: hit.words, default=None)
        whose = ADJECTIVE.match(words) if named is None else None
        if whose:
            # "The Japanese attack on Pearl Harbor".
            named = self.named(words[whose.end() :], year)
            skipped += whose.end()
            return named and replace(named, words=skipped + named.words)
        return named
