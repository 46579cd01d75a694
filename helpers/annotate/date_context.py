"""Expressions in reading order in. Out: the same with year, month and day from their context, each with its reason and certainty."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from helpers.annotate.date_patterns import Found
from helpers.annotate.edtf_values import bounds, feast, shift

STOP = frozenset("the a an of his her their my our your its in at on to by and for from party s no very first great".split())
WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"\b(?:his|her|he|she|my|I|её|его)\b")
PAST = re.compile(r"\b(?:was|were|had|did|came|went|wrote|saw|knew|thought|would|said|left|fought|took|\w{3,}ed|\w+л[аи]?)\b")
MONTHS = "January February March April May June July August September October November December".split()
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@dataclass(frozen=True)
class Resolved:
    """What an expression comes to: EDTF ("" where nothing resolves it), how sure, and why in a sentence."""

    edtf: str
    relative: bool
    certainty: str
    reason: str
    event_id: str = ""


@dataclass
class Context:
    """The time a narrative has reached, or the day a letter was written.

    Attributes:
        current: EDTF of the last date that carried the narrative on; "" at the start.
        quote: its words, for the reasons.
        passage: its paragraph.
        written: the day or month of writing; "" where it is not known.
        letter: whether the words were written on that day, so that "today" means it.
        anchor: EDTF and label of the event last counted from.
    """

    current: str = ""
    quote: str = ""
    passage: int = 0
    written: str = ""
    letter: bool = False
    anchor: tuple = ("", "", "")
    ahead: tuple = ("", "", 0)
    where: str = "body"
    history: list = field(default_factory=list)


class KnownEvents:
    """Events that a phrase may name: by a cue that the historian gave, or by the words of the event's label."""

    def __init__(self, table):
        self.rows = list(table.itertuples(index=False))
        self.by_id = {row.event_id: row for row in self.rows}
        self.cues = [
            (len(cue), re.compile(rf"(?<!\w){re.escape(cue.lower())}(?!\w)"), row)
            for row in self.rows
            for cue in row.cues.split("|")
            if cue
        ]
        self.words = [(frozenset(_content(row.label)), row) for row in self.rows]
        self.people = {p.split("-")[0] for row in self.rows for p in row.people.split("|") if p}
        self.gate = {w for words, _ in self.words for w in words} | {
            w for row in self.rows for cue in row.cues.split("|") for w in _content(cue.replace("’", "'"))
        }

    def named(self, phrase: str, before: str, near: str, whole: bool = False) -> tuple:
        """Return the event that a phrase names and how sure that is; (None, "") where no event, or no single one, fits.

        Args:
            phrase: the words after "before", "since", "the eve of" …
            before: the text before it, where "his" finds its person.
            near: EDTF near which the event is to be looked for.
            whole: whether the phrase must name the event and nothing more.
        """
        low = re.sub(r"\s+", " ", phrase.lower().replace("’", "'")).strip()
        wanted = set(_content(low))
        if not wanted & self.gate:
            return None, ""
        owner = bool(POSSESSIVE.search(phrase))
        hits = [
            (n, row)
            for n, cue, row in self.cues
            if cue.search(low) and not (whole and set(_content(cue.sub("", low))) - self.people)
        ]
        longest = max((n for n, _ in hits), default=0)
        rows, sure = [row for n, row in hits if n == longest], "high"
        if not rows:
            person = self._person(before) if owner else ""
            if owner and not person:
                return None, ""
            wanted |= {person} if person else set()
            rows = [row for words, row in self.words if wanted <= words and (len(wanted) > 1 or low.startswith("the "))]
            sure = "middling" if person else "high"
        year = _year(near) if near else None
        if len(rows) > 1 and year is None or not rows:
            return None, ""
        distance = lambda row: abs((_year(row.edtf) or 0) - year)  # noqa: E731
        best = rows[0] if year is None else min(rows, key=distance)
        # "The war" in a text of another age is another war; "Lenin's death" is the same in any.
        if year is not None and distance(best) > 40 and not wanted & self.people:
            return None, ""
        return best, sure if len(rows) == 1 else "middling"

    def named_in(self, sentence: str, low: str, high: str):
        """Return the event between two days whose cue, or two words of whose label, the sentence has; None for none."""
        here = [row for row in self.rows if row.earliest <= high and (row.latest or "9") >= low]
        if not here:
            return None
        small = sentence.lower().replace("’", "'")
        ids = {row.event_id for row in here}
        hits = [(n, row) for n, cue, row in self.cues if row.event_id in ids and cue.search(small)]
        if not hits:
            words = set(_content(sentence))
            hits = [(len(w & words), row) for w, row in self.words if row.event_id in ids and len((w & words) - self.people) > 1]
        return max(hits, key=lambda h: h[0])[1] if hits else None

    def _person(self, before: str) -> str:
        named = [w.lower() for w in WORD.findall(before[-400:]) if w[0].isupper() and w.lower() in self.people]
        return named[-1] if named else ""


