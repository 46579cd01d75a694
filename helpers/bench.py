"""The project in. Out: how long `tables` and each notebook take, beside a notebook that only imports the libraries."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from helpers.publish.notebooks import execute

IMPORTS = "import pandas\nimport matplotlib.pyplot\nimport plotly.graph_objects"
RUNS = 3


def median_seconds(action, runs: int = RUNS) -> float:
    """Return the median time of a call, in seconds of wall clock."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[runs // 2]


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
        floor = median_seconds(lambda: execute(floor_notebook, here))
        command = [sys.executable, "-m", "helpers", "tables", "--out", str(here / "tables")]
        rows = [
            ("floor: a notebook that imports pandas, matplotlib, plotly", floor),
            ("tables", median_seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=root))),
        ]
        for source in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
            rows.append((f"run {source.stem}", median_seconds(lambda source=source: execute(source, here / "figures"))))
    lines = [f"{'median of ' + str(RUNS):<58} {'seconds':>8} {'x floor':>8}"]
    return "\n".join([*lines, *(f"{name:<58} {seconds:>8.2f} {seconds / floor:>8.2f}" for name, seconds in rows)])
