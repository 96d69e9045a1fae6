"""JSON Schemas, generated from the records: of the YAML files, for editors, and of the JSON export."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from responsibility.diff.records import Diff
from responsibility.model import PolicyMetadata, Registry, Task
from responsibility.model.amendments import Amendments
from responsibility.model.decisions import Decisions
from responsibility.model.portal import PortalList
from responsibility.model.progress import UnitProgress
from responsibility.model.revisions import Revisions
from responsibility.model.site import SiteConfig
from responsibility.outputs.json_progress_changes import ProgressDiff
from responsibility.outputs.json_records import Responsibility

_FORMS: dict[str, tuple[type[BaseModel], str]] = {
    "task.schema.json": (Task, "任务文件，如 tasks/meifa-2021-7/32.yml"),
    "policy.schema.json": (PolicyMetadata, "政策文件的要素，policy.yml"),
    "progress.schema.json": (
        UnitProgress,
        "一个单位报送的进展，tasks/meifa-2021-7/progress/2022-06-30/shuiwuju.yml",
    ),
    "decisions.schema.json": (Decisions, "销号、延期、调整，tasks/meifa-2021-7/decisions.yml"),
    "amendments.schema.json": (Amendments, "修改过这份文件的文件，tasks/meifa-2021-7/amendments.yml"),
    "units.schema.json": (Registry, "单位名录，tasks/units.yml"),
    "site.schema.json": (SiteConfig, "办公室和网站的说明，site.yml"),
    "portal.schema.json": (PortalList, "汇成一个门户的各个网站，portal.yml"),
    "revisions.schema.json": (Revisions, "公布过的各版本，tasks/revisions.yml"),
    "diff.schema.json": (Diff, "两个版本的对照，diff --format json"),
    "progress-diff.schema.json": (ProgressDiff, "两个报送日期之间的变化，diff --progress --format json"),
    "responsibility.schema.json": (Responsibility, "导出的责任数据，responsibility.json"),
}


def schemas() -> dict[str, str]:
    """``{file name: JSON text}`` of every schema."""
    return {name: _text(form, title) for name, (form, title) in _FORMS.items()}


def _text(form: type[BaseModel], title: str) -> str:
    exported = form in (Responsibility, Diff, ProgressDiff)
    schema = form.model_json_schema(mode="serialization" if exported else "validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema), "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _plain(node: Any) -> Any:
    """Without the generated titles and the English docstrings: editors show them to people."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {}
    for key, value in node.items():
        if key == "title" and isinstance(value, str):
            continue
        if key == "description" and isinstance(value, str) and value.isascii():
            continue
        plain[key] = _plain(value)
    return plain
