"""Files are written whole or not at all, the same each time, and inert in a spreadsheet."""

import errno
import os

import pandas as pd
import pytest

from helpers.errors import WorkbookError
from helpers.publish import exports
from helpers.publish.exports import csv_bytes, replace_file, write_tables


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
