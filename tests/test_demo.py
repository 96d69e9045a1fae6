"""The made-up county: made anew with one command, without a fault, apart from everything else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from examples import years
from examples.demo import DAYS, DECISIONS, PLANS, SILENT, make, papers
from responsibility import checks, views
from responsibility.build.project import Project
from responsibility.data.loader import load
from responsibility.errors import ProjectError

from .conftest import REAL, read


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make(tmp_path_factory.mktemp("demo"))


def test_it_has_its_documents_rounds_and_decisions_and_no_fault(county: Project) -> None:
    data = load(read(county.tasks))
    report = checks.run(data)
    faults = [problem for problem in report.problems if problem.severity != "gap"]
    assert not faults
    assert {policy.id for policy in data.policies} == {plan.stem for plan in PLANS.glob("*.txt")}
    first = data.policies[0]
    assert first.reporting_days == DAYS
    assert not first.metadata.draft
    assert len(first.decisions) == len(DECISIONS)
    by_unit = {unit: {each.day.last_day for each in first.progress if each.unit == unit} for unit in SILENT}
    assert by_unit == {unit: set(DAYS) - set(days) for unit, days in SILENT.items()}


def test_it_shows_every_light_but_grey_and_goes_on_from_round_to_round(county: Project) -> None:
    data = load(read(county.tasks))
    progress = views.build(data, checks.run(data)).progress
    assert progress is not None
    assert [light for light, count in progress.tally.counts.items() if not count] == ["grey"]
    completed = [point.tally.completion or 0 for point in progress.trend]
    assert completed == sorted(completed)
    assert progress.overdue
    assert progress.shared_problems


def test_it_has_the_papers_of_its_last_day(county: Project) -> None:
    names = list(papers(county))
    assert names[:2] == ["清政办发〔2023〕5号督查通报.docx", "全部催办函.zip"]
    assert {f"各单位/{unit}催办函.docx" for unit in SILENT} < set(names)


def test_it_is_the_same_each_time_and_leaves_others_alone(county: Project, tmp_path: Path) -> None:
    before, real = read(county.tasks), read(REAL)
    make(county.root)
    assert read(county.tasks) == before
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ProjectError, match="里有别的东西"):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]
    assert read(REAL) == real
    assert not any("美发".encode() in content for content in before.values())


def test_three_years_of_it_have_what_happens_to_documents(tmp_path: Path) -> None:
    """Twelve documents, a reform, two revisions, an amendment; each text is the data, character for character."""
    project = years.make(tmp_path / "county")
    data = load(read(project.tasks))
    report = checks.run(data)
    assert not [problem for problem in report.problems if problem.severity != "gap"]
    assert len(data.policies) == 12
    assert all(figures.proven and not figures.draft for figures in report.figures)
    assert [unit.name for unit in data.units if unit.succeeded_by] == ["县乡村振兴局"]
    assert [policy.id for policy in data.policies if policy.amendments] == ["2022-gongshui"]
    assert [policy.id for policy in data.policies if not policy.metadata.in_force] == [
        "2022-nianduzhongdian",
        "2023-nianduzhongdian",
    ]
    assert [revision.label for revision in data.revisions] == ["2022年底", "2023年底", "2024年底"]
    differ = [each.policy for each in report.problems if each.check == "documents-differ"]
    assert {"2022-gongshui", "2024-gongshui-shishi"} < set(differ)
    former = {
        path.parent.parent.name: path.read_text("utf-8")
        for path in project.root.glob("archive/*/2022-xueqian/01.yml")
    }
    assert "新建公办幼儿园6所" in former["2022"]
    assert "新建公办幼儿园8所" in former["2023"]


def test_every_document_and_round_is_of_the_past() -> None:
    assert list(DAYS) == sorted(set(DAYS))
    assert max(DAYS) < datetime.date(2026, 1, 1)
