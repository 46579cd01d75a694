"""A day without its month in. Out: the month that the narrative or letter has reached, and why."""

import calendar
import re

from helpers.annotate.dates.context import Context
from helpers.annotate.dates.edtf_values import cut, exists, month_in, shift, weekday_of, year_in
from helpers.annotate.dates.found import LAST_DAY, Found
from helpers.annotate.dates.phrases import NAMED_DAY, WEEKDAYS
from helpers.annotate.dates.sense import FUTURE, HAD, PAST

# Characters between a date and what is counted from it.
CLOSE = 150
MONTH = re.compile(r"-?\d{4}-(?:0[1-9]|1[0-2])")
MONTH_OR_DAY = re.compile(r"-?\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?$")
DAY = re.compile(r"-?\d{4}-\d\d-\d\d$")
# "The first week of January … on the 27th": days of one month.
DAYS = re.compile(r"(\d{4}-\d\d)-\d\d~?/\1-\d\d~?$")
# A letter that another was written on: "yours of the 29th".
OF_PAPER = re.compile(r"(?:(?:letter|card|wire|favour|note|telegram|yours)s?\s+of|dated)\s+(?:the\s+)?$", re.IGNORECASE)
NEW_STYLE = "1752-09"
# "9 Thermidor": the figure and the month as printed.
AS_PRINTED = re.compile(r"(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s)?[A-Z][a-zô]+\b")


def bare_day(found: Found, value: str, context: Context, text: str, sentence: str, surface: str) -> tuple[str, str, str]:
    """Return the value of a day told without its month, its certainty and its reason; "" where no month stands near it.

    Args:
        found: the expression.
        value: EDTF with YYYY-MM where the month is to be filled in.
        context: where the text stands.
        text: the file as it stands.
        sentence: the sentence of the expression.
        surface: its words.
    """
    of_paper = OF_PAPER.search(text, max(0, found.start - 30), found.start) is not None
    basis, told = _basis(found, context, text, sentence, surface, of_paper)
    if not MONTH.match(basis or ""):
        return "", "low", f"{surface}: no month stands near it"
    if value.endswith(f"-{LAST_DAY}"):
        last = calendar.monthrange(max(1, year_in(basis)), month_in(basis))[1]
        value = f"YYYY-MM-{last:02d}"
    if found.word in ("ult", "inst", "prox"):
        month = shift(cut(basis, "month"), {"ult": -1, "prox": 1}.get(found.word, 0), "month")
        return value.replace("YYYY-MM", month), "high", f"{surface}: counted from {basis}"
    named = NAMED_DAY.search(surface)
    # Before 1752 the weekday may be another calendar's.
    if named and basis > NEW_STYLE:
        # A paragraph later the narrative may have gone further on.
        steps = (0, 1, -1, 2, -2) if context.here == context.passage else (0, 1, -1, 2, -2, 3)
        basis = _month_of(named.group().lower(), value, cut(basis, "month"), steps) or basis
    day, reached = int(value[8:10]), int(basis[-2:]) if DAY.match(basis) else 31
    printed = AS_PRINTED.match(context.quote) if not context.letter and DAY.match(basis) else None
    if printed and basis == context.current and int(printed[1]) not in (day, reached):
        # "On 9 Thermidor … on the 10th": the days of another calendar go on.
        return shift(basis, day - int(printed[1]), "day"), "middling", f"{surface}: counted from '{context.quote}'"
    looks_back = HAD.search(text[max(0, found.start - 90) : found.start])
    if not named and not context.letter and DAY.match(basis) and day + 12 < reached and not looks_back:
        basis = shift(cut(basis, "month"), 1, "month")  # "On 30 December he left. On the 2nd he arrived."
    past = PAST.search(sentence) and not FUTURE.search(sentence)
    if context.letter and not told and day > reached and (past or of_paper):
        basis = shift(cut(basis, "month"), -1, "month")
    quoted = context.quote if not context.letter or basis == context.current else basis
    return value.replace("YYYY-MM", cut(basis, "month")), "middling", f"{surface}: month and year from '{quoted}'"


def _basis(found: Found, context: Context, text: str, sentence: str, surface: str, of_paper: bool) -> tuple[str, bool]:
    """Return the date of which the month is meant, and whether the text itself tells it."""
    if context.letter and surface.endswith("this month"):
        return context.written, True
    if MONTH.match(context.near[0]):
        return context.near[0], True
    last, _, end = context.last
    if not context.letter:
        same_sentence = 0 < found.start - end < CLOSE and not re.search(r"[.!?]", text[end : found.start])
        return (last, True) if same_sentence and MONTH_OR_DAY.match(last) and DAY.match(last) else (context.current, False)
    # "I came on the 13th of August. On the 14th we dug": the letter tells of that month, unless it speaks of a letter.
    monthly = found.word in ("ult", "inst", "prox")
    told = context.current <= context.written and context.here - context.passage <= 1 and not monthly and not of_paper
    if told and MONTH.match(context.current) and not FUTURE.search(sentence):
        days = DAYS.match(context.current)
        basis = days[1] if days else context.current
        return (basis, True) if MONTH_OR_DAY.match(basis) else (context.written, True)
    return context.written, False


def _month_of(weekday: str, value: str, month: str, steps: tuple) -> str:
    """Return the month near another in which the day has that weekday: "Wednesday the 21st"; "" where none has."""
    for step in steps:
        near = shift(month, step, "month")
        year, number, day = year_in(near), month_in(near), int(value[8:10])
        if exists(year, number, day) and WEEKDAYS[weekday_of(year, number, day)] == weekday:
            return near
    return ""
