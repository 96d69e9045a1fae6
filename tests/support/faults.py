"""Faults of the small policy, each with the check that must report it, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from responsibility.data.folder import Files

POLICY = "qinghe-2023-5"
POLICY_YML = f"{POLICY}/policy.yml"
SOURCE = f"{POLICY}/source.txt"


def edit(file: str, old: str, new: str) -> Callable[[Files], None]:
    """Replace ``old``, which must stand in the file just once."""

    def change(files: Files) -> None:
        text = files[file].decode()
        assert text.count(old) == 1, (file, old, text.count(old))
        files[file] = text.replace(old, new).encode()

    return change


def task(number: str, old: str, new: str) -> Callable[[Files], None]:
    return edit(f"{POLICY}/{number}.yml", old, new)


def policy(old: str, new: str) -> Callable[[Files], None]:
    return edit(POLICY_YML, old, new)


def rule(*lines: str) -> Callable[[Files], None]:
    return policy("outline:", "rules:\n  - " + "\n    ".join(lines) + "\noutline:")


def units(old: str, new: str) -> Callable[[Files], None]:
    return edit("units.yml", old, new)


def drop(file: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        del files[file]

    return change


def put(file: str, content: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[file] = content

    return change


def copy(old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        for name in [name for name in files if name.startswith(old)]:
            files[new + name.removeprefix(old)] = files[name]

    return change


def both(*changes: Callable[[Files], None]) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        for each in changes:
            each(files)

    return change


class Fires(NamedTuple):
    """A fault, the check that must report it, and where."""

    check: str
    change: Callable[[Files], None]
    where: str
    """``file:line``"""
    says: str
    """What the message must contain."""


WAIVER = "waivers:\n  - check: {}\n    {}\n    why: 测试\n"
T1, T2, T3, T4 = (f"{POLICY}/0{number}.yml" for number in (1, 2, 3, 4))

FIRES = [
    Fires("yaml-syntax", task("01", "title: 保障", "\ttitle: 保障"), f"{T1}:3", "Tab"),
    Fires("yaml-syntax", task("01", 'number: "1"', 'number: "1'), f"{T1}:23", "引号没有配对"),
    Fires("yaml-syntax", put(T1, b'number: "1\n'), f"{T1}:2", "引号没有配对"),
    Fires("yaml-syntax", put(T1, b"number: [1\ntitle: 2\n"), f"{T1}:2", "方括号"),
    Fires("yaml-syntax", put(T1, b"number: 1\n---\nnumber: 2\n"), f"{T1}:3", "---"),
    Fires("yaml-syntax", put(T1, b"[" * 50), f"{T1}:1", "嵌套"),
    Fires(
        "duplicate-key",
        task("01", "title: 保障农村供水", "title: 保障农村供水\ntitle: 甲"),
        f"{T1}:4",
        "写了两次",
    ),
    Fires("anchor-or-alias", task("01", "title: 保障", "title: &a 保障"), f"{T1}:3", "&a"),
    Fires("anchor-or-alias", task("01", "section: 一（一）", "section: *a"), f"{T1}:4", "*a"),
    Fires("anchor-or-alias", task("01", "section: 一（一）", "section: !x 一"), f"{T1}:4", "!x"),
    Fires("not-utf8", put(T1, 'number: "1"\ntitle: 供水'.encode("gb18030")), f"{T1}:2", "UTF-8"),
    Fires("missing-key", task("01", "title: 保障农村供水\n", ""), f"{T1}:2", "title"),
    Fires("unknown-key", task("01", "title:", "tittle: 甲\ntitle:"), f"{T1}:3", "tittle"),
    Fires("wrong-type", task("01", "lead_units: [县水利局]", "lead_units: 县水利局"), f"{T1}:8", "列表"),
    Fires("wrong-type", task("01", "before: true", "before: 是"), f"{T1}:13", "true"),
    Fires("wrong-value", task("01", "due: 2023", "due: 2023-13"), f"{T1}:12", "2023-13"),
    Fires("wrong-value", task("01", "due: 2023", "due: 明年"), f"{T1}:12", "2021-08-17"),
    Fires("wrong-value", task("01", "every: year", "every: decade"), f"{T1}:15", "year"),
    Fires(
        "wrong-value",
        task("01", "{equals: 2, unit: 座}", "{equals: 2, at_least: 2, unit: 座}"),
        f"{T1}:20",
        "只有",
    ),
    Fires("file-name", copy(T1, f"{POLICY}/09.yml"), f"{POLICY}/09.yml:2", "09"),
    Fires("missing-file", drop(POLICY_YML), f"{POLICY_YML}:1", "policy.yml"),
    Fires("missing-file", drop("units.yml"), "units.yml:1", "units.yml"),
    Fires("folder-name", copy(f"{POLICY}/", "清河/"), "清河/policy.yml:1", "清河"),
    Fires("task-numbers", both(drop(SOURCE), drop(T2)), f"{POLICY_YML}:2", "2"),
    Fires("task-numbers", both(drop(SOURCE), drop(f"{POLICY}/s1.yml")), f"{POLICY_YML}:2", "s1"),
    Fires("duplicate-number", copy(T1, f"{POLICY}/1.yml"), f"{POLICY}/1.yml:2", "两个文件"),
    Fires("unknown-section", task("01", "section: 一（一）", "section: 一（二）"), f"{T1}:4", "一（二）"),
    Fires("outline", policy("- key: 二（一）", "- key: 二"), f"{POLICY_YML}:29", "两次"),
    Fires("outline", policy("- key: 二（一）", "- key: 五（一）"), f"{POLICY_YML}:29", "五"),
    Fires("unit-registry", units("id: jyj", "id: slj"), "units.yml:8", "县水利局"),
    Fires("unit-registry", units("name: 县教育局", "name: 县水务局"), "units.yml:7", "县水利局"),
    Fires("unit-registry", units("name: 县教育局", "name: 县水利局"), "units.yml:7", "县水利局"),
    Fires("unknown-member", units("[东河镇, 西山镇]", "[东河镇, 西河镇]"), "units.yml:25", "西河镇"),
    Fires("no-members", units("[东河镇, 西山镇]", "[]"), "units.yml:25", "各镇"),
    Fires(
        "facts-contradict",
        policy(
            "title: 某省供水办法", "title: 清河县水法\n    number: 清发〔2023〕5号\n  - title: 某省供水办法"
        ),
        f"{POLICY_YML}:15",
        "清发〔2023〕5号",
    ),
    Fires("facts-contradict", copy(f"{POLICY}/", "other/"), f"{POLICY_YML}:3", "other"),
    Fires("unknown-unit", task("01", "[县财政局, 各镇]", "[县财局, 各镇]"), f"{T1}:9", "县财局"),
    Fires(
        "unknown-unit", task("01", "lead_units: [县水利局]", "lead_units: [县水务局]"), f"{T1}:8", "县水利局"
    ),
    Fires("unit-twice", task("01", "[县财政局, 各镇]", "[各镇, 各镇]"), f"{T1}:9", "各镇"),
    Fires("unit-in-both-roles", task("01", "[县财政局, 各镇]", "[县水利局, 各镇]"), f"{T1}:9", "县水利局"),
    Fires("no-unit", task("04", "responsible_units: [县委办, 各镇]\n", ""), f"{T4}:2", "没有任何单位"),
    Fires(
        "both-roles-through-collective",
        units("[东河镇, 西山镇]", "[东河镇, 西山镇, 县水利局]"),
        f"{T1}:9",
        "各镇",
    ),
    Fires(
        "idle-unit",
        units("units:\n", "units:\n  - {name: 县林业局, id: lyj, kind: government}\n"),
        "units.yml:3",
        "县林业局",
    ),
    Fires("rule-quote", rule("rule: first_leads", "quote: 第一位牵头"), f"{POLICY_YML}:24", "第一位牵头"),
    Fires(
        "rule-section", rule("rule: first_leads", "quote: 各学校", "section: 九"), f"{POLICY_YML}:25", "九"
    ),
    Fires(
        "rule-units", rule("rule: every_task", "quote: 各学校", "units: [各镇]"), f"{POLICY_YML}:25", "各镇"
    ),
    Fires("rule-comma", rule("rule: before_comma_leads", "quote: 各学校"), f"{T4}:7", "clause"),
    Fires(
        "rule-contradicts-quote",
        rule("rule: report", "quote: 各学校", "every: month"),
        f"{POLICY_YML}:25",
        "every",
    ),
    Fires(
        "idle-rule", rule("rule: first_leads", "quote: 各学校", "section: 九"), f"{POLICY_YML}:23", "各学校"
    ),
    Fires(
        "leader-quote",
        task("04", "title:", "leaders: [{role: 组长, names: [甲], quote: 组长甲}]\ntitle:"),
        f"{T4}:3",
        "组长甲",
    ),
    Fires("label-not-in-heading", task("04", "title:", "label: 第四条\ntitle:"), f"{T4}:3", "第四条"),
    Fires("unknown-kind", units("kind: party", "kind: 党委部门"), "units.yml:15", "是不是“party”"),
    Fires("quote-not-in-text", task("01", "quote: 2023年底前", "quote: 2024年底前"), f"{T1}:11", "不在"),
    Fires("quote-not-in-text", task("01", "quote: 新建水厂2座", "quote: 水厂"), f"{T1}:19", "2 次"),
    Fires("words-not-in-text", task("01", "scope: 水厂", "scope: 水塔"), f"{T1}:27", "水塔"),
    Fires("words-not-in-text", task("04", "matter: 广泛宣传", "matter: 广泛宣讲"), f"{T4}:11", "宣讲"),
    Fires("words-not-in-text", task("03", "baseline: 上年", "baseline: 前年"), f"{T3}:23", "前年"),
    Fires("contradicts-quote", task("01", "at_least: 95", "at_least: 96"), f"{T1}:23", "96"),
    Fires("contradicts-quote", task("03", "equals: 4", "equals: 5"), f"{T3}:17", "5"),
    Fires("contradicts-quote", task("03", "due: 2024-06", "due: 2024-07"), f"{T3}:12", "2024-07"),
    Fires("contradicts-quote", task("01", "times: 2", "times: 3"), f"{T1}:16", "3"),
    Fires("contradicts-quote", task("04", "duration: 3 years", "duration: 4 years"), f"{T4}:10", "4"),
    Fires("period", task("02", "period: 提升期", "period: 过渡期"), f"{T2}:17", "过渡期"),
    Fires("period", policy("end: 2025", "end: 2026"), f"{POLICY_YML}:18", "2026"),
    Fires("period", policy("start: 2023", "start: 2022"), f"{POLICY_YML}:18", "2022"),
    Fires(
        "period",
        policy("quote: 从2023年起设立3年提升期", "quote: 从2023年起设立3年过渡期"),
        f"{POLICY_YML}:18",
        "source.txt",
    ),
    Fires("deliverable-name", task("02", "name: 管护制度", "name: 水厂管护制度"), f"{T2}:23", "“水厂”"),
    Fires(
        "figure-unaccounted",
        task("02", "other_figures:\n  - quote: 30个村\n    why: 范围：排查的对象\n", ""),
        f"{T2}:7",
        "30",
    ),
    Fires(
        "figure-unaccounted",
        both(task("04", "title: 加强宣传", "title: 加强5项宣传"), edit(SOURCE, "加强宣传", "加强5项宣传")),
        f"{T4}:3",
        "5",
    ),
    Fires(
        "figure-unaccounted",
        both(
            task("04", "deadlines:", "clause: （县委办、各镇负责，2023年9月底前完成）\ndeadlines:"),
            edit(SOURCE, "（责任单位：县委办、各镇）", "（县委办、各镇负责，2023年9月底前完成）"),
        ),
        f"{T4}:8",
        "2023",
    ),
    Fires(
        "figure-unaccounted",
        task("04", "targets:\n  - indicator: 宣传\n    quote: 应知尽知\n    all: true\n", ""),
        f"{T4}:5",
        "应知尽知",
    ),
    Fires(
        "deadline-out-of-range", policy("issued: 2023-03-01", "issued: 2024-03-01"), f"{T1}:12", "2024-03-01"
    ),
    Fires(
        "deadline-out-of-range",
        both(task("02", "    period: 提升期", "    period: 提升期\n    due: 2026")),
        f"{T2}:18",
        "2025",
    ),
    Fires("same-indicator", task("03", "indicator: 培训教师", "indicator: 新建水厂"), f"{T3}:20", "新建水厂"),
    Fires("document-proof", task("01", "新建水厂2座，", "新建大水厂2座，"), f"{T1}:5", "第 23 行"),
    Fires(
        "document-proof",
        policy("title: 清河县供水和教育工作方案", "title: 清河县供水及教育工作方案"),
        f"{POLICY_YML}:10",
        "【和】",
    ),
    Fires("no-source", drop(f"{POLICY}/source.txt"), f"{POLICY_YML}:2", "source.txt"),
    Fires("stale-erratum", policy("quote: 改造and维修", "quote: 改造or维修"), f"{POLICY_YML}:36", "or"),
    Fires(
        "stale-waiver",
        policy("errata:", WAIVER.format("no-unit", "task: '1'") + "errata:"),
        f"{POLICY_YML}:36",
        "no-unit",
    ),
    Fires(
        "stale-waiver",
        policy("errata:", WAIVER.format("document-proof", "task: '1'") + "errata:"),
        f"{POLICY_YML}:36",
        "document-proof",
    ),
    Fires("control-character", task("01", "title: 保障", "title: 保\u202e障"), f"{T1}:3", "U+202E"),
    Fires("control-character", task("01", "title: 保障农村供水", 'title: "保\\x07"'), f"{T1}:3", "U+0007"),
    Fires(
        "basis-not-in-source",
        policy("number: 某发〔2022〕8号", "number: 某发〔2022〕9号"),
        f"{POLICY_YML}:16",
        "9号",
    ),
    Fires("basis-not-in-source", policy("number: 某发〔2022〕8号", 'number: "8"'), f"{POLICY_YML}:16", "“8”"),
    Fires(
        "basis-not-in-source", policy("- title: 某省供水办法", "- title: 供水"), f"{POLICY_YML}:15", "“供水”"
    ),
    Fires(
        "period-twice",
        policy(
            "periods:\n",
            "periods:\n  - {name: 提升期, start: 2023, end: 2025, quote: 从2023年起设立3年提升期}\n",
        ),
        f"{POLICY_YML}:19",
        "提升期",
    ),
    Fires(
        "field-boundary",
        both(
            policy("letterhead: 中共清河县委文件", "letterhead: 中共清河县委"),
            policy("number: 清发〔2023〕5号", "number: 文件清发〔2023〕5号"),
        ),
        f"{POLICY_YML}:3",
        "文件清发",
    ),
    Fires(
        "field-boundary",
        both(task("s1", "title: 加强领导", "title: 加强领导县委"), task("s1", "  县委每季度", "  每季度")),
        f"{POLICY}/s1.yml:5",
        "每季度",
    ),
    Fires(
        "clause-in-text",
        task("04", "县水利局配合。", "县水利局配合。（责任单位：县委办）"),
        f"{T4}:5",
        "责任单位",
    ),
    Fires("contradicts-quote", task("01", "at_least: 95", "at_most: 95"), f"{T1}:23", "at_most"),
    Fires("contradicts-quote", task("01", "unit: 座", "unit: 亿元"), f"{T1}:20", "亿元"),
    Fires("contradicts-quote", task("01", "every: year", "every: week"), f"{T1}:15", "week"),
    Fires("contradicts-quote", task("01", "    before: true\n", ""), f"{T1}:12", "前"),
    Fires("contradicts-quote", task("03", "due: 2024-06", "due: 2024"), f"{T3}:12", "月"),
    Fires("contradicts-quote", task("03", "compare: at_least", "compare: at_most"), f"{T3}:24", "at_most"),
    Fires("contradicts-quote", task("04", "duration: 3 years", "duration: 3 days"), f"{T4}:10", "days"),
    Fires("contradicts-quote", task("04", "all: true", "none: true"), f"{T4}:15", "应写 all"),
    Fires("contradicts-quote", task("01", "values: [{equals: 2, unit: 座}]", "all: true"), f"{T1}:19", "2"),
    Fires(
        "clause-units",
        task("03", "各有关部门]", "各有关部门]\nclause: （县教育局牵头，县财政局等负责）"),
        f"{T3}:10",
        "责任单位是“县财政局”，与 responsible_units 不同",
    ),
    Fires(
        "clause-units",
        task("03", "各有关部门]", '各有关部门]\nclause: "好好干"'),
        f"{T3}:10",
        "看不出单位",
    ),
    Fires(
        "clause-units",
        task("04", "responsible_units: [县委办, 各镇]", 'responsible_units: [县委办, 各镇]\nclause: ""'),
        f"{T4}:8",
        "后面又没有写明分工的任务",
    ),
    Fires(
        "date-written",
        policy("issued: 2023-03-01", "issued: 2023-03-01\nissued_written: 二〇二三年三月二日"),
        f"{POLICY_YML}:10",
        "不是 2023-03-01",
    ),
    Fires(
        "draft-left",
        task("01", "    due: 2023\n", "    due: 2023\n    draft: true\n"),
        f"{T1}:13",
        "时限 1 处是导入时拟的，还没有人核对",
    ),
    Fires(
        "draft-left",
        task("01", "lead_units:", "draft: true\nlead_units:"),
        f"{T1}:8",
        "责任分工 1 处是导入时拟的",
    ),
    Fires(
        "unsettled",
        policy("errata:", "unsettled:\n  - {what: 附表没有读, task: '2'}\nerrata:"),
        f"{POLICY_YML}:36",
        "任务 2：附表没有读",
    ),
]
