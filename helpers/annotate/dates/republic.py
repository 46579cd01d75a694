"""A date of the French Republic in. Out: its day in the Gregorian calendar: 9 Thermidor of Year II is 27 July 1794."""

from datetime import date, timedelta

# The day of September on which each of the fourteen years began, Year I in 1792; in force until the end of 1805
# (the equinoxes of Paris; general reference, not seen).
NEW_YEARS = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)
DAYS = 30


def gregorian(year: int, month: int, day: int) -> str:
    """Return a day of a year of the Republic, or for day 0 its whole month, as EDTF.

    Args:
        year: 1 to 14.
        month: 1 (Vendémiaire) to 12 (Fructidor).
        day: 1 to 30, or 0.

    Raises:
        ValueError: if the Republic had no such day.
    """
    if not (1 <= year <= len(NEW_YEARS) and 1 <= month <= 12 and 0 <= day <= DAYS):
        raise ValueError(f"the calendar of the French Republic has no day {day}.{month}. of year {year}")
    first = date(1791 + year, 9, NEW_YEARS[year - 1]) + timedelta(days=DAYS * (month - 1))
    if day:
        return (first + timedelta(days=day - 1)).isoformat()
    return f"{first.isoformat()}/{(first + timedelta(days=DAYS - 1)).isoformat()}"


def in_year(year: int, month: int, day: int) -> str:
    """Return the day of the Republic's calendar that fell in a Gregorian year; a month belongs to the year in which it began."""
    either = (gregorian(y, month, day) for y in (year - 1792, year - 1791) if 1 <= y <= len(NEW_YEARS))
    value = next((v for v in either if v.startswith(f"{year:04d}")), "")
    if not value:
        raise ValueError(f"the year {year} has no such day of the French Republic")
    return value
