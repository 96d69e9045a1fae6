"""An OFD (GB/T 33190, the fixed layout of official documents) → its paragraphs and tables.

It is a zip of XML: pages of text with the place of each character, lines and pictures. What they say is
put together as that of a PDF is, by :mod:`page_layout`; what the pages do not show as text is told.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from responsibility.importing.readers.base import Document, Unreadable
from responsibility.importing.readers.package import Element, Package
from responsibility.importing.readers.page_layout import TOO_LARGE, LaidOutPage, PageReader, Placed
from responsibility.importing.readers.source import Reader, Source

_ROOT = "OFD.xml"
_POINTS = 72 / 25.4
"""The unit of an OFD is the millimetre; pages are laid out in points."""
_MOST_ON_A_PAGE = 200_000
"""Characters and lines: a page has a few thousand."""
_ASCENT = 0.88
"""Of a character's size: how much of it stands above the line that it is written on."""
_STRAIGHT = 0.3
"""Millimetres by which the ends of a rule may be off."""
_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PATH = re.compile(r"[A-Za-z]|-?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_NUMBERS_OF = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""The operators of a path, and how many numbers follow each; the last two are the point that it reaches."""


class _Frame(NamedTuple):
    """How what an object says is placed on the page."""

    matrix: tuple[float, ...]
    left: float
    top: float

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Where a point of the object is, in points."""
        a, b, c, d, e, f = self.matrix
        return (
            (a * across + c * down + e + self.left) * _POINTS,
            (b * across + d * down + f + self.top) * _POINTS,
        )


def _read(source: Source) -> Document:
    """The text of an OFD. Raises Unreadable."""
    package = source.package
    if any(name.endswith("Encryptions.xml") for name in package.names()):
        raise Unreadable("OFD 加了密码。请打开后取消密码，再另存一份")
    reader = PageReader("OFD")
    pages = list(_pages(package, reader))
    reader.check_pages(len(pages))
    for number, layers in enumerate(pages, start=1):
        _Page(reader, number).read([_part(package, name) for name in layers])
    for name in sorted(package.names()):
        if "Annot" in name and name.endswith(".xml"):
            for annotation in _all(_part(package, name), "Annot"):
                written = "".join(code.text or "" for code in _all(annotation, "Remark", "TextCode"))
                reader.unread.add("批注和水印", "", written)
    return reader.document()


def _pages(package: Package, reader: PageReader) -> Iterator[list[str]]:
    """The parts that each page consists of, its templates first; files that are attached are told."""
    for loc in _all(_part(package, _ROOT), "DocRoot"):
        root = _named(_ROOT, loc.text)
        document = _part(package, root)
        templates = {
            each.get("ID"): _named(root, each.get("BaseLoc")) for each in _all(document, "TemplatePage")
        }
        for each in _all(document, "Page"):
            name = _named(root, each.get("BaseLoc"))
            below = [template.get("TemplateID") for template in _all(_part(package, name), "Template")]
            yield [*(templates[key] for key in below if key in templates), name]
        for attachments in _all(document, "Attachments"):
            for attached in _all(_part(package, _named(root, attachments.text)), "Attachment"):
                reader.unread.add("附带的文件", "", attached.get("Name", ""))


def _part(package: Package, name: str) -> Element:
    """The root of a part. Raises Unreadable where there is none."""
    root = package.xml(name)
    if root is None:
        raise Unreadable("OFD 不完整：缺少其中的文件。请重新下载，或用阅读器打开后另存一份")
    return root


def _named(holder: str, location: str | None) -> str:
    """The name of the part that ``holder`` says is at ``location``."""
    return posixpath.normpath(
        posixpath.join("/", posixpath.dirname(holder), (location or "").strip())
    ).lstrip("/")


def _all(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names in ``element``, whatever their namespace."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))


class _Page:
    """A page while its objects are gathered."""

    def __init__(self, reader: PageReader, number: int) -> None:
        self._reader, self._number = reader, number
        self._page = LaidOutPage([], [], images=0)

    def read(self, layers: Sequence[Element]) -> None:
        images = 0
        for layer in layers:
            for item in layer.iter(etree.Element):
                kind = etree.QName(item).localname
                hidden = item.get("Visible", "").lower() == "false"
                if kind == "TextObject":
                    self._text(item, hidden)
                elif kind == "PathObject" and not hidden:
                    self._path(item)
                elif kind == "ImageObject":
                    images += 1
                elif kind == "CompositeObject":
                    self._reader.unread.add("组合图形", f"第{self._number}页")
                if len(self._page.chars) + len(self._page.edges) > _MOST_ON_A_PAGE:
                    raise Unreadable(f"OFD {TOO_LARGE}")
        self._reader.page(self._page._replace(images=images), self._number)

    def _text(self, item: Element, hidden: bool) -> None:
        """The characters of a text object."""
        codes = list(_all(item, "TextCode"))
        if hidden:
            text = "".join(code.text or "" for code in codes)
            self._reader.unread.add("隐藏的文字", f"第{self._number}页", text)
            return
        frame = _frame(item)
        size = _number(item.get("Size"), 3.5)
        wide = _number(item.get("HScale"), 1.0)
        across = down = 0.0
        for code in codes:
            across, down = _number(code.get("X"), across), _number(code.get("Y"), down)
            text = code.text or ""
            if len(text) > _MOST_ON_A_PAGE:
                raise Unreadable(f"OFD {TOO_LARGE}")
            steps, falls = (_deltas(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
            x, y = across, down
            for index, character in enumerate(text):
                width = size * wide * (1 if unicodedata.east_asian_width(character) in "WFA" else 0.5)
                self._page.chars.append(_character(character, frame, (x, y, width, size)))
                x += steps[index] if index < len(steps) else 0.0 if falls else width
                y += falls[index] if index < len(falls) else 0.0

    def _path(self, item: Element) -> None:
        """The level and the upright lines of a path."""
        frame = _frame(item)
        for data in _all(item, "AbbreviatedData"):
            for (x0, y0), (x1, y1) in _segments(data.text or ""):
                (left, top), (right, bottom) = frame.point(x0, y0), frame.point(x1, y1)
                level = abs(top - bottom) <= _STRAIGHT * _POINTS
                if level != (abs(left - right) <= _STRAIGHT * _POINTS):
                    self._page.edges.append(_edge(left, top, right, bottom, level))


def _character(text: str, frame: _Frame, placed: tuple[float, float, float, float]) -> Placed:
    """A character as pdfplumber has them; ``placed`` are the start and the height of its line, its width and size."""
    x, y, width, size = placed
    corners = [
        frame.point(x + across, y + down)
        for across in (0, width)
        for down in (-_ASCENT * size, (1 - _ASCENT) * size)
    ]
    lefts, tops = zip(*corners, strict=True)
    x0, x1, top, bottom = min(lefts), max(lefts), min(tops), max(tops)
    return {
        "text": text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top,
        "width": x1 - x0, "height": bottom - top, "size": bottom - top, "fontname": "",
        "upright": abs(frame.matrix[1]) < abs(frame.matrix[0]), "matrix": frame.matrix,
    }  # fmt: skip


def _edge(left: float, top: float, right: float, bottom: float, level: bool) -> Placed:
    """A straight line as pdfplumber has edges."""
    x0, x1 = sorted((left, right))
    y0, y1 = sorted((top, bottom))
    x1, y1 = (x1, y0) if level else (x0, y1)
    return {
        "x0": x0, "x1": x1, "top": y0, "bottom": y1, "doctop": y0, "width": x1 - x0, "height": y1 - y0,
        "orientation": "h" if level else "v", "object_type": "line",
    }  # fmt: skip


def _frame(item: Element) -> _Frame:
    left, top, *_ = [*_numbers(item.get("Boundary")), 0.0, 0.0]
    matrix = tuple(_numbers(item.get("CTM")))
    return _Frame(matrix if len(matrix) == 6 else _MATRIX, left, top)


def _numbers(written: str | None) -> list[float]:
    return [float(number) for number in (written or "").split()]


def _number(written: str | None, otherwise: float) -> float:
    return float(written) if written else otherwise


def _deltas(written: str | None, most: int) -> list[float]:
    """How far each character is from the one before: ``g 3 5`` says 5 three times; no more than ``most``."""
    deltas: list[float] = []
    words = iter((written or "").split())
    for word in words:
        if len(deltas) >= most:
            break
        if word == "g":
            count, step = int(next(words, "0")), float(next(words, "0"))
            deltas += [step] * min(count, most)
        else:
            deltas.append(float(word))
    return deltas


_Point = tuple[float, float]


def _segments(data: str) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path as OFD writes it: ``M 0 0 L 10 0 L 10 5 C``."""
    start = end = (0.0, 0.0)
    tokens = iter(_PATH.findall(data))
    for operator in tokens:
        numbers = [float(next(tokens, "0")) for _ in range(_NUMBERS_OF.get(operator, 0))]
        if operator == "C":
            yield end, start
            end = start
        elif numbers:
            point = (numbers[-2], numbers[-1])
            if operator == "L":
                yield end, point
            elif operator in "MS":
                start = point
            end = point


READER = Reader(
    suffixes=("ofd",),
    sniff=lambda source: source.is_zip and _ROOT in source.package.names(),
    read=_read,
)
