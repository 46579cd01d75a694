"""The historian's decisions: carried out, found again when a text changes, and refused where they contradict."""

import csv
import io
import re
import shutil

import pytest

from helpers.annotate.corrections import COLUMNS, told
from helpers.annotate.seeds import SEEDS
from helpers.errors import WorkbookError
from helpers.publish.exports import write_tables
from helpers.workbook import open_workbook
from tests.conftest import annotate

FIRST = "Weiss mended the wheel in the spring, when the river was low.\n"
SECOND = "\nBrandt carried the timber from the town, and nobody thanked him for it.\n"
THIRD = "\nAt harvest the carters came for Weiss again, and again she mended the wheel.\n"
TEXT = FIRST + SECOND + THIRD


def decision(text=TEXT, **cells):
    """A row of corrections.csv: a decision on `exact` at its `nth` place in the text, with forty characters of context."""
    row = {"table": "mentions", "action": "change", "doc_id": "mill", "who": "I. C.", "when": "2024-05-01", "why": "read"}
    nth, exact = cells.pop("nth", 0), cells["exact"]
    start = -1
    for _ in range(nth + 1):
        start = text.find(exact, start + 1)
    if start >= 0:
        row |= {"start": start, "prefix": text[max(0, start - 40) : start], "suffix": text[start + len(exact) :][:40]}
    return {**row, **cells}


