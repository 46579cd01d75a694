"""Which person a pronoun means, and which pronouns mean nobody."""

import pytest

from tests.conftest import annotate

# name: text, (surface, person_id) of its pronouns
CASES = {
    "subject": ("Weiss went home. She was tired.", [("She", "weiss")]),
    "possessive": ("Weiss lost her hat.", [("her", "weiss")]),
    "gender": ("Weiss met Brandt. He was tired.", [("He", "brandt")]),
    "gender-female": ("Brandt met Weiss. She was tired.", [("She", "weiss")]),
    "reflexive": ("Brandt blamed himself.", [("himself", "brandt")]),
    "not-the-subject": ("Brandt was late. Rooke told him so.", [("him", "brandt")]),
    "chain": ("Brandt went home. He slept. He woke at six.", [("He", "brandt"), ("He", "brandt")]),
    "over-paragraphs": ("The mill stood still when Brandt came.\n\nHe mended the wheel in a day.", [("He", "brandt")]),
    "author": ("I saw the mill.", [("I", "calder")]),
    "self": ("I saw it myself and lost my hat.", [("I", "calder"), ("myself", "calder"), ("my", "calder")]),
    "quoted-first": ("Weiss said, “I saw the mill with my aunt.”", [("I", "weiss"), ("my", "weiss")]),
    "quoted-second": ("Weiss told Brandt, “You will mend the wheel.”", [("You", "brandt")]),
    "unnamed-first": ("A carter said, “I have no oats left at all.”", [("I", "unknown:speaker")]),
    "not-the-speaker": ("Rooke was late. Brandt said, “He will not mend the wheel.”", [("He", "rooke")]),
    "stranger": ("A porter came to the mill. He was tired.", [("He", "unknown:porter")]),
    "plural": ("They saw the mill; we did not, nor did its owners.", []),
    "generic": ("Whoever comes late, he gets no bread.", []),
    "nobody-yet": ("He was tired.", []),
    "inside-words": ("The sheriff’s hero heard the theme of this history.", []),
    "numeral": ("The coal mine was closed before World War I began. Albert I was king.", []),
    "russian": ("Орлов пришёл домой. Он устал.", [("Он", "orlov")]),
    "russian-female": ("Веснина пришла домой. Она устала.", [("Она", "vesnina")]),
}
LETTER = "Dear Otto Brandt,\n\nYour wheel is broken and I have no timber for you.\n\nAnna Weiss\n"


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    texts = {name: {"text": text, "genre": "essay", "author_id": "calder"} for name, (text, _) in CASES.items()}
    texts["letter"] = {"text": LETTER, "genre": "letter", "author_id": "weiss"}
    texts["stated"] = {"text": LETTER.replace("Otto Brandt", "friend"), "genre": "letter", "author_id": "weiss"}
    texts["stated"]["addressee_id"] = "rooke"
    texts["editor"] = {
        "text": LETTER.replace("timber", "timber[1]") + "\n---\n\n[1] I have not found this timber.—Ed.\n",
        "genre": "letter",
        "author_id": "weiss",
    }
    return annotate(tmp_path_factory.mktemp("pronouns") / "corpus", texts)


def pronouns(book, doc_id):
    rows = book.mentions[(book.mentions.doc_id == doc_id) & (book.mentions.form == "pronoun")]
    return list(zip(rows.surface, rows.person_id, strict=True))


@pytest.mark.parametrize("name", CASES)
def test_pronouns(read, name):
    assert pronouns(read, name) == CASES[name][1]


@pytest.mark.parametrize(("doc_id", "told"), [("letter", "brandt"), ("stated", "rooke")])
def test_a_letter_speaks_to_its_addressee(read, doc_id, told):
    assert pronouns(read, doc_id) == [("Your", told), ("I", "weiss"), ("you", told)]


def test_an_editor_who_says_i_is_nobody_known(read):
    assert pronouns(read, "editor").count(("I", "weiss")) == 1


def test_every_pronoun_says_why_and_how_sure(read):
    rows = read.mentions[read.mentions.form == "pronoun"]
    assert (rows.rule != "").all()
    assert rows.certainty.between(0.4, 1).all()
