"""A paragraph and its teller in. Out: who utters each quotation in it and each block set apart below a colon."""

import re
from dataclasses import replace

from helpers.annotate.attribution import SAID_NOUN, TITLE_CUE, Frame, Subject, sentence_start
from helpers.annotate.quotations import DASHED, Quotation, quotations, turn
from helpers.annotate.reading import Reading, Speaker, is_voice_id, names_in, subject_since
from helpers.annotate.views import View

SECOND = re.compile(r"\b[Yy]ou(?:r|rself)?\b")
TOLD = re.compile(
    r"\b(?:to|told|tells|asked|asks|warned|reminded|informed|assured|ordered|begged|urged|advised|instructed|wired)\s+(?:[a-z]+\s+){0,3}(?:[A-Z]\w+\s+)?$"
)
OPENING = "\"“‘'„«"
# Characters from which a quotation is speech even where nothing sets it off.
LONG = 60


def block_speaker(reader: Reading, previous: View | None, view: View, narrator: Speaker) -> Speaker | None:
    """Say who utters a paragraph set apart after a colon.

    Args:
        reader: the text's reading.
        previous: the body paragraph before it, None for the first.
        view: the paragraph.
        narrator: who tells it if nobody is quoted.

    Returns:
        The speaker that the words before the colon name; None where they name nobody, or the narrator.
    """
    if previous is None or view.zone != "body" or not previous.text.rstrip().endswith(":") or view.text[:1] in OPENING:
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
    """Add a row for every quotation of a paragraph whose speaker is not whoever tells it.

    Args:
        reader: the text's reading; its rows grow.
        view: the paragraph.
        narrator: who tells it.
        depth: the narrator's depth in the voices table.
        begin: where the paragraph's own words begin, behind the label of a turn.
    """
    dash = DASHED.match(view.text) if reader.dashes else None
    found = turn(view.text, reader.frames.length) if dash else [q for q in quotations(view.text) if q.start >= begin]
    begin = dash.end() if dash else begin
    if not found:
        # Narration ends a dialogue: who speaks next takes no turn in it.
        reader.recent.clear()
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
            told = told or _called(view, q, names, speaker.id)
            if not told and reader.genre == "memoir" and narrator.id == reader.author and SECOND.search(text, q.start, q.end):
                # In a dialogue, whoever spoke before.
                told = next((p for p in reversed(reader.recent) if p != speaker.id), reader.author)
                told = reader.author if is_voice_id(told) else told
            reader.add(view, q.start, q.end, replace(speaker, addressee=told), "quotation", depth + q.depth)
    for q, s in done:
        if q.depth == 1 and s.cue != "mentioned, not spoken" and s.id not in reader.recent[-1:]:
            reader.recent.append(s.id)


