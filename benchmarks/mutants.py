"""How much of the code the tests hold: one line is changed at a time, and the nearest tests must notice.

Mutants are made of the syntax tree: an operator, a constant, a condition, an element of a
collection is changed within its line. A sample drawn by a seed is tried, each in a copy of the
project, and those that no test noticed are printed with their lines. A mutant whose tests do not
end counts as noticed.

    python benchmarks/mutants.py [--seed 1] [--number 60] [--only responsibility/outputs/tables.py]
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 600
"""Seconds after which the tests of a mutant are taken not to end."""
OUTPUTS = (
    *("phrases", "columns", "columns_excel", "calendar", "outputs", "downloads", "ledgers", "supporting"),
    *("diff", "diff_told", "identity", "leaders", "rules", "bare", "last_days", "due", "open_lists"),
    *("parts", "terms", "times", "file_names"),
)
NEAREST: dict[str, tuple[str, ...]] = {
    "responsibility/views": (*OUTPUTS, "figures", "finding_units"),
    "responsibility/outputs": (*OUTPUTS, "cli", "injection", "links", "checks"),
    "responsibility/importing": (
        *("reading", "importing", "reading_bad", "importing_bad", "authoring"),
        *("reading_excel", "reading_unread", "web_pages", "task_tables", "clauses", "clause_forms"),
        *("parts", "passages", "leaders", "rules", "deliverables"),
    ),
}
"""The test files that are nearest to a folder's code, in the order in which they are tried."""
SKIPPED = "not browser and not office and not slow and not long"

OPERATORS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: (" in ", " not in "),
    ast.NotIn: (" not in ", " in "),
    ast.Is: (" is ", " is not "),
    ast.IsNot: (" is not ", " is "),
    ast.And: (" and ", " or "),
    ast.Or: (" or ", " and "),
    ast.Add: (" + ", " - "),
    ast.Sub: (" - ", " + "),
    ast.Mult: (" * ", " // "),
    ast.FloorDiv: (" // ", " * "),
}


class Mutant(NamedTuple):
    """A change within one line of a file: the columns ``start`` to ``end`` are replaced."""

    file: str
    line: int
    start: int
    end: int
    text: str


