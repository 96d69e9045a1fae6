"""What may be wrong with what became of a document: reforms of its units, progress; each with the check that must report it, and where."""

from __future__ import annotations

from collections.abc import Callable

from responsibility.data.folder import Files

from .faults import POLICY, T1, Fires, both, drop, put, task, units
from .policies import reissued

SLJ, XWB = (f"{POLICY}/progress/2023-06-30/{unit}.yml" for unit in ("slj", "xwb"))
RATE = "task: '1', about: target, quote: 供水普及率达到95%以上"


def reports(
    *entries: str, unit: str = "县水利局", day: str = "2023-06-30", file: str = ""
) -> Callable[[Files], None]:
    """What a unit reports, an entry a line from the fourth."""
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries)
    path = file or f"{POLICY}/progress/{day}/slj.yml"
    return put(path, f"unit: {unit}\nday: {day}\nentries:\n{lines}".encode())


def decides(*fields: str) -> Callable[[Files], None]:
    """A decision of the office, a field a line from the second."""
    lines = "\n    ".join((*fields, "basis: 县政府第9次常务会议纪要"))
    return put(f"{POLICY}/decisions.yml", f"decisions:\n  - {lines}\n".encode())


PROGRESS = "unit: 县水利局\nday: 2023-07-31\nentries: [{task: '1', status: completed}]\n".encode()


def reform(unit: str, succeeded_by: str, since: str = "2024-01-01") -> Callable[[Files], None]:
    """The unit with who took over its duties, in the lines before its ``id``."""
    name = f"name: {unit}\n"
    return units(name, f"{name}    {succeeded_by}\n    since: {since}\n    basis: 县委办〔2024〕1号\n")


def _implements(*lines: str) -> Callable[[Files], None]:
    return task("01", "deliverables:\n", "implements:\n  - " + "\n    ".join(lines) + "\ndeliverables:\n")


def _beside_it(files: Files) -> None:
    """Another document, which the small policy does not name among its bases."""
    files |= reissued(files, "lingwai-2023-1", number="另发〔2023〕1号")


def _saying_otherwise(files: Files) -> None:
    """A document of the same year that sets another rate."""
    files |= reissued(files, "qinghe-2023-9", number="清发〔2023〕9号")
    for old, new in (("达到95%以上", "达到98%以上"), ("at_least: 95", "at_least: 98")):
        files[T1] = files[T1].replace(old.encode(), new.encode())


def _amended(*operations: str, text: str = "将第一项中的“95%”修改为“98%”。") -> Callable[[Files], None]:
    """A document that changes the small policy, its changes from the seventh line."""
    head = f"amendments:\n  - title: 修改通知\n    number: 清发〔2024〕3号\n    text: |-\n      {text}\n    operations:\n"
    lines = "".join(f"      - {{{operation}}}\n" for operation in operations)
    return put(AMENDMENTS, (head + lines).encode())


AMENDMENTS = f"{POLICY}/amendments.yml"
_TO_98 = "quote: 将第一项中的“95%”修改为“98%”, old: 95%"

