"""A run of capitalised words, trimmed, in. Out: how much speaks for a person's name."""

import re
from dataclasses import dataclass

from helpers.annotate.capitals import A_PARTICLE, ABBREVIATED, AN_INITIAL, INVERTED, Run
from helpers.annotate.lexicons import Lexicons
from helpers.annotate.people import INITIALS_AFTER

LOCATIVE = frozenset("in at near through toward towards outside inside across around into beyond via".split())
SURNAME = re.compile(
    r"(?:ov|ova|ev|eva|sky|skii|ski|skaya|ska|vich|vitch|enko|shvili|dze|yan|ian|son|sen|sson|stein|berg|mann|witz|czyk|escu|oglu|pour"
    r"|ez|ini|elli|etti|ault|eau)$|^(?:Mc|Mac|O['’]|Fitz|al-|el-)"
)
# "(Aue: Otto Weiss, 1904)": the publisher.
PRINTED_AT = re.compile(r"\([A-ZÀ-Þ][\w ,.&]{1,24}:\s$")
YEAR_AFTER = re.compile(r",\s1[4-9]\d\d|,\s20\d\d")
LIFE = re.compile(r"\s*[(\[](?:born |b\. |c\. )?1\d{3}\s?[–—-]")
# Abstract and collective nouns, which no list can hold all of.
ABSTRACT = re.compile(r"(?:ships?|hood|isms?|ments?|tions?|sions?|ness|ity|ies|ists?|ians|ates?|als|ics)$")
VERBAL = re.compile(
    r"\s+(?:was|is|had|has|did|could|would|will|said|[a-z]+ed|[a-z]+s|came|went|took|gave|wrote|sat|got|knew|thought)\b"
)
INFLECTED = re.compile(r"(?:ing|ed|ly|[^s]s)$|-")
DESCRIBED = re.compile(r"\b(?:an?|the|another|young|old|older|elderly|former|\w+-year-old|female|male)\s+$", re.IGNORECASE)
THING_OF = re.compile(r"\b(\w+) of (?:the )?$")
ENDING_WORD = re.compile(r"(\w+)\s+$")
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
OWNED = re.compile(r"['’]s\s+([^\W\d_]+)")
ENGLISH_ENDING = re.compile(r"(?:ed|ing|s|ly|ise|ize|our)$")
REFERENCE = re.compile(r",\s(?:pp?\.|vols?\.|op\.|ibid|chs?\.|[*_“\"‘]?[A-Z])")
TOWARDS = re.compile(r"\s+to\s+([A-ZÀ-Þ][^\W\d_]+)")
TRAVELLED = re.compile(r"\b(?:walked|travelled|traveled|marched|rode|sailed|fled|escaped|emigrated|deported|evacuated) from $")
BY_TRADE = re.compile(r",? the ([a-z][a-z-]+)\b")
BOUND_FOR = re.compile(r"\b(?:leav\w+|left|sail\w*|bound|embark\w*|depart\w*|set out|made|start\w*) for $")
PREVIOUS = re.compile(r"([^\W\d_]+)(\.|,)?\s+(?:[\"“‘'*]\s?)?$")

