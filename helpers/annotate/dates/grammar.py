"""Word lists in. Out: the grammar of dates, compiled: a pattern for each kind of expression, and the words that may begin one."""

import re

import pandas as pd

from helpers.annotate.dates.patterns import ages, printed
from helpers.annotate.dates.patterns_counted import counted
from helpers.annotate.dates.phrases import MINUS, WEEKDAYS, Phrases, any_of, whole
from helpers.annotate.listed import Listed
from helpers.pace import compiled

WORDS = re.compile(r"[^\W_]+")
# Names of feasts end in words that begin many other things: their first word gives them away.
VAGUE_ENDS = frozenset("day eve sunday monday tuesday wednesday thursday friday night s july assumption saints".split())

ROMAN_DAYS = frozenset("kalends calends nones ides".split())

# Words with which an expression may begin before the one that gives it away.
LEADS = (
    "по го следующий следующего следующем следующую другой том того же"
    " corpus b the very of in almost nearly about some just exactly only barely within succeeding ensuing present first"
    " entire bitter severe little rather somewhat more than less over next following previous preceding same that"
    " quarter quarters hundred half month months week weeks feast new st saint last this past coming long hard"
    " terrible hungry roaring turbulent gay golden black one few several monday tuesday wednesday thursday friday"
    " saturday sunday day days year years eve turn very shortly soon immediately directly right not long time вскоре"
    " сразу and or to no later by until since before after почти около последнее последние прошлом прошлый и"
).split()

TEMPORAL = (
    r"in|by|since|until|till|from|last|next|this|before|after|during|between|of|to|for|through|around|about|late|early|mid"
    r"|и|в|во|с|до|к|по|после"
)


HALF = re.compile(r"a\s+half\b", re.IGNORECASE)
# How many of the one make the other; months and days do not.
PER = {("year", "month"): 12, ("week", "day"): 7, ("decade", "year"): 10, ("century", "year"): 100, ("century", "decade"): 10}


class Grammar:
    """The compiled patterns of one pair of word lists."""

    def __init__(self, terms: pd.DataFrame, cues: pd.DataFrame):
        p = Phrases(terms, cues)
        self.words, self.cues, w = p.words, p.cues, p.words
        self.patterns = printed(p) | ages(p) | counted(p)
        self.year_word = compiled(p.other + "$", re.IGNORECASE)
        self.triggers, self.leads = self._triggers(), self._leads()
        self.listed = Listed(self.triggers)
        self.token = compiled(
            rf"(?P<years>{p.yr}(?:{MINUS}\d{{1,4}}(?!\d))?)|(?P<day>\d{{1,2}})(?:st|nd|rd|th|d)?"
            rf"|(?P<spoken>{p.spoken})|(?P<month>{p.mon})|(?P<season>{p.sea})",
            re.IGNORECASE,
        )
        self.dated = compiled(
            rf"\d{{3}}|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)(?!\w)|(?<!\w)(?:\d{{1,2}}\s+)?(?:{p.mon}|{p.sea})", re.IGNORECASE
        )
        self.opener = {
            name: compiled(rf"(?<!\w)(?:{any_of(self.cues[name])})\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
            for name in ("start", "end")
        }
        self.feast = compiled(p.feast, re.IGNORECASE)
        self.about = compiled(rf"(?<!\w){any_of(self.cues['about'])}\s*$", re.IGNORECASE)
        self.part = compiled(rf"(?:(?:the|that|last|this|next)\s+)*(?:very\s+)?(?P<part>{p.parts})[-\s]", re.IGNORECASE)
        self.bad_before = compiled(rf"(?<!\w){any_of(self.cues['not-year-before'])}\s?$", re.IGNORECASE)
        self.bad_after = compiled(rf"\s?[-–]?\s?{whole(self.cues['not-year-after'])}", re.IGNORECASE)
        self.people_after = compiled(rf"\s(?:\w+\s)?{whole(self.cues['people-after'])}", re.IGNORECASE)
        self.plain_months = {f for f, v in w["month"].items() if v not in ("3", "4", "5", "6", "8") and len(f) > 4}
        self.second_month = compiled(rf"(?<!\w){p.mon},?\s(?:and|or)\s$", re.IGNORECASE)
        self.row_of_months = compiled(rf"(?:^|[(\n]|[-–—]\s?|\b(?:and|or)\s|(?<!\w){p.mon},\s)$", re.IGNORECASE)
        self.temporal = compiled(rf"(?<!\w)(?:{TEMPORAL})\s+$", re.IGNORECASE)
        self.number, self.unit = compiled(p.number, re.IGNORECASE), compiled(p.unit, re.IGNORECASE)
        self.ordinal = compiled(p.ordinal, re.IGNORECASE)

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
        add(["century", "centuries", "millennium", "век", "века", "веке", "столетие", "столетия", "столетии"], "century")
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
