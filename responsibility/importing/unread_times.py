"""What a draft was told as a time and could not read: a 完成时限 or 启动时间 of which no deadline was drafted, said first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from responsibility.importing.review import TaskReview
from responsibility.language.passages import APART, Quotable
from responsibility.language.patterns import alternatives
from responsibility.language.role_words import DEADLINE_KEYS, START_KEYS

_WITH_KEY = re.compile(rf"(?:{alternatives((*DEADLINE_KEYS, *START_KEYS))})：(?P<when>[^。；）\n{APART}]+)")
_NOTHING = re.compile(r"[-—－/无]+")
"""What stands in a cell that is left empty."""


def unread_times(tasks: Iterable[TaskReview]) -> list[str]:
    """A remark for each time that stands behind its key (完成时限：按上级要求) and of which the draft has no deadline.

    It is a doubt of its task too.
    """
    remarks = []
    for review in tasks:
        quotable = Quotable(review.task)
        spans = [span for deadline in review.task.deadlines for span in quotable.spans(deadline.quote)]
        for match in _WITH_KEY.finditer(quotable.text):
            start, end = match.span("when")
            read = any(first < end and start < last for first, last in spans)
            if not read and not _NOTHING.fullmatch(match["when"]):
                review.doubts.append(f"时限没有读懂：“{match[0]}”")
                remarks.append(
                    f"时限没有读懂（任务 {review.task.label or review.task.number}）：“{match[0]}”"
                )
    return remarks
