"""Quoted sentences in. Out: the words that mark those about one person against those about another, with their dispersion."""

from bisect import bisect_left
from collections import Counter

import numpy as np
import pandas as pd

from helpers.analyse.contrast import pair, witnesses
from helpers.analyse.networks import main_language
from helpers.annotate.corpus import WORD
from helpers.annotate.tone import sentence_tones
from helpers.workbook import once

# Words of prior evidence in all; Monroe, Colaresi and Quinn scale theirs likewise, to the length of a document or so.
PRIOR_WORDS = 500
LEAST = 4  # occurrences on both sides together
Z = 1.96


def log_odds(a: np.ndarray, b: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds ratio of each word with an informative Dirichlet prior, and its z-score.

    Source: B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words", Political Analysis 16 (2008), equations 16, 19, 22.

    Args:
        a: counts of each word on one side, words along the last axis.
        b: counts on the other side.
        prior: pseudo-counts of each word, all above 0.

    Returns:
        delta (above 0: typical of a) and z = delta / its standard deviation.
    """
    alpha, one, other = prior.sum(), a + prior, b + prior
    n, m = a.sum(-1, keepdims=True) + alpha, b.sum(-1, keepdims=True) + alpha
    delta = np.log(one / (n - one)) - np.log(other / (m - other))
    return delta, delta / np.sqrt(1 / one + 1 / other)


def log_likelihood(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return G² of each word's 2 × 2 table: the word and all other words, on both sides.

    Source: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993).
    """
    n, m = a.sum(), b.sum()
    observed = np.stack([a, b, n - a, m - b]).astype(float)
    both = a + b
    expected = np.stack([both * n, both * m, (n + m - both) * n, (n + m - both) * m]) / max(1, n + m)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    return 2 * (observed * np.log(ratio)).sum(0)


def dispersion(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return DP of each word: 0 spread as the parts are large, near 1 all in one small part.

    Source: S. Th. Gries, "Dispersions and adjusted frequencies in "
        "corpora", International Journal of Corpus Linguistics 13 (2008).

    Args:
        counts: occurrences, a row a part, a column a word.
        sizes: words of each part.
    """
    observed = counts / np.maximum(1, counts.sum(0))
    return np.abs(observed - (sizes / max(1, sizes.sum()))[:, None]).sum(0) / 2


def sentences_about(workbook) -> pd.DataFrame:
    """Return the headline group's quoted sentences that speak of the two people, with their words.

    Returns:
        One row a sentence and target (a sentence about both stands twice and weighs for neither). Columns: testimony_id,
        doc_id, start, end, target, words (list, lower case, names left out).
    """
    t = witnesses(workbook)
    told = sentence_tones(t[t.headline], workbook.seeds, workbook.mentions, workbook.sentences)
    told = told[told.target.isin(pair(workbook))].reset_index(drop=True)
    named = workbook.mentions[~workbook.mentions.form.isin(("pronoun", "epithet"))]
    spans = {d: sorted(zip(g.start, g.end, strict=True)) for d, g in named.groupby("doc_id")}
    told["words"] = [_words(workbook.texts[r.doc_id], r.start, r.end, spans.get(r.doc_id, [])) for r in told.itertuples()]
    return told["testimony_id doc_id start end target words".split()]


def _words(text: str, start: int, end: int, names: list) -> list[str]:
    out = []
    for match in WORD.finditer(text, start, end):
        at = bisect_left(names, (match.end(),))
        if not (at and names[at - 1][1] > match.start()):
            word = match.group().lower().replace("’", "'")
            out.append(word.removesuffix("'s"))
    return out


@once
def keyness(workbook) -> pd.DataFrame:
    """Compare the words of sentences about the one person with those of sentences about the other.

    Returns:
        One row a word used at least `LEAST` times, most typical of the first person on top. Columns: word, the two targets'
        names (counts), delta, z, g2, dp (over testimonies), voices (testimonies that use it), weakest_z (z nearest to 0, or
        beyond it, when any one testimony is left out), rests_on (the testimony whose leaving out does that), holds (whether
        |z| stays at `Z` or more, on the same side, whichever testimony is left out), ids.
    """
    told, (first, second) = sentences_about(workbook), pair(workbook)
    columns = ["word", first, second, "delta", "z", "g2", "dp", "voices", "weakest_z", "rests_on", "holds", "ids"]
    ids = list(dict.fromkeys(told.testimony_id))
    total = Counter(w for words in told.words for w in words)
    vocabulary = sorted(total)
    if not vocabulary or told.target.nunique() < 2:
        return pd.DataFrame(columns=columns)
    place, row = {w: i for i, w in enumerate(vocabulary)}, {t: i for i, t in enumerate(ids)}
    a, b = np.zeros((len(ids), len(vocabulary))), np.zeros((len(ids), len(vocabulary)))
    for r in told.itertuples():
        for word in r.words:
            (a if r.target == first else b)[row[r.testimony_id], place[word]] += 1
    prior = _prior(workbook, vocabulary)
    one, other = a.sum(0), b.sum(0)
    delta, z = log_odds(one, other, prior)
    _, left_out = log_odds(one - a, other - b, prior)
    against = left_out * np.sign(z)
    weakest = against.argmin(0)
    dp, g2 = dispersion(a + b, (a + b).sum(1)), log_likelihood(one, other)
    rows = []
    for i, word in enumerate(vocabulary):
        if one[i] + other[i] >= LEAST:
            users = [ids[k] for k in np.flatnonzero(a[:, i] + b[:, i])]
            holds = bool(against[weakest[i], i] >= Z)
            scores = (float(delta[i]), float(z[i]), float(g2[i]), float(dp[i]), len(users), float(left_out[weakest[i], i]))
            rows.append((word, int(one[i]), int(other[i]), *scores, ids[weakest[i]], holds, "|".join(users)))
    return pd.DataFrame(rows, columns=columns).sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def _prior(workbook, vocabulary: list) -> np.ndarray:
    """Counts of the vocabulary in all texts of the corpus's main language, scaled to `PRIOR_WORDS` in sum.

    A word that none of them has counts once.
    """
    counts, p = Counter(), workbook.passages
    for row in p[p.language == main_language(workbook)].itertuples():
        found = WORD.findall(workbook.texts[row.doc_id], row.start, row.end)
        counts.update(w.lower().replace("’", "'").removesuffix("'s") for w in found)
    known = np.array([max(1, counts[w]) for w in vocabulary], dtype=float)
    return known / known.sum() * PRIOR_WORDS
