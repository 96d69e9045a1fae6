"""What single cells of a table of tasks stand for: those above them, none, lists of times, persons with their posts."""

from __future__ import annotations

from responsibility.importing.tables import transcribe

from .test_task_tables import HEAD, lines, table


def test_cells_that_point_at_the_one_above_or_stand_for_none() -> None:
    rows = table(
        (*HEAD, "完成时限"),
        ("1", "修桥", "县交通局", "县财政局", "2025年底"),
        ("2", "修路", "同上", "〃", "—"),
        ("3", "修渠", "县水利局", "无", "/"),
        ("4", "修坝", "（同上）", "—", "同 上"),
    )
    result = transcribe([rows])
    assert result.lines == [
        "1.修桥。完成时限：2025年底。（牵头单位：县交通局；责任单位：县财政局）",
        "2.修路。（牵头单位：县交通局；责任单位：县财政局）",
        "3.修渠。（牵头单位：县水利局）",
        "4.修坝。（牵头单位：县水利局）",
    ]
    assert result.unread == ["表1有 4 格写“同上、〃、（同上）、同 上”，照上一行的读入，请核对"]


def test_lines_of_times_are_a_list_and_a_post_stands_with_its_name() -> None:
    rows = table(
        ("任务", "责任单位", "责任人", "完成时限"),
        ("修桥", "县交通局", "局长 孙某 李某\n副县长　王某某", "2024年6月底\n2024年9月底前"),
    )
    (line,) = lines(rows)
    assert line == (
        "1.修桥。完成时限：2024年6月底、2024年9月底前。（责任人：局长孙某、李某、副县长王某某；责任单位：县交通局）"
    )


def test_a_row_of_totals_is_no_task() -> None:
    rows = table(HEAD, ("1", "修桥", "县交通局", ""), ("合 计", "<", "", ""), ("小计：", "1项", "", ""))
    result = transcribe([rows])
    assert result.lines == ["1.修桥。（牵头单位：县交通局）"]
    assert result.unread == [
        "表1第3行是合计，没有当作任务：合 计",
        "表1第4行是合计，没有当作任务：小计： 1项",
    ]
