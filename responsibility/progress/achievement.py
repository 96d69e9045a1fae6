"""目标值与实际值: whether what a unit reports reaches what the document sets, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Achievement:
    """What was reported of a target (of one of its values), held against it."""

    actual: Decimal | None
    """None where the target has no figure (全覆盖), or none was reported."""
    value: tuple[Decimal, ...]
    """The figure of the document, or the two of ``between``; empty for whole coverage, zero and comparison with a baseline."""
    unit: str
    reached: bool | None
    """None where it cannot be judged: compared with a baseline that is no figure here."""
    share: Decimal | None
    """Actual ÷ value, 1 being reached; of an upper limit how much of it is used; None without two figures."""
    words: str
    """``实际 93.5%，目标不低于 95%，未达到``, ``已做到`` …"""
