"""The expressions of a text in. Out: the same, ranges made one, what a list shares given to each: "14, 21 and 24 June 1416"."""

import re
from dataclasses import replace

from helpers.annotate.dates.edtf_values import shift
from helpers.annotate.dates.found import Found

RANGE = re.compile(
    r"(?:,(?=\s(?:to|until|till)\b))?\s?(?:--|[-‒–—]|to|until|till|through|into|and|по|до|и)\s?(?P<about>(?:about|around|circa)\s)?(?:the\s)?",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\s?(?:,|and|or|и|или|,\s(?:and|or|again in))\s(?:in\s|on\s|again\sin\s|the\s|early\sin\s|late\sin\s)*", re.IGNORECASE
)
END_OF_MONTH = re.compile(r"(?:YYYY|\d{4})-\d\d-21~/(?:YYYY|\d{4})-\d\d-\d\d")
DAY = re.compile(r"(?:YYYY|\d{4})-\d\d-\d\d")
DAYS = re.compile(
    r"(?:,\s\d{1,2}(?!\d))*,?\sand\s(?P<last>\d{1,2})(?:,?\s(?:of\s)?(?P<year>1\d{3}|20\d\d)(?!\d)"
    r"|(?=[.;:)]|,\s(?!\d)|\s(?:the|he|she|they|it|we|I|at|in|a|was|were)\b))"
)
# "On the 4th, 7th and | 11th of June".
DAYS_BEFORE = re.compile(
    r"\b[Oo]n\s(?P<days>(?:the\s)?\d{1,2}(?:st|nd|rd|th)?(?:,\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?)*),?\sand\s(?:the\s)?$"
)
YEAR_ENDING = re.compile(
    r"\bthe\s(?:fiscal\s|financial\s)?year\s(?:ending|ended|to)\s(?:on\s|in\s|with\s)?(?:the\s)?$", re.IGNORECASE
)
WITH_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?")
FIGURE = re.compile(r"\d+")
ORDINAL = re.compile(r"(?:st|nd|rd|th)?")
DECADE = re.compile(r"(?:\d\d|CC)\dX$")
YEAR = re.compile(r"\d{4}")
MONTHS = re.compile(r"YYYY-(0[1-9]|1[0-2])$")
YEARS = re.compile(r"\d{4}/\d{4}$")
RANGE_OPENS = re.compile(r"\b(from|between|с|между)\s+(?:about\s+|the\s+(?:years\s+)?)?$", re.IGNORECASE)


def in_rows(text: str, found: list[Found], about: re.Pattern) -> list[Found]:
    """Return the expressions with ranges joined, lists of days and months read, and years lent to what stands before them.

    Args:
        text: the file as it stands.
        found: its expressions, in order.
        about: what says that a date is approximate.
    """
    found = [_year_ending(text, item) for item in found]
    return _shared_years(text, _months_in_row(text, _ranges(text, _days_in_row(text, found), about)))


def _year_ending(text: str, item: Found) -> Found:
    """Return "the year ending 30 June 1846" as the year before that day."""
    led = YEAR_ENDING.search(text, max(0, item.start - 40), item.start)
    if not led or item.opens or not WITH_MONTH.fullmatch(item.value):
        return item
    begin = shift(item.value, -1, "year")
    begin = shift(begin, 1, "day" if len(begin) == 10 else "month")
    return replace(item, start=led.start(), value=f"{begin}/{item.value}")


def _ranges(text: str, found: list[Found], about: re.Pattern) -> list[Found]:
    """Join what stands between "from" and "to", "between" and "and", or on both sides of a dash."""
    out = []
    for item in found:
        vague = out[-1] if out and out[-1].sort.startswith("vague") else None
        if vague and (item.start < vague.end or about.fullmatch(text[vague.tail : item.start])):
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
            wants_between = joiner.startswith(("and", "и"))
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


def _days_in_row(text: str, found: list[Found]) -> list[Found]:
    """Add the days that stand behind the first of a list: "June 14, 21, and 24", and give all the year behind them."""
    out, until = [], -1
    for item in found:
        if item.start < until:
            continue  # The year behind the list is theirs.
        if listed := _days_before(text, item):
            out = [o for o in out if o.end <= listed[0].start] + listed
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


def _days_before(text: str, item: Found) -> list[Found]:
    """Return the days that a list names before its last one, which alone has the month: "on the 4th, 7th and 11th of June"."""
    if item.how != "calendar" or not DAY.fullmatch(item.value):
        return []
    ahead = DAYS_BEFORE.search(text, max(0, item.start - 60), item.start)
    days = list(FIGURE.finditer(text, *ahead.span("days"))) if ahead else []
    numbers = [*(int(m.group()) for m in days), int(item.value[-2:])]
    if numbers[0] < 1 or numbers != sorted(set(numbers)):
        return []
    return [
        replace(item, start=m.start(), end=ORDINAL.match(text, m.end()).end(), value=f"{item.value[:-2]}{n:02d}")
        for m, n in zip(days, numbers, strict=False)
    ]


def _months_in_row(text: str, found: list[Found]) -> list[Found]:
    """Make one interval of "May and June" and of "May, June and July"; with a printed year each month stays its own."""
    out, row = [], []

    def close() -> None:
        if len(row) > 1 and "and" in text[row[-2].end : row[-1].start]:
            row[:] = [replace(row[0], end=row[-1].end, value=f"{row[0].value}/{row[-1].value}", word=row[-1].word)]
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
    if right.word in ("last", "next", "this") and high.startswith("YYYY"):
        return None  # "From 1843 until last spring": counted from the day of writing.
    if low[:4] == "YYYY" and high[:4].isdigit():
        earlier = low[5:7] > high[5:7] and low[5:7].isdigit()
        low = f"{int(high[:4]) - earlier:04d}" + low[4:]
    elif high[:4] == "YYYY" and low[:4].isdigit():
        high = f"{int(low[:4]) + (high[5:7] < low[5:7]):04d}" + high[4:]
    if high[:4].isdigit() and low[:4].isdigit() and low[:4] > high[:4] or low == high:
        return None  # "4 February 1794—16 Pluviôse": one day said twice.
    return Found(left.start, right.end, "calendar", f"{low}/{high}", word=right.word or left.word)
