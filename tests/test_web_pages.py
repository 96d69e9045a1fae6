"""What a web site puts around a document is no text of it: what it says of the document fills gaps, the rest is told."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.importing.draft import Draft, draft
from responsibility.importing.readers.detect import read

from .test_importing import loaded

INFORMATION = (
    ("索 引 号：", "1234/2025-1", "主题分类：", "商贸"),
    ("发文机关：", "清河县人民政府", "成文日期：", "2025年01月12日"),
    ("标　　题：", "清河县人民政府关于促进消费的指导意见"),
    ("发文字号：", "清政发〔2025〕3号", "发布日期：", "2025-01-25"),
)
TEXT = (
    "清河县人民政府关于促进消费的",
    "指导意见",
    "各镇人民政府：",
    "现提出以下意见。",
    "一、办好展会。每年办展。（县商务局负责）",
    "二、发好消费券。及时发放。（县财政局负责）",
)
SIGNED = ("清河县人民政府", "2025年1月12日")


def page(before: str, *lines: str, behind: str = "") -> Draft:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return draft(
        read("x.html", f"<html><body>{before}{body}{behind}</body></html>".encode()), "draft-1", (), {}
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def source(found: Draft) -> list[str]:
    return found.files["draft-1/source.txt"].decode().splitlines()


@pytest.mark.parametrize(
    "information",
    [
        table(*INFORMATION),
        "".join(f"<p>{label}{value}</p>" for row in INFORMATION for label, value in zip(row[::2], row[1::2], strict=True)),
        f"<p>{' '.join(cell for row in INFORMATION for cell in row)}</p>",
    ],
    ids=["table", "lines", "one line"],
)  # fmt: skip
def test_the_table_of_information_fills_gaps_and_is_no_text(information: str) -> None:
    found = page(information, *TEXT)
    facts = loaded(found).policies[0].metadata
    assert source(found) == list(TEXT)
    assert facts.title == "清河县人民政府关于促进消费的指导意见"
    assert facts.number == "清政发〔2025〕3号"
    assert facts.addressees == "各镇人民政府"
    assert (str(facts.issued), list(facts.issuers)) == ("2025-01-12", ["清河县人民政府"])
    assert any("发文字号：清政发〔2025〕3号" in note for note in found.review.notes)
    assert not checks.run(loaded(found)).count("error")


def test_what_the_document_says_wins_over_the_page() -> None:
    wrong = table(("发文机关：", "清河县商务局", "成文日期：", "2024-12-01"), ("索引号", "1", "文号", "无"))
    facts = loaded(page(wrong, *TEXT[:2], "清政发〔2025〕4号", *TEXT[2:], *SIGNED)).policies[0].metadata
    assert (facts.number, str(facts.issued), list(facts.issuers)) == (
        "清政发〔2025〕4号",
        "2025-01-12",
        ["清河县人民政府"],
    )


def test_crumbs_buttons_and_foot_are_left_out_and_told() -> None:
    found = page(
        "<div>首页 &gt; 政务公开 &gt; 意见</div><div>分享到：微信</div>",
        "清河县人民政府关于促进消费的指导意见",
        "来源：县政府办　发布时间：2025-01-25　浏览次数：12",
        "清政发〔2025〕3号",
        *TEXT[2:],
        *SIGNED,
        behind="<p>阅读 1000</p><p>扫一扫在手机打开当前页</p><p>【打印】【关闭】</p>",
    )
    assert source(found) == ["清河县人民政府关于促进消费的指导意见", "清政发〔2025〕3号", *TEXT[2:], *SIGNED]
    (note,) = (note for note in found.review.notes if "不是正文" in note)
    assert all(words in note for words in ("首页", "分享到", "来源：", "阅读", "扫一扫", "打印"))


def test_an_article_that_a_script_makes_visible_is_the_document() -> None:
    found = page(
        '<h1 id="activity-name">清河发布</h1><div><span>原创</span><a>清河发布</a><em>2025-01-25 10:00</em></div>'
        '<div id="js_content" style="visibility: hidden; opacity: 0;">',
        "清河县人民政府关于促进消费的指导意见",
        "清政发〔2025〕3号",
        *TEXT[2:],
        *SIGNED,
        behind='<p style="display:none">关注领券</p></div><div><span>阅读 1000</span><span>赞</span></div>',
    )
    assert source(found) == ["清河县人民政府关于促进消费的指导意见", "清政发〔2025〕3号", *TEXT[2:], *SIGNED]
    assert any("隐藏的文字 1 处" in line and "关注领券" in line for line in found.review.foremost)


def test_words_of_a_site_within_the_document_are_its_own() -> None:
    lines = (*TEXT[:5], "三、做好分享。来源：调查。（县商务局负责）", "二维码管理另定。", *SIGNED)
    assert source(page(table(*INFORMATION), *lines)) == list(lines)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_that_lays_out_the_page_is_none(columns: int) -> None:
    number = ("清政发〔2025〕3号",)
    cell = "".join(
        f"<p>{line}</p>"
        for line in (
            TEXT[0] + TEXT[1],
            *number,
            *TEXT[2:],
            "三、管理",
            "1.检查。查好。（县商务局负责）",
            *SIGNED,
        )
    )
    aside = "<td>栏目</td>" if columns == 2 else ""
    rows = f"<tr>{aside}<td>{cell}</td></tr><tr><td>主办：清河县</td></tr>"
    found = page(f"<table><tr><td>清河县政府网</td></tr>{rows}</table>")
    assert source(found)[:2] == [TEXT[0] + TEXT[1], "清政发〔2025〕3号"]
    assert len(loaded(found).policies[0].tasks) == 3
    assert source(found)[-1] == SIGNED[1]


ROWS = (("序号", "任务", "牵头单位"), ("1", "办好展会", "县商务局"), ("2", "发好消费券", "县财政局"))
NOTICE = (
    "清河县人民政府关于印发重点任务分工的通知",
    "清政发〔2025〕3号",
    "各镇人民政府：",
    "现印发给你们，请认真落实。",
)


def test_the_table_of_an_attachment_holds_the_tasks() -> None:
    """And not the notice's own sections, which assign nothing."""
    found = page(
        "",
        *NOTICE,
        "一、提高认识。各单位要高度重视。",
        "附件：清河县重点任务分工表",
        *SIGNED,
        "附件",
        "清河县重点任务分工表",
        behind=table(*ROWS),
    )
    policy = loaded(found).policies[0]
    assert [(task.title, task.units("lead")) for task in policy.tasks] == [
        ("办好展会", ("县商务局",)),
        ("发好消费券", ("县财政局",)),
    ]
    facts = policy.metadata
    assert "一、提高认识。" in (facts.notice or "")
    assert (facts.title, facts.annotation) == ("清河县重点任务分工表", "附件")
    assert not checks.run(loaded(found)).count("error")


def test_a_notice_that_assigns_tasks_itself_keeps_them_before_those_of_the_table() -> None:
    found = page("", *NOTICE, *TEXT[4:], *SIGNED, "附件", "清河县重点任务分工表", behind=table(*ROWS))
    assert [task.title for task in loaded(found).policies[0].tasks] == ["办好展会", "发好消费券"] * 2
    assert any("附件的表" in question for question in found.review.questions)


def test_a_table_within_the_text_keeps_its_sections() -> None:
    found = page(
        "",
        *NOTICE[:2],
        "一、总体要求",
        "坚持为民。",
        "二、重点任务",
        behind=table(*ROWS)
        + "<p>三、组织实施</p><p>抓好。</p>"
        + "".join(f"<p>{line}</p>" for line in SIGNED),
    )
    assert [section.title for section in loaded(found).policies[0].metadata.outline] == [
        "总体要求",
        "重点任务",
        "组织实施",
    ]
