"""督查通报: what the supervising office tells all units of how a document is carried out, as a Word document to be signed.

Every figure follows from what units reported, what the office decided and what the document sets; what there is none of is
told in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from responsibility.model.progress import STATUS_SPECS
from responsibility.outputs.docx_papers import UNITS, Paper, Row, middle, quoted
from responsibility.outputs.docx_writer import Text
from responsibility.outputs.flat_table import Cell, Percent
from responsibility.outputs.merged_ledger import unit_table
from responsibility.progress.lights import ACCEPTED, LIGHT_SPECS, REPORTED_DONE, SOON, UNREPORTED
from responsibility.views.policies import PolicyView
from responsibility.views.progress import DueView, PolicyProgress, SharedProblem, Tally, percent
from responsibility.views.status import day_words

_STATUSES = (
    *(ACCEPTED, REPORTED_DONE),
    *(spec.name for key, spec in STATUS_SPECS.items() if key != "completed"),
    UNREPORTED,
)
_COLUMNS = ("排名", "单位", "主责任务", *_STATUSES, "完成率", "逾期")
"""The columns of the table of units, as the merged ledger calls them."""
_MOST_TASKS = 10
"""How many tasks of a shared problem are named."""


def bulletin(policy: PolicyView) -> bytes:
    """The bulletin on a policy, as of its stated day; raises ValueError where no unit has reported of it."""
    progress = policy.progress
    if progress is None or not progress.days:
        raise ValueError(f"nothing was reported of {policy.id}")
    facts = policy.record.metadata
    title = f"关于《{facts.title}》任务落实情况的通报{facts.draft_mark}"
    paper = Paper(title, progress.as_of, "各有关单位")
    number = f"（{facts.number}）" if facts.number else ""
    paper.paragraph(
        f"现将《{facts.title}》{number}各项任务截至{day_words(progress.as_of)}的落实情况通报如下。"
    )
    paper.heading("总体情况")
    for words in _overall(progress):
        paper.paragraph(words)
    paper.heading("各单位落实情况")
    _units(paper, progress)
    _due(paper, "逾期未完成的事项", progress.overdue)
    _due(paper, f"{SOON}天内到期的事项", progress.soon)
    _not_reported(paper, progress)
    _problems(paper, progress)
    return paper.content("特此通报。")


# ---------------------------------------------------------------- all together


def _overall(progress: PolicyProgress) -> Iterator[str]:
    tally = progress.tally
    yield (
        f"任务共{tally.items}项（分部分承担的，每部分算一项），其中{_statuses(tally)}。"
        f"完成率{percent(tally.completion)}（报已完成和已销号的占全部任务的比例，不适用的不计）。"
    )
    lights = "，".join(f"{LIGHT_SPECS[light].name}{count}项" for light, count in tally.counts.items())
    rules = "；".join(f"{spec.name}：{spec.words.replace(' ', '')}" for spec in LIGHT_SPECS.values())
    yield f"{lights}（{rules}）。"
    yield _compared(progress)
    expected, lacking = len(progress.by_unit), len(progress.not_reported)
    yield (
        f"应报送进展的单位{expected}个，本期（{day_words(progress.days[-1])}）"
        f"已报{expected - lacking}个，未报{lacking}个。"
    )


def _statuses(tally: Tally) -> str:
    """How many items stand so, the statuses that none has left out."""
    counts = dict.fromkeys(_STATUSES, 0)
    counts |= {STATUS_SPECS[key].name: count for key, count in tally.by_status.items() if key}
    counts[ACCEPTED] = tally.accepted
    counts[REPORTED_DONE] = counts.pop(STATUS_SPECS["completed"].name) - tally.accepted
    counts[UNREPORTED] = tally.by_status[None]
    return "，".join(f"{name}{count}项" for name, count in counts.items() if count)


def _compared(progress: PolicyProgress) -> str:
    """What changed since the reporting day before the last one."""
    if len(progress.days) == 1:
        return "本期是第一次报送，没有上期可比。"
    before, now = progress.trend[-2], progress.tally
    changes = [_points(now.completion, before.tally.completion)]
    changes.append(_more("完成的任务", now.by_status["completed"], before.tally.by_status["completed"]))
    changes += [
        _more(spec.name, now.counts[light], before.tally.counts[light]) for light, spec in LIGHT_SPECS.items()
    ]
    words = "，".join(filter(None, changes)) or "完成率和各灯的项数都没有变化"
    return f"与上期（{day_words(before.day)}）相比，{words}。"


def _points(now: Fraction | None, before: Fraction | None) -> str:
    points = float(round(100 * ((now or Fraction(0)) - (before or Fraction(0))), 1))
    return f"完成率{'提高' if points > 0 else '下降'}{abs(points):g}个百分点" if points else ""


def _more(name: str, now: int, before: int) -> str:
    return f"{name}{'增加' if now > before else '减少'}{abs(now - before)}项" if now != before else ""


# ---------------------------------------------------------------- by unit


def _units(paper: Paper, progress: PolicyProgress) -> None:
    table = unit_table(progress)
    places = [[name for name, _ in table.columns].index(name) for name in _COLUMNS]
    deciding = [
        row for row, standing in zip(table.rows, progress.by_unit, strict=True) if standing.tally.items
    ]
    if deciding:
        paper.paragraph(
            "排名按完成率，完成率相同的排名相同，一项也没有完成的不排。主责任务是由本单位牵头的任务；没有牵头单位的，算在责任单位。"
        )
        paper.table(_COLUMNS, [_row([row[place] for place in places]) for row in deciding])
    others = [standing.unit.name for standing in progress.by_unit if not standing.tally.items]
    if others:
        paper.paragraph(f"没有主责任务、不参加排名的单位{len(others)}个：{'、'.join(others)}。")


def _row(cells: Iterable[Cell]) -> Row:
    return [
        [Text(str(cell))] if name == "单位" else middle(_words(cell))
        for name, cell in zip(_COLUMNS, cells, strict=True)
    ]


def _words(cell: Cell) -> str:
    """A number as it is written on paper."""
    if isinstance(cell, Percent):
        return f"{cell:f}%"
    return "—" if cell is None else str(cell)


# ---------------------------------------------------------------- what is due, who has not reported, what several name


def _due(paper: Paper, heading: str, due: tuple[DueView, ...]) -> None:
    paper.heading(heading + (f"（{len(due)}项）" if due else ""))
    if due:
        paper.due(due, UNITS)
    else:
        paper.paragraph(f"没有{heading}。")


def _not_reported(paper: Paper, progress: PolicyProgress) -> None:
    lacking = [standing for unit in progress.not_reported if (standing := progress.unit(unit.name))]
    paper.heading("没有报送进展的单位" + (f"（{len(lacking)}个）" if lacking else ""))
    if not lacking:
        paper.paragraph("应报送的单位本期都已报送。")
    before = [
        f"{standing.unit.name}（最近一次报送{day_words(standing.last_day)}）"
        for standing in lacking
        if standing.last_day
    ]
    never = [standing.unit.name for standing in lacking if not standing.last_day]
    if before:
        paper.paragraph(f"本期没有报送的：{'、'.join(before)}。")
    if never:
        words = "本期没有报送的" if len(progress.days) == 1 else "本期和以前都没有报送过的"
        paper.paragraph(f"{words}：{'、'.join(never)}。")


def _problems(paper: Paper, progress: PolicyProgress) -> None:
    paper.heading("几个单位都反映的问题")
    for number, problem in enumerate(progress.shared_problems, 1):
        units = "、".join(unit.name for unit in problem.units)
        paper.paragraph(f"{number}.{problem.words}。{units}反映，涉及{_tasks(problem)}。")
    if not progress.shared_problems:
        paper.paragraph("各单位所报的问题中，没有几个单位都反映的。")


def _tasks(problem: SharedProblem) -> str:
    titles = "".join(quoted(task.title) for task in problem.tasks[:_MOST_TASKS])
    more = f"等{len(problem.tasks)}项任务" if len(problem.tasks) > _MOST_TASKS else ""
    return titles + more
