"""A text in. Out: the names in it that the authority file does not know, as people to be reviewed."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from helpers.annotate.people import INITIALS_AFTER, Name
from helpers.annotate.seeds import Seeds

WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ](?:[^\W\d_]|[’'](?=[A-ZÀ-Þ])|(?<=[^\W\d_])-(?=[^\W\d_]))+"
# An initial, or a given name cut short as signatures have it.
INITIAL = r"(?:[A-ZÀ-ÞА-Я][hlu]?|Nathl|Wm|Thos|Chas|Geo|Jas|Jos|Robt|Saml|Benj|Alexr|Edw|Edwd|Jno|Danl|Richd|Fredk)\."
PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|du|des|le|la|ten|ter|zu|zur|af|av|y|bin|ibn|ben)"
JOINED = r"(?:al-|el-|ad-|as-|ar-|d[’']|l[’']|O[’'])"
GAP = r"[ \u00a0]{1,4}"
ONE = rf"(?:{INITIAL}{GAP}?|{PARTICLE}{GAP})*{JOINED}?{WORD}"
SEQUENCE = re.compile(rf"(?<![\w’'-]){ONE}(?:{GAP}{ONE})*(?!\w)")
# "Weiss, Anna—a printer": how notes and indexes print a name.
INVERTED = re.compile(rf",\s({WORD})(?=\s?[—–:,(]|\s-\s)")
# "Falcon—Anna Weiss of Aue": a note that says whom a code name means.
IDENTIFIED = re.compile(rf"\W*({WORD})\s?[—–=]\s?(?=[^\n]*?{WORD})")
ALONE = re.compile(r"(?<![\w.])(?:[A-ZÀ-ÞА-Я]\.[ \u00a0]?){2,3}(?![\w\u00a0 ]*[A-ZÀ-ÞА-Я])(?!\w)")
ADDRESSED = frozenset(
    "dear dearest respected esteemed beloved monsieur signed cher chère caro liebe lieber дорогой дорогая".split()
)
NUMERAL = re.compile(r"(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI)$")
LOCATIVE = re.compile(r"\b(?:in|at|near|through|towards?|outside|inside|across|around|into|beyond|via)\s+$", re.IGNORECASE)
SURNAME = re.compile(
    r"(?:ov|ova|ev|eva|sky|skii|ski|skaya|ska|vich|vitch|enko|shvili|dze|yan|ian|son|sen|sson|stein|berg|mann|witz|czyk|escu|oglu|pour"
    r"|ez|ini|elli|etti|ault|eau)$|^(?:Mc|Mac|O['’]|Fitz|al-|el-)"
)
LIFE = re.compile(r"\s*[(\[](?:born |b\. |c\. )?1\d{3}\s?[–—-]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]{3}")
START = re.compile(r"(?:^|[.!?…:]['\"”’»)\]*]*\s+|[\n\r]\s*|[\"“‘«„(\[*>]\s*|[—–]\s?)$")
# Abstract and collective nouns, which no list can hold all of.
ABSTRACT = re.compile(r"(?:ships?|hood|isms?|ments?|tions?|sions?|ness|ity|ies|ists?|ians|ates?|als|ics)$")
VERBAL = re.compile(
    r"\s+(?:was|is|had|has|did|could|would|will|said|[a-z]+ed|[a-z]+s|came|went|took|gave|wrote|sat|got|knew|thought)\b"
)
INFLECTED = re.compile(r"(?:ing|ed|ly|[^s]s)$|-")
ITALIC = re.compile(r"(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])")
# Words that say that the name beside them is a thing's or a place's.
THING = frozenset(
    "newspaper journal magazine paper weekly daily organ ship brig frigate steamer cruiser yacht boat schooner village town city port island"
    " isle river lake mountain hill street square quarter suburb district province county estate castle fortress farm inn hotel car horse dog"
    " opera poem novel play nearby".split()
)
DESCRIBED = re.compile(r"\b(?:an?|the|another|young|old|older|elderly|former|\w+-year-old|female|male)\s+$", re.IGNORECASE)
THING_OF = re.compile(r"\b(\w+) of (?:the )?$")
SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Lexicons:
    """Word lists for telling names of people from other capitals, all lower case but the given names."""

    given: dict
    given_words: frozenset
    common: frozenset
    places: frozenset
    groups: frozenset
    capitals: frozenset
    institutions: frozenset
    before_places: frozenset
    titles: frozenset
    roles: frozenset
    kin: dict
    verbs: frozenset


def read_lexicons(seeds: Seeds) -> Lexicons:
    """Read the word lists of seeds/lexicons/."""
    names, titles, institutions = seeds.lexicon("given_names"), seeds.lexicon("titles"), seeds.lexicon("institution_words")
    kin = seeds.lexicon("kinship")
    low = lambda column: frozenset(column.str.lower())  # noqa: E731
    verbs = [f for forms in seeds.lexicon("speech_verbs").forms for f in forms.split("|")]
    return Lexicons(
        given=dict(zip(names["name"], names.gender, strict=True)),
        given_words=frozenset(names.loc[names.word == "1", "name"]),
        common=frozenset(seeds.lexicon("common_words").word),
        places=low(seeds.lexicon("places").place),
        groups=low(seeds.lexicon("groups").word),
        capitals=low(seeds.lexicon("common_capitals").word) | low(seeds.lexicon("calendar_words").word),
        institutions=low(institutions.loc[(institutions.after == "1") | (institutions.before != "1"), "word"]),
        before_places=low(institutions.loc[institutions.before == "1", "word"]),
        titles=low(titles.loc[titles.kind == "before", "title"].str.rstrip(".")),
        roles=low(titles.loc[titles.kind == "role", "title"]),
        kin=dict(zip(kin.word.str.lower(), kin.gender, strict=True)),
        verbs=frozenset(verbs),
    )


@dataclass
class _Candidate:
    start: int
    end: int
    words: list
    score: float
    strong: bool
    multi: bool
    thing: bool


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
        Names with person_id `provisional:<slug>`, one slug a family name, certainty from the weight.
    """
    taken = sorted((n.start, n.end) for n in known)
    found, cursor = [], 0
    titles = [m.span() for m in ITALIC.finditer(text) if is_title(m.group(1))]
    for begin, stop, zone in spans:
        if CYRILLIC.search(text, begin, stop):
            continue  # Russian capitals are read by morphology.
        for match in _runs(text, begin, stop, lex):
            while cursor < len(taken) and taken[cursor][1] <= match[0]:
                cursor += 1
            if cursor < len(taken) and taken[cursor][0] < match[1]:
                if taken[cursor][0] <= match[0]:
                    continue
                # "Lina Weiss" before a known name: read only what stands before it.
                cut = SEQUENCE.match(text, match[0], taken[cursor][0])
                if cut is None:
                    continue
                match = cut.span()
            candidate = _candidate(text, *match, zone, lex)
            if candidate is not None:
                # The words of a title are capitals for another reason.
                candidate.score -= 2 * any(s < candidate.start < e for s, e in titles)
                found.append(candidate)
    names = _decide(text, found, lex, author)
    extra = _code_names(text, spans, names, taken) + _bare_initials(text, spans, names, taken, author)
    return sorted(names + extra, key=lambda n: n.start)


