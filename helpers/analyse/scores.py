"""Mentions, voices, dates and gold made by reading in. Out: precision, recall, F1 and kappa of each layer, with intervals."""

from bisect import bisect_right
from collections import Counter

import numpy as np
import pandas as pd

from helpers.analyse.agreement import GOLD, RESAMPLES, SEED, percentiles, proportion
from helpers.annotate.chronicle import NAMED
from helpers.annotate.mentions import SpeakerIndex
from helpers.annotate.reading import read_groups
from helpers.annotate.seeds import read_table

LAYERS = {"named": frozenset(NAMED), "epithets": frozenset(("epithet",)), "pronouns": frozenset(("pronoun",))}
DATE_COLUMNS = "doc_id precision recall f1 value value_low value_high kind value_f1 cases".split()


def f1_interval(hits: np.ndarray, missed: np.ndarray, invented: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of F1 by resampling passages (percentile bootstrap; Efron 1979), fixed seed.

    A resample in which nothing is to be found and nothing was found has no F1 and is left out.

    Args:
        hits: found and right, by passage.
        missed: in the gold alone, by passage.
        invented: found alone, by passage.
    """
    if not hits.sum():
        return float("nan"), float("nan")
    draws = np.random.default_rng(SEED).integers(0, len(hits), (RESAMPLES, len(hits)))
    tp, fn, fp = (a[draws].sum(axis=1) for a in (hits, missed, invented))
    cases = 2 * tp + fn + fp
    return percentiles(2 * tp[cases > 0] / cases[cases > 0])[:2]


def cohen_kappa(one: list, other: list) -> float:
    """Return agreement of two labellings beyond chance (Cohen 1960); NaN where both use one label throughout, or none.

    Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960).
    """
    n = len(one)
    first, second = Counter(one), Counter(other)
    chance = sum(first[label] * second[label] for label in first)
    if chance == n**2:
        return float("nan")
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    return (observed - chance / n**2) / (1 - chance / n**2)


def required(row) -> bool:
    """Tell whether a row of the gold must be found: its cell `optional` is empty, 0 or no."""
    return str(row.optional).strip().lower() in ("", "0", "no")


def mention_scores(workbook, gold: pd.DataFrame | None = None) -> pd.DataFrame:
    """Score the mentions on the texts that were read.

    A row counts as found if span and kind of form agree to the character. Where the gold allows
    several answers, each is right; what it calls optional (see `required`) may be there or not.

    Args:
        workbook: the open workbook.
        gold: doc_id, start, end, form, person_id, speaker, optional; by default tests/gold/mentions.csv.

    Returns:
        One row a layer (named, epithets, pronouns). Columns: layer, precision, recall, f1, f1_low, f1_high (95 %),
        person, person_low, person_high, speaker (shares of the rows found with the right person and speaker), cases.
    """
    gold = read_table(GOLD / "mentions.csv") if gold is None else gold
    gold = gold[gold.doc_id.isin(workbook.documents.doc_id)].astype({"start": int, "end": int})
    ours = workbook.mentions[workbook.mentions.doc_id.isin(gold.doc_id)]
    places = workbook.passages
    units = {(r.doc_id, r.start): i for i, r in enumerate(places.itertuples())}
    return pd.DataFrame([_score(name, forms, ours, gold, units) for name, forms in LAYERS.items()])


def _score(layer: str, forms: frozenset, ours: pd.DataFrame, gold: pd.DataFrame, units: dict) -> dict:
    expected = {(g.doc_id, g.start, g.end): g for g in gold.itertuples() if forms & set(g.form.split("|"))}
    found = {(m.doc_id, m.start, m.end): m for m in ours.itertuples() if m.form in forms}
    starts = sorted(units)
    tallies = np.zeros((3, len(starts)), dtype=int)
    right = [key for key in found if key in expected]
    missed = [key for key, g in expected.items() if key not in found and required(g)]
    invented = [key for key in found if key not in expected]
    # A hit on an optional row counts for neither side.
    hits = [key for key in right if required(expected[key])]
    for row, keys in enumerate((hits, missed, invented)):
        for doc_id, start, _ in keys:
            tallies[row, max(0, _unit(starts, doc_id, start))] += 1
    tp, fn, fp = len(hits), len(missed), len(invented)
    low, high = f1_interval(*tallies)
    person = proportion(sum(_same(found[k].person_id, expected[k].person_id) for k in right), len(right))
    spoken = proportion(sum(speaker_agrees(found[k], expected[k].speaker) for k in right), len(right))
    return {
        "layer": layer,
        "precision": tp / max(1, tp + fp),
        "recall": tp / max(1, tp + fn),
        "f1": 2 * tp / max(1, 2 * tp + fn + fp),
        "f1_low": low,
        "f1_high": high,
        "person": person["value"],
        "person_low": person["low"],
        "person_high": person["high"],
        "speaker": spoken["value"],
        "cases": len(expected),
    }


def _unit(starts: list, doc_id: str, start: int) -> int:
    return bisect_right(starts, (doc_id, start)) - 1


def _same(person: str, answers: str) -> bool:
    plain = person.replace("provisional:", "")
    return plain in {a.replace("provisional:", "") for a in answers.split("|")}


def speaker_agrees(row, answers: str) -> bool:
    """Tell whether a row's speaker, or the group of an unnamed one, is among the answers of the gold."""
    return row.speaker_group in answers.split("|") or _same(row.speaker_id, answers)


