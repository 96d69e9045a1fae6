"""Changes of several files, made whole or not at all, and the last of them kept, so that they can be taken back.

A step is written down in the project's ``out/edit/`` before the first file is touched. When a change is
cut off, the next command of the project completes it, or takes it back where somebody wrote one of the
files meanwhile: what others see is the old state or the new one.
"""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.data.folder import Change, Files
from responsibility.data.loader import PROGRESS_FOLDER

_DATA_FILE = re.compile(rf"([a-z0-9-]+/({PROGRESS_FOLDER}/\d{{4}}-\d\d-\d\d/)?)?[A-Za-z0-9_-]+\.(yml|txt)")
_CONTACTS_FILE = re.compile(r"[a-z0-9-]+/\d{4}-\d\d-\d\d/[A-Za-z0-9_-]+\.yml")
MOST = 50
"""Steps that are kept."""
Verb = Literal["do", "undo", "redo"]


@dataclass(frozen=True)
class Step:
    """A change that was made."""

    id: int
    when: str
    """Local time, ``2026-11-30 09:05:00``."""
    message: str
    """What was done, in Chinese."""
    verb: Verb
    """Whether it did something new, took the step before back, or made that again."""
    files: dict[str, tuple[str | None, str | None]]
    """What each file held before and after; None where it did not exist."""
    contacts: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """The same of files of whom units named, which are written with the others; a step that is made no longer knows them."""

    def change(self, back: bool = False) -> dict[str, bytes | None]:
        """The contents that the step left; those before it, to go ``back``."""
        contents = {path: texts[0 if back else 1] for path, texts in self.files.items()}
        return {path: None if text is None else text.encode() for path, text in contents.items()}

    @staticmethod
    def of(id_: int, when: str, message: str, verb: Verb, before: Files, change: Change) -> Step:
        """The step that makes ``change`` where the files hold what they hold ``before``."""
        return Step(id_, when, message, verb, _texts(before, change))


def _texts(before: Files, change: Change) -> dict[str, tuple[str | None, str | None]]:
    return {path: (_text(before.get(path)), _text(content)) for path, content in sorted(change.items())}


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode()


