"""What was reported of a policy up to a day: of each subject by each unit the last entry, and those before."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from responsibility.model.progress import ProgressEntry


class Reported(NamedTuple):
    """An entry, with who made it and for which day."""

    unit: str
    """The unit's name."""
    day: datetime.date
    entry: ProgressEntry
