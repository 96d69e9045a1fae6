"""What is a target, and what is a term, a condition, a base or a name, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.checks.contradictions import Quotes, of_deadline, of_target
from responsibility.checks.deadlines_targets import accounting
from responsibility.importing.extract import Proposals, propose
from responsibility.language import terms
from responsibility.language.dates import Reference
from responsibility.language.passages import Quotable
from responsibility.model import Task

YEAR = Reference(2024)


def proposed(text: str) -> Proposals:
    return propose([text], YEAR)


def told(text: str) -> list[tuple[str, str, list[float], str]]:
    """(comparison, unit, numbers, baseline) of every target that is proposed of ``text``."""
    return [
        (value.op, value.unit, [float(number) for number in value.numbers], target.baseline or "")
        for target in proposed(text).targets
        for value in target.values
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增加值提高5个百分点以上。", [("at_least", "百分点", [5], "")]),
        (
            "单价同比下降30元/吨，融资成本压降至3.6%。",
            [("equals", "元/吨", [30], ""), ("at_most", "%", [3.6], "")],
        ),
        (
            "发电量达到52亿千瓦时，装机15吉瓦时。",
            [("at_least", "亿千瓦时", [52], ""), ("equals", "吉瓦时", [15], "")],
        ),
        ("拆除广告牌60块，算力达到500P。", [("equals", "块", [60], ""), ("at_least", "P", [500], "")]),
        ("节约标准煤，形成15万吨标准煤节能能力。", [("equals", "万吨标准煤", [15], "")]),
        ("粮食总产达到2.3亿公斤。", [("at_least", "亿公斤", [2.3], "")]),
        ("实际利用外资2100万美元左右。", [("equals", "万美元", [2100], "")]),
        ("新增人才公寓2万套。", [("equals", "万套", [2], "")]),
        ("完成剩余4个项目建设。", [("equals", "个", [4], "")]),
        ("建设240余座育苗大棚。", [("at_least", "座", [240], "")]),
        ("参展企业超150家。", [("at_least", "家", [150], "")]),
        ("合格率保持在30%—40%。", [("between", "%", [30, 40], "")]),
        ("掌握至少一到两门技术。", [("at_least", "门", [1], "")]),
        ("每个乡镇不少于2个示范点。", [("at_least", "个", [2], "")]),
        ("办理时间压缩至5个工作日以内。", [("at_most", "个工作日", [5], "")]),
        ("审批周期压缩2天以上。", [("at_least", "天", [2], "")]),
        ("预留比例由30%提高至40%以上。", [("at_least", "%", [40], "30%")]),
        ("自来水普及率由原来的88%提高到92%。", [("equals", "%", [92], "88%")]),
        ("办结时限从15个工作日缩短至7个工作日。", [("equals", "个工作日", [7], "15个工作日")]),
        ("裁员率不高于上年度失业率5.5%的控制目标。", [("at_most", "%", [5.5], "上年度失业率")]),
        ("预付款不低于合同总价的10%。", [("at_least", "%", [10], "")]),
        ("扶持资金不得低于20万元。", [("at_least", "万元", [20], "")]),
        ("健全四个水库的巡查制度，新建泵站两座。", [("equals", "个", [4], ""), ("equals", "座", [2], "")]),
        ("安排专项资金300万元。", [("equals", "万元", [300], "")]),
        ("打造5个千亿级产业集群。", [("equals", "个", [5], "")]),
        ("引进亿元以上项目10个。", [("equals", "个", [10], "")]),
        ("按照不低于土地收入10%的比例安排资金。", [("at_least", "%", [10], "")]),
        (
            "落实集采药品490种、引进良种30种以上。",
            [("equals", "种", [490], ""), ("at_least", "种", [30], "")],
        ),
        ("门诊病种由42种增加到50种。", [("equals", "种", [50], "42种")]),
        (
            "资助政策落实率100%，补贴发放率达到98%。",
            [("equals", "%", [100], ""), ("at_least", "%", [98], "")],
        ),
        ("千人以上供水工程消毒设备配置率不低于95%。", [("at_least", "%", [95], "")]),
        ("完成18家企业“四个清零”。", [("equals", "家", [18], "")]),
        ("加装电梯500部，新增设施2.4万㎡。", [("equals", "部", [500], ""), ("equals", "万㎡", [2.4], "")]),
        ("供电煤耗下降到305克标准煤/千瓦时。", [("at_most", "克标准煤/千瓦时", [305], "")]),
        (
            "用水量比2020年下降16%，合格率较上年提高2个百分点以上。",
            [("equals", "%", [16], "2020年"), ("at_least", "百分点", [2], "上年")],
        ),
        ("投资比去年同期增长不低于8%。", [("at_least", "%", [8], "去年同期")]),
        ("产值比2022年翻一番。", [("equals", "番", [1], "2022年")]),
        (
            "每个县至少建有1所养老机构，至少召开2次会议。",
            [("at_least", "所", [1], ""), ("at_least", "次", [2], "")],
        ),
        ("接电时间压减至5个工作日内。", [("at_most", "个工作日", [5], "")]),
        (
            "抽检不低于5批次/千人，税收达到20万元/亩。",
            [("at_least", "批次/千人", [5], ""), ("at_least", "万元/亩", [20], "")],
        ),
        (
            "共享资源2000份次，满意度达到95分以上。",
            [
                ("equals", "份次", [2000], ""),
                ("at_least", "分", [95], ""),
            ],
        ),
        ("力争进入全省前三名。", [("at_most", "名", [3], "")]),
        ("2023年底前3名干部到岗。", [("equals", "名", [3], "")]),
        ("孕产妇死亡率控制在18/10万以内。", [("at_most", "/10万", [18], "")]),
        ("产业规模达到2020年的2倍。", [("equals", "倍", [2], "2020年")]),
        ("村级收入全部达到10万元以上。", [("at_least", "万元", [10], "")]),
        ("能耗、水耗分别下降5%、6%。", [("equals", "%", [5], ""), ("equals", "%", [6], "")]),
    ],
)
def test_a_target_is_read(text: str, expected: list[tuple[str, str, list[float], str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("每户奖励5万元。", terms.SUBSIDY),
        ("对购买农机的农户，最高补助3000元/台。", terms.SUBSIDY),
        ("给予一次性奖补30万元、20万元、10万元。", terms.SUBSIDY),
        ("按设备投资额的15%给予补贴。", terms.SUBSIDY),
        ("通行费给予八五折优惠。", terms.SUBSIDY),
        ("减按1%征收率征收增值税。", terms.TAX),
        ("按税额的50%减征。", terms.TAX),
        ("公积金贷款最高额度调整为60万元。", terms.CHARGE),
        ("最低首付款比例降至20%。", terms.CHARGE),
        ("按出让起始价的20%缴纳竞买保证金。", terms.CHARGE),
        ("利率下限减20个基点。", terms.CHARGE),
        ("对年收入超过80万元但不超过260万元的村集体予以支持。", terms.CONDITION),
        ("对月销售额10万元以下的纳税人免征。", terms.CONDITION),
        ("报装容量160千瓦及以下采取低压接入。", terms.CONDITION),
        ("一次性采购超过30套的。", terms.CONDITION),
        ("组织不少于50人的团队，给予组织者奖励。", terms.CONDITION),
        ("对组织团队来访，并游览3个以上景区的给予奖励。", terms.CONDITION),
        ("对拥有1套住房的家庭放宽条件。", terms.CONDITION),
        ("现有25个合作社。", terms.BASE),
        ("2022年完成了30个村的改造。", terms.BASE),
        ("2021年以来累计投入资金3亿元，建成项目20个。", terms.BASE),
        ("全县13个乡镇全部建成文化站。", terms.SCOPE),
        ("低保标准分别提高到每人每月700元、500元。", terms.SUBSIDY),
        ("市级按1:0.5配套。", terms.RATIO),
        ("建设日处理能力5万吨的污水厂1座。", terms.SIZE),
        ("用好“三个清单”。", terms.NAME),
        ("落实稳经济二十条措施。", terms.NAME),
        ("落实接续政策19条。", terms.NAME),
        ("推进国家“十四五”规划102项重大工程。", terms.NAME),
        ("推进5G应用。", terms.NAME),
        ("督察发现，沿江路有7处直排口。", terms.BASE),
        ("开展一次检修。", terms.ONCE),
        ("组织干部全面排查一次。", terms.ONCE),
        ("推行一件事一次办。", terms.NAME),
        ("提高年度救助限额。", terms.NAME),
        ("引进世界500强企业。", terms.NAME),
        ("完善二套房认定办法。", terms.NAME),
        ("开通24小时服务热线。", terms.NAME),
        ("实施综合治理三年行动。", terms.NAME),
        ("统筹存量和增量两个关系。", terms.NAME),
        ("为17个重点产业提供服务。", terms.SCOPE),
        ("打造千亿级产业集群。", terms.ABOUT),
        ("建成百万吨乙烯项目。", terms.ABOUT),
        ("由市、县财政按1:1比例分担。", terms.RATIO),
        ("按照某政发〔2021〕36号文件执行。", terms.REFERENCE),
        ("免费停车2小时。", terms.LENGTH),
        ("对困难群众贷款全额贴息。", terms.SUBSIDY),
        ("在能够全部缴清的情况下办理。", terms.CONDITION),
        ("强化资金全额归集措施。", terms.NAME),
        ("修订全员安全生产责任制。", terms.NAME),
        ("开展“全员读书”活动。", terms.NAME),
        ("服务所有企业。", terms.SCOPE),
        ("农田灌溉水系数提高到0.58。", terms.UNKNOWN),
        ("办好“6个1工程”。", terms.NAME),
        ("改建S218线。", terms.NAME),
        ("办好12345热线。", terms.NAME),
        ("开展三番五次的督查。", terms.NAME),
        ("建成第3家分中心。", terms.NAME),
        ("建立一项目一档案。", terms.NAME),
        ("推进六个方面工作。", terms.NAME),
        ("救治30种大病患者。", terms.SCOPE),
        ("改造4类对象的危房。", terms.SCOPE),
        ("推进二期建设。", terms.NAME),
        ("落实20条措施。", terms.NAME),
        ("设一等奖2名。", terms.NAME),
        ("利率加点下调30BP。", terms.CHARGE),
        ("连续3个学期达标。", terms.LENGTH),
        ("施工时间延长2天。", terms.LENGTH),
        ("已建成充电桩500个。", terms.BASE),
        ("对新建3000头以上奶牛场每个补贴1000万元。", terms.CONDITION),
        ("收入20万元以上的村达到8个。", terms.SIZE),
        ("培育10亿元企业3家。", terms.SIZE),
        ("通行30次（含）以上的车辆免费。", terms.CONDITION),
        ("对规模20人以上的企业优先供地。", terms.CONDITION),
        ("对用工超过50人的企业优先供地。", terms.CONDITION),
        ("对纳税5万元的企业优先供地。", terms.CONDITION),
        ("收入超过80万元但不足100万元的部分另计。", terms.CONDITION),
        ("每完成销售100套，组织抽奖。", terms.CONDITION),
        ("用人100人及以上企业另行安排。", terms.CONDITION),
        ("对来访团队，游览3个景区，给予奖励。", terms.CONDITION),
        ("可以按20%计算。", terms.CONDITION),
        ("社保全部缴清的，优先办理。", terms.CONDITION),
        ("税率调整为3%。", terms.TAX),
        ("按3%预征率预缴。", terms.TAX),
        ("会同5部门开展检查。", terms.NAME),
        ("补贴率30%。", terms.SUBSIDY),
        ("按5分/栋加分。", terms.RATIO),
        ("车位比例为1泊/300平方米。", terms.RATIO),
        ("最高5万元。", terms.SUBSIDY),
        ("对贷款余额按2%提供资金支持。", terms.SUBSIDY),
        ("对科创团队发放20万元创新券。", terms.SUBSIDY),
        ("给予全额保费支持。", terms.SUBSIDY),
        ("缴纳总额的20%。", terms.CHARGE),
        ("先支付50%的价款。", terms.CHARGE),
        ("保证金下浮5%。", terms.CHARGE),
    ],
)
def test_what_is_no_target_is_listed_with_its_reason(text: str, reason: str) -> None:
    proposals = proposed(text)
    whys = [figure.why for figure in proposals.other_figures]
    assert reason in "；".join(whys).split("；")
    numbers = [target for target in proposals.targets if target.values]
    assert not numbers or reason in (terms.SIZE, terms.ABOUT)  # what is counted stands beside them


def test_a_base_is_no_target_but_what_is_done_with_it_may_be() -> None:
    (target,) = proposed("现有25个合作社全部纳入平台管理。").targets
    assert target.all
    assert not target.values


@pytest.mark.parametrize(
    ("text", "proposed_"),
    [
        ("居民收入增速高于全省平均水平。", True),
        ("居民收入增速快于经济增速。", True),
        ("房价高于全省平均水平的，另行规定。", False),
    ],
)
def test_a_loose_comparison_is_a_target_where_a_figure_is_compared(text: str, proposed_: bool) -> None:
    assert [target.compare for target in proposed(text).targets] == ["at_least"] * proposed_


@pytest.mark.parametrize("text", ["借款金额不得超过30万元。", "下调幅度不得超过预算金额的5%。"])
def test_a_ceiling_is_no_prohibition(text: str) -> None:
    assert not [target for target in proposed(text).targets if target.none]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("实现“能并尽并、能用尽用”。", ["实现“能并尽并、能用尽用”"]),
        ("数据应接尽接、事项应上尽上。", ["数据应接尽接", "事项应上尽上"]),
        ("化肥使用量实现零增长。", ["化肥使用量实现零增长"]),
        ("确保不发生重大事故。", ["确保不发生重大事故"]),
        ("专项指标不得挪用，严禁虚报、瞒报。", ["专项指标不得挪用", "严禁虚报、瞒报"]),
        ("永久基本农田只增不减，发案率只降不升。", ["永久基本农田只增不减", "发案率只降不升"]),
        ("违建只增不减现象突出。", []),
        ("确保耕地面积不减少、质量不降低。", ["确保耕地面积不减少", "质量不降低"]),
        ("做到标准不降低、力度不减。", []),
        ("实现债务零新增，安全生产零事故。", ["实现债务零新增", "安全生产零事故"]),
        ("开展“零事故”行动，零新增行动。", []),
        ("孤儿一个不少纳入保障，做到一户不漏。", ["孤儿一个不少纳入保障", "做到一户不漏"]),
        ("村道愿改尽改，能够尽快完成的尽快完成。", ["村道愿改尽改"]),
        ("村级收入全部达到10万元以上。", ["村级收入全部达到10万元以上"]),
    ],
)
def test_coverage_and_prohibitions_are_targets(text: str, quotes: list[str]) -> None:
    assert [target.quote for target in proposed(text).targets] == quotes


@pytest.mark.parametrize("word", ["双下降", "双降"])
def test_which_way_several_figures_go_is_left_to_a_person(word: str) -> None:
    proposals = proposed(f"实现事故起数、死亡人数{word}。")
    assert proposals.targets == []
    assert [(figure.quote, figure.why) for figure in proposals.other_figures] == [
        (f"实现事故起数、死亡人数{word}", terms.UNKNOWN)
    ]


def test_a_figure_of_a_year_is_quoted_with_it() -> None:
    targets = proposed("新增托位3万个，其中2024年1万个、2025年2万个。").targets
    assert [target.quote for target in targets] == ["新增托位3万个", "其中2024年1万个", "2025年2万个"]


def test_a_list_of_amounts_is_one_entry() -> None:
    """Three sums of one phrase and one reason need one look."""
    (figure,) = proposed("给予一次性奖补30万元、20万元、10万元。").other_figures
    assert figure.quote == "给予一次性奖补30万元、20万元、10万元"


WORDS = (
    "完成", "新建", "由", "从", "提高至", "降至", "不低于", "不超过", "不得", "以上", "以下", "左右", "达到", "30%", "40%",
    "2个", "5.5%", "百分点", "1:1", "千亿级", "三", "一到两门", "240余座", "5个工作日", "3万", "水厂", "企业", "上年度", "去年",
    "给予补贴", "对", "的", "每个镇", "全部", "应保尽保", "全覆盖", "零增长", "比2020年", "下降", "翻一番", "至少", "建有", "一个不少",
    "工作日内", "/千人", "与经济增长", "同步", "95分", "“十四五”末", "其中，", "42种", "全部清零", "“四个清零”", "发放率", "部",
    "千人以上", "2024年底前", "每年", "年底前", "，", "。", "、", "；", "（", "）", "“", "”", "和", "及",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_what_is_proposed_passes_its_own_checks_and_nothing_is_dropped(text: str) -> None:
    """Of any text: each quote stands in it once and says what is recorded; each figure is quoted or told apart."""
    proposals = proposed(text)
    quoted = [deadline.quote for deadline in proposals.deadlines]
    quoted += [target.quote for target in proposals.targets]
    quoted += [figure.quote for figure in proposals.other_figures]
    assert all(text.find(quote) == text.rfind(quote) >= 0 for quote in quoted)
    fields = {
        "deadlines": tuple(proposals.deadlines),
        "targets": tuple(proposals.targets),
        "other_figures": tuple(proposals.other_figures),
    }
    task = Task.model_validate({"number": "1", "title": "任务", "section": "一", "text": text or "无"})
    quotable = Quotable(task.model_copy(update=fields))
    quotes = Quotes.of(quotable)
    for index, deadline in enumerate(proposals.deadlines):
        assert not list(of_deadline(deadline, YEAR, quotes.elsewhere("deadlines", index)))
    for index, target in enumerate(proposals.targets):
        assert not list(of_target(target, quotes.elsewhere("targets", index)))
    assert proposals.unplaced or all(accounted for _, accounted in accounting(quotable))
