"""For each check a record that fails it, as ``check NAME --explain`` shows it: made from the faults of the tests."""

from __future__ import annotations

import re

import yaml

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model.problems import Problem, visible

from .faults import FIRES, T1, Fires, both, task, units
from .gap_faults import GAP_FIRES
from .later_faults import LATER_FIRES
from .slip_faults import SLIP_FIRES

MORE = (
    Fires(
        "collective-cycle",
        both(
            units("members: unlisted", "members: [各镇]"),
            units("[东河镇, 西山镇]", "[东河镇, 西山镇, 各有关部门]"),
        ),
        "",
        "",
    ),
    Fires(
        "duplicate-id",
        both(task("01", "title:", "id: gongshui\ntitle:"), task("04", "title:", "id: gongshui\ntitle:")),
        "",
        "",
    ),
    Fires(
        "duration-without-start",
        task("01", "    every: year\n    times: 2\n", "    duration: 2 years\n"),
        f"{T1}:14",
        "",
    ),
)
"""Faults that other tests make by themselves."""
NOT_IN_THE_DATA = {"unreadable-file", "stale-schema", "received-file"}
"""Checks of files as such: no record fails them."""
_WHOLE_FILE = 2
"""The line of a policy's file at which what concerns all of it is told."""
_LONGEST = 7
"""Lines of a record that are shown."""


def examples(files: Files) -> dict[str, dict[str, str]]:
    """By the name of the check: the file, the record and the message; ``files`` are sound.

    Of several faults the first whose record is not as it was before: the mistake is then to be seen in it.
    """
    before = {(problem.check, problem.location) for problem in _problems(files)}
    made: dict[str, tuple[bool, dict[str, str]]] = {}
    for case in (*FIRES, *GAP_FIRES, *LATER_FIRES, *SLIP_FIRES, *MORE):
        faulty = dict(files)
        case.change(faulty)
        new = [
            problem
            for problem in _problems(faulty)
            if problem.check == case.check and (problem.check, problem.location) not in before
        ]
        problem = next((each for each in new if _place(each) == case.where), new[0])
        file = problem.location.file
        record = _record(faulty[file].decode("utf-8", "replace"), problem) if file in faulty else ""
        telling = not record or record not in _without_indent(files.get(file, b"").decode())
        if case.check not in made or telling > made[case.check][0]:
            example = {"file": file, "record": record, "message": visible(problem.message)}
            made[case.check] = (telling, example)
    return {name: example for name, (_, example) in made.items()}


def _without_indent(text: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in text.splitlines())


def _problems(files: Files) -> tuple[Problem, ...]:
    return checks.run(load(files)).problems


def _place(problem: Problem) -> str:
    return f"{problem.location.file}:{problem.location.line}"


def _record(text: str, problem: Problem) -> str:
    """The record that the problem is in: from the key or the item of a list that begins it, to its end."""
    if problem.location.line <= _WHOLE_FILE and problem.location.file.endswith("policy.yml"):
        return ""  # of the whole policy
    lines = text.splitlines()
    at = min(problem.location.line, len(lines)) - 1
    begins = re.compile(r"(  - |- |[a-z_\"&]|\t)")
    first = next((index for index in range(at, -1, -1) if begins.match(lines[index])), at)
    indent = len(lines[first]) - len(lines[first].lstrip())
    after = (
        index
        for index in range(first + 1, len(lines))
        if len(lines[index]) - len(lines[index].lstrip()) <= indent
    )
    last = next(after, len(lines))
    shown = lines[first : min(last, first + _LONGEST)]
    if last - first > _LONGEST:
        shown.append(" " * (indent + 2) + "……")
    return "\n".join(visible(line[indent:]) for line in shown)


def as_yaml(made: dict[str, dict[str, str]]) -> str:
    """The examples as the file of the package has them."""
    head = "# 由测试写成（pytest --bless）：每个检查项，一条通不过的记录和报出的话。\n"
    return head + yaml.dump(
        made, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=False
    )


class _Blocks(yaml.SafeDumper):
    """Texts of several lines as blocks."""


def _text(dumper: _Blocks, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _text)
