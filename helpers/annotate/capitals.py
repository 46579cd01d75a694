"""A text in. Out: its runs of capitalised words, and what becomes of a run while it is trimmed to a name."""

import re

WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ](?:[^\W\d_]|[’'](?=[A-ZÀ-Þ])|(?<=[^\W\d_])-(?=[^\W\d_]))+"
# An initial, or a given name cut short as signatures have it.
INITIAL = r"(?:[A-ZÀ-ÞА-Я][hlu]?|Nathl|Wm|Thos|Chas|Geo|Jas|Jos|Robt|Saml|Benj|Alexr|Edw|Edwd|Jno|Danl|Richd|Fredk)\."
PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|du|des|le|la|ten|ter|zu|zur|af|av|y|bin|ibn|ben)"
JOINED = r"(?:al-|el-|ad-|as-|ar-|d[’']|l[’']|O[’'])"
GAP = r"[ \u00a0]{1,4}"
ONE = rf"(?:{INITIAL}{GAP}?|{PARTICLE}{GAP})*{JOINED}?{WORD}"
SEQUENCE = re.compile(rf"(?<![\w’'-])(?<!\bP\.){ONE}(?:{GAP}{ONE}){{0,12}}(?!\w)")
HONOURED = 3.0  # points for a person
START = re.compile(r"(?:^|\[\w{1,3}\]\s|[.!?…:]['\"”’»)\]*]*\s+|[\n\r]\s*|[\"“‘«„(\[*>]\s*|[—–]\s?)$")
SOLID = re.compile(r"\S+")
# Titles cut short, behind which a full stop ends no sentence.
ABBREVIATED = frozenset("Mr Mrs Ms Dr Prof Rev Capt Col Gen Maj Lt Cpl Sgt Adm Gov Sen Hon Fr Sr Br Mme Mlle Mgr Messrs".split())
TITLE_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(ABBREVIATED))})\.\s$")
NUMERAL = re.compile(r"(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI)$")
# "Weiss, Anna—a printer": how notes and indexes print a name.
INVERTED = re.compile(rf",\s({WORD})(\s(?:{INITIAL}|{WORD}))?(?=\s?[—–:,(]|\s-\s)")
AN_INITIAL, A_PARTICLE = re.compile(INITIAL), re.compile(PARTICLE)


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether the place of a word, behind a full stop, a mark or nothing, explains its capital."""
    # Most words stand behind a plain word: no pattern need be tried.
    if start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] in ",;"):
        return False
    return start == 0 or START.search(text[max(0, start - 12) : start]) is not None


def behind_title(text: str, start: int) -> bool:
    """Tell whether a title cut short stands before a word: "Mrs. "."""
    return text[start - 2 : start - 1] == "." and TITLE_BEFORE.search(text, max(0, start - 10), start) is not None


# "Weiss-san": what some languages set behind a name to honour whom they call.
HONORIFIC = re.compile(r"-(?:san|sama|sensei|kun|chan|ji|sahib|bey|effendi|efendi|pasha|khan|hanum)(?!\w)")


class Run:
    """A run of capitalised words while it is trimmed."""

    def __init__(self, text: str, start: int, end: int):
        self.text = text
        self.pieces = [m.span() for m in SOLID.finditer(text, start, end)]
        self.words = [text[s:e] for s, e in self.pieces]
        self.plain = [w.rstrip(".").lower() for w in self.words]
        # Whether the place in the sentence explains the first capital.
        self.initial = opens_sentence(text, start)
        self.shouting = text[start:end].isupper() and end - start > 4
        # "Mrs. Weiss": the full stop parts the title from the run.
        titled = behind_title(text, start)
        self.initial = self.initial and not titled
        self.score, self.strong, self.personal = 0.0, titled, titled
        self.opens = self.pieces[0][0]
        honour = HONORIFIC.search(self.words[-1])
        if honour:
            begin, stop = self.pieces[-1]
            self.pieces[-1] = (begin, stop - len(honour.group()))
            self.words[-1], self.plain[-1] = self.words[-1][: honour.start()], self.plain[-1][: honour.start()]
            self.strong = self.personal = True
            self.score += HONOURED

    def keep(self, part: slice) -> None:
        """Leave only a part of the words."""
        self.pieces, self.words, self.plain = self.pieces[part], self.words[part], self.plain[part]

    @property
    def start(self) -> int:
        """The first character in the file."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The character behind the last."""
        return self.pieces[-1][1]

    @property
    def single(self) -> bool:
        """Whether one word is left."""
        return len(self.words) == 1
