"""What all records have in common: immutable, strict, and texts of a known form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n]*\S[^\n]*$")]
"""A name or a title: on one line, wherever it goes (a calendar, a heading, a message)."""


def plain_number(value: Decimal) -> int | float:
    """An integer where the value is one, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _written(pattern: str, fault: str) -> BeforeValidator:
    """Refuses a text that is written otherwise, with pydantic's error ``fault``: pydantic itself takes ``yes``, ``1_000`` and ``７``."""
    form = re.compile(pattern)

    def refuse(value: object) -> object:
        if isinstance(value, str) and not form.fullmatch(value):
            raise PydanticCustomError(fault, fault)
        return value

    return BeforeValidator(refuse)


Flag = Annotated[bool, _written("true|false", "bool_parsing")]
"""Yes or no, written ``true`` or ``false`` and no other way."""
DIGITS = _written("[0-9]+", "int_parsing")
"""Behind the bounds of a whole number, so that its schema has them: it is written in plain digits."""
Number = Annotated[
    Decimal,
    Field(max_digits=18, decimal_places=6),
    _written(r"-?[0-9]+(\.[0-9]+)?", "decimal_parsing"),
    PlainSerializer(plain_number),
]


class Record(BaseModel):
    """Base of all records: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


DRAFT = "导入时拟的，还没有人看过；核对后删去这一行"
READ_AS = "所记与引文字面读出来的不同时，写明为什么这样读；读出来相同时不写"