def voice_scores(workbook, gold: pd.DataFrame | None = None) -> pd.DataFrame:
    """Score who speaks at each character that is not white space, on the texts that were read.

    Args:
        workbook: the open workbook.
        gold: doc_id, start, end, speaker, depth; by default tests/gold/voices.csv. Unnamed voices of any group agree.

    Returns:
        One row a text. Columns: doc_id, characters, right (share), quoted_precision, quoted_recall (of the characters
        that somebody other than the author and the editors utters; empty where nobody else does), kappa (empty where one
        voice speaks throughout).
    """
    gold = read_table(GOLD / "voices.csv") if gold is None else gold
    rows, unnamed = [], frozenset(read_groups(workbook.seeds).query("witness == '1'").speaker_group)
    for doc_id, group in gold[gold.doc_id.isin(workbook.documents.doc_id)].groupby("doc_id", sort=False):
        text = workbook.texts[doc_id]
        author = workbook.documents.set_index("doc_id").author_id[doc_id]
        read = [frozenset()] * len(text)
        for g in group.astype({"start": int, "end": int, "depth": int}).sort_values("depth").itertuples():
            read[g.start : g.end] = [frozenset(g.speaker.replace("provisional:", "").split("|"))] * (g.end - g.start)
        index = SpeakerIndex(workbook.voices[workbook.voices.doc_id == doc_id])
        ours = [index.at(i)[:2] for i in range(len(text))]
        places = [i for i, c in enumerate(text) if not c.isspace() and read[i]]
        right = [_voice_agrees(ours[i], read[i], unnamed) for i in places]
        told = {author, "editor"}
        theirs = [not (read[i] & told) for i in places]
        own = [ours[i][0] not in told for i in places]
        both = sum(r and t for r, t in zip(right, theirs, strict=True))
        labels = [_label(read[i], ours[i], ok) for i, ok in zip(places, right, strict=True)]
        rows.append(
            {
                "doc_id": doc_id,
                "characters": len(places),
                "right": sum(right) / max(1, len(places)),
                "quoted_precision": both / sum(own) if any(own) else float("nan"),
                "quoted_recall": both / sum(theirs) if any(theirs) else float("nan"),
                "kappa": cohen_kappa([a for a, _ in labels], [b for _, b in labels]),
            }
        )
    return pd.DataFrame(rows, columns="doc_id characters right quoted_precision quoted_recall kappa".split())


def _voice_agrees(ours: tuple, read: frozenset, unnamed: frozenset) -> bool:
    plain = ours[0].replace("provisional:", "")
    return plain in read or ours[1] in read or ours[1] in unnamed and bool(read & unnamed)


