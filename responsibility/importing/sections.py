"""The headings of a document as the outline of its policy: keys by the numbers that the document gives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from responsibility.importing.outline import Node
from responsibility.language.numerals import chinese_ordinal
from responsibility.model import Section
from responsibility.model.numbering import steps

DEEPEST = 4
"""Ranks that a key has room for; what stands lower counts in the section above it."""
_LARGEST = 999


class Outline:
    """Sections in the document's order, each with a key of its own."""

    def __init__(self, chapters: Iterable[Node]) -> None:
        self.sections: list[Section] = []
        self._numbers = {node.number for node in chapters}
        self._keys: set[str] = set()

    def add(self, above: str, number: int, title: str, **fields: str | None) -> str:
        """The key of a new section that stands in ``above`` and bears ``number``, 0 where it has none."""
        while len(steps(above)) >= DEEPEST:
            above = "".join(steps(above)[:-1])
        key = self._key(above, number)
        self._keys.add(key)
        self.sections.append(Section.model_validate({"key": key, "title": title, **fields}))
        return key

    def _key(self, above: str, number: int) -> str:
        if not 0 < number <= _LARGEST:
            return next(key for free in count(1) if (key := _step(above, free)) not in self._keys)
        key = _step(above, number)
        if key not in self._keys:
            return key
        again = (f"{key}之{chinese_ordinal(times)}" for times in count(2))
        return next(each for each in again if each not in self._keys)

    def whole(self) -> str:
        """The key of a section that is written nowhere, for tasks that stand under no heading."""
        return self.add(
            "", next(free for free in count(1) if free not in self._numbers), "全部任务", heading=""
        )

    def change(self, key: str, **fields: str | None) -> None:
        """Give a section other values of ``fields``."""
        for index, section in enumerate(self.sections):
            if section.key == key:
                self.sections[index] = section.model_copy(update=fields)

    def section(self, key: str) -> Section:
        """The section of that key as it is so far."""
        return next(section for section in self.sections if section.key == key)


def _step(above: str, number: int) -> str:
    """The key with one more number behind it: 一, 一（一）, 一（一）1, 一（一）1（1）."""
    forms = (chinese_ordinal(number), f"（{chinese_ordinal(number)}）", str(number), f"（{number}）")
    return above + forms[len(steps(above))]
