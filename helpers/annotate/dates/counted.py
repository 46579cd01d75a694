"""A phrase such as "two days later" or "the eve of the congress" in. Out: how far it counts, in which unit, and from what."""

import re

from helpers.annotate.dates.found import Found
from helpers.annotate.dates.grammar import Grammar

# What a clause of an anchor may run to: "two weeks after | the sealing of the will".
CLAUSE = re.compile(r"[^,.;:—–()\[\]!?\"“”»«\n<]*")

BREAK = re.compile(
    r"(?<=\w\w)\s(?=(?:that|which|who|and|but|on|in|by|as|when|where|while|he|she|it|they|I|we|began|was|were|had|is|could|would|must)\s)"
)

# "The day after the arrest | the minister knew": a second subject opens the clause that the date belongs to.
CLAUSE_AFTER = re.compile(
    r"^((?:the|his|her|their|[A-Z]\w+['’]s)\s(?:(?:first|last|second|great)\s)?[a-z]{3,}(?:\s(?:at|in|of)\s[A-Z]\w+(?:\s[A-Z]\w+)?)?)\s(?:(?:the|an?|his|her|their|my|our)\s|(?:Mr|Mrs|Miss|Dr)\b|[A-Z]\w+['’]s\s).*",
    re.DOTALL,
)

# "The week after her election | settled the quarrel": a verb of the past and what it acts on.
VERB_AFTER = re.compile(
    r"^((?:the|my|his|her|their|our)\s[a-z]{3,}(?:\s(?:at|in|of|to)\s[A-Z]\w+)?)\s[a-z]+ed\s(?:the|my|his|her|their|our|all|any|every|an?)\s.*",
    re.DOTALL,
)

# "Shortly before midnight" is an hour.
HOURS = re.compile(
    r"[\w-]+\so['’]clock|(?:mid)?(?:night|noon|day)(?:fall|break|light)?\b|dawn|dusk|dark|sun(?:rise|set)|breakfast|dinner|supper|tea\b",
    re.IGNORECASE,
)
EACH = re.compile(r"(?:each|one another|its|their)\b", re.IGNORECASE)
WHOM = re.compile(r"(?:him|her|them|us|me|it|this|that)(?=\s*[,.;:)])", re.IGNORECASE)
# "Early in the following year", "late that month".
PART_OF_STEP = re.compile(
    r"[\s-](?:(?:of|in)\s+)?(?:(?:that|this|the|same|preceding|previous|following|next|succeeding)\s+)*(?:year|decade|month)$",
    re.IGNORECASE,
)
# "Three or four days later".
SOME = re.compile(r"(?:some|about|almost|nearly|roughly)\s", re.IGNORECASE)
EITHER = re.compile(r"(\w+)\s+or\s+(\w+)", re.IGNORECASE)
DAY_OR_DAYTIME = re.compile(r"(?:\w+day|morning|afternoon|evening|night)\b", re.IGNORECASE)
# "Since that day" is counted from the date before, like "the next day".
THAT_DAY = re.compile(r"that\s+(?:date|day)\b", re.IGNORECASE)
# "The afternoon of Monday, 29 October" is that day.
DAY_OF_WEEK = re.compile(r"\w+day,?\s(?:the\s)?\d", re.IGNORECASE)
PART_OF = re.compile(r"\b(?:early|first|last|later|opening|closing|final|middle)\s(?:few\s)?$", re.IGNORECASE)

CLAUSE_SUBJECT = re.compile(r"(?:there|he|she|they|we|it|I)\s+(?:was|were|came|had|went|began)\b")

LASTING = re.compile(
    r"the\s+(?:(?:next|following)\s+(?:\w+\s+\w+s|decade|century)|\w+\s+(?:next|following|succeeding)\s+\w+s)$", re.IGNORECASE
)

# "A month after the fall": what fell, and not the season.
FALL = re.compile(r"the\s+fall\b", re.IGNORECASE)

TRIM = re.compile(r"(?:\s(?:on|in|at|of|the|and|by|from|to|until|early|late|to|is|was))+\s*$")


