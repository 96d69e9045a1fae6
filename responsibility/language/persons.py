"""Persons whom a list names beside units, where its key announces both: 责任部门及人员：县水利局张某、县财政局李某."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.unit_names import Known, is_collective, looks_like_a_unit

_NAME = re.compile("[\u4e00-\u9fff·]{2,4}$")
_POST = (
    "(?:分管|主要|党组|党委|党支部|常务|副|第一|总)*(?:[局镇乡县区市州厅处科股所站院校行队部会组社村秘书]长|支队长|大队长"
    "|董事长|理事长|主任|书记|主席|经理|工程师|负责人|负责同志|领导|委员|干事)"
)
_WITH_POST = re.compile(f"(?P<unit>.{{2,}}?)(?P<person>{_POST}(?:[一-鿿·]{{2,4}})?)$")
"""A unit, the post and perhaps the name of who answers there: 县住建局局长张某, 各县分管副县长."""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢岳齐梅庄辛管祝左涂谷祁"
    "时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛燕冉边卞冷尤穆宫俞"
)
"""The usual surnames of one character, by which the name of a person is told from that of a place or unit (清河驿)."""
_ALONE = re.compile(
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:欧阳|司马|上官|诸葛|慕容|司徒)[\u4e00-\u9fff]{{1,2}}"
    r"|[\u4e00-\u9fff]{1,2}某{1,2}|[\u4e00-\u9fff]+·[\u4e00-\u9fff]+"
)
"""A person's name and nothing else."""
_NAMED = re.compile(f"(?P<unit>[^、，；]{{3,}}?)(?P<person>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})$")
"""Any name of a unit with a person's behind it, told by the surname: 清河驿张三."""
_OFFICE = re.compile("(?:局|厅|委|办|办公室|中心|公司|政府|街道|办事处|管委会)$")
_SEPARATORS = re.compile("([、，；\n])")


class Parted(NamedTuple):
    """A list without the persons in it, and those."""

    units: str
    persons: tuple[str, ...]


def without_persons(text: str, known: Known) -> Parted:
    """``text``, a list of units and persons in normal form, parted: a person stands alone or behind the name of a unit."""
    units: list[str] = []
    persons: list[str] = []
    for piece in _SEPARATORS.split(text):
        unit, person = _parted(piece, known)
        units.append(unit)
        persons += [person] if person else []
    return Parted("".join(units), tuple(persons))


def _parted(piece: str, known: Known) -> tuple[str, str]:
    post = _WITH_POST.match(piece)
    is_unit = looks_like_a_unit(piece, known) and not (post and is_collective(piece))  # 各县分管副县长
    if is_unit or _SEPARATORS.fullmatch(piece):
        return piece, ""
    if post and looks_like_a_unit(post["unit"], known):
        return post["unit"], post["person"]
    for length in range(2, min(4, len(piece) - 2) + 1):
        unit, person = piece[:-length], piece[-length:]
        if looks_like_a_unit(unit, known) and _NAME.match(person):
            return unit, person
    if _ALONE.fullmatch(piece):
        return "", piece
    named = _NAMED.match(piece)
    return (named["unit"].rstrip(), named["person"]) if named else (piece, "")


def without_posts(text: str, known: Known) -> Parted:
    """``text``, a list of units in normal form, without the posts that stand behind the names of offices, and those with them.

    县应急局分管领导 is 县应急局, and who answers there 县应急局分管领导.
    """
    pieces = [
        (post["unit"], piece) if post and _is_office(post["unit"], known) else (piece, "")
        for piece in _SEPARATORS.split(text)
        for post in [_WITH_POST.match(piece)]
    ]
    return Parted("".join(unit for unit, _ in pieces), tuple(person for _, person in pieces if person))


def _is_office(name: str, known: Known) -> bool:
    """Whether a name is a unit's beyond doubt: known, of several (各镇), or that of an office (县应急局), not 包村."""
    plainly = is_collective(name) or _OFFICE.search(name)
    return known(name) or bool(plainly and looks_like_a_unit(name, known))
