"""Every bad input gives one clear line and exit code 2, and writes nothing."""

import hashlib
import os
from pathlib import Path

import pytest

from helpers.annotate.seeds import CATALOG_COLUMNS, SEEDS, _emendations, load_seeds, read_table
from helpers.errors import WorkbookError
from helpers.workbook import open_workbook

TEXT = "Our delegate went home.\n\nHe wrote in May.\n"
SUM = hashlib.sha256(TEXT.encode()).hexdigest()


def row(**changes) -> dict:
    return {"doc_id": "note", "file": "note.txt", "sha256": "", "genre": "letter", "languages": "en", **changes}


BAD = {
    "missing": (row(file="gone.txt"), TEXT, ["gone.txt is missing", "put the file there"]),
    "empty": (row(), " \n\n", ["row 2", "note.txt is empty", "take the row out"]),
    "not utf-8": (row(), "naïve".encode("latin-1"), ["note.txt is not UTF-8", "byte 2", "UTF-8"]),
    "nul byte": (row(), "a\0b", ["NUL character at position 1", "plain text"]),
    "changed": (row(sha256="0" * 64), TEXT, ["row 2", "sha256", SUM, "accept the change"]),
    "unknown language": (row(languages="en|de"), TEXT, ["row 2", "language 'de'", "en or ru"]),
    "unknown genre": (row(genre="poem"), TEXT, ["row 2", "genre 'poem'", "letter, memoir"]),
    "no day": (row(written="1911-02-29"), TEXT, ["row 2", "written", "'1911-02-29' names a day that does not exist"]),
    "bad date": (row(written="last spring"), TEXT, ["row 2", "written", "last spring", "EDTF"]),
    "above": (row(file="../note.txt"), TEXT, ["row 2", "'../note.txt' lies outside", "plain file name"]),
    "absolute": (row(file="/etc/passwd"), TEXT, ["row 2", "'/etc/passwd' lies outside"]),
    "no file": (row(file=""), TEXT, ["row 2", "names no file"]),
    "no doc_id": (row(doc_id=""), TEXT, ["row 2", "no doc_id"]),
    "quote_words": (row(quote_words="many"), TEXT, ["row 2", "quote_words 'many'"]),
    "raised digit": (row(quote_words="²"), TEXT, ["row 2", "quote_words '²'"]),
    "quote_share": (row(quote_share="101"), TEXT, ["row 2", "quote_share '101'"]),
    "folder for file": (row(file="."), TEXT, ["is a folder"]),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_seed_is_one_line_and_exit_code_2(case, corpus, call, tmp_path):
    bad, text, expected = BAD[case]
    folder = corpus({"note.txt": text}, [bad])
    code, out, err = call("tables", "--seeds", folder, "--out", tmp_path / "out")
    assert code == 2
    assert err.count("\n") == 1 and err.startswith("error: ")
    for words in expected:
        assert words in err
    assert str(tmp_path) not in err
    assert not (tmp_path / "out").exists()


def test_a_symbolic_link_out_of_the_folder_is_refused(corpus, call, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = corpus({"a.txt": TEXT}, [row(file="link.txt")])
    try:
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    code, _, err = call("tables", "--seeds", folder, "--out", tmp_path / "out")
    assert code == 2 and "lies outside" in err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("column", ["doc_id", "file"])
def test_a_missing_column_is_named(column, corpus, call, tmp_path):
    cells = {k: v for k, v in row().items() if k != column}
    code, _, err = call("tables", "--seeds", corpus({"note.txt": TEXT}, [cells]), "--out", tmp_path / "out")
    assert code == 2 and f"catalog.csv has no column '{column}'" in err and err.count("\n") == 1


def test_a_duplicate_doc_id_is_refused(corpus):
    folder = corpus({"a.txt": TEXT, "b.txt": TEXT}, [row(file="a.txt"), row(file="b.txt")])
    with pytest.raises(WorkbookError, match="row 3: doc_id 'note' is already taken"):
        load_seeds(folder)


def test_a_folder_without_catalogue_is_refused(tmp_path, call):
    code, _, err = call("tables", "--seeds", tmp_path, "--out", tmp_path / "out")
    assert code == 2 and "catalog.csv is missing" in err
    code, _, err = call("tables", "--seeds", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert code == 2 and "is not a folder" in err


def test_only_doc_id_and_file_are_required(corpus):
    loaded = load_seeds(corpus({"note.txt": TEXT}, [{"doc_id": "note", "file": "note.txt"}]))
    assert list(loaded.catalog.columns) == CATALOG_COLUMNS and loaded.texts == {"note": TEXT}


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffdoc_id;file;title\r\nnote;note.txt;A title, with a comma\r\n".encode(),
        b'doc_id,file,title\r\nnote,note.txt,"A title, with a comma"\r\n',
        b"doc_id\tfile\ttitle\nnote\tnote.txt\tA title, with a comma\n\n",
        b"sep=;\r\ndoc_id;file;title\r\nnote;note.txt;A title, with a comma\r\n",
        b"doc_id;file;title;where, when, who, why\nnote;note.txt;A title, with a comma;\n",
        b'doc_id,file,title,,\nnote,note.txt,"A title, with a comma",,\n',
    ],
    ids=["excel semicolons", "excel commas", "tabs", "sep line", "commas in names", "empty columns"],
)
def test_a_csv_saved_by_a_spreadsheet_is_read(content, tmp_path):
    (tmp_path / "catalog.csv").write_bytes(content)
    table = read_table(tmp_path / "catalog.csv", required=("doc_id", "file"))
    table = table.drop(columns=["where, when, who, why"], errors="ignore")
    assert table.to_dict("records") == [{"doc_id": "note", "file": "note.txt", "title": "A title, with a comma"}]


def test_a_csv_row_longer_than_its_header_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match="row 2 has 3 cells, the header 2"):
        read_table(tmp_path / "x.csv")


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(tmp_path):
    (tmp_path / "x.csv").write_text('a,b\n1,2\n3,"he said so\n4,5\n', encoding="utf-8")
    with pytest.raises(WorkbookError, match="x.csv row 3 is not CSV .*: close every quotation mark"):
        read_table(tmp_path / "x.csv")


