"""An expression where it stands in. Out: what kind of date it is, in which calendar, and which letters a text sets in."""

import re

from helpers.annotate.dates.edtf_values import bounds, cut, other_calendar
from helpers.annotate.dates.events import KnownEvents
from helpers.annotate.dates.finder import Finder
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.phrases import any_of
from helpers.annotate.dates.printed import NO_DAY
from helpers.annotate.listed import Listed
from helpers.annotate.seeds import Seeds
from helpers.annotate.tellers import is_salutation
from helpers.pace import compiled

# "On 5 May 1848 he was chosen." is a sentence and no date line.
CLAUSE_WORD = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|was|were|had)\b")
# What stands in small letters beside the day and the place.
OF_PLACE = frozenset(
    "at in on the of near off from to by de la le du den der am im a and c o st nd rd th evening morning night".split()
)
PRINTED_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
# By so many years an essay's day of writing is later than what it tells.
LONG_AFTER = 10
CLAUSES = re.compile(
    r"[;:)]|,\s(?=(?:and|but|when|while|who|which|where|he|she)\s)|\b(?:wrote|writes|writing)\s+(?:of|about|that)\b"
)

DOCUMENTS = "letter letters note notes leaflet leaflets manifesto article telegram memorandum petition report pamphlet".split()
BEFORE_DOCUMENT = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}{any_of(DOCUMENTS)}(?!\w)")

WRITES = re.compile(
    r"\bwrote\s*(?:to\b|:|,\s*[\"“‘])|\b(?:was|were)\s+(?:translated|published|printed)\b|\bappeared\s+in\s+print"
)

HANDLED = re.compile(
    r"\b(?:read|reads|received|receives|got|opened|burned|burnt|found|lost|carried|delivered|showed|handed|kept|seized|stolen|arrived)\b"
)

# "On 3 July 1848 Jane Roe died in her bed."
DIES = re.compile(
    r",?\s+(?:(?:the|old|young|his|her|their)\s+)*(?:[A-Z][\w’'-]+\s+){1,4}"
    r"(?:died|was\s+(?:born|shot|hanged|murdered|executed|killed|buried)|passed\s+away)\b"
)
OPENS = re.compile(r"\W*(?:On|In|Late\s+in|Early\s+in)?\s*(?:the\s+)?", re.IGNORECASE)

STYLE_AFTER = re.compile(r"\s*[,(]?\s*(?:by the\s|of the\s|по\s)?\w{0,11}[.\s]{0,2}\w{0,5}\.?")

IN_BRACKETS = re.compile(r"[\w.’')\]]\s*[\[(]\s*(?:[^()\[\]]{0,60}[,;]\s*)?(?:b\.|born|c\.|ca\.)?\s*$")

# Sovnarkom's decree: 31 January 1918 was followed by 14 February.
REFORM = "1918-02-14"
# "This page was last updated on".
STAMPED = re.compile(r"\b(?:last\s+(?:updated|modified|revised|changed)|retrieved|uploaded)\s+(?:on|in)?\s*$", re.IGNORECASE)
# "On 2 June 1865 Weiss sent a frank letter".
SENDS = re.compile(
    r",?\s(?:[\w’'-]+\s){0,5}?(?:wrote|sent|addressed|issued|published|dictated|signed|telegraphed|drafted)\s(?:[\w’'-]+\s){0,6}?"
    r"(?:letter|note|telegram|dispatch|despatch|card|appeal|proclamation|memorandum|article|circular|reply|report|manifesto)\b"
)
# "Doorsteps" (1953): the year of a book named in passing.
TITLE_BEFORE = re.compile(
    r"[\"”’*_]\s\($|[A-Z]\w+:\s(?:[A-Z][\w’']+|of|the|and|in|an?|to|on|for)(?:\s(?:[A-Z][\w’']+|of|the|and|in|an?|to|on|for))*\s\($"
)
# "The decree of 1616": when it was written.
ACT_OF = re.compile(r"\b(?:decree|edict|charter|statute|bull|constitution)\s+of\s+$", re.IGNORECASE)
STUDY_OF = re.compile(r"\b(?:study|monograph|biography|survey|dissertation|thesis|textbook|edition)\s+(?:of|from)\s+$")
# "Otto Weiss to Anna Weiss, ": how a note cites a letter.
FROM_TO = re.compile(r"[A-Z][\w’'-]+\s+to\s+(?:[A-Z][\w’'.-]+\s?)+,\s$")
LABEL = 300
POSTSCRIPT = re.compile(r"\W*P\.?\s?S\.?[\s:]*(?:\w+day,\s)?")
PLACE_OF_PRINT = re.compile(r"[(\[][A-ZÀ-Þ][\w.’'& -]{2,40}[,:]\s")


