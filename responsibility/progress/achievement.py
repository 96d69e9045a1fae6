"""目标值与实际值: whether what a unit reports reaches what the document sets, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from responsibility.language.measures import counted, number_words
from responsibility.model import Target
from responsibility.model.progress import ProgressEntry
from responsibility.model.targets import Value
from responsibility.progress.ledger_columns import PERCENT, WHOLE_WORDS
from responsibility.progress.lights import NOT_REACHED, REACHED

_PLACES = Decimal("0.1")
"""To which per cent are rounded down in words, so that 99.96% is never 100%."""


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
    """Actual ÷ value (of ``between`` the lower), 1 being as much as is asked; of an upper limit how much of it is used; of whole
    coverage the part that is reached, where the unit gave it in per cent; None without a figure above zero."""
    words: str
    """``实际93.5%，达到目标的98.4%``, ``实际96%，已达到``, ``实际6人，超过上限``, ``已做到``, ``实际98%，未做到``."""


def actual_words(entry: ProgressEntry) -> str:
    """What a unit gave as 实际值: ``93.5%``, ``已做到``, of whole coverage that is not reached ``98%``; empty where it gave none."""
    if entry.partly or entry.whole is None:
        unit = PERCENT if entry.partly else entry.measure or ""
        return "" if entry.actual is None else f"{number_words(entry.actual)}{unit}"
    return WHOLE_WORDS[entry.whole]


def achievement(target: Target, value: Value | None, entry: ProgressEntry) -> Achievement | None:
    """How far ``entry`` says that ``target`` has come, in that one of its values; None where it says nothing of it."""
    actual, unit = entry.actual, value.unit if value else ""
    if actual is None:
        if entry.whole is None:
            return None
        return Achievement(None, (), unit, entry.whole, None, WHOLE_WORDS[entry.whole])
    if entry.partly:
        words = f"实际{actual_words(entry)}，{WHOLE_WORDS[False]}"
        return Achievement(actual, (), PERCENT, False, actual / 100, words)
    amount = f"实际{counted(number_words(actual), unit)}"
    if value is None:
        if target.none and actual == 0:
            return Achievement(actual, (), unit, True, None, f"{amount}，{REACHED}")
        why = f"“{target.baseline}”是多少文件没有写" if target.baseline else "是否做到没有报"
        return Achievement(actual, (), unit, None, None, f"{amount}，{why}")
    numbers = value.numbers
    reached = value.reached_by(actual)
    share = actual / numbers[0] if numbers[0] > 0 else None
    return Achievement(actual, numbers, unit, reached, share, f"{amount}，{_words(actual, value, share)}")


def _words(actual: Decimal, value: Value, share: Decimal | None) -> str:
    if value.reached_by(actual):
        return REACHED
    if actual > value.numbers[-1]:
        over = counted(number_words(actual - value.numbers[-1]), value.unit)
        return f"超过上限{over}"
    if share is None or share < 0:
        return NOT_REACHED
    per_cent = (share * 100).quantize(_PLACES, ROUND_DOWN)
    return f"达到目标的{number_words(per_cent)}%"
