"""Files → records: ``{path: bytes}`` in, policies, units and problems out.

Takes contents, not a folder, so that a git revision loads the same way as the
working tree. Everything that can be wrong with a single file is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import ValidationError

from responsibility import SITE_FILE
from responsibility.advance import Advance, counted, silent
from responsibility.data import open_lists
from responsibility.data import strict_yaml as yaml_tree
from responsibility.data.explaining import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE, explain, short
from responsibility.data.file_names import SOURCE_FILE
from responsibility.language.amending import amended
from responsibility.model import (
    DEFAULT_KINDS,
    WINDOWS_NAMES,
    Kind,
    Policy,
    PolicyMetadata,
    Record,
    Registry,
    Task,
    Unit,
    visible,
)
from responsibility.model.amendments import Amendment, Amendments, Operation
from responsibility.model.decisions import Decisions
from responsibility.model.problems import Check, Keys, Location, Positions, Problem, locate
from responsibility.model.progress import UnitProgress
from responsibility.model.revisions import Revision, Revisions
from responsibility.model.site import SiteConfig

NOT_UTF8 = Check(
    "not-utf8", "文件是 UTF-8 编码", "error", "用编辑器另存为 UTF-8；Windows 记事本：另存为 → 编码 → UTF-8"
)
FILE_NAME = Check(
    "file-name",
    "文件名与任务序号一致",
    "error",
    '01.yml、02.yml……对应 number: "1"、"2"；s1.yml 对应 s1（s 后不补零）；改文件名或改 number',
)
DUPLICATE_NUMBER = Check("duplicate-number", "一个序号只有一个文件", "error", "删去或改名多出的文件")
MISSING_FILE = Check(
    "missing-file", "每个文件夹有 policy.yml，总有 units.yml 和至少一份文件", "error", "补上缺少的文件"
)
UNREADABLE = Check(
    "unreadable-file", "每个文件都读得出来", "error", "检查权限；同名的若是文件夹，请改名或删去"
)
FOLDER_NAME = Check(
    "folder-name",
    "文件夹名用小写字母、数字和连字符，不超过 60 个字",
    "error",
    "如 meifa-2021-7：它会成为网址的一部分",
)
PROGRESS_DAY = Check(
    "progress-day",
    "一份进展的报送日期与它所在的文件夹一致",
    "error",
    "文件夹以报送日期为名，如 progress/2022-06-30/；移到那一天的文件夹，或改 day",
)
CHECKS = (
    *yaml_tree.CHECKS,
    NOT_UTF8,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
    WRONG_VALUE,
    FILE_NAME,
    DUPLICATE_NUMBER,
    MISSING_FILE,
    UNREADABLE,
    FOLDER_NAME,
    PROGRESS_DAY,
)

MOST = 1_000
"""Problems of one file that are told one by one; more are a file of another kind."""
UNITS_FILE = "units.yml"
POLICY_FILE = "policy.yml"
REVISIONS_FILE = "revisions.yml"
DECISIONS_FILE = "decisions.yml"
AMENDMENTS_FILE = "amendments.yml"
PROGRESS_FOLDER = "progress"
"""Within a policy's folder: what units reported, a folder a day."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Data:
    """What the files say: all policies and units, where every key stands, and what was wrong."""

    policies: tuple[Policy, ...]
    units: tuple[Unit, ...]
    positions: Mapping[str, Positions]
    task_files: Mapping[tuple[str, str], str]
    """``(policy id, task number)`` → file."""
    problems: tuple[Problem, ...]
    revisions: tuple[Revision, ...] = ()
    """The published editions, the oldest first; the last one is this data."""
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    """The kinds of units, in the registry's order."""
    site: SiteConfig = field(default_factory=SiteConfig)
    """What the office says of itself; nothing where ``site.yml`` is absent or cannot be read."""

    @property
    def whole(self) -> bool:
        """Whether every file loaded, so that checks across files mean something."""
        return not self.problems


def read_record(file: str, content: bytes, form: type[R]) -> tuple[R | None, tuple[Problem, ...]]:
    """The record of ``form`` that the content of a single file holds, and what is wrong with it, by its name ``file``."""
    loader = _Loader({file: content}, {})
    return loader.record(file, form), tuple(loader.problems)


def is_folder_name(name: str) -> bool:
    """Whether a policy's folder may be called so: it becomes part of addresses and of file names."""
    if name in WINDOWS_NAMES:
        return False
    return len(name) <= 60 and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def is_progress(path: str) -> bool:
    """Whether a file of that path, relative to the tasks folder, holds what a unit reported."""
    parts = path.split("/")
    return len(parts) == 4 and parts[1] == PROGRESS_FOLDER and path.endswith(".yml")


