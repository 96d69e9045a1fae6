"""How many lines texts take in the columns of a printed table, and how wide its columns are best made.

Widths and the size of a character are in whatever unit the caller measures in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_NARROW = re.compile("[ -~]")
_STEPS = 60
"""In how many steps the room that is left is given away."""
_SAMPLE = 100
"""Of twice as many rows, and more, only some are tried."""


def ems(text: str) -> float:
    """The length of a text in Chinese characters; others take a little more than half of one."""
    return len(text) - 0.45 * len(_NARROW.findall(text))


def line_count(text: str, width: float, character: float) -> int:
    """How many lines a text takes in ``width``, half a character of which a line may lack at its end."""
    room = _room(width, character)
    return sum(math.ceil(max(ems(part), 1) / room) for part in text.split("\n"))


def fitted_widths(
    rows: Sequence[Sequence[str]], least: Sequence[float], total: float, character: float
) -> list[float]:
    """Widths of ``total`` in which ``rows`` take few lines, no column narrower than its ``least``.

    What is left above the least widths goes step by step to the column that shortens the rows
    most, where none does to the one that has most to say. Without room to give, ``least``.
    """
    widths = list(least)
    left = total - sum(least)
    step = left / _STEPS
    if step <= 0:
        return widths
    rows = rows[:: max(1, len(rows) // _SAMPLE)]
    columns = [
        [[ems(part) for part in cell.split("\n")] for cell in column] for column in zip(*rows, strict=True)
    ]
    if not columns:
        return [width + left / len(widths) for width in widths]
    heights = [_heights(column, width, character) for column, width in zip(columns, widths, strict=True)]
    wider = [_heights(column, width + step, character) for column, width in zip(columns, widths, strict=True)]
    for _ in range(_STEPS):
        tallest = [sorted(row)[-2:] for row in zip(*heights, strict=True)]
        _, _, index = min(
            (_total(heights[index], wider[index], tallest), -sum(heights[index]), index)
            for index in range(len(columns))
        )
        widths[index] += step
        heights[index] = wider[index]
        wider[index] = _heights(columns[index], widths[index] + step, character)
    return widths


def _room(width: float, character: float) -> float:
    return max(1, math.floor(width / character) - 0.5)


def _heights(column: Sequence[Sequence[float]], width: float, character: float) -> list[float]:
    """The lines of each cell without rounding, so that every step of a width counts."""
    room = max(1, width / character - 0.5)
    return [sum(max(part / room, 1) for part in cell) for cell in column]


def _total(column: Sequence[float], wider: Sequence[float], tallest: Sequence[Sequence[float]]) -> float:
    """The lines of all rows, each as tall as its tallest cell, where the heights of ``column`` become ``wider``.

    ``tallest`` holds the two tallest cells of each row, the tallest last: of them the one that is left.
    """
    total = 0.0
    for height, now, top in zip(column, wider, tallest, strict=True):
        others = top[0] if height == top[-1] else top[-1]
        total += max(now, others)
    return total
