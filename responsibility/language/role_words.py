"""By what words documents assign, by role: keys of clauses, verbs, and what columns of tables are headed by.

All read the same words, so a word of one role is added in one place.
"""

from __future__ import annotations

import re

from responsibility.language.patterns import alternatives
from responsibility.model import ROLE_SPECS, Role, RoleSpec

_OTHER_WORDS: dict[Role, tuple[str, ...]] = {
    "lead": ("主办",),
    "responsible": ("主要责任", "负责", "承办", "落实", "指导", "主管", "实施"),
    "supporting": ("参与", "参加", "协办", "协助", "督办"),
}
"""By what a role is named, besides its own short name; a word that is another role's name is that one's."""
UNIT_WORDS = ("单位", "部门")
"""Words for units, behind the word that names a role."""
_WEAK = ("责任", "负责", "落实", "指导", "主管", "实施")
_SHORT_NAMES = {spec.short for spec in ROLE_SPECS}


def words_of(spec: RoleSpec) -> tuple[str, ...]:
    """The words that name a role, its short name first."""
    return spec.short, *(word for word in _OTHER_WORDS.get(spec.key, ()) if word not in _SHORT_NAMES)


KEY = re.compile(
    rf"(?:{'|'.join(f'({alternatives(words_of(spec))})' for spec in ROLE_SPECS)})"
    rf"(?:责任)?(?:{alternatives(UNIT_WORDS)})?："
)
"""A key of a clause, 牵头单位：; it has a group for each role, in their order."""

DEADLINE_KEYS = ("完成时限", "完成时间", "完成期限", "时限", "时间要求", "进度安排")
"""Keys of a clause that say by when, behind the units."""


_VERBS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile("牵头(?:负责|组织|落实|实施|推进|办理)*$")),
    ("supporting", re.compile("(?:积极|协同|密切)?(?:配合|参与|参加|协助|协办)(?:落实)?$")),
    (
        "responsible",
        re.compile(
            "(?:按照?(?:各自)?(?:职责|职能)(?:分工)?|结合(?:自身|本地)?实际|分别|共同|具体|依职责|根据职责分工)*"
            "(?:抓好|做好|组织|推进|贯彻)*(?:负责|落实|实施)+$"
        ),
    ),
)
_WITHOUT_VERBS = tuple(spec for spec in ROLE_SPECS if spec.key not in dict(_VERBS))
"""Roles that are named by their short name alone."""
VERBS = (*_VERBS, *((spec.key, re.compile(f"{re.escape(spec.short)}$")) for spec in _WITHOUT_VERBS))
"""How a clause without keys says what the units before it do: 乙局配合. Tried in this order."""
LAST_VERB = alternatives(("牵头", "负责", "配合", "落实", *(spec.short for spec in _WITHOUT_VERBS)))
"""What a sentence that assigns ends with."""


def is_weak(word: str) -> bool:
    """Whether ``word`` names a role of units only with a word for units behind it: 责任单位, but 责任目标."""
    return word.endswith(_WEAK)
