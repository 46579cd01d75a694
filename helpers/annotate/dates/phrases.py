"""Word lists in. Out: the small patterns of which every pattern of a date is made: a month, a year, "the following"."""

import re

import pandas as pd

MINUS = r"\s?(?:--|[-‒–—/])\s?"
# In the order of their numbers, Monday 0.
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NAMED_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def either(*patterns: str) -> str:
    """Return a pattern for any of the patterns, tried in their order."""
    return "|".join(patterns)


def forms_of(table: pd.DataFrame, name: str) -> dict[str, str]:
    """Return form in lower case → value for one class of `calendar_terms`."""
    rows = table[table["class"] == name]
    return {form.lower(): row.value for row in rows.itertuples() for form in row.forms.split("|")}


def any_of(forms) -> str:
    """Return a pattern for any of the forms, the longest first, blanks of any kind between their words."""
    longest = sorted(set(forms), key=lambda f: (-len(f), f))
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+").replace("'", "['’]") for f in longest) + ")"


def whole(forms) -> str:
    """Return a pattern for any of the forms with no letter behind it."""
    return any_of(forms) + r"(?!\w)"


def _compounds(numbers: dict[str, str]) -> dict[str, str]:
    """Add "twenty-eight" and "two and a half" to the numbers of a word list."""
    plain = {f: int(v) for f, v in numbers.items() if v.isdigit() and re.fullmatch("[a-z]+", f) and f not in ("a", "an")}
    ones = {f: v for f, v in plain.items() if v < 10}
    tens = {f: v for f, v in plain.items() if v in range(20, 100, 10)}
    made = {f"{ten}{mark}{one}": str(v + n) for ten, v in tens.items() for one, n in ones.items() for mark in "- "}
    made |= {f"{one} hundred": str(100 * n) for one, n in ones.items()} | {"a hundred": "100"}
    halves = {f"{one} and a half": f"{n}.5" for one, n in ones.items()}
    return {**numbers, **made, **halves}