# Points for a person and against one; tagger.ENOUGH of them make a name. Set by hand.
TITLED = 3.0  # only people are called Dr, comrade, uncle or Dear
NATION = 0.5  # "the Serb Weiss": nations stand before people, but also before things
INITIALS = 3.0  # "A. Weiss", "Weiss, A.": hardly anything but a person has initials
FULL_NAME = 3.0  # a given name with a family name behind it
FULL_NAME_WORD = 2.0  # the same where the given name is also a word: "Mark Weiss"
GIVEN_ALONE = 2.2  # a given name that is nothing else
GIVEN_WORD = 0.6  # "Rose", "May": more often the word
WITH_PARTICLE = 1.5  # "van Weiss": also streets and firms have particles
SPEAKS = 2.0  # people speak, and governments
HAS_KIN = 2.0  # "Weiss's sister"
OWNS = 0.7  # "Weiss's hat": countries own things too
PAPERS_OF = 1.0  # "the Weiss letter"
CITED_AUTHOR = 1.0  # "Weiss, p. 12" or "Weiss, Doorsteps" at the head of a reference
INVERTED_NAME = 4.0  # "Weiss, Anna," in a note
FOREIGN = -2.0  # the next word is of no English text: a title in another language
LIFE_DATES = 3.0  # "Weiss (1870–1912)"
NAME_ENDING = 1.6  # -ov, -stein, Mc-: endings of family names
BYLINE = 1.2  # "by Weiss"
PLACED = -2.0  # "in Weiss", "near Weiss": a place
WITH_ARTICLE = -2.5  # "the Weiss": a thing
COMMON_INSIDE = -1.2  # a common word with a capital in the middle of a sentence: a title of something
COMMON_SURNAME = -0.8  # the same behind a given name: many families are called so
COMMON_AT_START = -2.5  # a common word whose capital the sentence explains
UNEXPLAINED = 2.0  # a capital that no list explains
UNEXPLAINED_AT_START = 1.4  # the same where a sentence's start or stress may explain it
ABSTRACT_NOUN = -2.0  # -ship, -ism, -tion
THING = -3.0  # "the steamer Weiss"
PLACE_NAME = -1.5  # some people are called London
TOWN_NAME = -1.5  # a small place, where nothing beside it speaks for a person
HEADING = -0.5  # headings have capitals of their own
LONE_LINE = 1.0  # a line that is nothing but two or three such words is a byline


@dataclass
class Candidate:
    """Capitalised words that may be a name: text[start:end].

    Attributes:
        start: first character in the file.
        end: character behind the last.
        words: its words.
        score: points for a person.
        strong: whether a title, initials or a word of kinship vouch for it.
        multi: whether it has more than one word.
        thing: whether a word beside it says that it names a thing.
        placed: whether "in", "near" or their like stands before it.
        place: whether a list knows it as a place, and nothing beside it speaks for a person.
    """

    start: int
    end: int
    words: list
    score: float
    strong: bool
    multi: bool
    thing: bool
    placed: bool
    place: bool = False


def weighed(run: Run, zone: str, lex: Lexicons) -> Candidate | None:
    """Return a trimmed run with its weight; None for a nation that a trade follows.

    Args:
        run: the run.
        zone: body, heading, note or boilerplate.
        lex: word lists.
    """
    before, after = run.text[max(0, run.start - 28) : run.start], run.text[run.end : run.end + 40]
    before = before.rsplit("\n\n", 1)[-1]  # a byline above is no title of the first word below
    previous = PREVIOUS.search(before)
    # What stands before a full stop is of another sentence, unless it is a title cut short.
    last = previous.group(1) if previous and (previous.group(2) != "." or previous.group(1) in ABBREVIATED) else ""
    following = NEXT_WORD.match(after)
    next_word = following.group(1) if following else ""
    of = THING_OF.search(before)
    thing = last.lower() in lex.things or of is not None and of.group(1).lower() in lex.things
    thing = thing and not LIFE.match(after)
    initials = bool(AN_INITIAL.match(run.words[0])) and not run.single
    given = run.words[0].title() in lex.given or run.words[0] in lex.given
    titled = any(last.lower() in words for words in (lex.kin, lex.roles, lex.titles, lex.addressed)) or last in lex.titles
    vouched = initials or INITIALS_AFTER.match(run.text, run.end) is not None
    run.strong = run.strong or vouched or titled
    run.personal = run.personal or last.lower() in lex.title_genders
    if run.single and not run.strong and next_word in lex.roles and DESCRIBED.search(before):
        return None  # "a young Eritrean mechanic": a nation, not a name.
    full = given and not run.single
    score = run.score + INITIALS * vouched + _weigh_given(run, given, lex) + TITLED * titled
    score += _weigh_neighbours(after, next_word, lex)
    inverted = INVERTED.match(run.text, run.end) if zone == "note" and run.single else None
    if inverted and inverted.group(1) in lex.given:
        score, run.strong, run.personal = score + INVERTED_NAME, True, True
    known = next_word in lex.common or ENGLISH_ENDING.search(next_word) or A_PARTICLE.fullmatch(next_word)
    if zone == "note" and run.initial and REFERENCE.match(after):
        score += CITED_AUTHOR
    trade = BY_TRADE.match(after)
    if trade is not None and trade.group(1) in lex.roles:
        score, run.strong = score + TITLED, True
    foreign = next_word.islower() and not known
    if foreign and not run.strong and not full:
        score += FOREIGN
    thing = thing or after.startswith(" & ") or PRINTED_AT.search(before) is not None and YEAR_AFTER.match(after) is not None
    ending = ENDING_WORD.search(before)
    behind = ending.group(1).lower() if ending else ""
    edited = zone == "note" and after.startswith((", ed", " (ed"))
    placed = (
        behind in LOCATIVE
        and not edited
        and not after.startswith(("'s", "’s"))
        or behind == "for"
        and BOUND_FOR.search(before) is not None
        or behind == "from"
        and _is_left(before, after, lex)
    )
    if placed and not initials and not full:
        score += PLACED
    if behind == "the" and not full:
        score += WITH_ARTICLE
    if ending is not None and ending.group(1) == "by":
        score += BYLINE
    score += _weigh_family_name(run, after, full or len(run.words) > 2 and initials, lex) + THING * thing
    if zone == "heading" and not given and not run.shouting:
        score += LONE_LINE if _is_lone_line(run, lex) else HEADING
    return Candidate(run.start, run.end, run.words, score, run.strong, not run.single, thing, placed)


