"""A document on the disk → a draft in the tasks folder: read, drafted, checked, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from responsibility import checks
from responsibility.advance import Advance, silent
from responsibility.build.convert import convert, office
from responsibility.build.files import remove, write_whole
from responsibility.build.interrupts import held_back
from responsibility.build.locks import data_lock
from responsibility.build.project import Project
from responsibility.checks.assignments import NO_UNIT
from responsibility.checks.drafts import CHECKS as DRAFTS
from responsibility.checks.numbering import NUMBERING
from responsibility.data.file_names import RECEIVED_FOLDER
from responsibility.data.folder import read_tasks
from responsibility.data.loader import UNITS_FILE, Data, is_folder_name, load
from responsibility.data.plain_files import MAX_BYTES, read_plain
from responsibility.errors import ResponsibilityError, reason, refusal
from responsibility.importing.draft import REVIEW_FILE, Draft, IncompleteError, draft, empty, with_units
from responsibility.importing.readers.base import MAX_CONTENT
from responsibility.importing.readers.detect import Document, NeedsOffice, Unreadable, read
from responsibility.importing.review import markdown, summary
from responsibility.importing.surroundings import GivenError
from responsibility.model import DEFAULT_KINDS, WINDOWS_NAMES, Received
from responsibility.outputs.report import problem_lines


class ImportFailedError(ResponsibilityError):
    """Nothing was written; the message says why and what to do."""


@dataclass(frozen=True)
class Imported:
    """What was written, and the report for the terminal."""

    folder: Path
    summary: str
    written: bool = True
    """Whether there was anything to write."""


def import_document(
    path: Path, policy: str, project: Project, given: dict[str, Any], advance: Advance = silent
) -> Imported:
    """Draft ``tasks/POLICY`` from a document; see :func:`responsibility.importing.draft.draft`.

    Raises ResponsibilityError or OSError; then no data was written.
    """
    with data_lock(project):
        return _import(path, policy, project.tasks, given, advance)


def _import(path: Path, policy: str, tasks: Path, given: dict[str, Any], advance: Advance) -> Imported:
    need_free(policy, tasks)
    files, unreadable = read_tasks(tasks) if tasks.is_dir() else ({}, {})
    existing = load(files, unreadable, advance=advance)
    faults = [problem for problem in existing.problems if problem.location.file in files]
    if faults:
        lines = "\n".join(problem_lines(faults, f"{tasks.name}/"))
        raise ImportFailedError(f"先把现有的数据改好：\n{lines}")
    try:
        content = content_of(path)
        document = document_in(path, content)
        received = Received(file=stored_name(path.name), sha256=hashlib.sha256(content).hexdigest())
        drafted = draft(document, policy, existing.units, given, existing.kinds, received)
    except (Unreadable, IncompleteError, GivenError) as error:
        raise ImportFailedError(str(error)) from None
    units = registry(files.get(UNITS_FILE), existing, drafted)
    look_over(drafted, {**files, **drafted.files, UNITS_FILE: units}, advance)
    _write(drafted, tasks, units, {f"{RECEIVED_FOLDER}/{received.file}": content})
    return Imported(tasks / policy, summary(drafted.review))


def registry(written: bytes | None, existing: Data, drafted: Draft) -> bytes:
    """``units.yml`` with the new units; written anew where its own layout has no room for them."""
    wanted = (*existing.units, *drafted.new_units)
    added = with_units(written, drafted.new_units)
    if load({UNITS_FILE: added}).units == wanted:
        return added
    drafted.review.notes.append("units.yml 原来的排法不便添加，已重新排版，其中的注释没有保留")
    own_kinds = existing.kinds if existing.kinds != DEFAULT_KINDS else ()
    return with_units(None, wanted, own_kinds)


def need_free(policy: str, tasks: Path) -> None:
    """Raise where ``policy`` cannot be the name of a new policy's folder."""
    if not is_folder_name(policy):
        raise ImportFailedError(f"“{policy}”不能作短名：只用小写字母、数字和连字符，如 meifa-2021-7")
    if os.path.lexists(tasks / policy):
        raise ImportFailedError(f"已经有 {tasks / policy}：换一个短名，或先把它移走")


def content_of(path: Path) -> bytes:
    """The bytes of a file that may be a document."""
    try:
        if path.stat().st_size > MAX_CONTENT:
            raise ImportFailedError(f"{path} 超过 {MAX_CONTENT // 1_000_000} MB，不像一份文件")
        if not path.is_file():
            raise ImportFailedError(f"{path} 不是普通文件")
        return path.read_bytes()
    except OSError as error:
        raise ImportFailedError(f"{path} {reason(error)}") from None


