"""A command line in, an exit code out: 0 done, 1 a notebook or test failed, 2 wrong input, 130 stopped by the user."""

import argparse
import gc
import os
import sys
from pathlib import Path

from helpers import ROOT
from helpers.errors import WorkbookError

EPILOG = "Every command makes .venv and installs the packages of requirements.txt when that is missing or out of date."


def parse(arguments: list) -> argparse.Namespace:
    """Read a command line; print help or what is wrong with it, and exit, where it asks for that."""
    parser = argparse.ArgumentParser(prog="python3 -m helpers", description=__doc__.split(",")[0] + ".", epilog=EPILOG)
    parser.description = "The research workbook: run its notebooks, test it, write its tables."
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser(
        "run",
        help="run every notebook afresh and write every figure",
        description="Run the notebooks in order, each in a fresh kernel; write notebooks/ and figures/ when all have"
        " succeeded, and say which figures changed. When a cell fails, both stand as they stood before.",
    )
    test = commands.add_parser("test", help="run the whole test suite", description="Run the whole test suite.")
    test.add_argument("pytest", nargs="*", metavar="ARGUMENT", help="passed on to pytest after --, for instance: -- -k corpus")
    commands.add_parser("lab", help="open JupyterLab on notebooks/", description="Open JupyterLab on notebooks/.")
    tables = commands.add_parser(
        "tables", help="write the annotation tables as CSV", description="Write every table as UTF-8 CSV."
    )
    tables.add_argument("--out", required=True, metavar="DIR", type=_folder, help="folder for the files; made if need be")
    tables.add_argument("--rules-only", action="store_true", help="leave corrections.csv aside: what the rules alone find")
    tables.add_argument("--seeds", metavar="DIR", type=_folder, help="another corpus: a folder with its own catalog.csv")
    commands.add_parser(
        "bench",
        help="time `tables` and `run`",
        description="Time `tables`, and `run` a notebook, beside a notebook that only imports the libraries.",
    )
    return parser.parse_args(arguments)


def _folder(name: str) -> Path:
    if not name.strip():
        raise argparse.ArgumentTypeError("the name is empty: name a folder")
    return Path(name)


def main(arguments: argparse.Namespace) -> int:
    """Run a command inside the environment; return its exit code."""
    # A name typed in another script must not stop a command on a console that cannot show it.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    # A command lives for seconds and ends with all it made: while the libraries load, the collector finds nothing to free.
    gc.disable()
    try:
        return COMMANDS[arguments.command](arguments)
    except WorkbookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has closed it, as `| head` does: what is left to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        # What `lab` and `test` did until then is theirs.
        print(
            "\n" * sys.stderr.isatty() + "stopped" + "; nothing was changed" * (arguments.command in ("run", "tables")),
            file=sys.stderr,
        )
        return 130


def _run(arguments) -> int:
    from helpers.publish.notebooks import CellFailed, run_all

    try:
        print(run_all(ROOT))
    except CellFailed as error:
        print(f"error: {error}; notebooks/ and figures/ stand as they stood before", file=sys.stderr)
        return 1
    return 0


def _test(arguments) -> int:
    import subprocess

    return subprocess.call([sys.executable, "-m", "pytest", *arguments.pytest], cwd=ROOT)


def _lab(arguments) -> int:
    import subprocess

    return subprocess.call(
        [sys.executable, "-P", "-m", "jupyterlab", f"--notebook-dir={ROOT}", "--LabApp.default_url=/lab/tree/notebooks"]
    )


def _tables(arguments) -> int:
    from helpers.annotate.corrections import told
    from helpers.publish.exports import write_tables
    from helpers.workbook import open_workbook

    out = arguments.out.resolve()
    # tables are named like seed files: emendations.csv exists as both
    if (out / "catalog.csv").exists() or out.is_relative_to((ROOT / "seeds").resolve()):
        raise WorkbookError(f"{arguments.out} holds seeds, which tables would overwrite: choose another folder for --out")
    # Relative to where the command was typed, which is where the process still is.
    tables = open_workbook(arguments.seeds, rules_only=arguments.rules_only).tables
    write_tables(tables, arguments.out)
    for name, table in tables.items():
        print(f"{name + '.csv':<18} {len(table):>6,} rows")
    for line in told(tables["corrections"]):
        print(line, file=sys.stderr)
    return 0


def _bench(arguments) -> int:
    from helpers.bench import report

    print(report(ROOT))
    return 0


COMMANDS = {"run": _run, "test": _test, "lab": _lab, "tables": _tables, "bench": _bench}
