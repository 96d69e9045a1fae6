"""Reports and decisions on made-up policies, written as files are."""

from __future__ import annotations

from typing import Any

import yaml

from responsibility.data.folder import Files
from responsibility.data.loader import load

POLICY = "qinghe-2023-5"


def entry(task: str, status: str | None = None, **more: object) -> dict[str, Any]:
    """An entry on an item; ``about``, ``quote``, ``measure``, ``completed``, ``actual`` … as the file has them."""
    return {"task": task, **({"status": status} if status else {}), **more}


def reported(files: Files, day: str, unit: str, *entries: dict[str, Any], policy: str = POLICY) -> Files:
    """``files`` with what ``unit`` (its name) reported for ``day`` (``2023-06-30``)."""
    identity = next(each.id for each in load(files).units if each.name == unit)
    record = {"unit": unit, "day": day, "entries": list(entries)}
    return {**files, f"{policy}/progress/{day}/{identity}.yml": _yaml(record)}


def decided(files: Files, *decisions: dict[str, Any], policy: str = POLICY) -> Files:
    """``files`` with those decisions of the office behind the ones that they have: ``{"task": "1", "what": "accepted", …}``.

    The ``basis`` is made up where it is not given.
    """
    path = f"{policy}/decisions.yml"
    before = yaml.load(files[path], yaml.BaseLoader)["decisions"] if path in files else []
    given = [{"basis": "县政府常务会议纪要〔2023〕9号", **each} for each in decisions]
    return {**files, path: _yaml({"decisions": [*before, *given]})}


def _yaml(record: dict[str, Any]) -> bytes:
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False).encode()
