"""Names found so far in. Out: phrases that identify one person without a name: kinship, offices, the writer of the text."""

import re
from bisect import bisect_left, bisect_right

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.listed import Listed, lowered
from helpers.annotate.people import Authority, Name

WORD = re.compile(r"[\w-]+")
WRITER = re.compile(r"\b(?:the present|this) (?:writer|author|reviewer|editor|translator)\b(?!['’]s\b)", re.IGNORECASE)
OFFICE = re.compile(r"\b[Tt]he ([A-ZÀ-Þ][a-zà-þ]+)(?!\w)(?!\s+(?:[A-ZÀ-Þ]|of\b))")
MIDDLE = r"(?P<mid>(?:[a-z]+(?:-[a-z]+)?\s+){0,3}?)"
BY_PRONOUN = re.compile(rf"\b(?:his|her|my|your|our|their)\s+{MIDDLE}$", re.IGNORECASE)
BY_NAME = re.compile(rf"['’]s?\s+{MIDDLE}$", re.IGNORECASE)
# No second article or joining word: in "the mill and the wife of Weiss" the epithet begins at its own "the".
OF_LEAD = re.compile(
    r"\bthe\s+(?:(?!(?:the|an?|and|or|of|to|in|by|for|with|that|who|was|is|had|has|as|at|on)\b)[a-z]+(?:-[a-z]+)?\s+){0,3}?$",
    re.IGNORECASE,
)
OWN = re.compile(r"(?:my|our)\b", re.IGNORECASE)
THIRD = re.compile(r"(?:his|her)\b", re.IGNORECASE)
OWN_KIN = re.compile(r"(?:my|our)\s+(?:[a-z]+(?:-[a-z]+)?\s+){0,2}?(?P<kin>[a-z]+(?:-[a-z]+)*)\b(?!['’])", re.IGNORECASE)
NOT_BETWEEN = re.compile(r"\b(?:and|or|of|to|in|by|for|with|that|who|was|is|had|has|as|at|on|own\s+\w+\s+and)\b")


# How far before "her father", in characters, the name may stand whom "her" means.
NEAR = 300


