"""Paragraphs and names in. Out: who is speaking at each character, nested, with the cue that decides it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

import pandas as pd

from helpers.annotate.attribution import SAID_NOUN, SENTENCE_BREAK, TITLE_CUE, Frame, FrameReader, Subject, sentence_start
from helpers.annotate.people import Authority
from helpers.annotate.quotations import Quotation, quotations
from helpers.annotate.seeds import SEEDS, Seeds, read_table
from helpers.annotate.views import View

GROUPS = ("harvard", "soviet-voice", "other-voice", "interviewer", "editor")
SALUTATION = re.compile(
    r"(?:my\s+)?(?:very\s+)?(?:dear(?:est)?|respected|esteemed|honou?red|beloved|most\s+\w+|worthy|reverend|sir|madam|gentlemen|comrades?|friends?"
    r"|дорог\w+|уважаем\w+|мил\w+|многоуважаем\w+|товарищ\w*|господин\w*)\b[^.?]{0,60}[,:!.]?\s*$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:yours|ever|with|believe|i am|i remain|i have the honou?r|your|sincerely|faithfully|i press|i shake|farewell|adieu|с\s|ваш|жму)\b",
    re.IGNORECASE,
)
TURN = re.compile(r"(?P<who>[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’ -]{0,30}|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})\s*:\s")
SIGNED = re.compile(r"[—–-]\s*(?P<who>(?:[A-ZА-Я][\w.]*\s?){1,4}?)\.?\s*$")
EDITORS = re.compile(r"(?:Eds?|Editor|Editors|Trans|Translator|Transl|Tr|Ред)\b")
FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself|я|мне|меня|мой|моя)\b")
FROM_TO = re.compile(r"\b(?:letter|letters|note|telegram|message)\s+(?:from|of|by)\s+", re.IGNORECASE)
TOLD = re.compile(r"\b(?:to|told|tells|asked|asks|warned|reminded|informed|assured|ordered|begged|urged|advised|instructed|wired)\s+(?:[A-Z]\w+\s+)?$")
PLAIN_VERBS = frozenset("say ask write think reply claim argue believe tell insist complain".split())
ASKING = re.compile(r"(?:Q|Question|Interviewer|INTERVIEWER|Int)\.?$")


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an id, its group, and the cue that decided it."""

    id: str
    group: str
    cue: str = ""
    addressee: str = ""


@dataclass
class _Reader:
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


def voices(seeds: Seeds, views: dict, notes: pd.DataFrame, names: dict, authority: Authority) -> pd.DataFrame:
    """Say who speaks where.

    Args:
        seeds: catalogue and word lists.
        views: doc_id → paragraphs.
        notes: note markers, which tie an unnamed voice to the source it is quoted from.
        names: doc_id → (start, end, person_id) of the named mentions.
        authority: people, for gender.

    Returns:
        One row a span, outer before inner; a character belongs to the row with the greatest
        depth that holds it. Columns: doc_id, start, end, speaker_id, speaker_group, kind
        (narration, quotation, letter, note, caption), depth (0 for who tells the text), cue,
        addressee_id (of quotations and letters, "" where nothing says whom they address).
    """
    verbs = seeds.lexicon("speech_verbs")
    # A bare infinitive is more often a noun ("his claim, "): only the commonest introduce speech in the plural.
    forms = [f.split("|") if v in PLAIN_VERBS else [w for w in f.split("|") if w != v] for v, f in zip(verbs.verb, verbs.forms, strict=True)]
    verbs = [w for words in forms for w in words]
    roles = seeds.lexicon("titles").query("kind == 'role'").title.str.lower()
    nouns = frozenset([*seeds.lexicon("voice_nouns").noun, *roles, *(roles + "s")])
    frames = FrameReader(verbs, nouns)
    path = seeds.folder / "sources.csv"
    sources = read_table(path if path.exists() else SEEDS / "sources.csv", ("doc_id", "note_label", "speaker_group"))
    rows = []
    for row in seeds.catalog.itertuples(index=False):
        own = sources[sources.doc_id == row.doc_id]
        calls = notes[(notes.doc_id == row.doc_id) & notes.marker_start.notna()]
        reader = _Reader(
            row.doc_id,
            row.author_id or _byline(views[row.doc_id], names[row.doc_id]) or "unknown:author",
            row.genre,
            frames,
            authority,
            dict(zip(own.note_label, own.speaker_group, strict=True)),
            sorted(zip(calls.marker_start, calls.label, strict=True)),
            sorted(names[row.doc_id]),
        )
        _read(reader, views[row.doc_id])
        rows += sorted(reader.rows, key=lambda r: (r[1], r[6], -r[2]))
    return pd.DataFrame(rows, columns="doc_id start end speaker_id speaker_group kind depth cue addressee_id".split())


