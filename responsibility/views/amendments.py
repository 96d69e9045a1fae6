"""Which later documents changed which task, told by where in the consolidated text their changes stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from responsibility.language.amending import placed
from responsibility.model import Policy
from responsibility.model.amendments import Amendment
from responsibility.proof import prove, task_spans


class TaskAmendment(NamedTuple):
    """A later document that changed a task, or put it in."""

    number: int
    """Which of the policy's amendments it is, the first one 1."""
    amendment: Amendment
    quotes: tuple[str, ...]
    """Its words that say how."""
    added: bool
    """Whether the task is one that it put in."""

    @property
    def words(self) -> str:
        """``经水发〔2024〕3号（2024年5月1日）修改``."""
        issued = f"（{self.amendment.issued.chinese}）" if self.amendment.issued else ""
        return (
            f"{'由' if self.added else '经'}{self.amendment.name}{issued}{'增加' if self.added else '修改'}"
        )


class _Change(NamedTuple):
    """A change where it stands now: nothing but a place, where words were taken out."""

    start: int
    end: int
    amendment: int
    quote: str
    added: bool


def task_amendments(policy: Policy) -> Mapping[str, tuple[TaskAmendment, ...]]:
    """By a task's identity the documents that changed it, the oldest first; of a policy that is not proven nothing.

    That a task's number only moved along with others is no change of it.
    """
    proof = prove(policy) if policy.amendments else None
    if proof is None or proof.difference:
        return {}
    changes = _changes(policy)
    amended = {task: tuple(_of_task(policy, changes, span)) for task, span in task_spans(policy).items()}
    return {task: amendments for task, amendments in amended.items() if amendments}


def _changes(policy: Policy) -> list[_Change]:
    """The changes of all amendments, where they stand in the text that all of them have made."""
    text = policy.issued_text or ""
    changes: list[_Change] = []
    for number, amendment in enumerate(policy.amendments, 1):
        for operation in amendment.operations:
            span, _ = placed(text, operation.old or operation.after or "", operation.within or "")
            if span is None:
                continue
            first, end = span
            text = text[:first] + operation.becomes + text[end:]
            now = first + len(operation.becomes)
            changes = [_moved(change, first, end, now) for change in changes]
            if not operation.renumbers:
                start = now - len(operation.new or "") if operation.after else first
                changes.append(_Change(start, now, number, operation.quote, bool(operation.after)))
    return changes


def _moved(change: _Change, first: int, end: int, now: int) -> _Change:
    """A change after another one, of ``first`` to ``end``, whose words go on to ``now``."""
    start = change.start if change.start <= first else max(first, change.start + now - end)
    stop = change.end if change.end <= first else max(first, change.end + now - end)
    return change._replace(start=min(start, stop), end=stop)


def _of_task(policy: Policy, changes: list[_Change], span: tuple[int, int]) -> Iterator[TaskAmendment]:
    begins, ends = span
    within = [
        change
        for change in changes
        if (change.start < ends and change.end > begins) or begins < change.start == change.end < ends
    ]
    for number, amendment in enumerate(policy.amendments, 1):
        own = [change for change in within if change.amendment == number]
        added = any(change.added and change.start <= begins and change.end >= ends for change in own)
        if own:
            yield TaskAmendment(
                number, amendment, tuple(dict.fromkeys(change.quote for change in own)), added
            )
