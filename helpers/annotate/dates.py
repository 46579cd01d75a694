"""Texts and known events in. Out: the tables dates and events: what places something in time, with value, kind, calendar and reason."""

import re
from bisect import bisect_right
from dataclasses import replace

import pandas as pd

from helpers.annotate.date_context import Context, KnownEvents, Resolved, resolve
from helpers.annotate.date_patterns import Finder, Found, any_of
from helpers.annotate.edtf_values import bounds, other_calendar
from helpers.annotate.seeds import SEEDS, Seeds, label, read_table
from helpers.errors import WorkbookError

COLUMNS = (
    "date_id doc_id start end surface edtf earliest latest kind calendar converted relative event_id people passage"
    " certainty reason decided_by"
).split()
# Sovnarkom's decree: 31 January 1918 was followed by 14 February.
REFORM = "1918-02-14"
APPOSED_BEFORE = re.compile(r"\s*(?:in\s+[A-Z]\w+\s*)?[,–—-]\s*(?:on\s+|that is,?\s+)?")
APPOSED_AFTER = re.compile(r"\s*,?\s*(?:\(|on\s+|in\s+|–\s*|—\s*|early\s+in\s+)?\s*")
CLAUSES = re.compile(
    r"[;:)]|,\s(?=(?:and|but|when|while|who|which|where|he|she)\s)|\b(?:wrote|writes|writing)\s+(?:of|about|that)\b"
)
DOCUMENTS = "letter letters note notes leaflet leaflets manifesto article telegram memorandum petition report pamphlet".split()
WRITES = re.compile(
    r"\bwrote\s*(?:to\b|:|,\s*[\"“‘])|\b(?:was|were)\s+(?:translated|published|printed)\b|\bleaflets?\b|\bappeared\s+in\s+print"
)
STYLE_AFTER = re.compile(r"\s*[,(]?\s*(?:by the\s|of the\s|по\s)?\w{0,11}[.\s]{0,2}\w{0,5}\.?")
IN_BRACKETS = re.compile(r"[\w.’')\]]\s*[\[(]\s*(?:[^()\[\]]{0,60}[,;]\s*)?(?:b\.|born|c\.|ca\.)?\s*$")


def events(seeds: Seeds) -> pd.DataFrame:
    """Return the known events of events.csv with their bounds.

    Columns: event_id, label, edtf, earliest, latest (ISO dates, "" where open), people
    (joined by |), authority, note, cues (phrases that name the event, joined by |).

    Raises:
        WorkbookError: an id occurs twice, or a value is not an EDTF date.
    """
    own = seeds.folder / "events.csv"
    path = own if own.exists() else SEEDS / "events.csv"
    table = read_table(path, required=("event_id", "label", "edtf"))
    for column in ("people", "authority", "note", "cues"):
        table[column] = table.get(column, pd.Series("", index=table.index))
    low, high, seen = [], [], set()
    for number, row in enumerate(table.itertuples(index=False), start=2):
        if row.event_id in seen:
            raise WorkbookError(f"{label(path)} row {number}: event_id '{row.event_id}' is already taken by a row above")
        seen.add(row.event_id)
        try:
            ends = bounds(row.edtf)
        except ValueError as error:
            raise WorkbookError(f"{label(path)} row {number}: {error}: write for instance 1921-03-08/1921-03-16") from None
        low.append(ends[0])
        high.append(ends[1])
    columns = "event_id label edtf earliest latest people authority note cues".split()
    return table.assign(earliest=low, latest=high)[columns]


