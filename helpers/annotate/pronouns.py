"""Mentions and voices in. Out: pronouns that mean one person, each with its person, certainty and reason."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from helpers.annotate.antecedents import BEFORE_STRANGER, CLAUSE, STRANGER, Antecedent, addressees, begins_clause, named, stranger
from helpers.annotate.attribution import SENTENCE_BREAK
from helpers.annotate.epithets import EpithetReader
from helpers.annotate.lexicons import Lexicons
from helpers.annotate.listed import Listed, lowered
from helpers.annotate.mentions import SpeakerIndex
from helpers.annotate.people import Authority, Name
from helpers.annotate.reading import is_unnamed
from helpers.annotate.views import View

ENGLISH = re.compile(
    r"(?<![\w'’-])(?:(?P<first>(?<![A-Z]\.\s)(?<!War\s)(?<!Part\s)(?<!Book\s)(?<!Act\s)(?<!Volume\s)(?<!Chapter\s)I|me|my|(?<=of\s)mine|(?<=is\s)mine|(?<=was\s)mine|(?<=than\s)mine|(?<=like\s)mine|myself|Me|My|Mine(?=\s(?:is|was|are|were)\b)|Myself)|(?P<second>[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself)"
    r"|(?P<male>[Hh]e|[Hh]im|[Hh]is|[Hh]imself|HE|HIS|HIM)|(?P<female>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|SHE|HER))(?![\w-])(?!\.[A-Z])"
)
# The forms that the pattern tells apart: found first, all at once.
PRONOUNS = Listed(
    "I me my mine myself Me My Mine Myself you your yours yourself You Your Yours Yourself"
    " he him his himself He Him His Himself HE HIS HIM she her hers herself She Her Hers Herself SHE HER".split()
)
RUSSIAN = re.compile(
    r"(?<!\w)(?:(?P<first>[Яя]|[Мм]еня|[Мм]не|[Мм]ной|[Мм]ой|[Мм]оя|[Мм]о[её]|[Мм]оего|[Мм]оей|[Мм]ою)"
    r"|(?P<second>Вы|Вам|Вас|Вами|Ваш|Ваша|Ваше|Вашего|Вашей|Вашу|Вашим)"
    r"|(?P<male>[Оо]н|[Ее]го|[Ее]му|[Нн]его|[Нн]ему|[Нн]им|н[её]м)|(?P<female>[Оо]на|[Ее][её]|[Ее]й|[Ее]ю|[Нн]ей|[Нн]ею|[Нн]е[её]))(?!\w)"
)
# Points of what makes an antecedent likely. Set by hand.
NEAR = (60, 46, 32, 20, 10, 5)  # by sentences between it and the pronoun; farther ones are not asked
SUBJECT = 20  # a subject is more often gone on with than an object
WITNESS = 16  # for a witness who is quoted right there: "A weaver said '…'. He"
UNNAMED = 8  # off, for somebody who has no name
REFLEXIVE = 10  # "himself" goes back to its own clause's subject
SAME_SENTENCE = 14  # "Weiss thought that he": the same subject
SAME_GENDER = 8  # rather than one whose gender is not known
PER_CHARACTER = 0.004  # off, for each character between
SAME_VOICE = 4  # rather than somebody named by another voice
FREQUENT = 24  # whom a text speaks of most, it means most often; times their share of that
# What stands between a closing quotation mark and the pronoun of its frame.
FRAMED = re.compile(r"[\"”’'»]\s+(?:(?P<verb>\w+)\s+)?$")
VERB = re.compile(r"\s+(?:had |then |only |just )?(\w+)")
OBJECT = frozenset(("him", "himself", "ему", "его", "ней", "нему"))
SELF = re.compile(r"(?:self|себ\w+)$", re.IGNORECASE)
GENERIC = re.compile(r"\b(?:anyone|everyone|someone|nobody|no one|each|whoever|a man|a person|one)\b[^.!?]{0,40}$", re.IGNORECASE)


@dataclass
class _Doc:
    """One text: whom its speakers address, how often it names each person, the pronouns found so far."""

    doc_id: str
    author: str
    speakers: SpeakerIndex
    addressee: dict
    frequent: dict
    genders: dict
    found: list = field(default_factory=list)
    most: int = field(init=False)

    def __post_init__(self):
        self.most = max(self.frequent.values(), default=1)

    def share(self, person: str) -> float:
        """How often the text names a person, by the one it names most: 0 to 1."""
        return self.frequent.get(person, 0) / self.most


class PronounReader:
    """Resolves the pronouns of one corpus.

    Args:
        authority: genders and relations.
        nouns: nouns for human beings (a stranger: "a comrade … he").
        epithets: says whose wife or brother an epithet means once its pronoun is known.
        lex: given names, words of kinship and nouns for people, with their gender.
        first: group of unnamed voices → whom its "I" means.
    """

    def __init__(self, authority: Authority, nouns: frozenset, epithets: EpithetReader, lex: Lexicons, first: dict):
        self._first = first
        self._authority, self._strangers, self._epithets, self._lex = authority, Listed(filter(str.isalpha, nouns)), epithets, lex

    def read(self, row, views: list, names: list, genders: dict, speakers: SpeakerIndex) -> list[Name]:
        """Find and resolve the pronouns of one text, and the epithets that a pronoun owns.

        Args:
            row: its row of the catalogue.
            views: its paragraphs.
            names: its names and epithets, in order.
            genders: person_id → m, f or u.
            speakers: who speaks where.

        Returns:
            The names and epithets, epithets resolved, and the pronouns.
        """
        frequent = {}
        for n in names:
            frequent[n.person_id] = frequent.get(n.person_id, 0) + 1
        told = {**addressees(views, names, speakers), **({row.author_id: row.addressee_id} if row.addressee_id else {})}
        doc = _Doc(row.doc_id, row.author_id, speakers, told, frequent, genders)
        starts = [n.start for n in names]
        carried: list[Antecedent] = []
        for view in views:
            if view.zone == "boilerplate":
                continue
            here = []
            for _, raw, length in view.pieces:
                here += names[bisect_left(starts, raw) : bisect_left(starts, raw + length)]
            carried = self._paragraph(doc, view, here, carried)
        done = {(n.start, n.end) for n in doc.found}
        return [n for n in names if (n.start, n.end) not in done and not n.person_id.startswith("of:")] + doc.found

    def _paragraph(self, doc: _Doc, view: View, here: list, carried: list) -> list[Antecedent]:
        """Read a paragraph from left to right; return whom the next one's pronouns may mean."""
        text = view.text
        breaks = [0, *(m.end() for m in SENTENCE_BREAK.finditer(text))]
        past = [a for a in carried if a.sentence > -len(NEAR)]
        owned = {n.start: n for n in here if n.form == "epithet" and n.person_id.startswith("of:")}
        taken = [(view.local(n.start), view.local(n.end)) for n in here]
        items = sorted(self._items(view, here) + self._witnesses(doc, view, breaks), key=lambda i: i[:2])
        clauses = [m.end() for m in CLAUSE.finditer(text)] if any(kind == "pronoun" for _, kind, _ in items) else []
        for position, kind, item in items:
            sentence = bisect_right(breaks, position) - 1
            place = (breaks[sentence], sentence, doc.speakers.at(view.raw(position))[0])
            if kind == "name" and (item.person_id.startswith("of:") or item.form == "in_title"):
                # An epithet owned by a pronoun waits for it; its own words are no antecedent before that.
                continue
            if kind == "name":
                span = (position, view.local(item.end))
                past.append(named(text, span, item.person_id, doc.genders[item.person_id], place))
            elif kind == "witness":
                person, teller = item
                past.append(Antecedent(position, person, "u", sentence, teller, subject=True, stranger=True, witness=True))
            elif kind == "stranger":
                somebody = stranger(text, item, taken, place, self._lex)
                past += [somebody] if somebody else []
            else:
                past += self._pronoun(doc, view, item, past, owned, place, clauses)
        count = len(breaks)
        return [
            replace(a, start=a.start - len(text) - 1, sentence=a.sentence - count) for a in past if a.sentence > count - len(NEAR)
        ]

    def _items(self, view: View, here: list) -> list[tuple]:
        """What a reader meets, in order: names, pronouns, and unnamed people."""
        items = [(view.local(n.start), "name", n) for n in here]
        # "Albert I" counts kings.
        counted = {view.local(n.end) + 1 for n in here if n.form != "epithet"}
        if view.language == "ru":
            items += [(m.start(), "pronoun", m) for m in RUSSIAN.finditer(view.text)]
            return sorted(items, key=lambda i: i[:2])
        found = (ENGLISH.match(view.text, start) for start, _, _ in PRONOUNS.find(view.text))
        items += [(m.start(), "pronoun", m) for m in found if m and (m.group() != "I" or m.start() not in counted)]
        for start, _, _ in self._strangers.find(lowered(view.text)):
            led = BEFORE_STRANGER.search(view.text, max(0, start - 16), start)
            m = STRANGER.match(view.text, led.start()) if led else None
            items += [(start, "stranger", m)] if m else []
        return sorted(items, key=lambda i: i[:2])

    def _witnesses(self, doc: _Doc, view: View, breaks: list[int]) -> list[tuple]:
        """The unnamed people whom a paragraph quotes: at the sentence that introduces them, and where their words end."""
        out, teller, quoted = [], doc.speakers.at(view.start), None
        for offset, voice in doc.speakers.turns(view.start, view.raw(len(view.text) - 1) + 1):
            position = view.local(offset)
            if quoted is not None:
                out.append((position, "witness", (quoted, teller[0])))
                quoted = None
            who = self._first.get(voice[1])
            if who and voice != teller and is_unnamed(*voice[:2]):
                quoted = f"unknown:{who}"
                begin = breaks[bisect_right(breaks, position) - 1]
                out.append((begin, "witness", (quoted, teller[0])))
        return out

    def _pronoun(
        self, doc: _Doc, view: View, m: re.Match, past: list, owned: dict, place: tuple, clauses: list[int]
    ) -> list[Antecedent]:
        """Resolve a pronoun and the epithet it owns; return both as antecedents."""
        begin, sentence, voice = place
        resolved = self._resolve(doc, view, m, past, sentence, begin, clauses)
        if resolved is None:
            return []
        person, certainty, reason = resolved
        start, end, out = view.raw(m.start()), view.raw(m.end() - 1) + 1, []
        doc.found.append(Name(start, end, "pronoun", person, reason, certainty))
        epithet = owned.get(start)
        if epithet is not None:
            kin = epithet.person_id[3:]
            whose = self._epithets.relation(person, kin, doc.doc_id)
            doc.found.append(Name(start, epithet.end, "epithet", whose, f"{kin} of {person}", round(0.9 * certainty, 2)))
            subject = begins_clause(view.text[begin : m.start()])
            out.append(Antecedent(m.end(), whose, self._lex.kin.get(kin, "u"), sentence, voice, subject))
        if m.lastgroup in ("male", "female"):
            subject = m.group().lower() in ("he", "she", "он", "она")
            unnamed = person.startswith("unknown:")
            out.append(Antecedent(m.start(), person, m.lastgroup[0], sentence, voice, subject, stranger=unnamed))
        return out

    def _resolve(self, doc: _Doc, view: View, m, past: list, sentence: int, begin: int, clauses: list[int]) -> tuple | None:
        position = view.raw(m.start())
        speaker, group, told = doc.speakers.at(position)
        if m.lastgroup == "first":
            if group == "editor":
                return None
            if is_unnamed(speaker, group):
                return f"unknown:{self._first.get(group) or 'speaker'}", 0.9, "first person: the unnamed speaker"
            return speaker, 0.98, f"first person: {speaker} speaks"
        if m.lastgroup == "second":
            if told:
                return told, 0.85, f"second person: {speaker} speaks to {told}"
            letter = doc.addressee.get(speaker) or ("" if is_unnamed(speaker, group) else doc.addressee.get("*", ""))
            return (letter, 0.9, "second person: the letter's addressee") if letter and letter != speaker else None
        before = bisect_right(clauses, m.start())
        clause = max(begin, clauses[before - 1] if before else 0)
        framed = self._framed(doc, view, m, speaker)
        if framed:
            return framed, 0.9, f"subject of the frame of {framed}'s words"
        return self._third(doc, view, m, past, sentence, (begin, clause), speaker)

    def _framed(self, doc: _Doc, view: View, m, teller: str) -> str:
        """The one whose words the pronoun's frame closes: "…," said she."""
        frame = FRAMED.search(view.text, max(0, m.start() - 24), m.start())
        follows = VERB.match(view.text, m.end()) if frame else None
        verb = (frame.group("verb") or (follows.group(1) if follows else "")) if frame else ""
        if verb.lower() not in self._lex.verbs or m.group().lower() not in ("he", "she"):
            return ""
        person, group, _ = doc.speakers.at(view.raw(frame.start()) - 1)
        fits = doc.genders.get(person, "u") in ("u", m.lastgroup[0])
        return person if person != teller and not is_unnamed(person, group) and fits else ""

    def _third(self, doc: _Doc, view: View, m, past: list, sentence: int, opened: tuple, speaker: str) -> tuple | None:
        """Weigh everybody named before; `opened` is where the sentence and its clause begin."""
        word, begin = _Word(m), opened[0]
        best, score, persons = None, 0.0, {}
        gender = "m" if m.lastgroup == "male" else "f"
        for a in reversed(past):
            if sentence - a.sentence >= len(NEAR):
                break  # They stand in the order of the text.
            if a.gender in ("m", "f") and a.gender != gender or not _may_mean(a, word, opened[1], speaker):
                continue
            weight = _weight(a, word, sentence, *opened) + SAME_GENDER * (a.gender == gender) + WITNESS * a.witness
            weight += SAME_VOICE * (a.voice == speaker) + FREQUENT * doc.share(a.person)
            persons[a.person] = max(persons.get(a.person, 0), weight)
            if weight >= score:
                best, score = a, weight
        # "Anyone who … he": nobody in particular.
        if best is None or GENERIC.search(view.text[begin : m.start()]) and best.sentence != sentence:
            return None
        second = max((w for p, w in persons.items() if p != best.person), default=0.0)
        certainty = round(min(0.95, 0.5 + (score - second) / 90), 2)
        where = "in the same sentence" if best.sentence == sentence else f"{sentence - best.sentence} sentence(s) before"
        return best.person, certainty, f"nearest fitting {'subject' if best.subject else 'mention'}, {where}"


