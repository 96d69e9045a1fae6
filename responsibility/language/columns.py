"""By what words the columns of a table of tasks (任务分工表) are headed."""

from __future__ import annotations

import re

from responsibility.language.patterns import alternatives
from responsibility.language.role_words import KEY, UNIT_WORDS, is_weak, read_key, words_of
from responsibility.model import EXPECTED, ROLE_NAMES, ROLE_SPECS, ROLES, Role, RoleSpec

NUMBER, SECTION, LEADER, DEADLINE, GOAL, TASK, OTHER = (
    "number",
    "section",
    "leader",
    "deadline",
    "goal",
    "task",
    "other",
)
"""What a column that names no units in a role holds; OTHER is what no words are known for."""


def _role_headings(spec: RoleSpec, weak: bool) -> str:
    """How a column of units in a role is headed: by a word of the role, or by a weak one and a word for units."""
    words = [word for word in words_of(spec) if is_weak(word) == weak]
    if weak:
        ends = (*UNIT_WORDS, "分工") if is_weak(spec.short) else UNIT_WORDS
        words = [word + end for word in words for end in ends]
    return alternatives(words)


_PERSON = "领导|责任人|负责人|联系人|联络人"
_AND_UNITS = rf"(?:{alternatives(UNIT_WORDS)})(?:及|和|与|、|/|（)"
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (NUMBER, re.compile("^(?:(?:任务|项目|事项)?(?:序号|编号)|序|号)$")),
    (SECTION, re.compile("类别|分类|领域|板块|^(?:方面|类型|章节|专项)$")),
    (LEADER, re.compile(rf"^(?!.*{_AND_UNITS}).*(?:{_PERSON})")),
    *(
        (spec.key, re.compile(headings))
        for weak in (False, True)
        for spec in ROLE_SPECS
        if (headings := _role_headings(spec, weak))
    ),
    (DEADLINE, re.compile("时限|时间|期限|进度要求|节点|完成日期")),
    (GOAL, re.compile("(?:目标|指标)(?!任务)|成果")),
    (
        TASK,
        re.compile(
            "任务|事项|工作内容|主要内容|措施|举措|内容|项目|实事|要求|职责|工作$|^主要工作|^重点工作"
        ),
    ),
)
"""Columns by how they are headed; the first that fits is taken."""

UNITS_ALONE = re.compile(rf"^(?:成员|主要|相关|有关|各)?(?:{alternatives(UNIT_WORDS)})(?:名称)?$")
"""How a column of units is headed that says no role; beside one of duties it is those units'."""
DUTIES = re.compile("职责|分工|任务")
"""How a column is headed that says what the units beside it have to do."""
SAME_AS_ABOVE = re.compile("[（(]?同[上前][）)]?|[〃″]|''|\"")
"""Cells that say what the one above says, in normal form."""
NOTHING = re.compile(r"[-—–―－─/／\\]+")
"""Cells that are left empty on purpose."""
NO_UNIT = re.compile("无|暂无|空")
"""Cells of a column of units that name none."""
POST_BEFORE_NAME = r"(?<=[长席])[ \u3000]+(?=[^\s、，,；;。]{2,4}(?:[\s、，,；;。]|$))"
"""The blank between a post and its holder's name: 局长 孙某, 副主席 李某."""
TOTAL = re.compile("[合总小共]计[:：]?")
"""How a row begins that only adds up those above it."""


def column_kind(heading: str) -> str:
    """What a column holds that is headed so (in normal form): a role, or one of the kinds above.

    Units of a column that is headed by several roles (牵头及配合单位) are only known to have a duty.
    """
    kinds = [kind for kind, pattern in COLUMNS if pattern.search(heading)]
    reading = read_key(f"{heading}：") if KEY.fullmatch(f"{heading}：") else None
    several = len(set(kinds).intersection(ROLES)) > 1 and kinds[0] in ROLES
    if several and (reading is None or reading.several):
        return EXPECTED[-1]
    return kinds[0] if kinds else OTHER


def role_key(heading: str, role: Role) -> str:
    """The key by which a clause names ``role`` as the heading does; the role's own name where none would."""
    reading = read_key(f"{heading}：") if KEY.fullmatch(f"{heading}：") else None
    return heading if reading and reading.role == role else ROLE_NAMES[role]
