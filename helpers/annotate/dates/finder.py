"""A text in. Out: the expressions in it that place something in time, with what they say and what they leave to context."""

import re
from dataclasses import replace

from helpers.annotate.dates.ages import Ages
from helpers.annotate.dates.counted import Counted
from helpers.annotate.dates.days import Days
from helpers.annotate.dates.feasts import Feasts
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.months import Months
from helpers.annotate.dates.rows import in_rows
from helpers.annotate.listed import lowered

FIGURES = re.compile(r"[0-9][^\W_]*")

# "About c.1850" is a date, "No.1850" is none.
ROMAN = re.compile("[ivx]{1,5}")
THEREABOUTS = re.compile(r"\s+(?:or|and)\s+thereabouts?\b")
BEFORE_FIGURE = re.compile(r"(?:(?<!\bc)(?<!\bca)\.|[,$£€/№#])$", re.IGNORECASE)


# "A document from 1893" is of that year.
FROM_PAPER = re.compile(
    r"(?:letters?|dat\w+(?:\s(?:probably|perhaps|possibly|apparently|certainly))?|entr(?:y|ies)|extracts?|passages?|notes?|speech|article|photograph|document|newspaper|diary|film|report|map|portrait|view|picture|voice|scene"
    r"|(?:most|many|some|all|few|one|both)\s+of\s+(?:them|these|which))\s+from\s+$",
    re.IGNORECASE,
)

LED_YEAR = re.compile(r"\b(?:in|by|from|until)\s$", re.IGNORECASE)
YEARS_SINCE = re.compile(r"\b(?:years|months|weeks|days|an?\s(?:year|month|week))\s$")
NOT = re.compile(r"\bnot(?:,\s\w+,)?\s+$", re.IGNORECASE)
YEAR_WORD = re.compile(r"\byear\s$", re.IGNORECASE)