@pytest.mark.parametrize("name", ["the party", "Party", "start", "themes", "person", "lenin", "2nd", "<b>"])
def test_a_target_is_called_by_a_word_that_can_head_a_column(name, corpus):
    folder = corpus({"note.txt": TEXT}, [row()])
    (folder / "targets.csv").write_text(f"target,person_id,terms\nlenin,lenin,\n{name},,party\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=f"targets.csv row 3: target '{name}' is not a lower-case word of its own"):
        open_workbook(folder)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("nobody,0,3,Our,,why", "doc_id 'nobody' is not in catalog.csv"),
        ("note,3,3,Our,,why", "not a span"),
        ("note,x,3,Our,,why", "not a span"),
        ("note,²,3,Our,,why", "not a span"),
        ("note,0," + "9" * 5000 + ",Our,,why", "not a span"),
        ("note,40,99,June.,,why", "row 2: 'June.' stands nowhere in the text, which ends at 42"),
        ("note,0,3,Their,,why", "row 2: 'Their' stands nowhere in the text, which has 'Our' at 0–3"),
    ],
)
def test_an_emendation_that_does_not_fit_is_refused(cells, expected, corpus):
    folder = corpus({"note.txt": TEXT}, [row()])
    (folder / "emendations.csv").write_text(f"doc_id,start,end,surface,proposed,why\n{cells}\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=expected):
        load_seeds(folder)


def test_flaws_follow_their_words_when_a_text_is_edited():
    seeds = load_seeds()
    for doc_id, text in seeds.texts.items():
        own = seeds.emendations[seeds.emendations.doc_id == doc_id]
        noted = read_table(SEEDS / "emendations.csv").query("doc_id == @doc_id").astype({"start": int, "end": int})
        assert sorted(zip(noted.start, noted.end, strict=True)) == list(zip(own.start, own.end, strict=True))
        texts = {**seeds.texts, doc_id: "Newly inserted " + text}
        moved = _emendations(SEEDS, texts).query("doc_id == @doc_id")
        assert (moved.start.to_numpy() - own.start.to_numpy() == len("Newly inserted ")).all()
        assert list(moved.surface) == list(own.surface)


@pytest.mark.parametrize(
    ("cells", "span"),
    [
        ("note,2,5,Our,,why", (0, 3)),
        ("note,40,99,May.,,why", (37, 41)),
        ("note,4,5,e,,why", (5, 6)),
        ("note,27,28,e,,why", (26, 27)),
    ],
)
def test_a_flaw_away_from_its_offset_is_found_at_the_nearest_place(cells, span, corpus):
    folder = corpus({"note.txt": TEXT}, [row()])
    (folder / "emendations.csv").write_text(f"doc_id,start,end,surface,proposed,why\n{cells}\n", encoding="utf-8")
    flaw = load_seeds(folder).emendations.iloc[0]
    assert (flaw.start, flaw.end) == span


@pytest.mark.parametrize(
    "text", ["\ufeffOne.\r\n\r\nTwo 17.V.27.\r\n", "\ufeffOne.\n\nTwo 17.V.27.\n", "One.\r\n\r\nTwo 17.V.27."]
)
def test_line_ends_and_a_byte_order_mark_keep_the_offsets_of_the_file(text, corpus):
    book = open_workbook(corpus({"note.txt": text}, [row()]))
    assert book.texts["note"] == text
    pieces = [text[r.start : r.end].strip("\ufeff") for r in book.passages.itertuples()]
    assert pieces == ["One.", "Two 17.V.27."]


def test_the_supplied_texts_are_those_of_the_catalogue():
    table = read_table(SEEDS / "catalog.csv")
    supplied = table[table.doc_id.isin(["hopner-memoir", "lenin-letter", "trotsky-letter", "gasper-essay", "service-chapter"])]
    for text in supplied.itertuples():
        assert hashlib.sha256((SEEDS / text.file).read_bytes()).hexdigest() == text.sha256


def test_the_lexicon_of_another_corpus_goes_before_the_workbooks_own(corpus):
    folder = corpus({"note.txt": TEXT}, [row()])
    assert len(load_seeds(folder).lexicon("page_furniture")) > 50
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "page_furniture.csv").write_text("term,match,zone,where\nx,whole,note,any\n", encoding="utf-8")
    assert len(load_seeds(folder).lexicon("page_furniture")) == 1


