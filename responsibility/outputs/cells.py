"""Several facts, or the units of several parts, in one cell of a table.

``labelled`` says of which part of its task each fact is, for rows of whole tasks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from responsibility.model import ROLES, Role
from responsibility.views.items import ItemView
from responsibility.views.lines import deadline_line
from responsibility.views.phrases import names_by_role
from responsibility.views.tasks import DeadlineView, DeliverableView, FactView, TargetView
from responsibility.views.units import DutyView


def deadline_list(facts: Iterable[DeadlineView], between: str = "；") -> str:
    """Deadlines in words, each once: ``2021年底；每年不少于2次``."""
    return between.join(dict.fromkeys(deadline.words for deadline in facts))


def due_list(
    facts: Iterable[DeadlineView],
    duty: DutyView | None = None,
    between: str = "；",
    labelled: bool = False,
) -> str:
    """Deadlines with what is due, each once: ``2021年底：完成……；……``; in a unit's ``duty`` who else is named."""
    lines = (
        _label(each, labelled) + deadline_line(each, duty.named_instead(each) if duty else ())
        for each in facts
    )
    return between.join(dict.fromkeys(lines))


def target_list(facts: Iterable[TargetView], between: str = "；", labelled: bool = False) -> str:
    """Targets with their scope: ``公厕覆盖率 不低于70%；每个村：第一书记驻村 1名；……``."""
    return between.join(_label(each, labelled) + each.parts.line for each in facts)


def deliverable_list(facts: Iterable[DeliverableView], between: str = "；", labelled: bool = False) -> str:
    """Deliverables with their kinds: ``乡村振兴工作队管理办法（文件）；……``."""
    return between.join(f"{_label(each, labelled)}{each.record.name}（{each.kind_name}）" for each in facts)


def labelled_names(items: Sequence[ItemView]) -> dict[Role, str]:
    """The names in each role: as the document lists them where all ``items`` have the same, else part by part."""
    names = [(item.label, names_by_role(item.units, item.open_after)) for item in items]
    return {role: _by_part([(label, of_item[role]) for label, of_item in names]) for role in ROLES}


def _by_part(names: list[tuple[str, str]]) -> str:
    if len({listed for _, listed in names}) == 1:
        return names[0][1]
    return "；".join(label + listed for label, listed in names if listed)


def _label(fact: FactView, labelled: bool) -> str:
    return fact.item.part_label if labelled else ""
