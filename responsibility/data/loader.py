"""Files → records: ``{path: bytes}`` in, policies, units and problems out.

Takes contents, not a folder, so that a git revision loads the same way as the
working tree. Everything that can be wrong with a single file is found here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from responsibility import SITE_FILE
from responsibility.data import open_lists
from responsibility.data import strict_yaml as yaml_tree
from responsibility.data.known_keys import known_keys
from responsibility.language.near_names import perhaps
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
)
from responsibility.model.problems import Check, Keys, Location, Positions, Problem, locate
from responsibility.model.revisions import Revision, Revisions
from responsibility.model.site import SiteConfig

NOT_UTF8 = Check(
    "not-utf8", "文件是 UTF-8 编码", "error", "用编辑器另存为 UTF-8；Windows 记事本：另存为 → 编码 → UTF-8"
)
MISSING_KEY = Check(
    "missing-key", "必填的键都在", "error", "补上这一项；可填的键编辑器会提示，说明在项目的 schema/ 里"
)
UNKNOWN_KEY = Check(
    "unknown-key", "没有不认识的键", "error", "检查拼写；可填的键编辑器会提示，说明在项目的 schema/ 里"
)
WRONG_TYPE = Check(
    "wrong-type", "每个键的值是规定的类型", "error", "照说明改正：编辑器会提示，说明在项目的 schema/ 里"
)
WRONG_VALUE = Check(
    "wrong-value", "每个键的值合乎规定", "error", "照说明改正：编辑器会提示，说明在项目的 schema/ 里"
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
)

MOST = 1_000
"""Problems of one file that are told one by one; more are a file of another kind."""
UNITS_FILE = "units.yml"
POLICY_FILE = "policy.yml"
REVISIONS_FILE = "revisions.yml"
SOURCE_FILE = "source.txt"
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


def is_folder_name(name: str) -> bool:
    """Whether a policy's folder may be called so: it becomes part of addresses and of file names."""
    if name in WINDOWS_NAMES:
        return False
    return len(name) <= 60 and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


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
                check, message = _explain(detail, form)
                self.report(check, file, message, keys)
        if len(details) > MOST:
            self.report(WRONG_VALUE, file, f"这个文件还有 {len(details) - MOST} 处不对，先改好前面的")

    def policy(self, folder: str) -> Policy | None:
        """The policy in ``folder``; None where its ``policy.yml`` cannot be read."""
        if not is_folder_name(folder):
            self.report(FOLDER_NAME, f"{folder}/{POLICY_FILE}", f"文件夹名“{_short(folder)}”不能用作网址")
        file = f"{folder}/{POLICY_FILE}"
        if file not in self.files:
            self.report(MISSING_FILE, file, f"文件夹 {folder} 里没有 {POLICY_FILE}")
        facts = self.record(file, PolicyMetadata) if file in self.files else None
        tasks = self.tasks(folder)
        source = f"{folder}/{SOURCE_FILE}"
        text = self.text(source) if source in self.files else None
        return facts if facts is None else Policy(folder, facts, tuple(tasks), text)

    def yaml_files(self, folder: str) -> list[str]:
        """The task files of a policy's folder, those in folders below it left out."""
        pattern = re.compile(re.escape(folder) + r"/[^/]+\.yml")
        return sorted(
            file for file in self.files if pattern.fullmatch(file) and not file.endswith("/" + POLICY_FILE)
        )

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


def _called_by_number(file: str, task: Task) -> bool:
    """Whether a task's file is called by its number, zeros before it aside."""
    return file.rsplit("/", 1)[1].removesuffix(".yml").lstrip("0") == task.number


def task_order(task: Task) -> tuple[bool, int]:
    """Numbered tasks by number, then the safeguards."""
    return task.safeguard, int(task.number.lstrip("s"))


