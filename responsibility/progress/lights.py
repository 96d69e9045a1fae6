"""The lights of what is reported on: status, dates and decisions → 绿、黄、红、灰. The rules and their words stand here alone.

Lights are told as of a stated day, never the reader's: what was reported or decided after it does not count.

Of one unit: 不适用 has no light; completed is green; without a status grey (a target then goes by whether it is
reached); delayed, or past its end, red; due within 30 days, or in progress with a problem, yellow; else green.
Over several units the least advanced status decides, and the worst light is shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import STATUS_SPECS, StatusKey

Light = Literal["green", "yellow", "red", "grey"]


class LightSpec(NamedTuple):
    """A light as it is written, the sign that tells it without its colour, when it shines, its colour on paper."""

    name: str
    sign: str
    words: str
    colour: str


SOON = 30
"""Days before its last one from which something is soon due."""
LIGHT_SPECS: dict[Light, LightSpec] = {
    "red": LightSpec("红灯", "✕", "逾期未完成，或者滞后", "#b3261e"),
    "yellow": LightSpec("黄灯", "！", f"{SOON} 天内到期而未完成，或者推进中存在问题", "#8a6100"),
    "grey": LightSpec("灰灯", "？", "没有报", "#5f6368"),
    "green": LightSpec("绿灯", "✓", "已完成，或者按期推进", "#1b6e3c"),
}
"""The worst first: of several lights the first of these is shown."""
UNREPORTED, WITHOUT_STATUS = "未报", "未填状态"
"""In place of a status: where a unit reported nothing, or all but the status."""
REPORTED_DONE = f"报{STATUS_SPECS['completed'].name}"
"""What a unit says is completed, until the office accepts it."""
ACCEPTED = f"已{DECISION_NAMES['accepted']}"
REACHED, NOT_REACHED = "已达到", "未达到"
"""Of a target, in place of a status that was not filled in."""
DONE_LATE = "逾期完成"
PAST = "已过期"
_BEFORE_DAYS, _BEFORE_CAUSE = "，", "；"

_ADVANCE: tuple[StatusKey | None, ...] = ("delayed", None, "not_started", "in_progress", "completed")
"""From the least advanced: of several units the first of these decides. What does not apply is left out."""


class Decided(NamedTuple):
    """The decisions on a subject that hold for a unit."""

    accepted: Decision | None = None
    extended: Decision | None = None
    adjusted: tuple[Decision, ...] = ()
    """Of a deadline also those on what is due by it: its item, targets and deliverables."""


@dataclass(frozen=True)
class State:
    """How a subject stands on the stated day, for one unit or for all who decide it."""

    status: StatusKey | None
    """None where nothing, or no status, was reported, by one of several units at least."""
    light: Light | None
    """None for what does not apply (不适用)."""
    words: str
    """``推进中，还有 12 天``, ``报已完成``, ``已销号（逾期完成）``, ``未报（2/3 家），已过期 30 天``; what else lights it, behind a ；."""
    end: datetime.date | None = None
    """The last day that counts: the document's, or that of the last extension; None where there is none, or nothing is left to do."""
    left: int | None = None
    """Days from the stated day to ``end``; negative once it is past."""
    filled: bool = False
    """Whether anything was reported of it, by each of several units."""
    late: bool = False
    """Whether it is completed, and was so only after its end."""
    accepted: Decision | None = None
    extended: Decision | None = None
    adjusted: tuple[Decision, ...] = ()

    @property
    def name(self) -> str:
        """The words without the days: ``推进中``, ``未报（2/3 家）``."""
        return self.words.partition(_BEFORE_CAUSE)[0].partition(_BEFORE_DAYS)[0]

    @property
    def cause(self) -> str:
        """What lights it so where its own report does not: ``时限“2021年底前”推进中，已过期 10 天``; else empty."""
        return self.words.partition(_BEFORE_CAUSE)[2]

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: completed, accepted or not applicable."""
        return self.status in ("completed", "not_applicable")

    @property
    def sign(self) -> str:
        """The sign of its light; of a green one on what is not completed, and where there is none, that of its status.

        A tick beside 未启动 or 未达到 would be read as done.
        """
        if self.light is None:
            return STATUS_SPECS["not_applicable"].sign
        if self.light == "green" and not (self.done or self.name.startswith(REACHED)):
            return STATUS_SPECS[self.status or "in_progress"].sign
        return LIGHT_SPECS[self.light].sign

    @property
    def overdue(self) -> bool:
        """Whether its end is past and something is left to do."""
        return self.left is not None and self.left < 0

    @property
    def soon(self) -> bool:
        """Whether it is due within so many days and something is left to do."""
        return self.left is not None and 0 <= self.left <= SOON


class Report(NamedTuple):
    """What a state follows from, of one unit."""

    status: StatusKey | None = None
    filled: bool = False
    """Whether the unit reported anything of the subject."""
    troubled: bool = False
    """Whether it named a problem."""
    reached: bool | None = None
    """Of a target: whether what it reported reaches it."""
    completed: datetime.date | None = None
    """The day of completion that it gave."""


def state(
    report: Report,
    day: datetime.date,
    end: datetime.date | None = None,
    decided: Decided | None = None,
) -> State:
    """How a subject stands for a unit on ``day``, given what it reported, the last day that counts and what was decided.

    What the office accepted is completed whatever was reported.
    """
    decided = decided or Decided()
    status: StatusKey | None = "completed" if decided.accepted else report.status
    done = status in ("completed", "not_applicable") or (status is None and bool(report.reached))
    left = None if done or end is None else (end - day).days
    late = bool(status == "completed" and end and report.completed and report.completed > end)
    name = status_words(status, bool(decided.accepted), report.filled)
    if status is None and report.reached is not None:
        name = REACHED if report.reached else NOT_REACHED
    light = _light(status, left, report)
    end = None if done else end
    return State(status, light, _words(name, left, late), end, left, report.filled, late, *decided)


def status_words(status: StatusKey | None, accepted: bool = False, filled: bool = False) -> str:
    """``推进中``, ``报已完成``, ``已销号``; without a status ``未报``, or ``未填状态`` where something else was filled in."""
    if status == "completed":
        return ACCEPTED if accepted else REPORTED_DONE
    if status is None:
        return WITHOUT_STATUS if filled else UNREPORTED
    return STATUS_SPECS[status].name


def _light(status: StatusKey | None, left: int | None, report: Report) -> Light | None:
    if status == "not_applicable":
        return None
    if status == "completed":
        return "green"
    if status is None and report.reached is not False:
        return "green" if report.reached else "grey"
    if status == "delayed" or (left is not None and left < 0):
        return "red"
    if (left is not None and left <= SOON) or (status == "in_progress" and report.troubled):
        return "yellow"
    return "green"


def _words(name: str, left: int | None, late: bool) -> str:
    if late:
        name += f"（{DONE_LATE}）"
    return name if left is None else f"{name}{_BEFORE_DAYS}{days_words(left)}"


def days_words(left: int) -> str:
    """``还有 12 天``, ``今天到期``, ``已过期 3 天``."""
    return f"{PAST} {-left} 天" if left < 0 else left_words(left)


def extension_words(decision: Decision) -> str:
    """``延至2022年3月31日，依据：县政府常务会议纪要``: what stands beside the document's date, which stays."""
    return f"延至{decision.due.chinese}，依据：{decision.basis}" if decision.due else ""


