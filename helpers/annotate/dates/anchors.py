"""A phrase that counts from an event in. Out: its value: from a known event, from what the text itself has dated, or none."""

import re
from dataclasses import replace

from helpers.annotate.dates.context import Context
from helpers.annotate.dates.edtf_values import SEASONS, cut, iso_year, month_in, shift, year_in
from helpers.annotate.dates.events import KnownEvents, content_words, is_short, year_of
from helpers.annotate.dates.found import Found, Resolved

# What opens or closes an interval; "after Waterloo" says too little.
OPENS_AT = re.compile(r"(?:ever\s+)?(?:since|until|till)\s", re.IGNORECASE)
OF_TIME = re.compile(
    r"(?:(?:ever\s+)?(?:since|until|till|from|before|after)\s+)?(?:the\s+)?(?:very\s+)?(year|spring|summer|autumn|winter)\s",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(r"\b(?:is|are|will|shall|comes)\b")
# "The end of the Crimean War", "the outbreak of war".
EDGE_OF = re.compile(
    r"(?:the\s+)?(?:very\s+)?(?:(?P<last>end|close|conclusion|ending)|(?:outbreak|beginning|start|opening|onset))\s+of\s+",
    re.IGNORECASE,
)
# A landmark's name stands within so many characters.
NAMED_WITHIN = 100
SEASON_CODES = {name: code for code, name in SEASONS.items()}


def anchor(found: Found, context: Context, text: str, sentence: str, known: KnownEvents, surface: str) -> Resolved | None:
    """Give an anchor its value; None where it turns out to place nothing in time."""
    phrase = text[found.tail : found.end]
    near = context.current or context.written or context.ahead[0]
    vague = found.sort.startswith("vague")
    event, sure = known.named(phrase, text[max(0, found.start - 400) : found.start], near, whole=vague)
    # "After the Restoration" names an era; "after the storming of the gaol" a day.
    if vague and (not found.opens or event and not is_short(event)):
        event = None
    # "The burial", with no word more, is the text's own before it is a known one.
    bare = len(content_words(phrase)) < 2
    made = told(found, context, text) if (event is None or bare) and not vague else None
    if made is not None:
        return made
    if event is not None:
        return _counted_from(event, sure, found, surface)
    if not vague or OPENS_AT.match(surface) or found.sort == "vague+" and found.opens == "start":
        edge = EDGE_OF.match(text, found.tail)
        named_at = edge.end() if edge else found.tail
        event = known.landmarks.named(text[named_at : named_at + NAMED_WITHIN], year_of(near))
        if event:
            ends = event.edtf.split("/")
            # "Until the end of the war": of what lasted years the year is enough.
            side = ends[-1 if edge and edge["last"] else 0]
            event = replace(event, edtf=cut(side, "year") if vague else side) if edge and len(ends) > 1 else event
            end = min(found.end, named_at + event.words)
            made = _counted_from(event, "middling", found, text[found.start : end])
            return made and replace(made, end=end)
    return _unknown(found, context, phrase, surface)


def told(found: Found, context: Context, text: str) -> Resolved | None:
    """Count an anchor from what the text has dated itself; None where it has not."""
    value, quote = context.told.find(found, text) if context.told is not None else ("", "")
    there = "" if not value else shift(value, found.count, "year") if found.sort == "anniversary" else moved(value, found)
    reason = f"{text[found.start : found.end]}: counted from '{quote}', which the text gives"
    return Resolved(there, True, "middling", reason) if there else None


def _unknown(found: Found, context: Context, phrase: str, surface: str) -> Resolved | None:
    """Say what an anchor tells whose event nobody dates: the month that the narrative has reached, or nothing."""
    nothing = Resolved("", True, "low", f"{surface}: the event is not among the known ones")
    if re.match(r"(?:the\s+)?(?:very\s+)?eve\b|накануне", surface, re.I):
        return nothing
    unmoved = found.count == 0 and found.sort != "definite" and found.sort != "anniversary"
    if found.sort.startswith("vague") or found.sort in ("during", "days") or unmoved:
        return None
    if re.match(r"the\s+(?:\w+\s+)?of\b", surface, re.I):
        return None
    if not re.match(r"\d{4}-\d\d", context.current) or HYPOTHETICAL.search(phrase):
        return nothing
    whole, words, passage = context.day
    told_last = whole[:7] == context.current[:7] and context.here - passage <= 1
    if (found.count or found.unit == "day") and told_last and context.told is not None and context.told.is_happening(phrase):
        return Resolved(moved(whole, found), True, "low", f"{surface}: counted from '{words}', the day told last")
    if found.unit not in ("day", "night", "week", "fortnight"):
        return nothing
    about = f"{surface}: about the time of '{context.quote}'; the event itself is not dated"
    return Resolved(context.current[:7], True, "low", about)


def _counted_from(event, sure: str, found: Found, surface: str) -> Resolved | None:
    """Count from a known event."""
    first, last = event.edtf.split("/")[0].rstrip("~"), event.edtf.split("/")[-1].rstrip("~")
    reason = f"{surface}: counted from {event.label}, {event.edtf} ({event.authority or 'events.csv'})"
    if found.sort.startswith("vague"):
        value = last if found.opens == "start" else first if found.opens else event.edtf
        # "Since the Crimean War": of what lasted years the year is enough.
        value = value if is_short(event) or not found.opens else cut(value, "year")
        return Resolved(value, True, "middling", reason, event.event_id)
    if found.sort == "anniversary":
        in_year = "year" in surface.lower().split(" of ")[0] or "год " in surface.lower()
        if in_year and found.count <= 3:
            return None
        return Resolved(shift(cut(first, "year") if in_year else first, found.count, "year"), True, sure, reason, event.event_id)
    if found.sort in ("during", "days"):
        if found.count == 0 and found.unit != "day":
            return None
        steps = (1, 7) if found.count > 0 else (-7, -1)
        ends = [shift(last if found.count > 0 else first, n, "day") for n in steps]
        value = f"{ends[0]}/{ends[1]}~" if found.count and all(len(e) == 10 for e in ends) else event.edtf
        return Resolved(value, True, "middling", reason, event.event_id)
    value = moved(last if found.count > 0 else first, found) if found.count else _in_unit(event.edtf, surface)
    return Resolved(value, True, sure, reason, event.event_id)


def _season_beside(basis: str, season: str, count: float) -> str:
    """Return the season next before or after a date: before a war of October 1853 the summer is that of 1853."""
    code = SEASON_CODES[season]
    year, first = year_in(basis), {21: 3, 22: 6, 23: 9, 24: 12}[code]
    has_month = basis != cut(basis, "year")
    if count < 0:
        year -= not has_month or month_in(basis) <= first
    else:
        year += not has_month and code < 24 or has_month and month_in(basis) >= first
    if code == 24:
        return f"{iso_year(year)}-12/{iso_year(year + 1)}-02"
    return f"{iso_year(year)}-{code}"


def moved(basis: str, found: Found) -> str:
    """Count an anchor's time from a date: no finer than its unit."""
    if found.unit in SEASON_CODES:
        return _season_beside(basis, found.unit, found.count) if found.count else basis
    value = shift(basis, found.count, found.unit)
    if found.sort == "within":
        return f"{basis}/{value}~" if value else ""
    if found.unit == "year" and found.count:
        # "The year after the fire" is a year.
        return cut(value, "month" if found.sort == "counted" and abs(found.count) < 10 else "year")
    if found.is_round and len(value) == 10:
        return value + "~"
    coarse = {"decade": "year", "century": "year", "month": "month"}.get(found.unit)
    return cut(value, coarse) if coarse else value


def _in_unit(edtf: str, surface: str) -> str:
    """Return the year or season in which an event fell, where that is what is spoken of: "the summer of Waterloo"."""
    named = OF_TIME.match(surface)
    year = cut(edtf, "year")
    if not named or not re.fullmatch(r"-?\d{4}", year):
        return edtf
    if named[1].lower() == "winter":
        first = int(year) - (edtf[5:7] in ("01", "02", "03"))
        return f"{iso_year(first)}-12/{iso_year(first + 1)}-02"
    code = SEASON_CODES.get(named[1].lower())
    return f"{year}-{code}" if code else year