def _relevant(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of code that runs: no annotations, docstrings and lists of exports."""
    yield node
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if not isinstance(child, ast.AST) or field in ("annotation", "returns", "decorator_list"):
                continue
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            exports = isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__"
            if not docstring and not exports:
                yield from _relevant(child)


def _replacements(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Expressions in ``node``, and what each may be replaced with."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.comprehension(ifs=tests):
            yield from ((test, f"(not ({ast.unparse(test)}))") for test in tests)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Constant(value=str(value)) if value:
            yield node, '""'
        case ast.JoinedStr():
            yield node, '""'
        case ast.Tuple(ctx=ast.Load(), elts=elements) | ast.List(ctx=ast.Load(), elts=elements) if elements:
            for index in range(len(elements)):
                left = ", ".join(map(ast.unparse, elements[:index] + elements[index + 1 :]))
                brackets = "[{}]" if isinstance(node, ast.List) else "({},)" if left else "()"
                yield node, brackets.format(left)
        case ast.Dict(keys=keys, values=values):
            for index in range(len(keys)):
                without = ast.Dict(keys[:index] + keys[index + 1 :], values[:index] + values[index + 1 :])
                yield node, ast.unparse(without)
        case ast.ListComp():
            yield node, "[]"
        case ast.DictComp() | ast.SetComp():
            yield node, "{}"
        case ast.GeneratorExp():
            yield node, "(())"


def _operations(node: ast.AST) -> Iterator[tuple[ast.expr, ast.AST, ast.expr]]:
    """The operators in ``node`` with the operands on both sides."""
    match node:
        case ast.Compare(left=left, ops=operators, comparators=others):
            yield from zip([left, *others], operators, others, strict=False)
        case ast.BoolOp(op=operator, values=values):
            yield from ((left, operator, right) for left, right in pairwise(values))
        case ast.BinOp(left=left, op=operator, right=right):
            yield left, operator, right


def mutants(file: str, source: str) -> list[Mutant]:
    """Every mutant of a file that can be parsed, in the order of its lines."""
    lines = [line.encode() for line in source.split("\n")]

    def column(line: int, offset: int | None) -> int:
        return len(lines[line - 1][:offset].decode())

    changes = set()
    for node in _relevant(ast.parse(source)):
        for expression, text in _replacements(node):
            line = expression.lineno
            if line == expression.end_lineno:
                start, end = expression.col_offset, expression.end_col_offset
                changes.add(Mutant(file, line, column(line, start), column(line, end), text))
        for left, operator, right in _operations(node):
            line = right.lineno
            if line == left.end_lineno and type(operator) in OPERATORS:
                old, new = OPERATORS[type(operator)]
                start, end = column(line, left.end_col_offset), column(line, right.col_offset)
                at = lines[line - 1].decode().find(old, start, end)
                if at >= 0:
                    changes.add(Mutant(file, line, at, at + len(old), new))
    return sorted(mutant for mutant in changes if _parses(mutated(source, mutant)))


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def mutated(source: str, mutant: Mutant) -> str:
    """``source`` with the change made."""
    lines = source.split("\n")
    line = lines[mutant.line - 1]
    lines[mutant.line - 1] = line[: mutant.start] + mutant.text + line[mutant.end :]
    return "\n".join(lines)


def all_mutants(only: Sequence[str]) -> Iterator[Mutant]:
    """The mutants of the folders of NEAREST, or of the files and folders named."""
    for folder in NEAREST:
        for path in sorted((ROOT / folder).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            if not only or file.startswith(tuple(only)):
                yield from mutants(file, path.read_text(encoding="utf-8"))


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What is not copied: what is generated, and at the top what git or a tool keeps."""
    made = {"__pycache__"}
    if Path(folder) == ROOT:
        made |= {"out", "site", "dist", ".git", ".venv", *(name for name in names if name.endswith("_cache"))}
    return made & set(names)


def _nearest(mutant: Mutant) -> tuple[str, ...]:
    return next(names for folder, names in NEAREST.items() if mutant.file.startswith(f"{folder}/"))


def _need_green_tests(project: Path, sample: Sequence[Mutant]) -> None:
    """End the process where a test fails without any mutant: it would notice every one."""
    names = dict.fromkeys(name for mutant in sample for name in _nearest(mutant))
    if failure := _failure(project, tuple(names)):
        sys.exit(f"tests fail without a mutant:\n{failure}")


def noticed(project: Path, mutant: Mutant) -> bool:
    """Whether the tests nearest to a mutant fail in ``project``, which is left as it was."""
    path = project / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(mutated(source, mutant), encoding="utf-8")
    try:
        return bool(_failure(project, _nearest(mutant)))
    finally:
        path.write_text(source, encoding="utf-8")


def _failure(project: Path, names: Sequence[str]) -> str:
    """The end of what pytest says where one of the test files fails, tried in one process; else nothing."""
    command = [sys.executable, "-B", "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-m", SKIPPED, *(f"tests/test_{name}.py" for name in names)]
    try:
        done = subprocess.run(
            command, cwd=project, capture_output=True, check=False, timeout=LONGEST, encoding="utf-8"
        )
    except subprocess.TimeoutExpired:
        return f"not ended after {LONGEST} seconds"
    return done.stdout[-2000:] or "nothing ran" if done.returncode else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="try a sample of one-line mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--only", nargs="*", default=())
    options = parser.parse_args()
    every = list(all_mutants(options.only))
    sample = random.Random(options.seed).sample(every, min(options.number, len(every)))  # noqa: S311 – a sample
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=_ignored)
        _need_green_tests(project, sample)
        survivors = 0
        for tried, mutant in enumerate(sorted(sample)):
            print(f"{tried} tried, {survivors} survived", end="\r", file=sys.stderr, flush=True)
            if noticed(project, mutant):
                continue
            survivors += 1
            line = (ROOT / mutant.file).read_text(encoding="utf-8").split("\n")[mutant.line - 1]
            print(f"{mutant.file}:{mutant.line}: {line[mutant.start : mutant.end]} -> {mutant.text}")
            print(f"    {line.strip()}", flush=True)
    killed = len(sample) - survivors
    print(
        f"{killed} of {len(sample)} mutants noticed ({killed / max(len(sample), 1):.0%}), of {len(every)}; seed {options.seed}"
    )


if __name__ == "__main__":
    main()
