"""Scores against hand computations and published worked examples."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest

from helpers.analyse.scores import (
    cohen_kappa,
    date_pairs,
    date_scores,
    f1_interval,
    hand_share,
    mention_scores,
    reader_agreement,
    voice_scores,
)
from helpers.analyse.speakers import words_spoken
from helpers.annotate.seeds import SEEDS, read_table
from helpers.errors import WorkbookError
from helpers.publish.evidence import keyword_in_context, show
from helpers.workbook import open_workbook
from tests.conftest import ROOT, annotate

TEXTS = ROOT / "tests" / "gold" / "texts"


@pytest.fixture(scope="module")
def rules():
    return open_workbook(rules_only=True)


@pytest.fixture(scope="module")
def others():
    return open_workbook(TEXTS)


def test_kappa_of_a_two_by_two_table():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5, kappa 0.4.
    one = ["y"] * 25 + ["n"] * 25
    other = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert cohen_kappa(one, other) == pytest.approx(0.4)
    assert math.isnan(cohen_kappa(["y", "y"], ["y", "y"])) and math.isnan(cohen_kappa([], []))


def test_f1_interval_holds_the_score_and_is_the_same_twice():
    hits, missed, invented = np.array([9, 8, 10, 7]), np.array([1, 0, 2, 1]), np.array([0, 1, 1, 0])
    low, high = f1_interval(hits, missed, invented)
    assert low < 2 * 34 / (2 * 34 + 4 + 2) < high
    assert f1_interval(hits, missed, invented) == (low, high)


def test_f1_interval_is_that_of_all_resamples():
    hits, missed, invented = np.array([3, 1, 0]), np.array([0, 1, 2]), np.array([0, 1, 0])
    draws = np.array(list(product(range(3), repeat=3)))
    tp, fn, fp = (a[draws].sum(1) for a in (hits, missed, invented))
    # The ends are the third passage thrice and the first passage thrice, each one resample of 27: 3.7 %.
    ends = np.percentile(2 * tp / (2 * tp + fn + fp), (2.5, 97.5), method="inverted_cdf")
    assert f1_interval(hits, missed, invented) == tuple(ends) == (0, 1)


def test_a_resample_of_empty_passages_has_no_f1():
    # Half of the resamples of one full and one empty passage are all right; those of the empty one alone are none.
    assert f1_interval(np.array([4, 0]), np.array([0, 0]), np.array([0, 0])) == (1, 1)
    assert all(math.isnan(x) for x in f1_interval(np.array([]), np.array([]), np.array([])))


GOLD_DATES = pd.DataFrame(
    [
        ("d", 0, 20, "1910/1913", "event", ""),
        ("d", 30, 40, "1917", "event|life", "0"),
        ("d", 50, 60, "1918", "event", "no"),
        ("d", 70, 80, "1919", "event", "1"),
        ("d", 90, 99, "1920", "event", "yes"),
    ],
    columns="doc_id start end edtf kind optional".split(),
)


def dated(*rows):
    dates = pd.DataFrame(rows, columns="start end edtf kind".split()).assign(doc_id="d")
    return type("Book", (), {"dates": dates, "documents": pd.DataFrame({"doc_id": ["d"]})})


def test_a_date_split_in_three_is_found_once_and_invented_twice():
    book = dated((0, 4, "1910", "event"), (5, 14, "1910/1913", "event"), (15, 20, "1913", "event"))
    pairs, missed, invented = date_pairs(book.dates, GOLD_DATES)
    assert [(r.start, g.start) for r, g in pairs] == [(5, 0)] and [r.start for r in invented] == [0, 15]
    assert [g.start for g in missed] == [30, 50]
    scores = date_scores(book, GOLD_DATES).set_index("doc_id").loc["all"]
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_date_scores_by_hand():
    book = dated((1, 20, "1910/1913", "life"), (30, 40, "1916", "life"), (70, 80, "1919", "event"), (110, 114, "1930", "event"))
    scores = date_scores(book, GOLD_DATES).set_index("doc_id").loc["d"]
    # Two of three that must be found; one invented; 1919 may be there. One value of two right, and one kind.
    assert (scores.precision, scores.recall, scores.f1, scores.cases) == pytest.approx((2 / 3, 2 / 3, 2 / 3, 3))
    assert (scores.value, scores.kind, scores.value_f1) == pytest.approx((1 / 2, 1 / 2, 2 / (2 * 2 + 1 + 1)))
    assert (scores.value_low, scores.value_high) == pytest.approx((0.0945, 0.9055), abs=5e-5)


@pytest.mark.parametrize(("cell", "recall"), [("", 0.5), ("0", 0.5), (0, 0.5), ("no", 0.5), ("1", 1), (1, 1), ("yes", 1)])
def test_optional_means_the_same_for_mentions(cell, recall, tmp_path):
    book = annotate(tmp_path / "c", {"a": "Anna Weiss came. Then Otto Brandt left, and a stranger with him."})
    rows = [("a", 0, 10, "name", "weiss", "a", ""), ("a", 48, 56, "name", "brandt", "a", cell)]
    gold = pd.DataFrame(rows, columns="doc_id start end form person_id speaker optional".split())
    assert mention_scores(book, gold).set_index("layer").loc["named", "recall"] == recall


@pytest.mark.parametrize(("layer", "measure", "bound"), [
    ("named", "f1", 0.96), ("named", "person", 0.98), ("named", "speaker", 0.93),
    ("epithets", "f1", 0.85), ("pronouns", "f1", 0.92), ("pronouns", "person", 0.82),
])  # fmt: skip
def test_the_rules_alone_on_the_five_texts(rules, layer, measure, bound):
    assert mention_scores(rules).set_index("layer").loc[layer, measure] >= bound


@pytest.mark.parametrize(("layer", "measure", "bound"), [
    ("named", "f1", 0.98), ("named", "person", 0.98), ("named", "speaker", 0.97), ("epithets", "f1", 0.85),
    ("pronouns", "f1", 0.92), ("pronouns", "person", 0.92),
])  # fmt: skip
def test_with_the_corrections(workbook, layer, measure, bound):
    assert mention_scores(workbook).set_index("layer").loc[layer, measure] >= bound


def test_little_is_decided_by_hand_and_every_decision_holds(workbook):
    # The bound is that of the layers of voices, people and dates; of the testimonies more was decided by hand.
    shares = hand_share(workbook).set_index("table").share
    assert shares[["voices", "mentions", "dates"]].max() < 0.05
    assert set(workbook.corrections.status) == {"applied"}
    assert len(workbook.corrections) == len(read_table(SEEDS / "corrections.csv"))


def test_a_text_without_quotation_has_no_quoted_recall(corpus):
    text = "The mill stood by the river, and its wheel turned all day.\n"
    book = open_workbook(corpus({"mill.txt": text}, author_id="weiss", genre="essay"))
    gold = pd.DataFrame([("mill", "0", str(len(text)), "weiss", "0")], columns="doc_id start end speaker depth".split())
    scores = voice_scores(book, gold).iloc[0]
    assert scores.right == 1 and math.isnan(scores.quoted_precision) and math.isnan(scores.quoted_recall)


def test_a_wrong_answer_lowers_the_score(rules):
    wrong = rules.mentions.assign(person_id="nobody")
    book = type("Book", (), {"mentions": wrong, "documents": rules.documents, "passages": rules.passages})
    assert mention_scores(book).person.max() == 0


def test_words_spoken_add_up(workbook):
    spoken = words_spoken(workbook)
    assert spoken.groupby("doc_id").words.sum().to_dict() == workbook.documents.set_index("doc_id").n_words.to_dict()


def test_every_offset_of_the_other_texts_reproduces_its_surface(others):
    for row in others.mentions.itertuples():
        assert others.texts[row.doc_id][row.start : row.end] == row.surface


def test_readers_agreement_is_a_share():
    table = reader_agreement()
    assert table.value.between(0, 1).all() and {"mentions", "dates", "testimonies"} <= set(table.layer)


def test_evidence_marks_the_words_and_cites(workbook):
    rows = workbook.mentions[workbook.mentions.form == "epithet"].head(2)
    page = show(workbook, rows)._repr_html_()
    assert page.count("<mark>") == 2 and "para." in page


def test_evidence_is_inert(corpus):
    book = open_workbook(corpus({"a.txt": "The <script>alert(1)</script> of Anna Weiss was <b>bold</b>."}))
    page = show(book, book.mentions)._repr_html_()
    assert "<script>" not in page and "<b>" not in page and "&lt;" in page


def test_evidence_is_cut_to_the_rights(corpus):
    text = "word " * 200 + "Anna Weiss " + "word " * 200
    book = open_workbook(corpus({"a.txt": text}, quote_words="10"))
    shown = repr(show(book, book.mentions.head(1)))
    assert shown.count("word") <= 10 and "[…]" in shown


def test_a_pattern_that_is_none_is_one_line(workbook):
    with pytest.raises(WorkbookError, match=r"'\(Lenin' is no regular expression .*: put a backslash") as error:
        keyword_in_context(workbook, "(Lenin")
    assert "\n" not in str(error.value)


def test_keyword_in_context_aligns_and_limits(workbook):
    table = keyword_in_context(workbook, "testament", limit=5)
    assert len(table) == 5 and table.hit.str.lower().eq("testament").all() and isinstance(table, pd.DataFrame)


@pytest.mark.parametrize("chosen", [(1000, 1010), (700, 1400), (5, 1900)], ids=["short", "long", "nearly all"])
@pytest.mark.parametrize("words", ["60", "7", "1", "0"])
def test_a_passage_and_what_stands_around_it_share_one_limit(corpus, chosen, words):
    book = open_workbook(corpus({"a.txt": "alpha " * 150 + "Weiss " * 20 + "omega " * 150}, quote_words=words))
    rows = pd.DataFrame([("a", *chosen)], columns=["doc_id", "start", "end"])
    found = keyword_in_context(book, "Weiss( Weiss){3}", words=10_000)
    for before, hit, after, *_ in [*show(book, rows, words=60).items, *found[["before", "hit", "after"]].to_numpy()]:
        shown = f"{before} {hit} {after}".replace("[…]", " ").split()
        assert len(shown) <= int(words)
