"""Forms in which real documents write assignment clauses, each with made-up places: what is read, what is left."""

from __future__ import annotations

import pytest

from responsibility.language.clauses import named_leaders, parse
from responsibility.language.unit_names import looks_like_a_unit, might_be_a_unit

from .support.clause_drafts import clause, drafted, policy, units


@pytest.mark.parametrize("brackets", ["（）", "〔〕", "[]", "［］", "【】", "<>", "()"])
def test_brackets_of_every_kind(brackets: str) -> None:
    text = f"（一）发展产业。做好招商。{brackets[0]}牵头单位：市商务局，配合单位：市财政局{brackets[1]}"
    found = drafted(text)
    assert units(found) == [(["市商务局"], [], ["市财政局"])]
    assert "牵头" not in (found.review.tasks[0].task.text or "")


@pytest.mark.parametrize(
    "name",
    ["各县〔市、区〕人民政府", "各县[市、区]人民政府", "各县级市<区>政府<管委会>", "各县（市、区）人民政府"],
)
def test_brackets_within_a_name(name: str) -> None:
    found = drafted(f"（一）促进消费。发放补贴。（责任单位：市住建局，{name}、清河开发区管委会）")
    assert units(found) == [([], ["市住建局", name, "清河开发区管委会"], [])]


def test_a_number_to_call_is_known_for_what_it_is() -> None:
    found = drafted("1.甲。设立窗口。（责任单位：县水利局；联系人：王五，联系电话：0000-1234567）")
    figures = [(figure.quote, figure.why) for figure in policy(found).tasks[0].other_figures]
    assert figures == [("0000-1234567", "联系方式")]


def test_a_clause_on_lines_of_its_own() -> None:
    found = drafted(
        "（一）发展产业。做好招商。",
        "牵头单位：市商务局",
        "配合单位：市发展和改革委员会，市财政局，市自然资源局，市市场监督管理局，市税务局，各县（市）人民政府",
        "（二）改善民生。办好学校。",
        "责任单位：市教育局",
        "完成时限：2025年6月底前",
        "（三）保护环境。治理河道。",
        "部门分工：市水务局牵头，各区配合。",
        "（四）优化服务。设立窗口。责任领导：李四 责任单位：市审批局 责任人：王五 联系电话：0000-1234567",
    )
    others = [
        "市发展和改革委员会",
        "市财政局",
        "市自然资源局",
        "市市场监督管理局",
        "市税务局",
        "各县（市）人民政府",
    ]
    assert units(found) == [
        (["市商务局"], [], others),
        ([], ["市教育局"], []),
        (["市水务局"], [], ["各区"]),
        ([], ["市审批局"], []),
    ]
    assert found.review.tasks[0].task.clause == "\n".join(
        ("牵头单位：市商务局", "配合单位：" + "，".join(others))
    )


def test_a_clause_whose_last_line_says_when_ends_the_document() -> None:
    clause_lines = ("责任单位：市水务局", "完成时限：长期坚持")
    found = drafted(
        "（一）改善民生。办好学校。（责任单位：市教育局）", "（二）保护环境。治理河道。", *clause_lines
    )
    last = found.review.tasks[-1].task
    assert last.clause == "\n".join(clause_lines)
    assert [deadline.ongoing for deadline in last.deadlines] == [True]


