"""A saved web page → the paragraphs and tables that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from responsibility.importing.readers.base import (
    Document,
    Grid,
    Items,
    Tally,
    Unreadable,
    check_cells,
    check_characters,
    check_tags,
    notes,
    placed,
    tidy,
)
from responsibility.importing.readers.docx_numerals import numeral
from responsibility.importing.readers.encoding import decode
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unread import Unread, paragraph_of
from responsibility.language.numerals import ORDINAL

_DROPPED = frozenset(("script", "template", "title", "rt", "rp"))
"""What is not to be seen, or no text."""
_STYLE = "style"
_HIDDEN_TEXT = "隐藏的文字"
_OF_THE_SITE = {
    "nav": "导航栏的文字",
    **dict.fromkeys(("select", "datalist", "button"), "按钮、下拉框的文字"),
}
"""What is left out as the web site's own, by how it is called."""
_TOLD = {
    **dict.fromkeys(("del", "s", "strike"), "删除线的文字"),
    **_OF_THE_SITE,
    "noscript": "noscript 里的文字",
    "textarea": "表单里的文字",
    "iframe": "嵌入的网页",
    **dict.fromkeys(("object", "embed", "audio", "video"), "嵌入的对象"),
    **dict.fromkeys(("svg", "canvas"), "图形里的文字"),
}
"""What has words that are not read, by how it is called."""
_FIELDS = {"text", "search", ""}
"""Kinds of form fields that show words."""
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{1,40})""",
    re.IGNORECASE,
)
_CJK = r"[\u2e80-\u9fff\uff00-\uffef]"
_LINE_WITHIN_CHINESE = re.compile(rf"(?<={_CJK})[ \t]*[\r\n]\s*(?={_CJK})")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
"""Not what is made visible by a script (visibility: hidden): an article of an app."""
_STRUCK = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:^|,)\s*[a-z0-9]*([.#][\w-]+)\s*(?=,|$)", re.IGNORECASE)
"""Of a class or of one element."""
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_TAGS = 600_000
_MAX_DEPTH = 30
"""Tables within tables; those further down are read as mere paragraphs."""
_MAX_COLUMNS, _MAX_ROWS = 200, 5_000
"""That a cell may take."""
_LONG_CELL = 30
"""Paragraphs: a table with such a cell is not a table, but what the page is laid out with."""

_FEW = 5
"""Paragraphs: a cell with so many, numbered at two ranks, is one as well."""
_NUMBERS = {
    "first": re.compile(rf"{ORDINAL}、"),
    "second": re.compile(rf"[（(]{ORDINAL}[)）]"),
    "third": re.compile(r"[0-9]{1,3}[.．、]"),
}


@dataclass
class _Cell:
    columns: int
    rows: int
    items: Items = field(default_factory=list)


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


_SUFFIXES = ("html", "htm", "xhtml", "shtml")
_BEGINNING = 2_000
"""Characters in which a web page has said what it is."""


def _sniff(source: Source) -> bool:
    if source.ending in _SUFFIXES:
        return True
    # A page can be read by the encoding that it declares where it cannot be as plain text.
    start = source.text if source.text is not None else source.content[:_BEGINNING].decode("latin-1")
    return re.search(r"<(?:!doctype\s+html|html|head|body)\b", start[:_BEGINNING], re.IGNORECASE) is not None


def _read(source: Source) -> Document:
    """The text of a web page; raises Unreadable where there is none, and the errors of lxml."""
    content = source.content
    declared = _DECLARED.search(content[:4_096])
    name = (declared[1] or declared[2]).decode("ascii", errors="ignore") if declared else None
    text, encoding = decode(content, name)
    tally: Tally = Tally()
    page_source = tidy(text, tally).encode("utf-8")
    check_tags(page_source, _MAX_TAGS)
    unread = Unread()
    page = _Page(tally, unread)
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=False)
    parser.feed(page_source)
    blocks = placed(parser.close())
    if not blocks:
        raise Unreadable("网页里没有文字，正文可能是另外加载的。请在浏览器里选中正文，复制到 Word 文档里再读")
    site = tuple(page.site.sentences())
    return Document(blocks, f"网页（{encoding}）", (*notes(tally), *site), tuple(unread.sentences()))


class _Page:
    """Takes what lxml meets, in order; keeps no tree, so that no depth of nesting matters."""

    def __init__(self, tally: Tally, unread: Unread) -> None:
        self._tally, self._unread = tally, unread
        self.site = Unread()
        """What is left out as the web site's own."""
        self._items: Items = []
        self._pieces: list[str] = []
        self._skipping = 0
        self._why = ""
        """How that is called which is left out just now; empty where nobody need be told."""
        self._left_out: list[str] = []
        self._hidden: set[str] = set()
        """The classes (.a) and elements (#a) that the style sheet hides."""
        self._last = ""
        """The last paragraph."""
        self._verbatim = 0
        self._tables: list[_Table | None] = []
        """The tables that are open; None for those too deep."""
        self._sinks: list[Items] = [self._items]
        """Where paragraphs go: the page, then the cell that is open in each open table."""
        self._lists: list[tuple[str, int] | None] = []
        """The lists that are open: how they number, and the next number; None for bullets."""
        self._label = ""
        self._cells = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._skipping:
            self._skipping += 1
            return
        why = self._left_out_as(tag, attributes)
        if why is not None:
            self._skipping, self._why = 1, why
            self._left_out = [
                attributes.get("srcdoc") or attributes.get("src") or attributes.get("data") or ""
            ]
            return
        if tag == "input" and (attributes.get("type") or "").lower() in _FIELDS and attributes.get("value"):
            self._unread.add("表单里的文字", self._behind(), attributes["value"])
        if tag in _BLOCKS:
            self._flush()
        if tag == "table":
            self._tables.append(_Table() if len(self._tables) < _MAX_DEPTH else None)
            self._sinks.append(self._sinks[-1])
        elif tag == "tr" and self._tables and self._tables[-1]:
            self._tables[-1].rows.append([])
            self._sinks[-1] = self._sinks[-2]
        elif tag in {"td", "th"}:
            self._start_cell(attributes)
        elif tag in {"ol", "ul"}:
            style = _STYLES.get(attributes.get("type") or "", "decimal")
            self._lists.append((style, _whole(attributes, "start", 1)) if tag == "ol" else None)
        elif tag == "li":
            self._start_item(attributes)
        elif tag == "img":
            self._tally["图片 {n} 处没有读入，里面如有文字要另行录入"] += 1
        self._verbatim += tag == "pre"

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self._leave_out()
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "table" and self._tables:
            table = self._tables.pop()
            self._sinks.pop()
            if table:
                self._sinks[-1].extend(self._finished(table))
        elif tag in {"td", "th"} and self._tables and self._tables[-1]:
            self._sinks[-1] = self._sinks[-2]
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        self._verbatim -= tag == "pre"

    def data(self, text: str) -> None:
        """Text."""
        if not self._skipping:
            self._pieces.append(text)
        elif self._why:
            self._left_out.append(text)

    def _left_out_as(self, tag: str, attributes: Mapping[str, str]) -> str | None:
        """How an element is called that is not read; empty where nobody need be told, None where it is read."""
        if tag in _DROPPED:
            return ""
        if tag == _STYLE or tag in _TOLD:
            return _TOLD.get(tag, tag)
        if tag in {"html", "body"}:
            return None
        style = attributes.get("style") or ""
        selectors = {f".{name}" for name in (attributes.get("class") or "").split()}
        selectors.add(f"#{attributes.get('id')}")
        shut = "hidden" in attributes or (tag == "dialog" and "open" not in attributes)
        if shut or _HIDDEN.search(style) or selectors & self._hidden:
            return _HIDDEN_TEXT
        return _TOLD["s"] if _STRUCK.search(style) else None

    def _leave_out(self) -> None:
        """Tell what was left out, now that it is over; a style sheet says what else is hidden."""
        text = " ".join("".join(self._left_out).split())
        if self._why == _STYLE:
            for selectors, rules in _RULE.findall(text):
                if _HIDDEN.search(rules):
                    self._hidden.update(_SELECTOR.findall(selectors.strip()))
        elif self._why and (text or self._why.startswith("嵌入")):
            unread = self.site if self._why in _OF_THE_SITE.values() else self._unread
            unread.add(self._why, self._behind(), text)
        self._left_out = []

    def _behind(self) -> str:
        """Where something stands that is not read."""
        before = "".join(self._pieces).strip() or self._last
        return f"{paragraph_of(before)}之后" if before else "开头"

    def close(self) -> Items:
        """The end of the page: all that was found."""
        self._flush()
        while self._tables:
            self.end("table")
        return self._items

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if not (self._tables and self._tables[-1]):
            return
        rows = self._tables[-1].rows
        if not rows:
            rows.append([])
        cell = _Cell(
            min(_whole(attributes, "colspan", 1) or 1, _MAX_COLUMNS),
            min(_whole(attributes, "rowspan", 1) or _MAX_ROWS, _MAX_ROWS),
        )
        rows[-1].append(cell)
        self._sinks[-1] = cell.items

    def _start_item(self, attributes: Mapping[str, str]) -> None:
        numbered = self._lists[-1] if self._lists else None
        if numbered is None:
            self._label = ""
            return
        style, number = numbered
        number = _whole(attributes, "value", number)
        self._lists[-1] = (style, number + 1)
        self._label = f"{numeral(number, style)}."

    def _flush(self) -> None:
        """What was gathered is a paragraph, unless it is empty."""
        text = tidy("".join(self._pieces), self._tally)
        self._pieces.clear()
        lines = text.splitlines() if self._verbatim else [_LINE_WITHIN_CHINESE.sub("", text)]
        for line in lines:
            line = _BLANKS.sub(" ", line).strip()
            if line and self._label:
                line, self._label = self._label + line, ""
                self._tally["网页的自动编号 {n} 处写成了文字，请对照原件"] += 1
            if line:
                self._sinks[-1].append(line)
                self._last = line

    def _finished(self, table: _Table) -> Items:
        """A table; or its paragraphs, where it only lays out the page."""
        cells = [cell for row in table.rows for cell in row if cell.items]
        if len(cells) <= 1 or any(map(_lays_out, cells)):
            return [item for cell in cells for item in cell.items]
        grid = _grid(table.rows)
        self._cells += sum(map(len, grid.rows))
        check_cells(self._cells)
        return [grid]


