"""Cells of a table that say nothing of their own: 同上 and 〃 point at the cell above, — and / stand for none."""

from __future__ import annotations

from responsibility.importing.readers.base import Table
from responsibility.importing.table_heads import Head
from responsibility.language.columns import LEADER, NO_UNIT, NOTHING, NUMBER, SAME_AS_ABOVE, TASK, TOTAL
from responsibility.language.normalize import normalise
from responsibility.model import ROLES


def in_full(table: Table, head: Head, unread: list[str]) -> Table:
    """The table with what such cells stand for; that, and rows of totals, which are no tasks, goes into ``unread``."""
    rows: list[tuple[str, ...]] = [*table.rows[: head.end]]
    units = {column.position for column in head.of(*ROLES, LEADER)}
    numbers, tasks = ({column.position for column in head.of(kind)} for kind in (NUMBER, TASK))
    copied: list[str] = []
    for index, row in enumerate(table.rows[head.end :], start=head.end + 1):
        cells = list(row)
        for position, cell in enumerate(cells):
            text = "".join(normalise(cell).split())
            if SAME_AS_ABOVE.fullmatch(text) and index > head.end + 1 and position not in numbers:
                cells[position] = rows[-1][position]
                copied.append(cell.strip())
            elif (position in units and NO_UNIT.fullmatch(text)) or (
                position not in tasks and NOTHING.fullmatch(text)
            ):
                cells[position] = ""
        filled = [cell.strip() for cell in cells if cell.strip()]
        if filled and TOTAL.fullmatch("".join(filled[0].split())) and not any(cells[each] for each in units):
            unread.append(
                f"{table.where}第{index}行是合计，没有当作任务：{' '.join(dict.fromkeys(filled))[:40]}"
            )
            cells = [""] * len(cells)
        rows.append(tuple(cells))
    if copied:
        signs = "、".join(dict.fromkeys(copied))
        unread.append(f"{table.where}有 {len(copied)} 格写“{signs}”，照上一行的读入，请核对")
    return table._replace(rows=tuple(rows))
