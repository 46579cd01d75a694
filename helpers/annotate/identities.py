"""Names that no list knows in. Out: which of them are one person, and the id that stands for each."""

from helpers.annotate.capitals import A_PARTICLE, AN_INITIAL, NUMERAL
from helpers.annotate.lexicons import Lexicons
from helpers.annotate.name_weights import Candidate
from helpers.annotate.people import slug


class Identities:
    """The people of one text whom the authority file does not know.

    A family name stands for one person as long as no two given names stand before it; where two do ("Otto Weiss",
    "Anna Weiss"), each is a person, and a bare "Weiss" is whoever was named in full last.

    Args:
        found: the candidates that are names, in order.
        lex: given names and their short forms.
        author: the author's id, which no provisional id replaces.
    """

    def __init__(self, found: list[Candidate], lex: Lexicons, author: str):
        self._lex, self._author = lex, author
        self._given: dict[str, list] = {}
        self._last: dict[str, str] = {}
        self._first: dict[str, set] = {}
        self._families = {slug(_family(c)) for c in found if c.multi}
        for c in found:
            given = self._given_name(c)
            if given:
                self._whole(slug(_family(c)), given)
            elif c.multi:
                self._first.setdefault(c.words[0], set()).add(slug(_family(c)))

    def person(self, c: Candidate) -> str:
        """Return the person_id of a name; names are asked for in the order of the text."""
        family = slug(_family(c))
        if not c.multi:
            owners = [(f, g) for f, known in self._given.items() for g in known if self._short_for(c.words[0], g)]
            if len(owners) == 1 and (c.words[0] in self._lex.given or family not in self._given):
                return self._id(*owners[0])
            # "Keziah" is on no list of given names, but stands before one family name.
            behind = self._first.get(c.words[0], set()) - {family}
            if len(behind) == 1 and family not in self._families:
                family = next(iter(behind))
            return self._id(family, self._last.get(family, ""))
        given = self._given_name(c)
        if given:
            given = self._last[family] = self._whole(family, given)
        return self._id(family, given or self._last.get(family, ""))

    def _id(self, family: str, given: str) -> str:
        known = self._given.get(family, [])
        full = f"{slug(given)}-{family}" if given else ""
        # Of two who bear the author's name, the one named first is the author.
        alone = len(known) < 2 or given in ("", known[0])
        if self._author and (self._author == full or self._author == family and alone):
            return self._author
        if len(known) < 2:
            # "Hester Weiss" writes; nobody else here is called Weiss.
            bearer = known and self._author == f"{slug(known[0])}-{family}"
            return self._author if bearer else f"provisional:{family}"
        return f"provisional:{full or slug(known[0]) + '-' + family}"

    def _given_name(self, c: Candidate) -> str:
        """The given name of a full name, or its initial; "" for a bare family name and for titles or particles before one."""
        first = c.words[0]
        if not c.multi or A_PARTICLE.fullmatch(first.lower()):
            return ""
        # "Will Weiss come?"
        known = first in self._lex.given and first not in self._lex.given_words
        return first if known or AN_INITIAL.match(first) else ""

    def _whole(self, family: str, given: str) -> str:
        """Return the given name under which somebody is known already; "Tom" for "Thomas"."""
        known = self._given.setdefault(family, [])
        same = next((g for g in known if self._short_for(given, g) or self._short_for(g, given)), "")
        if not same:
            known.append(given)
        return same or given

    def _short_for(self, word: str, given: str) -> bool:
        if "." in word:
            return given.startswith(word[0])
        return word == given or given in self._lex.short_names.get(word, ())


def _family(c: Candidate) -> str:
    words = c.words[:-1] if len(c.words) > 2 and NUMERAL.match(c.words[-1]) else c.words
    return words[-1]
