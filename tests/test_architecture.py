"""What keeps the repository a place to work in."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .conftest import ROOT

FILES = sorted(
    path
    for folder in (".", "responsibility", "benchmarks", "tests")
    for path in (ROOT / folder).glob("*.py" if folder == "." else "**/*.py")
)
CODE = [path for path in FILES if "tests" not in path.relative_to(ROOT).parts]
NAMED = [*CODE, *(path for path in FILES if path.parent.name == "support")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_long_files(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_long_functions(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("path", NAMED, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_say_what_a_thing_is(path: Path) -> None:
    """Functions, parameters and variables; the glossary of CONTRIBUTING.md has better names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name):
            names.add(node.id)
    assert names.isdisjoint({"one", "found", "said", "told", "thing"})


def test_import_contracts() -> None:
    """The contracts in pyproject.toml: layers without a cycle, a compiler that touches nothing outside."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


PURE = [
    path
    for path in CODE
    if "responsibility" in path.relative_to(ROOT).parts
    and {"cli", "build", "folder.py", "git.py"}.isdisjoint(path.parts)
    and path.parent != ROOT
]


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_compiler_calls_nothing_outside(path: Path) -> None:
    """What no contract on imports can see: built-in functions, and the clock through ``datetime``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "exit"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now"}


PACKAGE = [path for path in CODE if "responsibility" in path.relative_to(ROOT).parts]


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_an_office_reads_names_no_command_of_this_repository(path: Path) -> None:
    """An office runs ``zeren check``; ``build.py`` and ``make`` are of this repository."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert not re.search(r"build\.py|\bmake [a-z]", node.value), node.value


def test_each_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    needed = {re.split("[<>=]", one)[0] for one in project["dependencies"]}
    assert needed == set(re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)) - {"library", "---"}
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==\S+", locked, re.MULTILINE)
    assert {name.lower() for name in needed} <= {name.lower() for name in pinned}
    assert locked.count("--hash=sha256:") >= len(pinned)
