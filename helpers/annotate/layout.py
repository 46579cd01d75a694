"""A text in. Out: its paragraphs in reading order, each with zone, note label and the segments a page end cut it into.

The rules are for kinds of page (an archive letter, an article with footnotes,
a scanned chapter with endnote numbers, a web essay), not for given files.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
# Where a note is called in running text: <sup>1</sup>, ^[1], [1], [^1], ¹. Longer numbers in brackets are years.
MARKER = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>|\^?\[\^?(\d{1,3})\]|([¹²³⁰-⁹]+)|(?<=[\w.,;:!?’”\"')])([*†‡]+)(?=\s|$)")
# A scan flattens a superscript into a digit glued to the punctuation before it: "victory.1 The".
FLAT_MARKER = re.compile(
    r"(?:(?<=[^\W\d][.,;:!?’”\"'])|(?<=\d{4}[.,;:])|(?<=[.,;:!?’”\"']\))|(?<=[.,;:!?][’”\"'])|(?<=[^\W\d][’”\"')][.,;:]))(\d{1,3})(?=\s|$|[A-ZА-Я])"
)
LABEL = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|\^?\[\^?(\d{1,3})\]:?|([¹²³⁰-⁹]+)|([*†‡]+)(?=\s))\s*\S")
PLAIN_LABEL = re.compile(r"\(?(\d{1,3})[.)]?\s+\S")
SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
PAGE_NUMBER = re.compile(r"[\W_]*(?:\d{1,4}|[ivxlc]{1,7}|page \d+(?: of \d+)?)[\W_]*$", re.IGNORECASE)
# A running head: capitals and a page number set far apart.
RUNNING_HEAD = re.compile(r"[^a-zа-я\d]{6,}\s{2,}\d{1,4}$|\d{1,4}\s{2,}[^a-zа-я\d]{6,}$")
NAVIGATION = re.compile(r"(?:https?://\S+|[<«‹←]\s*\w[\w\s]*\s[\w\s]*[>»›→])$|^[^.]*\s\|\s[^.]*\s\|\s", re.IGNORECASE)
BYLINE = re.compile(r"(?:(?i:written|posted|text) )?(?i:by)\s+[A-ZÀ-ÞА-Я]")
DATELINE = re.compile(
    r"[\[(*]*(?:[^\W\d]+[.,]?\s+){0,4}\d{1,2}(?:st|nd|rd|th)?[.,/ ]+(?:[^\W\d]+|\d{1,2})[.,/ ]+\d{2,4}\s*(?:г\.?)?[\])*.]*$"
)
SENTENCE_END = re.compile(r"[.!?…:]['\"”’»“)\]*_]*$|[.!?…][\"”’»“*]*\)?$")
# Words after which no sentence ends: a paragraph that stops here goes on overleaf.
UNFINISHED = frozenset(
    "a an the of in on at by to for from with without into onto upon and or but nor as than that which who whose if"
    " is are was were be been has had have his her its their our my your this these those not no so very"
    " и в во на с со к о об от до для по за из не но а или что как у".split()
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: `segments` are half-open character spans; `label` is a note's number as printed, "" for none."""

    segments: tuple
    zone: str
    label: str = ""

    @property
    def start(self) -> int:
        """First character."""
        return self.segments[0][0]


@dataclass(frozen=True)
class Furniture:
    """The list of page furniture, split by how a term is matched."""

    rows: tuple

    def zone(self, text: str, edge: bool) -> str:
        """Return the zone of a line that is page furniture, or ""."""
        flat = " ".join(text.lower().replace("’", "'").split())
        for term, match, zone, where in self.rows:
            if where == "edge" and not edge:
                continue
            found = (
                flat.strip("*#_ ") == term if match == "whole" else flat.startswith(term) if match == "prefix" else term in flat
            )
            if found:
                return zone
        return ""


def paragraphs(text: str, furniture: Furniture) -> list[Paragraph]:
    """Read the layout of a text.

    Args:
        text: the file as it stands.
        furniture: the list of page furniture (seeds/lexicons/page_furniture.csv).

    Returns:
        Paragraphs in the order of their first characters. Together their
        segments cover every character that is not white space exactly once.
    """
    pieces = _pieces(text)
    zoned = _zones(text, pieces, furniture)
    return sorted(_join_interrupted(text, zoned), key=lambda p: p.start)


