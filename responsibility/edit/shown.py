"""What the page shows, as JSON: policies with their documents, tasks with their facts, problems with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from responsibility import checks
from responsibility.build.checking import report_of
from responsibility.build.project import Project
from responsibility.checks import Report
from responsibility.checks.drafts import DRAFT_LEFT, unconfirmed
from responsibility.data.file_names import SOURCE_FILE
from responsibility.data.folder import Files
from responsibility.data.loader import POLICY_FILE, UNITS_FILE, Data
from responsibility.edit.deciding import decisions_file
from responsibility.edit.desk import Desk
from responsibility.edit.forms import AROUND
from responsibility.edit.laid_out import Paragraph, document_json, lay_out
from responsibility.edit.progress_shown import progress_json
from responsibility.edit.store import digest
from responsibility.model import (
    DELIVERABLE_KINDS,
    FACT_FIELDS,
    SEVERITY_NAMES,
    Deadline,
    Deliverable,
    Fact,
    FactField,
    Policy,
    Target,
    Task,
    Unit,
)
from responsibility.model.problems import Problem, as_json
from responsibility.proof import display_label
from responsibility.views.phrases import deadline_words, target_parts

Json = dict[str, Any]
_GRAVE = ("error", "unsettled")
"""What stands in the way of a policy that is to be no draft any more."""
_WAIVABLE = frozenset(check.name for check in checks.ALL if check.waivable)
"""Checks whose findings a person may accept, with a reason."""
_DOUBT = {"error": 3, "unsettled": 2, "warning": 1}


def problem_json(problem: Problem) -> Json:
    """A problem, with its severity in Chinese, the keys of its place, and whether it may be an exception."""
    return {
        **as_json(problem),
        "severity_name": SEVERITY_NAMES[problem.severity],
        "keys": list(problem.keys),
        "waivable": problem.check in _WAIVABLE,
    }


def words_of(fact: Fact, policy: Policy) -> str:
    """What a fact says, as the site says it."""
    if isinstance(fact, Deadline):
        issued = policy.metadata.issued
        return deadline_words(fact, policy.period(fact.period), issued.year if issued else None)
    if isinstance(fact, Target):
        return target_parts(fact).line
    if isinstance(fact, Deliverable):
        return f"{fact.name}（{DELIVERABLE_KINDS[fact.kind]}）"
    return fact.why


def progress(tasks: Iterable[Task]) -> Json:
    """How much of what a person has to look at has been looked at."""
    tasks = tuple(tasks)
    total = sum(len(task.items) + len(list(task.quotes())) for task in tasks)
    left = sum(unconfirmed(task).total() for task in tasks)
    return {"done": max(total - left, 0), "total": total}


Reports = dict[str, tuple[Policy, tuple[Unit, ...], Report]]
"""What the checks found in each policy, by its id, and of which state of it and the registry."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A state of the files, and what is computed of it once, when it is asked for."""

    project: Project
    files: Files
    data: Data
    reports: Reports
    """Kept from state to state: a policy that stays as it is is not checked again."""

    @cached_property
    def report(self) -> Report:
        """All checks on all files."""
        return report_of(self.project, self.data)

    def problems_of(self, policy: Policy) -> list[Problem]:
        """What the checks find in a policy, and errors that concern all; other policies are not looked at."""
        known = self.reports.get(policy.id)
        if known is None or known[:2] != (policy, self.data.units):
            report = checks.run(replace(self.data, policies=(policy,)))
            known = self.reports[policy.id] = (policy, self.data.units, report)
        return [
            problem
            for problem in known[2].problems
            if problem.policy == policy.id or (problem.policy is None and problem.severity == "error")
        ]

    @cached_property
    def _laid_out(self) -> dict[str, tuple[Paragraph, ...]]:
        return {}

    def laid_out(self, policy: Policy, task: str | None = None) -> tuple[Paragraph, ...]:
        """The document of a policy in runs; for a ``task`` at least those of its own as they are."""
        if task is not None and policy.id not in self._laid_out:
            return lay_out(policy, self.data.units, task)
        if policy.id not in self._laid_out:
            self._laid_out[policy.id] = lay_out(policy, self.data.units)
        return self._laid_out[policy.id]

    def digests(self, files: Iterable[str]) -> dict[str, str]:
        """The digests of some files."""
        return {file: digest(self.files.get(file)) for file in files}

    # ------------------------------------------------------------ policies

    def project_json(self, git: bool) -> Json:
        """The project: its policies, and what is wrong where it does not load."""
        return {
            "name": self.data.site.name or self.project.root.name,
            "tasks_folder": str(self.project.tasks),
            "git": git,
            "loads": self.data.whole,
            "problems": [problem_json(problem) for problem in self.data.problems],
            "policies": [self.line(policy) for policy in self.data.policies] if self.data.whole else [],
        }

    def line(self, policy: Policy) -> Json:
        """A policy in a list of all; what is only not confirmed is counted in its progress, and not in its way."""
        return {
            "id": policy.id,
            "name": policy.metadata.name,
            "title": policy.metadata.title,
            "draft": policy.metadata.draft,
            "tasks": len(policy.tasks),
            "progress": progress(policy.tasks),
            "in_the_way": sum(each.check != DRAFT_LEFT.name for each in self.in_the_way(policy)),
        }

    def in_the_way(self, policy: Policy) -> list[Problem]:
        """What stands in the way of the policy's being no draft."""
        return [problem for problem in self.problems_of(policy) if problem.severity in _GRAVE]

    def policy_json(self, policy: Policy, document: bool = True) -> Json:
        """A policy with its tasks and, if asked for, its document."""
        facts = policy.metadata
        tree = Desk(self.files, self.data).policy_tree(policy.id)
        own = self.problems_of(policy)
        files = [f"{policy.id}/{POLICY_FILE}", f"{policy.id}/{SOURCE_FILE}", UNITS_FILE]
        task_files = [file for (id_, _), file in self.data.task_files.items() if id_ == policy.id]
        return {
            "id": policy.id,
            "name": facts.name,
            "title": facts.title,
            "draft": facts.draft,
            "digests": self.digests([*files, *task_files]),
            "progress": progress(policy.tasks),
            "in_the_way": [problem_json(problem) for problem in self.in_the_way(policy)],
            "outline": [
                {"key": each.key, "title": each.title, "label": each.label, "level": each.level}
                for each in facts.outline
            ],
            "metadata": {key: value for key, value in tree.items() if key in AROUND},
            "periods": [period.name for period in facts.periods],
            "tasks": [self._task_line(policy, task, own) for task in policy.tasks],
            "unsettled": [
                {
                    "index": index,
                    "what": entry.what,
                    "task": self._number(policy, entry.task) if entry.task else None,
                }
                for index, entry in enumerate(facts.unsettled)
            ],
            "problems": [problem_json(problem) for problem in own],
            "document": document_json(self.laid_out(policy)) if document else None,
        }

    def _number(self, policy: Policy, written: str) -> str | None:
        identity = policy.item_id(written).task
        return next((task.number for task in policy.tasks if task.identity == identity), None)

    def _task_line(self, policy: Policy, task: Task, problems: list[Problem]) -> Json:
        doubts = _doubts(task, problems)
        return {
            "number": task.number,
            "label": display_label(task),
            "title": task.title,
            "section": task.section,
            "file": self.data.task_files[policy.id, task.number],
            "draft": unconfirmed(task).total() > 0,
            **progress([task]),
            "doubt": sum(_DOUBT[problem.severity] for problem in doubts),
            "doubts": [problem.message for problem in doubts],
        }

    # ------------------------------------------------------------ tasks

    def task_problems(self, policy: Policy, task: Task) -> list[Problem]:
        """What the checks find in a task's file that can be told from it, its registry and ``policy.yml`` alone."""
        alone = replace(self.data, policies=(replace(policy, tasks=(task,), source=None),))
        file = self.data.task_files[policy.id, task.number]
        return [problem for problem in checks.run(alone).problems if problem.location.file == file]

    def task_json(self, policy: Policy, task: Task, fast: bool = False) -> Json:
        """A task with its facts and its stretch of the document; ``fast``: what the checks find in it alone."""
        file = self.data.task_files[policy.id, task.number]
        if fast:
            problems = self.task_problems(policy, task)
        else:
            problems = [problem for problem in self.problems_of(policy) if problem.location.file == file]
        facts: dict[FactField, list[Json]] = {field: [] for field in FACT_FIELDS}
        tree = Desk(self.files, self.data).tree(file)
        for field, index, fact in task.quotes():
            own = [problem_json(problem) for problem in problems if problem.keys[:2] == (field, index)]
            facts[field].append(
                {
                    "record": tree[field][index],
                    "draft": fact.draft,
                    "words": words_of(fact, policy),
                    "problems": own,
                }
            )
        return {
            "policy": policy.id,
            "number": task.number,
            "label": display_label(task),
            "file": file,
            "digests": self.digests(
                [file, UNITS_FILE, f"{policy.id}/{POLICY_FILE}", decisions_file(policy.id)]
            ),
            "task": tree,
            "facts": facts,
            "problems": [problem_json(problem) for problem in problems],
            **progress([task]),
            "doubts": [problem.message for problem in _doubts(task, problems)],
            "reporting": None if fast else progress_json(policy, task, self.reports[policy.id][2].graph),
            "document": [] if fast else document_json(self.laid_out(policy, task.number), task.number),
        }


def _doubts(task: Task, problems: Iterable[Problem]) -> list[Problem]:
    """What makes a task worth looking at first."""
    return [
        problem
        for problem in problems
        if problem.item
        and problem.item.task == task.identity
        and problem.severity in _DOUBT
        and problem.check != DRAFT_LEFT.name
    ]
