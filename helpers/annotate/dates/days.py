"""A day that is told without its month in. Out: its value, with YYYY and MM where the context must give them."""

import calendar
import re

from helpers.annotate.dates.edtf_parts import part_of_year
from helpers.annotate.dates.found import LAST_DAY, Found
from helpers.annotate.dates.grammar import Grammar
from helpers.annotate.dates.phrases import WEEKDAYS

# What a bare day stands behind: a preposition, a part of the day, or the letter that was written on it.
LED = re.compile(
    r"\b(?:(?:between|was|about|around|on|dated|by|until|till|since|from|before|after|for)"
    r"|(?:yours|letter|card|postcard|wire|favour|note|telegram|report|dispatch|despatch|leader|article|issue|minute|entry|editorial|speech)s?\s+of"
    r"|(?:morning|noon|afternoon|evening|night|midnight|day|eve)s?\s+of)\s+$",
    re.IGNORECASE,
)
NTH = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "-1"}


class Days(Grammar):
    """Reads bare days; each method is named after its pattern."""

    def _short(self, text, match, end):
        start, stop, surface = match.start(), match.end(), match.group()
        numbers = [int(n) for n in re.findall(r"\d+", surface)] or self._tokens(re.sub(r"^the\s", "", surface))["day"]
        if surface[-3] in "'’":
            part = self._part(surface)
            led = (
                part
                or surface[0] == "B"
                or re.search(r"\b(?:in|of|since|until|by|from|the)\s+$", text[max(0, start - 8) : start], re.I)
            )
            value = part_of_year(part, f"CC{numbers[0]:02d}") if part else f"CC{numbers[0]:02d}"
            return Found(start, stop, "calendar", value) if led else None
        led = LED.search(text, max(0, start - 18), start)
        # The entry of a diary, the day in brackets beside "the next day", "the 4th of this month".
        led = led or surface[0].isdigit() or re.match(r"[a-z]+day\b", surface, re.I)
        led = led or re.search(r"(?:\s(?:inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\.?|\smonth)$", surface)
        led = led or surface[0] == "T" and text[stop : stop + 2] == ", " and not text[stop + 2 : stop + 3].isdigit()
        if not led or any(not 1 <= n <= 31 for n in numbers) or len(numbers) == 2 and numbers[0] >= numbers[1]:
            return None
        monthly = next((w for w in ("ult", "inst", "prox") if re.search(rf"\s{w}(?:ant|imo)?\.?$", surface)), "")
        monthly = monthly or next(
            (w for m, w in (("last", "ult"), ("next", "prox")) if re.search(rf"\s{m}\s+month$", surface)), ""
        )
        return Found(start, stop, "calendar", "/".join(f"YYYY-MM-{n:02d}" for n in numbers), word=monthly)

    def _edge(self, text, match, end):
        """The first or last day of a month or year."""
        surface, tokens = match.group(), self._tokens(match.group())
        last, year = re.match(r"the\s+last", surface, re.I), self._year_text(tokens, surface)
        if surface.lower().endswith("month"):
            # The last day of a month that the context gives: Found cannot know whether it has 30 or 31.
            return Found(match.start(), match.end(), "calendar", f"YYYY-MM-{LAST_DAY if last else 1:02d}", word="inst")
        word = "that year" if surface.lower().endswith("year") else ""
        if word and not re.search(r"\bday\b", surface):
            return None  # "The last of the year" may be anything.
        month = tokens["month"][0] if tokens["month"] else 12 if last else 1
        # A leap day is not asked for where the year is not known yet.
        day = calendar.monthrange(int(year) if year.isdigit() else 2023, month)[1] if last else 1
        return Found(match.start(), match.end(), "calendar", f"{year}-{month:02d}-{day:02d}", word=word)

    def _few(self, text, match, end):
        """The first or last so many days, weeks or months of a month or year."""
        surface, count = match.group(), int(self.count(match["count"]) or 0)
        tokens = self._tokens(surface[match.end("unit") - match.start() :])
        year, last = self._year_text(tokens, surface), match["side"].lower() in ("last", "closing", "final")
        word = "" if tokens["years"] or tokens["month"] else "that year"
        if match["unit"] == "months":
            if tokens["month"] or not 1 <= count < 12:
                return None
            value = f"{year}-{13 - count if last else 1:02d}/{year}-{12 if last else count:02d}"
            return Found(match.start(), match.end(), "calendar", value, word=word)
        month = tokens["month"][0] if tokens["month"] else 12 if last else 1
        ends = calendar.monthrange(int(year) if year.isdigit() else 2023, month)[1]
        days = count * (7 if match["unit"] == "weeks" else 1)
        if not 1 <= days < ends:
            return None
        value = f"{year}-{month:02d}-{ends - days + 1 if last else 1:02d}/{year}-{month:02d}-{ends if last else days:02d}"
        return Found(match.start(), match.end(), "calendar", value, word=word)

    def _nth(self, text, match, end):
        surface = match.group()
        words, tokens = re.findall(r"\w+", surface.lower()), self._tokens(surface)
        which = next(w for w in words if w in NTH)
        day = next(i for i, name in enumerate(WEEKDAYS) if name in words)
        relative = self.year_word.search(surface)
        year = self._year_text(tokens, surface)
        rule = f"{tokens['month'][0]:02d}/{NTH[which]}/{day}"
        return Found(match.start(), match.end(), "feast", f"{year}|{rule}", word=relative.group().lower() if relative else "")
