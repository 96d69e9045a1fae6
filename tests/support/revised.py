"""A revised edition of the real policy, with one change of every kind that offices ask about."""

from __future__ import annotations

from typing import Any

import yaml

from responsibility.data.folder import Files

POLICY = "meifa-2021-7"
TASKS = 54
Task = dict[str, Any]
FACTS = ("targets", "deadlines", "deliverables", "other_figures")
NEW_TASK: Task = {
    "title": "建立产业发展监测平台",
    "section": "一（四）",
    "text": "整合各行业数据，建立覆盖全区的产业发展监测平台，按月通报运行情况。",
    "lead_units": ["区科工信局"],
    "responsible_units": ["区财政局", "各镇"],
}


REVISIONS = """revisions:
  - {label: 征求意见稿, date: 2021-05-01, folder: ../former}
  - {label: 2021年印发, date: 2021-08-17, number: 美发〔2021〕7号}
"""
"""A revisions.yml in which the revised edition plays the former one."""


def revised(files: Files, policy: str = POLICY) -> Files:
    """The revised edition of ``policy``, all its tasks numbered anew."""
    old = {n: _read(files, f"{policy}/{n:02}.yml") for n in range(1, TASKS + 1)}
    _edit(old)
    first, second = _split(old[36])
    order: list[Task] = []
    for number, task in old.items():
        if number in (20, 51):
            continue
        order += {12: [task, dict(NEW_TASK)], 34: [old[35]], 35: [old[34]], 36: [first, second]}.get(
            number, [task]
        )
    kept = {name: content for name, content in files.items() if not _numbered(name, policy)}
    for number, task in enumerate(order, 1):
        task["number"] = str(number)
        kept[f"{policy}/{number:02}.yml"] = _dump(task)
    units = _read(files, "units.yml")
    town = {"name": "桂林洋镇", "id": "guilinyang", "kind": "town"}
    every = next(unit for unit in units["units"] if unit["name"] == "各镇")
    if town not in units["units"]:
        units["units"].append(town)
        every["members"] = [*every["members"], "桂林洋镇"]
    return {**kept, "units.yml": _dump(units)}


def _edit(old: dict[int, Task]) -> None:
    old[5]["title"] = "巩固拓展健康帮扶成果"
    old[12]["responsible_units"][:2] = reversed(old[12]["responsible_units"][:2])
    old[13]["lead_units"] = ["区财政局"]
    old[14]["lead_units"].remove("区科工信局")
    old[14]["responsible_units"].insert(0, "区科工信局")
    _replace(old[33], "2021年底", "2022年6月底")
    old[33]["deadlines"][0]["due"] = "2022-06"
    _replace(old[36], "70%", "85%")
    old[36]["targets"][2]["values"][0]["at_least"] = "85"
    _replace(old[38], "美蓝小学", "美兰小学")
    for field in ("text", *FACTS):
        both = [old[50].get(field), old[51].get(field)]
        old[50][field] = (
            "\n".join(map(str, both)) if field == "text" else [fact for facts in both for fact in facts or ()]
        )


def _replace(task: Task, before: str, after: str) -> None:
    """Replace words of the text, in the quotes too."""
    for record in (task, *(fact for field in FACTS for fact in task.get(field, ()))):
        for field in ("text", "quote"):
            if field in record:
                record[field] = record[field].replace(before, after)


def _split(task: Task) -> tuple[Task, Task]:
    """Its first three sentences, and the rest, with their facts."""
    lines = task["text"].split("\n")
    first = {**task, "text": "\n".join(lines[:3])}
    second = {**task, "title": "推进农村厕所和污水治理", "text": "\n".join(lines[3:])}
    for half in (first, second):
        for field in FACTS:
            half[field] = [fact for fact in task.get(field, ()) if fact["quote"] in half["text"]]
    return first, second


def _numbered(name: str, policy: str) -> bool:
    return name.startswith(f"{policy}/") and name.split("/")[1].split(".")[0].isdecimal()


def _read(files: Files, name: str) -> Any:
    return yaml.load(files[name], yaml.BaseLoader)


def _dump(value: Any) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()
