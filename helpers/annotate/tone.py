"""Words in. Out: TextBlob's polarity and subjectivity with the words that drove them: the baseline on trial, never a finding."""

import json
import re
from bisect import bisect_left
from functools import lru_cache

import pandas as pd

from helpers.annotate.seeds import Seeds
from helpers.annotate.stance import StanceReader
from helpers.pace import left_out

# TextBlob reads "not" and not "n't"; irregular forms first.
CONTRACTIONS = (
    (r"\b([Cc])an['’]t\b", r"\1annot"),
    (r"\b([Ww])on['’]t\b", r"\1ill not"),
    (r"\b([Ss])han['’]t\b", r"\1hall not"),
    (r"n['’]t\b", " not"),
    (r"(?<=\w)['’]re\b", " are"),
    (r"(?<=\w)['’]ve\b", " have"),
    (r"(?<=\w)['’]ll\b", " will"),
    (r"(?<=\b[Ii])['’]m\b", " am"),
    (r"(?<=\b(?:he|it))['’]s\b", " is"),
    (r"(?<=\bthat)['’]s\b", " is"),
)
MASK = "someone"


@lru_cache(maxsize=1)
def _analyzer():  # noqa: ANN202 - the library's own type
    # Loaded only where there are testimonies: it takes its time. Its lexicon ships with it.
    with left_out("scipy"):
        from textblob.en.sentiments import PatternAnalyzer

    return PatternAnalyzer()


def tone(words: str) -> tuple[float, float, list]:
    """Score words with TextBlob's PatternAnalyzer (De Smedt and Daelemans 2012).

    Args:
        words: any English text.

    Returns:
        Polarity (-1 to 1), subjectivity (0 to 1), and the words that drove them as (words, polarity, subjectivity).
    """
    found = _analyzer().analyze(words, keep_assessments=True)
    return float(found.polarity), float(found.subjectivity), [(" ".join(w), p, s) for w, p, s, _ in found.assessments]


def prepare(words: str, names: list) -> str:
    """Expand contractions and mask names, so that neither "n't" nor a name misleads the scorer.

    Args:
        words: a text.
        names: (start, end) of the names in it, in order, without overlap.
    """
    out, at = [], 0
    for s, e in names:
        if s >= at:
            out += [words[at:s], MASK]
            at = e
    prepared = "".join([*out, words[at:]])
    for pattern, expanded in CONTRACTIONS:
        prepared = re.sub(pattern, expanded, prepared)
    return prepared


def read_tone(table: pd.DataFrame, seeds: Seeds, mentions: pd.DataFrame) -> pd.DataFrame:
    """Add TextBlob's scores of the quoted words to the testimonies.

    Args:
        table: testimonies with doc_id and quoted.
        seeds: the texts.
        mentions: the mentions table; names are masked, pronouns are not.

    Returns:
        The table with polarity and subjectivity (the words as they stand) and polarity_prepared and
        subjectivity_prepared (contractions expanded, names masked).
    """
    known = _names(mentions)
    scores = []
    for doc_id, quoted in zip(table.doc_id, table.quoted, strict=True):
        text, raw, prepared = seeds.texts[doc_id], [], []
        for start, end in json.loads(quoted or "[]"):
            raw.append(text[start:end])
            prepared.append(prepare(text[start:end], _inside(known.get(doc_id, []), start, end)))
        scores.append((*tone(" ".join(raw))[:2], *tone(" ".join(prepared))[:2]))
    columns = ["polarity", "subjectivity", "polarity_prepared", "subjectivity_prepared"]
    out = table.drop(columns=columns, errors="ignore").reset_index(drop=True)
    return pd.concat([out, pd.DataFrame(scores, columns=columns, dtype=float).round(4)], axis=1)


def sentence_tones(table: pd.DataFrame, seeds: Seeds, mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Score each quoted sentence that speaks of a target.

    Args:
        table: the testimonies.
        seeds: texts and targets.
        mentions: the mentions table.
        sentences: the sentences table.

    Returns:
        One row a sentence and target. Columns: testimony_id, doc_id, start, end, surface (the quoted words of the
        sentence), target, polarity, subjectivity, drivers (words with their polarity, joined by |), and the same of
        the prepared words: polarity_prepared, subjectivity_prepared, drivers_prepared.
    """
    targets, names, rows = StanceReader(seeds).targets, _names(mentions), []
    bounds = {d: sorted(zip(g.start, g.end, strict=True)) for d, g in sentences.groupby("doc_id")}
    people = {d: sorted(zip(g.start, g.person_id, strict=True)) for d, g in mentions.groupby("doc_id")}
    for row in table.itertuples(index=False):
        text = seeds.texts[row.doc_id]
        for q_start, q_end in json.loads(row.quoted or "[]"):
            for s, e in bounds.get(row.doc_id, []):
                start, end = max(s, q_start), min(e, q_end)
                if start >= end:
                    continue
                words = text[start:end]
                here = {p for at, p in people.get(row.doc_id, []) if start <= at < end}
                about = [t.name for t in targets if t.person_id in here or t.terms and t.terms.search(words)]
                if about:
                    raw, clean = tone(words), tone(prepare(words, _inside(names.get(row.doc_id, []), start, end)))
                    rows += [(row.testimony_id, row.doc_id, start, end, words, t, *_cells(raw), *_cells(clean)) for t in about]
    columns = "testimony_id doc_id start end surface target polarity subjectivity drivers".split()
    return pd.DataFrame(rows, columns=[*columns, "polarity_prepared", "subjectivity_prepared", "drivers_prepared"])


def _cells(scored: tuple) -> tuple:
    polarity, subjectivity, drivers = scored
    return round(polarity, 4), round(subjectivity, 4), "|".join(f"{w} {p:+.2f}" for w, p, _ in drivers)


def _names(mentions: pd.DataFrame) -> dict:
    named = mentions[~mentions.form.isin(["pronoun", "epithet"])]
    return {d: sorted(zip(g.start, g.end, strict=True)) for d, g in named.groupby("doc_id")}


def _inside(names: list, start: int, end: int) -> list:
    return [(s - start, e - start) for s, e in names[bisect_left(names, (start,)) :] if e <= end and s < end]
