"""Years, months and days in. Out: EDTF values that exist, their bounds, and what lies a given time before or after."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

import edtf
from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN
from dateutil.easter import easter as easter_of
from edtf.parser.parser_classes import Date

from helpers.annotate.dates.republic import in_year

DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)")
PLAIN = re.compile(r"(-?\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?[~?%]?$")


# EDTF's codes of the seasons, which stand in the place of a month.
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def exists(year: int, month: int, day: int) -> bool:
    """Say whether a day is in the calendar; 29 February 1900 is, in the Julian one, which Russia then kept."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    leap = month == 2 and day == 29 and year % 4 == 0 and year < 1924
    return leap or day <= calendar.monthrange(max(year, 1), month)[1]


@lru_cache(maxsize=100_000)
def bounds(value: str) -> tuple[str, str]:
    """Return the earliest and latest day of an EDTF value, ISO dates, "" where it is open ("../1917") or unknown ("1917/").

    Raises:
        ValueError: the value is not EDTF, names a day that does not exist, or ends before it begins.
    """
    if not value:
        return "", ""
    if any(not exists(*map(int, day)) for day in DAY.findall(value)):
        raise ValueError(f"'{value}' names a day that does not exist")
    ends = value.split("/")
    # Parsing a whole interval costs milliseconds; its two ends are most often years, months or days seen before.
    two = len(ends) == 2 and any(ends)
    low, high = (_one(end) if end not in ("", "..") else (None, None) for end in (ends if two else (value, value)))
    # As numbers: written out, the year -0099 would stand before -0100.
    if low[0] and high[1] and low[0] > high[1]:
        raise ValueError(f"'{value}' ends before it begins")
    return _iso(low[0]), _iso(high[1])


@lru_cache(maxsize=100_000)
def _one(value: str) -> tuple[tuple, tuple]:
    plain = PLAIN.match(value)
    try:
        # The library's own class, without its parser, for the plain dates that are nearly all dates.
        parsed = Date(*plain.groups()) if plain else edtf.parse_edtf(value)
        low, high = parsed.lower_strict(), parsed.upper_strict()
    except Exception as error:
        raise ValueError(f"'{value}' is not an EDTF date") from error
    return tuple((d.tm_year, d.tm_mon, d.tm_mday) for d in (low, high))


def _iso(day: tuple | None) -> str:
    return f"{iso_year(day[0])}-{day[1]:02d}-{day[2]:02d}" if day else ""