class Phrases:
    """What dates are made of, each as the text of a pattern.

    Attributes:
        words: class of `calendar_terms` → form → value.
        cues: class of `date_cues` → forms.
    """

    # A day of the month in figures; a four-figure year; the Russian word behind a year.
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d|-?го)?(?![\d\w]|[.,:]\d)"
    yr = r"(?:1\d{3}|20\d\d)(?!\d|,\d{3})"
    god = r"(?:\s?(?:г\.\s?г\.|гг\.|г\.|годов|годах|годами|годы|года|году|годом|год)(?!\w))?"
    wd = f"(?:{'|'.join(WEEKDAYS)})"
    weekday = rf"(?:{wd},?\s+(?:the\s+)?)?"
    # "Of the same year".
    other = (
        r"(?:(?:of\s+)?(?:that(?:\s+same)?|the\s+same|this|last|next|the\s+following|the\s+next|the\s+previous|the\s+preceding)"
        r"\s+year|of\s+the\s+year\s+(?:following|after))"
    )
    # "25 December 800", and not "on 25 December 800 men".
    old = (
        r"\s[1-9]\d\d(?=[.,;:)]|$|\s(?-i:[A-Z])"
        r"|\s(?:he|she|they|it|we|the|an?|his|her|their|and|when|was|were|had|at|in|by|to|after)\b)"
    )
    # A year with its era.
    christ = (
        r",?\s+(?:of\s+|in\s+)?(?:[1-9]\d{0,3}\s+(?:b\.\s?c\.(?:\s?e\.)?|bce?)(?!\w)"
        r"|[1-9]\d{0,3}\s+(?:a\.\s?d\.|ad|c\.\s?e\.|ce)(?!\w)|b\.\s?c\.\s+[1-9]\d{0,3}(?!\d)|(?:a\.\s?d\.|ad)\s+[1-9]\d{0,3}(?!\d))"
    )
    rel = r"(?:next|following|previous|preceding|same|that|last|this|past|coming)"
    rels = rf"(?:(?:the\s+|that\s+)?{rel}\s+)"
    day_of = r"(?:['’]s?(?!\w))?(?:\s+(?:feast\s+)?day(?!\w))?"
    about_n = (
        r"(?:(?:almost|nearly|about|some|just|exactly|only|barely"
        r"|(?:(?:a\s+)?(?:little|rather|somewhat|much)\s+)?more\s+than|less\s+than|over|почти|около)\s+)?"
    )
    soon = r"(?:(?:very\s+)?(?:shortly|soon|immediately|just|directly|right|not\s+long|long|some\s+time|вскоре|сразу)\s+)"
    side = r"(?:after|before|following|since|from|после|до|preceding)"
    noun = r"(?:day|morrow|night|morning|evening|afternoon|week|month|year|eve|spring|summer|autumn|winter)s?"

    def __init__(self, terms: pd.DataFrame, cues: pd.DataFrame):
        self.words = {name: forms_of(terms, name) for name in terms["class"].unique()}
        self.words["number"] = _compounds(self.words["number"])
        self.cues = {row[0]: [f for f in row[1].split("|") if f] for row in cues[["class", "forms"]].itertuples(index=False)}
        w = self.words
        self.mon, self.sea, self.unit = whole(w["month"]), whole(w["season"]), whole(w["unit"])
        self.feast, self.republican = whole(w["feast"]), whole(w["republican"])
        self.decade, self.parts = whole(w["decade"]), any_of(w["part"])
        self.part = rf"(?:(?:the\s+)?(?:very\s+)?{self.parts}[-\s]+(?:(?:in|of)\s+)?(?:(?:the|that|this)\s+)?)"
        hundreds = r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)\s+hundred\s+and\s+)?"
        self.number = rf"(?:\d{{1,3}}|{hundreds}{any_of(w['number'])})(?!\w)"
        # "Two years and three months", "a year and a half".
        self.amount = rf"{self.number}\s+{self.unit}(?:\s+and\s+(?:a\s+half(?!\w)|{self.number}\s+{self.unit}))?"
        self.ordinal = rf"(?:\d{{1,3}}(?:st|nd|rd|th|d|-?й|-?го)|{any_of(w['ordinal'])})(?!\w)"
        self.saint = rf"(?P<saint>(?:St\.?|Saint|SS\.?)\s+{whole(w['saint'])})"
        self.patron = self.saint.replace("<saint>", "<patron>")
        # "On the second, …" counts things as often as days.
        self.spoken, self.late = self._ordinals(0), self._ordinals(3)
        # "On the 13th he left", and not "on the 13th floor".
        self.counted = whole(self.cues["not-day-after"])
        self.days = (
            rf"(?:{self.spoken}|{self.day})(?:\s?\(\s?{self.day}\s?\)"
            rf"|(?:{MINUS}|\s+(?:and|or|to|&|и|по)\s+(?:the\s+)?)(?:{self.spoken}|{self.day}))?"
        )
        self.years = (
            rf"(?:a\.\s?d\.\s+)?{self.yr}(?:{MINUS}(?:\d{{4}}|\d{{1,2}})"
            rf"(?!\d|st|nd|rd|th|[-–](?!-)|\s+(?:{self.mon}|{self.republican})))?{self.god}"
        )
        self.of_year = rf"(?:,?\s+(?:of\s+|in\s+)?{self.years})?"
        self.tail_year = (
            rf"(?:{self.christ}|[,.]?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?{self.years}|,?\s+{self.other}|\s\({self.yr}\)"
            rf"|\s+(?:of\s+)?['’]\d\d(?!\w)|{self.old})"
        )
        # A weekday with its day: "Friday, the fourth".
        self.figured = (
            rf"{self.wd},?\s+the\s+{self.late}(?=[,.;:)]|\s(?:I|he|she|they|we|it|was|the)\b)"
            rf"|{self.wd},?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|d)(?!\w)(?!\s+(?:day\s+)?(?:of\s+)?{self.mon})"
        )

    def _ordinals(self, above: int) -> str:
        return whole(form for form, value in self.words["ordinal"].items() if above < int(value) < 32)
