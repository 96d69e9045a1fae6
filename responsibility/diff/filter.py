"""A diff as one unit sees it."""

from __future__ import annotations

from responsibility.diff.records import Diff, Effect, UnitChanges


def of_unit(diff: Diff, unit: str) -> Diff:
    """Only what concerns ``unit`` (its name in the new registry): its effects, and the changes that they name."""
    own = diff.units.get(unit, UnitChanges())
    effects = (*own.gained, *own.lost, *own.changed)
    kept = sorted({index for effect in effects for index in effect.changes})
    new_index = {old: new for new, old in enumerate(kept)}

    def reindexed(group: tuple[Effect, ...]) -> tuple[Effect, ...]:
        return tuple(
            effect.model_copy(update={"changes": tuple(new_index[index] for index in effect.changes)})
            for effect in group
        )

    return Diff(
        same=not effects,
        changes=tuple(diff.changes[index] for index in kept),
        units={unit: UnitChanges(**{group: reindexed(effects) for group, effects in own})} if effects else {},
        unaffected=() if effects else (unit,),
    )
