"""Which amounts of a text set no result: terms of a policy, conditions, what there is already, names.

A target says how far a unit has to come. The same numbers say what somebody is paid (每户奖励5万元),
at what rate a tax or a loan is reckoned (减按1%征收), who is meant (年收入100万元以上的), what there is
already (现有25个), or are part of a name (二十条措施). Each row of the tables below is one such kind,
with the words of documents by which it is told; the first row that fits gives the reason.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language import coverage
from responsibility.language.amounts import ReadAmount
from responsibility.language.comparisons import AFTER_NUMBER, BEFORE
from responsibility.language.measures import LENGTHS_OF_TIME, RATES
from responsibility.language.numerals import ONES
from responsibility.language.patterns import alternatives
from responsibility.language.quantities import Figure
from responsibility.language.result_verbs import VERB
from responsibility.language.sentences import Sentences, Span

NAME, ABOUT, SIZE, BASE = "名称", "概数或名称", "规格", "基数：已有的数"
CONDITION, TAX, SUBSIDY, CHARGE = "适用条件", "税费标准", "补助、奖励标准", "贷款、收费、出让标准"
RATIO, LENGTH, SCOPE, REFERENCE, CONTACT = "比例", "时长", "范围", "文号", "联系方式"
LOOSELY, ONCE = "比较，不是指标", "次数：做一次"
UNKNOWN = "导入时没有认出，请归类"
REASONS = (
    *(NAME, ABOUT, SIZE, BASE, CONDITION, TAX, SUBSIDY, CHARGE, RATIO, LENGTH, SCOPE, REFERENCE),
    CONTACT,
    LOOSELY,
    ONCE,
)
"""All kinds of amounts that set no result, as a reader is told of them."""


class Amount(NamedTuple):
    """A number with its measure, or a word of coverage, and the words around it in its clause."""

    before: str
    """The clause before it, words of comparison included."""
    written: str
    """The number as it is written, or a word of coverage with the rest of its clause."""
    unit: str
    """Its measure; empty of a word of coverage."""
    after: str
    """The words of comparison behind it."""
    behind: str
    """The rest of the clause."""
    opening: str
    """How its sentence begins."""
    rest: str
    """The sentence behind its clause."""
    compared: bool = False
    """Whether a word before it compares (不少于)."""


class _Term(NamedTuple):
    """A kind of amount that is no target, told where all patterns that are given fit."""

    reason: str
    before: str = ""
    """Searched in the words before."""
    behind: str = ""
    """Matched right behind, from the words of comparison on."""
    units: str = ""
    """Matched as the whole unit."""
    written: str = ""
    """Matched as the whole number; of coverage, at the beginning of the word and its clause."""
    unless: str = ""
    """Searched in the words before: what shows that it is a target all the same."""
    opening: str = ""
    """Matched at the beginning of the sentence."""
    rest: str = ""
    """Matched at the beginning of the next clause of the sentence."""


_MONEY = "[万亿]?(?:元|美元|欧元|港元)"
_SHARE = f"(?:{_MONEY}|{alternatives(RATES)}|倍)"
_GIVE = "给予|奖励|补助|补贴|奖补|资助|贴息|补偿|返还|减免|优惠|奖金|奖现金"
_FUND = "(?:争取|安排|投入|筹措|筹集|整合|下达|拨付|到位|申请|投放)"
_CHINESE = f"[{ONES}十百]+"
_UP, _DOWN = alternatives(AFTER_NUMBER["at_least"]), alternatives(AFTER_NUMBER["at_most"])
_PRESS = "压缩|压减|缩短|缩减|精简|控制|时限|时间|时长|周期|期限|减至|减少"
_OF_A_SUM = "标准|费用|支出|投资|总额|金额|增量|余额|利息|保费|价格|成本|房款|价款|利率|始价|低价|额度"

_RATE_OF_DOING = "(?:落实|兑现|发放|拨付|到位|覆盖|执行|完成|使用|知晓|满意|申领|办结|参保|达标)率"
"""How far a duty is done, though what is done is to pay: 补贴发放率."""

_FOR = "(?:并|且|其中|再)?(?:对|凡|如|若|给|向)"
"""How a clause begins that says whom a term is for."""
_OVER = "(?:[超高低多少大小][过于]|达到)$"

_NOUN = f"(?:(?!{VERB})[^，。；、和及与0-9])"
_SIZES = f"{_MONEY}|[万亿]?(?:吨|千瓦|兆瓦|吉瓦|千瓦时|平方米|立方米|米|公里|亩)"

_NOT_ONCE = "[每视作只限可“跑]|允许|享受|事$|至少|不少于|不低于"
"""Before 一次: what makes it a minimum, a condition or a name."""

_NUMBERS = (
    _Term(ABOUT, written="[十百千万亿]+", behind="(?!以上)", unless="不少于|不低于|至少|超过|突破"),
    _Term(SIZE, written="[十百千万亿]+", behind=rf"{_UP}的?[^，。；、]", unless=f"(?:{VERB}|{BEFORE})$"),
    _Term(NAME, before="[“《][^”》]{0,30}$", behind="[^“《]{0,30}[”》]"),
    _Term(REFERENCE, before="[〔〕]$"),
    _Term(NAME, before="[第统同单唯之A-Za-z]$"),
    _Term(NAME, units="番", unless="翻了?$"),
    _Term(NAME, written="一", behind="[\u4e00-\u9fff]{0,2}一[\u4e00-\u9fff]"),
    _Term(ONCE, units="次", written="一", before=f"(?:{VERB})$", behind="(?!办|告|能)", unless=_NOT_ONCE),
    _Term(ONCE, units="次", written="一", before="[\u4e00-\u9fff]{4}$", behind="$", unless=_NOT_ONCE),
    _Term(CHARGE, behind="BP"),
    _Term(NAME, behind="[A-Za-z+强级型号]|[^，。；、0-9]{0,2}热线|大类|线城市|分之|重(?![点大要])"),
    _Term(NAME, behind="方面|一(?![类批])", written=_CHINESE),
    _Term(SCOPE, behind="类(?!似)|度[及以]"),
    _Term(SCOPE, units="种", behind=rf"(?!{_UP}|{_DOWN}|左右)[^，。；、]", unless=f"(?:{VERB}|{BEFORE})$"),
    _Term(SCOPE, units="种", unless=f"{VERB}|{BEFORE}"),
    _Term(NAME, units="期", written=_CHINESE, unless="每$|至少|不超过|举办$"),
    _Term(NAME, units="部", behind="[门委队署]"),
    _Term(NAME, units="套", written="[一二两三]", behind="住?房|及以上|自住|普通|新建"),
    _Term(NAME, units="条", behind="[^，。；]{0,6}(?:措施|政策|意见|规定|举措|规范|禁令)"),
    _Term(NAME, units="条", before="(?:措施|政策|意见|规定|举措)$", unless="出台|制定|推出|新增|提出"),
    _Term(
        NAME,
        units="项",
        before="(?:规划|国家|国务院|中央|[全我]?省)(?:确定|明确|部署|下达|提出)?的?$",
        behind="[^，。；、0-9]{0,6}(?:工程|项目|措施|政策|举措|任务|意见)",
    ),
    _Term(
        NAME, units="小时", behind="[^，。；]{0,12}(?:热线|服务|值班|值守|过境|免签|便民|自助|客服|在线|应急)"
    ),
    _Term(NAME, units="[名个]", before="[一二三特]等奖|优秀奖"),
    _Term(
        SCOPE,
        units="个",
        behind="[^，。；、]{0,6}(?:行业|产业|领域|环节|部门)",
        unless=f"(?:{VERB})$|(?:不少于|不低于|至少|超过?)$",
    ),
    _Term(SCOPE, behind="[^，。；、0-9]{1,12}(?:全部|均|都(?!市))", unless=f"{VERB}|不|至少"),
    _Term(LENGTH, units="个", behind="季度|月|学期|年|周"),
    _Term(BASE, before="(?:现有|已有|原有|已建成|(?<!剩)余|近|累计|上一?年|去年)$"),
    _Term(BASE, before="(?:以来|截至|目前)[^，]*$", unless="力争|确保|争取|计划|将"),
    _Term(BASE, opening="[^，。；]*(?:以来|截至|目前)", unless="力争|确保|争取|计划|再|将|达到"),
    _Term(BASE, opening="[^，。；]*发现(?:的问题)?[，：]", unless="力争|确保|完成|整改"),
    _Term(BASE, before="(?:已|已经|截至[^，]{0,12})(?:完成|建成|达|达到|有|共|新增|投入)[^，]{0,12}$"),
    _Term(BASE, before="(?:完成|实现|建成|新增|新建|培育|引进|达到?|增长|投入|发放|下降|超过)了$"),
    _Term(CONDITION, behind="（含|（不含"),
    _Term(CONDITION, before="(?:(?:^|[（不])含|拥有|持有|满|不足|未满|未超过|未达到?)$"),
    _Term(CONDITION, behind="[^，。；]*(?:的|前提下|情况下)$"),
    _Term(CONDITION, before=f"^{_FOR}", behind=f"(?:{_UP}|{_DOWN})[^，。；]*的"),
    _Term(CONDITION, before=f"^{_FOR}.*{_OVER}", behind="[^，。；]*的"),
    _Term(CONDITION, units=_MONEY, before=f"^{_FOR}", behind="(?:、[0-9][^，。；、的]*)*的"),
    _Term(SIZE, units=_MONEY, behind=rf"(?:{_UP}|级)?{_NOUN}{{2,12}}[0-9]+[个家户项座条台套]"),
    _Term(
        SIZE,
        units=_SIZES,
        behind=rf"(?:{_UP}|{_DOWN}|级)?(?:的{_NOUN}{{1,16}}|[^，。；、0-9]{{0,6}}(?:率|占比|比例))(?:{BEFORE})?[0-9]",
    ),
    _Term(CONDITION, before="[超高低多少][过于]$", behind="[但且并][^，。；]*的"),
    _Term(CONDITION, before="^每(?:完成|新增|引进|培育|招引|成交|销售)"),
    _Term(CONDITION, behind="(?:及以下|以下)", unless="[降控压缩减]|保持|稳定|不"),
    _Term(CONDITION, behind="及以上", unless="达到|提高|提升|扩大"),
    _Term(CONDITION, units="(?!%).*", behind=f"[^，。；]*的[^，。；]*(?:{_GIVE}|予以)", unless=_GIVE),
    _Term(CONDITION, units="(?!%).*", behind=f"(?:{_UP})[^，。；]*(?:{_GIVE}|予以)", unless=_GIVE),
    _Term(CONDITION, units=f"(?!{_SHARE}).*", opening=_FOR, rest=f"[^。；]*(?:{_GIVE}|予以)", unless=_GIVE),
    _Term(
        CONDITION,
        units=f"(?!{_SHARE}).*",
        before="[不至]",
        rest=f"(?:分别|每[^，]{{1,4}}|可|一次性|按[^，]{{0,12}})*(?:{_GIVE}|予以)",
    ),
    _Term(TAX, units=_SHARE, before="税率|征收率|预征率|减按|减征|加计|税额|所得额|免征|免税|计税|契税|纳税"),
    _Term(TAX, units=_SHARE, behind="[^，。；]{0,8}(?:征收率|税率|预征率|抵扣|抵减|减征|扣除)"),
    _Term(
        SUBSIDY, units=f"{_MONEY}/.+", unless="(?:税收|产值|产出|强度|收入|效益|[单电气煤水]价|成本)[^，]*$"
    ),
    _Term(RATIO, behind="[^，。；、0-9]{0,2}/"),
    _Term(RATIO, before="[0-9一].?/$"),
    _Term(CHARGE, units=_SHARE, before="贷款(?:最高)?[额限]度|最高(?:贷款)?[额限]度|公积金贷款|借款|首付"),
    _Term(
        SUBSIDY,
        units=_SHARE,
        before="每(?:人|户|套|亩|平方米|家|个|台|辆|吨|栋|例|名|月)[^，]*$",
        unless=_FUND,
    ),
    _Term(
        SUBSIDY,
        units=_SHARE,
        before=f"{_GIVE}|最高",
        unless=f"{_FUND}[^，]*$|规模|资金池|基金|{_RATE_OF_DOING}[^，]*$",
    ),
    _Term(SUBSIDY, units=_SHARE, behind=f"[^，。；]{{0,16}}(?:{_GIVE})", unless=f"{_FUND}[^，]*$"),
    _Term(
        SUBSIDY,
        units=_SHARE,
        before=f"^{_FOR}",
        behind="[^，。；]{0,4}(?:提供|发放|予以)[^，。；]*(?:支持|资金|奖)",
    ),
    _Term(SUBSIDY, units=_SHARE, before=f"^{_FOR}.*发放$"),
    _Term(SUBSIDY, before="给予", unless=f"{_FUND}[^，]*$"),
    _Term(CHARGE, units="基点", before="利率|LPR"),
    _Term(CHARGE, units=_SHARE, before=f"(?:{_OF_A_SUM})的$", unless="不低于|不少于"),
    _Term(CHARGE, units=_SHARE, behind=f"的?[^，。；]{{0,2}}(?:{_OF_A_SUM})"),
    _Term(
        CHARGE,
        units=_SHARE,
        before="授信额度|公积金|基准利率|基础利率|LPR|年化利率|保证金|竞买|出让[金价底起最]|价款|按揭|"
        "标准(?:上调|下调|提高|降低)|上浮|下浮|留存",
    ),
    _Term(
        CONDITION,
        units=f"(?:{_SHARE}|{alternatives(LENGTHS_OF_TIME)})",
        before="可以?(?:用|按|提高|享受|申请|给予|允许)",
    ),
    _Term(LENGTH, units=alternatives(LENGTHS_OF_TIME), unless=_PRESS),
    _Term(LENGTH, units=alternatives(LENGTHS_OF_TIME), before="最长|延长|展期|缓缴|宽限"),
)
"""Kinds of numbers, tried in this order."""

_COVERAGE = (
    _Term(NAME, written="全部|全员|全额|遍访", before="“[^“”]{0,30}$"),
    _Term(NAME, written="清零", before="“[^“”]{1,30}$"),
    _Term(SUBSIDY, written="全[额部][^，。；]{0,4}(?:退|返还|补贴|贴息|奖补|抵扣|抵减|减?免|扣除)"),
    _Term(SUBSIDY, written="全额", before="给予$"),
    _Term(NAME, written="全额[^，。；]{0,6}(?:措施|政策|机制|制度|方式)"),
    _Term(NAME, written="全员[^，。；]{0,8}责任制"),
    _Term(CONDITION, written="[^，。；]*(?:的$|情况下|前提下)"),
)
"""Kinds of words of coverage that are no demand; 应纳尽纳 is one within quotation marks too."""

_ASKED = re.compile(rf"(?:{VERB})[好各]?$|有$")
"""What stands right before a small number in words where so many are asked for: 健全四个."""
_ASKED_OF_A_NOUN = re.compile(rf"(?:{VERB})[^，。；]{{1,12}}$")
"""… and before one at a clause's end: 新建水厂两座."""
_INDEFINITE = {("一", unit) for unit in "件次期支"}
"""一次 without a comparison says that, not how often."""
_OF_TIME = re.compile("[年月日天周季]|半年|学期|工作日|自然日|小时")
_EACH = re.compile("每[人户亩套台辆家个名]$")
"""Before words of time that say what is paid in it: 每人每月."""
_ATTRIBUTES = ("年度", "季度")
"""Words of time that by themselves only describe: 年度计划; 第三季度 does not."""
_COUNTED_TIME = re.compile(f"[{ONES}第上本每0-9]$")
_RATIO = re.compile("[0-9.]+(?::[0-9.]+)+")
_NAMED_TIME = re.compile("年(?:制|[^，。；]{0,6}(?:行动|计划|规划|工程|攻坚|教育|专项))")


