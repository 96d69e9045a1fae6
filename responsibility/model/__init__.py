"""The typed, immutable records of the data: what the YAML holds, and what can be wrong with it."""

from __future__ import annotations

from responsibility.model.base import Line, Number, Record, Text
from responsibility.model.dates import DateField, PartialDate, is_date
from responsibility.model.deadlines import Deadline, Every
from responsibility.model.item_ids import ItemId, ItemIdField
from responsibility.model.policy import (
    BackField,
    Basis,
    Erratum,
    FrontField,
    Period,
    Policy,
    PolicyMetadata,
    Section,
    Waiver,
)
from responsibility.model.problems import (
    SEVERITY_NAMES,
    Check,
    Finding,
    Keys,
    Location,
    Positions,
    Problem,
    Severity,
    fault,
    locate,
    visible,
)
from responsibility.model.revisions import Revision, Revisions
from responsibility.model.roles import EXPECTED, ROLE_NAMES, ROLES, Role
from responsibility.model.targets import Operator, OtherFigure, Target, Value
from responsibility.model.tasks import Assigned, Part, Task
from responsibility.model.units import KIND_NAMES, RESERVED_IDS, Kind, Registry, Unit, UnitNames

__all__ = [
    "EXPECTED",
    "KIND_NAMES",
    "RESERVED_IDS",
    "ROLES",
    "ROLE_NAMES",
    "SEVERITY_NAMES",
    "Assigned",
    "BackField",
    "Basis",
    "Check",
    "DateField",
    "Deadline",
    "Erratum",
    "Every",
    "Finding",
    "FrontField",
    "ItemId",
    "ItemIdField",
    "Keys",
    "Kind",
    "Line",
    "Location",
    "Number",
    "Operator",
    "OtherFigure",
    "Part",
    "PartialDate",
    "Period",
    "Policy",
    "PolicyMetadata",
    "Positions",
    "Problem",
    "Record",
    "Registry",
    "Revision",
    "Revisions",
    "Role",
    "Section",
    "Severity",
    "Target",
    "Task",
    "Text",
    "Unit",
    "UnitNames",
    "Value",
    "Waiver",
    "fault",
    "is_date",
    "locate",
    "visible",
]
