"""Spellings of one office: what is plainly the same name written shorter, and what may be.

市市监局, 市市场监管局 and 市市场监督管理局 may be one office: each is the next one with characters left out.
浔阳区 and 浔阳区人民政府 are one: a government is called by its place. So are two names of the office that
a national system has in a place, in whatever order they name system and place.
"""

from __future__ import annotations

import re

from responsibility.language.normalize import normalise

_SHORTENED = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("中国人民银行", "人行"),
    ("人民银行", "人行"),
    ("中心支行", "中支"),
    ("国家金融监督管理总局", "金融监管总局"),
)
"""How offices are called for short."""


def may_be_same(name: str, other: str) -> bool:
    """Whether one name is the other with characters left out: 区卫健委, 区卫生健康委员会."""
    short, long = sorted(map(_shortened, (name, other)), key=len)
    if len(short) < 3 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return name != other and all(character in rest for character in short)


def _shortened(name: str) -> str:
    for long, short in _SHORTENED:
        name = name.replace(long, short)
    return name


_GOVERNMENT = re.compile(r"(?<=..)(?<=[省市县区镇乡旗盟州道）])(?:人民政府|政府|管委会|管理委员会|办事处)$")
"""What governs a place, behind its name; 市政府 names none."""
_SYSTEMS = (
    ("金融监管", re.compile("(?:国家)?金融监(?:督)?管(?:理)?(?:总局|局)?")),
    ("人民银行", re.compile("(?:中国)?人民银行|人行")),
    ("税务", re.compile("国家税务总局|税务局?")),
)
"""Systems whose offices in a place are named by both, in either order."""
_RANK = re.compile("监管|分局|支局|分行|支行|中心支行|中支|营业管理部|[省市县区局]")
"""What stands beside system and place."""


def office(name: str) -> str:
    """What is the same for all spellings of an office that plainly say the same."""
    written = normalise(name)
    for system, pattern in _SYSTEMS:
        rest = pattern.sub("", written)
        place = _RANK.sub("", rest)
        if rest != written and len(place) >= 2 and len(rest) > len(place):
            return f"{system}：{place}"
    return _GOVERNMENT.sub("", _shortened(written))
