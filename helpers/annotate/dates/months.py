"""A month or season in. Out: its value, YYYY where the year is left to its context."""

import re
from dataclasses import replace

from helpers.annotate.dates.edtf_parts import part_of_month, part_of_season
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.printed import Printed, lower_month, said, year_range

# "the April plenum" is a plenum in April; "the April Theses" is a name.
OCCASION = re.compile(
    r"\s(?:meeting|session|plenum|issue|number|election|conference|strike|demonstration|decree|letter|rising|uprising|offensive|talks|speech|vote)"
)
# "Although it was already November".
ALREADY = re.compile(r"\b(?:was|is)\s+(?:already|now|still|only)\s+$", re.IGNORECASE)
AS_EARLY_AS = re.compile(r"\bas\s+(?:far back|long ago|early|late|recently|soon)\s+as\s+$", re.IGNORECASE)
# "I sat again in the February and passed", and not "in the February heat".
MONTH_ITSELF = re.compile(r"\b(?:in|by|until|since|from|during)\s+the\s+$", re.IGNORECASE)
CLAUSE_ENDS = re.compile(r"[,.;:)]|\s(?:and|but|when|he|she|they|we|I)\b")
# "The men of October" and "Red October" are names; "yours of October" is a letter.
NAMED_BEFORE = re.compile(r"[A-Z]\w+\s$|(?<!yours )(?<!letter )(?<!note )(?<!card )(?<!report )(?<!favour )\bof\s$")
# "April was spent in Rome."
OPENS_SENTENCE = re.compile(r"(?:^|[.!?][\"”’]?\s)$")
# "October and November, 1914".
NEXT_MONTH = re.compile(r"\s(?:and|or)\s[A-Z][a-z]+,?\s\d{4}")
NAMED_AFTER = re.compile(r"\s[A-Z][a-z]")
CAME = re.compile(r"\s(?:was|fell|found|saw|brought|came|passed|opened|began|ended|went)\b")
# "After the fall" is more often that of a town than a season.
FELL = re.compile(r"\b(?:after|before|since)\s+$", re.IGNORECASE)
BESIDE_EVENT = re.compile(r"\s(?:before|after|following|preceding)\s(?!(?:that|this|last|next|it|he|she|they|I|we)\b)")
MONTH_WORDS = {"ensuing": "next", "after": "following", "before": "previous"}
IN_MONTH = re.compile(r"\b(?:in|by|until|since)\s+$", re.IGNORECASE)
# "One rainy August": of a year that is not said; "one May morning" is any day.
ONE = re.compile(r"\bone\s+(?:[a-z]+\s+|(?!day\b)\w+day\s+in\s+)?$", re.IGNORECASE)
DAYTIME = re.compile(r"\s(?:day|morning|afternoon|evening|night)\b")


