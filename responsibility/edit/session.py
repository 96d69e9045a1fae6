"""One user at work on a project: the state that is shown, what is asked of it, what is done to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from responsibility.build.project import Project
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.diff import diff
from responsibility.edit.actions import Outcome, UnloadableError, perform
from responsibility.edit.assigning import read_as_assignment
from responsibility.edit.commits import commit, is_kept_in_git, last_committed, message_for
from responsibility.edit.desk import MissingError, policy_of, task_of
from responsibility.edit.facts import alike, shape
from responsibility.edit.forms import form_json
from responsibility.edit.journal import difference, redoable, undoable
from responsibility.edit.progress_shown import reporting_changes
from responsibility.edit.publishing import Publisher
from responsibility.edit.reading import readings
from responsibility.edit.requests import Request
from responsibility.edit.shown import Json, Reports, Shown, problem_json
from responsibility.edit.store import ChangedMeanwhileError, NotSavedError, Store
from responsibility.edit.units_shown import near, units_json
from responsibility.model import FactField, Policy, Task
from responsibility.outputs.diff_text import change_lines, unit_lines
from responsibility.views.revision import DiffView, diff_view

_MOST_TASKS = 5
"""Tasks that an answer shows in full."""


class Session:
    """What the page asks for. Several threads may ask at once; one is answered at a time."""

    def __init__(self, project: Project) -> None:
        self.store = Store(project)
        self.project = project
        self.publisher = Publisher(project)
        self.lock = threading.RLock()
        self.in_git = is_kept_in_git(project.tasks)
        self._reports: Reports = {}
        self._shown: Shown | None = None
        self._opened: Files = self.shown().files

    def shown(self) -> Shown:
        """The files as they are now."""
        with self.lock:
            files, data = self.store.read()
            if self._shown is None or self._shown.files != files:
                self._shown = Shown(self.project, files, data, self._reports)
            return self._shown

    def _sound(self) -> Shown:
        """The same; raises UnloadableError where the files do not load."""
        shown = self.shown()
        if not shown.data.whole:
            raise UnloadableError(shown.data.problems, changed=False)
        return shown

    def need(self, policy: str) -> None:
        """Raise MissingError where there is no such policy; where the files do not load, that is told later."""
        shown = self.shown()
        if shown.data.whole:
            policy_of(shown.data, policy)

    # ------------------------------------------------------------ reading

    def project_json(self) -> Json:
        """All policies."""
        with self.lock:
            steps = self.store.journal.steps()
            last, next_ = undoable(steps), redoable(steps)
            return {
                **self.shown().project_json(self.in_git),
                "undo": last.message if last else None,
                "redo": next_.message if next_ else None,
            }

    def form_json(self) -> Json:
        """What the forms need."""
        return form_json(self.shown().data.kinds)

    def policy_json(self, policy: str, document: bool = True) -> Json:
        """A policy, its tasks and its document. Raises MissingError, UnloadableError."""
        with self.lock:
            shown = self._sound()
            return shown.policy_json(policy_of(shown.data, policy), document)

    def task_json(self, policy: str, number: str) -> Json:
        """A task. Raises MissingError, UnloadableError."""
        with self.lock:
            shown = self._sound()
            return shown.task_json(*_task_in(shown, policy, number))

    def in_the_way(self, policy: str) -> Json:
        """What stands in the way of a policy's being no draft."""
        with self.lock:
            shown = self._sound()
            problems = shown.in_the_way(policy_of(shown.data, policy))
            return {"in_the_way": len(problems), "problems": [problem_json(problem) for problem in problems]}

    def units_json(self, policy: str | None) -> Json:
        """The registry, or the units that a policy names."""
        shown = self._sound()
        return {"digests": shown.digests(["units.yml"]), "units": units_json(shown.data, policy)}

    def near_json(self, written: str) -> Json:
        """Names of units near to what somebody types."""
        return {"names": near(self.shown().data, written)}

    def problems_json(self) -> Json:
        """All that is wrong."""
        with self.lock:
            shown = self.shown()
            return {
                "loads": shown.data.whole,
                "problems": [problem_json(problem) for problem in shown.report.problems],
            }

    def alike_json(self, policy: str, number: str, field: FactField, index: int) -> Json:
        """The facts of a policy that look like one of them."""
        shown = self._sound()
        facts = alike(policy_of(shown.data, policy), number, field, index)
        if not facts:
            raise MissingError("没有这一条")
        return {
            "shape": shape(facts[0].record.quote),
            "facts": [
                {
                    "task": fact.task.number,
                    "field": fact.field,
                    "index": fact.index,
                    "quote": fact.record.quote,
                    "title": fact.task.title,
                    "draft": fact.record.draft,
                }
                for fact in facts
            ],
        }

    def readings_json(self, policy: str, number: str, words: str, before: str) -> Json:
        """What the language reads in words of a task."""
        shown = self._sound()
        read = readings(*_task_in(shown, policy, number), words, before)
        return {**read, "assignment": read_as_assignment(shown.data, words)}

    def history_json(self) -> Json:
        """The steps that are kept, the newest first."""
        return {
            "states": [
                {"id": step.id, "when": step.when, "message": step.message, "files": sorted(step.files)}
                for step in reversed(self.store.journal.steps())
            ]
        }

    def changes_json(self) -> Json:
        """What differs from the last commit, or from when the page was opened, in the words of ``diff``."""
        with self.lock:
            shown = self._sound()
            committed = last_committed(self.project.tasks) if self.in_git else None
            before = load(committed) if committed else None
            if before is None or not before.whole:
                before, since = self.store.loaded(self._opened), "打开时"
            else:
                since = "上次提交"
            view = _diff(before, shown.data)
            reporting = list(reporting_changes(before, shown.data))
            document = _told(view)
            changes = [*document["changes"], *reporting]
            return {"since": since, "message": message_for(view, reporting), **document, "changes": changes}

    def commit(self, message: str) -> Json:
        """Commit what changed. Raises NotSavedError."""
        with self.lock:
            if not self.in_git:
                raise NotSavedError("这个项目没有用 git")
            message = message.strip() or self.changes_json()["message"]
            return {"commit": commit(self.project.tasks, message), "message": message}

    # ------------------------------------------------------------ changing

    def attempt(self, request: Request) -> Json:
        """What would become of a request; nothing is written. Raises as :meth:`save`."""
        with self.lock:
            before, outcome = self._outcome(request)
            after = Shown(self.project, outcome.files, outcome.data, {})
            tasks = self._tasks(after, outcome.tasks, fast=True)
            problems = [problem for task in tasks for problem in task["problems"]]
            answer: Json = {"message": outcome.message, "tasks": tasks, "problems": problems}
            return answer if request.fast else {**answer, **_told(_diff(before.data, outcome.data))}

    def save(self, request: Request) -> Json:
        """Do what is requested as one step.

        Raises ImpossibleError where it cannot be done, ChangedMeanwhileError, UnloadableError or NotSavedError
        where it cannot be saved; then nothing was written.
        """
        with self.lock:
            before, outcome = self._outcome(request)
            if outcome.change:
                self.store.save(before.files, outcome.change, outcome.message)
            return self._saved(outcome.message, before.files, outcome.tasks)

    def _outcome(self, request: Request) -> tuple[Shown, Outcome]:
        shown = self._sound()
        now = shown.digests(request.seen)
        if foreign := [file for file, seen in request.seen.items() if now[file] != seen]:
            raise ChangedMeanwhileError(foreign)
        return shown, perform(shown.files, shown.data, request.actions, self.store.loaded)

    def _saved(self, message: str, before: Files, tasks: Iterable[tuple[str, str]]) -> Json:
        """The answer to what changed the files."""
        shown = self.shown()
        files = difference(before, shown.files)
        policies = {policy for policy, _ in tasks} | {file.split("/")[0] for file in files if "/" in file}
        lines = [shown.line(policy) for policy in shown.data.policies if policy.id in policies]
        return {
            "message": message,
            "changed": shown.digests(files),
            "tasks": self._tasks(shown, tasks, fast=False),
            "policy_line": lines[0] if lines else None,
            **{key: lines[0][key] if lines else None for key in ("progress", "in_the_way")},
            **{key: value for key, value in self.project_json().items() if key in ("undo", "redo")},
        }

    def _tasks(self, shown: Shown, tasks: Iterable[tuple[str, str]], fast: bool) -> list[Json]:
        numbers = {(policy.id, task.number) for policy in shown.data.policies for task in policy.tasks}
        kept = [task for task in tasks if task in numbers][:_MOST_TASKS]
        return [shown.task_json(*_task_in(shown, policy, number), fast) for policy, number in kept]

    def undo(self) -> Json:
        """Take the last step back. Raises NotSavedError."""
        return self._went(lambda: f"已撤销：{self.store.undo().message}")

    def redo(self) -> Json:
        """Make it again. Raises NotSavedError."""
        return self._went(lambda: f"已重做：{self.store.redo().message}")

    def restore(self, id_: int) -> Json:
        """Bring back the state that a step left. Raises NotSavedError."""

        def restored() -> str:
            step = self.store.restore(id_)
            return f"已恢复到：{step.message}" if step else "已恢复到最早的记录之前"

        return self._went(restored)

    def _went(self, go: Callable[[], str]) -> Json:
        with self.lock:
            before = self.shown()
            message = go()
            after = self.shown()
            files = difference(before.files, after.files)
            tasks = [task for task, file in after.data.task_files.items() if file in files]
            return self._saved(message, before.files, tasks)


def _task_in(shown: Shown, policy: str, number: str) -> tuple[Policy, Task]:
    owner = policy_of(shown.data, policy)
    return owner, task_of(owner, number)


def _diff(old: Data, new: Data) -> DiffView:
    return diff_view(diff(old, new), old, new)


def _told(view: DiffView) -> dict[str, Any]:
    """The changes between two states, and what they mean for whom."""
    return {
        "changes": list(change_lines(view)),
        "units": [
            {"name": shared.names, "counts": shared.counts, "lines": list(unit_lines(shared))}
            for shared in view.shared
        ],
    }