def iso_year(year: int) -> str:
    """Write a year as ISO and EDTF do: 44 BC, which is -43, as "-0043"."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def cut(value: str, to: str) -> str:
    """Return a date no finer than "year" or "month"; the sign of a year before Christ does not count."""
    return value[: {"year": 4, "month": 7}[to] + value.startswith("-")]


def year_in(value: str) -> int:
    """Return the year with which an EDTF value or ISO day begins; negative before 1 BC, which is the year 0."""
    return int(cut(value, "year"))


def month_in(value: str) -> int:
    """Return the month of an EDTF value or ISO day that has one."""
    return int(cut(value, "month")[-2:])


# The first year that is wholly of the new calendar.
GREGORIAN = 1583


def easter(year: int, eastern: bool = False) -> date:
    """Return Easter in the calendar that the West then used, until 1582 the Julian, or the East, until 1918."""
    return easter_of(year, EASTER_JULIAN if year < (1918 if eastern else GREGORIAN) else EASTER_WESTERN)


def feast(rule: str, year: int, eastern: bool = False) -> str:
    """Return the day of a feast, or what lies beside it.

    Args:
        rule: "12-25", "easter+49", "03/1/0", the first Monday of March (-1: the last), "republic-11-9", the 9th of the
            eleventh month of the French Republic. Two with ".." between are the ends of a feast of many days; two with
            "<1942<" between are the rule until then and since. Behind each "@" stands how far to move: "-1" a day before,
            "-d6" the Sunday before, "-d6x4" the fourth, "+week" the week after.
        year: from 326 on, where the feast hangs on Easter.
        eastern: whether Easter is that of Russia, which kept the Julian calendar until 1918.
    """
    if ".." in rule:
        first, last = rule.split("..")
        last, _, move = last.partition("@")
        # The week before Lent ends where it begins, the week after it begins where it ends.
        beside = first if move[:1] == "-" else last
        ends = [f"{beside}@{move}"] if move else [first, last]
        return "/".join(feast(end, year, eastern) for end in ends)
    rule, *moves = rule.split("@")
    if "<" in rule:
        before, changed, since = rule.split("<")
        rule = before if year < int(changed) else since
    if rule.startswith("republic"):
        return in_year(year, *map(int, rule.split("-")[1:]))
    if year < 1:
        if moves or not re.fullmatch(r"\d\d-\d\d", rule):
            raise ValueError(f"no feast '{rule}' before Christ")
        return f"{iso_year(year)}-{rule}"
    if rule.startswith("easter"):
        day = easter(year, eastern) + timedelta(days=int(rule[6:]))
    elif "/" in rule:
        month, which, weekday = map(int, rule.split("/"))
        days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if weekday_of(year, month, d) == weekday]
        day = date(year, month, days[which - (which > 0)])
    else:
        day = date(year, *map(int, rule.split("-")))
    for move in moves:
        sign = -1 if move[0] == "-" else 1
        if move[1:] == "week":
            near, far = (day + timedelta(days=sign * n) for n in (1, 7))
            return "/".join(f"{d.isoformat()}~" for d in sorted((near, far)))
        if move[1] == "d":
            wanted, _, nth = move[2:].partition("x")
            gap = (sign * (int(wanted) - weekday_of(day.year, day.month, day.day))) % 7 or 7
            day += timedelta(days=sign * (gap + 7 * (int(nth or 1) - 1)))
        else:
            day += timedelta(days=int(move))
    return day.isoformat()


def month_of(rule: str) -> int:
    """Return the month in which a feast falls, or nearly so, whatever its year."""
    if rule.startswith("republic"):
        return (int(rule.split("-")[1]) + 8) % 12 + 1
    return 4 if rule.startswith("easter") else int(rule[:2])


def shift(value: str, count: float, unit: str) -> str:
    """Move a date (year, month or day) by a number of units; the result is no finer than the unit or the date.

    Returns:
        EDTF; "" where the date is not plain or leaves the calendar.
    """
    plain = PLAIN.match(value.split("/")[0])
    if not plain:
        return ""
    year, month, day = (int(g) if g else None for g in plain.groups())
    months = {"month": 1, "half-year": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if months:
            total = year * 12 + (month or 1) - 1 + round(count * months)
            year, moved = divmod(total, 12)
            if not -9999 <= year <= 9999:
                return ""
            whole_years = round(count * months) % 12 == 0
            if month is None:
                return iso_year(year) if whole_years else f"{iso_year(year)}~"
            if day and whole_years and exists(year, moved + 1, day):
                return f"{iso_year(year)}-{moved + 1:02d}-{day:02d}"
            return f"{iso_year(year)}-{moved + 1:02d}"
        days = round(count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        if month and year < GREGORIAN:
            moved = _iso(_julian_day(_julian_number(year, month, day or 15) + days))
            return moved if day else cut(moved, "month")
        if month:
            moved = (date(year, month, day or 15) + timedelta(days=days)).isoformat()
            return moved if day else cut(moved, "month")
    except (ValueError, OverflowError):
        return ""
    return iso_year(year)


def other_calendar(value: str, to_gregorian: bool) -> str:
    """Read a Julian day as its Gregorian date, or the reverse; "" for anything but a day or an interval of days."""
    out = []
    for end in value.split("/"):
        day = DAY.match(end)
        if not day:
            return ""
        read = tuple(map(int, day.groups()))
        if not 1 <= read[0] < 9999 or not exists(*read):
            return ""
        try:
            # Only a Julian day may be one that Python's calendar lacks.
            moved = date.fromordinal(_julian_number(*read)) if to_gregorian else _julian_day(date(*read).toordinal())
        except ValueError:
            return ""
        other = (moved.year, moved.month, moved.day) if to_gregorian else moved
        # Until the third century the two calendars had not yet parted in this direction.
        if other == read or (other < read) == to_gregorian:
            return ""
        out.append(_iso(other) + end[10:])
    return "/".join(out)


def weekday_of(year: int, month: int, day: int, eastern: bool = False) -> int:
    """Return the weekday of a day as its time counted it, 0 for Monday: Julian days until 1582, in Russia until 1918."""
    julian = year < (1918 if eastern else GREGORIAN)
    return (_julian_number(year, month, day) - 1) % 7 if julian else date(year, month, day).weekday()


# Day 1 of Python's count of days (1 January of the year 1, Gregorian) is the Julian day number 1,721,426.
DAY_NUMBER = 1_721_425


def _julian_number(year: int, month: int, day: int) -> int:
    """Return the number of a Julian date in Python's count of days (Richards, in Explanatory Supplement, 3rd ed., 2013)."""
    years, months = year + 4800 - (month < 3), (month - 3) % 12
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083 - DAY_NUMBER


def _julian_day(number: int) -> tuple[int, int, int]:
    """Return the Julian date of a day of Python's count: the reverse of `_julian_number`."""
    days = 4 * (number + DAY_NUMBER + 32082) + 3
    months = 5 * (days % 1461 // 4) + 2
    return days // 1461 - 4800 + months // 1530, (months // 153 + 2) % 12 + 1, months % 153 // 5 + 1
