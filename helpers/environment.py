"""The lock (requirements.txt) in, a working .venv out. Standard library only: nothing else is installed yet."""

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

from helpers import ROOT

VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
LOCK = ROOT / "requirements.txt"
TEST_LOCK = ROOT / "tests" / "requirements.txt"
# Set for the process inside, so that it does not start itself once more.
INSIDE = "WORKBOOK_ENVIRONMENT"


def python() -> Path:
    """Return the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_active() -> bool:
    """Tell whether this process was started by `run_inside` and runs the environment's own Python."""
    # A terminal inside JupyterLab inherits the variable, but its `python3` may be the system's.
    return os.environ.get(INSIDE) == str(VENV) and Path(sys.prefix).resolve() == VENV.resolve()


def run_inside(arguments: list, tests: bool = False) -> int:
    """Run `helpers` with these arguments in the environment, making it first where it is missing or out of date.

    Args:
        arguments: the command line after the program's name.
        tests: whether the packages that only tests need must be there too.

    Returns:
        The command's exit code; 2 where the environment could not be made.
    """
    try:
        ensure(tests)
    except EnvironmentFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n" * sys.stderr.isatty() + "stopped; the next command goes on with the installation", file=sys.stderr)
        return 130
    # Outside the environment only packages of the lock may be found.
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    # -P: a pandas.py or a helpers/ in the folder where the command was typed must not be imported.
    child = subprocess.Popen([str(python()), "-P", "-m", "helpers", *arguments], env={**env, INSIDE: str(VENV)})
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # The child has had the same signal and tidies up.
        finally:
            if child.poll() is None and sys.exc_info()[0] not in (None, KeyboardInterrupt):
                child.send_signal(signal.SIGTERM)


class EnvironmentFailed(Exception):
    """The environment could not be made; one line says why and what to do."""


def ensure(tests: bool = False) -> None:
    """Make .venv and install the lock, unless that was done already for this lock and this Python.

    Raises:
        EnvironmentFailed: there is no venv module, no connection, or no room.
    """
    locks = [LOCK, TEST_LOCK] if tests else [LOCK]
    done = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() and python().exists() else []
    if all(_key(lock) in done for lock in locks):
        return
    if not any(key.startswith(_python_key()) for key in done):
        _make()
        done = []
    for lock in locks:
        if _key(lock) not in done:
            _install(lock)
            # Written last: an installation that was cut off is done again.
            done.append(_key(lock))
            STAMP.write_text("\n".join(done) + "\n", encoding="utf-8")


def _python_key() -> str:
    return "python{}.{}".format(*sys.version_info)


def _key(lock: Path) -> str:
    # The project's place is part of the key: .venv holds it, so a moved project needs a new one.
    content = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return f"{_python_key()}:{lock.relative_to(ROOT).parent.as_posix()}:{hashlib.sha256(content).hexdigest()[:16]}"


def _make() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise EnvironmentFailed(
            "this Python has no venv module, which the workbook needs to install its packages:"
            " install it (on Debian and Ubuntu: apt install python3-venv) and run the command again"
        )
    print("making .venv (once; with the packages this takes a few minutes)", flush=True)
    result = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, cwd=str(ROOT))
    if result.returncode:
        raise EnvironmentFailed(f"could not make .venv: {_last_line(result.stdout + result.stderr)}")


def _install(lock: Path) -> None:
    lines = [line.split(";")[0].strip() for line in lock.read_text(encoding="utf-8").splitlines()]
    total = sum("==" in line for line in lines)
    command = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    # The lock's last line names the project by a relative path, which pip reads from its working folder.
    process = subprocess.Popen(
        [*command, "-r", str(lock)], cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    seen, tail = 0, []
    for line in process.stdout:
        tail = [*tail[-30:], line]
        if line.startswith(("Collecting", "Requirement already")):
            seen += 1
            _progress(f"fetching packages: {seen} of about {total}")
        elif line.startswith("Installing collected"):
            _progress(f"installing {total} packages, about a minute")
    if process.wait():
        errors = [line for line in tail if line.startswith("ERROR")] or tail
        raise EnvironmentFailed(
            "could not install {}: {} - check the connection and the room on the disk, then run the command again".format(
                lock.name, _last_line(errors[0] if errors else "")
            )
        )
    _progress("packages installed", end="\n")


def _progress(text: str, end: str = "") -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<60}", end=end, flush=True)
    elif end:
        print(text, flush=True)


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason given"
