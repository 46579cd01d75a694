"""Contrast: each statistic against scipy, a published worked example or a hand computation; figures and words on any corpus."""

import json
from itertools import product
from math import comb

import numpy as np
import pytest
from scipy.stats import binomtest, chi2_contingency, fisher_exact, ncx2

from helpers.analyse import agreement, baseline, contrast
from helpers.analyse.scores import cohen_kappa
from helpers.publish import charts_contrast, charts_keyness, charts_themes, words_contrast
from helpers.publish.figures import FOLDER
from helpers.workbook import open_workbook
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


@pytest.mark.parametrize(
    "table", [[[3, 1], [1, 3]], [[16, 2], [7, 5]], [[0, 5], [4, 4]], [[9, 1], [2, 8]], [[600, 500], [500, 600]]]
)
def test_exact_p_of_two_classes_is_fishers(table):
    assert contrast.exact_p(table) == pytest.approx(fisher_exact(table).pvalue)


def test_exact_p_of_a_two_by_three_table_by_hand():
    # Margins 2, 2, 2 and 3: of 20 ways, (1, 1, 1) has 8; (2, 1, 0) and its five like 2 each. Seen (2, 1, 0): 12 of 20.
    assert contrast.exact_p([[2, 0], [1, 1], [0, 2]]) == pytest.approx(12 / 20)
    assert contrast.exact_p([[1, 1], [1, 1], [1, 1]]) == pytest.approx(1)


def test_an_exact_test_that_would_count_too_many_tables_is_chi_squared():
    table = [[60, 40], [50, 50], [40, 60], [45, 55], [55, 45]]
    assert not contrast.countable(table) and contrast.countable(table[:3])
    assert contrast.exact_p(table) == pytest.approx(chi2_contingency(table, correction=False).pvalue)
    assert np.isnan(contrast.exact_p([]))


def test_exact_p_of_three_classes_by_hand():
    # Margins 2, 1, 1 and 2: six ways of 1/6; the table seen (2, 0, 0) has one of the least weights, 1/6; so has (0, 1, 1).
    assert contrast.exact_p([[2, 0], [0, 1], [0, 1]]) == pytest.approx(2 / 6)


def test_cramers_v_is_what_chi_squared_gives():
    table = np.array([[10, 4], [3, 9], [5, 5]])
    assert contrast.cramers_v(table) == pytest.approx(np.sqrt(chi2_contingency(table, correction=False).statistic / table.sum()))
    assert contrast.cramers_v([[5, 0], [0, 5]]) == pytest.approx(1)


def test_the_interval_of_cramers_v_is_that_of_a_published_example():
    # Expected 40, 20, 20 and 60, 30, 30: χ² = 100/40 + 0 + 100/20 + 100/60 + 0 + 100/30 = 12.5.
    table = [[50, 50], [20, 30], [10, 40]]
    assert contrast.cramers_v(table) == pytest.approx(np.sqrt(12.5 / 200))
    low, high = contrast.v_interval(table)
    assert ncx2.cdf(12.5, 2, 200 * low**2) == pytest.approx(0.975)
    assert ncx2.cdf(12.5, 2, 200 * high**2) == pytest.approx(0.025)
    # Bonett, statpsych (R), ci.cramer(.05, 19.21, 2, 3, 200): 0.1601 to 0.4417.
    assert [agreement._v_end(19.21, 2, 200, level) for level in (0.975, 0.025)] == pytest.approx([0.1601, 0.4417], abs=5e-5)


def test_the_interval_of_cramers_v_holds_zero_where_nothing_depends():
    low, high = contrast.v_interval([[8, 8], [8, 8], [8, 8]])
    assert low == 0 and ncx2.cdf(2, 2, 48 * high**2) == pytest.approx(0.025)
    draws = np.random.default_rng(1).multinomial(60, [1 / 6] * 6, 200).reshape(200, 3, 2)
    assert np.mean([contrast.v_interval(d)[0] == 0 for d in draws]) >= 0.95
    assert contrast.v_interval([[5, 0], [0, 5]])[1] == 1


@pytest.mark.parametrize("table", [[], [[3, 4]], [[5, 0], [5, 0]], [[0, 0], [3, 4]], [[0, 0], [0, 0]]])
def test_an_empty_table_or_one_of_one_class_has_no_v(table):
    assert np.isnan([contrast.cramers_v(table), *contrast.v_interval(table)]).all()


def test_holm_by_hand():
    # Holm 1979: smallest times m, next times m - 1, never falling.
    assert contrast.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_kappa_of_a_published_table_lies_in_its_interval():
    # Cohen's kappa of the table 20, 5, 10, 15: observed 0.70, expected 0.50, kappa 0.40.
    one = ["y"] * 25 + ["n"] * 25
    other = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    low, high, kept = baseline.kappa_interval(one, other)
    assert cohen_kappa(one, other) == pytest.approx(0.4) and low < 0.4 < high and kept == 1000


