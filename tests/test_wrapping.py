"""How many lines texts take, and the widths that make tables of them short."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.outputs.wrapping import ems, fitted_widths, line_count

TEXTS = st.text("字a\n", max_size=120)


def test_latin_letters_are_little_more_than_half_as_wide() -> None:
    assert ems("字" * 4) == 4
    assert 2 < ems("a1.%") < 3


def test_lines_are_those_that_the_text_has_and_those_that_it_is_wrapped_to() -> None:
    assert line_count("", 10, 1) == 1
    assert line_count("甲\n乙\n丙", 10, 1) == 3
    assert line_count("字" * 9, 10, 1) == 1
    assert line_count("字" * 10, 10, 1) == 2
    assert line_count("字" * 10, 0.1, 1) == 10, "a column has room for a character"


def test_what_is_left_goes_where_the_rows_are_tall() -> None:
    number, task, remark = fitted_widths([["1", "字" * 200, "字" * 20]] * 3, [2, 4, 4], 100, 1)
    assert number == 2
    assert task > 5 * remark
    assert number + task + remark == pytest.approx(100)


def test_without_rows_or_room_there_is_nothing_to_fit() -> None:
    assert fitted_widths([], [2, 4], 10, 1) == [4, 6]
    assert fitted_widths([["字" * 99]], [9], 9, 1) == [9]
    assert fitted_widths([["字" * 99]], [9], 5, 1) == [9]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), st.integers(12, 90))
def test_widths_use_the_room_and_leave_no_column_too_narrow(rows: list[tuple[str, ...]], total: int) -> None:
    widths = fitted_widths(rows, [2, 4, 4], total, 1)
    assert sum(widths) == pytest.approx(total)
    assert all(width >= least for width, least in zip(widths, [2, 4, 4], strict=True))
    assert widths == fitted_widths(rows, [2, 4, 4], total, 1)