def document_in(path: Path, content: bytes) -> Document:
    """The document in ``content``, converted by LibreOffice where need be."""
    try:
        return read(path.name, content)
    except NeedsOffice as error:
        program = office()
        if program is None:
            raise
        return read(*convert(path, error.target, program))


_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


def stored_name(name: str) -> str:
    """A file's name as any system takes it, as the document is kept under; not longer than 80 characters."""
    plain = _NOT_IN_NAMES.sub("_", "".join(filter(str.isprintable, name))).strip(" .")
    stem, dot, suffix = plain.rpartition(".") if "." in plain else (plain, "", "")
    if stem.split(".")[0].lower() in WINDOWS_NAMES:
        stem = f"_{stem}"
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:_LONGEST_SUFFIX]}" or "原件"


_LONGEST_NAME, _LONGEST_SUFFIX = 70, 9
_TOLD = {check.name for check in (*DRAFTS, NO_UNIT)}
"""Checks whose findings the review tells by itself."""


def look_over(drafted: Draft, files: dict[str, bytes], advance: Advance = silent) -> None:
    """Check the draft as it would stand, and say in its review what the checks found.

    Raises ImportFailedError where a file of it would be larger than what is read of the data.
    """
    large = [name for name, content in drafted.files.items() if len(content) > MAX_BYTES]
    if large:
        raise ImportFailedError(
            f"文件太大：拟出的 {large[0]} 超过 {MAX_BYTES // 1_000_000} MB，读不回来；请分成几份导入"
        )
    report = checks.run(load(files, advance=advance), advance)
    own = [
        problem
        for problem in report.problems
        if problem.policy == drafted.policy
        and (problem.severity in ("error", "unsettled") or problem.check == NUMBERING.name)
        and problem.check not in _TOLD
    ]
    drafted.review.checked += [
        f"{problem.location.file}:{problem.location.line} {problem.message}" for problem in own
    ]
    wrong = {problem.item.task for problem in own if problem.item and problem.severity != "gap"}
    for review in drafted.review.tasks:
        if review.task.number in wrong:
            review.unclear = True
            review.doubts.append("检查没有通过")
    stats = next((stats for stats in report.figures if stats.policy == drafted.policy), None)
    if stats and stats.proof and not stats.proof.difference:
        drafted.review.notes.append(f"与 source.txt 逐字相同：比对 {stats.proof.characters} 字")


def _write(drafted: Draft, tasks: Path, units: bytes, others: Mapping[str, bytes]) -> None:
    """The folder whole, with ``others`` in it, then the registry; if that fails, neither."""
    files = {name.removeprefix(f"{drafted.policy}/"): content for name, content in drafted.files.items()}
    files |= {REVIEW_FILE: markdown(drafted.review, drafted.policy).encode(), **others}
    folder = tasks / drafted.policy
    try:
        tasks.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".import-", dir=tasks))
        try:
            for name, content in files.items():
                (staging / name).parent.mkdir(exist_ok=True)
                (staging / name).write_bytes(content)
            staging.chmod(0o755)
            with held_back():
                _put(staging, folder, tasks / UNITS_FILE, units)
        finally:
            remove(staging)
    except OSError as error:
        raise ImportFailedError(refusal(error, str(folder))) from None


def _put(staging: Path, folder: Path, registry: Path, units: bytes) -> None:
    """The new folder in its place, then the registry with its units; if that fails, neither."""
    staging.replace(folder)
    try:
        write_whole(registry, units)
    except OSError:
        remove(folder)
        raise


def new_policy(policy: str, project: Project, facts: dict[str, Any]) -> Path:
    """An empty policy with one chapter, ready for its tasks; returns its folder.

    Raises ResponsibilityError or OSError; then no data was written.
    """
    with data_lock(project):
        return _new(policy, project.tasks, facts)


def _new(policy: str, tasks: Path, facts: dict[str, Any]) -> Path:
    need_free(policy, tasks)
    existing = tasks / UNITS_FILE
    try:
        units = read_plain(existing) if os.path.lexists(existing) else with_units(None, ())
    except OSError as error:
        raise ImportFailedError(f"{existing} {reason(error)}") from None
    drafted = empty(policy, facts)
    problems = [
        problem
        for problem in load({**drafted.files, UNITS_FILE: units}).problems
        if problem.location.file.startswith((f"{policy}/", UNITS_FILE))
    ]
    if problems:
        raise ImportFailedError("\n".join(problem_lines(problems)))
    _write(drafted, tasks, units, {})
    return tasks / policy
