"""The rules on texts they were not written for: letters, memoirs, chapters, articles and essays about other people."""

import json
from collections import Counter, defaultdict

import numpy as np
import pytest

from helpers.analyse.scores import date_scores, mention_scores, voice_scores
from helpers.annotate.seeds import read_table
from helpers.workbook import open_workbook
from tests.conftest import ROOT

TEXTS = ROOT / "tests" / "gold" / "texts"
ATTRIBUTES = ("gender", "age", "age_group", "nationality", "occupation")
# A text whose pronouns were marked has at least so many of them.
MARKED = 20


@pytest.fixture(scope="module")
def book():
    return open_workbook(TEXTS)


@pytest.fixture(scope="module")
def mentions():
    return read_table(TEXTS / "mentions.csv")


def test_named_persons(book, mentions):
    assert mention_scores(book, mentions).set_index("layer").loc["named", "f1"] >= 0.85


def test_the_right_voice(book):
    voices = voice_scores(book, read_table(TEXTS / "voices.csv"))
    assert np.average(voices.right, weights=voices.characters) >= 0.85


def test_pronouns(book, mentions):
    tp = missed = invented = right = 0
    for doc_id, gold in mentions.groupby("doc_id"):
        read = {(int(r.start), int(r.end)): r for r in gold.itertuples()}
        wanted = {s for s, r in read.items() if r.form == "pronoun" and not r.optional}
        if len(wanted) < MARKED:
            continue
        found = {(r.start, r.end): r for r in book.mentions[book.mentions.doc_id == doc_id].itertuples()}
        pronouns = {s for s, r in found.items() if r.form == "pronoun"}
        tp, missed = tp + len(wanted & pronouns), missed + len(wanted - pronouns)
        invented += len(pronouns - set(read))
        # Our ids are not the reader's: one of ours is the reader's person whom it names most often by name.
        votes = defaultdict(Counter)
        for span in set(found) & set(read) - pronouns:
            votes[found[span].person_id][read[span].person_id] += 1
        meant = {ours: counts.most_common(1)[0][0] for ours, counts in votes.items()}
        for span in wanted & pronouns:
            ours, theirs = found[span].person_id, read[span].person_id.split("|")
            nobody_known = ours.startswith("unknown:") and any(t.startswith("unknown:") for t in theirs)
            right += nobody_known or meant.get(ours, ours) in theirs or ours in theirs
    assert tp > 1000
    assert 2 * tp / (2 * tp + missed + invented) >= 0.85
    assert right / tp >= 0.70


def test_dates(book):
    scores = date_scores(book, read_table(TEXTS / "dates.csv")).set_index("doc_id").loc["all"]
    assert scores.cases > 800 and scores.value_f1 >= 0.85


def test_dates_of_texts_that_were_read_for_their_dates_alone():
    folder = TEXTS.parent / "dated"
    scores = date_scores(open_workbook(folder), read_table(folder / "dates.csv")).set_index("doc_id").loc["all"]
    assert scores.cases > 4000 and scores.value_f1 >= 0.88


def overlap(a, b) -> float:
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0])


def test_testimonies_and_their_attributes(book):
    lines = (TEXTS / "testimonies.jsonl").read_text(encoding="utf-8").splitlines()
    tp = found = wanted = 0
    right = Counter()
    gold = defaultdict(list)
    for row in map(json.loads, lines):
        gold[row["doc_id"]].append(row)
    for doc_id, rows in gold.items():
        ours = list(book.testimonies[book.testimonies.doc_id == doc_id].itertuples())
        found, wanted = found + len(ours), wanted + sum(not r["optional"] for r in rows)
        for row in rows:
            near = max(ours, key=lambda r, row=row: overlap((row["start"], row["end"]), (r.start, r.end)))
            if overlap((row["start"], row["end"]), (near.start, near.end)) < 0.6:
                continue
            found -= row["optional"]
            tp += not row["optional"]
            answers = [a.split(";")[1:] for a in row["value"].split("|")]
            for i, name in enumerate(ATTRIBUTES):
                have = str(getattr(near, name)).lower().replace("<na>", "").replace("unknown", "")
                right[name] += any(a[i].strip().lower().replace("unknown", "") == have for a in answers)
            right["all"] += 1
    assert wanted > 150 and 2 * tp / (found + wanted) >= 0.85
    assert min(right[name] / right["all"] for name in ATTRIBUTES) >= 0.85