def _content(phrase: str) -> list[str]:
    same = {"died": "death", "dies": "death", "dead": "death", "buried": "funeral", "burial": "funeral", "dying": "death"}
    return [same.get(w, w) for w in (x.lower() for x in WORD.findall(phrase)) if w not in STOP and not POSSESSIVE.fullmatch(w)]


@lru_cache(maxsize=20_000)
def _year(value: str) -> int | None:
    low, high = bounds(value)
    ends = [int(e[:4]) for e in (low, high) if e and e[0] != "-"]
    return ends[0] if ends else None


def year_for(month: int, context: Context, sense: str) -> tuple[int | None, str, str]:
    """Return the year of a month that is printed without one, with certainty and reason.

    Args:
        month: 1 to 12.
        context: where the text stands.
        sense: "ahead" (by, next, until with no past tense), "back" (since, last) or "".
    """
    if context.letter and context.written:
        low = bounds(context.written)[0]
        year, now = int(low[:4]), int(low[5:7])
        if sense == "ahead":
            year += month < now
        elif sense == "back":
            year -= month > now
        elif abs(month - now) > 6:
            year += 1 if month < now else -1
        return year, "high" if not sense else "middling", f"year from the letter's own date, {context.written}"
    if context.current:
        low, high = bounds(context.current)
        low, high = low or high, high or low
        first, last = int(low[:4]), int(high[:4])
        quoted = f"year from '{context.quote}'"
        if last == first + 1:
            inside = [y for y in (first, last) if low[:7] <= f"{y:04d}-{month:02d}" <= high[:7]]
            return (inside or [last])[0], "high" if inside else "middling", quoted
        if len(context.current) >= 7 and "/" not in context.current and context.current[5:7].isdigit():
            now = int(context.current[5:7])
            now = {21: 4, 22: 7, 23: 10, 24: 12}.get(now, now)
            if now >= 10 and month <= 3 and sense != "back":
                return first + 1, "middling", quoted + ", the narrative going on into the next year"
        return first, "high" if first == last else "low", quoted
    if context.ahead[0]:
        year = _year(context.ahead[0])
        return year, "middling", f"year from '{context.ahead[1]}', which follows"
    if context.written:
        return _year(context.written), "low", f"year from the date of the document, {context.written}"
    return None, "low", "no year stands near it"


def resolve(found: Found, context: Context, text: str, sentence: str, known: KnownEvents) -> Resolved | None:
    """Give an expression its value; None where it turns out to place nothing in time."""
    surface = text[found.start : found.end]
    made = _RULES[found.how](found, context, text, sentence, known, surface)
    if made is None:
        return None
    value = made.edtf
    if value and found.about:
        value = "/".join(e if e.endswith(("~", "X", "..")) else e + "~" for e in value.split("/"))
    if value and found.opens:
        ends = value.split("/")
        value = f"{ends[0]}/.." if found.opens == "start" else f"../{ends[-1]}"
    try:
        bounds(value)
    except ValueError:
        return replace(made, edtf="", certainty="low", reason=f"'{surface}' gives no date that exists")
    return replace(made, edtf=value)


