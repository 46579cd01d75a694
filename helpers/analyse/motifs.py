"""Testimonies with a motif in. Out: each telling, the words that show the motif, and what is told here alone."""

import json
import re

import pandas as pd

from helpers.analyse.contrast import witnesses
from helpers.annotate.corpus import WORD

COLUMNS = "motif theme group source speaker_desc key shared only_here testimony_id doc_id start end".split()


def moods(workbook) -> frozenset:
    """Return the motifs of lexicons/motifs.csv that are a mood with many contents, not a story that goes round."""
    known = workbook.seeds.lexicon("motifs", required=("theme", "label", "kind"))
    return frozenset(known.theme[known.kind == "mood"])


def tellings(workbook) -> pd.DataFrame:
    """Set the tellings of each motif of lexicons/motifs.csv side by side.

    Returns:
        One row a telling, the headline group first. Columns: motif, theme, group, source, speaker_desc, key (the words by which
        the rules knew the motif, "" where the historian gave it), shared (words that another telling has too, commonest
        first), only_here (words of no other telling of it), testimony_id, doc_id, start, end. Words are those quoted, of four
        letters or more, without those that most of the other testimonies use as well.
    """
    t, rows = witnesses(workbook), []
    spoken = {r.testimony_id: _words(workbook.texts[r.doc_id], r.quoted) for r in t.itertuples()}
    every = [set(words) for words in spoken.values()]
    known = workbook.seeds.lexicon("motifs", required=("theme", "label", "kind"))
    for theme, name in zip(known.theme, known.label, strict=True):
        own = t[[theme in themes.split("|") for themes in t.themes]] if len(t) else t
        counts = {}
        for i in own.testimony_id:
            for word in dict.fromkeys(spoken[i]):
                counts[word] = counts.get(word, 0) + 1
        # A word that the other testimonies use as often says nothing of the motif.
        usual = {w for w, n in counts.items() if sum(w in e for e in every) / max(1, len(every)) > 0.8 * n / max(1, len(own))}
        for r in own.sort_values("headline", ascending=False, kind="stable").itertuples():
            words = list(dict.fromkeys(spoken[r.testimony_id]))
            key = re.search(rf"(?:^|; ){theme}: ([^;]*)", r.reason)
            shared = sorted((w for w in words if counts[w] > 1 and w not in usual), key=lambda w: -counts[w])
            only = [w for w in words if counts[w] == 1]
            told = (r.group, r.source, r.speaker_desc, key.group(1) if key else "", ", ".join(shared), ", ".join(only))
            rows.append((name, theme, *told, r.testimony_id, r.doc_id, r.start, r.end))
    return pd.DataFrame(rows, columns=COLUMNS)


def _words(text: str, quoted: str) -> list[str]:
    words = [m.group().lower() for s, e in json.loads(quoted) for m in WORD.finditer(text, s, e)]
    return [w for w in words if len(w) > 3]
