"""A text in. Out: its paragraphs in reading order, each with zone, note label and the segments a page end cut it into.

The rules are for kinds of page (an archive letter, an article with footnotes,
a scanned chapter with endnote numbers, a web essay), not for given files.
"""

import re
from dataclasses import replace

from helpers.annotate.zones import LABEL, MARKER, MARKS, SENTENCE_END, SUPERSCRIPTS, Furniture, Paragraph, flat_markers, zones

LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
# Words after which no sentence ends: a paragraph that stops here goes on overleaf.
UNFINISHED = frozenset(
    "a an the of in on at by to for from with without into onto upon and or but nor as than that which who whose if"
    " is are was were be been has had have his her its their our my your this these those not no so very"
    " и в во на с со к о об от до для по за из не но а или что как у".split()
)


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
    zoned = zones(text, pieces, furniture)
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
        blocks[-1].append((start, start + len(body), start - line.start()))
        last_end = start + len(body)
    widths = sorted(e - s for block in blocks if len(block) > 1 for s, e, _ in block)
    width = widths[int(0.95 * (len(widths) - 1))] if widths else 0
    wrapped = 45 <= width <= 110
    out = []
    for block in blocks:
        for n, span in enumerate(block):
            # An indented first line begins a paragraph, a label a note.
            begins = n > 0 and (span[2] >= block[n - 1][2] + 2 or _is_label(text, block[n - 1], span))
            # The line break is a wrap if the next line's first word would not have fitted.
            first_word = re.match(r"\S+", text[span[0] : span[1]]).end()
            if wrapped and not begins and out and out[-1][2] is block and out[-1][3] + 1 + first_word > 0.92 * width:
                out[-1] = (out[-1][0], span[1], block, span[1] - span[0])
            else:
                out.append((*span[:2], block, span[1] - span[0]))
    return [(s, e, len(block) > 1 and not wrapped) for s, e, block, _ in out]


def _is_label(text: str, above: tuple, line: tuple) -> bool:
    found = LABEL.match(text, line[0], line[1])
    return bool(found) and (found.group().rstrip()[:-1].rstrip().endswith(":") or bool(LABEL.match(text, *above[:2])))


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
    # How a paragraph ends tells; a long one is not read whole.
    before = MARKER.sub("", before[-400:]).rstrip()
    if len(before) < 60 or SENTENCE_END.search(before) or LABEL.match(after):
        return False
    first = next((c for c in after if c.isalpha()), "A")
    if first.islower():
        return True
    words = re.findall(r"[\w’'-]+", before)
    # "under the Corn" / "Law Amendment": a capital that stands inside a name broken over the page.
    inside_name = words[-1][:1].isupper() and len(words) > 1 and words[-2].lower() in ("the", "a", "an", "this", "of")
    return before[-1] not in ",;" and (words[-1].lower() in UNFINISHED or inside_name)


def note_markers(text: str, spans: list, labelled: bool) -> list[tuple]:
    """Find where notes are called.

    Args:
        text: the file as it stands.
        spans: the body's (start, end) pairs, in order.
        labelled: whether the text prints notes with marked labels. Where it does
            not, a scan may have flattened superscripts into digits.

    Returns:
        (start, end, label) of each marker, in order.
    """
    found = []
    flat = flat_markers(["" if labelled else text[start:end] for start, end in spans])
    for (start, end), own in zip(spans, flat, strict=True):
        met = MARKER.finditer(text, start, end) if MARKS.search(text, start, end) else ()
        marked = [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in met]
        found += [(s, e, label.translate(SUPERSCRIPTS)) for s, e, label in marked]
        found += [(start + m.start(), start + m.end(), m.group(1)) for m in own]
    return sorted(found)