def load(
    files: Mapping[str, bytes], unreadable: Mapping[str, str] | None = None, memory: Memory | None = None
) -> Data:
    """The data in ``files``, whose paths are relative to the tasks folder and use ``/``.

    ``unreadable`` gives the paths that could not be read, each with the reason. ``memory`` is kept up to date.

    Reads ``units.yml``, ``revisions.yml`` and ``../site.yml`` if there are such, and, in each folder, ``policy.yml``, ``source.txt`` and the
    task files; everything else is left alone. Never raises: see ``Data.problems``.
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
    policies = [policy for folder in folders if (policy := loader.policy(folder)) is not None]
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


_TYPES = {
    "string_type": "要写一段文字",
    "bool_parsing": "要写 true 或 false",
    "bool_type": "要写 true 或 false",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "decimal_parsing": "要写数字",
    "decimal_type": "要写数字",
    "finite_number": "要写有限的数字",
    "tuple_type": "要写成列表：[甲, 乙]，或每行一个“- ”",
    "model_type": "要写成“键: 值”的样子",
    "model_attributes_type": "要写成“键: 值”的样子",
}
_VALUES = {
    "string_too_long": "太长",
    "string_too_short": "不能是空的",
    "string_pattern_mismatch": "写法不对",
    "decimal_max_digits": "位数太多",
    "decimal_max_places": "小数位太多",
    "decimal_whole_digits": "位数太多",
    "less_than_equal": "太大",
    "int_parsing_size": "太大",
    "literal_error": "不是可选的值",
    "greater_than_equal": "太小",
}


_FORMS = {
    "number": "任务写 1、2……，保障措施写 s1、s2……，部分写 1、2……",
    "key": "如 二 或 二（五），括号用全角",
    "duration": "如 3 years、6 months、10 days",
    "id": "小写字母开头，只用小写字母、数字和连字符",
}


def _explain(detail: ErrorDetails, form: type[Record]) -> tuple[Check, str]:
    """The check and the plain message for what pydantic found in a record of ``form``."""
    keys, kind = detail["loc"], detail["type"]
    name = next((str(key) for key in reversed(keys) if isinstance(key, str)), "文件")
    context = detail.get("ctx", {})
    if kind.startswith("union_tag_"):  # which of several records it is: by the value of one key
        key, allowed = context["discriminator"].strip("'"), context.get("expected_tags", "")
        if kind == "union_tag_not_found":
            return MISSING_KEY, f"缺少“{key}”"
        return (
            WRONG_VALUE,
            f"“{key}”的值“{_short(str(context['tag']))}”不是可选的值；可选：{_listed(allowed)}",
        )
    if kind == "missing":
        return MISSING_KEY, f"缺少“{name}”"
    if kind == "extra_forbidden":
        return UNKNOWN_KEY, f"不认识的键“{name}”{perhaps(name, known_keys(form, keys[:-1]))}"
    given = detail["input"]
    shown = f"“{_short(given)}”" if isinstance(given, str) else "这里"
    if kind == "rule":
        return WRONG_VALUE, str(detail["msg"])
    if kind in _TYPES:
        return (
            WRONG_TYPE,
            f"“{name}”{_TYPES[kind]}，现在是{shown if isinstance(given, str) else _shape(given)}",
        )
    if kind in ("too_short", "too_long"):
        return WRONG_VALUE, f"“{name}”的个数不对" if given else f"“{name}”是空的"
    allowed = str(context.get("expected", ""))
    rest = f"；可选：{_listed(allowed)}" if allowed else ""
    if kind == "string_pattern_mismatch":
        way = _FORMS.get(name, "") if str(given).strip() else "不能是空的"
        rest = "：要写成一行" if "\n" in str(given) else f"：{way}" if way else ""
    return WRONG_VALUE, f"“{name}”的值{shown}{_VALUES.get(kind, '不合规定')}{rest}"


def explained(error: ValidationError, form: type[Record]) -> list[str]:
    """What is wrong with a record of ``form``, in the words in which a file's problems are told."""
    return list(dict.fromkeys(_explain(detail, form)[1] for detail in error.errors(include_url=False)))


def _listed(allowed: str) -> str:
    """``甲、乙`` from pydantic's ``'甲', '乙' or '丙'``."""
    return allowed.replace(" or ", "、").replace(", ", "、").replace("'", "")


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "……"


def _shape(given: object) -> str:
    return "列表" if isinstance(given, list) else "“键: 值”" if isinstance(given, dict) else "别的东西"
