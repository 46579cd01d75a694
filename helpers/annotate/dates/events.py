"""The table of known events in. Out: the one that a phrase names, such as "his death" or "the Tenth Congress"."""

import re
from datetime import date
from functools import lru_cache

from helpers.annotate.dates.edtf_values import bounds, month_in, year_in
from helpers.annotate.dates.landmarks import Landmarks
from helpers.annotate.listed import Listed

# Days by which a text may miss an event that it names beside the date.
SLIP = 60
STOP = frozenset("the a an of his her their my our your its in at on to by and for from party s no very first great".split())

# An event by its verb is the event by its noun.
SAME = {
    **dict.fromkeys(("died", "dies", "dead", "dying"), "death"),
    **dict.fromkeys(("buried", "burial"), "funeral"),
    **dict.fromkeys(("burned", "burnt"), "fire"),
    **dict.fromkeys(("married", "wedding"), "marriage"),
    **{"born": "birth", "crowned": "coronation", "elected": "election", "murdered": "murder", "shipwreck": "wreck"},
}
WRITTEN = re.compile(r"\b(?:letter|note|telegram|memorandum|manifesto|leaflet|article|report)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")

POSSESSIVE = re.compile(r"\b(?:his|her|he|she|my|I|её|его)\b")


class KnownEvents:
    """Events that a phrase may name: by a cue that the historian gave, or by the words of the event's label."""

    def __init__(self, table, landmarks: Landmarks):
        self.landmarks = landmarks
        self.rows = list(table.itertuples(index=False))
        self._order = {row.event_id: i for i, row in enumerate(self.rows)}
        self.by_id = {row.event_id: row for row in self.rows}
        self.cues = {}
        for row in self.rows:
            for cue in row.cues.lower().split("|"):
                self.cues.setdefault(cue, []).append(row)
        self.listed = Listed(self.cues)
        # A sentence with many dates is read once.
        self._read = lru_cache(maxsize=64)(self._cues_and_words)
        self.words = [(frozenset(_content(row.label)), row) for row in self.rows]
        self.people = {p.split("-")[0] for row in self.rows for p in row.people.split("|") if p}
        self.gate = {w for words, _ in self.words for w in words} | {
            w for row in self.rows for cue in row.cues.split("|") for w in _content(cue.replace("’", "'"))
        }

    def named(self, phrase: str, before: str, near: str, whole: bool = False) -> tuple:
        """Return the event that a phrase names and how sure that is; (None, "") where no event, or no single one, fits.

        Args:
            phrase: the words after "before", "since", "the eve of" …
            before: the text before it, where "his" finds its person.
            near: EDTF near which the event is to be looked for.
            whole: whether the phrase must name the event and nothing more.
        """
        low = re.sub(r"\s+", " ", phrase.lower().replace("’", "'")).strip()
        wanted = set(_content(low))
        if not wanted & self.gate:
            return None, ""
        owner = bool(POSSESSIVE.search(phrase))
        hits = [
            (len(cue), row)
            for cue, row in self._cued(low)
            if not (whole and set(_content(re.sub(rf"(?<!\w){re.escape(cue)}(?!\w)", "", low))) - self.people)
        ]
        longest = max((n for n, _ in hits), default=0)
        rows, sure = [row for n, row in hits if n == longest], "high"
        if not rows:
            person = self._person(before) if owner else ""
            if owner and not person:
                return None, ""
            rows, said = [], low.split()
            # The clause may run on: "Roe's death | nobody mourned".
            while said and not rows:
                wanted = set(_content(" ".join(said))) | ({person} if person else set())
                named = len(wanted) > 1 or wanted and low.startswith("the ") and len(said) == 2
                rows = [row for words, row in self.words if named and wanted <= words]
                said = [] if whole else said[:-1]
            sure = "middling" if person else "high"
        year = year_of(near) if near else None
        if len(rows) > 1 and year is None or not rows:
            return None, ""
        distance = lambda row: abs((year_of(row.edtf) or 0) - year)  # noqa: E731
        best = rows[0] if year is None else min(rows, key=distance)
        # "The war" in a text of another age is another war; "Lenin's death" is the same in any.
        # "The meeting", with no word more, is a meeting of the same days.
        bare = len(wanted) == 1 and not any(best is row for _, row in hits)
        if year is not None and distance(best) > (1 if bare else 40) and not wanted & self.people:
            return None, ""
        return best, sure if len(rows) == 1 else "middling"

    def named_in(self, sentence: str, low: str, high: str) -> tuple | None:
        """Return the event between two days whose cue, or two words of whose label, the sentence has; None for none."""
        here = [row for row in self.rows if row.earliest <= high and (row.latest or "9") >= low]
        if not here:
            return None
        ids = {row.event_id for row in here}
        cued, words = self._read(sentence)
        hits = [(len(cue), row) for cue, row in cued if row.event_id in ids]
        if not hits:
            # Two words, and most of the label or its very day: "after", "death" are not yet somebody's note after a death.
            hits = [
                (len(w & words), row)
                for w, row in self.words
                if row.event_id in ids
                and len((w & words) - self.people) > 1
                and (2 * len(w & words) > len(w) or row.edtf == low == high)
            ]
        # An age that lasted years gives way to what happened in it.
        return max(hits, key=lambda h: (is_short(h[1]), h[0]))[1] if hits else None

    def named_beside(self, words: str, low: str, high: str) -> tuple | None:
        """Return the event of which the words next to a day give a cue or the whole label, though days lie between."""
        small, said = words.lower().replace("’", "'"), set(_content(words))
        near = [r for r in self.rows if is_short(r) and _days(r.earliest, high) <= SLIP and _days(low, r.latest) <= SLIP]
        ids = {r.event_id for r in near}
        hits = [row for _, row in self._cued(small) if row.event_id in ids]
        hits += [row for label, row in self.words if row.event_id in ids and len(label - self.people) > 1 and label <= said]
        return hits[0] if hits else None

    def written_on(self, day: str) -> tuple | None:
        """Return the letter or note of which the day is the date, where only one is known; None otherwise."""
        here = [r for r in self.rows if r.earliest == r.latest == day and WRITTEN.search(r.label)]
        return here[0] if len(here) == 1 else None

    def _cues_and_words(self, sentence: str) -> tuple[list, frozenset]:
        return self._cued(sentence.lower().replace("’", "'")), frozenset(_content(sentence))

    def _cued(self, words: str) -> list[tuple]:
        """Cue and event of every cue that the words have, in the order of the table."""
        cues = {cue for _, _, cue in self.listed.find(words)}
        return sorted(((cue, row) for cue in cues for row in self.cues[cue]), key=lambda c: (self._order[c[1].event_id], c[0]))

    def _person(self, before: str) -> str:
        named = [w.lower() for w in WORD.findall(before[-400:]) if w[0].isupper() and w.lower() in self.people]
        return named[-1] if named else ""


