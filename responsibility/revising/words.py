"""What the document says in a task, without the number that it gives it: whether a revised text says it still."""

from __future__ import annotations

from responsibility.language.duties import acting_in
from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.model import Assigned, Part, Policy, Task
from responsibility.proof import assemble_task, clause, task_heading


def normal(text: str) -> str:
    """A text as the proof compares it."""
    return normalise_clauses(with_origin(text)).text


def same_words(former: tuple[Policy, Task], revised: tuple[Policy, Task]) -> bool:
    """Whether two editions say the same in a task and of who answers for it, its number left out.

    Where the title ends is people's business: the heading is compared from either title on.
    """
    (_, old), (_, new) = former, revised
    return any(_words(*former, title) == _words(*revised, title) for title in (old.title, new.title))


def _words(policy: Policy, task: Task, title: str) -> str:
    _, *rest = (piece.text for piece in assemble_task(task))
    return normal("".join([heading_words(task, title), *rest])) + _covering(policy, task)


def heading_words(task: Task, title: str = "") -> str:
    """The heading from its title on, or from another one; nothing where that stands not in it."""
    heading = task_heading(task)
    at = heading.find(title or task.title)
    return heading[at:] if at >= 0 else ""


def number_words(task: Task) -> str:
    """What stands before the title in the heading: 32., （三）."""
    return task_heading(task).removesuffix(heading_words(task))


def clause_words(policy: Policy, task: Task, item: Assigned) -> str:
    """Who answers for an item, as the document writes it, wherever that stands."""
    return _own_words(task, item) or normal(clause(item)) + _covering(policy, task)


def _own_words(task: Task, item: Assigned) -> str:
    """Who answers for an item without a clause by the names that head it (县水利局：), or by its own text; empty without."""
    if item.clause != "":
        return ""
    if item is not task:
        return normal(item.mark or "") if isinstance(item, Part) else ""
    units = {name for role in item.roles for name in item.units(role)}
    acting = acting_in(normalise(task.text or ""), units.__contains__)
    by_role = acting.units.items() if acting else ()
    return "；".join(f"{role}：{'、'.join(name.written for name in names)}" for role, names in by_role)


def _covering(policy: Policy, task: Task) -> str:
    """The clause that stands elsewhere for an item that says so (``clause: ""``): in a heading above, or behind a later task."""
    if all(item.clause != "" or _own_words(task, item) for item in task.with_parts):
        return ""
    if above := policy.clause_above(task):
        return normal(above)
    behind = policy.tasks[policy.tasks.index(task) + 1 :]
    return next((normal(clause(later)) for later in behind if clause(later)), "")
