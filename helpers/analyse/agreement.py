"""Annotations and gold, or tables of counts, in. Out: how far they agree or go together, with intervals and tests."""

from math import isfinite, nan, prod, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import gammaln
from scipy.stats import binomtest, chi2_contingency, kendalltau, ncx2, spearmanr

from helpers import ROOT
from helpers.annotate.seeds import read_table

GOLD = ROOT / "tests" / "gold"
RESAMPLES, SEED = 1000, 1917
MOST_TABLES = 200_000  # a count of more takes seconds


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


def percentiles(values: list) -> tuple[float, float, int]:
    """Return the middle 95 % of the resamples that have a value, and how many have one; NaN where none has."""
    kept = np.asarray(values, dtype=float)
    kept = kept[~np.isnan(kept)]
    low, high = np.percentile(kept, (2.5, 97.5)) if len(kept) else (nan, nan)
    return float(low), float(high), len(kept)


def rank_correlation(order, time, passages) -> dict:
    """Correlate the order of telling with the order of time.

    Args:
        order: positions in the text.
        time: the middles of the intervals, in years.
        passages: the paragraph of each, the unit that is resampled.

    Returns:
        n, kendall (tau-b; Kendall 1945), low, high (95 % percentile bootstrap over paragraphs, fixed seed; Efron 1979),
        spearman (Spearman 1904); NaN where fewer than three differ.
    """
    order, time, passages = (np.asarray(x) for x in (order, time, passages))
    none = float("nan")
    empty = {"n": len(order), "kendall": none, "low": none, "high": none, "spearman": none}
    if len(order) < 3 or len(set(time)) < 2 or len(set(order)) < 2:
        return empty
    low, high, _ = percentiles(_resampled_taus(order, time, passages))
    tau, rho = float(kendalltau(order, time).statistic), float(spearmanr(order, time).statistic)
    return {"n": len(order), "kendall": tau, "low": low, "high": high, "spearman": rho}


def _resampled_taus(order: np.ndarray, time: np.ndarray, passages: np.ndarray) -> list:
    """Tau-b of each resample of paragraphs; none where there are fewer than three paragraphs to draw from."""
    names, of = np.unique(passages, return_inverse=True)
    if len(names) < 3:
        return []
    one, other = (np.sign(x[:, None] - x[None, :]) for x in (order, time))
    member = np.eye(len(names))[of]
    # A pair of dates counts as often as the paragraphs of both were drawn: three sums over paragraphs give each tau.
    chosen = np.random.default_rng(SEED).integers(0, len(names), (RESAMPLES, len(names)))
    drawn = np.stack([np.bincount(c, minlength=len(names)) for c in chosen]).astype(float)
    agree, untied, untied_too = (
        ((drawn @ (member.T @ pairs @ member)) * drawn).sum(1) for pairs in (one * other, one**2, other**2)
    )
    kept = (untied > 0) & (untied_too > 0)
    return (agree[kept] / np.sqrt(untied[kept] * untied_too[kept])).tolist()


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


def countable(table: list) -> bool:
    """Tell whether `exact_p` counts the tables with the margins of this r × 2 table: at most `MOST_TABLES`."""
    x = np.asarray(table).reshape(-1, 2)
    rarer = min(x.sum(0)) if len(x) else 0
    return prod(int(min(n, rarer)) + 1 for n in x.sum(1)[:-1]) <= MOST_TABLES


def exact_p(table: list) -> float:
    """Return the exact p-value of an r × 2 table with both margins fixed (Freeman and Halton 1951); 2 × 2 is Fisher's test.

    Where the tables are not `countable`, it is the p-value of Pearson's χ². NaN for an empty table.

    Args:
        table: rows of two counts.
    """
    x = np.asarray(table).reshape(-1, 2)
    x = x[x.sum(1) > 0]
    if not len(x):
        return nan
    if not countable(x):
        return float(chi2_contingency(x, correction=False).pvalue)
    totals, seen = x.sum(1), x[:, x.sum(0).argmin()]
    drawn = seen.sum()
    heads = np.indices([min(n, drawn) + 1 for n in totals[:-1]]).reshape(len(x) - 1, -1) if len(x) > 1 else np.zeros((0, 1))
    cells = np.vstack([heads, drawn - heads.sum(0)])
    cells = cells[:, (cells[-1] >= 0) & (cells[-1] <= totals[-1])]
    weights = _log_ways(totals[:, None], cells).sum(0)
    least = weights[weights <= _log_ways(totals, seen).sum() + 1e-7]
    return min(1.0, float(np.exp(least - _log_ways(totals.sum(), drawn)).sum()))


def _log_ways(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)


def cramers_v(table: list) -> float:
    """Return Cramér's V (Cramér 1946) of a table of counts; NaN where a margin is empty or there is one class."""
    x = np.asarray(table, dtype=float)
    if x.ndim < 2 or min(x.shape) < 2 or not (x.sum(0).all() and x.sum(1).all()):
        return nan
    return sqrt(chi2_contingency(x, correction=False).statistic / x.sum() / (min(x.shape) - 1))


def v_interval(table: list) -> tuple[float, float]:
    """Return the 95 % interval of Cramér's V from the noncentral χ² distributions that the table's own χ² does not reject.

    The lower end is 0 where χ² does not reach its 97.5 % point under independence. A table that is more even than chance
    makes it has the upper end of one as even as chance: without that a balanced table would be sure that V is 0.
    NaN where V is.

    Source: M. Smithson, Confidence Intervals (2003), ch. 4.
    """
    v, x = cramers_v(table), np.asarray(table)
    if not isfinite(v):
        return nan, nan
    df, most = (x.shape[0] - 1) * (x.shape[1] - 1), float(x.sum() * (min(x.shape) - 1))
    chi2 = v**2 * most
    return _v_end(chi2, df, most, 0.975), _v_end(max(chi2, df), df, most, 0.025)


def _v_end(chi2: float, df: int, most: float, level: float) -> float:
    """The V at which `level` of the tables have a χ² below the one seen, in 0 to 1."""
    above = lambda centre: ncx2.cdf(chi2, df, centre) - level  # noqa: E731
    return 0.0 if above(0) <= 0 else 1.0 if above(most) >= 0 else sqrt(brentq(above, 0, most) / most)


def holm(values: list) -> list[float]:
    """Correct p-values for many tests (Holm 1979), in the order given."""
    order, out, worst = np.argsort(values), [0.0] * len(values), 0.0
    for rank, i in enumerate(order):
        worst = max(worst, min(1.0, values[i] * (len(values) - rank)))
        out[i] = worst
    return out
