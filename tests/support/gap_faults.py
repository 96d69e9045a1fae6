"""What the document of the small policy might leave open, each with the gap that must be reported, and where."""

from __future__ import annotations

from .faults import POLICY_YML, T1, T2, T3, T4, Fires, both, drop, policy, task, units

MISPRINT = "misprints:\n  - quote: {}\n    task: '{}'\n    suggests: {}\n    why: 测试\n"

GAP_FIRES = [
    Fires("numbering", drop(T2), f"{T3}:2", "编号从 1 跳到 3，缺 2"),
    Fires("numbering", drop(T1), f"{T2}:2", "编号从 2 开始，缺 1"),
    Fires("no-lead-unit", task("01", "lead_units: [县水利局]\n", ""), f"{T1}:8", "牵头"),
    Fires("unlisted-members", units("[东河镇, 西山镇]", "unlisted"), "units.yml:25", "各镇"),
    Fires("open-list", task("04", "[县委办, 各镇]", "[县委办等, 各镇]"), f"{T4}:7", "等"),
    Fires(
        "unassigned-instruction",
        policy("title: 供水\n", "title: 供水\n    instruction: 各村做好供水。\n"),
        f"{POLICY_YML}:25",
        "供水",
    ),
    Fires(
        "several-leads",
        task("01", "[县水利局]", "[县水利局, 县教育局]"),
        f"{T1}:8",
        "2 个（县水利局、县教育局）",
    ),
    Fires("no-frequency", task("04", "县水利局配合。", "县水利局定期检查。"), f"{T4}:5", "定期检查"),
    Fires(
        "target-without-time",
        task("01", "  - quote: 2023年底前\n    due: 2023\n    before: true\n", ""),
        f"{T1}:15",
        "“新建水厂”“供水普及率”",
    ),
    Fires(
        "ambiguous-before",
        both(
            task("01", "2023年底前完成", "2023年前完成"), task("01", "quote: 2023年底前", "quote: 2023年前")
        ),
        f"{T1}:11",
        "可读作到2022年12月31日止，也可读作到2023年12月31日止",
    ),
    Fires(
        "year-open",
        both(
            policy("issued: 2023-03-01\n", ""),
            task("01", "quote: 2023年底前\n    due: 2023\n", "quote: 6月底前\n    due: 6月\n"),
        ),
        f"{T1}:11",
        "未写明年份，文件也没有成文日期",
    ),
    Fires(
        "sum-differs",
        task(
            "01",
            "{equals: 2, unit: 座}]\n",
            "{equals: 2, unit: 座}]\n    sum_of: [检查2次以上, 2023年底前]\n",
        ),
        f"{T1}:21",
        "合计 2025 座，与“新建水厂2座”的 2 座相差 2023 座",
    ),
    Fires(
        "sum-unread",
        task("01", "{equals: 2, unit: 座}]\n", "{equals: 2, unit: 座}]\n    sum_of: [新建水厂]\n"),
        f"{T1}:21",
        "读不出一个数",
    ),
    Fires(
        "sum-unread",
        task("01", "{equals: 2, unit: 座}]\n", "{equals: 2, unit: 座}]\n    sum_of: [水厂3座]\n"),
        f"{T1}:21",
        "出现 0 次",
    ),
    Fires(
        "wrong-value",
        task("02", "    all: true\n", "    all: true\n    sum_of: [30个村]\n"),
        f"{T2}:19",
        "只与一个数值同用",
    ),
    Fires(
        "misprint",
        policy("errata:", MISPRINT.format("保障农村供水", "1", "保证农村供水") + "errata:"),
        f"{POLICY_YML}:36",
        "“保障农村供水”疑为“保证农村供水”：测试",
    ),
    Fires(
        "stale-misprint",
        policy("errata:", MISPRINT.format("保障全县供水", "1", "保证农村供水") + "errata:"),
        f"{POLICY_YML}:36",
        "出现 0 次",
    ),
    Fires(
        "stale-misprint",
        policy("errata:", MISPRINT.format("水厂", "1", "水场") + "errata:"),
        f"{POLICY_YML}:36",
        "次，应为 1 次",
    ),
    Fires(
        "stale-misprint",
        policy("errata:", "misprints:\n  - {quote: 各村, suggests: 各镇, why: 测试}\nerrata:"),
        f"{POLICY_YML}:36",
        "原件里出现 0 次",
    ),
    Fires(
        "stale-misprint",
        policy("errata:", MISPRINT.format("供水", "99", "送水") + "errata:"),
        f"{POLICY_YML}:37",
        "没有任务“99”",
    ),
    Fires(
        "wrong-value",
        policy("errata:", MISPRINT.format("供水", "1", "供水") + "errata:"),
        f"{POLICY_YML}:36",
        "不是笔误",
    ),
]
