"""Every column of every CSV, Word and calendar file against the JSON export, row by row.

A column that is empty, shifted or of another row fails; so does a file, a column or a
property of a calendar that nothing is expected of. The workbooks are in test_columns_excel.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
import pytest
from docx.table import Table as WordTable
from icalendar import Calendar

from responsibility.model.dates import PartialDate

from .support import columns as expected
from .support.columns import AMENDED, READ_AS, Columns, Line
from .support.reference import ROLES, Reference
from .support.tables import (
    DEADLINE_KEY,
    Grid,
    about_unit,
    compare,
    every_data,
    every_deadline,
    every_deliverable,
    every_target,
    made,
    of_unit,
    policy_gaps,
    policy_units,
    tasks_and_instructions,
    unit_entries,
    unit_files,
    unit_heads,
    unit_policies,
)
from .support.wording import EVERY, Date, Json, Like, Percent

ASSIGNMENT_KEY = ("文件", "序号", "部分", "角色", "单位", "作为哪个集合的成员")
CSV: dict[str, tuple[Columns, Callable[[Reference], Iterable[Any]], Sequence[str]]] = {
    "tasks": (expected.TASKS, tasks_and_instructions, ()),
    "assignments": (expected.ASSIGNMENTS, lambda reference: reference.obligations, ASSIGNMENT_KEY),
    "deadlines": (expected.DEADLINES, lambda reference: every_deadline(reference.tasks), DEADLINE_KEY),
    "targets": (expected.TARGETS, lambda reference: every_target(reference.tasks), ()),
    "deliverables": (expected.DELIVERED, lambda reference: every_deliverable(reference.tasks), ()),
}


def paths(reference: Reference) -> set[str]:
    """The files that there must be."""
    names = {f"{name}.csv" for name in CSV} | {"deadlines.ics", "datapackage.json"}
    names |= {f"ledger-{policy}.xlsx" for policy in reference.policies}
    for name, unit in reference.units.items():
        if reference.duties(name):
            names |= {f"units/{unit['id']}.{suffix}" for suffix in ("csv", "xlsx", "docx")}
            deadlines = [deadline for _, facts in of_unit(reference, name, "deadlines") for deadline in facts]
            if any(deadline["due"] or deadline["every"] for deadline in deadlines):
                names.add(f"units/{unit['id']}.ics")
    names |= {f"units-{ending}.zip" for ending in ("xlsx", "docx") if f".{ending}" in "".join(names)}
    return {f"downloads/{path}" for path in names}


@every_data
def test_there_is_every_file_and_no_other(data: str) -> None:
    reference, files = made(data)
    assert set(files) == paths(reference)


# ---------------------------------------------------------------- CSV


def csv_cell(_: str, value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Percent | Date):
        return str(value[0])
    return value if isinstance(value, Like) else str(value) if value is not None else ""


def csv_grid(where: str, content: bytes) -> Grid:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return Grid(where, header, rows)


@every_data
@pytest.mark.parametrize("name", CSV)
def test_csv_tables(data: str, name: str) -> None:
    reference, files = made(data)
    columns, of, key = CSV[name]
    compare(csv_grid(name, files[f"downloads/{name}.csv"]), reference, columns, of(reference), csv_cell, key)


@every_data
def test_units_csv_tables(data: str) -> None:
    for reference, unit, content in unit_files(data, "csv"):
        compare(csv_grid(unit, content), reference, expected.DUTIES, reference.duties(unit), csv_cell)


TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@every_data
def test_the_data_package(data: str) -> None:
    reference, files = made(data)
    package = json.loads(files["downloads/datapackage.json"])
    numbers = "、".join(policy["number"] for policy in reference.policies.values())
    assert package["title"] == f"{numbers} 责任数据"
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in CSV]
    for resource in package["resources"]:
        grid = csv_grid(resource["name"], files[f"downloads/{resource['path']}"])
        assert resource["title"]
        assert [field["name"] for field in resource["schema"]["fields"]] == grid.header
        for index, field in enumerate(resource["schema"]["fields"]):
            for row in grid.rows:
                assert not row[index] or TYPES[field["type"]](str(row[index])) is not None


# ---------------------------------------------------------------- Word


COUNTED = {
    "lead": "牵头",
    "responsible": "作为责任单位",
    "supporting": "配合",
    "through": "作为成员承担",
}
ORDINALS = "一二三四五六七八九"


def preamble(reference: Reference, unit: str) -> str:
    bases = "、".join(
        f"《{policy['title']}》（{policy['number']}）" for policy in unit_policies(reference, unit)
    )
    load = reference.workload(unit)
    counts = "、".join(f"{words}{load[mark]}项" for mark, words in COUNTED.items() if load[mark])
    total = sum(load.values())
    return f"根据{bases}，{unit}承担任务{total}项，其中{counts}。任务和分工照录文件原文。"


def headings(entries: Iterable[str | Line]) -> list[str]:
    """The headings of a letter with their numbers: those of policies, where there are several, above the others."""
    numbered, upper, lower = [], 0, 0
    words = [entry for entry in entries if isinstance(entry, str)]
    levels = any(entry.startswith("《") for entry in words)
    for entry in words:
        if levels and not entry.startswith("《"):
            lower += 1
            numbered.append(f"（{ORDINALS[lower - 1]}）{entry}")
        else:
            upper, lower = upper + 1, 0
            numbered.append(f"{ORDINALS[upper - 1]}、{entry}")
    return numbered


def letter_row(table: WordTable, row: int) -> list[object]:
    """The cells of a row: the task as its title and its text, targets and deliverables each by itself."""
    number, task, *units, due, results, remarks = table.rows[row].cells
    (paragraph,) = task.paragraphs
    title, text = (run.text for run in paragraph.runs)
    assert text.startswith("　"), "something stands between the title and the text"
    targets = [line for line in results.text.split("\n") if not re.match("成果：|未列明成果$", line)]
    deliverables = [line for line in results.text.split("\n") if re.match("成果：|未列明成果$", line)]
    assert results.text.split("\n") == targets + deliverables[:1]
    facts = (due.text, "\n".join(targets), "".join(deliverables).removeprefix("成果："), remarks.text)
    return [number.text, title, text[1:], *(cell.text for cell in units), *facts]


@every_data
def test_letters(data: str) -> None:
    for reference, unit, content in unit_files(data, "docx"):
        document = docx.Document(io.BytesIO(content))
        title, source = unit_heads(reference, unit)
        entries = unit_entries(reference, unit)
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert texts[:5] == ["附件", "", title, f"（{source}）", preamble(reference, unit)]
        about = [line for text in about_unit(data, unit) for line in text.splitlines()]
        unnumbered = [
            re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", "", text) for text in texts
        ]
        assert [text for text in unnumbered if text in about] == about
        assert [text for text, bare in zip(texts[5:], unnumbered[5:], strict=True) if bare not in about] == (
            headings(entries)
        )
        lines = [entry for entry in entries if isinstance(entry, Line)]
        supporting = any(line.item.units("supporting") for line in lines)
        roles = [name for role, name in ROLES.items() if role != "supporting" or supporting]
        rows: list[list[object]] = []
        for table in document.tables:
            assert [cell.text for cell in table.rows[0].cells] == [
                *("序号", "任务", *roles, "完成时限", "目标指标、成果", "备注")
            ]
            rows.extend(letter_row(table, row) for row in range(1, len(table.rows)))
        header = ["序号", "任务", "原文", *roles, "完成时限", "目标指标", "成果", "备注"]
        compare(Grid(unit, header, rows), reference, expected.LETTER, lines, csv_cell)


# ---------------------------------------------------------------- calendars


def event_description(reference: Reference, task: Json, deadline: Json) -> Like:
    item = reference.item_of(deadline, task)
    patterns = [
        re.escape(line)
        for line in (
            f"事项：{deadline['matter']}",
            f"原文：{deadline['quote']}",
            f"文件：{reference.policy(task)['number']} 任务 {reference.label(task)}{item.label} {task['title']}",
        )
    ]
    for role, name in ROLES.items():
        if role != "supporting" or item.units(role):
            names = reference.units_words([item], role) or "文件未明确"
            patterns.append(f"{name}：" + (names.pattern if isinstance(names, Like) else re.escape(names)))
    return Like("\n".join([*patterns[:3], *day_of_reminder(deadline), *patterns[3:]]))


def day_of_reminder(deadline: Json) -> list[str]:
    """A pattern of the line that says what the document does not of the day; none where it says the day."""
    due, quote = deadline["due"], deadline["quote"]
    ends = bool(set("底末") & set(quote))
    year = ["文件未写明年份，按成文年份2023年"] if deadline["yearless"] else []
    if deadline["before"] and due and due.count("-") < 2 and not ends:
        return ["日期：原文可读作.+日或.+日，提醒放在前一日"]
    if deadline["every"]:
        if deadline["day"] or deadline["month"]:
            return [] if due else ["日期：文件未明确到何时为止"]
        return [f"日期：文件未明确哪一日{'' if due else '，也未写明到何时为止'}，提醒放在每期的最后一天"]
    if due.count("-") < 2 and (not ends or deadline["period"]):
        year.append("文件未明确哪一日，提醒放在最后一天")
    return [f"日期：{'；'.join(year)}"] if year else []


def in_brackets(words: str) -> str:
    """Brackets within brackets would be read as neither's end."""
    return f"，{words}" if "（" in words else f"（{words}）"


