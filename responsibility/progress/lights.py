"""The lights of what is reported on: status, dates and decisions → 绿、黄、红、灰. The rules and their words stand here alone.

Lights are told as of a stated day, never the reader's: what was reported or decided after it does not count.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

from responsibility.model.decisions import Decision
from responsibility.model.progress import StatusKey

Light = Literal["green", "yellow", "red", "grey"]


class LightSpec(NamedTuple):
    """A light as it is written, the sign that tells it without its colour, when it shines, its colour on paper."""

    name: str
    sign: str
    words: str
    colour: str


LIGHT_SPECS: dict[Light, LightSpec] = {
    "red": LightSpec("红灯", "✕", "逾期未完成，或者滞后", "#b3261e"),
    "yellow": LightSpec("黄灯", "！", "30 天内到期而未完成，或者推进中存在问题", "#8a6100"),
    "grey": LightSpec("灰灯", "？", "没有报", "#5f6368"),
    "green": LightSpec("绿灯", "✓", "已完成，或者按期推进", "#1b6e3c"),
}
"""The worst first: of several lights the first of these is shown."""
SOON = 30
"""Days before its last one from which something is soon due."""


@dataclass(frozen=True)
class State:
    """How a subject stands on the stated day, for one unit or for all who decide it."""

    status: StatusKey | None
    """None where nothing, or no status, was reported, by one of several units at least."""
    light: Light | None
    """None for what does not apply (不适用)."""
    words: str
    """``推进中，还有 12 天``, ``报已完成``, ``已销号（逾期完成）``, ``未报，已过期 30 天``."""
    end: datetime.date | None = None
    """The last day that counts: the document's, or that of the last extension; None where there is none, or nothing is left to do."""
    left: int | None = None
    """Days from the stated day to ``end``; negative once it is past."""
    accepted: Decision | None = None
    extended: Decision | None = None
    adjusted: tuple[Decision, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: completed, accepted or not applicable."""
        return self.status in ("completed", "not_applicable")
