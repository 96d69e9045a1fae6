"""What was read in a text: from where to where, and what it says."""

from __future__ import annotations

from typing import Any, NamedTuple

Record = dict[str, Any]
"""A record as YAML holds it."""


class Stretch(NamedTuple):
    """What was found in a text: from where to where, and what it says."""

    start: int
    end: int
    record: Record
