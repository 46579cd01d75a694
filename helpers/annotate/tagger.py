"""A text in. Out: the names in it that the authority file does not know, as people to be reviewed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.annotate.candidates import candidate
from helpers.annotate.capitals import INITIAL, INVERTED, SEQUENCE, WORD, behind_title, opens_sentence
from helpers.annotate.identities import Identities
from helpers.annotate.initials import Busy, bare_initials
from helpers.annotate.lexicons import Lexicons
from helpers.annotate.name_weights import Candidate
from helpers.annotate.people import INITIALS_AFTER, Name, slug

# "Falcon—Anna Weiss of Aue": a note that says whom a code name means.
IDENTIFIED = re.compile(rf"\W*({WORD})\s?[—–=]\s?(?=[^\n]*?{WORD})")
SUPPLIED = re.compile(r"\[([a-zà-ÿ]+)\](?!\w)")
ROMAN = re.compile(r"[IVXLC]+")
OWNER = re.compile(r"['’]s$")
# What a note cites: "Anna Weiss, Doorsteps: An Inquiry (Aue, 1953)".
CITED = re.compile(r"(?<=, )([A-Z][^().\n\[\]]{4,120}?) \((?=[A-Z][^()\n]{1,60}\d{4}[^()\n]{0,12}\))")
CYRILLIC = re.compile(r"[А-Яа-яЁё]{3}")
ITALIC = re.compile(r"(?=[*_])(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])")

FOLLOWER = re.compile(r"(\w{3,}?)(?:ites?|ists?|isms?|ians?)")
ENOUGH = 2.0  # points that make a name of a candidate
IN_TITLE = -2.0  # the words of a title are capitals for another reason
FULL_ELSEWHERE = 2.0  # the family name stands behind a given name somewhere in the text
OFTEN = 0.5  # it stands there three times or more
SURE_ELSEWHERE = 0.5  # some other place of it carries SURE points
SURE = 3.0  # from here on one place speaks for all places of a family name
NOT_AGAINST = -1.5  # unless the place itself speaks against it more than this
PLACED_ELSEWHERE = -2.0  # somewhere in the text "in" or "near" stands before it, and nothing makes it a person's
THING_ELSEWHERE = -1.5  # somewhere in the text the name is a thing's


def unknown_names(text: str, spans: list, known: list, lex: Lexicons, author: str = "") -> list[Name]:
    """Find names of people that no list knows.

    Each run of capitalised words is weighed: a title, a trade or a word of kinship
    before it, a given name or initials in it, a verb of speech after it speak for a person; a
    place preposition, a word such as Street or Factory, a place name against. A family
    name weighs as much as its best place in the text, so that a bare "Weiss" is known from "Dr Anna Weiss".

    Args:
        text: the file as it stands.
        spans: (start, end, zone) to read, in order.
        known: names already found; nothing overlapping them is returned.
        lex: word lists.
        author: the author's id, whose name needs no other evidence.

    Returns:
        Names with person_id `provisional:<slug>`, one id a person: the family name, with the
        given name where two share it; certainty from the weight.
    """
    taken = sorted((n.start, n.end) for n in known)
    titles = [m.span() for m in ITALIC.finditer(text) if is_title(m.group(1))]
    titles += [m.span(1) for start, end, zone in spans if zone == "note" for m in CITED.finditer(text, start, end)]
    found, openers = [], []

    def weigh(start: int, end: int, zone: str) -> None:
        weighed = candidate(text, start, end, zone, lex)
        if weighed is not None:
            _complete(text, weighed)
            weighed.score += IN_TITLE * any(s < weighed.start < e for s, e in titles)
            found.append(weighed)

    for start, end, zone in _free_runs(text, spans, taken, lex):
        if _only_opens(text, start, end, lex):
            openers.append((start, end, zone))
        else:
            weigh(start, end, zone)
    # "Bell rang.": a common word that opens a sentence is asked about only where it is part of a name elsewhere.
    parts = {word for c in found for word in c.words}
    for start, end, zone in openers:
        if text[start:end] in parts:
            weigh(start, end, zone)
    found.sort(key=lambda c: c.start)
    names = _decide(text, found, lex, author)
    codes = _code_names(text, spans, names, known)
    # What a note explains is no name of somebody new.
    explained = Busy(codes, [])
    names = [n for n in names if explained.is_free(n.start, n.end)] + codes
    return sorted(names + bare_initials(text, spans, names, taken, author, lex), key=lambda n: n.start)


def _only_opens(text: str, start: int, end: int, lex: Lexicons) -> bool:
    """Tell a common word that has its capital from the sentence it opens, and nothing behind it that a person would have."""
    word = text[start:end]
    return (
        word.lower() in lex.common
        and word not in lex.given
        and text[end : end + 1] not in "'’("
        and opens_sentence(text, start)
        and not behind_title(text, start)
    )


def _complete(text: str, c: Candidate) -> None:
    """Take in what an editor supplied of a name: "Sp[arre]"."""
    supplied = SUPPLIED.match(text, c.end)
    if supplied:
        c.words[-1], c.end = c.words[-1] + supplied.group(1), supplied.end()


def _free_runs(text: str, spans: list, taken: list, lex: Lexicons) -> Iterator[tuple[int, int, str]]:
    """Start, end and zone of the capitalised runs that no known name has taken."""
    cursor = 0
    for begin, stop, zone in spans:
        if CYRILLIC.search(text, begin, stop):
            continue  # Russian capitals are read by morphology.
        for start, end in _runs(text, begin, stop, lex):
            while cursor < len(taken) and taken[cursor][1] <= start:
                cursor += 1
            if cursor < len(taken) and taken[cursor][0] < end:
                # "Lina Weiss" before a known name: read only what stands before it.
                cut = SEQUENCE.match(text, start, taken[cursor][0]) if taken[cursor][0] > start else None
                if cut is None:
                    continue
                start, end = cut.span()
            yield start, end, zone


def _runs(text: str, begin: int, stop: int, lex: Lexicons) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; in a line of capitals, the runs of words that are no common words."""
    for match in SEQUENCE.finditer(text, begin, stop):
        run = match.group()
        if not run.isupper() or " " not in run:
            yield match.span()
            continue
        part = None
        for word in re.finditer(r"\S+", run):
            plain = OWNER.sub("", word.group().lower())
            if plain in lex.common or plain in lex.titles:
                if part is not None:
                    yield part
                part = None
            else:
                part = (part[0] if part else match.start() + word.start(), match.start() + word.end())
        if part is not None:
            yield part


