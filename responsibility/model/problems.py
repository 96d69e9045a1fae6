"""What can be wrong: checks, and the problems that they report.

Everything wrong with the data is a :class:`Problem`; nothing is raised. A
problem belongs to a :class:`Check`, which states what it ensures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from responsibility.model.item_ids import ItemId

Severity = Literal["error", "unsettled", "warning", "gap"]
SEVERITY_NAMES: dict[Severity, str] = {
    "error": "错误",
    "unsettled": "待核",
    "warning": "警告",
    "gap": "待明确",
}
"""From the gravest. ``unsettled``: what a person has still to settle while a policy is a draft."""

Keys = tuple[str | int, ...]
"""Where in a YAML file: ``("deadlines", 0, "quote")``."""


Elsewhere = tuple[tuple[str, ItemId], ...]
"""Tasks or parts of other documents, each by its policy's id and its own."""


class Location(NamedTuple):
    """A place in a file; ``file`` is relative to the tasks folder, lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Finding(NamedTuple):
    """What a check found: in which file, at which keys of it, and in words."""

    file: str
    keys: Keys
    message: str
    policy: str | None = None
    item: ItemId | None = None
    """The task or part that it concerns."""
    also: Elsewhere = ()
    """Tasks or parts of other documents that it concerns too."""


@dataclass(frozen=True)
class Check:
    """One check: its name, what it ensures, how grave its failing is, and how to mend it."""

    name: str
    ensures: str
    severity: Severity
    """``unsettled`` is what a machine that reads a document may get wrong: an error once the policy is no draft."""
    hint: str
    find: Callable[..., Iterable[Finding]] | None = None
    """Called with the loaded data and its graph; absent where the loader itself finds it."""
    whole: bool = False
    """Whether it makes sense only on data that loaded whole."""
    waivable: bool = False
    """Whether a waiver in policy.yml may accept it: it speaks of the document, not of the YAML."""
    heading: str = ""
    """Of a gap: the heading under which the site publishes what the check finds. Other checks have none."""

    def __post_init__(self) -> None:
        """Raise ValueError for a gap that would be counted and not shown, having no heading to stand under."""
        if (self.severity == "gap") != bool(self.heading):
            raise ValueError(f"check {self.name}: a gap needs a heading, and nothing else has one")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong, where, and what to do about it. Sorts by file and line."""

    location: Location
    check: str
    message: str
    severity: Severity = field(compare=False)
    hint: str = field(compare=False)
    policy: str | None = field(compare=False, default=None)
    item: ItemId | None = field(compare=False, default=None)
    """The task or part that it concerns."""
    keys: Keys = field(compare=False, default=())
    """Where in its file it is, as far as a check says so."""
    also: Elsewhere = field(compare=False, default=())
    """Tasks or parts of other documents that it concerns too."""

    @staticmethod
    def of(
        check: Check,
        location: Location,
        message: str,
        policy: str | None = None,
        item: ItemId | None = None,
        draft: bool = False,
    ) -> Problem:
        """The problem that ``check`` reports at ``location``; ``draft`` says that it is of a draft policy."""
        severity = "error" if check.severity == "unsettled" and not draft else check.severity
        return Problem(location, check.name, message, severity, check.hint, policy, item)


Positions = Mapping[Keys, tuple[int, int]]


def locate(positions: Mapping[str, Positions], file: str, keys: Keys) -> Location:
    """Where ``keys`` stand in ``file``; the nearest enclosing keys where they are absent."""
    known = positions.get(file, {})
    while keys and keys not in known:
        keys = keys[:-1]
    line, column = known.get(keys, (1, 1))
    return Location(file, line, column)


def visible(text: str) -> str:
    """Control and bidirectional characters made visible, so that they cannot disturb a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "　" else f"\\u{ord(sign):04x}" for sign in text)


def shown_path(prefix: str, file: str) -> str:
    """``file``, relative to the tasks folder, as the user would type it; ``prefix`` is that folder's path with ``/``."""
    while file.startswith("../") and prefix.strip("./"):
        above, slash, _ = prefix.rstrip("/").rpartition("/")
        prefix, file = above + slash, file.removeprefix("../")
    return prefix + file


def as_json(problem: Problem, prefix: str = "") -> dict[str, Any]:
    """A problem as a JSON object; ``prefix`` is put before its file."""
    return {
        "check": problem.check,
        "severity": problem.severity,
        "file": shown_path(prefix, problem.location.file),
        "line": problem.location.line,
        "column": problem.location.column,
        "policy": problem.policy,
        "task": str(problem.item) if problem.item else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def fault(message: str) -> PydanticCustomError:
    """A rule of the data that a record breaks, in words for the person who edits the file."""
    return PydanticCustomError("rule", "{message}", {"message": message})
