"""What a page is given, as a digest: where it is the same, the page is."""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from responsibility.graph import Graph
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView


class Digests:
    """Digests of values that hold the documents of a site.

    A unit's record and a document's view are read once; the view, its tasks and their facts count as their place in it,
    whatever holds them.
    """

    def __init__(self, site: SiteView) -> None:
        self._known: _Known = {}
        self._known.update({id(unit): (unit, self.of(unit)) for unit in site.registry})
        for policy in site.policies:
            self._known.update(_places(policy, self.of(policy)))

    def of(self, value: object) -> str:
        """The digest of ``value``; raises TypeError where something in it does not say what it is made of.

        Equal digests mean equal values. Equal values may have different ones: a set has no order.
        """
        return _digest(value, self._known)


_Known = dict[int, tuple[object, object]]
"""By identity an object, which so keeps its identity to itself, and what counts for it."""


def _places(policy: PolicyView, digest: str) -> _Known:
    """What counts for a document's view, its tasks and their facts."""
    places: _Known = {id(policy): (policy, digest)}
    for task in policy.tasks:
        places[id(task)] = task, (digest, task.ref.id)
        facts = (*task.deadlines, *task.targets, *task.deliverables)
        places |= {id(fact): (fact, (digest, task.ref.id, place)) for place, fact in enumerate(facts)}
    return places


def _digest(value: object, known: _Known) -> str:
    written = io.BytesIO()
    try:
        _Pickler(written, known).dump(value)
    except (pickle.PicklingError, AttributeError) as error:
        raise TypeError(str(error)) from error
    return hashlib.sha256(written.getvalue()).hexdigest()


class _Pickler(pickle.Pickler):
    """Writes values down by what they hold alone; what they worked out meanwhile is left out."""

    def __init__(self, file: io.BytesIO, known: _Known) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._known = known

    def reducer_override(self, value: Any) -> Any:
        """Called for all but numbers, texts and plain collections."""
        if isinstance(value, Graph) and id(value) not in self._known:  # large, and the same for many
            edges = list(value.nx.edges(data=True))
            self._known[id(value)] = value, _digest((value.order, edges), self._known)
        if id(value) in self._known:
            return tuple, (("known", self._known[id(value)][1]),)
        kind = type(value)
        if (names := _fields(kind)) is not None:  # type: ignore[arg-type]  # mypy takes no class for hashable
            return tuple, ((kind.__name__, *(_ordered(getattr(value, name)) for name in names)),)
        if hasattr(value, "__dict__") and not isinstance(value, type) and not _says_what_it_is_made_of(kind):
            raise TypeError(f"{kind} does not say what it is made of")
        return NotImplemented


def _says_what_it_is_made_of(kind: type) -> bool:
    """Whether a class has its own way to be pickled; else what its objects worked out meanwhile would be, too."""
    return any(getattr(kind, name) is not getattr(object, name) for name in ("__reduce__", "__reduce_ex__"))


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a record; None of what is none."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(kind.model_fields) if issubclass(kind, BaseModel) else None


def _ordered(value: object) -> object:
    """Sets have another order in each process."""
    return sorted(value, key=repr) if isinstance(value, set | frozenset) else value