LATER_FIRES = [
    Fires(
        "amendment-quote", _amended("quote: 删去第一项, old: 95%"), f"{AMENDMENTS}:7", "不在清发〔2024〕3号里"
    ),
    Fires("amendment-quote", _amended(f"{_TO_98}, new: 99%"), f"{AMENDMENTS}:7", "“99%”不是"),
    Fires("amendment-place", _amended(f"{_TO_98}4, new: 98%"), f"{AMENDMENTS}:7", "出现 0 次"),
    Fires("amendment-place", _amended("quote: 修改为, old: 各镇, new: 修改"), f"{AMENDMENTS}:7", "出现 5 次"),
    Fires(
        "amendment-text",
        both(_amended(f"{_TO_98}, new: 98%"), drop(f"{POLICY}/source.txt")),
        f"{AMENDMENTS}:2",
        "无从改起",
    ),
    Fires(
        "amendment-unread",
        _amended(f"{_TO_98}, new: 98%", text="将第一项中的“95%”修改为“98%”。另删去附表里的一行。"),
        f"{AMENDMENTS}:4",
        "“另删去附表里的一行”没有照办",
    ),
    Fires(
        "documents-differ", _saying_otherwise, f"{T1}:21", "清发〔2023〕9号任务 1 写“供水普及率达到95%以上”"
    ),
    Fires("unknown-upper-task", _implements("policy: haifa", "task: '1'", "note: 甲"), f"{T1}:29", "haifa"),
    Fires(
        "unknown-upper-task", _implements(f"policy: {POLICY}", "task: '1'", "note: 甲"), f"{T1}:29", "自己"
    ),
    Fires(
        "unknown-upper-task",
        both(_beside_it, _implements("policy: lingwai-2023-1", "task: '9'", "note: 甲")),
        f"{T1}:30",
        "没有任务",
    ),
    Fires("upper-quote", _implements("policy: haifa", "task: '1'", "quote: 改厕"), f"{T1}:31", "改厕"),
    Fires(
        "upper-not-basis",
        both(_beside_it, _implements("policy: lingwai-2023-1", "task: '1'", "note: 甲")),
        f"{T1}:29",
        "另发〔2023〕1号",
    ),
    Fires("unknown-successor", reform("县教育局", "succeeded_by: [县水力局]"), "units.yml:8", "县水利局"),
    Fires("unknown-successor", reform("县教育局", "succeeded_by: [各镇]"), "units.yml:8", "集合主体"),
    Fires(
        "succession-cycle",
        both(reform("县教育局", "succeeded_by: [县水利局]"), reform("县水利局", "succeeded_by: [县教育局]")),
        "units.yml:11",
        "县水利局",
    ),
    Fires(
        "divided-duties",
        reform("县水利局", f"succeeded_by: [县委办, {{unit: 县教育局, takes: [{POLICY}/9]}}]"),
        "units.yml:4",
        "/9",
    ),
    Fires(
        "duties-left-over",
        reform("县水利局", f"succeeded_by: [{{unit: 县教育局, takes: [{POLICY}/1]}}]"),
        "units.yml:4",
        f"{POLICY}/2.1",
    ),
    Fires(
        "named-after-reform",
        reform("县水利局", "succeeded_by: [县教育局]", since="2022-01"),
        "units.yml:5",
        "2022年1月",
    ),
    Fires(
        "progress-day",
        put(f"{POLICY}/progress/2023-06-30/slj.yml", PROGRESS),
        f"{POLICY}/progress/2023-06-30/slj.yml:2",
        "2023-07-31",
    ),
    Fires("progress-unit", reports("task: '1', status: completed", unit="县水力局"), f"{SLJ}:1", "县水利局"),
    Fires("progress-unit", reports("task: '1', status: completed", unit="各镇"), f"{SLJ}:1", "集合主体"),
    Fires("progress-unit", reports("task: '1', status: completed", file=XWB), f"{XWB}:1", "slj"),
    Fires("progress-subject", reports("task: '9', status: completed"), f"{SLJ}:4", "没有任务 9"),
    Fires("progress-subject", reports("task: '2.3', status: completed"), f"{SLJ}:4", "没有任务 2.3"),
    Fires(
        "progress-subject",
        reports("task: '1', about: deadline, quote: 2024年底前, status: delayed"),
        f"{SLJ}:4",
        "时限“2024年底前”",
    ),
    Fires("progress-subject", reports(f"{RATE}, measure: 户, actual: 3"), f"{SLJ}:4", "只有%"),
    Fires(
        "progress-subject",
        both(
            task(
                "01",
                "values: [{equals: 2, unit: 座}]",
                "values: [{equals: 2, unit: 座}, {equals: 2, unit: 个}]",
            ),
            reports("task: '1', about: target, quote: 新建水厂2座, actual: 2"),
        ),
        f"{SLJ}:4",
        "座、个",
    ),
    Fires("progress-duty", reports("task: '3', status: completed"), f"{SLJ}:4", "任务 3 没有给“县水利局”"),
    Fires(
        "progress-dates",
        reports("task: '1', status: in_progress", day="2023-02-28"),
        f"{POLICY}/progress/2023-02-28/slj.yml:2",
        "2023-03-01",
    ),
    Fires(
        "progress-dates",
        reports("task: '1', status: completed, completed: 2023-07-01"),
        f"{SLJ}:4",
        "2023-07-01",
    ),
    Fires("progress-target", reports(f"{RATE}, status: completed, actual: 93.5"), f"{SLJ}:4", "93.5"),
    Fires(
        "progress-target",
        reports("task: '1', status: completed", f"{RATE}, measure: '%', actual: 94"),
        f"{SLJ}:5",
        "94",
    ),
    Fires(
        "progress-target",
        reports(
            "task: '2', status: completed", "task: '2.1', about: target, quote: 实现排查全覆盖, whole: false"
        ),
        f"{SLJ}:5",
        "没有做到",
    ),
    Fires(
        "decision-subject",
        decides("what: accepted", "task: '9'", "day: 2023-07-01"),
        f"{POLICY}/decisions.yml:3",
        "9",
    ),
    Fires(
        "decision-subject",
        decides("what: accepted", "task: '1'", "about: target", "quote: 普及率", "day: 2023-07-01"),
        f"{POLICY}/decisions.yml:5",
        "普及率",
    ),
    Fires(
        "decision-subject",
        decides("what: accepted", "task: '1'", "unit: 县教育局", "day: 2023-07-01"),
        f"{POLICY}/decisions.yml:4",
        "没有给“县教育局”",
    ),
    Fires(
        "decision-subject",
        decides("what: accepted", "task: '1'", "unit: 县水力局", "day: 2023-07-01"),
        f"{POLICY}/decisions.yml:4",
        "县水利局",
    ),
    Fires(
        "decision-dates",
        decides("what: accepted", "task: '1'", "day: 2023-02-01"),
        f"{POLICY}/decisions.yml:4",
        "销号",
    ),
    Fires(
        "decision-dates",
        decides("what: extended", "task: '1'", "day: 2023-07-01", "due: 2023-12-31"),
        f"{POLICY}/decisions.yml:5",
        "2023-12-31",
    ),
]
