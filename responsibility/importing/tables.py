"""Tables of tasks (任务分工表) as text: a row becomes a numbered paragraph with its clause.

What stands in the text is what stands in the cells: a merged cell once, a number, a date or an
amount as the table shows it, a column under the words that head it. What was seen in a table
and is not understood, or does not stand in the text, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from responsibility.importing.outline import numbered
from responsibility.importing.readers.base import Block, Table, Unreadable
from responsibility.importing.table_cells import in_full
from responsibility.importing.table_heads import Column, Head, find_head
from responsibility.importing.table_lines import (
    COUNTED,
    TableTask,
    TaskRow,
    is_unit_key,
    joined,
    letters,
    listed,
    mark_of,
    task_lines,
)
from responsibility.importing.text import ENDS, clean
from responsibility.language.columns import LEADER, NUMBER, OTHER, SECTION, TASK, role_key
from responsibility.language.normalize import LEADER_KEY, normalise
from responsibility.model import ROLES

MOST_CHARACTERS = 2_000_000
"""Of all tables as text, where what is merged over several tasks stands with each."""
_HEADING = 40
"""Characters up to which a line without a stop between two tables is a heading."""
_HEADING_RANKS = ("chapter", "first", "second")


@dataclass
class Transcription:
    """A document with its tables as text."""

    lines: list[str] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    """Lines that head what follows, though they bear no number; in normal form."""
    tables: int = 0
    """How many tables of tasks there are."""
    begins: int | None = None
    """At which line the rows of the first of them begin, its title left out."""
    tasks: int = 0
    """How many rows begin a task of their own, those that number what belongs to another one among them."""
    length: int = 0
    """Characters of the tables of tasks so far."""
    aligned: str = ""
    """The lines of tables whose cells no rules part, in normal form, one behind the other."""
    unread: list[str] = field(default_factory=list)
    """What was seen in tables and not understood, a sentence each."""

    @property
    def notes(self) -> list[str]:
        """What was done to the tables."""
        note = "任务分工表按列转写成了文字：source.txt 是转写的结果，请对照原表"
        return [note] if self.tables else []

    def add(self, line: str) -> None:
        """A line of a table of tasks. Raises Unreadable where they have become too long."""
        self.lines.append(line)
        self.length += len(line)
        if self.length > MOST_CHARACTERS:
            raise Unreadable(
                f"任务分工表抄成文字超过 {MOST_CHARACTERS // 10_000} 万字（合并的单元格管几项任务就抄几遍），"
                "不像政策文件。请删去无关的表格再读"
            )

    def add_heading(self, text: str) -> None:
        """What heads the tasks below it, a line each."""
        for line in filter(None, map(str.strip, text.split("\n"))):
            self.add(line)
            if not numbered(clean(line))[0]:
                self.headings.add(clean(line))


def transcribe(blocks: Iterable[Block | Table]) -> Transcription:
    """The lines of a document. Raises Unreadable where its tables would become too long."""
    result = Transcription()
    head: Head | None = None
    between: list[str] = []
    """The lines since the last table of tasks."""
    for block in blocks:
        if isinstance(block, Block):
            result.lines.append(block.text)
            between.append(block.text)
            continue
        own = find_head(block)
        if own is None and head is not None and not between and len(block.rows[0]) == len(head.columns):
            own = replace(head, top=0, end=0)  # the table above goes on
        if own is None:
            result.lines += _as_it_stands(block, result.unread)
            head = None
            continue
        if result.tables:
            result.headings.update(clean(line) for line in between if _is_short(line))
        _Transcriber(block, own, result).run()
        head, between = own, []
    return result


def _is_short(line: str) -> bool:
    text = clean(line)
    return 0 < len(text) <= _HEADING and text[-1] not in ENDS and not numbered(text)[0]


def _as_it_stands(table: Table, unread: list[str]) -> list[str]:
    """The rows of a table that is none of tasks, with tabs between the cells; a single column as paragraphs."""
    rows = [
        [cell for column, cell in enumerate(row) if (index, column) not in table.covered]
        for index, row in enumerate(table.rows)
    ]
    if all(len(row) <= 1 for row in rows):
        return [line for row in rows for cell in row for line in cell.split("\n")]
    heading = "、".join(" ".join(cell.split()) for cell in rows[0] if cell.strip())[:40]
    unread.append(f"{table.where}没有认作任务分工表，照录为文字，请核对：{heading}")
    return ["\t".join(row).strip() for row in rows]


class _Transcriber:
    """Goes through the rows of one table of tasks."""

    def __init__(self, table: Table, head: Head, result: Transcription) -> None:
        self._result, self._top, self._end = result, head.top, head.end
        self._table = in_full(table, head, result.unread)
        self._head = self._as_used(head)
        self._numbers = self._head.of(NUMBER)[:1]
        self._titles = self._head.of(TASK)
        self._assigned = self._head.of(*ROLES, LEADER)
        self._sections = {column.position: "" for column in self._head.of(SECTION)}
        self._task: TableTask | None = None
        self._running = 0

    def run(self) -> None:
        """Transcribe the table; the title of a further one heads its tasks, unless it is that of the document again."""
        above = {clean(line) for line in self._result.lines[: self._result.begins]}
        for row in self._table.rows[: self._top]:
            title = "".join(dict.fromkeys(cell.strip() for cell in row))
            if self._result.tables:
                if clean(title) not in above:
                    self._result.add_heading(title)
            else:
                self._result.lines += filter(None, title.split("\n"))
        if not self._result.tables:
            self._result.begins = len(self._result.lines)
        self._result.tables += 1
        begin = len(self._result.lines)
        for index in range(self._end, len(self._table.rows)):
            row = self._table.rows[index]
            if any(map(str.strip, row)) and row not in self._head.rows:
                self._row(index, [cell.strip() for cell in row])
        self._close()
        if self._table.aligned:
            self._result.aligned += "".join(map(clean, self._result.lines[begin:]))
        self._tell_columns()

    def _tell_columns(self) -> None:
        """Tell which columns were not understood, or only in other words than their own."""
        for column in self._head.of(*ROLES):
            key = role_key(column.heading, column.kind)
            if key != column.heading:
                self._result.unread.append(
                    f"{self._table.where}的“{column.heading}”一列按“{key}”读入，请核对"
                )
        unused = [
            column.heading or f"第{column.position + 1}列"
            for column in self._head.of(OTHER)
            if any(row[column.position].strip() for row in self._table.rows[self._end :])
        ]
        if unused:
            self._result.unread.append(
                f"{self._table.where}没有归入事项的列：{'、'.join(unused)}（照录在任务原文里，请归类）"
            )

    def _as_used(self, head: Head) -> Head:
        """The columns by how the rows use them.

        A task that is merged over several numbers heads them; what comes again further down is no heading.
        """
        kinds: dict[int, str] = {}
        below = range(head.end, len(self._table.rows))
        tasks, numbers = head.of(TASK), head.of(NUMBER)
        kinds.update((column.position, OTHER) for column in numbers[1:])
        if not numbers and head.columns[0].kind == OTHER and self._counts(0, below):
            numbers = [head.columns[0]]
            kinds[0] = NUMBER
        if len(tasks) > 1 and numbers:
            title, number = tasks[0].position, numbers[0].position
            if any(self._goes_down(row, title) and not self._goes_down(row, number) for row in below):
                kinds[title] = SECTION
        for column in head.of(SECTION):
            texts = [text for row in below if (text := self._table.rows[row][column.position].strip())]
            runs = [text for text, last in zip(texts, ["", *texts], strict=False) if text != last]
            if len(set(runs)) < len(runs):
                kinds[column.position] = OTHER
        columns = (column._replace(kind=kinds.get(column.position, column.kind)) for column in head.columns)
        return replace(head, columns=tuple(columns))

    def _counts(self, column: int, rows: Iterable[int]) -> bool:
        """Whether a column that is headed by nothing known holds numbers of tasks, for half of its rows at least."""
        texts = [text for row in rows if (text := self._table.rows[row][column].strip())]
        return bool(texts) and sum(map(bool, map(mark_of, texts))) * 2 >= len(texts)

    def _goes_down(self, row: int, column: int) -> bool:
        """Whether a cell is the lower part of one above."""
        rows = self._table.rows
        above = row > self._end and (row, column) in self._table.covered
        return above and rows[row - 1][column] == rows[row][column]

    def _own(self, row: int, columns: Sequence[Column]) -> str:
        """The text of the first of these columns in a row, unless it is the lower part of a cell above."""
        if not columns or self._goes_down(row, columns[0].position):
            return ""
        return self._table.rows[row][columns[0].position].strip()

    def _row(self, index: int, row: Sequence[str]) -> None:
        heading = self._heading(index, row)
        if heading:
            self._close()
            self._result.add_heading(heading)
            return
        for position, last in self._sections.items():
            if row[position] and row[position] != last:
                self._close()
                self._sections[position] = row[position]
                self._result.add_heading(joined(row[position]))
        if self._task is None or not self._goes_on(index):
            self._close()
            self._task = self._begun(index, row)
        self._task.rows.append(self._task_row(index, row, is_first=not self._task.rows))
        self._task.cells += [
            text for position, text in enumerate(row) if text and position not in self._sections
        ]

    def _heading(self, index: int, row: Sequence[str]) -> str:
        """The heading that a row is: one text over the whole width, or a counted one without units; else empty."""
        filled = [position for position, text in enumerate(row) if text]
        texts = list(dict.fromkeys(row[position] for position in filled))
        numbers = [column.position for column in self._numbers]
        if len(texts) == 1:
            high = numbered(clean(texts[0]))[0] in _HEADING_RANKS
            return texts[0] if high or len(filled) > 1 or filled[0] in numbers else ""
        number = self._own(index, self._numbers)
        if len(texts) > 2 or not COUNTED.fullmatch(normalise(number)):
            return ""
        title = next(text for text in texts if text != number)  # a column of numbers may stand last
        units = any(row[column.position] and row[column.position] != title for column in self._assigned)
        return "" if units else mark_of(number) + title

    def _goes_on(self, index: int) -> bool:
        """Whether a row says more of the task above: its number or, without numbers, its task is not its own.

        Where several tasks stand beside one merged number, each is one.
        """
        title = self._own(index, self._titles)
        if not self._numbers:
            return not title
        several = len(self._titles) == 1 and title and self._goes_down(index, self._numbers[0].position)
        return not several and not self._own(index, self._numbers)

    def _begun(self, index: int, row: Sequence[str]) -> TableTask:
        """A new task with its number; one that is not understood is told."""
        number = row[self._numbers[0].position] if self._numbers else ""
        mark = mark_of(number) or f"{self._running + 1}."
        if number and not mark_of(number):
            self._result.unread.append(
                f"{self._table.where}第{index + 1}行的序号“{number}”不认识，写成了 {mark}"
            )
        digits = re.search("([0-9]{1,4})[.]$", mark)
        self._running = int(digits[1]) if digits else self._running
        return TableTask(mark, joined(row[self._titles[0].position]) if self._titles else "")

    def _task_row(self, index: int, row: Sequence[str], is_first: bool) -> TaskRow:
        """What a row says of its task; what is merged with the row above is said again for a new task alone."""
        task_row = TaskRow()
        assigns = any(
            row[column.position] and not self._goes_down(index, column.position) for column in self._assigned
        )
        for column in self._head.columns:
            text, down = row[column.position], self._goes_down(index, column.position)
            across = not down and (index, column.position) in self._table.covered
            again = is_first or (assigns and column in self._assigned)
            if not text or across or (down and not again):
                continue
            if column.kind == TASK:
                if not is_first or column != self._titles[0]:
                    task_row.texts.append(joined(text))
            elif column.kind in ROLES:
                task_row.roles.setdefault(role_key(column.heading, column.kind), []).append(text)
            elif column.kind == LEADER and re.fullmatch(LEADER_KEY, f"{column.heading}："):
                task_row.roles.setdefault(column.heading, []).append(text)
            elif column.kind not in (NUMBER, SECTION):
                task_row.details.append((f"{column.heading}：" if column.heading else "") + joined(text))
        if not any(map(is_unit_key, task_row.roles)):  # persons alone are no clause
            persons = task_row.roles.items()
            task_row.details += [f"{key}：{'、'.join(map(listed, cells))}" for key, cells in persons]
            task_row.roles = {}
        return task_row

    def _close(self) -> None:
        """Write the open task, and tell which of its cells do not stand in what was written."""
        task, self._task = self._task, None
        if task is None:
            return
        self._result.tasks += 1
        lines = list(task_lines(task))
        for line in lines:
            self._result.add(line)
        written = letters("".join(lines))
        lost = [cell for cell in dict.fromkeys(task.cells) if letters(cell) not in written]
        if lost:
            cells = "”“".join(" ".join(cell.split())[:30] for cell in lost[:20])
            self._result.unread.append(
                f"{self._table.where}任务 {task.mark}的 {len(lost)} 格没有照录：“{cells}”"
            )
