"""A decade, a century or a year long ago in. Out: its value, CC where the context must give the century."""

import re

from helpers.annotate.dates.edtf_parts import century_before_christ, part_of_century, part_of_decade
from helpers.annotate.dates.edtf_values import iso_year
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.grammar import Grammar
from helpers.annotate.dates.printed import roman, said

EARLY_ERA = re.compile(
    r"(?:reigned|ruled|died|born|crowned|built|founded|killed|elected|consecrated|sacked|fell|destroyed|captured|succeeded|defeated)"
    r"\s(?:there\s)?in\s[2-9]\d\d(?!\d)|(?:reigned|ruled)\sfrom\s[2-9]\d\d(?!\d)|\bIn\s[2-9]\d\d\s(?:the|he|she|[A-Z][a-z]+)\s|"
    r"(?<!\w)(?:BCE?|B\.C\.|CE|C\.E\.|A\.?D\.?)(?!\w)"
    r"|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[ -]centur(?:y|ies)"
)


RULER = re.compile(r"\b(?:Pope|King|Queen|Emperor|Empress|Caliph|Sultan|Shah|Bishop|Archbishop|Abbot|Patriarch|Khan)\b")

# What a number counts stands in the plural.
COUNTS = re.compile(
    r"\s+(?!was\b|has\b|his\b|this\b|as\b|is\b|its\b|us\b)[a-z]+s\b|\s+(?:men|women|people|per|feet|head)\b|\s*(?:years|hundred)\b"
)

# "The first half of the century" is not of the first century.
PART_OF = re.compile(r"\s+(?:half|third|quarter)\b")
BEFORE_THIS = re.compile(r"\b(?:preceding|previous)\b")

BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