def _speaker(reader: Reading, view: View, q: Quotation, names: list, teller: Speaker, last, floor: int, ceiling: int) -> Speaker:
    """Who utters a quotation: by its frame, else by what stands between it and the quotation before."""
    text = view.text
    start = sentence_start(text, floor, q.start - 1)
    lead, tail, quoted = text[start : q.start - 1], text[q.end + 1 : ceiling], text[q.start : q.end]
    words = quoted.split()
    ends = re.search(r"[.!?,;:—–-]\W?$", quoted.rstrip())
    strong = bool(re.search(r"(?:[:,—–-]|\bthat|\bthus)\s*$", lead)) or len(quoted) > LONG
    if (TITLE_CUE.search(lead) and len(words) <= 8) or len(words) <= 3 and not ends and not strong:
        return _unspoken(teller)
    frame = _frame_before(reader, lead, start, names, q, last)
    # "Yes," said Weiss, "no": a sentence that goes on behind the frame has it in the middle.
    resumed = last is not None and start == floor and ends and ends.group()[0] in ",!?"
    # "…," said Weiss, "…?" Then the next sentence, which is no frame of it.
    closed = resumed and lead.rstrip().endswith(",") and not tail.lstrip()[:1].islower()
    if (frame is None or resumed) and not closed and _may_follow(quoted, tail):
        frame = _frame_after(reader, tail, q.end + 1, names) or frame
    if frame is None and len(words) > 3 and re.search(SAID_NOUN.pattern + r"\s*(?:that|:)?\s*$", lead, re.IGNORECASE):
        return reader.stranger(view, q.start, lead, lead[-30:].strip(), teller)
    if frame is not None:
        speaker = _resolve(reader, view, start + len(lead), frame.subject, frame.cue, teller, last, floor)
        if speaker is not None:
            return speaker
    opens_with_name = any(s <= start + 2 and e <= q.start for s, e, _ in names if s >= start)
    newcomer = _newcomer(reader, view, last[0].end + 1, q.start - 1) if last is not None else None
    if newcomer is not None:
        return reader.stranger(view, newcomer[0], newcomer[1], f"{newcomer[1]} …", teller)
    if last is not None and last[1].id == teller.id and last[1].cue.startswith("i "):
        return Speaker(teller.id, teller.group, "goes on")
    sentence = len(words) > 3 or not lead.strip() and quoted.rstrip()[-1:] in ".!?"
    if last is not None and _goes_on(last[1], teller, start == floor, sentence, opens_with_name):
        return Speaker(last[1].id, last[1].group, "goes on")
    if last is None and not lead.strip() and ends is not None and reader.genre in ("memoir", "letter"):
        acting = _acting(reader, view, q.start - 1, teller)
        if acting is not None:
            return acting
    return _unframed(reader, view, q, teller, lead, floor, strong and ends is not None)


def _called(view: View, q: Quotation, names: list, speaker: str) -> str:
    """Whom words call by name: "Luca, have you any bread?", "Have you any bread, Luca?"."""
    for start, end, person in names:
        if q.start <= start and end <= q.end and person != speaker:
            first = view.text[q.start : start].strip(" \"'‘“") == "" and view.text[end : end + 1] == ","
            last = view.text[start - 2 : start] == ", " and view.text[end : q.end].strip(".!?,… ") == ""
            if first or last:
                return person
    return ""


def _unspoken(teller: Speaker) -> Speaker:
    return Speaker(teller.id, teller.group, "mentioned, not spoken")


def _frame_before(reader: Reading, lead: str, start: int, names: list, q: Quotation, last: tuple | None) -> Frame | None:
    local = [(s - start, e - start, p) for s, e, p in names if s >= start and e <= q.start]
    frame = reader.frames.before(lead, local) if lead.strip() else None
    if frame is None and last is not None and re.match(r"\W*who\b", lead):
        # "I turn to Weiss" who said, "…": the antecedent closes the quotation before.
        return next((Frame(Subject("name", p), "who") for _, e, p in names if e == last[0].end), None)
    return frame


def _frame_after(reader: Reading, tail: str, offset: int, names: list) -> Frame | None:
    cut = re.search(r"[.!?…]\s+(?=[A-Z“\"‘])", tail)
    stop = cut.start() if cut else len(tail)
    local = [(s - offset, e - offset, p) for s, e, p in names if s >= offset and e <= offset + stop]
    return reader.frames.after(tail[:stop], local)


def _newcomer(reader: Reading, view: View, floor: int, position: int) -> tuple[int, str] | None:
    """Find the unnamed subject with whom a sentence behind the last quotation begins: "Other weavers mentioned …, that '…'"."""
    start = sentence_start(view.text, floor, position)
    if start == floor and not re.search(r"[.!?]\W{0,3}$", view.text[max(0, floor - 4) : floor]):
        return None  # The sentence of the quotation before goes on.
    if position - start < 2:
        # "A weaver remarked that it was cold. '…'"
        start = sentence_start(view.text, floor, max(floor, start - 3))
    while start < position and view.text[start] in " \n\"'“”‘’.,;)]":
        start += 1
    return reader.frames.newcomer(view.text, start, position)


def _goes_on(before: Speaker, teller: Speaker, touching: bool, sentence: bool, opens_with_name: bool) -> bool:
    """Tell whether a quotation without frame has the voice of the one before it."""
    if touching:
        # The same sentence goes on, or nothing stands between.
        return before.id != teller.id or not sentence
    return before.id != teller.id and sentence and not opens_with_name


