"""A paragraph and its teller in. Out: who utters each quotation in it and each block set apart below a colon."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from helpers.annotate.attribution import SAID_NOUN, SENTENCE_BREAK, TITLE_CUE, Frame, FrameReader, Subject, sentence_start
from helpers.annotate.people import Authority
from helpers.annotate.quotations import Quotation, quotations
from helpers.annotate.views import View

GROUPS = ("harvard", "soviet-voice", "other-voice", "interviewer", "editor")
TOLD = re.compile(
    r"\b(?:to|told|tells|asked|asks|warned|reminded|informed|assured|ordered|begged|urged|advised|instructed|wired)\s+(?:[A-Z]\w+\s+)?$"
)


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an id, its group, and the cue that decided it."""

    id: str
    group: str
    cue: str = ""
    addressee: str = ""


@dataclass
class Reading:
    """One text's reading: what is known of its voices so far."""

    doc_id: str
    author: str
    genre: str
    frames: FrameReader
    authority: Authority
    sources: dict
    markers: list
    names: list
    rows: list = field(default_factory=list)
    within: dict = field(default_factory=dict)
    unnamed: int = 0
    before: View | None = None
    recent: list = field(default_factory=list)

    def person(self, person_id: str, cue: str) -> Speaker:
        return Speaker(person_id, person_id, cue)

    def stranger(self, view: View, position: int, description: str, cue: str, teller: Speaker) -> Speaker:
        """A new unnamed voice; its group is that of the source which the next note on the paragraph names."""
        self.unnamed += 1
        words = description.lower()
        if "interviewer" in words:
            group = "interviewer"
        elif re.search(r"\b(?:my|our)\s+(?:students?|readers?|colleagues?)", words) or teller.id != self.author:
            # Whom a witness quotes in turn is no witness of the source.
            group = "other-voice"
        else:
            offset = view.raw(position)
            label = next((m[1] for m in self.markers if offset <= m[0] <= view.raw(len(view.text)) + 1), "")
            group = self.sources.get(label, self.sources.get("", "other-voice"))
        return Speaker(f"{group}:{self.doc_id}.{self.unnamed}", group, cue)

    def add(self, view: View, start: int, end: int, speaker: Speaker, kind: str, depth: int) -> None:
        for s, e in view.spans(start, end):
            self.rows.append((self.doc_id, s, e, speaker.id, speaker.group, kind, depth, speaker.cue, speaker.addressee))


def names_in(reader: Reading, view: View) -> list:
    """Names of a paragraph, as positions in its text."""
    if view.passage not in reader.within:
        found = []
        for _, raw, length in view.pieces:
            first = bisect_left(reader.names, (raw,))
            last = bisect_left(reader.names, (raw + length,))
            found += [(view.local(s), view.local(e), p) for s, e, p in reader.names[first:last]]
        reader.within[view.passage] = found
    return reader.within[view.passage]


def block_speaker(reader: Reading, previous: View | None, view: View, narrator: Speaker) -> Speaker | None:
    """A paragraph set apart after a colon is quoted, if the words before the colon name a speaker."""
    if previous is None or view.zone != "body" or not previous.text.rstrip().endswith(":") or view.text[:1] in '"“‘«„':
        return None
    start = sentence_start(previous.text, 0, len(previous.text) - 2)
    lead = previous.text[start:].rstrip()
    names = [(s - start, e - start, p) for s, e, p in names_in(reader, previous) if s >= start]
    frame = reader.frames.before(lead, names)
    speaker = _resolve(reader, previous, len(previous.text), frame.subject, frame.cue, narrator, None, 0) if frame else None
    if speaker is None:
        first = next((n for n in names if lead[n[1] : n[1] + 1] not in "'’"), None)
        speaker = reader.person(first[2], "block after a colon") if first else None
    return speaker if speaker and speaker.id != narrator.id else None


