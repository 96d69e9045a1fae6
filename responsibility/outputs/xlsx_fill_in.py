"""The sheet 进展填报 of a unit's workbook: what it fills in each reporting day, and what it reported last."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from responsibility.model.progress import STATUS_SPECS, WHOLE_NAME, About, ProgressEntry
from responsibility.outputs.fill_in import Row, unit_rows
from responsibility.outputs.ledger import draft_mark
from responsibility.outputs.wrapping import ems, fitted_widths
from responsibility.outputs.xlsx_forms import (
    FILLED,
    SHOWN,
    TEXT,
    Cells,
    colour_by_status,
    hide_column,
    marks_sheet,
    write_day,
    write_number,
)
from responsibility.outputs.xlsx_writer import A3, CHARACTER, ROOM, Book, row_height
from responsibility.progress.achievement import actual_words
from responsibility.progress.ledger_columns import (
    ACTUAL,
    CONTACTS,
    DUE,
    FILL_SHEET,
    KIND,
    MATTER,
    MEASURE,
    PERCENT,
    REPORTED,
    REPORTING_DAY,
    TARGET,
    WHOLE_WORDS,
)
from responsibility.progress.ledger_marks import KEY_HEAD, SHOWN_HEAD, LedgerMarks, edition, shown_digest
from responsibility.views import SiteView
from responsibility.views.status import day_words
from responsibility.views.units import UnitView

_HEAD_ROW = 3
_FIRST = _HEAD_ROW + 1
_LEAST_HEIGHT = 24
"""Of a row, so that somebody can write in it."""
_TITLE = {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"}
_DOCUMENT = "文件"
_WIDTHS = {
    **{"序号": 7.0, KIND: 6.0, MEASURE: 6.0, ACTUAL: 9.0, "状态": 9.0, "完成日期": 11.0},
    **{"进展情况": 28.0, "存在问题": 19.0, "下步措施": 19.0, "佐证": 14.0},
    **{"责任领导": 8.0, "责任人": 8.0, "联系电话": 13.0},
}
"""The widths of columns that do not depend on what the document says, in Excel's units."""
_LEAST = {_DOCUMENT: 11.0, "任务": 12.0, MATTER: 20.0, DUE: 13.0, TARGET: 9.0}
_HOW = (
    "怎样填：只填白底的各栏，灰底、蓝底的照录文件，请勿改动。蓝底的“任务”每行都要选“状态”、写“进展情况”（在“类别”栏筛选“任务”，"
    "就只看这些）；其下的时限、指标、成果，有进展的逐行填，“实际值”只填数。不涉及本单位的选“不适用”。任务已完成的选“已完成”、"
    "填“完成日期”，其下各行不必再填。“佐证”写网址或文件名。可以筛选、排序，不要删行；填好后整本发回。"
)
"""How it is filled in, for somebody who has never seen it."""
_AGAIN = "白底各栏已带出本单位上次（{}）报送的内容：有变化的改，没有变化的留着；都没有变化的，也请在“进展情况”里写明，原样交回算作未填。"


@dataclass(frozen=True)
class FillInRow:
    """A row of the sheet."""

    label: str
    words: dict[str, str]
    """What the document says, by the column in which it is shown."""
    about: About | None
    """None of a task or a part."""
    measure: str
    whole: bool
    key: str
    """What the row carries hidden, and so behind it."""
    digest: str
    entry: ProgressEntry | None
    """What the unit reported last."""


@dataclass(frozen=True)
class FillIn:
    """What stands in the sheet of a unit."""

    unit: str
    source: str
    """The names of the documents."""
    draft: str
    several: bool
    """Whether the rows are of several documents."""
    day: datetime.date | None
    """The reporting day; None where the office does not say."""
    reported: datetime.date | None
    """For which day the unit reported last; None where it never did."""
    rows: tuple[FillInRow, ...]
    marks: LedgerMarks


