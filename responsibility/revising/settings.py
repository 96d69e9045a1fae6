"""policy.yml of a revised document: what the new text says, what people wrote kept wherever it still holds.

Three states are held against each other: what people have, what a draft of the former text reads, and what
the draft of the new text reads. What the draft reads as before stays as people have it; what people have as it
was drafted is the new draft's; where both changed, the document's new words stand, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from responsibility.data.yaml_edit import Tree
from responsibility.language.normalize import normalise
from responsibility.model import ItemId, Policy
from responsibility.revising.renumber import REFERRING

_QUOTING = ("misprints", "periods", "rules")
"""Lists whose entries quote the document."""
_OWN = ("draft", "errata", "received", *_QUOTING, *REFERRING)
"""Fields that are not simply the document's or the person's."""
NAMES = {
    "outline": "章节目录",
    "title": "标题",
    "number": "发文字号",
    "issued": "成文日期",
    "issuers": "印发机关",
    "notice": "通知正文",
    "preamble": "引言",
    "front": "各要素的次序",
    "bases": "依据",
}


@dataclass
class Settings:
    """The new policy.yml, and what of the former one stands no longer."""

    tree: Tree
    lost: list[str] = field(default_factory=list)


def settings(
    former: tuple[Policy, Tree],
    base: Tree | None,
    drafted: tuple[Policy, Tree],
    identities: Mapping[str, str],
) -> Settings:
    """The policy.yml of ``former``, brought to the text of ``drafted``.

    ``base`` is that of a draft of the former text; None where there is none. ``identities`` are the new numbers
    of tasks that go on, by identity; a policy and its tree are the same thing read and as its file writes it.
    """
    policy, old = former
    new = drafted[1]
    result = Settings({})
    for name in dict.fromkeys((*old, *new)):
        if name in _OWN:
            continue
        value = _three(name, old.get(name), (base or {}).get(name), new.get(name), result.lost)
        if value is not None:
            result.tree[name] = value
    text = normalise(drafted[0].source or "")
    if "errata" in new:
        result.tree["errata"] = new["errata"]
    result.lost += [
        f"勘误“{entry['quote']}”" for entry in old.get("errata", ()) if entry not in new.get("errata", ())
    ]
    follow = _following(policy, identities)
    for name in dict.fromkeys((*_QUOTING, *REFERRING)):
        entries = [entry for entry in old.get(name, ()) if _stands(name, entry, text, result.lost)]
        entries = [followed for entry in entries if (followed := follow(name, entry, result.lost))]
        before = (base or {}).get(name, [])
        known = [*entries, *before, *old.get(name, [])]
        key = {"unsettled": "what", "periods": "name"}.get(name, "quote")
        seen = {entry.get(key) for entry in known}
        entries += [entry for entry in new.get(name, ()) if entry.get(key) not in seen]
        if entries:
            result.tree[name] = entries
    if "received" in new:
        result.tree["received"] = new["received"]
    return result


def _three(name: str, old: Any, base: Any, new: Any, lost: list[str]) -> Any:
    """The value of a field, from what people have and what the former and the new text were read as."""
    if _normal(new) in (_normal(base), _normal(old)):
        return old
    if old is not None and _normal(base) != _normal(old):
        lost.append(f"{NAMES.get(name, name)}（policy.yml 的 {name}）：改过的写法没有保留，照修订稿拟")
    return new


def _normal(value: Any) -> Any:
    """A value with its texts in normal form: how people break lines does not count."""
    if isinstance(value, dict):
        return {key: _normal(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_normal(each) for each in value]
    return value if value is None else normalise(value)


def _stands(name: str, entry: Tree, text: str, lost: list[str]) -> bool:
    """Whether what an entry quotes stands in the new text."""
    if name not in _QUOTING or normalise(entry["quote"]) in text:
        return True
    words = {"misprints": "疑似笔误", "periods": "时期", "rules": "规则"}[name]
    lost.append(f"{words}“{entry['quote']}”")
    return False


def _following(
    policy: Policy, identities: Mapping[str, str]
) -> Callable[[str, Tree, list[str]], Tree | None]:
    """Entries name their task by its new number where they named it by its number; those of tasks gone are lost."""
    numbers = {task.identity: task.number for task in policy.tasks}

    def follow(name: str, entry: Tree, lost: list[str]) -> Tree | None:
        written = entry.get("task")
        if name not in REFERRING or not written:
            return entry
        item = policy.item_id(written)
        if item.task in numbers and item.task not in identities:
            words = entry.get("check") or entry.get("quote") or entry.get("what")
            lost.append(f"policy.yml 的 {name} 里说到取消的第 {numbers[item.task]} 项的“{words}”")
            return None
        called = ItemId.parse(written).task
        if item.task in numbers and called in (numbers[item.task], *identities.values()):
            return {**entry, "task": str(item._replace(task=identities[item.task]))}
        return entry

    return follow


def is_draft(settings: Tree, tasks: list[Tree]) -> bool:
    """Whether anything is left that nobody has confirmed."""
    return bool(settings.get("unsettled")) or any(_unconfirmed(task) for task in tasks)


def _unconfirmed(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get("draft") == "true" or any(map(_unconfirmed, value.values()))
    return isinstance(value, list) and any(map(_unconfirmed, value))
