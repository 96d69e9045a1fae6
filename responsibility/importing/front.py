"""What stands around the tasks: letterhead, number, titles, addressees, issuers, date, superior documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from responsibility.importing.outline import numbered
from responsibility.importing.text import TITLE
from responsibility.language.clause_places import ending, inside
from responsibility.language.numerals import ORDINAL, written_date
from responsibility.language.unit_names import ISSUER_ENDS, Known, looks_like_a_unit, may_issue
from responsibility.model import Basis

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)[0-9]{2}〕[0-9]{1,4}号")
BARE_NUMBER = re.compile(
    rf"^(?:{NUMBER.pattern}|〔(?:19|20)[0-9]{{2}}〕[0-9]{{1,4}}号|第[0-9]{{1,4}}[期号])$"
)
"""A line that is the number of a document; that of minutes may name nobody: 〔2025〕12号, 第12期."""
_BASIS = re.compile(rf"《((?:[^《》〈〉\n]|〈[^〈〉\n]*〉)+)》(?:（({NUMBER.pattern})）)?")
_CLOSING = re.compile(
    "^附(?:件|表)|^（此件|^(?:出席|列席|参加|参会|主持|记录|分送|抄报|发送)(?:人员|单位|人)?：|^抄送|^（联系|^本(?:方案|意见|办法|规定|通知|细则)自"
)


_ANNOTATION = re.compile("^（(?:此件|本文|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日).*）$")
_ISSUED = re.compile(
    "（(?P<date>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)(?P<issuer>[\u4e00-\u9fff]{2,30}?)(?:印发|公布|发布)"
)
_LETTERHEAD = re.compile(rf"文件$|^(?!.*关于).*(?:{ISSUER_ENDS})[^，。]{{0,12}}纪要$")
"""What stands in red over a document: 清河县人民政府文件, 清河县人民政府专题会议纪要."""
_SPAN = re.compile("^（(?:[0-9]{4}[^月]{0,12}|试行|暂行|[0-9]{4}年修订|修订|征求意见稿?)）$")


_BEFORE_NUMBER = re.compile(f"^日?(?:.*(?:印发|公布|发布|{ISSUER_ENDS}))?")
"""In an annotation, what stands before the document's number: the day, and whose number it is."""
_INTRODUCTION = re.compile("^(?:为|根据|按照?|依据|经(?![济开]))|(?:制定|提出|明确|通知|如下).{0,12}：$")
"""How a paragraph begins or ends that leads over to the tasks."""


class FrontMatter(TypedDict, total=False):
    """What stands in a document around its tasks, by the fields of policy.yml; texts as lists of paragraphs."""

    letterhead: str
    number: str
    notice_title: str
    addressees: str
    notice: list[str]
    issuers: list[str]
    issued: str
    issued_written: str
    annotation: str
    title: str
    preamble: list[str]
    closing: str


def read_front(paragraphs: Sequence[str], issuers: Sequence[str] = ()) -> FrontMatter:
    """The fields of policy.yml that stand in the paragraphs before the first heading.

    ``issuers`` are names that are known to be those of issuers.
    """
    facts: FrontMatter = {}
    text: list[str] = []
    for paragraph in paragraphs:
        date = written_date(paragraph)
        if date and "issued" not in facts:
            _date(facts, paragraph)
            facts["issuers"] = _take_issuers(text, issuers)
            _notice(facts, text)
            text = []
        elif BARE_NUMBER.match(paragraph) and "number" not in facts:
            facts["number"] = paragraph
        elif _LETTERHEAD.search(paragraph) and "letterhead" not in facts and not text:
            facts["letterhead"] = paragraph
        else:
            text.append(paragraph)
    _annotation(facts, text)
    _attachment(facts, text)
    titles = _take_titles(text) or _take_first_lines(text)
    if titles:
        facts["title"] = titles
    _annotation(facts, text)
    if "addressees" not in facts:
        _addressees(facts, text)
    if text:
        facts["preamble"] = text
    if "title" not in facts and "notice_title" in facts:
        facts["title"] = facts.pop("notice_title")
    return facts


def _date(facts: FrontMatter, written: str) -> None:
    """The date, and how it is written where that is in Chinese numerals."""
    facts["issued"] = written_date(written) or written
    if not written[0].isdigit():
        facts["issued_written"] = written


def _take_issuers(text: list[str], known: Sequence[str] = ()) -> list[str]:
    """The lines at the end of ``text`` that name who issues the document, taken off it."""
    issuers: list[str] = []
    while text and (
        text[-1] in known or (may_issue(text[-1]) and len(text[-1]) <= 30 and "。" not in text[-1])
    ):
        issuers.insert(0, text.pop())
    return issuers


_ISSUER_OF_TITLE = re.compile("^(?P<issuers>[^《》“”，。：；]{3,40}?)关于.*(?:通知|意见|决定|通报|函)$")
_PLACE = re.compile("^(?:中共)?(?P<place>[\u4e00-\u9fff]{2,4}?[省市县区州旗盟])")
_NO_ISSUER = re.compile("贯彻|落实|推进|实施|加强|等|[省市县区镇乡村州]$")
"""What the name of an issuer does not have in it; a place alone is none."""


def issuers_in_title(title: str) -> list[str]:
    """Who issues a document by its title (清河县人民政府办公室关于印发…的通知); none where that names nobody plainly.

    Of several the names begin with the same place: 清河县财政局清河县水利局.
    """
    match = _ISSUER_OF_TITLE.match(title)
    words = match["issuers"] if match else ""
    place = _PLACE.match(words)
    names = re.split(f"(?<=[局委室办府])、?(?={place['place']})", words) if place else [words]
    return names if words and all(may_issue(name) and not _NO_ISSUER.search(name) for name in names) else []