def fill_in(site: SiteView, view: UnitView, source: str) -> FillIn:
    """The sheet of a unit that has duties; ``source`` names the documents."""
    rows = unit_rows(site, view)
    documents = {row.task.ref.policy for row in rows}
    reports = [row.reported(view.unit.name) for row in rows]
    policies = [policy for policy in site.policies if policy.id in documents]
    editions = {policy.id: edition(policy.record) for policy in policies}
    return FillIn(
        view.unit.name,
        source,
        draft_mark(policies),
        len(documents) > 1,
        site.reporting_day,
        max((report.day for report in reports if report), default=None),
        tuple(
            FillInRow(
                row.label,
                _shown(row),
                row.subject.about,
                row.subject.measure,
                row.whole,
                row.key,
                shown_digest(row.checked),
                report.entry if report else None,
            )
            for row, report in zip(rows, reports, strict=True)
        ),
        LedgerMarks(site.project, editions, view.unit.id, site.reporting_day, len(rows)),
    )


def fill_in_sheet(book: Book, content: FillIn) -> None:
    """Write the sheet, and what it carries hidden."""
    columns = _columns(content.rows, content.several)
    names, widths = list(columns), list(columns.values())
    sheet = book.sheet(FILL_SHEET, A3, content.source, f"{content.unit}　{FILL_SHEET}")
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    lines = dict(enumerate(content.rows, _FIRST))
    last = _FIRST + len(lines) - 1
    book.across(sheet, 0, len(names) - 1, f"{content.unit}任务进展填报表{content.draft}", **_TITLE)
    sheet.set_row(0, 34)
    _second_line(book, sheet, names, f"填报单位：{content.unit}　　依据：{content.source}", content.day)
    _completion(book, sheet, names, last, content.rows)
    how = _HOW + (_AGAIN.format(day_words(content.reported)) if content.reported else "")
    book.across(sheet, 2, len(names) - 1, how, text_wrap=True, valign="vcenter", font_color="#9C0006")
    sheet.set_row(2, row_height([how], [sum(widths)]))
    book.head(sheet, _HEAD_ROW, names)
    for number, row in lines.items():
        _row(book, sheet, number, row, columns)
    _rules(book, sheet, lines, names)
    keys = {number: row.key for number, row in lines.items()}
    digests = {number: row.digest for number, row in lines.items()}
    hide_column(book, sheet, len(names), _HEAD_ROW, KEY_HEAD, keys)
    hide_column(book, sheet, len(names) + 1, _HEAD_ROW, SHOWN_HEAD, digests)
    sheet.autofilter(
        _HEAD_ROW, 0, last, len(names) + 1
    )  # the hidden ones too: they are sorted with the others
    sheet.print_area(0, 0, last, len(names) - 1)
    sheet.freeze_panes(_FIRST, names.index(MATTER) + 1)
    marks_sheet(book, content.marks)


def _columns(rows: Sequence[FillInRow], with_document: bool) -> dict[str, float]:
    """The columns with their widths: what the document says has the room that the columns to fill in leave."""
    shown = ["序号", *[_DOCUMENT] * with_document, "任务", KIND, MATTER, DUE, TARGET]
    names = [*shown, ACTUAL, MEASURE, *(name for name in REPORTED if name != ACTUAL), *CONTACTS]
    fitted = [name for name in shown if name in _LEAST]
    number = max(_WIDTHS["序号"], max((ems(row.label) for row in rows), default=0) * CHARACTER + 1)
    fixed = {**_WIDTHS, "序号": number}
    room = ROOM[A3] - sum(fixed[name] for name in names if name in fixed)
    texts = [[row.words[name] for name in fitted] for row in rows]
    widths = fitted_widths(texts, [_LEAST[name] for name in fitted], room, CHARACTER)
    by_name = fixed | dict(zip(fitted, widths, strict=True))
    return {name: by_name[name] for name in names}


def _shown(row: Row) -> dict[str, str]:
    """What the document says in the columns of a row."""
    title, matter, due, demand = row.checked
    return {
        _DOCUMENT: row.task.ref.document,
        "任务": title,
        KIND: row.kind,
        MATTER: matter,
        DUE: due,
        TARGET: demand,
        MEASURE: row.subject.measure,
    }


def _second_line(
    book: Book, sheet: Worksheet, names: Sequence[str], unit: str, day: datetime.date | None
) -> None:
    """Whose sheet it is, and the cell for the reporting day with its label to the left."""
    due = names.index(DUE)
    book.across(sheet, 1, due - 1, unit, valign="vcenter")
    book.text(sheet, 1, due, REPORTING_DAY, bold=True, align="right", valign="vcenter")
    look = book.look(bold=True, border=1, align="center", valign="vcenter", num_format="yyyy年m月d日")
    sheet.merge_range(1, due + 1, 1, due + 2, "", look)
    if day:
        sheet.write_datetime(1, due + 1, day, look)
    Cells(sheet, due + 1, [1]).day(REPORTING_DAY)
    sheet.set_row(1, 22)


