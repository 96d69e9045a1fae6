"""Ways to spoil the files of a tasks folder, one at a time: what editors, copying and people do to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from responsibility.data.folder import Files

Case = tuple[str, Files]
"""What was done, and all the files after it."""

SIGNS = (
    "\x00",
    "\x07",
    "\x1b",
    "\x85",
    "\u200b",
    "\u200f",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\ud800",
)
"""Control characters, those that steer the direction of writing, a surrogate on its own."""
VALUES: tuple[Any, ...] = (
    "",
    "　",
    "x",
    [],
    {},
    [[]],
    [{}],
    {"x": "y"},
    ["x", "x"],
    "长" * 10_000,
    "-1",
    "1e999",
    "~",
)
"""What stands in a field where something else belongs."""


def _name_or_title(content: str) -> str:
    """The key of a title or a name, of which every file has one."""
    return "title: " if "\ntitle: " in content else "name: "


def lines(files: Files, name: str, every: int) -> Iterator[Case]:
    """Each so-many-th line left out, doubled, cut short, moved, indented with a tab, left open."""
    text = files[name].split(b"\n")
    for index in range(0, len(text), every):
        line, before, behind = text[index], text[:index], text[index + 1 :]
        for what, instead in {
            "left out": [],
            "doubled": [line, line],
            "cut short": [line[: len(line) * 2 // 3]],
            "tab": [b"\t" + line],
            "left open": [line + b": [{'"],
            "behind the next": [*behind[:1], line],
        }.items():
            rest = behind[1:] if what == "behind the next" else behind
            yield f"{name}:{index + 1} {what}", {**files, name: b"\n".join([*before, *instead, *rest])}


def cuts(files: Files, name: str, pieces: int) -> Iterator[Case]:
    """The file cut off at so many places, in the middle of characters too."""
    content = files[name]
    for piece in range(pieces):
        yield f"{name} cut {piece}", {**files, name: content[: len(content) * piece // pieces + piece % 3]}


def signs(files: Files, name: str) -> Iterator[Case]:
    """A sign that no text should hold, at three places, as it is and as an escape."""
    content = files[name].decode()
    for sign in SIGNS:
        for offset in (0, len(content) // 2, len(content)):
            text = content[:offset] + sign + content[offset:]
            yield (
                f"{name} U+{ord(sign):04X} at {offset}",
                {**files, name: text.encode("utf-8", "surrogatepass")},
            )
        field = _name_or_title(content)
        escaped = content.replace(field, f'{field}"\\u{ord(sign):04x}" #', 1)
        yield f"{name} escaped U+{ord(sign):04X}", {**files, name: escaped.encode()}


def encodings(files: Files, name: str) -> Iterator[Case]:
    """The file as other systems save it."""
    text = files[name].decode()
    for encoding in ("gb18030", "utf-16", "utf-16-be", "utf-8-sig"):
        yield f"{name} in {encoding}", {**files, name: text.encode(encoding)}
    for ending in ("\r\n", "\r"):
        yield f"{name} with {ending!r}", {**files, name: text.replace("\n", ending).encode()}


def bulk(files: Files, name: str) -> Iterator[Case]:
    """Too much of something."""
    content = files[name].decode()
    field = _name_or_title(content)
    long = content.replace(field, field + "x" * 10_000_000, 1).encode()
    yield f"{name} 10 MB of a text", {**files, name: long}
    yield f"{name} nested", {**files, name: b"a: " + b"[" * 50_000}
    yield f"{name} nested in blocks", {**files, name: b"".join(b" " * n + b"a:\n" for n in range(1_000))}
    bomb = b"a: &a [x, x, x, x, x, x, x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (n, n, b", ".join([b"*%c" % (n - 1)] * 8)) for n in range(ord("b"), ord("z"))
    )
    yield f"{name} bomb of aliases", {**files, name: bomb}
    yield f"{name} a thousand documents", {**files, name: b"---\na: 1\n" * 1_000}
    yield (
        f"{name} a hundred thousand keys",
        {**files, name: b"".join(b"k%d: v\n" % n for n in range(100_000))},
    )


def fields(files: Files, name: str) -> Iterator[Case]:
    """At every kind of field a value of every wrong kind, the field left out, named otherwise."""
    tree = yaml.load(files[name], yaml.BaseLoader)
    seen = set()
    for keys in _paths(tree, ()):
        kind = tuple("*" if isinstance(key, int) else key for key in keys)
        if kind in seen:
            continue
        seen.add(kind)
        for value in VALUES:
            yield f"{name} {kind} = {str(value)[:20]!r}", {**files, name: _with(tree, keys, value)}
        yield f"{name} {kind} left out", {**files, name: _with(tree, keys, None)}


def _paths(node: Any, keys: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*keys, key)
        yield from _paths(value, (*keys, key))


def _with(tree: Any, keys: tuple[Any, ...], value: Any) -> bytes:
    """The tree as YAML, with ``value`` at ``keys``; without them where it is None."""
    copy = yaml.load(yaml.safe_dump(tree, allow_unicode=True), yaml.BaseLoader)
    node = copy
    for key in keys[:-1]:
        node = node[key]
    if value is None:
        del node[keys[-1]]
    else:
        node[keys[-1]] = value
    return yaml.safe_dump(copy, allow_unicode=True, sort_keys=False).encode()