def _byline(views: list, names: list) -> str:
    """The author that the page itself names: a byline, else a heading that is nothing but a name, else a signature."""
    heads = [v for v in views[:10] if v.zone == "heading"]
    body = [v for v in views if v.zone == "body"]
    for view in heads:
        inside = [n for n in names if view.start <= n[0] < view.start + len(view.text)]
        alone = inside and inside[0][1] - inside[0][0] >= len(view.text.strip("*_# ")) - 2
        if inside and (alone or re.match(r"\W*(?:\w+ )?by\b", view.text, re.IGNORECASE)):
            return inside[0][2]
    for view in body[-2:]:
        inside = [n for n in names if view.start <= n[0] < view.start + len(view.text)]
        if inside and len(view.text) < 50:
            return inside[-1][2]
    return ""


def _genre(reader: _Reader, views: list) -> str:
    """The catalogue's genre; where it has none, what the page looks like."""
    body = [v for v in views if v.zone == "body"]
    turns = [v for v in body if TURN.match(v.text)]
    if reader.genre == "interview" or len(turns) >= 4 and len(turns) > len(body) / 2:
        return "interview"
    if reader.genre not in ("", "other"):
        return reader.genre
    if any(_is_salutation(v.text) for v in body[:2]):
        return "letter"
    plain = " ".join(_unquoted(v.text) for v in body)
    return "memoir" if 60 * len(FIRST_PERSON.findall(plain)) > len(plain.split()) else "essay"


def _read(reader: _Reader, views: list) -> None:
    kinds = {"interview": _transcript, "letter": _letter, "memoir": _memoir}
    tellers = kinds.get(_genre(reader, views), _article)(reader, views)
    previous = None
    for view, (speaker, kind, depth) in zip(views, tellers, strict=True):
        begin = 0
        turn = TURN.match(view.text) if speaker.cue == "turn" else None
        if turn:
            begin = turn.end()
            reader.add(view, 0, begin, Speaker("editor", "editor", "label of a turn"), "narration", 0)
        if depth:
            # The text's teller stays beneath the letter it prints.
            reader.add(view, 0, len(view.text), reader.person(reader.author, "author"), "narration", 0)
        block = _block_speaker(reader, previous, view, speaker) if kind == "narration" else None
        reader.add(view, begin, len(view.text), speaker, kind, depth)
        if block:
            start = sentence_start(previous.text, 0, len(previous.text) - 2)
            told = _addressee(reader, previous, start, len(previous.text), block.id)
            reader.add(view, begin, len(view.text), replace(block, addressee=told), "letter", depth + 1)
            speaker, depth = block, depth + 1
        if view.zone in ("body", "note"):
            _quotations(reader, view, speaker, depth, begin)
        if view.zone == "body":
            previous = view