def read_quotations(reader: Reading, view: View, narrator: Speaker, depth: int, begin: int) -> None:
    found = [q for q in quotations(view.text) if q.start >= begin]
    if not found:
        return
    names, text = names_in(reader, view), view.text
    done: list[tuple[Quotation, Speaker]] = []
    for q in found:
        outer = [(o, s) for o, s in done if o.start <= q.start and q.end <= o.end]
        teller = outer[-1][1] if outer else narrator
        floor, ceiling = (outer[-1][0].start, outer[-1][0].end) if outer else (begin, len(text))
        before = [(o, s) for o, s in done if floor <= o.end < q.start and o.depth == q.depth]
        last = before[-1] if before else None
        if last:
            floor = max(floor, last[0].end + 1)
        following = next((o.start - 1 for o in found if o.start > q.end and o.depth <= q.depth), ceiling)
        speaker = _speaker(reader, view, q, names, teller, last, floor, min(following, ceiling))
        done.append((q, speaker))
        if speaker.id != teller.id:
            # Whom the words address stands in the sentence around them.
            told = addressee(reader, view, sentence_start(text, 0, q.start - 1), q.start, speaker.id)
            if not told and narrator.id == reader.author and reader.genre == "memoir":
                told = reader.author
            reader.add(view, q.start, q.end, replace(speaker, addressee=told), "quotation", depth + q.depth)
    for q, s in done:
        if q.depth == 1 and s.cue != "mentioned, not spoken" and s.id not in reader.recent[-1:]:
            reader.recent.append(s.id)


def _speaker(reader: Reading, view: View, q: Quotation, names: list, teller: Speaker, last, floor: int, ceiling: int) -> Speaker:
    text, within = view.text, floor
    start = sentence_start(text, floor, q.start - 1)
    lead, tail = text[start : q.start - 1], text[q.end + 1 : ceiling]
    words = text[q.start : q.end].split()
    ends = re.search(r"[.!?,;:—–-]\W?$", text[q.start : q.end].rstrip())
    strong = bool(re.search(r"(?:[:,—–-]|\bthat|\bthus)\s*$", lead)) or q.end - q.start > 60
    if (TITLE_CUE.search(lead) and len(words) <= 8) or len(words) <= 3 and not ends and not strong:
        return Speaker(teller.id, teller.group, "mentioned, not spoken")
    local = [(s - start, e - start, p) for s, e, p in names if s >= start and e <= q.start]
    frame = reader.frames.before(lead, local) if lead.strip() else None
    if frame is None and last is not None and re.match(r"\W*who\b", lead):
        # "I would like to quote Weiss" who said, "…": the antecedent closes the quotation before.
        frame = next((Frame(Subject("name", p), "who") for _, e, p in names if e == last[0].end), None)
    if (frame is None or last is not None and start == floor and ends and ends.group()[0] in ",!?") and _may_follow(
        text[q.start : q.end], tail
    ):
        stop = len(tail)
        cut = re.search(r"[.!?…]\s+(?=[A-Z“\"‘])", tail)
        stop = cut.start() if cut else stop
        offset = q.end + 1
        local = [(s - offset, e - offset, p) for s, e, p in names if s >= offset and e <= offset + stop]
        frame = reader.frames.after(tail[:stop], local) or frame
    if frame is None and re.search(SAID_NOUN.pattern + r"\s*(?:that|:)?\s*$", lead, re.IGNORECASE) and len(words) > 3:
        return reader.stranger(view, q.start, lead, lead[-30:].strip(), teller)
    if frame is not None:
        speaker = _resolve(reader, view, start + len(lead), frame.subject, frame.cue, teller, last, within)
        if speaker is not None:
            return speaker
    if last is not None and start == floor and (last[1].id != teller.id or len(words) <= 3):
        # The same sentence goes on, or nothing stands between: the same voice.
        return Speaker(last[1].id, last[1].group, "goes on")
    if (
        last is not None
        and last[1].id != teller.id
        and len(words) > 3
        and not [n for n in local if lead.startswith("") and n[0] < 3]
    ):
        return Speaker(last[1].id, last[1].group, "goes on")
    if len(words) <= 6 and not (strong and ends) and lead.strip():
        return Speaker(teller.id, teller.group, "mentioned, not spoken")
    if not lead.strip() and floor == 0 and len(reader.recent) > 1:
        # A dialogue without frames goes to and fro.
        other = reader.recent[-2]
        return Speaker(other, other.split(":")[0] if ":" in other else other, "dialogue")
    if q.depth > 1 and strong and reader.frames.ends_with_verb(lead):
        return reader.stranger(view, q.start, "", lead[-30:].strip(), teller)
    if len(words) <= 6 or q.depth > 1:
        return Speaker(teller.id, teller.group, "mentioned, not spoken")
    return reader.stranger(view, q.start, "", "no frame", teller)


