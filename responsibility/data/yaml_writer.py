"""Records as YAML in the hand of the people who edit it: texts as blocks, short lists on one line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple, get_args

import yaml

from responsibility.model import AnyDate, Assigned, ItemId, Record, Value
from responsibility.model.problems import Keys

_OF_FIGURES = set(Value.model_fields)


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
    short = all(isinstance(value, str) for value in values) or all(map(_is_figure, values))
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=_is_figure(value))


def _is_figure(value: Any) -> bool:
    """Whether it is a figure of a target, which stands on one line: ``{equals: 7, unit: 条}``."""
    return isinstance(value, dict) and "unit" in value and len(value) > 1 and set(value) <= _OF_FIGURES


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
    return [key for key in _ordered(type(record)) if getattr(record, key) != fields[key].get_default()]


def _ordered(form: type[Record]) -> list[str]:
    """All fields of a kind of record, in the order in which they are written."""
    first = _BEFORE_UNITS if issubclass(form, Assigned) else ()
    return [key for key in dict.fromkeys((*first, *form.model_fields)) if key in form.model_fields]


def _blocks(value: Any) -> Any:
    """``value`` as the dumper takes it: records as mappings, texts of some keys as blocks."""
    if isinstance(value, Record):
        value = {key: getattr(value, key) for key in _keys(value)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, AnyDate | ItemId):
        return str(value)
    if isinstance(value, Mapping):
        return {
            key: _Block(text) if key in BLOCKS and isinstance(text, str) else _blocks(text)
            for key, text in value.items()
        }
    return [_blocks(element) for element in value] if isinstance(value, list | tuple) else value


# ---------------------------------------------------------------- pieces of a file


def key_order(form: type[Record], keys: Keys) -> list[str]:
    """The keys of the mapping that stands at ``keys`` in a file of ``form``, in the order in which they are written."""
    forms = [form]
    for key in keys:
        if isinstance(key, str):
            inner = [each.model_fields[key].annotation for each in forms if key in each.model_fields]
            forms = [record for annotation in inner for record in _records(annotation)]
    return list(dict.fromkeys(name for each in forms for name in _ordered(each)))


def _records(annotation: Any) -> list[type[Record]]:
    """The kinds of records of which a field's type speaks."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for inner in get_args(annotation) for record in _records(inner)]


def pair_text(key: str, value: Any, column: int) -> str:
    """``key: value`` as a file holds it ``column`` characters in; the first line not indented, the last not ended."""
    return _moved_in(_dumped({key: value}), column)


def entry_text(value: Any, column: int) -> str:
    """An entry of a list with its dash, as :func:`pair_text`."""
    if isinstance(value, Mapping):
        return "- " + _moved_in(_dumped(value), column + 2)
    return "- " + _moved_in(_dumped({"x": value}).removeprefix("x: "), column)


class _Bare(str):
    """A text to be written without quotes where YAML allows it, a number or a date too: all is read as text."""


def _bare(dumper: yaml.SafeDumper, text: _Bare) -> yaml.ScalarNode:
    written = _text(dumper, text)
    if written.style is None:
        bare = text == _quoted_if_needed(text, flow=True)
        written.style = None if bare else '"'
        if bare:  # of the type that YAML would guess, so that the dumper sees no need of quotes
            written.tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return written


class _Quoted(str):
    """A text that stands in quotes even where it needs none."""


def _quoted(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Dumper.add_representer(_Bare, _bare)
_Dumper.add_representer(_Quoted, _quoted)
_IN_QUOTES = ("number", "task", "id")
"""Keys whose values are texts even where they look like numbers, so that editors agree."""


def _with_bare_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _Quoted(each) if key in _IN_QUOTES and each.isdecimal() else _with_bare_texts(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_with_bare_texts(each) for each in value]
    return value if isinstance(value, _Block) else _Bare(value)


def _dumped(value: Mapping[str, Any]) -> str:
    text: str = yaml.dump(
        _with_bare_texts(_blocks(value)), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return text.removesuffix("\n")


def _moved_in(text: str, column: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * column + line if line else line for line in rest)])


def flow_text(value: Any) -> str:
    """``[甲, 乙]``, ``{equals: 7, unit: 条}`` or a text, on one line as it stands in such a list."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow_text(key)}: {flow_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return _quoted_if_needed(value, flow=True)


def _quoted_if_needed(text: str, flow: bool) -> str:
    """A text of one line without quotes where YAML then reads it as it is."""
    around = (f"[{text}]", [text]) if flow else (f"x: {text}\ny: z", {"x": text, "y": "z"})
    try:
        plain = yaml.load(around[0], yaml.BaseLoader) == around[1]  # noqa: S506 – texts and lists only
    except yaml.YAMLError:
        plain = False
    return text if plain and text else _in_quotes(text)


def _in_quotes(text: str) -> str:
    dumped: str = yaml.dump(text, Dumper=_Dumper, default_style='"', allow_unicode=True, width=10**6)
    return dumped.strip()


class Scalar(NamedTuple):
    """A text as it stands in a file."""

    written: str
    """With its quotes, or the sign of its block."""
    value: str
    style: str | None
    flow: bool
    """Whether it stands in ``[…]`` or ``{…}``."""
    indent: int
    """How far in the line stands on which it begins."""


def in_style_of(old: Scalar, text: str) -> str | None:
    """``text`` written as ``old`` is; quotes go where only the old text needed them.

    None where that style has no room for it.
    """
    if old.style == "|":
        header, _, content = old.written.partition("\n")
        columns = (len(line) - len(line.lstrip(" ")) for line in content.split("\n") if line.strip())
        column = " " * next(columns, old.indent + 2)
        if header.strip() == "|-" and text.strip() == text and text:
            return "\n".join([header, *(column + line if line else "" for line in text.split("\n"))])
        return None
    if old.style == ">" or "\n" in text or not text.strip():
        return None
    bare = _quoted_if_needed(text, old.flow)
    needless = _quoted_if_needed(old.value, old.flow) == old.value
    if old.style not in ("'", '"') or (bare == text and not needless):
        return bare
    return _in_quotes(text) if old.style == '"' else "'" + text.replace("'", "''") + "'"
