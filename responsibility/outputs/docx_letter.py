"""A unit's list of responsibilities (责任清单) as a Word document that can go out as an attachment."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from responsibility.language.numerals import chinese_ordinal
from responsibility.model import MARK_SPECS, ROLE_NAMES, Role
from responsibility.outputs.docx_writer import Letter, Text
from responsibility.outputs.drawing import Drawing
from responsibility.outputs.ledger import Group, Ledger, Line, unit_ledger
from responsibility.outputs.wrapping import ems
from responsibility.views import SiteView
from responsibility.views.phrases import NOT_TOLD, UNCONFIRMED
from responsibility.views.policies import PolicyView
from responsibility.views.units import UnitView

Row = list[list[Text]]
"""Of a table: the paragraphs of each cell."""
_FACTS = ("完成时限", "目标指标、成果", "备注")
_NUMBER, _LEAST = 2, 5
"""How many characters the narrowest columns have room for: that of the numbers, the others."""


@dataclass(frozen=True)
class UnitLetter(Drawing):
    """What stands in the list of a unit that has duties."""

    ledger: Ledger
    day: datetime.date
    """The newest document's, which stands as that of making."""
    preamble: str
    reports: tuple[str, ...]

    def drawn(self) -> bytes:
        """The Word document."""
        ledger = self.ledger
        letter = Letter(ledger.title, self.day)
        letter.paragraph("附件", "附件")
        letter.paragraph("", "正文段")
        letter.paragraph(ledger.title, "公文标题")
        letter.paragraph(f"（{ledger.source}）", "来源")
        for paragraph in (self.preamble, *ledger.notes, *self.reports):
            letter.paragraph(paragraph, "正文段")
        tables = [[_row(line, ledger.roles) for line in group.lines] for group in ledger.groups]
        columns = _columns(letter, ledger.roles, [row for rows in tables for row in rows])
        counts = {1: 0, 2: 0}
        for group, rows in zip(ledger.groups, tables, strict=True):
            counts[group.level] += 1
            counts |= {2: 0} if group.level == 1 else {}
            _heading(letter, group, counts[group.level])
            if rows:
                letter.table(columns, rows)
        return letter.content()


def unit_letter(site: SiteView, view: UnitView) -> UnitLetter:
    """The list of a unit that has duties."""
    ledger = unit_ledger(view, site.policies)
    return UnitLetter(
        ledger,
        max(policy.record.metadata.file_date for policy in site.policies),
        _preamble(site.policies, view, ledger),
        tuple(f"按文件规定，{each.words}（原文：“{each.record.quote}”）。" for each in view.reports),
    )


def _preamble(policies: tuple[PolicyView, ...], view: UnitView, ledger: Ledger) -> str:
    named = {line.policy for group in ledger.groups for line in group.lines}
    bases = "、".join(
        f"《{policy.record.metadata.title}》"
        + (f"（{policy.record.metadata.number}）" if policy.record.metadata.number else "")
        for policy in policies
        if policy.id in named
    )
    load = view.workload
    parts = "、".join(f"{spec.acting}{load.of(mark)}项" for mark, spec in MARK_SPECS.items() if load.of(mark))
    return f"根据{bases}，{view.unit.name}承担任务{load.total}项，其中{parts}。任务和分工照录文件原文。"


def _heading(letter: Letter, group: Group, number: int) -> None:
    if group.level == 1:
        letter.paragraph(f"{chinese_ordinal(number)}、{group.heading}", "一级标题")
    else:
        letter.paragraph(f"（{chinese_ordinal(number)}）{group.heading}", "二级标题")
    for paragraph in group.instruction.splitlines():
        letter.paragraph(paragraph, "正文段")


def _columns(letter: Letter, roles: tuple[Role, ...], rows: list[Row]) -> list[tuple[str, float]]:
    """The columns of all tables of the letter, as wide as the words of ``rows`` need them."""
    names = ["序号", "任务", *(ROLE_NAMES[role] for role in roles), *_FACTS]
    words = [["\n".join(text.lead + text.text for text in cell) for cell in row] for row in rows]
    number = max(_NUMBER, *(ems(row[0]) + 0.5 for row in words))  # 42（1） never breaks, whatever the font
    return letter.fitted(names, words, (number, *[_LEAST] * (len(names) - 1)))


def _row(line: Line, roles: tuple[Role, ...]) -> Row:
    task = [Text(f"　{line.text}", lead=line.title)]
    units = [[Text(line.units[role])] for role in roles]
    deadlines = [Text(each) for each in line.deadlines.split("\n")]
    results = [Text(each) for each in line.targets.split("\n") if each]
    if line.deliverables:
        behind_key = "" if line.deliverables in (NOT_TOLD["deliverables"], UNCONFIRMED) else "成果："
        results.append(Text(behind_key + line.deliverables.replace("\n", "；")))
    remarks = [Text(each, "表格备注") for each in (line.leaders.replace("\n", "；"), line.remarks) if each]
    behind = (deadlines, results, remarks)
    return [[Text(line.label, "表格居中")], task, *units, *(cell or [Text("")] for cell in behind)]
