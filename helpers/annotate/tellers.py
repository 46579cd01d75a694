"""The paragraphs of a text in. Out: who tells each of them, by what kind of text it is."""

import re
from dataclasses import replace

from helpers.annotate.quotations import quotations
from helpers.annotate.reading import Reading, Speaker, names_in
from helpers.annotate.views import View

SALUTATION = re.compile(
    r"(?:my\s+)?(?:very\s+)?(?:dear(?:est)?|respected|esteemed|honou?red|beloved|most\s+\w+|worthy|reverend|sir|madam|gentlemen|comrades?|friends?"
    r"|дорог\w+|уважаем\w+|мил\w+|многоуважаем\w+|товарищ\w*|господин\w*)\b[^.?]{0,60}[,:!.]?\s*$",
    re.IGNORECASE,
)
TURN = re.compile(r"(?P<who>[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’ -]{0,30}|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})\s*:\s")
SIGNED = re.compile(r"[—–-]\s*(?P<who>(?:[A-ZА-Я][\w.]*\s?){1,4}?)\.?\s*$")
EDITORS = re.compile(r"(?:Eds?|Editor|Editors|Trans|Translator|Transl|Tr|Ред)\b")
FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself|я|мне|меня|мой|моя)\b")
FROM_TO = re.compile(r"\b(?:letter|letters|note|telegram|message)\s+(?:from|of|by)\s+", re.IGNORECASE)
POSTSCRIPT = re.compile(r"\W*(?:P\.? ?(?:P\.? ?)?S\b|Postscript|З\.\s?Ы\b)", re.IGNORECASE)
BRACKETED = re.compile(r"\[[^\[\]]{30,}\]")
# Paragraphs after which a greeting without a signature is no letter's.
LONGEST_LETTER = 40
ASKING = re.compile(r"(?:Q|Question|Interviewer|INTERVIEWER|Int)\.?$")


def tellers(reader: Reading, views: list) -> list[tuple[Speaker, str, int]]:
    """Say who tells each paragraph.

    Args:
        reader: the text's author, genre and names.
        views: its paragraphs.

    Returns:
        For each paragraph its speaker, its kind (narration, letter, note) and its depth: 1 for a letter
        printed inside another text, else 0.
    """
    kinds = {"interview": _transcript, "letter": _letter, "memoir": _memoir}
    return kinds.get(_genre(reader, views), _article)(reader, views)


def byline(views: list, names: list) -> str:
    """Find the author whom the page itself names.

    Args:
        views: the paragraphs of one text.
        names: (start, end, person_id) of its named mentions.

    Returns:
        The person_id of a byline, else of a heading that is nothing but a name, else of a signature; else "".
    """
    heads = [v for v in views[:10] if v.zone == "heading"]
    body = [v for v in views if v.zone == "body"]
    for view in heads:
        inside = [n for n in names if view.start <= n[0] < view.start + len(view.text)]
        alone = inside and inside[0][1] - inside[0][0] >= len(view.text.strip("*_# ")) - 2
        if inside and (alone or re.match(r"\W*(?:\w+ )?by\b", view.text, re.IGNORECASE)):
            return inside[0][2]
    for view in body[-2:]:
        inside = [n for n in names if view.start <= n[0] < view.start + len(view.text)]
        if inside and inside[-1][1] - inside[-1][0] >= 0.8 * len(view.text.strip("*_#—– .")):
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
    if any(is_salutation(v.text) for v in body[:2]):
        return "letter"
    plain = " ".join(_unquoted(v.text) for v in body)
    return "memoir" if 60 * len(FIRST_PERSON.findall(plain)) > len(plain.split()) else "essay"


def _article(reader: Reading, views: list) -> list:
    """The author throughout, the page's furniture aside, and letters printed whole inside."""
    author, out = reader.person(reader.author, "author"), []
    letter, ended, title = None, None, ""
    for index, view in enumerate(views):
        if view.zone == "boilerplate":
            out.append((Speaker("editor", "editor", "page furniture"), "narration", 0))
            continue
        if view.zone == "note":
            out.append((_signed(reader, view, author), "note", 0))
            continue
        if view.zone == "heading":
            title = title or (view.text if FROM_TO.search(view.text) else "")
        if view.zone == "body" and is_salutation(view.text):
            letter = reader.person(_sender(reader, views, index) or reader.author, "salutation")
            for back in _lines_above(views, index):
                out[back] = (letter, "letter", 1)
        elif letter and view.zone == "heading":
            letter = None
        elif ended and POSTSCRIPT.match(view.text):
            letter = ended
        ended = letter if view.zone == "body" else ended
        out.append((letter, "letter", 1) if letter else (author, "narration", 0))
        if letter and _is_signature(reader, views, index):
            letter = None
    return out


def _lines_above(views: list, index: int) -> list[int]:
    """Indexes of the lines above a salutation (sender, addressee, date) that are the letter's own."""
    first = index
    # The two paragraphs that open a page are its title and author.
    while first > 2 and views[first - 1].zone == "heading":
        if _announces(views[first - 1].text) or FROM_TO.search(views[first - 1].text):
            break
        first -= 1
    return list(range(first, index))


def _announces(text: str) -> bool:
    """Tell a heading of the page (bracketed, numbered or in capitals) from a line of the letter below it."""
    return (
        text.startswith("[")
        or text.isupper()
        and len(re.findall(r"[^\W\d_]", text)) > 3
        or bool(re.match(r"\d+\.\s+[^\W\d]|.{3,40}['’]s\s+(?:\w+\s+)?(?:letter|note|telegram|message|reply)\b", text))
    )


