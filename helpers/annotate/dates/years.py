"""A date without its year in. Out: the year that the narrative has reached or the letter was written in, and why."""

import re
from dataclasses import replace

from helpers.annotate.dates.bare_days import CLOSE, bare_day
from helpers.annotate.dates.context import Context
from helpers.annotate.dates.edtf_values import SEASONS, bounds, exists, iso_year, month_in, weekday_of, year_in
from helpers.annotate.dates.events import year_of
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.phrases import WEEKDAYS
from helpers.annotate.dates.sense import sense_of

MONTHS = "January February March April May June July August September October November December".split()


def year_for(month: int, context: Context, sense: str) -> tuple[int | None, str, str]:
    """Return the year of a month that is printed without one, with certainty and reason.

    Args:
        month: 1 to 12.
        context: where the text stands.
        sense: "ahead" (by, next, until with no past tense), "back" (since, last) or "".
    """
    near = year_of(context.near[0].split("/")[-1]) if context.near[0] else None
    written = year_of(context.written) if context.letter and context.written else None
    if near and (written is None or abs(near - written) <= 1):
        # "Until 1940, when it was dissolved on November 13".
        return near, "high", f"year from '{context.near[1]}' in the same sentence"
    if context.letter and context.written:
        low = bounds(context.written)[0]
        year, now = year_in(low), month_in(low)
        if sense == "ahead":
            year += month < now
        elif sense == "back":
            year -= month > now
        elif abs(month - now) > 6:
            year += 1 if month < now else -1
        return year, "high" if not sense else "middling", f"year from the letter's own date, {context.written}"
    if context.current:
        low, high = bounds(context.current)
        low, high = low or high, high or low
        first, last = year_in(low), year_in(high)
        quoted = f"year from '{context.quote}'"
        if last == first + 1:
            inside = [y for y in (first, last) if (first, month_in(low)) <= (y, month) <= (last, month_in(high))]
            # Before a winter rather than long after it: "November" beside "the winter of 1810–11".
            near = first if 0 < month_in(low) - month < month - month_in(high) else last
            return (inside or [near])[0], "high" if inside else "middling", quoted
        if re.search(r"\d{4}-\d\d", context.current) and first == last:
            now = month_in(high)
            if (
                now >= 9
                and month <= now - 6
                or month <= now - 5
                and (context.onward or 0) > first
                or sense == "ahead"
                and month < now
            ) and not (sense == "back" or context.titled):
                return first + 1, "middling", quoted + ", the narrative going on into the next year"
            if sense == "back" and month > now + 4:
                return first - 1, "middling", quoted + ", looking back"
        return first, "high" if first == last else "low", quoted
    if context.hint[0] and not context.ahead[0]:
        return year_of(context.hint[0]), "low", f"year from '{context.hint[1]}'"
    if context.ahead[0]:
        year = year_of(context.ahead[0])
        if year is None:
            return None, "low", "no year stands near it that can be counted from"
        then = re.match(r"\d{4}-(0[1-9]|1[0-2])", context.ahead[0])
        # What is told before the 11th of January, 1833, and in December, was in 1832.
        year -= then is not None and month > int(then[1])
        return year, "middling", f"year from '{context.ahead[1]}', which follows"
    if context.coming:
        return context.coming, "low", f"year from {context.coming}, which the text prints next"
    if context.written:
        return year_of(context.written), "low", f"year from the date of the document, {context.written}"
    return None, "low", "no year stands near it"


def _by_weekday(value: str, surface: str, eastern: bool) -> str:
    """Return a day in the year in which it has the weekday that is printed with it: of those near by the next, else the last."""
    named = re.match(r"(\w{3,6}day)\b", surface, re.I)
    # Before 1752 the weekday may be another calendar's.
    if not named or not re.fullmatch(r"\d{4}-\d\d-\d\d", value) or value < "1752-09-14":
        return value
    wanted, (year, month, day) = WEEKDAYS.index(named[1].lower()), map(int, value.split("-"))
    if eastern and weekday_of(year, month, day) == wanted:
        return value  # Of Russian affairs either calendar may be meant.
    years = [year + step for step in (0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6) if exists(year + step, month, day)]
    right = (y for y in years if weekday_of(y, month, day, eastern) == wanted)
    return f"{next(right, year)}-{value[5:]}"


def _winter(year: int, context: Context, word: str, is_past: bool) -> str:
    """Return the winter that a text means where it prints no year: two years share it."""
    now = re.match(r"(\d{4})(?:-(\d\d))?", "" if context.letter and context.written else context.current)
    month = int(now[2]) if now and now[2] else 0
    if context.letter and context.written and word == "last" and f"{year + 1:04d}-02" >= context.written:
        year -= 1  # "Last winter", written in a December, is that of the year before.
    if now and word in ("next", "following"):
        year = int(now[1]) + (month == 12)
    elif now and (word in ("last", "previous", "preceding") or 0 < month < (9 if is_past else 3) and year == int(now[1])):
        # Told of what came in the first months of a year, the winter is the one that they belong to.
        year = int(now[1]) - 1
    return f"{iso_year(year)}-12/{iso_year(year + 1)}-02"