def _completion(
    book: Book,
    sheet: Worksheet,
    names: Sequence[str],
    last: int,
    rows: Sequence[FillInRow],
) -> None:
    """The share of items that are completed, which changes with what is filled in: the only formula, of nothing from the data."""
    status = names.index("状态")
    kinds, statuses = (xl_range_abs(_FIRST, column, last, column) for column in (names.index(KIND), status))
    done, excepted = (
        f'COUNTIFS({kinds},"{WHOLE_NAME}",{statuses},"{STATUS_SPECS[key].name}")'
        for key in ("completed", "not_applicable")
    )
    reported = [row.entry.status for row in rows if row.entry and not row.entry.about]
    apply = sum(not row.about for row in rows) - reported.count("not_applicable")
    share = reported.count("completed") / apply if apply else ""
    book.text(sheet, 1, status, "完成率", bold=True, align="right", valign="vcenter")
    sheet.write_formula(
        1,
        status + 1,
        f'=IFERROR({done}/(COUNTIF({kinds},"{WHOLE_NAME}")-{excepted}),"")',
        book.look(bold=True, border=1, align="center", valign="vcenter", num_format="0.0%"),
        share,
    )


def _row(
    book: Book,
    sheet: Worksheet,
    number: int,
    row: FillInRow,
    columns: Mapping[str, float],
) -> None:
    """What the document says, then what the unit reported last, or nothing."""
    names = list(columns)
    shown, entry = row.words, row.entry
    words = _reported(entry)
    look = SHOWN if row.about else {**SHOWN, "bold": True, "bg_color": "#DDEBF7"}
    book.label(sheet, number, 0, row.label, **look)
    for column, name in enumerate(names[1:], 1):
        if name in shown:
            book.text(sheet, number, column, shown[name], **look)
        elif name == ACTUAL:
            _actual(book, sheet, number, column, row)
        elif name == "完成日期":
            completed = entry.completed.last_day if entry and entry.completed else None
            write_day(book, sheet, number, column, completed)
        else:
            centred = {"align": "center"} if name == "状态" else {"num_format": TEXT}
            book.text(sheet, number, column, words.get(name, ""), **FILLED, **centred)
    texts = [{**shown, **words}.get(name, "") for name in names]
    sheet.set_row(number, max(_LEAST_HEIGHT, row_height(texts, list(columns.values()))))


def _reported(entry: ProgressEntry | None) -> dict[str, str]:
    """What an entry says in the columns of words."""
    if entry is None:
        return {}
    return {
        "状态": STATUS_SPECS[entry.status].name if entry.status else "",
        "进展情况": entry.progress or "",
        "存在问题": entry.problems or "",
        "下步措施": entry.next_steps or "",
        "佐证": "\n".join(entry.evidence),
    }


def _actual(book: Book, sheet: Worksheet, number: int, column: int, row: FillInRow) -> None:
    """The cell of a target's actual value; those of other rows are no place to write."""
    entry = row.entry
    if row.about != "target":
        book.text(sheet, number, column, "", **SHOWN)
    elif row.whole:
        book.text(sheet, number, column, actual_words(entry) if entry else "", **FILLED, align="center")
    else:
        percent = row.measure == PERCENT
        write_number(book, sheet, number, column, entry.actual if entry else None, percent)


def _rules(book: Book, sheet: Worksheet, lines: Mapping[int, FillInRow], names: Sequence[str]) -> None:
    """Drop-downs, questions at what is no date or no number, colours by status."""
    status = names.index("状态")
    Cells(sheet, status, list(lines)).choose([spec.name for spec in STATUS_SPECS.values()], "状态")
    Cells(sheet, names.index("完成日期"), list(lines)).day("完成日期")
    targets = {number: row for number, row in lines.items() if row.about == "target"}
    whole = [number for number, row in targets.items() if row.whole]
    actual = names.index(ACTUAL)
    Cells(sheet, actual, whole).choose(list(WHOLE_WORDS.values()), ACTUAL, strict=False)
    Cells(sheet, actual, [number for number in targets if number not in whole]).number(ACTUAL)
    colour_by_status(book, sheet, min(lines), max(lines), len(names), status)
