"""What counts from the day of writing or from the date before in. Out: its value: "yesterday", "last May", "two days later"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from helpers.annotate.dates.edtf_parts import part_of_decade, part_of_month, part_of_year
from helpers.annotate.dates.edtf_values import bounds, cut, iso_year, month_in, shift, weekday_of, year_in
from helpers.annotate.dates.events import year_of
from helpers.annotate.dates.found import Resolved
from helpers.annotate.dates.phrases import NAMED_DAY, WEEKDAYS
from helpers.annotate.dates.sense import PAST

COMING = re.compile(r"\b(?:will|shall|going|go(?:es)?|am|are|is|must|leaves?|comes?|arrives?|sails?|hopes?)\b")
# "On Friday there is to be a procession."
COMES_AFTER = re.compile(
    r",?\s(?:there|I|we|you|they|he|she|it|the\s\w+)\s(?:is|are|am|shall|will|go|goes|leave|leaves|start|starts|sail|sails|meet|meets)\b"
)
SINCE_THAT = re.compile(r"(?:from|since)\s+that\b", re.IGNORECASE)
POSTSCRIPT = re.compile(r"\bP\.?\s?S\.?\s$")
PLAIN_YEAR = re.compile(r"-?\d{4}$")


def deictic(found, context, text, sentence, known, surface) -> Resolved | None:
    """Count from the day of writing: "today", "two years ago"; in a narrative it is nobody's."""
    if not (context.letter and context.written):
        # "today's note", quoted in a narrative: written at a time that the narrative does not give.
        quoted = re.match(r"['’]s\s+(?:note|letter|telegram|message|speech)\b", text[found.end : found.end + 16])
        return (
            Resolved("", True, "low", f"{surface}: the quoted document's date is not given")
            if quoted and found.sort == "day"
            else None
        )
    low = bounds(context.written)[0]
    exact = len(context.written) == 10
    if found.sort == "exact":
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
            if found.sort == "ago" and abs(found.count) * {"day": 1}.get(found.unit, 7) > 14
            else low
        )
        return Resolved(
            cut(value, "month") + "~", True, "middling", f"{surface}: the letter's own date, {context.written}, to the month"
        )
    moved = shift(cut(low, "month"), found.count, found.unit)
    return Resolved(
        moved + "~" if moved and not moved.endswith("~") else moved,
        True,
        "middling",
        f"{surface}: counted from the letter's date, {context.written}",
    )


def span(found, context, text, sentence, known, surface) -> Resolved | None:
    """Read "last week", "this year", "the last few months"."""
    back, plural = re.match(r"last|past|посл|прошл", found.word), found.sort == "many"
    if context.letter and context.written:
        low = bounds(context.written)[0]
        in_month = cut(low, "month")
        reason = f"{surface}: counted from the letter's date, {context.written}"
        if found.unit == "half-year" or plural:
            moved = shift(in_month, -found.count if back else found.count, found.unit)
            if not re.match(r"-?\d{4}-\d\d", moved):
                return None
            ends = sorted((cut(moved, "month"), in_month), key=lambda m: (year_in(m), m))
            return Resolved(f"{ends[0]}~/{ends[1]}~", True, "middling", reason)
        if re.match("this time", surface, re.I):
            return Resolved(shift(in_month, -12, "month") + "~", True, "middling", reason)
        sign = 0 if found.word in ("this", "эт") else -1 if back else 1
        if found.unit == "year":
            year = iso_year(year_in(low) + sign)
            return Resolved(part_of_year(found.mid, year) if found.mid else year, True, "high", reason)
        if found.unit == "month" and found.mid:
            month = shift(in_month, sign, "month")
            return Resolved(part_of_month(found.mid, cut(month, "year"), month_in(month)), True, "middling", reason)
        if found.unit == "month":
            return Resolved(shift(in_month, sign, "month"), True, "high", reason)
        if found.unit in ("week", "day"):
            return Resolved(cut(shift(low, sign, found.unit), "month") + "~", True, "middling", reason)
        return None
    month = re.match(r"(\d{4})-(0[1-9]|1[0-2])", context.current)
    if found.word == "this" and found.unit == "year" and re.match(r"\d{4}", context.current):
        return Resolved(context.current[:4], True, "middling", f"{surface}: year from '{context.quote}'")
    if found.word == "this" and found.unit == "month" and month:
        value = part_of_month(found.mid, month[1], int(month[2])) if found.mid else month[0]
        return Resolved(value, True, "middling", f"{surface}: month and year from '{context.quote}'")
    if back and plural and context.current and found.unit in ("week", "month"):
        return Resolved(cut(bounds(context.current)[0], "year"), True, "low", f"{surface}: year from '{context.quote}'")
    return None


