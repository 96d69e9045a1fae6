"""What was collected, for the terminal: what has to be looked at, a line each, and a table of who reported and who did not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from responsibility import checks, views
from responsibility.data.loader import Data
from responsibility.edit.collecting import Collection, Counts
from responsibility.graph import Graph
from responsibility.outputs.terminal import as_lines, plain_table
from responsibility.progress.plan import Plan
from responsibility.progress.returned import Remark

_NOT, _EMPTY, _UNREADABLE, _REPORTED = "未报", "交回未填", "没有读入", "已报"
_ORDER = (_NOT, _EMPTY, _UNREADABLE, _REPORTED)


def as_text(collection: Collection, width: int, dry: bool) -> str:
    """All that the office has to know, at most ``width`` columns wide where it is a table."""
    parts = list(_remarks(collection.remarks))
    if collection.data:
        for day in sorted({report.day for report in collection.reports}):
            states = _states(collection, collection.data, day)
            table = _table(collection, collection.data, day, states)
            parts.append(as_lines([Text(f"\n{_headline(day, states)}"), table], width))
    parts.append("\n" + _summary(collection, dry))
    return "\n".join(parts).strip("\n")


def _remarks(remarks: Sequence[Remark]) -> Iterator[str]:
    """What is said of a file as a whole, below its name where more is said: of its cells, the same of several once."""
    for file in dict.fromkeys(remark.file for remark in remarks):
        own = [remark for remark in remarks if remark.file == file]
        whole = [remark for remark in own if not remark.where]
        cells: dict[str, list[str]] = {}
        for remark in own:
            if remark.where:
                cells.setdefault(remark.words, []).append(remark.where)
        if cells:
            yield f"{file}："
        yield from (f"  {remark.words}" if cells else str(remark) for remark in whole)
        for words, places in cells.items():
            yield f"  {_places(places)}：{words}"


def _places(places: Sequence[str]) -> str:
    """``进展填报!I8、I14``: the name of a sheet once, where its cells follow each other."""
    shown: list[str] = []
    before = ""
    for place in places:
        sheet, sign, cell = place.rpartition("!")
        shown.append(cell if sign and sheet == before else place)
        before = sheet
    return "、".join(shown)


def _expected(data: Data) -> tuple[str, ...]:
    """The names of the units that report: each that has a duty and stands for itself alone."""
    graph = Graph(data)
    names = {name for policy in data.policies for name in Plan(policy, graph, data.units).expected}
    return tuple(unit.name for unit in data.units if unit.name in names)


def _overdue(data: Data, day: datetime.date) -> dict[str, int]:
    """How many dates each unit has missed as of ``day``; of data with errors none."""
    report = checks.run(data)
    progress = None if report.stops(False) else views.build(data, report, day).progress
    return {each.unit.name: len(each.overdue) for each in progress.by_unit} if progress else {}


def _states(collection: Collection, data: Data, day: datetime.date) -> dict[str, str]:
    """By unit whether it reported for that day; those who did not first, then those of whom nothing came now."""
    counts = _by_unit(collection, day)
    had = {
        report.unit for policy in data.policies for report in policy.progress if report.day.last_day == day
    }
    states = {
        name: _REPORTED if name in had else _not_reported(collection, name, day, name in counts)
        for name in dict.fromkeys([*_expected(data), *counts])
    }
    return dict(sorted(states.items(), key=lambda each: (_ORDER.index(each[1]), each[0] not in counts)))


def _headline(day: datetime.date, states: Mapping[str, str]) -> str:
    """``报送日期 2023-06-30：应报 31 个单位，未报 2，交回未填 1，已报 28``."""
    counts = Counter(states.values())
    each = "，".join(f"{state} {counts[state]}" for state in _ORDER if counts[state])
    return f"报送日期 {day}：应报 {len(states)} 个单位，{each}"


def _table(collection: Collection, data: Data, day: datetime.date, states: Mapping[str, str]) -> Table:
    counts, overdue = _by_unit(collection, day), _overdue(data, day)
    table = plain_table("单位", "报送", "这次收到", "新报", "改报", "逾期未完成")
    for name, state in states.items():
        rows, new, changed = counts.get(name, Counts(0, 0, 0))
        given = [f"{rows} 行", str(new or ""), str(changed or "")] if name in counts else ["", "", ""]
        table.add_row(*map(Text, (name, state, *given, str(overdue.get(name) or ""))))
    return table


def _not_reported(collection: Collection, unit: str, day: datetime.date, came_back: bool) -> str:
    """Why nothing of a unit is in the data for that day."""
    if not came_back:
        return _NOT
    return _UNREADABLE if (unit, day) in collection.touched else _EMPTY


def _by_unit(collection: Collection, day: datetime.date) -> dict[str, Counts]:
    """What was received for that day, over all policies."""
    counts: dict[str, Counts] = {}
    for report, each in collection.reports.items():
        if report.day == day:
            before = counts.get(report.unit, Counts(0, 0, 0))
            counts[report.unit] = Counts(*(sum(pair) for pair in zip(before, each, strict=True)))
    return counts


def _summary(collection: Collection, dry: bool) -> str:
    return "；".join(_sentences(collection, dry))


def _sentences(collection: Collection, dry: bool) -> Iterator[str]:
    counts = collection.reports.values()
    units = len({report.unit for report in collection.reports})
    rows = sum(each.rows for each in counts)
    yield f"读了 {collection.files} 个文件，收到 {units} 个单位的台账，{rows} 行"
    if collection.remarks:
        yield f"要看的 {len(collection.remarks)} 处，见上面各行"
    if collection.decisions:
        yield f"新的决定 {collection.decisions} 条"
    if collection.contacts:
        yield f"责任人和电话{'要写' if dry else '写了'} {collection.contacts} 份，在 private/contacts/，不发布"
    if not (collection.change or collection.contacts):
        yield "与已有的相同，什么也没有改" if rows else "什么也没有写"
    elif dry:
        files = len(collection.change) + collection.contacts
        yield f"要写 {files} 个文件（只是预演，什么也没有写）"
    elif collection.change:
        yield f"已写 {len(collection.change)} 个文件"
