"""Whose office a unit is: the jurisdiction that its name begins with, and that of a list which names it once.

省科技厅、财政厅 means the 财政厅 of the province. It is restored where a list plainly means it:
for offices of government that name no place of their own. 市场监管局 names no city, a bank's
branch, a customs house, a town and the office of another place have their own.
"""

from __future__ import annotations

import re

from responsibility.language.fields import FIELD
from responsibility.language.patterns import alternatives
from responsibility.language.unit_names import Known

PROVINCES = (
    *("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽"),
    *("福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西"),
    *("甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆"),
)
_MUNICIPAL = "政(?:管理|工程|设施|公用|园林|建设|道路|环卫|公司|集团)"
_SIGNS = {
    "省": f"[级直属辖内]|市(?!场|{_MUNICIPAL})",
    "市": f"[场容区辖县级直属内州]|本级|民(?!政|族|宗|委|营)|{_MUNICIPAL}",
    "县": f"[域级区直属内]|乡(?!村)|市(?!场|{_MUNICIPAL})",
    "区": f"[域块划级县直属内间]|市(?!场|{_MUNICIPAL})",
    "州": f"[县级直属内]|市(?!场|{_MUNICIPAL})",
    "旗": "[县下]",
    "盟": "[市员约]",
}
"""Signs of a jurisdiction, and what behind them makes another word: 市场, 县域, 省级."""
_OFFICES = alternatives(
    (
        *("局", "厅", "委", "委员会", "办", "办公室", "部", "院", "会", "中心", "署", "队", "站", "所", "社"),
        *("妇联", "残联", "工商联", "文联", "科协", "侨联", "台", "馆", "司", "处", "室", "组", "协"),
    )
)
_WHOLE = "示范区|自治区|自治州|自治县|开发区|高新区|经开区|新区|地区|兵团|林区|特区|度假区|港区|园区|片区"
_ITSELF = r"管委会|管理委员会|管理办公室|人民政府|政府$|党工委$|工委$|行署$"
"""What governs a jurisdiction itself; that is not one of its offices."""
_BEGINS = re.compile(
    rf"^(?P<prefix>[\u4e00-\u9fff]{{0,5}}(?:{_WHOLE})(?!{_ITSELF})"
    rf"|{'|'.join(f'{sign}(?!{other})' for sign, other in _SIGNS.items())})"
    rf"(?P<office>[\u4e00-\u9fff（）0-9]+?)$"
)
_OFFICE = re.compile(rf"(?:{_OFFICES})(?:（[^（）]*）)?$")
_OF_ANY_PLACE = re.compile(rf"^(?:{FIELD})|(?:局|厅|委|委员会|办|办公室|部|署)(?:（[^（）]*）)?$")
"""What an office is called that names no place: by its field, or as the departments of governments are."""
_OWN_PLACE = re.compile(
    rf"^(?:各|有关|相关|其他|其它|中国|中共|中央|国家|国务院|全国|国网|武警|人民|人行|共青团|团[省市县区]?委|{'|'.join(PROVINCES)})"
    r"|(?:银行|分行|支行|中支|公司|集团|海关|分局|支局|总局|总署|部队|军区|总队|总站|监管组|管委会|政府|镇|乡|街道|办事处"
    r"|大学|学院|学校|医院|部门|单位|机构|企业)$"
    r"|(?<!地方)(?:金融监督?管理?局|银保监局|证监局|供电局|边检站|海事局|通信管理局)$"
)
_PLACE_WITHIN = re.compile(
    r"(?!社区|地区|小区|城区|园区|林区|片区|景区|灾区|牧区|山区|库区|校区|老区|城市|超市|都市|城镇|乡镇|小镇)"
    r"[\u4e00-\u9fff][省市县区州旗镇](?![场容域块划政民级直属]|$)"
)
_PARTY = re.compile(
    "^(?:组织部|宣传部|统战部|社会工作部|政法委(?:员会)?|网信办|编办|政研室|老干部局|党校|巡察办|改革办|财经办|台办)$"
)
"""Offices of the Party: behind 市委组织部, 宣传部 is that of 市委."""
_OF_PARTY = re.compile(r"^(?P<prefix>[省市县区旗州盟]委)(?:[\u4e00-\u9fff]*[部办室局校会委])$")


def jurisdiction_of(name: str) -> str:
    """What the name of an office of government begins with: 省, 市, 示范区; empty where that is no jurisdiction."""
    office = _BEGINS.match(name)
    return office["prefix"] if office and _OFFICE.search(office["office"]) else ""


class Jurisdictions:
    """The jurisdictions that the units of one clause have named so far."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._named: list[str] = []
        self._party = ""

    def in_full(self, written: str) -> str:
        """The name with the jurisdiction that the clause named before, where the document dropped it.

        Of several that of most units of the clause; where two have as many, one that makes a
        known name, else the last.
        """
        full = written if _own(written) else self._restored(written)
        self._note(full)
        return full

    def _restored(self, written: str) -> str:
        nearest_first = list(dict.fromkeys(reversed(self._named)))
        prefixes = sorted(nearest_first, key=self._named.count, reverse=True)
        if _PARTY.match(written):
            parties = [f"{prefix}委" for prefix in prefixes if len(prefix) == 1]
            meant, others = self._party, [party for party in parties if party != self._party]
        else:
            meant, *others = prefixes or [""]
        plainly = meant and all(self._named.count(other) < self._named.count(meant) for other in others)
        names = [meant + written, written, *([] if plainly else [other + written for other in others])]
        return next(filter(self._known, names), meant + written)

    def _note(self, name: str) -> None:
        party = _OF_PARTY.match(name)
        if party:
            self._party = party["prefix"]
        if prefix := jurisdiction_of(name):
            self._named.append(prefix)
        elif _PLACE_WITHIN.search(name) and _OFFICE.search(name) and not _OWN_PLACE.search(name):
            self._named.clear()  # the office of a place: what follows may be that place's
            self._party = ""


def _own(name: str) -> bool:
    """Whether a name takes no jurisdiction: it has one, names its own place, or is no office of government."""
    return bool(
        jurisdiction_of(name)
        or _OWN_PLACE.search(name)
        or _PLACE_WITHIN.search(name)
        or not (_OFFICE.search(name) and _OF_ANY_PLACE.search(name))
    )
