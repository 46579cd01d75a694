"""A name or a noun phrase in. Out: somebody whom a later pronoun may mean, or None."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.mentions import SpeakerIndex
from helpers.annotate.people import Authority, Name

# A new clause: the object of one may be the subject of the other.
CLAUSE = re.compile(
    r"[,;:—–(]\s|\b(?:and|but|that|who|which|when|while|because|if|as|although|though|whom|since|before|after|so)\b"
)
PREPOSITION = re.compile(
    r"\b(?:of|to|for|with|by|from|against|between|about|on|over|under|at|in|into|towards?|near|like|than|and|or)\s+(?:[A-Z][\w.]+\s+)?$",
    re.IGNORECASE,
)
# "As to Weiss, he": what a sentence announces it goes on with.
TOPIC = re.compile(r"\W*(?:As (?:to|for|regards)|With regard to|Regarding)\s(?:[A-Z]\w+\s)?")
# The noun stands right behind: with an adjective between them the guess is no better than without.
LEADS_STRANGER = r"\b(?:an?|the|another|one|each|every|some|no|that|this)\s+"
BEFORE_STRANGER = re.compile(LEADS_STRANGER + "$", re.IGNORECASE)
STRANGER = re.compile(LEADS_STRANGER + r"(?P<noun>[a-z]+)\b", re.IGNORECASE)
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
        witness: whether that somebody's words have just been quoted, or are about to be.
    """

    start: int
    person: str
    gender: str
    sentence: int
    voice: str
    subject: bool = False
    owner: bool = False
    stranger: bool = False
    witness: bool = False


def begins_clause(before: str) -> bool:
    """Tell whether what follows these words of its sentence stands where a clause has its subject."""
    if TOPIC.fullmatch(before):
        return True
    # A clause that begins before the last four words has its subject behind it.
    words = before.rsplit(None, 4)
    opens = len(words) < 4 or CLAUSE.search(before, len(words[0]) if len(words) > 4 else 0)
    return bool(opens) and not PREPOSITION.search(before, max(0, len(before) - 60))


def genders(text: str, names: list, authority: Authority, lex: Lexicons) -> dict[str, str]:
    """Return person_id → m, f or u (not known) for everybody a text names.

    Where the authority file does not say, every mention is a witness: a title, a given name, a word of kinship
    ("his sister Clara"); a bare family name then takes the gender that the others tell.
    """
    told = {}
    for n in names:
        known = authority.gender(n.person_id)
        told.setdefault(n.person_id, Counter())[known if known in ("m", "f") else _gender(text, n, lex)] += 1
    return {person: max("mf", key=lambda g: votes[g]) if votes["m"] != votes["f"] else "u" for person, votes in told.items()}


def _gender(text: str, n: Name, lex: Lexicons) -> str:
    words = text[n.start : n.end].split()
    if n.form == "epithet":
        return next((lex.kin[w.lower()] for w in reversed(words) if lex.kin.get(w.lower()) in ("m", "f")), "u")
    title = re.search(r"(\w{2,})\.?\s$", text[max(0, n.start - 20) : n.start])
    for word in [*(title.groups() if title else ()), *words[:1]]:
        small = word.strip(".").lower()
        if small in lex.title_genders and len(small) > 1:
            return lex.title_genders[small]
    given = [lex.given[w.strip(".,")] for w in words[:2] if lex.given.get(w.strip(".,")) in ("m", "f")]
    return given[0] if given else "u"


def named(text: str, span: tuple, person: str, gender: str, place: tuple) -> Antecedent:
    """Make an antecedent of a name.

    Args:
        text: the paragraph.
        span: first character of the name in it, and the one behind the last.
        person: person_id.
        gender: m, f or u.
        place: where its sentence begins, the sentence's number, who utters it.
    """
    (start, end), (begin, sentence, voice) = span, place
    owner = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in "’'" and text[end - 1 : end] == "s"
    return Antecedent(start, person, gender, sentence, voice, not owner and begins_clause(text[begin:start]), owner)


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
    noun, words = m.group("noun").lower(), set(re.findall(r"\w+", m.group().lower()))
    if noun.endswith("s"):
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


def addressees(views: list, names: list, speakers: SpeakerIndex) -> dict:
    """Speaker → whom they address: the name in a letter's salutation, or the one a title or frame sends it to."""
    out = {}
    starts = [n.start for n in names]
    for view in views:
        inside = names[bisect_left(starts, view.start) : bisect_left(starts, view.raw(len(view.text)) + 1)]
        speaker = speakers.at(view.start)[0]
        short = len(view.text) < 70
        if short and re.match(r"(?i)\W*(?:my )?(?:very )?(?:dear|respected|дорог|уважаем)", view.text):
            told = next((n.person_id for n in inside if n.form != "epithet"), None)
            if told:
                out[speaker] = told
        to = re.search(r"(?i)(?:\bto|\bпись\w+)\s+(?=[A-ZА-Я])", view.text) if view.zone == "heading" else None
        if to:
            told = next((n.person_id for n in inside if view.local(n.start) >= to.end() - 1), None)
            if told:
                out.setdefault("*", told)
    return out
