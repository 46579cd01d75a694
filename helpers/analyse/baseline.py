"""Testimonies and the reading of them in. Out: TextBlob on trial, and how far stance agrees with gold, with intervals."""

import json

import numpy as np
import pandas as pd

from helpers.analyse.agreement import GOLD, RESAMPLES, SEED, percentiles, proportion
from helpers.analyse.contrast import groups, pair, targets, witnesses
from helpers.analyse.scores import cohen_kappa
from helpers.annotate.tone import sentence_tones
from helpers.workbook import once, open_workbook

SIGNS = ("positive", "neutral", "negative")
WAYS = {
    "testimony": "whole testimony, as printed",
    "testimony_prepared": "whole testimony, names masked, contractions expanded",
    "sentence": "sentences about the person, as printed",
    "sentence_prepared": "sentences about the person, names masked, contractions expanded",
}
OVERLAP = 0.6


def sign(polarity: float) -> str:
    """Return TextBlob's verdict: the sign of its polarity."""
    return "positive" if polarity > 0 else "negative" if polarity < 0 else "neutral"


@once
def verdicts(workbook) -> pd.DataFrame:
    """Set TextBlob's polarity beside the reading, for every voice and person that it speaks of.

    Returns:
        One row a voice, target and way of scoring. Columns: testimony_id, group, target, way (a key of `WAYS`), read
        (the stance of the table), polarity, scored (its sign). No sentence about the person: no row for that way.
    """
    t = witnesses(workbook)
    told = sentence_tones(t, workbook.seeds, workbook.mentions, workbook.sentences)
    means = told.groupby(["testimony_id", "target"])[["polarity", "polarity_prepared"]].mean()
    rows = []
    for target in pair(workbook):
        for r in t[t[target] != "absent"].itertuples() if len(t) else ():
            values = {"testimony": r.polarity, "testimony_prepared": r.polarity_prepared}
            if (r.testimony_id, target) in means.index:
                values |= dict(zip(("sentence", "sentence_prepared"), means.loc[(r.testimony_id, target)], strict=True))
            read = getattr(r, target)
            rows += [(r.testimony_id, r.group, target, way, read, v, sign(v)) for way, v in values.items()]
    return pd.DataFrame(rows, columns="testimony_id group target way read polarity scored".split())


def kappa_interval(one: list, other: list) -> tuple[float, float, int]:
    """Return the 95 % interval of Cohen's kappa by resampling voices (percentile bootstrap; Efron 1979), fixed seed.

    Returns:
        low, high and how many of the resamples have a kappa; the others, in which both use one label, are left out.
    """
    first, second = np.array(one), np.array(other)
    draws = np.random.default_rng(SEED).integers(0, len(first), (RESAMPLES, len(first))) if len(first) else ()
    return percentiles([cohen_kappa(list(first[d]), list(second[d])) for d in draws])


@once
def trial(workbook) -> pd.DataFrame:
    """Say how far TextBlob agrees with the reading, for the headline group.

    Returns:
        One row a target and way. Columns: target, way, voices, agree (n), value, low, high (Wilson), kappa, kappa_low,
        kappa_high (Cohen 1960, bootstrap), kappa_draws (resamples that have a kappa), mean_polarity. A voice read as mixed
        agrees with no sign.
    """
    v, rows = _headline(workbook), []
    for (target, way), own in v.groupby(["target", "way"], sort=False):
        read, scored = list(own["read"]), list(own.scored)
        agree = sum(a == b for a, b in zip(read, scored, strict=True))
        low, high, kept = kappa_interval(read, scored)
        row = {"target": target, "way": WAYS[way], "voices": len(own), "agree": agree, **proportion(agree, len(own))}
        row |= {"kappa": cohen_kappa(read, scored), "kappa_low": low, "kappa_high": high, "kappa_draws": kept}
        rows.append(row | {"mean_polarity": own.polarity.mean()})
    columns = "target way voices agree value low high kappa kappa_low kappa_high kappa_draws mean_polarity".split()
    return pd.DataFrame(rows, columns=columns)


def confusion(workbook) -> pd.DataFrame:
    """Count the headline group's voices by reading and by TextBlob's sign of the whole testimony as printed.

    Returns:
        One row a target, reading (positive, neutral, mixed, negative) and sign. Columns: target, read, scored, n, ids.
    """
    v, rows = _headline(workbook), []
    v = v[v.way == "testimony"]
    for target in pair(workbook):
        for read in ("positive", "neutral", "mixed", "negative"):
            for scored in SIGNS:
                ids = v.testimony_id[(v.target == target) & (v["read"] == read) & (v.scored == scored)]
                rows.append((target, read, scored, len(ids), "|".join(ids)))
    return pd.DataFrame(rows, columns="target read scored n ids".split())


