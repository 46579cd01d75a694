"""Notebooks run afresh give the committed bytes; a failure, a kill or an interruption changes nothing."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest

from helpers.errors import WorkbookError
from helpers.publish.notebooks import CellFailed, run_all
from tests.conftest import ROOT, files_of

RUN = "import sys; from pathlib import Path; from helpers.publish.notebooks import run_all; run_all(Path(sys.argv[1]))"

COMMAND = (
    "import sys; from pathlib import Path; from helpers import cli; cli.ROOT = Path(sys.argv[1]);"
    "sys.exit(cli.main(cli.parse(['run'])))"
)


def write(project, *cells, name="01_test.ipynb"):
    for old in (project / "notebooks").glob("*.ipynb"):
        old.unlink()
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbformat.write(book, project / "notebooks" / name)


def test_from_nothing_a_run_brings_back_every_byte(project):
    committed = files_of(ROOT / "notebooks"), files_of(ROOT / "figures")
    for path in (project / "figures").iterdir():
        path.unlink()
    for path in (project / "notebooks").glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(book, path)
    report = run_all(project)
    assert "changed    01_composition" in report
    notebooks = {k: v for k, v in committed[0].items() if k.endswith(".ipynb") and "checkpoints" not in k}
    assert files_of(project / "notebooks") == notebooks
    assert files_of(project / "figures") == committed[1]


def test_a_failing_cell_is_told_in_a_few_lines_and_changes_nothing(project):
    write(project, "x = 1", "# a comment\nraise ValueError('no such person')")
    before = files_of(project)
    with pytest.raises(CellFailed) as caught:
        run_all(project)
    message = str(caught.value)
    assert "notebooks/01_test.ipynb, code cell 2" in message and "ValueError: no such person" in message
    assert len(message.splitlines()) <= 3
    assert {k: v for k, v in files_of(project).items() if not k.startswith(".run")} == before


def test_of_two_failures_the_first_in_order_is_told_and_no_kernel_goes_on(project):
    write(project, "import time\ntime.sleep(2)\n1 / 0")
    for name, cell in (("02_test", "raise KeyError('later')"), ("03_test", "import time\ntime.sleep(600)")):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
        nbformat.write(book, project / "notebooks" / f"{name}.ipynb")
    began = time.monotonic()
    with pytest.raises(CellFailed, match="01_test.ipynb, code cell 1(.|\n)*ZeroDivisionError"):
        run_all(project)
    assert time.monotonic() - began < 60
    running = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True).stdout.splitlines()
    assert not [line for line in running if line.split()[0] == str(os.getpid()) and "ipykernel" in line]


def test_a_kernel_that_dies_is_told(project):
    write(project, "import os\nos._exit(1)")
    with pytest.raises(CellFailed, match="code cell 1"):
        run_all(project)


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not Windows'")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_changes_nothing_and_the_next_one_works(project, sign):
    write(project, "import time\ntime.sleep(60)")
    before = files_of(project)
    process = subprocess.Popen([sys.executable, "-c", RUN, str(project)], stderr=subprocess.DEVNULL, cwd=ROOT)
    time.sleep(4)
    process.send_signal(sign)
    process.wait(timeout=30)
    assert {k: v for k, v in files_of(project).items() if not k.startswith(".run")} == before
    write(project, "1 + 1")
    assert "1 notebooks" in run_all(project)
    assert not list((project / ".run").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not Windows'")
@pytest.mark.parametrize("seconds", [2, 5])
def test_ctrl_c_is_one_line_and_exit_code_130(project, seconds):
    write(project, "import time\ntime.sleep(60)")
    before = files_of(project)
    process = subprocess.Popen([sys.executable, "-c", COMMAND, str(project)], stderr=subprocess.PIPE, text=True, cwd=ROOT)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1]
    assert process.returncode == 130 and err.strip() == "stopped; nothing was changed"
    assert {k: v for k, v in files_of(project).items() if not k.startswith(".run")} == before


def test_a_figure_no_notebook_makes_any_more_is_removed_and_a_strangers_file_kept(project):
    (project / "figures" / "mine.txt").write_text("mine", encoding="utf-8")
    write(project, "1 + 1")
    report = run_all(project)
    assert "removed    01_composition" in report
    assert not list((project / "figures").glob("01_*")) and (project / "figures" / "mine.txt").exists()


def test_a_notebook_saved_while_it_runs_is_kept_as_saved(project):
    write(project, "from pathlib import Path\nPath('01_test.ipynb').write_text('saved meanwhile')")
    before = files_of(project / "figures")
    with pytest.raises(WorkbookError, match="notebooks/01_test.ipynb was saved while it ran: nothing was written; run again"):
        run_all(project)
    assert (project / "notebooks" / "01_test.ipynb").read_text(encoding="utf-8") == "saved meanwhile"
    assert files_of(project / "figures") == before


def test_a_figure_that_loses_its_page_keeps_no_stale_one_and_a_strangers_sidecar_is_told(project):
    path = sorted((project / "figures").glob("0*_*.html"))[0].with_suffix(".json")
    old = json.loads(path.read_text(encoding="utf-8"))
    new = json.dumps({**old, "files": [f for f in old["files"] if not f.endswith(".html")]})
    for name, content in (("05_broken", "{"), ("06_notes", '{"files": []}')):
        (project / "figures" / f"{name}.json").write_text(content, encoding="utf-8")
    made = f"folder.mkdir(exist_ok=True)\n(folder / '{path.name}').write_text({new!r})\n(folder / '07_odd.json').write_text('[]')"
    write(project, f"import os, pathlib\nfolder = pathlib.Path(os.environ['WORKBOOK_FIGURES'])\n{made}")
    report = run_all(project)
    assert f"changed    {old['name']}" in report and not path.with_suffix(".html").exists()
    for name in ("05_broken.json", "06_notes.json", "07_odd.json"):
        assert f"skipped    {name}: it describes no figure" in report and (project / "figures" / name).exists()


@pytest.mark.parametrize("content", ["", "{", '{"cells": 3}', "[]"])
def test_a_broken_notebook_is_one_line(project, content):
    write(project, "1")
    (project / "notebooks" / "01_test.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(WorkbookError, match="01_test.ipynb is not a notebook"):
        run_all(project)


def test_no_notebook_is_one_line(project):
    for path in (project / "notebooks").iterdir():
        path.unlink()
    with pytest.raises(WorkbookError, match="holds no notebook"):
        run_all(project)


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_anatomy_of_a_notebook(path):
    book = json.loads(path.read_text(encoding="utf-8"))
    prose = "\n".join("".join(c["source"]) for c in book["cells"] if c["cell_type"] == "markdown")
    code = ["".join(c["source"]) for c in book["cells"] if c["cell_type"] == "code"]
    assert "**Question.**" in prose and "## Findings" in prose and "## Limitations" in prose and "**Next:**" in prose
    assert "widgets" not in book["metadata"] and path.stat().st_size < 1_000_000
    for cell in code:
        assert "sys.path" not in cell and "filterwarnings" not in cell
        assert len(cell.splitlines()) <= 12 and max(map(len, cell.splitlines())) <= 100
    assert sum("import " in c for c in code) == 1