def subject(reference: Reference, task: Json, deadline: Json) -> str:
    matter: str = deadline["matter"]
    said = matter in (deadline["quote"], reference.deadline_words(task, deadline))
    return str(task["title"]) if said or len(matter) > 60 else matter


EVENT: dict[str, Callable[[Reference, Json, Json], str | Like]] = {
    "UID": lambda _, task, deadline: (
        f"{task['policy']}.{task['id']}.{task['deadlines'].index(deadline) + 1}@responsibility-site"
    ),
    "DTSTAMP": lambda reference, task, _: PartialDate.parse(
        reference.policy(task)["issued"]
    ).first_day.strftime("%Y%m%dT000000Z"),
    "TRANSP": lambda *_: "TRANSPARENT",
    "SUMMARY": lambda reference, task, deadline: (
        f"{reference.label(task)}{reference.item_of(deadline, task).label} {subject(reference, task, deadline)}"
        + in_brackets(reference.deadline_words(task, deadline))
    ),
    "DESCRIPTION": event_description,
    "CATEGORIES": lambda _, task, deadline: EVERY.get(deadline["every"], "时限"),
}
DAYS = {"DTSTART", "DTEND", "RRULE", "RDATE"}
"""When an event is: test_calendar holds this against the days that the deadlines mean."""


