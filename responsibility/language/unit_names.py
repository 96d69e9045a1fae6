"""What units of government are called: how their names end, which stand for several, of what kind they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from responsibility.language.brackets import without_brackets
from responsibility.language.patterns import alternatives
from responsibility.model import COLLECTIVE

Known = Callable[[str], bool]
"""Whether the registry has a unit of that name."""

_JURISDICTION = "[省市县区]"
UNIT_WORDS = ("部门", "单位", "机构", "企业")
"""Ends of names that may stand for several units."""
_LOCAL_SUFFIXES = ("镇", "乡", "街道", "政府")
_SUFFIXES = (
    *(
        "局",
        "委",
        "办",
        "部",
        "厅",
        "院",
        "会",
        "所",
        "站",
        "中心",
        "办事处",
        "公司",
        "集团",
        "行",
        "队",
        "组",
    ),
    *(
        "校",
        "学校",
        "社",
        "署",
        "司",
        "处",
        "室",
        "县",
        "区",
        "市",
        "州",
        "村",
        "联",
        "台",
        "馆",
        "办公室",
        "协",
    ),
    *("电力", "移动", "联通", "电信", "铁塔", "邮政", "石化", "烟草"),
    *("科", "股", "段", "厂", "庭", "中学", "小学", "幼儿园", "农场", "林场", "牧场", "工会", "商会", "学会"),
    *("海关", "主体", "党委", "党组", "工委", "管委", "当地", "医院", "大学", "基地", "园"),
    *("机关", "运营商", "镇街", "街镇"),
    *("中支", "铁路港", "中央", "专班", "领导小组", "指挥部", "各地", "特区", "旗", "盟"),
    *(*UNIT_WORDS, *_LOCAL_SUFFIXES),
)
ANY_OF = "有关|相关"
"""Before the word for units: those concerned, whichever they are."""
_LETTERS = r"\u4e00-\u9fff“”·A-Za-z"
_CALL = (
    "(?<![0-9])(?:1(?:10|19|20|22)|12[0-9]{3})"
    "(?=热线|急救|指挥|政务|便民|服务|消防|火警|接处?警|平台|中心|联动|专班|办)"
)
"""A number to call, by which an office may be named: 市120急救中心, 市12345热线办."""
_UNIT = re.compile(rf"(?:[{_LETTERS}]|{_CALL}){{1,30}}(?:{alternatives(_SUFFIXES)})")
_NAME = re.compile(rf"(?:[{_LETTERS}]|{_CALL}){{2,30}}")
_COLLECTIVE = re.compile(
    rf"^(?:各|{ANY_OF}|其他|其它|全[区县市省]各?|[省市区县](?:直|级|属)?(?:各|{ANY_OF}|直))"
    rf"|(?:{alternatives((*UNIT_WORDS, '主体'))})$"
)
_SENTENCE_WORDS = re.compile(
    "[：须将]|应(?!急|用|对)|(?<!纪)要(?!素|闻)|^以[上下]|^上述|^下同|加大|按照|牵头(?!部门|单位)|为牵头|完成|不再"
    "|^(?:对(?!口|台|港)|由|在|把|经(?!济|信|开|贸|发|委)|并|需|可|含(?!山)|凡|为|谁|做好|加强|加快|引导|积极|确保|根据|通过|开展|鼓励|其中|指导)(?!外)"
    "|已|其余|适用|推进$|负责|配合(?!部门|单位)|参与$"
)
"""What no unit's name has in it."""
_SEVERAL = re.compile(
    r"（(?![^（）]*[局办委会市区县镇乡街道院部所站社队园处室厅署州旗团])[\u4e00-\u9fff]{2,3}）$"
    r"|(?:[局厅委办部院心]|(?<!社)会)(?:以及|[和及与])|（(?:牵头|负责)）|[局厅][\u4e00-\u9fff]{1,4}(?:镇|乡|街道)$"
)
"""Two units joined by a word (市教育局和市公安局) or by nothing (县财政局清河镇), or a role or a person in brackets behind one."""
ETC_BEHIND = re.compile(
    rf"等(?:(?:国务院|中央|国家|[省市县区州直级属]|{ANY_OF}|责任|职能|行业|主管|成员|金融|其他){{0,4}}"
    rf"(?:{alternatives(UNIT_WORDS)})|(?P<rest>各.+)|)$"
)
"""等 behind a name, with a word for those it stands for; 等各职能部门 names them as a unit of their own."""
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("town", re.compile(r"(?<!各)(?:镇|乡)(?:（[^（）]*）)?(?:人民政府|政府|党委)?$")),
    ("street", re.compile(r"(?<!各)(?:街道|街道办|街道办事处)(?:（[^（）]*）)?(?:党工委)?$")),
    (
        "mass_organisation",
        re.compile("总工会|团[省市县区]?委|共青团|妇联|残联|工商联|文联|科协|侨联|红十字会|记协|社科联"),
    ),
    (
        "party",
        re.compile(
            rf"^中共|{_JURISDICTION}委(?!员会)(?:.*[办部室组委会]|$)|组织部|宣传部|统战部|政法委|纪委|监委"
            "|编办|文明办|网信办|党校|党委|工委|农办"
        ),
    ),
    ("dispatched", re.compile(".分局$|税务局$|海关$|银保监|金融监管|人民银行|供电局$")),
    ("community", re.compile("社区(?:居委会|居民委员会|党委|党支部)?$|居委会$")),
    ("village", re.compile("村(?:委会|民委员会|党支部)?$|村民委员会$")),
    ("park", re.compile("(?:园区|开发区|高新区|经开区|保税区|产业园|工业园)(?:管委会|管理委员会)?$")),
    ("school", re.compile("(?:大学|学院|中学|小学|幼儿园|学校)$")),
    ("hospital", re.compile("(?:医院|卫生院|疾控中心|卫生服务中心)$")),
    ("enterprise", re.compile("(?:公司|集团|银行|分行|支行)$")),
    ("judicial", re.compile("法院$|检察院$")),
    ("congress", re.compile("人大常委会|^[省市县区]人大|政协")),
)
ISSUER_ENDS = "政府|办公[厅室]|委员会|管委会"
"""How the names of issuers end that a number of their own stands behind: 清河县人民政府清府规字〔2024〕9号."""
_ISSUER = re.compile(r"(?:委员会|政府|办公室|委办|府办|[省市县区]委|厅|局|委|部|办公厅|指挥部|领导小组)$")
"""How the names of those end that issue documents."""
_LONGEST_NAME = 24
"""Characters; a longer name is more likely several, or part of a sentence."""