def table(*rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def decided(tmp_path):
    def read(*rows, text=TEXT):
        return annotate(tmp_path / "corpus", {"mill": {"text": text, "genre": "essay"}}, corrections=table(*rows))

    return read


def row(book, exact, nth=0):
    rows = book.mentions[(book.mentions.surface == exact) & (book.mentions.form != "pronoun")]
    return rows.iloc[nth]


def test_accept_keeps_the_row_and_says_who_decided(decided):
    book = decided(decision(action="accept", exact="Brandt"))
    assert (row(book, "Brandt").person_id, row(book, "Brandt").decided_by) == ("brandt", "hand")
    assert row(book, "Weiss").decided_by == "rule"


def test_change_sets_the_decided_fields_only(decided):
    before, after = decided(), decided(decision(exact="Brandt", values="person_id=rooke; form=pseudonym"))
    assert tuple(row(after, "Brandt")[["person_id", "form", "decided_by"]]) == ("rooke", "pseudonym", "hand")
    assert row(after, "Brandt").start == row(before, "Brandt").start
    assert len(after.mentions) == len(before.mentions)


def test_add_makes_a_row(decided):
    book = decided(decision(action="add", exact="the carters", values="person_id=unknown:carter; form=epithet"))
    new = row(book, "the carters")
    assert (TEXT[new.start : new.end], new.person_id, new.decided_by) == ("the carters", "unknown:carter", "hand")


def test_delete_takes_a_row_out(decided):
    book = decided(decision(action="delete", exact="Brandt"))
    assert "Brandt" not in set(book.mentions.surface)


def test_of_two_equal_words_the_one_in_its_context_is_meant(decided):
    book = decided(decision(exact="Weiss", nth=1, values="person_id=rooke"))
    assert [row(book, "Weiss", n).person_id for n in (0, 1)] == ["weiss", "rooke"]


def test_a_changed_voice_changes_who_utters_its_mentions(decided):
    book = decided(decision(table="voices", exact=SECOND.strip(), values="speaker_id=rooke; speaker_group=rooke"))
    assert row(book, "Brandt").speaker_id == "rooke"


def test_a_word_at_the_top_moves_every_decision(decided):
    rows = [
        decision(exact="Weiss", values="person_id=vesnina"),
        decision(exact="Weiss", nth=1, values="person_id=rooke"),
        decision(action="delete", exact="Brandt"),
    ]
    book = decided(*rows, text="Again " + TEXT)
    assert set(book.tables["corrections"].status) == {"moved"}
    assert [row(book, "Weiss", n).person_id for n in (0, 1)] == ["vesnina", "rooke"]
    assert "Brandt" not in set(book.mentions.surface)


def test_a_rewritten_paragraph_loses_its_decisions_and_no_others(decided):
    rows = [decision(exact="Brandt", values="person_id=rooke"), decision(exact="Weiss", nth=1, values="person_id=rooke")]
    text = FIRST + "\nThe beams, it is said, were brought by boat that year: Brandt paid.\n" + THIRD
    book = decided(*rows, text=text)
    report = book.tables["corrections"].set_index("exact").status
    assert (report["Brandt"], report["Weiss"]) == ("lost", "moved")
    assert row(book, "Brandt").person_id == "brandt"
    assert [row(book, "Weiss", n).person_id for n in (0, 1)] == ["weiss", "rooke"]


@pytest.mark.parametrize("action", ["accept", "change", "delete"])
def test_a_decision_that_names_no_row_is_unfit(decided, action):
    book = decided(decision(action=action, exact="the timber", values="person_id=rooke" if action == "change" else ""))
    assert list(book.tables["corrections"].status) == ["unfit"]
    assert len(book.mentions) == len(decided().mentions)


def test_a_row_cannot_be_added_twice(decided):
    book = decided(decision(action="add", exact="Brandt", values="person_id=rooke"))
    assert list(book.tables["corrections"].status) == ["unfit"]
    assert row(book, "Brandt").person_id == "brandt"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"table": "sentences"}, "table 'sentences' takes no corrections"),
        ({"action": "remove"}, "action 'remove' is unknown"),
        ({"doc_id": "mills"}, "doc_id 'mills' is not in catalog.csv"),
        ({"values": "colour=red"}, "has no column 'colour'"),
        ({"values": "rooke"}, "is not a list of field=value"),
        ({"values": ""}, "values is empty"),
        ({"values": "person_id=nobody-at-all"}, "person_id 'nobody-at-all' is not known: write an id of people.csv, unknown:…"),
        ({"values": "person_id="}, "person_id '' is not known"),
        ({"who": ""}, "exact, who and why must be filled in"),
        ({"why": ""}, "exact, who and why must be filled in"),
        ({"values": "certainty=high"}, "certainty 'high' is not accepted: write a number from 0 to 1"),
        ({"values": "certainty=7"}, "certainty '7' is not accepted"),
        ({"values": "certainty=nan"}, "certainty 'nan' is not accepted"),
        ({"values": "form=nickname"}, "form 'nickname' is not accepted: write one of name, initials"),
        ({"values": "start=5"}, "start is not for values to set"),
        ({"values": "mention_id=5"}, "mention_id is not for values to set"),
        ({"values": "form=name; form=epithet"}, "values state form twice"),
        ({"values": "speaker_id=nobody-at-all"}, "speaker_id 'nobody-at-all' is not known: write an id of people.csv"),
        ({"table": "dates", "values": "kind=war"}, "kind 'war' is not accepted: write one of event, document"),
        ({"table": "dates", "values": "relative=perhaps"}, "relative 'perhaps' is not accepted: write one of true, false"),
        ({"table": "voices", "values": "speaker_id="}, "speaker_id '' is not known"),
        ({"table": "voices", "values": "addressee_id=nobody"}, "addressee_id 'nobody' is not known"),
        ({"table": "voices", "values": "speaker_id=harvard"}, "speaker_id 'harvard' is not known"),
        ({"table": "voices", "values": "depth=-1"}, "depth '-1' is not accepted: write a number from 0 upwards"),
        ({"table": "voices", "action": "add", "values": "kind=letter"}, "a voice needs its speaker"),
        ({"table": "testimonies", "values": "gender=male"}, "gender 'male' is not accepted: write one of m, f, unknown"),
        ({"table": "testimonies", "values": "lenin=good"}, "lenin 'good' is not accepted: write one of positive, negative"),
        ({"table": "testimonies", "values": "age=old"}, "age 'old' is not accepted: write a number from 0 upwards"),
        ({"table": "testimonies", "values": "quoted=[foo"}, "quoted '[foo' is not a list of spans"),
    ],
)
def test_a_bad_decision_is_one_line_with_its_row(decided, cells, says):
    good = decision(action="accept", exact="Weiss")
    with pytest.raises(WorkbookError) as error:
        decided(good, {**decision(exact="Brandt", values="person_id=rooke"), **cells})
    assert "corrections.csv row 3" in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_two_decisions_on_one_field_contradict(decided):
    with pytest.raises(WorkbookError, match="row 3 overlaps row 2: both decide person_id of 'Brandt'"):
        decided(decision(exact="Brandt", values="person_id=rooke"), decision(exact="Brandt", values="person_id=weiss"))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ({"values": "person_id=rooke"}, {"action": "delete"}, "they change and delete"),
        ({"action": "delete"}, {"values": "person_id=rooke"}, "they delete and change"),
        ({"action": "delete"}, {"action": "delete"}, "they delete and delete"),
        ({"values": "person_id=rooke"}, {"values": "person_id=weiss", "start": 7}, "both decide person_id of"),
        ({"values": "person_id=rooke"}, {"values": "person_id=weiss", "prefix": "", "suffix": ""}, "both decide person_id of"),
    ],
)
def test_two_decisions_that_end_at_one_place_cannot_contradict(decided, first, second, says):
    with pytest.raises(WorkbookError, match=f"row 3 overlaps row 2: {says} 'Brandt': keep one of them"):
        decided(decision(exact="Brandt", **first), decision(exact="Brandt", **second))


