"""The merged ledger: what each unit reported beside what it reported before, its light, and room for decisions."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from responsibility.data.folder import Files
from responsibility.outputs.downloads import downloads
from responsibility.progress.ledger_columns import CHECKED, DECIDED, MERGED_SHEET
from responsibility.progress.ledger_marks import (
    KEY_HEAD,
    MARKS_SHEET,
    SHOWN_HEAD,
    UNIT_HEAD,
    by_key,
    from_rows,
    shown_digest,
)

from .conftest import REAL, SMALL, Compiled, compiled, read
from .support.merged_columns import MERGED, merged_lines
from .support.progress import POLICY, decided, entry, reported
from .support.reference import Reference
from .support.reporting_round import round_of_reports
from .support.tables import Grid, compare

PATH = f"downloads/progress-{POLICY}.xlsx"
BUREAU, SCHOOLS, EAST = "县水利局", "县教育局", "东河镇"
YEAR_END = {"about": "deadline", "quote": "2023年底前"}
RATE = {"about": "target", "quote": "供水普及率达到95%以上", "measure": "%"}
Row = dict[str, Any]


@pytest.fixture
def progressed(small_files: Files) -> Compiled:
    files = reported(small_files, "2023-11-30", BUREAU, entry("1", "in_progress", progress="已开工。"))
    files = reported(
        files,
        "2024-01-31",
        BUREAU,
        entry("1", "delayed", progress="一座已建成。", problems="=1+1", next_steps="加紧施工。"),
        entry("1", **RATE, actual=93.5),
        entry("2.1", "completed", completed="2024-01-15", evidence=["http://a.example/b"]),
    )
    files = reported(files, "2023-11-30", EAST, entry("1", "not_applicable"))
    return compiled(
        decided(
            files,
            {"task": "2.1", "what": "accepted", "day": "2024-01-20", "basis": "=现场核验"},
            {"task": "3", "what": "extended", "day": "2024-01-25", "due": "2024-12-31", "unit": SCHOOLS}
            | {"about": "deadline", "quote": "至2024年6月前"},
        )
    )


def book(source: Compiled) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(downloads(source.site, ("xlsx",))[PATH]))


def rows(source: Compiled, sheet: str, head: int = 1) -> list[Row]:
    names, *lines = book(source)[sheet].iter_rows(min_row=head, values_only=True)
    return [dict(zip(map(str, names), line, strict=True)) for line in lines]


def test_there_is_one_only_where_units_have_reported(small_files: Files, progressed: Compiled) -> None:
    assert PATH not in downloads(compiled(small_files).site, ("xlsx",))
    assert PATH in downloads(progressed.site, ("xlsx",))


def test_each_row_says_what_a_unit_reported_beside_what_it_reported_before(progressed: Compiled) -> None:
    merged = rows(progressed, MERGED_SHEET, 4)
    first = merged[0]
    assert first == {
        **{"序号": 1, "任务": "保障农村供水", "类别": "任务", "事项": "保障农村供水"},
        **{"完成时限": "2023年底前；每年不少于2次", "目标值": None, "填报单位": BUREAU, "灯": "✕红"},
        **{"状态": "滞后，已过期 31 天", "实际值": None, "计量单位": None, "完成日期": None},
        "更新日期": datetime.datetime(2024, 1, 31),
        "本次进展": "滞后\n一座已建成。\n存在问题：=1+1\n下步措施：加紧施工。",
        **{"上次进展": "推进中\n已开工。", "佐证": None, "已作决定": None},
        **dict.fromkeys(DECIDED),
        **{KEY_HEAD: first[KEY_HEAD], SHOWN_HEAD: first[SHOWN_HEAD], UNIT_HEAD: "slj"},
    }
    assert merged[1]["填报单位"] == EAST, "who does not decide follows where it reported"
    assert (merged[1]["本次进展"], merged[1]["上次进展"]) == (None, "不适用"), (
        "it reported for the first day only"
    )
    [rate] = [row for row in merged if row["事项"] == "供水普及率"]
    assert (rate["实际值"], rate["计量单位"], rate["目标值"]) == (0.935, "%", "达到95%以上")
    [surveyed] = [row for row in merged if row["序号"] == "2（1）" and row["类别"] == "任务"]
    assert surveyed["完成日期"] == datetime.datetime(2024, 1, 15)
    assert (surveyed["状态"], surveyed["佐证"]) == ("已销号", "http://a.example/b")
    assert surveyed["已作决定"] == "2024年1月20日销号（=现场核验）"
    [schools] = [row for row in merged if row["序号"] == 3 and row["类别"] == "时限"]
    assert schools["完成时限"] == "2024年6月前（延至2024年12月31日）"
    assert schools["已作决定"] == "2024年1月25日延期至2024年12月31日（县政府常务会议纪要〔2023〕9号）"
    assert not [row for row in merged for name in DECIDED if row[name]], "only new decisions are written"


def test_every_subject_has_its_rows_and_carries_what_it_is_about(progressed: Compiled) -> None:
    merged = rows(progressed, MERGED_SHEET, 4)
    [policy] = progressed.data.policies
    assert list(dict.fromkeys(row[KEY_HEAD] for row in merged)) == list(by_key(policy))
    units = {unit.name: unit.id for unit in progressed.data.units}
    for row in merged:
        assert row[UNIT_HEAD] == units.get(row["填报单位"])
        assert row[SHOWN_HEAD] == shown_digest(str(row[name] or "") for name in CHECKED)
    workbook = book(progressed)
    cells = [[str(cell or "") for cell in row] for row in workbook[MARKS_SHEET].iter_rows(values_only=True)]
    marks = from_rows(cells)
    assert marks is not None
    assert (marks.unit, marks.day, set(marks.editions)) == ("", datetime.date(2024, 1, 31), {POLICY})
    page = workbook[MERGED_SHEET]
    assert page.auto_filter.ref == f"A4:Y{page.max_row}", "what is hidden is sorted with the rest"
    assert not [span for span in page.merged_cells.ranges if span.max_row >= 4]
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    offered = [rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert offered == ['"销号,延期,调整"']


@pytest.mark.parametrize(
    ("data", "policy"), [(SMALL, POLICY), pytest.param(REAL, "meifa-2021-7", marks=pytest.mark.long)]
)
def test_every_column_holds_what_the_data_says(data: Path, policy: str) -> None:
    files = round_of_reports(read(data), "2022-06-30", "2023-12-10")
    [left_out, *_] = [path for path in files if "/progress/2023-12-10/" in path]
    del files[left_out]  # who reported before and not this time
    source = compiled(files)
    reference = Reference(source)
    content = downloads(source.site, ("xlsx",))[f"downloads/progress-{policy}.xlsx"]
    page = openpyxl.load_workbook(io.BytesIO(content))[MERGED_SHEET]
    header, *table = page.iter_rows(min_row=4, values_only=True)
    hidden = header.index(KEY_HEAD)
    wanted = merged_lines(reference, policy)
    known = {line.key for line in wanted}
    shown = [row for row in table if row[hidden] in known]
    compare(
        Grid(policy, header[:hidden], [row[:hidden] for row in shown]), reference, MERGED, wanted, cell_of
    )
    reports = [header.index(name) for name in ("更新日期", "本次进展", "上次进展", "佐证", "已作决定")]
    others = [row for row in table if row[hidden] not in known]
    assert not [row for row in others if any(row[index] for index in reports)]
    assert len(shown) > 3 * len(others)


def cell_of(name: str, value: object) -> object:
    """What is read back of a value."""
    if name in ("完成日期", "更新日期"):
        return datetime.datetime.fromisoformat(str(value)) if value else None
    if name == "序号" and str(value).isdecimal():
        return int(str(value))
    return None if isinstance(value, str) and not value else value


def test_units_are_ranked_and_what_is_overdue_is_listed(progressed: Compiled) -> None:
    by_unit = {row["单位"]: row for row in rows(progressed, "各单位")}
    bureau = by_unit[BUREAU]
    assert (bureau["排名"], bureau["本期报送"], bureau["已销号"], bureau["报已完成"]) == (1, "已报", 1, 0)
    assert (by_unit[EAST]["本期报送"], by_unit[EAST]["最近报送"]) == ("未报", datetime.datetime(2023, 11, 30))
    assert len(by_unit) == len(progressed.site.policies[0].progress.by_unit)  # type: ignore[union-attr]
    [late] = [row for row in rows(progressed, "逾期") if row["单位"] == BUREAU]
    assert (late["序号"], late["任务"], late["文件规定的时限"]) == (1, "保障农村供水", "2023年底前")
    assert (late["到期日"], late["逾期天数"]) == (datetime.datetime(2023, 12, 31), 31)
    assert late["状态"] == "滞后", "as the task, of whose deadline nothing was reported"
    assert late["完成事项"] == "新建水厂2座，供水普及率达到95%以上"


def test_the_same_bytes_each_time(progressed: Compiled) -> None:
    assert downloads(progressed.site, ("xlsx",))[PATH] == downloads(progressed.site, ("xlsx",))[PATH]
