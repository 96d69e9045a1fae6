"""What was reported and decided on a policy up to a day, by subject and unit, and how everything stands by it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from responsibility.language.typed import says_none
from responsibility.model import Policy
from responsibility.model.decisions import Decision, DecisionKind
from responsibility.model.progress import ABOUT_NAMES, ProgressEntry, StatusKey, Subject
from responsibility.progress.achievement import Achievement, achievement
from responsibility.progress.lights import Decided, Report, State, over, state, with_others
from responsibility.progress.plan import Plan


class Reported(NamedTuple):
    """An entry, with who made it and for which day."""

    unit: str
    """The unit's name."""
    day: datetime.date
    entry: ProgressEntry


class Standing:
    """How a policy stands on ``day``: what is of later days does not count.

    What a unit reports of a subject replaces what it reported of it before; what it does not mention again stays.
    """

    def __init__(self, plan: Plan, day: datetime.date) -> None:
        self.plan = plan
        self.day = day
        self._reports: dict[Subject, dict[str, list[Reported]]] = {}
        self._decisions: dict[Subject, list[Decision]] = {}
        self._states: dict[tuple[Subject, str], State] = {}
        self.last_days: dict[str, datetime.date] = {}
        """By unit the day for which it reported last."""
        up_to = [each for each in plan.policy.progress if each.day.first_day <= day]
        self.days = tuple(sorted({each.day.first_day for each in up_to}))
        """The reporting days, the first one first."""
        for report in sorted(up_to, key=lambda each: each.day):
            self.last_days[report.unit] = report.day.first_day
            self._add(report.unit, report.day.first_day, report.entries)
        for decision in sorted(plan.policy.decisions, key=lambda each: each.day):
            if decision.day.first_day <= day:
                for subject in plan.meant(decision.subject):
                    self._decisions.setdefault(subject, []).append(decision)

    def __reduce__(self) -> tuple[type[Standing], tuple[Plan, datetime.date]]:
        """What it is made of; all else follows."""
        return Standing, (self.plan, self.day)

    def _add(self, unit: str, day: datetime.date, entries: Iterable[ProgressEntry]) -> None:
        """Keep the entries of one file: what is said of a part alone counts more than what is said of its whole task."""
        meant = [(self.plan.meant(entry.subject), entry) for entry in entries]
        for subjects, entry in sorted(meant, key=lambda each: -len(each[0])):
            for subject in subjects:
                by_unit = self._reports.setdefault(subject, {})
                by_unit.setdefault(unit, []).append(Reported(unit, day, entry))

    def __bool__(self) -> bool:
        """Whether anything was reported or decided up to the day."""
        return bool(self.days or self._decisions)

    # ------------------------------------------------------------ what was reported and decided

    def latest(self, subject: Subject, unit: str) -> Reported | None:
        """What ``unit`` reported last of ``subject``; else what those reported whose duties it took over."""
        by_unit = self._reports.get(subject, {})
        if unit in by_unit:
            return by_unit[unit][-1]
        before = [by_unit[each][-1] for each in self.plan.predecessors.get(unit, ()) if each in by_unit]
        return max(before, key=lambda each: each.day, default=None)

    def reports(self, subject: Subject) -> tuple[Reported, ...]:
        """The latest of each unit that reported of ``subject``: those that decide it first, then the others, the newest first."""
        by_unit = self._reports.get(subject, {})
        deciding = self.plan.deciding_on(subject)
        first = [by_unit[unit][-1] for unit in deciding if unit in by_unit]
        others = [reports[-1] for unit, reports in by_unit.items() if unit not in deciding]
        return (*first, *sorted(others, key=lambda each: each.day, reverse=True))

    def history(self, subject: Subject) -> tuple[Reported, ...]:
        """The older reports of ``subject``, the newest first."""
        older = [each for reports in self._reports.get(subject, {}).values() for each in reports[:-1]]
        return tuple(sorted(older, key=lambda each: each.day, reverse=True))

    def decisions(self, subject: Subject) -> tuple[Decision, ...]:
        """The decisions on ``subject`` itself, in the order of their days."""
        return tuple(self._decisions.get(subject, ()))

    # ------------------------------------------------------------ decisions that hold for a unit

    def _of_unit(self, subject: Subject, unit: str, what: DecisionKind) -> list[Decision]:
        decisions = self._decisions.get(subject, ())
        return [each for each in decisions if each.what == what and each.unit in (None, unit)]

    def _of_items(self, subject: Subject, unit: str, what: DecisionKind) -> list[Decision]:
        """The decisions on the item that a fact belongs to; on each of them where it belongs to all parts of a task."""
        lists = [self._of_unit(Subject(item), unit, what) for item in self.plan.items_of(subject.item)]
        return lists[0] if lists and all(lists) else []

    def _accepted(self, subject: Subject, unit: str) -> Decision | None:
        """The last 销号 of a subject, or of the item that it belongs to."""
        own = self._of_unit(subject, unit, "accepted")
        accepted = own or (self._of_items(subject, unit, "accepted") if subject.about else [])
        return accepted[-1] if accepted else None

    def _end(
        self, deadline: Subject, unit: str, item: Subject | None = None
    ) -> tuple[datetime.date, Decision | None]:
        """The last day of a deadline that counts, and the extension that it follows from.

        That of an item (or of ``item``, which the deadline binds among others) moves those of its deadlines that end earlier.
        """
        end = self.plan.ends[deadline]
        of_item = (
            self._of_unit(item, unit, "extended") if item else self._of_items(deadline, unit, "extended")
        )
        moving = [each for each in of_item if each.due and each.due.first_day > end]
        extensions = sorted([*moving, *self._of_unit(deadline, unit, "extended")], key=lambda each: each.day)
        last = extensions[-1] if extensions else None
        return (last.due.first_day, last) if last and last.due else (end, None)

    # ------------------------------------------------------------ how it stands

    def state(self, subject: Subject, unit: str) -> State:
        """How ``subject`` stands for ``unit``, by its own reports."""
        key = subject, unit
        if key not in self._states:
            self._states[key] = self._fact(*key) if subject.about else self._item(*key)
        return self._states[key]

    def _fact(self, subject: Subject, unit: str) -> State:
        latest = self.latest(subject, unit)
        report = _report(latest)
        if report.status is None and (inherited := self._of_whole(subject, unit)):
            report = report._replace(status=inherited)
        reached = self.achieved(subject, latest)
        ending = (each for each in self.plan.ending(subject) if self.plan.binds(each, unit))
        ends = [self._end(deadline, unit) for deadline in ending]
        end, extended = min(ends, key=lambda each: each[0], default=(None, None))
        decided = self._decided(subject, unit, extended)
        return state(report._replace(reached=reached.reached if reached else None), self.day, end, decided)

    def _of_whole(self, subject: Subject, unit: str) -> StatusKey | None:
        """The status that a fact takes from its item: completed or not applicable, where the unit says so of all of it."""
        items = self.plan.items_of(subject.item)
        own = [item for item in items if self.plan.has_duty(unit, item)] or items
        statuses = {self._status(Subject(item), unit) for item in own}
        return statuses.pop() if statuses in ({"completed"}, {"not_applicable"}) else None

    def _status(self, subject: Subject, unit: str) -> StatusKey | None:
        if self._accepted(subject, unit):
            return "completed"
        latest = self.latest(subject, unit)
        return latest.entry.status if latest else None

    def _item(self, subject: Subject, unit: str) -> State:
        falling = (each for each in self.plan.deadlines_of(subject.item) if self.plan.binds(each, unit))
        deadlines = {each: self.state(each, unit) for each in falling}
        ends = {each: self._end(each, unit, subject) for each in deadlines}
        done = self._status(subject, unit) in ("completed", "not_applicable")
        # Completed is late only behind the last of its ends; else the next one counts that is still open.
        open_ends = [ends[each] for each, of_fact in deadlines.items() if done or not of_fact.done]
        end, extended = (max if done else min)(open_ends, key=lambda each: each[0], default=(None, None))
        if not deadlines and (own := self._of_unit(subject, unit, "extended")) and own[-1].due:
            end, extended = own[-1].due.first_day, own[-1]
        decided = self._decided(subject, unit, extended)
        own_state = state(_report(self.latest(subject, unit)), self.day, end, decided)
        reported = {
            f"{ABOUT_NAMES['deadline']}“{each.quote}”": of_fact
            for each, of_fact in deadlines.items()
            if self.latest(each, unit)
        }
        return with_others(own_state, reported)

    def _decided(self, subject: Subject, unit: str, extended: Decision | None) -> Decided:
        besides = self.plan.due_with(subject) if subject.about == "deadline" else ()
        adjusted = (each for of in (subject, *besides) for each in self._of_unit(of, unit, "adjusted"))
        return Decided(self._accepted(subject, unit), extended, tuple(dict.fromkeys(adjusted)))

    def by_unit(self, subject: Subject) -> dict[str, State]:
        """How ``subject`` stands for each unit that decides it."""
        return {unit: self.state(subject, unit) for unit in self.plan.deciding_on(subject)}

    def over_all(self, subject: Subject) -> State:
        """How ``subject`` stands over all units that decide it; where there is none, by the decisions alone."""
        return over(list(self.by_unit(subject).values()) or [self.state(subject, "")])

    def of_task(self, task: str) -> State:
        """How the task of that identity stands over its items."""
        return over([self.over_all(Subject(item)) for item in self.plan.items[task]], "部分")

    def achieved(self, subject: Subject, reported: Reported | None) -> Achievement | None:
        """How far a target has come by a report of it; None where that says nothing of it, or not of which value."""
        if reported is None or subject not in self.plan.targets:
            return None
        target, value = self.plan.targets[subject]
        if len(target.values) > 1 and reported.entry.measure != subject.measure:
            return None
        return achievement(target, value, reported.entry)

    def achievement(self, subject: Subject) -> Achievement | None:
        """How far a target has come: of those that decide it the report that is least far, without any that of others."""
        deciding = self.plan.deciding(subject.item)
        reports = self.reports(subject)
        groups = ([each for each in reports if (each.unit in deciding) == first] for first in (True, False))
        for group in groups:
            achieved = [each for report in group if (each := self.achieved(subject, report))]
            if achieved:
                return min(achieved, key=lambda each: (each.reached is not False, each.share or 0))
        return None


