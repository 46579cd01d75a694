"""The code keeps its own rules: ruff, the direction of imports, short modules, no path of a machine."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

ROOMS = ("errors", "pace", "annotate", "workbook", "analyse", "publish")
MODULES = sorted((ROOT / "helpers").rglob("*.py"))


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff(arguments):
    done = subprocess.run([sys.executable, "-m", "ruff", *arguments, "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _room(path) -> str:
    return path.relative_to(ROOT / "helpers").parts[0]


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) in ROOMS], ids=lambda p: p.stem)
def test_a_module_imports_only_from_rooms_to_its_left(path):
    here = ROOMS.index(_room(path))
    for room in re.findall(r"^\s*from helpers\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        assert ROOMS.index(room) <= here, f"{path.name} imports {room}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_a_module_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_file_names_a_path_of_a_machine():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in MODULES]
    for name in names:
        if name.endswith((".py", ".md", ".toml", ".txt", ".csv", ".cff", ".json", ".ipynb")) and not name.startswith("seeds/00"):
            text = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:home|work|root|Users|tmp)/\w", text), name