def left_words(left: int) -> str:
    """``还有 12 天``, ``今天到期``, of days that are not past."""
    return f"还有 {left} 天" if left else "今天到期"


def worst(lights: Iterable[Light | None]) -> Light | None:
    """The light that is shown of several; None where none shines."""
    shining = set(lights)
    return next((light for light in LIGHT_SPECS if light in shining), None)


def with_others(own: State, others: Mapping[str, State]) -> State:
    """``own`` with the worst of its light and of those of others that belong to it, by what each is called.

    Where one of the others lights it, the words say which: 报已完成 beside a red light would be a riddle.
    """
    light = worst((own.light, *(each.light for each in others.values())))
    if light == own.light:
        return own
    name, cause = next((name, each) for name, each in others.items() if each.light == light)
    return replace(own, light=light, words=f"{own.words}{_BEFORE_CAUSE}{name}{cause.words}")


def over(states: Sequence[State], counted_in: str = "家") -> State:
    """How a subject stands over several units, or a task over its items: the least advanced status, the worst light.

    The end is the next one of those that are not done; accepted is what is accepted of all. Where they differ the words
    say of how many, ``counted_in`` units. Raises ValueError without any.
    """
    apply = [each for each in states if each.status != "not_applicable"] or list(states)
    if len(apply) == 1:
        return apply[0]
    first = min(apply, key=lambda each: (_advance(each.status), each.end or datetime.date.max))
    alike = [each for each in apply if each.status == first.status]
    ending = min((each for each in apply if each.end), key=_end, default=None)
    accepted = first.accepted if all(each.accepted for each in apply) else None
    late = first.done and any(each.late for each in apply)
    name = status_words(first.status, bool(accepted), all(each.filled for each in alike))
    names = {each.name for each in alike}
    if first.status is None and len(names) == 1:  # 已达到 and 未达到, of targets
        name = names.pop()
    name += f"（{len(alike)}/{len(apply)} {counted_in}）" if len(alike) < len(apply) else ""
    left = ending.left if ending else None
    light = worst(each.light for each in apply)
    cause = next((each.cause for each in apply if each.light == light), "") if first.done else ""
    return State(
        first.status,
        light,
        _words(name, left, late) + (f"{_BEFORE_CAUSE}{cause}" if cause else ""),
        ending.end if ending else None,
        left,
        all(each.filled for each in apply),
        late,
        accepted,
        next((each.extended for each in (ending, first) if each and each.extended), None),
        tuple(dict.fromkeys(decision for each in states for decision in each.adjusted)),
    )


def _advance(status: StatusKey | None) -> int:
    return _ADVANCE.index(status) if status in _ADVANCE else len(_ADVANCE)


def _end(state: State) -> datetime.date:
    return state.end or datetime.date.max