def content_words(phrase: str) -> list[tuple[int, str]]:
    """Return place and word of what a phrase names, without articles and the like; who died and a death are one."""
    words = ((m.start(), m.group().lower()) for m in WORD.finditer(phrase))
    return [(at, SAME.get(w, w)) for at, w in words if w not in STOP and not POSSESSIVE.fullmatch(w)]


def _content(phrase: str) -> list[str]:
    return [word for _, word in content_words(phrase)]


@lru_cache(maxsize=20_000)
def year_of(value: str) -> int | None:
    """Return the first year of an EDTF value, or its last where it has no first."""
    low, high = bounds(value)
    ends = [year_in(e) for e in (low, high) if e]
    return ends[0] if ends else None


def _ordinal(day: str) -> int:
    """Return the number of an ISO day, for distances; of an open end that of the first day of all, before Christ nearly so."""
    if not day or day < "0001":
        return 366 * year_in(day) + 31 * month_in(day) + int(day[-2:]) if day else 1
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        # The Julian 29 February of a century year has no place in Python's calendar.
        return date(int(day[:4]), 3, 1).toordinal()


def _days(one: str, other: str) -> int:
    """Return by how many days one ISO day comes after another, negative where before."""
    return _ordinal(one) - _ordinal(other)


def is_short(event) -> bool:
    """Say whether an event took less than four months: a longer one is an age, and "after" it gives no date."""
    ends = bounds(event.edtf)
    return all(ends) and _days(ends[1], ends[0]) < 120
