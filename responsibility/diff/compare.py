"""A policy in both editions → its changes, and which items belong together."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsibility.diff.assignments import ItemPair, item_changes, item_pairs
from responsibility.diff.changes import (
    AnyChange,
    PolicyChanged,
    TaskAdded,
    TaskDivided,
    TaskMoved,
    TaskRemoved,
    TaskRetitled,
    TasksRenumbered,
    Where,
)
from responsibility.diff.deadlines_targets import Calendars, deadline_changes, target_changes
from responsibility.diff.deliverables import deliverable_changes
from responsibility.diff.matching import Match, Policies
from responsibility.diff.registry import Names, renamed
from responsibility.language.normalize import joined
from responsibility.language.textdiff import segments
from responsibility.model import Policy, PolicyMetadata

BOOKKEEPING = (
    "errata",
    "misprints",
    "waivers",
    "front",
    "back",
    "issued_written",
    "draft",
    "unsettled",
    "received",
)
"""Fields of policy.yml that say nothing of the document's content, of a draft also how far it is."""
_TEXTS = ("title", "notice_title", "addressees", "notice", "annotation", "preamble", "closing")


@dataclass(frozen=True)
class MatchChanges:
    """The changes of tasks that belong together: of the tasks as such, and of each item."""

    match: Match
    whole: tuple[AnyChange, ...]
    items: tuple[tuple[ItemPair, tuple[AnyChange, ...]], ...]


@dataclass(frozen=True)
class Compared:
    """A policy in both editions, the changes around its tasks, and those of its tasks."""

    policy: Policies
    around: tuple[AnyChange, ...]
    tasks: tuple[MatchChanges, ...]

    @property
    def changes(self) -> Iterator[AnyChange]:
        """All changes of the policy in order."""
        yield from self.around
        for task in self.tasks:
            yield from task.whole
            for _, changes in task.items:
                yield from changes


def compare(policy: Policies, matches: Sequence[Match], names: Names) -> Compared:
    """All changes of a policy whose tasks are matched: its metadata, its numbering, then task by task."""
    old, new = policy
    moves = _moves(old, new, matches, policy.id) if old and new else {}
    tasks = tuple(_match_changes(policy, match, moves.get(match), names) for match in matches)
    around: tuple[AnyChange, ...] = (*_metadata_changes(policy, names), *_renumbered(tasks, Where(policy.id)))
    return Compared(policy, around, tasks)


# ---------------------------------------------------------------- around the tasks


def _metadata_changes(policy: Policies, names: Names) -> Iterator[PolicyChanged]:
    old, new = policy
    where = Where(policy.id)
    ids = old.id if old else None, new.id if new else None
    if ids[0] != ids[1]:
        yield where.change(PolicyChanged, field="policy", old=ids[0], new=ids[1])
    for field in PolicyMetadata.model_fields:
        if field in BOOKKEEPING:
            continue
        before = getattr(old.metadata, field) if old else None
        after = getattr(new.metadata, field) if new else None
        if field == "issuers" and before:
            before = renamed(before, names)
        if field in _TEXTS:
            before, after = joined(before or ""), joined(after or "")
            if before != after:
                yield where.change(PolicyChanged, field=field, text=segments(before, after))
        elif before != after and (before or after):  # of a whole policy what it does not have is no change
            yield where.change(PolicyChanged, field=field, old=before, new=after)


def _renumbered(tasks: Sequence[MatchChanges], where: Where) -> Iterator[TasksRenumbered]:
    """One change for all numbers that differ: the old ones, and the new ones in the same order."""
    moved: dict[str, str] = {}
    for task in tasks:
        if task.match.single:
            before, after = task.match.old[0].number, task.match.new[0].number
            if before != after:
                moved[before] = after
            for pair, _ in task.items:  # 2.1 → 3.1 is no renumbering of the part
                if pair.old and pair.new and pair.old.id.part != pair.new.id.part:
                    moved[f"{before}.{pair.old.id.part}"] = f"{after}.{pair.new.id.part}"
    if moved:
        yield where.change(TasksRenumbered, old=tuple(moved), new=tuple(moved.values()))


