"""Word documents laid out as official documents are (GB/T 9704—2012), the same bytes for the same content.

From the standard: A4; title in 小标宋 二号, body in 仿宋 三号 with 29 points a line,
headings in 黑体 and 楷体 三号; page numbers 四号 宋体 between dashes, odd ones to the
right, even ones to the left. What goes out by itself stands on the upright page with the
standard's margins; a list of many columns lies on its side, as the standard has it for
wide tables (横排), with margins of an attachment. Tables are in 小五.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from responsibility.outputs.wrapping import fitted_widths
from responsibility.outputs.zip_writer import unzipped, zipped


class Page(NamedTuple):
    """A4 with its margins, in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    landscape: bool = False

    @property
    def type_area(self) -> int:
        """The width of the type area."""
        return self.width - self.left - self.right


UPRIGHT = Page(210, 297, top=37, bottom=35, left=28, right=26)
ON_ITS_SIDE = Page(297, 210, top=20, bottom=22, left=20, right=20, landscape=True)
_BELOW_NUMBER = 12
"""Millimetres from the type area down to the foot of the page number: seven, and its own height."""
CHARACTER, PADDING = 3.18, 2.1
"""The width of a character of a table's text, and what a cell keeps free beside it, in millimetres."""
_TITLE, _BODY, _CELL = Pt(22), Pt(16), Pt(9)
_LINES = {_BODY: Pt(29), _TITLE: Pt(40), _CELL: Pt(12)}
"""Distances of lines, in points."""
_CLOSER = "-5"
"""In twentieths of a point: 28 characters of 16 points are 2 mm wider than 156 mm, which the standard gives them."""
_SONG, _FANG, _HEI, _KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
_FALLBACKS = {_SONG: "华文中宋", _FANG: "仿宋_GB2312", _HEI: "SimHei", _KAI: "楷体_GB2312", "宋体": "SimSun"}
"""What a font is replaced with where a machine lacks it."""
_UNUSED = ("customXml", "stylesWithEffects", "numbering", "thumbnail", "webSettings", "fontTable")
"""Parts of the library's template that these documents do not use."""


class Style(NamedTuple):
    """A paragraph style."""

    name: str
    font: str
    size: Pt
    align: ALIGN = ALIGN.JUSTIFY
    indent: int = 0
    """First line, in characters."""
    before: int = 0
    """Lines left free before it."""
    right: int = 0
    """Characters left free at its right."""
    kept: bool = False
    """Whether it stays on the page of what follows."""


STYLES = (
    Style("附件", _HEI, _BODY, ALIGN.LEFT),
    Style("公文标题", _SONG, _TITLE, ALIGN.CENTER),
    Style("来源", _KAI, _BODY, ALIGN.CENTER),
    Style("正文段", _FANG, _BODY, indent=2),
    Style("一级标题", _HEI, _BODY, indent=2, kept=True),
    Style("二级标题", _KAI, _BODY, indent=2, kept=True),
    Style("表头", _HEI, _CELL, ALIGN.CENTER),
    Style("表格", _FANG, _CELL, ALIGN.LEFT),
    Style("表格居中", _FANG, _CELL, ALIGN.CENTER),
    Style("表格备注", _KAI, _CELL, ALIGN.LEFT),
    Style("页码", "宋体", Pt(14), ALIGN.RIGHT),
    Style("主送机关", _FANG, _BODY, ALIGN.LEFT, before=1),
    Style("结语", _FANG, _BODY, indent=2, kept=True),
    Style("署名", _FANG, _BODY, ALIGN.RIGHT, before=1, right=4, kept=True),
    Style("成文日期", _FANG, _BODY, ALIGN.RIGHT, right=4),
)
_IDS = {style.name: f"s{number}" for number, style in enumerate(STYLES, 1)}


class Text(NamedTuple):
    """A paragraph: its text and its style."""

    text: str
    style: str = "表格"
    lead: str = ""
    """Words before the text that stand out, as a heading in its line does."""


LONGEST_PROPERTY = 255
"""Characters that a property of an Office document may have (python-docx, after ISO/IEC 29500)."""


class Letter:
    """A document in the making."""

    def __init__(self, title: str, issued: datetime.date, page: Page = ON_ITS_SIDE) -> None:
        """``issued`` stands as the day of making, so that it does not depend on the clock."""
        self.page = page
        self._document = docx.Document(BytesIO(_blank(page)))
        facts = self._document.core_properties
        facts.title = title[:LONGEST_PROPERTY]
        facts.created = facts.modified = datetime.datetime.combine(issued, datetime.time())

    def paragraph(self, text: str, style: str) -> None:
        """Add a paragraph."""
        self._body(_paragraph(Text(text, style)))

    def fitted(
        self, names: Sequence[str], words: Sequence[Sequence[str]], least: Sequence[float]
    ) -> list[tuple[str, float]]:
        """The columns of those ``names`` for a table across the page, as wide as ``words``, the cells of its rows, need them.

        ``least`` are the characters that each has room for at least.
        """
        room = self.page.type_area - len(names) * PADDING
        widths = fitted_widths(words, [characters * CHARACTER for characters in least], room, CHARACTER)
        return [(name, width + PADDING) for name, width in zip(names, widths, strict=True)]

    def table(self, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Sequence[Text]]]) -> None:
        """Add a table: columns with their widths in millimetres, rows of cells of paragraphs.

        The header row is repeated on every page; the others may go on over the page.
        """
        widths = [round(width * 1440 / 25.4) for _, width in columns]
        head = [[Text(line, "表头") for line in name.split("\n")] for name, _ in columns]
        table = _element("w:tbl", {})
        table.append(_table_look(sum(widths)))
        table.append(_element("w:tblGrid", {}, *(_element("w:gridCol", {"w:w": str(w)}) for w in widths)))
        table.append(_row(head, widths, "w:cantSplit", "w:tblHeader"))
        for row in rows:
            table.append(_row(row, widths))
        self._body(table)

    def _body(self, element: BaseOxmlElement) -> None:
        body = self._document.element.body
        body.insert(len(body) - 1, element)

    def content(self) -> bytes:
        """The finished file."""
        return _saved(self._document)


