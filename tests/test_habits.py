"""What keeps the repository a place to work in."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from .conftest import ROOT

FILES = sorted(
    path
    for folder in (".", "compiler", "shell", "benchmarks", "tests")
    for path in (ROOT / folder).glob("*.py" if folder == "." else "**/*.py")
)
CODE = [path for path in FILES if "tests" not in path.relative_to(ROOT).parts]
PASSES = [
    "problems",
    "dates",
    "facts",
    "model",
    "editions",
    "normal",
    "figures",
    "clauses",
    "document",
    "yaml_tree",
    "load",
    "graph",
    "checks",
    "importing",
    "diff",
    "views",
    "links",
    "exports",
    "search",
    "render",
    "schemas",
    "report",
]
"""The passes of the compiler: each imports only itself and what stands before it."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_long_files(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_long_functions(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def modules(path: Path) -> set[str]:
    """The passes of the compiler that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "compiler":
            names = [f"compiler.{one.name}" for one in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("compiler.")}
    return found


@pytest.mark.parametrize("name", PASSES)
def test_each_pass_imports_only_those_before_it(name: str) -> None:
    place = ROOT / "compiler" / name
    files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    before = set(PASSES[: PASSES.index(name) + 1])
    for path in files:
        assert modules(path) <= before, path


def test_all_passes_are_listed() -> None:
    found = {path.stem for path in (ROOT / "compiler").iterdir() if not path.name.startswith("_")}
    assert found == set(PASSES)


@pytest.mark.parametrize("path", [p for p in CODE if "compiler" in p.parts], ids=lambda path: path.name)
def test_the_compiler_is_pure(path: Path) -> None:
    """It reads no clock, no environment, no folder, writes nothing and ends nothing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        assert not {"os", "sys", "time", "random", "pathlib", "shutil", "subprocess"} & set(names)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "exit"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now"}


def test_each_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    needed = {re.split("[<>=]", one)[0] for one in project["dependencies"]}
    assert needed == set(re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)) - {"library", "---"}
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==\S+", locked, re.MULTILINE)
    assert {name.lower() for name in needed} <= {name.lower() for name in pinned}
    assert locked.count("--hash=sha256:") >= len(pinned)
