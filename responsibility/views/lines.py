"""Deadlines in lists: their order, and each on one line: by when, and what is due then."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from responsibility.progress.lights import extension_words
from responsibility.views.exactness import EXACTNESS_NAMES
from responsibility.views.tasks import DeadlineView


def by_exactness(deadlines: Iterable[DeadlineView]) -> list[DeadlineView]:
    """By how exactly they say when, in the order of ``EXACTNESS_NAMES``; dated ones by date."""
    order = list(EXACTNESS_NAMES)

    def key(deadline: DeadlineView) -> tuple[int, datetime.date, datetime.date]:
        due = deadline.due.last_day if deadline.due else datetime.date.max
        start = deadline.start.first_day if deadline.start else datetime.date.min
        return order.index(deadline.exactness), due, start

    return sorted(deadlines, key=key)


def deadline_line(deadline: DeadlineView, named_instead: Iterable[str] = ()) -> str:
    """``2021年底：完成……项目建设``, behind it :func:`named_words`, how it was extended and the status on the stated day; the words alone where they say all."""
    matter = matter_beside(deadline)
    line = f"{deadline.words}：{matter}" if matter else deadline.words
    behind = (
        named_words(named_instead),
        extended_words(deadline),
        deadline.status.words if deadline.status else "",
    )
    return line + "".join(f"（{words}）" for words in behind if words)


def extended_words(deadline: DeadlineView) -> str:
    """``延至2022年3月31日，依据：……``, where the office has extended it; else empty."""
    extended = deadline.state.extended if deadline.state else None
    return extension_words(extended) if extended else ""


def matter_beside(deadline: DeadlineView) -> str:
    """What is due, where the deadline's words and its quote do not say it already; else empty."""
    return "" if deadline.matter in (deadline.record.quote, deadline.words) else deadline.matter


def quote_beside(deadline: DeadlineView) -> str:
    """The deadline's quote, where neither its words nor its matter show it; else empty."""
    quote = deadline.record.quote
    return "" if quote in deadline.words or quote in deadline.matter else quote


def named_words(members: Iterable[str]) -> str:
    """``原文点名大致坡镇、三江镇``: said to the other members of a collective; empty without any."""
    names = "、".join(members)
    return f"原文点名{names}" if names else ""
