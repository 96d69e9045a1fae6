"""The same matter in several documents that are in force, with other figures or dates.

Compared are targets and deliverables of the same name (:mod:`responsibility.language.same_matter`), counted in the
same measure, for the same range, and what else is due by a day, where it is called the same at some length. So that a plan of one year is not held against that of the next, nor a county's
figure against the province's:

- the tasks share a unit, or one document is based on the other; of the latter only rates and lengths of time
  are compared, for a province builds more waterworks than a county does;
- figures are compared that are set for the same day. One without a day is held against any of a document that is based
  on its own, or on which its own is based; else against another without a day in a document of the same year;
- days are compared of the same figure in documents of the same year, or of which one is based on the other.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from responsibility.checks.base import Context
from responsibility.language.dates import Calendar, last_days
from responsibility.language.deadline_scope import Scopes
from responsibility.language.measures import LENGTHS_OF_TIME, RATES, plain_unit
from responsibility.language.normalize import normalise
from responsibility.language.same_matter import plain_name, same_matter, tells_itself
from responsibility.language.similarity import Meeting, grams, likeness, nearest
from responsibility.model import DELIVERABLE_KINDS, Deadline, Deliverable, ItemId, Policy, Target, Task
from responsibility.model.problems import Check, Finding, Keys

_BETWEEN_AREAS = {*RATES, *LENGTHS_OF_TIME}
"""Measures whose figures do not grow with the area that they are set for."""
_TITLES_ALIKE = 0.5
"""Likeness of the titles of tasks that give a name its meaning which has none by itself: 覆盖率."""
_TOLD = 3
"""Other documents that one finding quotes."""
_AT_LENGTH = 8
"""Characters of what is due that make it one matter in several documents: 完成验收 is due of many things."""
_PASSING = frozenset({"mechanism", "event"})
"""Kinds of deliverables whose names many different ones bear: 长效机制, 专项行动."""


Called = tuple[tuple[Hashable, ...], str]


@dataclass(frozen=True)
class Matter:
    """A target's figure in one measure, a deliverable, or what is due by a deadline of neither, as it is compared."""

    policy: Policy
    task: Task
    keys: Keys
    quote: str
    name: str
    """Plain, see :func:`plain_name`."""
    sort: tuple[Hashable, ...]
    """What must be the same besides the name: the measure, for whom, against what."""
    figures: tuple[Decimal, ...]
    units: frozenset[str]
    times: tuple[str, ...]
    """The quotes of the deadlines that are set for it."""
    days: frozenset[datetime.date]
    """Up to when, by each reading; empty where the document does not say."""
    recurs: bool
    """Whether it is asked for anew each year or month, so that no day tells when."""
    between_areas: bool

    @property
    def words(self) -> str:
        """Its quote, and those of its deadlines that do not stand in it."""
        times = "、".join(time for time in self.times if time not in self.quote)
        return f"“{self.quote}”" + (f"（{times}）" if times else "")

    @property
    def called(self) -> Called:
        """What those of the very same name have in common."""
        return self.sort, self.name


def disagreements(context: Context) -> Iterator[Finding]:
    """What is the same matter has the same figure and the same day in every document in force."""
    matters = list(_matters(context)) if len(context.data.policies) > 1 else []
    near = _Alike(matters)
    for place, matter in enumerate(matters):
        met = [matters[other] for other in near.to(place)]
        same = [other for other in met if _same_by_titles(matter, other)]
        own = [other for other in same if other.policy is matter.policy]
        others = [other for other in same if other.policy is not matter.policy]
        against = [
            each
            for each in others
            if not _says_the_same(matter, each)
            and _comparable(matter, each)
            and _differs(matter, each, own, others)
        ]
        if against:
            message = f"{matter.words}，" + "；".join(map(_told_of, against[:_TOLD]))
            finding = context.in_task(
                matter.policy, matter.task, matter.keys, message, _item(context, matter)
            )
            also = dict.fromkeys((each.policy.id, _item(context, each)) for each in against)
            yield finding._replace(also=tuple(also))


class _Alike:
    """Which matters may be the same: those called alike, of many the nearest, so that the time grows with their number."""

    def __init__(self, matters: list[Matter]) -> None:
        self._matters = matters
        self._places: dict[Called, list[int]] = {}
        for place, matter in enumerate(matters):
            self._places.setdefault(matter.called, []).append(place)
        names = list(self._places)
        keys = [[(sort, gram) for gram in grams(name)] for sort, name in names]
        meeting = Meeting(keys)
        self._names = {
            called: [
                called,
                *(
                    names[other]
                    for other in meeting.with_keys(keys[at], at)
                    if other != at
                    and names[other][0] == called[0]
                    and same_matter(names[other][1], called[1])
                ),
            ]
            for at, called in enumerate(names)
        }

    def to(self, place: int) -> Iterator[int]:
        """The places of those that may be the same as the one at ``place``, itself among them."""
        for called in self._names[self._matters[place].called]:
            yield from nearest(self._places[called], place)


def _told_of(other: Matter) -> str:
    return f"{other.policy.metadata.name}任务 {other.task.number} 写{other.words}"


def _item(context: Context, matter: Matter) -> ItemId:
    return matter.task.item_id(context.quotable(matter.policy, matter.task).item_of(matter.quote))


def _same_by_titles(first: Matter, second: Matter) -> bool:
    """Whether the titles of the tasks are alike, where a name alone does not say what it is of."""
    if tells_itself(first.name) or first.task.title == second.task.title:
        return True
    return likeness(grams(first.task.title), grams(second.task.title)) >= _TITLES_ALIKE


