"""Who works with whom: the units around a circle or below one another, an arc for every pair that shares tasks.

On a narrow screen the names around a circle would be too small to read; there they stand in a list.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from responsibility.graph import Graph
from responsibility.model import Kind, Unit

RADIUS = 285.0
LETTER = 17
"""Size of the letters around the circle; the picture is as large as the longest name needs."""
_LONGEST = 18
"""Letters of a name that the circle has room for; the list and the tables have the rest of it."""
_DOT_ROOM = 6
"""Room between a dot and its name."""
MOST = 60
"""Units that a circle has room for; of more, those that most tasks name are drawn."""
_BUSY, _CLOSE = 60, 20
"""Tasks of a unit and of a pair up to which dots and lines grow; beyond, all shrink alike."""
_GAP = 1.2
"""Room left on the circle between two kinds of units, in widths of a unit."""


@dataclass(frozen=True)
class Spot:
    """A unit on the circle."""

    unit: Unit
    tasks: int
    """Tasks that name it."""
    label: str
    x: float
    y: float
    size: float
    turn: float
    """Degrees by which its label is turned."""
    flipped: bool
    """Whether the label runs towards the circle: on its left half."""


@dataclass(frozen=True)
class Arc:
    """A pair of units that share tasks."""

    first: Unit
    second: Unit
    tasks: int
    path: str
    """Across the circle."""
    bow: str
    """Beside the list: each unit a row of height 1, the furthest bow 100 wide."""
    width: float


@dataclass(frozen=True)
class Cooperation:
    """The picture and the table beside it."""

    spots: tuple[Spot, ...]
    arcs: tuple[Arc, ...]
    """Most shared tasks first."""
    kinds: tuple[Kind, ...]
    left_out: int
    """Units that share tasks but are not drawn."""
    half: float
    """From the middle of the circle to the end of the longest name."""


def cooperation(units: tuple[Unit, ...], kinds: tuple[Kind, ...], graph: Graph) -> Cooperation:
    """The cooperation of the units that documents name, by kind; collectives are left out."""
    sharing = [unit for unit in units if not unit.collective and unit.name in graph.cooperation]
    tasks = {unit.name: graph.workload(unit.name).named for unit in sharing}
    busiest = set(sorted(tasks, key=lambda name: -tasks[name])[:MOST])
    named = [unit for unit in sharing if unit.name in busiest]
    groups = [(kind, [unit for unit in named if unit.kind == kind.id]) for kind in kinds]
    groups = [(kind, members) for kind, members in groups if members]
    spots = _spots(groups, tasks)
    arcs = _arcs(named, spots, graph)
    half = RADIUS + max((spot.size + _DOT_ROOM + LETTER * len(spot.label) for spot in spots), default=0)
    return Cooperation(
        tuple(spots), tuple(arcs), tuple(kind for kind, _ in groups), len(sharing) - len(named), round(half)
    )


def _arcs(named: list[Unit], spots: list[Spot], graph: Graph) -> list[Arc]:
    """An arc for each pair of the units that share tasks, most shared tasks first, then in the order of ``named``."""
    by_unit = {spot.unit.name: spot for spot in spots}
    rows = {spot.unit.name: row for row, spot in enumerate(spots)}
    order = {unit.name: index for index, unit in enumerate(named)}
    pairs = [sorted(pair, key=order.__getitem__) for pair in graph.cooperation.subgraph(by_unit).edges]
    shared = {
        (first, second): int(graph.cooperation.edges[first, second]["weight"]) for first, second in pairs
    }
    scale = min(1, _CLOSE / max(shared.values(), default=1))
    ordered = sorted(shared, key=lambda pair: (-shared[pair], order[pair[0]], order[pair[1]]))
    return [
        _arc(
            by_unit[first],
            by_unit[second],
            shared[first, second],
            scale,
            _bow(rows[first], rows[second], len(rows)),
        )
        for first, second in ordered
    ]


def _spots(groups: list[tuple[Kind, list[Unit]]], tasks: dict[str, int]) -> list[Spot]:
    scale = min(1, _BUSY / max(tasks.values(), default=1))
    total = sum(len(members) for _, members in groups) + _GAP * len(groups)
    spots, position = [], 0.0
    for _, members in groups:
        for unit in members:
            spots.append(_spot(unit, tasks[unit.name], scale, 360 * position / max(total, 1) - 90))
            position += 1
        position += _GAP
    return spots


def _spot(unit: Unit, tasks: int, scale: float, degrees: float) -> Spot:
    x, y = _point(degrees, RADIUS)
    flipped = 90 < degrees % 360 < 270
    turn = degrees + 180 if flipped else degrees
    name = unit.name if len(unit.name) <= _LONGEST else f"{unit.name[: _LONGEST - 2]}……"
    size = round(3 + 2.2 * math.sqrt(tasks * scale), 1)
    return Spot(unit, tasks, f"{name} {tasks}", x, y, size, round(turn, 1), flipped)


def _point(degrees: float, radius: float) -> tuple[float, float]:
    """A point around the middle, which is 0, 0."""
    angle = math.radians(degrees)
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)


def _arc(first: Spot, second: Spot, tasks: int, scale: float, bow: str) -> Arc:
    """A curve drawn towards the middle, the more so the further apart the two are."""
    bend = 0.25
    x, y = round(bend * (first.x + second.x) / 2, 1), round(bend * (first.y + second.y) / 2, 1)
    path = f"M{first.x} {first.y}Q{x} {y} {second.x} {second.y}"
    return Arc(first.unit, second.unit, tasks, path, bow, round(0.6 + 0.75 * tasks * scale, 1))


def _bow(first: int, second: int, rows: int) -> str:
    """A half circle to the right, from the middle of one row to that of another; wider the further they are apart."""
    above, below = sorted((first, second))
    wide = round(100 * math.sqrt((below - above) / rows))
    return f"M0 {above + 0.5}A{wide} {(below - above) / 2} 0 0 1 0 {below + 0.5}"
