"""Phrases that mean one person without a name."""

import pytest

from tests.conftest import PEOPLE, annotate

# name: text, (surface, person_id) of the epithets
CASES = {
    "owned-by-name": ("They met Weiss's husband in Aue.", [("Weiss's husband", "brandt")]),
    "curly": ("They met Weiss’s husband in Aue.", [("Weiss’s husband", "brandt")]),
    "adjective": ("They met Rooke's younger sister in Aue.", [("Rooke's younger sister", "calder")]),
    "of": ("They met the husband of Weiss in Aue.", [("the husband of Weiss", "brandt")]),
    "of-and": ("They saw the mill and the young wife of Brandt.", [("the young wife of Brandt", "weiss")]),
    "owned-by-pronoun": ("Rooke was late. They met his sister in Aue.", [("his sister", "calder")]),
    "relation-unknown": ("They met Rooke's mother in Aue.", [("Rooke's mother", "unknown:rookes-mother")]),
    "beside-a-name": ("They met Rooke's sister, Ida Calder, in Aue.", [("Rooke's sister", "calder")]),
    "beside-another": ("They met Rooke's brother Brandt in Aue.", [("Rooke's brother", "brandt")]),
    "writer": ("The present writer has seen the mill.", [("The present writer", "calder")]),
    "author": ("This author has seen the mill.", [("This author", "calder")]),
    "fixed": ("They met the Falcon of Aue at the mill.", [("the Falcon of Aue", "brandt")]),
    "plural": ("They met Rooke's sisters and his brothers.", []),
    "thing": ("They met at Rooke's house and in his garden.", []),
    "job": ("The fellow printer Anna Weiss and the old seamstress came.", []),
    "predicate": ("Brandt is a hangman.", []),
    "office": ("King Brandt came to Aue. The King was tired.", [("The King", "brandt")]),
    "office-of-two": ("King Brandt met King Rooke in Aue. The King was tired.", []),
    "office-of-nobody": ("The King was tired.", []),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    texts = {name: {"text": text, "genre": "essay", "author_id": "calder"} for name, (text, _) in CASES.items()}
    names = PEOPLE["names"] + "the Falcon of Aue,brandt,epithet,\n"
    return annotate(tmp_path_factory.mktemp("epithets") / "corpus", texts, names=names)


@pytest.mark.parametrize("name", CASES)
def test_epithets(read, name):
    rows = read.mentions[(read.mentions.doc_id == name) & (read.mentions.form == "epithet")]
    assert list(zip(rows.surface, rows.person_id, strict=True)) == CASES[name][1]


def test_the_owner_of_an_epithet_is_a_mention_too(read):
    rows = read.mentions[read.mentions.doc_id == "owned-by-name"]
    assert set(zip(rows.surface, rows.form, strict=True)) >= {("Weiss's husband", "epithet"), ("Weiss", "name")}


def test_no_epithet_waits_for_its_owner(read):
    assert not read.mentions.person_id.str.startswith("of:").any()
