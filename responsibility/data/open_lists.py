"""Lists of units that 等 leaves open, as data of format 1 writes them: ``responsible_open: true`` beside the list.

Format 2 writes 等 in the list, behind the unit after which it stands: ``[区人社局等, 各镇]``.
"""

from __future__ import annotations

from typing import Any

import yaml

from responsibility.model import ETC

_UNITS, _OPEN = "responsible_units", "responsible_open"
_SAYS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def converted(tree: Any) -> Any:
    """What a file of tasks holds (mappings, lists and texts), in format 2; what is in no such form stays."""
    if isinstance(tree, list):
        return [converted(element) for element in tree]
    if not isinstance(tree, dict):
        return tree
    new = {key: converted(value) for key, value in tree.items()}
    units, says = new.get(_UNITS), _SAYS.get(str(new.get(_OPEN)).lower())
    if says is None or not isinstance(units, list | None):
        return new
    del new[_OPEN]
    if says and units:
        index = _last_named([str(unit) for unit in units])
        units[index] = f"{units[index]}{ETC}"
    return new


def _last_named(units: list[str]) -> int:
    """The unit after which format 1 meant 等: the last that is no collective of the 各… kind."""
    named = [index for index, name in enumerate(units) if not name.startswith("各")]
    return named[-1] if named else len(units) - 1


def rewritten(text: str) -> str:
    """The text of a task's file in format 2; comments and layout stay. ``text`` is YAML without errors."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    inserts: list[int] = []
    cuts: list[tuple[int, int]] = []
    for mapping in _mappings(root):
        fields = {key.value: (key, value) for key, value in mapping.value}
        if _OPEN not in fields:
            continue
        key, value = fields[_OPEN]
        units = fields[_UNITS][1].value if _UNITS in fields else []
        if _SAYS.get(str(value.value).lower()) and units:
            unit = units[_last_named([unit.value for unit in units])]
            inserts.append(unit.end_mark.index - (1 if unit.style in ("'", '"') else 0))
        start = text.rfind("\n", 0, key.start_mark.index) + 1
        end = text.find("\n", value.end_mark.index)
        cuts.append((start, len(text) if end < 0 else end + 1))
    edits = [(at, at, ETC) for at in inserts] + [(start, end, "") for start, end in cuts]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _mappings(node: yaml.Node | None) -> list[yaml.MappingNode]:
    """All mappings in ``node``, itself included."""
    if isinstance(node, yaml.MappingNode):
        return [node, *(inner for _, value in node.value for inner in _mappings(value))]
    if isinstance(node, yaml.SequenceNode):
        return [inner for value in node.value for inner in _mappings(value)]
    return []