def _article(reader: _Reader, views: list) -> list:
    """The author throughout, the page's furniture aside, and letters printed whole inside."""
    author, out = reader.person(reader.author, "author"), []
    letter, title = None, ""
    for index, view in enumerate(views):
        if view.zone == "boilerplate":
            out.append((Speaker("editor", "editor", "page furniture"), "narration", 0))
            continue
        if view.zone == "note":
            out.append((_signed(reader, view, author), "note", 0))
            continue
        if view.zone == "heading":
            title = title or (view.text if FROM_TO.search(view.text) else "")
        if view.zone == "body" and _is_salutation(view.text):
            letter = reader.person(_sender(reader, views, index, title) or reader.author, "salutation")
            # The lines above a salutation (sender, addressee, date) are the letter's own.
            back = index - 1
            while back >= 0 and views[back].zone == "heading" and not _announces(views[back].text) and not FROM_TO.search(views[back].text) and back > 1:
                out[back] = (letter, "letter", 1)
                back -= 1
        elif letter and view.zone == "heading":
            letter = None
        out.append((letter, "letter", 1) if letter else (author, "narration", 0))
        if letter and _is_signature(reader, views, index):
            letter = None
    return out


def _announces(text: str) -> bool:
    return text.startswith("[") or text.isupper() and len(re.findall(r"[^\W\d_]", text)) > 3 or bool(re.match(r"\d+\.\s+[^\W\d]", text))


def _is_salutation(text: str) -> bool:
    return len(text) < 70 and bool(SALUTATION.match(text.strip())) and text.rstrip()[-1:] in ",:!." or bool(
        len(text) < 40 and re.match(r"(?i)(?:dear|my dear|дорог|уважаем)\w*\s", text)
    )


def _is_signature(reader: _Reader, views: list, index: int) -> bool:
    """A short line after a closing formula ends a letter."""
    body = [v for v in views[: index + 1] if v.zone == "body"]
    return len(body) > 1 and len(views[index].text) < 60 and body[-2].text.rstrip().endswith(",") and not _is_salutation(body[-2].text)


def _sender(reader: _Reader, views: list, index: int, title: str) -> str:
    """Who wrote a printed letter: the name above it, the signature below it, the title, the sentence that announces it."""
    for view in views[max(0, index - 5) : index][::-1]:
        if view.zone == "heading":
            inside = _names_in(reader, view)
            if len(inside) == 1 and inside[0][1] - inside[0][0] >= 0.8 * len(view.text.strip("*_ ")):
                return inside[0][2]
    for later in range(index + 1, len(views)):
        if views[later].zone == "body" and _is_signature(reader, views, later) and _names_in(reader, views[later]):
            return _names_in(reader, views[later])[0][2]
    for view in views[: index + 1]:
        found = FROM_TO.search(view.text)
        if found and view.zone == "heading":
            after = [n for n in _names_in(reader, view) if n[0] >= found.end()]
            if after:
                return after[0][2]
    return ""


def _names_in(reader: _Reader, view: View) -> list:
    """Names of a paragraph, as positions in its text."""
    if view.passage not in reader.within:
        found = []
        for _, raw, length in view.pieces:
            first = bisect_left(reader.names, (raw,))
            last = bisect_left(reader.names, (raw + length,))
            found += [(view.local(s), view.local(e), p) for s, e, p in reader.names[first:last]]
        reader.within[view.passage] = found
    return reader.within[view.passage]


def _signed(reader: _Reader, view: View, default: Speaker) -> Speaker:
    signed = SIGNED.search(view.text)
    if signed:
        if EDITORS.match(signed.group("who")):
            return Speaker("editor", "editor", "signed by the editor")
        for start, _, person in _names_in(reader, view):
            if start >= signed.start():
                return reader.person(person, "signature")
    return default


