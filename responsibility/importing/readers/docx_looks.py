"""Which runs of a Word file are hidden or struck: by themselves, or by the styles that they and their paragraph have."""

from __future__ import annotations

from typing import NamedTuple

from responsibility.importing.readers.docx_numbering import W, is_on, value
from responsibility.importing.readers.package import Element

_MOST = 50
"""Styles based one on another."""


class _Style(NamedTuple):
    based_on: str | None
    properties: Element | None


class Looks:
    """What the styles of a document say of hidden and struck text."""

    def __init__(self, styles: Element | None) -> None:
        nodes = styles.iterfind(f"{W}style") if styles is not None else ()
        self._styles = {
            node.get(f"{W}styleId"): _Style(value(node, f"{W}basedOn"), node.find(f"{W}rPr"))
            for node in nodes
        }
        self._known: dict[tuple[str | None, str], bool | None] = {}

    def left_out(self, run: Element, paragraph: Element | None) -> str:
        """Why the text of a run is none that a reader sees as valid: 隐藏的文字, 删除线的文字; empty where it is."""
        own = run.find(f"{W}rPr")
        styles = (value(own, f"{W}rStyle"), value(paragraph, f"{W}pStyle"))
        for names, kind in ((("vanish",), "隐藏的文字"), (("strike", "dstrike"), "删除线的文字")):
            if any(self._says(own, styles, name) for name in names):
                return kind
        return ""

    def _says(self, own: Element | None, styles: tuple[str | None, ...], name: str) -> bool:
        """What the run itself says of a property, else the first of its styles that says anything."""
        if own is not None and own.find(f"{W}{name}") is not None:
            return is_on(own, f"{W}{name}")
        return next((state for style in styles if (state := self._by_style(style, name)) is not None), False)

    def _by_style(self, style: str | None, name: str) -> bool | None:
        key = (style, name)
        if key not in self._known:
            self._known[key] = None
            wanted, left = style, _MOST
            while wanted in self._styles and left:
                based_on, properties = self._styles[wanted]
                if properties is not None and properties.find(f"{W}{name}") is not None:
                    self._known[key] = is_on(properties, f"{W}{name}")
                    break
                wanted, left = based_on, left - 1
        return self._known[key]
