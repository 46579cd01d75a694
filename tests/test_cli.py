"""The command line as a stranger meets it."""

import ast
import subprocess
import sys

import pytest

from helpers import environment
from tests.conftest import ROOT

COMMANDS = ("run", "test", "lab", "tables", "bench")


@pytest.mark.parametrize("arguments", [["--help"], *([c, "--help"] for c in COMMANDS)], ids=" ".join)
def test_help_everywhere(arguments, call):
    code, out, _ = call(*arguments)
    assert code == 0 and "usage: python3 -m helpers" in out


@pytest.mark.parametrize("arguments", [[], ["fly"], ["tables"], ["tables", "--out"]], ids=str)
def test_a_wrong_command_is_exit_code_2(arguments, call):
    code, _, err = call(*arguments)
    assert code == 2 and "error:" in err and "Traceback" not in err


def test_help_needs_no_environment_and_works_from_any_folder(tmp_path):
    done = subprocess.run([sys.executable, "-I", str(ROOT / "helpers"), "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and "run every notebook" in done.stdout


@pytest.mark.parametrize("name", ["__init__", "__main__", "environment", "cli", "errors"])
def test_what_runs_before_the_environment_is_standard_library_and_old_syntax(name):
    tree = ast.parse((ROOT / "helpers" / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    top = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    modules = {(n.module if isinstance(n, ast.ImportFrom) else n.names[0].name).split(".")[0] for n in top}
    assert modules <= set(sys.stdlib_module_names) | {"helpers"}


def test_an_old_python_gets_one_line():
    code = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_module('helpers', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "needs Python 3.11" in done.stderr


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """An environment module that works in an empty folder, and the list of what it would install."""
    (tmp_path / "tests").mkdir()
    for name, path in (("LOCK", "requirements.txt"), ("TEST_LOCK", "tests/requirements.txt")):
        (tmp_path / path).write_text("a==1\n", encoding="utf-8")
        monkeypatch.setattr(environment, name, tmp_path / path)
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    venv, calls = tmp_path / ".venv", []
    for name, value in (("ROOT", tmp_path), ("VENV", venv), ("STAMP", venv / "installed.txt")):
        monkeypatch.setattr(environment, name, value)

    def make():
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        environment.python().parent.mkdir(parents=True, exist_ok=True)
        environment.python().touch()
        calls.append("venv")

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", lambda lock: calls.append(lock.parent.name == "tests"))
    return calls


def test_the_environment_is_made_once_and_again_when_the_lock_changes(scratch):
    environment.ensure()
    environment.ensure()
    assert scratch == ["venv", False]
    environment.ensure(tests=True)
    assert scratch == ["venv", False, True]
    environment.LOCK.write_text("a==2\n", encoding="utf-8")
    environment.ensure()
    assert scratch == ["venv", False, True, False]


def test_an_installation_cut_off_is_done_again(scratch, monkeypatch):
    def cut(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", cut)
        assert environment.run_inside(["run"]) == 130
    environment.ensure()
    assert scratch == ["venv", "venv", False]


def test_a_python_without_venv_is_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(environment, "STAMP", tmp_path / "none")
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    assert environment.run_inside(["run"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "has no venv module" in err and "python3-venv" in err


def test_the_lock_names_no_host_and_ends_with_the_project():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "-e ." and all("==" in line for line in lines[1:-1]) and "://" not in "".join(lines)


def test_the_environment_is_active_only_in_its_own_python(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setenv(environment.INSIDE, str(tmp_path / ".venv"))
    assert not environment.is_active()
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert environment.is_active()


@pytest.mark.skipif(not environment.python().exists(), reason="the environment is elsewhere")
def test_modules_in_the_users_folder_are_not_imported(tmp_path):
    (tmp_path / "pandas.py").write_text("raise SystemExit('wrong pandas')", encoding="utf-8")
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "__init__.py").write_text("raise SystemExit('wrong helpers')", encoding="utf-8")
    command = [sys.executable, str(ROOT / "helpers"), "tables", "--out", "rel"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "rel" / "passages.csv").exists()