class Kinds:
    """Knows kinds, calendars and letters by the words of `date_cues`."""

    def __init__(self, seeds: Seeds, finder: Finder, known: KnownEvents, cues: dict):
        self.texts, self.finder, self.known = seeds.texts, finder, known
        edged = lambda name: rf"(?<!\w){any_of([f for f in cues[name] if f])}(?!\w)"  # noqa: E731
        self.cue = {name: compiled(edged(name), re.IGNORECASE) for name in cues}
        # As printed: the Black Death is no one's death.
        self.cue["life"] = compiled(rf"(?<!to )(?<!to the ){edged('life')}")
        self.head = {n: compiled(rf"^\W*{any_of(cues[n])}\s*:", re.IGNORECASE) for n in ("document-head", "citation-head")}
        self.lasting, self.happening = frozenset(cues["lasting"]), frozenset(cues["happening"])
        self.two_calendars = Listed([*cues["russian"], *cues["greek"]])

    def _written(self, text: str, found: list, row) -> str:
        """Return the day of writing that the text's head states: "Written: 9 November 1852", or a title's date."""
        stated = ""
        for p, f in found:
            line = text.rfind("\n", 0, f.start) + 1
            if f.how == "calendar" and re.match(r"\d{4}", f.value) and f.value != NO_DAY and f.start < 2500:
                if self.head["document-head"].match(text[line : f.start]) and not re.match(
                    r"\W*first", text[line : f.start], re.I
                ):
                    return f.value.split("/")[0] if not f.opens else f.value[:7]
                title = (
                    p.zone == "heading"
                    and self.cue["document"].search(text[p.start : f.start])
                    or row.genre == "letter"
                    and p.zone == "heading"
                )
                if not stated and title and re.match(r"\d{4}-\d\d-\d\d$", f.value):
                    stated = f.value
        return stated

    def _letters(self, text: str, passages: list, row) -> list[tuple]:
        """Return (start, end, date, whether a letter) of each letter set into a text, from its date line to its signature.

        The date line at the head of an essay dates the essay: it says what "today" means, and no more.
        """
        out, begun, date, length, is_letter = [], None, "", 0, True
        if row.genre == "letter":
            return out
        head = ""
        for number, p in enumerate(passages):
            if p.zone == "note":
                continue
            date_line = self._date_line(text, p)
            addressed = any(is_salutation(text[n.start : n.end].strip()) for n in passages[number + 1 : number + 3])
            if date_line is not None:
                head = date_line
                if "CC" in head:
                    century = re.search(r"1\d(?=\d\d)|20(?=\d\d)", text)
                    head = head.replace("CC", century[0] if century else "19")
                if begun is not None:
                    out.append((begun, p.start, date, is_letter))
                begun, date, length = p.end, head, 0
                near = PRINTED_YEAR.search(text, p.end)
                # What an essay tells lies years before the day that heads it.
                tells = near is None or int(head[:4]) - int(near[0]) < LONG_AFTER
                is_letter = addressed or tells or row.genre in ("memoir", "other")
            elif begun is not None:
                length += 1
                body = text[p.start : p.end].strip()
                signed = length > 2 and len(body.split()) <= 8 and not re.search(r"[.?!:,”\"]$", body)
                if p.zone == "heading" and length > 1 or signed or p.zone == "boilerplate":
                    out.append((begun, p.start, date, is_letter))
                    begun = None
        if begun is not None:
            out.append((begun, len(text), date, is_letter))
        return out

    def _date_line(self, text: str, p) -> str | None:
        if p.end - p.start > 70 or p.zone == "boilerplate":
            return None
        found = self.finder.find(text, p.start, p.end)
        if len(found) != 1 or not re.match(r"(?:\d{4}|CC\d\d)-\d\d-\d\d$", found[0].value) or found[0].opens:
            return None
        if found[0].value == NO_DAY:
            return None
        rest = text[p.start : found[0].start] + text[found[0].end : p.end]
        told = any(word not in OF_PLACE for word in re.findall(r"\b[a-z]+\b", rest))
        sentence = self.cue["document"].search(rest) or CLAUSE_WORD.search(rest) or told
        return found[0].value if len(rest.split()) <= 4 and not sentence else None

    def _kind(self, text, p, f: Found, sentence: str, begin: int, row) -> str:
        line = text.rfind("\n", 0, f.start) + 1
        # A label stands at the head of its line: no more of a long line is looked at.
        label_text, before = (
            text[max(line, p.start) : min(f.start, max(line, p.start) + LABEL)],
            text[max(begin, f.start - 90) : f.start],
        )
        after = text[f.end : min(p.end, f.end + 50)]
        surface = text[f.start : f.end]
        if self.head["document-head"].match(label_text):
            return "document"
        if self.head["citation-head"].match(label_text):
            return "citation"
        label = self.cue["boilerplate"].search(label_text) if len(label_text) < 90 else None
        # "Posted by …" labels a page; "the letter had been posted on" tells something.
        if p.zone == "boilerplate" or label and label.start() < 20:
            return "boilerplate"
        if STAMPED.search(before):
            return "boilerplate"
        if self._date_line(text, p) is not None or p.zone == "heading" and self.cue["document"].search(text[p.start : f.start]):
            return "document"
        if row.genre == "letter" and p.end - p.start < 60 and f.how == "calendar":
            return "document"
        led = (
            re.search(
                r"\b(?:in|on|by|from|since|until|during|of|between|after|before|to)\s+(?:the\s+)?(?:\w+\s+)?$", before, re.I
            )
            or f.opens
        )
        if f.how == "calendar":
            spans = re.match(r"(\d{4})/(\d{4})$", f.value)
            if (
                spans
                and 15 < int(spans[2]) - int(spans[1]) < 110
                and IN_BRACKETS.search(before)
                and re.match(r"\s*[;,)\]]", after)
            ):
                return "life"
            if re.search(r"\b(?:b|d|born|died)\.?\s*$", before):
                return "life"
            if TITLE_BEFORE.search(before) and after[:1] == ")" or STUDY_OF.search(before):
                return "citation"
            if before.endswith("(") and re.match(r",\s(?:pp?|vol|ch|fol)\.", after):
                return "citation"
            if ACT_OF.search(before):
                return "document"
            if re.search(r"\b\d+\s\($", before) and re.match(r"\)(?:,\spp?\.|:\s?\d)", after):
                return "citation"
            if p.zone == "note" and FROM_TO.search(before) or row.genre == "letter" and POSTSCRIPT.fullmatch(label_text):
                return "document"
            if not led and self._cited(text, p, f, before, after, sentence):
                return "citation"
        near = CLAUSES.split(before)[-1][-75:]
        if f.sort == "exact":
            return "life" if self.cue["life"].search(after.split(",")[0]) else "event"
        if f.how in ("span", "weekday") or f.how == "deictic" and not re.match(r"['’]s\s", after):
            return "event"
        if f.how == "calendar" and (self.cue["life"].search(near) or re.match(r",?\s+(?:he|she)\s+(?:died|was\s+born)\b", after)):
            return "life"
        if f.how == "calendar" and DIES.match(after) and OPENS.fullmatch(text[begin : f.start]):
            return "life"
        # Who reads or receives a document on a day does not write it then.
        handled = HANDLED.search(near) and not re.search(r"(?:of|dated|from)\s+$", near)
        if not f.opens and (self.cue["document"].search(near) and not handled or self._writes(sentence, surface, after)):
            return "document"
        return "event"

    def _writes(self, sentence: str, surface: str, after: str) -> bool:
        """Say whether a date opens a sentence of which the verb is to write or to print, or stands before a document's name."""
        if BEFORE_DOCUMENT.match(after):
            return True
        if re.match(r"\s(?:wrote|published|printed)\s+(?:to|a|an|the|in)\b", after):
            return True
        if SENDS.match(after):
            return True
        opening = re.match(rf"\W*(?:In|On|Early in|Late in)\s+(?:the\s+)?{re.escape(surface)}", sentence)
        return bool(opening and WRITES.search(sentence))

    def _cited(self, text, p, f: Found, before: str, after: str, sentence: str) -> bool:
        """Say whether a date stands as a reference gives it: bracketed with place or publisher, or after a title."""
        bracket = re.search(r"[(\[][^()\[\]]{0,70}$", text[max(p.start, f.start - 72) : f.start])
        closing = re.match(r"\s*[)\],.;]", after)
        if re.search(r"\b(?:to|until|till)\b", text[f.start : f.end]):
            return False
        if bracket and closing and (re.search(r"\*|:\s[A-Z]|\d", bracket[0]) or self.cue["citation"].search(bracket[0])):
            return True
        if p.zone == "note" and bracket and closing and PLACE_OF_PRINT.fullmatch(bracket[0]):
            return True
        if (
            p.zone == "note"
            and closing
            and (
                self.cue["citation"].search(before)
                or self.cue["citation"].search(after)
                or re.search(r"[*”\"»]\s*[,(]?\s*$", before)
            )
        ):
            return True
        # The years that a cited title names: "Documents of the Police, 1922-1934".
        return p.zone == "note" and not re.search(r"[a-z]{3,}\s+$", before) and bool(self.cue["citation"].search(sentence))

    def _styles(self, text: str, f: Found) -> tuple[bool, bool]:
        """Say whether the words beside a date call it Old Style, and whether they call it New Style."""
        near = STYLE_AFTER.match(text[f.end : f.end + 26])[0]
        clause = re.split(r"[;()]|[a-zа-я]{3}\.\s", text[max(0, f.start - 60) : f.start])[-1]
        return tuple(bool(self.cue[n].search(near) or self.cue[n].search(clause)) for n in ("old-style", "new-style"))

    def _calendar(self, text: str, f: Found, value: str, double: bool) -> tuple[str, str]:
        low = bounds(value)[0] or bounds(value)[1]
        if not low:
            return ("unstated" if double else "gregorian"), ""
        old, new = self._styles(text, f)
        if f.dual:
            return "julian", f.dual.replace("YYYY", cut(value, "year"))
        if old or new:
            return (
                ("julian", other_calendar(value, True)) if old else ("gregorian", other_calendar(value, False) if double else "")
            )
        if double and low < REFORM or "1582" < low < "1752":
            return "unstated", other_calendar(value, True)
        return ("julian", other_calendar(value, True)) if low < "1582-10-15" else ("gregorian", "")
