"""The assignment clause of an item whose units change: the document's own words stay as they are written.

Where the data writes no clause, the one that stands for it is made of the units; once these are other
ones, what the document has is written down, unless the new units say just that.
"""

from __future__ import annotations

from typing import Any

from responsibility.data.yaml_edit import Tree
from responsibility.model import Assigned, Part, Policy, Task
from responsibility.proof import clause, verbatim_clauses
from responsibility.revising.words import normal


def items_of(tree: Tree) -> list[Tree]:
    """The trees of a task and its parts."""
    return [tree, *tree.get("parts", ())]


class Clauses:
    """The clauses of a policy as its document has them."""

    def __init__(self, policy: Policy) -> None:
        self._source = normal(policy.source or "")
        self._written = verbatim_clauses(policy)

    def keep(self, task: Task, item: Task | Part, tree: Tree) -> None:
        """Write the clause of ``item`` of ``task`` down in its ``tree``, whose units have changed, where needed."""
        if item.clause is not None or "clause" in tree:
            return
        written = self._written.get(task.item_id(item), "")
        new = clause(_with_units(item, tree))
        if written and normal(written) != normal(new) and normal(written) in self._source:
            tree["clause"] = written


def _with_units(item: Task | Part, tree: Tree) -> Assigned:
    units: dict[str, Any] = {
        key: tuple(tree.get(key, ())) for key in type(item).model_fields if key.endswith("_units")
    }
    return item.model_copy(update=units)