def _pieces(text: str) -> list[tuple]:
    """Lines as spans, hard-wrapped lines put together again."""
    blocks, last_end = [[]], 0
    for line in LINE.finditer(text):
        body = line.group().strip()
        if not body:
            continue
        start = line.start() + line.group().index(body[0])
        if blocks[-1] and len(re.findall(r"\r\n|[\r\n\f\v\x85\u2028\u2029]", text[last_end:start])) > 1:
            blocks.append([])
        blocks[-1].append((start, start + len(body)))
        last_end = start + len(body)
    widths = sorted(e - s for block in blocks if len(block) > 1 for s, e in block)
    width = widths[int(0.95 * (len(widths) - 1))] if widths else 0
    wrapped = 45 <= width <= 110
    out = []
    for block in blocks:
        for span in block:
            # The line break is a wrap if the next line's first word would not have fitted.
            first_word = re.match(r"\S+", text[span[0] : span[1]]).end()
            if wrapped and out and out[-1][2] is block and out[-1][3] + 1 + first_word > 0.92 * width:
                out[-1] = (out[-1][0], span[1], block, span[1] - span[0])
            else:
                out.append((*span, block, span[1] - span[0]))
    return [(s, e, len(block) > 1 and not wrapped) for s, e, block, _ in out]


def _zones(text: str, pieces: list, furniture: Furniture) -> list[Paragraph]:
    """Give each piece its zone and, if it is a note, its label."""
    body_text = [text[s:e] for s, e, _ in pieces]
    repeated = {t for t, n in Counter(body_text).items() if n >= 3 and len(t) < 80}
    markers = {m for t in body_text for m in _markers(t, skip_label=True)}
    first_prose = next((i for i, t in enumerate(body_text) if len(t) > 300), len(pieces))
    last_prose = max((i for i, t in enumerate(body_text) if len(t) > 200), default=0)
    out, in_notes = [], False
    for i, (start, end, crowded) in enumerate(pieces):
        piece = body_text[i]
        edge = i <= max(first_prose, 3) and len(piece) < 400 or i >= last_prose
        following = body_text[i + 1] if i + 1 < len(pieces) else ""
        above = body_text[i - 1] if out and out[-1].zone == "body" else ""
        zone, label = furniture.zone(piece, edge), ""
        if zone == "heading":
            in_notes = piece.strip("*#_ ").lower() in ("notes", "endnotes", "footnotes", "references", "note", "примечания")
        elif not zone:
            label = _note_label(piece, markers, in_notes)
            if label:
                zone = "note"
            elif _looks_like_furniture(piece, edge) or piece in repeated and len(piece.split()) > 1:
                zone = "boilerplate"
            elif _is_heading(piece, following, crowded and i > 3, above):
                zone = "heading"
            else:
                zone = "body"
        out.append(Paragraph(((start, end),), zone, label))
    return _continued_notes(text, out, in_notes)


def _looks_like_furniture(piece: str, edge: bool) -> bool:
    return bool(PAGE_NUMBER.match(piece) or RUNNING_HEAD.match(piece) or edge and NAVIGATION.search(piece))


def _note_label(piece: str, markers: set, in_notes: bool) -> str:
    found = LABEL.match(piece) or (PLAIN_LABEL.match(piece) if in_notes else None)
    if not found:
        return ""
    label = next(g for g in found.groups() if g).translate(SUPERSCRIPTS)
    # A bracketed number that nothing calls is a numbered point, not a note.
    return label if in_notes or label in markers or piece.startswith(("<sup>", "^[")) else ""


def _markers(text: str, skip_label: bool = False) -> list[str]:
    label = LABEL.match(text) if skip_label else None
    begin = label.end() - 1 if label else 0
    return [next(g for g in m.groups() if g).translate(SUPERSCRIPTS) for m in MARKER.finditer(text, begin)]


