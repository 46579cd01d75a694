"""A text in. Out: the expressions in it that place something in time, with what they say and what they leave to context."""

import re
from dataclasses import replace

from helpers.annotate.dates.ages import Ages
from helpers.annotate.dates.counted import Counted
from helpers.annotate.dates.days import Days
from helpers.annotate.dates.feasts import Feasts
from helpers.annotate.dates.grammar import Found
from helpers.annotate.dates.months import Months
from helpers.annotate.listed import lowered

FIGURES = re.compile(r"[0-9][^\W_]*")

# "About c.1850" is a date, "No.1850" is none.
BEFORE_FIGURE = re.compile(r"(?:(?<!\bc)(?<!\bca)\.|[,$£€/№#])$", re.IGNORECASE)

RANGE = re.compile(
    r"(?:,(?=\s(?:to|until|till)\b))?\s?(?:--|[-‒–—]|to|until|till|through|into|and|по|до|и)\s?(?P<about>(?:about|around|circa)\s)?(?:the\s)?",
    re.IGNORECASE,
)

LISTED = re.compile(
    r"\s?(?:,|and|or|и|или|,\s(?:and|or|again in))\s(?:in\s|on\s|again\sin\s|the\s|early\sin\s|late\sin\s)*", re.IGNORECASE
)

# "A document from 1893" is of that year.
FROM_PAPER = re.compile(
    r"(?:letter|dat\w+|note|speech|article|photograph|document|newspaper|diary|film|report|map|portrait|view|picture|voice|scene"
    r"|(?:most|many|some|all|few|one|both)\s+of\s+(?:them|these|which))\s+from\s+$",
    re.IGNORECASE,
)

