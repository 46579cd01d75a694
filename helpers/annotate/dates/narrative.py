"""A date that was just read in. Out: the narrative moved on to it, or left where it is by a look back, an aside, a speech."""

import re
from dataclasses import replace

from helpers.annotate.dates.context import NOWHERE, Context
from helpers.annotate.dates.edtf_values import bounds, cut, iso_year, year_in
from helpers.annotate.dates.events import KnownEvents, year_of
from helpers.annotate.dates.found import Found, Resolved
from helpers.annotate.dates.sense import PROMISED

# What a paragraph that looks back has: somebody is born in it, or had done something before.
LOOKS_BACK = re.compile(r"\b(?:[Hh]ad\s+(?:\w+ly\s|been\s|never\s)?\w+(?:ed|en|nt|wn|ne|ght)|[Bb]orn)\b")
# What lies further back than this many years is the story itself, behind an introduction or a framing scene.
GENERATION = 15
# A paragraph of what had been looks back no further than a lifetime; behind a framing scene the story itself may.
LONG_BACK = 80
# "When, forty years later, he looked back": so many years on, the narrative stays where it is.
FAR = 20
# A paragraph so short is a line of the head: "Printed in May 1848".
LINE = 130
# So many years are told as one time: "in 1431–33".
FEW = 3
# "She told me in Aue on 4 May 2001": when it was told or printed, long after.
RETOLD = re.compile(
    r"\b(?:told|said|recalled|remembered|interview\w*|visited|published|printed|edited|reprinted|transcri\w+|record(?:ed|ing))\b"
)
NOT_UNTIL = re.compile(r"\b(?:not|never|n['’]t|hardly|scarcely)\s(?:[\w-]+\s){1,6}(?:until|till)$", re.IGNORECASE)
# "By the end of that year" looks ahead; what comes next may lie before it.
OPEN = re.compile(r"\.\./\d{4}(?:-\d\d){0,2}|\d{4}(?:-\d\d){1,2}/\.\.")
THAT_YEAR = re.compile(r"\bthat\s(?:same\s|very\s)?year\s\($")
TO_FEAST = re.compile(r"\s(?:to|until|till)\s(?:the\s)?[A-Z]")
AHEAD = re.compile(r"\bby\s$", re.IGNORECASE)
# "Their marriage, celebrated on St Valentine's Day 1613, had …".
PARTICIPLE = re.compile(r",\s(?:\w+(?:ed|en|wn|lt|nt|ght)|built|held|made|born|set|sung)\s[^,;.]*$")
# "The house, built in 1798, was his."
BUILT = re.compile(
    r",\s(?:first\s)?(?:\w+ed|built|held|made|born|set|begun|cut|lost|won|sunk|laid|hung|rebuilt|written|taken|given|sold|bought)\sin\s$"
)
# "Conditions that did not exist in 1921 were now ripening."
WHICH_IN = re.compile(r"\b(?:that|what|which|who|whom)\s(?:[\w’'-]+\s){1,6}in\s$")
WROTE = re.compile(r"\b(?:wrote|writ(?:ing|ten)|composed|recalled|remembered|noted|set down|finish(?:ed|ing))\b[^.;]{0,50}$")
TELLS = re.compile(
    r"\b(?:confess|admit|recall|remember|claim|recollect|remark|assert|reveal|complain|reminisce|insist|not|observ|explain|wr(?:ote|itten)|told|sa(?:id|ys))"
    r"\w*\s(?:[\w’'-]+\s){0,4}in\s(?:[A-Z]\w+\s)?$"
)
TOLD_THAT = re.compile(r",?\s(?:that|how|of)\b")
# "Which the treaties had fixed for 1 January".
SET_FOR = re.compile(
    r"\b(?:fixed|appointed|set|arranged|scheduled|called|summoned|planned|due|postponed|adjourned|put off|invited|bidden|asked)"
    r"\s(?:[\w’'-]+\s){0,5}?(?:for|until|till)\s(?:the\s)?$"
)
SUBORDINATE = re.compile(r"\b(?:who|which|whom|whose|when|where)\b[^.;:]{0,80}$")
ASIDE = re.compile(r"\b(?:since|until|before|had|once|formerly|ago|memory|remembered)\b|\(\s*(?:in\s+)?$")
BACK = re.compile(r"previous|preceding|last|.*\b(?:previous|preceding)")
BORN = re.compile(r"\bborn\s(?:in|on|about)\s$")
# "The Charter of 1810", "under the ordinance of 1643".
NAME_OF = re.compile(
    r"\b(?:[A-Z]\w+|act|bill|census|charter|constitution|convention|decree|edict|edition|law|ordinance|statute|treaty) of $"
)
# Characters within which a quotation is looked for that has not been closed.
SPEECH = 10_000
SINGLE_CLOSE = re.compile(r"[^\w\s]’|\w’(?=[\s.,;:])")


