"""The checks: a list of data, run together, every problem reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from responsibility.advance import Advance, counted, silent
from responsibility.checks import (
    amendments,
    assignments,
    disagreements,
    drafts,
    gaps,
    hierarchy,
    numbering,
    progress,
    repeats,
    rules,
    structure,
    succession,
)
from responsibility.checks import deadlines_targets as facts
from responsibility.checks import document as proof
from responsibility.checks.base import Context, in_policy
from responsibility.checks.consequences import Reported, without_consequences
from responsibility.data import loader as load
from responsibility.data.loader import Data
from responsibility.graph import Graph
from responsibility.language.near_names import perhaps
from responsibility.model.problems import Check, Finding, Problem, Severity, locate
from responsibility.proof import Proof

STALE_WAIVER = Check(
    "stale-waiver",
    "每条例外都对应一个还存在的问题，且那种问题可以例外",
    "error",
    "删去这条例外，或改正它的 check、task、contains",
)
STALE_SCHEMA = Check(
    "stale-schema",
    "项目里 schema/ 的 JSON Schema 是这个工具的，编辑器的提示才对",
    "warning",
    "用 schema 命令更新",
)
RECEIVED = Check(
    "received-file",
    "收到的原件还在 source/ 里，没有改过",
    "error",
    "把收到的原件放回去；确是换了一份的，重新导入，或改 policy.yml 的 received；不再保留的，删去 received",
)
"""Both are found where folders are read: the checks themselves see none."""
RUN: tuple[Check, ...] = (
    *drafts.CHECKS,
    *structure.CHECKS,
    *succession.CHECKS,
    *hierarchy.CHECKS,
    *amendments.CHECKS,
    *numbering.CHECKS,
    *assignments.CHECKS,
    *rules.CHECKS,
    *facts.CHECKS,
    *repeats.CHECKS,
    *gaps.CHECKS,
    *disagreements.CHECKS,
    *proof.CHECKS,
    *progress.CHECKS,
)
ALL: tuple[Check, ...] = (*load.CHECKS, *RUN, STALE_WAIVER, RECEIVED, STALE_SCHEMA)


@dataclass(frozen=True)
class PolicyStats:
    """The figures of the proof, for one policy."""

    policy: str
    number: str
    tasks: int
    proof: Proof | None
    figures: int
    accounted: int
    draft: bool = False
    """Whether the policy is a draft."""
    unconfirmed: int = 0
    """What an import proposed and nobody has confirmed: facts, and assignments of units."""
    compared: bool = True
    """Whether the proof means something: not where other errors stand before it."""

    @property
    def proven(self) -> bool:
        """Whether the data is the document, character for character."""
        return self.compared and self.proof is not None and self.proof.difference is None


@dataclass(frozen=True)
class Report:
    """What the checks came to."""

    problems: tuple[Problem, ...]
    figures: tuple[PolicyStats, ...]
    graph: Graph

    def count(self, severity: Severity) -> int:
        """How many problems are of that severity."""
        return sum(problem.severity == severity for problem in self.problems)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop the build, whether or not it is strict."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def stops(self, strict: bool) -> bool:
        """Whether the build stops: on errors, and with ``strict`` on warnings and on what is unsettled."""
        grave: tuple[Severity, ...] = ("error", "unsettled", "warning") if strict else ("error",)
        return any(map(self.count, grave))


def run(data: Data, advance: Advance = silent) -> Report:
    """Every check on ``data``; the loader's problems included, what only follows from another left out. Never raises."""
    context = Context(data)
    reported: list[Reported] = []
    waived: set[tuple[str, int]] = set()
    for check in counted(RUN, "项检查", advance):
        if check.find is None or (check.whole and not data.whole):
            continue
        for finding in check.find(context):
            waiver = _waiver(data, check, finding)
            if waiver:
                waived.add(waiver)
            else:
                reported.append(Reported(check, finding, _problem(data, check, finding)))
    problems = [*data.problems, *(each.problem for each in without_consequences(reported))]
    if data.whole:
        problems.extend(_problem(data, STALE_WAIVER, finding) for finding in _stale(data, waived))
    return Report(tuple(sorted(problems)), tuple(_figures(context, problems)), context.graph)


def _problem(data: Data, check: Check, finding: Finding) -> Problem:
    where = locate(data.positions, finding.file, finding.keys)
    draft = any(policy.id == finding.policy and policy.metadata.draft for policy in data.policies)
    problem = Problem.of(check, where, finding.message, finding.policy, finding.item, draft)
    return replace(problem, keys=finding.keys, also=finding.also)


def _waiver(data: Data, check: Check, finding: Finding) -> tuple[str, int] | None:
    """The waiver that accepts ``finding``, as (policy, its index)."""
    policy = next((policy for policy in data.policies if policy.id == finding.policy), None)
    if policy is None or not check.waivable:
        return None
    for index, waiver in enumerate(policy.metadata.waivers):
        if (
            waiver.check == check.name
            and (waiver.task is None or policy.item_id(waiver.task) == finding.item)
            and (waiver.contains or "") in finding.message
        ):
            return policy.id, index
    return None


def _stale(data: Data, waived: set[tuple[str, int]]) -> Iterator[Finding]:
    for policy in data.policies:
        for index, waiver in enumerate(policy.metadata.waivers):
            if (policy.id, index) not in waived:
                check = next((candidate for candidate in RUN if candidate.name == waiver.check), None)
                why = (
                    "没有对应的问题"
                    if check and check.waivable
                    else "不能例外"
                    if check
                    else f"没有这个检查项{perhaps(waiver.check, (candidate.name for candidate in RUN))}"
                )
                message = f"例外（{waiver.check}）{why}"
                yield in_policy(policy, ("waivers", index), message)


def _figures(context: Context, problems: Iterable[Problem]) -> Iterator[PolicyStats]:
    differing = {problem.policy for problem in problems if problem.check == proof.PROOF.name}
    for policy in context.data.policies:
        figures = [
            accounted
            for task in policy.tasks
            for _, accounted in facts.accounting(context.quotable(policy, task))
        ]
        proven = context.proofs[policy.id]
        differs = proven is not None and proven.difference is not None
        yield PolicyStats(
            policy.id,
            policy.metadata.name,
            len(policy.tasks),
            proven,
            len(figures),
            sum(figures),
            policy.metadata.draft,
            sum(drafts.unconfirmed(task).total() for task in policy.tasks),
            compared=context.data.whole and (policy.id in differing or not differs),
        )


__all__ = ["ALL", "RUN", "PolicyStats", "Report", "run"]