@dataclass(frozen=True)
class _Read:
    """What a file held when it was read: its record, where its keys stand, what was wrong."""

    content: bytes
    record: Record | None
    positions: Positions | None
    problems: tuple[Problem, ...]


Memory = dict[str, _Read]
"""What was read before, by file: who loads the same files again and again reads only what changed."""


class _Loader:
    def __init__(self, files: Mapping[str, bytes], memory: Memory) -> None:
        self.files = files
        self.memory = memory
        self.positions: dict[str, Positions] = {}
        self.task_files: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []

    def report(self, check: Check, file: str, message: str, keys: Keys = ()) -> None:
        problem = Problem.of(check, locate(self.positions, file, keys), message)
        self.problems.append(replace(problem, keys=keys))

    def text(self, file: str) -> str | None:
        """The text of ``file``, its lines ended as Unix does; None, with a problem noted, where it is not UTF-8."""
        try:
            return self.files[file].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = self.files[file].count(b"\n", 0, error.start) + 1
            self.problems.append(Problem.of(NOT_UTF8, Location(file, line), "文件不是 UTF-8 编码"))
            return None

    def record(self, file: str, form: type[R]) -> R | None:
        """The record of ``form`` that ``file`` holds; None, with problems noted, where it does not."""
        known = self.memory.get(file)
        if known is None or known.content != self.files[file]:
            before = len(self.problems)
            record = self.read(file, form)
            problems = tuple(self.problems[before:])
            self.memory[file] = _Read(self.files[file], record, self.positions.get(file), problems)
            return record
        self.problems.extend(known.problems)
        if known.positions is not None:
            self.positions[file] = known.positions
        return known.record if isinstance(known.record, form) else None

    def read(self, file: str, form: type[R]) -> R | None:
        """The same, from the file's content."""
        text = self.text(file)
        if text is None:
            return None
        if not text.strip():
            self.report(MISSING_KEY, file, "文件是空的")
            return None
        tree = yaml_tree.read(file, text)
        self.positions[file] = tree.positions
        self.problems.extend(tree.problems)
        if tree.problems:
            return None
        try:
            return form.model_validate(open_lists.converted(tree.root) if form is Task else tree.root)
        except ValidationError as error:
            self.invalid(file, form, error)
            return None

    def invalid(self, file: str, form: type[Record], error: ValidationError) -> None:
        """Note what pydantic found, once a place: alternatives of one value report each on its own."""
        seen = set()
        details = error.errors(include_url=False)
        for detail in details[:MOST]:
            keys = tuple(detail["loc"])
            where = locate(self.positions, file, keys)
            if where not in seen or detail["type"] == "missing":
                seen.add(where)
                check, message = explain(detail, form)
                self.report(check, file, message, keys)
        if len(details) > MOST:
            self.report(WRONG_VALUE, file, f"这个文件还有 {len(details) - MOST} 处不对，先改好前面的")

    def policy(self, folder: str) -> Policy | None:
        """The policy in ``folder``; None where its ``policy.yml`` cannot be read."""
        if not is_folder_name(folder):
            self.report(FOLDER_NAME, f"{folder}/{POLICY_FILE}", f"文件夹名“{short(folder)}”不能用作网址")
        file = f"{folder}/{POLICY_FILE}"
        if file not in self.files:
            self.report(MISSING_FILE, file, f"文件夹 {folder} 里没有 {POLICY_FILE}")
        facts = self.record(file, PolicyMetadata) if file in self.files else None
        tasks = self.tasks(folder)
        source = f"{folder}/{SOURCE_FILE}"
        text = self.text(source) if source in self.files else None
        if facts is None:
            return None
        decisions = (
            self.record(decided, Decisions)
            if (decided := f"{folder}/{DECISIONS_FILE}") in self.files
            else None
        )
        amendments = self.amendments(folder)
        return Policy(
            folder,
            facts,
            tuple(tasks),
            consolidated(text, amendments) if text else text,
            tuple(self.progress(folder)),
            decisions.decisions if decisions else (),
            amendments,
            text if amendments else None,
        )

    def amendments(self, folder: str) -> tuple[Amendment, ...]:
        """What later documents changed in the policy in ``folder``."""
        file = f"{folder}/{AMENDMENTS_FILE}"
        record = self.record(file, Amendments) if file in self.files else None
        return record.amendments if record else ()

    def progress(self, folder: str) -> Iterator[UnitProgress]:
        """What units reported of the policy in ``folder``, by day and file; each day as its folder is called."""
        for file in sorted(
            file for file in self.files if is_progress(file) and file.startswith(f"{folder}/")
        ):
            record = self.record(file, UnitProgress)
            day = file.split("/")[2]
            if record and str(record.day) != day:
                self.report(
                    PROGRESS_DAY, file, f"报送日期 {record.day} 与文件夹 {visible(day)} 不一致", ("day",)
                )
            elif record:
                yield record

    def yaml_files(self, folder: str) -> list[str]:
        """The task files of a policy's folder, those in folders below it left out."""
        pattern = re.compile(re.escape(folder) + r"/[^/]+\.yml")
        others = tuple(f"/{name}" for name in (POLICY_FILE, DECISIONS_FILE, AMENDMENTS_FILE))
        return sorted(file for file in self.files if pattern.fullmatch(file) and not file.endswith(others))

    def tasks(self, folder: str) -> list[Task]:
        """The tasks of a policy's folder, each number once, in order.

        Of two files with one number, that which is called by it is the task's. The other is left out of the
        policy: whatever else could be said of it follows from this one mistake.
        """
        by_number: dict[str, Task] = {}
        read = [(file, task) for file in self.yaml_files(folder) if (task := self.record(file, Task))]
        for file, task in sorted(read, key=lambda each: not _called_by_number(*each)):
            if not _called_by_number(file, task):
                stem = file.rsplit("/", 1)[1].removesuffix(".yml")
                self.report(FILE_NAME, file, f"文件名 {stem} 与 number {task.number} 不一致", ("number",))
            elif task.number in by_number:
                other = self.task_files[folder, task.number].rsplit("/", 1)[1]
                message = f"序号 {task.number} 有两个文件，另一个是 {other}"
                self.report(DUPLICATE_NUMBER, file, message, ("number",))
            if task.number not in by_number:
                by_number[task.number] = task
                self.task_files[folder, task.number] = file
        return sorted(by_number.values(), key=task_order)


