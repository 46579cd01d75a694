"""Contrast: each statistic against scipy, a published worked example or a hand computation; figures and words on any corpus."""

import json

import numpy as np
import pytest
from scipy.stats import binomtest, chi2_contingency, fisher_exact

from helpers.analyse import baseline, contrast
from helpers.analyse.scores import cohen_kappa
from helpers.publish import charts_contrast, charts_keyness, charts_themes
from helpers.publish.figures import FOLDER
from tests.conftest import ROOT
from tests.test_figures import check_legible
from tests.test_words_corpus import _value

FIGURES = [
    charts_contrast.paired,
    charts_contrast.stances,
    charts_contrast.attributes,
    charts_contrast.textblob,
    charts_themes.theme_stances,
    charts_themes.motif_tellings,
    charts_keyness.scatter,
]


@pytest.mark.parametrize("table", [[[3, 1], [1, 3]], [[16, 2], [7, 5]], [[0, 5], [4, 4]], [[9, 1], [2, 8]]])
def test_exact_p_of_two_classes_is_fishers(table):
    assert contrast.exact_p(table) == pytest.approx(fisher_exact(table).pvalue)


def test_exact_p_of_three_classes_by_hand():
    # Margins 2, 1, 1 and 2: six ways of 1/6; the table seen (2, 0, 0) has one of the least weights, 1/6; so has (0, 1, 1).
    assert contrast.exact_p([[2, 0], [0, 1], [0, 1]]) == pytest.approx(2 / 6)


def test_cramers_v_is_what_chi_squared_gives():
    table = np.array([[10, 4], [3, 9], [5, 5]])
    assert contrast.cramers_v(table) == pytest.approx(np.sqrt(chi2_contingency(table, correction=False).statistic / table.sum()))
    assert contrast.cramers_v([[5, 0], [0, 5]]) == pytest.approx(1)


def test_holm_by_hand():
    # Holm 1979: smallest times m, next times m - 1, never falling.
    assert contrast.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_kappa_of_a_published_table_lies_in_its_interval():
    # Cohen's kappa of the table 20, 5, 10, 15: observed 0.70, expected 0.50, kappa 0.40.
    one = ["y"] * 25 + ["n"] * 25
    other = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    low, high = baseline.kappa_interval(one, other)
    assert cohen_kappa(one, other) == pytest.approx(0.4) and low < 0.4 < high


def test_the_headline_is_one_source_and_pools_nothing(workbook):
    t, paired = contrast.witnesses(workbook), contrast.paired(workbook)
    assert set(t.source[t.headline]) == {"harvard"} and "harvard" not in set(t.source[~t.headline])
    assert paired.groupby("group").n.sum().to_dict() == t.groupby("group").size().to_dict()
    ids = "|".join(paired.ids[paired.n > 0]).split("|")
    assert sorted(ids) == sorted(t.testimony_id)


def test_preference_and_shares_are_counts_of_the_table(workbook):
    first = contrast.preference(workbook).iloc[0]
    assert first["first"] + first["second"] + first["same"] == first.both
    assert first.p == pytest.approx(binomtest(int(first["first"]), int(first.cases)).pvalue)
    shares = contrast.shares(workbook)
    assert shares.groupby(["group", "target"]).n.sum().equals(shares.groupby(["group", "target"]).cases.first())


def test_not_stated_is_a_class_and_all_classes_make_the_headline(workbook):
    table = contrast.attributes(workbook).drop_duplicates(["attribute", "value_of"])
    total = contrast.witnesses(workbook).headline.sum()
    assert (table.groupby("attribute").voices.sum() == total).all()
    assert set(table.attribute[table.value_of == "not stated"]) == set(contrast.ATTRIBUTES)


@pytest.mark.parametrize("draw", FIGURES, ids=lambda f: f.__name__)
def test_figures_are_legible_in_print(workbook, draw):
    check_legible(draw(workbook).figure, 183)


ESSAY = 'A young miner said that "Lenin was a good man." A female teacher replied, "Stalin was a bandit, Lenin was not."\n'


@pytest.mark.parametrize("folder", ["gold", "one", "none"])
def test_the_notebook_runs_on_another_corpus(folder, corpus, monkeypatch, tmp_path):
    texts = {"one": ESSAY, "none": "Nobody is quoted here.\n"}
    seeds = ROOT / "tests" / "gold" / "texts" if folder == "gold" else corpus({"a.txt": texts[folder]}, genre="essay")
    monkeypatch.setenv(FOLDER, str(tmp_path / "figures"))
    book = json.loads((ROOT / "notebooks" / "03_lenin_stalin_contrast.ipynb").read_text(encoding="utf-8"))
    space = {"FOLDER": seeds}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            *lines, last = "".join(cell["source"]).replace("open_workbook()", "open_workbook(FOLDER)").splitlines()
            exec("\n".join(lines), space)
            assert "nan" not in _value(last, space).split()
