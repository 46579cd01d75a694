"""A printed date in. Out: its value, YYYY, CC or MM where it leaves year, century or month to its context."""

import re
from bisect import bisect_left
from dataclasses import replace

from helpers.annotate.dates.edtf_parts import part_of_year
from helpers.annotate.dates.edtf_values import exists, iso_year
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.grammar import Grammar

ROMAN = {"i": 1, "v": 5, "x": 10}


STYLES = re.compile(r"\D{0,12}(\d{1,2})\s?/\s?(\d{1,2})\s")
APART = re.compile(r"((?:the\s+)?\d{1,2}(?:st|nd|rd|th|d)?)\s+(?:and|&)\s", re.IGNORECASE)
APART_BEHIND = re.compile(r"([A-Z]\D*?\s\d{1,2})(?:st|nd|rd|th|d)?\sand\s\d")
ORDINAL_ENDS = re.compile(r"\sthe\s[a-z-]+$", re.IGNORECASE)
DAY_ENDS = re.compile(r"\s*(?:$|[,.;:)]|(?:he|she|they|we|it)\b|(?-i:I)\b)", re.IGNORECASE)
# "Between 1854 and 1857 pupils came"; round figures count the pupils.
BETWEEN = re.compile(r"\bbetween\s+\d{4}\s+and\s+\d{4}", re.IGNORECASE)
COUNTED = re.compile(r"\s(?:from|of|to|strong|more|others?|in number|were|had)\b")
# "A note dated 1763 describes the frame".
DATED = re.compile(r"\bdated\s$", re.IGNORECASE)
# What says before or since which a text tells.
ERA = re.compile(r"(?<!\w)(?:(?P<bc>BCE?|B\.\s?C\.)|CE|C\.E\.|A\.?D\.?)(?!\w)")
# "In August 54", of a text that tells of the years before Christ.
BARE_YEAR = re.compile(r",?\s(?P<year>[1-9]\d{0,2})(?=[.,;:)]|$|\s[a-z])")
OLD_YEAR = re.compile(r"(?<=[a-z.])\s([1-9]\d\d)$", re.IGNORECASE)
OF_ERA = re.compile(
    r",?\s(?:of\s|in\s)?(?:(?P<bc>\d{1,4})\sb\.?\s?c\.?(?:\s?e\.?)?|b\.\s?c\.\s(?P<christ>\d{1,4})|a\.?\s?d\.?\s(?P<ad>\d{1,4})"
    r"|(?P<era>\d{1,4})\s(?:a\.?\s?d\.?|c\.?\s?e\.?))$",
    re.IGNORECASE,
)
NEAR_ERA = 6000
NO_DAY = "0000-02-30"


def year_range(text: str) -> tuple[int, int] | None:
    """Read "1920–1", "1914–18", "1905-1907": the end takes its missing figures from the start; None unless it rises."""
    first, *rest = re.findall(r"\d+", text)
    if not rest:
        return int(first), int(first)
    last = int(first[: len(first) - len(rest[0])] + rest[0])
    return (int(first), last) if last > int(first) else None


