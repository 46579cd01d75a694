"""A CSV or text file in. Out: its table of strings or its text, or one clear error line."""

import csv
import io
import re
from pathlib import Path

import pandas as pd

from helpers.errors import WorkbookError


def read_table(path: Path, required: tuple = ()) -> pd.DataFrame:
    """Read a CSV as people save it: with or without a byte order mark, commas, semicolons or tabs, any line end.

    Args:
        path: the file.
        required: columns that must be there.

    Returns:
        One row a line, every cell a string stripped of white space at its ends, "" where nothing is stated.

    Raises:
        WorkbookError: the file is missing, not UTF-8, lacks a required column, names one twice or not at all,
            has a row longer than its header, or a quotation mark that is not closed.
    """
    text = decode(path).removeprefix("\ufeff")
    # Excel writes and reads a first line such as "sep=;".
    text = re.sub(r'\A\s*"?sep=.?"?[^\S\r\n]*[\r\n]+', "", text)
    delimiter = _delimiter(text.lstrip("\r\n").splitlines()[:1], required)
    # Strict: an unclosed quotation mark would otherwise swallow the rows after it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        rows.extend(row for row in reader if "".join(row).strip())
    except csv.Error as error:
        raise WorkbookError(
            f"{label(path)} row {len(rows) + 1} is not CSV ({error}): close every quotation mark, and double those inside a cell"
        ) from None
    if not rows:
        raise WorkbookError(f"{label(path)} is empty: give it a header line with at least {', '.join(required)}")
    columns = [c.strip() for c in rows[0]]
    for column in required:
        if column not in columns:
            raise WorkbookError(
                f"{label(path)} has no column '{column}' (found: {', '.join(columns)}): add it to the header line"
            )
    while columns and not columns[-1] and not any(c.strip() for row in rows[1:] for c in row[len(columns) - 1 : len(columns)]):
        columns.pop()
    for number, column in enumerate(columns, start=1):
        if not column:
            raise WorkbookError(f"{label(path)}: column {number} has no name: give it one in the header line, or take it out")
        if columns.count(column) > 1:
            raise WorkbookError(f"{label(path)} names the column '{column}' twice: rename one of the two, or take it out")
    width = len(columns)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > width and any(c.strip() for c in row[len(columns) :]):
            raise WorkbookError(
                f"{label(path)} row {number} has {len(row)} cells, the header {len(columns)}:"
                " put a cell that contains the separator in double quotes"
            )
    cells = [list(map(str.strip, row[: len(columns)])) + [""] * (len(columns) - len(row)) for row in rows[1:]]
    return pd.DataFrame(cells, columns=columns, dtype=str)


def _delimiter(header: list, required: tuple) -> str:
    """Return the separator that makes most of the required columns of a header, then the one that stands there most often."""

    def fit(delimiter: str) -> tuple:
        cells = [c.strip() for row in csv.reader(header, delimiter=delimiter) for c in row]
        return sum(c in cells for c in required), len(cells)

    return max(",;\t", key=fit)


def decode(path: Path) -> str:
    """Return a file's text with its line ends untouched.

    Raises:
        WorkbookError: the file is missing, not UTF-8, or holds a NUL character.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise WorkbookError(f"{label(path)} is missing: put the file there, or correct the name that leads to it") from None
    except IsADirectoryError:
        raise WorkbookError(f"{label(path)} is a folder: name a file") from None
    except OSError as error:
        raise WorkbookError(f"{label(path)} cannot be read ({error.strerror}): check its permissions") from None
    except UnicodeDecodeError as error:
        raise WorkbookError(f"{label(path)} is not UTF-8 (byte {error.start}): save it again with the encoding UTF-8") from None
    if "\0" in text:
        raise WorkbookError(
            f"{label(path)} holds a NUL character at position {text.index(chr(0))}: save it as plain text in UTF-8"
        )
    return text


def label(path: Path) -> str:
    """Name a file as its user knows it: folder and name, never the whole path of this machine."""
    path = Path(path)
    return f"{path.parent.name}/{path.name}"
