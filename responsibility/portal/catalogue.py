"""What a portal shows: the sites that were taken, and those that were not; units, targets, and what is past or soon due."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import NamedTuple

from responsibility.language import name_search
from responsibility.model import MARK_SPECS, ItemId
from responsibility.outputs.site.links import Links, built_path
from responsibility.outputs.site.search_pieces import Entry
from responsibility.portal.published import Due, Kind, Published, Site, State, Task, Unit
from responsibility.portal.sources import Source
from responsibility.progress.lights import LIGHT_SPECS, SOON, Light, days_words, worst


@dataclass(frozen=True)
class Jurisdiction:
    """A site that was taken: a jurisdiction, or an office."""

    key: str
    """What tells it from the others in addresses within the portal."""
    name: str
    base: str | None
    """Where its pages are, as seen from the portal's first page, with a slash at its end; None where that is not known."""
    source: Source
    digest: str
    """The SHA-256 of what was read."""
    size: int
    """Its bytes."""
    site: Site
    documents: tuple[tuple[str, str], ...]
    """The documents in force, each by its id and name."""
    drafts: int
    tasks: int
    """Those of the documents in force."""
    units: int
    lights: Mapping[Light, int]
    """How many tasks, and parts with units of their own, have each light; empty without reports."""
    completion: tuple[int, int]
    """How many of them are completed, of how many that apply."""
    day: datetime.date | None
    """The day on which it is told what is past; without one nothing is."""
    overdue: int = 0
    soon: int = 0


class Refused(NamedTuple):
    """A source that was not taken, and why."""

    source: Source
    why: str


class TaskLink(NamedTuple):
    """A task by its document and title, with the path of its page on its own site."""

    document: str
    label: str
    title: str
    path: str


class UnitLine(NamedTuple):
    """A unit."""

    jurisdiction: str
    name: str
    kind: str
    counts: str
    path: str


class DueLine(NamedTuple):
    """What is past or soon due."""

    jurisdiction: str
    past: bool
    words: str
    """``已过期 12 天``."""
    due: Due
    task: TaskLink
    part: str
    units: tuple[tuple[str, str | None], ...]
    """Each with the path of its page; None where the site has none by that name."""


class TargetLine(NamedTuple):
    """A target."""

    jurisdiction: str
    indicator: str
    demand: str
    quote: str
    scope: str
    deadlines: str
    task: TaskLink
    state: State | None


@dataclass
class Catalogue:
    """All sites, one after the other: what is added stays in that order."""

    as_of: datetime.date | None = None
    """The day for all; without one each site's own."""
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    units: list[UnitLine] = field(default_factory=list)
    due: list[DueLine] = field(default_factory=list)
    targets: list[TargetLine] = field(default_factory=list)
    unit_entries: list[Entry] = field(default_factory=list)
    """Those of the search index; the tasks' are handed out, as they are many."""

    def add(self, source: Source, base: str | None, content: bytes, data: Published) -> Iterator[Entry]:
        """Take the data of a source; returns the entries of its tasks for the search index.

        ``base`` is where its pages are, see :class:`Jurisdiction`.
        """
        jurisdiction = self._jurisdiction(source, base, content, data)
        reader = _Reader(jurisdiction, data)
        self.units += reader.units()
        due = list(reader.due())
        self.due += due
        self.targets += reader.targets()
        past = sum(line.past for line in due)
        self.jurisdictions[jurisdiction.key] = replace(jurisdiction, overdue=past, soon=len(due) - past)
        self.unit_entries += reader.unit_entries()
        return reader.task_entries()

    def _jurisdiction(
        self, source: Source, base: str | None, content: bytes, data: Published
    ) -> Jurisdiction:
        site = data.site
        current = _current(data)
        of_items = [each.state for each in data.progress if each.about is None and each.policy in current]
        lights = Counter(state.light for state in of_items)
        issuer = next((issuer for policy in data.policies for issuer in policy.issuers), None)
        name = source.name or site.jurisdiction or site.name or issuer or source.words
        known = {jurisdiction.name for jurisdiction in self.jurisdictions.values()}
        return Jurisdiction(
            key=f"s{len(self.jurisdictions) + 1}",
            name=name if name not in known else f"{name}（{source.words}）",
            base=base,
            source=source,
            digest=hashlib.sha256(content).hexdigest(),
            size=len(content),
            site=site,
            documents=tuple((policy.id, policy.name) for policy in data.policies if policy.id in current),
            drafts=sum(policy.draft for policy in data.policies),
            tasks=sum(task.policy in current for task in data.tasks),
            units=len(data.units),
            lights={light: lights[light] for light in LIGHT_SPECS} if of_items else {},
            completion=(
                sum(state.status == "completed" for state in of_items),
                sum(state.status != "not_applicable" for state in of_items),
            ),
            day=self.as_of or site.day,
        )

    def same(self, data: Published) -> Jurisdiction | None:
        """The site taken before that is the same project's."""
        return next(
            (
                jurisdiction
                for jurisdiction in self.jurisdictions.values()
                if data.site.id and jurisdiction.site.id == data.site.id
            ),
            None,
        )


