"""The expressions of a text in. Out: the same, two ends of one span made one: "from July until the following Lady Day"."""

import re
from dataclasses import replace

from helpers.annotate.dates.edtf_values import shift
from helpers.annotate.dates.found import Resolved

BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
TO = re.compile(r"\s(?:(?:to|until|till|through|up to)\s)?(?:the\s)?", re.IGNORECASE)
AND = re.compile(r"\sand\s(?:the\s)?", re.IGNORECASE)
DASH = re.compile(r"\s?(?:--|[-–—])\s?")
ENDS = ("calendar", "feast", "step", "anchor")


def spanned(text: str, rows: list) -> list:
    """Join what stands between "from" and "to", or "between" and "and", where one end is a feast or is counted."""
    out = []
    for row in rows:
        joined = _joined(text, out[-1], row) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(row)
    return out


def _joined(text: str, left: tuple, right: tuple) -> tuple | None:
    """Return one row of two, or None where they are no span."""
    (p, f, low, kind, sentence), (q, g, high, *_) = left, right
    if p is not q or not low or not high or f.how not in ENDS or g.how not in ENDS:
        return None
    gap, between = text[f.end : g.start], BETWEEN.search(text, max(0, f.start - 14), f.start)
    opened = f.opens == "start" and re.match(r"from\b", text[f.start : f.end], re.IGNORECASE)
    to = TO.fullmatch(gap.removeprefix(",") if g.opens == "end" else gap) and (
        gap.strip(" ,") not in ("", "the") or g.opens == "end"
    )
    dashed = "feast" in (f.how, g.how) and DASH.fullmatch(gap)  # "Autumn of 1215–Whitsunday, 1217".
    if not (opened and to or between and AND.fullmatch(gap) or dashed) or "/" in low.edtf.replace("/..", ""):
        return None
    first, last = low.edtf.removesuffix("/.."), high.edtf.removeprefix("../").split("/")[-1]
    if not re.match(r"\d{4}", first) or not re.match(r"\d{4}", last) or "X" in first + last:
        return None
    if high.relative and last[: len(first)] < first[: len(last)]:
        # "Between Christmas and the end of February": of the next year.
        last = f"{int(first[:4]) + 1:04d}{last[4:]}" if shift(last[:4], 1, "year") else last
    if last[: len(first)] < first[: len(last)]:
        return None
    start = between.start() if between else f.start
    made = Resolved(f"{first}/{last}", low.relative or high.relative, high.certainty, f"{low.reason}; {high.reason}")
    return p, replace(f, start=start, end=g.end, opens=""), made, kind, sentence