def advance(context: Context, known: KnownEvents, p, f: Found, made: Resolved | None, kind: str, text: str, begin: int) -> None:
    """Move the narrative on to a date that carries it; a look back or aside leaves it where it is.

    Args:
        context: where the narrative stands; changed in place.
        known: the known events.
        p: the row of the passages table in which the date stands.
        f: the expression.
        made: what it came to.
        kind: event, document, citation, life or boilerplate.
        text: the file as it stands.
        begin: where the date's sentence begins.
    """
    words = text[f.start : f.end]
    soon = made and context.current and 0 <= (year_of(made.edtf) or 0) - (year_of(context.current) or 0) <= 1
    if f.opens == "end" and soon and NOT_UNTIL.search(text[max(begin, f.start - 60) : f.start] + words.split()[0]):
        # "The house was not finished until May": in May the tale goes on.
        f, made = replace(f, opens=""), replace(made, edtf=made.edtf.removeprefix("../"))
    if f.opens == "start" and made and made.edtf and not context.current and re.fullmatch(r"\d{4}-\d\d-\d\d", f.value):
        # "It is sixty years since 12 May 1890, when the mill burned": of that day is told.
        f, made = replace(f, opens=""), replace(made, edtf=f.value)
    if f.opens == "start" and made and made.edtf.endswith("/..") and f.how == "calendar" and TO_FEAST.match(text, f.end):
        # "From 30 December 1888 to Epiphany": the tale has come to the one when it comes to the other.
        f, made = replace(f, opens=""), replace(made, edtf=made.edtf.removesuffix("/.."))
    if f.opens and made and made.edtf and f.how == "calendar" and re.search(r"\d{4}", f.value) and kind != "citation":
        context.hint = (made.edtf, words)
    if (
        f.opens
        and made
        and OPEN.fullmatch(made.edtf)
        and f.how == "calendar"
        and not _in_speech(text[max(p.start, f.start - SPEECH) : f.start])
    ):
        # "Since the autumn of 1855 … In May of that year".
        context.last = (made.edtf.strip("./"), words, f.end)
    if made and words.startswith("From ") and f.how == "calendar" and re.fullmatch(r"\d{4}(?:-\d\d-\d\d)?/\.\.", made.edtf):
        context.last = (made.edtf.removesuffix("/.."), words, f.end)  # "From 1628 … In that year".
    if made is None or not made.edtf or f.opens or kind in ("citation", "boilerplate") or f.how in ("deictic", "span"):
        return
    if (
        f.how == "weekday"
        and context.letter
        or context.current
        and _in_speech(text[max(p.start, f.start - SPEECH) : f.start])
        and not _heads_quotation(text, f)
    ):
        return
    context.last = (made.edtf, words, f.end)
    if f.how == "weekday" and re.search(r"\b(?:coming|next)\b", words, re.IGNORECASE):
        return
    if f.how == "anchor":
        if made.event_id and f.unit == "day":
            event = known.by_id[made.event_id]
            context.anchor = (event.edtf.split("/")[0], event.label, event.event_id)
        return
    low, high = bounds(made.edtf)
    far = f.how == "step" and (f.count < 0 or f.unit == "year" and f.count >= FAR)
    # "The previous winter" looks back; the narrative stays where it was.
    if not low or "X" in made.edtf or far or BACK.match(f.word):
        return
    if SET_FOR.search(text[max(begin, f.start - 40) : f.start]):
        return
    if context.current and PROMISED.search(re.split(r"[.;!?]", text[max(begin, f.start - 90) : f.start])[-1]):
        return  # What is only promised has not come yet.
    if f.how == "step" and not f.count and context.current.startswith(made.edtf):
        return  # "That year" leads back to no first of January.
    year = year_in(low)
    years = year_in(high or low) - year
    now = year_of(context.current) if context.current else None
    # "A voyage, 1431–33": a few printed years carry the tale where they follow on it.
    follows = now is not None and re.match(r"\d{4}", f.value) and 0 <= year - now < GENERATION
    wide = years > (FEW if follows else 1)
    before = text[max(begin, f.start - 160) : f.start]
    # From "he died in May 1840" the narrative goes on; a birth long before, or a death long after, is told by the way.
    near = 0 <= year - (now or year) < GENERATION
    ends = kind == "life" and not (near and (len(made.edtf) >= 7 or not SUBORDINATE.search(before)))
    if context.current and (wide or ends or _is_aside(context, p, f, made, text, before, year)):
        return
    to_come = AHEAD.search(before) and text.startswith("the end of", f.start) and iso_year(year) == cut(context.current, "year")
    if kind == "life" and context.written or to_come:
        return
    if now and len(context.history) > 1 and year - now > FAR and RETOLD.search(text, begin, min(p.end, f.end + 60)):
        return
    _look_back(context, p, f, text, year)
    # What is told without its year leads no narrative back over the year's end, nor "the winter" into the next year.
    winter = f.value == "YYYY-24" and f.word not in ("next", "following")
    if made.relative and context.current and (winter or f.how == "calendar" and year < (year_of(context.current) or year)):
        return
    either = cut(low, "month") if cut(low, "month") == cut(high, "month") else f"{cut(low, 'year')}/{cut(high, 'year')}"
    # "In 1883 and 1884": what follows may be of the one or of the other.
    listed = (
        text[context.at + len(context.quote) : f.start] == " and "
        and made.edtf == f"{(now or 0) + 1:04d}"
        and context.current == f"{now:04d}"
    )
    either = f"{context.current}/{made.edtf}" if listed else either
    if p.zone == "heading" and years and re.fullmatch(r"\d{4}/\d{4}", made.edtf):
        context.period = (year, year + years)
    context.current = either if listed or made.edtf[0] == "[" else made.edtf
    context.quote, context.passage, context.at = words, p.passage, f.start
    headed = p.zone == "heading" or kind == "document" and p.end - p.start < LINE
    context.titled = headed and (context.titled or not context.history)
    context.history.append(p.passage)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", context.current):
        context.day = (context.current, words, p.passage)


