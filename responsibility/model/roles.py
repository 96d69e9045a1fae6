"""The roles in which a document assigns tasks to units: one row a role, and every list of roles derived from it.

A role is added by a row of :data:`ROLE_SPECS`: fields of the records, columns of the
ledgers, marks of the matrix, keys of the JSON, words of every page come from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal


@dataclass(frozen=True, kw_only=True)
class MarkSpec:
    """A way in which an item reaches a unit, and how every output says so."""

    key: str
    """What data and programs call it; also its class in HTML and the stem of its CSS properties."""
    name: str
    """In full: what an assignment clause and the heading of a column write."""
    short: str
    """What stands beside the sign where there is little room."""
    sign: str
    """The mark in a cell of the matrix."""
    acting: str
    """What a unit does or is in it: ``任务3项，其中牵头2项``, ``牵头的任务``."""
    heading: str
    """Over such tasks on a unit's page."""
    light: str
    """Colour on white paper."""
    light_back: str
    dark: str
    """Colour on the dark page."""
    dark_back: str

    @property
    def ledger_heading(self) -> str:
        """Over such tasks in a unit's ledger and letter."""
        return f"{self.acting}的任务"


@dataclass(frozen=True, kw_only=True)
class RoleSpec(MarkSpec):
    """A role in which a clause names units."""

    leads: bool
    """Whether an item that names no unit in it has a gap. One role does."""
    expected: bool
    """Whether it is always spoken of; other roles only where a document uses them."""
    width: int
    """Of its column in the flat sheets of a workbook, in Excel's units (the width of a digit)."""


ROLE_SPECS: tuple[RoleSpec, ...] = (
    RoleSpec(
        key="lead",
        name="牵头单位",
        short="牵头",
        sign="★",
        acting="牵头",
        heading="牵头的任务",
        light="#a3171c",
        light_back="#fbe3e1",
        dark="#ff9a94",
        dark_back="#4b2224",
        leads=True,
        expected=True,
        width=18,
    ),
    RoleSpec(
        key="responsible",
        name="责任单位",
        short="责任",
        sign="●",
        acting="作为责任单位",
        heading="责任单位的任务",
        light="#0b4f8a",
        light_back="#e2edf7",
        dark="#8fc1f0",
        dark_back="#1e3347",
        leads=False,
        expected=True,
        width=26,
    ),
    RoleSpec(
        key="supporting",
        name="配合单位",
        short="配合",
        sign="▲",
        acting="配合",
        heading="配合的任务",
        light="#6a3a96",
        light_back="#efe6f8",
        dark="#cdb2f0",
        dark_back="#382a4c",
        leads=False,
        expected=False,
        width=18,
    ),
)
"""The roles, the highest first."""

THROUGH = MarkSpec(
    key="through",
    name="作为成员承担",
    short="作为成员",
    sign="○",
    acting="作为成员承担",
    heading="作为成员承担的任务",
    light="#4f5d31",
    light_back="transparent",
    dark="#b9c98d",
    dark_back="transparent",
)
"""The mark of a unit that an item reaches only through a collective."""

if TYPE_CHECKING:
    Role = str
    Mark = str
else:
    Role = Literal[tuple(spec.key for spec in ROLE_SPECS)]
    Mark = Role | Literal["through"]
"""Keys of roles, and of all marks: any other key is refused where records are validated."""

ROLES: tuple[Role, ...] = tuple(spec.key for spec in ROLE_SPECS)
"""The highest first."""
ROLE_NAMES: dict[Role, str] = {spec.key: spec.name for spec in ROLE_SPECS}
EXPECTED: tuple[Role, ...] = tuple(spec.key for spec in ROLE_SPECS if spec.expected)
(LEAD,) = (spec.key for spec in ROLE_SPECS if spec.leads)

MARK_SPECS: dict[Mark, MarkSpec] = {spec.key: spec for spec in (*ROLE_SPECS, THROUGH)}
MARKS: tuple[Mark, ...] = tuple(MARK_SPECS)
"""The highest first."""