def _acting(reader: Reading, view: View, position: int, teller: Speaker) -> Speaker | None:
    """Who speaks without a frame after what somebody does: "Weiss laughed. '…'", also at the end of the paragraph before."""
    earlier = reader.before
    if position > 1:
        found = subject_since(reader, view, 0, position, "", same=False, back=1)
    elif earlier is not None and earlier.text[:1] not in OPENING:
        found = subject_since(reader, earlier, 0, len(earlier.text), "", same=False, back=1)
    else:
        return None
    if found is None:
        return None
    kind, value, _ = found
    return reader.person(value, "acts before") if kind == "name" else reader.relative(value, "acts before", teller)


def _unframed(reader: Reading, view: View, q: Quotation, teller: Speaker, lead: str, floor: int, sentence: bool) -> Speaker:
    """Who utters a quotation that no frame introduces; `sentence` where it is set off and ends like one."""
    few = len(view.text[q.start : q.end].split()) <= 6
    if few and not sentence and lead.strip():
        return _unspoken(teller)
    told_here = reader.genre == "memoir" and teller.id == reader.author and reader.recent[-1:] not in ([], [teller.id])
    if not lead.strip() and floor == 0 and (len(reader.recent) > 1 or told_here):
        # A dialogue without frames goes to and fro; whoever speaks first in a memoir speaks to its author.
        other = reader.recent[-2] if len(reader.recent) > 1 else teller.id
        group = other.split(":")[0] if is_voice_id(other) else "other-voice" if other.startswith("unknown:") else other
        return Speaker(other, group, "dialogue")
    set_off = re.search(r"(?:[:,—–-]|\bthat|\bthus)\s*$", lead) or q.end - q.start > LONG
    if q.depth > 1 and set_off and reader.frames.ends_with_verb(lead):
        return reader.stranger(view, q.start, "", lead[-30:].strip(), teller)
    if few or q.depth > 1:
        return _unspoken(teller)
    return reader.stranger(view, q.start, "", "no frame", teller)


def addressee(reader: Reading, view: View, start: int, end: int, speaker: str, only_other: bool = False) -> str:
    """Return whom the frame view.text[start:end] tells: the name after "to", "told".

    With `only_other`, else the one other person it names: so a letter set apart below "sought Weiss's help:".
    """
    others = [(s, e, p) for s, e, p in names_in(reader, view) if start <= s and e <= end and p != speaker]
    for s, _, person in others:
        if TOLD.search(view.text[start:s]):
            return person
    return others[0][2] if only_other and len({p for _, _, p in others}) == 1 else ""


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
        said = f"{subject.value} … {cue}"
        return reader.relative(subject.value, said, teller) or reader.stranger(view, position, subject.value, said, teller)
    if subject.value in ("i", "we"):
        return Speaker(teller.id, teller.group, f"{subject.value} {cue}")
    if last is not None and last[1].id != teller.id and not subject_since(reader, view, last[0].end, position, subject.value):
        return Speaker(last[1].id, last[1].group, f"{subject.value} {cue}")
    found = subject_since(reader, view, floor, position, subject.value)
    if found is not None:
        kind, value, at = found
        if kind == "name":
            return reader.person(value, f"{subject.value} {cue}")
        said = f"{value} … {subject.value} {cue}"
        return reader.relative(value, said, teller) or reader.stranger(view, at, value, said, teller)
    if subject.value == "they":
        return reader.stranger(view, position, "they", f"they {cue}", teller)
    # A dialogue runs over paragraphs: look back into the one before.
    earlier = reader.before if floor == 0 else None
    if earlier is not None and earlier.text[:1] in OPENING and reader.other(subject.value):
        return reader.person(reader.other(subject.value), f"{subject.value} {cue}")
    found = subject_since(reader, earlier, 0, len(earlier.text), subject.value, same=False) if earlier is not None else None
    said = f"{subject.value} {cue}"
    known = found and (reader.person(found[1], said) if found[0] == "name" else reader.relative(found[1], said, teller))
    if known:
        return known
    return reader.stranger(view, position, subject.value, f"{subject.value} {cue}", teller)
