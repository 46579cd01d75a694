"""notebooks/ in. Out: the same notebooks run afresh, and figures/, all of it or none."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import nbformat
from jupyter_client.client import KernelClient
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from tqdm import tqdm

from helpers.annotate.corrections import told
from helpers.errors import WorkbookError
from helpers.publish.exports import cannot_write, replace_files
from helpers.publish.figures import FOLDER
from helpers.publish.gallery import no_sidecars, read_sidecars, write_gallery
from helpers.workbook import open_workbook

CELL_SECONDS = 600
# A notebook makes much and drops little: a collector that wakes a hundred times less often saves a fifth of the run.
START = "import gc; gc.set_threshold(70_000)"
# While one notebook runs, the kernel of the next starts and loads what every notebook needs: the machine has a second core.
AHEAD = START + "; import helpers.publish.evidence, helpers.publish.figures, helpers.workbook as w; w.warm_up(); del w"


class CellFailed(Exception):
    """A cell raised an error: which notebook, which cell, which error, in a few lines."""


class _Client(NotebookClient):
    """A client that Ctrl-C stops together with its kernel; nbclient's own handler kills the kernel and trips over it."""

    stopped = False
    running = None
    in_turn = False

    async def async_start_new_kernel(self, **options) -> None:
        self._handle_stop()
        await super().async_start_new_kernel(**options)

    async def async_start_new_kernel_client(self) -> KernelClient:
        self._handle_stop()
        return await super().async_start_new_kernel_client()

    def _handle_stop(self) -> None:
        # In place of nbclient's own; a kernel that starts ahead of its turn leaves Ctrl-C to the one that runs.
        if self.in_turn and threading.current_thread() is threading.main_thread() and os.name != "nt":
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, self._stop)

    def _stop(self) -> None:
        # A kernel that is only starting cannot be stopped yet: its first cell is where it ends.
        self.stopped, self.shutdown_kernel = True, "immediate"
        if self.running is not None:
            self.running.cancel()

    async def async_execute_cell(self, *arguments, **options) -> nbformat.NotebookNode:
        if self.stopped:
            raise asyncio.CancelledError
        self.running = asyncio.current_task()
        return await super().async_execute_cell(*arguments, **options)


def run_all(root: Path) -> str:
    """Run every notebook in order, each in a fresh kernel; then replace notebooks/ and figures/.

    Args:
        root: the project's folder.

    Returns:
        Which figures changed, which did not, and how long it took, for printing.

    Raises:
        CellFailed: a cell failed; nothing was replaced.
        KeyboardInterrupt: the user stopped it; nothing was replaced.
        WorkbookError: there is no notebook, it cannot be read or written, or it was saved meanwhile.
    """
    began = time.monotonic()
    sources = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    if not sources:
        raise WorkbookError("notebooks/ holds no notebook named like 01_corpus.ipynb: restore it from the project")
    at_start = {source: _content(source) for source in sources}
    staging = _staging(root)
    beside = ThreadPoolExecutor(1)
    try:
        done = {}
        with tqdm(total=len(sources), unit="notebook", file=sys.stderr, disable=None) as bar:
            bar.set_description(sources[0].stem)
            executed = execute_in_turn(sources, staging / "figures")
            for following, (source, content) in zip([*sources[1:], sources[-1]], executed, strict=True):
                done[source] = content
                if source is sources[-2:][0]:
                    # While the last kernel works, this process sees which decisions no longer fit.
                    unfit = beside.submit(lambda: told(open_workbook().corrections))
                bar.update()
                bar.set_description(following.stem)
        (staging / "figures").mkdir(exist_ok=True)
        write_gallery(staging / "figures")
        decisions = unfit.result()
        report = "\n".join([_replace(root, at_start, done, staging / "figures"), *decisions])
        return f"{report}\n{len(done)} notebooks in {time.monotonic() - began:.0f} s"
    finally:
        beside.shutdown(cancel_futures=True)
        shutil.rmtree(staging, ignore_errors=True)


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise WorkbookError(f"notebooks/{source.name} cannot be read ({error.strerror}): restore it from the project") from None


def _staging(root: Path) -> Path:
    """A new folder beside figures/, so that moving into place is one step; what a killed run left is cleared away."""
    base = root / ".run"
    try:
        base.mkdir(exist_ok=True)
        for old in base.iterdir():
            # A live run's folder holds its process number; without that process it is a leftover.
            if not _alive(old.name.split("-")[0]):
                shutil.rmtree(old, ignore_errors=True)
        return Path(tempfile.mkdtemp(dir=base, prefix=f"{os.getpid()}-"))
    except OSError as error:
        raise WorkbookError(cannot_write(base, error)) from None


def _alive(process: str) -> bool:
    if not process.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def execute(source: Path, figures: Path) -> bytes:
    """Run one notebook in a fresh kernel.

    Args:
        source: the notebook.
        figures: where its figures go.

    Returns:
        The notebook with its outputs, as the bytes of the file: the same for the same inputs.

    Raises:
        CellFailed: a cell raised an error, ran too long, or the kernel died.
        WorkbookError: the file is not a notebook.
    """
    with tempfile.TemporaryDirectory() as home:
        return _finish(_client(source, START), source, _surroundings(figures, home))


