"""Dates in. Out: how much of its dating each text gives to each year."""

import numpy as np
import pandas as pd

from helpers.analyse.chronology import FROM_LETTER, placed
from helpers.annotate.corpus import repeated
from helpers.annotate.mentions import SpeakerIndex


def spread(low: float, high: float) -> dict[int, float]:
    """Spread a weight of one evenly over the years of an interval; of one with an open end, all on the year it names.

    Args:
        low: decimal year, NaN where open.
        high: decimal year, NaN where open.
    """
    if np.isnan(low) or np.isnan(high):
        named = high - 1 / 365.25 if np.isnan(low) else low
        return {} if np.isnan(named) else {int(np.floor(named)): 1.0}
    shares = {y: min(high, y + 1) - max(low, y) for y in range(int(np.floor(low)), int(np.ceil(high)))}
    # A day's length beyond the year's end is rounding, not attention.
    kept = {y: s for y, s in shares.items() if s > 1e-6 and (s > 0.004 or high - low < 0.01)}
    total = sum(kept.values())
    return {y: s / total for y, s in kept.items()}


def own_length(workbook) -> pd.Series:
    """doc_id → words of what `attention` counts dates in: body and headings without translations and editors' words."""
    passages = workbook.passages[~repeated(workbook.passages, workbook.alignments)]
    voices = {d: SpeakerIndex(g) for d, g in workbook.voices.groupby("doc_id", sort=False)}
    out = dict.fromkeys(workbook.documents.doc_id, 0)
    for p in passages[passages.zone.isin(("body", "heading"))].itertuples():
        if p.doc_id not in voices or voices[p.doc_id].at(p.start)[0] != "editor":
            out[p.doc_id] += p.n_words
    return pd.Series(out, dtype=int)


def attention(workbook) -> pd.DataFrame:
    """Say how much of its dating each text gives to each year.

    An editor's introduction dwells on years of its own, and a letter's "today" on none: neither counts.

    Returns:
        One row a text and year. Columns: doc_id, year, weight (dates, an interval's spread over its years), per_1000
        (weight per 1,000 words of those that `own_length` counts), date_ids (joined by |).
    """
    weights: dict = {}
    told = placed(workbook)
    for row in told[(told.speaker_id != "editor") & ~told.reason.str.contains(FROM_LETTER)].itertuples():
        for year, share in spread(row.low, row.high).items():
            cell = weights.setdefault((row.doc_id, year), [0.0, []])
            cell[0] += share
            cell[1].append(row.date_id)
    words = own_length(workbook).clip(lower=1)
    rows = [(d, y, w, 1000 * w / words[d], "|".join(ids)) for (d, y), (w, ids) in sorted(weights.items())]
    return pd.DataFrame(rows, columns="doc_id year weight per_1000 date_ids".split())
