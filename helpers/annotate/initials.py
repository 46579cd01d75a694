"""A text in. Out: initials that stand for a person by themselves: a signature, "Mrs. C.", "so that E. should not see it"."""

import re
from bisect import bisect_left

from helpers.annotate.lexicons import Lexicons
from helpers.annotate.people import Name, slug

STOPPED = re.compile(r"[A-ZÀ-ÞА-Я]\.")  # without it no initials need be looked for
ALONE = re.compile(r"(?<![\w.])(?:[A-ZÀ-ÞА-Я]\.[ \u00a0]?){2,3}(?![\w\u00a0 ]*[A-ZÀ-ÞА-Я])(?!\w)")
# "I saw H. L. on Tuesday": two letters with a blank between them, and the sentence goes on.
WITHIN = re.compile(
    r"(?<![\w.])(?<![A-Z]\. )(?<!(?:Dr|Mr|Ms|St|Mt) )(?:[A-ZÀ-Þ]\.[ \u00a0]){1,3}[A-ZÀ-Þ]\.(?=\[\d|<sup>|\s[a-z]|[,;:’'”\")?])"
)
# "Mrs. C.'s nose".
TITLED_INITIAL = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Lady|Lord)\.?\s(?=([A-ZÀ-Þ]\.)(?:['’,;]|\s[a-z]))")
# "so that E. should not see it": one letter that acts.
ACTING = re.compile(
    r"(?<![\w.&])(?<![A-Z][a-z] )[A-HJ-ZÀ-Þ]\."
    r"(?=\s(?:himself|herself|also|is|was|has|had|will|would|should|must|says|said|writes|wrote)\s)"
)
# "– A. W." at the end of a note or of a quoted one.
SIGNED = re.compile(r"[–—-] ?$")
CLOSED = re.compile(r"['’”\"\])]*\s*$")
NOT_PEOPLE = frozenset(("ad", "bc", "us", "uk", "un", "eu", "dc", "ny", "ps", "nb", "ss", "hm", "rc", "cc"))


def bare_initials(text: str, spans: list, names: list, taken: list, author: str, lex: Lexicons) -> list[Name]:
    """Two or three initials that stand for a person: alone on a line, after a salutation, or after "signed"."""
    out, busy = [], Busy(names, taken)
    for begin, stop, _ in (s for s in spans if STOPPED.search(text, s[0], s[1])):
        for m in ALONE.finditer(text, begin, stop):
            end = m.end() - (text[m.end() - 1] in " \u00a0")
            before = re.search(r"([^\W\d_]+)\s+(?:himself |herself )?$", text[max(begin, m.start() - 30) : m.start()])
            addressed = before is not None and (before.group(1).lower() in lex.addressed or before.group().startswith("signed"))
            addressed = addressed or SIGNED.search(text, max(begin, m.start() - 3), m.start()) and CLOSED.match(text, end, stop)
            if (addressed or m.start() == begin and end == stop) and busy.is_free(m.start(), end):
                letters = re.findall(r"[^\W\d_]", m.group().lower())
                own = author.split("-")[-1].startswith(letters[-1]) and end == stop
                person = author if own else "unknown:" + slug("-".join(letters))
                out.append(Name(m.start(), end, "initials", person, "initials alone", 0.7))
        places = [m.span() for p in (WITHIN, ACTING) for m in p.finditer(text, begin, stop)]
        for start, end in sorted(places + [m.span(1) for m in TITLED_INITIAL.finditer(text, begin, stop)]):
            letters = re.findall(r"[^\W\d_]", text[start:end].lower())
            met = "".join(letters) in NOT_PEOPLE or not busy.is_free(start, end)
            if not met and not any(o.start < end and start < o.end for o in out):
                out.append(Name(start, end, "initials", "unknown:" + slug("-".join(letters)), "initials alone", 0.6))
    return out


class Busy:
    """Places that a name holds already."""

    def __init__(self, names: list, taken: list):
        self._spans = sorted([(n.start, n.end) for n in names] + taken)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no name overlaps text[start:end]."""
        index = bisect_left(self._spans, (end,)) - 1
        return index < 0 or self._spans[index][1] <= start
