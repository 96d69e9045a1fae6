"""What a document says once of who leads and who acts in all its tasks: rules of its clauses.

列第一位的责任单位为牵头单位; 逗号前面的为牵头单位，下同; 以下均需各县区政府落实，不再列出.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

RuleKind = Literal["first_leads", "before_comma_leads", "every_task"]
_LEADS = "(?:为|是|即为|系|作为)(?:该项|本项)?(?:任务的?)?(?:总?牵头|主办)(?:责任)?(?:部门|单位)?"
_FIRST = "(?:排|列|位|放|居)(?:在|于|名)?(?:第一|首)位?(?:的|者)?(?:责任)?(?:部门|单位)?"
_RULES: tuple[tuple[RuleKind, re.Pattern[str]], ...] = (
    (
        "first_leads",
        re.compile(
            f"(?:{_FIRST}|第一(?:个|家)?(?:责任)?(?:部门|单位)|首(?:个|位|家)(?:责任)?(?:部门|单位)){_LEADS}"
        ),
    ),
    ("before_comma_leads", re.compile(f"逗号前(?:面|边)?的?(?:责任)?(?:部门|单位)?{_LEADS}")),
    (
        "every_task",
        re.compile(
            "以下(?:各项|各条|政策|任务|措施|工作|举措)*(?:均|都|全部)(?:需|由|应|须|要)*(?P<units>[^。；]{2,80}?)"
            "(?:按(?:照)?职责(?:分工)?)?(?:负责落实|负责|落实|实施|执行)，?不再(?:单独|逐一|逐项|一一|重复)*列[出明]?"
        ),
    ),
)


class ToldRule(NamedTuple):
    """A rule that a document states: which, in what words, and the list of units that it names."""

    kind: RuleKind
    quote: str
    listed: str


def rules_in(text: str) -> Iterator[ToldRule]:
    """The rules that ``text`` (in normal form) states."""
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            yield ToldRule(kind, match[0], match.groupdict().get("units") or "")


def without_rules(text: str) -> str:
    """``text`` without the words that state rules, which assign nothing themselves."""
    for _, pattern in _RULES:
        text = pattern.sub("", text)
    return text
