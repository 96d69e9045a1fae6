"""What reading a policy document gives, what it refuses, and the limits it keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from responsibility.errors import ResponsibilityError

MEGABYTE = 1_000_000
MAX_CONTENT = 20 * MEGABYTE
MAX_TAGS = 1_500_000
"""Of XML in one part: several times what two hundred pages need."""
MAX_CELLS = 500_000
"""Of all tables of a document, merged cells counted as often as they are repeated."""
MAX_CHARACTERS = 10_000_000
"""Of all paragraphs: a hundred thousand have about half of that."""
MAX_TABLE_CHARACTERS = 2_000_000
"""Of a table, counted likewise."""
FEW_CHARACTERS, MAX_EXPANSION = 60_000, 3
"""Characters of tables that any file may have, and how many more for each of its bytes: real ones have less than one."""


class Block(NamedTuple):
    """A paragraph or, in plain text, a line; ``where`` is for messages: 第12行, 第3段."""

    text: str
    where: str


class Table(NamedTuple):
    """A table as text, all rows of the same length, merged cells repeated; ``where``: 表1."""

    rows: tuple[tuple[str, ...], ...]
    where: str
    covered: frozenset[tuple[int, int]] = frozenset()
    """The cells, by row and column, that only repeat what one above or before them says, merged with them."""
    aligned: bool = False
    """Whether blank space alone parts its cells, so that where each ends is read from how they are aligned."""


@dataclass
class Grid:
    """A table while it is read; its rows may be of several lengths."""

    rows: list[list[str]]
    covered: set[tuple[int, int]] = field(default_factory=set)
    """As in :class:`Table`."""
    aligned: bool = False
    """As in :class:`Table`."""

    def __bool__(self) -> bool:
        return any(map(any, self.rows))

    def table(self, where: str) -> Table:
        """The finished table. Raises Unreadable if it is too large."""
        rows = even(self.rows)
        check_characters(sum(len(cell) for row in rows for cell in row))
        return Table(rows, where, frozenset(self.covered), self.aligned)


@dataclass(frozen=True)
class Document:
    """A policy document as it was read."""

    blocks: tuple[Block | Table, ...]
    form: str
    """What it was: 文本（GB18030）, Word 文档."""
    odd: tuple[str, ...] = ()
    """What was changed or counted, a sentence each."""
    unread: tuple[str, ...] = ()
    """What of its words was left out, a sentence each, to be looked at first."""


class Unreadable(ResponsibilityError):  # noqa: N818 - a message to the user, not a fault
    """A document that cannot be read: in plain Chinese, what it is and what to do."""


class NeedsOffice(Unreadable):
    """A document that another program can turn into one that can be read."""

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target
        """The format to convert to: docx, xlsx or txt."""


Tally = Counter[str]
"""How often each odd thing was met; the keys are sentences with a place for the number."""


def notes(tally: Tally) -> tuple[str, ...]:
    """The sentences of ``tally``, in the order in which they were first met."""
    return tuple(sentence.format(n=count) for sentence, count in tally.items() if count)


_INVISIBLE = (
    (re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"), "删去控制字符 {n} 个"),
    (
        re.compile(r"[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"),
        "删去零宽字符 {n} 个",
    ),
    (re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"), "删去改变书写方向的字符 {n} 个"),
    (re.compile(r"[\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+"), "删去不是字符的编码 {n} 个"),
)
_DOUBTFUL = (
    (re.compile("\ufffd+"), "有 {n} 个字原来就没有转换成功（显示为 �），请对照原件改正"),
    (re.compile("[\ue000-\uf8ff]+"), "有 {n} 个自造字，别的电脑可能显示不出，请对照原件改正"),
)


def tidy(text: str, tally: Tally) -> str:
    """``text`` without what cannot be seen, and with ordinary spaces; counted in ``tally``.

    Line ends of all kinds stay.
    """
    for pattern, sentence in _INVISIBLE:
        count = occurrences(pattern, text)
        if count:
            text = pattern.sub("", text)
            tally[sentence] += count
    for pattern, sentence in _DOUBTFUL:
        count = occurrences(pattern, text)
        if count:
            tally[sentence] += count
    return text.replace("\u00a0", " ")


def occurrences(pattern: re.Pattern[str], text: str) -> int:
    """How many characters of ``text`` are in the runs that ``pattern`` matches."""
    return sum(map(len, pattern.findall(text)))


Items = list["str | Grid"]
"""Paragraphs and tables in the document's order."""


def placed(items: Iterable[str | Grid]) -> tuple[Block | Table, ...]:
    """Paragraphs and tables with their places: 第1段, 第2段, 表1; all of which have text.

    Raises Unreadable if it is too much.
    """
    blocks: list[Block | Table] = []
    tables = characters = 0
    for item in items:
        if isinstance(item, str):
            characters += len(item)
            if characters > MAX_CHARACTERS:
                raise Unreadable(
                    f"文字超过 {MAX_CHARACTERS // 10_000} 万，不像政策文件。请只留下要导入的正文再读"
                )
            blocks.append(Block(item, f"第{len(blocks) - tables + 1}段"))
        else:
            tables += 1
            blocks.append(item.table(f"表{tables}"))
    return tuple(blocks)


def even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """``rows``, the shorter ones filled up with empty cells.

    Raises Unreadable if that makes too many.
    """
    width = max(map(len, rows), default=0)
    check_cells(width * len(rows))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def check_cells(count: int) -> None:
    """Raise Unreadable if ``count`` cells are too many."""
    if count > MAX_CELLS:
        raise Unreadable(f"表格超过 {MAX_CELLS // 10_000} 万格，不像政策文件。请删去无关的表格再读")


def check_characters(count: int) -> None:
    """Raise Unreadable if tables have too many characters, those of merged cells counted as often as they are repeated."""
    if count > MAX_TABLE_CHARACTERS:
        raise Unreadable(
            f"表格里的字超过 {MAX_TABLE_CHARACTERS // 10_000} 万（合并的单元格按格数重复计算），不像政策文件。"
            "请删去无关的表格再读"
        )


def check_tags(source: bytes, most: int = MAX_TAGS) -> None:
    """Raise Unreadable if ``source``, XML or HTML, has more tags than a policy document can."""
    if source.count(b"<") > most:
        raise Unreadable("文件的结构太庞大，不像政策文件。请把正文复制到新的 Word 文档里再读")


def has_text(blocks: Iterable[Block | Table]) -> bool:
    """Whether there is anything to read."""
    return any(
        block.text.strip() if isinstance(block, Block) else any(any(row) for row in block.rows)
        for block in blocks
    )


def check_expansion(blocks: Iterable[Block | Table], size: int) -> None:
    """Raise Unreadable if the tables of a file of ``size`` bytes have many times its characters: one text in thousands of cells.

    What is made of a table costs as much as the text that it shows, however little of it the file holds.
    """
    tables = (block for block in blocks if isinstance(block, Table))
    count = sum(len(cell) for table in tables for row in table.rows for cell in row)
    if count > FEW_CHARACTERS + MAX_EXPANSION * size:
        raise Unreadable(
            f"表格里的字（合并、重复的单元格按格数计算）有 {count // 10_000} 万，是文件大小的许多倍，不像政策文件。"
            "请删去无关的表格再读"
        )