def _bare_initials(text: str, spans: list, names: list, taken: list, author: str) -> list[Name]:
    """Two or three initials that stand for a person: alone on a line, after a salutation, or after "signed"."""
    out, busy = [], sorted([(n.start, n.end) for n in names] + taken)
    for begin, stop, _ in spans:
        for m in ALONE.finditer(text, begin, stop):
            end = m.end() - (text[m.end() - 1] in " \u00a0")
            before = re.search(r"([^\W\d_]+)\s+(?:himself |herself )?$", text[max(begin, m.start() - 30) : m.start()])
            addressed = before is not None and (before.group(1).lower() in ADDRESSED or before.group(0).split()[0] == "signed")
            index = bisect_left(busy, (end,)) - 1
            if (addressed or m.start() == begin and end == stop) and (index < 0 or busy[index][1] <= m.start()):
                letters = re.findall(r"[^\W\d_]", m.group().lower())
                own = author.startswith(letters[-1]) and end == stop
                person = author if own else "unknown:" + _key("-".join(letters))
                out.append(Name(m.start(), end, "initials", person, "initials alone", 0.7))
    return out


def is_title(words: str) -> bool:
    """Tell a title from words that are merely stressed: most of its longer words begin with a capital."""
    longer = [w for w in re.findall(r"[^\W\d_]+", words) if len(w) > 3 or w[:1].isupper()]
    return bool(longer) and sum(w[0].isupper() for w in longer) >= 0.6 * len(longer)


