"""Keyness: each measure against scipy, a published worked example or a hand computation."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from helpers.analyse import keyness, networks
from helpers.workbook import open_workbook


def test_log_likelihood_is_the_g_test_of_the_two_by_two_table():
    a, b = np.array([26, 4, 70]), np.array([3, 7, 90])
    for i, g2 in enumerate(keyness.log_likelihood(a, b)):
        table = [[a[i], b[i]], [a.sum() - a[i], b.sum() - b[i]]]
        assert g2 == pytest.approx(chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic)


def test_a_word_absent_from_one_side_has_a_finite_likelihood():
    assert np.isfinite(keyness.log_likelihood(np.array([5, 10]), np.array([0, 10]))).all()


def test_log_odds_by_hand():
    # One word of two; 3 of 10 against 1 of 10, prior 1 and 1: ln(4/8) - ln(2/10), variance 1/4 + 1/2.
    delta, z = keyness.log_odds(np.array([3.0, 7.0]), np.array([1.0, 9.0]), np.array([1.0, 1.0]))
    assert delta[0] == pytest.approx(np.log(4 / 8) - np.log(2 / 10))
    assert z[0] == pytest.approx(delta[0] / np.sqrt(1 / 4 + 1 / 2))


def test_dispersion_of_the_example_of_gries():
    # Gries 2008: "a" in the five parts b a m n i b e u p, ...: sizes 9, 10, 10, 10, 11; counts 1, 2, 3, 4, 5; DP = 0.18.
    sizes, counts = np.array([9, 10, 10, 10, 11]), np.array([[1], [2], [3], [4], [5]])
    assert keyness.dispersion(counts, sizes)[0] == pytest.approx(0.18, abs=0.005)


def test_a_word_of_one_voice_never_holds(workbook):
    table = keyness.keyness(workbook)
    assert not table.holds[table.voices == 1].any()
    assert (table.z.abs() >= keyness.Z)[table.holds].all()
    assert (table.ids.str.split("|").map(len) == table.voices).all()


ESSAY = """The interviews were held in the winter, and the winter was cold.

A woman said, “Lenin was a good man. Bread was cheap.” The author went on.

A man said, “Stalin was a bandit, and a bandit's friend was Lenin.” The author went on.

Роза была женщиной.
"""


@pytest.fixture
def essay(corpus):
    return open_workbook(corpus({"a.txt": ESSAY}, genre="essay"))


def test_sentences_about_are_those_that_name_a_target_without_the_names(essay):
    told = keyness.sentences_about(essay)
    assert told.target.tolist() == ["lenin", "lenin", "stalin"]
    both = "was a bandit and a bandit friend was".split()
    assert told.words.tolist() == ["was a good man".split(), both, both]
    assert [ESSAY[s:e].split()[0] for s, e in zip(told.start, told.end, strict=True)] == ["Lenin", "Stalin", "Stalin"]


def test_the_prior_sums_to_its_words_and_counts_the_language_of_the_corpus(essay):
    prior = keyness._prior(essay, ["was", "bandit", "unheard"])
    # "was" stands five times, "bandit" twice; a word that the texts do not have counts once.
    assert prior.sum() == pytest.approx(keyness.PRIOR_WORDS) and prior == pytest.approx(500 * np.array([5, 2, 1]) / 8)


def test_the_prior_of_a_russian_corpus_is_russian(corpus):
    book = open_workbook(corpus({"a.txt": "Зима была холодной, и зима была долгой. Хлеба не было совсем.\n"}))
    assert networks.main_language(book) == "ru"
    assert keyness._prior(book, ["зима", "хлеба"]) == pytest.approx(500 * np.array([2, 1]) / 3)


def test_log_odds_with_the_prior_by_hand():
    # Prior 500 on two words, 300 and 200; 3 of 10 against 1 of 10: ln(303/207) - ln(301/209), variance 1/303 + 1/301.
    delta, z = keyness.log_odds(np.array([3.0, 7.0]), np.array([1.0, 9.0]), np.array([300.0, 200.0]))
    assert delta[0] == pytest.approx(np.log(303 / 207) - np.log(301 / 209))
    assert z[0] == pytest.approx(delta[0] / np.sqrt(1 / 303 + 1 / 301)) and delta[1] == pytest.approx(-delta[0])