def is_title(words: str) -> bool:
    """Tell a title from words that are merely stressed: most of its longer words begin with a capital."""
    longer = [w for w in re.findall(r"[^\W\d_]+", words) if len(w) > 3 or w[:1].isupper()]
    return bool(longer) and sum(w[0].isupper() for w in longer) >= 0.6 * len(longer)


def _code_names(text: str, spans: list, names: list, known: list) -> list[Name]:
    """Names that an editor's note explains, wherever the text uses them."""
    out, busy = [], Busy([], [(n.start, n.end) for n in known])
    for begin, stop, zone in spans:
        if zone != "note":
            continue
        told = IDENTIFIED.match(text, begin, stop) or IDENTIFIED.match(text, text.find(" ", begin, stop) + 1, stop)
        meant = _meant(text, told.end(), names, known) if told else None
        if meant is None or told.group(1).lower() in meant.person_id:
            continue
        for m in re.finditer(rf"(?<!\w){re.escape(told.group(1))}(?!\w)", text):
            if busy.is_free(*m.span()):
                out.append(Name(*m.span(), "pseudonym", meant.person_id, "the edition's own note", 0.85))
    return out


def _meant(text: str, position: int, names: list, known: list) -> Name | None:
    """Whom a note names behind its dash: somebody known directly there ("Iskra—the paper of Weiss" is nobody), or new."""
    near = next((n for n in known if n.start == position), None)
    if near is None:
        near = next((n for n in names if position - 1 <= n.start < position + 60 and n.end - n.start > 3), None)
    return None if near is None or re.search(r"[;.]\s", text[position : near.start]) else near


