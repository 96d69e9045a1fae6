"""What is reported on, in the words of ledgers: a row an item, behind it a row each of its deadlines, targets and deliverables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from responsibility.language.normalize import joined
from responsibility.language.sentences import Sentences
from responsibility.model.progress import ABOUT_NAMES, WHOLE_NAME, ProgressEntry, Subject
from responsibility.outputs.cells import deadline_list
from responsibility.progress.standing import Reported, Standing
from responsibility.progress.subjects import key, subjects
from responsibility.views import SiteView
from responsibility.views.lines import named_words
from responsibility.views.phrases import NOT_TOLD, absent, value_words
from responsibility.views.tasks import DeadlineView, DeliverableView, FactView, TargetView, TaskView
from responsibility.views.units import DutyView, UnitView


@dataclass(frozen=True)
class Row:
    """What is reported on, in the words that a ledger shows of it."""

    task: TaskView
    subject: Subject
    matter: str
    """Of an item its title, of a part its first words; of a fact what the document asks for."""
    due: str
    demand: str = ""
    """Of a target: how much, ``不低于95%``."""
    whole: bool = False
    """Whether it is a target of whole coverage or of none at all, so that no number answers it."""
    standing: Standing | None = None
    """How its policy stands; None where nothing was reported or decided up to the stated day."""

    @property
    def key(self) -> str:
        """What the row carries hidden."""
        return key(self.task.ref.policy, self.subject)

    @property
    def label(self) -> str:
        """``32``, ``2（1）``."""
        return self.task.ref.label + self.subject.item.part_label

    @property
    def kind(self) -> str:
        """任务, or which kind of fact."""
        return ABOUT_NAMES[self.subject.about] if self.subject.about else WHOLE_NAME

    @property
    def checked(self) -> tuple[str, str, str, str]:
        """The words by which it is seen whether somebody changed the row, see ``ledger_columns.CHECKED``."""
        return self.task.ref.title, self.matter, self.due, self.demand

    def reported(self, unit: str) -> Reported | None:
        """What the unit of that name reported last, up to the stated day."""
        return self.standing.latest(self.subject, unit) if self.standing else None


def unit_rows(site: SiteView, view: UnitView) -> tuple[Row, ...]:
    """The rows of a unit, each once, in the order of its ledger: what names it in a role first."""
    rows: dict[str, Row] = {}
    for duty in view.duties:
        for subject in _subjects(duty):
            row = _row(duty.task, subject, _standing(site, duty.task))
            rows.setdefault(row.key, _named_instead(row, duty))
    return tuple(rows.values())


def task_rows(site: SiteView, task: TaskView) -> Iterator[Row]:
    """The rows of all that is reported on in a task, in the document's order."""
    for subject in subjects(task.record):
        yield _row(task, subject, _standing(site, task))


def _standing(site: SiteView, task: TaskView) -> Standing | None:
    return site.progress.standing(task.ref.policy) if site.progress else None


def _subjects(duty: DutyView) -> Iterator[Subject]:
    """What of the duty's task falls to the unit."""
    for subject in subjects(duty.task.record):
        fact = _fact(duty.task, subject)
        if duty.concerns(fact) if fact else subject.item in duty.items:
            yield subject


def _fact(task: TaskView, subject: Subject) -> FactView | None:
    facts: dict[str | None, tuple[FactView, ...]] = {
        "deadline": task.deadlines,
        "target": task.targets,
        "deliverable": task.deliverables,
    }
    return next((fact for fact in facts.get(subject.about, ()) if fact.record.quote == subject.quote), None)


def _row(task: TaskView, subject: Subject, standing: Standing | None) -> Row:
    row = _as_written(task, subject)
    extended = standing.over_all(subject).extended if standing else None
    if extended and extended.due:  # the document's words stay, the office's day stands behind them
        row = replace(row, due=f"{row.due}（延至{extended.due.chinese}）")
    return replace(row, standing=standing)


def _as_written(task: TaskView, subject: Subject) -> Row:
    """The row without what was reported or decided."""
    fact = _fact(task, subject)
    if isinstance(fact, DeadlineView):
        return Row(task, subject, fact.matter, fact.words)
    if isinstance(fact, TargetView):
        return _target(task, subject, fact)
    if isinstance(fact, DeliverableView):
        return Row(task, subject, fact.record.name, deadline_list(fact.deadlines))
    due = deadline_list(
        deadline
        for deadline in task.deadlines
        if task.shared or deadline.item in (subject.item, task.ref.item)
    )
    due = due or absent(NOT_TOLD["deadlines"], task.draft)
    return Row(task, subject, _item_words(task, subject), due)


def _target(task: TaskView, subject: Subject, target: TargetView) -> Row:
    demand = target.parts.demand
    values = [value for value in target.record.values if value.unit == subject.measure]
    if values:
        base = f"（基数：{target.record.baseline}）" if target.record.baseline else ""
        demand = value_words(values[0], target.record.indicator, target.record.quote) + base
    return Row(
        task,
        subject,
        target.parts.matter,
        deadline_list(target.deadlines),
        demand,
        whole=not values and (target.record.all or target.record.none),
    )


def _item_words(task: TaskView, subject: Subject) -> str:
    """The title of a task; of a part, which has none, its first clause."""
    text = next((joined(item.text) for item in task.items if item.id == subject.item and item.label), "")
    if not text:
        return task.ref.title
    start, end = next(iter(Sentences(text).clauses(0, len(text))), (0, len(text)))
    return text[start:end] + ("……" if end + 1 < len(text) else "")


def _named_instead(row: Row, duty: DutyView) -> Row:
    """``row`` with the members of a collective that its matter names, where the unit is another one."""
    fact = _fact(row.task, row.subject)
    words = named_words(duty.named_instead(fact)) if isinstance(fact, DeadlineView) else ""
    return replace(row, matter=f"{row.matter}（{words}）") if words else row


def entry_words(entry: ProgressEntry) -> str:
    """What an entry says, in one text: 进展情况, what is in the way, what comes next."""
    parts = (("", entry.progress), ("存在问题：", entry.problems), ("下步措施：", entry.next_steps))
    return "\n".join(head + words for head, words in parts if words)
