"""What a unit typed into a cell → a value of the data, never by guess: what cannot be taken is said, and what was read into it."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from responsibility.language.coverage import Extent, is_done
from responsibility.language.normalize import normalise
from responsibility.language.typed import is_left_out, refers_above, typed_day, typed_number, typed_part
from responsibility.model.decisions import DECISION_NAMES, DecisionKind
from responsibility.model.progress import STATUS_SPECS, StatusKey
from responsibility.progress.ledger_columns import PERCENT, WHOLE_WORDS

if TYPE_CHECKING:  # the readers take a while to load, and not only what comes back is shown by these words
    from responsibility.importing.readers.workbook import Cell

T = TypeVar("T")
_STATUS_ALSO: dict[StatusKey, tuple[str, ...]] = {
    "not_started": ("未开始", "尚未启动", "尚未开始", "没有启动", "未开展", "尚未开展", "未实施"),
    "in_progress": (
        *("进行中", "正在推进", "正在进行", "实施中", "正在实施", "办理中", "正在办理", "在办", "有序进行"),
        *(
            f"{how}推进"
            for how in ("正常", "有序", "稳步", "加快", "持续", "按序时", "按计划", "按时序", "常态化")
        ),
    ),
    "completed": ("完成", "已办结", "办结", "全部完成", "已全部完成"),
    "delayed": ("进展滞后", "推进滞后", "已滞后"),
    "not_applicable": ("不涉及",),
}
"""What people write for a status beside its own name; 基本完成 is none."""
STATUS_WORDS: dict[str, StatusKey] = {
    word: key for key, spec in STATUS_SPECS.items() for word in (spec.name, *_STATUS_ALSO[key])
}
_WHOLE_ALSO: dict[bool, tuple[str, ...]] = {
    True: ("做到", "已达到", "达到", "已实现", "是", "已完成", "完成", "达标", "已达标"),
    False: ("没有做到", "未达到", "未实现", "否", "未完成", "未达标"),
}
_WHOLE: dict[str, bool] = {
    word: value for value, name in WHOLE_WORDS.items() for word in (name, *_WHOLE_ALSO[value])
}
_DECISIONS: dict[str, DecisionKind] = {name: kind for kind, name in DECISION_NAMES.items()}
_PLACES, _MOST = Decimal("0.000001"), Decimal(10) ** 12
"""As exact, and up to which size, the data keeps numbers."""
_WHOLE_PART = 100
"""All of it, in per cent."""
_STRANGE = 10
"""From which share on a number that is shown as a percentage was more likely typed before the cell became one: 7000%."""


class Taken(NamedTuple, Generic[T]):
    """What was read from a cell."""

    value: T | None = None
    """None where nothing was."""
    note: str = ""
    """Why nothing was taken, or what was read into it, for the office; empty where there is nothing to say."""


def text(cell: Cell, one_line: bool = False) -> Taken[str]:
    """Words, as they are shown."""
    words = " ".join(cell.text.split()) if one_line else cell.text
    if not cell.fault and refers_above(words):
        return Taken(None, f"“{words}”不知道指哪一行（排序、筛选以后就变了），没有读入：请照写一遍")
    return Taken(None if is_left_out(words) else words, f"{cell.fault}，没有读入" if cell.fault else "")


def _untouched(cell: Cell, what: str, why: str = "") -> Taken[T]:
    """Nothing was taken from a cell that says something."""
    return Taken(None, f"{what}“{shown(cell.text)}”{why}，没有读入")


def _faulty(cell: Cell, what: str) -> Taken[Any] | None:
    """What to say of a cell whose value cannot be trusted, or that is empty; None of all others."""
    if cell.fault:
        return Taken(None, f"{what}：{cell.fault}，没有读入")
    return Taken() if is_left_out(cell.text) else None


def shown(words: str, most: int = 40) -> str:
    """``words`` on one line, not too long, for a message."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}……"


def _word(cell: Cell) -> str:
    return re.sub("[。.；;！!]$", "", normalise(cell.text))


def status(cell: Cell) -> Taken[StatusKey]:
    """A status, by its name or by what people write for it."""
    known = STATUS_WORDS.get(_word(cell))
    names = "、".join(spec.name for spec in STATUS_SPECS.values())
    return _faulty(cell, "状态") or (
        Taken(known) if known else _untouched(cell, "状态", f"不认识（可填 {names}）")
    )


def decision(cell: Cell) -> Taken[DecisionKind]:
    """What the supervising office decided."""
    known = _DECISIONS.get(_word(cell))
    return _faulty(cell, "决定") or (
        Taken(known) if known else _untouched(cell, "决定", f"不认识（可填 {'、'.join(_DECISIONS)}）")
    )