def _letter(reader: _Reader, views: list) -> list:
    author, editor = reader.person(reader.author, "author"), Speaker("editor", "editor", "outside the letter")
    first = next((i for i, v in enumerate(views) if v.zone == "body" and _is_salutation(v.text)), None)
    if first is None:
        first = next((i for i, v in enumerate(views) if v.zone == "body"), 0)
    # The dateline directly above the salutation is the writer's.
    if first and views[first - 1].zone == "heading" and re.search(r"\d", views[first - 1].text):
        first -= 1
    out = []
    for index, view in enumerate(views):
        if view.zone == "note":
            out.append((_signed(reader, view, editor), "note", 0))
        elif view.zone == "boilerplate" or index < first or view.zone == "heading" and index > first:
            out.append((editor, "narration", 0))
        else:
            out.append((author, "letter", 0))
    return out


def _memoir(reader: _Reader, views: list) -> list:
    """An introduction that speaks of the author in the third person is an editor's; the memoir begins with "I"."""
    author, editor = reader.person(reader.author, "author"), Speaker("editor", "editor", "introduction")
    body = [i for i, v in enumerate(views) if v.zone == "body"]
    first = next((i for i in body if FIRST_PERSON.search(_unquoted(views[i].text))), body[0] if body else 0)
    third = any(p == reader.author for i in body if i < first for _, _, p in _names_in(reader, views[i]))
    if not third:
        first = body[0] if body else 0
    # A heading directly above the first paragraph of the memoir belongs to it.
    begin = first
    while third and begin and views[begin - 1].zone == "heading":
        begin -= 1
    out = []
    for index, view in enumerate(views):
        if view.zone == "boilerplate":
            out.append((Speaker("editor", "editor", "page furniture"), "narration", 0))
        elif view.zone == "note":
            out.append((_signed(reader, view, Speaker("editor", "editor", "note")), "note", 0))
        else:
            out.append((author if index >= begin else editor, "narration", 0))
    return out


def _unquoted(text: str) -> str:
    for q in reversed(quotations(text)):
        text = text[: q.start] + text[q.end :]
    return text


def _transcript(reader: _Reader, views: list) -> list:
    """Turns: a label and a colon say who speaks, until the next label."""
    editor, out = Speaker("editor", "editor", "outside the turns"), []
    current, other, known = None, "", {}
    for view in views:
        turn = TURN.match(view.text) if view.zone == "body" else None
        if turn:
            who = turn.group("who").strip()
            if who not in known:
                inside = [n for n in _names_in(reader, view) if n[0] < turn.end()]
                if ASKING.match(who):
                    known[who] = Speaker("interviewer", "interviewer", "turn")
                elif inside:
                    known[who] = reader.person(inside[0][2], "turn")
                else:
                    slug = re.sub(r"\W+", "-", who.split()[-1].lower()).strip("-")
                    known[who] = reader.person(reader.author if who.rstrip(".") in ("A", "Answer") else f"provisional:{slug}", "turn")
            # A turn answers the one before it.
            other = current.id if current is not None and current.id != known[who].id else other
            current = replace(known[who], addressee=other)
        if view.zone in ("heading", "boilerplate", "note") or current is None:
            out.append((editor, "narration", 0))
        else:
            out.append((current if turn else replace(current, cue="goes on"), "narration", 0))
    return out


def _block_speaker(reader: _Reader, previous: View | None, view: View, narrator: Speaker) -> Speaker | None:
    """A paragraph set apart after a colon is quoted, if the words before the colon name a speaker."""
    if previous is None or view.zone != "body" or not previous.text.rstrip().endswith(":") or view.text[:1] in "\"“‘«„":
        return None
    start = sentence_start(previous.text, 0, len(previous.text) - 2)
    lead = previous.text[start:].rstrip()
    names = [(s - start, e - start, p) for s, e, p in _names_in(reader, previous) if s >= start]
    frame = reader.frames.before(lead, names)
    speaker = _resolve(reader, previous, len(previous.text), frame.subject, frame.cue, narrator, None, 0) if frame else None
    if speaker is None:
        first = next((n for n in names if lead[n[1] : n[1] + 1] not in "'’"), None)
        speaker = reader.person(first[2], "block after a colon") if first else None
    return speaker if speaker and speaker.id != narrator.id else None


