"""Motifs and words in. Out: the sentences and small tables about them in 03_lenin_stalin_contrast, for any corpus."""

import pandas as pd

from helpers.analyse import contrast, keyness, motifs
from helpers.publish.charts_corpus import counted, listed
from helpers.publish.words_contrast import NONE


def motif_table(workbook, theme: str, rows: int = 10) -> pd.DataFrame:
    """Return the tellings of a motif side by side, with what varies."""
    t = motifs.tellings(workbook).query("theme == @theme").head(rows)
    cut = t.assign(
        only_here=[", ".join(w.split(", ")[:8]) for w in t.only_here], shared=[", ".join(w.split(", ")[:6]) for w in t.shared]
    )
    return cut[["speaker_desc", "source", "key", "shared", "only_here"]].set_index("speaker_desc")


def motifs_said(workbook) -> str:
    """Say how often each motif is told, and by whom."""
    t = motifs.tellings(workbook)
    if t.empty:
        return NONE
    said = [f"{m} {len(g)} ({counted(g.source.nunique(), 'source')})" for m, g in t.groupby("motif", sort=False)]
    return f"Tellings of each motif: {listed(said)}. {counted(t.testimony_id.nunique(), 'voice')} told at least one."


def keyness_said(workbook) -> str:
    """Say which words mark one side, and which of them rest on one voice."""
    t = keyness.keyness(workbook)
    if t.empty:
        return "There are too few quoted sentences about both people to compare words."
    a, b = contrast.pair(workbook)
    strong, held = t[t.z.abs() >= keyness.Z], t[t.holds]
    words = [f"“{r.word}” ({getattr(r, a)} against {getattr(r, b)}, {r.voices} voices)" for r in held.itertuples()]
    lost = [f"“{w}”" for w in strong.word[~strong.holds]]
    said = (
        f"Of {len(t)} words {len(strong)} reached |z| ≥ {keyness.Z}; whichever testimony was left out, "
        f"{listed(words) or 'none'} stayed."
    )
    said += f" Without one voice {listed(lost)} would not." if lost else ""
    chance = len(t) * 0.05
    return f"{said} By chance alone about {chance:.0f} of so many words would pass: the words are a way to passages, no finding."


def keyness_table(workbook, rows: int = 10) -> pd.DataFrame:
    """Return the words that mark one side most, with counts, measures and the z that leaving one voice out would give."""
    t = keyness.keyness(workbook)
    columns = ["word", *contrast.pair(workbook), "z", "g2", "dp", "voices", "weakest_z", "holds"]
    order = t.z.astype(float).abs().sort_values(ascending=False, kind="stable").index
    return t.loc[order, columns].head(rows).set_index("word").round(2)
