"""What was probably meant where a name is not known: of units, keys, checks, commands, options."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from responsibility.language.name_search import folded, way


def near_name(wanted: str, names: Iterable[str]) -> str | None:
    """That one of ``names`` which ``wanted`` probably means: by the finder's rules, else the one most alike; None where none is."""
    distinct = list(dict.fromkeys(names))
    ways = {name: way((folded(name),), wanted) for name in distinct} if wanted else {}
    meant = [(index, -_likeness(wanted, name), name) for name, index in ways.items() if index is not None]
    alike = get_close_matches(wanted, distinct, 1)
    return min(meant)[-1] if meant else alike[0] if alike else None


def _likeness(wanted: str, name: str) -> float:
    return SequenceMatcher(None, wanted, name, autojunk=False).ratio()


def perhaps(wanted: str, names: Iterable[str]) -> str:
    """``；是不是“区水务局”？``, the end of a message that ``wanted`` is not known; empty where no name is near."""
    near = near_name(wanted, names)
    return f"；是不是“{near}”？" if near else ""