def _sense(found: Found, context: Context, text: str, sentence: str) -> str:
    before = text[max(0, found.start - 90) : found.start]
    if found.word in ("last", "previous", "preceding", "past"):
        return "back"
    if found.word in ("next", "following", "coming"):
        return "ahead"
    own = text[found.start : found.end]
    if re.match(r"since|с\s|после|after", own, re.I):
        return "back"
    if not context.letter:
        return ""
    clause = re.split(r"[.;!?]", before)[-1]
    past = PAST.search(clause)
    coming = (
        re.search(r"\b(?:by|until|till|before|will|shall|к|до)\s*$", clause, re.I)
        or re.match(r"until|till|before|до", own, re.I)
        or re.search(r"\b(?:will|shall)\b", clause)
    )
    return "ahead" if coming and not past else ""


def _calendar(found, context, text, sentence, known, surface):
    value, relative, certainty, reason = found.value, False, "certain", "as printed"
    if found.how == "feast":
        year, rule = value.split("|")
        value = feast(rule, int(year)) if year.isdigit() else f"YYYY-{rule if rule[0].isdigit() else '04'}"
        reason = "the day of the feast" + ("" if year != "YYYY" else f"; {surface}")
        certainty = "high"
    if "CC" in value:
        year = _year(context.current or context.written or context.ahead[0])
        if year is None:
            return Resolved("", True, "low", f"{surface}: no year stands near it to give the century")
        if re.search(r"\d0|turn", found.word) or "turn" in found.word:
            century = round(year / 100)
        else:
            century = year // 100
            two = re.match(r"CC(\d\d)", value)
            if two and found.value.count("-") and context.written and int(f"{century}{two[1]}") > year + 60:
                century -= 1
        value = value.replace("CC", f"{century:02d}")
        two_figures = re.search(r"[./'’]\s?\d\d$", surface)
        spoken = not re.search(r"turn|century|twent|thirt|fort|fift|sixt|sevent|eight|ninet", surface, re.I)
        relative, certainty = not (two_figures and spoken and found.value.count("-")), "high"
        basis = context.quote or context.written or context.ahead[1]
        reason = f"{surface}: century from '{basis}'"
    if found.word == "shared":
        relative, certainty, reason = True, "high", f"{surface}: year from the date it is listed with"
    if "YYYY" in value:
        relative = True
        value, certainty, reason = _fill(found, value, context, text, sentence, surface)
        if found.how == "feast" and "easter" in found.value and value:
            value = feast(found.value.split("|")[1], int(value[:4]))
    return Resolved(value, relative, certainty, reason)


def _fill(found, value, context, text, sentence, surface) -> tuple[str, str, str]:
    if "MM" in value:
        basis = context.written if context.letter else context.current
        if not re.match(r"\d{4}-(?:0[1-9]|1[0-2])", basis or ""):
            return "", "low", f"{surface}: no month stands near it"
        day, written = int(value[8:10]), int(basis[8:10]) if re.match(r"\d{4}-\d\d-\d\d", basis) else 31
        if (
            context.letter
            and day > written
            and PAST.search(sentence)
            and not re.search(r"\b(?:will|shall|are\s+to|is\s+to)\b", sentence)
        ):
            basis = shift(basis[:7], -1, "month")
        return (
            value.replace("YYYY-MM", basis[:7]),
            "middling",
            f"{surface}: month and year from '{context.quote if not context.letter else basis}'",
        )
    code = int(value[5:7]) if value[5:7].isdigit() else 6
    month = {21: 4, 22: 7, 23: 10, 24: 12}.get(code, code)
    year, certainty, reason = year_for(month, context, _sense(found, context, text, sentence))
    if year is None:
        return "", "low", f"{surface}: {reason}"
    word = found.word
    if not context.letter and context.current:
        step = -1 if re.search(r"previous|preceding|last", word) else 1 if re.search(r"following|next", word) else 0
        if step:
            now = bounds(context.current)[0 if step < 0 else 1] or bounds(context.current)[0]
            has_month = re.match(r"\d{4}-\d\d", context.current)
            now_month = int(now[5:7]) if has_month else (6 if "year" in word or code > 12 else 6)
            year = int(now[:4])
            if "year" in word or not has_month:
                year += step
            elif step > 0:
                year += month <= now_month
            else:
                year -= month >= now_month
            certainty = "middling"
    filled = value.replace("YYYY", f"{year:04d}")
    if value.count("YYYY") == 2 and "/" in value:
        low, high = (e.replace("YYYY", f"{year:04d}") for e in value.split("/"))
        if low[:7] > high[:7]:
            low = low.replace(f"{year:04d}", f"{year - 1:04d}", 1)
        filled = f"{low}/{high}"
    name = MONTHS[code - 1] if 1 <= code <= 12 else SEASONS.get(code, surface)
    name = surface if len(surface) < 24 else name
    place = ""
    if not context.letter and context.current and context.history:
        place = " in the same paragraph" if context.history[-1] == context.passage else " in an earlier paragraph"
    return filled, certainty, f"{name}: {reason}{place}"