def test_a_line_at_the_end_of_a_section_is_for_all_of_it() -> None:
    found = drafted(
        "（一）支持企业。做好甲事。",
        "（二）促进消费。做好乙事。",
        "牵头单位：市商务局，责任单位：各县区人民政府",
        "二、发展文旅",
        "（三）打造品牌。做好丙事。",
        "（四）推出优惠。做好丁事。",
        "牵头单位：市文旅局，责任单位：各县区人民政府，市政府相关单位",
    )
    assert units(found)[:2] == [(["市商务局"], ["各县区人民政府"], [])] * 2
    assert units(found)[2:] == [(["市文旅局"], ["各县区人民政府", "市政府相关单位"], [])] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("省应急厅、地震局、水利厅按职责分工负责", ([], ["省应急厅", "省地震局", "省水利厅"], [])),
        (
            "应急部、市场监管总局牵头，工业和信息化部按职责分工负责",
            (["应急部", "市场监管总局"], ["工业和信息化部"], []),
        ),
        (
            "市财政局、人行临江中支、市工信局按职责分工负责",
            ([], ["市财政局", "人行临江中支", "市工信局"], []),
        ),
        (
            "市文旅局牵头，市体育局、临江国际铁路港按职责分工负责",
            (["市文旅局"], ["市体育局", "临江国际铁路港"], []),
        ),
        ("全国总工会、共青团中央、商务部负责", ([], ["全国总工会", "共青团中央", "商务部"], [])),
        ("市水务局负责，市财政局、市审计局分别负责", ([], ["市水务局", "市财政局", "市审计局"], [])),
        ("市水务局牵头会同市财政局、各区政府落实", (["市水务局"], ["市财政局", "各区政府"], [])),
        ("市水务局牵头、市财政局配合", (["市水务局"], [], ["市财政局"])),
        ("市水务局负责牵头，市财政局、市审计局负责配合", (["市水务局"], [], ["市财政局", "市审计局"])),
        ("各县区政府，市直各部门分工负责", ([], ["各县区政府", "市直各部门"], [])),
        ("牵头单位：市水务局、市财政局，各区政府配合", (["市水务局", "市财政局"], [], ["各区政府"])),
        ("市级：市水务局；县级：各县区政府", ([], ["市水务局", "各县区政府"], [])),
        ("由市水务局牵头负责，市财政局按职责配合", (["市水务局"], [], ["市财政局"])),
        ("市水务局牵头，市财政局、各区政府共同推进", (["市水务局"], ["市财政局", "各区政府"], [])),
        (
            "省水利厅负责指导，各市、县人民政府具体实施",
            ([], ["省水利厅", "各市人民政府", "各县人民政府"], []),
        ),
        ("市水务局、财政局牵头督导，市公安局参与", (["市水务局", "市财政局"], [], ["市公安局"])),
        ("市水务局牵头汇总，各区、县级市配合", (["市水务局"], [], ["各区", "各县级市"])),
        (
            "各县、区人民政府（管委会）落实，各镇、街道配合",
            ([], ["各县人民政府（管委会）", "各区人民政府（管委会）"], ["各镇", "各街道"]),
        ),
        (
            "各州、市、县、区人民政府负责",
            ([], ["各州人民政府", "各市人民政府", "各县人民政府", "各区人民政府"], []),
        ),
        ("各盟行政公署、市人民政府负责", ([], ["各盟行政公署", "各市人民政府"], [])),
        ("责任单位：区县、街道办事处", ([], ["区县", "街道办事处"], [])),
        (
            "责任单位：临江市委、市政府，清河县委、县人民政府，省委、省政府",
            ([], ["临江市委", "临江市政府", "清河县委", "清河县人民政府", "省委", "省政府"], []),
        ),
        (
            "责任单位：省商务厅，各市（含临江、清河市，下同）人民政府、临江新区管委会",
            ([], ["省商务厅", "各市人民政府", "临江新区管委会"], []),
        ),
        ("主责单位：市水务局；协办单位：市财政局", ([], ["市水务局"], ["市财政局"])),
        ("市水务局牵头，市财政局协同", (["市水务局"], [], ["市财政局"])),
    ],
)
def test_verbs(text: str, wanted: tuple[list[str], ...]) -> None:
    assert clause(text) == wanted


def test_a_collective_that_is_known_says_of_each_what_follows_it_too() -> None:
    assert clause("配合单位：各区、县级市", "各区") == ([], [], ["各区", "各县级市"])


