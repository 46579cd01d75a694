"""A part of a year, month, season, decade or century in. Out: its EDTF value, doubtful where a convention draws its ends."""

import calendar

from helpers.annotate.dates.edtf_values import iso_year


def part_of_year(part: str, year: str) -> str:
    """Return a part of a year ("early", "mid", "late", …) as an interval with a doubtful inner end."""
    months = {
        "early": "{y}-01/{y}-04~", "first": "{y}-01/{y}-04~", "mid": "{y}-06~/{y}-07~", "late": "{y}-09~/{y}-12",
        "end": "{y}-11~/{y}-12", "last": "{y}-12~", "half1": "{y}-01/{y}-06", "half2": "{y}-07/{y}-12",
        "week1": "{y}-01-01/{y}-01-07", "week5": "{y}-12-25/{y}-12-31",
        "quarter1": "{y}-01/{y}-03", "quarter2": "{y}-04/{y}-06", "quarter3": "{y}-07/{y}-09", "quarter4": "{y}-10/{y}-12",
    }  # fmt: skip
    return months.get(part, "{y}").format(y=year)


def part_of_month(part: str, year: str, month: int) -> str:
    """Return a part of a month: "early January" is its first ten days. `year` may still be YYYY."""
    last = calendar.monthrange(int(year) if year.isdigit() and int(year) > 0 else 2023, month)[1]
    days = {
        "early": "01/10~", "first": "01/10~", "mid": "11~/20~", "late": "21~/{z}", "end": "21~/{z}", "last": "21~/{z}",
        "half1": "01/15", "half2": "16/{z}", "week1": "01/07", "week2": "08~/14~", "week3": "15~/21~", "week4": "22~/28~",
        "week5": f"{last - 6:02d}/{{z}}",
    }  # fmt: skip
    low, high = days.get(part, "01/{z}").format(z=f"{last:02d}").split("/")
    return f"{year}-{month:02d}-{low}/{year}-{month:02d}-{high}"


def part_of_season(part: str, year: str, season: int) -> str:
    """Return a part of a season as months; winter begins in the December of its year."""
    first = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    if season == 24:
        return f"{year}-24"
    if part in ("early", "first", "half1"):
        return f"{year}-{first:02d}/{year}-{first + 1:02d}~"
    if part in ("late", "end", "last", "half2"):
        return f"{year}-{first + 1:02d}~/{year}-{first + 2:02d}"
    return f"{year}-{first + 1:02d}~"


def part_of_decade(part: str, decade: str) -> str:
    """Return a part of a decade; `decade` is the first three digits of its years, of which two may still be CC."""
    ends = {"early": "0/4~", "first": "0/2~", "mid": "4~/6~", "late": "6~/9", "end": "8~/9", "half1": "0/4", "half2": "5/9"}
    if part not in ends:
        return f"{decade}X"
    low, high = ends[part].split("/")
    return f"{decade}{low}/{decade}{high}"


def part_of_century(part: str, century: int) -> str:
    """Return a century, counted from 1, or a part of it; the 18th is 17XX, as historians use the word."""
    c = f"{century - 1:02d}"
    thirds = {
        "early": "00/33~",
        "first": "00/10~",
        "mid": "40~/60~",
        "late": "70~/99",
        "end": "90~/99",
        "half1": "00/50",
        "half2": "50/99",
        "quarter1": "00/25~",
        "quarter2": "25~/50~",
        "quarter3": "50~/75~",
        "quarter4": "75~/99",
    }
    if part not in thirds:
        return f"{c}XX"
    low, high = thirds[part].split("/")
    return f"{c}{low}/{c}{high}"


def century_before_christ(part: str, century: int) -> str:
    """Return a century before Christ, or a part of it; EDTF counts astronomically: 500 BC is the year -0499."""
    if "/" not in (years := part_of_century(part, 1)):
        # It holds the fifth century but for its last year.
        return f"-{century - 1:02d}XX"
    ends = ((int(end[:4]) - 100 * century + 1, end[4:]) for end in years.split("/"))
    return "/".join(f"{iso_year(year)}{mark}" for year, mark in ends)
