"""Tables in, files out: whole or not at all, the same bytes every time, and inert in a spreadsheet."""

import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from helpers.errors import WorkbookError

# A cell that begins so is run as a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that a crash, a kill or a full disk leaves the old one or the new one, never a part.

    Raises:
        WorkbookError: it cannot be written there.
    """
    path = Path(path)
    handle, temporary = None, None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Temporary files are private; a figure is for everybody the folder is for.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise WorkbookError(cannot_write(path, error)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(path: Path, error: OSError) -> str:
    """Say in one line what could not be written, why, and what to do."""
    return f"cannot write {path} ({error.strerror or error}): choose a folder you may write to, with room on the disk"


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV: integers as integers, an empty cell for what is not stated, formulas inert.

    A text cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    table = table.copy()
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]) and not pd.api.types.is_bool_dtype(table[column]):
            table[column] = [_inert(v) for v in table[column]]
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _inert(value):
    if isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return "\t" not in value and "\r" not in value


def write_tables(tables: dict, out: Path) -> None:
    """Write every table as OUT/<name>.csv; all of them, or none.

    Raises:
        WorkbookError: the folder cannot be made or written, or the disk is full.
    """
    out = Path(out).absolute()
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=out, prefix=".tables."))
    except OSError as error:
        raise WorkbookError(cannot_write(out, error)) from None
    try:
        for name, table in tables.items():
            with open(staging / f"{name}.csv", "wb") as file:
                file.write(csv_bytes(table))
                file.flush()
                os.fsync(file.fileno())
        for name in tables:
            os.replace(staging / f"{name}.csv", out / f"{name}.csv")
    except OSError as error:
        raise WorkbookError(cannot_write(out, error)) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if made and not any(out.iterdir()):
            out.rmdir()
