"""A made-up plan whose text is revised, as an office gets it: lines of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from responsibility.data.folder import Files

HEAD = """清河县人民政府关于印发供水和教育工作方案的通知
清政发〔2024〕3号
各镇人民政府：
现将《清河县供水和教育工作方案》印发给你们，请认真执行。
清河县人民政府
2024年3月1日
清河县供水和教育工作方案
为做好供水和教育工作，制定本方案。"""
SECTIONS = ("供水", "教育", "保障")


class Item(NamedTuple):
    """A task of the plan, without its number."""

    section: str
    title: str
    text: str
    clause: str


ITEMS = (
    Item("供水", "新建水厂", "2024年底前新建水厂2座，日供水能力达到3万吨。制定供水管理办法。", "牵头单位：县水利局，责任单位：县财政局、各镇"),
    Item("供水", "更新管网", "至2024年6月底前更新管网120公里，漏损率不高于9%。每季度开展一次水质检测。", "牵头单位：县水利局，责任单位：县卫生健康委"),
    Item("教育", "改造学校", "改造四所学校，新增学位800个。建立校舍安全台账。", "牵头单位：县教育局，责任单位：县住建局"),
    Item("教育", "培训教师", "每年培训教师不少于300人次，做到应培尽培。", "牵头单位：县教育局"),
    Item("保障", "加强宣传", "广泛宣传供水和教育政策，每月报送进展情况。", "牵头单位：县委宣传部，责任单位：各镇"),
)  # fmt: skip
TOILETS = Item("教育", "建设公厕", "2025年底前新建公厕10座，配备保洁员。", "牵头单位：县城管局")


def plan_text(items: Sequence[Item] = ITEMS, head: str = HEAD) -> str:
    """The document: its tasks numbered through, under their sections."""
    lines, number = [head], 0
    for index, section in enumerate(SECTIONS):
        lines.append(f"{'一二三'[index]}、{section}")
        for item in items:
            if item.section == section:
                number += 1
                lines.append(f"{number}.{item.title}。{item.text}（{item.clause}）")
    return "\n".join(lines) + "\n"


def confirmed(files: Files) -> Files:
    """Drafted files after a person has looked at everything."""
    lines = {path: content.decode().splitlines(True) for path, content in files.items()}
    return {
        path: "".join(line for line in each if line.strip() != "draft: true").encode()
        if path.endswith(".yml")
        else files[path]
        for path, each in lines.items()
    }


def edit(files: Files, path: str, *changes: tuple[str, str]) -> None:
    """Replace words of a file that stand in it just once."""
    for old, new in changes:
        assert files[path].decode().count(old) == 1, (path, old)
        files[path] = files[path].decode().replace(old, new).encode()
