"""The rows of a task in a table → the lines that say the same: ``3.任务。完成时限：2025年底前。（牵头单位：甲）``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from responsibility.importing.outline import CODED, numbered
from responsibility.importing.text import ENDS, clean
from responsibility.language.columns import POST_BEFORE_NAME
from responsibility.language.deadlines import says_only_when
from responsibility.language.normalize import normalise
from responsibility.language.numerals import ORDINAL
from responsibility.language.role_words import KEY, LAST_VERB

COUNTED = re.compile(rf"（?({ORDINAL})）?、?")
"""The number of a heading: 一, 二、, （三）."""
_LINE_ENDS = re.compile(r"\s*\n\s*")
_PROSE = re.compile(rf"(?:{LAST_VERB})[。；]?$")
_UNIT = re.compile(rf"(?:（[^（）]*）|\([^()]*\)|[^\s、，,；;。]|{POST_BEFORE_NAME})+")
_STOPS = "。！？；"


@dataclass
class TaskRow:
    """What a row says of its task, besides number and title."""

    texts: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    """Of columns that are neither tasks nor units: 完成时限：2025年底前."""
    roles: dict[str, list[str]] = field(default_factory=dict)
    """The cells of units and persons, by the keys of a clause; empty where the row assigns nothing anew."""


@dataclass
class TableTask:
    """A task of a table."""

    mark: str
    title: str
    rows: list[TaskRow] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    """All that its rows say, to be held against what is written."""


def task_lines(task: TableTask) -> Iterator[str]:
    """A task as a paragraph; where its rows are assigned to different units, they are its parts."""
    first, *further = task.rows
    differ = any(row.roles and row.roles != first.roles for row in further)
    if differ and all(row.texts or row.details for row in task.rows):
        yield _paragraph(task.mark, [task.title], {})
        latest = first.roles
        for number, row in enumerate(task.rows, start=1):
            latest = row.roles or latest
            yield _paragraph(f"（{number}）", [*row.texts, *row.details], latest)
        return
    roles: dict[str, list[str]] = {}
    for row in task.rows:
        for key, cells in row.roles.items():
            roles.setdefault(key, []).extend(cells)
    texts = [text for row in task.rows for text in (*row.texts, *row.details)]
    yield _paragraph(task.mark, [task.title, *texts], roles)


def _paragraph(mark: str, sentences: Iterable[str], roles: dict[str, list[str]]) -> str:
    stopped = [text if text[-1] in _STOPS else f"{text}。" for text in sentences if text]
    persons_first = sorted(roles.items(), key=lambda role: is_unit_key(role[0]))
    clauses = [_clause(key, cells) for key, cells in persons_first]
    if len(clauses) == 1 and _PROSE.search(clauses[0]):
        clauses = [clauses[0].partition("：")[2]]
    return f"{mark}{''.join(stopped)}" + (f"（{'；'.join(clauses)}）" if clauses else "")


def is_unit_key(key: str) -> bool:
    """Whether a clause names units under this key, and not persons."""
    return KEY.fullmatch(f"{key}：") is not None


def _clause(key: str, cells: Iterable[str]) -> str:
    """``牵头单位：甲、乙``; cells that say themselves who does what are left as they are."""
    texts = list(dict.fromkeys(cells))
    if any(KEY.search(normalise(text)) for text in texts):
        return "；".join(_LINE_ENDS.sub("；", text.strip("。；")) for text in texts)
    if any(_PROSE.search(text) for text in texts):
        return f"{key}：{'，'.join(_LINE_ENDS.sub('，', text.strip('。；')) for text in texts)}"
    return f"{key}：{'、'.join(dict.fromkeys(map(listed, texts)))}"


def listed(cell: str) -> str:
    """The units or persons of a cell, whatever stands between them.

    Blanks between single characters only space them out, and one behind a post (局长 孙某) parts nothing.
    """
    names = ["".join(name.split()) for name in _UNIT.findall(cell)]
    spaced = len(names) > 1 and all(len(name) == 1 for name in names)
    return ("" if spaced else "、").join(names)


def joined(cell: str) -> str:
    """The lines of a cell as one; a line that begins with a number is a sentence of its own, several times are a list."""
    lines = list(filter(None, map(str.strip, cell.split("\n"))))
    if len(lines) > 1 and all(says_only_when(clean(line)) for line in lines):
        return "、".join(lines)
    whole = ""
    for line in lines:
        begins = numbered(clean(line))[0] and whole and whole[-1] not in f"{ENDS}，、"
        whole += f"。{line}" if begins else line
    return whole


def mark_of(number: str) -> str:
    """The number of a row as a paragraph begins with it: ``3.``, ``SL-01.``, ``一、``; empty where it is none."""
    written = re.sub(r"\s", "", normalise(number))
    bare = written.strip("（）、.。")
    if re.fullmatch("[0-9]{1,3}", bare) or CODED.fullmatch(f"{bare}."):
        return f"{bare}."
    if COUNTED.fullmatch(bare):
        return f"（{bare}）" if "（" in written else f"{bare}、"
    return ""


def letters(text: str) -> str:
    """The letters and digits of ``text``, in normal form."""
    return re.sub(r"[\W_]", "", normalise(text))
