"""Stance and themes, on sentences about targets of another corpus; TextBlob's scores."""

import pandas as pd
import pytest

from helpers.annotate.seeds import load_seeds
from helpers.annotate.stance import StanceReader
from helpers.annotate.tone import prepare, tone
from helpers.errors import WorkbookError
from helpers.workbook import open_workbook

TEXT = "The mayors are remembered, and those who remember them do not agree with one another.\n\n{}\n"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mayors")
    (folder / "m.txt").write_text(TEXT.format("Nothing."), encoding="utf-8")
    (folder / "catalog.csv").write_text("doc_id,file,genre\nm,m.txt,essay\n", encoding="utf-8")
    targets = "target,person_id,terms,note\nold,ebert,,\nnew,krantz,the usurper,\ntram,,TRAM|Tramway Act,\n"
    (folder / "targets.csv").write_text(targets, encoding="utf-8")
    return StanceReader(load_seeds(folder))


def judged(reader, text):
    mentions = sorted(
        (at, at + len(name), person)
        for name, person in (("Ebert", "ebert"), ("Krantz", "krantz"), ("Mahler", "mahler"))
        for at in range(len(text))
        if text.startswith(name, at)
    )
    return {t: j.stance() for t, j in reader.judge(reader.prepare(text, 0, len(text), mentions)).items()}


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Ebert was honest.", "positive", "absent"),
        ("Krantz was not honest.", "absent", "negative"),
        ("Ebert wasn’t so bad.", "positive", "absent"),
        ("Ebert came in May.", "neutral", "absent"),
        ("Ebert was kind, while Krantz was a tyrant.", "positive", "negative"),
        ("Ebert was wiser than Krantz.", "positive", "negative"),
        ("Krantz was not as wise as Ebert.", "positive", "negative"),
        ("Ebert was not as cruel as Krantz.", "positive", "negative"),
        ("Had Ebert lived, we would have coal.", "positive", "absent"),
        ("Ebert would have built the bridge.", "positive", "absent"),
        ("Ebert and Mahler would never have signed it.", "positive", "absent"),
        ("If Krantz had not come to power, there would be bread.", "absent", "negative"),
        ("Ebert warned the council against Krantz.", "neutral", "negative"),
        ("Ebert did not want Krantz.", "neutral", "negative"),
        ("Krantz betrayed Ebert.", "positive", "negative"),
        ("Krantz killed Ebert.", "neutral", "negative"),
        ("Ebert’s friends were shot.", "neutral", "absent"),
        ("When Ebert was alive there was bread.", "positive", "absent"),
        ("After Ebert’s death everything grew worse.", "positive", "absent"),
        ("There is hunger now.", "absent", "absent"),
        ("The usurper rules the town and he is cruel.", "absent", "negative"),
    ],
)
def test_stance(reader, text, old, new):
    assert (judged(reader, text)["old"], judged(reader, text)["new"]) == (old, new)


def test_policy_by_its_terms(reader):
    assert judged(reader, "Under the Tramway Act life was better.")["tram"] == "positive"
    assert judged(reader, "The tram was late.")["tram"] == "absent"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("They took the cattle and then came the collective farm.", "collectivization"),
        ("The police arrested him.", "terror"),
        ("One must persuade people, not force them.", "persuasion"),
        ("There was no bread and no cloth.", "living_standards"),
        ("The old Bolsheviks vanished.", "purge"),
        ("He was a bandit from the hills.", "bandit"),
        ("They gave us land.", "land"),
    ],
)
def test_themes(reader, text, theme):
    assert theme in reader.themes(reader.prepare(text, 0, len(text), []))


def test_reason_gives_the_words(reader):
    found = reader.judge(reader.prepare("Krantz was a tyrant.", 0, 20, [(0, 6, "krantz")]))
    assert [w for _, w in found["new"].words] == ["tyrant"]


def test_target_without_person_or_terms(tmp_path):
    (tmp_path / "m.txt").write_text(TEXT.format("Nothing."), encoding="utf-8")
    (tmp_path / "catalog.csv").write_text("doc_id,file\nm,m.txt\n", encoding="utf-8")
    (tmp_path / "targets.csv").write_text("target,person_id,terms\nold,,\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"targets.csv row 2: a target needs"):
        StanceReader(load_seeds(tmp_path))


def test_corrections_hold(tmp_path):
    words = "A baker said, “The ovens were cold and Lenin was far.” The winter came."
    (tmp_path / "m.txt").write_text(TEXT.format(words), encoding="utf-8")
    (tmp_path / "catalog.csv").write_text("doc_id,file,genre\nm,m.txt,essay\n", encoding="utf-8")
    header = "table,action,doc_id,exact,prefix,suffix,start,values,who,when,why\n"
    row = "testimonies,{},m,{},,,,{},reader,2026-11-21,read\n"
    exact = "A baker said, “The ovens were cold and Lenin was far.”"
    decisions = row.format("change", f'"{exact}"', "lenin=negative; themes=living_standards; age=41")
    decisions += row.format("add", "The winter came.", "speaker_desc=nobody; lenin=neutral")
    (tmp_path / "corrections.csv").write_text(header + decisions, encoding="utf-8")
    table = open_workbook(tmp_path).testimonies
    assert list(table.lenin) == ["negative", "neutral"]
    assert list(table.decided_by) == ["hand", "hand"]
    assert table.age[0] == 41 and pd.isna(table.age[1])
    assert table.stalin[1] == "absent" and table.quoted[1] == "[]" and table.testimony_id.is_unique


def test_tone():
    polarity, subjectivity, drivers = tone("A terrible winter.")
    assert polarity == -1 and subjectivity == 1 and drivers == [("terrible", -1.0, 1.0)]
    assert tone("")[:2] == (0, 0)


@pytest.mark.parametrize(
    ("text", "names", "prepared"),
    [
        ("Grim wasn’t bad", [(0, 4)], "someone was not bad"),
        ("He can't and won't", [], "He cannot and will not"),
        ("The ships' bells", [], "The ships' bells"),
        ("the mayor’s hat", [], "the mayor’s hat"),
    ],
)
def test_prepare(text, names, prepared):
    assert prepare(text, names) == prepared