def _moves(old: Policy, new: Policy, matches: Sequence[Match], policy: str) -> dict[Match, TaskMoved]:
    """Tasks in another section, and those that changed places with their neighbours."""
    kept = [match for match in matches if match.single]
    sections = _sections(old, new)
    expected = {match: sections.get(match.old[0].section, match.old[0].section) for match in kept}
    staying = [match for match in kept if expected[match] == match.new[0].section]
    in_order = set(_longest_in_order(old, staying))
    moves = {}
    for match in kept:
        was, now = match.old[0], match.new[0]
        if match not in in_order:
            field = "order" if expected[match] == now.section else "section"
            ends = (was.number, now.number) if field == "order" else (was.section, now.section)
            moves[match] = match.where(policy).change(TaskMoved, field=field, old=ends[0], new=ends[1])
    return moves


def _sections(old: Policy, new: Policy) -> dict[str, str]:
    """Old key → new key, by title: an inserted section renumbers those after it."""
    titles: dict[str, list[str]] = {}
    for section in new.metadata.outline:
        titles.setdefault(section.title, []).append(section.key)
    ambiguous = {title for title, keys in titles.items() if len(keys) > 1}
    return {
        section.key: titles[section.title][0]
        for section in old.metadata.outline
        if section.title in titles and section.title not in ambiguous
    }


def _longest_in_order(old: Policy, matches: Sequence[Match]) -> list[Match]:
    """Of tasks in the new order, the most that also stand in the old order; of equal choices the longest texts.

    The last tie is broken by a checksum of the words, so that old against new and
    new against old leave the same tasks out.
    """
    order = {task.identity: index for index, task in enumerate(old.tasks)}
    old_order = [order[match.old[0].identity] for match in matches]
    best: list[tuple[tuple[int, int, int], int]] = []
    for index, match in enumerate(matches):
        words = sorted(f"{task.id}\n{task.title}\n{task.full_text}" for task in (*match.old, *match.new))
        weight = (1, sum(map(len, words)), zlib.crc32("\n".join(words).encode()))
        before = [(best[i][0], i) for i in range(index) if old_order[i] < old_order[index]]
        (count, length, checksum), last = max(before, default=((0, 0, 0), -1))
        best.append(((count + weight[0], length + weight[1], checksum + weight[2]), last))
    index = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    kept = []
    while index >= 0:
        kept.append(matches[index])
        index = best[index][1]
    return kept


# ---------------------------------------------------------------- task by task


def _match_changes(policy: Policies, match: Match, move: TaskMoved | None, names: Names) -> MatchChanges:
    pairs = item_pairs(match, policy, names)
    if not match.old or not match.new:
        return MatchChanges(
            match, (_added_or_removed(match, policy.id),), tuple((pair, ()) for pair in pairs)
        )
    whole: list[AnyChange] = [] if move is None else [move]
    where = match.where(policy.id)
    old, new = match.old[0], match.new[0]
    if not match.single:
        type_ = "task_merged" if len(match.old) > 1 else "task_split"
        whole.append(where.change(TaskDivided, type=type_, old=match.old, new=match.new))
    elif old.title != new.title:
        whole.append(where.change(TaskRetitled, text=segments(old.title, new.title)))
    whole += _fact_changes(policy, match)
    items = ((pair, tuple(item_changes(pair))) for pair in pairs)
    return MatchChanges(match, tuple(whole), tuple(items))


def _added_or_removed(match: Match, policy: str) -> TaskAdded | TaskRemoved:
    """A task with all that it says."""
    if match.new:
        return match.where(policy).change(TaskAdded, new=match.new[0])
    return match.where(policy).change(TaskRemoved, old=match.old[0])


def _fact_changes(policy: Policies, match: Match) -> Iterator[AnyChange]:
    where = match.where(policy.id)
    old_deadlines = [deadline for task in match.old for deadline in task.deadlines]
    new_deadlines = [deadline for task in match.new for deadline in task.deadlines]
    yield from deadline_changes(old_deadlines, new_deadlines, Calendars.of(*policy), where)
    old_targets = [target for task in match.old for target in task.targets]
    new_targets = [target for task in match.new for target in task.targets]
    yield from target_changes(old_targets, new_targets, where)
    old_deliverables = [deliverable for task in match.old for deliverable in task.deliverables]
    new_deliverables = [deliverable for task in match.new for deliverable in task.deliverables]
    yield from deliverable_changes(old_deliverables, new_deliverables, where)
