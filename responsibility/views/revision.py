"""A diff as it is read: every change a line of plain Chinese, by task and by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.changes import AnyChange
from responsibility.diff.deadlines_targets import Calendars
from responsibility.diff.matching import match_policies
from responsibility.diff.records import Diff, Effect, UnitChanges
from responsibility.language.textdiff import Segment
from responsibility.model import ROLE_NAMES, Policy, Task, Unit
from responsibility.model.revisions import Revision
from responsibility.proof import display_label
from responsibility.views.change_messages import MESSAGES, words
from responsibility.views.succession import taken_over


@dataclass(frozen=True)
class ChangeLine:
    """A change in words; ``text`` where words of the document changed."""

    type: str
    name: str
    """What kind of change it is: ``时限推后``."""
    part: str
    """``（1）`` where only that part of the task is meant."""
    words: str
    text: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class TaskPair:
    """A task in both editions, with its title today, or its last one."""

    policy: str
    document: str
    """The policy's 发文字号, where there are several policies; else empty."""
    old: str | None
    """Its identity in the old edition; None where that lacks it."""
    new: str | None
    old_label: str
    """As the document of the old edition numbers it."""
    new_label: str
    title: str

    @property
    def label(self) -> str:
        """``14（原 13）``, ``14`` where it stayed, ``原 20`` where it is gone."""
        if not self.new:
            return f"原 {self.old_label}"
        return self.new_label + (
            f"（原 {self.old_label}）" if self.old_label not in ("", self.new_label) else ""
        )


@dataclass(frozen=True)
class TaskChanges:
    """All changes of a task."""

    task: TaskPair
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class EffectView:
    """What a revision means for a unit at an item: which task and part, in which role, and what changed there."""

    task: TaskPair
    part: str
    role: str
    via: tuple[str, ...]
    origin: str
    """From whom an institutional reform handed it on; else empty."""
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class UnitNews:
    """What a revision means for a unit."""

    name: str
    unit: Unit | None
    """Its record of today; None where the registry has it no longer."""
    gained: tuple[EffectView, ...]
    lost: tuple[EffectView, ...]
    changed: tuple[EffectView, ...]

    @property
    def effects(self) -> tuple[tuple[EffectView, ...], ...]:
        """All that the revision means for it: gained, lost, changed."""
        return self.gained, self.lost, self.changed

    @property
    def counts(self) -> str:
        """``增加 2 项，减少 1 项，变动 3 项``."""
        groups = (("增加", self.gained), ("减少", self.lost), ("变动", self.changed))
        return "，".join(f"{name} {_tasks(effects)} 项" for name, effects in groups if effects)


def _tasks(effects: Iterable[EffectView]) -> int:
    return len({(effect.task.policy, effect.task.old, effect.task.new) for effect in effects})


@dataclass(frozen=True)
class SharedNews:
    """Units for which a revision means the same, such as the towns of a collective."""

    units: tuple[UnitNews, ...]

    @property
    def names(self) -> str:
        """``灵山镇、三江镇``."""
        return "、".join(news.name for news in self.units)

    @property
    def news(self) -> UnitNews:
        """What it means for each of them."""
        return self.units[0]

    @property
    def counts(self) -> str:
        """``各增加 2 项，减少 1 项`` where there are several."""
        return f"{'各' if len(self.units) > 1 else ''}{self.news.counts}"


@dataclass(frozen=True)
class DiffView:
    """A diff as it is read."""

    same: bool
    summary: tuple[tuple[str, int], ...]
    """Kinds of change and how many there are."""
    general: tuple[ChangeLine, ...]
    """Changes of no task: facts of the policy, numbering, members."""
    tasks: tuple[TaskChanges, ...]
    units: tuple[UnitNews, ...]
    unaffected: tuple[str, ...]

    def of_task(self, policy: str, number: str) -> TaskChanges | None:
        """The changes of a task of today, if it has any."""
        return self._tasks.get((policy, number))

    def of_unit(self, name: str) -> UnitNews | None:
        """What the revision means for a unit, if it affects it."""
        return self._units.get(name)

    @cached_property
    def shared(self) -> tuple[SharedNews, ...]:
        """What the revision means for the units, those for which it means the same together; in the order of the first."""
        together: dict[tuple[tuple[EffectView, ...], ...], list[UnitNews]] = {}
        for news in self.units:
            together.setdefault(news.effects, []).append(news)
        return tuple(SharedNews(tuple(units)) for units in together.values())

    @cached_property
    def _tasks(self) -> dict[tuple[str, str | None], TaskChanges]:
        return {(changes.task.policy, changes.task.new): changes for changes in self.tasks}

    @cached_property
    def _units(self) -> dict[str, UnitNews]:
        return {news.name: news for news in self.units}