def is_collective(name: str) -> bool:
    """Whether a name stands for several units: 各镇, 有关部门, 区直各单位."""
    return bool(_COLLECTIVE.search(name))


_ANY_OFFICE = re.compile("(?:部门|(?<!事业)单位|工作组|专班)$")
_LOCALITIES = ("town", "street", "community", "village")


def may_stand_for(collective: str, unit: str) -> bool:
    """Whether nothing in the names tells that ``collective`` leaves out ``unit``.

    区直各部门, 各成员单位, 各专项工作组 can stand for any office, but for no town or village;
    各镇, 各金融机构, 各学校 say what they are. A list that is left open (县农业农村局等) goes on with what its
    last name is: offices, or localities.
    """
    is_locality = guessed_kind(unit) in _LOCALITIES
    if collective.endswith("等"):
        return (guessed_kind(collective.removesuffix("等")) in _LOCALITIES) == is_locality
    return bool(_ANY_OFFICE.search(collective)) and not is_locality


def actors_in(text: str) -> Iterator[str]:
    """The collectives that begin a clause of ``text`` (in normal form): 区直各部门根据政策… → 区直各部门."""
    for clause in re.split("[，：；。]", text):
        begins = [clause[:end] for end in range(2, min(len(clause), _LONGEST_NAME) + 1)]
        names = [name for name in begins if is_collective(name) and _UNIT.fullmatch(name)]
        if names:  # the first, and what goes on from it: 各部 → 各部门
            yield next((name for name in names if clause[: len(name) + 1] not in names), names[-1])


def guessed_kind(name: str) -> str:
    """What a unit of that name most likely is: the key of one of the usual kinds."""
    if is_collective(name):
        return COLLECTIVE
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "government")


def looks_like_a_unit(name: str, known: Known) -> bool:
    """Whether ``name`` (等 behind it left out) is known, or might be what a unit is called."""
    bare = ETC_BEHIND.sub("", name)
    if known(bare):
        return True
    plain = without_brackets(bare)
    return not _SENTENCE_WORDS.search(bare) and bool(_UNIT.fullmatch(plain) or _is_several(plain))


def _is_several(plain: str) -> bool:
    return is_collective(plain) and bool(_NAME.fullmatch(plain))


def without_calls(name: str) -> str:
    """``name`` without the numbers to call in it, whose digits say nothing of amounts and times."""
    return re.sub(_CALL, "", name)


def might_be_a_unit(name: str) -> bool:
    """Whether ``name`` can be a unit's: letters alone, brackets in pairs, no word of a sentence, not too long."""
    return (
        len(name) <= _LONGEST_NAME + 6
        and not _SENTENCE_WORDS.search(name)
        and bool(_NAME.fullmatch(without_brackets(name)))
        and not re.search("[，；。]", name)
    )


def is_doubtful(name: str) -> bool:
    """Whether a unit's name does not look like one: it may be several, or part of a sentence."""
    several = len(name) > _LONGEST_NAME or bool(_SEVERAL.search(name))
    return several or not looks_like_a_unit(name, lambda _: False)


def may_issue(name: str) -> bool:
    """Whether ``name`` ends as the names of those do that issue documents (印发机关): of governments, schools, companies."""
    return bool(_ISSUER.search(name)) or looks_like_a_unit(name, lambda _: False)
