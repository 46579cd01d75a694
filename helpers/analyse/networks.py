"""Mentions and voices in. Out: who mentions whom as tables, matrices and graphs, with intervals."""

import networkx as nx
import numpy as np
import pandas as pd

from helpers.analyse.agreement import RESAMPLES as DRAWS
from helpers.analyse.agreement import SEED, proportion
from helpers.analyse.speakers import authors
from helpers.annotate.chronicle import NAMED
from helpers.annotate.corpus import WORD
from helpers.annotate.mentions import SpeakerIndex

# An epithet ("Lenin's widow") and a pronoun mention somebody without a name.
FORMS = (*NAMED, "epithet", "pronoun")
NOBODY = "no voice"
# An interval that spans the middle 95 % of the draws.
TAILS = (2.5, 97.5)


def main_language(workbook) -> str:
    """Return the language of most words of the corpus; "en" where there is none."""
    p = workbook.passages
    return p.groupby("language").n_words.sum().idxmax() if len(p) else "en"


def counted_passages(workbook) -> pd.DataFrame:
    """Return the segments in which mentions and words are counted: no page furniture, and no text twice.

    Where a text stands beside its translation, the version in the language of most of the corpus is counted:
    rates per 1,000 words of two languages cannot be compared.

    Args:
        workbook: the open workbook.

    Returns:
        Rows of the passages table.
    """
    p, pairs = workbook.passages, workbook.alignments
    main, twice = main_language(workbook), set()
    for side in ("source", "target"):
        other = pairs[pairs[f"{side}_language"] != main]
        twice |= set(zip(other.doc_id, other[f"{side}_passage"], strict=True))
    keep = pd.Series([key not in twice for key in zip(p.doc_id, p.passage, strict=True)], p.index, bool)
    return p[keep & (p.zone != "boilerplate")]


def counted_mentions(workbook, forms: tuple = FORMS) -> pd.DataFrame:
    """Return the mentions that count, each with its speaker.

    Args:
        workbook: the open workbook.
        forms: forms of mention that count; `NAMED` for names alone.

    Returns:
        Rows of the mentions table that lie in `counted_passages`, with speaker (a person_id for a named
        voice, the speaker_group for an unnamed one) and author (who speaks where voices are flattened to
        documents: who tells the text).
    """
    m, kept = workbook.mentions, counted_passages(workbook)
    places = set(zip(kept.doc_id, kept.passage, strict=True))
    here = pd.Series([key in places for key in zip(m.doc_id, m.passage, strict=True)], m.index, bool)
    table = m[here & m.form.isin(forms) & (m.zone != "boilerplate")]
    return table.assign(speaker=table.speaker_group.replace("", NOBODY), author=table.doc_id.map(authors(workbook)))


def words_spoken(workbook) -> pd.DataFrame:
    """Count the words of each speaker; a word is spoken by the innermost voice in which it begins.

    Args:
        workbook: the open workbook.

    Returns:
        One row a paragraph and speaker. Columns: doc_id, passage, speaker, words (runs of letters and digits).
    """
    counts = {}
    for doc_id, own in counted_passages(workbook).groupby("doc_id", sort=False):
        voices = SpeakerIndex(workbook.voices[workbook.voices.doc_id == doc_id])
        for row in own.itertuples():
            for word in WORD.finditer(workbook.texts[doc_id], row.start, row.end):
                key = (doc_id, row.passage, voices.at(word.start())[1] or NOBODY)
                counts[key] = counts.get(key, 0) + 1
    return pd.DataFrame([(*k, n) for k, n in counts.items()], columns=["doc_id", "passage", "speaker", "words"])


