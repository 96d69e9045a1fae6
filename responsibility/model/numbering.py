"""How documents number their sections and parts: the number as it is recorded, and as it is written."""

from __future__ import annotations

import re

ORDINAL = "[一二三四五六七八九十百千零]+"
"""The number of a heading or a part in Chinese numerals."""
PART_NUMBER = rf"^([1-9][0-9]?[.、]?|{ORDINAL}是?|[①-⑳])$"
_AGAIN = rf"(?:之{ORDINAL})?"
"""Behind a number that a document has twice."""
SECTION_KEY = rf"^{ORDINAL}{_AGAIN}(（{ORDINAL}）{_AGAIN})?([1-9][0-9]*{_AGAIN})?(（[1-9][0-9]*）{_AGAIN})?$"
"""The numbers of a section and of those that it stands in, from the highest: 二（五）3."""
_STEP = re.compile(rf"(?:（(?:{ORDINAL}|[0-9]+)）|{ORDINAL}|[0-9]+){_AGAIN}")


def steps(key: str) -> tuple[str, ...]:
    """The numbers that a section's key is made of: 二, （五） and 3 for 二（五）3."""
    return tuple(_STEP.findall(key))


def section_label(step: str) -> str:
    """How a heading with that number begins: 二、 or （五） or 3."""
    if step.startswith("（"):
        return step
    return f"{step}." if step[0].isdecimal() else f"{step}、"


def part_label(number: str) -> str:
    """How a document writes the number of a part: （1） for ``1``, （一） for ``一``; ①, 一是 and ``1.`` as they are."""
    return f"（{number}）" if re.fullmatch(rf"[0-9]+|{ORDINAL}", number) else number
