"""The expressions of a text in. Out: for each what stands around it: the years printed next, a full date of its own sentence."""

import re

from helpers.annotate.dates.context import NOWHERE, Context
from helpers.annotate.dates.events import year_of
from helpers.annotate.dates.narrative import is_stated

HAS_YEAR = re.compile(r"\d{4}")
# So many expressions ahead a year is looked for: in its own paragraph, and at all.
NEAR, ONWARD = 6, 20


def look_around(context: Context, found: list, index: int, begin: int, stop: int, text: str) -> None:
    """Tell a context what stands around the expression that is asked about next; changed in place.

    Args:
        context: where the narrative stands.
        found: the passage and expression of each date of the text, in order.
        index: the number of the expressions up to this one, itself included.
        begin: where its sentence begins.
        stop: where its sentence ends.
        text: the file as it stands.
    """
    p, f = found[index - 1]
    ahead = (g for q, g in found[index : index + NEAR] if q.passage == p.passage and HAS_YEAR.match(g.value))
    first = next(ahead, None)
    # Of a feast only the year is printed: its value is year and rule.
    context.ahead = (first.value.split("|")[0], text[first.start : first.end], p.passage) if first else ("", "", 0)
    onward = (g for q, g in found[index : index + ONWARD] if (q.zone == "note") == (p.zone == "note") and g.start >= stop)
    context.onward = next((int(g.value[:4]) for g in onward if HAS_YEAR.match(g.value)), None)
    context.here, context.near = p.passage, ("", "")
    for q, before in reversed(found[max(0, index - 4) : index - 1]):
        ended = re.match(r",?\s+when\b", text[before.end : f.start])
        if q is p and before.start >= begin and (begin > context.at or ended) and is_stated(text, before, f):
            context.near = (before.value, text[before.start : before.end])
            break


def come_back(context: Context) -> None:
    """Go on from where a look back left the narrative, unless the text prints an earlier year next; changed in place."""
    if context.onward is None or context.onward >= (year_of(context.left[0]) or 0):
        context.current, context.quote, _, context.passage, context.titled = context.left
    context.left = NOWHERE


def years_to_come(found: list) -> dict[tuple[bool, int], int]:
    """Return for each passage with dates, notes apart, the first year that a later passage of its kind prints."""
    out, following = {}, {}
    for p, f in reversed(found):
        kind = p.zone == "note"
        at, year, later = following.get(kind, (None, None, None))
        if at != p.passage:
            later = year if year is not None else later
            at, year = p.passage, None
        if f.how == "calendar" and HAS_YEAR.match(f.value) and p.zone not in ("heading", "boilerplate"):
            year = int(f.value[:4])
        following[kind] = (at, year, later)
        if later is not None:
            out[kind, p.passage] = later
    return out
