"""Check that nothing is recorded twice: a list would count it twice, and a calendar has one event for each."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal

from responsibility.checks.base import Context
from responsibility.data.loader import POLICY_FILE
from responsibility.language.normalize import normalise
from responsibility.model import ROLES
from responsibility.model.base import Record, plain_number
from responsibility.model.problems import Check, Finding, Keys, locate

_REMARKS = frozenset({"draft", "read_as"})
"""What people write about a record: it tells no two of them apart."""
_TOLD_ELSEWHERE = frozenset({"outline", "periods", "parts", *(f"{role}_units" for role in ROLES)})
"""Lists whose repeats another rule tells, in words of its own."""
_AS_WRITTEN = frozenset({"issuers"})
"""Lists that are lines of the document: what it prints twice stands there twice, or the proof would fail."""


def repeats(context: Context) -> Iterator[Finding]:
    """No list of a policy or a task has two entries that say the same."""
    for policy in context.data.policies:
        file = f"{policy.id}/{POLICY_FILE}"
        for keys, first, name in _repeated(policy.metadata, ()):
            message = _message(context, file, first, name)
            yield Finding(file, keys, message, policy.id)
    for policy, task in context.tasks():
        for keys, first, name in _repeated(task, ()):
            finding = context.in_task(policy, task, keys, "")
            yield finding._replace(message=_message(context, finding.file, first, name))


def _message(context: Context, file: str, first: Keys, name: str) -> str:
    line = locate(context.data.positions, file, first).line
    return f"“{name}”写了两次，前面第 {line} 行已有一样的"


def _repeated(record: Record, above: Keys) -> Iterator[tuple[Keys, Keys, str]]:
    """Each entry of a list, in ``record`` and below it, that an earlier one says already: where both stand, and what it is called."""
    for field, entries in record:
        if type(entries) is not tuple:  # a date is one too, but no list
            continue
        first: dict[Hashable, Keys] = {}
        for index, entry in enumerate(entries):
            keys = (*above, field, index)
            earlier = first.setdefault(_content(entry), keys)
            if earlier is not keys and field not in _TOLD_ELSEWHERE | _AS_WRITTEN:
                yield keys, earlier, _name(entry)
            elif isinstance(entry, Record):
                yield from _repeated(entry, keys)


def _content(entry: object) -> Hashable:
    """What an entry says, width of signs and remarks on it aside."""
    if isinstance(entry, Record):
        return tuple((field, _content(value)) for field, value in entry if field not in _REMARKS)
    if isinstance(entry, tuple):
        return tuple(map(_content, entry))
    return normalise(entry) if isinstance(entry, str) else entry


def _name(entry: object) -> str:
    """How a message calls an entry: by its own words where it has some."""
    if isinstance(entry, Record):
        words = (getattr(entry, field, None) for field in ("quote", "title", "what", "check", "role"))
        return next((word for word in words if isinstance(word, str)), " ".join(_values(entry)))
    return str(entry)


def _values(record: Record) -> Iterator[str]:
    """What is written in a record, in its order."""
    written = (value for field, value in record if field in record.model_fields_set)
    return map(_written, written)


def _written(value: object) -> str:
    """A value in words: 5, 2—3."""
    if isinstance(value, tuple):
        return "—".join(map(_written, value))
    return str(plain_number(value) if isinstance(value, Decimal) else value)


CHECKS = (
    Check(
        "said-twice",
        "同一份清单里没有两条一样的：时限、指标、成果、数值等各写一次",
        "error",
        "删去重复的一条；说的若是两件事，把引文、事项或范围写得不同",
        repeats,
    ),
)
