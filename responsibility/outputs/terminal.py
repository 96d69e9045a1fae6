"""A unit or a task for the terminal: the same facts as its page, aligned for Chinese widths."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from responsibility.model import EXPECTED, LEAD, MARK_SPECS, ROLE_NAMES, THROUGH, Deadline, Mark, Target
from responsibility.outputs.terminal_progress import PROGRESS, duty_rows, fact_words, task_rows, unit_rows
from responsibility.views import SiteView
from responsibility.views.items import roles_in
from responsibility.views.lines import deadline_line, quote_beside
from responsibility.views.mentions import MENTIONED
from responsibility.views.notes import unit_notes
from responsibility.views.phrases import NOT_NAMED, NOT_TOLD, UNCONFIRMED, absent, names_by_role
from responsibility.views.policies import PolicyView
from responsibility.views.status import day_words
from responsibility.views.tasks import DeadlineView, DeliverableView, TargetView, TaskView
from responsibility.views.units import DutyView, UnitView


def show(site: SiteView, what: str, policy: str | None, width: int) -> str | None:
    """``what`` (a unit's name, alias or id, or a task's number or id) as text of at most ``width`` columns.

    A task is called by its number as the document writes it, or by the one in the data, or by its id; its
    policy may stand before it, ``meifa-2021-7/32``. Where several tasks of a policy have that number, they are
    listed. None where there is neither such a unit nor such a task.
    """
    view = site.unit(what)
    if view is not None:
        return as_lines(_unit(site, view, policy), width)
    if "/" in what:
        policy, identity = what.split("/", 1)
        addressed = [
            view.by_id[identity] for view in site.policies if view.id == policy and identity in view.by_id
        ]
        if addressed:
            return as_lines(_task(addressed[0], site.as_of), width)
        what = identity
    shown = [_tasks_called(view, what, width) for view in site.policies if policy in (None, view.id)]
    return "\n\n".join(filter(None, shown)) or None


def _tasks_called(policy: PolicyView, what: str, width: int) -> str:
    """The task of ``policy`` that is called ``what``, or a list of those that are; empty where none is."""
    tasks = [task for task in policy.tasks if what in (task.ref.label, task.record.id)]
    number = what.removeprefix("第").removesuffix("项").strip().lstrip("0")
    other = policy.by_id.get(policy.record.item_id(number).task)
    if not tasks and other:
        tasks = [other]
    if len(tasks) <= 1:
        return "".join(as_lines(_task(task, policy.as_of), width) for task in tasks)
    table = plain_table("章节", "序号", "任务", "查看")
    for task in tasks:
        call = f"show {policy.id}/{task.ref.id}"
        table.add_row(Text(task.section.key), Text(task.ref.label), Text(task.ref.title), Text(call))
    return as_lines(
        [Text(f"{policy.record.metadata.name}里有 {len(tasks)} 项任务的序号是 {what}："), table], width
    )


def as_lines(parts: Iterable[Text | Table], width: int) -> str:
    """Texts and tables as lines of at most ``width`` columns."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, highlight=False)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def plain_table(*columns: str) -> Table:
    """A table without lines, with those heads."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(columns))
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    return table


def _facts(rows: list[tuple[str, str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(name), Text(value))
    return table


def _task(task: TaskView, as_of: datetime.date | None) -> Iterable[Text | Table]:
    yield Text(f"{task.ref.label} {task.ref.title}")
    sections = dict.fromkeys((task.chapter, task.section))
    yield Text(" › ".join([task.ref.document, *(section.label + section.title for section in sections)]))
    yield Text("")
    rows: list[tuple[str, str]] = [("草稿", UNCONFIRMED)] if task.draft else []
    nothing = {facts: absent(words, task.draft) for facts, words in NOT_TOLD.items()}
    assigned = {item.assigned: item for item in task.items}
    for item in assigned.values():
        names = names_by_role(item.units, item.open_after)
        for role in roles_in([item.units]):
            rows.append(
                (
                    item.assigned.part_label + ROLE_NAMES[role],
                    names[role] or absent(NOT_NAMED, item.draft),
                )
            )
    rows += [
        (leader.item.part_label + leader.record.role, "、".join(leader.record.names))
        for leader in task.leaders
    ]
    rows += [
        (item.assigned.part_label + "按文件规定", ruled.words)
        for item in assigned.values()
        for ruled in item.ruled
    ]
    rows += [("完成时限", _due(task, deadline)) for deadline in task.deadlines] or [
        ("完成时限", nothing["deadlines"])
    ]
    rows += [
        ("目标指标", each.parts.line + _bound(each) + _read_as(each.record) + fact_words(task, each))
        for each in task.targets
    ] or [("目标指标", nothing["targets"])]
    rows += [
        ("成果", f"{each.record.name}（{each.kind_name}）{_bound(each)}{fact_words(task, each)}")
        for each in task.deliverables
    ] or [("成果", nothing["deliverables"])]
    rows += [("待明确", gap.message) for gap in task.gaps]
    yield _facts(rows)
    if as_of and task.progress:
        yield Text("")
        yield Text(f"{PROGRESS}（截至{day_words(as_of)}）")
        yield _facts(list(task_rows(task)))
    yield Text("")
    yield Text("".join(run.text for run in task.intro))
    for item in task.items:
        yield Text(item.verbatim)


def _unit(site: SiteView, view: UnitView, policy: str | None) -> Iterable[Text | Table]:
    yield Text(f"{view.unit.name}（{view.kind.name}）")
    load = view.workload
    titles = {mark: f"{spec.sign} {spec.short}" for mark, spec in MARK_SPECS.items()}
    always: tuple[Mark, ...] = (*EXPECTED, THROUGH.key)
    shown = [mark for mark in titles if load.of(mark) or mark in always]
    yield Text("　".join(f"{titles[mark]} {load.of(mark)} 项" for mark in shown))
    for note in unit_notes(view, (each for each in site.policies if policy in (None, each.id))):
        yield Text("")
        yield Text(note)
    reports = [report for report in view.reports if policy in (None, report.policy)]
    if reports:
        yield Text("")
        yield _facts(
            [
                ("报送", f"{report.words}（“{report.record.quote}”）" + _of_document(site, report.document))
                for report in reports
            ]
        )
    if site.as_of and view.progress:
        yield Text("")
        yield Text(f"{PROGRESS}（截至{day_words(site.as_of)}）")
        yield _facts(list(unit_rows(view.progress)))
    for mark, title in titles.items():
        of_policy = [duty for duty in view.by_mark[mark] if policy in (None, duty.task.ref.policy)]
        if of_policy:
            yield Text("")
            yield Text(title)
            yield _duties(site, of_policy)
    if view.duties:
        first = view.duties[0].task.ref
        call = f"{first.policy}/{first.id}" if len(site.policies) > 1 else first.label
        yield Text("")
        yield Text(f"任务原文用 show 加序号查看，如 show {call}。")
    mentions = view.mention_lines(policy, with_document=len(site.policies) > 1)
    if mentions:
        yield Text("")
        yield Text(MENTIONED.format(view.unit.name))
        yield from (Text(line) for line in mentions)


def _of_document(site: SiteView, name: str) -> str:
    """Behind a line, where the site has several documents: of which it is."""
    return f"　{name}" if len(site.policies) > 1 else ""


def _duties(site: SiteView, duties: list[DutyView]) -> Table:
    """A task a line, and below it a line for each fact that falls to the unit."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for duty in duties:
        title = duty.task.ref.title + _parts(duty) + _of_document(site, duty.task.ref.document)
        table.add_row(Text(duty.task.ref.label), Text("任务"), Text(title))
        leaders = [("领导", leader.words) for leader in duty.leaders]
        leads = names_by_role(duty.units, duty.open_after)[LEAD] or absent(NOT_NAMED, duty.task.draft)
        rule = [("按规定", f"“{duty.rule}”")] if duty.rule else []
        origin = [("来源", duty.origin)] if duty.origin else []
        due = [("时限", deadline_line(each, duty.named_instead(each))) for each in duty.deadlines]
        targets = [("指标", each.parts.line) for each in duty.targets]
        deliverables = [("成果", f"{each.record.name}（{each.kind_name}）") for each in duty.deliverables]
        for name, words in [
            *([("牵头", leads)] if leads != duty.unit else []),
            *origin,
            *rule,
            *duty_rows(duty),
            *leaders,
            *dict.fromkeys(due or [("时限", absent(NOT_TOLD["deadlines"], duty.task.draft))]),
            *targets,
            *deliverables,
        ]:
            table.add_row(Text(""), Text(name), Text(words))
    return table


def _bound(fact: TargetView | DeliverableView) -> str:
    """The deadlines that are set for a fact: ``，2022年6月前``."""
    words = "；".join(dict.fromkeys(deadline.words for deadline in fact.deadlines))
    return f"，{words}" if words else ""


def _due(task: TaskView, deadline: DeadlineView) -> str:
    quote, standing = quote_beside(deadline), fact_words(task, deadline)
    line = deadline_line(replace(deadline, as_of=None) if standing else deadline)
    words = line + (f"（“{quote}”）" if quote else "")
    return deadline.item.part_label + words + _read_as(deadline.record) + standing


def _read_as(record: Deadline | Target) -> str:
    return f"（读法：{record.read_as}）" if record.read_as else ""


def _parts(duty: DutyView) -> str:
    labels = "".join(item.label for item in duty.task.items if item.id in duty.items)
    return f" {labels}" if duty.partial else ""
