"""What the page's forms are made of: the fields of each record, with their names and choices in the office's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from responsibility.edit.facts import FORMS
from responsibility.language import terms
from responsibility.language.comparisons import WRITTEN, WRITTEN_BASELINE
from responsibility.language.dates import EVERY_WRITTEN, LENGTHS
from responsibility.model import (
    DELIVERABLE_KINDS,
    ETC,
    FACT_NAMES,
    MARK_SPECS,
    ROLE_SPECS,
    Kind,
    Leader,
    PolicyMetadata,
    Record,
    Unit,
    Value,
)
from responsibility.model.decisions import DECISION_NAMES

_LABELS = {
    "quote": "引文",
    "matter": "到时要完成什么",
    "start": "起",
    "due": "截止",
    "before": "“前”",
    "period": "时期",
    "every": "周期",
    "month": "周期里的第几个月",
    "day": "几日",
    "interval": "几个周期一次",
    "times": "次数",
    "in_words": "原文的说法",
    "duration": "时长",
    "counted_from": "起算点",
    "ongoing": "长期",
    "immediate": "立即",
    "read_as": "另有读法的理由",
    "indicator": "指标名称",
    "values": "数值",
    "all": "全部、全覆盖",
    "none": "清零、没有",
    "scope": "对象或范围",
    "baseline": "基数",
    "compare": "与基数比",
    "sum_of": "由哪几处相加",
    "equals": "等于",
    "at_least": WRITTEN["at_least"],
    "at_most": WRITTEN["at_most"],
    "between": "两数之间",
    "unit": "单位",
    "name": "名称",
    "kind": "类别",
    "why": "理由",
    "id": "短名",
    "short": "简称",
    "aliases": "别的写法",
    "members": "成员",
    "succeeded_by": "由谁承接",
    "since": "从何时起承接",
    "basis": "依据",
    "renamed": "只是更名",
    "role": "称呼",
    "names": "姓名或职务",
}
AROUND = {
    "title": "标题",
    "number": "发文字号",
    "issued": "成文日期",
    "issuers": "印发机关",
    "letterhead": "版头",
    "notice_title": "通知的标题",
    "addressees": "主送机关",
    "notice": "通知正文",
    "preamble": "开头的话",
    "annotation": "附注",
    "closing": "末尾的话",
    "issued_written": "成文日期的写法",
}
"""What of ``policy.yml`` a form changes: keys of single texts, and the list of issuers."""
_CHOICES: dict[str, list[list[str]]] = {
    "every": [[every, words] for every, words in EVERY_WRITTEN.items()],
    "compare": [[compare, words.format("基数")] for compare, words in WRITTEN_BASELINE.items()],
}
_HELP = {
    "start": "与原文一样精确；只写从何时起（2023年1月1日起）时不填截止",
    "month": "“每年12月底前”写 12，“每季度末”写 3，“每月底”写 1；“每季度末月25日”只填几日",
    "duration": "没有起止日期、只说多久时填",
}
"""Help in place of a description that speaks of the file's keys, or of how a file writes what a control chooses."""
_KINDS = [[kind, name] for kind, name in DELIVERABLE_KINDS.items()]
_UNSHOWN = ("draft",)
_LONG = ("quote", "why")


def form_json(kinds: tuple[Kind, ...]) -> dict[str, Any]:
    """What the forms need; ``kinds`` are those of the registry."""
    choices = {"deliverables": {"kind": _KINDS}, "unit": {"kind": [[kind.id, kind.name] for kind in kinds]}}
    facts: dict[str, type[Record]] = dict(FORMS.items())
    records: dict[str, type[Record]] = {**facts, "value": Value, "unit": Unit, "leader": Leader}
    return {
        "records": {name: _fields(form, choices.get(name, {})) for name, form in records.items()},
        "fields": [[field, name] for field, name in FACT_NAMES.items()],
        "roles": [
            {"key": spec.key, "name": spec.name, "short": spec.short, "sign": spec.sign}
            for spec in ROLE_SPECS
        ],
        "marks": {key: {"name": spec.name, "sign": spec.sign} for key, spec in MARK_SPECS.items()},
        "etc": ETC,
        "kinds": [[kind.id, kind.name] for kind in kinds],
        "lengths": [[unit, words[0]] for unit, words in LENGTHS.items()],
        "directions": [[op, _LABELS[op]] for op in ("equals", "at_least", "at_most", "between")],
        "reasons": list(terms.REASONS),
        "decisions": [[what, name] for what, name in DECISION_NAMES.items()],
        "around": [
            [key, label, PolicyMetadata.model_fields[key].description] for key, label in AROUND.items()
        ],
    }


def _fields(form: type[Record], choices: Mapping[str, list[list[str]]]) -> list[dict[str, Any]]:
    fields = []
    for key, field in form.model_fields.items():
        if key in _UNSHOWN:
            continue
        chosen = choices.get(key) or _CHOICES.get(key)
        fields.append(
            {
                "key": key,
                "label": _LABELS[key],
                "help": _HELP.get(key) or field.description or "",
                "type": "choice" if chosen else "text" if key in _LONG else _type(field.annotation),
                "required": field.is_required(),
                **({"choices": chosen} if chosen else {}),
            }
        )
    return fields


def _type(annotation: Any) -> str:
    """How a field is filled in."""
    inner = get_args(annotation)
    if annotation is bool:
        return "bool"
    if Value in inner:
        return "values"
    if getattr(annotation, "__origin__", None) is tuple or any(
        getattr(each, "__origin__", None) is tuple for each in inner
    ):
        return "lines"
    if annotation is int or "int" in str(annotation) or "Decimal" in str(annotation):
        return "number"
    return "line"
