"""What the tests share: the open workbook, small corpora, and the command line called in this process."""

import csv
import os
import shutil
from pathlib import Path

import pytest

from helpers.annotate import corpus as layer
from helpers.annotate.chronicle import events
from helpers.annotate.dates.reader import dates
from helpers.annotate.seeds import load_seeds
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
def read(corpus):
    """Find the dates of one text: `read("In May 1848 …", genre="letter")` returns its rows; `known` is its events.csv."""

    def run(text: str, known: str = "", **columns):
        folder = corpus({"a.txt": text}, **columns)
        if known:
            (folder / "events.csv").write_text(known, encoding="utf-8")
        seeds = load_seeds(folder)
        passages = layer.passages(seeds, layer.read_layout(seeds))
        sentences = layer.sentences(seeds, passages, layer.notes(seeds, layer.read_layout(seeds), passages))
        return dates(seeds, passages, sentences, events(seeds))

    return run


PEOPLE = {
    "people": "person_id,label,gender,born\n"
    "weiss,Anna Weiss,f\nbrandt,Otto Brandt,m\ncalder,Ida Calder,f\nrooke,Martin Rooke,m\norlov,Stepan Orlov,m\n"
    "vesnina,Raisa Vesnina,f\n",
    "names": "form,person_id,kind,doc_id\n"
    "Weiss,weiss,name,\nAnna Weiss,weiss,name,\nBrandt,brandt,name,\nOtto Brandt,brandt,name,\nCalder,calder,name,\n"
    "Rooke,rooke,name,\nOrlov,orlov,name,\nОрлов,orlov,name,\nВеснина,vesnina,name,\nVesnina,vesnina,name,\n"
    "R. V.,vesnina,initials,\n",
    "relations": "person_id,relation,of,doc_id\nbrandt,husband,weiss,\nweiss,wife,brandt,\ncalder,sister,rooke,\n",
    "sources": "doc_id,note_label,speaker_group\n",
}


def annotate(folder: Path, texts: dict, **files):
    """Open a corpus of texts about the people of `PEOPLE`; a text is a string, or a dict of text and catalogue columns."""
    folder.mkdir(exist_ok=True)
    rows = []
    for name, text in texts.items():
        text = {"text": text} if isinstance(text, str) else text
        (folder / f"{name}.txt").write_bytes(text["text"].encode("utf-8"))
        columns = {c: text.get(c, "") for c in ("genre", "author_id", "addressee_id")}
        rows.append({"doc_id": name, "file": f"{name}.txt", **columns})
    with (folder / "catalog.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for name, content in {**PEOPLE, **files}.items():
        (folder / f"{name}.csv").write_bytes(content.encode("utf-8"))
    return open_workbook(folder)


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
