"""What a page becomes: zones, notes and interrupted paragraphs, on pages written for these tests."""

import pytest

from helpers.annotate.layout import note_markers, paragraphs
from helpers.annotate.seeds import SEEDS, read_table
from helpers.annotate.zones import read_furniture

FURNITURE = read_furniture(read_table(SEEDS / "lexicons" / "page_furniture.csv"))
PROSE = "The minister had waited in the corridor since the early morning and nobody had thought of offering him a chair. " * 3


def zones(text: str) -> list:
    return [(p.zone, text[p.start : p.segments[-1][1]][:24]) for p in paragraphs(text, FURNITURE)]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Concern for the Wounded", "heading"),
        ('"Till Noon . . ."', "heading"),
        ("12. THE YEARS IN PRISON", "heading"),
        ("Письмо Марье", "heading"),
        ("Geneva, 3 May 1848", "heading"),
        ("3.V.48.", "heading"),
        ("by Anna Weiss | May 3, 2019", "heading"),
        ("The assembly rose.", "body"),
        ("Dear Sophie,", "body"),
        ("Are you coming?", "body"),
        ('"I shall not go."', "body"),
        ("That's all, I think.", "body"),
        ("- I thought so too", "body"),
        ("top of page", "boilerplate"),
        ("© 2019 The Review", "boilerplate"),
        ("<previous | index | next>", "boilerplate"),
        ("Home  |  Texts  |  About", "boilerplate"),
        ("Written: in May 1848", "note"),
        ("Translated: A. Weiss", "note"),
        ("Transcribed: B. Klein", "boilerplate"),
        ("214", "boilerplate"),
        ("WEISS: A LIFE IN LETTERS      214", "boilerplate"),
    ],
)
def test_zone_of_a_line_above_prose(line, zone):
    text = f"{line}\n\n{PROSE}\n\n{PROSE}\n"
    assert zones(text)[0] == (zone, line[:24])


def test_notes_at_a_page_end_interrupt_a_paragraph_that_stays_one():
    first, note = PROSE + "He had come on foot from the<sup>1</sup>", "<sup>1</sup> See the diary of the porter."
    text = f"{PROSE}\n\n{first}\n\n{note}\n\nstation and was tired.\n"
    found = paragraphs(text, FURNITURE)
    assert [p.zone for p in found] == ["body", "body", "note"]
    assert [text[s:e][-9:] for s, e in found[1].segments] == ["</sup>", "as tired."] or len(found[1].segments) == 2
    assert text[slice(*found[1].segments[1])] == "station and was tired."


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("and then he spoke of the New", "Poor Law to a silent house.", True),
        ("and then he spoke to the", "assembled workers of the mill.", True),
        ("and then he walked to the mill", "Others had gone before him.", False),
        ("and then he wrote to her:", "My dear, the mill is closed.", False),
        ("and then he closed the mill.", "it never opened again.", False),
    ],
)
def test_a_paragraph_goes_on_overleaf(before, after, joined):
    text = f"{PROSE}{before}\n\n{after}\n\n{PROSE}"
    assert (len(paragraphs(text, FURNITURE)[0].segments) == 2) is joined


def test_endnotes_go_on_in_a_second_paragraph():
    text = (
        f"{PROSE}[1] He left.[2]\n\n{PROSE}\n\n[1] Weiss, A. (1800-1870), a printer.\n\n"
        "He fled in 1849.\n\n[2] The mill at Aue.\n\nnext\n"
    )
    assert [p.zone for p in paragraphs(text, FURNITURE)] == ["body", "body", "note", "note", "note", "boilerplate"]


def test_a_bracketed_year_and_a_numbered_point_are_not_notes():
    text = f"Weiss, Works, [1931], vol. 4.\n\n{PROSE}\n\n(1) First, sell the mill.\n\n[7] Nothing calls this.\n\n{PROSE}"
    assert "note" not in [p.zone for p in paragraphs(text, FURNITURE)]