def consolidated(text: str, amendments: Iterable[Amendment]) -> str:
    """The text as the amendments change it, those changes left out whose words do not stand in it once."""
    for amendment in amendments:
        for operation in amendment.operations:
            text, _ = carried_out(text, operation)
    return text


def carried_out(text: str, operation: Operation) -> tuple[str, int]:
    """The text as one change leaves it, and how often the words stand in it that it is about: unless once, as it was."""
    return amended(text, operation.old or operation.after or "", operation.becomes, operation.within or "")


def _called_by_number(file: str, task: Task) -> bool:
    """Whether a task's file is called by its number, zeros before it aside."""
    return file.rsplit("/", 1)[1].removesuffix(".yml").lstrip("0") == task.number


def task_order(task: Task) -> tuple[bool, int]:
    """Numbered tasks by number, then the safeguards."""
    return task.safeguard, int(task.number.lstrip("s"))


def load(
    files: Mapping[str, bytes],
    unreadable: Mapping[str, str] | None = None,
    memory: Memory | None = None,
    advance: Advance = silent,
) -> Data:
    """The data in ``files``, whose paths are relative to the tasks folder and use ``/``.

    ``unreadable`` gives the paths that could not be read, each with the reason. ``memory`` is kept up to date.

    Reads ``units.yml``, ``revisions.yml`` and ``../site.yml`` if there are such, and, in each folder, ``policy.yml``, ``source.txt``,
    ``decisions.yml``, ``amendments.yml``, the task files and what units reported in ``progress/``; everything else is left alone. Never raises: see ``Data.problems``.
    """
    loader = _Loader(files, {} if memory is None else memory)
    registry = None
    for file, reason in (unreadable or {}).items():
        loader.report(UNREADABLE, file, f"读不出这个文件：{reason}")
    if UNITS_FILE in files:
        registry = loader.record(UNITS_FILE, Registry)
    else:
        loader.report(MISSING_FILE, UNITS_FILE, f"没有 {UNITS_FILE}（单位名录）")
    editions = loader.record(REVISIONS_FILE, Revisions) if REVISIONS_FILE in files else None
    outside = [file for file in files if file.startswith("../")]
    site = next((loader.record(file, SiteConfig) for file in outside if file.endswith(f"/{SITE_FILE}")), None)
    folders = sorted({file.split("/")[0] for file in files if "/" in file and file not in outside})
    if not folders:
        loader.report(MISSING_FILE, POLICY_FILE, "没有任何文件：每份文件一个文件夹，里面有 policy.yml")
    read = (loader.policy(folder) for folder in counted(folders, "份文件", advance))
    policies = [policy for policy in read if policy is not None]
    return Data(
        tuple(policies),
        registry.units if registry else (),
        loader.positions,
        loader.task_files,
        tuple(sorted(loader.problems)),
        editions.revisions if editions else (),
        registry.all_kinds if registry else DEFAULT_KINDS,
        site or SiteConfig(),
    )