def _is_aside(context: Context, p, f: Found, made: Resolved, text: str, before: str, year: int) -> bool:
    """Tell whether an earlier date is only mentioned by the way."""
    now = year_of(context.current) or year
    if year > now + 1 and context.onward is not None and now <= context.onward < year and WROTE.search(before):
        return True  # "Who wrote of it about 1209": the text goes on with an earlier year.
    if year > now + 1 and TELLS.search(before) and TOLD_THAT.match(text, f.end):
        return True  # "He confessed in 1923 that": what follows is older.
    if year >= year_in(bounds(context.current)[0] or bounds(context.current)[1]):
        return False
    if THAT_YEAR.search(before):
        return False  # "We find in that year (1400) that": it says which.
    if context.titled:
        return False  # A chapter may begin before what its title names.
    if 1 < context.period[0] - year < GENERATION and context.period[0] <= now:
        return True  # What is a few years older than the time of the title is told by the way; a life's story may be.
    if context.passage == p.passage and context.onward is not None and context.onward >= now:
        return True
    # Among days told one after another an earlier year stands by itself: "the fort, built in 1641".
    by_days = context.passage == p.passage and re.match(r"\d{4}-\d\d-\d\d", context.current)
    alone = by_days and (re.fullmatch(r"\d{4}", made.edtf) or SUBORDINATE.search(before))
    # So does one of another generation among months: "the plagues of 1603 and 1636".
    distant = now - year > GENERATION and re.match(r"\d{4}-\d\d", context.current) and re.fullmatch(r"\d{4}", made.edtf)
    set_in = (BUILT if now - year > GENERATION else PARTICIPLE).search(before) and text[f.end : f.end + 1] == ","
    # A whole date in a thing's name, too, where that lies a generation back.
    named = _is_named_after(text, f) or now - year > GENERATION and NAME_OF.search(text, max(0, f.start - 24), f.start)
    relative = WHICH_IN.search(before) and re.fullmatch(r"\d{4}", made.edtf)
    return bool(ASIDE.search(before) or relative or set_in or alone or distant or named)


