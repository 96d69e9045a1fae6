"""The report of all checks, for people (text), for programs (JSON) and for code hosts (annotations)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from responsibility.checks import PolicyStats, Report
from responsibility.checks.drafts import DRAFT_LEFT
from responsibility.model.problems import SEVERITY_NAMES, Problem, Severity, as_json, shown_path, visible

_GITHUB: dict[Severity, str] = {
    "error": "error",
    "unsettled": "warning",
    "warning": "warning",
    "gap": "notice",
}
_SHOWN: tuple[Severity, ...] = ("unsettled", "gap", "warning", "error")
"""What stands first in the text; what stops the build is at the end, where a terminal shows it."""


def text(report: Report, prefix: str = "", gaps: bool = False) -> str:
    """The report as plain Chinese: what is unsettled first, errors last, each by file and line.

    ``prefix`` goes before each file. Gaps are counted, and listed only with ``gaps``; what of a
    draft nobody has confirmed is told in one line a draft.
    """
    lines = [_draft(report, stats, prefix) for stats in report.figures if stats.draft]
    for severity in _SHOWN if gaps else [severity for severity in _SHOWN if severity != "gap"]:
        lines += problem_lines(filter(_listed, _of(report, severity)), prefix)
    if lines:
        lines.append("")
    lines.extend(_figures(stats) for stats in report.figures)
    counts: list[str] = []
    for severity, name in SEVERITY_NAMES.items():
        counts += _of_drafts(report) if severity == "unsettled" else [f"{name} {report.count(severity)}"]
    hidden = "（check --gaps 列出）" if report.count("gap") and not gaps else ""
    lines.append("　".join(counts) + hidden)
    return "\n".join(lines)


def _of(report: Report, severity: Severity) -> list[Problem]:
    return [problem for problem in report.problems if problem.severity == severity]


def _listed(problem: Problem) -> bool:
    """Whether the text lists the problem: not where it says, task after task, that a draft is one."""
    return problem.severity != "unsettled" or problem.check != DRAFT_LEFT.name


def _of_drafts(report: Report) -> list[str]:
    """How much of drafts is to be settled, and how much nobody has confirmed, as their own lines count it; nothing without any."""
    drafts = [stats for stats in report.figures if stats.draft]
    if not drafts:
        return []
    settle = sum(map(_listed, _of(report, "unsettled")))
    unconfirmed = sum(stats.unconfirmed for stats in drafts)
    return [f"{SEVERITY_NAMES['unsettled']} {settle}", *([f"没有核对 {unconfirmed}"] if unconfirmed else [])]


def _draft(report: Report, stats: PolicyStats, prefix: str) -> str:
    """How much of a draft is still to be settled."""
    own = [problem for problem in _of(report, "unsettled") if problem.policy == stats.policy]
    files = {problem.location.file for problem in own if not _listed(problem)}
    line = f"{shown_path(prefix, stats.policy)}：草稿，待核 {sum(map(_listed, own))} 处"
    if files:
        line += f"；另有导入时拟的 {stats.unconfirmed} 处还没有人核对（{len(files)} 个文件）"
    return line


def problem_lines(problems: Iterable[Problem], prefix: str = "") -> list[str]:
    """Two lines a problem: where and what, then what to do about it."""
    return [line for problem in problems for line in _problem(problem, prefix)]


def _problem(problem: Problem, prefix: str) -> Iterator[str]:
    where = problem.location
    name = SEVERITY_NAMES[problem.severity]
    yield f"{shown_path(prefix, visible(where.file))}:{where.line}:{where.column}: {name}：{visible(problem.message)} [{problem.check}]"
    yield f"    → {problem.hint}"


def _figures(stats: PolicyStats) -> str:
    proof = stats.proof
    if proof is None:
        return visible(f"{stats.number}：{stats.tasks} 项任务，没有原件可核对")
    if not stats.compared:
        return visible(f"{stats.number}：{stats.tasks} 项任务，改好上面的错误以后再与原件核对")
    state = "与原件不符" if proof.difference else "与原件逐字相同"
    return visible(
        f"{stats.number}：{stats.tasks} 项任务{state}；比对 {proof.characters} 字，勘误 {proof.errata} 处，"
        f"责任分工 {proof.clauses} 处，数字 {stats.accounted}/{stats.figures} 个已归类"
    )


def summary_line(report: Report) -> str:
    """How many problems a report without errors has, on one line."""
    counts = (
        "错误 0",
        *_of_drafts(report),
        f"警告 {report.count('warning')}",
        f"待明确事项 {report.count('gap')}",
    )
    return "，".join(counts)


def json_text(report: Report, prefix: str = "") -> str:
    """The report as JSON: ``{"problems": […], "counts": {…}, "policies": […]}``."""
    policies = []
    for stats in report.figures:
        proof = stats.proof
        policies.append(
            {
                "policy": stats.policy,
                "number": stats.number,
                "tasks": stats.tasks,
                "proven": stats.proven,
                "characters": proof.characters if proof else 0,
                "errata": proof.errata if proof else 0,
                "clauses": proof.clauses if proof else 0,
                "figures": stats.figures,
                "accounted": stats.accounted,
                "draft": stats.draft,
                "unconfirmed": stats.unconfirmed,
            }
        )
    document = {
        "problems": [as_json(problem, prefix) for problem in report.problems],
        "counts": {severity: report.count(severity) for severity in SEVERITY_NAMES},
        "policies": policies,
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def github(report: Report, prefix: str = "") -> str:
    """The report as workflow commands, which code hosts show as annotations at the lines."""
    return "\n".join(_annotation(problem, prefix) for problem in report.problems)


def _annotation(problem: Problem, prefix: str) -> str:
    where = problem.location
    position = (
        f"file={_property(shown_path(prefix, visible(where.file)))},line={where.line},col={where.column}"
    )
    title = _property(f"{SEVERITY_NAMES[problem.severity]} {problem.check}")
    body = _data(visible(f"{problem.message}。{problem.hint}"))
    return f"::{_GITHUB[problem.severity]} {position},title={title}::{body}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
