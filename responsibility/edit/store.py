"""A project's files as a state that is changed step by step: never half, never over somebody else's change."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager

from responsibility.advance import Advance, silent
from responsibility.build.locks import data_lock
from responsibility.build.project import Project
from responsibility.data.folder import Change, Files, read_project
from responsibility.data.loader import Data, Memory, load
from responsibility.edit.actions import UnloadableError
from responsibility.edit.journal import Journal, Step, Verb, changed, contents_at, redoable, undoable
from responsibility.errors import ResponsibilityError, refusal


class NotSavedError(ResponsibilityError):
    """Nothing was written; the message says why."""


class ChangedMeanwhileError(NotSavedError):
    """Somebody else changed ``files``: nothing was written."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(
            f"{'、'.join(files)} 已被别处改过（另一个窗口，或编辑器），这次没有保存；请看过现在的内容再改"
        )
        self.files = files


def digest(content: bytes | None) -> str:
    """A short name of a file's content; ``""`` for no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()[:20]


def recover(project: Project) -> str:
    """Bring a change that was cut off to its end; see :meth:`Journal.recover`."""
    with data_lock(project):
        return Journal(project).recover()


class Store:
    """The files of ``project``, read anew whenever they are asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.journal = Journal(project)
        self._memory: Memory = {}

    def lock(self) -> AbstractContextManager[None]:
        """Keep imports and other saves waiting."""
        return data_lock(self.project)

    def read(self, advance: Advance = silent) -> tuple[Files, Data]:
        """The files as they are now, and what they say; only what changed is read again."""
        files, unreadable = read_project(self.project.tasks, self.project.site_yml)
        return files, load(files, unreadable, self._memory, advance)

    def loaded(self, files: Files) -> Data:
        """What ``files`` would say. Raises UnloadableError where they would not load."""
        data = load(files, memory=self._memory)
        if data.problems:
            raise UnloadableError(data.problems)
        return data

    def save(
        self,
        before: Files,
        change: Change,
        message: str,
        verb: Verb = "do",
        contacts: Change | None = None,
    ) -> Data:
        """Make ``change`` of the files, which hold what they hold ``before``; returns what they then say.

        In the same step files of ``contacts`` are written, which stay where the step is taken back.

        Raises ChangedMeanwhileError, UnloadableError, or NotSavedError where the system refuses; then
        nothing was written.
        """
        data = self.loaded(changed(before, change))
        with self.lock():
            self._need(before, change)
            steps = self.journal.steps()
            when = time.strftime("%Y-%m-%d %H:%M:%S")
            step = Step.of(steps[-1].id + 1 if steps else 1, when, message, verb, before, change)
            try:
                self.journal.make(step, contacts)
            except OSError as error:
                raise NotSavedError(f"没有保存：{refusal(error)}") from None
        return data

    def _need(self, before: Mapping[str, bytes], change: Change) -> None:
        """Raise where a file that is to change is not what it was ``before``."""
        foreign = []
        for path in change:
            file = self.project.tasks / path
            now = file.read_bytes() if file.is_file() else None
            if now != before.get(path):
                foreign.append(path)
        if foreign:
            raise ChangedMeanwhileError(foreign)

    # ------------------------------------------------------------ going back

    def undo(self) -> Step:
        """Take the last step back; returns it. Raises NotSavedError where there is none or its files changed since."""
        step = undoable(self.journal.steps())
        if step is None:
            raise NotSavedError("没有可以撤销的")
        self._replay(step, step.change(), step.change(back=True), "undo")
        return step

    def redo(self) -> Step:
        """Make the step again that was taken back last; returns it. Raises as :meth:`undo`."""
        step = redoable(self.journal.steps())
        if step is None:
            raise NotSavedError("没有可以重做的")
        self._replay(step, step.change(back=True), step.change(), "redo")
        return step

    def _replay(self, step: Step, expected: Change, change: Change, verb: Verb) -> None:
        files, _ = self.read()
        foreign = [path for path, content in expected.items() if files.get(path) != content]
        if foreign:
            raise ChangedMeanwhileError(foreign)
        words = {"undo": "撤销", "redo": "重做"}[verb]
        self.save(files, change, f"{words}：{step.message}", verb)

    def restore(self, id_: int) -> Step | None:
        """Bring the state back that the step ``id_`` left, as a new step; returns that one, None before the first.

        Raises NotSavedError where the step is not kept.
        """
        steps = self.journal.steps()
        step = next((step for step in steps if step.id == id_), None)
        if step is None and id_ != 0:
            raise NotSavedError("这个状态已经不在记录里")
        files, _ = self.read()
        wanted = contents_at(steps, id_)
        change = {path: content for path, content in wanted.items() if files.get(path) != content}
        if change:
            what = f"“{step.message}”之后（{step.when}）" if step else "最早的记录之前"
            self.save(files, change, f"恢复到{what}")
        return step
