"""A paragraph with its quotations and names in. Out: who utters each quotation, and the cue that decides it."""

import re
from dataclasses import dataclass

DETERMINER = (
    r"(?:an?|the|another|one|some|many|several|others?|both|two|three|four|five|most|few|each|every|no|this|that|these|those"
    r"|my|our|your|his|her|their|its|yet another|a second|a third|certain|various|numerous)"
)
NOUN_PHRASE = re.compile(rf"{DETERMINER}\b[^,;:.!?]*", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|i|we|it)\b", re.IGNORECASE)
SENTENCE_BREAK = re.compile(
    r"[.!?…](?<![A-ZА-Я].)(?<!\b(?:Mr|Dr|St|No).)(?<!\b(?:Mrs|Mme|Rev|Gen|Col|Sen|Gov|Maj|Adm|Hon|vol|etc).)(?<!\b(?:Prof|Capt).)"
    r"['\"”’»)\]]*\s+(?=['\"“‘„«(\[]*[A-ZÀ-ÞА-ЯЁ])"
)
# Words that may stand between a subject and its verb.
BETWEEN = re.compile(
    r"(?:[,\s]|\b(?:also|then|once|later|further|himself|herself|themselves|again|even|still|often|sometimes|simply|merely|had|has"
    r"|have|would|could|should|will|did|does|do|was|is|were|are|went on|goes on|to|and|never|not|always|only|just|at last|at once"
    r"|in turn|in part|too|now|who|[a-z]+ly))+$"
)
CLAUSE = re.compile(r"[;:(—–]\s*|\b(?:while|whereas|that|because|since|although|though|and|but|whom?|which)\s+")
OPENERS = re.compile(
    r"^(?:and|but|while|yet|so|then|thus|similarly|however|later|again|still|also|once|indeed|finally|meanwhile|as|for|when|only"
    r"|in contrast|by contrast|for example|for instance)\b[,\s]*",
    re.IGNORECASE,
)
# A preposition or participle between a determiner and a name: the name is not the head ("a note passed to Weiss").
INSIDE = re.compile(r"\b(?:to|of|by|from|with|at|in|on|for|about|against|who|whom|which|that|near|under|[a-z]+ed|[a-z]+ing)\b")
# "At the meeting in Aue a weaver | said".
BESIDE_VERB = re.compile(r"\b(?:an?|one|another)\s+(?:[a-z-]+\s+){0,2}?([a-z-]+)\s*$")
# Somebody not met before.
NEW = re.compile(r"(?:an?|another|one|others?|many|some|several|most|few|both|two|three|four|five)\b", re.IGNORECASE)
TOKEN, PAIR = re.compile(r"\b\w+"), re.compile(r"\w+ it\b")
# Where a verb may stand before its subject: "Then wrote Weiss:", not "who so wished Weiss".
TURNED = re.compile(r"(?:^|[,;:.!?—–-]|\b(?:and|then|so|thus|as|but|here|there|later))\W*$", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:be|been|being|get|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
ACCORDING = re.compile(r"\b(?:according to|in the (?:words|opinion|view|phrase) of|to quote)\s+([^,;:]+),?\s*$", re.IGNORECASE)
TO_SOMEONE = re.compile(r"^\W*(?:to|for)\s+([^,;:]+),\s*$", re.IGNORECASE)
TITLE_CUE = re.compile(
    r"\b(?:entitled|titled|called|named|termed|headed|title|so-called|nicknamed|known as|dubbed|labell?ed|article|essay|chapter"
    r"|poem|song|book|novel|film|slogan of|term|word|words|phrase|expression|mot|слово|словом|слова)[^\w:]*$",
    re.IGNORECASE,
)
SAID_NOUN = re.compile(
    r"\b(?:words?|letter|note|telegram|reply|answer|remark|message|speech|statement|slogan|motto|phrase|question|report|order|diary|leaflet"
    r"|manifesto|banner|placard|petition|complaint|resolution|verdict|refrain|response|entry|account|journal|comment|advice|toast|cry|warning)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Subject:
    """Who a frame says is speaking: a person's id, a pronoun, or an unnamed somebody as the text describes them."""

    kind: str  # name, pronoun, voice
    value: str


@dataclass(frozen=True)
class Frame:
    """What introduces a quotation: its subject, and the words that say so."""

    subject: Subject
    cue: str


class FrameReader:
    """Reads frames with a list of speech verbs.

    Args:
        verbs: every form of every verb that introduces speech.
        people_nouns: nouns for human beings and documents that can speak, lower case, singular and plural.
    """

    def __init__(self, verbs: list, people_nouns: frozenset):
        # Of an empty list no word is a verb.
        alternatives = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True)) or "(?!)"
        self._verbs = frozenset(v.lower() for v in verbs)
        self._verb_first = re.compile(
            rf"^[\s,.;—–-]*(?:(?:had|has|then|also|once|later)\s+)?(?P<verb>{alternatives})\b\s*(?P<who>[^,;:.!?“\"‘«]*)",
            re.IGNORECASE,
        )
        self._verb_after = re.compile(
            rf"^[\s,.;—–-]*(?P<who>[^,;:.!?“\"‘«]{{1,80}}?)\s+"
            rf"(?:\w+ly\s+|then\s+|also\s+|once\s+|had\s+|has\s+|at last\s+)*(?P<verb>{alternatives})\b",
            re.IGNORECASE,
        )
        self._nouns = people_nouns

    def before(self, lead: str, names: list) -> Frame | None:
        """Read the words between a sentence's start (or the last quotation) and an opening mark.

        Args:
            lead: those words.
            names: (start, end, person_id) of the names in them.
        """
        for pattern in (ACCORDING, TO_SOMEONE):
            found = pattern.search(lead)
            if found:
                subject = self.phrase(lead, found.start(1), found.end(1), names, strict=pattern is TO_SOMEONE)
                if subject:
                    return Frame(subject, found.group().strip())
        verbs = self._spoken(lead)
        for verb in reversed(verbs[-4:]):
            rest = lead[verb.end() :]
            if len(rest.split()) > 14:
                break
            if PASSIVE.search(lead[: verb.start()]):
                continue
            region = lead[: verb.start()]
            subject = self._subject(region, names)
            beside = BESIDE_VERB.search(region) if subject is None else None
            if beside and beside[1].lower() in self._nouns:
                subject = Subject("voice", beside.group().strip())
            if subject is None and TURNED.search(region):
                subject = self._inverted(lead, verb.end(), names)
            if subject:
                return Frame(subject, verb.group())
        if lead.rstrip().endswith((":", "—", "–", "-")) or SAID_NOUN.search(lead[-60:]):
            colon = lead.rstrip().endswith(":")
            subject = self._owner(lead, names) or (self._subject(lead.rstrip(" :—–-"), names, strict=True) if colon else None)
            if subject:
                return Frame(subject, ":" if colon else SAID_NOUN.search(lead[-60:]).group())
        return None

    def after(self, tail: str, names: list) -> Frame | None:
        """Read the words behind a closing mark: "…, said the porter", "… she answered"."""
        inverted = self._verb_first.match(tail)
        if inverted and inverted.group("who").strip():
            subject = self.phrase(tail, inverted.start("who"), inverted.end("who"), names)
            if subject:
                return Frame(subject, inverted.group("verb"))
        plain = self._verb_after.match(tail)
        if plain:
            subject = self.phrase(tail, plain.start("who"), plain.end("who"), names)
            if subject:
                return Frame(subject, plain.group("verb"))
        return None

    def length(self, tail: str) -> int:
        """Return how many characters behind a mark in a turn are its frame ("she answered", "said the porter"), else 0."""
        inverted, plain = self._verb_first.match(tail), self._verb_after.match(tail)
        if inverted and 0 < len(inverted["who"].split()) < 5:
            return inverted.end()
        return plain.end() if plain and len(plain["who"].split()) < 5 else 0

    def ends_with_verb(self, lead: str) -> bool:
        """Tell whether a verb of speech stands directly before the mark: "…, reciting, '"."""
        found = self._spoken(lead[-40:])
        return bool(found) and not lead[-40:][found[-1].end() :].strip(" ,:—–-")

    def _spoken(self, words: str) -> list:
        """The verbs of speech in some words, with two-word ones ("put it")."""
        # A set is asked for each word: one pattern of a thousand alternatives is far slower.
        out = []
        for m in TOKEN.finditer(words):
            pair = PAIR.match(words, m.start())
            if m.group().lower() in self._verbs:
                out.append(m)
            elif pair and pair.group().lower() in self._verbs:
                out.append(pair)
        return out

    def _inverted(self, lead: str, start: int, names: list) -> Subject | None:
        end = len(lead.rstrip(" ,:"))
        return self.phrase(lead, start, end, names) if start < end else None

    def _owner(self, lead: str, names: list) -> Subject | None:
        """The author of a thing that speaks: "Weiss's reply:", "the words of Weiss:"."""
        nouns = list(SAID_NOUN.finditer(lead))
        if not nouns or len(lead) - nouns[-1].end() > 60:
            return None
        said = nouns[-1]
        for start, end, person in reversed(names):
            owns = re.match(r"['’]s\s+(?:[\w-]+\s+){0,4}$", lead[end : said.start()])
            of = re.match(r"\s+(?:of|by|from)\s+(?:[\w-]+\s+){0,3}$", lead[said.end() : start]) if start > said.end() else None
            if owns or of:
                return Subject("name", person)
        return None

    def _subject(self, region: str, names: list, strict: bool = False) -> Subject | None:
        """The subject of a verb that follows `region`."""
        cut = BETWEEN.search(region)
        end = cut.start() if cut else len(region)
        if end == 0:
            return None
        last = re.search(r"\b(?:he|she|they|i|we)$", region[:end], re.IGNORECASE)
        if last:
            return Subject("pronoun", last.group().lower())
        starts = [0, *(m.end() for m in CLAUSE.finditer(region, 0, end)), *(m.end() for m in re.finditer(r",\s+", region[:end]))]
        for start in sorted(set(starts), reverse=True):
            comma = region.find(",", start, end)
            stop = comma if comma > 0 else end
            subject = self.phrase(region, start, stop, names, strict, clause=True)
            if subject and subject.kind == "voice":
                # "Rosa Weiss, the seamstress of Aue, said": what stands between commas only describes the name.
                owner = next((p for _, e, p in names if region[e:start].strip() == "," and e < start), None)
                return Subject("name", owner) if owner else subject
            if subject:
                return subject
        ending = next((person for _, stop, person in reversed(names) if stop == end), None)
        return Subject("name", ending) if ending else None

    def newcomer(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Return place and words of the unnamed somebody with whom text[start:end] begins: "A young weaver", "Other miners"."""
        opened = NEW.match(text, start, end)
        for word in re.finditer(r"[\w'’-]+", text[start:end]) if opened else ():
            if word.start() > 60 or text[start + word.start()].isupper() and word.start() and word.group() not in self._nouns:
                continue
            if word.start() and word.group().lower() in self._nouns:
                return start, text[start : start + word.end()]
            if INSIDE.fullmatch(word.group()) or word.group().lower() in self._verbs:
                break
        return (start, opened.group()) if opened and opened.group().lower() in self._nouns else None

    def phrase(self, text: str, start: int, end: int, names: list, strict: bool = False, clause: bool = False) -> Subject | None:
        """Say who a noun phrase means.

        Args:
            text: what the phrase stands in.
            start: its first character.
            end: the character behind it.
            names: (start, end, person_id) of the names in `text`.
            strict: take an unnamed somebody only where a noun for people or documents says so.
            clause: the phrase is the subject of a clause, so that "this …" may be a thing.

        Returns:
            The subject, or None where the phrase means nobody.
        """
        start = _behind_openers(text, start, end)
        phrase = text[start:end]
        if not phrase.strip():
            return None
        pronoun = PRONOUN.match(phrase)
        if pronoun and pronoun.group().lower() != "it":
            return Subject("pronoun", pronoun.group().lower())
        own = [n for n in names if n[0] >= start and n[1] <= end]
        if own and own[0][0] == start:
            owned = re.match(r"['’]s?\s+(?:[a-z-]+\s+){0,2}?(\w+)", text[own[0][1] : end])
            if owned is None:
                return Subject("name", own[0][2])
            if owned.group(1) in self._nouns and not SAID_NOUN.fullmatch(owned.group(1)):
                return Subject("voice", phrase.strip())
        lead = text[start : own[0][0]] if own else ""
        named = bool(own) and not INSIDE.search(lead) and not _owns(text, own[0][1])
        found = NOUN_PHRASE.match(phrase)
        if found:
            return Subject("name", own[0][2]) if named else self._described(phrase, found.group(), strict, clause)
        if named and len(lead) < 40 and not re.search(r"['’]s\b|[,;]", lead):
            return Subject("name", own[0][2])
        return Subject("voice", phrase.strip()) if self._is_voice(phrase, clause) else None

    def _described(self, phrase: str, found: str, strict: bool, clause: bool) -> Subject | None:
        """An unnamed somebody behind an article or pronoun: "the old porter of the house"."""
        words = re.findall(r"[\w-]+", phrase.lower())
        inside = INSIDE.search(phrase, len(words[0]))
        head = set(re.findall(r"[\w-]+", phrase[: inside.start()].lower()) if inside else words[:9])
        if strict and not self._nouns & head:
            return None
        if words[0] in ("his", "her") and SAID_NOUN.search(phrase):
            return Subject("pronoun", "he" if words[0] == "his" else "she")
        if clause and len(words) > 1 and words[0] in ("this", "that", "it") and not self._nouns & set(words[:6]):
            return None
        return Subject("voice", found.strip())

    def _is_voice(self, phrase: str, clause: bool) -> bool:
        """Tell whether a phrase without article means somebody: "workers", "old workers"; a subject wants the plural."""
        words = re.findall(r"[\w-]+", phrase.lower())
        if not words or words[0] in self._nouns:
            return bool(words)
        return len(words) > 1 and words[1] in self._nouns and (words[0].endswith("s") or not clause or words[1].endswith("s"))


def _behind_openers(text: str, start: int, end: int) -> int:
    """Return where a phrase begins behind "and", "but", "in contrast" and opening marks."""
    opener = OPENERS.match(text[start:end])
    while opener and opener.end():
        start += opener.end()
        opener = OPENERS.match(text[start:end])
    return start + len(text[start:end]) - len(text[start:end].lstrip(" \n'\"“‘([*"))


def _owns(text: str, end: int) -> bool:
    """Tell whether a name that ends here is a possessive: what it owns is the subject, not the person."""
    return text[end : end + 2] in ("'s", "’s")


def sentence_start(text: str, floor: int, position: int) -> int:
    """Return where the sentence that holds `position` begins, not before `floor`."""
    start = floor
    # The break is recognised by the capital or mark behind it, so look a little beyond.
    for found in SENTENCE_BREAK.finditer(text, floor, position + 3):
        if found.end() <= position:
            start = found.end()
    return start