def _deictic(found, context, text, sentence, known, surface):
    if not (context.letter and context.written):
        # "today's note", quoted in a narrative: written at a time that the narrative does not give.
        quoted = re.match(r"['’]s\s+(?:note|letter|telegram|message|speech)\b", text[found.end : found.end + 16])
        return (
            Resolved("", True, "low", f"{surface}: the quoted document's date is not given")
            if quoted and found.word == "day"
            else None
        )
    low = bounds(context.written)[0]
    exact = len(context.written) == 10
    if found.word == "exact":
        return Resolved(
            shift(context.written, found.count, found.unit),
            True,
            "high",
            f"{surface}: counted from the letter's date, {context.written}",
        )
    if found.unit == "day" or found.unit in ("week", "fortnight"):
        # To the month, as the conventions want it: a letter is seldom written on one day.
        value = (
            shift(low if not exact else context.written, found.count, found.unit)
            if found.word == "ago" and abs(found.count) * {"day": 1}.get(found.unit, 7) > 14
            else low
        )
        return Resolved(value[:7] + "~", True, "middling", f"{surface}: the letter's own date, {context.written}, to the month")
    moved = shift(low[:7], found.count, found.unit)
    return Resolved(
        moved + "~" if moved and not moved.endswith("~") else moved,
        True,
        "middling",
        f"{surface}: counted from the letter's date, {context.written}",
    )


def _span(found, context, text, sentence, known, surface):
    back, plural = re.match(r"last|past|посл|прошл", found.word), "+" in found.word
    if context.letter and context.written:
        low = bounds(context.written)[0]
        reason = f"{surface}: counted from the letter's date, {context.written}"
        if found.unit == "half-year" or plural:
            moved = shift(low[:7], -found.count if back else found.count, found.unit)
            if not re.match(r"\d{4}-\d\d", moved):
                return None
            ends = sorted((moved[:7], low[:7]))
            return Resolved(f"{ends[0]}~/{ends[1]}~", True, "middling", reason)
        sign = 0 if found.word in ("this", "эт") else -1 if back else 1
        if found.unit == "year":
            return Resolved(f"{int(low[:4]) + sign:04d}", True, "high", reason)
        if found.unit in ("week", "day", "month"):
            return Resolved(shift(low[:10], sign, found.unit)[:7] + "~", True, "middling", reason)
        return None
    if back and plural and context.current and found.unit in ("week", "month"):
        return Resolved(bounds(context.current)[0][:4], True, "low", f"{surface}: year from '{context.quote}'")
    return None


def _weekday(found, context, text, sentence, known, surface):
    if context.letter and context.written:
        return Resolved(
            bounds(context.written)[0][:7] + "~",
            True,
            "low",
            f"{surface}: the letter's own date, {context.written}, to the month",
        )
    return Resolved("", True, "low", f"{surface}: the day of the week alone does not tell the date")


def _step(found, context, text, sentence, known, surface):
    if found.word == "before" and context.anchor[0]:
        value, label, event_id = context.anchor
        return Resolved(shift(value, -1, "day"), True, "middling", f"{surface}: the day before {label}", event_id)
    if not context.current:
        return Resolved("", True, "low", f"{surface}: no date stands before it")
    basis = context.current.split("/")[0 if found.count < 0 else -1].rstrip("~")
    if basis in ("..", ""):
        basis = context.current.strip("./")
    if re.match(r"\d{4}-(?:2[1-4])", basis):
        basis = basis[:4]
    if found.unit in ("day", "week", "fortnight") and len(basis) < 7:
        return Resolved(basis if PLAIN_YEAR.match(basis) else "", True, "low", f"{surface}: within '{context.quote}'")
    value = shift(basis, found.count, found.unit)
    if found.unit in ("month", "week", "fortnight", "half-year"):
        value = value[:7]
    if found.unit == "year" and found.count:
        value = value[:7] + "~" if len(value) >= 7 else value
        if re.match("the", surface, re.I):
            value = value[:4]
    if found.unit == "year" and not found.count:
        value = value[:4]
    if found.unit in ("decade", "century"):
        value = value[:4] + "~"
    return Resolved(value, True, "middling", f"{surface}: counted from '{context.quote}'")


