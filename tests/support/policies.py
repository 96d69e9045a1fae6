"""Variants of the small policy: beside the real one, with tasks that have an identity of their own, with other times."""

from __future__ import annotations

import re

from responsibility.data.folder import Files


def renamed(files: Files) -> Files:
    """The small policy with units that can stand in one registry with the real ones."""
    texts = {path: content.decode().replace("各镇", "各乡镇") for path, content in files.items()}
    texts["units.yml"] = texts["units.yml"].replace(" id: ", " id: qinghe-")
    return {path: text.encode() for path, text in texts.items()}


def together(first: Files, second: Files) -> Files:
    """Two policies in one folder; no unit is in both registries."""
    units = first["units.yml"] + second["units.yml"].partition(b"units:\n")[2]
    return {**first, **second, "units.yml": units}


_POLICY, _NUMBER = "qinghe-2023-5", "清发〔2023〕5号"


def reissued(files: Files, policy: str, number: str = "", years: int = 0, dated: bool = True) -> Files:
    """``files`` with the small policy once more: under another id and number, some years later or without a date.

    A number stands in the document where it is given; the years that its tasks name move along.
    """
    again = {}
    for path, content in files.items():
        folder, _, name = path.partition("/")
        if folder == _POLICY:
            text = content.decode()
            if number:
                text = text.replace(_NUMBER, number)
            else:
                text = text.replace(f"number: {_NUMBER}\n", "").replace(f"{_NUMBER}\n", "")
            if not dated:
                text = text.replace("issued: 2023-03-01\n", "").replace("2023年3月1日\n", "")
            text = re.sub("202[3-5](?!〕)", lambda year: str(int(year[0]) + years), text)
            again[f"{policy}/{name}"] = text.encode()
    return {**files, **again}


def identified(files: Files) -> Files:
    """The small policy with tasks whose identity is not their number."""
    numbers = {
        b'number: "1"\n': b"id: gongshui\n",
        b'number: "2"\n': b"id: fenbu\n",
        b'number: "s1"\n': b"id: lingdao\n",
    }
    edited = dict(files)
    for path, content in files.items():
        for number, line in numbers.items():
            if content.partition(b"\n")[2].startswith(number):
                edited[path] = content.replace(number, number + line, 1)
    return edited


def crowds(number: int) -> list[str]:
    """The names of so many made-up units."""
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰午未申酉戌"
    return [f"县{stems[each // 10]}{branches[each % 10]}局" for each in range(number)]


def crowded(number: int) -> Files:
    """A policy of two tasks that so many units answer for, most of them in the second."""
    names = crowds(number)
    tasks = (("1", "带头落实", names[:1], names[1:2]), ("2", "推进重点任务", names[2:3], names[3:]))
    policy = "number: 清发〔2023〕8号\nissuers: [中共清河县委]\nissued: 2023-03-01\ntitle: 清河县方案\noutline:\n  - key: 一\n    title: 任务\n"
    lines = ["清发〔2023〕8号", "中共清河县委", "2023年3月1日", "清河县方案", "一、任务"]
    files = {}
    for task, title, leads, others in tasks:
        text = "认真办理。"
        lines.append(f"{task}.{title}。{text}（牵头单位：{'、'.join(leads)}，责任单位：{'、'.join(others)}）")
        files[f"qinghe-crowd/0{task}.yml"] = (
            f'number: "{task}"\ntitle: {title}\nsection: 一\ntext: {text}\n'
            f"lead_units: [{', '.join(leads)}]\nresponsible_units: [{', '.join(others)}]\n"
        )
    files["qinghe-crowd/policy.yml"] = policy
    files["qinghe-crowd/source.txt"] = "\n\n".join(lines) + "\n"
    units = "".join(
        f"  - name: {name}\n    id: u{each}\n    kind: government\n" for each, name in enumerate(names)
    )
    files["units.yml"] = f"units:\n{units}"
    return {path: text.encode() for path, text in files.items()}


TIMES = (
    ("2023年底前完成", "6月底前完成"),
    ("  - quote: 2023年底前\n    due: 2023\n", "  - quote: 6月底前\n    due: 6月\n"),
    ("提升期内完善管护制度", "立行立改，2023年上半年完善管护制度"),
    (
        "  - quote: 提升期内\n    period: 提升期\n",
        "  - quote: 立行立改\n    immediate: true\n  - quote: 2023年上半年\n    due: 2023-H1\n",
    ),
    ("至2024年6月前，完成", "2023年10月1日至2024年3月31日，完成"),
    (
        "  - quote: 至2024年6月前\n    due: 2024-06\n    before: true\n",
        "  - quote: 2023年10月1日至2024年3月31日\n    start: 2023-10-01\n    due: 2024-03-31\n",
    ),
    ("用3年时间广泛宣传", "自启动之日起30个工作日内广泛宣传"),
    (
        "  - quote: 用3年时间\n    duration: 3 years\n",
        "  - quote: 自启动之日起30个工作日内\n    duration: 30 workdays\n    counted_from: 启动之日\n",
    ),
    ("每季度听取一次汇报", "每季度末月25日前听取一次汇报，每年12月底前总结，春节前慰问，长期坚持"),
    (
        "  - quote: 每季度听取一次\n    every: quarter\n    times: 1\n",
        "  - quote: 每季度末月25日前听取一次\n    every: quarter\n    month: 3\n    day: 25\n    times: 1\n    before: true\n"
        "  - quote: 每年12月底前\n    every: year\n    month: 12\n    before: true\n"
        "  - quote: 春节前\n    due: 春节\n    before: true\n"
        "  - quote: 长期坚持\n    ongoing: true\n",
    ),
)
"""What :func:`timed` writes for what: times of every kind."""


def timed(files: Files) -> Files:
    """The small policy with times of every kind that the others do not have."""
    texts = {path: content.decode() for path, content in files.items()}
    for old, new in TIMES:
        assert any(old in text for text in texts.values()), old
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    return {path: text.encode() for path, text in texts.items()}
