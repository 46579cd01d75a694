"""The project in. Out: how long `tables`, each notebook and each layer take, each beside a floor in the same run."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from helpers.annotate.authority_checks import PERSON_KINDS
from helpers.annotate.people import NameIndex
from helpers.annotate.tone import read_tone
from helpers.publish.notebooks import execute_all
from helpers.workbook import annotate, open_workbook

IMPORTS = "import pandas\nimport matplotlib.pyplot\nimport plotly.graph_objects"
RUNS = 3
COPIES = 10


def median_seconds(action, runs: int = RUNS) -> float:
    """Return the median time of a call, in seconds of wall clock."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[runs // 2]


def least_seconds(action, runs: int = 5) -> float:
    """Return the least time of a call, in seconds: whatever else the machine does can only slow it down."""
    return min(median_seconds(action, 1) for _ in range(runs))


def report(root: Path) -> str:
    """Time the commands in one run, so that the ratios hold on a noisy machine.

    Args:
        root: the project's folder.

    Returns:
        A table: what, median seconds of three runs, ratio to the floor.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        floor_notebook = here / "floor.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORTS)]), floor_notebook)
        floor = median_seconds(lambda: execute_all([floor_notebook], here))
        command = [sys.executable, "-m", "helpers", "tables", "--out", str(here / "tables")]
        rows = [
            ("floor: a notebook that imports pandas, matplotlib, plotly", floor),
            ("tables", median_seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=root))),
        ]
        sources = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        whole = median_seconds(lambda: execute_all(sources, here / "figures"))
        rows.append(("run, a notebook", whole / len(sources)))
        for source in sources:
            rows.append((f"{source.stem} alone", median_seconds(lambda source=source: execute_all([source], here / "figures"))))
        speeds = layer_speeds(here)
    lines = [f"{'median of ' + str(RUNS):<58} {'seconds':>8} {'x floor':>8}"]
    lines += [f"{name:<58} {seconds:>8.2f} {seconds / floor:>8.2f}" for name, seconds in rows]
    lines += ["", f"{'on one core, fastest of five':<58} {'words a second':>17}"]
    return "\n".join([*lines, *(f"{name:<58} {speed:>17,.0f}" for name, speed in speeds)])


def layer_speeds(folder: Path) -> list[tuple]:
    """Time the annotation on ten copies of the corpus, and its names layer beside spaCy's entity ruler with the same names.

    Returns:
        (what, words a second), the fastest of five runs.
    """
    import spacy

    corpus, words = _copies(folder / "copies")
    everything = least_seconds(lambda: annotate(corpus))
    workbook = open_workbook(corpus)
    scoring = least_seconds(lambda: read_tone(workbook.testimonies, workbook.seeds, workbook.mentions))
    # Both are given their names before the clock starts, and read the same texts as they stand.
    index = NameIndex(workbook.authority, frozenset())
    names = workbook.authority.names
    forms = sorted(set(names.form[names.kind.isin(PERSON_KINDS)]))
    ruler = spacy.blank("en")
    ruler.max_length = 10**7
    ruler.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": form} for form in forms])
    texts = list(workbook.texts.items())
    ours = least_seconds(lambda: [index.find(doc_id, text) for doc_id, text in texts])
    theirs = least_seconds(lambda: [ruler(text) for _, text in texts[:5]]) * len(texts) / 5
    return [
        ("all annotation layers, TextBlob's own scoring aside", words / (everything - scoring)),
        ("the same with TextBlob's scoring", words / everything),
        ("the names layer", words / ours),
        ("spaCy's entity ruler, given the same names", words / theirs),
        ("the names layer is faster by a factor of", theirs / ours),
    ]


def _copies(folder: Path) -> tuple[Path, int]:
    """Write a corpus of ten copies of the workbook's texts; return its folder and its number of words."""
    own = open_workbook()
    folder.mkdir()
    columns = ["author_id", "genre", "languages"]
    lines = [",".join(["doc_id", "file", *columns])]
    for copy in range(COPIES):
        for row in own.documents.itertuples():
            name = f"{row.doc_id}-{copy}"
            (folder / f"{name}.txt").write_text(own.texts[row.doc_id], encoding="utf-8", newline="")
            lines.append(",".join([name, f"{name}.txt", *(getattr(row, c) for c in columns)]))
    (folder / "catalog.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder, COPIES * int(own.documents.n_words.sum())
