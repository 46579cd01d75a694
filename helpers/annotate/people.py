"""Texts and the authority file in. Out: every known name as a span with its person, in both scripts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick, Implementation

from helpers.annotate.authority_checks import CODE_KINDS, PERSON_KINDS, check_names, check_people, check_relations
from helpers.annotate.listed import even
from helpers.annotate.seeds import SEEDS, Seeds, label, read_table

INITIALS_BEFORE = re.compile(r"(?:(?<![^\W\d_])[^\W\d_a-zа-я][hlu]?\.[\s-]*){1,3}$")
INITIALS_AFTER = re.compile(r",\s(?:[^\W\d_a-zа-я]\.\s?){1,3}")
CYRILLIC_NAME = re.compile(
    r"(?=[А-ЯЁ])(?<![\w])(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]*)*(?:\s[А-ЯЁ][а-яё]+){0,2}(?!\w)"
)
# A Russian text has vowels; ten searches of a text for one character each are faster than one for a class.
RUSSIAN_VOWELS = "аеёиоуыэюя"
SLUG = re.compile(r"[^a-z0-9]+")
BROKEN_NAME = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){0,2}[^\W\d_]+\[[^\W\d_]+\](?!\w)")


class Name(NamedTuple):
    """A mention: text[start:end], its person, how it was found and on whose word."""

    start: int
    end: int
    form: str
    person_id: str
    rule: str
    certainty: float


def slug(word: str) -> str:
    """Return a name in lower-case ASCII, hyphens for anything that is no letter or digit."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return SLUG.sub("-", "".join(ch for ch in plain if not unicodedata.combining(ch))).strip("-") or word.lower()


@dataclass(frozen=True)
class Authority:
    """people.csv, names.csv and relations.csv, checked."""

    people: pd.DataFrame
    names: pd.DataFrame
    relations: pd.DataFrame

    def gender(self, person_id: str) -> str:
        """Return m, f or unknown."""
        return self._genders().get(person_id, "unknown")

    @lru_cache(maxsize=1)  # noqa: B019 - one object lives as long as the run
    def _genders(self) -> dict:
        return dict(zip(self.people.person_id, self.people.gender, strict=True))

    def __hash__(self) -> int:
        return id(self)


def read_authority(seeds: Seeds) -> Authority:
    """Read and check the authority file.

    Raises:
        WorkbookError: a form is empty or belongs to two people without a scope, a person_id
            or doc_id is unknown, or a kind is, or a gender or a date of life is not what is accepted.
    """
    tables = {}
    for name, required in {
        "people": ("person_id", "label", "gender"),
        "names": ("form", "person_id", "kind", "doc_id"),
        "relations": ("person_id", "relation", "of", "doc_id"),
    }.items():
        path = seeds.folder / f"{name}.csv"
        path = path if path.exists() else SEEDS / f"{name}.csv"
        tables[name] = (read_table(path, required), path)
    people, names, relations = (tables[name][0] for name in ("people", "names", "relations"))
    known = set(people.person_id)
    # Lists that a corpus borrows from the workbook hold for the people it lists itself.
    borrowed = {name: path.parent == SEEDS != tables["people"][1].parent for name, (_, path) in tables.items()}
    if borrowed["names"]:
        names = names[names.person_id.isin(known) | names.kind.isin(CODE_KINDS)]
    if borrowed["relations"]:
        relations = relations[relations.person_id.isin(known) & relations.of.isin(known)]
    check_people(people, label(tables["people"][1]))
    check_names(names, known, label(tables["names"][1]))
    check_relations(relations, known, label(tables["relations"][1]))
    return Authority(people, names, relations)