def _current(data: Published) -> set[str]:
    """The documents in force; all where none is, as on the site itself."""
    everything = {policy.id for policy in data.policies}
    return {policy.id for policy in data.policies if policy.status == "in_force"} or everything


class _Reader:
    """The lines of one site."""

    def __init__(self, jurisdiction: Jurisdiction, data: Published) -> None:
        self._jurisdiction, self._data = jurisdiction, data
        self._current = _current(data)
        self._documents = {policy.id: policy.name for policy in data.policies}
        self._links = {(task.policy, task.id): self._link(task) for task in data.tasks}
        self._kinds: dict[str, Kind] = {kind.key: kind for kind in data.kinds}
        self._pages = {unit.name: built_path(f"units/{unit.id}.md") for unit in data.units}
        self._states: dict[tuple[str, str, str | None], State] = {}
        """Of each target that was reported on; of its values the one with the worst light."""
        for each in data.progress:
            if each.about == "target":
                key = each.policy, each.task, each.quote
                known = self._states.get(key)
                if known is None or worst((known.light, each.state.light)) != known.light:
                    self._states[key] = each.state

    def _link(self, task: Task) -> TaskLink:
        path = built_path(Links.task_page(task.policy, task.id))
        return TaskLink(self._documents[task.policy], task.label, task.title, path)

    def units(self) -> Iterator[UnitLine]:
        for unit in self._data.units:
            yield UnitLine(
                self._jurisdiction.key, unit.name, self._kind(unit), _counts(unit), self._pages[unit.name]
            )

    def _kind(self, unit: Unit) -> str:
        kind = self._kinds.get(unit.kind)
        return kind.name if kind else ""

    def due(self) -> Iterator[DueLine]:
        """What is past or soon due on the day, the earliest first."""
        if self._jurisdiction.day is None:
            return
        for due in sorted(self._data.due, key=lambda due: due.end):
            left = (due.end - self._jurisdiction.day).days
            if left <= SOON:
                item = ItemId.parse(due.task)
                task = self._links[due.policy, item.task]
                units = tuple((name, self._pages.get(name)) for name in due.units)
                key = self._jurisdiction.key
                yield DueLine(key, left < 0, days_words(left), due, task, item.part_label, units)

    def targets(self) -> Iterator[TargetLine]:
        for task in self._data.tasks:
            if task.policy in self._current:
                for target in task.targets:
                    yield TargetLine(
                        self._jurisdiction.key,
                        target.indicator,
                        target.demand,
                        target.quote,
                        target.scope or "",
                        "；".join(target.deadlines),
                        self._links[task.policy, task.id],
                        self._states.get((task.policy, target.part or task.id, target.quote)),
                    )

    def unit_entries(self) -> Iterator[Entry]:
        """For the search index; a unit is found by its full name too: 清河县水利局 for 县水利局."""
        jurisdiction = self._jurisdiction
        for unit in self._data.units:
            names = [unit.name, *unit.aliases]
            full = [jurisdiction.name + name[1:] for name in names if jurisdiction.name.endswith(name[:1])]
            yield _entry(
                jurisdiction,
                self._pages[unit.name],
                unit.name,
                "；".join(filter(None, (self._kind(unit), _counts(unit)))),
                [*unit.aliases, *full],
                keys=" ".join(name_search.keys((*names, *full), unit.id)),
                kind="unit",
            )

    def task_entries(self) -> Iterator[Entry]:
        for task in self._data.tasks:
            link = self._links[task.policy, task.id]
            title = f"{task.label} {task.title}"
            yield _entry(self._jurisdiction, link.path, title, task.text, [link.document], kind="task")


def _entry(
    jurisdiction: Jurisdiction, path: str, title: str, text: str, names: list[str], **more: str
) -> Entry:
    """See :mod:`responsibility.outputs.site.search`; ``of`` is the jurisdiction, which stands beside the title."""
    return {
        "location": f"{jurisdiction.base}{path}"
        if jurisdiction.base
        else f"sources/index.html#{jurisdiction.key}",
        "title": escape(title),
        "text": escape(text),
        "names": escape("、".join((*names, jurisdiction.name))),
        "of": escape(jurisdiction.name),
        **more,
    }


def _counts(unit: Unit) -> str:
    return "，".join(
        f"{spec.short} {unit.workload[mark]} 项"
        for mark, spec in MARK_SPECS.items()
        if unit.workload.get(mark)
    )
