"""Reads YAML strictly: every scalar a string, every key once, no anchors, aliases or tags.

YAML's own guesses (``no`` is false, ``010`` is 8, ``2021-08-17`` is a date) never
happen; the types come from the schema. Built on PyYAML's event stream, so that
each key's line is known and a bomb of aliases is refused before it expands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from responsibility.model.problems import Check, Keys, Location, Problem

SYNTAX = Check(
    "yaml-syntax",
    "文件是合乎语法的 YAML",
    "error",
    "看提示的行和上一行：缩进只用空格、冒号后要有空格、引号和括号要成对",
)
DUPLICATE_KEY = Check("duplicate-key", "同一个键只写一次", "error", "删去重复的一个，或合并两处内容")
NO_ALIASES = Check(
    "anchor-or-alias",
    "不使用锚点（&）、别名（*）和标签（!）",
    "error",
    "把内容照写一遍；若文字本身以 & * ! 开头，请加引号",
)
CHARACTER = Check(
    "control-character",
    "文件里没有控制字符和改变书写方向的字符",
    "error",
    "删去这个看不见的字符；多半是从别处粘贴带来的",
)
CHECKS = (CHARACTER, SYNTAX, DUPLICATE_KEY, NO_ALIASES)

Node = str | list["Node"] | dict[str, "Node"]
MAX_DEPTH = 20
MOST = 1_000
"""Keys written twice that are told one by one."""
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Control characters and those that steer the direction of writing; tab and line feed are YAML's."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Tree:
    """A file's content as strings, lists and dicts; where each key stands; what was wrong."""

    root: Node = ""
    positions: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_Begins = yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent
"""An event with which a node begins."""


class _AbandonError(Exception):
    """The rest of the file cannot be read; the problem is already noted."""


def _position(event: yaml.Event) -> tuple[int, int]:
    """Line and column, counted from 1, at which ``event`` begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.tree = Tree()
        self.next_event: Callable[[], Any] = LOADER(text).get_event

    def report(self, check: Check, event: yaml.Event, message: str) -> None:
        where = Location(self.file, *_position(event))
        self.tree.problems.append(Problem.of(check, where, message))

    def document(self) -> None:
        """The one document of the stream."""
        event = self.next_event()
        while not isinstance(event, _Begins | yaml.StreamEndEvent):
            event = self.next_event()
        if isinstance(event, _Begins):
            self.tree.positions[()] = _position(event)
            self.tree.root = self.node(event, ())
            while not isinstance(event := self.next_event(), yaml.StreamEndEvent):
                if isinstance(event, _Begins):
                    self.report(SYNTAX, event, "一个文件里只能有一份 YAML，不能用 --- 再起一份")
                    return

    def node(self, event: _Begins, keys: Keys) -> Node:
        """The node that ``event`` begins, at ``keys``, whose position is noted already."""
        if isinstance(event, yaml.AliasEvent):
            self.report(NO_ALIASES, event, f"这里用了别名 *{event.anchor}")
            return ""
        if event.anchor:
            self.report(NO_ALIASES, event, f"这里用了锚点 &{event.anchor}")
        if event.tag:
            self.report(NO_ALIASES, event, f"这里用了标签 {event.tag}")
        if len(keys) > MAX_DEPTH:
            self.report(SYNTAX, event, f"嵌套超过 {MAX_DEPTH} 层")
            raise _AbandonError
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        return self.mapping(keys) if isinstance(event, yaml.MappingStartEvent) else self.sequence(keys)

    def scalar(self, event: yaml.ScalarEvent) -> str:
        """The text; what it is made of was looked at in the file but for what double quotes spell out, ``"\\x07"``."""
        value: str = event.value
        if event.style == '"' and (forbidden := FORBIDDEN.search(value)):
            self.report(CHARACTER, event, f"这里写了控制字符 U+{ord(forbidden[0]):04X}")
        return value

    def sequence(self, keys: Keys) -> list[Node]:
        """The items up to the end of the sequence."""
        items: list[Node] = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            below = (*keys, len(items))
            self.tree.positions.setdefault(below, _position(event))
            items.append(self.node(event, below))
        return items

    def mapping(self, keys: Keys) -> dict[str, Node]:
        """The pairs up to the end of the mapping; a key's position is that of the key itself."""
        pairs: dict[str, Node] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.report(SYNTAX, event, "键必须是一个词，不能是列表或对照表")
                raise _AbandonError
            key = event.value
            if key in pairs and len(self.tree.problems) < MOST:
                self.report(DUPLICATE_KEY, event, f"键“{key}”写了两次")
            if event.anchor or event.tag:
                self.report(NO_ALIASES, event, f"键“{key}”前用了锚点或标签")
            below = (*keys, key)
            self.tree.positions.setdefault(below, _position(event))
            pairs[key] = self.node(self.next_event(), below)
        return pairs


def read(file: str, text: str) -> Tree:
    """``text`` of ``file``, its lines ended by ``\\n``, as a tree. Never raises: what is wrong stands in ``problems``."""
    if forbidden := FORBIDDEN.search(text):
        return Tree(problems=[_character(file, text, forbidden)])
    reader = _Reader(file, text)
    try:
        reader.document()
    except _AbandonError:
        pass
    except yaml.MarkedYAMLError as error:
        reader.tree.problems.append(
            Problem.of(SYNTAX, _where(file, text, error), f"YAML 语法有误：{_plain(error)}")
        )
    except yaml.YAMLError:
        reader.tree.problems.append(Problem.of(SYNTAX, Location(file), "文件里有 YAML 不允许的字符"))
    return reader.tree


def _where(file: str, text: str, error: yaml.MarkedYAMLError) -> Location:
    """Where the parser stopped; not behind the last line, where it stands when a file ends too soon."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Location(file)
    last = text.count("\n") + 1
    return Location(file, mark.line + 1, mark.column + 1) if mark.line < last else Location(file, last)


def _character(file: str, text: str, forbidden: re.Match[str]) -> Problem:
    line = text.count("\n", 0, forbidden.start()) + 1
    column = forbidden.start() - text.rfind("\n", 0, forbidden.start())
    message = f"这里有控制字符 U+{ord(forbidden[0]):04X}"
    return Problem.of(CHARACTER, Location(file, line, column), message)


_PLAIN = {
    "tab character": "缩进里有制表符 Tab，只能用空格",
    "cannot start any token": "这里有不能出现的字符：缩进里有制表符 Tab，前面有引号没有配对，"
    "或以 @ % ` 开头的文字没有加引号",
    "escape": "双引号里的反斜杠 \\ 有特别的意思；请改用单引号",
    "block sequence entries": "列表的“- ”要另起一行",
    "mapping values are not allowed": "这里不该有冒号（前一行可能少了引号或缩进不对）",
    "could not find expected ':'": "缺少冒号（看这一行和上一行）：要用半角“:”，后面空一格",
    "did not find expected key": "缩进或标点不对，读不出键",
    "did not find expected '-' indicator": "列表的缩进不对",
    "did not find expected ',' or ']'": "方括号没有配对，或列表里少了逗号",
    "did not find expected ',' or '}'": "花括号没有配对，或里面少了逗号",
    "found unexpected end of stream": "引号没有配对",
}


def _plain(error: yaml.MarkedYAMLError) -> str:
    problem = (error.problem or str(error)).strip()
    for english, chinese in _PLAIN.items():
        if english in problem:
            return chinese
    return "这里不合 YAML 的写法"