def _look_back(context: Context, p, f: Found, text: str, year: int) -> None:
    """Keep where the narrative was before it goes some years back, or far ahead: the next paragraph can go on from there."""
    now = year_of(context.current) if context.current else None
    if now is not None and 0 < now - year < LONG_BACK:
        back = context.passage != p.passage and LOOKS_BACK.search(text, p.start, p.end)
        context.left = (context.current, context.quote, p.passage, context.passage, context.titled) if back else NOWHERE
    elif now is not None and (_leads_nowhere(context, now, year) or _looks_ahead(context, f)):
        # What became of it long after: an interview, a book; among days "more than a year afterwards".
        context.left = (context.current, context.quote, p.passage, context.passage, context.titled)
    elif not context.left[0] or p.passage != context.left[2]:
        context.left = NOWHERE


def is_stated(text: str, f: Found, after: Found) -> bool:
    """Tell a full date that gives its year to the one close behind it: none in brackets, no open end but "until 1940, when"."""
    between = text[f.end : after.start]
    if f.how != "calendar" or not re.match(r"\d{4}", f.value) or len(between) > 90:
        return False
    if _is_named_after(text, f) or re.fullmatch(r"\d{4}", f.value) and BORN.search(text, max(0, f.start - 14), f.start):
        return False
    aside = text[max(0, f.start - 1) : f.start] in ("(", "[") or between[:1] in (")", "]")
    return not aside and (not f.opens or re.match(r",?\s+when\b", between) is not None)


def _leads_nowhere(context: Context, now: int, year: int) -> bool:
    """Tell a leap ahead from which the text comes back: the next year printed in a later paragraph is an earlier one."""
    if len(context.history) < 2:
        return False
    return year - now > FAR if context.coming is None else year - now > 1 and now - 1 <= context.coming < year


def _looks_ahead(context: Context, f: Found) -> bool:
    return f.how == "step" and f.unit == "year" and f.count > 0 and re.match(r"\d{4}-\d\d-\d\d", context.current) is not None


def _is_named_after(text: str, f: Found) -> bool:
    """Tell the year in a thing's name from one in which something happens: "the Charter of 1810"."""
    return re.fullmatch(r"\d{4}", f.value) is not None and NAME_OF.search(text, max(0, f.start - 24), f.start) is not None


def _heads_quotation(text: str, f: Found) -> bool:
    """Tell the date that a quoted letter or diary opens with, from which the narrative goes on."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", f.value) is not None and text[f.start - 1 : f.start] in ("“", '"', "‘")


def _in_speech(before: str) -> bool:
    """Tell whether words stand within a quotation of their paragraph: what a speaker recalls moves no narrative on."""
    # A single closing mark is told from an apostrophe by the mark or stop before it.
    single = "‘" in before and before.count("‘") > len(SINGLE_CLOSE.findall(before))
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or single