class EpithetReader:
    """Finds epithets in one language's grammar of possession.

    Args:
        authority: relations tell whose wife, mother or brother is who.
        lex: words of kinship and titles.
    """

    def __init__(self, authority: Authority, lex: Lexicons):
        self._words = frozenset(w for w in lex.kin if re.fullmatch(r"[a-z-]+", w) and not _is_plural(w, lex))
        self._listed = Listed(self._words)
        self._relations, self._titles = {}, lex.titles
        for row in authority.relations.itertuples(index=False):
            self._relations.setdefault((row.of, row.relation), []).append((row.doc_id, row.person_id))
        self._authority = authority
        self._kin = lex.kin

    def find(self, doc_id: str, text: str, spans: list, names: list, author: str) -> list[Name]:
        """Find the epithets of one text.

        Args:
            doc_id: decides which relations hold.
            text: the file as it stands.
            spans: (start, end) of the English passages to read.
            names: the names found, in order.
            author: who writes the text.

        Returns:
            Names with form `epithet`. Where a pronoun owns the phrase, its person_id is
            `of:<relation>` until the pronoun is resolved, unless a name stands beside it.
        """
        starts, ends = [n.start for n in names], {n.end: n for n in names}
        holders = self._holders(text, names)
        found = []
        for begin, stop in spans:
            # The word of kinship first, which is rare; then what stands before and after it.
            for at, _, kin in self._listed.find(lowered(text[begin:stop])):
                word = WORD.match(text, begin + at, stop)
                whole = not (at and text[begin + at - 1] in "_-") and len(word.group()) == len(kin)
                epithet = self._kinship(doc_id, text, begin, word, names, starts, ends) if whole else None
                if epithet is not None:
                    found.append(epithet)
            for m in WRITER.finditer(text, begin, stop):
                found.append(Name(m.start(), m.end(), "epithet", author, "the writer of the text", 0.95))
            for m in OFFICE.finditer(text, begin, stop) if holders else ():
                if len(holders.get(m.group(1), ())) == 1:
                    found.append(Name(m.start(), m.end(), "epithet", next(iter(holders[m.group(1)])), "office", 0.7))
        return found

    def learn(self, doc_id: str, text: str, names: list, found: list, author: str) -> None:
        """Keep who the author's relatives are where the text says it once: "my aunt, Clara Roe", of the author "her father Otto".

        Args:
            doc_id: the text, in which alone it holds.
            text: the file as it stands.
            names: its names, in order.
            found: its epithets.
            author: who writes the text.
        """
        starts, told = [n.start for n in names], {}
        for e in found:
            surface = text[e.start : e.end]
            if e.person_id.startswith(("of:", "unknown:")) or e.person_id == author:
                continue
            # "Her father": the author's where the author is the last one named before.
            index = bisect_left(starts, e.start) - 1
            last = names[index] if index >= 0 and e.start - names[index].start < NEAR else None
            if OWN.match(surface) or THIRD.match(surface) and last is not None and last.person_id == author:
                told.setdefault(surface.split()[-1].lower(), set()).add(e.person_id)
        for kin, people in told.items():
            if len(people) == 1 and author:
                self._relations.setdefault((author, kin), []).append((doc_id, people.pop()))

    def gender(self, phrase: str) -> str:
        """Return the gender that a word of kinship gives to the head of a phrase: m, f or u."""
        words = WORD.findall(phrase.lower())[:4]
        return next((self._kin[w] for w in words if w in self._words), "u")

    def own(self, phrase: str, teller: str, doc_id: str) -> tuple[str, str] | None:
        """Say whom "my old father" means in somebody's mouth.

        Returns:
            person_id and gender (m, f or u); None where the phrase is no relative of the teller's.
        """
        found = OWN_KIN.match(phrase)
        kin = found.group("kin").lower() if found else ""
        if kin not in self._words or NOT_BETWEEN.search(phrase[: found.start("kin")]):
            return None
        return self.relation(teller, kin, doc_id), self._kin.get(kin, "u")

    def _kinship(self, doc_id: str, text: str, begin: int, word: re.Match, names: list, starts: list, ends: dict) -> Name | None:
        """The phrase around a word of kinship: "his old mother", "Weiss's wife", "the widow of Weiss"."""
        kin, before = word.group().lower(), text[max(begin, word.start() - 60) : word.start()]
        beside = self._beside(text, word.end(), names, starts, kin)
        owner = BY_PRONOUN.search(before)
        if owner and not NOT_BETWEEN.search(owner.group("mid")) and not self._owns_kin(text, word.end()):
            return Name(word.start() - len(before) + owner.start(), word.end(), "epithet", beside or f"of:{kin}", "kinship", 0.8)
        owner = BY_NAME.search(before)
        if owner and not NOT_BETWEEN.search(owner.group("mid")):
            named = ends.get(word.start() - len(before) + owner.start())
            if named is not None:
                person = beside or self.relation(named.person_id, kin, doc_id)
                return Name(named.start, word.end(), "epithet", person, "kinship", 0.9)
        index = bisect_left(starts, word.end() + 4)
        if text.startswith(" of ", word.end()) and index < len(names) and names[index].start == word.end() + 4:
            lead = OF_LEAD.search(before)
            start = word.start() - (len(lead.group()) if lead else 0)
            return Name(start, names[index].end, "epithet", self.relation(names[index].person_id, kin, doc_id), "kinship", 0.8)
        return None

    def _owns_kin(self, text: str, end: int) -> bool:
        """Tell whether the phrase goes on to somebody else ("his father's sister")."""
        follows = re.match(r"['’]s?\s+", text[end : end + 5])
        word = WORD.match(text, end + follows.end()) if follows else None
        return word is not None and word.group().lower() in self._words

    def _holders(self, text: str, names: list) -> dict:
        """Title → the people the text gives it to: "King Albert", so that "the King" is known to be he."""
        holders = {}
        for n in names:
            before = re.search(r"([A-ZÀ-Þ][a-zà-þ]+)\.?\s+[\[(]?$", text[max(0, n.start - 20) : n.start])
            if before and before.group(1).lower() in self._titles:
                holders.setdefault(before.group(1), set()).add(n.person_id)
        return holders

    def relation(self, owner: str, kin: str, doc_id: str) -> str:
        """Return who is somebody's wife, mother, brother; `unknown:<owner>-<word>` where the relations do not say."""
        known = self._relations.get((owner, kin), [])
        # What a text itself says holds in it before what holds everywhere.
        held = {p for scope, p in known if scope == doc_id} or {p for scope, p in known if not scope}
        return held.pop() if len(held) == 1 else f"unknown:{owner.split(':')[-1]}s-{kin}"

    def _beside(self, text: str, end: int, names: list, starts: list, kin: str) -> str:
        """The name in apposition: "his brother Lucien", "Weiss's wife, Anna Weiss"."""
        index = bisect_right(starts, end)
        if index >= len(names) or not re.fullmatch(r",?\s+", text[end : names[index].start]):
            return ""
        gender, person = self._kin.get(kin.lower(), "u"), names[index].person_id
        known = self._authority.gender(person)
        return person if gender == "u" or known not in ("m", "f") or known == gender else ""


def _is_plural(word: str, lex: Lexicons) -> bool:
    return word.endswith(("ren", "wives", "parents")) or word.endswith("s") and (word[:-1] in lex.kin or "-in-law" in word)
