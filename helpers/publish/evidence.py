"""Tables and texts in. Out: the words behind a mark, with a footnote-ready citation, no longer than the text's rights allow."""

import re

import pandas as pd

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
    row = documents.set_index("doc_id").loc[doc_id]
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
