"""The expressions of a text in. Out: the same, those that stand beside a printed date with its value: "4 March, the eve of …"."""

import re

from helpers.annotate.dates.anchors import moved
from helpers.annotate.dates.edtf_values import cut
from helpers.annotate.dates.events import year_of
from helpers.annotate.dates.found import Found, Resolved

STEP_BEFORE = re.compile(r",\s(?:(?:on|in)\s+)?|\s\(")
DAY_OR_MONTH = re.compile(r"-?\d{4}(?:-\d\d){1,2}~?")
# A date to its month: a day, too, is only near what happens shortly after it.
NEAR = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])|(?!-))")
DAY = re.compile(r"-?\d{4}-\d\d-\d\d")
IN_OR_ON = re.compile(r"\s(?:in|on)\s")
STEP_ENDS = re.compile(r"\s*[.,;)]")
PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
APPOSED_BEFORE = re.compile(
    r"\s*(?:in\s+[A-Z]\w+\s*)?[,–—-]\s*(?:on\s+|that is,?\s+)?|\s+(?=(?:just|only|almost|nearly|exactly|barely)\s)"
)
# "Until his death in 1961": a turn of a life, which the date beside it dates.
OWN_LIFE = re.compile(
    r"\b(?:his|her|their|['’]s)\s(?:death|birth|marriage|retirement|accession|coronation|arrest|return|arrival|departure|election|illness|dismissal|resignation|imprisonment|release)"
    r"(?:\s(?:in|at|from|to|for|as|of)\s(?:the\s)?\w+)?$"
)
APPOSED_AFTER = re.compile(r"\s*(?:(?:in|at)\s[A-Z]\w+\s?)?,?\s*(?:\(|on\s+|in\s+|–\s*|—\s*|early\s+in\s+)?\s*")


def apposed(text: str, out: list) -> list:
    """Let a phrase that stands beside a date take its value: "4 March 1801, the eve of the fair"."""
    done = []
    for i, (p, f, made, kind, sentence) in enumerate(out):
        after = out[i + 1] if i + 1 < len(out) else None
        yearless = f.how == "feast" and "YYYY" in f.value and after and after[2] and after[1].how == "calendar"
        if yearless and DAY.fullmatch(after[2].edtf) and re.fullmatch(r",?\s(?:\(|on\s)?", text[f.end : after[1].start]):
            made = Resolved(after[2].edtf, True, "high", f"{text[f.start : f.end]}: the day that stands beside it")
        which = f.how == "step" and f.unit == "year" and after and text[f.end : after[1].start] == " ("  # "That year (1400)".
        beside_step = (
            f.how == "step" and (f.count or which) and after and after[2] and after[1].how == "calendar" and after[0] is p
        )
        if beside_step and not after[1].opens and STEP_BEFORE.fullmatch(text[f.end : after[1].start]) and after[2].edtf:
            # "Six weeks later, on 15 February".
            beside_words = f"{text[f.start : f.end]}: stands beside '{text[after[1].start : after[1].end]}'"
            value = after[2].edtf
            value = cut(value, f.unit) if f.unit in ("year", "month") and DAY_OR_MONTH.fullmatch(value) else value
            made = Resolved(value, True, "high", beside_words)
        before = out[i - 1] if i else None
        dated = f.how == "step" and f.count and before and before[2] and before[1].how == "calendar" and before[0] is p
        if dated and text[before[1].end : f.start] == ", " and STEP_ENDS.match(text, f.end) and PLAIN.fullmatch(before[2].edtf):
            # "It was begun in 1841, thirty years earlier."
            value = before[2].edtf[:4] if f.unit == "year" else before[2].edtf
            made = Resolved(
                value, True, "high", f"{text[f.start : f.end]}: stands beside '{text[before[1].start : before[1].end]}'"
            )
        if f.how == "anchor":
            beside = None
            for j, before in ((i - 1, True), (i + 1, False)):
                if not 0 <= j < len(out) or out[j][1].how not in ("calendar", "feast") or not out[j][2] or not out[j][2].edtf:
                    continue
                g = out[j][1]
                gap = text[g.end : f.start] if before else text[f.end : g.start]
                pattern = APPOSED_BEFORE if before else APPOSED_AFTER
                if f.start != g.start and pattern.fullmatch(gap) and (before or not g.opens) and out[j][0].passage == p.passage:
                    # "after he died, in 1924" dates the death; a bare date after a comma need not.
                    beside = beside or (out[j][2], g, before, gap)
            made = _beside(f, made, beside, text)
        if made is not None:
            done.append((p, f, made, kind, sentence))
    return done


def _beside(f: Found, made: Resolved | None, beside, text: str) -> Resolved | None:
    if beside is None or f.sort == "anniversary" and made and made.edtf:
        return made
    date, g, before, gap = beside
    joined = bool(gap.strip(" ,"))
    vague = f.sort.startswith("vague")
    reason = f"{text[f.start : f.end]}: stands beside '{text[g.start : g.end]}'"
    event = made.event_id if made else ""
    own = OWN_LIFE.search(text[f.tail : f.end]) is not None
    if vague and (before or not joined or f.sort == "vague" and made is None and not own):
        return made
    if vague:
        near = NEAR.match(date.edtf) if "+" in f.sort and "/" not in date.edtf else None
        value = near.group() + "~" if near else date.edtf
        if f.sort == "vague":
            value = (
                f"{date.edtf.split('/')[0]}/.."
                if f.opens == "start"
                else f"../{date.edtf.split('/')[-1]}"
                if f.opens
                else date.edtf
            )
        return Resolved(value, True, "high", reason, event)
    own_date = f.count and not before and IN_OR_ON.fullmatch(gap) and "/" not in date.edtf and not (made and made.event_id)
    if own_date and " and " not in text[f.tail : f.end]:
        # "Two years after his death in 1856": the date is the death's.
        value = moved(date.edtf, f)
        return (
            Resolved(value, True, "high", f"{text[f.start : f.end]}: counted from '{text[g.start : g.end]}'") if value else made
        )
    if made and made.edtf and made.event_id and not (f.sort == "days" or before):
        near = abs((year_of(made.edtf) or 0) - (year_of(date.edtf) or 0)) <= 1
        # "The eve of the war, in August 1939": another war than the known one.
        return made if near or not joined else Resolved(date.edtf, True, "high", reason)
    if f.sort == "days" or f.count == 0 or before or joined and made is not None and not made.edtf:
        value = date.edtf.strip("./") if g.opens else date.edtf
        year = (
            f.unit == "year"
            and f.sort != "anniversary"
            and "to the day" not in text[f.start : f.tail]
            and re.match(r"\d{4}-\d\d", value)
            and "/" not in value
        )
        return Resolved(value[:4] if year else value, True, "high", reason, event)
    return made
