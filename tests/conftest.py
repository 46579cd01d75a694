"""What the tests share: the open workbook, small corpora, and the command line called in this process."""

import csv
import os
import shutil
from pathlib import Path

import pytest

from helpers.cli import main, parse
from helpers.workbook import open_workbook

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def workbook():
    return open_workbook()


@pytest.fixture
def corpus(tmp_path):
    """Write a corpus: `corpus({"a.txt": "text"}, genre="letter")` returns its folder."""

    def write(texts: dict, catalog: list | None = None, **columns) -> Path:
        folder = tmp_path / "corpus"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        rows = catalog if catalog is not None else [{"doc_id": n.split(".")[0], "file": n, **columns} for n in texts]
        with (folder / "catalog.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return folder

    return write


@pytest.fixture
def call(capsys):
    """Call the command line; return exit code, standard output and standard error."""

    def run(*arguments):
        try:
            code = main(parse([str(a) for a in arguments]))
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def project(tmp_path):
    """A copy of the project's notebooks and figures to run in."""
    root = tmp_path / "project with spaces"
    for name in ("notebooks", "figures"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return root


def files_of(folder: Path) -> dict:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