def _saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


# ---------------------------------------------------------------- the blank page


@cache
def _blank(page: Page) -> bytes:
    """An empty document with the page, the styles and the page numbers of the standard."""
    document = docx.Document()
    _slim(document)
    styles = document.styles
    for style in STYLES:
        made = styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), _IDS[style.name])
        look = made.element.get_or_add_rPr()
        look.append(_fonts(style.font))
        if style.size == _BODY:
            look.append(_element("w:spacing", {"w:val": _CLOSER}))
        made.font.size = style.size
        if style.size != _BODY:
            made.element.get_or_add_pPr().append(_element("w:snapToGrid", {"w:val": "0"}))
        format_ = made.paragraph_format
        format_.alignment = style.align
        format_.space_before, format_.space_after = _LINES.get(style.size, Pt(0)) * style.before, Pt(0)
        format_.line_spacing = _LINES.get(style.size, 1.0)
        format_.first_line_indent = style.size * style.indent
        if style.right:
            format_.right_indent = style.size * style.right
        format_.keep_with_next = style.kept
    _page(document, page)
    return _saved(document)


def _slim(document: Document) -> None:
    """Take out what the library's template brings and these documents do not use."""
    part = document.part
    for owner in (part.rels, part.package.rels):
        for key in [key for key, relation in owner.items() if relation.reltype.endswith(_UNUSED)]:
            del owner[key]
    root = document.styles.element
    for style in list(root):
        if style.get(qn("w:default")) != "1" and style.tag != qn("w:docDefaults"):
            root.remove(style)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    fonts = _element("w:fonts", {})
    for name, fallback in _FALLBACKS.items():
        fonts.append(_element("w:font", {"w:name": name}, _element("w:altName", {"w:val": fallback})))
    table = Part(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, serialize_part_xml(fonts), part.package
    )
    part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    facts = document.core_properties
    facts.author = facts.comments = facts.last_modified_by = ""
    facts.revision = 1


def _page(document: Document, page: Page) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.footer_distance = Mm(page.bottom - _BELOW_NUMBER)
    section.header_distance = Mm(15)
    properties = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(_element("w:docGrid", {"w:type": "lines", "w:linePitch": "580"}))
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, ALIGN.RIGHT)
    _number(section.even_page_footer, ALIGN.LEFT)


def _number(footer: _Footer, align: ALIGN) -> None:
    """— 1 —, one character in from the edge."""
    paragraph = footer.paragraphs[0]
    paragraph.style = "页码"
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" —")


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()._r
        if kind:
            run.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            text = _element("w:instrText", {})
            text.text = code
            run.append(text)


def _fonts(font: str) -> BaseOxmlElement:
    return _element("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), font))


# ---------------------------------------------------------------- elements: copied, which is faster than made anew


def _element(tag: str, attributes: dict[str, str], *children: BaseOxmlElement) -> BaseOxmlElement:
    element = OxmlElement(tag, {qn(name): value for name, value in attributes.items()})
    for child in children:
        element.append(child)
    return element


def _paragraph(text: Text) -> BaseOxmlElement:
    made = deepcopy(_empty_paragraph(text.style))
    made[-1][0].text = text.text
    if text.lead:
        lead = deepcopy(made[-1])
        lead[0].text = text.lead
        lead.insert(0, _element("w:rPr", {}, _fonts(_HEI)))
        made.insert(1, lead)
    return made


@cache
def _empty_paragraph(style: str) -> BaseOxmlElement:
    text = _element("w:t", {})
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = _element("w:pPr", {}, _element("w:pStyle", {"w:val": _IDS[style]}))
    return _element("w:p", {}, look, _element("w:r", {}, text))


def _table_look(width: int) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "000000"}
    borders = _element("w:tblBorders", {}, *(_element(f"w:{side}", line) for side in sides))
    edges = (
        _element(f"w:{side}", {"w:w": twips, "w:type": "dxa"})
        for side, twips in (("top", "28"), ("left", "57"), ("bottom", "28"), ("right", "57"))
    )
    return _element(
        "w:tblPr",
        {},
        _element("w:tblW", {"w:w": str(width), "w:type": "dxa"}),
        borders,
        _element("w:tblLayout", {"w:type": "fixed"}),
        _element("w:tblCellMar", {}, *edges),
    )


def _row(cells: Sequence[Sequence[Text]], widths: Sequence[int], *marks: str) -> BaseOxmlElement:
    row = _element("w:tr", {}, _element("w:trPr", {}, *(_element(mark, {}) for mark in marks)))
    for paragraphs, width in zip(cells, widths, strict=True):
        row.append(_element("w:tc", {}, deepcopy(_cell_look(width)), *map(_paragraph, paragraphs)))
    return row


@cache
def _cell_look(width: int) -> BaseOxmlElement:
    size = _element("w:tcW", {"w:w": str(width), "w:type": "dxa"})
    return _element("w:tcPr", {}, size, _element("w:vAlign", {"w:val": "center"}))