def test_plain_numbers_under_a_head_are_notes():
    text = f"{PROSE}1\n\n{PROSE}2\n\nNotes\n\n1. Porter's diary.\n\n2. Mill accounts, p. 4.\n"
    found = paragraphs(text, FURNITURE)
    assert [(p.zone, p.label) for p in found[2:]] == [("heading", ""), ("note", "1"), ("note", "2")]


def test_hard_wrapped_lines_make_one_paragraph():
    lines = [
        "The minister had waited in the corridor since the early morning",
        "and nobody had thought of offering him a chair, for the porter",
    ]
    text = "\n".join([*lines, "was ill."]) + "\n\n" + "\n".join([*lines, "slept."]) + "\n"
    assert len(paragraphs(text, FURNITURE)) == 2


def test_lines_of_an_address_stay_apart():
    text = f"A. Weiss\nMill Lane\nAue\n\n{PROSE}\n"
    assert len(paragraphs(text, FURNITURE)) == 4


def test_flattened_endnote_numbers_run_on():
    text = "He won.1 She left in 1848.2 ‘Never!’3 The 4 mills (all of them.)4 It cost 5.5 pounds; he paid:5"
    found = note_markers(text, [(0, len(text))], labelled=False)
    assert [text[s:e] for s, e, _ in found] == ["1", "2", "3", "4", "5"]
    assert found[-1][1] == len(text)


@pytest.mark.parametrize("marker", ["<sup>1</sup>", "[1]", "^[1]", "[^1]", "¹"])
def test_markers_of_every_style(marker):
    text = f"He won.{marker} She left."
    assert [(text[s:e], label) for s, e, label in note_markers(text, [(0, len(text))], labelled=True)] == [(marker, "1")]


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "x", "\u200b\n\u200b", "\r\r\r", "a\x0cb", "[1] x\n[1] y", "<script>alert(1)</script>"]
)
def test_odd_texts_are_covered_exactly_once(text):
    covered = [0] * len(text)
    for p in paragraphs(text, FURNITURE):
        for s, e in p.segments:
            for i in range(s, e):
                covered[i] += 1
    assert all(n == 1 for n, c in zip(covered, text, strict=True) if not c.isspace())


def zone_of(line: str, *others: str) -> str:
    """The zone of a line between two long paragraphs, before `others`."""
    found = zones("\n\n".join([PROSE, line, *others, PROSE]) + "\n")
    return next(zone for zone, text in found if text == line[:24])


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("He died on 5 March 1853.", "body"),
        ("By Tuesday the city was quiet", "body"),
        ("By Weiss and Klein we were received", "body"),
        ("The revo-", "body"),
        ('"To whom?" asked Weiss', "body"),
        ("[laughter]", "body"),
        ("Monday, 4 March 1848", "heading"),
        ("II", "heading"),
        ("1848", "heading"),
        ("vi", "boilerplate"),
        ("- 87 -", "boilerplate"),
    ],
)
def test_zone_of_a_line_between_prose(line, zone):
    assert zone_of(line) == zone


def test_short_lines_in_a_row_are_speech_or_verse_and_not_heads():
    lines = ["Weiss spoke", "Then Klein spoke", "Nobody listened to him", "We went home", "The night was cold", "Klein wept"]
    assert {zone for zone, _ in zones("\n\n".join(lines) + "\n")} == {"body"}
    verse = "A Poem for the Mill\n\nThe snow lies on the square tonight\nAnd nobody is there to see\nThe lamps are out\n\n"
    assert [zone for zone, _ in zones(verse + PROSE)] == ["heading", "body", "body", "body", "body"]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Subscribers to the paper were few in our town, and we met them in a barn.", "body"),
        ("Return to Geneva was impossible that winter.", "body"),
        ("From: the window we could see nothing.", "body"),
        ("Published: nothing was ever published by him afterwards.", "body"),
        ("The cookie he ate on the train was his last.", "body"),
        ("Subscribe to the newsletter", "boilerplate"),
        ("Return to the index of letters.", "boilerplate"),
        ("This site uses cookies.", "boilerplate"),
        ("\ufeffTop of page", "boilerplate"),
        ("From: A. Weiss", "note"),
        ("Published: Collected Letters, Geneva 1851, and never again.", "note"),
    ],
)
def test_page_furniture_spares_prose(line, zone):
    assert zones(f"{line}\n\n{PROSE}\n\n{PROSE}\n")[0][0] == zone