class Counted(Grammar):
    """Reads expressions that count from the day of writing, from the date before, or from an event."""

    def _deictic(self, text, match, end):
        start, stop, surface = (match.start(), match.end(), match.group())
        word = re.sub(r"\s+", " ", surface.lower().replace("-", ""))
        shifts = {"yesterday": -1, "вчера": -1, "tomorrow": 1, "завтра": 1, "позавчера": -2, "послезавтра": 2}
        count = -2 if "before" in word else 2 if "after" in word else shifts.get(word, 0)
        return Found(start, stop, "deictic", count=count, unit="day", sort="day")

    def _ago(self, text, match, end):
        start, stop, surface = (match.start(), match.end(), match.group())
        count, unit = self.amount(surface)
        count = count or 1
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
            sort="exact" if re.search("today", surface, re.I) else "ago",
        )

    def _span(self, text, match, end):
        start, stop, surface = (match.start(), match.end(), match.group())
        if re.match(r"the\s+new\s+year", surface, re.I):
            led = re.search(r"\b(?:in|until|till|by|before|since|after|with)\s+$", text[max(0, start - 10) : start], re.I)
            return Found(start, stop, "calendar", "YYYY-01", word="next") if led else None
        if re.match(r"early\s+in\s+the\s+new\s+year", surface, re.I):
            return Found(start, stop, "calendar", "YYYY-01/YYYY-04~", word="next")
        unit = list(self.unit.finditer(surface))
        word = re.search(r"last|past|this|next|coming|последн|прошл|эт", surface, re.I)[0].lower()
        name = self.words["unit"].get(re.sub(r"\s+", " ", unit[-1].group().lower()), "") if unit else "week"
        if re.match(r"last\s+an?\s", surface, re.I):
            return None  # "I should last a month".
        few = re.search(r"few|several", surface, re.I)
        number = None if few else self.count(re.sub(r"half[- ]year", "", surface))
        if (
            re.match(r"\s+of\b", text[stop : stop + 4])
            or name in ("decade", "century")
            or word in ("this", "эт")
            and name == "day"
        ):
            return None
        part = re.match(r"early|late|mid", surface, re.I)
        return Found(
            start,
            stop,
            "span",
            count=3 if few else number or 1,
            unit=name,
            word=word,
            sort="many" if few or number else "",
            mid=part[0].lower() if part else "",
        )

    def _weekday(self, text, match, end):
        if re.match(r"an?", match.group(), re.I):
            return Found(match.start(), match.end(), "unsaid")
        return Found(match.start(), match.end(), "weekday")

    def _step(self, text, match, end):
        start, stop, surface = (match.start(), match.end(), match.group())
        unit = [m.group().lower() for m in self.unit.finditer(surface)]
        name = self.words["unit"].get(re.sub(r"\s+", " ", unit[-1]), "day") if unit else "day"
        back = re.search(r"earlier|before|previous|preceding", surface, re.I)
        if surface.lower().endswith("morrow"):
            return Found(start, stop, "step", count=1, unit="day")
        if re.search(r"['’]s\s", surface):
            return Found(start, stop, "step", unit="year", sort="part", mid="end")
        part = self.part.match(surface) and PART_OF_STEP.search(surface) and self._part(surface)
        if part:
            near = re.search(r"\b(?:(preceding|previous)|(following|next|succeeding))\s", surface, re.I)
            count = 0 if near is None else -1 if near[1] else 1
            return Found(start, stop, "step", count=count, unit=name, sort="part", mid=part)
        if re.search(
            r"\bsame\b|^that\b|^this\s+date|\b(?:latter|former)\b|^(?:later|earlier)\b.*\bthat\b|\bthe\s+year$|\bже\s",
            surface,
            re.I,
        ):
            return Found(start, stop, "step", count=0, unit=name)
        if LASTING.match(surface):
            return Found(
                start,
                stop,
                "step",
                count=self.count(surface) or 1,
                unit=name,
                sort="lasting" if re.match(r"the\s+next", surface, re.I) else "lasting on",
            )
        either = EITHER.search(surface)
        counted = re.search(r"later|earlier|previously|after|before|спустя|\bon$", surface, re.I) and not re.match(
            "the", surface, re.I
        )
        count, name = self.amount(surface[either.start(2) :] if either else surface) if counted else (1, name)
        return Found(
            start,
            stop,
            "step",
            count=-(count or 1) if back else count or 1,
            unit=name,
            about=re.match(r"about|some|roughly|nearly|almost", surface, re.I) is not None,
            sort="before" if re.search(r"\bbefore$", surface) else "",
            mid=str(self.count(either[1]) or "") if either else "",
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
            sort="anniversary",
        )

    def _anchor(self, text, match, end):
        start, tail, surface = match.start(), match.end(), match.group().lower()
        after, before = (
            re.search(r"after|since|from|following|morrow|после", surface),
            re.search(r"before|preceding|eve\b|накануне|до\b", surface),
        )
        units = list(self.unit.finditer(surface))
        unit = self.words["unit"].get(re.sub(r"\s+", " ", units[0].group()), "day") if units else "day"
        season = re.search(r"\b(spring|summer|autumn|winter)\s+(?:before|after|following|preceding)\b", surface)
        unit = season[1] if season else unit
        counted = re.match(rf"(?:[a-z]+\s+){{0,3}}{self.number.pattern}\s", surface, re.I) and not re.match(
            r"(?:the\s+)?(?:very\s+)?(?:day|week|month|year)s?\s", surface
        )
        count, unit = self.amount(surface) if counted else (1, unit)
        plural = not counted and re.search(r"(?:day|week|month|year)s\b", surface)
        sort = (
            "during"
            if plural and not (after or before)
            else "days"
            if plural
            else "counted"
            if counted
            else ("definite" if surface.startswith("the ") else "plain")
        )
        if match["within"]:
            counted, after, sort = True, True, "within"
        elif match["clause"]:
            after = before = None
            sort = "clause"
        if (counted or plural) and re.search(r"\b(?:from|since)\s*$", surface):
            return None
        if re.search(r"\ban?\s+$", text[max(0, start - 4) : start]):
            return None  # "A day of prayer" is any day.
        if counted and re.search(r"\bfor\s+(?:about\s+|nearly\s+|almost\s+)?$", text[max(0, start - 14) : start], re.I):
            return None  # How long, not when.
        if re.match(r"the\s+day\s+after\s+$", surface) and CLAUSE_SUBJECT.match(text, tail, end):
            # "The day after there were soldiers": the next day.
            return Found(start, tail - 1, "step", count=1, unit="day")
        after_whom = WHOM.match(text, tail, end)
        if counted and after_whom and (after or before):
            # "She was crowned three days after him": counted from the date before.
            return Found(start, after_whom.end(), "step", count=count if after else -count, unit=unit)
        return self._tailed(
            text,
            start,
            tail,
            end,
            count=(count or 1) * (1 if after else -1 if before else 0),
            unit=unit,
            sort=sort,
            about=SOME.match(surface) is not None,
        )

    def _vague(self, text, match, end):
        surface = match.group().lower()
        if text[match.end() : match.end() + 1].isdigit():
            return None  # "Until 88 BC" is read as a date.
        side = (
            "end"
            if re.search(r"before|until|till|до\s", surface)
            else "start"
            if re.search(r"after|since|following|после", surface)
            else ""
        )
        return self._tailed(
            text, match.start(), match.end(), end, sort="vague" + ("+" if len(surface.split()) > 1 else ""), opens=side
        )

    def _tailed(self, text, start, tail, end, **said):
        clause = CLAUSE.match(text, tail, min(end, tail + 110)).group()
        inner = self.dated.search(clause)
        if inner and FALL.match(clause):
            inner = self.dated.search(clause, FALL.match(clause).end())
        clause = clause[: inner.start()] if inner else clause
        clause = TRIM.sub("", BREAK.split(clause, maxsplit=1)[0] if not inner else clause).rstrip()
        clause = VERB_AFTER.sub(r"\1", CLAUSE_AFTER.sub(r"\1", clause))
        if re.match(
            r"(?:the|this|that|last|grace|our)\s*(?:new\s+year|century|decade|year|month|week|Lord|$)", clause, re.IGNORECASE
        ):
            return None
        # "The following day" is counted from the date before, and from no event.
        if text[start:tail].strip().lower() == "following" and (
            self.unit.match(clause) or self.number.match(clause) or self.feast.match(clause) or DAY_OR_DAYTIME.match(clause)
        ):
            return None
        # "The early years of the thirteenth century" are a part of it.
        if PART_OF.search(text, max(0, start - 20), start) and re.match(
            r"(?:years|months|weeks|days)\s+of\b", text[start:tail], re.I
        ):
            return None
        if said.get("sort") == "within" and EACH.match(clause):
            return None
        if HOURS.match(clause) or DAY_OF_WEEK.match(text, tail) or THAT_DAY.match(clause):
            return None
        if (
            len(clause) < 3
            or re.match(r"(?:at|in|on|and|to|by|with|for|from)\s", clause, re.IGNORECASE)
            or clause.lower() in ("the", "all")
        ):
            return None
        return Found(start, tail + len(clause), "anchor", tail=tail, **said)
