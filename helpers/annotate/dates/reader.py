"""Texts and known events in. Out: the table of dates, each with value, bounds, kind, calendar and reason."""

import re
from bisect import bisect_right
from dataclasses import replace

import pandas as pd

from helpers.annotate.dates import anchors
from helpers.annotate.dates.beside import IN_OR_ON, apposed
from helpers.annotate.dates.context import Context
from helpers.annotate.dates.edtf_values import bounds, cut, year_in
from helpers.annotate.dates.events import KnownEvents, is_short
from helpers.annotate.dates.finder import Finder
from helpers.annotate.dates.found import Found
from helpers.annotate.dates.kinds import Kinds
from helpers.annotate.dates.landmarks import Landmarks
from helpers.annotate.dates.narrative import advance
from helpers.annotate.dates.outlook import come_back, look_around, years_to_come
from helpers.annotate.dates.resolve import resolve
from helpers.annotate.dates.spans import spanned
from helpers.annotate.dates.told import Told
from helpers.annotate.seeds import Seeds

COLUMNS = (
    "date_id doc_id start end surface edtf earliest latest kind calendar converted relative event_id event_role people"
    " speaker_id told passage certainty reason decided_by"
).split()
# The words behind a date to the end of their clause, and those before it from its beginning.
BESIDE = re.compile(r"(?:(?![,.;:!?]|\s(?:and(?!\s(?:the|his|her|its|their)\s)|but|when|where|while|who|which)\s).)*", re.DOTALL)
NAMED_NEXT = re.compile(r"(\.\s(?:[A-Z][\w-]*\s?){1,3})\.")
CLAUSE = re.compile(r"[.;:!?,—–]\s|\s(?:and|but|when|where|while|who|which)\s")
# A text is of Russian affairs that has a word of them in so many; in another only the paragraphs that have one are.
RUSSIAN = 160
# What counts from the day of writing, in an essay as in a letter.
DEICTIC = re.compile(
    r"(?:the\s)?(?:to-?day|yesterday|to-?morrow|to-?night|(?:this|last|next)\b)|.*\bthis\s|.*\bof\s(?:last|this|next)\s|.*\bago$",
    re.IGNORECASE,
)
# What stands between a date and the letter it introduces: a new paragraph, or words in quotation marks.
BLOCK = re.compile(r"[^.!?\n]*:\W*\d*\W*")
INLINE = re.compile(r"[^.!?\n\"“]*?[,:]\s*[\"“](?P<said>[^\"”]{20,})")