def test_no_message_tells_the_machines_paths(corpus):
    folder = corpus({"note.txt": "a\0b"}, [row()])
    with pytest.raises(WorkbookError) as caught:
        load_seeds(folder)
    assert os.sep + "corpus" not in str(caught.value) and str(Path.home()) not in str(caught.value)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("doc_id,file,title,title", "names the column 'title' twice"),
        ("doc_id,file,,title", "column 3 has no name"),
        ("doc_id,file,written_edtf,title", "call yours 'written'"),
        ("doc_id,file,n_words,title", "call yours 'n_words_stated'"),
    ],
)
def test_a_header_that_cannot_be_is_refused(header, expected, corpus):
    folder = corpus({"note.txt": TEXT})
    (folder / "catalog.csv").write_text(f"{header}\nnote,note.txt,1,x\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=expected):
        load_seeds(folder)


def test_a_long_cell_is_read(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n" + "x" * 200_000 + ",1\n", encoding="utf-8")
    assert len(read_table(tmp_path / "x.csv").a[0]) == 200_000


@pytest.mark.parametrize("written", ["1917/", "/1917", "-0100/-0050", "-0043"])
def test_a_date_that_the_catalogue_accepts_can_be_counted_from(written, corpus):
    text = TEXT + "Last summer, on the 2nd, he was ill. Two months ago he was well.\n"
    open_workbook(corpus({"note.txt": text}, [row(written=written)]))


@pytest.mark.parametrize("written", ["1924/1917", "1916-10/1916-09", "-0050/-0100"])
def test_an_interval_that_ends_before_it_begins_is_refused(written, corpus):
    with pytest.raises(WorkbookError, match="ends before it begins"):
        load_seeds(corpus({"note.txt": TEXT}, [row(written=written)]))


@pytest.mark.parametrize(
    "written", ["1916-10-04/1916-10-31~", "../1917", "1924/..", "1924~/1966-03-25", "1910-22", "192X", "1924/"]
)
def test_an_edtf_date_is_accepted(written, corpus):
    load_seeds(corpus({"note.txt": TEXT}, [row(written=written)]))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",prefix,note,any", "row 2 has no term"),
        ("x,start,note,any", "row 2: match 'start' is unknown: use one of whole, prefix, contains"),
        ("x,whole,margin,any", "row 2: zone 'margin' is unknown: use one of body, heading"),
        ("x,whole,note,top", "row 2: where 'top' is unknown: use one of any, edge"),
    ],
)
def test_a_row_of_the_lexicon_that_could_not_work_is_refused(line, expected, corpus):
    folder = corpus({"note.txt": TEXT}, [row()])
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "page_furniture.csv").write_text(f"term,match,zone,where\n{line}\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=expected):
        open_workbook(folder)


def test_a_term_of_the_lexicon_matches_in_any_case(corpus):
    folder = corpus({"note.txt": "Read ALSO this\n\n" + TEXT}, [row()])
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "page_furniture.csv").write_text(
        "term,match,zone,where\nRead  Also,prefix,note,any\n", encoding="utf-8"
    )
    assert open_workbook(folder).passages.zone[0] == "note"
    (folder / "lexicons" / "page_furniture.csv").write_text("term,match,zone\nx,whole,note\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match="page_furniture.csv has no column 'where'"):
        open_workbook(folder)
