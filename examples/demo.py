"""A made-up county as an office would have it after three reporting rounds: its documents, what units reported, what was decided, the site, the papers.

Run as ``python -m examples.demo FOLDER`` (``make demo``). Everything is written into FOLDER, which is a project
of its own; nothing of the policy of this repository is in it.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from examples.courses import COURSES, Stage
from responsibility.build.compile import compile_project
from responsibility.build.drafts import import_document
from responsibility.build.files import remove, write_files
from responsibility.build.new_project import Wheel, start
from responsibility.build.project import Project, find_project
from responsibility.build.site import build_site
from responsibility.data.folder import Files, read_project
from responsibility.data.loader import DECISIONS_FILE, PROGRESS_FOLDER, Data, load
from responsibility.data.yaml_writer import dump
from responsibility.errors import ProjectError, ResponsibilityError
from responsibility.graph import Graph
from responsibility.model import Value
from responsibility.model.dates import PartialDate
from responsibility.model.decisions import Decision, Decisions
from responsibility.model.progress import ProgressEntry, Subject, UnitProgress
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.report import summary_line
from responsibility.progress.plan import Plan

_PROGRESS_SCHEMA = "../../../../schema/progress.schema.json"
_DECISIONS_SCHEMA = "../../schema/decisions.schema.json"
PLANS = Path(__file__).parent / "plans"
"""The documents; each is called by the id of its policy."""
DAYS = tuple(datetime.date.fromisoformat(day) for day in ("2023-03-31", "2023-06-30", "2023-09-30"))
SITE = """\
id: made-up-county-demo
name: 清河县责任清单（示例）
publisher: 清河县督查室（虚构）
"""
MEMBERS = {"各镇人民政府": ("东河镇人民政府", "西山镇人民政府")}
"""Of names that stand for several units, which the documents leave open."""
SILENT = {"县医保局": DAYS[1:], "西山镇人民政府": DAYS[2:]}
"""Who did not report, and when."""
DECISIONS = (
    {"task": "2", "what": "accepted", "day": "2023-07-10", "basis": "清政督〔2023〕12号"},
    {
        **{"task": "8", "what": "extended", "about": "deadline", "quote": "2023年6月底前"},
        **{"day": "2023-06-28", "basis": "清政办会〔2023〕9号", "due": "2023-12-31"},
    },
    {
        **{"task": "7", "what": "adjusted", "about": "target", "quote": "新建改建农村公路60公里"},
        **{"day": "2023-08-15", "basis": "清政办会〔2023〕14号", "words": "其中20公里转入2024年计划"},
    },
)
"""What the supervising office decided on the first document."""


def main(folder: Path) -> None:
    """Make the project in ``folder`` anew and build its site. Raises ResponsibilityError or OSError."""
    project = make(folder)
    built = build_site(project, project.site)
    write_files(project.exports, papers(project))
    print(f"示例已做好：{project.site / 'index.html'}\n督查通报和催办函：{project.exports}")
    print(summary_line(built.report))


def papers(project: Project) -> Files:
    """What the supervising office sends out after the last reporting day, as ``export docx --bulletin`` writes it."""
    return Downloads(compile_project(project).view, ("docx",), papers_alone=True).by_name()


def make(folder: Path) -> Project:
    """The project in ``folder``, made anew. Raises ResponsibilityError or OSError; another project is left alone."""
    project = begin(folder, SITE)
    for plan in sorted(PLANS.glob("*.txt")):
        import_document(plan, plan.stem, project, {})
    confirm(project)
    data = load(_files(project))
    _write(project, dict(_reports(data)))
    first = data.policies[0].id
    decisions = tuple(Decision.model_validate(decision) for decision in DECISIONS)
    _write(project, {f"{first}/{DECISIONS_FILE}": dump(Decisions(decisions=decisions), _DECISIONS_SCHEMA)})
    return find_project(folder)


def begin(folder: Path, site_yml: str) -> Project:
    """An empty project in ``folder``, which may hold what was made there before and nothing else."""
    site = folder / "site.yml"
    if folder.is_dir() and any(folder.iterdir()):
        if not site.is_file() or site.read_text(encoding="utf-8") != site_yml:
            raise ProjectError(f"{folder} 里有别的东西：请换一个文件夹")
        remove(folder)
    project = Project(folder.resolve(), folder.resolve() / "tasks")
    start(project, Wheel())
    project.site_yml.write_text(site_yml, encoding="utf-8")
    return project


def confirm(project: Project) -> None:
    """Go through all that was drafted as a person does."""
    for file in project.tasks.rglob("*.yml"):
        file.write_text(_confirmed(file.read_text(encoding="utf-8")), encoding="utf-8")


def _files(project: Project) -> Files:
    return read_project(project.tasks, project.site_yml)[0]


def _write(project: Project, files: Files) -> None:
    for name, content in files.items():
        path = project.tasks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _confirmed(text: str) -> str:
    """A drafted file as it stands once a person has gone through it: nothing left to look at, collectives told."""
    for name, members in MEMBERS.items():
        text = re.sub(rf"(name: {name}\n(?: .*\n)*?.*members: )unlisted", rf"\1[{', '.join(members)}]", text)
    return re.sub(r"(?m)^ *draft: true\n", "", text)


# ---------------------------------------------------------------- what units report


def _reports(data: Data) -> Iterator[tuple[str, bytes]]:
    """The files of what every unit reported of every document, by path."""
    graph = Graph(data)
    ids = {unit.name: unit.id for unit in data.units}
    for policy in data.policies:
        plan = Plan(policy, graph, data.units)
        for unit in plan.expected:
            for number, day in enumerate(DAYS):
                entries = tuple(_entries(plan, unit, number, day))
                if entries and day not in SILENT.get(unit, ()):
                    report = UnitProgress.model_validate(
                        {"unit": unit, "day": _partial(day), "entries": entries}
                    )
                    yield (
                        f"{policy.id}/{PROGRESS_FOLDER}/{day}/{ids[unit]}.yml",
                        dump(report, _PROGRESS_SCHEMA),
                    )


def _entries(plan: Plan, unit: str, number: int, day: datetime.date) -> Iterator[ProgressEntry]:
    """What ``unit`` reports in the round of that ``number``: all of what it leads, a line of what it helps with."""
    for item in plan.assigned_items:
        task = plan.tasks[item.task]
        stage = COURSES[int(task.number.lstrip("s")) % len(COURSES)][number]
        if item in plan.decided_by(unit):
            yield _entry(Subject(item), stage, day, stage.progress.format(title=task.title))
            for subject in plan.subjects[item.task]:
                if subject.about == "target":
                    yield _figure(plan, subject, stage)
        elif plan.has_duty(unit, item):
            helped = f"配合做好{task.title}有关工作。"
            yield ProgressEntry.model_validate({"task": item, "status": stage.status, "progress": helped})


def _entry(subject: Subject, stage: Stage, day: datetime.date, progress: str) -> ProgressEntry:
    completed = _partial(day - datetime.timedelta(days=10)) if stage.status == "completed" else None
    return ProgressEntry.model_validate(
        {
            "task": subject.item,
            "status": stage.status,
            "completed": completed,
            "progress": progress,
            "problems": stage.problems or None,
            "next_steps": stage.next_steps or None,
        }
    )


def _figure(plan: Plan, subject: Subject, stage: Stage) -> ProgressEntry:
    """What is reported of a target: so much of its figure, or whether all of it is done."""
    value = plan.targets[subject][1]
    fact = {"task": subject.item, "about": subject.about, "quote": subject.quote}
    if value is None:
        return ProgressEntry.model_validate({**fact, "whole": stage.status == "completed"})
    return ProgressEntry.model_validate({**fact, "measure": subject.measure, "actual": _actual(value, stage)})


def _actual(value: Value, stage: Stage) -> Decimal:
    """As exact as the document's figure; a percentage is never above a hundred."""
    figure = value.numbers[0]
    exact = Decimal(1) if figure == figure.to_integral_value() else Decimal("0.1")
    reached = (figure * stage.share).quantize(exact, ROUND_HALF_UP)
    return min(reached, Decimal(100)) if value.unit == "%" else reached


def _partial(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except ResponsibilityError as error:
        sys.exit(str(error))