def addressee(reader: Reading, view: View, start: int, end: int, speaker: str) -> str:
    """Whom a frame tells: the name after "to", "told", "asked"; else the one other person it names."""
    others = [(s, e, p) for s, e, p in names_in(reader, view) if start <= s and e <= end and p != speaker]
    for s, _, person in others:
        if TOLD.search(view.text[start:s]):
            return person
    return others[0][2] if len({p for _, _, p in others}) == 1 else ""


def _may_follow(quoted: str, tail: str) -> bool:
    """Tell whether a frame can stand behind a quotation: not where it ends its sentence and a new one begins."""
    last, first = quoted.rstrip()[-1:], tail.lstrip()[:1]
    return (
        last != "."
        and bool(first)
        and (first.islower() or last not in "!?…" or re.match(r"\s*(?:He|She|I|They|We)?\s*$", tail) is None)
    )


def _resolve(
    reader: Reading, view: View, position: int, subject: Subject, cue: str, teller: Speaker, last: tuple | None, floor: int
) -> Speaker | None:
    if subject.kind == "name":
        return reader.person(subject.value, cue)
    if subject.kind == "voice":
        return reader.stranger(view, position, subject.value, f"{subject.value} … {cue}", teller)
    if subject.value in ("i", "we"):
        return Speaker(teller.id, teller.group, f"{subject.value} {cue}")
    if last is not None and last[1].id != teller.id and not subject_since(reader, view, last[0].end, position, subject.value):
        return Speaker(last[1].id, last[1].group, f"{subject.value} {cue}")
    found = subject_since(reader, view, floor, position, subject.value)
    if found is not None:
        kind, value, at = found
        if kind == "name":
            return reader.person(value, f"{subject.value} {cue}")
        return reader.stranger(view, at, value, f"{value} … {subject.value} {cue}", teller)
    if subject.value == "they":
        return reader.stranger(view, position, "they", f"they {cue}", teller)
    # A dialogue runs over paragraphs: look back into the one before.
    earlier = reader.before
    found = subject_since(reader, earlier, 0, len(earlier.text), subject.value) if earlier is not None and floor == 0 else None
    if found is not None and found[0] == "name":
        return reader.person(found[1], f"{subject.value} {cue}")
    return reader.stranger(view, position, subject.value, f"{subject.value} {cue}", teller)


def subject_since(reader: Reading, view: View, floor: int, position: int, pronoun: str) -> tuple | None:
    """The subject of the latest sentence before `position` that a pronoun can mean, as kind, value and place."""
    text = view.text
    bounds = [floor, *(m.end() for m in SENTENCE_BREAK.finditer(text, floor, position))]
    for start, stop in zip(reversed(bounds), reversed([*bounds[1:], position]), strict=True):
        names = [n for n in names_in(reader, view) if start <= n[0] < stop]
        head = text[start:stop]
        shifted = [(s - start, e - start, p) for s, e, p in names]
        phrase = reader.frames.phrase(head, 0, len(head.split(",")[0]), shifted, strict=True)
        if phrase is not None and phrase.kind == "pronoun" and phrase.value not in ("i", "we"):
            continue  # "He …": the same person again; who that is stands further back.
        if phrase is not None and phrase.kind == "name" and _fits(reader.authority.gender(phrase.value), pronoun):
            return "name", phrase.value, start
        if phrase is not None and phrase.kind == "voice" and pronoun != "they":
            return "voice", phrase.value, start
        if stop == position:
            continue  # In the pronoun's own sentence only its subject counts.
        for s, e, person in names:
            if (
                text[e : e + 2] not in ("'s", "’s")
                and _fits(reader.authority.gender(person), pronoun)
                and person != reader.author
            ):
                return "name", person, s
    return None


def _fits(gender: str, pronoun: str) -> bool:
    return pronoun == "they" or gender not in ("m", "f") or (gender == "f") == (pronoun == "she")