def _runs(text: str, begin: int, stop: int, lex: Lexicons):  # noqa: ANN202 - a generator of (start, end)
    """Runs of capitalised words; in a line of capitals, the runs of words that are no common words."""
    for match in SEQUENCE.finditer(text, begin, stop):
        run = match.group()
        if not run.isupper() or " " not in run:
            yield match.span()
            continue
        start = None
        for word in re.finditer(r"\S+", run):
            if word.group().lower() in lex.common or word.group().lower() in lex.titles:
                if start is not None:
                    yield match.start() + start, match.start() + end
                start = None
            else:
                start = word.start() if start is None else start
                end = word.end()
        if start is not None:
            yield match.start() + start, match.start() + end


def _code_names(text: str, spans: list, names: list, taken: list) -> list[Name]:
    """Names that an editor's note explains, wherever the text uses them."""
    out, busy = [], sorted([(n.start, n.end) for n in names] + taken)
    for begin, stop, zone in spans:
        if zone != "note":
            continue
        told = IDENTIFIED.match(text, begin, stop) or IDENTIFIED.match(text, text.find(" ", begin, stop) + 1, stop)
        meant = next((n for n in names if told and told.end() - 1 <= n.start < told.end() + 60 and n.end - n.start > 3), None)
        if told is None or meant is None or told.group(1).lower() in meant.person_id:
            continue
        for m in re.finditer(rf"(?<!\w){re.escape(told.group(1))}(?!\w)", text):
            index = bisect_left(busy, (m.end(),)) - 1
            if index < 0 or busy[index][1] <= m.start():
                out.append(Name(*m.span(), "pseudonym", meant.person_id, "the edition's own note", 0.85))
    return out