def dates(seeds: Seeds, passages: pd.DataFrame, sentences: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Find every expression that places something in time and give it a value.

    Args:
        seeds: texts, catalogue and word lists.
        passages: the passages table.
        sentences: the sentences table.
        events: the known events, as `chronicle.events` returns them.

    Returns:
        One row an expression. Columns: date_id, doc_id, start, end (half-open, Unicode code points), surface,
        edtf ("" where nothing resolves it), earliest, latest (ISO dates, "" where open), kind (event, document,
        citation, life, boilerplate), calendar (julian, gregorian, unstated), converted (the other calendar's reading
        of a day, where the two differ; of an unstated day, its Gregorian date if it is Julian), relative (the year came
        from context), event_id, event_role
        (dates: the expression dates the event; counts from: it lies before or after it; within: in the course of one that
        lasted), people, speaker_id, told (left empty: `chronicle.with_people` and `with_tellers` fill them), passage,
        certainty (certain, high, middling, low), reason, decided_by.
    """
    cues = seeds.lexicon("date_cues")
    finder = Finder(seeds.lexicon("calendar_terms"), cues)
    known = KnownEvents(events, Landmarks(seeds.lexicon("landmarks")))
    reader = _Reader(seeds, finder, known, {r[0]: r[1].split("|") for r in cues[["class", "forms"]].values})
    by_doc = {}
    for p in passages.itertuples(index=False):
        by_doc.setdefault(p.doc_id, []).append(p)
    starts = {d: g.start.tolist() for d, g in sentences.groupby("doc_id", sort=False)}
    rows = []
    for row in seeds.catalog.itertuples(index=False):
        if row.doc_id in by_doc:
            rows += reader.read(row, by_doc[row.doc_id], sorted(starts.get(row.doc_id, [0])))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": int, "end": int, "passage": int, "relative": bool})


class _Reader(Kinds):
    """Reads one text after another, in reading order, and keeps where in time each has got to."""

    def read(self, row, passages: list, starts: list[int]) -> list[tuple]:
        text = self.texts[row.doc_id]
        double = "ru" in row.languages or sum(1 for _ in self.two_calendars.find(text)) * RUSSIAN > text.count(" ")
        found = [(p, f) for p in passages for f in self.finder.find(text, p.start, p.end)]
        zones = ("body", "note", "boilerplate")
        contexts = {z: Context(letter=row.genre == "letter" and z != "note", where=z, eastern=double) for z in zones}
        contexts["heading"] = contexts["body"]
        written = row.written or self._written(text, found, row)
        titled = "" if row.written else written
        low, high = bounds(written)
        # An interval of years is no day to reckon from.
        if low and high and year_in(high) - year_in(low) <= 1:
            for context in contexts.values():
                context.written = written
        letters = self._letters(text, passages, row)
        out, told = [], Told(self.lasting, self.happening)
        for context in contexts.values():
            context.told = told
        coming = years_to_come(found)
        for index, (p, f) in enumerate(found, start=1):
            context = contexts[p.zone]
            begin = starts[max(0, bisect_right(starts, f.start) - 1)]
            after = bisect_right(starts, f.start)
            stop = starts[after] if after < len(starts) else len(text)
            sentence = text[max(begin, p.start) : min(stop, p.end)]
            look_around(context, found, index, begin, stop, text)
            context.coming = coming.get((p.zone == "note", p.passage))
            if context.left[0] and p.passage > context.left[2]:
                come_back(context)
            self._year_beside(context, found, index, text, sentence)
            dated = DEICTIC.match(text, f.start, f.end) is not None
            letter = next((v for s, e, v, own in letters if s <= f.start < e and p.zone != "note" and (own or dated)), None)
            used = Context(written=letter, letter=True, anchor=context.anchor, told=told, eastern=double) if letter else context
            kind = self._kind(text, p, f, sentence, max(begin, p.start), row)
            if kind == "document" and not used.letter and (titled or letters and not context.current) and "YYYY" in f.value:
                # A document named in an article on one document is most often that one.
                used = Context(written=titled or letters[0][2], letter=True, where="cited")
            made = resolve(f, used, text, sentence, self.known)
            f = replace(f, end=made.end) if made and made.end else f
            out.append((p, f, made, kind, sentence))
            if made and f.how in ("calendar", "feast", "step", "weekday") and kind in ("event", "document", "life"):
                told.add(f, made.edtf, text, max(begin, p.start), sentence)
            if kind == "document" and f.how == "calendar" and made and len(made.edtf) == 10:
                letters += self._quoted_letter(text, passages, p, f, made.edtf)
            if letters and not letters[0][3] and p.end == letters[0][0]:
                continue  # The day of writing is no part of what is told.
            advance(context, self.known, p, f, made, kind, text, max(begin, p.start))
        for at, (p, f, made, kind, sentence) in enumerate(out):
            if f.how == "anchor" and made and not made.edtf and not f.sort.startswith("vague"):
                # What it counts from may be dated only further on.
                out[at] = (p, f, anchors.told(f, contexts[p.zone], text) or made, kind, sentence)
        # Who says of one day that it is Old Style prints others so.
        styled = double or any(self._styles(text, f)[0] for _, f in found)
        return self._rows(row.doc_id, text, _checked(text, spanned(text, _drop_overlaps(apposed(text, out)))), styled)

    def _year_beside(self, context: Context, found: list, index: int, text: str, sentence: str) -> None:
        """Let "7 December, a year after the attack on Pearl Harbor" take its year from what stands beside it."""
        f = found[index - 1][1]
        if f.value[:4] != "YYYY" or context.near[0] or index == len(found):
            return
        beside = found[index][1]
        if beside.how == "anchor" and beside.unit == "year" and beside.count and text[f.end : beside.start] == ", ":
            made = resolve(beside, context, text, sentence, self.known)
            if made and re.match(r"\d{4}", made.edtf):
                context.near = (made.edtf[:4], text[beside.start : beside.end])

    def _quoted_letter(self, text: str, passages: list, p, f: Found, value: str) -> list[tuple]:
        """Return (start, end, date) of the words that a date introduces: "On 13 February he wrote to her: …"."""
        rest = text[f.end : p.end]
        if BLOCK.fullmatch(rest):
            following = [n for n in passages if n.start >= p.end and n.zone == "body"]
            return [(n.start, n.end, value, True) for n in following[:1]]
        quoted = INLINE.match(rest)
        return [(f.end + quoted.start("said"), f.end + quoted.end(), value, True)] if quoted else []

    def _rows(self, doc_id: str, text: str, kept: list, double: bool) -> list[tuple]:
        rows = []
        # Two dates of one sentence: the event that the one counts from is not what the other dates.
        counted = {(sentence, made.event_id) for _, f, made, _, sentence in kept if f.how == "anchor" and made.event_id}
        two_in, dates_of = {}, {}
        for p, f, made, kind, sentence in kept:
            low, high = bounds(made.edtf)
            if p.passage not in two_in:
                two_in[p.passage] = double or next(self.two_calendars.find(text[p.start : p.end]), None) is not None
            two = two_in[p.passage]
            calendar, converted = self._calendar(text, f, made.edtf, two)
            beside, dated = _words_beside(text, p, f), dates_of.pop(f.start, None)
            if dated and not (dated.earliest <= high and dated.latest >= low):
                dated = None
            event = self.known.by_id.get(made.event_id) or dated or self._event(made.edtf, low, high, sentence, kind, beside)
            if made.event_id and f.how == "anchor" and (joined := IN_OR_ON.match(text, f.end)):
                # "A week after the mill burned in May 1848": the date is the fire's.
                dates_of[joined.end()] = event
            if (
                not made.event_id
                and event
                and not dated
                and (sentence, event.event_id) in counted
                and not self.known.named_in(beside, low, high)
            ):
                event = None
            counts = (made.event_id or f.how == "anchor") and (f.count or f.opens) or not (low and high)
            role = self._role(event, low, high, bool(counts))
            known = (event.event_id if event else "", role, "")
            where = (f"{doc_id}:{f.start}-{f.end}", doc_id, f.start, f.end, text[f.start : f.end])
            value = (made.edtf, low, high, kind, calendar, converted, made.relative)
            rows.append((*where, *value, *known, "", "", p.passage, made.certainty, _sentence(made.reason), "rule"))
        return rows

    def _role(self, event, low: str, high: str, reckoned: bool) -> str:
        """Say how a date stands to its event: it dates it, counts from it, or falls within one that lasted."""
        if event is None:
            return ""
        first, last = bounds(event.edtf)
        inside = low > first and (high <= last if is_short(event) else high < last or not last)
        return "counts from" if reckoned else "within" if inside else "dates"

    def _event(self, value: str, low: str, high: str, sentence: str, kind: str, beside: str):
        """Return the known event of that time which the sentence names."""
        if kind in ("citation", "boilerplate") or not (low or high):
            return None
        if not low or not high:
            # "Until 1789 and the storming": an end is of the event only where that stands beside it.
            return self.known.named_in(beside, *bounds(value.strip("./")))
        if year_in(high) - year_in(low) > 12:
            return None
        # What stands beside the date goes before what stands elsewhere in its sentence.
        found = [e for e in (self.known.named_in(words, low, high) for words in (beside, sentence)) if e]
        event = next((e for e in found if is_short(e)), found[0] if found else None)
        if event and is_short(event) and _is_year(low, high) and self.known.named_in(beside, low, high) is not event:
            # "An editor in 1917 and a minister right after the October Revolution": the year is not the revolution's.
            return None
        if event or low != high:
            return event
        return self.known.named_beside(beside, low, high) or (self.known.written_on(low) if kind == "document" else None)


def _words_beside(text: str, p, f: Found) -> str:
    """Return the words of a date's clause, and a name that stands behind it by itself: "… until 1848. The Hunger."."""
    near = max(p.start, f.start - 120)
    clause = max((m.end() for m in CLAUSE.finditer(text, near, f.start)), default=near)
    named = NAMED_NEXT.match(text, f.end, p.end)
    behind = BESIDE.match(text, f.end, f.end + 70).group()
    return text[min(clause, max(p.start, f.start - 45)) : f.end] + behind + (named[1] if named else "")


def _checked(text: str, rows: list) -> list:
    """Empty the values that two expressions gave together and that no calendar has."""
    out = []
    for p, f, made, kind, sentence in rows:
        try:
            bounds(made.edtf)
        except ValueError:
            reason = f"'{text[f.start : f.end]}' gives no date that exists"
            made = replace(made, edtf="", certainty="low", reason=reason, event_id="")
        out.append((p, f, made, kind, sentence))
    return out


def _drop_overlaps(rows: list) -> list:
    """Keep the first of two rows that overlap; an anchor gives way at the date that it runs into."""
    out = []
    for row in sorted(rows, key=lambda r: (r[1].start, -r[1].end)):
        if out and row[1].start < out[-1][1].end:
            last = out[-1][1]
            if last.how == "anchor" and row[1].how != "anchor" and row[1].start > last.tail:
                out[-1] = (out[-1][0], replace(last, end=max(last.tail, row[1].start - 1)), *out[-1][2:])
            elif last.how == "anchor" and last.sort.startswith("vague") and row[1].how == "anchor":
                out[-1] = row
                continue
            else:
                continue
        out.append(row)
    return out


def _is_year(low: str, high: str) -> bool:
    """Tell an interval of a year or more."""
    return cut(low, "year") != cut(high, "year") or (low[-5:], high[-5:]) == ("01-01", "12-31")


def _sentence(reason: str) -> str:
    return " ".join(reason.split())
