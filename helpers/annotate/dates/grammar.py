"""Word lists in. Out: the grammar of dates, compiled: a pattern for each kind of expression, and the words that may begin one."""
# ruff: noqa: E501

import re
from dataclasses import dataclass

import pandas as pd

from helpers.annotate.listed import Listed
from helpers.pace import compiled

MINUS = r"\s?(?:--|[-‒–—/])\s?"

WORDS = re.compile(r"[^\W_]+")

# In the order of their numbers, Monday 0.
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NAMED_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)

# Stands for the last day of a month that only context can name.
LAST_DAY = 99

VAGUE_ENDS = frozenset("day eve sunday monday tuesday wednesday friday night s july assumption saints".split())

ROMAN_DAYS = frozenset("kalends calends nones ides".split())

LEADS = (
    "b the very of in almost nearly about some just exactly only barely within succeeding ensuing present first entire bitter severe little rather somewhat more than less over next following previous preceding same that quarter quarters hundred half month months week weeks"
    " feast new st saint last this past coming long hard terrible hungry roaring turbulent gay golden black one few several monday tuesday wednesday thursday friday saturday sunday day days"
    " year years eve turn very shortly soon immediately directly right not long time вскоре сразу and or to no later by until since before after почти около последнее последние прошлом прошлый и"
).split()

TEMPORAL = r"in|by|since|until|till|from|last|next|this|before|after|during|between|of|to|for|through|around|about|late|early|mid|и|в|во|с|до|к|по|после|с"


HALF = re.compile(r"a\s+half\b", re.IGNORECASE)
# How many of the one make the other; months and days do not.
PER = {("year", "month"): 12, ("week", "day"): 7, ("decade", "year"): 10, ("century", "year"): 100, ("century", "decade"): 10}


@dataclass(frozen=True)
class Found:
    """One expression, as it was found, before its context is asked.

    Attributes:
        start, end: where it stands, half-open.
        how: calendar, feast, deictic (from the day of writing), span ("last week"), weekday, step (from the date before),
            anchor (from an event, named in text[tail:end]) or unsaid (of no one year).
        value: EDTF in which YYYY, CC or MM stand for a year, century or month that context must give.
        opens: start, end or "": the interval that it opens.
        about: whether it is approximate.
        mid: a finer or first value: the middle of a month in a range, the part of a step, the lower of two counts.
        count, unit: how far from there.
        tail: where the event of an anchor is named.
        word: the sign of its year or month: last, following, of the same year, ult, that year.
        sort: which of its kind. Of anchors: counted, days, during, definite ("the day of"), plain, within, clause ("the day
            he came"), anniversary, vague or vague+ ("shortly after"); of steps: part, lasting, lasting on, before; of
            deictics: day, ago, exact; of spans: many; of what is printed: century, turn, shared, republic.
        dual: the same day in the other calendar, where both are printed.
    """

    start: int
    end: int
    how: str
    value: str = ""
    opens: str = ""
    about: bool = False
    mid: str = ""
    count: float = 0
    unit: str = ""
    tail: int = 0
    word: str = ""
    sort: str = ""
    dual: str = ""

    @property
    def is_round(self) -> bool:
        """Whether it counts several weeks, which are seldom counted to the day."""
        return self.unit == "fortnight" or self.unit == "week" and abs(self.count) > 1

    def __post_init__(self):
        if self.end <= self.start:
            raise ValueError(f"an expression from {self.start} to {self.end} has no length")


@dataclass(frozen=True)
class Resolved:
    """What an expression comes to: EDTF ("" where nothing resolves it), how sure, and why in a sentence.

    `end` is where the expression ends, 0 where it ends as it was found: "since Waterloo | no one slept".
    """

    edtf: str
    relative: bool
    certainty: str
    reason: str
    event_id: str = ""
    end: int = 0


def forms_of(table: pd.DataFrame, name: str) -> dict[str, str]:
    """Return form in lower case → value for one class of `calendar_terms`."""
    rows = table[table["class"] == name]
    return {form.lower(): row.value for row in rows.itertuples() for form in row.forms.split("|")}


