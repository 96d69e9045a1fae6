"""Records as YAML in the hand of the people who edit it: texts as blocks, short lists on one line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from responsibility.model import AnyDate, Assigned, Record


class _Dumper(yaml.SafeDumper):
    """Never an anchor: the data forbids them."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand two spaces in from their key."""
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > 60 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    short = all(isinstance(value, str) for value in values) or all(
        isinstance(value, dict) and "unit" in value for value in values
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style="unit" in value)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)

BLOCKS = ("text", "instruction", "preamble", "notice", "closing")
"""Keys whose texts are written as blocks, a sentence a line."""


class _Block(str):
    """A text to be written as a block even where it is short."""


def _block(dumper: yaml.SafeDumper, text: _Block) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


_Dumper.add_representer(_Block, _block)


def dump(record: Record | Mapping[str, Any], schema: str = "") -> bytes:
    """A record, or a mapping that may hold records, as a YAML file; ``schema`` is the first line's, for editors.

    Of a record the fields that differ from their defaults are written; numbers and dates as texts.
    """
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    text = yaml.dump(_blocks(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return (head + text).encode()


_BEFORE_UNITS = ("number", "id", "label", "title", "heading", "section", "text", "parts", "closing")
"""Keys of a task or a part that stand before its units; the others follow in the model's order."""


def _keys(record: Record) -> list[str]:
    """The fields of a record that differ from their defaults, in the order in which they are written."""
    fields = type(record).model_fields
    given = [key for key, field in fields.items() if getattr(record, key) != field.get_default()]
    if not isinstance(record, Assigned):
        return given
    first = [key for key in _BEFORE_UNITS if key in given]
    return first + [key for key in given if key not in first]


def _blocks(value: Any) -> Any:
    """``value`` as the dumper takes it: records as mappings, texts of some keys as blocks."""
    if isinstance(value, Record):
        value = {key: getattr(value, key) for key in _keys(value)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, AnyDate):
        return str(value)
    if isinstance(value, Mapping):
        return {
            key: _Block(text) if key in BLOCKS and isinstance(text, str) else _blocks(text)
            for key, text in value.items()
        }
    return [_blocks(element) for element in value] if isinstance(value, list | tuple) else value