class Printed(Grammar):
    """Reads expressions that print at least a part of their date; each method is named after its pattern."""

    _read, _eras = "", []

    def _is_before_christ(self, text: str, at: int) -> bool:
        """Tell whether a text tells of the years before Christ at a place: by the sign of an era printed last."""
        if text is not self._read:
            self._read, self._eras = text, [(m.start(), m["bc"] is not None) for m in ERA.finditer(text)]
        before = bisect_left(self._eras, (at, False))
        return before > 0 and self._eras[before - 1][1] and at - self._eras[before - 1][0] < NEAR_ERA

    def _part(self, surface: str) -> str:
        match = self.part.match(surface)
        return self.words["part"][re.sub(r"\s+", " ", match["part"].lower())] if match else ""

    def _tokens(self, surface: str) -> dict[str, list]:
        tokens = {"years": [], "day": [], "month": [], "season": []}
        # The figures of an old year are no day.
        for match in self.token.finditer(OLD_YEAR.sub("", OF_ERA.sub("", surface))):
            word = re.sub(r"\s+", " ", match.group().lower())
            name = match.lastgroup
            if name == "spoken":
                tokens["day"].append(int(self.words["ordinal"][word]))
                continue
            tokens[name].append(word if name == "years" else int(match["day"]) if name == "day" else int(self.words[name][word]))
        return tokens

    def _day_value(self, year: str, months: list, days: list, is_choice: bool = False) -> str:
        number = int(year) if year.isdigit() else 2000
        if any(not exists(number, months[0], d) for d in days[:2]):
            return ""
        values = [f"{year}-{months[0]:02d}-{d:02d}" for d in days[:2]]
        if len(values) == 2 and is_choice:
            return f"[{values[0]},{values[1]}]"
        return "/".join(values) if len(values) == 1 or days[0] < days[1] else ""

    def _year_text(self, tokens: dict, surface: str) -> str:
        of_era = OF_ERA.search(surface)
        if of_era:
            before = of_era["bc"] or of_era["christ"]
            return iso_year(1 - int(before)) if before else iso_year(int(of_era["ad"] or of_era["era"]))
        old = OLD_YEAR.search(surface)
        if old and not tokens["years"]:
            return f"0{old[1]}"
        short = re.search(r"['’](\d\d)$", surface)
        if short and not tokens["years"]:
            return f"CC{short[1]}"  # "In December '51".
        if tokens["years"]:
            span = year_range(tokens["years"][0])
            # "22 February 1745/6": the year that began in March, and the one that had begun in January.
            dual = span and span[1] == span[0] + 1 and tokens["month"][:1] in ([1], [2], [3])
            return str(span[1] if dual else span[0]) if span else ""
        return "YYYY"

    def _bare_year(self, text: str, start: int, stop: int, year: str) -> tuple[str, int]:
        """Return year and end of a day or month, with the bare year behind it where years are told before Christ."""
        bare = BARE_YEAR.match(text, stop) if year == "YYYY" and self._is_before_christ(text, start) else None
        return (iso_year(1 - int(bare["year"])), bare.end()) if bare else (year, stop)

    def _iso(self, text, match, end):
        start, stop, surface = said(match)
        year, month, day = map(int, surface.split("-"))
        return Found(start, stop, "calendar", surface) if exists(year, month, day) else None

    def _numeric(self, text, match, end):
        start, stop, surface = said(match)
        first, second, year = re.split(r"\s?[./]\s?", surface)
        month = int(second) if second.isdigit() else roman(second)
        year = year if len(year) == 4 else f"CC{year}"
        if not 1 <= month <= 12 or not exists(int(year) if year.isdigit() else 2000, month, int(first)):
            return None
        return Found(start, stop, "calendar", f"{year}-{month:02d}-{int(first):02d}")

    def _dmy(self, text, match, end):
        start, stop, surface = said(match)
        if re.search(r"\b(?:every|each|one)\s+$", text[max(0, start - 6) : start], re.I):
            return Found(start, stop, "unsaid")  # "Every 2 March".
        tokens, relative = self._tokens(surface), self.year_word.search(surface)
        year, dual = self._year_text(tokens, surface), ""
        year, stop = self._bare_year(text, start, stop, year)
        if lower_month(surface) or not year:
            return None
        if len(tokens["month"]) == 2:
            dual = self._day_value(year, tokens["month"][1:], tokens["day"][-1:])
            tokens["day"] = tokens["day"][:-1]
        if re.search(r"\d[^\s(]*\s?\(\s?\d+\D{0,3}\)", surface) and len(tokens["day"]) > 1 and len(tokens["month"]) == 1:
            # "3 (16) April", "April 3 (16)": the other calendar's day in brackets.
            days, tokens["day"] = tokens["day"], tokens["day"][:1]
            dual = self._day_value(year, tokens["month"], days[1:]) if days[1] > days[0] else ""
        styles = STYLES.match(surface)
        if styles and 10 <= int(styles[2]) - int(styles[1]) <= 13:
            # "1/13 March 1881": one day in two calendars.
            dual = self._day_value(year, tokens["month"], tokens["day"][1:])
            tokens["day"] = tokens["day"][:1]
        apart = (
            (APART.match(surface) or APART_BEHIND.match(surface))
            if not re.search(r"\bbetween\s+$", text[max(0, start - 9) : start], re.I)
            else None
        )
        if apart and len(tokens["day"]) > 1 and tokens["day"][1] - tokens["day"][0] > 1:
            # "17th and 25th April" are two days, and the other is read next.
            return Found(start, start + apart.end(1), "calendar", self._day_value(year, tokens["month"], tokens["day"][:1]))
        value = self._day_value(year, tokens["month"], tokens["day"], re.search(r"\sor\s", surface) is not None)
        if not value and len(tokens["day"]) > 1:
            return None
        # A day that does not exist is kept, so that the reader sees it, and gets no value.
        middle = re.search(r"\bthe\s+(following|next|previous|preceding|same)\s+[A-Z]", surface)
        coming = re.match(r"\s+(last|next|following|ensuing)(?!\w)", text[stop : stop + 12])
        word = (
            relative.group().lower()
            if relative
            else middle[1]
            if middle
            else coming[1].replace("ensuing", "next")
            if coming
            else ""
        )
        stop += coming.end() if coming and word != "last" and not relative else 0
        return Found(start, stop, "calendar", value or NO_DAY, word=word, dual=dual)

    def _mdy(self, text, match, end):
        # "In May the first flowers came" is no first of May.
        if ORDINAL_ENDS.search(match.group()) and not DAY_ENDS.match(text, match.end()):
            return None
        return self._dmy(text, match, end)

    def _years(self, text, match, end):
        start, stop, surface = said(match)
        before, after = text[max(0, start - 24) : start], text[stop : stop + 24]
        part, tokens = self._part(surface), self._tokens(surface)
        if re.search(r"(?:['’]|year\s+)\d\d$", surface):
            return Found(start, stop, "calendar", f"CC{surface[-2:]}")
        if not tokens["years"] or re.match(r"[\w%°]|\.\d{3}|[-–](?!\d)\w", after) or self.bad_after.match(after):
            return None
        glued = re.search(r"\S*$", text[max(0, start - 80) : start])[0]
        bounded = any(opener.search(before) for opener in self.opener.values())  # "No later than 1850".
        if (
            self.bad_before.search(before)
            and not bounded
            or re.search(r"\d{4}\s?[-–—]\s?$", before)
            or re.search(r"/|www\.|@|\.\w+$", glued)
        ):
            return None
        pair = BETWEEN.search(before + surface + after)
        between = pair is not None and not all(f.endswith("00") for f in re.findall(r"\d{4}", pair.group()))
        if surface.endswith("00") and COUNTED.match(after) and re.search(r"(?<!in )(?<!by )(?<!from )about\s$", before):
            return None  # "With about 1200 from Aue" counts people.
        if re.match(r"\s+of\s+(?:them|us|whom|these|those)\b", after):
            return None
        led = between or self.temporal.search(before) or part or self.about.search(before) or DATED.search(before)
        if not led and (
            self.people_after.match(after)
            or re.match(
                r"\s[a-z]+(?<!s)s\b(?<!\bwas)(?<!\bhas)(?<!\bhis)(?<!\bthis)(?<!\bas)(?<!\bis)(?<!\bits)(?<!\bus)(?<!\bthus)(?<!\bperhaps)(?<!\balways)",
                after,
            )
            and not re.search(r"(?:\b(?:the|his|her|their|its|a)\s+|[,(]\s?)$", before, re.I)
        ):
            return None
        strictly = between or re.search(r"\b(?:in|by|since|until|till|during|before|after|from)\s+$", before, re.I)
        if not strictly and (
            self.people_after.match(after) or re.match(r"\s(?:and|to|or)\s\d[\d,]*", after) and self.people_after.search(after)
        ):
            return None
        if surface == "1000" and not strictly:
            return None  # A round number before it is a year.
        span = year_range(tokens["years"][0])
        if not span:
            # "1917-10": the second figure is no year; the first still is.
            return replace(Found(start, start + re.search(r"\d{4}", surface).end(), "calendar", re.search(r"\d{4}", surface)[0]))
        low, high = (f"{y:04d}" for y in span)
        if low != high:
            return Found(start, stop, "calendar", f"{low}/{high}")
        return Found(start, stop, "calendar", part_of_year(part, low) if part else low)


def said(match) -> tuple[int, int, str]:
    """Return start, end and words of a match."""
    return match.start(), match.end(), match.group()


def lower_month(surface: str) -> bool:
    """Say whether an English month is printed small: "may", "march" are then verbs."""
    return bool(re.search(r"(?<!\w)(?:may|march|august|mar|sept?|dec|jan|oct|nov|apr|jun|jul|aug|feb)\b", surface))


def roman(figures: str) -> int:
    """Return the number that Roman figures write."""
    values = [ROMAN.get(f, 0) for f in figures.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
