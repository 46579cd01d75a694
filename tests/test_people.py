"""Who is named: known people in both scripts, unknown ones to be reviewed, and what only looks like a name."""

import pytest

from helpers.errors import WorkbookError
from helpers.workbook import open_workbook
from tests.conftest import PEOPLE, ROOT, annotate

NAMES = (
    PEOPLE["names"]
    + "Falcon,brandt,pseudonym,coded\nFalcon,rooke,pseudonym,coded-too\nMill Weiss,,codename_place,\nWeissites,,codename_group,\n"
)

# name: text, the (surface, person_id) of its named mentions
CASES = {
    "plain": ("They met Weiss and Brandt there.", [("Weiss", "weiss"), ("Brandt", "brandt")]),
    "full": ("They met Anna Weiss there.", [("Anna Weiss", "weiss")]),
    "initials": ("They met A. K. Weiss and O.Brandt there.", [("A. K. Weiss", "weiss"), ("O.Brandt", "brandt")]),
    # Anna Weiss is known; Lina Weiss is another of that name.
    "given": ("They met Lina Weiss there.", [("Lina Weiss", "provisional:lina-weiss")]),
    "inverted": ("Weiss, A. K., was there.", [("Weiss, A. K.", "weiss")]),
    "capitals": ("THE LIFE OF ANNA WEISS\n\nShe was a printer in the town of Aue for many years.", [("ANNA WEISS", "weiss")]),
    "possessive": ("Weiss's hat and Brandt’s coat.", [("Weiss", "weiss"), ("Brandt", "brandt")]),
    "honorific": ("Comrade Weiss met Dr Brandt.", [("Weiss", "weiss"), ("Brandt", "brandt")]),
    "completed": ("They met We[iss] and O. Bra[ndt] there.", [("We[iss]", "weiss"), ("O. Bra[ndt]", "brandt")]),
    "across-lines": ("They met Anna\nWeiss there.", [("Anna\nWeiss", "weiss")]),
    "hard-space": ("They met Anna\u00a0Weiss there.", [("Anna\u00a0Weiss", "weiss")]),
    "hyphens": ("The Weiss-Brandt quarrel went on.", [("Weiss", "weiss"), ("Brandt", "brandt")]),
    "attributive": ("The Weiss letter and the Brandt government.", [("Weiss", "weiss"), ("Brandt", "brandt")]),
    "bare-initials": ("I saw R. V. there.", [("R. V.", "vesnina")]),
    "scoped": ("none", []),
    "coded": ("Nobody knew where Falcon slept.", [("Falcon", "brandt")]),
    "coded-too": ("Nobody knew where Falcon slept.", [("Falcon", "rooke")]),
    "-ist": ("A Weissist, the Brandtites and Rookeism.", []),
    "longer": ("Weissmann's and Brandtner's are shops; brandt is fire and weiss is white.", None),
    "part": ("MacWeiss, well-Weissed, Brandts.", None),
    "thing": ("He worked at the Brandt Factory and walked down Weiss Street.", []),
    "nominative": ("Орлов и Веснина жили здесь.", [("Орлов", "orlov"), ("Веснина", "vesnina")]),
    "genitive": ("Письмо Орлова лежало у Весниной.", [("Орлова", "orlov"), ("Весниной", "vesnina")]),
    "dative": ("Я написал Орлову и Весниной.", [("Орлову", "orlov"), ("Весниной", "vesnina")]),
    "instrumental": ("Мы говорили с Орловым и с Весниной.", [("Орловым", "orlov"), ("Весниной", "vesnina")]),
    "prepositional": ("Мы говорили об Орлове.", [("Орлове", "orlov")]),
    "russian-initials": ("Мы видели С. П. Орлова.", [("С. П. Орлова", "orlov")]),
    "both-scripts": ("Orlov (Орлов) was there.", [("Orlov", "orlov"), ("Орлов", "orlov")]),
    "unknown-title": ("They met Dr Tamsin Holroyd there. Holroyd said little.", "provisional:holroyd"),
    "unknown-initials": ("The paper was signed by J. T. Pemberley in March.", "provisional:pemberley"),
    "unknown-accents": ("They met Émile Carré there.", "provisional:carre"),
    "unknown-life": ("They met Pemberley (1871–1920) there.", "provisional:pemberley"),
    "postscript": ("P.S. Tamsin Holroyd sends a cake. Holroyd bakes.", "provisional:holroyd"),
    "common-surname": ("She copied a page of Gertrude Lantern by heart.", "provisional:lantern"),
    "title-and-word": ("I have it from Mrs. Kettle that the drawing went.", "provisional:kettle"),
    "title-within": ("At Mrs Holroyd's wish the lamp was lit.", "provisional:holroyd"),
    "title-behind-words": ("See T. Holroyd, Thanking Mr Holroyd (1988).", "provisional:holroyd"),
    "initial-like-a-title": ("*M. J. Holroyd*\n\nA tale of the two of them, told at length and late.", "provisional:holroyd"),
    "month-name": ("June Holroyd has seen in it a beginning.", "provisional:holroyd"),
    "monsieur-or-initial": (
        "M. Holroyd to F. Holroyd, 14 Jan. 1889.",
        [("M. Holroyd", "provisional:m-holroyd"), ("F. Holroyd", "provisional:f-holroyd")],
    ),
    "short-form": ("Thomas Holroyd came in. Tom Holroyd sat down. Tom smiled.", "provisional:holroyd"),
    "two-of-one-family": (
        "Thomas Holroyd came with Clara Holroyd. Clara sat down. Holroyd smiled.",
        [
            ("Thomas Holroyd", "provisional:thomas-holroyd"),
            ("Clara Holroyd", "provisional:clara-holroyd"),
            ("Clara", "provisional:clara-holroyd"),
            ("Holroyd", "provisional:clara-holroyd"),
        ],
    ),
    "by-trade": ("It must lie with Holroyd the banker.", "provisional:holroyd"),
    "initials-and-word": ("They asked when J. F. Chance went through the papers.", "provisional:chance"),
    "bearers-of-one-title": ("He wrote to the Barons Holroyd about it.", "provisional:holroyd"),
    "courtesy": ("They quarrelled with Don Francisco about it.", "provisional:francisco"),
    "councillor": ("She was old Privy Councillor Holroyd's sister.", "provisional:holroyd"),
    "one-letter": ("It went by the last mail, so that E. should not see it.", "unknown:e"),
    "initials-within": ("I met Q. L. on the ferry.", "unknown:q-l"),
    "noted": (
        "Dear Anna Weiss,\n\nHave you seen Lark again? Lark has my books.[1]\n\n---\n\n[1] Lark—Otto Brandt, a printer.\n",
        [("Weiss", "weiss")],
    ),
}
NOBODY = (
    "They drank at the Lord Holroyd, and sailed in the brig Lord Exmoor.",
    "He was a clerk with Messrs Holroyd & Hope.",
    "The Monday after Easter was cold in London.",
    "He sailed on the steamer Pemberley to Hamburg.",
    "The Social Democrats met the Germans.",
    "Nothing came of it. Everything stood still.",
    "HOW THE TOWN WAS FED\n\nBread was dear all that year, and salt was dearer.",
    "See the note on p. 12, P.S. and etc.",
    "The French Revolution and the Second International.",
    "The train left the U. S. in May.",
    "The General Strike and the Major Works were over.",
    "Nobody obeyed the Tsar. At noon the shops were shut.",
    "I had tea in Quavenby. Then Quavenby was flooded, and Quavenby's bridge fell.",
    "We rowed to Klaksvík before dark, Excellency, and slept.",
    "See the Saigoku risshi hen in three parts.",
    "A weaver from Mahallabad said nothing.",
    "In August London was empty, and in May Paris.",
    "Friendship was all they had. Leadership was another matter.",
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    texts = {name: text for name, (text, _) in CASES.items()} | {f"nobody-{i}": t for i, t in enumerate(NOBODY)}
    texts["titles"] = "She read *The Life of Otto Brandt* and the Weiss Papers in the Rooke Archive."
    return annotate(tmp_path_factory.mktemp("people") / "corpus", texts, names=NAMES)


def named(book, doc_id):
    rows = book.mentions[(book.mentions.doc_id == doc_id) & ~book.mentions.form.isin(["pronoun", "epithet"])]
    return list(zip(rows.surface, rows.person_id, strict=True))


@pytest.mark.parametrize("name", [n for n, (_, found) in CASES.items() if isinstance(found, list) and n != "noted"])
def test_known_names(read, name):
    assert named(read, name) == CASES[name][1]


@pytest.mark.parametrize("name", [n for n, (_, found) in CASES.items() if found is None])
def test_a_longer_word_is_not_the_name_in_it(read, name):
    assert not {"weiss", "brandt"} & {person for _, person in named(read, name)}


@pytest.mark.parametrize("name", [n for n, (_, found) in CASES.items() if isinstance(found, str)])
def test_an_unknown_name_is_a_person_to_be_reviewed(read, name):
    found = named(read, name)
    assert {person for _, person in found} == {CASES[name][1]}
    assert all(read.mentions[read.mentions.doc_id == name].certainty < 1)


@pytest.mark.parametrize("index", range(len(NOBODY)), ids=lambda i: NOBODY[i][:20])
def test_not_every_capital_is_a_person(read, index):
    assert named(read, f"nobody-{index}") == []


def test_a_note_explains_a_code_name(read):
    rows = read.mentions[(read.mentions.doc_id == "noted") & (read.mentions.surface == "Lark")]
    assert len(rows) >= 2
    assert set(rows.person_id) == {"brandt"}
    assert set(rows.form) == {"pseudonym"}


def test_people_in_titles(read):
    rows = read.mentions[(read.mentions.doc_id == "titles") & (read.mentions.form != "pronoun")]
    assert dict(zip(rows.surface, rows.form, strict=True)) == dict.fromkeys(["Otto Brandt", "Weiss", "Rooke"], "in_title")


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("names", "Weiss,brandt,name,", "'Weiss' belongs to 'weiss' and to 'brandt'"),
        ("names", "Holroyd,holroyd,name,", "person_id 'holroyd' is not in people.csv"),
        ("names", ",weiss,name,", "has no form"),
        ("names", "Holroyd,weiss,nickname,", "kind 'nickname' is unknown"),
        ("people", "holroyd,Ann Holroyd,female,1799", "gender 'female' is not accepted"),
        ("people", "holroyd,Ann Holroyd,f,20 Aug 1799", "born '20 Aug 1799' is not an EDTF date"),
        ("relations", "holroyd,wife,weiss,", "person_id 'holroyd' is not in people.csv"),
    ],
)
def test_a_bad_row_is_one_line_with_file_and_row(tmp_path, table, row, says):
    rows = PEOPLE[table].count("\n")
    with pytest.raises(WorkbookError) as error:
        annotate(tmp_path / "corpus", {"a": "Weiss."}, **{table: PEOPLE[table] + row + "\n"})
    assert f"corpus/{table}.csv row {rows + 1}" in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_one_form_may_mean_two_people_in_two_texts(read):
    assert named(read, "coded") != named(read, "coded-too")


@pytest.mark.parametrize(("table", "column"), [("names", "person_id"), ("people", "gender"), ("relations", "of")])
def test_a_missing_column_is_named(tmp_path, table, column):
    header, _, rest = PEOPLE[table].partition("\n")
    with pytest.raises(WorkbookError, match=rf"{table}.csv has no column '{column}'"):
        annotate(tmp_path / "corpus", {"a": "Weiss."}, **{table: header.replace(column, "other") + "\n" + rest})


def test_every_offset_reproduces_its_surface(read, workbook):
    for book in (read, workbook, open_workbook(ROOT / "tests" / "gold" / "texts")):
        for table in book.tables.values():
            if "surface" in table:
                assert [book.texts[r.doc_id][r.start : r.end] for r in table.itertuples()] == list(table.surface)
