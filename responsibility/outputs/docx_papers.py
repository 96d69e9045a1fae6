"""What the papers of the supervising office share: the upright page, the table of what is due in the document's words, the ending."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from responsibility.language.numerals import chinese_ordinal
from responsibility.model.decisions import Decision
from responsibility.model.progress import ABOUT_NAMES
from responsibility.outputs.docx_writer import UPRIGHT, Letter, Text
from responsibility.outputs.fact_tables import readings_words
from responsibility.outputs.merged_ledger import decision_words
from responsibility.outputs.wrapping import ems
from responsibility.progress.lights import extension_words
from responsibility.views.phrases import NOT_TOLD
from responsibility.views.progress import DueView
from responsibility.views.status import day_words

Row = list[list[Text]]
"""Of a table: the paragraphs of each cell."""
SIGNATURE = "（印发机关署名）"
"""Where the office that issues a paper writes its name; the data does not say which one that is."""
_MIDDLE = "表格居中"
_WIDE = 5
"""Characters that a column of words has room for at least, where it holds as many."""


class Paper:
    """A paper as of a day: its title, whom it goes to, numbered headings, paragraphs and tables, signature and date."""

    def __init__(self, title: str, day: datetime.date, addressee: str) -> None:
        self._letter = Letter(title, day, UPRIGHT)
        self._day = day
        self._headings = 0
        self._letter.paragraph(title, "公文标题")
        self._letter.paragraph(f"（截至{day_words(day)}）", "来源")
        self._letter.paragraph(f"{addressee}：", "主送机关")

    def paragraph(self, words: str) -> None:
        """Add a paragraph."""
        self._letter.paragraph(words, "正文段")

    def heading(self, words: str) -> None:
        """Add a heading with the next number."""
        self._headings += 1
        self._letter.paragraph(f"{chinese_ordinal(self._headings)}、{words}", "一级标题")

    def table(self, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add a table across the page."""
        words = [["\n".join(text.text for text in cell) for cell in row] for row in rows]
        narrow = [all(text.style == _MIDDLE for text in cell) for cell in rows[0]]
        heads = [_halved(name) if thin else name for name, thin in zip(names, narrow, strict=True)]
        lines = [*words, heads]
        longest = [
            max(ems(line) for cell in column for line in cell.split("\n"))
            for column in zip(*lines, strict=True)
        ]
        least = [
            max(2.0, longest) + 0.5 if thin else min(_WIDE, longest)
            for longest, thin in zip(longest, narrow, strict=True)
        ]
        self._letter.table(self._letter.fitted(heads, lines, least), rows)

    def due(self, due: Sequence[DueView], *others: str) -> None:
        """Add the table of what is overdue or soon due, with the columns ``others`` (UNITS, DOCUMENT) too."""
        columns = {name: cell for name, cell in _DUE.items() if name not in _OTHERS or name in others}
        columns[OVER if due[0].over else LEFT] = _days
        self.table(list(columns), [[list(cell(each)) for cell in columns.values()] for each in due])

    def content(self, closing: str) -> bytes:
        """The finished file, ``closing`` before the signature."""
        self._letter.paragraph(closing, "结语")
        self._letter.paragraph(SIGNATURE, "署名")
        self._letter.paragraph(day_words(self._day), "成文日期")
        return self._letter.content()


def middle(words: str) -> list[Text]:
    """A cell of a short word or a number, which never breaks."""
    return [Text(words, _MIDDLE)]


def quoted(words: str) -> str:
    """``words`` in quotation marks; such as stand in them become inner ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _halved(name: str) -> str:
    """The name of a narrow column, in two lines where it is long."""
    half = len(name) // 2
    return name if len(name) < 4 else f"{name[:half]}\n{name[half:]}"


# ---------------------------------------------------------------- what is due


UNITS, DOCUMENT, OVER, LEFT = "单位", "文件", "逾期天数", "剩余天数"
_OTHERS = (UNITS, DOCUMENT)


def _time(due: DueView) -> Iterator[Text]:
    """The document's words and the day that they mean; beside them until when the office extended it, and how it adjusted it."""
    if due.deadline is None or due.deadline.last_days is None:
        yield Text(NOT_TOLD["deadlines"])
    else:
        days = due.deadline.last_days
        readings = f"；{readings_words(days)}" if days.ambiguous else ""
        yield Text(f"“{due.deadline.record.quote}”（{day_words(days.safe)}{readings}）")
    states = [due.by_unit[unit.name] for unit in due.units]
    for decision in dict.fromkeys(state.extended for state in states if state.extended):
        yield Text(extension_words(decision) + _whose(decision, due))
    for decision in dict.fromkeys(each for state in states for each in state.adjusted):
        yield Text(_on_what(decision, due) + decision_words(decision) + _whose(decision, due))


def _on_what(decision: Decision, due: DueView) -> str:
    """On what a decision was taken that is not on the deadline itself: ``指标“新建水厂2座”：``; else empty."""
    if decision.about == "deadline" or due.deadline is None:
        return ""
    if decision.about:
        return f"{ABOUT_NAMES[decision.about]}{quoted(decision.quote or '')}："
    return f"部分{decision.task.part_label}：" if decision.task.part else "整项任务："


def _whose(decision: Decision, due: DueView) -> str:
    """For which of several units a decision holds alone."""
    return f"（只对{decision.unit}）" if decision.unit and len(due.units) > 1 else ""


def _days(due: DueView) -> list[Text]:
    return middle(str(abs(due.state.left or 0)))


_DUE: dict[str, Callable[[DueView], Sequence[Text] | Iterator[Text]]] = {
    "序号": lambda due: middle(due.task.label + due.item.part_label),
    DOCUMENT: lambda due: [Text(due.task.document)],
    "任务": lambda due: [Text(due.task.title)],
    "完成事项": lambda due: [Text(due.matter)],
    "文件规定的时限": _time,
    UNITS: lambda due: [Text("、".join(unit.name for unit in due.units))],
    "状态": lambda due: [Text(due.status_words)],
}
