"""A text in. Out: the expressions in it that place something in time, with what they say themselves and what they leave to context."""

import re
from dataclasses import dataclass, replace

import pandas as pd

from helpers.annotate.edtf_values import exists, part_of_century, part_of_decade, part_of_month, part_of_season, part_of_year

ROMAN = {"i": 1, "v": 5, "x": 10}
MINUS = r"\s?[-–—/]\s?"
WORDS = re.compile(r"[^\W_]+")
DIGITS = frozenset("0123456789")
BEFORE_FIGURE = re.compile(r"[.,$£€/№#]$")
VAGUE_ENDS = frozenset("day eve sunday monday tuesday wednesday friday night s july assumption saints".split())
LEADS = (
    "the very of in almost nearly about some just exactly only barely more than less over next following previous preceding same that"
    " last this past coming long hard terrible hungry one few several monday tuesday wednesday thursday friday saturday sunday day days"
    " year years eve turn very shortly soon immediately directly right not long time вскоре сразу and or to no later by until since before after почти около последнее последние прошлом прошлый и"
).split()
# What a clause of an anchor may run to: "three days after | the dating of the Trotsky letter".
CLAUSE = re.compile(r"[^,.;:—–()\[\]!?\"“”»«\n<]*")
BREAK = re.compile(
    r"(?<=\w\w)\s(?=(?:that|which|who|and|but|on|in|by|as|when|where|while|he|she|they|I|we|began|was|were|had|is|could|would|must)\s)"
)
# "the April plenum" is a plenum in April; "the April Theses" is a name.
OCCASION = re.compile(
    r"\s(?:meeting|session|plenum|issue|number|election|conference|strike|demonstration|decree|letter|rising|uprising|offensive|talks|speech|vote)"
)
TRIM = re.compile(r"(?:\s(?:on|in|at|of|the|and|by|from|to|until|early|late|to|is|was))+\s*$")
RANGE = re.compile(r"\s?(?:[-–—]|to|until|till|through|and|по|до|и)\s?(?:the\s)?", re.IGNORECASE)
NO_DAY = "0000-02-30"
LISTED = re.compile(
    r"\s?(?:,|and|or|и|или|,\s(?:and|or|again in))\s(?:in\s|on\s|again\sin\s|the\s|early\sin\s|late\sin\s)*", re.IGNORECASE
)
RANGE_OPENS = re.compile(r"\b(from|between|с|между)\s+(?:about\s+|the\s+)?$", re.IGNORECASE)
TEMPORAL = r"in|by|since|until|till|from|last|next|this|before|after|during|between|of|to|for|through|around|about|late|early|mid|и|в|во|с|до|к|по|после|с"