def _report(reported: Reported | None) -> Report:
    """What a state follows from, of an entry; nothing where there is none."""
    if reported is None:
        return Report()
    entry = reported.entry
    completed = entry.completed.first_day if entry.completed else None
    return Report(
        entry.status, True, bool(entry.problems) and not says_none(entry.problems or ""), None, completed
    )


def last_day(policies: Iterable[Policy]) -> datetime.date | None:
    """The last day for which units reported on any of them; without reports that of the last decision, without both None."""
    policies = tuple(policies)
    reported = [day for policy in policies for day in policy.reporting_days]
    decided = [decision.day.first_day for policy in policies for decision in policy.decisions]
    return max(reported or decided, default=None)


def later_decisions(policies: Iterable[Policy], day: datetime.date) -> list[Decision]:
    """The decisions that do not count on ``day`` since they were taken after it, the earliest first."""
    later = (each for policy in policies for each in policy.decisions if each.day.first_day > day)
    return sorted(later, key=lambda each: each.day)


def later_words(policies: Iterable[Policy], day: datetime.date, how: str = "") -> str:
    """That decisions were taken after ``day`` and do not count on it; empty where none were.

    ``how`` says how they do, with ``{day}`` for the day of the last of them.
    """
    later = later_decisions(policies, day)
    if not later:
        return ""
    return f"有 {len(later)} 条决定的日期在 {day} 以后，没有算进去" + how.replace("{day}", str(later[-1].day))
