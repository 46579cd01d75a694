"""Names found so far in. Out: phrases that identify one person without a name: kinship, offices, the writer of the text."""

import re
from bisect import bisect_left, bisect_right

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.people import Authority, Name

WRITER = re.compile(r"\b(?:the present|this) (?:writer|author|reviewer|editor|translator)\b(?!['’]s\b)", re.IGNORECASE)
OFFICE = re.compile(r"\b[Tt]he ([A-ZÀ-Þ][a-zà-þ]+)(?!\w)(?!\s+(?:[A-ZÀ-Þ]|of\b))")
ADJECTIVES = r"(?:[a-z]+(?:-[a-z]+)?\s+){0,3}?"
# Adjectives behind an article: no other article or joining word, so that "met the wife of" begins at its own "the".
QUALITIES = r"(?:(?!(?:the|an?|and|or|of|to|in|by|for|with|that|who|was|is|had|has|as|at|on)\b)[a-z]+(?:-[a-z]+)?\s+){0,3}?"
NOT_BETWEEN = re.compile(r"\b(?:and|or|of|to|in|by|for|with|that|who|was|is|had|has|as|at|on|own\s+\w+\s+and)\b")


class EpithetReader:
    """Finds epithets in one language's grammar of possession.

    Args:
        authority: relations tell whose wife, mother or brother is who.
        lex: words of kinship and titles.
    """

    def __init__(self, authority: Authority, lex: Lexicons):
        words = sorted((w for w in lex.kin if re.fullmatch(r"[a-z-]+", w) and not _is_plural(w, lex)), key=len, reverse=True)
        singular = "|".join(re.escape(w) for w in words)
        pronouns = r"(?P<pronoun>\b(?:his|her|my|your|our|their)\b)\s+"
        self._by_pronoun = re.compile(
            rf"{pronouns}(?P<mid>{ADJECTIVES})(?P<kin>{singular})\b(?!['’]s?\s+(?:{singular})\b)(?!-)", re.IGNORECASE
        )
        self._by_name = re.compile(rf"['’]s?\s+(?P<mid>{ADJECTIVES})(?P<kin>{singular})\b(?!-)", re.IGNORECASE)
        self._of = re.compile(rf"\b(?:the\s+{QUALITIES})?(?P<kin>{singular}) of (?=[A-ZÀ-Þ])", re.IGNORECASE)
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
        found = []
        for begin, stop in spans:
            for m in self._by_pronoun.finditer(text, begin, stop):
                if not NOT_BETWEEN.search(m.group("mid")):
                    person = self._beside(text, m.end(), names, starts, m.group("kin")) or f"of:{m.group('kin').lower()}"
                    found.append(Name(m.start(), m.end(), "epithet", person, "kinship", 0.8))
            for m in self._by_name.finditer(text, begin, stop):
                owner = ends.get(m.start())
                if owner is not None and not NOT_BETWEEN.search(m.group("mid")):
                    person = self._beside(text, m.end(), names, starts, m.group("kin"))
                    person = person or self.relation(owner.person_id, m.group("kin").lower(), doc_id)
                    found.append(Name(owner.start, m.end(), "epithet", person, "kinship", 0.9))
            for m in self._of.finditer(text, begin, stop):
                owner = next((n for n in names[bisect_left(starts, m.end()) :][:1] if n.start == m.end()), None)
                if owner is not None:
                    person = self.relation(owner.person_id, m.group("kin").lower(), doc_id)
                    found.append(Name(m.start(), owner.end, "epithet", person, "kinship", 0.8))
            for m in WRITER.finditer(text, begin, stop):
                found.append(Name(m.start(), m.end(), "epithet", author, "the writer of the text", 0.95))
            found += self._offices(text, begin, stop, names)
        return found

    def relation(self, owner: str, kin: str, doc_id: str) -> str:
        """Return who is somebody's wife, mother, brother; `unknown:<owner>-<word>` where the relations do not say."""
        held = [p for scope, p in self._relations.get((owner, kin), []) if scope in ("", doc_id)]
        return held[0] if len(held) == 1 else f"unknown:{owner.split(':')[-1]}s-{kin}"

    def _beside(self, text: str, end: int, names: list, starts: list, kin: str) -> str:
        """The name in apposition: "his brother Lucien", "Weiss's wife, Anna Weiss"."""
        index = bisect_right(starts, end)
        if index >= len(names) or not re.fullmatch(r",?\s+", text[end : names[index].start]):
            return ""
        gender, person = self._kin.get(kin.lower(), "u"), names[index].person_id
        known = self._authority.gender(person)
        return person if gender == "u" or known not in ("m", "f") or known == gender else ""

    def _offices(self, text: str, begin: int, stop: int, names: list) -> list[Name]:
        """An office alone ("the King") where the text has said who holds it ("King Albert")."""
        holders = {}
        for n in names:
            before = re.search(r"([A-ZÀ-Þ][a-zà-þ]+)\.?\s+$", text[max(0, n.start - 20) : n.start])
            if before and before.group(1).lower() in self._titles:
                holders.setdefault(before.group(1), set()).add(n.person_id)
        out = []
        for m in OFFICE.finditer(text, begin, stop) if holders else ():
            if len(holders.get(m.group(1), ())) == 1:
                out.append(Name(m.start(), m.end(), "epithet", next(iter(holders[m.group(1)])), "office", 0.7))
        return out


def _is_plural(word: str, lex: Lexicons) -> bool:
    return word.endswith(("ren", "wives", "parents")) or word.endswith("s") and (word[:-1] in lex.kin or "-in-law" in word)
