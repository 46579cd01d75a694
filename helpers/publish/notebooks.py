"""notebooks/ in. Out: the same notebooks run afresh, and figures/, all of it or none."""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import nbformat
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


class CellFailed(Exception):
    """A cell raised an error: which notebook, which cell, which error, in a few lines."""


class _Client(NotebookClient):
    """A client that leaves Ctrl-C to asyncio, which cancels every notebook; nbclient's own handler knows of one kernel alone."""

    @asynccontextmanager
    async def async_setup_kernel(self, **options) -> AsyncIterator[None]:
        self.create_kernel_manager()
        try:
            await self.async_start_new_kernel(**options)
            await self.async_start_new_kernel_client()
            yield
        finally:
            await self._async_cleanup_kernel()


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
    try:
        with tqdm(total=len(sources), unit="notebook", file=sys.stderr, disable=None) as bar:
            done = execute_all(sources, staging / "figures", bar)
        (staging / "figures").mkdir(exist_ok=True)
        write_gallery(staging / "figures")
        report = "\n".join([_replace(root, at_start, done, staging / "figures"), *told(open_workbook().corrections)])
        return f"{report}\n{len(done)} notebooks in {time.monotonic() - began:.0f} s"
    finally:
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


def execute_all(sources: list, figures: Path, bar: tqdm | None = None) -> dict[Path, bytes]:
    """Run notebooks, each in a fresh kernel: they start in order, as many at a time as the machine has cores.

    Args:
        sources: the notebooks, in order.
        figures: where their figures go.
        bar: a progress bar, moved on as each is done.

    Returns:
        Each notebook with its outputs, as the bytes of its file: the same for the same inputs.

    Raises:
        CellFailed: a cell raised an error, ran too long, or its kernel died; of several, the first in order is told.
        WorkbookError: a file is not a notebook.
    """
    clients = {source: _client(source) for source in sources}
    with tempfile.TemporaryDirectory() as home:
        # A reader's own IPython settings and start-up files must not change what a run writes.
        env = {**os.environ, FOLDER: str(figures), "IPYTHONDIR": home, "PYTHONHASHSEED": "0"}
        return asyncio.run(_execute_all(clients, env, bar))


async def _execute_all(clients: dict, env: dict, bar: tqdm | None) -> dict[Path, bytes]:
    room = asyncio.Semaphore(os.cpu_count() or 1)

    async def execute(client: _Client) -> None:
        async with room:
            await client.async_execute(env=env)

    tasks = {source: asyncio.create_task(execute(client)) for source, client in clients.items()}
    done = {}
    try:
        for source, task in tasks.items():
            if bar is not None:
                bar.set_description(source.stem)
            done[source] = await _finished(source, clients[source], task)
            if bar is not None:
                bar.update()
        return done
    finally:
        for task in tasks.values():
            task.cancel()
        # Each stops its kernel before it ends.
        await asyncio.gather(*tasks.values(), return_exceptions=True)


async def _finished(source: Path, client: _Client, task: asyncio.Task) -> bytes:
    """Wait for a notebook to end; return the bytes of the file, or say in one line what failed."""
    try:
        await task
    except CellExecutionError as error:
        raise CellFailed(_told(source, client.nb, f"{error.ename}: {_clean(error.evalue)}")) from None
    except (CellTimeoutError, DeadKernelError) as error:
        # nbclient takes Ctrl-C, which cancels the cell, for a kernel's death.
        if asyncio.current_task().cancelling():
            raise asyncio.CancelledError from None
        raise CellFailed(_told(source, client.nb, _clean(str(error)).splitlines()[0])) from None
    return _bytes(client.nb)


def _client(source: Path) -> _Client:
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
        extra_arguments=["--IPKernelApp.log_level=ERROR", f"--IPKernelApp.exec_lines={START}"],
        resources={"metadata": {"path": str(source.parent)}},
    )


def _told(source: Path, notebook, error: str) -> str:
    code = [c for c in notebook.cells if c.cell_type == "code"]
    number, cell = next(
        ((i, c) for i, c in enumerate(code, 1) if any(o.output_type == "error" for o in c.outputs)),
        (sum(c.execution_count is not None for c in code) or 1, None),
    )
    first = cell.source.strip().splitlines()[0] if cell is not None and cell.source.strip() else ""
    said = (error.strip().splitlines() or [error])[0]
    return f"notebooks/{source.name}, code cell {number} ({first}): {said}"


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
