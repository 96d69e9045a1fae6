"""Spellings of one office: which names of a draft may be the same unit, offered once, with how often each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from responsibility.importing.units import Names
from responsibility.model import ROLES, Task


def variants(names: Names, tasks: Iterable[Task]) -> Iterator[str]:
    """A question for each group of names that may be one office; the one that stands most often first."""
    counts = Counter(
        name for task in tasks for item in task.items for role in ROLES for name in item.units(role)
    )
    groups = [sorted(group, key=lambda name: -counts[name]) for group in names.variants()]
    for group in sorted(groups, key=lambda group: -counts[group[0]]):
        written = "、".join(f"“{name}”（{counts[name]} 处）" for name in group)
        yield (
            f"{written}是不是同一个单位？是的话，在 units.yml 里只留“{group[0]}”，"
            "其余写入它的 aliases；任务里改用这个名称，原文的写法记在 clause"
        )
