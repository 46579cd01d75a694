"""Tables and texts in. Out: the words behind a mark, with a footnote-ready citation, no longer than the text's rights allow."""

import re

import pandas as pd

# Where the catalogue states no length, what a footnote may quote anywhere.
QUOTE_WORDS = 60


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
    """Cut a passage to the number of words that the text's rights allow (`quote_words` in the catalogue)."""
    stated = documents.set_index("doc_id").loc[doc_id].get("quote_words")
    words = list(re.finditer(r"\S+", text))
    limit = int(stated) if stated else QUOTE_WORDS
    if len(words) <= limit:
        return " ".join(text.split())
    return " ".join(text[: words[limit - 1].end()].split()) + " […]"
