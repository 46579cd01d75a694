"""The chronology's measures, against scipy or reckoned by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau, spearmanr

from helpers.analyse import agreement, attention, chronology
from helpers.workbook import open_workbook

STORY = """Roe came to Ravel in May 1848. In 1850 he built a mill.

He had been born in 1805. The mill burned on 3 June 1861.

He lived there until 1870.
"""


@pytest.fixture
def story(corpus):
    return open_workbook(corpus({"a.txt": STORY}, written="1900/1910"))


def test_a_day_is_a_fraction_of_its_year():
    assert chronology.decimal_year("1923-07-02") == pytest.approx(1923 + 182 / 365)
    assert chronology.decimal_year("1924-12-31") == pytest.approx(1924 + 365 / 366)
    assert chronology.decimal_year("-0043-01-01") == -43 and np.isnan(chronology.decimal_year(""))


def test_rank_correlation_is_scipys(story):
    row = chronology.telling_order(story).iloc[0]
    order, time = [1, 2, 3, 4], [1848.37, 1850.5, 1805.5, 1861.42]
    assert row.n == 4
    assert row.kendall == pytest.approx(kendalltau(order, time).statistic) == pytest.approx(1 / 3)
    assert row.spearman == pytest.approx(spearmanr(order, time).statistic)
    assert (row.back, row.ahead) == (1, 2)


def test_the_interval_of_a_perfect_order_is_at_one():
    made = agreement.rank_correlation(range(12), range(1900, 1912), [i // 2 for i in range(12)])
    assert made["kendall"] == pytest.approx(1) == made["high"] and made["low"] > 0.9
    assert agreement.rank_correlation(range(12), range(1900, 1912), [i // 2 for i in range(12)]) == made
    assert np.isnan(agreement.rank_correlation([1, 2], [1, 2], [1, 2])["kendall"])


def test_each_resample_has_the_tau_that_scipy_gives_its_dates():
    order, time, passages = np.arange(9), np.array([3, 1, 1, 4, 8, 5, 9, 2, 6]), np.array([1, 1, 2, 2, 3, 4, 4, 4, 5])
    drawn = np.random.default_rng(agreement.SEED).integers(0, 5, (agreement.RESAMPLES, 5))
    rows = [np.concatenate([np.flatnonzero(passages == p + 1) for p in chosen]) for chosen in drawn]
    wanted = [kendalltau(order[r], time[r]).statistic for r in rows if len(set(time[r])) > 1 and len(set(order[r])) > 1]
    low, high, _ = agreement.percentiles(wanted)
    made = agreement.rank_correlation(order, time, passages)
    assert (made["low"], made["high"]) == (pytest.approx(low), pytest.approx(high))


def test_turns_are_gaps_between_intervals(story):
    turned = chronology.turns(chronology.placed(story))
    assert turned.direction.tolist() == ["ahead", "back", "ahead"]
    assert turned.years.iloc[1] == pytest.approx(1850 - 1806, abs=0.01) and turned.after.iloc[1] == "1850"


@pytest.mark.parametrize(
    ("low", "high", "years"),
    [
        (1900, 1902, {1900: 0.5, 1901: 0.5}),
        (1900.75, 1901.25, {1900: 0.5, 1901: 0.5}),
        (1900.5, 1900.6, {1900: 1}),
        (float("nan"), 1870 + 1 / 365.25, {1870: 1}),
        (1919, float("nan"), {1919: 1}),
    ],
)
def test_an_intervals_weight_is_spread_over_its_years(low, high, years):
    made = attention.spread(low, high)
    assert made.keys() == years.keys() and all(made[y] == pytest.approx(w) for y, w in years.items())


def test_attention_adds_up_to_the_dates(story, workbook):
    assert attention.attention(story).weight.sum() == pytest.approx(5)
    table = attention.attention(workbook)
    told = chronology.placed(workbook)
    editors, from_letter = told.speaker_id == "editor", told.reason.str.contains(chronology.FROM_LETTER)
    assert editors.any() and from_letter.any()
    assert table.weight.sum() == pytest.approx((~editors & ~from_letter).sum())
    assert np.allclose(table.per_1000, 1000 * table.weight / table.doc_id.map(attention.own_length(workbook)))


def test_the_words_of_editors_and_translations_are_not_those_of_the_text(workbook):
    own, whole = attention.own_length(workbook), workbook.documents.set_index("doc_id").n_words
    assert (own <= whole).all() and own["trotsky-letter"] < 0.7 * whole["trotsky-letter"] and own["hopner-memoir"] > 2000
    assert own["hopner-memoir"] < whole["hopner-memoir"]


def test_distance_has_the_doubt_of_both_ends(story):
    row = chronology.distances(story).query("surface == '1850'").iloc[0]
    assert row.least == pytest.approx(1900 - 1851, abs=0.01) and row.most == pytest.approx(1911 - 1850, abs=0.01)


def test_a_letter_set_into_an_article_is_told_on_its_own_day(workbook):
    told = workbook.dates[workbook.dates.doc_id == "trotsky-letter"].told
    assert set(told) == {"1927-05-17", "1972-02/1973-04~"}


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (("1922-05-25", "1922-05-25"), ("1922-05-25", "1922-05-26"), 0),
        (("1922-05-25", "1922-05-25"), ("1922-05-28", "1922-05-30"), 3),
        (("", "1917-12-31"), ("1918-01-01", ""), 1),
        (("", "1917-12-31"), ("1916-01-01", ""), 0),
        (("1924-01-01", "1924-01-01"), ("1924-12-31", "1924-12-31"), 365),
        (("1923-01-01", "1923-01-01"), ("1923-12-31", "1923-12-31"), 364),
        (("1917-10-25", "1917-10-25"), ("1917-11-07", "1917-11-07"), 13),
        (("1870-04-22", "1870-04-22"), ("1924-01-21", "1924-01-21"), 19_631),
        (("-0001-12-31", "-0001-12-31"), ("0000-01-01", "0000-01-01"), 1),
        (("-0044-03-15", "-0044-03-15"), ("0001-01-01", "0001-01-01"), 16_363),
        (("1900-02-29", "1900-02-29"), ("1900-03-13", "1900-03-13"), 12),
    ],
)
def test_days_between_intervals(one, other, days):
    assert chronology.gap(one, other) == days == chronology.gap(other, one)


def test_the_days_between_any_two_days_are_the_calendars():
    random = np.random.default_rng(1)
    for one, other in random.integers(date(1799, 1, 1).toordinal(), date(2000, 1, 1).toordinal(), (300, 2)):
        a, b = (date.fromordinal(int(n)).isoformat() for n in (one, other))
        assert chronology.gap((a, a), (b, b)) == abs(int(other) - int(one))


def test_events_side_by_side_and_their_disagreements(workbook, corpus):
    table = chronology.told_events(workbook)
    assert (table.groupby("event_id").doc_id.nunique() > 1).all() and "lenin-death" in set(table.event_id)
    texts = {"a.txt": "The Great ball at Ravel was on 4 May 1848.", "b.txt": "The Great ball at Ravel was on 9 May 1848."}
    folder = corpus(texts)
    (folder / "events.csv").write_text("event_id,label,edtf\nball,Great ball at Ravel,1848-05-04\n", encoding="utf-8")
    apart = chronology.disagreements(open_workbook(folder))
    assert apart.days.tolist() in ([5, 5],) and set(apart.against) == {"events.csv", "b"}


def test_a_day_of_the_old_calendar_is_no_disagreement(corpus):
    texts = {
        "a.txt": "The Great ball at Petrograd was on 25 October 1917 (Old Style).",
        "b.txt": "The Great ball at Petrograd was on 7 November 1917 (New Style).",
        "c.txt": "The Great ball at Petrograd was on 27 October 1917 (Old Style).",
    }
    folder = corpus(texts)
    (folder / "events.csv").write_text("event_id,label,edtf\nball,Great ball at Petrograd,1917-11-07\n", encoding="utf-8")
    apart = chronology.disagreements(open_workbook(folder))
    assert [(r.doc_id, r.against, r.days) for r in apart.itertuples()] == [("c", "events.csv", 2), ("a", "c", 2), ("b", "c", 2)]


def test_double_dates_are_twelve_or_thirteen_days_apart(workbook):
    table = chronology.double_dates(workbook)
    assert set(table.days) <= {12, 13} and (table.old_style < table.new_style).all()


@pytest.mark.parametrize(
    ("old", "new", "days"), [("1917-10-25", "1917-11-07", 13), ("1870-04-10", "1870-04-22", 12), ("1903-12-25", "1904-01-07", 13)]
)
def test_days_between_two_readings_of_a_day(old, new, days):
    table = pd.DataFrame([(old, new, "julian"), (new, old, "gregorian")], columns="edtf converted calendar".split())
    book = type("Book", (), {"dates": table})
    assert chronology.double_dates(book).days.tolist() == [days, days]


def test_a_corpus_without_dates_gives_empty_tables(corpus):
    empty = open_workbook(corpus({"a.txt": "Nothing happened here."}))
    for make in (attention.attention, chronology.distances, chronology.double_dates, chronology.disagreements):
        assert isinstance(make(empty), pd.DataFrame) and make(empty).empty
    assert chronology.telling_order(empty).n.tolist() == [0]
