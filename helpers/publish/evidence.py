"""Tables and texts in. Out: the words behind a mark, with a footnote-ready citation, no longer than the text's rights allow."""

import html
import re
from dataclasses import dataclass

import pandas as pd

from helpers.annotate.mentions import SpeakerIndex
from helpers.errors import WorkbookError

# Where the catalogue states no length, what a footnote may quote anywhere.
QUOTE_WORDS = 60
# Percent of a text's words that all the passages of one page may show together, where the catalogue states none.
QUOTE_SHARE = 10
CUT = "[…]"


def cite(documents: pd.DataFrame, doc_id: str, passage: int | None = None) -> str:
    """Return a citation for a footnote: the catalogue's, with the paragraph counted in the file.

    Args:
        documents: the documents table.
        doc_id: which text.
        passage: paragraph number, from 1; None to cite the whole text.
    """
    row = documents[documents.doc_id == doc_id].iloc[0]
    parts = [row.get("citation") or row["title"] or doc_id]
    if passage is not None:
        parts.append(f"para. {passage}")
    return ", ".join(parts)


def excerpt(documents: pd.DataFrame, doc_id: str, text: str) -> str:
    """Cut a single passage to the number of words that the text's rights allow (`quote_words` in the catalogue)."""
    return _cut(text, _stated(documents, doc_id, "quote_words", QUOTE_WORDS))


