"""What a government web site puts around a document: its table of information, crumbs, buttons, foot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from responsibility.importing.front import BARE_NUMBER, NUMBER, FrontMatter
from responsibility.importing.outline import numbered
from responsibility.importing.readers.base import Block, Table
from responsibility.importing.text import TITLE, clean
from responsibility.language.clause_places import at_end
from responsibility.language.normalize import normalise
from responsibility.language.numerals import written_date
from responsibility.language.patterns import alternatives
from responsibility.language.unit_names import may_issue

_LABELS: dict[str, str] = {
    **dict.fromkeys(("标题", "名称", "信息名称", "文件名称"), "title"),
    **dict.fromkeys(("发文字号", "文号", "文件编号", "发文文号"), "number"),
    **dict.fromkeys(("成文日期", "成文时间", "发文日期", "印发日期", "生成日期"), "issued"),
    **dict.fromkeys(("发文机关", "发布机构", "发文单位", "制发机关", "公开机构", "信息来源"), "issuers"),
    **dict.fromkeys(("索引号", "信息索引号", "主题分类", "信息分类", "主题词", "关键词", "体裁分类"), ""),
    **dict.fromkeys(("组配分类", "服务对象", "公开方式", "公开范围", "公开形式", "公开类别", "公开日期"), ""),
    **dict.fromkeys(("发布日期", "发布时间", "有效性", "时效性", "有效期", "生效日期", "废止日期"), ""),
}
"""What the table of information says, and the field of policy.yml that it may fill."""
_FEWEST = 3
"""Labels that make a table of information."""
_LABELLED = re.compile(rf"({alternatives(_LABELS)})[:：]\s*((?:(?!(?:{alternatives(_LABELS)})[:：]).)*)")
_TAIL = 40
"""Lines from the end in which the foot of a page is looked for."""
_FOOT = re.compile(
    "备案号|网站标识码|^主办[：单]|^上一篇|^下一篇|^相关(?:文件|链接|阅读|稿件|新闻)|打印本页|关闭(?:窗口|本页)|^分享"
    "|扫一扫|二维码|^阅读[0-9]|^预览时|^责任编辑|^编辑：|^打印|^收藏|^关闭|版权所有|^网站地图|^联系我们|^附件下载"
)
_BESIDE = re.compile(
    "^(?:发布时间|发布日期|时间|来源|信息来源|作者|责任编辑|浏览次数|浏览量|阅读次数|访问量|点击数|字体|字号)：|^【字体"
    "|^【?(?:打印|分享|收藏|关闭|保存)|扫一扫"
)
"""Lines of the site between the title and the text."""
_LONGEST = 60
"""Characters of such a line."""
_SENTENCE = re.compile("[。；]$")
"""The end of a line above the document that is none of the site's: words of the document, whatever was taken for its title."""
_CRUMBS = re.compile("[>›»]|^(?:首页|您?(?:的)?当前位置|来源：)")


def information(
    blocks: Sequence[Block | Table],
) -> tuple[FrontMatter, list[Block | Table], list[str]]:
    """What the page's table of information says of the document, the blocks without it, and a note of it."""
    begins = next(
        (
            index
            for index, block in enumerate(blocks)
            if isinstance(block, Block) and numbered(clean(block.text))[0]
        ),
        len(blocks),
    )
    pairs = {index: list(_pairs(block)) for index, block in enumerate(blocks[:begins])}
    pairs = {index: labelled for index, labelled in pairs.items() if labelled}
    if sum(map(len, pairs.values())) < _FEWEST:
        return {}, list(blocks), []
    facts: FrontMatter = {}
    listed = [pair for labelled in pairs.values() for pair in labelled]
    for label, value in listed:
        _fill(facts, _LABELS[label], value)
    words = "；".join(f"{label}：{value[:30]}" for label, value in listed)
    note = f"网页上方的信息表没有算作正文，只用来补正文里没有的要素：{words}"
    return facts, [block for index, block in enumerate(blocks) if index not in pairs], [note]


def _pairs(block: Block | Table) -> Iterator[tuple[str, str]]:
    """The labels of a block and their values; none where it has other words before them."""
    if isinstance(block, Block):
        text = _plain(block.text)
        if _LABELLED.match(text):
            yield from ((match[1], match[2].strip("；，")) for match in _LABELLED.finditer(text))
        return
    for index, row in enumerate(block.rows):
        cells = [_plain(cell) for column, cell in enumerate(row) if (index, column) not in block.covered]
        for cell, value in zip(cells, [*cells[1:], ""], strict=True):
            label = cell.rstrip("：:")
            if label in _LABELS:
                yield label, value if value.rstrip("：:") not in _LABELS else ""
            elif match := _LABELLED.match(cell):
                yield match[1], match[2]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", normalise(text))


def _fill(facts: FrontMatter, field: str, value: str) -> None:
    """Set the field, where the value can be one."""
    if field == "title" and TITLE.search(value):
        facts.setdefault("title", value)
    elif field == "number" and (number := NUMBER.fullmatch(value)):
        facts.setdefault("number", number[0])
    elif field == "issued" and (day := written_date(re.sub(r"^(\d+)-(\d+)-(\d+)$", r"\1年\2月\3日", value))):
        facts.setdefault("issued", day)
    elif field == "issuers" and may_issue(value):
        facts.setdefault("issuers", value.split("、"))


def without_site(lines: Sequence[str], is_known: Callable[[str], bool]) -> tuple[list[int], list[str]]:
    """Which lines of a web page are the document's, by their indices, and a note of the others."""
    texts = [clean(line) for line in lines]
    document = [index for index, text in enumerate(texts) if numbered(text)[0] or at_end(text, is_known)]
    first = document[0] if document else 0
    start = next((index for index in range(first) if _begins(texts[index:first])), 0)
    behind = max(len(lines) - _TAIL, document[-1] + 1 if document else start)
    feet = (
        index
        for index in range(behind, len(lines))
        if _FOOT.search(texts[index]) and texts[index][-1] not in "。；"
    )
    end = next(feet, len(lines))
    kept = [index for index in range(start) if _SENTENCE.search(texts[index])]
    kept += [
        index
        for index in range(start, end)
        if not (index < first and len(texts[index]) <= _LONGEST and _BESIDE.search(texts[index]))
    ]
    left = set(kept)
    dropped = [text for index, text in enumerate(texts) if text and index not in left]
    note = f"删去网页上不是正文的 {len(dropped)} 行：{'／'.join(_shown(text) for text in dropped)}"
    return kept, [note] if dropped else []


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _begins(texts: Sequence[str]) -> bool:
    """Whether a document begins with the first of these lines: its letterhead, number or title."""
    first = texts[0]
    if _CRUMBS.search(first) or _BESIDE.search(first):
        return False
    if BARE_NUMBER.match(first) or first.endswith("文件") or (len(first) >= 8 and TITLE.search(first)):
        return True
    whole = "".join(texts[:2])
    broken = "关于" in first or len("".join(texts[1:2])) < 8
    return (
        bool(first) and broken and first[-1] not in "。：；" and len(whole) >= 8 and bool(TITLE.search(whole))
    )
