"""A revised document read into the data that people have settled: what still stands stays, the rest is drafted.

A task whose words are unchanged keeps its file as it is, but for its number and what its heading says of it.
In a task that changed, facts stay whose quotes still stand, with their remarks; units stay where the clause is
unchanged. What was settled and stands no longer is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsibility.data.file_names import SOURCE_FILE
from responsibility.data.folder import Change, Files
from responsibility.data.loader import AMENDMENTS_FILE, POLICY_FILE, Data
from responsibility.data.yaml_edit import Tree, UnwritableError, rewritten, root_of
from responsibility.data.yaml_writer import dump, key_order
from responsibility.importing.draft import Draft
from responsibility.language.dates import Reference
from responsibility.language.normalize import normalise
from responsibility.language.passages import Quotable
from responsibility.model import (
    ETC,
    FACT_FIELDS,
    ROLES,
    Fact,
    FactField,
    ItemId,
    Part,
    Policy,
    PolicyMetadata,
    Record,
    Task,
)
from responsibility.proof import task_heading
from responsibility.revising.carrying import NAMES, Carried, carried
from responsibility.revising.otherwise import said_otherwise
from responsibility.revising.reports import FactId, Otherwise, count, fact_id, follow, named
from responsibility.revising.settings import is_draft, settings
from responsibility.revising.succession import Successor, succession
from responsibility.revising.words import clause_words, heading_words, normal, number_words, same_words

_OF_ITEM = (*(f"{role}_units" for role in ROLES), "clause", "leaders", "draft")
"""What an assignment clause says, and whether somebody has looked."""


@dataclass(frozen=True)
class Update:
    """What is to be written."""

    change: Change
    lost: tuple[str, ...] = ()
    """What was settled and stands no longer, in Chinese."""
    kept: tuple[str, ...] = ()
    """Numbers of the tasks whose words are unchanged."""
    redrafted: tuple[str, ...] = ()
    """Numbers of tasks that changed or are new."""
    units: frozenset[str] = frozenset()
    """The units that the tasks name."""
    goes_on: bool = True
    """Whether any task of the former text goes on; where none does, the new text is of another document."""


def same_text(policy: Policy, drafted: Policy) -> bool:
    """Whether a new text says what the former one said, character for character."""
    return normal(policy.source or "") == normal(drafted.source or "")


def updated(
    files: Files,
    data: Data,
    policy: Policy,
    drafted: tuple[Draft, Data],
    base: Draft | None,
    removed: frozenset[str] = frozenset(),
) -> Update:
    """The change that brings ``policy`` to the text of a draft.

    ``data`` is what ``files`` say, without problems; ``drafted`` is the draft of the new text, and what its files
    say beside those of other policies; ``base`` is a draft of the former text, by the same reading.
    ``removed`` are the numbers of tasks that are known to be taken out.
    """
    return _Updating(files, data, policy, drafted, base).update(removed)


class _Updating:
    def __init__(
        self, files: Files, data: Data, policy: Policy, drafted: tuple[Draft, Data], base: Draft | None
    ) -> None:
        self.files, self.data, self.old, self.base = files, data, policy, base
        self.draft = drafted[0].files
        self.new = next(each for each in drafted[1].policies if each.id == policy.id)
        self.paths = {task.number: drafted[1].task_files[policy.id, task.number] for task in self.new.tasks}
        self.lost: list[str] = []
        self.trees: list[Tree] = []
        self.facts: dict[str, Carried] = {}
        """By the number of a task that changed, or is new."""
        self.standing: dict[FactId, ItemId] = {}
        """Facts of tasks that changed, or are gone, by the item in which they stand now."""
        self.otherwise: dict[FactId, Otherwise] = {}
        """Facts that the new text says in other words."""

    def update(self, removed: frozenset[str]) -> Update:
        """The whole change."""
        successors, self.gone = succession(self.old.tasks, self.new.tasks, named(self.old), removed)
        path = f"{self.old.id}/{POLICY_FILE}"
        followed = {each.old.identity: each.new.number for each in successors if each.old}
        base = _root(self.base.files, path) if self.base else None
        around = settings(
            (self.old, _root(self.files, path)), base, (self.new, _root(self.draft, path)), followed
        )
        former, outline = _root(self.files, path).get("outline"), around.tree.get("outline")
        self.own_outline = former == outline and former != (base or {}).get("outline")
        self.periods = frozenset(entry["name"] for entry in around.tree.get("periods", ()))
        change: Change = {self._path(task): None for task in self.old.tasks}
        kept: list[str] = []
        self._carry([each for each in successors if not self._unchanged(each)])
        for each in successors:
            if each.old and self._unchanged(each):
                kept.append(each.new.number)
                change[self.paths[each.new.number]] = self._kept(each, each.old)
            else:
                change[self.paths[each.new.number]] = self._redrafted(each)
        into = {task.number: each.new for each in successors for task in each.sources}
        self.lost += [line for task in self.gone for line in self._of_gone(task, into.get(task.number))]
        if _root(self.files, path).get("draft") == "true" or is_draft(around.tree, self.trees):
            around.tree = {"draft": "true", **around.tree}
        change[path] = _written(self.files, path, around.tree, PolicyMetadata)
        going_on = [(each.old, each.new) for each in successors if each.old]
        moved = {
            fact_id(task, name, fact): item
            for task in self.old.tasks
            for name, _, fact in task.quotes()
            if (item := self.standing.get(fact_id(task, name, fact)))
            and item != task.item_id(Quotable(task).item_of(fact.quote))
        }
        change |= follow(self.files, self.old.id, going_on, moved, self.otherwise)
        if self.old.amendments:  # the new text has in it what they changed
            change[f"{self.old.id}/{AMENDMENTS_FILE}"] = None
        change[f"{self.old.id}/{SOURCE_FILE}"] = self.draft[f"{self.old.id}/{SOURCE_FILE}"]
        redrafted = tuple(each.new.number for each in successors if each.new.number not in kept)
        return Update(
            {path: content for path, content in change.items() if self.files.get(path) != content},
            (*around.lost, *self.lost),
            tuple(kept),
            redrafted,
            frozenset(name for tree in self.trees for name in _units(tree)),
            bool(followed) or not self.old.tasks,
        )

    def _unchanged(self, successor: Successor) -> bool:
        return successor.old is not None and same_words((self.old, successor.old), (self.new, successor.new))

    def _carry(self, successors: Sequence[Successor]) -> None:
        """Find where each settled fact stands now: in the task that its own goes on as, or else in another that has its words."""
        for each in successors:
            sources = [(task, _root(self.files, self._path(task))) for task in each.sources]
            drafted = _root(self.draft, self.paths[each.new.number])
            self.facts[each.new.number] = facts = carried(each.new, drafted, sources, self.periods)
            quotable = Quotable(each.new)
            for task, name, fact in facts.stand:
                item = each.new.item_id(quotable.item_of(fact.quote))._replace(task=each.identity)
                if task is each.old or fact_id(task, name, fact) not in self.standing:
                    self.standing[fact_id(task, name, fact)] = item

            if each.old:
                self._find_otherwise(each.old, each.new, facts)

    def _find_otherwise(self, old: Task, new: Task, facts: Carried) -> None:
        """Find the facts of a task that its new text says in other words, by a fact of their kind that was drafted."""
        for name in FACT_FIELDS:
            gone = [fact for task, field, fact in facts.lost if task is old and field == name]
            fresh = [fact for field, fact in facts.fresh if field == name]
            for first, second in said_otherwise(old, gone, new, fresh, Reference.of(self.new)):
                identity = fact_id(old, name, gone[first])
                if identity not in self.standing:
                    self.otherwise[identity] = Otherwise(name, gone[first], fresh[second])

    def _path(self, task: Task) -> str:
        return self.data.task_files[self.old.id, task.number]

    # ------------------------------------------------------------ tasks

    def _kept(self, successor: Successor, old: Task) -> bytes:
        """The file of a task whose words are unchanged."""
        path = self._path(old)
        tree = _called(_root(self.files, path), successor)
        tree["section"] = self._section(old, successor.new)
        tree |= {
            "heading": _heading(old, successor.new),
            "label": successor.new.label if old.label or successor.new.label else None,
        }
        tree = {key: value for key, value in tree.items() if value is not None}
        self.trees.append(tree)
        return _written(self.files, path, tree, Task)

    def _of_gone(self, task: Task, into: Task | None) -> Iterator[str]:
        """What is told of a task that goes on as none, and of one whose words are in another: what was lost of that is told there."""
        if into:
            yield f"原第 {task.number} 项“{task.title}”并入第 {into.number} 项"
        else:
            settled = [f"{NAMES[name]}“{fact.quote}”" for name, _, fact in task.quotes() if not fact.draft]
            yield f"原第 {task.number} 项“{task.title}”取消" + (
                f"，连同 {'、'.join(settled)}" if settled else ""
            )
        if reported := count(self.old, task.identity, self.standing):
            yield f"原第 {task.number} 项的进展和决定 {reported} 条：留着，check 会指出，不要了就删去"

    def _section(self, old: Task, new: Task) -> str:
        """Where the task stands: as people have it, where they made sections of their own that still hold."""
        return old.section if self.own_outline else new.section

    def _redrafted(self, successor: Successor) -> bytes:
        """The file of a task that changed, or is new."""
        new, old = successor.new, successor.old
        drafted_path = self.paths[new.number]
        drafted = _root(self.draft, drafted_path)
        tree = _called(drafted, successor)
        sources = [(task, _root(self.files, self._path(task))) for task in successor.sources]
        facts = self.facts[new.number]
        tree = {key: value for key, value in tree.items() if key not in FACT_FIELDS}
        tree |= {name: entries for name, entries in facts.facts.items() if entries}
        where = f"第 {new.number} 项" + (
            f"（原第 {old.number} 项）" if old and old.number != new.number else ""
        )
        self.lost += [
            f"{where} {NAMES[name]}“{fact.quote}”：{self._what_became(task, name, fact)}"
            for task, name, fact in facts.lost
            if not fact.draft and fact_id(task, name, fact) not in self.standing and task in (old, *self.gone)
        ]
        self.lost += [f"{where} {words}" for words in facts.changed]
        if old is None:
            self.trees.append(tree)
            return _written(self.draft, drafted_path, tree, Task)
        former = next(root for task, root in sources if task is old)
        tree["section"] = self._section(old, new)
        self._keep_titles(old, new, former, tree)
        self._keep_superior_tasks(new, former, tree, where)
        self._keep_items(successor, sources, tree, where)
        self.trees.append(tree)
        return _written(self.files, self._path(old), tree, Task)

    def _what_became(self, task: Task, name: FactField, fact: Fact) -> str:
        otherwise = self.otherwise.get(fact_id(task, name, fact))
        return f"原文改作“{otherwise.new.quote}”，已重拟" if otherwise else "原文里没有了，或不止一处"

    def _keep_titles(self, old: Task, new: Task, former: Tree, tree: Tree) -> None:
        """The title and the text as people wrote them, where the document's words are the same."""
        untitled = not heading_words(old) and not heading_words(new)
        if untitled or (normal(old.title) == normal(new.title) and heading_words(old)):
            tree["title"] = former["title"]
        for name in ("text", "closing"):
            if name in tree and name in former and normalise(tree[name]) == normalise(former[name]):
                tree[name] = former[name]

    def _keep_superior_tasks(self, new: Task, former: Tree, tree: Tree, where: str) -> None:
        """Which superior tasks it carries out, as far as the words for it still stand; the office's notes stay."""
        text = normalise(new.title + new.full_text)
        entries = former.get("implements", [])
        kept = [each for each in entries if normalise(each.get("quote", "")) in text]
        self.lost += [
            f"{where} 上级任务“{each['policy']}/{each['task']}”：原文里没有“{each['quote']}”了"
            for each in entries
            if each not in kept
        ]
        if kept:
            tree["implements"] = kept

    def _keep_items(
        self, successor: Successor, sources: Sequence[tuple[Task, Tree]], tree: Tree, where: str
    ) -> None:
        """Who answers for the task and for each part, where the document says so in the same words."""
        new, old = successor.new, successor.old
        former = next((root for task, root in sources if task is old), {})
        if old and clause_words(self.old, old, old) == clause_words(self.new, new, new):
            _take(former, tree)
        elif old and any(root.get("draft") != "true" for _, root in sources) and old.roles:
            self.lost.append(f"{where} 责任分工：原文改了，已重拟")
        parts = [
            (task, part, root["parts"][i]) for task, root in sources for i, part in enumerate(task.parts)
        ]
        for index, part in enumerate(new.parts):
            alike = [
                (_standing(old_part, part), root)
                for task, old_part, root in parts
                if clause_words(self.old, task, old_part) == clause_words(self.new, new, part)
            ]
            same, root = max(alike, key=lambda pair: pair[0], default=(0, Tree()))
            if same:
                _take(root, tree["parts"][index])
                if same > 1:
                    tree["parts"][index]["text"] = root["text"]
        if old and bool(old.parts) != bool(new.parts):
            self.lost.append(
                f"{where} 分部分的写法：修订稿{'分了' if new.parts else '没有再分'}部分，已照修订稿拟"
            )