def event_text(name: str, value: Any) -> str:
    if name == "CATEGORIES":
        return str(value.cats[0])
    return value.dt.strftime("%Y%m%dT%H%M%SZ") if name == "DTSTAMP" else str(value)


@every_data
def test_calendars(data: str) -> None:
    reference, files = made(data)
    numbers = "、".join(policy["number"] for policy in reference.policies.values())
    everything = [(fact.task, fact.fact) for fact in every_deadline(reference.tasks) if fact.fact]
    calendars = [(numbers, files["downloads/deadlines.ics"], everything)]
    for _, unit, content in unit_files(data, "ics"):
        facts = [
            (task, fact) for task, concerned in of_unit(reference, unit, "deadlines") for fact in concerned
        ]
        calendars.append((unit, content, facts))
    for name, content, deadlines in calendars:
        calendar = Calendar.from_ical(content)
        assert str(calendar["X-WR-CALNAME"]) == f"{name} 时限"
        events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        datable = [pair for pair in deadlines if pair[1]["due"] or pair[1]["every"]]
        assert events.keys() == {EVENT["UID"](reference, *pair) for pair in datable}
        for pair in datable:
            event = events[str(EVENT["UID"](reference, *pair))]
            assert set(event) - DAYS == set(EVENT)
            for key, text in EVENT.items():
                assert event_text(key, event[key]) == text(reference, *pair), (name, key)


# ---------------------------------------------------------------- the comparison itself


TABLES: dict[str, Callable[[Reference], Iterable[Any]]] = {
    "TASKS": tasks_and_instructions,
    "ASSIGNMENTS": lambda reference: reference.obligations,
    "DEADLINES": lambda reference: every_deadline(reference.tasks),
    "TARGETS": lambda reference: every_target(reference.tasks),
    "DELIVERED": lambda reference: every_deliverable(reference.tasks),
    "DUTIES": lambda reference: [duty for unit in reference.units for duty in reference.duties(unit)],
    "GAPS": lambda reference: [gap for key in reference.policies for gap in policy_gaps(reference, key)],
    "LOADS": lambda reference: [load for key in reference.policies for load in policy_units(reference, key)],
    "LEDGER": lambda reference: [
        entry
        for unit in reference.units
        if reference.duties(unit)
        for entry in unit_entries(reference, unit)
        if isinstance(entry, Line)
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_something_to_compare(name: str) -> None:
    """An expectation that is empty in every row would hold of an empty column; readings are in test_facts_shown, amendments in test_amendments."""
    reference, _ = made("two")
    rows = list(TABLES[name](reference))
    columns: Columns = getattr(expected, name)
    for column, value in columns.items():
        texts = {str(value(reference, row)) for row in rows}
        assert len(texts) > 1 or column in (READ_AS, AMENDED), column
