"""Actions of the editing page on the small policy, and the lines of its files that change by them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.edit.actions import Outcome, UnloadableError, perform
from responsibility.edit.requests import Request

P = "qinghe-2023-5"


def must_load(files: Files) -> Data:
    data = load(files)
    if data.problems:
        raise UnloadableError(data.problems)
    return data


def do(files: Files, *actions: dict[str, Any]) -> Outcome:
    request = Request.model_validate(
        {"actions": [{"policy": P, **action} if "unit" not in action["do"] else action for action in actions]}
    )
    return perform(files, must_load(files), request.actions, must_load)


def lines(before: Files, outcome: Outcome, path: str) -> tuple[list[str], list[str]]:
    """The lines of a file that are gone, and those that came; no other file changed where it is the only one."""
    old, new = before[path].decode().splitlines(), outcome.files[path].decode().splitlines()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        [line for tag, first, last, *_ in codes if tag != "equal" for line in old[first:last]],
        [line for tag, *_, first, last in codes if tag != "equal" for line in new[first:last]],
    )


def errors(outcome: Outcome) -> list[str]:
    return [
        problem.message
        for problem in checks.run(outcome.data).problems
        if problem.severity in ("error", "unsettled")
    ]


def fact(task: str, field: str, index: int, do: str, **more: Any) -> dict[str, Any]:
    return {"do": do, "task": task, "field": field, "index": index, **more}
