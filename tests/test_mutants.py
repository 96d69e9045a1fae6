"""The changes of one line that benchmarks/mutants.py tries."""

from __future__ import annotations

from benchmarks.mutants import mutants, mutated

SOURCE = '''"""No docstring is changed."""

__all__ = ["f"]


def f(a: "int", 单位: str = "局") -> list[int]:
    return [1, a] if a > 0 and 单位 not in "镇" else []
'''
DEFAULT = 'def f(a: "int", 单位: str = "") -> list[int]:'
RETURNS = {
    'return [a] if a > 0 and 单位 not in "镇" else []',
    'return [1] if a > 0 and 单位 not in "镇" else []',
    'return [2, a] if a > 0 and 单位 not in "镇" else []',
    'return [1, a] if a >= 0 and 单位 not in "镇" else []',
    'return [1, a] if a > 1 and 单位 not in "镇" else []',
    'return [1, a] if a > 0 or 单位 not in "镇" else []',
    'return [1, a] if a > 0 and 单位 in "镇" else []',
    'return [1, a] if a > 0 and 单位 not in "" else []',
    "return [1, a] if (not (a > 0 and 单位 not in '镇')) else []",
}


def test_every_change_is_made_once_in_its_line() -> None:
    original = SOURCE.split("\n")
    changed = []
    for mutant in mutants("x.py", SOURCE):
        lines = mutated(SOURCE, mutant).split("\n")
        (line,) = (new for old, new in zip(original, lines, strict=True) if old != new)
        changed.append(line.strip())
    assert sorted(changed) == sorted([DEFAULT, *RETURNS])
