"""A name or a noun phrase in. Out: somebody whom a later pronoun may mean, or None."""

import re
from dataclasses import dataclass

from helpers.annotate.attribution import DETERMINER
from helpers.annotate.lexicons import Lexicons

# A new clause: the object of one may be the subject of the other.
CLAUSE = re.compile(
    r"[,;:—–(]\s|\b(?:and|but|that|who|which|when|while|because|if|as|although|though|whom|since|before|after|so)\b"
)
PREPOSITION = re.compile(
    r"\b(?:of|to|for|with|by|from|against|between|about|on|over|under|at|in|into|towards?|near|like|than|and|or)\s+(?:[A-Z][\w.]+\s+)?$",
    re.IGNORECASE,
)
STRANGER = re.compile(rf"\b(?P<det>{DETERMINER})\s+(?P<phrase>(?:[\w'’-]+\s+){{0,4}}?)(?P<noun>[a-z]+)\b", re.IGNORECASE)
INDEFINITE = re.compile(r"(?:an?|another|one|each|every|any|some|no)$", re.IGNORECASE)
LED = re.compile(r"\b(?:as|like|than|of|to|for|with|by|from|at|in|on|into|become|became|was|is|were|be|been)\s+$")


@dataclass
class Antecedent:
    """Somebody whom a later pronoun may mean.

    Attributes:
        start: where in the paragraph; negative for an earlier paragraph.
        person: person_id.
        gender: m, f or u.
        sentence: number of the sentence, negative for an earlier paragraph.
        voice: who utters the words.
        subject: whether it is the subject of its clause.
        owner: whether it only owns something ("Weiss's").
        stranger: whether it is an unnamed somebody.
    """

    start: int
    person: str
    gender: str
    sentence: int
    voice: str
    subject: bool = False
    owner: bool = False
    stranger: bool = False


def begins_clause(before: str) -> bool:
    """Tell whether what follows these words of its sentence stands where a clause has its subject."""
    clause = max((m.end() for m in CLAUSE.finditer(before)), default=0)
    return not PREPOSITION.search(before) and len(before[clause:].split()) <= 3


def named(text: str, span: tuple, person: str, known: str, place: tuple, lex: Lexicons) -> Antecedent:
    """Make an antecedent of a name.

    Args:
        text: the paragraph.
        span: first character of the name in it, and the one behind the last.
        person: person_id.
        known: the person's gender in the authority file (m, f, unknown).
        place: where its sentence begins, the sentence's number, who utters it.
        lex: given names and titles, which tell the gender of people whom the file does not know.
    """
    (start, end), (begin, sentence, voice) = span, place
    owner = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in "’'" and text[end - 1 : end] == "s"
    subject = not owner and begins_clause(text[begin:start])
    if known not in ("m", "f"):
        title = re.search(r"\b(\w+)\.?\s$", text[max(0, start - 10) : start])
        given = lex.given.get(text[start:end].split()[0].strip("."), "u")
        known = "f" if title and title.group(1) in lex.ladies else given if given in ("m", "f") else "u"
    return Antecedent(start, person, known, sentence, voice, subject, owner)


def stranger(text: str, m: re.Match, taken: list, place: tuple, lex: Lexicons) -> Antecedent | None:
    """Make an antecedent of a noun phrase that introduces somebody: "a comrade", "the old porter".

    Args:
        text: the paragraph.
        m: a match of `STRANGER`.
        taken: (start, end) of the names in the paragraph.
        place: where its sentence begins, the sentence's number, who utters it.
        lex: nouns for women and for men, and those too vague to mean anybody.

    Returns:
        None for a plural, a description that hangs on a name, or one that is not the subject of its clause.
    """
    begin, sentence, voice = place
    noun, determiner, words = m.group("noun").lower(), m.group("det"), set(re.findall(r"\w+", m.group().lower()))
    if noun.endswith("s") or not INDEFINITE.match(determiner) and determiner.lower() not in ("the", "that", "this"):
        return None
    # A description that hangs on a name is that person, not a stranger.
    if any(start <= m.end() + 1 and end > m.start() for start, end in taken):
        return None
    gender = "m" if words & lex.men else "f" if words & lex.women else "u"
    before = text[begin : m.start()]
    clause = max((c.end() for c in CLAUSE.finditer(before)), default=0)
    if LED.search(before) or noun in lex.vague or len(before[clause:].split()) > 1:
        return None
    return Antecedent(m.start(), f"unknown:{noun}", gender, sentence, voice, subject=True, stranger=True)
