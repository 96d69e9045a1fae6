"""What was reported and decided, as tasks and facts are called otherwise: entries go on naming what they are about.

Tasks keep their identity, so that most entries stay as they are. A part whose words have another number now, a fact
that stands in another task or part, and one whose quote was put in other words, are followed; what is there no more
stays in the files, for a check to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from responsibility.data.folder import Change, Files
from responsibility.data.loader import DECISIONS_FILE, is_progress
from responsibility.data.yaml_edit import Tree, rewritten, root_of
from responsibility.data.yaml_writer import key_order
from responsibility.language.normalize import normalise
from responsibility.model import Fact, FactField, ItemId, Policy, Record, Target, Task
from responsibility.model.decisions import Decisions
from responsibility.model.progress import ABOUT_NAMES, About, UnitProgress

_LISTS = ("entries", "decisions")
"""Where the entries stand in a file of what a unit reported, and of what was decided."""
_TELLING = 4
"""Characters of a quote that stand together however a file breaks its lines."""
_ABOUT: Mapping[str, About] = {f"{about}s": about for about in ABOUT_NAMES}
"""By the list of a task what entries call its facts; other figures are not reported on."""


class FactId(NamedTuple):
    """A fact as entries name it."""

    task: str
    """The identity of its task."""
    about: About | None
    quote: str | None


class Otherwise(NamedTuple):
    """A fact of a task that its new text says in other words."""

    field: FactField
    old: Fact
    new: Fact


def fact_id(task: Task, field: FactField, fact: Fact) -> FactId:
    """How entries name a fact of ``task``; None stands for what is not reported on."""
    return FactId(task.identity, _ABOUT.get(field), fact.quote)


def named(policy: Policy) -> frozenset[str]:
    """The identities of tasks that entries name, whether or not there are such tasks: a new task must not be called so."""
    reported = (entry.task.task for report in policy.progress for entry in report.entries)
    return frozenset((*reported, *(decision.task.task for decision in policy.decisions)))


def count(policy: Policy, identity: str, without: Container[FactId] = ()) -> int:
    """How many entries are about the task of that identity, those on some facts left out."""
    reported = (entry for report in policy.progress for entry in report.entries)
    subjects = [FactId(entry.task.task, entry.about, entry.quote) for entry in reported]
    subjects += [FactId(decision.task.task, decision.about, decision.quote) for decision in policy.decisions]
    return sum(subject.task == identity and subject not in without for subject in subjects)


def files_of(files: Iterable[str], policy: str) -> Iterator[str]:
    """The files of what was reported and decided on ``policy``."""
    for path in files:
        if path.startswith(f"{policy}/") and (is_progress(path) or path == f"{policy}/{DECISIONS_FILE}"):
            yield path


def form_of(path: str) -> type[Record]:
    """What such a file holds."""
    return UnitProgress if is_progress(path) else Decisions


def entries_of(root: Tree) -> list[Tree]:
    """The entries of such a file."""
    return next((root[name] for name in _LISTS if name in root), [])


def follow(
    files: Files,
    policy: str,
    pairs: Iterable[tuple[Task, Task]],
    facts: Mapping[FactId, ItemId],
    otherwise: Mapping[FactId, Otherwise],
) -> Change:
    """The files with entries on what stands elsewhere now, or is said in other words.

    That are parts whose words have another number in the new task of a pair (old, new), and ``facts``: those that are
    in another task or part, with the item that they are in; ``otherwise`` are those that the new text says in other words.
    """
    numbers = {
        ItemId(old.identity, number): ItemId(old.identity, moved)
        for old, new in pairs
        for number, moved in _moved_parts(old, new)
    }

    def followed(entry: Tree) -> Tree:
        item = ItemId.parse(entry["task"])
        moved = facts.get(FactId(item.task, entry.get("about"), entry.get("quote")), numbers.get(item))
        now: Tree = {**entry, "task": str(moved)} if moved else {**entry}
        renamed = otherwise.get(FactId(item.task, entry.get("about"), entry.get("quote")))
        if renamed:
            follow_fact([now], item.task, renamed.field, renamed.old, renamed.new)
        return now

    return _followed(files, policy, followed) if numbers or facts or otherwise else {}


def _moved_parts(old: Task, new: Task) -> Iterator[tuple[str, str]]:
    """The numbers of parts that say the same under another number."""
    by_text = {normalise(part.text): part.number for part in new.parts}
    for part in old.parts:
        number = by_text.get(normalise(part.text), part.number)
        if number != part.number:
            yield part.number, number


def _followed(files: Files, policy: str, follow: Callable[[Tree], Tree]) -> Change:
    change: Change = {}
    for path in files_of(files, policy):
        root = root_of(path, files[path])
        new: Tree = {
            key: [follow(each) for each in value] if key in _LISTS else value for key, value in root.items()
        }
        if new != root:
            change[path] = rewritten(path, files[path], new, partial(key_order, form_of(path)))
    return change


def may_name(content: bytes, fact: Fact) -> bool:
    """Whether a file can have entries on ``fact``, as far as its bytes show: few of many files have to be read."""
    return fact.quote[:_TELLING].encode() in content


def follow_fact(entries: Iterable[Tree], task: str, field: FactField, old: Fact, new: Fact) -> None:
    """Let the entries on a fact of the task of that identity quote it as it is quoted now, in place.

    Of a target with one figure the unit in which it counts follows too.
    """
    measures = [[value.unit for value in fact.values] for fact in (old, new) if isinstance(fact, Target)]
    for entry in entries:
        if _names(entry, task, field, old.quote):
            entry["quote"] = new.quote
            if [len(units) for units in measures] == [1, 1] and entry.get("measure") == measures[0][0]:
                entry["measure"] = measures[1][0]


def _names(entry: Tree, task: str, field: FactField, quote: str) -> bool:
    about = _ABOUT.get(field, "")
    return ItemId.parse(entry["task"]).task == task and (entry.get("about"), entry.get("quote")) == (
        about,
        quote,
    )