def _quotations(reader: _Reader, view: View, narrator: Speaker, depth: int, begin: int) -> None:
    found = [q for q in quotations(view.text) if q.start >= begin]
    if not found:
        return
    names, text = _names_in(reader, view), view.text
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
            told = _addressee(reader, view, sentence_start(text, 0, q.start - 1), q.start, speaker.id)
            if not told and narrator.id == reader.author and reader.genre == "memoir":
                told = reader.author
            reader.add(view, q.start, q.end, replace(speaker, addressee=told), "quotation", depth + q.depth)
    for q, s in done:
        if q.depth == 1 and s.cue != "mentioned, not spoken" and s.id not in reader.recent[-1:]:
            reader.recent.append(s.id)


def _speaker(reader: _Reader, view: View, q: Quotation, names: list, teller: Speaker, last, floor: int, ceiling: int) -> Speaker:
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
    if (frame is None or last is not None and start == floor and ends and ends.group()[0] in ",!?") and _may_follow(text[q.start : q.end], tail):
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
    if last is not None and last[1].id != teller.id and len(words) > 3 and not [n for n in local if lead.startswith("") and n[0] < 3]:
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


def _addressee(reader: _Reader, view: View, start: int, end: int, speaker: str) -> str:
    """Whom a frame tells: the name after "to", "told", "asked"; else the one other person it names."""
    others = [(s, e, p) for s, e, p in _names_in(reader, view) if start <= s and e <= end and p != speaker]
    for s, _, person in others:
        if TOLD.search(view.text[start:s]):
            return person
    return others[0][2] if len({p for _, _, p in others}) == 1 else ""


def _may_follow(quoted: str, tail: str) -> bool:
    """Tell whether a frame can stand behind a quotation: not where it ends its sentence and a new one begins."""
    last, first = quoted.rstrip()[-1:], tail.lstrip()[:1]
    return last != "." and bool(first) and (first.islower() or last not in "!?…" or re.match(r"\s*(?:He|She|I|They|We)?\s*$", tail) is None)


def _resolve(
    reader: _Reader, view: View, position: int, subject: Subject, cue: str, teller: Speaker, last: tuple | None, floor: int
) -> Speaker | None:
    if subject.kind == "name":
        return reader.person(subject.value, cue)
    if subject.kind == "voice":
        return reader.stranger(view, position, subject.value, f"{subject.value} … {cue}", teller)
    if subject.value in ("i", "we"):
        return Speaker(teller.id, teller.group, f"{subject.value} {cue}")
    if last is not None and last[1].id != teller.id and not _subject_since(reader, view, last[0].end, position, subject.value):
        return Speaker(last[1].id, last[1].group, f"{subject.value} {cue}")
    found = _subject_since(reader, view, floor, position, subject.value)
    if found is not None:
        kind, value, at = found
        if kind == "name":
            return reader.person(value, f"{subject.value} {cue}")
        return reader.stranger(view, at, value, f"{value} … {subject.value} {cue}", teller)
    return reader.stranger(view, position, "they", f"they {cue}", teller) if subject.value == "they" else None


def _subject_since(reader: _Reader, view: View, floor: int, position: int, pronoun: str) -> tuple | None:
    """The subject of the latest sentence before `position` that a pronoun can mean, as kind, value and place."""
    text = view.text
    bounds = [floor, *(m.end() for m in SENTENCE_BREAK.finditer(text, floor, position))]
    for start, stop in zip(reversed(bounds), reversed([*bounds[1:], position]), strict=True):
        names = [n for n in _names_in(reader, view) if start <= n[0] < stop]
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
            if text[e : e + 2] not in ("'s", "’s") and _fits(reader.authority.gender(person), pronoun) and person != reader.author:
                return "name", person, s
    return None


def _fits(gender: str, pronoun: str) -> bool:
    return pronoun == "they" or gender not in ("m", "f") or (gender == "f") == (pronoun == "she")