def fill(found: Found, value: str, context: Context, text: str, sentence: str, surface: str) -> tuple[str, str, str]:
    """Return a value with its YYYY and MM filled from context, its certainty and its reason; "" where nothing fills them."""
    if "MM" in value:
        return bare_day(found, value, context, text, sentence, surface)
    deictic = found.word == "last" and surface.lower().startswith("last ")
    if deictic and context.written:
        context = replace(context, letter=True)  # Of a memoir, too, "last spring" is that before it was written.
    if not context.letter and (deictic or found.word in ("last", "next") and not context.current and not context.near[0]):
        # "Last winter", at the head of an essay: counted from a day of writing that nobody gives.
        return "", "low", f"{surface}: counted from the day of writing, which is not known"
    printed = value.lstrip("[")
    code = int(printed[5:7]) if printed[5:7].isdigit() else 6
    month = {21: 4, 22: 7, 23: 10, 24: 12}.get(code, code)
    sense = sense_of(found, context, text)
    year, certainty, reason = year_for(month, context, sense)
    told = year_of(context.current) if context.letter and context.written and context.here == context.passage else None
    if told is not None and year is not None and told < year - 1 and sense == "back" and not found.word and not found.opens:
        # A letter that tells of years gone by: "in 1917 … On the night of 25 October I slept".
        year, certainty, reason = told, "middling", f"year from '{context.quote}'"
    if year is None:
        return "", "low", f"{surface}: {reason}"
    word = found.word
    if not context.letter and (context.current or context.last[0]):
        step = -1 if re.search(r"previous|preceding|last", word) else 1 if re.search(r"following|next", word) else 0
        near = context.last[0] if 0 < found.start - context.last[2] < CLOSE else ""
        if step and "year" in word and year_of(near):
            # "The diary runs down to May 1852; he died in March of the following year."
            ends = bounds(near)
            year = year_in(ends[step > 0] or ends[0] or ends[1]) + step
            reason, certainty = f"year from '{context.last[1]}'", "middling"
        elif step and context.current:
            now = bounds(context.current)[0 if step < 0 else 1] or bounds(context.current)[0]
            has_month = re.match(r"\d{4}-\d\d", context.current)
            now_month = month_in(now) if has_month else 6
            year = year_in(now)
            near = {21: 2, 22: 5, 23: 8}.get(code, 13)
            if "year" in word or not has_month:
                year += step
            elif step > 0 and now_month >= near:
                year += 1  # In May the summer to come is "that summer": "the following summer" is the next.
            elif step > 0:
                # Behind a day of January "the new year" is the one that has just begun.
                year += month <= now_month and not ("new year" in surface.lower() and now_month < 3)
            else:
                year -= month >= now_month
            certainty = "middling"
    # "In the spring of last year", of a letter; "in May of the same year" goes on from the date before.
    in_letter = context.letter and context.written
    counted = re.search(r"\b(last|this|next|same|that) year" if in_letter else r"\b(same|that) year", word)
    if counted and counted[1] in ("last", "this", "next"):
        year, reason = year_in(context.written) + {"last": -1, "next": 1}.get(counted[1], 0), "counted from the letter's date"
    elif counted and year_of(context.last[0]) and not re.search(r"previous|preceding|before|last", context.last[1], re.I):
        year, reason = year_of(context.last[0]), f"year from '{context.last[1]}'"
    filled = value.replace("YYYY", iso_year(year))
    if value == "YYYY-24":
        filled = _winter(year, context, word, re.search(r"\bhad\b", sentence) is not None)
    if value.count("YYYY") == 2 and "/" in value:
        low, high = (e.replace("YYYY", iso_year(year)) for e in value.split("/"))
        if low[:7] > high[:7]:
            # "From November to January": the year is that of the November, unless a later month has been told already.
            gone = re.match(r"\d{4}-(0[1-9]|1[0-2])", context.current) if not context.letter else None
            if gone and int(context.current[:4]) == year and int(gone[1]) <= int(low[5:7]):
                high = high.replace(f"{year:04d}", f"{year + 1:04d}", 1)
            else:
                low = low.replace(f"{year:04d}", f"{year - 1:04d}", 1)
        filled = f"{low}/{high}"
    filled = _by_weekday(filled, surface, context.eastern)
    name = MONTHS[code - 1] if 1 <= code <= 12 else SEASONS.get(code, surface)
    name = surface if len(surface) < 24 or found.how == "feast" else name
    place = ""
    if not context.letter and context.current and context.history and reason.endswith("'"):
        place = " in the same paragraph" if context.passage == context.here else " in an earlier paragraph"
    return filled, certainty, f"{name}: {reason}{place}"
