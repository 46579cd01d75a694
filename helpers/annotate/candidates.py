"""A run of capitalised words in. Out: what of it may be a person's name, with its weight, or None."""

import re
from dataclasses import dataclass

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.people import INITIALS_AFTER

WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ](?:[^\W\d_]|[’'](?=[A-ZÀ-Þ])|(?<=[^\W\d_])-(?=[^\W\d_]))+"
# An initial, or a given name cut short as signatures have it.
INITIAL = r"(?:[A-ZÀ-ÞА-Я][hlu]?|Nathl|Wm|Thos|Chas|Geo|Jas|Jos|Robt|Saml|Benj|Alexr|Edw|Edwd|Jno|Danl|Richd|Fredk)\."
PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|du|des|le|la|ten|ter|zu|zur|af|av|y|bin|ibn|ben)"
JOINED = r"(?:al-|el-|ad-|as-|ar-|d[’']|l[’']|O[’'])"
GAP = r"[ \u00a0]{1,4}"
ONE = rf"(?:{INITIAL}{GAP}?|{PARTICLE}{GAP})*{JOINED}?{WORD}"
SEQUENCE = re.compile(rf"(?<![\w’'-])(?<!\bP\.){ONE}(?:{GAP}{ONE})*(?!\w)")
# A title cut short that stands before a name already known: "Mr." is nobody.
ABBREVIATED = frozenset("Mr Mrs Ms Dr Prof Rev Capt Col Gen Lt Sgt Hon Fr Sr Br".split())
NUMERAL = re.compile(r"(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI)$")
LOCATIVE = frozenset("in at near through toward towards outside inside across around into beyond via".split())
SURNAME = re.compile(
    r"(?:ov|ova|ev|eva|sky|skii|ski|skaya|ska|vich|vitch|enko|shvili|dze|yan|ian|son|sen|sson|stein|berg|mann|witz|czyk|escu|oglu|pour"
    r"|ez|ini|elli|etti|ault|eau)$|^(?:Mc|Mac|O['’]|Fitz|al-|el-)"
)
LIFE = re.compile(r"\s*[(\[](?:born |b\. |c\. )?1\d{3}\s?[–—-]")
START = re.compile(r"(?:^|[.!?…:]['\"”’»)\]*]*\s+|[\n\r]\s*|[\"“‘«„(\[*>]\s*|[—–]\s?)$")
# Abstract and collective nouns, which no list can hold all of.
ABSTRACT = re.compile(r"(?:ships?|hood|isms?|ments?|tions?|sions?|ness|ity|ies|ists?|ians|ates?|als|ics)$")
VERBAL = re.compile(
    r"\s+(?:was|is|had|has|did|could|would|will|said|[a-z]+ed|[a-z]+s|came|went|took|gave|wrote|sat|got|knew|thought)\b"
)
INFLECTED = re.compile(r"(?:ing|ed|ly|[^s]s)$|-")
DESCRIBED = re.compile(r"\b(?:an?|the|another|young|old|older|elderly|former|\w+-year-old|female|male)\s+$", re.IGNORECASE)
THING_OF = re.compile(r"\b(\w+) of (?:the )?$")
SOLID = re.compile(r"\S+")
ENDING_WORD = re.compile(r"(\w+)\s+$")
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
NEXT_CAPITAL = re.compile(r"\s+([A-ZÀ-Þ][^\W\d_]*)")
OWNED = re.compile(r"['’]s\s+([^\W\d_]+)")
AN_INITIAL, A_PARTICLE = re.compile(INITIAL), re.compile(PARTICLE)
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
LIFE_DATES = 3.0  # "Weiss (1870–1912)"
NAME_ENDING = 1.6  # -ov, -stein, Mc-: endings of family names
BYLINE = 1.2  # "by Weiss"
PLACED = -2.0  # "in Weiss", "near Weiss": a place
WITH_ARTICLE = -2.5  # "the Weiss": a thing
COMMON_INSIDE = -1.2  # a common word with a capital in the middle of a sentence: a title of something
COMMON_AT_START = -2.5  # a common word whose capital the sentence explains
UNEXPLAINED = 2.0  # a capital that no list explains
UNEXPLAINED_AT_START = 0.6  # the same where a sentence's start or stress may explain it
ABSTRACT_NOUN = -2.0  # -ship, -ism, -tion
THING = -3.0  # "the steamer Weiss"
PLACE_NAME = -1.5  # some people are called London
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
    """

    start: int
    end: int
    words: list
    score: float
    strong: bool
    multi: bool
    thing: bool


class _Run:
    """A run of capitalised words while it is trimmed."""

    def __init__(self, text: str, start: int, end: int):
        self.text = text
        self.pieces = [m.span() for m in SOLID.finditer(text, start, end)]
        self.words = [text[s:e] for s, e in self.pieces]
        self.plain = [w.rstrip(".").lower() for w in self.words]
        # Whether the place in the sentence explains the first capital.
        self.initial = START.search(text[max(0, start - 12) : start]) is not None or start == 0
        self.shouting = text[start:end].isupper() and end - start > 4
        self.score, self.strong = 0.0, False

    def keep(self, part: slice) -> None:
        self.pieces, self.words, self.plain = self.pieces[part], self.words[part], self.plain[part]

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    @property
    def single(self) -> bool:
        return len(self.words) == 1


REST, ALL_BUT_LAST = slice(1, None), slice(None, -1)


def candidate(text: str, start: int, end: int, zone: str, lex: Lexicons) -> Candidate | None:
    """Trim a run of capitalised words to what may be a name, and weigh it.

    Args:
        text: the file as it stands.
        start: first character of the run.
        end: character behind its last.
        zone: body, heading, note or boilerplate.
        lex: word lists.

    Returns:
        The candidate, or None where the words cannot be a person's name.
    """
    run = _Run(text, start, end)
    _drop_titles(run, lex)
    _drop_opener(run, lex)
    if _begins_or_ends_as_thing(run, lex):
        return None
    _drop_numeral(run)
    while not run.single and run.plain[0] in lex.capitals and not AN_INITIAL.fullmatch(run.words[0]):
        run.keep(REST)
    if _is_sentence_end(run, lex):
        return None
    while not run.single and (run.plain[-1] in lex.groups or run.plain[-1] in lex.capitals):
        run.keep(ALL_BUT_LAST)
    if _is_cut(run) or _is_listed(run, lex):
        return None
    return _weighed(run, zone, lex)


def _drop_titles(run: _Run, lex: Lexicons) -> None:
    """Titles, trades and nations before a name stay outside it and speak for it."""
    while run.words and run.words[0] not in lex.given:
        nation = run.plain[0] in lex.groups
        if not (nation or run.plain[0] in lex.titles or run.plain[0] in lex.roles):
            return
        run.strong = run.strong or not nation
        run.score += NATION if nation else TITLED
        run.initial = False
        run.keep(REST)


def _drop_opener(run: _Run, lex: Lexicons) -> None:
    """The first word of a sentence has its capital for another reason."""
    explained = len(run.words) > 1 and run.initial and run.plain[0] in lex.common
    named = run.words and run.words[0] in lex.given and run.words[0] not in lex.given_words
    if explained and not named and not AN_INITIAL.fullmatch(run.words[0]):
        run.keep(REST)
        run.initial = False


def _begins_or_ends_as_thing(run: _Run, lex: Lexicons) -> bool:
    """Nothing is left, or an institution, a lake, the pronoun I, a postscript."""
    if not run.words or any(p in lex.institutions for p in run.plain[1:] or run.plain) and not (run.single and run.strong):
        return True
    if run.plain[0] in lex.before_places and not run.single:
        return True
    return run.words[0] in ("I", "P.S.") or run.words[:2] == ["P.", "S."]


def _drop_numeral(run: _Run) -> None:
    """A single "I" or "V" behind a name counts sovereigns only where a title or a comma says so."""
    if run.single or not NUMERAL.match(run.words[-1]):
        return
    if not (run.strong or len(run.words[-1]) > 1 or run.text[run.end : run.end + 1] in ",.;:)"):
        run.keep(ALL_BUT_LAST)


def _is_sentence_end(run: _Run, lex: Lexicons) -> bool:
    """Initials at the end of a sentence, and the next one's first word."""
    initials = not run.single and all(AN_INITIAL.fullmatch(w) for w in run.words[:-1])
    return initials and run.plain[-1] in lex.common and run.words[-1] not in lex.given


def _is_cut(run: _Run) -> bool:
    """Part of a longer word ("Weiss-", "Can't"), a single letter, or an abbreviation."""
    surface = run.text[run.start : run.end]
    if run.end < len(run.text) and (run.text[run.end] == "-" or run.text[run.end : run.end + 2] in ("'t", "’t")):
        return True
    if run.single and run.text[run.end : run.end + 1] == "." and surface in ABBREVIATED:
        return True
    return len(surface) < 2 or not run.strong and surface.isupper() and run.single and not run.shouting


def _is_listed(run: _Run, lex: Lexicons) -> bool:
    """The lists know the words as something else, and no title speaks against that."""
    if any(p in lex.capitals for p in run.plain) or all(p in lex.groups for p in run.plain):
        return True
    if not run.strong:
        whole = run.text[run.start : run.end].lower()
        if run.plain[0] in lex.before_places or whole in lex.places or all(p in lex.places for p in run.plain):
            return True
    follows = NEXT_CAPITAL.match(run.text, run.end)
    return follows is not None and follows.group(1).lower() in lex.institutions


def _weighed(run: _Run, zone: str, lex: Lexicons) -> Candidate | None:
    before, after = run.text[max(0, run.start - 28) : run.start], run.text[run.end : run.end + 40]
    previous = PREVIOUS.search(before)
    # A word behind a full stop is of another sentence, unless it is short enough to be a title cut short.
    last = previous.group(1) if previous and (previous.group(2) != "." or len(previous.group(1)) <= 4) else ""
    following = NEXT_WORD.match(after)
    next_word = following.group(1) if following else ""
    of = THING_OF.search(before)
    thing = last.lower() in lex.things or of is not None and of.group(1).lower() in lex.things
    initials = bool(AN_INITIAL.match(run.words[0])) and not run.single
    given = run.words[0].title() in lex.given or run.words[0] in lex.given
    titled = any(last.lower() in words for words in (lex.kin, lex.roles, lex.titles, lex.addressed)) or last in lex.titles
    vouched = initials or INITIALS_AFTER.match(run.text, run.end) is not None
    run.strong = run.strong or vouched or titled
    if run.single and not run.strong and next_word in lex.roles and DESCRIBED.search(before):
        return None  # "a young Eritrean mechanic": a nation, not a name.
    full = given and not run.single
    score = run.score + INITIALS * vouched + _weigh_given(run, given, lex) + TITLED * titled
    score += _weigh_neighbours(after, next_word, lex)
    ending = ENDING_WORD.search(before)
    behind = ending.group(1).lower() if ending else ""
    if behind in LOCATIVE and not initials and not full:
        score += PLACED
    if behind == "the" and not full:
        score += WITH_ARTICLE
    if ending is not None and ending.group(1) == "by":
        score += BYLINE
    score += _weigh_family_name(run, after, full, lex) + THING * thing
    if zone == "heading" and not given and not run.shouting:
        score += LONE_LINE if _is_lone_line(run, lex) else HEADING
    return Candidate(run.start, run.end, run.words, score, run.strong, not run.single, thing)


def _weigh_given(run: _Run, given: bool, lex: Lexicons) -> float:
    """Points for a given name or a particle at the front."""
    score = 0.0
    if given and not run.single:
        score += FULL_NAME_WORD if run.words[0] in lex.given_words else FULL_NAME
    elif given:
        score += GIVEN_WORD if run.words[0] in lex.given_words or run.plain[0] in lex.common else GIVEN_ALONE
    if A_PARTICLE.match(run.words[0]) and not run.single:
        score += WITH_PARTICLE
    return score


def _weigh_neighbours(after: str, next_word: str, lex: Lexicons) -> float:
    """Points for what the words behind the name tell of it: it speaks, owns, lived."""
    score = 0.0
    if next_word in lex.verbs and next_word.islower():
        score += SPEAKS
    possessed = OWNED.match(after)
    if possessed:
        score += HAS_KIN if possessed.group(1).lower() in lex.kin else OWNS
    if LIFE.match(after):
        score += LIFE_DATES
    return score


def _weigh_family_name(run: _Run, after: str, full: bool, lex: Lexicons) -> float:
    """Points for and against the last word, which would be the family name."""
    name, score = run.plain[-1], 0.0
    listed, abstract = name in lex.places or name in lex.groups, ABSTRACT.search(name) is not None
    if name in lex.common:
        score += COMMON_AT_START if run.initial and run.single else COMMON_INSIDE
    else:
        score += NAME_ENDING * (SURNAME.search(run.words[-1]) is not None)
        if not listed and not abstract:
            # At a sentence's start an unexplained capital wants a verb behind it.
            verb = VERBAL.match(after) is not None and not INFLECTED.search(run.plain[0])
            inner = not run.initial or not run.single or verb
            score += UNEXPLAINED if inner and run.text[run.start - 1 : run.start] != "*" else UNEXPLAINED_AT_START
    if abstract and not run.strong and not full:
        score += ABSTRACT_NOUN
    return score + PLACE_NAME * (name in lex.places)


def _is_lone_line(run: _Run, lex: Lexicons) -> bool:
    line = run.text[: run.start].rsplit("\n", 1)[-1] + run.text[run.end : run.end + 40].split("\n", 1)[0]
    return len(run.words) in (2, 3) and not line.strip("*_# ") and not any(p in lex.common for p in run.plain)