def _label(read: frozenset, ours: tuple, agrees: bool) -> tuple[str, str]:
    gold = min(read)
    return gold, gold if agrees else ours[1]


def date_pairs(dates: pd.DataFrame, gold: pd.DataFrame) -> tuple[list, list, list]:
    """Match dates to the gold by any overlap, the longest first, each once.

    Returns:
        (found row, gold row) pairs; gold rows missed; rows invented, among them the second part of a date that we split.
        Rows of the gold that are optional are in the pairs if found, and missed by nobody.
    """
    ours = sorted(dates.itertuples(), key=lambda r: (r.doc_id, r.start))
    links = []
    for g in gold.itertuples():
        for i, r in enumerate(ours):
            shared = min(int(g.end), r.end) - max(int(g.start), r.start)
            if r.doc_id == g.doc_id and shared > 0:
                links.append((-shared, i, g.Index))
    taken, matched, pairs = set(), set(), []
    for _, i, j in sorted(links):
        if i not in taken and j not in matched:
            taken.add(i)
            matched.add(j)
            pairs.append((ours[i], gold.loc[j]))
    missed = [g for g in gold.itertuples() if g.Index not in matched and required(g)]
    return pairs, missed, [r for i, r in enumerate(ours) if i not in taken]


def date_scores(workbook, gold: pd.DataFrame | None = None) -> pd.DataFrame:
    """Score the dates on the texts that were read: found by any overlap, then value and kind of those found.

    Args:
        workbook: the open workbook.
        gold: doc_id, start, end, edtf, kind (answers joined by |), optional; by default tests/gold/dates.csv.

    Returns:
        One row a text and one for all. Columns: doc_id, precision, recall, f1, value, value_low, value_high (95 %),
        kind, value_f1 (found with the right value), cases.
    """
    gold = read_table(GOLD / "dates.csv") if gold is None else gold
    gold = gold[gold.doc_id.isin(workbook.documents.doc_id)].reset_index(drop=True)
    pairs, missed, invented = date_pairs(workbook.dates[workbook.dates.doc_id.isin(gold.doc_id)], gold)
    names = [*dict.fromkeys(gold.doc_id), *(["all"] if len(gold) else [])]
    return pd.DataFrame([_date_row(n, pairs, missed, invented) for n in names], columns=DATE_COLUMNS)


def _answers(cell: str) -> set:
    return {a.strip() for a in cell.split("|")}


def _date_row(name: str, pairs: list, missed: list, invented: list) -> dict:
    here = [(r, g) for r, g in pairs if name in (r.doc_id, "all") and required(g)]
    fn, fp = (sum(name in (r.doc_id, "all") for r in rows) for rows in (missed, invented))
    tp, valued = len(here), sum(r.edtf in _answers(g.edtf) for r, g in here)
    value = proportion(valued, tp)
    kind = sum(r.kind in _answers(g.kind) for r, g in here) / max(1, tp)
    f1, value_f1 = (2 * n / max(1, 2 * tp + fn + fp) for n in (tp, valued))
    shares = (tp / max(1, tp + fp), tp / max(1, tp + fn), f1, value["value"], value["low"], value["high"], kind, value_f1)
    return dict(zip(DATE_COLUMNS, (name, *shares, tp + fn), strict=True))


def hand_share(workbook) -> pd.DataFrame:
    """Return how much of each correctable table a reader decided by hand: table, rows, by_hand, share."""
    rows = []
    for name, table in workbook.tables.items():
        if "decided_by" in table.columns:
            by_hand = int((table.decided_by == "hand").sum())
            rows.append({"table": name, "rows": len(table), "by_hand": by_hand, "share": by_hand / max(1, len(table))})
    return pd.DataFrame(rows)


def reader_agreement() -> pd.DataFrame:
    """Return how far the two readings of the gold agreed before their differences were settled.

    Returns:
        One row a measure: layer, doc, measure, value, cases. Both readers knew the same conventions and
        worked answers, so agreement says how clear the conventions are, not how true the answers.
    """
    table = read_table(GOLD / "readers.csv")
    return table.astype({"value": float, "cases": int})