def reason(amount: Amount) -> str:
    """Why ``amount`` is no target, in a word for a person; empty where it is one."""
    for term in _NUMBERS if amount.unit else _COVERAGE:
        if _fits(term, amount):
            return term.reason
    return NAME if amount.unit and _only_names(amount) else ""


def _fits(term: _Term, amount: Amount) -> bool:
    behind = amount.after + amount.behind
    return bool(
        (not term.units or re.fullmatch(term.units, amount.unit))
        and (not term.written or re.match(f"(?:{term.written}){'$' if amount.unit else ''}", amount.written))
        and (not term.behind or re.match(term.behind, behind))
        and (not term.before or re.search(term.before, amount.before))
        and (not term.opening or re.match(term.opening, amount.opening))
        and (not term.rest or re.match(term.rest, amount.rest))
        and not (term.unless and re.search(term.unless, amount.before))
    )


def _only_names(amount: Amount) -> bool:
    """Whether a small number in words only names what it stands before: 两个关系, 一家单位."""
    if amount.compared or amount.unit == "番" or not re.fullmatch(_CHINESE, amount.written):
        return False
    if (amount.written, amount.unit) in _INDEFINITE or amount.before.endswith("每"):
        return True
    at_end = not amount.after + amount.behind
    return not (_ASKED.search(amount.before) or (at_end and _ASKED_OF_A_NOUN.search(amount.before)))


