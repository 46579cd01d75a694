"""Notebook 01 and its figures say what is true of any corpus, not of the five texts alone."""

import json
import re

import pytest

from helpers.annotate.seeds import read_table
from helpers.publish import words_corpus
from helpers.publish.figures import FOLDER
from tests.conftest import ROOT

PROSE = "The delegates had come in the night and nobody had slept. Lenin spoke for an hour and Stalin smoked his pipe. "


def supplied(without: str = "", **changes):
    rows = read_table(ROOT / "seeds" / "catalog.csv").to_dict("records")
    rows = [{**r, **changes} for r in rows if r["doc_id"] != without]
    return {r["file"]: (ROOT / "seeds" / r["file"]).read_bytes() for r in rows}, rows


def sixth():
    texts, rows = supplied()
    return {**texts, "unknown.txt": PROSE * 5}, [
        *rows,
        {**dict.fromkeys(rows[0], ""), "doc_id": "unknown", "file": "unknown.txt"},
    ]


def one(text: str):
    return {"a.txt": text}, [{"doc_id": "a", "file": "a.txt"}]


CORPORA = {
    "a sixth text of which nothing is known": sixth,
    "no text in two languages": lambda: supplied(without="trotsky-letter"),
    "no marker without its note": lambda: supplied(without="service-chapter"),
    "equal short titles": lambda: supplied(short_title="Same"),
    "one text without notes": lambda: one(PROSE),
    "no word": lambda: one("..."),
}


@pytest.mark.parametrize("case", CORPORA)
def test_the_notebook_runs_on_another_corpus(case, corpus, monkeypatch, tmp_path):
    texts, rows = CORPORA[case]()
    folder = corpus(texts, rows)
    monkeypatch.setenv(FOLDER, str(tmp_path / "figures"))
    book = json.loads((ROOT / "notebooks" / "01_corpus.ipynb").read_text(encoding="utf-8"))
    space, said = {}, []
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            *lines, last = "".join(cell["source"]).replace("open_workbook()", "open_workbook(FOLDER)").splitlines()
            space["FOLDER"] = folder
            exec("\n".join(lines), space)
            said.append(_value(last, space))
    for sidecar in (tmp_path / "figures").glob("*.json"):
        said += [str(v) for v in json.loads(sidecar.read_text(encoding="utf-8")).values()]
        assert re.search(rf"\b{len(rows)} (?:texts?|horizontal strips?)\b", said[-1] + " ".join(said))
    for words in said:
        assert "nan" not in words.split() and "**" not in words and "five" not in words


def _value(line: str, space: dict) -> str:
    try:
        value = eval(line, space)
    except SyntaxError:
        exec(line, space)
        return ""
    return getattr(value, "data", "") if isinstance(getattr(value, "data", ""), str) else ""


def test_the_interrupted_sentence_shows_both_halves(workbook):
    said = words_corpus.interruptions(workbook)
    assert "implicitly offering a ‖ personal reconciliation.” is one sentence" in said


def test_what_is_said_of_the_supplied_texts(workbook):
    assert "all of them in *McNeal" in words_corpus.shares(workbook)
    assert "36 note numbers in *Service, chapter*" in words_corpus.notes(workbook)
    assert words_corpus.translation(workbook).startswith(
        "14 paragraphs of the one language and 14 of the other stood in 14 pairs"
    )
    assert "нам в этом отказали" in words_corpus.mistranslation(workbook, "have not denied us this request")