class Months(Printed):
    """Reads months and seasons; each method is named after its pattern."""

    def _my(self, text, match, end):
        start, stop, surface = said(match)
        tokens, part, relative = self._tokens(surface), self._part(surface), self.year_word.search(surface)
        year, months = self._year_text(tokens, surface), tokens["month"]
        year, stop = self._bare_year(text, start, stop, year)
        if lower_month(surface) or not year or not months:
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
            or AS_EARLY_AS.search(before)
            or re.search(r"\s(?:last|next|following|ensuing|after|before)$", surface, re.I)
            or self._part(surface)
            or re.match(r"(?:the\s+|that\s+)?(?:last|next|this|that|same|following|previous|preceding)\s", surface, re.I)
        )
        if re.search(r"\b(?:every|each)\s+$", before, re.I):
            return None
        one = ONE.search(before)
        if one and surface[0].isupper() and not DAYTIME.match(after):
            return Found(match.start() - len(before) + one.start(), match.end(), "unsaid")
        named = re.match(
            r"['’]s?\b|\s(?:Revolution|Days?|Theses|Conference|Manifesto|Bloc|Congress|Laws?|Plenum|coup|revolution)\b", after
        )
        if (
            re.search(r"\ban?\s+$", before)
            and re.match(r"\s[a-z]{3,}", after)
            or re.search(r"\bthe\s+$", before)
            and OCCASION.match(after)
        ):
            return self._my(text, match, end)
        listed = NEXT_MONTH.match(after)
        if (
            not listed
            and re.search(r"(?<!\w)(?<!month )(?<!months )of\s+$", before)
            and not re.match(r"the\s", surface)
            and not self._part(surface)
        ):
            preposition = None
        with_article = re.search(r"\bthe\s+$", before) and not (MONTH_ITSELF.search(before) and CLAUSE_ENDS.match(after))
        # "In July Congress met": no congress of July.
        named = named and not IN_MONTH.search(before)
        if named or with_article or re.match(r"-\w", after):
            return None
        preposition = preposition or MONTH_ITSELF.search(before) or self.second_month.search(before)
        # May, June and August are words and names besides.
        alone = surface.lower() in self.plain_months and not re.match(r"\s[A-Z]", after) and not NAMED_BEFORE.search(before)
        alone = alone or OPENS_SENTENCE.search(before) and CAME.match(after)
        alone = alone or listed
        if not (preposition or alone or self.row_of_months.search(before)):
            return None
        if not (preposition or alone) and not re.match(r"\s?(?:[-–—,.)]|to\b|and\b|or\b|until\b)", after):
            return None
        found = self._my(text, match, end)
        word = re.match(r"(?:\w+[-\s])*?(last|next|previous|preceding|following)\s\w+\.?$", surface, re.I)
        word = word or re.match(r"(?:the\s+)?\w+\.?\s+(last|next|following|ensuing|after|before)$", surface, re.I)
        return replace(found, word=MONTH_WORDS.get(word[1].lower(), word[1].lower())) if found and word else found

    def _season(self, text, match, end):
        start, stop, surface = said(match)
        tokens, part = self._tokens(surface), self._part(surface)
        relative, season = self.year_word.search(surface), tokens["season"][-1] if tokens["season"] else 0
        first = re.match(r"(the|that|this|last|next|following|previous|preceding|past|one|coming)?", surface, re.I)[0].lower()
        if surface.split()[-1][0].isupper() and NAMED_AFTER.match(text, stop):
            return None  # The Winter Palace.
        russian = bool(re.search(r"[а-я]", surface, re.I))
        if not season or FELL.search(text[max(0, start - 8) : start]) and re.match(r"the\s+fall$", surface, re.I):
            return None
        if not part and BESIDE_EVENT.match(text, stop):
            return None  # "The summer before the war" is counted from the war.
        old = "" if tokens["years"] else self._year_text(tokens, surface)
        old, stop = self._bare_year(text, start, stop, old)
        old = old if re.fullmatch(r"-?\d{4}", old) else ""
        if not old and not tokens["years"] and not relative and not re.search(r"['’]\d\d", surface):
            before = text[max(0, start - 24) : start]
            fixed = first in ("that", "this", "last", "next") or re.match(
                r"the\s+(?:following|previous|preceding|next|same|coming)\s", surface, re.I
            )
            led = re.search(
                r"(?<!\w)(?:in|during|until|till|by|since|before|after|throughout|through|over|with|into|for|from|spen[dt]|pass(?:ed)?|course\s+of|meeting\s+of|rest\s+of|weeks\s+of|months\s+of)\s+$",
                before,
                re.I,
            )
            word = surface.split()[-1].lower()
            led = led or surface.endswith("followed") or part and re.search(r"\b(?:in|of|the|that|this)\s", surface, re.I)
            plain = (first == "the" or part) and led and not re.match(r"\s+of\b|['’-]", text[stop : stop + 5])
            plain = plain or first == "the" and OPENS_SENTENCE.search(before) and CAME.match(text, stop)
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
        year = str(span[0]) if span else old or "YYYY"
        if season == 24 and span and span[1] == span[0] + 1:
            value = {"early": f"{span[0]}-12~", "late": f"{span[1]}-02~"}.get(part, f"{span[0]}-12/{span[1]}-02")
        elif span and span[1] > span[0]:
            value = f"{span[0]}-{season}/{span[1]}-{season}"
        else:
            value = part_of_season(part, year, season) if part else f"{year}-{season}"
        step = re.search(r"\b(last|next|following|previous|preceding)\b", surface, re.I)
        word = relative.group().lower() if relative else step[1].lower() if step and not span else ""
        return Found(start, stop, "calendar", value, word=word)