def matrix(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count mentions by speaker (rows) and person (columns), most first on both sides; equal ones by their id."""
    table = mentions.groupby(["speaker", "person_id"]).size().unstack(fill_value=0).astype(int)
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[rows, table.sum().sort_values(ascending=False, kind="stable").index]


def matrices(mentions: pd.DataFrame, by: str) -> dict:
    """Return one `matrix` a value of a column of the mentions: by "doc_id", by "form"."""
    return {value: matrix(part) for value, part in mentions.groupby(by, sort=True)}


def per_1000(counts: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Return mentions per 1,000 words spoken.

    Args:
        counts: as `matrix` returns them.
        words: as `words_spoken` returns them.
    """
    spoken = words.groupby("speaker").words.sum().reindex(counts.index)
    return 1000 * counts.div(spoken.where(spoken > 0), axis=0)


def edges(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return one row a pair: speaker, person_id, count, mention_ids (joined by |), most first."""
    groups = mentions.groupby(["speaker", "person_id"], as_index=False)
    table = groups.agg(count=("mention_id", "size"), mention_ids=("mention_id", "|".join))
    return table.sort_values(["count", "speaker", "person_id"], ascending=[False, True, True], ignore_index=True)


def graph(mentions: pd.DataFrame, words: pd.DataFrame, labels: dict) -> nx.DiGraph:
    """Return the directed graph of who names whom.

    Args:
        mentions: as `counted_mentions` returns them; all forms.
        words: as `words_spoken` returns them.
        labels: id → the name to print.

    Returns:
        Nodes: persons and speakers, with label and words (spoken). Edges from speaker to person, with
        weight (named mentions), all_forms (with epithets and pronouns) and passages (doc_id:paragraph,
        joined by |). Whom a speaker mentions without a name has an edge of weight 0.
    """
    spoken = words.groupby("speaker").words.sum()
    out = nx.DiGraph()
    for node in sorted({*mentions.speaker, *mentions.person_id, *spoken.index}):
        out.add_node(node, label=str(labels.get(node, node)), words=int(spoken.get(node, 0)))
    for (speaker, person), part in mentions.groupby(["speaker", "person_id"], sort=True):
        places = dict.fromkeys(f"{d}:{p}" for d, p in zip(part.doc_id, part.passage, strict=True))
        named = int(part.form.isin(NAMED).sum())
        out.add_edge(speaker, person, weight=named, all_forms=len(part), passages="|".join(places))
    return out


def measures(mentions: pd.DataFrame, words: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return degree and strength of every node, with intervals by resampling paragraphs within each text.

    Mentions of oneself are left out. Draws are with replacement, as many paragraphs as the text has, weights
    from `numpy.random.default_rng(seed)`. A resampled degree can only lose neighbours: its interval says how
    much of it hangs on single paragraphs, and its upper end is no more than the observed value.

    Args:
        mentions: as `counted_mentions` returns them.
        words: as `words_spoken` returns them, from the same workbook.
        draws: resampled corpora.
        seed: of the random numbers.

    Returns:
        One row a node, sorted by id. Columns: node, words (spoken); in_degree (by how many speakers), in_strength
        (mentions received), out_degree, out_strength, rate (mentions made per 1,000 words spoken; missing where
        no word is); each with _low and _high (95 %, percentile).
        Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
    """
    m = mentions[mentions.speaker != mentions.person_id]
    places = pd.MultiIndex.from_frame(pd.concat([words, mentions])[["doc_id", "passage"]].drop_duplicates()).sort_values()
    pairs = pd.MultiIndex.from_frame(m[["speaker", "person_id"]].drop_duplicates()).sort_values()
    nodes = sorted({*mentions.speaker, *mentions.person_id, *words.speaker})
    made = np.zeros((len(places), len(pairs)))
    keys = (m[["doc_id", "passage"]], places), (m[["speaker", "person_id"]], pairs)
    np.add.at(made, tuple(index.get_indexer(pd.MultiIndex.from_frame(columns)) for columns, index in keys), 1)
    spoken = np.zeros((len(places), len(nodes)))
    at = places.get_indexer(pd.MultiIndex.from_frame(words[["doc_id", "passage"]])), pd.Index(nodes).get_indexer(words.speaker)
    np.add.at(spoken, at, words.words)
    drawn = np.vstack([np.ones(len(places)), _resampled(places, draws, seed)])
    by_pair, by_node = drawn @ made, drawn @ spoken
    found = {}
    for side, level in (("in", 1), ("out", 0)):
        member = (
            (np.array(pairs.get_level_values(level))[:, None] == np.array(nodes)).astype(float).reshape(len(pairs), len(nodes))
        )
        found[f"{side}_degree"] = (by_pair > 0) @ member
        found[f"{side}_strength"] = by_pair @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        found["rate"] = np.where(by_node > 0, 1000 * found["out_strength"] / by_node, np.nan)
    out = pd.DataFrame({"node": nodes, "words": by_node[0].astype(int)})
    for name, values in found.items():
        known = values[0] if name == "rate" else values[0].astype(int)
        low, high = _interval(values[1:])
        out = out.assign(**{name: known, f"{name}_low": low, f"{name}_high": high})
    return out


def _resampled(places: pd.MultiIndex, draws: int, seed: int) -> np.ndarray:
    """How often each paragraph is drawn; every text keeps its number of paragraphs."""
    random, texts = np.random.default_rng(seed), np.array(places.get_level_values(0))
    weights = np.zeros((draws, len(places)))
    for doc_id in sorted(set(texts)):
        here = np.flatnonzero(texts == doc_id)
        weights[:, here] = random.multinomial(len(here), np.full(len(here), 1 / len(here)), size=draws)
    return weights


def _interval(values: np.ndarray) -> tuple:
    out = np.full((2, values.shape[1]), np.nan)
    known = ~np.isnan(values).all(axis=0)
    if known.any():
        out[:, known] = np.nanpercentile(values[:, known], TAILS, axis=0)
    return out[0], out[1]


def flatten(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions as a count by file has them: whatever a text holds is said by its author."""
    return mentions.assign(speaker=mentions.author)


def misattributed(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count the mentions that a count by file gives to the wrong speaker.

    Returns:
        One row a text, the highest share first, and "all" as the last. Columns: doc_id, mentions, wrong,
        value (share wrong, 0 to 1), low, high (95 %, Wilson; see `agreement.proportion`).
    """
    wrong = mentions.speaker != mentions.author
    rows = [{"doc_id": d, "wrong": int(w.sum()), **proportion(w.sum(), len(w))} for d, w in wrong.groupby(mentions.doc_id)]
    rows.sort(key=lambda r: (-r["value"], r["doc_id"]))
    rows.append({"doc_id": "all", "wrong": int(wrong.sum()), **proportion(wrong.sum(), len(wrong))})
    return pd.DataFrame(rows).rename(columns={"cases": "mentions"})[["doc_id", "mentions", "wrong", "value", "low", "high"]]


def never_named(mentions: pd.DataFrame, words: pd.DataFrame, people: list) -> pd.DataFrame:
    """List who never names whom, the most talkative speakers first.

    Args:
        mentions: as `counted_mentions` returns them, names alone.
        words: as `words_spoken` returns them.
        people: person_ids to look for.

    Returns:
        One row a pair without a mention. Columns: speaker, person_id, words (spoken), otherwise (how often
        all speakers named the person). A person's silence about himself is left out.
    """
    counts, spoken = matrix(mentions), words.groupby("speaker").words.sum().sort_values(ascending=False, kind="stable")
    full = counts.reindex(index=spoken.index, columns=people, fill_value=0)
    rows = [(s, p, int(spoken[s]), int(full[p].sum())) for s in spoken.index for p in people if s != p and not full.loc[s, p]]
    return pd.DataFrame(rows, columns=["speaker", "person_id", "words", "otherwise"])
