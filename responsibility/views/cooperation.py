"""Who works with whom: the units around a circle, an arc for every pair that shares tasks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from responsibility.graph import Graph
from responsibility.model import Kind, Unit

SIZE = 900
"""Side of the square picture."""
RADIUS = 285.0
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
    return Cooperation(
        tuple(spots), tuple(arcs), tuple(kind for kind, _ in groups), len(sharing) - len(named)
    )


def _arcs(named: list[Unit], spots: list[Spot], graph: Graph) -> list[Arc]:
    """An arc for each pair of the units that share tasks, most shared tasks first, then in the order of ``named``."""
    by_unit = {spot.unit.name: spot for spot in spots}
    order = {unit.name: index for index, unit in enumerate(named)}
    pairs = [sorted(pair, key=order.__getitem__) for pair in graph.cooperation.subgraph(by_unit).edges]
    shared = {
        (first, second): int(graph.cooperation.edges[first, second]["weight"]) for first, second in pairs
    }
    scale = min(1, _CLOSE / max(shared.values(), default=1))
    ordered = sorted(shared, key=lambda pair: (-shared[pair], order[pair[0]], order[pair[1]]))
    return [_arc(by_unit[first], by_unit[second], shared[first, second], scale) for first, second in ordered]


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
    return Spot(unit, tasks, x, y, round(3 + 2.2 * math.sqrt(tasks * scale), 1), round(turn, 1), flipped)


def _point(degrees: float, radius: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    middle = SIZE / 2
    return round(middle + radius * math.cos(angle), 1), round(middle + radius * math.sin(angle), 1)


def _arc(first: Spot, second: Spot, tasks: int, scale: float) -> Arc:
    """A curve drawn towards the middle, the more so the further apart the two are."""
    middle = SIZE / 2
    bend = 0.25
    x = round(middle + bend * ((first.x + second.x) / 2 - middle), 1)
    y = round(middle + bend * ((first.y + second.y) / 2 - middle), 1)
    path = f"M{first.x} {first.y}Q{x} {y} {second.x} {second.y}"
    return Arc(first.unit, second.unit, tasks, path, round(0.6 + 0.75 * tasks * scale, 1))