def test_resamples_without_a_kappa_are_left_out_and_told():
    # Two voices, four resamples: twice the first has no kappa, the other three are 0.
    low, high, kept = baseline.kappa_interval(["y", "y"], ["y", "n"])
    assert (low, high) == (0, 0) and kept == pytest.approx(750, abs=45)
    assert np.isnan(baseline.kappa_interval([], [])[:2]).all() and baseline.kappa_interval(["y"], ["y"])[2] == 0


def test_the_interval_of_kappa_is_that_of_all_resamples():
    one, other = np.array(list("ynyn")), np.array(list("ynny"))
    every = [cohen_kappa(list(one[list(d)]), list(other[list(d)])) for d in product(range(4), repeat=4)]
    low, high, kept = baseline.kappa_interval(list(one), list(other))
    assert (low, high) == pytest.approx((-0.6, 1)) and (low, high) == pytest.approx(np.nanpercentile(every, (2.5, 97.5)))
    assert kept / 1000 == pytest.approx(np.mean(~np.isnan(every)), abs=0.01)


def test_the_headline_is_one_source_and_pools_nothing(workbook):
    t, paired = contrast.witnesses(workbook), contrast.paired(workbook)
    assert set(t.source[t.headline]) == {"harvard"} and "harvard" not in set(t.source[~t.headline])
    assert paired.groupby("group").n.sum().to_dict() == t.groupby("group").size().to_dict()
    ids = "|".join(paired.ids[paired.n > 0]).split("|")
    assert sorted(ids) == sorted(t.testimony_id)


def test_preference_and_shares_are_counts_of_the_table(workbook):
    first = contrast.preference(workbook).iloc[0]
    assert first["first"] + first["second"] + first["same"] == first.judged <= first.both
    assert first.p == pytest.approx(binomtest(int(first["first"]), int(first.cases)).pvalue)
    shares = contrast.shares(workbook)
    assert shares.groupby(["group", "target"]).n.sum().equals(shares.groupby(["group", "target"]).cases.first())


def test_not_stated_is_a_class_and_all_classes_make_the_headline(workbook):
    table = contrast.attributes(workbook).drop_duplicates(["attribute", "value_of"])
    total = contrast.witnesses(workbook).headline.sum()
    assert (table.groupby("attribute").voices.sum() == total).all()
    assert set(table.attribute[table.value_of == "not stated"]) == set(contrast.ATTRIBUTES)


GOOD, BAD, BANDIT = "Lenin was a good man.", "Lenin was a tyrant.", "Stalin was a bandit."


def essay(*rows):
    """An essay of one paragraph a voice, from (speaker, words, times)."""
    voices = [f"{who} said, “{words}” The author went on." for who, words, times in rows for _ in range(times)]
    return "The interviews were held in the winter.\n\n" + "\n\n".join(voices) + "\n"


def opened(corpus, *rows):
    return open_workbook(corpus({"a.txt": essay(*rows)}, genre="essay"))


def test_the_test_by_gender_is_that_of_a_published_table(corpus):
    # R, fisher.test, the criminal convictions of like-sex twins (Fisher 1962): 2 of 12 against 15 of 18.
    voices = [("A woman", GOOD, 2), ("A woman", BAD, 10), ("A man", GOOD, 15), ("A man", BAD, 3)]
    book = opened(corpus, *voices, ("A man", BANDIT, 6), ("A woman", BANDIT, 5), ("A worker", BAD, 1))
    tests = contrast.attribute_tests(book).set_index(["attribute", "target"])
    lenin, stalin = tests.loc[("gender", "lenin")], tests.loc[("gender", "stalin")]
    assert lenin.compared == "men 15 of 18, women 2 of 12" and (lenin.cases, lenin.smallest) == (30, 2)
    # The men come first here: the inverse of R's 0.04693661, 0.003325764 to 0.363182271, whose roots hold to two figures.
    assert [lenin.effect, lenin.low, lenin.high] == pytest.approx([1 / 0.04693661, 1 / 0.363182271, 1 / 0.003325764], rel=5e-3)
    assert lenin.p == pytest.approx(0.0005367, abs=5e-8) == lenin.p_holm and lenin.measure == "odds ratio"
    assert (lenin.verdict, stalin.verdict) == ("too small", "no variation") and stalin.compared == "men 6 of 6, women 5 of 5"
    assert tests.loc[("occupation", "lenin"), "verdict"] == "too small"
    said = words_contrast.attributes(book)
    assert "Of 4 comparisons 3 were too small" in said and "In 1 all voices judged alike" in said and "of the rest" not in said
    assert words_contrast.attribute_table(book).effect.tolist() == ["21.31 (2.75–301.46)", "–", "–", "–"]


