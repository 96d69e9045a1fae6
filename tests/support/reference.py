"""The JSON export as the reference that every other output is held against.

The words, rows and counts here are worked out from the JSON alone, by other means than
the outputs use, so that a column that is empty, shifted or taken from another row shows.
Two things that the JSON lacks come from the files: the document's own text (the clauses
stand in it), and which deadline binds which target.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from responsibility.language.dates import Reference as TimeReference
from responsibility.language.deadline_scope import Scopes
from responsibility.language.normalize import normalise
from responsibility.model import Deliverable, Target
from responsibility.outputs.json_data import export

from ..conftest import Compiled
from .wording import (
    EVERY,
    Json,
    Like,
    Verbatim,
    chinese_date,
    day_of_cycle,
    duration_words,
    loosely,
    part_label,
    span_words,
)

ROLES = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}
MARKS = {**ROLES, "through": "作为成员承担"}
SIGNS = {"lead": "★", "responsible": "●", "supporting": "▲", "through": "○"}


class Item(NamedTuple):
    """What a clause assigns units to: a task, or a part of one."""

    task: Json
    part: Json | None

    @property
    def id(self) -> str:
        return str((self.part or self.task)["id"])

    @property
    def label(self) -> str:
        """``（1）`` for a part, empty for a task."""
        number = self.id.partition(".")[2]
        return f"（{number}）" if number else ""

    def units(self, role: str) -> list[str]:
        return list((self.part or self.task)[role])

    def open(self, role: str) -> list[str]:
        """The units behind which the document writes 等."""
        return list((self.part or self.task)["open"][role])


def shared(task: Json) -> bool:
    """Whether the parts of a task share its units."""
    return any(part["shared"] for part in task["parts"])


def own_line(task: Json) -> bool:
    """Whether a line stands for the task itself beside those of its parts."""
    return shared(task) and bool(task["closing"])


class Obligation(NamedTuple):
    """That a unit has a role in an item, named or through collectives."""

    item: Item
    unit: str
    role: str
    via: tuple[str, ...]

    @property
    def mark(self) -> str:
        return "through" if self.via else self.role

    @property
    def task(self) -> Json:
        return self.item.task


class Duty(NamedTuple):
    """A task that reaches a unit by a mark, through one obligation an item."""

    mark: str
    task: Json
    obligations: list[Obligation]

    @property
    def items(self) -> list[Item]:
        return [obligation.item for obligation in self.obligations]

    @property
    def via(self) -> tuple[str, ...]:
        return self.obligations[0].via

    def concerned(self, facts: Iterable[Json]) -> list[Json]:
        """Those of the task's deadlines or targets that are of one of the items or of the whole task."""
        wanted = (None, *(item.id for item in self.items))
        return [fact for fact in facts if shared(self.task) or fact["part"] in wanted]


