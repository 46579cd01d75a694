"""The tables of the five texts, against what a reader finds in them."""

import pandas as pd
import pytest

from helpers.analyse.agreement import layout_agreement, proportion
from helpers.annotate.corpus import count_words, language_of
from helpers.annotate.tables import SCHEMAS, check
from helpers.workbook import open_workbook


def text_of(workbook, row) -> str:
    return workbook.texts[row.doc_id][row.start : row.end]


def test_segments_cover_every_character_that_is_not_white_space_exactly_once(workbook):
    for doc_id, text in workbook.texts.items():
        covered = [0] * len(text)
        for row in workbook.passages[workbook.passages.doc_id == doc_id].itertuples():
            for i in range(row.start, row.end):
                covered[i] += 1
        assert {n for n, c in zip(covered, text, strict=True) if not c.isspace()} == {1}


def test_layout_agrees_with_a_reading_of_it(workbook):
    agreement = layout_agreement(workbook.passages).set_index("layer")
    assert agreement.loc["zone", "value"] >= 0.98 and agreement.loc["paragraph breaks", "value"] >= 0.98


def test_the_layout_score_falls_when_a_zone_is_wrong(workbook):
    wrong = workbook.passages.assign(zone="note")
    assert layout_agreement(wrong).iloc[0].value < 0.3


def test_the_layout_score_falls_with_segments_that_no_reader_saw(workbook):
    extra = workbook.passages.assign(start=workbook.passages.start + 1)
    doubled = pd.concat([workbook.passages, extra[extra.start < extra.end]])
    assert layout_agreement(doubled).iloc[0].value < 0.6


def test_the_layout_score_falls_when_a_segment_ends_elsewhere(workbook):
    assert layout_agreement(workbook.passages.assign(end=workbook.passages.end + 1)).iloc[0].value == 0


def test_the_layout_score_is_of_the_texts_that_were_read(workbook):
    some = layout_agreement(workbook.passages[workbook.passages.doc_id != "trotsky-letter"]).iloc[0]
    assert some.value == 1 and some.texts == 4
    none = layout_agreement(workbook.passages.assign(doc_id="another")).iloc[0]
    assert none.cases == 0 and none.texts == 0


def test_every_table_keeps_its_schema_and_its_offsets(workbook):
    assert set(workbook.tables) == set(SCHEMAS)
    for name, table in workbook.tables.items():
        check(name, table, workbook.texts)


def test_a_wrong_surface_or_span_is_caught(workbook):
    table = workbook.emendations.copy()
    table.loc[0, "surface"] = "something else"
    with pytest.raises(ValueError, match="is not 'something else'"):
        check("emendations", table, workbook.texts)
    with pytest.raises(ValueError, match="beyond the text's end"):
        check("passages", workbook.passages.assign(end=10**7), workbook.texts)
    with pytest.raises(ValueError, match="passages"):
        check("passages", workbook.passages.assign(zone="margin"), workbook.texts)


def test_a_page_note_is_tied_to_the_marker_above_it(workbook):
    notes = workbook.notes[(workbook.notes.doc_id == "trotsky-letter") & (workbook.notes.label == "1")]
    text = workbook.texts["trotsky-letter"]
    opening = [text[n.start : n.start + 30] for n in notes.itertuples()]
    assert [o[12:].strip()[:8] for o in opening] == ["A fuller", "See seco", "The pres", "In Trots", "In Trots"]


def test_the_scanned_chapter_has_36_note_numbers_and_no_note(workbook):
    notes = workbook.notes[workbook.notes.doc_id == "service-chapter"]
    assert list(notes.label) == [str(n) for n in range(1, 37)]
    assert set(notes.note_id) == {""} and notes.start.isna().all()


def test_a_note_of_two_paragraphs_is_one_note(workbook):
    rows = workbook.passages[workbook.passages.note_id == "lenin-letter.n7"]
    assert [text_of(workbook, r)[:9] for r in rows.itertuples()] == ["[7] Pokro", "From 1908"]


def test_russian_and_english_are_paired_paragraph_by_paragraph(workbook):
    text, first = (
        workbook.texts["trotsky-letter"],
        workbook.passages.query("doc_id == 'trotsky-letter' and segment == 1").set_index("passage").start,
    )
    pairs = [
        (text[first[a.source_passage] :][:12], text[first[a.target_passage] :][:12]) for a in workbook.alignments.itertuples()
    ]
    assert len(pairs) == 14
    assert ("17.V.27.\n\nДо", "17.V.27.\n\nDe") in pairs
    assert ("Нет, Н.К., н", "No N. K., th") in pairs


