"""Annotations and gold made by reading in. Out: how far they agree, with intervals."""

from pathlib import Path

import pandas as pd
from scipy.stats import binomtest

from helpers import ROOT
from helpers.annotate.seeds import read_table

GOLD = ROOT / "tests" / "gold"


def proportion(successes: int, cases: int) -> dict:
    """Return a share with its 95 % interval (Wilson 1927), as value, low, high and cases.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
    """
    if not cases:
        return {"value": float("nan"), "low": float("nan"), "high": float("nan"), "cases": 0}
    interval = binomtest(int(successes), int(cases)).proportion_ci(method="wilson")
    return {
        "value": successes / cases,
        "low": float(interval.low),
        "high": float(interval.high),
        "cases": int(cases),
    }


def layout_agreement(passages: pd.DataFrame, gold: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare zones and paragraph breaks with a reading of the layout.

    Args:
        passages: the passages table.
        gold: doc_id, start (first character of a printed block), zone, continues (start of
            the block it goes on from, "" for none); by default tests/gold/layout.csv.

    Returns:
        One row a layer (zone; interrupted paragraphs). Columns: layer, value (share of the
        blocks that the rules read as the reader did), low, high (95 %), cases.
    """
    gold = read_table(Path(GOLD / "layout.csv")) if gold is None else gold
    found = {(r.doc_id, r.start): r for r in passages.itertuples()}
    firsts = {(r.doc_id, r.passage): r.start for r in passages[passages.segment == 1].itertuples()}
    zones = breaks = 0
    for row in gold.itertuples():
        ours = found.get((row.doc_id, int(row.start)))
        zones += ours is not None and ours.zone == row.zone
        expected = int(row.continues) if row.continues else int(row.start)
        breaks += ours is not None and firsts[(row.doc_id, ours.passage)] == expected
    return pd.DataFrame(
        [
            {"layer": "zone", **proportion(zones, len(gold))},
            {"layer": "paragraph breaks", **proportion(breaks, len(gold))},
        ]
    )
