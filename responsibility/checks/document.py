"""Checks of the data against the document: the proof, its errata, instructions left unassigned."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context, in_policy
from responsibility.data.file_names import SOURCE_FILE
from responsibility.language.normalize import CLAUSE, normalise
from responsibility.language.unit_names import actors_in
from responsibility.model import ROLES, Policy
from responsibility.model.problems import Check, Finding
from responsibility.proof import Piece


def proven(context: Context) -> Iterator[Finding]:
    """The records, put together again, are the document."""
    for policy in context.data.policies:
        proof = context.proofs[policy.id]
        if proof and (difference := proof.difference):
            message = (
                f"与原件第 {difference.line} 行不符：原件作“{difference.source}”，数据作“{difference.data}”"
            )
            yield _at(context, policy, difference.piece, message)


def boundaries(context: Context) -> Iterator[Finding]:
    """Headings, front matter and instructions begin where the document begins a line."""
    for policy in context.data.policies:
        proof = context.proofs[policy.id]
        for piece in proof.misplaced if proof else ():
            message = f"“{piece.text[:12]}”在原件里不是另起一行：与前一项的分界不对"
            yield _at(context, policy, piece, message)


def _at(context: Context, policy: Policy, piece: Piece, message: str) -> Finding:
    task = policy.by_identity.get(piece.task or "")
    if task:
        return context.in_task(policy, task, piece.keys, message)
    return in_policy(policy, piece.keys, message)


def swallowed(context: Context) -> Iterator[Finding]:
    """No text holds an assignment clause: each clause is recorded as units."""
    for policy, task in context.tasks():
        for passage in context.quotable(policy, task).passages:
            clause = CLAUSE.search(normalise(passage.text)) if passage.kind == "text" else None
            if clause:
                message = f"原文里夹着分工“{clause[0][:24]}”，应写成单位；后面若还有内容，是另一项或另一部分"
                yield context.in_task(policy, task, passage.keys, message)


def has_source(context: Context) -> Iterator[Finding]:
    """There is a source to prove the data against."""
    unread = {problem.location.file for problem in context.data.problems}
    for policy in context.data.policies:
        if policy.source is None and f"{policy.id}/{SOURCE_FILE}" not in unread:
            yield in_policy(policy, (), f"没有 {SOURCE_FILE}，无法证明数据与原件一致")


def errata(context: Context) -> Iterator[Finding]:
    """Each erratum applies to exactly one place of the source."""
    for policy in context.data.policies:
        proof = context.proofs[policy.id]
        for index in proof.stale if proof else ():
            quote = policy.metadata.errata[index].quote
            yield in_policy(policy, ("errata", index, "quote"), f"原件里找不到（或不止一处）“{quote}”")


def instructions(context: Context) -> Iterator[Finding]:
    """An instruction has an assignment clause; an actor whom its words name is none."""
    for policy in context.data.policies:
        for index, section in enumerate(policy.metadata.outline):
            if section.instruction and not section.clause:
                actors = dict.fromkeys(actors_in(normalise(section.instruction)))
                only = f"，只说到{''.join(f'“{name}”' for name in actors)}" if actors else ""
                message = f"{section.key}“{section.title}”之下的一段话未列责任分工{only}"
                yield in_policy(policy, ("outline", index, "instruction"), message)


PROOF = Check(
    "document-proof",
    "数据拼回去与原件逐字相同",
    "unsettled",
    "照原件改正数据；若是原件的错字，请在 policy.yml 写 errata",
    proven,
    whole=True,
)
CHECKS = (
    PROOF,
    Check(
        "field-boundary",
        "标题、版头、段落的分界与原件一致",
        "unsettled",
        "照原件的分行改正",
        boundaries,
        whole=True,
    ),
    Check(
        "clause-in-text",
        "分工都写成单位，不留在原文里",
        "unsettled",
        f"把括号里的单位写进 {'、'.join(f'{role}_units' for role in ROLES)}，从 text 里删去括号",
        swallowed,
    ),
    Check(
        "no-source",
        "每份文件都有原件 source.txt",
        "unsettled",
        "把收到的原件存为 source.txt，不要改动",
        has_source,
        waivable=True,
    ),
    Check(
        "stale-erratum", "每条勘误都对应原件的一处", "unsettled", "删去这条勘误，或把 quote 引长一些", errata
    ),
    Check(
        "unassigned-instruction",
        "每项要求都写有责任分工",
        "gap",
        "请印发机关明确由哪个单位牵头、哪些单位负责",
        instructions,
        waivable=True,
        heading="有要求，未列责任分工",
    ),
)