def test_a_turn_of_a_transcript_that_comes_back_is_no_furniture():
    text = "\n\n".join(["Q. Where were you?", f"A. {PROSE}"] + ["INTERVIEWER: Yes.", "WEISS: No."] * 3) + "\n"
    assert {zone for zone, _ in zones(text)} == {"body"}


def test_plain_page_notes_do_not_join_the_paragraph_they_cut():
    first = f"{PROSE}The mill was sold.1 And the whole of the matter was that the"
    text = f"{first}\n\n1 A. Weiss, The Mill (Aue 1860), p. 12.\n\n2 Ibid., p. 14.\n\nminister did not meet them.2 {PROSE}\n"
    found = paragraphs(text, FURNITURE)
    assert [(p.zone, p.label, len(p.segments)) for p in found] == [("body", "", 2), ("note", "1", 1), ("note", "2", 1)]


@pytest.mark.parametrize("head", ["Notes\n\n", ""])
def test_a_plain_list_at_the_end_that_flat_markers_call_is_notes(head):
    text = f"{PROSE}It was cold.1 {PROSE}It snowed.2\n\n{PROSE}\n\n{head}1. Porter's diary.\n\n2. Mill accounts, p. 4.\n"
    assert [p.label for p in paragraphs(text, FURNITURE) if p.zone == "note"] == ["1", "2"]


@pytest.mark.parametrize("head", ["Chapter Two", "Appendix: the minutes"])
def test_notes_end_at_a_heading(head):
    text = f"{PROSE}One.[1] Two.[2]\n\nNotes\n\n[1] First.\n\n[2] Second.\n\n{head}\n\n{PROSE}\n\n12 men came. {PROSE}\n"
    assert [p.zone for p in paragraphs(text, FURNITURE)] == ["body", "heading", "note", "note", "heading", "body", "body"]


def test_a_chapter_called_notes_is_no_list_of_notes():
    assert zone_of("3 men came in the night.", PROSE) == "body"
    assert "note" not in [z for z, _ in zones(f"{PROSE}\n\nNotes\n\nI took none. {PROSE}\n\n3 men came. {PROSE}\n")]


def test_labels_in_lines_without_a_blank_between_are_notes_of_their_own():
    text = f"{PROSE}[^1] {PROSE}[^2]\n\n" + "\n".join(
        ["[^1]: See the diary of the porter, kept in the mill at Aue.", "[^2]: Ibid."]
    )
    wrapped = "The minister had waited in the corridor since the early\nmorning and nobody had thought of him."
    found = paragraphs(f"{wrapped}\n\n{text}\n", FURNITURE)
    assert [p.label for p in found if p.zone == "note"] == ["1", "2"]


def test_an_indented_first_line_begins_a_paragraph():
    lines = [
        "    The minister had waited in the corridor since the early morning",
        "and nobody had thought of him, for the porter was ill, and slept",
    ]
    assert len(paragraphs("\n".join(lines * 3) + "\n", FURNITURE)) == 3


@pytest.mark.parametrize(
    "text", ["St. John.1 was read", "the third version.2 came", "Art.3 of the statutes", "the vote of Jan.4 was"]
)
def test_a_digit_within_a_sentence_is_no_marker(text):
    before = "One.1 Two.2 Three.3 "[: 6 * (int(text[next(i for i, c in enumerate(text) if c.isdigit())]) - 1)]
    assert not [m for m in note_markers(before + text, [(0, len(before + text))], labelled=False) if m[0] > len(before)]