PLAIN_YEAR = re.compile(r"\d{4}$")


def _anchor(found, context, text, sentence, known, surface):
    phrase = text[found.tail : found.end]
    near = context.current or context.written
    vague = found.word.startswith("vague")
    event, sure = known.named(phrase, text[max(0, found.start - 400) : found.start], near or context.ahead[0], whole=vague)
    # "After NEP" names an era; "after the attempt on his life" a day.
    if vague and (not found.opens or event and not _is_short(event)):
        event = None
    if event is None:
        if re.match(r"(?:the\s+)?(?:very\s+)?eve\b|накануне", surface, re.I):
            return Resolved("", True, "low", f"{surface}: the event is not among the known ones")
        if (
            vague
            or found.word in ("during", "days")
            or found.count == 0
            and not found.word == "the the"
            and "anniversary" not in found.word
        ):
            return None
        if re.match(r"the\s+(?:\w+\s+)?of\b", surface, re.I):
            return None
        if (
            found.unit in ("day", "night", "week")
            and context.current
            and re.match(r"\d{4}-\d\d", context.current)
            and not _is_hypothetical(phrase)
        ):
            return Resolved(
                context.current[:7], True, "low", f"{surface}: about the time of '{context.quote}'; the event itself is not dated"
            )
        return Resolved("", True, "low", f"{surface}: the event is not among the known ones")
    low, high = bounds(event.edtf)
    first, last = event.edtf.split("/")[0], event.edtf.split("/")[-1]
    reason = f"{surface}: counted from {event.label}, {event.edtf} ({event.authority.split(';')[0] or 'events.csv'})"
    if vague:
        if found.opens:
            value = last.rstrip("~") if found.opens == "start" else first.rstrip("~")
            return Resolved(value, True, "middling", reason, event.event_id)
        return Resolved(event.edtf, True, "middling", reason, event.event_id)
    if found.word == "anniversary":
        basis = first.rstrip("~")
        if "year" in surface.lower().split(" of ")[0] or "год " in surface.lower():
            return (
                Resolved(shift(basis[:4], found.count, "year"), True, sure, reason, event.event_id) if found.count > 3 else None
            )
        return Resolved(shift(basis, found.count, "year"), True, sure, reason, event.event_id)
    if found.word in ("during", "days"):
        if found.count == 0 and found.unit != "day":
            return None
        ends = (
            (shift(last.rstrip("~"), 1, "day"), shift(last.rstrip("~"), 7, "day"))
            if found.count > 0
            else (shift(first.rstrip("~"), -7, "day"), shift(first.rstrip("~"), -1, "day"))
        )
        value = f"{ends[0]}/{ends[1]}~" if found.count and all(len(e) == 10 for e in ends) else event.edtf
        return Resolved(value, True, "middling", reason, event.event_id)
    basis = (last if found.count > 0 else first).rstrip("~")
    value = shift(basis, found.count, found.unit) if found.count else event.edtf
    if found.unit == "year" and found.count and abs(found.count) >= 1:
        value = value[:4] if abs(found.count) >= 10 else value[:7]
    if found.unit in ("decade", "century"):
        value = value[:4]
    if found.unit == "month":
        value = value[:7]
    return Resolved(value, True, sure, reason, event.event_id)


def _is_short(event) -> bool:
    ends = bounds(event.edtf)
    return all(ends) and (date.fromisoformat(ends[1]) - date.fromisoformat(ends[0])).days < 120


def _is_hypothetical(phrase: str) -> bool:
    return bool(re.search(r"\b(?:is|are|will|shall|comes)\b", phrase))


_RULES = {
    "calendar": _calendar,
    "feast": _calendar,
    "deictic": _deictic,
    "span": _span,
    "weekday": _weekday,
    "step": _step,
    "anchor": _anchor,
}