@dataclass(frozen=True)
class Found:
    """One expression. `value` is EDTF in which YYYY, CC or MM stand for a year, century or month that context must give.

    `how` is calendar, feast, deictic (from the day of writing), step (from the date before) or anchor (from an event,
    named in text[tail:end]); count and unit say how far from there. `opens` is start, end or "" (an open interval).
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
    dual: str = ""

    def __post_init__(self):
        if self.end <= self.start:
            raise ValueError(f"an expression from {self.start} to {self.end} has no length")


def forms_of(table: pd.DataFrame, name: str) -> dict[str, str]:
    """Return form in lower case → value for one class of `calendar_terms`."""
    rows = table[table["class"] == name]
    return {form.lower(): row.value for row in rows.itertuples() for form in row.forms.split("|")}


def any_of(forms) -> str:
    """Return a pattern for any of the forms, the longest first, blanks of any kind between their words."""
    longest = sorted(set(forms), key=lambda f: (-len(f), f))
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+").replace("'", "['’]") for f in longest) + ")"


def year_range(text: str) -> tuple[int, int] | None:
    """Read "1920–1", "1914–18", "1905-1907": the end takes its missing figures from the start; None unless it rises."""
    first, *rest = re.findall(r"\d+", text)
    if not rest:
        return int(first), int(first)
    last = int(first[: len(first) - len(rest[0])] + rest[0])
    return (int(first), last) if last > int(first) else None


class Finder:
    """The compiled patterns of one pair of word lists; `find(text)` does the work."""

    def __init__(self, terms: pd.DataFrame, cues: pd.DataFrame):
        self.words = {name: forms_of(terms, name) for name in terms["class"].unique()}
        self.cues = {row[0]: [f for f in row[1].split("|") if f] for row in cues[["class", "forms"]].itertuples(index=False)}
        w = self.words
        edge = lambda forms: any_of(forms) + r"(?!\w)"  # noqa: E731
        mon, sea, unit = edge(w["month"]), edge(w["season"]), edge(w["unit"])
        number = rf"(?:\d{{1,3}}|{any_of(w['number'])})(?!\w)"
        ordinal = rf"(?:\d{{1,3}}(?:st|nd|rd|th|-?й|-?го)|{any_of(w['ordinal'])})(?!\w)"
        day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|-?го)?(?![\d\w]|[.,:]\d)"
        spoken = edge(form for form, value in w["ordinal"].items() if int(value) < 32)
        days = rf"(?:{spoken}|{day})(?:\s?\(\s?{day}\s?\)|(?:{MINUS}|\s+(?:and|or|to|&|и)\s+(?:the\s+)?)(?:{spoken}|{day}))?"
        yr = r"(?:1\d{3}|20\d\d)(?!\d|,\d{3})"
        god = r"(?:\s?(?:г\.\s?г\.|гг\.|г\.|годов|годах|годами|годы|года|году|годом|год)(?!\w))?"
        years = rf"{yr}(?:{MINUS}(?:\d{{4}}|\d{{1,2}})(?!\d|st|nd|rd|th|[-–]))?{god}"
        part = rf"(?:(?:the\s+)?(?:very\s+)?{any_of(w['part'])}[-\s]+(?:(?:in|of)\s+)?(?:the\s+)?)"
        weekday = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?"
        other = r"of\s+(?:that|the\s+same|this|the\s+following|the\s+next|the\s+previous|the\s+preceding)\s+year"
        tail_year = rf"(?:[,.]?\s+(?:of\s+|in\s+)?{years}|,?\s+{other})"
        self.year_word = re.compile(other + "$", re.IGNORECASE)
        rel = r"(?:next|following|previous|preceding|same|that|last|this|past|coming)"
        about_n = r"(?:(?:almost|nearly|about|some|just|exactly|only|barely|more\s+than|less\s+than|over|почти|около)\s+)?"
        soon = r"(?:(?:very\s+)?(?:shortly|soon|immediately|just|directly|right|not\s+long|long|some\s+time|вскоре|сразу)\s+)"
        side = r"(?:after|before|following|since|from|после|до|preceding)"
        noun = r"(?:day|night|morning|evening|afternoon|week|month|year|eve|spring|summer|autumn|winter)s?"
        patterns = {
            "iso": rf"{yr}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
            "numeric": r"(?:3[01]|[12]\d|0?[1-9])\s?([./])\s?(?:1[0-2]|0?[1-9]|[ivx]{1,4})\s?\1\s?(?:1\d{3}|20\d\d|\d\d)(?![\d/]|\.\d)",
            "dmy": rf"{part}?{weekday}(?:the\s+)?{days}\s+(?:day\s+)?(?:of\s+)?{mon}(?:\s?[/(]\s?{day}\s+{mon}\)?)?{tail_year}?",
            "mdy": rf"{weekday}{mon}\s+(?:the\s+)?{days}(?:,?\s+(?:of\s+|in\s+)?{years}|,?\s+{other})?",
            "my": rf"{part}?{mon}(?:{MINUS}{mon})?{tail_year}{god}",
            "season": rf"(?:(?:{rel}|the|one)\s+)?{part}?(?:the\s+)?(?:(?:{rel}|long|hard|terrible|hungry)\s+)?{sea}(?:,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?{years}|\s+{other})?",
            "feast": rf"{edge(w['feast'])}(?:,?\s+(?:of\s+|in\s+)?{years}|\s+{other})?",
            "decade": rf"(?:the\s+)?{part}?(?:(?:1\d|20)\d0['’]?s|(?:1\d|20)?\d0-(?:е|х|ые|ых|м)\s+(?:годы|годов|годах)|['’]\d0s|['’]?{edge(w['decade'])}(?:\s+(?:годы|годов|годах))?)(?!\w)",
            "century": rf"(?:the\s+)?{part}?(?:the\s+)?(?:turn\s+of\s+)?(?:the\s+)?{ordinal}[-\s]+century(?!\w)|(?:the\s+)?(?:turn|{any_of(w['part'])})\s+(?:of\s+)?(?:the|this|last)\s+century|[XVI]+\s+век[ауе]?м?(?!\w)",
            "bc": r"(?:(?:a\.d\.|ad)\s+\d{1,4}|\d{1,4}\s+(?:b\.c\.(?:e\.)?|bce?|a\.d\.|ad|c\.e\.|ce))(?!\w)",
            "anniversary": rf"(?:the\s+)?{ordinal}\s+(?:anniversary|jubilee|year|годовщин\w+|год)\s+(?:of\s+)?",
            "ago": rf"{about_n}{number}\s+(?:[а-я]+\s+)?{unit}\s+(?:ago(?:\s+today)?|hence|from\s+now|today|тому\s+назад|назад)|{about_n}(?:год|месяц|неделю|полгода)\s+(?:тому\s+)?назад",
            "anchor": rf"{about_n}{number}\s+{unit}\s+{side}\s+|(?:the\s+)?(?:very\s+)?{noun}\s+(?:{side}|of|when)\s+|(?:the\s+)?(?:very\s+)(?:day|night|morning|evening|hour)\s+|накануне\s+",
            "years": rf"{part}?(?:the\s+year\s+)?{years}",
            "step": rf"(?:(?:almost|nearly|about|just|only|exactly)\s+)?{number}\s+{unit}\s+(?:later|earlier|afterwards|afterward|before(?=[,.;])|спустя)|the\s+(?:very\s+)?(?:next|following|previous|preceding)\s+(?:day|morning|evening|night|week|month|year)(?!\w)|(?:that|the)\s+same\s+(?:month|year)(?!\w)|the\s+(?:day|evening|night|morning)\s+before(?=\s*[,.;:)])",
            "month": rf"{part}?(?:(?:{rel})\s+)?{mon}(?:{MINUS}{mon}(?!\w))?",
            "deictic": r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|today|yesterday|tomorrow|tonight|сегодня|вчера|позавчера|завтра|послезавтра",
            "span": rf"(?:the\s+)?(?:last|past|this|next|coming|последн\w+|прошл\w+|эт\w+)\s+(?:(?:few|several|{number})\s+)?(?:{unit}|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!\w))",
            "weekday": r"(?:no\s+later\s+than|by|until|since)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+or\s+\w+day)?",
            "short": rf"['’]\d\d(?![\w'’])|the\s+\d{{1,2}}(?:st|nd|rd|th)(?:\s+(?:and|or|to)\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th))?(?=[,.;:)]|\s+(?:the|he|she|they|we|I|it|at|in|and|inst|ult|of\s+this\s+month|there|our|his)\b)",
            "vague": rf"{soon}?(?:after|before|since|until|till|when|following|после|до)\s+",
        }  # fmt: skip
        numeric = patterns["numeric"].replace("([./])", "(?P<mark>[./])").replace(r"\1", "(?P=mark)")
        self.patterns = {**patterns, "numeric": numeric}
        self.compiled = {}
        self.triggers, self.leads = self._triggers(), self._leads()
        self.token = re.compile(rf"(?P<years>{yr}(?:{MINUS}\d{{1,4}}(?!\d))?)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<spoken>{spoken})|(?P<month>{mon})|(?P<season>{sea})", re.IGNORECASE)  # fmt: skip
        self.dated = re.compile(rf"\d{{3}}|(?<!\w)(?:\d{{1,2}}\s+)?(?:{mon}|{sea})", re.IGNORECASE)
        self.opener = {
            name: re.compile(rf"(?<!\w)(?:{any_of(self.cues[name])})\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
            for name in ("start", "end")
        }
        self.about = re.compile(rf"(?<!\w){any_of(self.cues['about'])}\s*$", re.IGNORECASE)
        self.part = re.compile(
            rf"(?:(?:the|that|last|this|next)\s+)*(?:very\s+)?(?P<part>{any_of(w['part'])})[-\s]", re.IGNORECASE
        )
        self.bad_before = re.compile(rf"(?<!\w){any_of(self.cues['not-year-before'])}\s?$", re.IGNORECASE)
        self.bad_after = re.compile(rf"\s?[-–]?\s?{edge(self.cues['not-year-after'])}", re.IGNORECASE)
        self.people_after = re.compile(rf"\s(?:\w+\s)?{edge(self.cues['people-after'])}", re.IGNORECASE)
        self.temporal = re.compile(rf"(?<!\w)(?:{TEMPORAL})\s+$", re.IGNORECASE)
        self.number, self.unit = re.compile(number, re.IGNORECASE), re.compile(unit, re.IGNORECASE)
        self.ordinal = re.compile(ordinal, re.IGNORECASE)

    def _triggers(self) -> dict[str, tuple]:
        """Return word → the patterns worth trying where it stands: most words of a text are none of these."""
        out = {}

        def add(forms, *names):
            for form in forms:
                words = WORDS.findall(form.lower())
                word = words[0] if words[-1] in VAGUE_ENDS or len(words) == 1 else words[-1]
                out[word] = tuple(dict.fromkeys([*out.get(word, ()), *names]))

        unit = ("deictic", "anniversary", "ago", "span", "step", "anchor")
        add(self.words["feast"], "feast")
        add(self.words["month"], "dmy", "mdy", "my", "month", "span")
        add(self.words["season"], "season", "anchor")
        add(self.words["decade"], "decade")
        add(["century", "век", "века", "веке"], "century")
        add(
            [*self.words["unit"], *"night morning evening afternoon eve hour nights mornings evenings полгода накануне".split()],
            *unit,
        )
        add("today yesterday tomorrow tonight сегодня вчера позавчера завтра послезавтра".split(), "deictic")
        add("anniversary jubilee centenary годовщина годовщины годовщину годовщине".split(), "anniversary")
        add("monday tuesday wednesday thursday friday saturday sunday".split(), "weekday", "span")
        add("after before since until till following после до".split(), "vague")
        add("ad bc bce ce a.d. b.c. c.e.".split(), "bc")
        return out

    def _leads(self) -> frozenset:
        """Return the words with which an expression may begin before its trigger."""
        forms = [*self.words["part"], *self.words["number"], *self.words["ordinal"], *self.words["month"]]
        return frozenset(w for f in forms for w in WORDS.findall(f.lower())) | frozenset(LEADS)

    def _try(self, names: tuple):
        if names not in self.compiled:
            body = "|".join(f"(?P<{name}>{self.patterns[name]})" for name in names)
            self.compiled[names] = re.compile(body, re.IGNORECASE)
        return self.compiled[names]

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Return the expressions of text[start:end] in order, ranges joined and openings read."""
        out, position, triggers = [], start, self.triggers
        words = [m.span() for m in WORDS.finditer(text, start, end)]
        for i, (begin, stop) in enumerate(words):
            word = text[begin:stop].lower()
            names = triggers.get(word) or (self._figures(text, word, begin, stop) if word[0] in DIGITS else None)
            if not names or begin < position:
                continue
            first = i
            while first and i - first < 9 and words[first - 1][0] >= position and words[first][0] - words[first - 1][1] < 5:
                lead = text[words[first - 1][0] : words[first - 1][1]].lower()
                if lead not in self.leads and not lead[0].isdigit():
                    break
                first -= 1
            for at, _ in words[first : i + 1]:
                at -= text[at - 1 : at] in ("'", "’") and text[at].isdigit() and at > start
                found = self._at(text, at, end, begin, names)
                if found:
                    out.append(found)
                    # A date may stand inside the words of an anchor: "after the congress of May 1921".
                    position = found.tail or found.end
                    break
        return self._openings(text, _shared_years(text, self._ranges(text, out)), start)

    def _at(self, text: str, at: int, end: int, trigger: int, names: tuple) -> Found | None:
        """Return the expression that begins at a place and takes in the trigger: by the first pattern that holds."""
        while names:
            match = self._try(names).match(text, at, end)
            if not match or match.end() <= trigger or BEFORE_FIGURE.search(text, max(0, at - 1), at):
                return None
            kind = next(k for k, v in match.groupdict().items() if v is not None and k != "mark")
            found = getattr(self, f"_{kind}")(text, match, end)
            if found:
                return found
            names = names[names.index(kind) + 1 :]
        return None

    def _figures(self, text: str, word: str, begin: int, stop: int) -> tuple | None:
        if len(word) >= 4 and word[:4].isdigit():
            return ("iso", "numeric", "decade", "years")
        if len(word) <= 2 and text[stop : stop + 1] in "./":
            return ("numeric",)
        if len(word) == 2 and text[begin - 1 : begin] in ("'", "’"):
            return ("decade", "short")
        if len(word) == 2 and text[stop : stop + 1] == "-" or len(word) == 3 and word[2] == "s":
            return ("decade",)
        return ("short",) if word[-2:] in ("st", "nd", "rd", "th") else None

    def count(self, text: str) -> float | None:
        """Return the number at the head of a phrase, None where there is none."""
        match = self.number.search(text)
        if not match:
            return None
        word = re.sub(r"\s+", " ", match.group().lower())
        return float(word) if word.isdigit() else float(self.words["number"][word])

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
        word = relative.group().lower() if relative else ""
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
            or self._part(surface)
            or re.match(r"(?:last|next|this|that|following|previous)\s", surface, re.I)
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
        if named or re.search(r"\bthe\s+$", before) or re.match(r"-\w", after):
            return None
        if not preposition and not re.search(r"(?:^|[(\n]|[-–—]\s?|\b(?:and|or)\s)$", before):
            return None
        if not preposition and not re.match(r"\s?(?:[-–—,.)]|to\b|and\b|or\b|until\b)", after):
            return None
        found = self._my(text, match, end)
        word = re.match(r"(?:\w+[-\s])*?(last|next|previous|preceding|following)\s", surface, re.I)
        return replace(found, word=word[1].lower()) if found and word else found

    def _season(self, text, match, end):
        start, stop, surface = _said(match)
        tokens, part = self._tokens(surface), self._part(surface)
        relative, season = self.year_word.search(surface), tokens["season"][-1] if tokens["season"] else 0
        first = re.match(r"(the|that|this|last|next|following|previous|preceding|past|one|coming)?", surface, re.I)[0].lower()
        russian = bool(re.search(r"[а-я]", surface, re.I))
        if not season:
            return None
        if not tokens["years"] and not relative:
            before = text[max(0, start - 24) : start]
            fixed = first in ("that", "this", "last", "next") or re.match(
                r"the\s+(?:following|previous|preceding|next|same|coming)\s", surface, re.I
            )
            led = re.search(r"(?<!\w)(?:in|during|until|till|by|since|before|after|throughout|into|for)\s+$", before, re.I)
            word = surface.split()[-1].lower()
            plain = (first == "the" or part) and led and not re.match(r"\s+of\b|['’-]", text[stop : stop + 5])
            if first == "one" or not (fixed or plain or russian and word in ("весной", "летом", "осенью", "зимой")):
                return None
        span = year_range(tokens["years"][0]) if tokens["years"] else None
        if tokens["years"] and not span:
            return None
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

    def _feast(self, text, match, end):
        start, stop, surface = _said(match)
        tokens, name = self._tokens(re.sub(r"^\D*", "", surface)), re.sub(r"\s+", " ", surface.lower().replace("’", "'"))
        rule = next(v for form, v in sorted(self.words["feast"].items(), key=lambda i: -len(i[0])) if name.startswith(form))
        led = re.search(
            r"(?<!\w)(?:at|by|until|till|since|before|after|on|from|this|last|next|for|to|around|about|over|near|towards|к|на|до|после)\s+$",
            text[max(0, start - 12) : start],
            re.I,
        )
        if (
            not surface[0].isupper()
            or not tokens["years"]
            and (
                not led
                or re.match(
                    r"\s+[a-zà-þ]+(?:s|es)?\s+(?:tree|card|present)|\s(?:tree|cards?|presents?|dinner|carols?|party|pudding|goose)",
                    text[stop : stop + 24],
                )
            )
        ):
            return None
        return Found(start, stop, "feast", self._year_text(tokens, surface) + "|" + rule)

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
        if not ordinal or re.match(r"the\s+first\s+century\s+of", surface + text[stop : stop + 4], re.I):
            # By itself "the turn of the century" is, to a modern reader, that about 1900.
            value = "1900~" if turn else part_of_century(part, 50).replace("49", "CC")
            return Found(start, stop, "calendar", value, word="turn" if turn else "")
        number = self._ordinal(ordinal.group())
        if not 1 <= number <= 21:
            return None
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

    def _years(self, text, match, end):
        start, stop, surface = _said(match)
        before, after = text[max(0, start - 24) : start], text[stop : stop + 24]
        part, tokens = self._part(surface), self._tokens(surface)
        if not tokens["years"] or re.match(r"[\w%°]|\.\d{3}|[-–](?!\d)\w", after) or self.bad_after.match(after):
            return None
        glued = re.search(r"\S*$", text[max(0, start - 80) : start])[0]
        if self.bad_before.search(before) or re.search(r"/|www\.|@|\.\w+$", glued):
            return None
        led = self.temporal.search(before) or part or self.about.search(before)
        if not led and (
            self.people_after.match(after)
            or re.match(r"\s[a-z]+(?<!s)s\b(?<!\bwas)(?<!\bhas)(?<!\bhis)(?<!\bthis)(?<!\bas)(?<!\bis)", after)
            and not re.search(r"(?:\b(?:the|his|her|their|its|a)\s+|[,(]\s?)$", before, re.I)
        ):
            return None
        strictly = re.search(r"\b(?:in|by|since|until|till|during|before|after|from)\s+$", before, re.I)
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

    def _short(self, text, match, end):
        start, stop, surface = _said(match)
        numbers = [int(n) for n in re.findall(r"\d+", surface)]
        if surface[0] in "'’":
            led = re.search(r"\b(?:in|of|since|until|by|from|the)\s+$", text[max(0, start - 8) : start], re.I)
            return Found(start, stop, "calendar", f"CC{numbers[0]:02d}") if led else None
        led = re.search(r"\b(?:on|by|until|till|since|from|before|after|for)\s+$", text[max(0, start - 8) : start], re.I)
        if not led or any(not 1 <= n <= 31 for n in numbers) or len(numbers) == 2 and numbers[0] >= numbers[1]:
            return None
        return Found(start, stop, "calendar", "/".join(f"YYYY-MM-{n:02d}" for n in numbers))

    def _deictic(self, text, match, end):
        start, stop, surface = _said(match)
        word = re.sub(r"\s+", " ", surface.lower())
        shifts = {"yesterday": -1, "вчера": -1, "tomorrow": 1, "завтра": 1, "позавчера": -2, "послезавтра": 2}
        count = -2 if "before" in word else 2 if "after" in word else shifts.get(word, 0)
        return Found(start, stop, "deictic", count=count, unit="day", word="day")

    def _ago(self, text, match, end):
        start, stop, surface = _said(match)
        unit = self.words["unit"][re.sub(r"\s+", " ", list(self.unit.finditer(surface))[0].group().lower())]
        count = self.count(surface) or 1
        ahead = re.search(r"hence|from\s+now", surface, re.I)
        # "almost a year ago": a month short of it.
        short = -1 if re.match(r"almost|nearly|почти", surface, re.I) and unit == "year" and count == 1 else 0
        if short:
            count, unit = 11, "month"
        return Found(
            start,
            stop,
            "deictic",
            count=count if ahead else -count,
            unit=unit,
            word="exact" if re.search("today", surface, re.I) else "ago",
        )

    def _span(self, text, match, end):
        start, stop, surface = _said(match)
        unit = list(self.unit.finditer(surface))
        word = re.search(r"last|past|this|next|coming|последн|прошл|эт", surface, re.I)[0].lower()
        name = self.words["unit"].get(re.sub(r"\s+", " ", unit[-1].group().lower()), "") if unit else "week"
        few = re.search(r"few|several", surface, re.I)
        number = None if few else self.count(re.sub(r"half[- ]year", "", surface))
        if (
            re.match(r"\s+of\b", text[stop : stop + 4])
            or name in ("decade", "century")
            or word in ("this", "эт")
            and name == "day"
        ):
            return None
        return Found(start, stop, "span", count=3 if few else number or 1, unit=name, word=word + ("+" if few or number else ""))

    def _weekday(self, text, match, end):
        return Found(match.start(), match.end(), "weekday")

    def _step(self, text, match, end):
        start, stop, surface = _said(match)
        unit = [m.group().lower() for m in self.unit.finditer(surface)]
        name = self.words["unit"].get(re.sub(r"\s+", " ", unit[-1]), "day") if unit else "day"
        back = re.search(r"earlier|before|previous|preceding", surface, re.I)
        if re.search(r"\bsame\b", surface, re.I):
            return Found(start, stop, "step", count=0, unit=name)
        count = (
            self.count(surface)
            if re.search(r"later|earlier|after|before|спустя", surface, re.I) and not re.match("the", surface, re.I)
            else 1
        )
        return Found(
            start,
            stop,
            "step",
            count=-(count or 1) if back else count or 1,
            unit=name,
            word="before" if re.search(r"\bbefore$", surface) else "",
        )

    def _anniversary(self, text, match, end):
        start, tail = match.start(), match.end()
        if not re.search(r"of\s+$|годовщин\w+\s+$", match.group(), re.I):
            return None
        return self._tailed(
            text,
            start,
            tail,
            end,
            count=self._ordinal(self.ordinal.search(match.group()).group()),
            unit="year",
            word="anniversary",
        )

    def _anchor(self, text, match, end):
        start, tail, surface = match.start(), match.end(), match.group().lower()
        after, before = (
            re.search(r"after|since|from|following|после", surface),
            re.search(r"before|preceding|eve\b|накануне|до\b", surface),
        )
        units = list(self.unit.finditer(surface))
        unit = self.words["unit"].get(re.sub(r"\s+", " ", units[0].group()), "day") if units else "day"
        counted = re.match(rf"(?:\w+\s+)?{self.number.pattern}\s", surface, re.I) and not re.match(
            r"(?:the\s+)?(?:very\s+)?(?:day|week|month|year)s?\s", surface
        )
        count = (self.count(surface) or 1) if counted else 1
        plural = not counted and re.search(r"(?:day|week|month|year)s\b", surface)
        word = (
            "during"
            if plural and not (after or before)
            else "days"
            if plural
            else "counted"
            if counted
            else ("the " + surface.split()[0])
        )
        if counted and re.search(r"\b(?:from|since)\s*$", surface):
            return None
        return self._tailed(text, start, tail, end, count=count * (1 if after else -1 if before else 0), unit=unit, word=word)

    def _vague(self, text, match, end):
        surface = match.group().lower()
        side = (
            "end"
            if re.search(r"before|until|till|до\s", surface)
            else "start"
            if re.search(r"after|since|following|после", surface)
            else ""
        )
        return self._tailed(
            text, match.start(), match.end(), end, word="vague" + ("+" if len(surface.split()) > 1 else ""), opens=side
        )

    def _tailed(self, text, start, tail, end, **said):
        clause = CLAUSE.match(text, tail, min(end, tail + 110)).group()
        inner = self.dated.search(clause)
        clause = clause[: inner.start()] if inner else clause
        clause = TRIM.sub("", BREAK.split(clause, maxsplit=1)[0] if not inner else clause).rstrip()
        if re.match(r"(?:the|this|that|last|grace|our)\s*(?:century|decade|year|month|week|Lord|$)", clause, re.IGNORECASE):
            return None
        if (
            len(clause) < 3
            or re.match(r"(?:at|in|on|and|to|by|with|for|from)\s", clause, re.IGNORECASE)
            or clause.lower() in ("the", "all")
        ):
            return None
        return Found(start, tail + len(clause), "anchor", tail=tail, **said)

    def _ranges(self, text: str, found: list[Found]) -> list[Found]:
        out = []
        for item in found:
            last = out[-1] if out else None
            if (
                last
                and last.how == item.how == "calendar"
                and item.start - last.end < 16
                and RANGE.fullmatch(text[last.end : item.start])
            ):
                opens = RANGE_OPENS.search(text, max(0, last.start - 24), last.start)
                joiner = text[last.end : item.start].strip().lower()
                wants_between = joiner.startswith(("and", "и"))
                if not wants_between and joiner or opens and opens[1].lower() in ("between", "между"):
                    joined = _join(last, item)
                    if joined:
                        out[-1] = replace(joined, start=opens.start() if opens else last.start)
                        continue
            out.append(item)
        return out

    def _openings(self, text: str, found: list[Found], start: int) -> list[Found]:
        out = []
        for item in found:
            before = text[max(start, item.start - 30) : item.start]
            if item.how in ("calendar", "feast") and not re.match(r"from|between", text[item.start : item.end], re.I):
                for side, pattern in self.opener.items():
                    match = pattern.search(before)
                    if match:
                        item = replace(item, start=item.start - len(before) + match.start(), opens=side)
                        break
                onward = re.match(r"\s+(?:onwards?|on(?=[,.;])|forward)", text[item.end : item.end + 10])
                source = re.search(r"(?<!\w)(?:from|с)\s+$", before, re.I)
                if (
                    not item.opens
                    and source
                    and (onward or not re.search(r"(?:letter|dat\w+|note|speech|article|photograph)\s+from\s+$", before, re.I))
                ):
                    item = replace(item, start=item.start - len(before) + source.start(), opens="start")
                if onward:
                    item = replace(item, end=item.end + onward.end(), opens="start")
                about = self.about.search(before)
                if about and not item.opens:
                    item = replace(item, start=item.start - len(before) + about.start(), about=True)
            out.append(item)
        return out


