"""The figures and sentences of 04_chronology: legible, tied to their passages, and drawn for any corpus."""

import pytest

from helpers.publish import charts_chronology, charts_timeline, words_chronology
from helpers.publish.evidence import QUOTE_SHARE
from helpers.publish.figures import save_figure
from helpers.publish.style import PAGE
from helpers.workbook import open_workbook
from tests.conftest import ROOT
from tests.test_figures import check_legible, words_shown

CHARTS = {
    "timeline": charts_timeline.timeline,
    "close up": lambda book: charts_timeline.timeline(book, (1920, 1925), only=True),
    "order": charts_chronology.order,
    "attention": charts_chronology.attention_by_year,
    "distance": charts_chronology.distance,
}
SAID = "counts densest looking attended disagreement far double".split()
TABLES = "kinds reasons orders side_by_side double_table".split()


@pytest.fixture(scope="module")
def others():
    return open_workbook(ROOT / "tests" / "gold" / "texts")


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_is_clipped_small_or_overlaps_another(workbook, name):
    check_legible(CHARTS[name](workbook).figure, PAGE)


@pytest.mark.parametrize("name", CHARTS)
def test_a_corpus_of_other_texts_or_without_dates_is_drawn(others, corpus, name, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_FIGURES", str(tmp_path / "figures"))
    for book in (others, open_workbook(corpus({"a.txt": "Nothing happened here."}))):
        save_figure(CHARTS[name](book), "09_test", book)


@pytest.mark.parametrize("name", SAID + TABLES)
def test_words_for_any_corpus(workbook, others, corpus, name):
    for book in (workbook, others, open_workbook(corpus({"a.txt": "Nothing happened here."}))):
        made = getattr(words_chronology, name)(book)
        # A table of texts has a row each.
        rows = max(11, len(book.texts))
        assert len(made) <= rows if name in TABLES else made.strip() and "nan" not in made


def test_every_mark_of_the_timeline_leads_to_its_passage(workbook):
    chart = charts_timeline.timeline(workbook)
    assert chart.data.id.is_unique and set(chart.data.id) == set(chart.interactive.passages)
    marks = {m[0] for trace in chart.interactive.plot.data for m in trace.customdata}
    assert marks == set(chart.data.id) <= set(workbook.dates.date_id)
    for row in workbook.documents.itertuples():
        share = words_shown(workbook, chart.interactive.passages, row.doc_id) / len(workbook.texts[row.doc_id].split())
        assert share <= int(row.quote_share or QUOTE_SHARE) / 100


def test_doubt_is_drawn_as_doubt(workbook):
    data = charts_timeline.timeline_data(workbook).set_index("edtf")
    assert set(data.loc[["../1917"]].start_drawn) == {"open"}
    assert set(data[data.index.str.endswith("~")].end_drawn) == {"faded"}
    assert not data[data.certainty.isin(["low", "middling"])].sure.any()
