"""Tasks of a project numbered anew, on the disk: all files or none."""

from __future__ import annotations

from typing import Literal

from responsibility.advance import Advance, silent
from responsibility.build.project import Project
from responsibility.data.loader import Data
from responsibility.edit.store import Store
from responsibility.model import Policy, Task
from responsibility.outputs.report import problem_lines
from responsibility.revising.renumber import RenumberError, Renumbering, file_name, renumbered
from responsibility.revising.reports import count, named

Verb = Literal["insert", "remove"]


def policy_called(data: Data, called: str | None) -> Policy:
    """The policy of that folder or 发文字号; the only one where none is called. Raises RenumberError."""
    meant = [policy for policy in data.policies if called in (None, policy.id, policy.metadata.number)]
    if len(meant) == 1:
        return meant[0]
    known = "、".join(policy.id for policy in data.policies)
    raise RenumberError(
        f"没有“{called}”这份文件；有：{known}" if called else f"有几份文件，请写明是哪一份：{known}"
    )


def renumber(
    project: Project, called: str | None, verb: Verb, at: str, dry: bool, advance: Advance = silent
) -> str:
    """Make room at ``at`` in the policy ``called``, or take that task out; returns what was done, in Chinese.

    With ``dry`` nothing is written, and what would be done is told. Raises ResponsibilityError; then nothing was written.
    """
    store = Store(project)
    files, data = store.read(advance)
    if data.problems:
        raise RenumberError("先把现有的数据改好：\n" + "\n".join(problem_lines(data.problems)))
    policy = policy_called(data, called)
    result = renumbered(files, data, policy, verb, at)
    words = {"insert": "空出", "remove": "删去" if result.removed else "合上空着的"}[verb]
    what = f"{policy.metadata.name} {words}第 {at} 项"
    if not dry:
        store.save(files, result.change, what)
    return "\n".join(_lines(verb, what, policy, result, at, dry))


def _lines(verb: Verb, what: str, policy: Policy, result: Renumbering, at: str, dry: bool) -> list[str]:
    lines = [what + ("（只是预演，什么也没有写）" if dry else "")]
    if result.removed:
        lines.append(f"删去：{at}.{result.removed.title}")
        if reported := count(policy, result.removed.identity):
            lines.append(f"它的进展和决定 {reported} 条还留着，check 会指出，不要了就删去")
    if result.moved:
        lines.append(f"序号改变 {len(result.moved)} 项，文件随着改名：{_numbers(result.moved)}")
    if result.identified:
        lines.append(
            f"其中 {len(result.identified)} 项原来没有写 id，已写入原来的序号作 id：网址、日历、台账和各处链接不变"
        )
    if result.followed:
        lines.append(f"policy.yml 里 {result.followed} 处任务序号跟着改")
    if result.dropped:
        lines.append(f"policy.yml 里说到这一项的，随它删去：{'、'.join(result.dropped)}")
    lines.append("没有改的：source.txt、各项的原文，单位名录，已公布的修订")
    if result.written:
        lines.append(
            f"标题、序号照原文写的（heading、label）也没有改，原文改了编号的请照改：第 {'、'.join(result.written)} 项"
        )
    if result.spoken_of:
        lines.append(f"policy.yml 的理由（why）里用文字说到的序号没有改，有 {result.spoken_of} 处，请看一遍")
    folder = f"tasks/{policy.id}"
    if verb == "insert":
        taken = at in result.identified or at in named(policy)
        own = f"；要写 id（如 {at}-2），因为“{at}”已是原第 {at} 项的" if taken else ""
        lines.append(f"接着：写 {folder}/{file_name(at)}{own}")
    lines.append(f"{folder}/source.txt 换成修订后的原文以前，逐字核对会说编号与原文不同")
    return lines


def _numbers(moved: tuple[tuple[Task, str], ...]) -> str:
    """``3—54 改为 4—55``, each run of numbers at once."""
    (first, first_new), (last, last_new) = moved[0], moved[-1]
    if len(moved) == 1:
        return f"{first.number} 改为 {first_new}"
    return f"{first.number}—{last.number} 改为 {first_new}—{last_new}"
