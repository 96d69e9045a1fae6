"""A Word file → its paragraphs and tables, as they are seen: with Word's own numbers, without what is struck."""

from __future__ import annotations

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
from responsibility.importing.readers.docx_numbering import Numbering, W, value, whole
from responsibility.importing.readers.package import Element
from responsibility.importing.readers.source import Reader, Source

_SKIPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "instrText", "rt")}
    | {f"{W}{name}" for name in ("delText", "delInstrText", "sdtPr", "sectPr", "tblGrid")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What is not to be seen, or says how something is seen."""
_BLOCKS = frozenset({f"{W}p", f"{W}tbl"})
_PICTURES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_ODD = {
    **dict.fromkeys(_PICTURES, "图片 {n} 处没有读入，里面如有文字要另行录入"),
    **dict.fromkeys((f"{W}footnoteReference", f"{W}endnoteReference"), "脚注、尾注 {n} 处没有读入"),
    f"{W}sym": "符号字体的字符 {n} 个没有读入，请对照原件补上",
}
_INLINE = frozenset({f"{W}t", _FORMULA, f"{W}txbxContent", *_SIGNS, *_ODD})
_HIDDEN = "隐藏的文字 {n} 处没有读入"
_TRACKED = "文件里有修订痕迹 {n} 处，按“接受全部修订”读入"
_MAX_SPAN = 100
"""Of a cell: Word allows 63 columns."""


def _read(source: Source) -> Document:
    """The text of a Word file. Raises Unreadable, and the errors of lxml and zipfile."""
    package, (main, root) = source.package, source.main
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable("Word 文件里没有正文，可能已损坏。请用 WPS 或 Word 打开，另存为 .docx")
    tally: Tally = Tally()
    related = dict(package.related(main).values())
    numbering, styles = (
        package.xml(related.get(kind, f"word/{kind}.xml")) for kind in ("numbering", "styles")
    )
    tracked = sum(1 for _ in body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"))
    if tracked:
        tally[_TRACKED] = tracked
    items = _Reader(Numbering(numbering, styles, tally), tally).items(body)
    blocks = placed(items)
    if not blocks:
        scan = any(True for _ in body.iter(*_PICTURES))
        raise Unreadable(
            "Word 文件里只有图片，没有文字，多半是扫描件。请先做文字识别（OCR），再另存为 .docx"
            if scan
            else "Word 文件里没有文字。请检查是不是选错了文件"
        )
    return Document(blocks, "Word 文档", notes(tally))


def _within(node: Element, wanted: Collection[str]) -> Iterator[Element]:
    """What is ``wanted`` below ``node``, in order, however deep; not what is within that again."""
    stack = [iter(node)]
    while stack:
        for child in stack[-1]:
            if child.tag in wanted:
                yield child
            elif child.tag not in _SKIPPED:
                stack.append(iter(child))
                break
        else:
            stack.pop()


class _Reader:
    """Goes through the body once, in order, since the numbers count on."""

    def __init__(self, numbering: Numbering, tally: Tally) -> None:
        self._numbering = numbering
        self._tally = tally
        self._cells = 0

    def items(self, node: Element) -> Items:
        """The paragraphs and tables below ``node`` that are not empty."""
        blocks: Items = []
        for child in _within(node, _BLOCKS):
            if child.tag == f"{W}tbl":
                grid = self._table(child)
                if grid:
                    blocks.append(grid)
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
        for child in _within(node, _INLINE):
            if child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag in _ODD:
                self._tally[_ODD[child.tag]] += 1
            elif child.tag in _SIGNS:
                pieces.append(_SIGNS[child.tag])
            elif _is_hidden(child):
                self._tally[_HIDDEN] += 1
            else:
                pieces.append(child.text or "")
        return tidy("".join(pieces), self._tally), boxes

    def _table(self, node: Element) -> Grid:
        """A table, merged cells repeated; a table within a cell is part of its text."""
        grid = Grid([])
        rows, characters = grid.rows, 0
        for row in _within(node, {f"{W}tr"}):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
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


def _is_hidden(node: Element) -> bool:
    """Whether the run that ``node`` is in is hidden."""
    hidden = node.getparent().find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in {"0", "false", "off"}


READER = Reader(
    suffixes=("docx", "docm"), sniff=lambda source: source.is_package_of(f"{W}document"), read=_read
)