def weekday(found, context, text, sentence, known, surface) -> Resolved | None:
    """Find the day of a weekday: in a narrative the next one, in a letter the one near its date."""
    bare = re.match(
        r"(?:(?:from|since|until|till|by)\s+)?(?:(?:the|that|same|following|coming|last|next|previous|preceding)\s+)*\w+day(?:\s+(?:last|next|following|after|before|morning|afternoon|evening|night|onwards?))?$",
        surface,
        re.I,
    )
    told = re.match(r"\d{4}-\d\d-\d\d$", context.current) if bare and context.here - context.passage <= 2 else None
    # A letter that tells of "Sunday the 26th" goes on from there with its Monday.
    named = NAMED_DAY.search(context.quote) if told else None
    in_row = named and context.letter
    if told and (not context.letter or in_row or re.search(r"\b(?:the|that)\s", surface, re.I)) and "last" not in surface.lower():
        # In a narrative the weekday that comes next; "from that Friday on" is the one told of.
        wanted = WEEKDAYS.index(re.search(r"\w+day", surface, re.I)[0].lower())
        # The weekday printed with it is right in whatever calendar.
        now = WEEKDAYS.index(named.group().lower()) if named else None
        now = weekday_of(*map(int, context.current.split("-")), context.eastern) if now is None else now
        gap = (wanted - now) % 7 or 7
        # "On Thursday night", told of a Thursday, is that day's.
        today = gap == 7 and not re.search(r"\b(?:the|next|following|coming)\s", surface, re.I)
        if re.search(r"\s(?:before$|previous\s|preceding\s)", surface):
            gap = -((now - wanted) % 7 or 7)
        gap -= 7 if SINCE_THAT.match(surface) or gap == 7 and "same" in surface or today else 0
        return Resolved(shift(context.current, gap, "day"), True, "middling", f"{surface}: counted from '{context.quote}'")
    if bare and not (context.letter and len(context.written) == 10):
        unknown = Resolved("", True, "low", f"{surface}: no day stands near it that can be counted from")
        return unknown if re.match("by", surface, re.I) else None
    if bare:
        day = date.fromisoformat(context.written)
        wanted = WEEKDAYS.index(re.search(r"\w+day", surface, re.I)[0].lower())
        clause = re.split(r"[.;!?]", text[max(0, found.start - 90) : found.start])[-1]
        behind = POSTSCRIPT.search(text[max(0, found.start - 6) : found.start])
        ahead = (
            behind
            or COMES_AFTER.match(text, found.end)
            or "next" in surface.lower()
            or "last" not in surface.lower()
            and COMING.search(clause)
            and not PAST.search(clause)
        )
        now = weekday_of(day.year, day.month, day.day, context.eastern)
        gap = (wanted - now) % 7 or 7 if ahead else -((now - wanted) % 7 or 7)
        reason = f"{surface}: counted from the letter's date, {context.written}"
        return Resolved((day + timedelta(gap)).isoformat(), True, "middling", reason)
    if context.letter and context.written:
        return Resolved(
            cut(bounds(context.written)[0], "month") + "~",
            True,
            "low",
            f"{surface}: the letter's own date, {context.written}, to the month",
        )
    return Resolved("", True, "low", f"{surface}: the day of the week alone does not tell the date")


