"""Words of a task's text that assign it, which an import had not taken for that: they become its clause, with their units."""

from __future__ import annotations

from responsibility.data.loader import Data
from responsibility.data.yaml_edit import Tree
from responsibility.edit.desk import Desk, ImpossibleError, record_tree, set_keys
from responsibility.edit.requests import Assign
from responsibility.importing.units import Names, listed_units
from responsibility.language.clauses import Assignment, named_leaders, read_clause
from responsibility.language.normalize import normalise, with_origin
from responsibility.model import ROLE_NAMES, ROLES, Leader

_BRACKETS = "（", "）"


def assignment_in(data: Data, words: str) -> tuple[Assignment, Names] | None:
    """What ``words`` say as an assignment clause, and the registry to name its units by; None where they are none."""
    names = Names(data.units, data.kinds)
    read = read_clause(words, names.known)
    return (read, names) if read and read.names else None


def read_as_assignment(data: Data, words: str) -> list[list[object]] | None:
    """The same for the page: ``[["牵头单位", ["区水务局"]], …]``."""
    read = assignment_in(data, words)
    if read is None:
        return None
    units = listed_units(*read)
    return [[ROLE_NAMES[role], list(units[f"{role}_units"])] for role in ROLES if units[f"{role}_units"]]


def assign(desk: Desk, action: Assign) -> str:
    """Take the words out of the text of a task or part and let them be its clause.

    What stands behind them becomes the task's ``closing``; a part has no room for that.
    """
    item = desk.item(action.policy, action.task, action.part)
    before, words, behind = _parted(str(item.get("text", "")), action.words)
    read = assignment_in(desk.data, words)
    if read is None:
        raise ImpossibleError(f"“{action.words.strip()}”里读不出单位：请选从“牵头单位”一类的字到最后一个单位")
    if not before:
        raise ImpossibleError("除了责任分工，这里没有别的原文了")
    if behind and (action.part or item.get("parts")):
        raise ImpossibleError("责任分工之后还有原文，这里放不下：请连后面的一起选")
    leaders = [record_tree(Leader(**each._asdict())) for each in named_leaders(words)]
    units = {key: list(names) for key, names in listed_units(*read).items()}
    _write(item, before, behind, {**units, "leaders": leaders, "clause": words})
    desk.units_tree()["units"] += [record_tree(unit) for unit in read[1].new]
    return f"任务 {action.task} 的责任分工：{words.replace(chr(10), '')}"


def _write(item: Tree, before: str, behind: str, assigned: Tree) -> None:
    item["text"] = before
    if behind:
        item["closing"] = "\n".join(filter(None, (behind, item.get("closing"))))
    set_keys(item, {**assigned, "draft": None})


def _parted(text: str, words: str) -> tuple[str, str, str]:
    """A text before, at and behind some of its words, brackets around them taken along. Raises ImpossibleError."""
    whole, wanted = with_origin(text), normalise(words)
    if not wanted or whole.text.count(wanted) != 1:
        raise ImpossibleError("选中的字要在这一段原文里，而且只出现一次")
    start = whole.text.index(wanted)
    end = start + len(wanted)
    if whole.text[start - 1 : start] == _BRACKETS[0] and whole.text[end : end + 1] == _BRACKETS[1]:
        start, end = start - 1, end + 1
    first, last = whole.origin[start], whole.origin[end - 1] + 1
    return text[:first].strip(), text[first:last].strip(), text[last:].strip()