def dates(seeds: Seeds, passages: pd.DataFrame, sentences: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Find every expression that places something in time and give it a value.

    Args:
        seeds: texts, catalogue and word lists.
        passages: the passages table.
        sentences: the sentences table.
        events: the table of `events`.

    Returns:
        One row an expression. Columns: date_id, doc_id, start, end (half-open, Unicode code points), surface,
        edtf ("" where nothing resolves it), earliest, latest (ISO dates, "" where open), kind (event, document,
        citation, life, boilerplate), calendar (julian, gregorian, unstated), converted (the other calendar's reading
        of a day, where the two differ; of an unstated day, its Gregorian date if it is Julian), relative (the year came
        from context), event_id, people (of the event, joined by |), passage, certainty (certain, high,
        middling, low), reason, decided_by.
    """
    cues = seeds.lexicon("date_cues")
    finder = Finder(seeds.lexicon("calendar_terms"), cues)
    reader = _Reader(seeds, finder, KnownEvents(events), {r[0]: r[1].split("|") for r in cues[["class", "forms"]].values})
    by_doc = {d: g for d, g in passages.groupby("doc_id", sort=False)}
    starts = {d: g.start.tolist() for d, g in sentences.groupby("doc_id", sort=False)}
    rows = []
    for row in seeds.catalog.itertuples(index=False):
        if row.doc_id in by_doc:
            rows += reader.read(row, by_doc[row.doc_id], sorted(starts.get(row.doc_id, [0])))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": int, "end": int, "passage": int, "relative": bool})


class _Reader:
    """Reads one text after another, in reading order, and keeps where in time each has got to."""

    def __init__(self, seeds: Seeds, finder: Finder, known: KnownEvents, cues: dict):
        self.texts, self.finder, self.known = seeds.texts, finder, known
        edged = lambda name: rf"(?<!\w){any_of([f for f in cues[name] if f])}(?!\w)"  # noqa: E731
        self.cue = {name: re.compile(edged(name), re.IGNORECASE) for name in cues}
        # As printed: the Black Death is no one's death.
        self.cue["life"] = re.compile(edged("life"))
        self.head = {n: re.compile(rf"^\W*{any_of(cues[n])}\s*:", re.IGNORECASE) for n in ("document-head", "citation-head")}
        self.two_calendars = re.compile(rf"(?<!\w){any_of([*cues['russian'], *cues['greek']])}(?!\w)")

    def read(self, row, passages: pd.DataFrame, starts: list[int]) -> list[tuple]:
        text = self.texts[row.doc_id]
        double = "ru" in row.languages or len(self.two_calendars.findall(text)) * 400 > text.count(" ")
        found = [(p, f) for p in passages.itertuples() for f in self.finder.find(text, p.start, p.end)]
        contexts = {z: Context(letter=row.genre == "letter" and z != "note", where=z) for z in ("body", "note", "boilerplate")}
        contexts["heading"] = contexts["body"]
        written = row.written or self._written(text, found, row)
        titled = "" if row.written else written
        low, high = bounds(written)
        # An interval of years is no day to reckon from.
        if low and high and int(high[:4]) - int(low[:4]) <= 1:
            for context in contexts.values():
                context.written = written
        letters = self._letters(text, passages, row)
        out, index = [], 0
        for p, f in found:
            index += 1
            context = contexts[p.zone]
            begin = starts[max(0, bisect_right(starts, f.start) - 1)]
            stop = next((s for s in starts[bisect_right(starts, f.start) :][:1]), len(text))
            sentence = text[max(begin, p.start) : min(stop, p.end)]
            explicit = [g for q, g in found[index : index + 6] if q.passage == p.passage and re.match(r"\d{4}", g.value)]
            context.ahead = (explicit[0].value, text[explicit[0].start : explicit[0].end], p.passage) if explicit else ("", "", 0)
            letter = next((v for s, e, v in letters if s <= f.start < e and p.zone != "note"), None)
            used = Context(written=letter, letter=True, anchor=context.anchor) if letter else context
            kind = self._kind(text, p, f, sentence, max(begin, p.start), row, bool(letter))
            if kind == "document" and not used.letter and (titled or letters) and "YYYY" in f.value:
                # A document named in an article on one document is most often that one.
                used = Context(written=titled or letters[0][2], letter=True)
            made = resolve(f, used, text, sentence, self.known)
            out.append((p, f, made, kind, sentence))
            self._advance(context, p, f, made, kind, text, sentence, max(begin, p.start))
        return self._rows(row.doc_id, text, _drop_overlaps(self._apposed(text, out)), double)

    def _written(self, text: str, found: list, row) -> str:
        """Return the day of writing that the text's head states: "Written: 9 November 1852", or a title's date."""
        stated = ""
        for p, f in found:
            line = text.rfind("\n", 0, f.start) + 1
            if f.how == "calendar" and re.match(r"\d{4}", f.value) and f.start < 2500:
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

    def _letters(self, text: str, passages: pd.DataFrame, row) -> list[tuple]:
        """Return (start, end, date) of each letter set into a text: from its date line to its signature or the next heading."""
        out, begun, date, length = [], None, "", 0
        if row.genre == "letter":
            return out
        head = ""
        for p in passages[passages.zone != "note"].itertuples():
            body = text[p.start : p.end].strip()
            date_line = self._date_line(text, p)
            if date_line is not None:
                head = date_line
                if "CC" in head:
                    century = re.search(r"1\d(?=\d\d)|20(?=\d\d)", text)
                    head = head.replace("CC", century[0] if century else "19")
                if begun is not None:
                    out.append((begun, p.start, date))
                begun, date, length = p.end, head, 0
            elif begun is not None:
                length += 1
                signed = length > 2 and len(body.split()) <= 8 and not re.search(r"[.?!:,”\"]$", body)
                if p.zone == "heading" and length > 1 or signed or p.zone == "boilerplate":
                    out.append((begun, p.start, date))
                    begun = None
        if begun is not None:
            out.append((begun, len(text), date))
        return out

    def _date_line(self, text: str, p) -> str | None:
        if p.end - p.start > 70 or p.zone == "boilerplate":
            return None
        found = self.finder.find(text, p.start, p.end)
        if len(found) != 1 or not re.match(r"(?:\d{4}|CC\d\d)-\d\d-\d\d$", found[0].value) or found[0].opens:
            return None
        rest = text[p.start : found[0].start] + text[found[0].end : p.end]
        return found[0].value if len(rest.split()) <= 4 and not self.cue["document"].search(rest) else None

    def _kind(self, text, p, f: Found, sentence: str, begin: int, row, in_letter: bool) -> str:
        line = text.rfind("\n", 0, f.start) + 1
        label_text, before = text[max(line, p.start) : f.start], text[max(begin, f.start - 70) : f.start]
        after = text[f.end : min(p.end, f.end + 50)]
        surface = text[f.start : f.end]
        if self.head["document-head"].match(label_text):
            return "document"
        if self.head["citation-head"].match(label_text):
            return "citation"
        if p.zone == "boilerplate" or len(label_text) < 90 and self.cue["boilerplate"].search(label_text):
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
            if not led and self._cited(text, p, f, before, after, sentence):
                return "citation"
        near = CLAUSES.split(before)[-1][-55:]
        if f.word == "exact":
            return "life" if re.match(r"\s+since\s+\w+\s+(?:shot|hanged|died|buried|lost)", after) else "event"
        if f.how in ("span", "weekday") or f.how == "deictic" and not re.match(r"['’]s\s", after):
            return "event"
        if f.how == "calendar" and (self.cue["life"].search(near) or re.match(r",?\s+(?:he|she)\s+(?:died|was\s+born)\b", after)):
            return "life"
        if not f.opens and (self.cue["document"].search(near) or self._writes(sentence, surface, after)):
            return "document"
        return "event"

    def _writes(self, sentence: str, surface: str, after: str) -> bool:
        """Say whether a date opens a sentence of which the verb is to write or to print, or stands before a document's name."""
        if re.match(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}{any_of(DOCUMENTS)}(?!\w)", after):
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

    def _advance(
        self, context: Context, p, f: Found, made: Resolved | None, kind: str, text: str, sentence: str, begin: int
    ) -> None:
        """Move the narrative on to a date that carries it; a look back or aside leaves it where it is."""
        if (
            made is None
            or not made.edtf
            or f.opens
            or kind in ("citation", "boilerplate")
            or f.how in ("deictic", "span", "weekday")
        ):
            return
        if f.how == "anchor":
            if made.event_id and f.unit == "day":
                event = self.known.by_id[made.event_id]
                context.anchor = (event.edtf.split("/")[0], event.label, event.event_id)
            return
        low, high = bounds(made.edtf)
        # "The previous winter" looks back; the narrative stays where it was.
        if (
            not low
            or "X" in made.edtf
            or f.how == "step"
            and f.count < 0
            or re.match(r"previous|preceding|last|.*\b(?:previous|preceding)", f.word)
        ):
            return
        wide = int(high[:4] or low[:4]) - int(low[:4]) > 1
        before = text[max(begin, f.start - 70) : f.start]
        year = int(low[:4])
        if context.current:
            earlier = year < int((bounds(context.current)[0] or bounds(context.current)[1])[:4])
            aside = re.search(r"\b(?:since|until|before|had|once|formerly|ago|memory|remembered)\b", before) or re.search(
                r"\(\s*(?:in\s+)?$", before
            )
            if wide or kind == "life" or earlier and aside:
                return
        if kind == "life" and context.written:
            return
        context.current, context.quote, context.passage = made.edtf, text[f.start : f.end], p.passage
        context.history.append(p.passage)

    def _apposed(self, text: str, out: list) -> list:
        """Let a phrase that stands beside a date take its value: "May 22, 1924, the eve of the congress"."""
        done = []
        for i, (p, f, made, kind, sentence) in enumerate(out):
            after = out[i + 1] if i + 1 < len(out) else None
            if f.how == "feast" and "YYYY" in f.value and after and after[2] and after[1].how == "calendar":
                if re.fullmatch(r",?\s(?:\(|on\s)?", text[f.end : after[1].start]) and len(after[2].edtf) == 10:
                    made = Resolved(after[2].edtf, True, "high", f"{text[f.start : f.end]}: the day that stands beside it")
            if f.how == "anchor":
                beside = None
                for j, before in ((i - 1, True), (i + 1, False)):
                    if not 0 <= j < len(out) or out[j][1].how not in ("calendar", "feast") or not out[j][2] or not out[j][2].edtf:
                        continue
                    g = out[j][1]
                    gap = text[g.end : f.start] if before else text[f.end : g.start]
                    pattern = APPOSED_BEFORE if before else APPOSED_AFTER
                    if f.start != g.start and pattern.fullmatch(gap) and not g.opens and out[j][0].passage == p.passage:
                        # "after he died, in 1924" dates the death; a bare date after a comma need not.
                        beside = beside or (out[j][2], g, before, bool(gap.strip(" ,")))
                made = self._beside(f, made, beside, text)
            if made is not None:
                done.append((p, f, made, kind, sentence))
        return done

    def _beside(self, f: Found, made: Resolved | None, beside, text: str) -> Resolved | None:
        if beside is None or f.word == "anniversary":
            return made
        date, g, before, joined = beside
        vague = f.word.startswith("vague")
        reason = f"{text[f.start : f.end]}: stands beside '{text[g.start : g.end]}'"
        event = made.event_id if made else ""
        if vague and (before or not joined or f.word == "vague" and made is None):
            return made
        if vague:
            value = date.edtf[:7] + "~" if "+" in f.word and "/" not in date.edtf else date.edtf
            if f.word == "vague":
                value = (
                    f"{date.edtf.split('/')[0]}/.."
                    if f.opens == "start"
                    else f"../{date.edtf.split('/')[-1]}"
                    if f.opens
                    else date.edtf
                )
            return Resolved(value, True, "high", reason, event)
        if made and made.edtf and made.event_id and not (f.word == "days" or before):
            return made
        if f.word == "days" or f.count == 0 or before:
            return Resolved(date.edtf, True, "high", reason, event)
        return made

    def _rows(self, doc_id: str, text: str, kept: list, double: bool) -> list[tuple]:
        rows = []
        for number, (p, f, made, kind, sentence) in enumerate(kept, start=1):
            low, high = bounds(made.edtf)
            calendar, converted = self._calendar(text, f, made.edtf, sentence, double)
            event = self.known.by_id.get(made.event_id) or self._event(made.edtf, low, high, sentence, kind)
            rows.append(
                (f"{doc_id}.d{number}", doc_id, f.start, f.end, text[f.start : f.end], made.edtf, low, high, kind, calendar, converted,
                 made.relative, event.event_id if event else "", event.people if event else "", p.passage, made.certainty,
                 _sentence(made.reason), "rule")
            )  # fmt: skip
        return rows

    def _event(self, value: str, low: str, high: str, sentence: str, kind: str):
        """Return the known event of that time which the sentence names."""
        if not low or not high or kind in ("citation", "boilerplate") or int(high[:4]) - int(low[:4]) > 12:
            return None
        return self.known.named_in(sentence, low, high)

    def _calendar(self, text: str, f: Found, value: str, sentence: str, double: bool) -> tuple[str, str]:
        low = bounds(value)[0] or bounds(value)[1]
        if not low:
            return ("unstated" if double else "gregorian"), ""
        near = STYLE_AFTER.match(text[f.end : f.end + 26])[0]
        clause = re.split(r"[;()]|[a-zа-я]{3}\.\s", text[max(0, f.start - 60) : f.start])[-1]
        old = self.cue["old-style"].search(near) or self.cue["old-style"].search(clause)
        new = self.cue["new-style"].search(near) or self.cue["new-style"].search(clause)
        if f.dual:
            return "julian", f.dual
        if old or new:
            return (
                ("julian", other_calendar(value, True)) if old else ("gregorian", other_calendar(value, False) if double else "")
            )
        if double and low < REFORM or "1582" < low < "1752":
            return "unstated", other_calendar(value, True)
        return ("julian", other_calendar(value, True)) if low < "1582-10-15" else ("gregorian", "")


def _drop_overlaps(rows: list) -> list:
    """Keep the first of two rows that overlap; an anchor gives way at the date that it runs into."""
    out = []
    for row in sorted(rows, key=lambda r: (r[1].start, -r[1].end)):
        if out and row[1].start < out[-1][1].end:
            last = out[-1][1]
            if last.how == "anchor" and row[1].how != "anchor" and row[1].start > last.tail:
                out[-1] = (out[-1][0], replace(last, end=max(last.tail, row[1].start - 1)), *out[-1][2:])
            elif last.how == "anchor" and last.word.startswith("vague") and row[1].how == "anchor":
                out[-1] = row
                continue
            else:
                continue
        out.append(row)
    return out


def _sentence(reason: str) -> str:
    return " ".join(reason.split())