class Ages(Grammar):
    """Reads what is longer or older than a printed year; each method is named after its pattern."""

    def _decade(self, text, match, end):
        start, stop, surface = said(match)
        part, word = self._part(surface), surface.lower()
        # "in her early twenties" is an age.
        if re.search(r"\b(?:his|her|their|my|our|your|its)\s+$", text[max(0, start - 8) : start], re.I):
            return None
        if re.search(r"\b[2-9]00s$", surface):
            return Found(start, stop, "calendar", f"0{surface[-4]}XX")
        two = re.match(
            r"(?P<first>(?:the\s+)?(?P<century>\d\d)(?P<from>\d)0['’]?s)\s+and\s+(?:the\s+)?(?:['’]?|\d\d)(?P<to>\d)0", surface
        )
        if two and re.search(r"\bbetween\s+(?:the\s+)?$", text[max(0, start - 13) : start], re.I):
            return Found(start, start + two.end("first"), "calendar", f"{two['century']}{two['from']}X")
        if two and not part and two["from"] < two["to"]:
            return Found(start, stop, "calendar", f"{two['century']}{two['from']}X/{two['century']}{two['to']}X")
        figures = re.search(r"(\d\d)?(\d)0", word)
        if figures and not figures[1] and self._is_before_christ(text, start):
            # The fifties before Christ are the years 59 to 50.
            last = 1 - 10 * int(figures[2])
            return Found(start, stop, "calendar", f"{iso_year(last - 9)}/{iso_year(last)}")
        if figures:
            decade = (figures[1] or "CC") + figures[2]
        else:
            spoken = next((v for form, v in self.words["decade"].items() if re.search(rf"\b{form}\b", word)), None)
            if not re.match(r"the\b", surface, re.I) and not part and not re.search("год", word):
                return None
            hundred = re.search(r"sixteen|seventeen|eighteen|nineteen", word)
            decade = f"{self.words['number'][hundred[0]] if hundred else 'CC'}{spoken}"
        # "The 1700s" are the century, "the 1900s" its first decade.
        hundred = re.match(r"1[0-8]0$", decade)
        value = part_of_century(part, int(decade[:2]) + 1) if hundred else part_of_decade(part, decade)
        return Found(start, stop, "calendar", value)

    def _century(self, text, match, end):
        start, stop, surface = said(match)
        if match["two"]:
            return self._centuries(match)
        if match["many"]:
            years = int(self.count(match["many"]) or 0) * (10 if match["unit"].lower() == "decades" else 1)
            named = f"{self._ordinal(match['which']) - 1:02d}" if match["which"] else "CC"
            ends = (0, years - 1) if match["side"].lower() in ("first", "opening") else (100 - years, 99)
            value = f"{named}{ends[0]:02d}/{named}{ends[1]:02d}"
            return Found(start, stop, "calendar", value, sort="century") if 0 < years < 100 else None
        if match["thousand"]:
            number = self._ordinal(match["thousand"])
            before_christ = (f"-{number - 1}999", f"-{number - 1}000" if number > 1 else "0000")
            value = "/".join(before_christ) if match["before_thousand"] else f"{number - 1}XXX"
            return Found(start, stop, "calendar", value) if number < 4 else None
        ordinals = [o for o in self.ordinal.finditer(surface) if not PART_OF.match(surface, o.end())]
        ordinal, part, turn = ordinals[-1] if ordinals else None, self._part(surface), re.search(r"\bturn\b", surface, re.I)
        figures = re.search(r"\b[XVI]+(?=\s+[а-я])", surface)
        if figures:
            return Found(start, stop, "calendar", part_of_century(part, roman(figures[0])))
        decade = re.match(r"(?:the\s+)?(\w+)\s+decade\b", surface, re.I)
        if decade:
            which = {"last": 9, "closing": 9, "opening": 0}.get(decade[1].lower())
            figure = int(self.words["ordinal"][decade[1].lower()]) - 1 if which is None else which
            named = f"{self._ordinal(ordinal.group()) - 1:02d}" if len(ordinals) > (which is None) else "CC"
            return Found(start, stop, "calendar", f"{named}{figure}X", sort="century")
        if re.match("mid-century", surface, re.I):
            return Found(start, stop, "calendar", "CC50~", sort="century")
        if not ordinal or re.match(r"the\s+first\s+century\s+of", surface + text[stop : stop + 4], re.I):
            value = "CC00~" if turn else re.sub(r"\b49", "CC", part_of_century(part, 50))
            other = "century before" if BEFORE_THIS.search(surface) else "century next" if "coming" in surface else ""
            return Found(start, stop, "calendar", value, sort="turn" if turn else other)
        part = (
            "first"
            if part == "early" and re.search(r"\b(?:years|beginning|start|opening|dawn|commencement)\b", surface)
            else part
        )
        part = "end" if part == "late" and re.search(r"\byears\b", surface) else part
        number = self._ordinal(ordinal.group())
        if not 1 <= number <= 21:
            return None
        if re.search(r"b\.?c", surface, re.I):
            return Found(start, stop, "calendar", century_before_christ(part, number))
        return Found(start, stop, "calendar", f"{number - 1:02d}00~" if turn else part_of_century(part, number))

    def _centuries(self, match) -> Found | None:
        """Two centuries in a row: "the sixteenth and seventeenth centuries"."""
        first, last, before_christ = self._ordinal(match["first"]), self._ordinal(match["last"]), match["before"]
        if not (0 < first <= 21 and 0 < last <= 21) or (first > last) != bool(before_christ):
            return None
        sign = "-" if before_christ else ""
        ends = self.part.match(match["two"]), self.part.search(match["two"], match.start("last") - match.start() - 12)
        values = [f"{sign}{n - 1:02d}XX" for n in (first, last)]
        if not before_christ and any(ends):
            values = [part_of_century(self._part(e.group()) if e else "", n) for e, n in zip(ends, (first, last), strict=True)]
            values = [values[0].split("/")[0].replace("XX", "01"), values[1].split("/")[-1].replace("XX", "00")]
        return Found(match.start(), match.end(), "calendar", "/".join(values), sort="centuries")

    def _ordinal(self, word: str) -> int:
        figures = re.match(r"\d+", word)
        return int(figures[0]) if figures else int(self.words["ordinal"][re.sub(r"\s+", " ", word.lower())])

    def _bc(self, text, match, end):
        start, stop, surface = said(match)
        year, *later = (int(n) for n in re.findall(r"\d+", surface))
        before_christ = re.search(r"b", surface, re.I)
        if later and re.match(r"a", surface, re.I) and " and " in surface and not BETWEEN.search(text, max(0, start - 9), start):
            stop, later = start + surface.index(" and "), []  # "AD 122 and 128" are two.
        if later:
            # "343–332 BC" falls, "98–117 AD" rises.
            if later[0] < 100 < year and before_christ:
                later = [year - year % 100 + later[0]]  # "225–22 BC".
            ends = [iso_year(1 - n) for n in (year, *later)] if before_christ else [f"{year:04d}", f"{later[0]:04d}"]
            rising = year > later[0] > 0 if before_christ else 0 < year < later[0]
            return Found(start, stop, "calendar", "/".join(ends)) if rising else None
        # EDTF counts astronomically: 44 BC is the year -0043.
        return Found(start, stop, "calendar", iso_year(1 - year if before_christ else year)) if year else None

    def _spelled(self, text, match, end):
        """A year in words: "nineteen forty-nine"; "nineteen hundred men" and "nineteen years" are numbers."""
        start, stop, surface = said(match)
        hundred, rest = int(self.words["number"][match["hundred"].lower()]), (match["rest"] or "").lower()
        led = self.temporal.search(text[max(0, start - 12) : start]) or start == 0 or text[start].isupper()
        if not led or not rest and not re.search("hundred$", surface, re.I) or COUNTS.match(text, stop):
            return None
        words = re.sub(r"^(?:oh|o)[-\s]", "", rest)
        year = hundred * 100 + (int(float(self.words["number"].get(re.sub(r"\s", "-", words), 0))) if words else 0)
        return Found(start, stop, "calendar", str(year)) if not words or year % 100 else None

    def _early(self, text, match, end):
        """A year of three figures: only where centuries before the tenth or the era are spoken of near by."""
        start, stop, surface = said(match)
        years = re.fullmatch(r"(\d{3})[-–](\d{3})", surface)
        if years:
            # "Pope Leo (440-461)", and not the pages of a book.
            ruler = RULER.search(text, max(0, start - 1500), start)
            return Found(start, stop, "calendar", f"0{years[1]}/0{years[2]}") if ruler and years[1] < years[2] else None
        # "The year 871", and "In 871 Alfred" at the head of a sentence, need no other sign.
        before, after = text[max(0, start - 6) : start], text[stop : stop + 8]
        if surface.isdigit() and self._is_before_christ(text, start):
            # "In 133 BC Tiberius was tribune; in 123 his brother".
            return Found(start, stop, "calendar", iso_year(1 - int(surface)))
        if len(surface) < 3:
            return None  # "In 16" may count anything.
        opens = before.endswith("In ") and re.match(
            r"\s(?:[A-Z]|the\b|he\b|she\b)|,\s(?:the|a|an|when|while|after|with)\b", after
        )
        sure = surface[0] in "tT" or opens or before.lower() == "since "
        near = sure or EARLY_ERA.search(text, max(0, start - 2000), stop + 1000)
        return (
            Found(start, stop, "calendar", f"0{surface[-3:]}") if near and surface[-3:].isdigit() and surface[-3] > "1" else None
        )
