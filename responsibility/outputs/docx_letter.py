"""A unit's list of responsibilities (责任清单) as a Word document that can go out as an attachment."""

from __future__ import annotations

from responsibility.language.numerals import chinese_ordinal
from responsibility.model import MARK_SPECS, ROLE_NAMES, Role
from responsibility.outputs.docx_writer import TYPE_AREA, Letter, Text
from responsibility.outputs.ledger import Group, Ledger, Line, unit_ledger
from responsibility.views import PolicyView, SiteView
from responsibility.views.units import UnitView

_NUMBER, _FACTS = 11.0, {"完成时限": 24.0, "目标指标": 22.0, "成果": 21.0}
_UNITS, _WIDEST = 44.0, 18.0
"""Widths in millimetres: what the columns of units share, none wider than the second; the task gets what is left."""


def unit_letter(site: SiteView, view: UnitView) -> bytes:
    """The Word document of a unit that has duties."""
    ledger = unit_ledger(view, site.policies)
    letter = Letter(ledger.title, max(policy.record.metadata.file_date for policy in site.policies))
    letter.paragraph("附件", "附件")
    letter.paragraph("", "正文段")
    letter.paragraph(ledger.title, "公文标题")
    letter.paragraph(f"（{ledger.source}）", "来源")
    letter.paragraph(_preamble(site.policies, view, ledger), "正文段")
    for report in view.reports:
        letter.paragraph(f"按文件规定，{report.words}（原文：“{report.record.quote}”）。", "正文段")
    counts = {1: 0, 2: 0}
    for group in ledger.groups:
        counts[group.level] += 1
        counts |= {2: 0} if group.level == 1 else {}
        _group(letter, group, counts[group.level], ledger.roles)
    return letter.content()


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


def _group(letter: Letter, group: Group, number: int, roles: tuple[Role, ...]) -> None:
    if group.level == 1:
        letter.paragraph(f"{chinese_ordinal(number)}、{group.heading}", "一级标题")
    else:
        letter.paragraph(f"（{chinese_ordinal(number)}）{group.heading}", "二级标题")
    if group.lines:
        width = min(_WIDEST, _UNITS / len(roles))
        behind = {**{ROLE_NAMES[role]: width for role in roles}, **_FACTS}
        task = TYPE_AREA - _NUMBER - sum(behind.values())
        columns = [("序号", _NUMBER), ("任务", task), *behind.items()]
        letter.table(columns, (_row(line, roles) for line in group.lines))


def _row(line: Line, roles: tuple[Role, ...]) -> list[list[Text]]:
    task = [Text(line.title, "表格任务"), Text(line.text)]
    if line.leaders:
        task.append(Text(line.leaders.replace("\n", "；"), "表格备注"))
    if line.remarks:
        task.append(Text(f"注：{line.remarks}。", "表格备注"))
    units = [[Text(line.units[role])] for role in roles]
    texts = (line.deadlines, line.targets, line.deliverables)
    facts = [[Text(fact) for fact in text.split("\n")] for text in texts]
    return [[Text(line.label, "表格居中")], task, *units, *facts]