def _shared_years(text: str, found: list[Found]) -> list[Found]:
    """Give "October" the year of "November 1810" in "October or November 1810"."""
    out = []
    for item, after in zip(found, [*found[1:], None], strict=False):
        if (
            after
            and item.how == after.how == "calendar"
            and item.value[:4] == "YYYY"
            and after.value[:4].isdigit()
            and not item.word
        ):
            if "MM" not in item.value and LISTED.fullmatch(text[item.end : after.start]) and after.value[5:7].isdigit():
                item = replace(item, value=item.value.replace("YYYY", after.value[:4]), word="shared")
        out.append(item)
    return out


def _said(match) -> tuple[int, int, str]:
    return match.start(), match.end(), match.group()


def _lower_month(surface: str) -> bool:
    """Say whether an English month is printed small: "may", "march" are then verbs."""
    return bool(re.search(r"(?<!\w)(?:may|march|august|mar|sept?|dec|jan|oct|nov|apr|jun|jul|aug|feb)\b", surface))


def _roman(figures: str) -> int:
    values = [ROMAN.get(f, 0) for f in figures.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _join(left: Found, right: Found) -> Found | None:
    """Make one interval of two dates; each lends the other the year or month that it lacks."""
    low, high = left.mid or left.value.split("/")[0], right.mid or right.value.split("/")[-1]
    if "CC" in low + high or "X" in low + high:
        return None
    if low[:4] == "YYYY" and high[:4].isdigit():
        earlier = low[5:7] > high[5:7] and low[5:7].isdigit()
        low = f"{int(high[:4]) - earlier:04d}" + low[4:]
    elif high[:4] == "YYYY" and low[:4].isdigit():
        high = f"{int(low[:4]) + (high[5:7] < low[5:7]):04d}" + high[4:]
    if high[:4].isdigit() and low[:4].isdigit() and low[:4] > high[:4]:
        return None
    return Found(left.start, right.end, "calendar", f"{low}/{high}", word=right.word or left.word)