class Journal:
    """The steps kept for the data of ``project``."""

    def __init__(self, project: Project) -> None:
        self.folder, self.tasks, self.contacts = project.steps, project.tasks, project.contacts
        self._pending = project.pending_step

    def steps(self) -> list[Step]:
        """The steps, the oldest first; what cannot be read ends those that can be taken back."""
        steps: list[Step] = []
        for path in sorted(self.folder.glob("[0-9]*.json")):
            step = _read(path)
            steps = [*steps, step] if step else []
        return steps

    def make(self, step: Step, contacts: Change | None = None) -> None:
        """Make a step: all its files and those of ``contacts``, or, when the system refuses or somebody interrupts, none. Raises OSError."""
        before = {path: content for path in contacts or {} if (content := _content(self.contacts / path))}
        step = replace(step, contacts=_texts(before, contacts or {}))
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(self._pending, _record(step))
        try:
            self._put(self._changes(step))
        except (OSError, KeyboardInterrupt):
            self._put(self._changes(step, back=True))
            self._pending.unlink()
            raise
        self._close(step)

    def recover(self) -> str:
        """Complete a step that was cut off, or take it back; a sentence that says which, empty where there is none."""
        step = _read(self._pending) if self._pending.exists() else None
        if step is None:
            self._pending.unlink(missing_ok=True)
            return ""
        after, before = self._changes(step), self._changes(step, back=True)
        if not all(map(self._own, after)):
            self._pending.unlink()
            return "out/edit/ 里的记录不是这个工具写的，没有照做，已删去"
        now = {path: _content(path) for path in after}
        foreign = [path for path in after if now[path] not in (after[path], before[path])]
        if not foreign:
            self._put({path: content for path, content in after.items() if now[path] != content})
            self._close(step)
            return f"上次保存到一半中断了，已补完：{step.message}"
        self._put({path: before[path] for path in after if now[path] == after[path] and path not in foreign})
        self._pending.unlink()
        return f"上次保存到一半中断了，{'、'.join(map(self._shown, foreign))} 后来又改过，已退回保存之前：{step.message}"

    def _close(self, step: Step) -> None:
        """Keep a step that is made, and no more than the last ones; of whom units named nothing is kept."""
        kept = self.folder / f"{step.id:08}.json"
        if step.contacts:
            if step.files:
                _write(kept, _record(replace(step, contacts={})))
            self._pending.unlink()
        else:
            self._pending.replace(kept)
        for path in sorted(self.folder.glob("[0-9]*.json"))[:-MOST]:
            path.unlink()

    def _changes(self, step: Step, back: bool = False) -> dict[Path, bytes | None]:
        """The contents that a step leaves, or those before it, by where the files lie."""
        folders = ((self.tasks, step), (self.contacts, replace(step, files=step.contacts)))
        return {
            folder / path: content for folder, part in folders for path, content in part.change(back).items()
        }

    def _own(self, file: Path) -> bool:
        """Whether ``file`` is one of the data or of contacts: nothing else is ever written, whatever a record of a step says."""
        for folder, form in ((self.tasks, _DATA_FILE), (self.contacts, _CONTACTS_FILE)):
            if folder in file.parents and form.fullmatch(file.relative_to(folder).as_posix()):
                return folder.resolve() in file.resolve().parents
        return False

    def _shown(self, file: Path) -> str:
        folder = self.tasks if self.tasks in file.parents else self.contacts
        return file.relative_to(folder).as_posix()

    def _put(self, change: Mapping[Path, bytes | None]) -> None:
        for file, content in change.items():
            if not self._own(file):
                raise PermissionError(errno.EPERM, "", str(file))
            if content is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, content)


def _read(path: Path) -> Step | None:
    try:
        record = json.loads(path.read_bytes())
        files, contacts = (_pairs(record.pop(name, {})) for name in ("files", "contacts"))
        return Step(**record, files=files, contacts=contacts)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _record(step: Step) -> bytes:
    return json.dumps(asdict(step), ensure_ascii=False).encode()


def _pairs(record: dict[str, tuple[str | None, str | None]]) -> dict[str, tuple[str | None, str | None]]:
    return {name: (before, after) for name, (before, after) in record.items()}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written, not after the power fails either. Raises OSError."""
    write_whole(path, content, lasting=True)


def undoable(steps: list[Step]) -> Step | None:
    """The step that would be taken back next."""
    return next(reversed(_stacks(steps)[0]), None)


def redoable(steps: list[Step]) -> Step | None:
    """The step that would be made again next."""
    return next(reversed(_stacks(steps)[1]), None)


def _stacks(steps: list[Step]) -> tuple[list[Step], list[Step]]:
    """The steps that stand, and those taken back since the last new one; both the latest last."""
    made: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.verb == "do":
            made, undone = [*made, step], []
        elif step.verb == "undo" and made:
            undone.append(made.pop())
        elif step.verb == "redo" and undone:
            made.append(undone.pop())
    return made, undone


def contents_at(steps: list[Step], id_: int) -> dict[str, bytes | None]:
    """What the files that later steps changed held when the step ``id_`` was made; before all steps for 0."""
    contents: dict[str, bytes | None] = {}
    for step in _after(steps, id_):
        contents = {**step.change(back=True), **contents}
    return contents


def _after(steps: list[Step], id_: int) -> Iterator[Step]:
    return (step for step in steps if step.id > id_)


def changed(files: Files, change: Change) -> Files:
    """``files`` after ``change``."""
    after = {**files, **change}
    return {path: content for path, content in after.items() if content is not None}


def difference(before: Files, after: Files) -> Change:
    """The change that makes ``after`` of ``before``."""
    return {path: after.get(path) for path in {**before, **after} if before.get(path) != after.get(path)}