@pytest.mark.parametrize(("women", "verdict"), [((15, 5), "differs"), ((10, 10), "no difference shown")])
def test_a_verdict_is_given_where_every_cell_has_five_voices(corpus, women, verdict):
    voices = [("A woman", GOOD, women[0]), ("A woman", BAD, women[1]), ("A man", GOOD, 6), ("A man", BAD, 14)]
    test = contrast.attribute_tests(opened(corpus, *voices)).iloc[0]
    assert test.verdict == verdict and test.p == pytest.approx(fisher_exact([women, (6, 14)]).pvalue)
    assert (contrast.attribute_tests(opened(corpus, *voices)).verdict == "too small").sum() == 1


def test_three_classes_are_compared_by_cramers_v(corpus):
    voices = [("A Ukrainian", GOOD, 5), ("A Ukrainian", BAD, 1), ("A Russian", GOOD, 3), ("A Russian", BAD, 3)]
    book = opened(corpus, *voices, ("A Pole", GOOD, 1), ("A Pole", BAD, 5))
    test = contrast.attribute_tests(book).set_index(["attribute", "target"]).loc[("nationality", "lenin")]
    # 9 of 18 expected everywhere: χ² = 4 · 2² / 3 = 16/3, V² = 16/3/18.
    assert test.measure == "Cramér’s V" and test.effect == pytest.approx(np.sqrt(16 / 54))
    assert (test.low, test.high) == contrast.v_interval([[5, 1], [3, 3], [1, 5]]) and test.smallest == 1
    ways = {(a, b, 9 - a - b): comb(6, a) * comb(6, b) * comb(6, 9 - a - b) for a in range(7) for b in range(7) if a + b <= 9}
    rare = sum(w for w in ways.values() if w <= comb(6, 5) * comb(6, 3) * comb(6, 1))
    assert sum(ways.values()) == 48620 and test.p == pytest.approx(rare / 48620)


def test_themes_that_one_voice_has_together(corpus):
    robbed, hunger = "Stalin was a bandit. He took our land.", "He took the cattle and then came the collective farm."
    rows = [("A worker", robbed, 2), ("A woman", BANDIT, 1), ("A man", f"Stalin took our land. {hunger}", 1)]
    table = contrast.co_occurrence(opened(corpus, *rows)).set_index(["theme", "other"])
    # Bandit and land: 2 voices have both, 4 have either. Land and collective farms: 1 both, 3 either.
    assert table.n.to_dict() == {("bandit", "land"): 2, ("collectivization", "land"): 1}
    assert table.jaccard.tolist() == pytest.approx([2 / 4, 1 / 3])
    assert table.ids.str.count(r"\|").tolist() == [1, 0]


def test_what_the_author_chose_is_counted_by_paragraph(corpus):
    table = contrast.selection(opened(corpus, ("A woman", GOOD, 1), ("A man", "Lenin was a tyrant. He took all.", 1)))
    # "A woman said, Lenin was a good man. The author went on.": 12 words, 5 quoted; of two sentences one is the author's.
    assert table.columns.tolist() == "doc_id passage words quotations quoted_words sentences own_sentences".split()
    assert table.iloc[:, 1:].to_numpy().tolist() == [[1, 7, 0, 0, 1, 1], [2, 12, 1, 5, 2, 1], [3, 14, 1, 7, 3, 1]]


def test_stance_scores_on_three_voices(corpus):
    book = opened(corpus, ("A woman", GOOD, 1), ("A man", BAD, 1), ("A worker", BANDIT, 1))
    places = [{"doc_id": r.doc_id, "start": r.start, "end": r.end} for r in book.testimonies.itertuples()]
    read = [{"lenin": "positive", "stalin": "absent"}, {"lenin": ["mixed", "neutral"], "stalin": ["absent", "negative"]}]
    elsewhere = {"doc_id": "a", "start": 0, "end": 39, "lenin": "positive"}
    gold = [{**p, **r} for p, r in zip(places, read, strict=False)] + [elsewhere, {"doc_id": "not here", "start": 0, "end": 9}]
    scores = baseline.stance_scores(book, gold).set_index("layer")
    # Two of three found; Lenin right in one of two, Stalin in both. Wilson 1927 for 1 of 2: 0.0945 to 0.9055.
    assert scores.value.to_dict() == pytest.approx({"found": 2 / 3, "lenin": 1 / 2, "stalin": 1})
    assert scores.cases.to_dict() == {"found": 3, "lenin": 2, "stalin": 2}
    assert scores.loc["lenin", ["low", "high"]].tolist() == pytest.approx([0.0945, 0.9055], abs=5e-5)


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
