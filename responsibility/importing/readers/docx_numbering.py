"""The numbering that Word does itself: it is not in the text of a paragraph, and must be worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from responsibility.importing.readers.base import Tally
from responsibility.importing.readers.docx_numerals import known, numeral
from responsibility.importing.readers.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 50
"""Levels of a list (Word has nine), and styles based one on another."""
_LONGEST = 40
"""Characters of a number as a level writes it: 第%1章 has five; the rest of more is cut off."""
_BULLETS = "项目符号 {n} 处没有读入"
_UNKNOWN = "有 {n} 处自动编号的样式不认识，写成了阿拉伯数字，请对照原件改正"


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, and how its number is written."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    """Begins anew after a level above this one (counted from 1); 0: never; None: after any higher one."""
    legal: bool = False
    """Whether all numbers in it are written in digits."""
    paragraph_style: str | None = None


@dataclass
class List:
    """A list of Word's: its levels, and the abstract list whose count it shares."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Where it begins anew when it is first used."""


@dataclass(frozen=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None


def value(node: Element | None, path: str) -> str | None:
    """The ``w:val`` of a child, None where there is none."""
    child = None if node is None else node.find(path)
    return None if child is None else child.get(f"{W}val")


def whole(text: str | None) -> int | None:
    """A whole number, None where it is none or absurdly large."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else None


def is_on(node: Element, path: str) -> bool:
    """Whether a property that is either on or off stands at ``path`` and is on."""
    return node.find(path) is not None and value(node, path) not in {"0", "false", "off"}


def _level(node: Element) -> Level:
    start = whole(value(node, f"{W}start"))
    return Level(
        start=0 if start is None else start,
        style=value(node, f".//{W}numFmt") or "decimal",
        text=(value(node, f"{W}lvlText") or "")[:_LONGEST],
        suffix=value(node, f"{W}suff") or "tab",
        restart=whole(value(node, f"{W}lvlRestart")),
        legal=is_on(node, f"{W}isLgl"),
        paragraph_style=value(node, f"{W}pStyle"),
    )


def _levels(node: Element) -> dict[int, Level]:
    first = islice(node.iterfind(f"{W}lvl"), _MOST)
    return {whole(node.get(f"{W}ilvl")) or 0: _level(node) for node in first}


def _read_styles(root: Element | None) -> tuple[dict[str, _Style], str | None]:
    """All styles by their ids, and the id of the one that paragraphs have which name none."""
    styles: dict[str, _Style] = {}
    usual = None
    for node in root.iterfind(f"{W}style") if root is not None else ():
        name = node.get(f"{W}styleId") or ""
        numbered = node.find(f"{W}pPr/{W}numPr")
        styles[name] = _Style(
            value(node, f"{W}basedOn"), value(numbered, f"{W}numId"), whole(value(numbered, f"{W}ilvl"))
        )
        if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in {"1", "true", "on"}:
            usual = name
    return styles, usual


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None, tally: Tally) -> None:
        self._styles, self._usual = _read_styles(styles)
        self._tally = tally
        self._lists: dict[str, List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()
        if numbering is not None:
            self._read_lists(numbering)

    def _read_lists(self, root: Element) -> None:
        abstract = {node.get(f"{W}abstractNumId"): node for node in root.iterfind(f"{W}abstractNum")}
        of_list = {
            node.get(f"{W}numId") or "": value(node, f"{W}abstractNumId") for node in root.iterfind(f"{W}num")
        }
        levels: dict[str, dict[int, Level]] = {}
        for node in root.iterfind(f"{W}num"):
            name = value(node, f"{W}abstractNumId")
            linked = value(abstract.get(name), f"{W}numStyleLink")
            if linked in self._styles:
                name = of_list.get(self._styles[linked].list_id or "", name)
            if name not in abstract or name is None:
                continue
            if name not in levels:
                levels[name] = _levels(abstract[name])
            numbering = List(name, dict(levels[name]))
            for change in node.iterfind(f"{W}lvlOverride"):
                level = whole(change.get(f"{W}ilvl")) or 0
                if change.find(f"{W}lvl") is not None:
                    numbering.levels[level] = _level(change.find(f"{W}lvl"))
                start = whole(value(change, f"{W}startOverride"))
                if start is not None:
                    numbering.starts[level] = start
            self._lists[node.get(f"{W}numId") or ""] = numbering

    def _position(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style; None for neither."""
        own = None if properties is None else properties.find(f"{W}numPr")
        list_id, level = value(own, f"{W}numId"), whole(value(own, f"{W}ilvl"))
        if own is not None and list_id is not None and level is None:
            level = 0
        name = value(properties, f"{W}pStyle") or self._usual
        by_style = name
        seen: set[str | None] = set()
        while list_id is None and name in self._styles and name not in seen and len(seen) < _MOST:
            seen.add(name)
            style = self._styles[name]
            list_id, level = style.list_id, style.level if level is None else level
            if list_id is not None:
                level = self._level_of_style(list_id, (by_style, name), level)
            name = style.based_on
        return (list_id, level or 0) if list_id in self._lists and list_id != "0" else None

    def _level_of_style(self, list_id: str, names: tuple[str | None, ...], level: int | None) -> int | None:
        """The level that a list has for one of the styles, else ``level``."""
        if list_id in self._lists:
            for name in names:
                for index, level_of_list in self._lists[list_id].levels.items():
                    if level_of_list.paragraph_style == name:
                        return index
        return level

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph, which has these ``w:pPr``, with what separates it; "" for none."""
        position = self._position(properties)
        if position is None:
            return ""
        list_id, index = position
        numbering = self._lists[list_id]
        level = numbering.levels.get(index)
        if level is None:
            return ""
        if level.style == "bullet":
            self._tally[_BULLETS] += 1
            return ""
        counts = self._count(list_id, index)
        text = re.sub(
            "%([1-9])", lambda match: self._number(numbering, level, int(match[1]) - 1, counts), level.text
        )
        return text + _separator(text, level.suffix)

    def _count(self, list_id: str, index: int) -> dict[int, int]:
        """Count one on at this level, and let the levels below begin anew."""
        numbering = self._lists[list_id]
        counts = self._counts.setdefault(numbering.shared, {})
        if list_id not in self._used:
            self._used.add(list_id)
            for begun in numbering.starts:
                counts.pop(begun, None)
        start = numbering.starts.get(index, numbering.levels[index].start)
        counts[index] = counts[index] + 1 if index in counts else start
        for lower in [lower for lower in counts if lower > index]:
            restart = numbering.levels[lower].restart if lower in numbering.levels else None
            if restart is None or index < restart:
                del counts[lower]
        return counts

    def _number(self, numbering: List, level: Level, index: int, counts: dict[int, int]) -> str:
        """The number of the level ``index`` within the text of ``level``."""
        its = numbering.levels.get(index, Level())
        style = "decimal" if level.legal else its.style
        if not known(style):
            self._tally[_UNKNOWN] += 1
        return numeral(counts.get(index, numbering.starts.get(index, its.start)), style)


def _separator(text: str, suffix: str) -> str:
    """What stands between a number and its paragraph: after 1.1 a space, after 一、 nothing."""
    if not text or suffix == "nothing":
        return ""
    last = text[-1]
    return " " if suffix == "space" or last.isdecimal() or last.isalpha() else ""