def _take_titles(text: list[str]) -> str:
    """The lines of a title at the beginning: up to the one that ends as titles do."""
    for index, line in enumerate(text[:4]):
        if line[-1] in "。：；":
            return ""
        if TITLE.search(line):
            more = index + 1 < len(text) and _SPAN.match(text[index + 1])
            end = index + 2 if more else index + 1
            title = "".join(text[:end])
            del text[:end]
            return title
    return ""


_NO_TITLE = re.compile("[。；！？：，]|^（")


def _take_first_lines(text: list[str]) -> str:
    """A title that ends as no other does (…重点任务): the first lines, short and without a stop, taken off ``text``."""
    lines = 0
    while lines < min(len(text), _MOST_TITLE_LINES) and _is_of_title(text[lines], begins=not lines):
        lines += 1
    if not lines or (lines == 1 and looks_like_a_unit(text[0], lambda _: False)):
        return ""
    title = "".join(text[:lines])
    del text[:lines]
    return title


_LONGEST_TITLE, _MOST_TITLE_LINES = 60, 3


def _is_of_title(line: str, begins: bool) -> bool:
    if not begins and _SPAN.match(line):
        return True
    return len(line) <= _LONGEST_TITLE and not _NO_TITLE.search(line)


def _annotation(facts: FrontMatter, text: list[str]) -> None:
    """A line in brackets beside the title: 此件公开发布, or by whom and when the document was issued."""
    if text and _ANNOTATION.match(text[0]):
        facts["annotation"] = text.pop(0)
        issued = _ISSUED.search(facts["annotation"])
        if issued and "issued" not in facts:
            facts["issued"] = written_date(issued["date"]) or issued["date"]
            facts["issuers"] = [issued["issuer"]]
        number = NUMBER.search(facts["annotation"])
        if number and "number" not in facts:
            facts["number"] = _BEFORE_NUMBER.sub("", number[0])


_ATTACHMENT = re.compile(rf"^附[件表](?:[0-9]{{1,2}}|{ORDINAL})?：?$")


def is_attachment(paragraph: str) -> bool:
    """Whether a paragraph is the line 附件 over the title of an attachment."""
    return bool(_ATTACHMENT.match(paragraph))


def _attachment(facts: FrontMatter, text: list[str]) -> None:
    """The line 附件 over the title of an attachment, which stands with the annotation before it."""
    if text and is_attachment(text[0]):
        lines = [facts["annotation"]] if "annotation" in facts else []
        facts["annotation"] = "\n".join([*lines, text.pop(0)])


def _notice(facts: FrontMatter, text: list[str]) -> None:
    """The notice that a plan is sent out with: title, addressees, text."""
    title = _take_titles(text)
    if title:
        facts["notice_title"] = title
    _annotation(facts, text)
    _addressees(facts, text)
    if text:
        facts["notice"] = text


def _addressees(facts: FrontMatter, text: list[str]) -> None:
    """The line that names whom the document is sent to; an introduction (为做好……，制定以下措施：) is none."""
    if text and text[0].endswith("：") and not _INTRODUCTION.search(text[0]):
        facts["addressees"] = text.pop(0).rstrip("：")


def take_closing(paragraphs: list[str], known: Known) -> tuple[FrontMatter, list[str]]:
    """What stands behind the last task, taken off ``paragraphs``: its fields, and their order.

    Issuers and date sign the document; before or behind them stand the names of
    attachments, behind them an annotation.
    """
    facts: FrontMatter = {}
    tail = range(len(paragraphs) - 1, max(len(paragraphs) - _TAIL, 0) - 1, -1)
    signed = next((index for index in tail if written_date(paragraphs[index])), None)
    behind: list[str] = []
    if signed is not None:
        behind = paragraphs[signed + 1 :]
        _date(facts, paragraphs[signed])
        del paragraphs[signed:]
        facts["issuers"] = _take_issuers(paragraphs)
    attached = next(
        (index for index, paragraph in enumerate(paragraphs) if _CLOSING.match(paragraph)), len(paragraphs)
    )
    start = min(attached, _behind_tasks(paragraphs[:attached], known))
    before = paragraphs[start:]
    del paragraphs[start:]
    order = ["issuers", "issued"] if facts.get("issuers") else ["issued"] if facts else []
    if before:
        facts["closing"] = "\n".join(before)
        order = ["closing", *order]
        if behind:
            facts["annotation"] = "\n".join(behind)
            order.append("annotation")
    elif behind:
        facts["closing"] = "\n".join(behind)
        order.append("closing")
    return facts, order


def _behind_tasks(paragraphs: list[str], known: Known) -> int:
    """Where what follows the last clause begins; the end, where a number follows it or it is far away."""
    for index in range(len(paragraphs) - 1, max(len(paragraphs) - _TAIL, 0) - 1, -1):
        if ending(paragraphs[: index + 1], known):  # a clause's last line may name no unit: 完成时限：
            return index + 1
        if next(inside(paragraphs[index], known), None):  # (甲局负责) and what all have to do behind it
            return index + 1
        if numbered(paragraphs[index])[0]:
            break
    return len(paragraphs)


_TAIL = 40
"""Paragraphs from the end in which a signature is looked for."""


def bases(text: str) -> list[Basis]:
    """Superior documents: those with a number, and opinions and plans of higher authorities in a preamble."""
    named: dict[str, Basis] = {}
    for title, number in _BASIS.findall(text):
        if number or re.search("中共|国务院|省委|市委|意见|方案|规划|通知|办法", title):
            named.setdefault(title, Basis(title=title, number=number or None))
    return list(named.values())