class NameIndex:
    """All known forms in one automaton (Aho and Corasick 1975), asked for one text at a time."""

    def __init__(self, authority: Authority, given_names: frozenset):
        self._given = given_names
        self._forms, self._russian, self._called = {}, {}, {}
        for row in authority.names.itertuples(index=False):
            if row.kind not in PERSON_KINDS:
                continue
            rule, certainty = f"names.csv{' (' + row.doc_id + ')' if row.doc_id else ''}", 0.95 if row.doc_id else 1.0
            entry = (row.doc_id, row.kind, row.person_id, rule, certainty)
            if re.search(r"[А-Яа-яЁё]", row.form):
                self._russian.setdefault(_russian_key(row.form), []).append(entry)
            flat = even(row.form)
            if row.kind == "name" and " " in flat:
                self._called.setdefault(row.person_id, set()).add(flat.split()[0])
            self._forms.setdefault(flat, []).append(entry)
            if row.kind == "name" and len(flat) > 3 and not flat.isupper():
                self._forms.setdefault(flat.upper(), []).append(entry)
        self._entries = list(self._forms.values())
        self._automaton = AhoCorasick(list(self._forms), implementation=Implementation.DFA)

    def find(self, doc_id: str, text: str) -> list[Name]:
        """Find the known names of one text.

        Args:
            doc_id: decides which scoped forms hold.
            text: the file as it stands.

        Returns:
            Names without overlap, longest first choice, in order.
        """
        flat = even(text)
        found, size = [], len(flat)
        for form, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if end < size and (flat[end].isalnum() or flat[end] == "-" and flat[end + 1 : end + 2].islower()):
                continue
            # A web page may run a name into the word before it: "pictureAnna Weiss".
            if start and flat[start - 1].isalpha() and not (" " in flat[start:end] and flat[start - 1].islower()):
                continue
            entry = _scoped(self._entries[form], doc_id)
            if entry:
                found.append((start, end, *entry))
        if any(vowel in text for vowel in RUSSIAN_VOWELS):
            found += self._find_russian(doc_id, text)
        found += self._find_broken(doc_id, text)
        return self._extended(flat, _longest(found))

    def _find_russian(self, doc_id: str, text: str) -> list[tuple]:
        if not self._russian:
            return []
        out = []
        for match in CYRILLIC_NAME.finditer(text):
            words = [(m.start() + match.start(), m.end() + match.start()) for m in re.finditer(r"\S+", match.group())]
            # The longest run of words of the match that is a form in some case.
            for size in range(len(words), 0, -1):
                for first in range(len(words) - size + 1):
                    start, end = words[first][0], words[first + size - 1][1]
                    entry = _scoped(self._russian.get(_russian_key(text[start:end]), []), doc_id)
                    if entry:
                        out.append((start, end, *entry))
        return out

    def _find_broken(self, doc_id: str, text: str) -> list[tuple]:
        """Names that an editor completed in brackets: "Tro[tsky]"."""
        out = []
        bracket = text.find("[")
        while bracket >= 0:
            nearby = BROKEN_NAME.finditer(text, max(0, bracket - 30), bracket + 40) if text[bracket - 1].isalpha() else ()
            match = next((m for m in nearby if m.start() < bracket < m.end()), None)
            bracket = text.find("[", bracket + 1)
            if match is None:
                continue
            whole = match.group().replace("[", "").replace("]", "")
            for form in (whole, whole.split()[-1], whole.split(".")[-1].strip()):
                if even(form) in self._forms:
                    entry = _scoped(self._forms[even(form)], doc_id)
                    if entry:
                        out.append((match.start(), match.end(), *entry))
                        break
        return out

    def _extended(self, flat: str, found: list) -> list[Name]:
        """Take in the initials and given names that stand beside a family name."""
        out = []
        for start, end, _, kind, person, rule, certainty in found:
            if out and out[-1].form == "initials" and kind == "name" and not flat[out[-1].end : start].strip():
                # "N. K." before "Krupskaya" are her initials, not a mention of their own.
                start = out.pop().start
            if kind in ("name", "pseudonym"):
                floor = out[-1].end if out else 0
                begin = max(floor, self._left(flat, start))
                given = flat[begin:start].strip()
                if self._is_relative(given, person):
                    # "Yakov Stalin" is no Joseph.
                    person = f"provisional:{slug(given)}-{slug(flat[start:end].split()[-1])}"
                    rule, certainty = "another given name before a known family name", 0.7
                start = begin
                after = INITIALS_AFTER.match(flat, end) if flat.startswith(", ", end) else None
                if after:
                    end = after.end() - (flat[after.end() - 1] == " ")
            out.append(Name(start, end, kind, person, rule, certainty))
        return out

    def _is_relative(self, given: str, person: str) -> bool:
        """Tell a given name that none of somebody's forms begins with from their own; an initial is nobody else's."""
        own = self._called.get(person, set()) & self._given
        return given in self._given and bool(own) and given not in own

    def _left(self, flat: str, start: int) -> int:
        """Where the initials or the given name before a family name begin."""
        if start < 2 or flat[start - 1] != " " and flat[start - 1] != ".":
            return start
        space = flat.rfind(" ", 0, start - 1) + 1
        if flat[start - 2].isalpha() and flat[start - 1] == " ":
            return space if flat[space : start - 1] in self._given else start
        before = flat[max(0, start - 40) : start]
        dot = before.rstrip(" -")
        # A full stop after a small letter ends a sentence.
        abbreviated = dot.endswith(".") and (dot[-2:-1].isupper() or dot[-3:-2].isupper())
        initials = INITIALS_BEFORE.search(before) if abbreviated else None
        return start - len(initials.group()) if initials and initials.group().strip() else start


def _scoped(entries: list, doc_id: str) -> tuple | None:
    """The entry that holds in this text: its own before one that holds everywhere."""
    general = None
    for entry in entries:
        if entry[0] == doc_id:
            return entry
        if not entry[0] and general is None:
            general = entry
    return general


def _longest(found: list) -> list[tuple]:
    out = []
    for item in sorted(found, key=lambda f: (f[0], -f[1])):
        if not out or item[0] >= out[-1][1]:
            out.append(item)
        elif item[1] - item[0] > out[-1][1] - out[-1][0]:
            out[-1] = item
    return out


@lru_cache(maxsize=1)
def _morphology():  # noqa: ANN202 - the library's own type
    # Loaded only where there is Russian to read: it takes a third of a second.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def _russian_key(form: str) -> str:
    """Bring a Russian name to one form for all its cases: each word to its normal form, initials kept."""
    return " ".join(_normal(w) for w in re.findall(r"[А-ЯЁ]\.|[^\s.]+", form))


def _normal(word: str) -> str:
    if word.endswith("."):
        return word.lower()
    parts = []
    for part in word.split("-"):
        parses = _morphology().parse(part)
        surname = next((p for p in parses if {"Surn"} in p.tag or {"Patr"} in p.tag or {"Name"} in p.tag), parses[0])
        parts.append(surname.normal_form)
    return "-".join(parts)