def page_excerpts(workbook, spans: pd.DataFrame) -> list[str]:
    """Cut passages so that one page of them quotes their texts and does not republish them.

    Of each passage the first words are shown: no more than `quote_words`, and so few that all passages
    of a text together stay within `quote_share` percent of its words. A passage behind several marks counts once.

    Args:
        workbook: the open workbook.
        spans: every passage of the page: doc_id, start, end (characters).

    Returns:
        The words of each span, in order, white space made even, with "[…]" where words were left out.
    """
    limits = {}
    for doc_id, group in spans.drop_duplicates(["doc_id", "start", "end"]).groupby("doc_id", sort=False):
        text = workbook.texts[doc_id]
        lengths = sorted(len(text[s:e].split()) for s, e in zip(group.start, group.end, strict=True))
        share = _stated(workbook.documents, doc_id, "quote_share", QUOTE_SHARE)
        limits[doc_id] = min(
            _stated(workbook.documents, doc_id, "quote_words", QUOTE_WORDS),
            _even_limit(lengths, len(text.split()) * share // 100),
        )
    return [_cut(workbook.texts[r.doc_id][r.start : r.end], limits[r.doc_id]) for r in spans.itertuples()]


def _even_limit(lengths: list, budget: int) -> int:
    """Return the longest length to which all may be cut for their sum to stay within the budget; `lengths` rise."""
    for i, length in enumerate(lengths):
        if length * (len(lengths) - i) > budget:
            return budget // (len(lengths) - i)
        budget -= length
    return lengths[-1] if lengths else 0


def _stated(documents: pd.DataFrame, doc_id: str, column: str, default: int) -> int:
    stated = documents.set_index("doc_id").loc[doc_id].get(column)
    return int(stated) if stated else default


def _cut(text: str, limit: int) -> str:
    words = list(re.finditer(r"\S+", text))
    if len(words) <= limit:
        return " ".join(text.split())
    return " ".join([*(w.group() for w in words[:limit]), CUT])


@dataclass(frozen=True)
class Evidence:
    """Passages as a notebook shows them; plain text where nothing draws HTML."""

    items: tuple

    def _repr_html_(self) -> str:
        quoted = []
        for before, hit, after, who, where in self.items:
            words = f"{html.escape(before)}<mark>{html.escape(hit)}</mark>{html.escape(after)}"
            quoted.append(f"<blockquote>{words}<br><small>{html.escape(who)} - {html.escape(where)}</small></blockquote>")
        return "".join(quoted)

    def __repr__(self) -> str:
        return "\n".join(f"{before}>{hit}<{after}\n    {who} - {where}" for before, hit, after, who, where in self.items)


def show(workbook, rows: pd.DataFrame, words: int = 25) -> Evidence:
    """Print the passages of annotations, the annotated words marked, with speaker, zone and a footnote-ready citation.

    Args:
        workbook: the open workbook.
        rows: rows of any table with doc_id, start and end; speaker_id, speaker_group and zone are shown where there.
        words: how many words on either side; fewer where the passage would exceed the text's rights (`quote_words`).

    Returns:
        What a notebook draws: one block a row.
    """
    items = []
    for row in rows.itertuples():
        place = place_of(workbook, row.doc_id, row.start)
        before, hit, after = _in_context(workbook, row.doc_id, (row.start, row.end), place, words)
        who = getattr(row, "speaker_id", "") or getattr(row, "speaker_desc", "") or place.zone
        group = getattr(row, "speaker_group", who)
        told = who if group in ("", who) else f"{who} ({group})"
        items.append((before, hit, after, f"{told}, {place.zone}", cite(workbook.documents, row.doc_id, int(place.passage))))
    return Evidence(tuple(items))


def keyword_in_context(workbook, pattern: str, words: int = 8, limit: int = 20) -> pd.DataFrame:
    """Find a word or phrase in every text, aligned for reading (KWIC).

    Args:
        workbook: the open workbook.
        pattern: a regular expression; capitals and small letters are the same.
        words: how many words on either side; fewer where the passage would exceed the text's rights (`quote_words`).
        limit: how many hits at most, in the order of the texts.

    Returns:
        One row a hit. Columns: doc_id, before, hit, after, speaker_id, citation.

    Raises:
        WorkbookError: the pattern is no regular expression.
    """
    try:
        wanted = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise WorkbookError(
            f"'{pattern}' is no regular expression ({error}): put a backslash before ( ) [ ] * + ? . to mean the mark itself"
        ) from None
    index = {d: SpeakerIndex(g) for d, g in workbook.voices.groupby("doc_id", sort=False)}
    rows = []
    for doc_id, text in workbook.texts.items():
        for match in wanted.finditer(text):
            place = place_of(workbook, doc_id, match.start())
            before, hit, after = _in_context(workbook, doc_id, match.span(), place, words)
            where = cite(workbook.documents, doc_id, int(place.passage))
            rows.append((doc_id, before, hit, after, index[doc_id].at(match.start())[0], where))
    return pd.DataFrame(rows[:limit], columns="doc_id before hit after speaker_id citation".split())


def place_of(workbook, doc_id: str, offset: int) -> pd.Series:
    """Return the segment that holds an offset, or the last one before it."""
    own = workbook.passages[workbook.passages.doc_id == doc_id]
    return own[own.start <= offset].iloc[-1] if (own.start <= offset).any() else own.iloc[0]


def _in_context(workbook, doc_id: str, span: tuple, place: pd.Series, words: int) -> tuple[str, str, str]:
    """The words before a span, its own and those after it: together no more than `quote_words`, its own first."""
    text, (start, end) = workbook.texts[doc_id], span
    limit = _stated(workbook.documents, doc_id, "quote_words", QUOTE_WORDS)
    left = max(0, limit - len(text[start:end].split()))
    before, after = text[place.start : start], text[end : max(end, place.end)]
    side = min(words, max(left // 2, left - len(after.split())))
    rest = left - min(side, len(before.split()))
    return _last_words(before, side), _cut(text[start:end], limit), _first_words(after, min(words, rest))


def _first_words(text: str, number: int) -> str:
    found = re.findall(r"\s*\S+", text)
    return "".join(found[:number]).replace("\n", " ") + (f" {CUT}" if len(found) > number else "")


def _last_words(text: str, number: int) -> str:
    found = re.findall(r"\S+\s*", text)
    kept = found[len(found) - min(number, len(found)) :]
    return (f"{CUT} " if len(found) > number else "") + "".join(kept).replace("\n", " ")