def is_salutation(text: str) -> bool:
    """Tell whether a short line greets somebody: "Dear Anna," with its mark, or a plain "Dear …" without."""
    return (
        len(text) < 70
        and bool(SALUTATION.match(text.strip()))
        and text.rstrip()[-1:] in ",:!"
        or bool(len(text) < 40 and re.match(r"(?i)(?:dear|my dear|дорог|уважаем)\w*\s", text))
    )


def _is_signature(reader: Reading, views: list, index: int) -> bool:
    """A short line after a closing formula ends a letter, or one that is nothing but a name."""
    body, view = [v for v in views[: index + 1] if v.zone == "body"], views[index]
    if len(body) < 2 or len(view.text) >= 60 or is_salutation(body[-2].text):
        return False
    named = names_in(reader, view)
    alone = len(named) == 1 and named[0][1] - named[0][0] == len(view.text.strip(" .*_–—-"))
    return body[-2].text.rstrip().endswith(",") or alone and body[-2].text.rstrip()[-1:] in ".!?"


def _sender(reader: Reading, views: list, index: int) -> str:
    """Who wrote a printed letter: the name above it, the signature below it, the title, the sentence that announces it."""
    for view in views[max(0, index - 5) : index][::-1]:
        if view.zone == "heading":
            # The author's name above is the byline of the page.
            inside = [n for n in names_in(reader, view) if n[2] != reader.author]
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
    """Who speaks in a note: the person or editor behind its last dash, else `default`."""
    signed = SIGNED.search(view.text)
    if signed:
        if EDITORS.match(signed.group("who")):
            return Speaker("editor", "editor", "signed by the editor")
        for start, _, person in names_in(reader, view):
            # Initials of nobody the text names are an editor's.
            if start >= signed.start() and not person.startswith("unknown:"):
                return reader.person(person, "signature")
    return default


def _letter(reader: Reading, views: list) -> list:
    """The author from dateline or salutation on; what stands around the letter is an editor's."""
    author, editor = reader.person(reader.author, "author"), Speaker("editor", "editor", "outside the letter")
    first = next((i for i, v in enumerate(views) if v.zone == "body" and is_salutation(v.text)), None)
    if first is None:
        first = next((i for i, v in enumerate(views) if v.zone == "body"), 0)
    # The dateline directly above the salutation is the writer's.
    if first and views[first - 1].zone == "heading" and re.search(r"\d", views[first - 1].text):
        first -= 1
    out = []
    for index, view in enumerate(views):
        if view.zone == "note":
            out.append((_signed(reader, view, editor), "note", 0))
        elif (
            view.zone == "boilerplate" or index < first or view.zone == "heading" and index > first and not _is_own(reader, view)
        ):
            out.append((editor, "narration", 0))
        else:
            out.append((author, "letter", 0))
    return out


def _is_own(reader: Reading, view: View) -> bool:
    """Tell whether a line is nothing but the author's name: a signature that looks like a heading."""
    inside = names_in(reader, view)
    return (
        len(inside) == 1 and inside[0][2] == reader.author and inside[0][1] - inside[0][0] >= len(view.text.strip("*_#—– .")) - 2
    )


def _memoir(reader: Reading, views: list) -> list:
    """An introduction that speaks of the author in the third person is an editor's; the memoir begins with "I"."""
    author, editor = reader.person(reader.author, "author"), Speaker("editor", "editor", "introduction")
    body = [i for i, v in enumerate(views) if v.zone == "body"]
    first = next((i for i in body if FIRST_PERSON.search(_unquoted(views[i].text))), body[0] if body else 0)
    letters = _printed_letters(reader, views)
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
            bracketed = view.zone == "body" and BRACKETED.fullmatch(view.text.strip())
            told_by_editor = index < begin or bracketed and not FIRST_PERSON.search(view.text)
            letter = letters.get(index)
            out.append((letter, "letter", 1) if letter else (editor if told_by_editor else author, "narration", 0))
    return out


def _printed_letters(reader: Reading, views: list) -> dict[int, Speaker]:
    """Index → writer of the paragraphs of letters that a memoir prints: from the greeting to a signature that names somebody."""
    out, body = {}, [i for i, v in enumerate(views) if v.zone == "body"]
    for first in body:
        if first in out or not is_salutation(views[first].text):
            continue
        last = next((i for i in body if i > first + 1 and _is_signature(reader, views, i)), None)
        signed = names_in(reader, views[last]) if last is not None and last - first < LONGEST_LETTER else []
        if not signed:
            continue
        while last + 1 < len(views) and POSTSCRIPT.match(views[last + 1].text):
            last += 1
        out |= {i: reader.person(signed[0][2], "salutation") for i in range(first, last + 1)}
    return out


def _unquoted(text: str) -> str:
    """The narrator's own words."""
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
                named = next((p for start, _, p in names_in(reader, view) if start < turn.end()), "")
                known[who] = _labelled(reader, who, named)
            # A turn answers the one before it.
            other = current.id if current is not None and current.id != known[who].id else other
            current = replace(known[who], addressee=other)
        if view.zone in ("heading", "boilerplate", "note") or current is None:
            out.append((editor, "narration", 0))
        else:
            out.append((current if turn else replace(current, cue="goes on"), "narration", 0))
    return out


def _labelled(reader: Reading, who: str, named: str) -> Speaker:
    """Whom the label of a turn means: the interviewer, the person it names, the author who answers, else somebody new."""
    if ASKING.match(who):
        return Speaker("interviewer", "interviewer", "turn")
    if named or who.rstrip(".") in ("A", "Answer"):
        return reader.person(named or reader.author, "turn")
    return reader.person("provisional:" + re.sub(r"\W+", "-", who.split()[-1].lower()).strip("-"), "turn")
