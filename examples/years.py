"""The made-up county over three years: twelve documents, a reform, two revisions, an amendment, published as one site.

Run as ``python -m examples.years FOLDER`` (``make demo-years``). What happens is told in order in :data:`YEARS`; the
documents are in ``years/``.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from examples.demo import begin, confirm
from responsibility.build.drafts import import_document
from responsibility.build.project import Project, find_project
from responsibility.build.site import build_site
from responsibility.edit.updating import amend_document, update_document
from responsibility.errors import ResponsibilityError
from responsibility.outputs.report import summary_line

DOCUMENTS = Path(__file__).parent / "years"
SITE = """\
id: made-up-county-three-years
name: 清河县责任清单（三年示例）
publisher: 清河县督查室（虚构）
"""
Step = Callable[[Project], None]


def received(*documents: str) -> Step:
    """Documents that were issued: each becomes a policy of its name."""

    def step(project: Project) -> None:
        for name in documents:
            import_document(DOCUMENTS / f"{name}.txt", name, project, {})

    return step


def revised(policy: str) -> Step:
    """The whole new text of a document."""
    return lambda project: _done(update_document(DOCUMENTS / f"{policy}-xiuding.txt", policy, project, {}))


def amended(policy: str, document: str) -> Step:
    """A document that changes another."""
    return lambda project: _done(amend_document(DOCUMENTS / f"{document}.txt", policy, project, {}))


def _done(_: object) -> None:
    """Nothing more is to be done."""


def written(file: str, pattern: str, lines: str) -> Step:
    """Lines that a person writes into a file, behind the first match of ``pattern``."""

    def step(project: Project) -> None:
        path = project.tasks / file
        text, count = re.subn(pattern, lambda match: match[0] + lines, path.read_text("utf-8"), count=1)
        if not count:
            raise ResponsibilityError(f"{file} 里没有 {pattern}")
        path.write_text(text, encoding="utf-8")

    return step


def over(policy: str, since: str, basis: str) -> Step:
    """A document whose tasks are done."""
    lines = f"status: completed\nstatus_since: {since}\nstatus_basis: {basis}\n"
    return written(f"{policy}/policy.yml", r"\A(?:#.*\n)?", lines)


REFORM = written(
    "units.yml",
    "  - name: 县乡村振兴局\n",
    "    succeeded_by: [县农业农村局]\n    since: 2023-11-01\n    basis: 清办发〔2023〕12号\n",
)
IMPLEMENTS = written(
    "2024-gongshui-shishi/01.yml",
    r"\Z",
    "implements:\n  - policy: 2022-gongshui\n    task: '1'\n    quote: 落实清政办发〔2022〕8号第1项\n",
)
YEARS: tuple[tuple[str, str, tuple[Step, ...]], ...] = (
    (
        "2022",
        "2022-12-31",
        (received("2022-nianduzhongdian", "2022-gongshui", "2022-xueqian", "2022-xiangcun"),),
    ),
    (
        "2023",
        "2023-12-31",
        (
            over("2022-nianduzhongdian", "2023-01-10", "清政办〔2023〕1号"),
            received("2023-nianduzhongdian", "2023-gonglu", "2023-yanglao", "2023-wushui"),
            revised("2022-xueqian"),
            REFORM,
        ),
    ),
    (
        "2024",
        "2024-12-31",
        (
            over("2023-nianduzhongdian", "2024-01-12", "清政办〔2024〕1号"),
            received("2024-nianduzhongdian", "2024-gongshui-shishi", "2024-jiuye", "2024-yiliao"),
            IMPLEMENTS,
            revised("2023-gonglu"),
            amended("2022-gongshui", "2024-gongshui-xiugai"),
        ),
    ),
)
"""Each year with the day on which its edition was published, and what happened in it."""


def main(folder: Path) -> None:
    """Make the project in ``folder`` anew and build its site. Raises ResponsibilityError or OSError."""
    project = make(folder)
    built = build_site(project, project.site)
    print(f"示例已做好：{project.site / 'index.html'}\n{summary_line(built.report)}")


def make(folder: Path) -> Project:
    """The project in ``folder``, made anew. Raises ResponsibilityError or OSError; another project is left alone."""
    project = begin(folder, SITE)
    editions = []
    for year, day, steps in YEARS:
        for step in steps:
            step(project)
            confirm(project)
        editions.append(f"  - label: {year}年底\n    date: {day}\n")
        if year != YEARS[-1][0]:
            shutil.copytree(project.tasks, project.root / "archive" / year)
            editions[-1] += f"    folder: ../archive/{year}\n"
    (project.tasks / "revisions.yml").write_text("revisions:\n" + "".join(editions), encoding="utf-8")
    return find_project(folder)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except ResponsibilityError as error:
        sys.exit(str(error))
