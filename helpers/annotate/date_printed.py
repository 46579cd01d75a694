"""A printed date in. Out: its value, YYYY, CC or MM where it leaves year, century or month to its context."""

import re
from dataclasses import replace

from helpers.annotate.date_grammar import Found, Grammar
from helpers.annotate.edtf_values import exists, part_of_century, part_of_decade, part_of_month, part_of_season, part_of_year

ROMAN = {"i": 1, "v": 5, "x": 10}

# "the April plenum" is a plenum in April; "the April Theses" is a name.
OCCASION = re.compile(
    r"\s(?:meeting|session|plenum|issue|number|election|conference|strike|demonstration|decree|letter|rising|uprising|offensive|talks|speech|vote)"
)

EARLY_ERA = re.compile(
    r"(?<!\w)(?:BCE?|B\.C\.|CE|C\.E\.|A\.?D\.?)(?!\w)"
    r"|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[ -]centur(?:y|ies)"
)
# "Although it was already November".
ALREADY = re.compile(r"\b(?:was|is)\s+(?:already|now|still|only)\s+$", re.IGNORECASE)
# "I sat again in the February and passed", and not "in the February heat".
MONTH_ITSELF = re.compile(r"\b(?:in|by|until|since|from|during)\s+the\s+$", re.IGNORECASE)
CLAUSE_ENDS = re.compile(r"[,.;:)]|\s(?:and|but|when|he|she|they|we|I)\b")
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

    def _part(self, surface: str) -> str:
        match = self.part.match(surface)
        return self.words["part"][re.sub(r"\s+", " ", match["part"].lower())] if match else ""

    def _tokens(self, surface: str) -> dict[str, list]:
        tokens = {"years": [], "day": [], "month": [], "season": []}
        for match in self.token.finditer(surface):
            word = re.sub(r"\s+", " ", match.group().lower())
            name = match.lastgroup
            if name == "spoken":
                tokens["day"].append(int(self.words["ordinal"][word]))
                continue
            tokens[name].append(word if name == "years" else int(match["day"]) if name == "day" else int(self.words[name][word]))
        return tokens

    def _day_value(self, year: str, months: list, days: list) -> str:
        number = int(year) if year.isdigit() else 2000
        if any(not exists(number, months[0], d) for d in days[:2]):
            return ""
        values = [f"{year}-{months[0]:02d}-{d:02d}" for d in days[:2]]
        return "/".join(values) if len(values) == 1 or days[0] < days[1] else ""

    def _year_text(self, tokens: dict, surface: str) -> str:
        if tokens["years"]:
            span = year_range(tokens["years"][0])
            return str(span[0]) if span else ""
        return "YYYY"

    def _iso(self, text, match, end):
        start, stop, surface = _said(match)
        year, month, day = map(int, surface.split("-"))
        return Found(start, stop, "calendar", surface) if exists(year, month, day) else None

    def _numeric(self, text, match, end):
        start, stop, surface = _said(match)
        first, second, year = re.split(r"\s?[./]\s?", surface)
        month = int(second) if second.isdigit() else _roman(second)
        year = year if len(year) == 4 else f"CC{year}"
        if not 1 <= month <= 12 or not exists(int(year) if year.isdigit() else 2000, month, int(first)):
            return None
        return Found(start, stop, "calendar", f"{year}-{month:02d}-{int(first):02d}")

    def _dmy(self, text, match, end):
        start, stop, surface = _said(match)
        tokens, relative = self._tokens(surface), self.year_word.search(surface)
        year, dual = self._year_text(tokens, surface), ""
        if _lower_month(surface) or not year:
            return None
        if len(tokens["month"]) == 2:
            dual = self._day_value(year, tokens["month"][1:], tokens["day"][-1:])
            tokens["day"] = tokens["day"][:-1]
        if re.match(r"\d+\S*\s?\(", surface) and len(tokens["day"]) > 1:
            days, tokens["day"] = tokens["day"], tokens["day"][:1]
            dual = self._day_value(year, tokens["month"], days[1:]) if days[1] > days[0] else ""
        value = self._day_value(year, tokens["month"], tokens["day"])
        if not value and len(tokens["day"]) > 1:
            return None
        # A day that does not exist is kept, so that the reader sees it, and gets no value.
        word = relative.group().lower() if relative else "last" if re.match(r"\s+last(?!\w)", text[stop : stop + 6]) else ""
        return Found(start, stop, "calendar", value or f"{NO_DAY}", word=word, dual=dual)

    _mdy = _dmy

    def _my(self, text, match, end):
        start, stop, surface = _said(match)
        tokens, part, relative = self._tokens(surface), self._part(surface), self.year_word.search(surface)
        year, months = self._year_text(tokens, surface), tokens["month"]
        if _lower_month(surface) or not year or not months:
            return None
        word = relative.group().lower() if relative else ""
        if len(months) > 1:
            return (
                Found(start, stop, "calendar", f"{year}-{months[0]:02d}/{year}-{months[1]:02d}", word=word)
                if months[0] < months[1]
                else None
            )
        value = part_of_month(part, year, months[0]) if part else f"{year}-{months[0]:02d}"
        return Found(start, stop, "calendar", value, mid=f"{year}-{months[0]:02d}-15~" if part == "mid" else "", word=word)

    def _month(self, text, match, end):
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
        surface = match.group()
        preposition = (
            self.temporal.search(before)
            or ALREADY.search(before)
            or self._part(surface)
            or re.match(r"(?:the\s+|that\s+)?(?:last|next|this|that|same|following|previous|preceding)\s", surface, re.I)
        )
        named = re.match(
            r"['’]s?\b|\s(?:Revolution|Days?|Theses|Conference|Manifesto|Bloc|Congress|Laws?|Plenum|coup|revolution)\b", after
        )
        if (
            re.search(r"\ban?\s+$", before)
            and re.match(r"\s[a-z]{4,}", after)
            or re.search(r"\bthe\s+$", before)
            and OCCASION.match(after)
        ):
            return self._my(text, match, end)
        if re.search(r"(?<!\w)of\s+$", before) and not self._part(surface):
            preposition = None
        with_article = re.search(r"\bthe\s+$", before) and not (MONTH_ITSELF.search(before) and CLAUSE_ENDS.match(after))
        if named or with_article or re.match(r"-\w", after):
            return None
        preposition = preposition or MONTH_ITSELF.search(before) or self.second_month.search(before)
        # May, June and August are words and names besides.
        alone = surface.lower() in self.plain_months and not re.match(r"\s[A-Z]", after) and not re.search(r"[A-Z]\w+\s$", before)
        if not (preposition or alone or self.row_of_months.search(before)):
            return None
        if not (preposition or alone) and not re.match(r"\s?(?:[-–—,.)]|to\b|and\b|or\b|until\b)", after):
            return None
        found = self._my(text, match, end)
        word = re.match(r"(?:\w+[-\s])*?(last|next|previous|preceding|following)\s\w+\.?$", surface, re.I)
        return replace(found, word=word[1].lower()) if found and word else found

    def _season(self, text, match, end):
        start, stop, surface = _said(match)
        tokens, part = self._tokens(surface), self._part(surface)
        relative, season = self.year_word.search(surface), tokens["season"][-1] if tokens["season"] else 0
        first = re.match(r"(the|that|this|last|next|following|previous|preceding|past|one|coming)?", surface, re.I)[0].lower()
        russian = bool(re.search(r"[а-я]", surface, re.I))
        if not season:
            return None
        if not tokens["years"] and not relative and not re.search(r"['’]\d\d", surface):
            before = text[max(0, start - 24) : start]
            fixed = first in ("that", "this", "last", "next") or re.match(
                r"the\s+(?:following|previous|preceding|next|same|coming)\s", surface, re.I
            )
            led = re.search(r"(?<!\w)(?:in|during|until|till|by|since|before|after|throughout|through|over|with|into|for)\s+$", before, re.I)
            word = surface.split()[-1].lower()
            plain = (first == "the" or part) and led and not re.match(r"\s+of\b|['’-]", text[stop : stop + 5])
            if first == "one" or not (fixed or plain or russian and word in ("весной", "летом", "осенью", "зимой")):
                return None
        span = year_range(tokens["years"][0]) if tokens["years"] else None
        if tokens["years"] and not span:
            return None
        short = re.search(r"['’](\d\d)(?:[-–](\d{1,2}))?$", surface)
        if short:
            # "The winter of '54–5": the century is the text's.
            two = season == 24 and short[2]
            value = f"CC{short[1]}-12/CC{int(short[1]) + 1:02d}-02" if two else f"CC{short[1]}-{season}"
            return Found(start, stop, "calendar", value) if short[1] != "99" or not two else None
        year = str(span[0]) if span else "YYYY"
        if season == 24 and span and span[1] == span[0] + 1:
            value = {"early": f"{span[0]}-12~", "late": f"{span[1]}-02~"}.get(part, f"{span[0]}-12/{span[1]}-02")
        elif span and span[1] > span[0]:
            value = f"{span[0]}-{season}/{span[1]}-{season}"
        else:
            value = part_of_season(part, year, season) if part else f"{year}-{season}"
        step = re.search(r"\b(last|next|following|previous|preceding)\b", surface, re.I)
        word = relative.group().lower() if relative else step[1].lower() if step and not span else ""
        return Found(start, stop, "calendar", value, word=word)

    def _decade(self, text, match, end):
        start, stop, surface = _said(match)
        part, word = self._part(surface), surface.lower()
        # "in her early twenties" is an age.
        if re.search(r"\b(?:his|her|their|my|our|your|its)\s+$", text[max(0, start - 8) : start], re.I):
            return None
        figures = re.search(r"(\d\d)?(\d)0", word)
        if figures:
            decade = (figures[1] or "CC") + figures[2]
        else:
            spoken = next((v for form, v in self.words["decade"].items() if re.search(rf"\b{form}\b", word)), None)
            if not re.match(r"the\b", surface, re.I) and not part and not re.search("год", word):
                return None
            decade = f"CC{spoken}"
        value = f"{decade[:2]}XX" if decade.endswith("00") and not part else part_of_decade(part, decade)
        return Found(start, stop, "calendar", value)

    def _century(self, text, match, end):
        start, stop, surface = _said(match)
        ordinals = list(self.ordinal.finditer(surface))
        ordinal, part, turn = ordinals[-1] if ordinals else None, self._part(surface), re.search(r"\bturn\b", surface, re.I)
        roman = re.match(r"[XVI]+(?=\s)", surface)
        if roman:
            return Found(start, stop, "calendar", part_of_century("", _roman(roman[0])))
        decade = re.match(r"(?:the\s+)?(\w+)\s+decade\b", surface, re.I)
        if decade:
            which = {"last": 9, "closing": 9, "opening": 0}.get(decade[1].lower())
            figure = int(self.words["ordinal"][decade[1].lower()]) - 1 if which is None else which
            named = f"{self._ordinal(ordinal.group()) - 1:02d}" if len(ordinals) > (which is None) else "CC"
            return Found(start, stop, "calendar", f"{named}{figure}X", word="century")
        if re.match("mid-century", surface, re.I):
            return Found(start, stop, "calendar", "CC50~")
        if not ordinal or re.match(r"the\s+first\s+century\s+of", surface + text[stop : stop + 4], re.I):
            # By itself "the turn of the century" is, to a modern reader, that about 1900.
            value = "CC00~" if turn else part_of_century(part, 50).replace("49", "CC")
            return Found(start, stop, "calendar", value, word="turn" if turn else "")
        part = "first" if part == "early" and re.search(r"\byears\b", surface) else part
        number = self._ordinal(ordinal.group())
        if not 1 <= number <= 21:
            return None
        if re.search(r"b\.?c", surface, re.I):
            # EDTF counts astronomically, with a year 0: "-04XX" holds the fifth century BC but for its last year.
            return Found(start, stop, "calendar", f"-{number - 1:02d}XX")
        return Found(start, stop, "calendar", f"{number - 1:02d}00~" if turn else part_of_century(part, number))

    def _ordinal(self, word: str) -> int:
        figures = re.match(r"\d+", word)
        return int(figures[0]) if figures else int(self.words["ordinal"][re.sub(r"\s+", " ", word.lower())])

    def _bc(self, text, match, end):
        start, stop, surface = _said(match)
        year = int(re.search(r"\d+", surface)[0])
        before_christ = re.search(r"b", surface, re.I)
        # EDTF counts astronomically: 44 BC is the year -0043.
        return (
            Found(start, stop, "calendar", f"-{year - 1:04d}" if before_christ and year > 1 else f"{year:04d}") if year else None
        )

    def _early(self, text, match, end):
        """A year of three figures: only where centuries before the tenth or the era are spoken of near by."""
        start, stop, surface = _said(match)
        near = EARLY_ERA.search(text, max(0, start - 2000), stop + 1000)
        return Found(start, stop, "calendar", f"0{surface}") if near else None

    def _years(self, text, match, end):
        start, stop, surface = _said(match)
        before, after = text[max(0, start - 24) : start], text[stop : stop + 24]
        part, tokens = self._part(surface), self._tokens(surface)
        if not tokens["years"] or re.match(r"[\w%°]|\.\d{3}|[-–](?!\d)\w", after) or self.bad_after.match(after):
            return None
        glued = re.search(r"\S*$", text[max(0, start - 80) : start])[0]
        if self.bad_before.search(before) or re.search(r"\d{4}\s?[-–—]\s?$", before) or re.search(r"/|www\.|@|\.\w+$", glued):
            return None
        led = self.temporal.search(before) or part or self.about.search(before)
        if not led and (
            self.people_after.match(after)
            or re.match(r"\s[a-z]+(?<!s)s\b(?<!\bwas)(?<!\bhas)(?<!\bhis)(?<!\bthis)(?<!\bas)(?<!\bis)", after)
            and not re.search(r"(?:\b(?:the|his|her|their|its|a)\s+|[,(]\s?)$", before, re.I)
        ):
            return None
        led = led or re.search(r"\bbetween\s+\d{4}\s+and\s+$", before, re.I)
        strictly = re.search(r"\b(?:in|by|since|until|till|during|before|after|from|between(?:\s+\d{4}\s+and)?)\s+$", before, re.I)
        if not strictly and (
            self.people_after.match(after) or re.match(r"\s(?:and|to|or)\s\d[\d,]*", after) and self.people_after.search(after)
        ):
            return None
        span = year_range(tokens["years"][0])
        if not span:
            # "1917-10": the second figure is no year; the first still is.
            return replace(Found(start, start + re.search(r"\d{4}", surface).end(), "calendar", re.search(r"\d{4}", surface)[0]))
        low, high = (f"{y:04d}" for y in span)
        if low != high:
            return Found(start, stop, "calendar", f"{low}/{high}")
        return Found(start, stop, "calendar", part_of_year(part, low) if part else low)


def _said(match) -> tuple[int, int, str]:
    return match.start(), match.end(), match.group()


def _lower_month(surface: str) -> bool:
    """Say whether an English month is printed small: "may", "march" are then verbs."""
    return bool(re.search(r"(?<!\w)(?:may|march|august|mar|sept?|dec|jan|oct|nov|apr|jun|jul|aug|feb)\b", surface))


def _roman(figures: str) -> int:
    values = [ROMAN.get(f, 0) for f in figures.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