def _is_heading(piece: str, following: str, crowded: bool, body_before: str) -> bool:
    """Tell a title, section head, byline or dateline from prose. `body_before`: the body paragraph above, if any."""
    core = MARKER.sub("", piece).strip()
    if BYLINE.match(core) and len(core.split()) <= 14 or core.startswith("#"):
        return True
    if DATELINE.fullmatch(core) and len(core.split()) <= 8:
        return True
    words = re.findall(r"[^\W\d_]+", core)
    plain = core.strip("*_")
    # What follows a closing formula ("With respect,") is a signature.
    if not words or len(words) > 14 or len(core) > 110 or crowded or not following or body_before.endswith(","):
        return False
    content = [w for w in words if len(w) > 3 or w[0].isupper()]
    capitalised = sum(w[0].isupper() for w in content) / max(1, len(content)) >= 0.6
    title_in_quotes = re.fullmatch(r"[\"“‘«„].*[\"”’»“]", plain) and capitalised and not re.search(r"[^.\s][.!?]\W*$", plain)
    if re.search(r"[.!?;,:…]['\"”’»)]*$", plain) and not title_in_quotes and not plain.isupper():
        return False
    if plain[:1].islower() or plain[:1] in "-–—•([" and not re.fullmatch(r"\[[^\]]+\]", plain):
        return False
    if body_before and len(piece) > 60 and not plain.isupper():
        return False
    return capitalised or len(words) <= 9


def _continued_notes(text: str, paras: list, headed: bool) -> list[Paragraph]:
    """Among the notes at a text's end a paragraph without a label goes on with the note above it."""
    calls = [i for i, p in enumerate(paras) if p.zone == "body" and _markers(text[slice(*p.segments[0])])]
    labelled = [i for i, p in enumerate(paras) if p.label and i > (calls[-1] if calls else -1)]
    if len(labelled) < 2:
        return paras
    end = len(paras) if headed else labelled[-1]
    return [replace(p, zone="note") if p.zone == "body" and labelled[0] < i < end else p for i, p in enumerate(paras)]


def _join_interrupted(text: str, paras: list) -> list[Paragraph]:
    """Put a body paragraph that a page end or a footnote cut in two together again, as two segments of one."""
    out, last = [], None
    for p in paras:
        if p.zone == "heading":
            last = None
        elif p.zone == "body":
            if last is not None and _goes_on(text[slice(*out[last].segments[-1])], text[slice(*p.segments[0])]):
                out[last] = replace(out[last], segments=out[last].segments + p.segments)
                continue
            last = len(out)
        out.append(p)
    return out


def _goes_on(before: str, after: str) -> bool:
    before = MARKER.sub("", before).rstrip()
    if len(before) < 60 or SENTENCE_END.search(before) or LABEL.match(after):
        return False
    first = next((c for c in after if c.isalpha()), "A")
    if first.islower():
        return True
    words = re.findall(r"[\w’'-]+", before)
    # "with the New" / "Economic Policy": a capital that stands inside a name broken over the page.
    inside_name = words[-1][:1].isupper() and len(words) > 1 and words[-2].lower() in ("the", "a", "an", "this", "of")
    return before[-1] not in ",;" and (words[-1].lower() in UNFINISHED or inside_name)


def note_markers(text: str, spans: list, labelled: bool) -> list[tuple]:
    """Find where notes are called.

    Args:
        text: the file as it stands.
        spans: the body's (start, end) pairs, in order.
        labelled: whether the text prints notes with marked labels. Where it does
            not, a scan may have flattened superscripts into digits; these run
            1, 2, 3 …, which tells them from other digits.

    Returns:
        (start, end, label) of each marker, in order.
    """
    found, expected = [], 1
    for start, end in spans:
        marked = [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in MARKER.finditer(text, start, end)]
        found += [(s, e, label.translate(SUPERSCRIPTS)) for s, e, label in marked]
        if labelled:
            continue
        for m in FLAT_MARKER.finditer(text, start, end):
            if int(m.group(1)) == expected:
                found.append((m.start(), m.end(), m.group(1)))
                expected += 1
    return sorted(found)
