"""A Word file → its paragraphs and tables, as they are seen: with Word's own numbers, without what is struck."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from responsibility.importing.readers.base import (
    Document,
    Grid,
    Items,
    Tally,
    Unreadable,
    check_cells,
    check_characters,
    notes,
    placed,
    tidy,
)
from responsibility.importing.readers.docx_looks import Looks
from responsibility.importing.readers.docx_numbering import Numbering, W, is_on, value, whole
from responsibility.importing.readers.package import Element
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unread import Unread, paragraph_of

_SKIPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "instrText", "rt")}
    | {f"{W}{name}" for name in ("delText", "delInstrText", "sdtPr", "sectPr", "tblGrid")}
)
"""What is not to be seen, or says how something is seen."""
_PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_ODD = {
    **dict.fromkeys(_PICTURES, "图片 {n} 处没有读入，里面如有文字要另行录入"),
    f"{W}sym": "符号字体的字符 {n} 个没有读入，请对照原件补上",
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_OBJECTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "SmartArt 图形里的文字",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表里的文字",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "嵌入的对象",
    f"{W}altChunk": "插入的文件",
    f"{W}subDoc": "子文档",
    _DRAWN: "图形里的文字",
    _WORD_ART: "艺术字",
}
"""What has words that are not read, by how it is called."""
_BLOCKS = frozenset({f"{W}p", f"{W}tbl", f"{W}altChunk", f"{W}subDoc"})
_INLINE = frozenset({f"{W}t", _FORMULA, f"{W}txbxContent", *_SIGNS, *_ODD, *_NOTES, *_OBJECTS})
_TRACKED = "文件里有修订痕迹 {n} 处，按“接受全部修订”读入"
_MAX_SPAN = 100
"""Of a cell: Word allows 63 columns."""


def _read(source: Source) -> Document:
    """The text of a Word file. Raises Unreadable, and the errors of lxml and zipfile."""
    root = source.main[1]
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable("Word 文件里没有正文，可能已损坏。请用 WPS 或 Word 打开，另存为 .docx")
    tally, unread = Tally(), Unread()
    tracked = sum(1 for _ in body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"))
    if tracked:
        tally[_TRACKED] = tracked
    blocks = placed(_Reader(_Parts(source), tally, unread).items(body))
    if not blocks:
        scan = any(True for _ in body.iter(*_PICTURES))
        left_out = "".join(f"；{sentence}" for sentence in unread.sentences())
        raise Unreadable(
            "Word 文件里只有图片，没有文字，多半是扫描件。请先做文字识别（OCR），再另存为 .docx"
            if scan
            else f"Word 文件里没有文字。请检查是不是选错了文件{left_out}"
        )
    return Document(blocks, "Word 文档", notes(tally), tuple(unread.sentences()))


class _Parts:
    """The parts of a Word file beside its body."""

    def __init__(self, source: Source) -> None:
        self._package, self._main = source.package, source.main[0]
        self._related = list(self._package.related(self._main).values())

    def roots(self, kind: str) -> Iterator[Element]:
        """The roots of the parts of a kind; of the one with the usual name where the file relates none."""
        names = [name for related, name in self._related if related == kind] or [f"word/{kind}.xml"]
        yield from (root for name in names if (root := self._package.xml(name)) is not None)

    def root(self, kind: str) -> Element | None:
        """The first of them."""
        return next(self.roots(kind), None)

    def texts(self, kind: str) -> dict[str, str]:
        """What the notes of a part say, by their ids."""
        nodes = (node for root in self.roots(kind) for node in root)
        return {node.get(f"{W}id", ""): _all_text(node) for node in nodes}


def _all_text(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t")).strip()


def _within(node: Element, wanted: Collection[str]) -> Iterator[Element]:
    """What is ``wanted`` below ``node``, in order, however deep; not what is within that again."""
    stack = [iter(node)]
    while stack:
        for child in stack[-1]:
            if child.tag in wanted:
                yield child
            elif not _is_skipped(child):
                stack.append(iter(child))
                break
        else:
            stack.pop()


def _is_skipped(node: Element) -> bool:
    """Whether nobody sees what is within ``node``; a fallback is seen where the choice before it shows nothing."""
    if node.tag == _FALLBACK:
        choice = node.getprevious()
        return choice is not None and any(True for _ in choice.iter(*_INLINE))
    return node.tag in _SKIPPED or (node.tag == f"{W}sdt" and _is_placeholder(node))


def _is_placeholder(node: Element) -> bool:
    return node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


class _Reader:
    """Goes through the body once, in order, since the numbers count on."""

    def __init__(self, parts: _Parts, tally: Tally, unread: Unread) -> None:
        styles = parts.root("styles")
        self._numbering = Numbering(parts.root("numbering"), styles, tally)
        self._looks = Looks(styles)
        self._notes = {tag: parts.texts(kind) for tag, kind in _NOTES.items()}
        self._tally, self._unread = tally, unread
        self._last = ""
        """The last paragraph with text."""
        self._cells = 0
        for kind, called in (("header", "页眉的文字"), ("footer", "页脚的文字")):
            for text in dict.fromkeys(map(_all_text, parts.roots(kind))):
                if re.search("[^\\W0-9_第页共]", text):
                    unread.add(called, text=text)
        for text in parts.texts("comments").values():
            unread.add("批注", text=text)

    def items(self, node: Element) -> Items:
        """The paragraphs and tables below ``node`` that are not empty."""
        blocks: Items = []
        for child in _within(node, _BLOCKS):
            if child.tag == f"{W}tbl":
                grid = self._table(child)
                if grid:
                    blocks.append(grid)
            elif child.tag in _OBJECTS:
                self._unread.add(_OBJECTS[child.tag], self._behind())
            else:
                blocks.extend(self._paragraph(child))
        return blocks

    def _paragraph(self, node: Element) -> Items:
        """A paragraph, more where Word breaks the line, and what its text boxes hold."""
        text, boxes = self._text(node)
        properties = node.find(f"{W}pPr")
        if not text.strip() and properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            return []
        label = self._numbering.label(properties)
        lines = [line.strip() for line in text.split("\n")]
        lines = [line for line in lines if line]
        if lines:
            lines[0] = label + lines[0]
        blocks: Items = [*lines]
        for box in boxes:
            blocks.extend(self.items(box))
        return blocks

    def _text(self, node: Element) -> tuple[str, list[Element]]:
        """The text of a paragraph without its number, and the text boxes that hang on it."""
        pieces: list[str] = []
        boxes: list[Element] = []
        left_out: list[tuple[str, str, int]] = []
        """What it is, what it says, and how many pieces stand before it."""
        properties = node.find(f"{W}pPr")
        for child in _within(node, _INLINE):
            if child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag in _ODD:
                self._tally[_ODD[child.tag]] += 1
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
            elif child.tag in _NOTES:
                note = self._notes[child.tag].get(child.get(f"{W}id", ""), "")
                left_out.append(("脚注、尾注", note, len(pieces)))
            elif child.tag in _OBJECTS:
                words = child.text or child.get("string", "")
                left_out.append((_OBJECTS[child.tag], words, len(pieces)))
            elif why := self._looks.left_out(child.getparent(), properties):
                last = left_out[-1] if left_out else ("", "", 0)
                if (last[0], last[2]) == (why, len(pieces)):  # Word cuts a stretch into runs as it likes
                    left_out[-1] = (why, last[1] + (child.text or ""), len(pieces))
                else:
                    left_out.append((why, child.text or "", len(pieces)))
            else:
                pieces.append(child.text or "")
        text = tidy("".join(pieces), self._tally)
        where = paragraph_of(text) or self._behind()
        for kind, words, _ in left_out:
            self._unread.add(kind, where, words)
        for placeholder in (sdt for sdt in node.iter(f"{W}sdt") if _is_placeholder(sdt)):
            self._unread.add("内容控件里的提示文字", where, _all_text(placeholder))
        self._last = text.strip() or self._last
        return text, boxes

    def _behind(self) -> str:
        """Where something stands that is not in a paragraph with text: behind the last one."""
        return f"{paragraph_of(self._last)}之后" if self._last else "开头"

    def _table(self, node: Element) -> Grid:
        """A table, merged cells repeated; a table within a cell is part of its text."""
        grid = Grid([])
        rows, characters = grid.rows, 0
        for row in _within(node, {f"{W}tr"}):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            if properties is not None and is_on(properties, f"{W}hidden"):
                self._unread.add("隐藏的行", self._behind(), _all_text(row))
                continue
            texts = [""] * _span(properties, "gridBefore", 0)
            for cell in _within(row, {f"{W}tc"}):
                own = cell.find(f"{W}tcPr")
                text, column = self._cell(cell), len(texts)
                merged = own is not None and own.find(f"{W}vMerge") is not None
                below = merged and value(own, f"{W}vMerge") != "restart" and bool(rows)
                if below and column < len(rows[-1]):
                    text = rows[-1][column]
                beside = own is not None and value(own, f"{W}hMerge") == "continue" and column > 0
                if beside:
                    text = texts[-1]
                texts.extend([text] * _span(own, "gridSpan", 1))
                begun = column if below or beside else column + 1
                grid.covered.update((len(rows), covered) for covered in range(begun, len(texts)))
            self._cells += len(texts)
            characters += sum(map(len, texts))
            check_cells(self._cells)
            check_characters(characters)
            rows.append(texts)
        return grid

    def _cell(self, node: Element) -> str:
        """The text of a cell, a paragraph a line."""
        lines = []
        for item in self.items(node):
            lines.extend(
                [item] if isinstance(item, str) else [" ".join(filter(None, row)) for row in item.rows]
            )
        return "\n".join(lines)


def _span(properties: Element | None, name: str, usual: int) -> int:
    """How many columns a cell takes."""
    span = whole(value(properties, f"{W}{name}"))
    return usual if span is None else max(usual, min(span, _MAX_SPAN))


READER = Reader(
    suffixes=("docx", "docm"), sniff=lambda source: source.is_package_of(f"{W}document"), read=_read
)
