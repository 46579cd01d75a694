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
    """Compare zones and paragraph breaks with a reading of the layout, of those texts that were read.

    A block of the reader that the rules do not have, and a segment of the rules that the reader does not have,
    are each a case and a fault. A segment that ends elsewhere than the block is none of the reader's.

    Args:
        passages: the passages table.
        gold: doc_id, start, end (characters of a printed block), zone, continues (start of
            the block it goes on from, "" for none); by default tests/gold/layout.csv.

    Returns:
        One row a layer (zone; paragraph breaks). Columns: layer, value (share of the
        blocks that the rules read as the reader did), low, high (95 %), cases, texts (how many were read).
    """
    gold = read_table(Path(GOLD / "layout.csv")) if gold is None else gold
    gold = gold[gold.doc_id.isin(passages.doc_id)]
    ours = passages[passages.doc_id.isin(gold.doc_id)]
    found = {(r.doc_id, r.start, r.end): r for r in ours.itertuples()}
    firsts = {(r.doc_id, r.passage): r.start for r in ours[ours.segment == 1].itertuples()}
    zones = breaks = matched = 0
    for row in gold.itertuples():
        own = found.get((row.doc_id, int(row.start), int(row.end)))
        if own is not None:
            matched += 1
            zones += own.zone == row.zone
            breaks += firsts[(row.doc_id, own.passage)] == int(row.continues or row.start)
    cases = len(gold) + len(ours) - matched
    layers = {"zone": zones, "paragraph breaks": breaks}
    read = gold.doc_id.nunique()
    return pd.DataFrame([{"layer": name, **proportion(n, cases), "texts": read} for name, n in layers.items()])
