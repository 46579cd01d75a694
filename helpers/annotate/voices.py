"""Paragraphs and names in. Out: who is speaking at each character, nested, with the cue that decides it."""

import re
from dataclasses import replace

import pandas as pd

from helpers.annotate.attribution import FrameReader, sentence_start
from helpers.annotate.people import Authority
from helpers.annotate.quotations import quotations
from helpers.annotate.seeds import SEEDS, Seeds, read_table
from helpers.annotate.speech import Reading, Speaker, addressee, block_speaker, names_in, read_quotations
from helpers.annotate.views import View

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
PLAIN_VERBS = frozenset("say ask write think reply claim argue believe tell insist complain".split())
ASKING = re.compile(r"(?:Q|Question|Interviewer|INTERVIEWER|Int)\.?$")


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
    forms = [
        f.split("|") if v in PLAIN_VERBS else [w for w in f.split("|") if w != v]
        for v, f in zip(verbs.verb, verbs.forms, strict=True)
    ]
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
        reader = Reading(
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


def _genre(reader: Reading, views: list) -> str:
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


def _read(reader: Reading, views: list) -> None:
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
        block = block_speaker(reader, previous, view, speaker) if kind == "narration" else None
        reader.add(view, begin, len(view.text), speaker, kind, depth)
        if block:
            start = sentence_start(previous.text, 0, len(previous.text) - 2)
            told = addressee(reader, previous, start, len(previous.text), block.id)
            reader.add(view, begin, len(view.text), replace(block, addressee=told), "letter", depth + 1)
            speaker, depth = block, depth + 1
        if view.zone in ("body", "note"):
            read_quotations(reader, view, speaker, depth, begin)
        if view.zone == "body":
            previous = reader.before = view


def _article(reader: Reading, views: list) -> list:
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
            while (
                back >= 0
                and views[back].zone == "heading"
                and not _announces(views[back].text)
                and not FROM_TO.search(views[back].text)
                and back > 1
            ):
                out[back] = (letter, "letter", 1)
                back -= 1
        elif letter and view.zone == "heading":
            letter = None
        out.append((letter, "letter", 1) if letter else (author, "narration", 0))
        if letter and _is_signature(reader, views, index):
            letter = None
    return out


def _announces(text: str) -> bool:
    return (
        text.startswith("[")
        or text.isupper()
        and len(re.findall(r"[^\W\d_]", text)) > 3
        or bool(re.match(r"\d+\.\s+[^\W\d]", text))
    )


def _is_salutation(text: str) -> bool:
    return (
        len(text) < 70
        and bool(SALUTATION.match(text.strip()))
        and text.rstrip()[-1:] in ",:!."
        or bool(len(text) < 40 and re.match(r"(?i)(?:dear|my dear|дорог|уважаем)\w*\s", text))
    )


def _is_signature(reader: Reading, views: list, index: int) -> bool:
    """A short line after a closing formula ends a letter."""
    body = [v for v in views[: index + 1] if v.zone == "body"]
    return (
        len(body) > 1
        and len(views[index].text) < 60
        and body[-2].text.rstrip().endswith(",")
        and not _is_salutation(body[-2].text)
    )


def _sender(reader: Reading, views: list, index: int, title: str) -> str:
    """Who wrote a printed letter: the name above it, the signature below it, the title, the sentence that announces it."""
    for view in views[max(0, index - 5) : index][::-1]:
        if view.zone == "heading":
            inside = names_in(reader, view)
            if len(inside) == 1 and inside[0][1] - inside[0][0] >= 0.8 * len(view.text.strip("*_ ")):
                return inside[0][2]
    for later in range(index + 1, len(views)):
        if views[later].zone == "body" and _is_signature(reader, views, later) and names_in(reader, views[later]):
            return names_in(reader, views[later])[0][2]
    for view in views[: index + 1]:
        found = FROM_TO.search(view.text)
        if found and view.zone == "heading":
            after = [n for n in names_in(reader, view) if n[0] >= found.end()]
            if after:
                return after[0][2]
    return ""


def _signed(reader: Reading, view: View, default: Speaker) -> Speaker:
    signed = SIGNED.search(view.text)
    if signed:
        if EDITORS.match(signed.group("who")):
            return Speaker("editor", "editor", "signed by the editor")
        for start, _, person in names_in(reader, view):
            if start >= signed.start():
                return reader.person(person, "signature")
    return default


def _letter(reader: Reading, views: list) -> list:
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


def _memoir(reader: Reading, views: list) -> list:
    """An introduction that speaks of the author in the third person is an editor's; the memoir begins with "I"."""
    author, editor = reader.person(reader.author, "author"), Speaker("editor", "editor", "introduction")
    body = [i for i, v in enumerate(views) if v.zone == "body"]
    first = next((i for i in body if FIRST_PERSON.search(_unquoted(views[i].text))), body[0] if body else 0)
    third = any(p == reader.author for i in body if i < first for _, _, p in names_in(reader, views[i]))
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


def _transcript(reader: Reading, views: list) -> list:
    """Turns: a label and a colon say who speaks, until the next label."""
    editor, out = Speaker("editor", "editor", "outside the turns"), []
    current, other, known = None, "", {}
    for view in views:
        turn = TURN.match(view.text) if view.zone == "body" else None
        if turn:
            who = turn.group("who").strip()
            if who not in known:
                inside = [n for n in names_in(reader, view) if n[0] < turn.end()]
                if ASKING.match(who):
                    known[who] = Speaker("interviewer", "interviewer", "turn")
                elif inside:
                    known[who] = reader.person(inside[0][2], "turn")
                else:
                    slug = re.sub(r"\W+", "-", who.split()[-1].lower()).strip("-")
                    known[who] = reader.person(
                        reader.author if who.rstrip(".") in ("A", "Answer") else f"provisional:{slug}", "turn"
                    )
            # A turn answers the one before it.
            other = current.id if current is not None and current.id != known[who].id else other
            current = replace(known[who], addressee=other)
        if view.zone in ("heading", "boilerplate", "note") or current is None:
            out.append((editor, "narration", 0))
        else:
            out.append((current if turn else replace(current, cue="goes on"), "narration", 0))
    return out
