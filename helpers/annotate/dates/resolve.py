"""An expression and its context in. Out: its value, checked, with certainty and a reason that can be read."""

import re
from dataclasses import replace

from helpers.annotate.dates import steps
from helpers.annotate.dates.anchors import anchor
from helpers.annotate.dates.context import Context
from helpers.annotate.dates.edtf_values import bounds, feast, month_of, year_in
from helpers.annotate.dates.events import KnownEvents, year_of
from helpers.annotate.dates.found import Found, Resolved
from helpers.annotate.dates.years import fill

OPENER = re.compile(r"(?:ever\s+)?(?:since|until|till|before|after|from|about)\s+", re.IGNORECASE)
CENTURIES_AWAY = {"century before": -1, "century next": 1}
CENTURY_ENDS = re.compile(r"\d\d[79]0~/\d\d99")


def resolve(found: Found, context: Context, text: str, sentence: str, known: KnownEvents) -> Resolved | None:
    """Give an expression its value; None where it turns out to place nothing in time."""
    surface = text[found.start : found.end]
    try:
        made = _RULES[found.how](found, context, text, sentence, known, surface)
    except (ValueError, OverflowError):
        # A year before the calendar or beyond it, to which nothing can be added.
        return Resolved("", True, "low", f"'{surface}' leads to no date that exists")
    if made is None:
        return None
    value = made.edtf
    if value and found.about and value[0] != "[":
        value = "/".join(e if e.endswith(("~", "X", "..")) else e + "~" for e in value.split("/"))
    if value and found.opens:
        if value[0] == "[":
            value = value.strip("[]").split(",")[0 if found.opens == "start" else -1]  # "From 1582 or 1583".
        ends = value.split("/")
        if found.opens == "end" and len(ends) == 2 and re.match(r"before\b", surface, re.I) and found.how == "feast":
            ends = ends[:1]  # "Before Lent".
        if found.opens == "end" and len(ends) == 2 and re.search(r"\b(?:beginning|start|opening)\s+of\b", surface, re.I):
            ends = [f"{ends[0].rstrip('~')}~"]
        if CENTURY_ENDS.fullmatch(value):
            ends = [f"{int(value[:2]) + 1:02d}00~"]  # "Till late in the century": till about its last year.
        last = f"{ends[-1][:4]}" if re.fullmatch(r"\d{4}-1[12]~?/\d{4}-12", value) else ends[-1]  # "Until the end of 1810".
        value = f"{ends[0]}/.." if found.opens == "start" else f"../{last}"
    try:
        bounds(value)
    except ValueError:
        return replace(made, edtf="", certainty="low", reason=f"'{surface}' gives no date that exists")
    return replace(made, edtf=value)


def _calendar(found, context, text, sentence, known, surface):
    value, relative, certainty, reason = found.value, False, "certain", "as printed"
    if found.how == "feast":
        year, rule = value.split("|")
        near = year_of(context.current or context.written or context.ahead[0])
        named = known.landmarks.named(OPENER.sub("", surface), near) if rule.startswith("republic") else None
        if named:
            # "The 9th of Thermidor" is that of Robespierre's fall.
            return Resolved(named.edtf, True, "high", f"{surface}: {named.label}, {named.edtf} ({named.authority})")
        value = feast(rule, int(year), context.eastern) if re.fullmatch(r"-?\d{4}", year) else f"YYYY-{month_of(rule):02d}"
        reason = "the day of the feast" if "/" not in rule else "the day of the week in its month"
        certainty = "high"
    known = (context.written, context.current) if context.letter else (context.current, context.written)
    year = year_of(known[0] or known[1] or context.ahead[0]) if "CC" in value else None
    if year is None and re.match(r"CC\dX", value):
        year = context.coming  # A title's "the forties" are those of the year that the text prints first.
    if found.sort == "turn" and (year is None or year >= 1850):
        # By itself "the turn of the century" is, to a modern reader, that about 1900.
        value = value.replace("CC", "19")
    if "CC" in value:
        if year is None:
            return Resolved("", True, "low", f"{surface}: no year stands near it to give the century")
        century = _century(found, value, year, context)
        value = value.replace("CC", f"{century:02d}")
        two_figures = re.search(r"[./'’]\s?\d\d$", surface)
        spoken = not re.search(r"turn|century|twent|thirt|fort|fift|sixt|sevent|eight|ninet", surface, re.I)
        relative, certainty = not (two_figures and spoken and found.value.count("-")), "high"
        quoted = (context.written, context.quote) if context.letter else (context.quote, context.written)
        basis = quoted[0] or quoted[1] or context.ahead[1] or str(context.coming)
        reason = (
            f"{surface}: century from {year}, the year of '{basis}'"
            if str(year) not in basis
            else f"{surface}: century from '{basis}'"
        )
    if found.sort == "republic":
        certainty, reason = "high", f"{surface}: the French Republic's calendar, read into the Gregorian"
    if found.sort == "shared":
        relative, certainty, reason = True, "high", f"{surface}: year from the date it is listed with"
    if "YYYY" in value:
        relative = True
        value, certainty, reason = fill(found, value, context, text, sentence, surface)
        if found.how == "feast" and value:
            value = feast(found.value.split("|")[1], year_in(value), context.eastern)
    if certainty == "certain" and "~" in value:
        # What is certain is the print; where a part of a year ends is our reading.
        certainty, reason = "high", "as printed; where such a part of time begins and ends is a convention"
    return Resolved(value, relative, certainty, reason)


def _century(found: Found, value: str, year: int, context: Context) -> int:
    """Return the century that a value leaves open, as the first two figures of its years."""
    if found.sort == "turn":
        return round(year / 100)
    century = year // 100
    two = re.match(r"CC(\d[\dX])", value)
    if not two or found.sort.startswith("century"):
        return century + CENTURIES_AWAY.get(found.sort, 0)

    def year_within(century: int, figure: str = "0") -> int:
        return int(f"{century}{two[1]}".replace("X", figure))

    if found.value.count("-") and context.written and year_within(century) > year + 60:
        century -= 1
    current = context.current and not context.letter
    if not current and year != context.coming and year_within(century) > year:
        century -= 1  # Who writes in 1910 has the nineties behind them.
    # "The nineties" of a tale of 1910 are gone by, "the seventies" of one of 1845 are to come.
    if context.current:
        century = min((century - 1, century, century + 1), key=lambda c: abs(year_within(c, "5") - year))
    return century


def _unsaid(found, context, text, sentence, known, surface):
    return Resolved("", True, "low", f"{surface}: no one year is meant")


_RULES = {
    "unsaid": _unsaid,
    "calendar": _calendar,
    "feast": _calendar,
    "deictic": steps.deictic,
    "span": steps.span,
    "weekday": steps.weekday,
    "step": steps.step,
    "anchor": anchor,
}