def step(found, context, text, sentence, known, surface) -> Resolved | None:
    """Count from the date before: "two days later", "the following year"."""
    if found.sort == "before" and found.unit == "day" and context.anchor[0]:
        value, label, event_id = context.anchor
        return Resolved(shift(value, -1, "day"), True, "middling", f"{surface}: the day before {label}", event_id)
    value, quote, end = context.last
    # "Shot on April 14, he died the next morning": an aside is counted from where it stands close by.
    coarse = found.unit in ("day", "week", "fortnight") and len(value) < 10 <= len(context.current)
    # "… that had begun in 1882. In the previous year": what was told by the way ends with its sentence.
    aside = re.match("the|that", surface, re.I) and found.unit == "year" and re.search(r"[.!?]\s", text[end : found.start])
    coarse = coarse or aside and (year_of(value) or 0) < (year_of(context.current) or 0)
    if (
        value
        and not coarse
        and 0 < found.start - end < 150
        and re.match(r"-?\d{4}(?:-\d\d)*$", value)
        and "\n\n" not in text[end : found.start]
    ):
        context = replace(context, current=value, quote=quote)
    in_letter = context.letter and context.written
    if in_letter and re.fullmatch(r"next\s+year", surface, re.I):
        year = iso_year(year_in(context.written) + 1)
        return Resolved(year, True, "high", f"{surface}: counted from the letter's date, {context.written}")
    if in_letter and re.fullmatch(r"next\s+(?:week|month)", surface, re.I):
        return span(replace(found, word="next"), context, text, sentence, known, surface)
    if found.sort == "part" and in_letter and re.search(r"\b(?:next|this)\b", surface, re.I):
        context = replace(context, current=context.written, quote=context.written)
    if not context.current:
        return Resolved("", True, "low", f"{surface}: no date stands before it")
    if found.sort == "part":
        if found.unit == "month" and found.count and re.match(r"\d{4}-(?:0[1-9]|1[0-2])", context.current):
            context = replace(context, current=shift(context.current[:7], found.count, "month"))
        year, part = year_of(context.current), found.mid
        year = year + int(found.count) if year and found.unit == "year" else year
        if year is None:
            return Resolved("", True, "low", f"{surface}: '{context.quote}' is before the years that can be counted on from")
        month = re.match(r"\d{4}-(0[1-9]|1[0-2])", context.current)
        if found.unit == "month":
            if not month:
                return Resolved("", True, "low", f"{surface}: no month stands before it")
            value = part_of_month(part, iso_year(year), int(month[1]))
            return Resolved(value, True, "middling", f"{surface}: of '{context.quote}'")
        value = part_of_year(part, iso_year(year)) if found.unit == "year" else part_of_decade(part, iso_year(year)[:-1])
        return Resolved(value, True, "middling", f"{surface}: of '{context.quote}'")
    if found.sort == "lasting on" and found.unit in ("year", "day"):
        # "The five years following": without the one that has been told.
        day = bounds(context.current)[1] or bounds(context.current)[0]
        ends = (shift(day if found.unit == "day" else cut(day, "year"), n, found.unit) for n in (1, found.count))
        exact = found.unit == "year" or len(context.current) == 10
        return Resolved("/".join(ends) if exact else "", True, "middling", f"{surface}: counted from '{context.quote}'")
    if found.sort.startswith("lasting"):
        opened = year_of(context.current.split("/")[-1].strip("."))
        value = f"{opened:04d}/{shift(f'{opened:04d}', found.count, found.unit)[:4]}~" if opened else ""
        return Resolved(value, True, "middling", f"{surface}: counted from '{context.quote}'")
    whole, words, passage = context.day
    if found.unit == "day" and len(context.current) != 10 and whole[:7] == context.current[:7] and context.here - passage <= 1:
        # "By the end of the month … The next day" is counted from the last whole day.
        context = replace(context, current=whole, quote=words)
    which = re.match(r"the\s+(latter|former)\b", surface, re.I)
    if which and re.fullmatch(r"\d{4}/\d{4}", value):
        # "In the years 1519–24 … in the latter year".
        return Resolved(value[5:] if which[1] == "latter" else value[:4], True, "high", f"{surface}: of '{quote}'")
    basis = context.current.split("/")[0 if found.count < 0 else -1].rstrip("~")
    if basis in ("..", ""):
        basis = context.current.strip("./")
    if re.match(r"-?\d{4}-(?:2[1-4])", basis):
        basis = cut(basis, "year")
    if found.unit in ("day", "week", "fortnight") and cut(basis, "year") == basis:
        return Resolved(basis if PLAIN_YEAR.match(basis) else "", True, "low", f"{surface}: within '{context.quote}'")
    if found.mid and found.unit in ("day", "week", "year"):
        first = shift(basis, (1 if found.count > 0 else -1) * float(found.mid), found.unit)
        ends = sorted((first, shift(basis, found.count, found.unit)))
        ends = [cut(e, "year") if found.unit == "year" else e for e in ends]
        return Resolved("/".join(ends) if all(ends) else "", True, "middling", f"{surface}: counted from '{context.quote}'")
    value = shift(basis, found.count, found.unit)
    if found.unit in ("month", "half-year"):
        value = cut(value, "month")
    if found.unit == "year" and found.count:
        value = value if re.match("exactly", surface, re.I) else cut(value, "year")
    if found.unit == "month" and value and "~" in context.current:
        value = value.rstrip("~") + "~"
    if found.unit == "year" and not found.count:
        value = cut(value, "year")
    if found.is_round and len(value) == 10:
        value += "~"
    if found.unit in ("decade", "century"):
        value = cut(value, "year") + "~" if found.count else cut(value, "year")[:-1] + "X"
    return Resolved(value, True, "middling", f"{surface}: counted from '{context.quote}'")