def _standing(old: Part, new: Part) -> int:
    """2 where two parts say the same, 1 where they have the same number, else 0."""
    return 2 if normalise(old.text) == normalise(new.text) else int(old.number == new.number)


def _take(former: Tree, tree: Tree) -> None:
    """Give an item what was settled of its assignment clause."""
    for key in _OF_ITEM:
        tree.pop(key, None)
        if key in former:
            tree[key] = former[key]


def _called(tree: Tree, successor: Successor) -> Tree:
    """The tree of a task under its new number, with its identity."""
    needed = successor.identity != successor.new.number or (successor.old and successor.old.id)
    named = {**tree, "number": successor.new.number, "id": successor.identity if needed else None}
    return {key: value for key, value in named.items() if value is not None}


def _heading(old: Task, new: Task) -> str | None:
    """The heading as people have it, with the new number before it; None where that is the usual one."""
    if old.heading is None and new.heading is None:
        return None
    written = number_words(new) + heading_words(old) if heading_words(new) else task_heading(new)
    if old.heading is not None and normalise(old.heading) == normalise(written):
        return old.heading
    usual = task_heading(old.model_copy(update={"number": new.number, "heading": None}))
    return None if normalise(written) == normalise(usual) else written


def _units(tree: Tree) -> Iterator[str]:
    for item in (tree, *tree.get("parts", ())):
        yield from (entry.removesuffix(ETC) for role in ROLES for entry in item.get(f"{role}_units", ()))


# ---------------------------------------------------------------- files


def _root(files: Mapping[str, bytes], path: str) -> Tree:
    return root_of(path, files[path])


def _written(files: Mapping[str, bytes], path: str, tree: Tree, form: type[Record]) -> bytes:
    """The file that holds ``tree``: the former one changed where it differs, or where its layout leaves no room, written anew."""
    try:
        return rewritten(path, files[path], tree, lambda keys: key_order(form, keys))
    except UnwritableError:
        first, _, _ = files[path].partition(b"\n")
        head = first + b"\n" if first.startswith(b"#") else b""
        return head + dump(form.model_validate(tree))
