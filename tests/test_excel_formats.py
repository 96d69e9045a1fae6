"""Numbers of Excel as their formats show them."""

from __future__ import annotations

from datetime import datetime

import pytest

from responsibility.importing.readers.xlsx_formats import shown

EPOCH = datetime(1899, 12, 30)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1.5, "[h]:mm", "36:00"),  # how long, not when
        (59, "yyyy-m-d", "1900-2-28"),
        (61, "yyyy-m-d", "1900-3-1"),
        (44742, "yyyy年m月d日", "2022年6月30日"),
    ],
)
def test_dates_and_lengths_of_time(number: float, code: str, text: str) -> None:
    assert shown(number, code, EPOCH) == text