@pytest.mark.parametrize(
    ("text", "wanted", "open_after"),
    [
        (
            "水利部、交通运输部等和各有关省级人民政府负责",
            ["水利部", "交通运输部", "各有关省级人民政府"],
            ["交通运输部"],
        ),
        ("水利部等部门和各地级人民政府按职责分工负责", ["水利部", "各地级人民政府"], ["水利部"]),
        ("银保监会等国务院相关部门及各地区按职责分工负责", ["银保监会", "各地区"], ["银保监会"]),
        ("国家发展改革委、财政部会同有关部门负责", ["国家发展改革委", "财政部", "有关部门"], []),
        ("市文旅局、市供销社和各县区政府负责", ["市文旅局", "市供销社", "各县区政府"], []),
        ("市教育局和市公安局负责", ["市教育局", "市公安局"], []),
        ("各级党委和政府负责", ["各级党委和政府"], []),
        ("市发展改革和统计局、市住房和城乡建设局负责", ["市发展改革和统计局", "市住房和城乡建设局"], []),
        ("市人力资源和社会保障局及市文化和旅游局负责", ["市人力资源和社会保障局", "市文化和旅游局"], []),
    ],
)
def test_words_that_join_units(text: str, wanted: list[str], open_after: list[str]) -> None:
    found = parse(text, lambda _: False)
    assert found
    assert [name.name for name in found.units["responsible"]] == wanted
    assert found.open_after["responsible"] == open_after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("市金融局、市财政局、清河银保监分局负责", ["市金融局", "市财政局", "清河银保监分局"]),
        ("省发展改革委、市场监管局、司法厅负责", ["省发展改革委", "省市场监管局", "省司法厅"]),
        (
            "责任单位：省发展改革委，清河市、西山市、南州人民政府",
            ["省发展改革委", "清河市", "西山市", "南州人民政府"],
        ),
        ("市场监管总局、司法部、民政部、海关总署负责", ["市场监管总局", "司法部", "民政部", "海关总署"]),
        ("责任单位：市住建局、清河高新区管委会、云溪镇", ["市住建局", "清河高新区管委会", "云溪镇"]),
        (
            "市住建局、人行临江市分行、清河区公安局、民政局负责",
            ["市住建局", "人行临江市分行", "清河区公安局", "民政局"],
        ),
        ("县水利局、乡村振兴局、市场监管局负责", ["县水利局", "县乡村振兴局", "县市场监管局"]),
        ("县委组织部、宣传部，县人社局、妇联负责", ["县委组织部", "县委宣传部", "县人社局", "县妇联"]),
        ("市财政局、政务服务局负责", ["市财政局", "市政务服务局"]),
        (
            "示范区水利局、市农机局、示范区住建局、财政局负责",
            ["示范区水利局", "市农机局", "示范区住建局", "示范区财政局"],
        ),
        ("市科技局、省税务局负责", ["市科技局", "省税务局"]),
        ("市水务局、武警临江支队、供电局负责", ["市水务局", "武警临江支队", "供电局"]),
        ("市水务局、市防汛指挥部各成员单位负责", ["市水务局", "市防汛指挥部各成员单位"]),
        (
            "示范区水利局、示范区住建局、市农机局、财政局负责",
            ["示范区水利局", "示范区住建局", "市农机局", "示范区财政局"],
        ),
    ],
)
def test_jurisdictions_are_restored_where_plainly_meant(text: str, wanted: list[str]) -> None:
    assert clause(text) == ([], wanted, [])


def test_a_jurisdiction_named_with_the_lead_is_for_the_others_too() -> None:
    assert clause("牵头单位：省科技厅，责任单位：教育厅、财政厅") == (
        ["省科技厅"],
        ["省教育厅", "省财政厅"],
        [],
    )


def test_what_the_document_states_elsewhere_decides() -> None:
    """人行 names no jurisdiction; 示范区财政局 stands in another clause, 市财政局 in none."""
    found = drafted(
        "（一）甲。做好甲事。（牵头单位：示范区水利局，责任单位：市农机局、人行临江市支行、财政局）",
        "（二）乙。做好乙事。（责任单位：示范区财政局）",
    )
    assert units(found)[0] == (["示范区水利局"], ["市农机局", "人行临江市支行", "示范区财政局"], [])
    assert not any("补出" in doubt for doubt in found.review.tasks[0].doubts)


def test_times_persons_and_remarks_are_no_units() -> None:
    found = drafted(
        "1.甲。做好甲事。（责任单位：市司法局、市委编办及市直相关单位，各县市人民政府，6月底完成）",
        "2.乙。做好乙事。（市审批局牵头，市大数据局等按职责分工负责，2025年10月底前完成）",
        "3.丙。做好丙事。（负责部门：市商务局；适用范围：试验区，以下除标注外，适用于试验区）",
        "4.丁。做好丁事。（市水务局、市财政局负责，下同）",
    )
    assert units(found) == [
        ([], ["市司法局", "市委编办", "市直相关单位", "各县市人民政府"], []),
        (["市审批局"], ["市大数据局"], []),
        ([], ["市商务局"], []),
        ([], ["市水务局", "市财政局"], []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "（含个体工商户）",
        "（卫生院、社区卫生服务中心）",
        "（县财政局）",
        "（谁审批谁负责）",
        "（由大家一起努力负责）",
        "（各级财政部门要加大投入，县水务局负责）",
        "责任单位：各县区要加强领导，落实到位。",
    ],
)
def test_sentences_are_no_clauses(text: str) -> None:
    found = drafted("1.甲。做好甲事。（责任单位：县水务局）", f"2.乙。做好乙事{text}")
    assert units(found)[1] == ([], [], [])
    assert [unit.name for unit in found.new_units] == ["县水务局"]


