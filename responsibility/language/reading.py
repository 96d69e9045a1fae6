"""What was read in a text: from where to where, and the record that it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from responsibility.model import Record

R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True)
class Reading(Generic[R]):
    """A stretch of a text and the record that it says."""

    start: int
    end: int
    record: R
    certain: bool = True
    """Whether it is proposed to a person; what is not may still be what a person recorded (a base, a name)."""
    reason: str = ""
    """Why it is not proposed, in a word for a person, where the text tells it: 适用条件."""