def any_of(forms) -> str:
    """Return a pattern for any of the forms, the longest first, blanks of any kind between their words."""
    longest = sorted(set(forms), key=lambda f: (-len(f), f))
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+").replace("'", "['’]") for f in longest) + ")"


def _compounds(numbers: dict[str, str]) -> dict[str, str]:
    """Add "twenty-eight" and "two and a half" to the numbers of a word list."""
    plain = {f: int(v) for f, v in numbers.items() if v.isdigit() and re.fullmatch("[a-z]+", f) and f not in ("a", "an")}
    ones = {f: v for f, v in plain.items() if v < 10}
    tens = {f: v for f, v in plain.items() if v in range(20, 100, 10)}
    made = {f"{ten}{mark}{one}": str(v + n) for ten, v in tens.items() for one, n in ones.items() for mark in "- "}
    made |= {f"{one} hundred": str(100 * n) for one, n in ones.items()} | {"a hundred": "100"}
    halves = {f"{one} and a half": f"{n}.5" for one, n in ones.items()}
    return {**numbers, **made, **halves}


class Grammar:
    """The compiled patterns of one pair of word lists."""

    def __init__(self, terms: pd.DataFrame, cues: pd.DataFrame):
        self.words = {name: forms_of(terms, name) for name in terms["class"].unique()}
        self.cues = {row[0]: [f for f in row[1].split("|") if f] for row in cues[["class", "forms"]].itertuples(index=False)}
        w = self.words
        w["number"] = _compounds(w["number"])
        edge = lambda forms: any_of(forms) + r"(?!\w)"  # noqa: E731
        mon, sea, unit = edge(w["month"]), edge(w["season"]), edge(w["unit"])
        number = rf"(?:\d{{1,3}}|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)\s+hundred\s+and\s+)?{any_of(w['number'])})(?!\w)"
        # "Two years and three months", "a year and a half".
        amount = rf"{number}\s+{unit}(?:\s+and\s+(?:a\s+half(?!\w)|{number}\s+{unit}))?"
        ordinal = rf"(?:\d{{1,3}}(?:st|nd|rd|th|d|-?й|-?го)|{any_of(w['ordinal'])})(?!\w)"
        day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d|-?го)?(?![\d\w]|[.,:]\d)"
        spoken = edge(form for form, value in w["ordinal"].items() if int(value) < 32)
        # "On the second, …" counts things as often as days.
        late = edge(form for form, value in w["ordinal"].items() if 3 < int(value) < 32)
        days = rf"(?:{spoken}|{day})(?:\s?\(\s?{day}\s?\)|(?:{MINUS}|\s+(?:and|or|to|&|и)\s+(?:the\s+)?)(?:{spoken}|{day}))?"
        yr = r"(?:1\d{3}|20\d\d)(?!\d|,\d{3})"
        god = r"(?:\s?(?:г\.\s?г\.|гг\.|г\.|годов|годах|годами|годы|года|году|годом|год)(?!\w))?"
        years = rf"(?:a\.\s?d\.\s+)?{yr}(?:{MINUS}(?:\d{{4}}|\d{{1,2}})(?!\d|st|nd|rd|th|[-–](?!-)|\s+(?:{mon}|{edge(w['republican'])})))?{god}"
        part = rf"(?:(?:the\s+)?(?:very\s+)?{any_of(w['part'])}[-\s]+(?:(?:in|of)\s+)?(?:(?:the|that|this)\s+)?)"
        wd = f"(?:{'|'.join(WEEKDAYS)})"
        weekday = rf"(?:{wd},?\s+(?:the\s+)?)?"
        figured = rf"{wd},?\s+the\s+{late}(?=[,.;:)]|\s(?:I|he|she|they|we|it|was|the)\b)|{wd},?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|d)(?!\w)(?!\s+(?:day\s+)?(?:of\s+)?{mon})"
        # "On the 13th he left", and not "on the 13th floor".
        counted = edge(self.cues["not-day-after"])
        other = r"(?:(?:of\s+)?(?:that(?:\s+same)?|the\s+same|this|last|next|the\s+following|the\s+next|the\s+previous|the\s+preceding)\s+year|of\s+the\s+year\s+(?:following|after))"
        # "25 December 800", and not "on 25 December 800 men".
        old = r"\s[1-9]\d\d(?=[.,;:)]|$|\s(?-i:[A-Z])|\s(?:he|she|they|it|we|the|an?|his|her|their|and|when|was|were|had|at|in|by|to|after)\b)"
        christ = r",?\s+(?:of\s+|in\s+)?(?:[1-9]\d{0,3}\s+(?:b\.\s?c\.(?:\s?e\.)?|bce?)(?!\w)|b\.\s?c\.\s+[1-9]\d{0,3}(?!\d)|(?:a\.\s?d\.|ad)\s+[1-9]\d{0,3}(?!\d))"
        tail_year = rf"(?:{christ}|[,.]?\s+(?:of\s+|in\s+)?{years}|,?\s+{other}|\s\({yr}\)|\s+(?:of\s+)?['’]\d\d(?!\w)|{old})"
        self.year_word = compiled(other + "$", re.IGNORECASE)
        rel = r"(?:next|following|previous|preceding|same|that|last|this|past|coming)"
        saint = rf"(?P<saint>(?:St\.?|Saint|SS\.?)\s+{edge(w['saint'])})"
        day_of = r"(?:['’]s?(?!\w))?(?:\s+(?:feast\s+)?day(?!\w))?"
        of_year = rf"(?:,?\s+(?:of\s+|in\s+)?{years})?"
        rels = rf"(?:(?:the\s+|that\s+)?{rel}\s+)"
        about_n = r"(?:(?:almost|nearly|about|some|just|exactly|only|barely|(?:(?:a\s+)?(?:little|rather|somewhat|much)\s+)?more\s+than|less\s+than|over|почти|около)\s+)?"
        soon = r"(?:(?:very\s+)?(?:shortly|soon|immediately|just|directly|right|not\s+long|long|some\s+time|вскоре|сразу)\s+)"
        side = r"(?:after|before|following|since|from|после|до|preceding)"
        noun = r"(?:day|morrow|night|morning|evening|afternoon|week|month|year|eve|spring|summer|autumn|winter)s?"
        patterns = {
            "iso": rf"{yr}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
            "numeric": r"(?:3[01]|[12]\d|0?[1-9])\s?([./])\s?(?:1[0-2]|0?[1-9]|[ivx]{1,4})\s?\1\s?(?:1\d{3}|20\d\d|\d\d)(?![\d/]|\.\d)",
            "dmy": rf"{part}?{weekday}(?:the\s+)?{days}\s+(?:day\s+)?(?:of\s+)?(?:the\s+(?:following|next|previous|preceding|same)\s+)?{mon}(?:\s?[/(]\s?{day}\s+{mon}\)?)?{tail_year}?",
            "mdy": rf"{weekday}{mon}\s+(?:the\s+)?{days}(?:\s?\(\s?{mon}\s+{day}\s?\))?(?:{christ}|,?\s+(?:of\s+|in\s+)?{years}|,?\s+{other}|\s\({yr}\))?",
            "my": rf"{part}?{mon}(?:{MINUS}{mon})?{tail_year}{god}",
            "season": rf"(?:(?:{rel}|the|one)\s+)?{part}?(?:the\s+)?(?:(?:{rel}|(?:that\s+)?first|long|hard|terrible|hungry|whole|entire|cold|bitter|severe)\s+)?{sea}(?:{christ}|\s+of{old}|,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:{years}|['’]\d\d(?:[-–]\d{{1,2}})?(?!\w))|\s+{other}|\s+(?:that|which)\s+followed)?",
            "edge": rf"the\s+(?:first\s+day|last(?:\s+day)?)\s+of\s+(?:{mon}{tail_year}?|{yr}|(?:the|that|this)\s+(?:same\s+)?(?:month|year))(?!\w)",
            "nth": rf"(?:the\s+)?(?:first|second|third|fourth|last)\s+{wd}\s+(?:of|in)\s+{mon}{tail_year}?",
            "republican": rf"(?:the\s+)?(?:(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)\s+(?:of\s+)?)?(?P<month>{edge(w['republican'])})(?:,?\s+(?:(?:of|in)\s+)?(?:the\s+)?(?:year|an|l['’]an)\s+(?P<year>[XVI]+|\d{{1,2}})(?!\w)|,?\s+(?P<short>[XVI]+)(?!\w))?",
            "few": rf"(?:the\s+)?(?P<side>first|last|opening|closing|final)\s+(?P<count>{number})\s+(?P<unit>days|weeks|months)\s+of\s+(?:{mon}{tail_year}?|(?:the\s+year\s+)?{yr}|(?:the|that|the\s+same|this)\s+year)(?!\w)",
            "feast": rf"(?:(?:the\s+|that\s+)?(?P<rel>{rel})\s+)?(?P<of>the\s+feast\s+(?:day\s+)?of\s+(?:the\s+)?)?(?P<feast>{edge(w['feast'])})(?:\s+(?-i:Day)(?!\w))?(?:{christ}|,?\s+(?:of\s+|in\s+)?{years}|\s+{other})?",
            "saint": rf"(?:the\s+)?(?:feast\s+(?:day\s+)?of\s+)?{saint}{day_of}{of_year}",
            "named": r"the\s+feast\s+(?:day\s+)?of\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:\s+(?:of|the|and|to|in|at|(?-i:[A-Z])[\w.’'-]+))*",
            "side": rf"(?:the\s+)?(?:very\s+)?(?P<what>(?:{number}\s+)?(?:days?|weeks?|fortnight)|(?:(?:first|second|third|fourth|fifth|sixth)\s+)?{wd}|eve|vigil|morrow|night|morning|octave)\s+(?:next\s+)?(?P<rel>of|before|after|following)\s+(?:the\s+)?(?:feast\s+(?:day\s+)?of\s+(?:the\s+)?)?(?P<feast>{edge(w['feast'])}|{saint.replace('<saint>', '<patron>')}{day_of}){of_year}",
            "decade": rf"the\s+[2-9]00s(?!\w)|(?:the\s+)?{part}?(?:(?:1\d|20)\d0['’]?s(?:\s+and\s+(?:the\s+)?(?:['’]?|1\d|20)\d0['’]?s)?|(?:1\d|20)?\d0-(?:е|х|ые|ых|м)\s+(?:годы|годов|годах)|['’]\d0['’]?s|(?<=\bthe\s)[2-9]0s|['’]?(?:(?:hungry|roaring|turbulent|gay|golden)\s+|(?:sixteen|seventeen|eighteen|nineteen)[-\s]+)?{edge(w['decade'])}(?:\s+(?:годы|годов|годах))?)(?!\w)",
            "century": rf"(?:the\s+)?(?P<side>first|last|opening|closing|final)\s+(?P<many>{number})\s+(?P<unit>years|decades)\s+of\s+(?:the|that|this)\s+(?:(?P<which>{ordinal})[-\s]+)?century(?!\w)|(?P<two>(?:the\s+)?{part}?(?P<first>{ordinal})(?:,\s+{ordinal})*,?(?:-?\s+(?:century\s+)?(?:and|or|to)\s+|{MINUS})(?:the\s+)?{part}?(?P<last>{ordinal})[-\s]+(?:centuries|century))(?!\w)(?:\s+(?P<before>b\.c\.(?:e\.)?|bce?)(?!\w))?|(?:the\s+)?(?P<thousand>{ordinal})\s+millennium(?:\s+(?P<before_thousand>b\.c\.(?:e\.)?|bce?)(?!\w))?(?!\w)|(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|closing|opening)\s+decade\s+of\s+(?:(?:the|that|this|last)\s+|the\s+(?:last\s+)?{ordinal}[-\s]+)century(?!\w)|(?:the\s+)?{part}?(?:the\s+)?(?:turn\s+of\s+)?(?:the\s+)?{ordinal}[-\s]+century(?!\w)(?:\s+(?:b\.c\.(?:e\.)?|bce?)(?!\w))?|(?:the\s+)?(?:turn|{any_of(w['part'])})\s+(?:of\s+)?(?:the|this|last)\s+(?:(?:present|preceding|previous|coming)\s+)?century|the\s+(?:present|preceding|previous|coming)\s+century|[XVI]+\s+век[ауе]?м?(?!\w)|mid-century(?!\w)",
            "bc": rf"(?:(?-i:B\.\s?C\.)\s+\d{{1,4}}(?:{MINUS}\d{{1,4}})?(?!\d)|(?:a\.d\.|ad)\s+\d{{1,4}}(?:(?:{MINUS}|\s+(?:to|until|and)\s+)\d{{1,4}})?(?!\d|{MINUS}\d)|\d{{1,4}}(?:(?:{MINUS}|\s+(?:to|until|and)\s+)\d{{1,4}})?\s+(?:b\.\s?c\.(?:e\.)?|bce?|a\.d\.|ad|c\.e\.|ce))(?!\w)",
            "anniversary": rf"(?:the\s+)?{ordinal}\s+(?:anniversary|jubilee|year|годовщин\w+|год)\s+(?:of\s+)?",
            "ago": rf"{about_n}(?:{amount}|{number}\s+[а-я]+\s+{unit})\s+(?:ago(?:\s+today)?|hence|from\s+now|today|тому\s+назад|назад)|{about_n}(?:год|месяц|неделю|полгода)\s+(?:тому\s+)?назад",
            "anchor": rf"{about_n}{amount}\s+(?:to\s+the\s+day\s+)?{side}\s+|(?:the\s+)?(?:very\s+)?{noun}\s+(?:{side}|of|when)\s+|(?P<within>within\s+{number}\s+{unit}\s+of\s+)|(?P<clause>the\s+(?:very\s+)?{noun}\s+(?:on\s+which\s+|in\s+which\s+|that\s+|(?=(?:the|my|his|her|our|their|he|she|they|we|I)\s)))|(?:the\s+)?(?:very\s+)(?:day|night|morning|evening|hour)\s+|накануне\s+",
            "years": rf"{part}?(?:the\s+year\s+)?{years}|the\s+year\s+['’]?\d\d(?![\w’'-])",
            "spelled": r"(?:the\s+year\s+)?(?P<hundred>thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)[-\s]+(?:hundred(?:\s+and)?(?:[-\s]+|(?!\w)))?(?P<rest>(?:oh|o)[-\s]\w+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?<=and\s)(?:one|two|three|four|five|six|seven|eight|nine))?(?![\w-])",
            "early": r"(?<=\()[1-9]\d\d[-–][1-9]\d\d(?=\))|the\s+year\s+[1-9]\d\d(?!\d)|(?<=\bin\s)[2-9]\d\d(?=\s(?-i:[A-Z]))|(?<=\bsince\s)[2-9]\d\d(?=[.,;:)])|(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s))[1-9]\d\d?(?=[.,;:)]|\s(?:and|or|the|an?|by|at|with|after|he|she|they|it|his|her|when|until|to)\b)",
            "step": rf"(?:(?:almost|nearly|about|some|roughly|just|only|exactly)\s+)?(?:{number}\s+or\s+)?{amount}\s+(?:later|earlier|previously|afterwards|afterward|on(?=[,.;])|(?:after|before)(?=[,.;]|\s+(?:had|was|were)\b)|before(?=\s+(?:there|he|she|they|it|I|we)\s+had\b)|(?:after|before)\s+that(?=[,.;]|\s(?:the|an?|he|she|they|it|his|her|we|I|was|were|had|came|went|took|made|gave|built|began|\w+ed)\b)|спустя)|(?:the\s+(?:very\s+)?(?:next|following|succeeding|ensuing|previous|preceding)|(?-i:Next))\s+(?:day|morning|afternoon|evening|night|week|month|year)(?!\w)|(?<!the\s)(?<!very\s)next\s+(?:day|morning|week|month|year)(?!\w)|(?:that|this|the)\s+(?:very\s+)?same\s+(?:day|date|month|year)(?!\w)|(?:(?:later|earlier)\s+(?:in\s+)?)?that\s+(?:year|month)(?!\w)|that\s+very\s+day(?!\w)|(?:(?<=\bsince\s)|(?<=\bfrom\s)|(?<=\bto\s))that\s+(?:date|day|month)(?!\w)|(?:(?<=\bon\s)|(?<=\bafter\s)|(?<=\bbefore\s))th(?:is|at)\s+date(?!\w)|(?:the\s+)?year['’]s\s+(?:end|close)(?!\w)|the\s+(?:latter|former)\s+year(?!\w)|the\s+(?:(?:next|following)\s+{number}|{number}\s+(?:next|following|succeeding))\s+(?:year|decade|century|centurie|day)s(?!\w)|the\s+(?:next|following)\s+(?:decade|century)(?!\w)|that\s+decade(?!\w)|the\s+morrow(?!\w|\s+of)|{part}(?:the\s+|that\s+|same\s+|preceding\s+|previous\s+|following\s+|next\s+|succeeding\s+)*(?:year|decade|month)(?!\w|\s+\d{{4}})|the\s+year\s+following(?!\s+(?:the|his|her|their|its|this|that|a))|the\s+(?:day|morning|week|month)\s+following(?=[,.;]|\s(?:he|she|they|it|I|we)\b)|the\s+(?:day|evening|night|morning|week|month|year)\s+(?:before|after)(?:(?:\s+that)?(?=\s*[,.;:)]|\s(?:came|was|were|saw|brought|to|and|in|by|with|had|when)\b)|\s+that(?=\s(?:the|an?|he|she|they|it|his|her|we|I)\b))|(?:earlier|later)\s+in\s+the\s+year(?!\w)|(?<=\bduring\s)the\s+year(?=[,.;:]|\s(?:at|he|she|they|and|but|with)\b)",
            "month": rf"{part}?(?:the\s+)?{mon}\s+(?:last|next|following|ensuing)(?!\w)|the\s+{mon}\s+(?:after|before)(?=[,.;:)])|{part}?{rels}?{mon}(?:{MINUS}{mon}(?!\w))?",
            "deictic": r"the\s+day\s+(?:before\s+yesterday|after\s+to-?morrow)|to-?day|yesterday|to-?morrow|to-?night|сегодня|вчера|позавчера|завтра|послезавтра",
            "span": rf"(?:early\s+in\s+)?the\s+new\s+year(?![\w'’])|(?:(?:early|late|mid)[-\s]+(?:in\s+)?|this\s+time\s+)?(?:the\s+)?(?:last|past|this|next|coming|последн\w+|прошл\w+|эт\w+)\s+(?:(?:few|several|{number})\s+)?(?:{unit}|{wd}(?!\w))",
            "weekday": rf"(?:that|the)\s+same\s+{wd}(?!\w)|(?:no\s+later\s+than|by|until|since)\s+{wd}(?!,?\s+(?:the\s+)?\d)(?:\s+or\s+\w+day)?|(?:last|next|(?:the|that)\s+(?:following|next|coming|previous|preceding)|that|(?<=\bon\s)the|(?<=\buntil\s)the|(?<=\bby\s)the)\s+{wd}(?!\w|,?\s+\d|,?\s+(?:the\s+)?\d|\s+(?:of|in|before|after)\s)|(?:the\s+)?{wd}\s+(?:last|next|following)(?!\w)|the\s+{wd}\s+(?:after|before)(?=\s*[,.;:)]|\s(?:I|he|she|they|we|it)\b)|(?<=\bon\s)an?(?:other)?\s+{wd}(?!\w)|(?<![\w,]\s){wd}\s+(?:morning|afternoon|evening|night)(?!\w)|(?<=\bon\s){wd}(?!\w|,?\s+(?:the\s+)?\d)|(?<=(?-i:P\.S\.)\s){wd}(?=[.,])|(?:(?<=\n)|(?<=[.!?]\s)){wd}(?=,?\s(?:was|were|found|saw|brought|came|I|he|she|they|we|it|the)\b)",
            "short": rf"(?:(?<=(?-i:\b[Oo]n|\b[Bb]y)\s)|(?<=(?:ning|noon|ight)\sof\s))the\s+\d{{1,2}}(?:st|nd|rd|th|d)(?=\s+(?!{counted}|{mon}|{edge(w['republican'])}|of\b)(?-i:[A-Z]))|(?:(?-i:Black)\s|{part})?['’]\d\d(?![\w'’])|{figured}|the\s+\d{{1,2}}(?:st|nd|rd|th|d)\s+(?:inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\b\.?|the\s+\d{{1,2}}(?:st|nd|rd|th|d)\s+(?:day\s+)?of\s+(?:this|that|the|the\s+same|last|next|the\s+(?:next|following|previous|preceding))\s+month|\d{{1,2}}(?:st|nd|rd|th|d)(?=\.?\s?[—–])|(?<=\()\d{{1,2}}(?:st|nd|rd|th|d)(?=\))|the\s+\d{{1,2}}(?:st|nd|rd|th|d)(?:(?:\s+(?:and|or|to)\s+(?:the\s+)?|{MINUS})\d{{1,2}}(?:st|nd|rd|th|d))?(?=[,.;:)]|\s+(?!{counted})(?-i:[a-z]|I\b))|the\s+{late}(?:\s+(?:and|or|to)\s+(?:the\s+)?{late})?(?:\s+(?:day\s+)?of\s+(?:this|that|the|the\s+same|last|next|the\s+(?:next|following|previous|preceding))\s+month(?!\w)|(?=[,.;:)]|\s+(?:he|she|they|we|I)\b))",
            "vague": rf"{soon}?(?:after|before|since|until|till|when|following|после|до)\s+",
        }  # fmt: skip
        numeric = patterns["numeric"].replace("([./])", "(?P<mark>[./])").replace(r"\1", "(?P=mark)")
        self.patterns = {**patterns, "numeric": numeric}
        self.triggers, self.leads = self._triggers(), self._leads()
        self.listed = Listed(self.triggers)
        self.token = compiled(rf"(?P<years>{yr}(?:{MINUS}\d{{1,4}}(?!\d))?)|(?P<day>\d{{1,2}})(?:st|nd|rd|th|d)?|(?P<spoken>{spoken})|(?P<month>{mon})|(?P<season>{sea})", re.IGNORECASE)  # fmt: skip
        self.dated = compiled(
            rf"\d{{3}}|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)(?!\w)|(?<!\w)(?:\d{{1,2}}\s+)?(?:{mon}|{sea})", re.IGNORECASE
        )
        self.opener = {
            name: compiled(rf"(?<!\w)(?:{any_of(self.cues[name])})\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
            for name in ("start", "end")
        }
        self.feast = compiled(edge(w["feast"]), re.IGNORECASE)
        self.about = compiled(rf"(?<!\w){any_of(self.cues['about'])}\s*$", re.IGNORECASE)
        self.part = compiled(rf"(?:(?:the|that|last|this|next)\s+)*(?:very\s+)?(?P<part>{any_of(w['part'])})[-\s]", re.IGNORECASE)
        self.bad_before = compiled(rf"(?<!\w){any_of(self.cues['not-year-before'])}\s?$", re.IGNORECASE)
        self.bad_after = compiled(rf"\s?[-–]?\s?{edge(self.cues['not-year-after'])}", re.IGNORECASE)
        self.people_after = compiled(rf"\s(?:\w+\s)?{edge(self.cues['people-after'])}", re.IGNORECASE)
        self.plain_months = {f for f, v in w["month"].items() if v not in ("3", "4", "5", "6", "8") and len(f) > 4}
        self.second_month = compiled(rf"(?<!\w){mon},?\s(?:and|or)\s$", re.IGNORECASE)
        self.row_of_months = compiled(rf"(?:^|[(\n]|[-–—]\s?|\b(?:and|or)\s|(?<!\w){mon},\s)$", re.IGNORECASE)
        self.temporal = compiled(rf"(?<!\w)(?:{TEMPORAL})\s+$", re.IGNORECASE)
        self.number, self.unit = compiled(number, re.IGNORECASE), compiled(unit, re.IGNORECASE)
        self.ordinal = compiled(ordinal, re.IGNORECASE)

    def _triggers(self) -> dict[str, tuple]:
        """Return word → the patterns worth trying where it stands: most words of a text are none of these."""
        out = {}

        def add(forms, *names):
            for form in forms:
                words = WORDS.findall(form.lower())
                word = next((w for w in words if w in ROMAN_DAYS), words[0] if words[-1] in VAGUE_ENDS else words[-1])
                out[word] = tuple(dict.fromkeys([*out.get(word, ()), *names]))

        unit = ("edge", "few", "side", "deictic", "anniversary", "ago", "step", "span", "anchor")
        add(self.words["feast"], "feast")
        add(self.words["saint"], "saint")
        add(self.words["republican"], "republican")
        add(["vigil", "octave"], "side")
        add(["morrow"], "side", "deictic", "step", "anchor")
        add("thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), "spelled")
        add(["decade", "decades", "years"], "century")
        add(self.words["month"], "dmy", "mdy", "my", "edge", "few", "month", "span")
        add(self.words["season"], "season", "anchor")
        add(self.words["decade"], "decade")
        add(["century", "centuries", "millennium", "век", "века", "веке"], "century")
        add(
            [*self.words["unit"], *"night morning evening afternoon eve hour nights mornings evenings полгода накануне".split()],
            *unit,
        )
        add("today yesterday tomorrow tonight сегодня вчера позавчера завтра послезавтра".split(), "deictic")
        add("anniversary jubilee centenary годовщина годовщины годовщину годовщине".split(), "anniversary")
        add(["feast"], "side", "saint", "feast", "named")
        add(WEEKDAYS, "nth", "side", "weekday", "span")
        add("after before since until till following после до".split(), "vague")
        add(["date"], "step")
        add([form for form, value in self.words["ordinal"].items() if 3 < int(value) < 32], "short")
        add("ad bc bce ce a.d. b.c. c.e.".split(), "bc", "years")
        return out

    def _leads(self) -> frozenset:
        """Return the words with which an expression may begin before its trigger."""
        forms = [*self.words["part"], *self.words["number"], *self.words["ordinal"], *self.words["month"]]
        return frozenset(w for f in forms for w in WORDS.findall(f.lower())) | frozenset(LEADS)

    def pattern(self, name: str) -> re.Pattern:
        """Return the pattern of one kind of expression; a corpus may need few of them."""
        return compiled(self.patterns[name], re.IGNORECASE)

    def count(self, text: str) -> float | None:
        """Return the number at the head of a phrase, None where there is none."""
        match = self.number.search(text)
        if not match:
            return None
        word = re.sub(r"\s+", " ", match.group().lower())
        hundreds, _, rest = word.rpartition(" hundred and ")
        known = self.words["number"]
        if hundreds:
            return 100 * float(known[hundreds]) + float(known[rest])
        return float(word) if word.isdigit() else float(known[word])

    def amount(self, text: str) -> tuple[float | None, str]:
        """Return how much a phrase counts and in which unit: "two years and three months" are 27 months; (None, "") for none."""
        first = self.unit.search(text)
        if not first:
            return None, ""
        name = lambda match: self.words["unit"][re.sub(r"\s+", " ", match.group().lower())]  # noqa: E731
        count, unit, rest = self.count(text[: first.start()]), name(first), text[first.end() :]
        more = re.match(r"\s+and\s+", rest)
        if count is None or not more:
            return count, unit
        if HALF.match(rest, more.end()):
            return (count * 12 + 6, "month") if unit == "year" else (count + 0.5, unit)
        second = self.unit.search(rest)
        added, per = self.count(rest[: second.start()]) if second else None, PER.get((unit, name(second))) if second else None
        return (count * per + added, name(second)) if added and per else (count, unit)
