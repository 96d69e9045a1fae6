"""Room for a task among the numbered ones, or one taken out: files move, and everything that names a task follows.

A task that moves keeps its identity: where it had no ``id``, its former number becomes one, so that addresses,
calendars, ledgers and what is reported stay with it. Numbers in ``source.txt``, and headings and labels as the
document writes them, are the document's own and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from responsibility.data.folder import Change, Files
from responsibility.data.loader import POLICY_FILE, Data
from responsibility.data.yaml_edit import rewritten, root_of
from responsibility.data.yaml_writer import key_order
from responsibility.errors import ResponsibilityError
from responsibility.model import ItemId, Policy, PolicyMetadata, Record, Task

MOST_NUMBERED, MOST_SAFEGUARDS = 999, 99
"""What the model's numbers have room for."""
_SPOKEN_OF = re.compile(r"\bwhy:.*(?:任务|第) *[0-9]")
REFERRING = ("waivers", "misprints", "unsettled")
"""Lists of policy.yml whose entries may name a task."""


class RenumberError(ResponsibilityError):
    """Nothing can be numbered anew; the message says why."""


@dataclass(frozen=True)
class Renumbering:
    """What is to be written, and what it means."""

    change: Change
    moved: tuple[tuple[Task, str], ...]
    """Tasks that move, in their order, each with its new number."""
    removed: Task | None
    identified: tuple[str, ...]
    """Numbers that became an ``id``."""
    followed: int
    """How many entries of policy.yml name another number now."""
    dropped: tuple[str, ...]
    """Entries of policy.yml that went with the task taken out, as a person would name them."""
    written: tuple[str, ...]
    """New numbers of moved tasks whose heading or label is written as in the document."""
    spoken_of: int
    """How many reasons (``why``) in policy.yml speak of tasks in words, which stay."""


def renumbered(
    files: Files, data: Data, policy: Policy, verb: Literal["insert", "remove"], at: str
) -> Renumbering:
    """Room at the number ``at`` of ``policy``, or the task of that number taken out, with all behind it numbered anew.

    Where no task has the number that is to be taken out, the gap is closed.

    ``data`` is what ``files`` say, without problems. Raises RenumberError where there is no such place or no
    room, UnwritableError where a file leaves no room for the change.
    """
    numbers = {task.number: task for task in policy.tasks}
    removed = numbers.get(at) if verb == "remove" else None
    moved = _moved(policy, verb, at)
    change: Change = {}
    paths = {task.number: data.task_files[policy.id, task.number] for task in policy.tasks}
    if removed:
        change[paths[at]] = None
    identified = tuple(task.number for task, _ in moved if task.id is None)
    new_files: Files = {}
    for task, number in moved:
        path = paths[task.number]
        change.setdefault(path, None)
        root = root_of(path, files[path])
        root |= {"number": number, "id": task.identity}
        new_files[_path(path, number)] = _rewritten(files, path, root, Task)
    change |= new_files
    after = {task.number: number for task, number in moved}
    entries = _References(policy, after, removed)
    path = f"{policy.id}/{POLICY_FILE}"
    root = entries.followed_in(root_of(path, files[path]))
    if entries.followed or entries.dropped:
        change[path] = _rewritten(files, path, root, PolicyMetadata)
    written = tuple(number for task, number in moved if task.heading or task.label)
    spoken_of = len(_SPOKEN_OF.findall(files[path].decode("utf-8-sig")))
    return Renumbering(
        change,
        tuple(moved),
        removed,
        identified,
        entries.followed,
        tuple(entries.dropped),
        written,
        spoken_of,
    )


def _moved(policy: Policy, verb: str, at: str) -> list[tuple[Task, str]]:
    """The tasks that move, each with its new number: those from ``at`` on, or behind it, safeguards among themselves."""
    prefix = "s" if at.startswith("s") else ""
    digits = at.removeprefix(prefix)
    most = MOST_SAFEGUARDS if prefix else MOST_NUMBERED
    own = [task for task in policy.tasks if task.safeguard == bool(prefix)]
    places = [int(task.number.removeprefix("s")) for task in own]
    last = max(places, default=0)
    if not re.fullmatch("[1-9][0-9]{0,5}", digits):
        raise RenumberError(f"“{at}”不是序号：任务写 1、2……，保障措施写 s1、s2……")
    place = int(digits)
    if verb == "insert" and place not in places:
        raise RenumberError(f"{at} 本来就空着：直接写这一项的文件")
    if verb == "insert" and last >= most:
        raise RenumberError(f"已经有 {prefix}{last}，再往后没有序号了")
    if verb == "remove" and place > last:
        raise RenumberError(f"{policy.id} 没有序号是 {at} 的任务，以后也没有")
    step = 1 if verb == "insert" else -1
    return [
        (task, f"{prefix}{number + step}")
        for task, number in zip(own, places, strict=True)
        if number > place or (number == place and verb == "insert")
    ]


def _rewritten(files: Mapping[str, bytes], path: str, root: dict[str, Any], form: type[Record]) -> bytes:
    return rewritten(path, files[path], root, lambda keys: key_order(form, keys))


def _path(path: str, number: str) -> str:
    """Where the task of that number stands: the file of another one of its policy, named anew, zeros in front kept."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    return f"{folder}/{file_name(number, len(stem))}"


def file_name(number: str, digits: int = 0) -> str:
    """What the file of the task of that number is called: 07.yml, s1.yml; with at least so many ``digits``."""
    return f"{number if number.startswith('s') else number.zfill(max(digits, 2))}.yml"


class _References:
    """The entries of policy.yml that name tasks, as tasks are numbered anew."""

    def __init__(self, policy: Policy, numbers: Mapping[str, str], removed: Task | None) -> None:
        self.policy, self.numbers, self.removed = policy, numbers, removed
        self.followed = 0
        self.dropped: list[str] = []

    def followed_in(self, root: dict[str, Any]) -> dict[str, Any]:
        """``root`` of policy.yml with each entry naming its task as before, those of the one taken out left out."""
        for field in REFERRING:
            if field in root:
                entries = list(self._entries(field, root[field]))
                root = {key: entries if key == field else value for key, value in root.items()}
                if not entries:
                    del root[field]
        return root

    def _entries(self, field: str, entries: list[dict[str, str]]) -> Iterator[dict[str, str]]:
        for index, entry in enumerate(entries, 1):
            written = entry.get("task")
            item = self.policy.item_id(written) if written else ItemId("")
            task = self.policy.by_identity.get(item.task)
            if not written or not task:
                yield entry
            elif task is self.removed:
                words = entry.get("check") or entry.get("quote") or entry.get("what") or ""
                self.dropped.append(f"{field} 第{index}条（{words}）")
            elif ItemId.parse(written).task in (task.number, *self.numbers.values()):
                number = self.numbers.get(task.number, task.number)
                self.followed += number != task.number
                yield {**entry, "task": str(item._replace(task=number))}
            else:
                yield entry
