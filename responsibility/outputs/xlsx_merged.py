"""汇总台账: the workbook of what all units reported of a policy, in which the supervising office writes what it decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from responsibility.model.decisions import DECISION_NAMES
from responsibility.outputs.ledger import source_line
from responsibility.outputs.merged_ledger import (
    MergedRow,
    decision_words,
    merged_rows,
    overdue_table,
    report_words,
    unit_table,
)
from responsibility.outputs.wrapping import ems, fitted_widths
from responsibility.outputs.xlsx_forms import (
    FILLED,
    SHOWN,
    TEXT,
    Cells,
    hide_column,
    marks_sheet,
    write_day,
    write_number,
)
from responsibility.outputs.xlsx_writer import A3, CHARACTER, ROOM, Book, row_height
from responsibility.progress.achievement import actual_words
from responsibility.progress.ledger_columns import (
    ACTUAL,
    DECIDED,
    DUE,
    KIND,
    MATTER,
    MEASURE,
    MERGED_SHEET,
    PERCENT,
    TARGET,
    UNIT,
)
from responsibility.progress.ledger_marks import (
    KEY_HEAD,
    SHOWN_HEAD,
    UNIT_HEAD,
    LedgerMarks,
    edition,
    shown_digest,
)
from responsibility.progress.lights import LIGHT_SPECS
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView

_HEAD_ROW = 3
_FIRST = _HEAD_ROW + 1
_LIGHT, _STATE, _COMPLETED, _UPDATED = "灯", "状态", "完成日期", "更新日期"
_NOW, _BEFORE, _EVIDENCE, _EARLIER = "本次进展", "上次进展", "佐证", "已作决定"
_WIDTHS = {
    **{"序号": 7.0, KIND: 6.0, _LIGHT: 6.0, ACTUAL: 8.0, MEASURE: 6.0, _COMPLETED: 10.0, _UPDATED: 10.0},
    **{"决定": 7.0, "决定日期": 10.0, "依据": 14.0, "延至": 10.0, "说明": 12.0},
}
_LEAST = {
    **{"任务": 10.0, MATTER: 14.0, DUE: 10.0, TARGET: 8.0, UNIT: 8.0, _STATE: 8.0},
    **{_NOW: 16.0, _BEFORE: 12.0, _EVIDENCE: 8.0, _EARLIER: 8.0},
}
_HOW = (
    "督查部门填白底的五栏，只写新作出的决定：“决定”从下拉中选，“依据”写发文字号、会议纪要、领导批示；延期写“延至”，"
    "调整在“说明”里写调整成什么。几个单位共同承担的，逐个单位写。灰底各栏是文件原文和各单位所报，请勿改动；可以筛选、排序，不要删行。"
)


def merged_workbook(site: SiteView, policy: PolicyView) -> bytes:
    """汇总台账, 各单位, and 逾期 where anything is, of a policy with reports; raises ValueError where it has none."""
    if policy.progress is None:
        raise ValueError(f"nothing was reported of {policy.id}")
    facts = policy.record.metadata
    title = f"{facts.title}任务进展汇总台账{facts.draft_mark}"
    book = Book(title, facts.file_date)
    rows = tuple(merged_rows(site, policy))
    _sheet(book, title, source_line(policy), rows)
    book.flat("各单位", unit_table(policy.progress), A3, facts.name, title=title)
    overdue = overdue_table(policy.progress)
    if overdue.rows:
        book.flat("逾期", overdue, A3, facts.name, title=title)
    days = policy.progress.days
    editions = {policy.id: edition(policy.record)}
    marks_sheet(book, LedgerMarks(site.project, editions, day=days[-1] if days else policy.progress.as_of))
    return book.content()


def _sheet(book: Book, title: str, source: str, rows: Sequence[MergedRow]) -> None:
    words = [_words(row) for row in rows]
    columns = _columns(words, rows)
    names, widths = list(columns), list(columns.values())
    sheet = book.sheet(MERGED_SHEET, A3, source, title)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    last = len(names) - 1
    centred = {"align": "center", "valign": "vcenter"}
    book.across(sheet, 0, last, title, bold=True, font_size=18, **centred)
    sheet.set_row(0, 34)
    lights = "　".join(f"{spec.sign}{spec.name}：{spec.words}" for spec in LIGHT_SPECS.values())
    book.across(sheet, 1, last, f"{source}　　{lights}", **centred)
    book.across(sheet, 2, last, _HOW, text_wrap=True, valign="vcenter", font_color="#9C0006")
    sheet.set_row(2, row_height([_HOW], [sum(widths)]))
    book.head(sheet, _HEAD_ROW, names)
    lines = dict(enumerate(zip(rows, words, strict=True), _FIRST))
    for number, (row, texts) in lines.items():
        _line(book, sheet, number, row, texts, columns)
    if not lines:
        return
    Cells(sheet, names.index("决定"), list(lines)).choose(list(DECISION_NAMES.values()), "决定")
    for name in ("决定日期", "延至"):
        Cells(sheet, names.index(name), list(lines)).day(name)
    hidden = {
        KEY_HEAD: {number: row.row.key for number, (row, _) in lines.items()},
        SHOWN_HEAD: {number: shown_digest(row.row.checked) for number, (row, _) in lines.items()},
        UNIT_HEAD: {number: row.unit.id if row.unit else "" for number, (row, _) in lines.items()},
    }
    for column, (head, cells) in enumerate(hidden.items(), len(names)):
        hide_column(book, sheet, column, _HEAD_ROW, head, cells)
    sheet.autofilter(_HEAD_ROW, 0, max(lines), last + len(hidden))  # what is hidden is sorted with the rest
    sheet.print_area(0, 0, max(lines), last)
    sheet.freeze_panes(_FIRST, names.index(MATTER) + 1)


def _words(merged: MergedRow) -> dict[str, str]:
    """What stands in the columns of words of a row."""
    title, matter, due, demand = merged.row.checked
    entry = merged.latest.entry if merged.latest else None
    light = LIGHT_SPECS[merged.state.light] if merged.state.light else None
    return {
        "任务": title,
        KIND: merged.row.kind,
        MATTER: matter,
        DUE: due,
        TARGET: demand,
        MEASURE: merged.row.subject.measure,
        UNIT: merged.unit.name if merged.unit else "",
        _LIGHT: f"{light.sign}{light.name[0]}" if light else "",
        _STATE: merged.state.words,
        _NOW: report_words(merged.this_time),
        _BEFORE: report_words(merged.before),
        _EVIDENCE: "\n".join(entry.evidence) if entry else "",
        _EARLIER: "\n".join(map(decision_words, merged.decisions)),
    }


def _columns(words: Sequence[Mapping[str, str]], rows: Sequence[MergedRow]) -> dict[str, float]:
    """The columns with their widths."""
    names = ["序号", "任务", KIND, MATTER, DUE, TARGET, UNIT, _LIGHT, _STATE, ACTUAL, MEASURE, _COMPLETED]
    names += [_UPDATED, _NOW, _BEFORE, _EVIDENCE, _EARLIER, *DECIDED]
    number = max((ems(row.row.label) for row in rows), default=0) * CHARACTER + 1
    fixed = {**_WIDTHS, "序号": max(_WIDTHS["序号"], number)}
    fitted = [name for name in names if name in _LEAST]
    room = ROOM[A3] - sum(fixed.values())
    texts = [[each[name] for name in fitted] for each in words]
    widths = fitted_widths(texts, [_LEAST[name] for name in fitted], room, CHARACTER)
    by_name = fixed | dict(zip(fitted, widths, strict=True))
    return {name: by_name[name] for name in names}


def _line(
    book: Book,
    sheet: Worksheet,
    number: int,
    merged: MergedRow,
    words: Mapping[str, str],
    columns: Mapping[str, float],
) -> None:
    entry = merged.latest.entry if merged.latest else None
    look = SHOWN if merged.row.subject.about else {**SHOWN, "bold": True, "bg_color": "#DDEBF7"}
    book.label(sheet, number, 0, merged.row.label, **look)
    days = {
        _COMPLETED: entry.completed.last_day if entry and entry.completed else None,
        _UPDATED: merged.latest.day if merged.latest else None,
        "决定日期": None,
        "延至": None,
    }
    for column, name in enumerate(list(columns)[1:], 1):
        if name in days:
            write_day(book, sheet, number, column, days[name], FILLED if name in DECIDED else SHOWN)
        elif name in DECIDED:
            book.text(sheet, number, column, "", **FILLED, num_format=TEXT)
        elif name == ACTUAL and entry and entry.whole is not None:
            book.text(sheet, number, column, actual_words(entry), **SHOWN)
        elif name == ACTUAL:
            of_percent = merged.row.subject.measure == PERCENT
            write_number(book, sheet, number, column, entry.actual if entry else None, of_percent, SHOWN)
        elif name == _LIGHT and merged.state.light:
            colour = LIGHT_SPECS[merged.state.light].colour
            lit = {**SHOWN, "bg_color": colour, "font_color": "#FFFFFF", "bold": True, "align": "center"}
            book.text(sheet, number, column, words[name], **lit)
        else:
            own = look if name in ("任务", KIND, MATTER, DUE, TARGET, MEASURE) else SHOWN
            book.text(sheet, number, column, words[name], **own)
    texts = [words.get(name, "") for name in columns]
    sheet.set_row(number, row_height(texts, list(columns.values())))
