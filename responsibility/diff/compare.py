"""A policy in both editions → its changes, and which items belong together."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsibility.diff.assignments import ItemPair, item_changes, item_pairs
from responsibility.diff.deadlines_targets import FactChange, deadline_changes, periods_of, target_changes
from responsibility.diff.matching import Match, Policies, match_tasks
from responsibility.diff.records import Change, ChangeType, Where, plain
from responsibility.diff.registry import Names, renamed
from responsibility.language.normalize import joined
from responsibility.language.textdiff import segments
from responsibility.model import Policy, PolicyMetadata

BOOKKEEPING = ("errata", "waivers", "front", "back", "issued_written")
"""Fields of policy.yml that say nothing of the document's content."""
_TEXTS = ("title", "notice_title", "addressees", "notice", "annotation", "preamble", "closing")


@dataclass(frozen=True)
class MatchChanges:
    """The changes of tasks that belong together: of the tasks as such, and of each item."""

    match: Match
    whole: tuple[Change, ...]
    items: tuple[tuple[ItemPair, tuple[Change, ...]], ...]


@dataclass(frozen=True)
class Compared:
    """A policy in both editions, the changes around its tasks, and those of its tasks."""

    id: str
    policy: Policies
    around: tuple[Change, ...]
    tasks: tuple[MatchChanges, ...]

    @property
    def changes(self) -> Iterator[Change]:
        """All changes of the policy in order."""
        yield from self.around
        for task in self.tasks:
            yield from task.whole
            for _, changes in task.items:
                yield from changes


def compare(policy: Policies, names: Names) -> Compared:
    """All changes of a policy: its facts, its numbering, then task by task."""
    old, new = policy
    id_ = policy.id
    matches = match_tasks(old.tasks if old else (), new.tasks if new else ())
    moves = _moves(old, new, matches, id_) if old and new else {}
    tasks = tuple(_match_changes(policy, match, moves.get(match), names) for match in matches)
    around = (*_fact_changes(old, new, Where(id_), names), *_renumbered(tasks, Where(id_)))
    return Compared(id_, policy, around, tasks)


# ---------------------------------------------------------------- around the tasks


def _fact_changes(old: Policy | None, new: Policy | None, where: Where, names: Names) -> Iterator[Change]:
    ids = old.id if old else None, new.id if new else None
    if ids[0] != ids[1]:
        yield where.change("policy_changed", field="policy", old=ids[0], new=ids[1])
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
                yield where.change("policy_changed", field=field, text=segments(before, after))
        elif before != after:
            yield where.change("policy_changed", field=field, old=plain(before), new=plain(after))


def _renumbered(tasks: Sequence[MatchChanges], where: Where) -> Iterator[Change]:
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
        yield where.change("task_renumbered", field="number", old=list(moved), new=list(moved.values()))


def _moves(old: Policy, new: Policy, matches: Sequence[Match], id_: str) -> dict[Match, Change]:
    """Tasks in another section, and those that changed places with their neighbours."""
    kept = [match for match in matches if match.single]
    sections = _sections(old, new)
    there = {match: sections.get(match.old[0].section, match.old[0].section) for match in kept}
    staying = [match for match in kept if there[match] == match.new[0].section]
    in_order = set(_longest_in_order(old, staying))
    moves = {}
    for match in kept:
        one, other = match.old[0], match.new[0]
        if match not in in_order:
            field = "order" if there[match] == other.section else "section"
            before, after = (one.number, other.number) if field == "order" else (one.section, other.section)
            moves[match] = match.where(id_).change("task_moved", field=field, old=before, new=after)
    return moves


def _sections(old: Policy, new: Policy) -> dict[str, str]:
    """Old key → new key, by title: an inserted section renumbers those after it."""
    titles: dict[str, list[str]] = {}
    for section in new.metadata.outline:
        titles.setdefault(section.title, []).append(section.key)
    taken = {title for title, keys in titles.items() if len(keys) > 1}
    return {
        section.key: titles[section.title][0]
        for section in old.metadata.outline
        if section.title in titles and section.title not in taken
    }


def _longest_in_order(old: Policy, matches: Sequence[Match]) -> list[Match]:
    """Of tasks in the new order, the most that also stand in the old order; of equal choices the longest texts.

    The last tie is broken by a checksum of the words, so that old against new and
    new against old leave the same tasks out.
    """
    places = {task.identity: place for place, task in enumerate(old.tasks)}
    best: list[tuple[tuple[int, int, int], int]] = []
    for place, match in enumerate(matches):
        words = sorted(f"{task.title}\n{task.full_text}" for task in (*match.old, *match.new))
        weight = (1, sum(map(len, words)), zlib.crc32("\n".join(words).encode()))
        before = [
            (best[i][0], i)
            for i in range(place)
            if places[_old_identity(matches[i])] < places[_old_identity(match)]
        ]
        (count, length, checksum), last = max(before, default=((0, 0, 0), -1))
        best.append(((count + weight[0], length + weight[1], checksum + weight[2]), last))
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    kept = []
    while at >= 0:
        kept.append(matches[at])
        at = best[at][1]
    return kept


def _old_identity(match: Match) -> str:
    return match.old[0].identity


# ---------------------------------------------------------------- task by task


def _match_changes(policy: Policies, match: Match, move: Change | None, names: Names) -> MatchChanges:
    pairs = item_pairs(match.old, match.new, names)
    if not match.old or not match.new:
        return MatchChanges(match, (_whole(match, policy.id),), tuple((pair, ()) for pair in pairs))
    whole = [] if move is None else [move]
    where = match.where(policy.id)
    old, new = match.old[0], match.new[0]
    if not match.single:
        type_: ChangeType = "task_merged" if len(match.old) > 1 else "task_split"
        whole.append(where.change(type_, old=plain(match.old), new=plain(match.new)))
    elif old.title != new.title:
        whole.append(where.change("task_retitled", field="title", text=segments(old.title, new.title)))
    for fact in _facts(policy, match):
        field = "deadlines" if fact.type.startswith("deadline") else "targets"
        whole.append(where.change(fact.type, field=field, old=plain(fact.old), new=plain(fact.new)))
    items = ((pair, tuple(item_changes(pair, policy.id))) for pair in pairs)
    return MatchChanges(match, tuple(whole), tuple(items))


def _whole(match: Match, policy: str) -> Change:
    """A task added or removed, with all that it says."""
    if match.new:
        return match.where(policy).change("task_added", new=plain(match.new[0]))
    return match.where(policy).change("task_removed", old=plain(match.old[0]))


def _facts(policy: Policies, match: Match) -> Iterator[FactChange]:
    old_deadlines = [one for task in match.old for one in task.deadlines]
    new_deadlines = [one for task in match.new for one in task.deadlines]
    yield from deadline_changes(old_deadlines, new_deadlines, periods_of(policy.old), periods_of(policy.new))
    old_targets = [one for task in match.old for one in task.targets]
    new_targets = [one for task in match.new for one in task.targets]
    yield from target_changes(old_targets, new_targets)