def _candidate(text: str, start: int, end: int, zone: str, lex: Lexicons) -> _Candidate | None:
    """Trim a run of capitalised words to what may be a name, and weigh it."""
    pieces = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    words = [text[s:e] for s, e in pieces]
    initial = START.search(text[max(0, start - 12) : start]) is not None or start == 0
    score, strong = 0.0, False
    shouting = text[start:end].isupper() and len(text[start:end]) > 4
    plain = [w.rstrip(".").lower() for w in words]
    # Titles, trades and nations before a name stay outside it and speak for it.
    while words and (plain[0] in lex.titles or plain[0] in lex.roles or plain[0] in lex.groups) and words[0] not in lex.given:
        strong = strong or plain[0] not in lex.groups
        score += 3 if plain[0] not in lex.groups else 0.5
        initial = False
        pieces, words, plain = pieces[1:], words[1:], plain[1:]
    while (
        len(words) > 1
        and initial
        and not re.fullmatch(INITIAL, words[0])
        and plain[0] in lex.common
        and (words[0] not in lex.given or words[0] in lex.given_words)
    ):
        pieces, words, plain = pieces[1:], words[1:], plain[1:]
        initial = False
    if not words or any(p in lex.institutions for p in plain[1:] or plain) and not (len(words) == 1 and strong):
        return None
    if plain[0] in lex.before_places and len(words) > 1 or words[0] in ("I", "P.S.") or words[:2] == ["P.", "S."]:
        return None
    if (
        len(words) > 1
        and NUMERAL.match(words[-1])
        and not (strong or len(words[-1]) > 1 or text[pieces[-1][1] : pieces[-1][1] + 1] in ",.;:)")
    ):
        pieces, words, plain = pieces[:-1], words[:-1], plain[:-1]
    while len(words) > 1 and plain[0] in lex.capitals and not re.fullmatch(INITIAL, words[0]):
        pieces, words, plain = pieces[1:], words[1:], plain[1:]
    if (
        len(words) > 1
        and all(re.fullmatch(INITIAL, w) for w in words[:-1])
        and plain[-1] in lex.common
        and words[-1] not in lex.given
    ):
        return None  # Initials at the end of a sentence, and the next one's first word.
    while len(words) > 1 and (plain[-1] in lex.groups or plain[-1] in lex.capitals):
        pieces, words, plain = pieces[:-1], words[:-1], plain[:-1]
    start, end = pieces[0][0], pieces[-1][1]
    surface = text[start:end]
    if (
        end < len(text)
        and (text[end] == "-" or text[end : end + 2] in ("'t", "’t"))
        or len(surface) < 2
        or not strong
        and surface.isupper()
        and len(words) == 1
        and not shouting
    ):
        return None
    if (
        any(p in lex.capitals for p in plain)
        or all(p in lex.groups for p in plain)
        or not strong
        and plain[0] in lex.before_places
    ):
        return None
    whole = surface.lower()
    if not strong and (whole in lex.places or all(p in lex.places for p in plain)):
        return None
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    next_word = re.match(r"\s+([^\W\d_]+)", after)
    if re.match(r"\s+[A-ZÀ-Þ]", after) and next_word and next_word.group(1).lower() in lex.institutions:
        return None
    previous = re.search(r"([^\W\d_]+)(\.|,)?\s+(?:[\"“‘'*]\s?)?$", before)
    last = previous.group(1) if previous and (previous.group(2) != "." or len(previous.group(1)) <= 4) else ""
    of = THING_OF.search(before)
    thing = last.lower() in THING or of is not None and of.group(1).lower() in THING
    has_initial = bool(re.match(INITIAL, words[0])) and len(words) > 1
    given = words[0].title() in lex.given or words[0] in lex.given
    particle = re.match(PARTICLE, words[0]) is not None
    if has_initial or INITIALS_AFTER.match(text, end):
        score, strong = score + 3, True
    if given and len(words) > 1:
        score += 3 if words[0] not in lex.given_words else 2
    elif given:
        score += 2.2 if words[0] not in lex.given_words and plain[0] not in lex.common else 0.6
    if particle and len(words) > 1:
        score += 1.5
    if (
        last.lower() in lex.kin
        or last.lower() in lex.roles
        or last.lower() in lex.titles
        or last in lex.titles
        or last.lower() in ADDRESSED
    ):
        score, strong = score + 3, True
    if next_word and next_word.group(1) in lex.verbs and next_word.group(1).islower():
        score += 2
    if len(words) == 1 and not strong and next_word and next_word.group(1) in lex.roles and DESCRIBED.search(before):
        return None  # "a young Eritrean mechanic": a nation, not a name.
    possessed = re.match(r"['’]s\s+([^\W\d_]+)", after)
    if possessed:
        score += 2 if possessed.group(1).lower() in lex.kin else 0.7
    if LIFE.match(after):
        score += 3
    if SURNAME.search(words[-1]) and plain[-1] not in lex.common:
        score += 1.6
    if re.search(r"\bby\s+$", before):
        score += 1.2
    if LOCATIVE.search(before) and not has_initial and not (given and len(words) > 1):
        score -= 2
    if re.search(r"\bthe\s+$", before, re.IGNORECASE) and not (given and len(words) > 1):
        score -= 2.5
    if plain[-1] in lex.common:
        score -= 1.2 if not initial or len(words) > 1 else 2.5
    elif plain[-1] not in lex.places and plain[-1] not in lex.groups and not ABSTRACT.search(plain[-1]):
        # A capital that no list explains; at a sentence's start it wants a verb behind it.
        inner = not initial or len(words) > 1 or VERBAL.match(after) is not None and not INFLECTED.search(plain[0])
        score += 2.0 if inner and text[start - 1 : start] != "*" else 0.6
    if ABSTRACT.search(plain[-1]) and not strong and not (given and len(words) > 1):
        score -= 2
    if thing:
        score -= 3
    if plain[-1] in lex.places:
        score -= 1.5
    if zone == "heading" and not given and not shouting:
        # A line that is nothing but two or three such words is a byline, other headings have capitals of their own.
        alone = (
            len(words) in (2, 3)
            and text[:start].rsplit("\n", 1)[-1].strip("*_# ") == ""
            and after.split("\n", 1)[0].strip("*_# ") == ""
        )
        score += 1 if alone and not any(p in lex.common for p in plain) else -0.5
    return _Candidate(start, end, words, score, strong, len(words) > 1, thing)