def day(cell: Cell, what: str, last: datetime.date | None) -> Taken[datetime.date]:
    """A day; the year of one without is that of the latest such day up to ``last``, and that is said.

    Where ``last`` is None nothing tells the year, and a day without one is not taken.
    """
    if faulty := _faulty(cell, what):
        return faulty
    if isinstance(cell.value, datetime.date):
        return Taken(cell.value)
    words = f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.value
    typed = typed_day(words, last or datetime.date.max)
    if typed and typed.year_supposed and last is None:
        return _untouched(cell, what, "没有写年份")
    if typed is None or not 1000 <= typed.day.year < 3000:
        return _untouched(cell, what, "不是一个日子（写到日，如 2022-06-30）")
    note = f"{what}“{shown(cell.text)}”没有写年份，按报送日期作 {typed.day}" if typed.year_supposed else ""
    return Taken(typed.day, note)


def whole(cell: Cell, extent: Extent) -> Taken[Any]:
    """Whether what has no figure (全覆盖、清零) was done; of whole coverage that is not reached to how many per cent, of none how many are left."""
    if faulty := _faulty(cell, "实际值"):
        return faulty
    known = _WHOLE.get(_word(cell))
    if known is None and is_done(_word(cell), extent):
        known = True
    if known is not None:
        return Taken(known)
    if extent == "none" and (left := typed_number(cell.text)) and not (left.measure or cell.percent):
        return _in_range(cell, Taken(left.number))
    return _part(cell) if extent == "all" else _unknown_whole(cell, how_far="还有多少，如 3")


def _unknown_whole(cell: Cell, why: str = "不认识", how_far: str = "做到了百分之几，如 98%") -> Taken[Any]:
    words = "、".join(WHOLE_WORDS.values())
    return _untouched(cell, "实际值", f"{why}（可填 {words}，或者{how_far}）")


def _part(cell: Cell) -> Taken[Any]:
    """To how many per cent whole coverage is reached; a number alone is so many per cent only where it cannot be a count."""
    note = ""
    bare = cell.value if isinstance(cell.value, Decimal) else None
    if bare is None and (typed := typed_number(cell.text)) and not typed.measure:
        bare = typed.number
    if bare is None:
        part = typed_part(cell.text)
    elif cell.percent:
        part = bare * _WHOLE_PART
    elif 0 < bare < 1 or bare == _WHOLE_PART:
        part = bare if bare == _WHOLE_PART else bare * _WHOLE_PART
        note = f"实际值“{shown(cell.text)}”作 {part.normalize():f}%"
    else:
        return _unknown_whole(cell, "看不出是百分之几还是多少个")
    if part is None or not 0 <= part <= _WHOLE_PART:
        return _unknown_whole(cell)
    if part == _WHOLE_PART:
        return Taken(True, note)
    taken = _in_range(cell, Taken(part, note))
    return taken if taken.value != _WHOLE_PART else _unknown_whole(cell)


def number(cell: Cell, measure: str, share: bool) -> Taken[Decimal]:
    """A figure that counts in ``measure``; ``share`` where 0.7 can only be meant as 70 (%)."""
    if faulty := _faulty(cell, "实际值"):
        return faulty
    if isinstance(cell.value, datetime.date):
        return _untouched(cell, "实际值", "是日期，不是数")
    percentages = normalise(measure) == PERCENT
    if isinstance(cell.value, Decimal):
        taken = _counted(cell, cell.value, percentages, share)
    else:
        typed = typed_number(cell.value)
        if typed is None:
            return _untouched(cell, "实际值", "不只是一个数")
        if typed.measure not in ("", normalise(measure)):
            return _untouched(cell, "实际值", f"的计量单位不是“{measure}”" if measure else "不只是一个数")
        bare = percentages and not typed.measure
        taken = _counted(cell, typed.number, bare, share) if bare else Taken(typed.number)
    return _in_range(cell, taken)


def _counted(cell: Cell, value: Decimal, percentages: bool, share: bool) -> Taken[Decimal]:
    """A number whose cell may be shown as a percentage, or that may be meant as one."""
    if cell.percent and not percentages:
        return _untouched(cell, "实际值", "带百分号，计量单位却不是 %")
    if cell.percent and abs(value) >= _STRANGE:
        return _untouched(cell, "实际值", "看不出是百分之多少")
    if cell.percent:
        return Taken(value * 100)
    if percentages and 0 < value <= 1:
        if not share or value == 1:
            return _untouched(cell, "实际值", f"看不出是 {value}% 还是 {value * 100:f}%")
        return Taken(value * 100, f"实际值“{shown(cell.text)}”作 {(value * 100).normalize():f}%")
    return Taken(value)


def _in_range(cell: Cell, taken: Taken[Decimal]) -> Taken[Decimal]:
    if taken.value is None:
        return taken
    if abs(taken.value) >= _MOST:
        return _untouched(cell, "实际值", "太大")
    rounded = taken.value.quantize(_PLACES, ROUND_HALF_UP)
    note = "" if rounded == taken.value else f"实际值“{shown(cell.text)}”记到小数点后六位"
    whole_number = rounded == rounded.to_integral_value()
    return Taken(rounded.quantize(Decimal(1)) if whole_number else rounded.normalize(), taken.note or note)
