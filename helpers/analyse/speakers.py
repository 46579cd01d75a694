"""Texts, passages and voices in. Out: how many words each voice speaks, and in which paragraphs."""

from bisect import bisect_right

import pandas as pd

from helpers.annotate.corpus import WORD
from helpers.annotate.mentions import SpeakerIndex


def authors(workbook) -> dict[str, str]:
    """Return doc_id → who tells the text: its author, or where the catalogue names none whoever tells most of it."""
    told = workbook.voices[workbook.voices.depth == 0]
    most = (told.end - told.start).groupby([told.doc_id, told.speaker_id]).sum().sort_values(kind="stable")
    tellers = {doc_id: speaker for (doc_id, speaker), _ in most.items()}
    return {r.doc_id: r.author_id or tellers.get(r.doc_id, r.doc_id) for r in workbook.documents.itertuples()}


def words_spoken(workbook) -> pd.DataFrame:
    """Count words by who utters them: the innermost voice.

    Args:
        workbook: the open workbook.

    Returns:
        One row a speaker and text, in the order of the texts, most words first. Columns: doc_id, speaker_id,
        speaker_group, words, passages (paragraph numbers, joined by |).
    """
    rows = []
    for doc_id, text in workbook.texts.items():
        index = SpeakerIndex(workbook.voices[workbook.voices.doc_id == doc_id])
        own = workbook.passages[workbook.passages.doc_id == doc_id]
        starts, numbers = list(own.start), list(own.passage)
        counts, places = {}, {}
        for match in WORD.finditer(text):
            speaker = index.at(match.start())[:2]
            counts[speaker] = counts.get(speaker, 0) + 1
            places.setdefault(speaker, set()).add(numbers[max(0, bisect_right(starts, match.start()) - 1)])
        for (speaker, group), words in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
            rows.append((doc_id, speaker, group, words, "|".join(map(str, sorted(places[speaker, group])))))
    return pd.DataFrame(rows, columns="doc_id speaker_id speaker_group words passages".split())
