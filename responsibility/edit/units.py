"""Units: called otherwise, made one, parted, described; in the registry and in all tasks at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsibility.data.yaml_edit import Tree
from responsibility.edit.clauses_kept import Clauses, items_of
from responsibility.edit.desk import Desk, ImpossibleError, MissingError, record_tree, set_keys
from responsibility.edit.requests import AddUnit, MergeUnits, RenameUnit, SetUnit, SplitUnit
from responsibility.edit.unit_reports import follow_merged, follow_renamed, reports_of
from responsibility.importing.units import Names
from responsibility.language.normalize import normalise
from responsibility.model import COLLECTIVE, ETC, ROLES
from responsibility.progress import typed

_LISTS = tuple(f"{role}_units" for role in ROLES)


def _entry(desk: Desk, name: str) -> Tree:
    """A unit of the registry, as a tree. Raises MissingError."""
    for entry in desk.units_tree()["units"]:
        if entry["name"] == name:
            found_unit: Tree = entry
            return found_unit
    raise MissingError(f"名录里没有“{typed.shown(name)}”")


def rename(desk: Desk, action: RenameUnit) -> str:
    """Call a unit otherwise; how documents write it stays as an alias."""
    entry = _entry(desk, action.unit)
    name = action.name.strip()
    if _is_registered(desk, name, besides=action.unit):
        raise ImpossibleError(f"名录里已经有“{name}”：两个是同一个单位的，请合并")
    entry["name"] = name
    if entry.get("short") and not name.endswith(entry["short"]):
        del entry["short"]
    _add_aliases(desk, entry, [action.unit])
    _replace(desk, {action.unit: [name]})
    follow_renamed(desk, {action.unit: name})
    return f"单位“{action.unit}”改称“{name}”"


def _is_registered(desk: Desk, name: str, besides: str) -> bool:
    wanted = normalise(name)
    return any(
        wanted in map(normalise, (entry["name"], *entry.get("aliases", ())))
        for entry in desk.units_tree()["units"]
        if entry["name"] != besides
    )


def merge(desk: Desk, action: MergeUnits) -> str:
    """Let several names be one unit; the others become its aliases."""
    entry = _entry(desk, action.into)
    gone = [name for name in dict.fromkeys(action.units) if name != action.into]
    if not gone:
        raise ImpossibleError("要合并的是同一个名称")
    others = [_entry(desk, name) for name in gone]
    desk.units_tree()["units"] = [each for each in desk.units_tree()["units"] if each not in others]
    aliases = [alias for other in others for alias in (other["name"], *other.get("aliases", ()))]
    _add_aliases(desk, entry, aliases)
    _replace(desk, {name: [action.into] for name in gone})
    left = follow_merged(desk, dict.fromkeys(gone, action.into), entry)
    unknown = [name for name in gone if name not in entry.get("aliases", ()) and reports_of(desk, name)]
    if unknown:  # contacts are found by the names of their files, which the registry no longer has
        left += (
            f"；private/ 里留了“{'”“'.join(unknown)}”的责任人和电话的，不跟过去，请把那些文件里的单位改过来"
        )
    return f"“{'”“'.join(gone)}”并入“{action.into}”{left}"


def _add_aliases(desk: Desk, entry: Tree, names: Sequence[str]) -> None:
    """Note as aliases of a unit those of ``names`` that a document writes; what it is called now is none."""
    written = "".join(normalise(policy.source or "") for policy in desk.data.policies)
    known = [*entry.get("aliases", ()), *(name for name in names if normalise(name) in written)]
    aliases = [name for name in dict.fromkeys(known) if name != entry["name"]]
    set_keys(entry, {"aliases": aliases})


def split(desk: Desk, action: SplitUnit) -> str:
    """Let what was read as one unit be several, which are registered where they are not."""
    _entry(desk, action.unit)
    names = list(dict.fromkeys(name.strip() for name in action.into))
    if action.unit in names:
        raise ImpossibleError(f"拆开以后不能还有“{action.unit}”")
    registry = desk.units_tree()
    at = next(index for index, entry in enumerate(registry["units"]) if entry["name"] == action.unit)
    del registry["units"][at]
    registry["units"][at:at] = _new_entries(desk, names)
    _replace(desk, {action.unit: names})
    left = reports_of(desk, action.unit)
    left_words = f"；它报的进展和对它的决定 {left} 份不知道是谁的，留在原处，请核对" if left else ""
    return f"“{action.unit}”拆成“{'”“'.join(names)}”{left_words}"


def _new_entries(desk: Desk, names: Sequence[str]) -> Iterator[Tree]:
    """The units of those names that the registry lacks, as an import would register them."""
    registered = Names(desk.data.units, desk.data.kinds)
    for name in names:
        if name.endswith(ETC):
            raise ImpossibleError(f"单位名称“{name}”不带“{ETC}”：“{ETC}”写在任务的单位之后")
        registered.find(name)
    return (record_tree(unit) for unit in registered.new)


def describe(desk: Desk, action: SetUnit) -> str:
    """Set the kind, short name, aliases or members of a unit."""
    entry = _entry(desk, action.unit)
    unknown = set(action.set) - {"kind", "short", "aliases", "members"}
    if unknown:
        raise ImpossibleError(f"单位的“{'、'.join(sorted(unknown))}”不能在这里改")
    set_keys(entry, action.set)
    if entry["kind"] != COLLECTIVE:
        entry.pop("members", None)
    elif "members" not in entry:
        entry["members"] = "unlisted"
    return f"改单位“{action.unit}”的登记"


def add(desk: Desk, action: AddUnit) -> str:
    """Register a unit."""
    name = action.name.strip()
    if _is_registered(desk, name, besides=""):
        raise ImpossibleError(f"名录里已经有“{name}”")
    (entry,) = _new_entries(desk, [name])
    if action.kind:
        entry["kind"] = action.kind
        entry.pop("members", None)
        if action.kind == COLLECTIVE:
            entry["members"] = "unlisted"
    desk.units_tree()["units"].append(entry)
    return f"登记单位“{name}”"


# ---------------------------------------------------------------- everywhere


def _replace(desk: Desk, names: dict[str, list[str]]) -> None:
    """Write other names for units wherever they are listed: in tasks, rules and collectives."""
    for policy in desk.data.policies:
        if any(names.keys() & getattr(rule, "units", ()) for rule in policy.metadata.rules):
            for rule in desk.policy_tree(policy.id)["rules"]:
                _in_list(rule, "units", names)
        concerned = [
            task
            for task in policy.tasks
            if any(names.keys() & item.units(role) for item in task.with_parts for role in ROLES)
        ]
        clauses = Clauses(policy) if concerned else None
        for task in concerned:
            trees = items_of(desk.task_tree(policy.id, task.number))
            for item, tree in zip(task.with_parts, trees, strict=True):
                for key in _LISTS:
                    _in_list(tree, key, names)
                if clauses:
                    clauses.keep(task, item, tree)
    for entry in desk.units_tree()["units"]:
        if isinstance(entry.get("members"), list):
            _in_list(entry, "members", names)


def _in_list(tree: Tree, key: str, names: dict[str, list[str]]) -> None:
    """Write other names in a list of units, if the tree has it: each once, 等 where it stood."""
    listed: list[str] = tree.get(key, [])
    new: dict[str, bool] = {}
    for name in listed:
        bare, is_open = name.removesuffix(ETC), name.endswith(ETC)
        for index, other in enumerate(others := names.get(bare, [bare])):
            new[other] = new.get(other, False) or (is_open and index == len(others) - 1)
    if any(name.removesuffix(ETC) in names for name in listed):
        tree[key] = [f"{name}{ETC if is_open else ''}" for name, is_open in new.items()]