def _says_the_same(first: Matter, second: Matter) -> bool:
    return (first.figures, first.days, first.recurs) == (second.figures, second.days, second.recurs)


def _comparable(first: Matter, second: Matter) -> bool:
    return bool(first.units & second.units) or (_related(first, second) and first.between_areas)


def _related(first: Matter, second: Matter) -> bool:
    """Whether the document of one is based on that of the other, or its task carries the other's out."""
    return any(
        any(basis.names(above.policy.metadata) for basis in below.policy.metadata.bases)
        or any(upper.policy == above.policy.id for upper in below.task.implements)
        for below, above in ((first, second), (second, first))
    )


def _near(first: Matter, second: Matter) -> bool:
    issued = (first.policy.metadata.issued, second.policy.metadata.issued)
    return _related(first, second) or bool(issued[0] and issued[1] and issued[0].year == issued[1].year)


def _differs(mine: Matter, theirs: Matter, own: list[Matter], others: list[Matter]) -> bool:
    """Whether two that are of the same matter differ, and neither document says elsewhere what the other does."""
    if mine.figures == theirs.figures:
        return _other_day(mine, theirs) and not any(
            each.policy is theirs.policy and each.figures == mine.figures and not _other_day(mine, each)
            for each in others
        )
    return _same_time(mine, theirs) and not (
        any(each.figures == theirs.figures and _same_time(each, theirs) for each in own)
        or any(
            each.policy is theirs.policy and each.figures == mine.figures and _same_time(each, mine)
            for each in others
        )
    )


def _other_day(first: Matter, second: Matter) -> bool:
    """Whether both say up to when, each otherwise, in documents that stand near to each other."""
    dated = bool(first.days and second.days) and not (first.recurs or second.recurs)
    return dated and first.days.isdisjoint(second.days) and _near(first, second)


def _same_time(first: Matter, second: Matter) -> bool:
    if first.recurs or second.recurs:
        return first.recurs and second.recurs and first.days == second.days and _near(first, second)
    if first.days and second.days:
        return not first.days.isdisjoint(second.days)
    return _related(first, second) if first.days or second.days else _near(first, second)


# ---------------------------------------------------------------- what is compared


def _matters(context: Context) -> Iterator[Matter]:
    """The targets, deliverables and other deadlines of all documents in force."""
    for policy, task in context.tasks():
        if policy.metadata.in_force:
            yield from _of_task(context, policy, task)


def _of_task(context: Context, policy: Policy, task: Task) -> Iterator[Matter]:
    scopes = context.scopes(policy, task)
    units = frozenset(each.unit for each in context.graph.units_of(policy.id, task.identity))

    def matter(
        keys: Keys,
        quote: str,
        name: str,
        sort: tuple[Hashable, ...],
        bound: list[int],
        figures: tuple[Decimal, ...] = (),
        between_areas: bool = False,
    ) -> Matter:
        deadlines = [task.deadlines[index] for index in bound]
        recurs = any(deadline.every for deadline in deadlines)
        days = frozenset(day for deadline in deadlines for day in _days(policy, deadline))
        return Matter(
            policy=policy,
            task=task,
            keys=keys,
            quote=quote,
            name=plain_name(name),
            sort=sort,
            figures=figures,
            units=units,
            times=tuple(deadline.quote for deadline in deadlines),
            days=days,
            recurs=recurs,
            between_areas=between_areas,
        )

    for index, target in enumerate(task.targets):
        for figures, measure in _figures(target):
            sort = (measure, *(plain_name(words or "") for words in (target.scope, target.baseline)))
            yield matter(
                ("targets", index),
                target.quote,
                target.indicator,
                sort,
                scopes.binding(target),
                figures,
                measure in _BETWEEN_AREAS,
            )
    for index, deliverable in enumerate(task.deliverables):
        if deliverable.kind not in _PASSING:
            sort = (DELIVERABLE_KINDS[deliverable.kind],)
            keys = ("deliverables", index)
            yield matter(keys, deliverable.quote, deliverable.name, sort, scopes.binding(deliverable))
    for index, due in _other_deadlines(task, scopes):
        yield matter(("deadlines", index), due, due, ("deadline",), [index])


def _other_deadlines(task: Task, scopes: Scopes) -> Iterator[tuple[int, str]]:
    """The deadlines that are set for no target or deliverable, by their places, with what is due, said at some length."""
    facts: tuple[Target | Deliverable, ...] = (*task.targets, *task.deliverables)
    bound = {index for fact in facts for index in scopes.binding(fact)}
    for index, (deadline, scope) in enumerate(zip(task.deadlines, scopes.of_deadlines, strict=True)):
        due = deadline.matter or (scope.matter if scope else "")
        if index not in bound and len(plain_name(due)) >= _AT_LENGTH:
            yield index, due


def _figures(target: Target) -> Iterator[tuple[tuple[Decimal, ...], str]]:
    """The figures of a target, each with its measure, 万 and 亿 reckoned in."""
    for value in target.values:
        plain = [plain_unit(number, value.unit) for number in value.numbers]
        yield tuple(number for number, _ in plain), normalise(plain[0][1])


def _days(policy: Policy, deadline: Deadline) -> tuple[datetime.date, ...]:
    end = Calendar.of(policy).end(deadline)
    return tuple(last_days(end, deadline.before, deadline.quote)) if end else ()


CHECKS = (
    Check(
        "documents-differ",
        "同一个指标、同一样成果、同一件事，在各份有效的文件里数一样、时限一样",
        "gap",
        "请印发机关明确以哪一份文件为准",
        disagreements,
        waivable=True,
        heading="几份文件说法不一",
    ),
)