def test_a_sentence_does_not_end_at_a_note_marker_or_an_initial(workbook):
    spans = workbook.sentences[workbook.sentences.doc_id == "lenin-letter"]
    sentences = [text_of(workbook, s) for s in spans.itertuples()]
    assert any("(Potresov[6] in No." in s and s.endswith("of Dyelo).") for s in sentences)
    assert not any(s in ("Potresov, A.", "[8]", "[7]") for s in sentences)


def test_a_sentence_cut_by_a_page_end_has_two_rows_and_one_number(workbook):
    s = workbook.sentences[(workbook.sentences.doc_id == "trotsky-letter") & (workbook.sentences.passage == 6)]
    cut = s[s.duplicated("sentence", keep=False)]
    assert list(cut.segment) == [1, 2]
    assert text_of(workbook, cut.iloc[1]) == "personal reconciliation."


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("N. K. said", 3), ("well-known", 1), ("Lenin's l’Humanité", 2), ("17.V.27.", 3), ("— … —", 0)]
)
def test_words(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [("Дорогая Н.К.", "en", "ru"), ("Dear N.K.", "ru", "en"), ("17.V.27.", "ru", "ru"), ("Pravda и Правда, сказал", "en", "ru")],
)
def test_language(text, before, language):
    assert language_of(text, before) == language


def test_a_translation_at_like_length_is_paired_without_a_head(corpus):
    russian = "Мы пришли на станцию рано утром и долго ждали поезда на юг."
    english = "We came to the station early in the morning and waited long for the train."
    book = open_workbook(corpus({"a.txt": f"{russian}\n\n{russian} {russian}\n\n{english}\n\n{english} {english}\n"}))
    assert book.alignments[["source_passage", "target_passage"]].values.tolist() == [[1, 3], [2, 4]]


def test_wilson_interval_against_the_published_formula():
    found = proportion(8, 10)
    z, p, n = 1.959964, 0.8, 10
    centre, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    assert found["low"] == pytest.approx((centre - half) / (1 + z * z / n), abs=1e-6)
    assert found["high"] == pytest.approx((centre + half) / (1 + z * z / n), abs=1e-6)
    assert pd.isna(proportion(0, 0)["value"])


PROSE = "The delegates had come in the night and nobody had slept, for there was no bed. " * 3


def ties(book) -> list:
    return [(n.label, n.note_id) for n in book.notes.itertuples() if not pd.isna(n.marker_start)]


def test_flattened_markers_are_tied_to_a_plain_list(corpus):
    text = f"{PROSE}It was cold.1 {PROSE}It snowed.2\n\nNotes\n\n1. Pravda, 1924.\n\n2. Izvestia, 1924.\n"
    assert ties(open_workbook(corpus({"a.txt": text}))) == [("1", "a.n1"), ("2", "a.n2")]


def test_a_marker_is_tied_to_no_other_pages_note(corpus):
    text = f"{PROSE}One.[1] Two.[2] Five.[5]\n\n[1] First.\n\n{PROSE}Three.[1] Four.[2]\n\n[1] Third.\n\n[2] Fourth.\n"
    found = ties(open_workbook(corpus({"a.txt": text})))
    assert found == [("1", "a.n1"), ("2", ""), ("5", ""), ("1", "a.n2"), ("2", "a.n3")]


def test_a_number_in_brackets_that_has_no_note_is_no_marker(corpus):
    text = f"{PROSE}One.[1] And [12] members, * a star.\n\n[1] First.\n"
    assert ties(open_workbook(corpus({"a.txt": text}))) == [("1", "a.n1")]


def test_what_follows_a_translation_has_no_counterpart(corpus):
    russian = "Мы пришли на станцию рано утром и долго ждали поезда на юг, но он не пришёл."
    english = "We came to the station early in the morning and waited long for a train, but none came."
    text = f"Письмо\n\n{russian}\n\n{russian}\n\nTranslation\n\n{english}\n\n{english}\n\nAn appendix: {PROSE}\n"
    book = open_workbook(corpus({"a.txt": text}))
    assert book.alignments[["source_passage", "target_passage"]].values.tolist() == [[2, 5], [3, 6]]


def test_a_corpus_is_annotated_anew_when_a_file_of_it_changes_and_not_before(corpus):
    folder = corpus({"a.txt": "Anna Weiss came in May 1921."})
    first, second = open_workbook(folder), open_workbook(folder)
    second.mentions.loc[:, "surface"] = "spoilt"
    assert first.seeds is second.seeds and set(open_workbook(folder).mentions.surface) == {"Anna Weiss"}
    (folder / "a.txt").write_text("Otto Brandt came in May 1921.", encoding="utf-8")
    assert set(open_workbook(folder).mentions.surface) == {"Otto Brandt"}