@dataclass(frozen=True)
class RevisionView:
    """A revision on the site: its entry in revisions.yml, the one before it, and what changed between them."""

    record: Revision
    previous: Revision
    number: int
    """1 for the first revision, that is the second edition published."""
    newest: bool
    diff: DiffView

    @property
    def name(self) -> str:
        """``2022年修订（美发〔2022〕3号，2022年5月1日）``."""
        details = filter(None, (self.record.number, self.record.date.chinese))
        return f"{self.record.label}（{'，'.join(details)}）"


def revision_views(data: Data, former: Sequence[Data]) -> tuple[RevisionView, ...]:
    """The revisions of ``data``, the newest first; ``former`` are the editions published before it, oldest first."""
    editions = [*former, data]
    views = [
        RevisionView(
            record=data.revisions[number],
            previous=data.revisions[number - 1],
            number=number,
            newest=number == len(former),
            diff=diff_view(diff(old, new), old, new),
        )
        for number, (old, new) in enumerate(pairwise(editions), 1)
    ]
    return tuple(reversed(views))


def diff_view(changed: Diff, old: Data, new: Data) -> DiffView:
    """The diff ``changed`` between the editions ``old`` and ``new`` in words."""
    editions = _Editions(old, new)
    lines = [editions.line(change) for change in changed.changes]
    tasks: dict[TaskPair, list[ChangeLine]] = {}
    general = []
    for change, line in zip(changed.changes, lines, strict=True):
        if change.task_old or change.task_new:
            tasks.setdefault(editions.task_pair(change), []).append(line)
        else:
            general.append(line)
    counted: Counter[str] = Counter(change.type for change in changed.changes)
    units = {unit.name: unit for unit in new.units}
    return DiffView(
        same=changed.same,
        summary=tuple((name, counted[type_]) for type_, (name, _) in MESSAGES.items() if counted[type_]),
        general=tuple(general),
        tasks=tuple(TaskChanges(task, tuple(lines)) for task, lines in tasks.items()),
        units=tuple(
            _unit_news(name, units.get(name), effects, editions, lines)
            for name, effects in changed.units.items()
        ),
        unaffected=changed.unaffected,
    )


def _unit_news(
    name: str, unit: Unit | None, changes: UnitChanges, editions: _Editions, lines: Sequence[ChangeLine]
) -> UnitNews:
    def shown(effects: Iterable[Effect]) -> tuple[EffectView, ...]:
        return tuple(
            EffectView(
                task=editions.task_pair(effect),
                part=part_label(effect),
                role=ROLE_NAMES[effect.role],
                via=effect.via,
                origin=taken_over(effect.inherited),
                lines=tuple(lines[index] for index in effect.changes),
            )
            for effect in effects
        )

    return UnitNews(name, unit, shown(changes.gained), shown(changes.lost), shown(changes.changed))


class _Editions:
    """Both editions, to look things up in for the words of a change."""

    def __init__(self, old: Data, new: Data) -> None:
        self.old = {policy.id: policy for policy in old.policies}
        self.new = {policy.id: policy for policy in new.policies}
        self.several = len(self.new) > 1
        for pair in match_policies(old.policies, new.policies):
            if pair.old:  # its id may have changed
                self.old[pair.id] = pair.old
        self.old_tasks, self.new_tasks = _tasks_of(self.old), _tasks_of(self.new)

    def task_pair(self, at: AnyChange | Effect) -> TaskPair:
        """The task at which a change or an effect stands."""
        old, new = (item and item.task for item in (at.task_old, at.task_new))
        before = self.old_tasks.get((at.policy, old or ""))
        after = self.new_tasks.get((at.policy, new or ""))
        policy = self.new.get(at.policy) or self.old[at.policy]
        return TaskPair(
            policy=at.policy,
            document=policy.metadata.name if self.several else "",
            old=old,
            new=new,
            old_label=display_label(before) if before else "",
            new_label=display_label(after) if after else "",
            title=(after or before).title,  # type: ignore[union-attr]
        )

    def line(self, change: AnyChange) -> ChangeLine:
        """A change in words."""
        sentence = words(change, Calendars.of(self.old.get(change.policy), self.new.get(change.policy)))
        part = part_label(change)
        return ChangeLine(change.type, MESSAGES[change.type].name, part, sentence, change.text)


def _tasks_of(policies: dict[str, Policy]) -> dict[tuple[str, str], Task]:
    return {(id_, task.identity): task for id_, policy in policies.items() for task in policy.tasks}


def part_label(at: AnyChange | Effect) -> str:
    """``（1）`` where a change or an effect stands at that part of its task."""
    item = at.task_new or at.task_old
    return item.part_label if item else ""


def excerpt(text: Iterable[Segment], context: int = 16) -> Iterator[Segment]:
    """The changed stretches with ``context`` characters around them; …… for what is left out."""
    segments = list(text)
    for index, segment in enumerate(segments):
        first, last = index == 0, index == len(segments) - 1
        room = context * (2 - first - last)
        if segment.op != "equal" or len(segment.text) <= room + 4:
            yield segment
            continue
        before = "" if first else segment.text[:context]
        after = "" if last else segment.text[-context:]
        yield Segment(op="equal", text=f"{before}……{after}")
