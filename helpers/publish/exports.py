"""Tables in, files out: whole or not at all, the same bytes every time, and inert in a spreadsheet."""

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    replace_files({Path(path): content})


def replace_files(changes: dict) -> None:
    """Write and remove files, all of them or none; Ctrl-C waits until that is done.

    Args:
        changes: path → the bytes to write there, None to remove what is there.

    Raises:
        WorkbookError: one of them cannot be written; every file stands as it stood.
    """
    staged, saved, done, current = {}, {}, [], None
    with _uninterrupted():
        try:
            # Whatever needs room on the disk comes first, so that the moves at the end can hardly fail.
            for current, content in changes.items():
                if current.is_dir():
                    raise IsADirectoryError(0, "a folder of that name is in the way")
                if content is not None:
                    staged[current] = _staged(current, content)
                if current.exists():
                    saved[current] = _staged(current, current.read_bytes()) if len(changes) > 1 else None
            for current, content in changes.items():
                done.append(current)
                if content is None:
                    current.unlink(missing_ok=True)
                else:
                    os.replace(staged[current], current)
        except BaseException as error:
            for path in done:
                if saved.get(path):
                    os.replace(saved[path], path)
                elif path not in saved:
                    path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise WorkbookError(cannot_write(current, error)) from None
            raise
        finally:
            for temporary in filter(None, [*staged.values(), *saved.values()]):
                Path(temporary).unlink(missing_ok=True)


def _staged(path: Path, content: bytes) -> str:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Temporary files are private; a figure is for everybody the folder is for.
        os.chmod(temporary, 0o666 & ~_umask())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a block finish before Ctrl-C is heard; one that came meanwhile comes too late and is dropped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(path: Path, error: OSError) -> str:
    """Say in one line what could not be written, why, and what to do."""
    return f"cannot write {path} ({error.strerror or error}): choose a folder you may write to, with room on the disk"


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV: integers as integers, an empty cell for what is not stated, formulas inert.

    A text cell or column's name that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    table = table.copy()
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]) and not pd.api.types.is_bool_dtype(table[column]):
            table[column] = [_inert(v) for v in table[column]]
    table.columns = [_inert(c) for c in table.columns]
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
        WorkbookError: the folder cannot be made or written, is a file, or the disk is full.
    """
    out = Path(out).absolute()
    if out.exists() and not out.is_dir():
        raise WorkbookError(f"{out} is a file: name a folder for the tables")
    contents = {out / f"{name}.csv": csv_bytes(table) for name, table in tables.items()}
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkbookError(cannot_write(out, error)) from None
    try:
        replace_files(contents)
    finally:
        if made and not any(out.iterdir()):
            out.rmdir()
