"""The project's changes in git: what differs from the last commit, and a commit that says for whom."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from responsibility.data.folder import Files
from responsibility.data.git import RevisionError, git_environment, git_files
from responsibility.edit.store import NotSavedError
from responsibility.outputs.diff_text import change_lines
from responsibility.views.revision import DiffView

_MOST_LINES = 60
_MOST_UNITS = 12


def is_kept_in_git(folder: Path) -> bool:
    """Whether ``folder`` lies in a git repository that does not ignore it, or would if there were one."""
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        inside = _git(there, "rev-parse", "--is-inside-work-tree").returncode == 0
        path = f"{folder.relative_to(there).as_posix()}/"
        return inside and _git(there, "check-ignore", "--quiet", path).returncode == 1
    except NotSavedError:
        return False


def last_committed(tasks: Path) -> Files | None:
    """The files of the last commit; None where there are none."""
    try:
        files, unreadable = git_files("HEAD", tasks)
    except RevisionError:
        return None
    return None if unreadable else files


def commit(tasks: Path, message: str) -> str:
    """Commit all that changed in ``tasks``, and nothing else; returns the commit's short name. Raises NotSavedError."""
    for arguments in (
        ("add", "--all", "--", "."),
        ("commit", "--quiet", "--file=-", "--cleanup=whitespace", "--only", "--", "."),
    ):
        done = _git(tasks, *arguments, stdin=message)
        if done.returncode:
            raise NotSavedError(f"git 没有提交：{_reason(done.stdout + done.stderr)}")
    return _git(tasks, "rev-parse", "--short", "HEAD").stdout.strip()


def _reason(words: str) -> str:
    if "Please tell me who you are" in words or "empty ident" in words:
        return "git 还不知道你是谁：请先运行 git config user.name 和 git config user.email"
    if any(english in words for english in ("nothing to commit", "nothing added", "no changes added")):
        return "没有改动"
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else "原因不明"


def message_for(view: DiffView, reporting: Sequence[str] = ()) -> str:
    """What a commit says: what changed, counted by kinds; then each change, and what it means for whom.

    ``reporting`` are lines on decisions and reports, which stand behind the changes of the document's data.
    """
    if view.same and not reporting:
        return "改注释和排版"
    if view.same:
        return "\n".join([f"进展与决定 {len(reporting)} 处", "", *_listed(reporting)]) + "\n"
    counts = "，".join(f"{name} {number}" for name, number in view.summary)
    tasks = [changes.task for changes in view.tasks]
    where = (
        f"任务 {'、'.join(task.label for task in tasks[:5])}{'等' if len(tasks) > 5 else ''}："
        if tasks
        else ""
    )
    listed = _listed([*change_lines(view), *reporting])
    units = [f"- {shared.names}：{shared.counts}" for shared in view.shared[:_MOST_UNITS]]
    units += [f"- ……另有 {len(view.shared) - _MOST_UNITS} 组单位"] if len(view.shared) > _MOST_UNITS else []
    affected = ["", "涉及的单位：", *units] if units else []
    return "\n".join([f"{where}{counts}", "", *listed, *affected]) + "\n"


def _listed(lines: Sequence[str]) -> list[str]:
    """Lines as a list of the first of them."""
    listed = [f"- {' '.join(line.split())}" for line in lines[:_MOST_LINES]]
    return [*listed, f"- ……另有 {len(lines) - _MOST_LINES} 处"] if len(lines) > _MOST_LINES else listed


def _git(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A run of git, whose messages are in English. Raises NotSavedError where there is no git."""
    quiet = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],  # noqa: S607 – the user's own git
            input=stdin,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            env=git_environment(**quiet),
        )
    except FileNotFoundError:
        raise NotSavedError("没有装 git") from None
