"""The roles in which a document assigns tasks to units."""

from __future__ import annotations

from typing import Literal

Role = Literal["lead", "responsible", "supporting"]
ROLE_NAMES: dict[Role, str] = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}
ROLES: tuple[Role, ...] = tuple(ROLE_NAMES)
EXPECTED: tuple[Role, ...] = ("lead", "responsible")
"""Roles that are always spoken of; the others only where a document uses them."""
