"""What stands in a ledger that came back beside the cells to fill in, or across them: told, since it is not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from responsibility.importing.readers.xlsx_parts import At
from responsibility.progress import typed
from responsibility.progress.ledger_marks import KEY_HEAD, MARKS_SHEET
from responsibility.progress.returned import FilledSheet, Remark, Returned

OWN_SHEETS = frozenset({MARKS_SHEET, "台账", "时限", "指标", "成果", "报送", "各单位", "逾期"})
"""What workbooks have beside the sheet to fill in: nothing is filled in there."""


def beside(returned: Returned, heads: Collection[str]) -> Iterator[Remark]:
    """The sheets of others; on the sheet to fill in, below ``heads``, comments, columns without a head, merged cells."""
    filled = [each.sheet for each in returned.filled]
    for sheet in returned.book.sheets:
        if sheet not in filled and not sheet.hidden and sheet.name not in OWN_SHEETS:
            texts = [cell.text for cell in sheet.cells.values() if cell.text]
            if texts:
                words = typed.shown(" ".join(texts))
                yield Remark(returned.file, sheet.name, f"多出的工作表没有读：“{words}”")
    for sheet in filled:
        for at, text in sheet.comments():
            yield Remark(returned.file, f"{sheet.name}!{at}", f"批注没有读入：“{typed.shown(text)}”")
    yield from _deleted(returned)
    for each in returned.filled:
        yield from _headless(returned.file, each, heads)
        yield from _merged(returned.file, each, heads)


def _deleted(returned: Returned) -> Iterator[Remark]:
    """That fewer rows came back than went out."""
    keys = {key for each in returned.filled for row in each.rows() if (key := row.text(KEY_HEAD))}
    sent = returned.marks.rows if returned.marks else 0
    if len(keys) < sent:
        words = f"发出时有 {sent} 行，发回来的只有 {len(keys)} 行：删去的没有报（没有进展的留空，不要删行）"
        yield Remark(returned.file, returned.filled[0].sheet.name, words)


def _headless(file: str, filled: FilledSheet, heads: Collection[str]) -> Iterator[Remark]:
    """That columns have lost their heads: what stands in them is nobody's."""
    lost = "、".join(f"“{head}”" for head in heads if head not in filled.columns)
    if lost:
        yield Remark(file, filled.sheet.name, f"表头里没有{lost}，这几栏没有读入")


def _merged(file: str, filled: FilledSheet, heads: Collection[str]) -> Iterator[Remark]:
    """Which cells are merged downwards: each of their rows is taken to say what the first says."""
    columns = {filled.columns[head] for head in heads if head in filled.columns}
    last: dict[At, At] = {}
    for below, first in filled.sheet.covered.items():
        if first.column in columns and first.row > filled.head_row and first in filled.sheet.cells:
            last[first] = max(below, last.get(first, below))
    for first, below in last.items():
        where = f"{filled.sheet.name}!{first.reference}:{below.reference}"
        yield Remark(file, where, f"合并的单元格，{below.row - first.row + 1} 行都按它填的收")
