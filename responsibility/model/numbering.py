"""How documents number their parts: the number as it is recorded, and as it is written."""

from __future__ import annotations

import re

ORDINAL = "[一二三四五六七八九十百零]+"
"""The number of a heading or a part in Chinese numerals."""
PART_NUMBER = rf"^([1-9][0-9]?[.、]?|{ORDINAL}是?|[①-⑳])$"


def part_label(number: str) -> str:
    """How a document writes the number of a part: （1） for ``1``, （一） for ``一``; ①, 一是 and ``1.`` as they are."""
    return f"（{number}）" if re.fullmatch(rf"[0-9]+|{ORDINAL}", number) else number
