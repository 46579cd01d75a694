"""What a text itself has dated in. Out: the date of "the fire" in "the day after the fire", though no table knows the fire."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from helpers.annotate.dates.edtf_values import bounds
from helpers.annotate.dates.events import content_words
from helpers.annotate.dates.found import Found

# EDTF fine enough to count a unit from.
FINE = {
    "day": re.compile(r"-?\d{4}-\d\d-\d\d$"),
    "week": re.compile(r"-?\d{4}-\d\d-\d\d$"),
    "fortnight": re.compile(r"-?\d{4}-\d\d-\d\d$"),
    "month": re.compile(r"-?\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?$"),
    "year": re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$"),
}
# Behind a verb the phrase goes on: "a week after the bridge | was opened to carts".
GOES_ON = re.compile(r"\s(?:had|was|were)\s[^,.;:()\n]*")
CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while|when)\b")
# "The day after the opening | two boats came".
RUNS_ON = re.compile(r"((?:the|his|her|their)\s\w+)\s(?!of\b|in\b|at\b|on\b|by\b|for\b|from\b)", re.IGNORECASE)
BLOCK = 400  # characters: dates that stand as far off as this are equally near
NEAR = 600  # characters within which the clauses between two words count
LEAST = 0.6  # of a clause that has a verb, this share of the words must come back: few clauses are told twice alike


@dataclass
class Told:
    """The dated sentences of one text, in the order of reading.

    Attributes:
        lasting: words for what has no day of its own: a war, a reign.
        begin: where the sentence read last begins.
        happening: words for what is told in other words before it is called so: a battle, an earthquake.
        rows: EDTF, stems of the words of the sentence with their places, where the date stands, its words.
    """

    lasting: frozenset
    happening: frozenset
    rows: list = field(default_factory=list)
    begin: int = -1

    def is_happening(self, phrase: str) -> bool:
        """Tell whether a phrase is a definite word for what has just been told: "the battle"."""
        said = re.fullmatch(r"(?:the|this|that)\s(\w+)", phrase.strip(), re.IGNORECASE)
        return said is not None and said[1].lower() in self.happening

    def _knows(self, phrase: str) -> bool:
        wanted = {_stem(w) for _, w in content_words(phrase)}
        return any(wanted <= places.keys() for _, places, _, _ in self.rows)

    def add(self, f: Found, value: str, text: str, begin: int, sentence: str) -> None:
        """Keep what a sentence dates: the date and the words around it."""
        if f.opens or not bounds(value)[0]:
            return
        if self.rows and self.begin == begin:
            places = self.rows[-1][1]  # Of a sentence with many dates the words are read once.
        else:
            places = {}
            for at, word in content_words(sentence):
                places.setdefault(_stem(word), begin + at)
        self.begin = begin
        self.rows.append((value, places, f.start, text[f.start : f.end]))

    def find(self, f: Found, text: str) -> tuple[str, str]:
        """Return EDTF and words of the date that the text gives to what an anchor names; two empty strings for none."""
        fine = FINE["day"] if f.sort == "anniversary" else FINE.get(f.unit, FINE["year"])
        phrase, rest = text[f.tail : f.end], GOES_ON.match(text, f.end)
        runs_on = RUNS_ON.match(phrase)
        if runs_on and not self._knows(phrase) and self._knows(runs_on[1]):
            phrase, rest = runs_on[1], None
        wanted = {_stem(w) for _, w in content_words(phrase)}
        if not wanted or wanted & self.lasting or not rest and not phrase.lower().startswith(("the ", "his ", "her ", "their ")):
            return "", ""
        least = len(wanted)
        if rest:
            wanted |= {_stem(w) for _, w in content_words(rest.group())}
            least = max(2, LEAST * len(wanted))
        here = bisect_left(self.rows, f.start, key=lambda row: row[2])
        hits: list = []
        for side in (range(here - 1, -1, -1), range(here, len(self.rows))):
            for order in side:
                value, places, at, words = self.rows[order]
                far = abs(at - f.start) // BLOCK
                if hits and far > min(hits)[0]:
                    break
                if at == f.start or len(wanted & places.keys()) < least or not fine.match(value.rstrip("~")):
                    continue
                # The anchor's own words date nothing.
                own = range(f.start, f.end + len(rest[0] if rest else ""))
                found = [places[w] for w in wanted if w in places and places[w] not in own]
                # "In 1938, ten years after the opening": beside the anchor stands what it leads to.
                beside = at < f.start and not text[at + len(words) : f.start].strip(" ,(—–")
                if not beside and len(found) >= least:
                    # Of two dates of a sentence the one that stands nearer to the words is theirs.
                    gap = min(_gap(text, at, at + len(words), place) for place in found)
                    hits.append((far, gap, order, value, words))
        if not hits:
            return "", ""
        *_, value, words = min(hits)
        return value.rstrip("~"), words


def _gap(text: str, start: int, end: int, place: int) -> int:
    """How far a word stands from a date: another clause between them counts like many letters."""
    first, last = (end, place) if place > end else (place, start)
    # Far off the clauses no longer matter.
    return last - first + 60 * len(CLAUSE.findall(text, first, min(last, first + NEAR)))


def _stem(word: str) -> str:
    """Cut a word so that "opened" and "opening" are one."""
    return re.sub(r"(?:ings?|ed|es|s|e)$", "", word) if len(word) > 4 else word.rstrip("s")