def reason_of_figure(figure: Figure, amount: Amount) -> str:
    """What a ``figure`` of which no target or deadline is read may be; ``UNKNOWN`` where the text does not tell it."""
    if figure.text in _ATTRIBUTES and not _COUNTED_TIME.search(amount.before):
        return NAME
    if figure.kind == "time" and _EACH.search(amount.before):
        return SUBSIDY
    if figure.kind == "coverage":
        return UNKNOWN if coverage.is_trend(figure.text) else reason(amount) or SCOPE
    why = reason(amount)
    if figure.kind == "time" or _OF_TIME.match(amount.behind):
        named = figure.kind == "number" and _NAMED_TIME.match(amount.behind) and len(figure.text) < 3
        return NAME if named else why if why == CONDITION else UNKNOWN
    if _RATIO.fullmatch(figure.text):
        return RATIO
    return why or (UNKNOWN if figure.text[0].isascii() else ABOUT)


_WINDOW = 80
"""Characters of a clause on each side that are looked at."""


class Surroundings:
    """What stands around the amounts of a line of text in normal form."""

    def __init__(self, line: str) -> None:
        self.line = line
        self._sentences = Sentences(line)

    def number(self, amount: ReadAmount) -> Amount:
        """A number that is read with a measure of targets."""
        return self._amount(amount.number, amount.unit, amount.after, amount.compared)

    def coverage(self, start: int, end: int) -> Amount:
        """A word of coverage, with the rest of its clause."""
        last = max(end, self._sentences.inner_clause(start, end)[1])
        return self._amount((start, last), "", (last, last), False)

    def figure(self, figure: Figure) -> Amount:
        """A figure that no measure of targets stands behind."""
        unit = "" if figure.kind == "coverage" else self.line[figure.end : figure.end + 1] or " "
        return self._amount((figure.start, figure.end), unit, (figure.end, figure.end), False)

    def _amount(self, number: Span, unit: str, after: Span, compared: bool) -> Amount:
        first, last = self._sentences.inner_clause(number[0], after[1])
        begin, end = self._sentences.sentence(number[0], after[1])
        return Amount(
            self.line[max(first, number[0] - _WINDOW) : number[0]],
            self.line[slice(*number)],
            unit,
            self.line[slice(*after)],
            self.line[after[1] : min(last, after[1] + _WINDOW)],
            self.line[begin:first][:_WINDOW],
            self.line[last + 1 : max(end, last)][:_WINDOW],
            compared,
        )
