"""A project's folder → its data and the report of all checks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from responsibility import checks
from responsibility.advance import Advance, silent
from responsibility.build.fingerprint import digest
from responsibility.build.project import Project
from responsibility.checks import RECEIVED, STALE_SCHEMA, Report
from responsibility.data.explaining import WRONG_VALUE
from responsibility.data.file_names import RECEIVED_FOLDER
from responsibility.data.folder import read_project
from responsibility.data.loader import POLICY_FILE, Data, load
from responsibility.data.plain_files import MAX_BYTES, need_plain
from responsibility.errors import EmptyProjectError, reason
from responsibility.model.problems import Location, Problem, locate
from responsibility.resources import RESOURCES, resource


def check_project(project: Project, advance: Advance = silent) -> tuple[Data, Report]:
    """The project's data and the report of all checks on it. Raises EmptyProjectError where it has no policy yet."""
    data = load(*read_project(project.tasks, project.site_yml), advance=advance)
    need_a_policy(data)
    return data, report_of(project, data, advance)


def need_a_policy(data: Data) -> None:
    """Raise EmptyProjectError, which says what comes next, where a project has no policy yet."""
    if data.units == () and [problem.location.file for problem in data.problems] == [POLICY_FILE]:
        raise EmptyProjectError(
            "项目里还没有政策文件。接着导入一份，例如", "import 方案.docx --policy shuifa-2022-3"
        )


def report_of(project: Project, data: Data, advance: Advance = silent) -> Report:
    """The report of all checks on ``data``, which is the project's, and on what lies beside it."""
    report = checks.run(data, advance)
    outside = [
        *_logo_problems(project, data),
        *_received_problems(project, data),
        *_schema_problems(project),
    ]
    return replace(report, problems=tuple(sorted([*report.problems, *outside])))


def _logo_problems(project: Project, data: Data) -> Iterator[Problem]:
    """What is wrong with the file that ``site.yml`` names as the logo."""
    if data.site.logo is None:
        return
    path = project.root / data.site.logo
    message = ""
    if not path.is_file():
        message = f"没有“{data.site.logo}”这个文件"
    elif project.root.resolve() not in path.resolve().parents:
        message = f"“{data.site.logo}”是指向项目之外的链接"
    elif path.stat().st_size > MAX_BYTES:
        message = f"“{data.site.logo}”超过 {MAX_BYTES // 1_000_000} MB"
    if message:
        file = _from_tasks(project, project.site_yml)
        yield Problem.of(WRONG_VALUE, locate(data.positions, file, ("logo",)), message)


def _received_problems(project: Project, data: Data) -> Iterator[Problem]:
    """What is wrong with the files as they were received, of which each policy keeps its own."""
    for policy in data.policies:
        received = policy.metadata.received
        if received is None:
            continue
        path = project.tasks / policy.id / RECEIVED_FOLDER / received.file
        name = f"{RECEIVED_FOLDER}/{received.file}"
        try:
            need_plain(path)
            message = "" if digest(path) == received.sha256 else f"{name} 与收到时的不同（SHA-256 对不上）"
        except OSError as error:
            message = f"{name} {reason(error)}"
        if message:
            where = locate(data.positions, f"{policy.id}/{POLICY_FILE}", ("received", "sha256"))
            yield Problem.of(RECEIVED, where, message, policy.id)


def _schema_problems(project: Project) -> Iterator[Problem]:
    """A warning where the project's copies of the schemas are not those of the tool.

    Files are compared: making the schemas anew takes longer than all checks together.
    """
    if project.root == RESOURCES:
        return
    copies = {own.name: project.root / "schema" / own.name for own in resource("schema").glob("*.json")}
    if not any(copy.is_file() for copy in copies.values()):
        return
    stale = [name for name, copy in sorted(copies.items()) if not _same(resource("schema") / name, copy)]
    if stale:
        file = _from_tasks(project, copies[stale[0]])
        yield Problem.of(STALE_SCHEMA, Location(file), f"与工具的不一致：{'、'.join(stale)}")


def _same(own: Path, copy: Path) -> bool:
    # As text: a checkout on Windows may end lines otherwise.
    return copy.is_file() and own.read_text(encoding="utf-8") == copy.read_text("utf-8", "replace")


def _from_tasks(project: Project, path: Path) -> str:
    """``path`` as problems name files: relative to the tasks folder."""
    return Path(os.path.relpath(path, project.tasks)).as_posix()
