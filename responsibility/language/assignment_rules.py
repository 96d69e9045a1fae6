"""What a document says once of who leads and who acts in all its tasks: rules of its clauses.

列第一位的责任单位为牵头单位; 逗号前面的为牵头单位，下同; 以下均需各县区政府落实，不再列出.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

RuleKind = Literal["first_leads", "before_comma_leads", "every_task"]
_UNIT = "(?:责任)?(?:部门|单位)(?:或者?(?:部门|单位))?"
_LEADS = (
    "(?:(?:为|是|即为|系|作为)(?:该项|本项)?(?:任务的?|工作)?(?:总?牵头|主办)(?:责任)?(?:部门|单位)?(?:或(?:者)?汇总(?:部门|单位))?"
    "|(?:负责)?牵头(?:负责|落实|组织)?)"
)
_REST = (
    f"(?:，其[他余它](?:的|各)?(?:{_UNIT})?(?:均|都)?(?:为|(?:按照?(?:各自)?职责(?:分工)?)?(?:做好|予以|密切|积极)?)"
    "(?P<rest>{})(?:部门|单位)?)?"
)
"""Behind the words of who leads: in which role the others are, where that is not theirs by the list."""
_SUPPORT = "配合|协办|协助|参与|协同"
_FIRST = f"(?:排|列|位|放|居)(?:在|于|名|序)?(?:第一|首)位?(?:的|者)?(?:{_UNIT})?"
_RULES: tuple[tuple[RuleKind, re.Pattern[str]], ...] = (
    (
        "first_leads",
        re.compile(
            f"(?:(?:{_FIRST}|第一(?:个|家)?{_UNIT}|首(?:个|位|家){_UNIT}){_LEADS}|牵头{_UNIT}(?:为|是)(?:{_FIRST}))"
            + _REST.format(_SUPPORT)
        ),
    ),
    (
        "before_comma_leads",
        re.compile(f"逗号前(?:面|边)?的?(?:{_UNIT})?{_LEADS}" + _REST.format(_SUPPORT)),
    ),
    (
        "every_task",
        re.compile(
            "以下(?:各项|各条|政策|任务|措施|工作|举措)*(?:均|都|全部)(?:需|由|应|须|要)*(?P<units>[^。；]{2,80}?)"
            "(?:按(?:照)?职责(?:分工)?)?(?:负责落实|负责|落实|实施|执行)，?不再(?:单独|逐一|逐项|一一|重复)*列[出明]?"
        ),
    ),
)


class ToldRule(NamedTuple):
    """A rule that a document states: which, in what words, the list of units that it names."""

    kind: RuleKind
    quote: str
    listed: str
    others_support: bool = False
    below: bool = False
    """Whether it holds for what stands below it alone: 以下均需…, …，下同."""


def rules_in(text: str) -> Iterator[ToldRule]:
    """The rules that ``text`` (in normal form) states."""
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            below = kind == "every_task" or text.startswith("，下同", match.end())
            yield ToldRule(kind, match[0], groups.get("units") or "", bool(groups.get("rest")), below)


_LIKE_A_RULE = re.compile("[^，；：。（）]{2,20}(?:为|是|系)总?牵头(?:责任)?(?:部门|单位)")


def unread_rules_in(text: str) -> Iterator[str]:
    """The stretches of ``text`` that look like a rule of who leads and are none of those that are known.

    A mark behind the units that lead (带*的为牵头单位) is read where it stands.
    """
    for match in _LIKE_A_RULE.finditer(without_rules(text)):
        if not re.search("[*★☆※]", match[0]):
            yield match[0]


_REMARK = re.compile("（(?:除[^，。；（）]{1,20}外|[，；。]|下同)*）")
"""What is left of a remark in brackets that stated a rule: （除标注“分别牵头”外，……，下同）."""


def without_rules(text: str) -> str:
    """``text`` without the words that state rules, which assign nothing themselves."""
    for _, pattern in _RULES:
        text = pattern.sub("，", text)  # what stood on both sides stays apart
    return _REMARK.sub("", text)