def _decide(text: str, found: list, lex: Lexicons, author: str) -> list[Name]:
    """Weigh each family name over the whole text, then keep the places that carry it."""
    best, count, full, things = defaultdict(float), defaultdict(int), {}, defaultdict(int)
    if author:
        best[author], full[author] = 3.0, set()
    for c in found:
        key = _key(c.words[-1])
        best[key] = max(best[key], c.score)
        count[key] += 1
        things[key] += c.thing
        if c.multi and c.score >= 2 and (c.words[0] in lex.given or re.match(INITIAL, c.words[0])):
            full.setdefault(key, set()).add(c.words[0])
            full.setdefault(_key(c.words[0]), set())
    out = []
    for c in found:
        key = _key(c.words[-1])
        known = key in full and best[key] >= 2
        weight = c.score + (2 if known else 0) + (0.5 if count[key] > 2 else 0) + (0.5 if best[key] >= 3 else 0)
        if not c.multi and best[key] >= 3 and c.score > -1.5:
            weight = max(weight, 2.0)
        if weight - (1.5 if things[key] and not c.strong else 0) < 2:
            continue
        end = c.end
        initials, given = INITIALS_AFTER.match(text, end), INVERTED.match(text, end)
        if initials:
            end = initials.end() - (text[initials.end() - 1].isspace())
        elif given and not c.multi and (given.group(1) in lex.given or text[c.start - 1 : c.start] in "—] "):
            end = given.end()
        if out and c.start < out[-1].end:
            continue
        certainty = round(min(0.95, 0.5 + weight / 12), 2)
        out.append(Name(c.start, end, "name", _person(c, found, lex, author), "capitals and context", certainty))
    return out


def _person(c: _Candidate, found: list, lex: Lexicons, author: str) -> str:
    """One slug for one family name; a given name alone is that of the one full name that begins with it."""
    if not c.multi and c.words[0] in lex.given:
        owners = {_key(f.words[-1]) for f in found if f.multi and f.words[0] == c.words[0]}
        if len(owners) == 1:
            return _known_as(owners.pop(), author)
    words = c.words[:-1] if len(c.words) > 2 and NUMERAL.match(c.words[-1]) else c.words
    return _known_as(_key(words[-1]), author)


def _known_as(slug: str, author: str) -> str:
    return author if slug == author else f"provisional:{slug}"


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower().replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return SLUG.sub("-", "".join(ch for ch in plain if not unicodedata.combining(ch))).strip("-") or word.lower()
