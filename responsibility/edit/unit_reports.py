"""What units reported, and what was decided for them, as they are called otherwise, made one, or parted: it follows them, or it is said what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from responsibility.data.loader import is_progress
from responsibility.data.yaml_edit import Tree
from responsibility.edit.desk import Desk
from responsibility.revising.reports import entries_of, files_of


def follow_renamed(desk: Desk, names: Mapping[str, str]) -> None:
    """Write the other name of a unit where it reported, and where something was decided for it."""
    for file in _naming(desk, names):
        root = desk.tree(file)
        for entry in (root, *entries_of(root)):
            if entry.get("unit") in names:
                entry["unit"] = names[entry["unit"]]


def follow_merged(desk: Desk, gone: Mapping[str, str], into: Tree) -> str:
    """Let the reports of units that are one now be those of that unit, a file a day; ``gone`` are their names, to its name.

    What both reported of the same on the same day in other words stays in the file of the former: that is what is
    returned, for a person to settle, and checks tell of it. ``into`` is the unit in the registry.
    """
    left = 0
    for file in _naming(desk, gone):
        if is_progress(file) and desk.tree(file)["unit"] in gone:
            left += _move(desk, file, f"{file.rpartition('/')[0]}/{into['id']}.yml", into["name"])
    decided = [file for file in _naming(desk, gone) if not is_progress(file)]
    for file in decided:
        entries = desk.tree(file)["decisions"]
        for entry in entries:
            if entry.get("unit") in gone:
                entry["unit"] = gone[entry["unit"]]
        entries[:] = [entry for place, entry in enumerate(entries) if entry not in entries[:place]]
    return f"；两边都报了、内容不同的 {left} 条留在原来的进展文件里，请核对" if left else ""


def _move(desk: Desk, file: str, target: str, unit: str) -> int:
    """Move the entries of a file to that of ``unit``; returns how many stay, the unit having reported of the same otherwise."""
    entries = entries_of(desk.tree(file))
    staying: list[Tree] = []
    if desk.holds(target):
        known = entries_of(desk.tree(target))
        by_subject = {_subject(entry): entry for entry in known}
        staying = [entry for entry in entries if by_subject.get(_subject(entry), entry) != entry]
        known += [entry for entry in entries if _subject(entry) not in by_subject]
    else:
        desk.put(target, desk.files[file])
        desk.tree(target)["unit"] = unit
    if staying:
        desk.tree(file)["entries"] = staying
    else:
        desk.put(file, None)
    return len(staying)


def _subject(entry: Tree) -> tuple[str | None, ...]:
    """What an entry is about."""
    return tuple(entry.get(key) for key in ("task", "about", "quote", "measure"))


def reports_of(desk: Desk, unit: str) -> int:
    """How many files of reports, and decisions for it alone, a unit has."""
    policies = desk.data.policies
    reported = sum(report.unit == unit for policy in policies for report in policy.progress)
    return reported + sum(each.unit == unit for policy in policies for each in policy.decisions)


def _naming(desk: Desk, names: Mapping[str, str]) -> Iterator[str]:
    """The files of reports and decisions in which one of ``names`` may stand, as far as their bytes show."""
    for policy in desk.data.policies:
        for file in files_of([*desk.files], policy.id):
            if desk.holds(file) and any(name.encode() in desk.files[file] for name in names):
                yield file