def worst_errors(workbook, rows: int = 10) -> pd.DataFrame:
    """Return the voices of the headline group whose sentences TextBlob scored furthest from a clear reading.

    Returns:
        Columns: testimony_id, doc_id, start, end, speaker_desc, target, read, polarity (mean of its sentences about the
        target, as printed), drivers (words that TextBlob scored, with their polarity), surface (the quoted words).
    """
    v, t = _headline(workbook), witnesses(workbook)
    v = v[(v.way == "sentence") & v["read"].isin(("positive", "negative"))]
    wrong = v.assign(by=np.where(v["read"] == "positive", 1, -1) * v.polarity).query("by < 0")
    wrong = wrong.sort_values("by", kind="stable").head(rows)
    told = sentence_tones(t, workbook.seeds, workbook.mentions, workbook.sentences)
    told = told.groupby(["testimony_id", "target"]).drivers.agg(lambda d: "; ".join(x.replace("|", "; ") for x in d if x))
    out = wrong.merge(t[["testimony_id", "doc_id", "start", "end", "speaker_desc", "surface"]], on="testimony_id")
    out["drivers"] = [told.get((r.testimony_id, r.target), "") for r in out.itertuples()]
    return out["testimony_id doc_id start end speaker_desc target read polarity drivers surface".split()]


def _headline(workbook) -> pd.DataFrame:
    v, order = verdicts(workbook), groups(witnesses(workbook))
    return v[v.group == order[0]] if order else v


def stance_scores(workbook, gold: list | None = None) -> pd.DataFrame:
    """Score the testimonies, and the stance of those found, on the texts that were read.

    Args:
        workbook: the open workbook.
        gold: dicts with doc_id, start, end and a stance (or a list of answers) for each target; by default
            tests/gold/testimonies.jsonl.

    Returns:
        One row a layer (found; each target; themes). Columns: layer, value, low, high (95 %, Wilson), cases. "found" is the
        share of the reader's testimonies that the table has (overlap at least 0.6); "themes" the micro-F1 over voices and
        themes, without an interval. Empty where no text was read.
    """
    if gold is None:
        lines = (GOLD / "testimonies.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [json.loads(line) for line in lines if line.strip()]
    gold = [g for g in gold if g["doc_id"] in workbook.texts]
    if not gold or not len(workbook.testimonies):
        return pd.DataFrame(columns=["layer", "value", "low", "high", "cases"])
    table = workbook.testimonies.to_dict("records")
    matched = [(g, row) for g in gold if (row := _match(g, table)) is not None]
    rows = [{"layer": "found", **proportion(len(matched), len(gold))}]
    for target in targets(workbook):
        judged = [(g, r) for g, r in matched if target in g and target in r]
        right = sum(r[target] in (g[target] if isinstance(g[target], list) else [g[target]]) for g, r in judged)
        if judged:
            rows.append({"layer": target, **proportion(right, len(judged))})
    if any("themes" in g for g, _ in matched):
        rows.append({"layer": "themes", "value": _theme_f1(matched), "cases": sum(len(g.get("themes", [])) for g, _ in matched)})
    return pd.DataFrame(rows)


def _theme_f1(matched: list) -> float:
    hit = wrong = missed = 0
    for g, row in matched:
        wanted, ours = set(g.get("themes", [])), set(filter(None, row["themes"].split("|")))
        hit += len(ours & wanted)
        wrong += len(ours - wanted - set(g.get("themes_any", [])))
        missed += len(wanted - ours)
    return 2 * hit / (2 * hit + wrong + missed) if hit + wrong + missed else float("nan")


@once
def rules_alone(workbook) -> pd.DataFrame:
    """Return `stance_scores` of the rules without the historian's corrections, which were made from the same reading."""
    return stance_scores(open_workbook(workbook.seeds.folder, rules_only=True))


def _match(g: dict, rows: list[dict]) -> dict | None:
    """The row that shares most with the reader's testimony, if that is enough."""

    def overlap(row: dict) -> float:
        shared = min(row["end"], g["end"]) - max(row["start"], g["start"])
        return shared / (max(row["end"], g["end"]) - min(row["start"], g["start"]))

    best = max((r for r in rows if r["doc_id"] == g["doc_id"]), key=overlap, default=None)
    return best if best is not None and overlap(best) >= OVERLAP else None