def test_words_that_stand_twice_need_context_or_a_place(decided):
    bare = decision(exact="Weiss", values="person_id=rooke", prefix="", suffix="")
    book = decided({**bare, "start": ""})
    assert list(book.tables["corrections"].status) == ["ambiguous"]
    assert set(book.mentions.decided_by) == {"rule"}
    book = decided({**bare, "start": TEXT.rindex("Weiss") - 3})
    assert [row(book, "Weiss", n).person_id for n in (0, 1)] == ["weiss", "rooke"]


@pytest.mark.parametrize(
    ("speaker", "group"),
    [("rooke", "rooke"), ("harvard:mill.read1", "harvard"), ("unknown:carter", "unknown:carter"), ("editor", "editor")],
)
def test_a_voice_is_added_by_its_speaker_alone(decided, speaker, group):
    book = decided(decision(table="voices", action="add", exact="nobody thanked him for it", values=f"speaker_id={speaker}"))
    new = book.voices[book.voices.decided_by == "hand"].iloc[0]
    assert tuple(new[["speaker_id", "speaker_group", "kind", "depth", "cue", "addressee_id"]]) == (
        (speaker, group, "quotation", 1, "read by hand", "")
    )  # fmt: skip
    assert set(book.mentions[book.mentions.surface == "him"].speaker_id) <= {speaker}


def test_two_decisions_on_two_fields_both_hold(decided):
    book = decided(decision(exact="Brandt", values="person_id=rooke"), decision(exact="Brandt", values="form=pseudonym"))
    assert tuple(row(book, "Brandt")[["person_id", "form"]]) == ("rooke", "pseudonym")


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)"])
def test_a_cell_that_a_spreadsheet_would_run_is_written_out_inert(decided, tmp_path, formula):
    book = decided(decision(exact="Brandt", values=f"rule={formula}"))
    write_tables(book.tables, tmp_path / "out")
    with (tmp_path / "out" / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [r["rule"] for r in csv.DictReader(file)]
    assert formula not in cells
    assert any(c.endswith(formula) for c in cells)


def test_rules_alone_are_still_to_be_had(decided, tmp_path):
    from helpers.workbook import open_workbook

    decided(decision(exact="Brandt", values="person_id=rooke"))
    book = open_workbook(tmp_path / "corpus", rules_only=True)
    assert row(book, "Brandt").person_id == "brandt"


def test_every_offset_reproduces_its_surface_after_decisions(decided):
    book = decided(
        decision(action="add", exact="the carters", values="person_id=unknown:carter; form=epithet"),
        decision(action="delete", exact="Brandt"),
        text="Once more. " + TEXT,
    )
    for r in book.mentions.itertuples():
        assert book.texts[r.doc_id][r.start : r.end] == r.surface


def test_a_decided_row_gives_the_historians_ground_and_one_that_does_not_fit_is_told(decided):
    book = decided(
        decision(exact="Brandt", values="person_id=rooke", why="the harbour list names Rooke"),
        decision(exact="nowhere in it", values="person_id=rooke"),
    )
    assert tuple(row(book, "Brandt")[["rule", "certainty"]]) == ("by hand: the harbour list names Rooke", 1.0)
    lines = told(book.corrections)
    assert len(lines) == 1 and "row 3: change of 'nowhere in it'" in lines[0] and "gone from the text" in lines[0]


def test_the_row_that_the_seeds_readme_shows_is_applied(tmp_path):
    """The example must work as printed, in a copy of the seeds beside the decisions that are there."""
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    header, row = re.search(r"^    (table,action,\S+)\n    (dates,.+)$", readme, re.MULTILINE).groups()
    path = folder / "corrections.csv"
    assert path.read_text(encoding="utf-8").startswith(header)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{row}\n", encoding="utf-8")
    report = open_workbook(folder).corrections
    assert set(report.status) == {"applied"} and report.iloc[-1].exact in row