class Finder(Months, Ages, Days, Feasts, Counted):
    """Finds what may be a date by single words, and looks closely only there."""

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Return the expressions of text[start:end] in order, ranges joined and openings read."""
        out, position = [], start
        for begin, names in self._triggers_in(text, start, end):
            # One word may bring two: "3 | and 15 May".
            while begin >= position and (found := self._around(text, max(start, position), end, begin, names)):
                out.append(found)
                # A date may stand inside the words of an anchor: "after the congress of May 1921".
                position = found.tail or found.end
        return self._openings(text, in_rows(text, out, self.about), start)

    def _around(self, text: str, floor: int, end: int, begin: int, names: tuple) -> Found | None:
        """Return the expression whose trigger stands at `begin`, the one that begins first."""
        for at in self._beginnings(text, floor, begin):
            at -= text[at - 1 : at] in ("'", "’") and text[at].isdigit() and at > floor
            found = self._at(text, at, end, begin, names)
            if found:
                return found
        return None

    def _triggers_in(self, text: str, start: int, end: int) -> list[tuple[int, tuple]]:
        """Where words and figures stand that a date may have, and the patterns worth trying there, in order."""
        small = lowered(text[start:end])
        met = [(start + s, self.triggers[word]) for s, _, word in self.listed.find(small)]
        for m in FIGURES.finditer(small):
            if not (m.start() and small[m.start() - 1].isalnum()):
                names = self._figures(text, m.group(), start + m.start(), start + m.end())
                met += [(start + m.start(), names)] if names else []
        return sorted(met)

    def _beginnings(self, text: str, floor: int, begin: int) -> list[int]:
        """Where an expression may begin whose trigger stands at `begin`: at the words that lead to it, the first one first."""
        out = [begin]
        while len(out) < 10:
            end = start = out[-1]
            while end > floor and not text[end - 1].isalnum():
                end -= 1
            start = end
            while start > floor and text[start - 1].isalnum():
                start -= 1
            lead, cut = text[start:end].lower(), start and text[start - 1].isalnum()
            if not lead or cut or out[-1] - end >= 5 or not (lead in self.leads or lead[0].isdigit() or ROMAN.fullmatch(lead)):
                break
            out.append(start)
        return out[::-1]

    def _at(self, text: str, at: int, end: int, trigger: int, names: tuple) -> Found | None:
        """Return the expression that begins at a place and takes in the trigger: by the first pattern that holds."""
        for name in names:
            match = self.pattern(name).match(text, at, end)
            if not match:
                continue
            if match.end() <= trigger or BEFORE_FIGURE.search(text, max(0, at - 1), at):
                return None
            found = getattr(self, f"_{name}")(text, match, end)
            if found:
                return found
        return None

    def _figures(self, text: str, word: str, begin: int, stop: int) -> tuple | None:
        if len(word) >= 4 and word[:4].isdigit():
            return ("bc", "iso", "numeric", "decade", "years")
        if len(word) == 2 and text[begin - 1 : begin] in ("'", "’"):
            return ("decade", "years", "short")
        if len(word) == 2 and YEAR_WORD.search(text, max(0, begin - 6), begin):
            return ("years",)
        if len(word) in (2, 3) and word.isdigit() and LED_YEAR.search(text, max(0, begin - 6), begin):
            return ("bc", "numeric", "decade", "early")
        if len(word) <= 2 and text[stop : stop + 1] in (".", "/"):
            return ("numeric",)
        if len(word) == 3 and word.isdigit():
            return ("bc", "early")
        if len(word) == 2 and text[stop : stop + 1] == "-" or len(word) in (3, 4) and word[:-1].isdigit() and word[-1] == "s":
            return ("decade",)
        return ("dmy", "short") if word[-2:] in ("st", "nd", "rd", "th", "2d", "3d") else None

    def _openings(self, text: str, found: list[Found], start: int) -> list[Found]:
        out = []
        for item in found:
            before = text[max(start, item.start - 30) : item.start]
            if (
                item.how in ("calendar", "feast")
                or item.how == "anchor"
                and item.sort in ("definite", "clause")
                and not item.count
                or item.how == "weekday"
                and not re.match("since|until", text[item.start : item.end], re.I)
                or item.sort == "part"
                or item.how == "step"
                and not item.count
            ) and not re.match(r"from|between", text[item.start : item.end], re.I):
                near = self.about.search(before)
                # "Since about 1861".
                led = before[: near.start()] if near else before
                openers = ((m.start(), side) for side, pattern in self.opener.items() if (m := pattern.search(led)))
                begins, side = min(openers, default=(0, ""))  # "No later than" begins before "later than".
                # "It was not until 1861 that": in 1861.
                measured = side == "start" and YEARS_SINCE.search(led[:begins])  # "It is sixty years since 1861."
                if side and not (side == "end" and NOT.search(led[:begins])) and not measured:
                    item = replace(item, start=item.start - len(before) + begins, opens=side, about=near is not None)
                onward = re.match(r"\s+(?:onwards?|on(?=[,.;])|forward)", text[item.end : item.end + 10])
                source = re.search(r"(?<!\w)(?:from|с)\s+$", before[: near.start()] if near else before, re.I)
                if not item.opens and source and (onward or not FROM_PAPER.search(before)):
                    words = text[item.start : item.end]
                    closed = (
                        re.search(r"\d(?:st|nd|rd|th|d|-?го|-?е)?\s?(?:to\b|until\b|till\b|по\b|[-–—])", words)
                        and "~" not in item.value
                    )
                    closed = closed or item.sort == "centuries"
                    item = replace(item, start=item.start - len(before) + source.start(), opens="" if closed else "start")
                    item = replace(item, about=item.about or near is not None)
                if onward:
                    item = replace(item, end=item.end + onward.end(), opens="start")
                thereabouts = THEREABOUTS.match(text, item.end) if item.how == "calendar" else None
                if thereabouts:
                    item = replace(item, end=thereabouts.end(), about=True)
                about = self.about.search(before)
                if about and not item.opens:
                    item = replace(item, start=item.start - len(before) + about.start(), about=True)
            out.append(item)
        return out