def _weigh_given(run: Run, given: bool, lex: Lexicons) -> float:
    """Points for a given name or a particle at the front."""
    score = 0.0
    if given and not run.single:
        score += FULL_NAME_WORD if run.words[0] in lex.given_words else FULL_NAME
    elif given:
        score += GIVEN_WORD if run.words[0] in lex.given_words or run.plain[0] in lex.common else GIVEN_ALONE
    if A_PARTICLE.match(run.words[0]) and not run.single:
        score += WITH_PARTICLE
    return score


def _is_left(before: str, after: str, lex: Lexicons) -> bool:
    """Tell whether "from" is from a place: "a weaver from Aue", "from Aue to London"."""
    if TRAVELLED.search(before):
        return True
    ways = TOWARDS.match(after)
    origin = before.split()[-2:-1]
    return bool(ways and ways.group(1).lower() in lex.places or origin and origin[0].lower() in lex.roles)


def _weigh_neighbours(after: str, next_word: str, lex: Lexicons) -> float:
    """Points for what the words behind the name tell of it: it speaks, owns, lived."""
    score = 0.0
    if next_word in lex.verbs and next_word.islower():
        score += SPEAKS
    if next_word in lex.named_still:
        score += PAPERS_OF
    possessed = OWNED.match(after)
    if possessed:
        score += HAS_KIN if possessed.group(1).lower() in lex.kin else OWNS
    if LIFE.match(after):
        score += LIFE_DATES
    return score


def _weigh_family_name(run: Run, after: str, full: bool, lex: Lexicons) -> float:
    """Points for and against the last word, which would be the family name."""
    name, score = run.plain[-1], 0.0
    sure_given = full and run.words[0] not in lex.given_words
    listed, abstract = name in lex.places or name in lex.groups, ABSTRACT.search(name) is not None
    if name in lex.common:
        # "Mrs Bell" is a person, whatever a bell is; "General Strike" is not.
        if not run.personal:
            score += COMMON_SURNAME if sure_given else COMMON_AT_START if run.initial and run.single else COMMON_INSIDE
    else:
        score += NAME_ENDING * (SURNAME.search(run.words[-1]) is not None)
        if not listed and not abstract:
            # At a sentence's start an unexplained capital wants a verb behind it.
            verb = VERBAL.match(after) is not None and not INFLECTED.search(run.plain[0])
            inner = not run.initial or not run.single or verb
            score += UNEXPLAINED if inner and run.text[run.start - 1 : run.start] != "*" else UNEXPLAINED_AT_START
    if abstract and not run.strong and not full:
        score += ABSTRACT_NOUN
    town = not (run.strong or full) and " ".join(run.plain) in lex.towns
    return score + PLACE_NAME * (name in lex.places and not run.personal) + TOWN_NAME * town


def _is_lone_line(run: Run, lex: Lexicons) -> bool:
    line = run.text[: run.start].rsplit("\n", 1)[-1] + run.text[run.end : run.end + 40].split("\n", 1)[0]
    return len(run.words) in (2, 3) and not line.strip("*_# ") and not any(p in lex.common for p in run.plain)
