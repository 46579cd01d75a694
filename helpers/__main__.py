"""The command line: `python3 -m helpers COMMAND`. In: a command. Out: notebooks, figures, tables, test results.

This file and environment.py use the standard library alone, and syntax that old
Pythons can read, so that the first thing a historian sees is never a traceback.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must reach this line
    sys.exit(
        "error: this is Python {}.{}: the workbook needs Python 3.11 or later;"
        " install it and start the command with that Python".format(*sys.version_info)
    )

from pathlib import Path

# Started as `python3 /some/where/helpers`, the folder above is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers import environment  # noqa: E402 - the path must be set first
from helpers.cli import main, parse  # noqa: E402


def start():
    """Read the command, make the environment if need be, run the command in it; return the exit code."""
    arguments = parse(sys.argv[1:])
    if environment.is_active():
        code = main(arguments)
        if arguments.command == "tables":
            leave(code)
        return code
    return environment.run_inside(sys.argv[1:], tests=arguments.command in ("test", "bench"))


def leave(code):
    """End at once, all files being written: Python would take half a second to clear away what nobody needs any more."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(start())