@dataclass
class _Family:
    """What the whole text tells of one family name.

    Attributes:
        best: points of its best place.
        count: places.
        things: places where it is a thing's name.
        placed: places where "in" or "near" stands before it.
        titled: whether a title or initials stand before it somewhere.
        full: whether a given name or initials stand before it somewhere, or it is itself such a given name.
    """

    best: float = 0.0
    count: int = 0
    things: int = 0
    placed: int = 0
    full: bool = False
    titled: bool = False


def _families(found: list, lex: Lexicons, author: str) -> dict[str, _Family]:
    families = defaultdict(_Family)
    if author:
        for name in {author, author.split("-")[-1]}:
            families[name] = _Family(best=SURE, full=True)
    for c in found:
        family = families[slug(c.words[-1])]
        if c.place:
            continue
        family.best = max(family.best, c.score)
        family.titled = family.titled or c.strong and c.score >= SURE
        family.count += 1
        family.things += c.thing
        family.placed += c.placed
        if c.multi and c.score >= ENOUGH and (c.words[0] in lex.given or re.match(INITIAL, c.words[0])):
            family.full = families[slug(c.words[0])].full = True
        if c.multi and c.score >= SURE:
            # "Otto Weiss" is later "Otto", as sovereigns and some nations call people.
            first = families[slug(c.words[0])]
            first.best, first.full = max(first.best, c.score), True
    return families


def _decide(text: str, found: list, lex: Lexicons, author: str) -> list[Name]:
    """Weigh each family name over the whole text, then keep the places that carry it."""
    families, kept = _families(found, lex, author), []
    for c in found:
        family = families[slug(c.words[-1])]
        if _is_follower(c, families) or c.place and (c.placed or not family.titled or family.best < SURE):
            continue
        weight = c.score + FULL_ELSEWHERE * (family.full and family.best >= ENOUGH)
        weight += OFTEN * (family.count > 2) + SURE_ELSEWHERE * (family.best >= SURE)
        if not c.multi and family.best >= SURE and c.score > NOT_AGAINST:
            weight = max(weight, ENOUGH)
        if family.placed and not c.strong and not family.full and family.best < SURE:
            weight += PLACED_ELSEWHERE
        if weight + THING_ELSEWHERE * (family.things > 0 and not c.strong) < ENOUGH:
            continue
        if kept and c.start < _with_given_name(text, kept[-1][0], lex):
            continue
        kept.append((c, round(min(0.95, 0.5 + weight / 12), 2)))
    identities = Identities([c for c, _ in kept], lex, author)
    return [
        Name(c.start, _with_given_name(text, c, lex), "name", identities.person(c), "capitals and context", certainty)
        for c, certainty in kept
    ]


def _is_follower(c: Candidate, families: dict) -> bool:
    """Tell a word made of a name of the text: a Weissite, Weissist or Weissian is nobody in particular."""
    made = FOLLOWER.fullmatch(c.words[-1]) if not c.multi and not c.strong else None
    return made is not None and families[slug(made[1])].best >= ENOUGH if made and slug(made[1]) in families else False


def _with_given_name(text: str, c: Candidate, lex: Lexicons) -> int:
    """The end of a name with the initials or given name that an index prints behind it."""
    initials, given = INITIALS_AFTER.match(text, c.end), INVERTED.match(text, c.end)
    if initials:
        return initials.end() - (text[initials.end() - 1].isspace())
    listed = given is not None and given.group(1) in lex.given and given.group(1) not in lex.given_words
    # "Weiss, Lang, Roe" are three: without a list only "Weiss, Anna—" or "Weiss, Anna (" is one.
    given = None if given and ROMAN.fullmatch(given.group(1)) else given
    bare = given is not None and not given.group(2) and text[given.end() :].lstrip()[:1] in ("—", "–", ":", "(")
    if given and not c.multi and (listed or bare and text[c.start - 1 : c.start] in "—] "):
        return given.end()
    return c.end
