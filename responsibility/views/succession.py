"""What is said of duties that an institutional reform handed on: on the page of who had them, and of who has them now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from responsibility.model import PartialDate, Successor, Unit


def taken_over(inherited: Sequence[str]) -> str:
    """``承接自区乡村振兴局``, where several followed each other the last first; empty where nothing was handed on."""
    return f"承接自{'，'.join(reversed(inherited))}" if inherited else ""


class _Succession(Protocol):
    """A unit of the registry, or a change that says the same of it."""

    @property
    def succeeded_by(self) -> tuple[Successor, ...]: ...
    @property
    def since(self) -> PartialDate | None: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def renamed(self) -> bool: ...


def handed_on(unit: str, succession: _Succession) -> str:
    """Since when, by whom and on what basis ``unit`` was succeeded; empty where it was not."""
    if succession.since is None:
        return ""
    what = (
        f"更名为{succession.succeeded_by[0].unit}"
        if succession.renamed
        else f"的职责由{_divided(succession.succeeded_by)}承接"
    )
    return f"{succession.since.chinese}起，{unit}{what}（依据：{succession.basis}）"


def old_page_note(unit: Unit) -> str:
    """What stands on the page of a unit that was succeeded; else empty."""
    words = handed_on(unit.name, unit)
    return words and f"{words}。下面是文件点名它的任务，文字照原文。"


def taken_on(predecessors: Iterable[Unit], successor: str) -> tuple[str, ...]:
    """What stands on the page of a unit that took over duties, a sentence for each that it succeeded."""
    return tuple(
        f"{unit.since.chinese}起，"
        + (
            f"{unit.name}更名为{successor}"
            if unit.renamed
            else f"{successor}承接{unit.name}的{_share(unit, successor)}"
        )
        + f"（依据：{unit.basis}）；承接的任务注明“{taken_over((unit.name,))}”，文件的文字照原文。"
        for unit in predecessors
        if unit.since
    )


def _divided(successors: Sequence[Successor]) -> str:
    """``区农业农村局、区民政局（2项）``: those who take but some with how many."""
    return "、".join(each.unit + (f"（{len(each.takes)}项）" if each.takes else "") for each in successors)


def _share(unit: Unit, successor: str) -> str:
    part = next(each.takes for each in unit.succeeded_by if each.unit == successor)
    return "部分职责" if part or len(unit.succeeded_by) > 1 else "职责"
