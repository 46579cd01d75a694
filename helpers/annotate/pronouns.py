"""Mentions and voices in. Out: pronouns that mean one person, each with its person, certainty and reason."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from helpers.annotate.attribution import DETERMINER, SENTENCE_BREAK
from helpers.annotate.epithets import EpithetReader
from helpers.annotate.mentions import SpeakerIndex
from helpers.annotate.people import Authority, Name
from helpers.annotate.seeds import Seeds
from helpers.annotate.speech import GROUPS
from helpers.annotate.views import View

ENGLISH = re.compile(
    r"(?<![\w'’-])(?:(?P<first>(?<![A-Z]\.\s)I|me|my|mine|myself|Me|My|Mine|Myself)|(?P<second>[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself)"
    r"|(?P<male>[Hh]e|[Hh]im|[Hh]is|[Hh]imself|HE|HIS|HIM)|(?P<female>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|SHE|HER))(?![\w-])(?!\.[A-Z])"
)
RUSSIAN = re.compile(
    r"(?<!\w)(?:(?P<first>[Яя]|[Мм]еня|[Мм]не|[Мм]ной|[Мм]ой|[Мм]оя|[Мм]о[её]|[Мм]оего|[Мм]оей|[Мм]ою)"
    r"|(?P<second>Вы|Вам|Вас|Вами|Ваш|Ваша|Ваше|Вашего|Вашей|Вашу|Вашим)"
    r"|(?P<male>[Оо]н|[Ее]го|[Ее]му|[Нн]его|[Нн]ему|[Нн]им|н[её]м)|(?P<female>[Оо]на|[Ее]й|[Ее]ю|[Нн]ей|[Нн]ею|[Нн]е[её]))(?!\w)"
)
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
# Weights of what makes an antecedent likely, in points: by sentences between (0 to 3), as subject, as mere owner,
# unnamed, and most often spoken of in the text.
NEAR, SUBJECT, OWNER, UNNAMED, FREQUENT = (60, 46, 32, 20), 20, 0, 8, 24
OBJECT = frozenset(("him", "himself", "ему", "его", "ней", "нему"))
SELF = re.compile(r"(?:self|себ\w+)$", re.IGNORECASE)
VAGUE = frozenset(
    "one other others another people person majority minority man men women someone somebody member group crowd voice".split()
)
GENERIC = re.compile(r"\b(?:anyone|everyone|someone|nobody|no one|each|whoever|a man|a person|one)\b[^.!?]{0,40}$", re.IGNORECASE)


@dataclass
class _Antecedent:
    """Somebody whom a later pronoun may mean."""

    start: int
    person: str
    gender: str
    sentence: int
    subject: bool
    owner: bool
    stranger: bool
    voice: str


@dataclass
class _Doc:
    doc_id: str
    author: str
    speakers: SpeakerIndex
    addressee: dict
    frequent: dict
    found: list = field(default_factory=list)


class PronounReader:
    """Resolves the pronouns of one corpus.

    Args:
        authority: genders and relations.
        given: given name → gender.
        nouns: nouns for human beings (a stranger: "a comrade … he").
        epithets: says whose wife or brother an epithet means once its pronoun is known.
    """

    def __init__(self, authority: Authority, given: dict, nouns: frozenset, epithets: EpithetReader, kin: dict):
        self._authority, self._given, self._nouns, self._epithets, self._kin = authority, given, nouns, epithets, kin

    def read(self, seeds: Seeds, doc_id: str, views: list, names: list, speakers: SpeakerIndex, author: str) -> list[Name]:
        """Find and resolve the pronouns of one text, and the epithets that a pronoun owns.

        Args:
            seeds: the texts.
            doc_id: which.
            views: its paragraphs.
            names: its names and epithets, in order.
            speakers: who speaks where.
            author: who writes the text.

        Returns:
            The names and epithets, epithets resolved, and the pronouns.
        """
        frequent = {}
        for n in names:
            frequent[n.person_id] = frequent.get(n.person_id, 0) + 1
        catalog = seeds.catalog.set_index("doc_id")
        stated = catalog.addressee_id.get(doc_id, "")
        addressees = {**_addressees(views, names, speakers), **({author: stated} if stated else {})}
        doc = _Doc(doc_id, author, speakers, addressees, frequent)
        starts = [n.start for n in names]
        carried: list[_Antecedent] = []
        for view in views:
            if view.zone == "boilerplate":
                continue
            here = []
            for _, raw, length in view.pieces:
                here += names[bisect_left(starts, raw) : bisect_left(starts, raw + length)]
            carried = self._paragraph(doc, view, here, carried)
        done = {(n.start, n.end) for n in doc.found}
        return [n for n in names if (n.start, n.end) not in done and not n.person_id.startswith("of:")] + doc.found

    def _paragraph(self, doc: _Doc, view: View, here: list, carried: list) -> list:
        text = view.text
        breaks = [0, *(m.end() for m in SENTENCE_BREAK.finditer(text))]
        items = [(view.local(n.start), "name", n) for n in here]
        # An epithet owned by a pronoun waits for it; its own words are no antecedent before that.
        items += [(m.start(), "pronoun", m) for m in (RUSSIAN if view.language == "ru" else ENGLISH).finditer(text)]
        if view.language == "en":
            items += [(m.start("noun"), "stranger", m) for m in STRANGER.finditer(text) if m.group("noun").lower() in self._nouns]
        past = [a for a in carried if a.sentence >= -2]
        owned = {n.start: n for n in here if n.form == "epithet" and n.person_id.startswith("of:")}
        for position, kind, item in sorted(items, key=lambda i: (i[0], i[1])):
            sentence = bisect_right(breaks, position) - 1
            voice = doc.speakers.at(view.raw(position))[0]
            if kind == "name":
                if not item.person_id.startswith("of:") and item.form != "in_title":
                    past.append(self._named(doc, text, view, item, breaks[sentence], sentence, voice))
                continue
            if kind == "stranger":
                self._stranger(past, text, item, breaks[sentence], sentence, voice, here, view)
                continue
            resolved = self._resolve(doc, view, item, past, sentence, breaks[sentence])
            if resolved is None:
                continue
            person, certainty, reason = resolved
            start, end = view.raw(item.start()), view.raw(item.end() - 1) + 1
            doc.found.append(Name(start, end, "pronoun", person, reason, certainty))
            epithet = owned.get(start)
            if epithet is not None:
                kin = epithet.person_id[3:]
                whose = self._epithets.relation(person, kin, doc.doc_id)
                doc.found.append(Name(start, epithet.end, "epithet", whose, f"{kin} of {person}", round(0.9 * certainty, 2)))
                past.append(_Antecedent(item.end(), whose, self._kin.get(kin, "u"), sentence, False, False, False, voice))
            if item.lastgroup in ("male", "female"):
                subject = item.group().lower() in ("he", "she", "он", "она")
                past.append(
                    _Antecedent(
                        position, person, item.lastgroup[0], sentence, subject, False, person.startswith("unknown:"), voice
                    )
                )
        count = len(breaks)
        return [
            _Antecedent(a.start - len(text) - 1, a.person, a.gender, a.sentence - count, a.subject, a.owner, a.stranger, a.voice)
            for a in past
            if a.sentence >= count - 3
        ]

    def _named(self, doc: _Doc, text: str, view: View, n: Name, begin: int, sentence: int, voice: str) -> _Antecedent:
        start, end = view.local(n.start), view.local(n.end)
        owner = text[end : end + 2] in ("'s", "’s") or text[end : end + 1] in "’'" and text[end - 1 : end] == "s"
        before = text[begin:start]
        clause = max((m.end() for m in CLAUSE.finditer(before)), default=0)
        subject = not owner and not PREPOSITION.search(before) and len(before[clause:].split()) <= 3
        gender = self._authority.gender(n.person_id)
        if gender not in ("m", "f"):
            gender = self._given.get(text[start:end].split()[0].strip("."), "u")
            title = re.search(
                r"\b(Mrs|Miss|Mme|Madame|Mlle|Frau|Lady|Queen|Princess|Countess|Empress)\.?\s$", text[max(0, start - 10) : start]
            )
            gender = "f" if title else gender if gender in ("m", "f") else "u"
        return _Antecedent(start, n.person_id, gender, sentence, subject, owner, False, voice)

    def _stranger(self, past: list, text: str, m, begin: int, sentence: int, voice: str, here: list, view: View) -> None:
        noun = m.group("noun").lower()
        if noun.endswith("s") or not INDEFINITE.match(m.group("det")) and m.group("det").lower() not in ("the", "that", "this"):
            return
        # A description that hangs on a name is that person, not a stranger.
        if any(view.local(n.start) <= m.end() + 1 and view.local(n.end) > m.start() for n in here):
            return
        words = m.group().lower()
        gender = (
            "f" if re.search(r"\b(?:female|woman|girl|housewife|mother|widow|sister|wife|nurse|actress|queen)\b", words) else "u"
        )
        gender = "m" if re.search(r"\b(?:male|man|boy|father|soldier|brother|husband|king)\b", words) else gender
        clause = max((c.end() for c in CLAUSE.finditer(text[begin : m.start()])), default=0)
        led = re.search(
            r"\b(?:as|like|than|of|to|for|with|by|from|at|in|on|into|become|became|was|is|were|be|been)\s+$",
            text[begin : m.start()],
        )
        if led is None and noun not in VAGUE and len(text[begin + clause : m.start()].split()) <= 1:
            past.append(_Antecedent(m.start(), f"unknown:{noun}", gender, sentence, True, False, True, voice))

    def _resolve(self, doc: _Doc, view: View, m, past: list, sentence: int, begin: int) -> tuple | None:
        position = view.raw(m.start())
        speaker, group, told = doc.speakers.at(position)
        if m.lastgroup == "first":
            if group == "editor":
                return None
            if group in GROUPS:
                return (
                    f"unknown:{'respondent' if group in ('harvard', 'interviewer') else 'speaker'}",
                    0.9,
                    "first person: the unnamed speaker",
                )
            return speaker, 0.98, f"first person: {speaker} speaks"
        if m.lastgroup == "second":
            if told:
                return told, 0.85, f"second person: {speaker} speaks to {told}"
            letter = doc.addressee.get(speaker) or (doc.addressee.get("*", "") if group not in GROUPS else "")
            return (letter, 0.9, "second person: the letter's addressee") if letter and letter != speaker else None
        return self._third(doc, view, m, past, sentence, begin, speaker)

    def _third(self, doc: _Doc, view: View, m, past: list, sentence: int, begin: int, speaker: str) -> tuple | None:
        text, word = view.text, m.group().lower()
        gender = "m" if m.lastgroup == "male" else "f"
        clause = max((c.end() for c in CLAUSE.finditer(text, begin, m.start())), default=begin)
        best, score, most = None, 0.0, max(doc.frequent.values(), default=1)
        persons = {}
        for a in past:
            if a.gender in ("m", "f") and a.gender != gender or a.person == speaker or a.start >= m.start():
                continue
            distance = sentence - a.sentence
            if distance > 3:
                continue
            # The stranger whom a frame introduces is the one who speaks: not "he" in their own words.
            if a.stranger and a.voice != speaker:
                continue
            # "Weiss told him": the subject of the same clause is somebody else, unless the word is reflexive.
            if word in OBJECT and not SELF.search(word) and a.subject and a.start >= clause:
                continue
            weight = NEAR[distance] + SUBJECT * a.subject - OWNER * a.owner - UNNAMED * a.stranger
            weight += 10 * (SELF.search(word) is not None and a.start >= clause and a.subject)
            weight += 14 * (a.start >= begin and a.subject and word in ("he", "his", "she", "her") and distance == 0)
            weight += 8 * (a.gender == gender) + 0.004 * max(-1500, a.start - m.start())
            weight += 4 * (a.voice == speaker)
            # Whom a text speaks of most, it means most often.
            weight += FREQUENT * doc.frequent.get(a.person, 0) / most
            persons[a.person] = max(persons.get(a.person, 0), weight)
            if weight > score:
                best, score = a, weight
        if best is None:
            return None
        if GENERIC.search(text[begin : m.start()]) and best.sentence != sentence:
            return None
        second = max((w for p, w in persons.items() if p != best.person), default=0.0)
        certainty = round(min(0.95, 0.5 + (score - second) / 90), 2)
        where = "in the same sentence" if best.sentence == sentence else f"{sentence - best.sentence} sentence(s) before"
        return best.person, certainty, f"nearest fitting {'subject' if best.subject else 'mention'}, {where}"


def _addressees(views: list, names: list, speakers: SpeakerIndex) -> dict:
    """Speaker → whom they address: the name in a letter's salutation, or the one a title or frame sends it to."""
    out = {}
    starts = [n.start for n in names]
    for view in views:
        inside = names[bisect_left(starts, view.start) : bisect_left(starts, view.raw(len(view.text)) + 1)]
        speaker = speakers.at(view.start)[0]
        short = len(view.text) < 70
        if short and re.match(r"(?i)\W*(?:my )?(?:very )?(?:dear|respected|дорог|уважаем)", view.text):
            named = next((n.person_id for n in inside if n.form != "epithet"), None)
            if named:
                out[speaker] = named
        to = re.search(r"(?i)(?:\bto|\bпись\w+)\s+(?=[A-ZА-Я])", view.text) if view.zone == "heading" else None
        if to:
            named = next((n.person_id for n in inside if view.local(n.start) >= to.end() - 1), None)
            if named:
                out.setdefault("*", named)
    return out