@pytest.mark.parametrize(
    "words",
    [
        "须报县财政局",
        "应报县财政局",
        "要报县财政局",
        "以下单位",
        "上述单位",
        "下同单位",
        "加大财政部门",
        "按照职能部门",
        "牵头汇总县财政局",
        "作为牵头单位",
        "完成整改单位",
        "不再列出单位",
        "由县财政局",
        "已脱贫村",
        "其余部门",
        "适用单位",
        "工作组推进",
        "县局负责部门",
        "配合县财政局",
        "县财政局参与",
    ],
)
def test_words_of_a_sentence_are_no_unit(words: str) -> None:
    assert not looks_like_a_unit(words, lambda _: False)
    assert not might_be_a_unit(words)


@pytest.mark.parametrize(
    "name",
    [
        "县应急局",
        "应用技术学院",
        "县对口办",
        "市要素市场中心",
        "含山县水利局",
        "经信局",
        "养护科",
        "澄湖工务段",
        "第一中学",
        "国网清河电力",
    ],
)
def test_names_that_have_such_a_word_in_them_are_units(name: str) -> None:
    assert looks_like_a_unit(name, lambda _: False)


def test_what_is_no_name_is_left_out_and_said() -> None:
    found = drafted("1.甲。做好甲事。（责任单位：县水务局、按照要求完成整改任务、县财政局）")
    assert units(found) == [([], ["县水务局", "县财政局"], [])]
    assert any("按照要求完成整改任务" in doubt for doubt in found.review.tasks[0].doubts)
    assert found.review.tasks[0].sureness == "中"


def test_keys_that_begin_on_the_last_line_of_the_text() -> None:
    found = drafted(
        "1.优化服务。设立综合窗口。牵头单位：市审批局",
        "责任单位：各县市区政府、市直有关部门",
        "完成时限：2025年6月底前",
    )
    assert units(found) == [(["市审批局"], ["各县市区政府", "市直有关部门"], [])]
    assert found.review.tasks[0].task.text == "设立综合窗口。"


@pytest.mark.parametrize("word", ["单位", "部门", "主体", "科室", "股室", "处室", "机关"])
def test_lines_with_any_word_for_units(word: str) -> None:
    found = drafted("1.建设水厂。新建水厂2座。", f"责任{word}：县水利局", f"协同{word}：县财政局、各镇")
    assert units(found) == [([], ["县水利局"], ["县财政局", "各镇"])]
    assert found.review.tasks[0].task.text == "新建水厂2座。"


def test_a_list_without_a_role_is_of_responsible_units_and_doubtful() -> None:
    found = drafted(
        "1.优化用水。压减时间。（市住房城乡建设局、市水务集团，各县市区政府。完成时限：持续推进）"
    )
    assert units(found) == [([], ["市住房城乡建设局", "市水务集团", "各县市区政府"], [])]
    assert any("按责任单位拟" in doubt for doubt in found.review.tasks[0].doubts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("责任单位：市发展改革委*、市供电公司", (["市发展改革委"], ["市供电公司"], [])),
        ("责任单位：市农业农村局（牵头）、市财政局", (["市农业农村局"], ["市财政局"], [])),
        ("（牵头单位市水务局，责任单位各区）", (["市水务局"], ["各区"], [])),
        ("责任单位：各乡镇党委、政府，县民政局", ([], ["各乡镇党委", "各乡镇政府", "县民政局"], [])),
        ("责任单位：市、县（区）人民政府", ([], ["市人民政府", "县（区）人民政府"], [])),
        ("主要责任单位：市水务局；市级配合部门：市财政局", ([], ["市水务局"], ["市财政局"])),
        ("责任科室：审批科、监督科室", ([], ["审批科", "监督科室"], [])),
        ("市水务局、市文旅局等市级行业主管部门负责", ([], ["市水务局", "市文旅局"], [])),
    ],
)
def test_marks_levels_and_keys(text: str, wanted: tuple[list[str], ...]) -> None:
    assert clause(text) == wanted


def test_persons_run_on_where_blanks_were_dropped() -> None:
    text = "责任领导：李四责任单位：县水利局责任人：王五"
    assert [(leader.role, leader.names, leader.quote) for leader in named_leaders(text)] == [
        ("责任领导", ("李四",), "责任领导：李四"),
        ("责任人", ("王五",), "责任人：王五"),
    ]