class _Word:
    """A pronoun of the third person, with what its form tells of its place in the clause."""

    __slots__ = ("is_object", "is_plain", "is_self", "start")

    def __init__(self, m: re.Match):
        word = m.group().lower()
        self.start, self.is_self = m.start(), SELF.search(word) is not None
        self.is_object = word in OBJECT and not self.is_self
        self.is_plain = word in ("he", "his", "she", "her")


def _may_mean(a: Antecedent, word: _Word, clause: int, speaker: str) -> bool:
    """Tell whether grammar lets a pronoun mean somebody."""
    if a.person == speaker or a.start >= word.start:
        return False
    # The stranger whom a frame introduces is the one who speaks: not "he" in their own words.
    if a.stranger and a.voice != speaker:
        return False
    # "Weiss told him": the subject of the same clause is somebody else, unless the word is reflexive.
    return not (word.is_object and a.subject and a.start >= clause)


def _weight(a: Antecedent, word: _Word, sentence: int, begin: int, clause: int) -> float:
    """Points for an antecedent by its place and its part in the sentence."""
    distance = sentence - a.sentence
    points = NEAR[distance] + SUBJECT * a.subject - UNNAMED * a.stranger
    points += REFLEXIVE * (word.is_self and a.start >= clause and a.subject)
    points += SAME_SENTENCE * (a.start >= begin and a.subject and word.is_plain and distance == 0)
    return points + PER_CHARACTER * max(-1500, a.start - word.start)
