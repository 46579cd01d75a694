"""A date without its year and its clause in. Out: whether the clause looks ahead to it or back."""

import re

from helpers.annotate.dates.context import Context
from helpers.annotate.dates.found import Found

PAST = re.compile(r"\b(?:was|were|had|did|came|went|wrote|saw|knew|thought|would|said|left|fought|took|\w{3,}ed|\w+л[аи]?)\b")

# What tells of the past, participles aside: "I have work promised from April on" does not.
TOLD = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:was|were|had|did|came|went|wrote|saw|knew|thought"
    r"|said|left|fought|took|got|fell|stood|began|gave|found|heard|met|held|kept)\b"
    r"|\b(?:I|he|she|it|they|we|you|who|which|[A-Z]\w+)\s(?:\w+ly\s|then\s|also\s)?\w{2,}ed\b|\w+л[аи]?\b"
)
# "He had signed his plan in November": before what is told.
HAD = re.compile(r"\bhad(?:\s[^.;,]{0,60}|,\s(?:on|in|by)\s(?:the\s)?)$")
# "In the spring his friend had died".
HAD_AFTER = re.compile(
    r"\s(?:(?:his|her|their|the|a|an|its)\s)?(?:[\w’'-]+\s){1,4}had\s(?:\w+(?:ed|en|wn|nt|lt)|died|gone|come|left|been)\b"
)
BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
# "He said that he would be back in the spring": the spring to come.
PROMISED = re.compile(
    r"\b(?:would|promis(?:ed|ing)|agree(?:d|ing)|threaten(?:ed|ing)|undert(?:ook|aking)|was\s+to|were\s+to)"
    r"\s(?:[^,;]{0,70}\b(?:in|by|on)\s+(?:the\s+)?|[^,;]{0,25})$"
)
# "In August I shall be home."
WILL_AFTER = re.compile(r",?\s(?:I|we|you|he|she|it|they|[Tt]he\s\w+)\s(?:shall|will|am\sto|is\sto|are\sto)\b")
# "You will have heard that" tells of what has been.
WILL = r"will(?!\s(?:have\s(?:heard|seen|read|known|noticed|learned|learnt)|remember|recall|know)\b)"
# "I hope to", and not "I wrote to you".
NOT_YET = re.compile(
    rf"\b(?:{WILL}|shall|would)\b|\bto\b(?!\s(?:you|him|her|me|us|them|it|the|my|your|his|their|our|(?-i:[A-Z])))",
    re.IGNORECASE,
)
FUTURE = re.compile(rf"\b(?:{WILL}|shall|are\s+to|is\s+to)\b")


def sense_of(found: Found, context: Context, text: str) -> str:
    """Return "ahead" (by, next, until with no past tense), "back" (since, last, had) or "" of a date without its year."""
    before = text[max(0, found.start - 90) : found.start]
    if found.word in ("last", "previous", "preceding", "past"):
        return "back"
    if found.word in ("next", "following", "coming"):
        return "ahead"
    own = text[found.start : found.end]
    if re.match(r"since|с\s|после|after", own, re.I):
        return "back"
    if not context.letter:
        # "Until January" is the January to come.
        if re.match(r"until|till|до\s", own, re.I):
            return "ahead"
        if PROMISED.search(re.split(r"[.;!?]", before)[-1]):
            return "ahead"
        return "back" if HAD.search(before) or HAD_AFTER.match(text, found.end) and not BY.search(before) else ""
    clause = re.split(r"[.;!?]", before)[-1]
    past = PAST.search(clause)
    told = TOLD.search(clause) or TOLD.search(re.split(r"[.;!?,]", text[found.end : found.end + 40])[0])
    coming = WILL_AFTER.match(text, found.end) or (
        re.search(r"\b(?:by|until|till|before|will|shall|к|до)\s*$", clause, re.I)
        or re.match(r"until|till|before|до", own, re.I)
        or FUTURE.search(clause)
    )
    if re.fullmatch(r"\W*(?:by|until|till|before)\s*(?:the\s+)?", clause, re.I):
        past = told = PAST.search(text[found.end : found.end + 40])
    if told and context.where != "cited" and not NOT_YET.search(clause):
        return "back"
    return "ahead" if coming and not past else ""
