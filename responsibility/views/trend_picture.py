"""The trend as it is drawn: a column a reporting day, its blocks as high as the share of their light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responsibility.progress.lights import Light
from responsibility.views.progress import TrendPoint

_STEP, _COLUMN, _HIGH = 88, 64, 200
"""From one column to the next, how wide one is, and how high all items are."""
ABOVE, BELOW = 22, 24
"""Room above a column for the rate of completion, and below it for the day."""
LETTER = 15
"""Size of the letters in it."""
_MOST = 12
"""Days that are drawn: the last ones; the table behind the picture has all."""


@dataclass(frozen=True)
class Block:
    """Items of a light in a column."""

    light: Light
    number: int
    y: float
    height: float

    @property
    def labelled(self) -> bool:
        """Whether its number has room inside."""
        return self.height >= LETTER


@dataclass(frozen=True)
class Column:
    """A reporting day."""

    point: TrendPoint
    x: float
    blocks: tuple[Block, ...]
    """The worst light at the top."""


@dataclass(frozen=True)
class TrendPicture:
    """All of it; coordinates begin at the upper left corner."""

    width: int
    height: int
    columns: tuple[Column, ...]
    left_out: int
    """Days before the first column."""
    bar: int = _COLUMN


def trend_picture(points: Sequence[TrendPoint]) -> TrendPicture:
    """The picture of ``points``, which are in the order of their days."""
    drawn = points[-_MOST:]
    columns = tuple(
        Column(point, index * _STEP + (_STEP - _COLUMN) / 2, tuple(_blocks(point)))
        for index, point in enumerate(drawn)
    )
    return TrendPicture(len(drawn) * _STEP, ABOVE + _HIGH + BELOW, columns, len(points) - len(drawn))


def _blocks(point: TrendPoint) -> Iterator[Block]:
    lights = point.tally.counts
    y, all_items = float(ABOVE), sum(lights.values())
    for light, number in lights.items():
        if number:
            height = round(_HIGH * number / all_items, 2)
            yield Block(light, number, round(y, 2), height)
            y += height
