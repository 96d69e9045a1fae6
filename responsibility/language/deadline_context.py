"""Where words that look like a time are one: what stands before and behind them.

The rules of :mod:`responsibility.language.deadline_rules` name one of these functions each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from responsibility.language.comparisons import BEFORE_NUMBER
from responsibility.language.dates import END, Reference
from responsibility.language.numerals import ONES, number
from responsibility.language.patterns import alternatives
from responsibility.language.result_verbs import VERB
from responsibility.language.role_words import DEADLINE_KEYS

Holds = Callable[[re.Match[str], Reference], bool]
"""Whether the words of a match say a deadline in their surroundings."""

_NO_TIME_BEFORE = re.compile("(?:比|较|按照?|根据|依据|参照|[低高优少多大小]于)$")
"""Words before a time that make it a basis, a condition or an object: 较2022年, 按照2024年9月29日《…》, 对每月…."""
_SPAN_BEFORE = re.compile("[0-9年月日][-—－–~至到]$")
"""The beginning of a span that was not read as one: its end alone is no deadline."""
_EVERY_BEFORE = re.compile("每[^，。；：]{1,10}[、和及或]$")
"""Before a month or a day: a recurrence that lists several (每年6月、12月)."""
_PLAN = re.compile("(?:计划|规划|方案|行动|纲要|意见|清单)（$")
"""Words before a span of years that make it part of the name of a plan: 三年行动计划（2023—2025年）."""
_NAMES_AFTER = re.compile(
    "第[0-9]+[号批期]|[春夏秋冬]季?(?:学期|[^，。；、0-9]{0,4}起)|[上中下]{2}旬|疫情|年?初(?![步级中次始])|年?年中|中期|[“《〔〕号]|[\u4e00-\u9fff、]{0,12}(?:基础上|的基础)"
)
"""Words behind a date that make it part of a name or a basis, or of another part of it than is read: 公告2022年第31号, 2023年“…”活动, 6月中下旬, 2024年初."""
_TAKES_A_YEAR = re.compile("(?:完成|签订|举办|承办|举行|召开|参加|发布|公布)$")
"""Words before a bare year that take it along with the noun behind it: 签订2023年电煤合同."""
_MONEY = re.compile("(?:最高|最多|不超过|补助|补贴|奖励|给予|支付|按)*[0-9,.]+[万亿]?元")
"""Behind a recurrence: an amount that is paid in each cycle, not something done."""
_OF_EACH = re.compile("对$|每[人户亩台辆岗]$|每(?:个家庭|平方米)$")
"""Before a recurrence: it is a condition, or an amount is measured by it: 对每月…, 每人每月."""
_COMPARES = re.compile(f"(?:{alternatives(BEFORE_NUMBER['at_least'] + BEFORE_NUMBER['at_most'])})$")
_MEASURED = re.compile("[0-9][0-9,.]*[万亿]?(?![次场轮期批])[\u4e00-\u9fffA-Za-z]")
"""Before and behind a recurrence by which an amount is measured: 不低于每日3万吨; not 不少于每季度1次."""
_BEGINS = re.compile("(?:^|[，。；：！？、（”]|确保|力争|争取|计划|务必|原则上|分别|于|在|至|到)$")
"""What stands before a month or a quarter without 底 or 前 where it says when."""
_ENDS = re.compile(
    "$|[，。；：）（、]|(?:[内起]|期间|完成|建成|实现|启动|开展|出台|形成|组织|全面|基本|全部|要|力争|确保|"
    "开工|竣工|完工|投入(?:使用|运营|运行|生产)|投产|投用|启用|验收|报送|上报|召开|举办|举行|印发|制定|达到|各|通车|交付|入住|封顶|试运行|投运|挂牌|揭牌|发布|公布|下达|拨付|兑现|摸清|梳理|"
    "总结|评估|考核|部署|动员|实施|推进|整改|攻坚|巩固)"
)
"""What stands behind it there."""
_DONE_THEN = re.compile(
    "投入(?:使用|运营|运行|生产)|投产|投用|投运|启用|开工|竣工|完工|建成|通车|开园|开业|交付|封顶|验收"
)
"""What stands behind a month within a clause (新校区9月投入使用) where it says when that is done."""
_NAMED_BEFORE = re.compile("[\u4e00-\u9fff）”](?<![及或的了已])$")
_KEYED = re.compile(f"(?:{alternatives(DEADLINE_KEYS)})：$")
_DOES = re.compile(VERB)
_LASTED = re.compile(
    "(?:近|过去|前|连续|满|最近|毕业|离校|成立|注册|登记|退役|入职|压缩[至到]|缩短[至到]|减[至到]|降[至到]|控制在|压减[至到])$"
)
"""Words before a length of time that is over, describes somebody, or is itself the target: 近三年内, 毕业2年内, 压缩至5天以内."""


def _before(match: re.Match[str], characters: int = 4) -> str:
    """The words before a match, those that belong to the match itself (不低于2022年 is read from 于) included."""
    extent = match.start() + (match[0][0] == "于")
    return match.string[max(extent - characters, 0) : extent]


def _is_the_end_of_a_span(match: re.Match[str]) -> bool:
    return bool(_SPAN_BEFORE.search(_before(match) + match[0][:1]) or _SPAN_BEFORE.search(_before(match)))


def _is_bounded(match: re.Match[str]) -> bool:
    """Whether the words of a date have 前, 底 or 末."""
    return bool(match.groupdict().get("before") or re.search(rf"{END}$", match[0]))


def is_a_time(match: re.Match[str], reference: Reference) -> bool:
    """A date is none where it belongs to a name, is a basis, or is over, unless it has 前 or 底 (but not 截至2021年底)."""
    groups = match.groupdict()
    if _NO_TIME_BEFORE.search(_before(match)) or _PLAN.search(_before(match)):
        return False
    if _is_the_end_of_a_span(match):
        return False
    over = number(groups.get("due_year") or "0") < reference.year
    if _is_bounded(match):
        return not (over and (match[0].startswith("截") or _is_long_over(groups, reference)))
    if _NAMES_AFTER.match(match.string, match.end()):
        return False
    if "start_year" in groups:
        return True
    if over and match[0][0] not in "至到":
        return False
    bare = not any(groups.get(f"due_{part}") for part in ("month", "part"))
    return not (bare and (_TAKES_A_YEAR.search(_before(match)) or _within_a_list(match)))


def _is_long_over(groups: dict[str, str | None], reference: Reference) -> bool:
    """Whether a date lies more than a year before that of the document: 2014年12月31日前发放的贷款."""
    due = groups.get("due_year")
    return due is not None and number(due) < reference.year - 1


def _within_a_list(match: re.Match[str]) -> bool:
    """Whether a bare year stands in a list, but not of figures by years (2024年1万个、2025年2万个; 2024年、2025年分别…)."""
    behind = match.string[match.end() :]
    return _before(match).endswith("、") and not (behind[:1].isdigit() or behind.startswith("分别"))


def stands_alone(match: re.Match[str], reference: Reference) -> bool:
    """A month, day or quarter without a year says when with 前 or 底, where a clause begins with it, or behind its key."""
    if _NO_TIME_BEFORE.search(_before(match)) or _is_the_end_of_a_span(match):
        return False
    if _EVERY_BEFORE.search(_before(match, 14)):
        return False
    if _is_bounded(match) or match.groupdict().get("year_word"):
        return True
    behind = _DONE_THEN.match(match.string, match.end())
    if _KEYED.search(_before(match, 12)) or (behind and _NAMED_BEFORE.search(_before(match))):
        return True
    begins = _BEGINS.search(_before(match)) or match[0][0] in "至到于在"
    named = "start_part" in match.groupdict() or match["due_third"]
    return bool(begins and (named or _ENDS.match(match.string, match.end())))


def is_no_recurrence(match: re.Match[str], reference: Reference) -> bool:
    """A feast or season behind 每年, or in its list (每年春耕前、秋种前), is no single day."""
    return not (_before(match).endswith("每年") or _EVERY_BEFORE.search(_before(match, 14)))


def is_this_year(match: re.Match[str], reference: Reference) -> bool:
    """当年 and 本年 are most often an attribute: 当年度投入, 根据本年度…."""
    if match["word"] in ("当年", "本年") and not _is_bounded(match):
        return bool(
            _BEGINS.search(_before(match)) and re.match("$|[，。；）]|度?内", match.string[match.end() :][:2])
        )
    counted = match["word"] == "年内" and re.search(rf"[0-9{ONES}十几数半年]$", _before(match))
    return not (counted or _NO_TIME_BEFORE.search(_before(match)))


def of_a_plan(match: re.Match[str], reference: Reference) -> bool:
    """The years of a plan say when at the head of a clause, before what is done: “十四五”期间，建成…."""
    behind = match.string[match.end() :]
    return bool(_BEGINS.search(_before(match)) and (_ENDS.match(behind) or _DOES.match(behind)))


def recurs(match: re.Match[str], reference: Reference) -> bool:
    """A recurrence is none where it is a condition (对每月…) or the measure of an amount (每月1000元, 不低于每日3万吨)."""
    measures = _COMPARES.search(_before(match)) and _MEASURED.match(match.string, match.end())
    return not (measures or _OF_EACH.search(_before(match)) or _MONEY.match(match.string, match.end()))


def is_ahead(match: re.Match[str], reference: Reference) -> bool:
    """A length of time is none where it is over, or where it is itself what is to be reached."""
    return not _LASTED.search(_before(match))


def anywhere(match: re.Match[str], reference: Reference) -> bool:
    """The words say it wherever they stand."""
    return True