def _surroundings(figures: Path, home: str) -> dict:
    # A reader's own IPython settings and start-up files must not change what a run writes.
    return {**os.environ, FOLDER: str(figures), "IPYTHONDIR": home, "PYTHONHASHSEED": "0"}


def execute_in_turn(sources: list, figures: Path) -> Iterator[tuple[Path, bytes]]:
    """Run notebooks one after the other, each in a fresh kernel that started while the one before it ran.

    Args:
        sources: the notebooks, in order.
        figures: where their figures go.

    Yields:
        Each notebook and the bytes of its file, as soon as it is done.

    Raises:
        CellFailed, WorkbookError: as `execute`; those after it do not run.
    """
    with tempfile.TemporaryDirectory() as home, ExitStack() as waiting:
        env, following = _surroundings(figures, home), None
        for i, source in enumerate(sources):
            client, following = following or _client(source, START), None
            if i + 1 < len(sources):
                following = _client(sources[i + 1], AHEAD)
                following.create_kernel_manager()
                waiting.callback(_discard, following)
                following.start_new_kernel(env=env)
            yield source, _finish(client, source, env)


def _discard(client: _Client) -> None:
    """Stop a kernel that waits for a notebook which will not run."""
    if client.km is not None and client.code_cells_executed == 0:
        client.shutdown_kernel = "immediate"
        client._cleanup_kernel()  # noqa: SLF001 - nbclient has no public way


def _client(source: Path, start: str) -> _Client:
    try:
        notebook = nbformat.read(source, as_version=4)
    except Exception as error:  # noqa: BLE001 - nbformat fails in many ways on what is no notebook
        reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise WorkbookError(f"notebooks/{source.name} is not a notebook ({reason}): restore it from the project") from None
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return _Client(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=["--IPKernelApp.log_level=ERROR", f"--IPKernelApp.exec_lines={start}"],
        resources={"metadata": {"path": str(source.parent)}},
    )


def _finish(client: _Client, source: Path, env: dict) -> bytes:
    """Run a client's notebook to its end; return the bytes of the file."""
    client.in_turn = True
    try:
        client.execute(env=env)
    except (Exception, asyncio.CancelledError) as error:
        # What the kernel or nbclient say of a stop is noise to who asked for it.
        if client.stopped:
            raise KeyboardInterrupt from None
        if isinstance(error, CellExecutionError):
            raise CellFailed(_told(source, client.nb, f"{error.ename}: {_clean(error.evalue)}")) from None
        if isinstance(error, (CellTimeoutError, DeadKernelError)):
            raise CellFailed(_told(source, client.nb, _clean(str(error)).splitlines()[0])) from None
        raise
    if client.stopped:
        raise KeyboardInterrupt
    return _bytes(client.nb)


def _told(source: Path, notebook, error: str) -> str:
    code = [c for c in notebook.cells if c.cell_type == "code"]
    number, cell = next(
        ((i, c) for i, c in enumerate(code, 1) if any(o.output_type == "error" for o in c.outputs)),
        (sum(c.execution_count is not None for c in code) or 1, None),
    )
    first = cell.source.strip().splitlines()[0] if cell is not None and cell.source.strip() else ""
    return f"notebooks/{source.name}, code cell {number}: {first}\n{error}"


def _clean(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _bytes(notebook) -> bytes:
    """The file's bytes without what differs between machines: the Python's version, the kernel's path."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _replace(root: Path, at_start: dict, done: dict, staged: Path) -> str:
    """Move a run's notebooks (`done`, of which `at_start` holds the bytes at its start) and figures into place; report it."""
    figures = root / "figures"
    before = {s["name"]: s for s in read_sidecars(figures)}
    after = {s["name"]: s for s in read_sidecars(staged)}
    changed, same = [], []
    for name, sidecar in after.items():
        equal = all(_same(figures / f, staged / f) for f in sidecar["files"])
        (same if equal else changed).append(name)
    gone = [name for name in before if name not in after]
    # Figures first: a notebook that shows a figure is never newer than the figure's files.
    changes = {figures / p.name: p.read_bytes() for p in sorted(staged.iterdir()) if not _same(figures / p.name, p)}
    changes.update((source, content) for source, content in done.items() if at_start[source] != content)
    kept = {p.name for p in staged.iterdir()}
    # A sidecar may come from elsewhere: only files called like its figure, no paths.
    old = {Path(f).name for s in before.values() for f in s["files"] if Path(f).name.startswith(f"{s['name']}.")}
    changes.update((figures / f, None) for f in sorted(old - kept) if (figures / f).exists())
    for source, content in at_start.items():
        if not source.exists() or source.read_bytes() != content:
            raise WorkbookError(f"notebooks/{source.name} was saved while it ran: nothing was written; run again")
    figures.mkdir(exist_ok=True)
    replace_files(changes)
    lines = [f"changed    {name}" for name in changed] + [f"unchanged  {name}" for name in same]
    lines += [f"removed    {name}" for name in gone]
    lines += [f"skipped    {name}: it describes no figure" for name in no_sidecars(figures)]
    return "\n".join(lines) or "no figure"


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()