def _lays_out(cell: _Cell) -> bool:
    """Whether a cell is a part of the page: it holds tables, or so many paragraphs or so numbered ones as no cell does."""
    if len(cell.items) > _LONG_CELL or any(not isinstance(item, str) for item in cell.items):
        return True
    ranks = {rank for item in cell.items if (rank := _rank(str(item)))}
    return len(cell.items) >= _FEW and len(ranks) > 1


def _rank(paragraph: str) -> str:
    """By what kind of number a paragraph begins; empty for none."""
    return next((name for name, pattern in _NUMBERS.items() if pattern.match(paragraph)), "")


def _whole(attributes: Mapping[str, str], name: str, usual: int) -> int:
    text = (attributes.get(name) or "").strip()
    return int(text) if re.fullmatch("[0-9]{1,7}", text) else usual


def _grid(rows: list[list[_Cell]]) -> Grid:
    """The texts of the cells, repeated over the rows and columns that they take.

    Raises Unreadable if there are too many.
    """
    grid = Grid([])
    hanging: dict[int, tuple[int, str]] = {}
    """By column: for how many rows the text above goes on."""
    cells = characters = 0
    for index, row in enumerate(rows):
        line = {column: text for column, (_, text) in hanging.items()}
        grid.covered.update((index, column) for column in line)
        hanging = {column: (left - 1, text) for column, (left, text) in hanging.items() if left > 1}
        column = 0
        for cell in row:
            text = "\n".join(item for item in cell.items if isinstance(item, str))
            while column in line:
                column += 1
            grid.covered.update((index, column + more) for more in range(1, cell.columns))
            for _ in range(cell.columns):
                line[column] = text
                if cell.rows > 1:
                    hanging[column] = (cell.rows - 1, text)
                column += 1
        width = max(line, default=-1) + 1
        cells += width
        characters += sum(map(len, line.values()))
        check_cells(cells)
        check_characters(characters)
        grid.rows.append([line.get(column, "") for column in range(width)])
    return grid


READER = Reader(suffixes=_SUFFIXES, sniff=_sniff, read=_read, bare=True)
