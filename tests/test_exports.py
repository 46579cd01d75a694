"""Files are written whole or not at all, the same each time, and inert in a spreadsheet."""

import errno
import os
import signal
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest

from helpers.annotate.seeds import SEEDS
from helpers.errors import WorkbookError
from helpers.publish import exports
from helpers.publish.exports import csv_bytes, replace_file, replace_files, write_tables
from helpers.publish.graph_files import gexf_bytes, graphml_bytes


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+2", "'=1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-0.7", "-0.7"),
        ("plain = sign", "plain = sign"),
        ("", ""),
    ],
)
def test_a_formula_is_written_inert(cell, written):
    line = csv_bytes(pd.DataFrame({"a": [cell], "b": ["x"]})).decode().splitlines()[1]
    assert line == f"{written},x" or line == f'"{written}",x'


def test_numbers_and_empty_cells():
    table = pd.DataFrame({"i": pd.array([1, None], dtype="Int64"), "f": [-0.5, 2.0], "s": [None, "é"]})
    assert csv_bytes(table).decode() == "i,f,s\n1,-0.5,\n,2.0,é\n"


def test_the_table_given_stays_as_it_was():
    table = pd.DataFrame({"a": ["=1"]})
    csv_bytes(table)
    assert table.a[0] == "=1"


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "figure.svg"
    replace_file(path, b"old")
    monkeypatch.setattr(exports.os, "fsync", _full)
    with pytest.raises(WorkbookError, match="No space left on device.*choose a folder"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["figure.svg"]


def _full(_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_tables_on_a_full_disk_write_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(exports.os, "fsync", _full)
    with pytest.raises(WorkbookError, match="No space left"):
        write_tables({"a": pd.DataFrame({"x": [1]})}, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_full_disk_keeps_the_tables_that_were_there(tmp_path, monkeypatch):
    out = tmp_path / "out"
    write_tables({"a": pd.DataFrame({"x": [1]})}, out)
    monkeypatch.setattr(exports.os, "fsync", _full)
    with pytest.raises(WorkbookError):
        write_tables({"a": pd.DataFrame({"x": [2]})}, out)
    assert os.listdir(out) == ["a.csv"] and (out / "a.csv").read_text() == "x\n1\n"


def test_an_out_folder_that_cannot_be_made_is_one_line(tmp_path, call):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, _, err = call("tables", "--out", tmp_path / "file" / "out")
    assert code == 2 and err.count("\n") == 1 and "cannot write" in err and "choose a folder" in err


def test_tables_are_the_same_bytes_twice(call, tmp_path):
    for name in ("one", "two"):
        assert call("tables", "--out", tmp_path / name)[0] == 0
    names = sorted(os.listdir(tmp_path / "one"))
    assert "documents.csv" in names and "passages.csv" in names
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


def test_tables_never_go_where_seeds_are(call, corpus):
    folder = corpus({"note.txt": "He wrote."})
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    for out in (folder, SEEDS, SEEDS / "lexicons", SEEDS / "new"):
        code, _, err = call("tables", "--seeds", folder, "--out", out)
        assert code == 2 and err.count("\n") == 1 and "holds seeds" in err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before and not (SEEDS / "new").exists()


def test_a_folder_without_a_name_is_refused(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = call("tables", "--out", "")
    assert code == 2 and "the name is empty" in err and not os.listdir(tmp_path)


def test_an_out_that_is_a_file_is_called_one(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WorkbookError, match="is a file: name a folder"):
        write_tables({"a": pd.DataFrame({"x": [1]})}, tmp_path / "file")


def test_a_folder_in_the_way_of_one_table_stops_them_all(tmp_path):
    write_tables({"a": pd.DataFrame({"x": [1]})}, tmp_path)
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(WorkbookError, match="b.csv .a folder of that name is in the way"):
        write_tables({"a": pd.DataFrame({"x": [2]}), "b": pd.DataFrame({"x": [2]})}, tmp_path)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "b.csv"] and (tmp_path / "a.csv").read_text() == "x\n1\n"


def test_a_move_that_fails_puts_back_what_was_moved_and_removed(tmp_path, monkeypatch):
    paths = [tmp_path / name for name in ("new", "old", "gone", "fails")]
    for path in paths[1:]:
        path.write_bytes(b"before")
    move = os.replace

    def fail(source, target):
        if b"after" in Path(source).read_bytes() and target.name == "fails":
            raise OSError(errno.EIO, "Input/output error")
        move(source, target)

    monkeypatch.setattr(exports.os, "replace", fail)
    with pytest.raises(WorkbookError, match="fails"):
        replace_files({p: None if p.name == "gone" else b"after" for p in paths})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == dict.fromkeys(["old", "gone", "fails"], b"before")


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not Windows'")
def test_ctrl_c_in_the_middle_of_a_replacement_waits_for_its_end(tmp_path, monkeypatch):
    move, moved = os.replace, []

    def interrupted(source, target):
        os.kill(os.getpid(), signal.SIGINT)
        move(source, target)
        moved.append(target.name)

    monkeypatch.setattr(exports.os, "replace", interrupted)
    replace_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert moved == ["a", "b"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_formula_at_the_head_of_a_column_is_inert():
    assert csv_bytes(pd.DataFrame({"=1+1": [1], "a": [2]})).startswith(b"'=1+1,a\n")


@pytest.mark.parametrize("written", [gexf_bytes, graphml_bytes])
def test_a_character_that_xml_cannot_hold_is_left_out(written):
    graph = nx.DiGraph()
    graph.add_edge("a\x0b", "b", label="x\x00y\ufffez")
    tree = ElementTree.fromstring(written(graph))
    assert "xyz" in ElementTree.tostring(tree, encoding="unicode")
