"""A project's folder → its data and the report of all checks."""

from __future__ import annotations

from responsibility import checks
from responsibility.build.project import Project
from responsibility.checks import Report
from responsibility.data.folder import read_tasks
from responsibility.data.loader import POLICY_FILE, Data, load
from responsibility.errors import EmptyProjectError


def check_project(project: Project) -> tuple[Data, Report]:
    """The project's data and the report of all checks on it. Raises EmptyProjectError where it has no policy yet."""
    data = load(*read_tasks(project.tasks))
    if data.units == () and [problem.location.file for problem in data.problems] == [POLICY_FILE]:
        raise EmptyProjectError(
            "项目里还没有政策文件。接着导入一份，例如：", "import 方案.docx --policy shuifa-2022-3"
        )
    return data, checks.run(data)
