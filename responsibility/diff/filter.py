"""A diff as one unit sees it."""

from __future__ import annotations

from responsibility.diff.records import Diff, UnitChanges


def of_unit(diff: Diff, unit: str) -> Diff:
    """Only what concerns ``unit`` (its name in the new registry): its effects, and the changes that they name."""
    own = diff.units.get(unit, UnitChanges())
    effects = (*own.gained, *own.lost, *own.changed)
    kept = sorted({number for effect in effects for number in effect.changes})
    place = {number: at for at, number in enumerate(kept)}

    def moved(group: str) -> tuple[object, ...]:
        return tuple(
            effect.model_copy(update={"changes": tuple(place[number] for number in effect.changes)})
            for effect in getattr(own, group)
        )

    return Diff.model_validate(
        {
            "same": not effects,
            "changes": tuple(diff.changes[number] for number in kept),
            "units": {unit: {group: moved(group) for group in UnitChanges.model_fields}} if effects else {},
            "unaffected": () if effects else (unit,),
        }
    )