END_OF_MONTH = re.compile(r"(?:YYYY|\d{4})-\d\d-21~/(?:YYYY|\d{4})-\d\d-\d\d")
DAY = re.compile(r"(?:YYYY|\d{4})-\d\d-\d\d")
DAYS = re.compile(
    r"(?:,\s\d{1,2}(?!\d))*,?\sand\s(?P<last>\d{1,2})(?:,?\s(?:of\s)?(?P<year>1\d{3}|20\d\d)(?!\d)"
    r"|(?=[.;:)]|,\s(?!\d)|\s(?:the|he|she|they|it|we|I|at|in|a|was|were)\b))"
)
FIGURE = re.compile(r"\d+")
DECADE = re.compile(r"(?:\d\d|CC)\dX$")
LED_YEAR = re.compile(r"\b(?:in|by|from|until)\s$", re.IGNORECASE)
NOT = re.compile(r"\bnot(?:,\s\w+,)?\s+$", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
MONTHS = re.compile(r"YYYY-(0[1-9]|1[0-2])$")
YEAR_WORD = re.compile(r"\byear\s$", re.IGNORECASE)
YEARS = re.compile(r"\d{4}/\d{4}$")
YEARS_OF = re.compile(r"\byears\s$", re.IGNORECASE)
RANGE_OPENS = re.compile(r"\b(from|between|с|между)\s+(?:about\s+|the\s+)?$", re.IGNORECASE)


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
        return self._openings(text, _shared_years(text, _months_in_row(text, self._ranges(text, _days_in_row(text, out)))), start)

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
            if not lead or cut or out[-1] - end >= 5 or not (lead in self.leads or lead[0].isdigit()):
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

    def _ranges(self, text: str, found: list[Found]) -> list[Found]:
        out = []
        for item in found:
            vague = out[-1] if out and out[-1].sort.startswith("vague") else None
            if vague and (item.start < vague.end or self.about.fullmatch(text[vague.tail : item.start])):
                out.pop()  # "Until the end | of December 1870" names no event.
            last = out[-1] if out else None
            if (
                last
                and last.how == item.how == "calendar"
                and item.start - last.end < 20
                and (between := RANGE.fullmatch(text[last.end : item.start]))
            ):
                opens = RANGE_OPENS.search(text, max(0, last.start - 24), last.start)
                joiner = text[last.end : item.start].strip().lower()
                wants_between = joiner.startswith(("and", "и")) and not YEARS_OF.search(text, max(0, last.start - 8), last.start)
                if not wants_between and joiner or opens and opens[1].lower() in ("between", "между"):
                    # "The years 1479–80 and 1486–87" are two.
                    two = joiner.startswith(("and", "и")) and YEARS.match(last.value) and YEARS.match(item.value)
                    joined = None if two else _join(last, item)
                    if joined and between["about"]:
                        joined = replace(joined, value=joined.value + "~")
                    if joined and opens and "about" in opens.group():
                        joined = replace(joined, value=joined.value.replace("/", "~/"))
                    if joined:
                        out[-1] = replace(joined, start=opens.start() if opens else last.start)
                        continue
            out.append(item)
        return out

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
                if side and not (side == "end" and NOT.search(led[:begins])):
                    item = replace(item, start=item.start - len(before) + begins, opens=side, about=near is not None)
                onward = re.match(r"\s+(?:onwards?|on(?=[,.;])|forward)", text[item.end : item.end + 10])
                source = re.search(r"(?<!\w)(?:from|с)\s+$", before[: near.start()] if near else before, re.I)
                if not item.opens and source and (onward or not FROM_PAPER.search(before)):
                    words = text[item.start : item.end]
                    closed = re.search(r"\d(?:st|nd|rd|th|d)?\s?(?:to\b|until\b|till\b|[-–—])", words) and "~" not in item.value
                    closed = closed or item.sort == "centuries"
                    item = replace(item, start=item.start - len(before) + source.start(), opens="" if closed else "start")
                    item = replace(item, about=item.about or near is not None)
                if onward:
                    item = replace(item, end=item.end + onward.end(), opens="start")
                about = self.about.search(before)
                if about and not item.opens:
                    item = replace(item, start=item.start - len(before) + about.start(), about=True)
            out.append(item)
        return out


def _days_in_row(text: str, found: list[Found]) -> list[Found]:
    """Add the days that stand behind the first of a list: "June 14, 21, and 24", and give all the year behind them."""
    out, until = [], -1
    for item in found:
        if item.start < until:
            continue  # The year behind the list is theirs.
        out.append(item)
        row = DAYS.match(text, item.end) if item.how == "calendar" and DAY.fullmatch(item.value) else None
        if row and not text[item.start].isdigit():
            days = list(FIGURE.finditer(text, item.end, row.end("last")))
            numbers = [int(item.value[-2:]), *(int(m.group()) for m in days)]
            if numbers == sorted(set(numbers)) and numbers[-1] <= 31:
                of_year = row["year"] if item.value.startswith("YYYY") and row["year"] else item.value[:4]
                until = row.end("year") if row["year"] else -1
                spans = [(item.start, item.end), *((m.start(), m.end()) for m in days)]
                values = [f"{of_year}{item.value[4:-2]}{n:02d}" for n in numbers]
                ends = zip(spans, values, strict=True)
                out[-1:] = [replace(item, start=s, end=e, value=value) for (s, e), value in ends]
    return out


def _months_in_row(text: str, found: list[Found]) -> list[Found]:
    """Make one interval of "May and June" and of "May, June and July"; with a printed year each month stays its own."""
    out, row = [], []

    def close() -> None:
        if len(row) > 1 and "and" in text[row[-2].end : row[-1].start]:
            row[:] = [replace(row[0], end=row[-1].end, value=f"{row[0].value}/{row[-1].value}")]
        out.extend(row)

    for item in found:
        month = MONTHS.match(item.value)
        joined = month and row and re.fullmatch(r",?\s(?:and\s)?", text[row[-1].end : item.start])
        if joined and int(month[1]) == int(row[-1].value[5:7]) + 1:
            row.append(item)
            continue
        close()
        row = [item] if month and item.how == "calendar" and not item.opens else []
        out.extend([] if row else [item])
    close()
    return out


def _shared_years(text: str, found: list[Found]) -> list[Found]:
    """Give "October" the year of "November 1810" in "October or November 1810"."""
    out = []
    for item, after in zip(found, [*found[1:], None], strict=False):
        if (
            (
                after
                and item.how == after.how == "calendar"
                and item.value[:4] == "YYYY"
                and after.value[:4].isdigit()
                and not item.word
            )
            and "MM" not in item.value
            and LISTED.fullmatch(text[item.end : after.start])
            and not re.match(r"the\s", text[item.start : item.end], re.I)
            and not re.match(r"from|between", text[after.start : after.end], re.I)
            and after.value[5:7].isdigit()
        ):
            item = replace(item, value=item.value.replace("YYYY", after.value[:4]), sort="shared")
        last = out[-1] if out else None
        if last and not item.opens and re.fullmatch(r"\s(?:or|или)\s", text[last.end : item.start]) and _alike(last, item):
            # One of two: EDTF has a set for it.
            out[-1] = Found(last.start, item.end, "calendar", f"[{last.value},{item.value}]", word=last.word)
        else:
            out.append(item)
    return out


def _alike(one: Found, other: Found) -> bool:
    """Tell two printed years of which the second is the later."""
    return bool(YEAR.fullmatch(one.value) and YEAR.fullmatch(other.value)) and one.value < other.value


def _join(left: Found, right: Found) -> Found | None:
    """Make one interval of two dates; each lends the other the year or month that it lacks."""
    low, high = left.mid or left.value.split("/")[0], right.mid or right.value.split("/")[-1]
    if len(low) == 7 and END_OF_MONTH.fullmatch(right.value):
        high = high[:7]  # "From January to the end of March".
    if high[:7] == "YYYY-MM" and low[5:7].isdigit():
        high = low[:7] + high[7:]  # "From May 3rd till the 9th".
    elif low[:7] == "YYYY-MM" and high[5:7].isdigit():
        low = high[:7] + low[7:]
    if DECADE.match(low) and DECADE.match(high) and low < high:
        return Found(left.start, right.end, "calendar", f"{low}/{high}")
    if "CC" in low + high or "X" in low + high:
        return None
    if low[:4] == "YYYY" and high[:4].isdigit():
        earlier = low[5:7] > high[5:7] and low[5:7].isdigit()
        low = f"{int(high[:4]) - earlier:04d}" + low[4:]
    elif high[:4] == "YYYY" and low[:4].isdigit():
        high = f"{int(low[:4]) + (high[5:7] < low[5:7]):04d}" + high[4:]
    if high[:4].isdigit() and low[:4].isdigit() and low[:4] > high[:4] or low == high:
        return None  # "4 February 1794—16 Pluviôse": one day said twice.
    return Found(left.start, right.end, "calendar", f"{low}/{high}", word=right.word or left.word)