class Reference:
    """The JSON export of a compiled policy or several, and what follows from it."""

    def __init__(self, source: Compiled) -> None:
        self.json: Json = json.loads(export(source.site))
        self.tasks: list[Json] = self.json["tasks"]
        self.policies: dict[str, Json] = {policy["id"]: policy for policy in self.json["policies"]}
        self.units: dict[str, Json] = {unit["name"]: unit for unit in self.json["units"]}
        self._source = source

    # ------------------------------------------------------------ tasks

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The names of the kinds of units by their keys, in order."""
        return {kind["key"]: kind["name"] for kind in self.json["kinds"]}

    def policy(self, task: Json) -> Json:
        return self.policies[task["policy"]]

    def of_policy(self, policy: str) -> list[Json]:
        return [task for task in self.tasks if task["policy"] == policy]

    def label(self, task: Json) -> str:
        """``32``, or ``四（一）`` for a safeguard."""
        number: str = task["number"]
        return (
            f"{task['section']}（{'一二三四五六七八九'[int(number[1:]) - 1]}）"
            if number[0] == "s"
            else number
        )

    def heading(self, policy: Json, key: str) -> str:
        """``二、…`` or ``（五）…``: the heading of the section ``key``."""
        chapter, bracket, section = key.partition("（")
        title = next(section["title"] for section in policy["outline"] if section["key"] == key)
        return f"{bracket}{section}{title}" if section else f"{chapter}、{title}"

    def items(self, task: Json) -> list[Item]:
        """What the clauses of a task assign units to."""
        parts = [] if shared(task) else [Item(task, part) for part in task["parts"]]
        return parts or [Item(task, None)]

    def rows(self, task: Json, items: list[Item]) -> list[Item]:
        """What has a line of its own of some items: the parts that share the units of a task, and what is behind them."""
        if not shared(task):
            return items
        closing = {**task, "text": task["closing"]}
        return [Item(task, part) for part in task["parts"]] + [Item(task, closing)] * bool(task["closing"])

    def item_of(self, fact: Json, task: Json) -> Item:
        """The part that a deadline or target stands in, or else its task."""
        return next(
            (Item(task, part) for part in task["parts"] if part["id"] == fact["part"]), Item(task, None)
        )

    def gaps(self, task: Json, item: str | None = None, labelled: bool = False) -> list[str]:
        """The messages of the gaps of a task and its parts; with ``item`` of the task itself and that part."""
        parts = [part["id"] for part in task["parts"] if item in (None, part["id"])]
        wanted = (item,) if item and own_line(task) else (task["id"], *parts)
        return [
            part_label({"part": gap["task"] if gap["task"] in parts else None}) * labelled + gap["message"]
            for gap in self.json["gaps"]
            if gap["policy"] == task["policy"] and gap["task"] in wanted
        ]

    # ------------------------------------------------------------ texts

    @cached_property
    def _documents(self) -> dict[str, str]:
        documents = {}
        for policy in self.policies.values():
            text = normalise(self._source.files[f"{policy['id']}/source.txt"].decode())
            for erratum in policy["errata"]:
                text = text.replace(normalise(erratum["quote"]), normalise(erratum["read"]))
            documents[policy["id"]] = text
        return documents

    def verbatim(self, task: Json, items: list[Item]) -> Verbatim:
        """Some items word for word, an assignment clause behind each that names its units, as in the document."""
        document = self._documents[task["policy"]]
        intro = task["text"].partition("\n")[0] if task["parts"] else ""
        intro = "" if intro.startswith("（1）") else intro
        pattern = ""
        for item in items:
            rows = self.rows(task, self.items(task))
            before = intro if item == rows[0] else ""
            text = normalise(before + item.label + (item.part["text"] if item.part else task["text"]))
            start = document.index(text) + len(text)
            if shared(task) and item != rows[-1]:
                pattern += re.escape(text)
                continue
            clause = re.match(r"（(?:[^（）]|（[^（）]*）)*）", document[start:])
            assert clause, (item.id, "no clause")
            names = [normalise(name) for role in ROLES for name in item.units(role)]
            assert all(name in clause[0] for name in names), (item.id, clause[0])
            pattern += re.escape(text) + loosely(clause[0])
        return Verbatim(pattern)

    def units_words(self, items: list[Item], role: str, listed: bool = True) -> str | Like:
        """The names in a role, each once; with ``listed`` there may be 等 where the list is open."""
        names = list(dict.fromkeys(name for item in items for name in item.units(role)))
        open_after = {name for item in items for name in (item.part or item.task)["open"][role]}
        if not listed or not open_after:
            return "、".join(names)
        ways = (re.escape(name) + ("等、?" if name in open_after else "、") for name in names)
        return Like("".join(ways).removesuffix("、").removesuffix("、?"))

    def errata(self, task: Json, item: Item) -> list[str]:
        """Those in the text of one line; with the first line of a task those between its lines."""
        own = {part["id"]: normalise(part["text"]) for part in task["parts"]}
        own[task["id"]] = normalise((task["closing"] or "") if own else task["text"])

        def stands(read: str) -> bool:
            first = next(iter(own)) == item.id and not any(read in text for text in own.values())
            return first or read in own[item.id]

        return [
            f"原件作“{erratum['quote']}”，读作“{erratum['read']}”"
            for erratum in self.policy(task)["errata"]
            if normalise(erratum["read"]) in normalise(task["text"]) and stands(normalise(erratum["read"]))
        ]

    # ------------------------------------------------------------ deadlines and targets

    def deadline_words(self, task: Json, deadline: Json) -> str:
        period = next((p for p in self.policy(task)["periods"] if p["name"] == deadline["period"]), None)
        words = []
        start, due = deadline["start"], deadline["due"]
        if period and due == period["end"]:
            start = due = None
        edge = next((char for char in deadline["quote"] if char in "底末"), "") + "前" * deadline["before"]
        year = str(self.policy(task)["issued"])[:4]
        if deadline["yearless"]:
            origin = f"按成文年份{year}年" if due else "文件未写明是哪一天"
            words.append(f"{deadline['yearless']}{edge}（{origin}）")
        elif due:
            words.append((span_words(start, due) if start else chinese_date(due)) + edge)
        if deadline["every"]:
            times = f"{deadline['times']}次" if deadline["times"] else ""
            least = any(word in deadline["quote"] for word in ("以上", "至少", "不少于"))
            words.append(
                EVERY[deadline["every"]]
                + day_of_cycle(deadline)
                + ("不少于" if times and least else "")
                + times
            )
        if deadline["duration"] and deadline["counted_from"]:
            words.append(f"自{deadline['counted_from']}起{duration_words(deadline)}内")
        elif deadline["duration"]:
            words.append(f"{duration_words(deadline)}（未写起点）")
        for kind, word in (("ongoing", "长期坚持"), ("immediate", "立行立改")):
            words += [word] * deadline[kind]
        if period:
            words.append(f"{period['name']}内（{span_words(period['start'], period['end'])}）")
        return "，".join(words)

    def deadlines_words(self, task: Json, deadlines: Iterable[Json], between: str = "；") -> str:
        return between.join(dict.fromkeys(self.deadline_words(task, deadline) for deadline in deadlines))

    def due_words(
        self,
        task: Json,
        deadlines: Iterable[Json],
        between: str = "；",
        duty: Duty | None = None,
        labelled: bool = False,
    ) -> str:
        """Deadlines with what is due; to a member of a collective, which others the document names."""
        lines = []
        for deadline in deadlines:
            words, matter = self.deadline_words(task, deadline), deadline["matter"]
            line = words if matter in (words, deadline["quote"]) else f"{words}：{matter}"
            if duty and duty.via:
                named = self._named_members(task, deadline)
                unit = duty.obligations[0].unit
                line += f"（原文点名{'、'.join(named)}）" if named and unit not in named else ""
            lines.append(part_label(deadline) * labelled + line)
        return between.join(dict.fromkeys(lines))

    def _named_members(self, task: Json, deadline: Json) -> list[str]:
        """The units that come by a collective and are named in what is due, in its order."""
        of_item = self.of_item(self.item_of(deadline, task))
        direct = {(each.item.id, each.unit) for each in of_item if not each.via}
        members = {each.unit for each in of_item if each.via and (each.item.id, each.unit) not in direct}
        offsets = {}
        for unit in members:
            names = [name for name in (unit, *self.units[unit]["aliases"]) if name in deadline["matter"]]
            if names:
                offsets[unit] = min(map(deadline["matter"].index, names))
        return sorted(offsets, key=offsets.__getitem__)

    def bound(self, task: Json, fact: Json) -> list[Json]:
        """The deadlines that the document sets for a target or a deliverable."""
        ((policy, record),) = (
            (policy, task_record)
            for policy in self._source.data.policies
            for task_record in policy.tasks
            if (policy.id, task_record.identity) == (task["policy"], task["id"])
        )
        facts: dict[str, Target | Deliverable] = {fact.quote: fact for fact in record.targets}
        facts |= {fact.quote: fact for fact in record.deliverables}
        scopes = Scopes(record, TimeReference.of(policy))
        return [task["deadlines"][index] for index in scopes.binding(facts[fact["quote"]])]

    # ------------------------------------------------------------ who has what

    @cached_property
    def obligations(self) -> list[Obligation]:
        """All that the document assigns, collectives expanded, in the order of the tasks."""
        return [
            obligation
            for task in self.tasks
            for item in self.items(task)
            for role in ROLES
            for name in item.units(role)
            for obligation in self._of_name(item, name, role)
        ]

    def _of_name(self, item: Item, name: str, role: str) -> Iterator[Obligation]:
        yield Obligation(item, name, role, ())
        waiting: list[tuple[str, tuple[str, ...]]] = [(name, (name,))]
        reached = {name}
        while waiting:
            collective, via = waiting.pop(0)
            for member in self.units[collective]["members"]:
                if member not in reached:
                    reached.add(member)
                    yield Obligation(item, member, role, via)
                    waiting.append((member, (*via, member)))

    def best_marks(self, obligations: Iterable[Obligation]) -> dict[str, str]:
        """The highest mark of each unit."""
        order = list(MARKS)
        best: dict[str, str] = {}
        for obligation in obligations:
            best[obligation.unit] = min(
                obligation.mark, best.get(obligation.unit, obligation.mark), key=order.index
            )
        return best

    def of_item(self, item: Item) -> list[Obligation]:
        return [
            obligation
            for obligation in self.obligations
            if obligation.item.task is item.task and item.part in (None, obligation.item.part)
        ]

    def duties(self, unit: str, policy: str | None = None) -> list[Duty]:
        """What reaches a unit, by mark, then in the order of the tasks; being named hides a collective."""
        nearest: dict[tuple[str, str, str], Obligation] = {}
        for obligation in self.obligations:
            key = (obligation.item.task["policy"], obligation.item.id, obligation.role)
            if obligation.unit == unit and (
                key not in nearest or len(obligation.via) < len(nearest[key].via)
            ):
                nearest[key] = obligation
        duties = [
            Duty(
                mark,
                task,
                [
                    obligation
                    for obligation in nearest.values()
                    if obligation.mark == mark and obligation.task is task
                ],
            )
            for mark in MARKS
            for task in self.tasks
            if policy in (None, task["policy"])
        ]
        return [duty for duty in duties if duty.obligations]

    def workload(self, unit: str, policy: str | None = None) -> dict[str, int]:
        """For each mark the number of tasks (of a policy) that reach the unit so, each at its highest."""
        tasks = [task for task in self.tasks if policy in (None, task["policy"])]
        marks = [self.best_marks(self.of_item(Item(task, None))).get(unit) for task in tasks]
        return {mark: marks.count(mark) for mark in MARKS}
