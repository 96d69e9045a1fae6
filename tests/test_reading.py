"""Each format that is read, made here."""

from __future__ import annotations

import io
import random
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from responsibility.importing.readers.detect import Block, Document, Table, Unreadable, read
from responsibility.importing.readers.docx_numerals import numeral

POLICY = (
    "美发〔2021〕7号\n　　一、总体要求\n加快推进农村道路交通建设（牵头单位：区住建局，责任单位：各镇）。\n"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Block)]


def tables(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in document.blocks if isinstance(block, Table)]


def saved(thing: Any) -> bytes:
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def packed(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body, and with word/numbering.xml and so on."""
    named = {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>' for name, xml in parts.items()}
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": document, **named})


def paragraph(text: str, level: int | None = None, number: int = 1, style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (numbered if level is not None else "")
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(index: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERED = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
"""The numbering of a Word file with one list: 1. 2. 3."""


# Plain text


@pytest.mark.parametrize(
    ("encoding", "mark", "form"),
    [
        ("utf-8", b"", "文本（UTF-8）"),
        ("utf-8", b"\xef\xbb\xbf", "文本（UTF-8）"),
        ("utf-16-le", b"\xff\xfe", "文本（UTF-16）"),
        ("utf-16-be", b"\xfe\xff", "文本（UTF-16）"),
        ("utf-16-le", b"", "文本（UTF-16）"),
        ("utf-16-be", b"", "文本（UTF-16）"),
        ("gb18030", b"", "文本（GB18030）"),
    ],
)
def test_encodings(encoding: str, mark: bytes, form: str) -> None:
    document = read("方案.txt", mark + POLICY.encode(encoding))
    assert document.form == form
    assert texts(document) == POLICY.rstrip().split("\n")
    assert document.blocks[2].where == "第3行"
    assert document.odd == ()


def test_utf16_without_a_mark_or_a_line_end() -> None:
    text = "加快推进农村道路交通建设，牵头单位：区住建局。"
    assert texts(read("x.txt", text.encode("utf-16-le"))) == [text]


def test_utf16_of_ascii() -> None:
    assert texts(read("x.txt", "plain words".encode("utf-16-be"))) == ["plain words"]


def test_line_ends_page_numbers_and_form_feeds() -> None:
    source = "一\r\n二\r三\x0b四\x0c— 3 —\n- 3 -\n－ 12 －\n第 3 页 共 12 页\n五\u2028六\n\n七\n"
    document = read("x.txt", source.encode())
    assert texts(document) == ["一", "二", "三", "四", "五", "六", "", "七"]
    assert [block.where for block in document.blocks[2:6]] == ["第3行", "第3行", "第7行", "第7行"]
    assert document.odd == ("删去换页符 1 个", "删去页码 4 行")


def test_what_looks_like_a_page_number_and_is_none() -> None:
    source = "3\n-5%\n2021—2025\n— 3 — 项\n"
    assert texts(read("x.txt", source.encode())) == [*source.split()[:3], "— 3 — 项"]


def test_invisible_characters() -> None:
    source = "区\u200b水\u202e务\x01局\ufeff\u00a0（\ufffd\ue000）"
    document = read("x.txt", source.encode())
    assert texts(document) == ["区水务局 （\ufffd\ue000）"]
    assert document.odd[:3] == ("删去控制字符 1 个", "删去零宽字符 2 个", "删去改变书写方向的字符 1 个")
    assert len(document.odd) == 5


@pytest.mark.parametrize(
    "content",
    [
        "牽頭單位應當按照職責分工負責落實，確保按時完成各項任務".encode("big5"),
        random.Random(1).randbytes(5_000),
        bytes(range(32)) * 100,
        "区水务局".encode() + b"\xff\xff\xff",
        b"\xff\xfe\x00\xd8\x00",
    ],
)
def test_unknown_encodings(content: bytes) -> None:
    with pytest.raises(Unreadable, match="编码"):
        read("x.txt", content)


# Word


def test_a_word_file_with_a_table() -> None:
    made = docx.Document()
    made.add_paragraph("　　一、总体要求\u00a0")
    table = made.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖"
    made.add_paragraph("完")
    document = read("方案.docx", saved(made))
    assert document.form == "Word 文档"
    assert tables(document) == [(("横", "横", "02"), ("10", "11", "竖"), ("20", "21", "竖"))]
    assert [block.where for block in document.blocks] == ["第1段", "表1", "第2段"]
    assert texts(document) == ["一、总体要求", "完"]


def test_numbering_in_a_real_word_file() -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))
    for text, index in (("要求", 0), ("原则", 1), ("目标", 1), ("任务", 0), ("水", 1)):
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        own = properties.get_or_add_numPr()
        own.get_or_add_ilvl().val = index
        own.get_or_add_numId().val = 1
    assert texts(read("x.docx", saved(made))) == [
        "一、要求",
        "（一）原则",
        "（二）目标",
        "二、任务",
        "（一）水",
    ]
    assert made.element.find(qn("w:body")) is not None


def test_numbering_restarts_overrides_and_legal_numbers() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>')
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimalEnclosedCircle", "%3", '<w:lvlRestart w:val="0"/>')
        + level(3, "bullet", "\uf06c")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (
        paragraph("总则", 0)
        + paragraph("范围", 1)
        + paragraph("甲", 2)
        + paragraph("任务", 0)
        + paragraph("水", 1)
        + paragraph("乙", 2)
        + paragraph("点", 3)
        + paragraph("无", 0, number=0)
        + paragraph("附则", 0, number=2)
        + paragraph("再", 0)
    )
    document = read("x.docx", word(body, numbering=numbering))
    assert texts(document) == [
        "第一章 总则", "1.1 范围", "①甲", "第二章 任务", "2.1 水", "②乙", "点", "无", "第一章 附则", "第二章 再",
    ]  # fmt: skip
    assert document.odd == ("项目符号 1 处没有读入",)


def test_numbering_by_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="H1"/>')
        + level(1, "ideographDigital", "（%2）", '<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H3"/></w:style>'
    )
    styled = (("a", "H1"), ("b", "H2"), ("c", "H2"), ("d", "H3"), ("e", "H1"))
    body = "".join(paragraph(text, style=style) for text, style in styled)
    document = read("x.docx", word(body, numbering=numbering, styles=styles))
    assert texts(document) == ["一、a", "（一）b", "（二）c", "d", "二、e"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (54, "japaneseCounting", "五十四"),
        (10, "ideographDigital", "一〇"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (27, "lowerLetter", "aa"),
        (4, "upperRoman", "IV"),
        (3, "decimalZero", "03"),
        (3, "unknownStyle", "3"),
        (0, "chineseCounting", "0"),
    ],
)
def test_numerals(number: int, style: str, expected: str) -> None:
    assert numeral(number, style) == expected


def test_what_is_struck_hidden_or_not_text() -> None:
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:r><w:br/><w:t>行</w:t><w:footnoteReference/></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document = read("x.docx", word(body))
    assert texts(document) == ["留增", "行", "框"]
    assert document.odd == ("文件里有修订痕迹 2 处，按“接受全部修订”读入",)
    assert document.unread == (
        "隐藏的文字 1 处没有读入：“留增 行”一段“隐”",
        "脚注、尾注 1 处没有读入：“留增 行”一段",
    )


def test_a_list_that_says_no_start_begins_with_nought() -> None:
    """As ECMA-376-1, 17.9.25 has it."""
    numbering = NUMBERED.replace('<w:start w:val="1"/>', "")
    assert numbering != NUMBERED
    body = paragraph("甲", 0) + paragraph("乙", 0)
    assert texts(read("x.docx", word(body, numbering=numbering))) == ["0.甲", "1.乙"]


def test_a_deleted_paragraph_does_not_count_in_a_list() -> None:
    """Word numbers on without it; one whose text is left and whose end alone is deleted counts."""
    mark = "<w:rPr><w:del/></w:rPr></w:pPr>"
    text = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    deleted = paragraph("", 0).replace("</w:pPr>", mark).replace("<w:r><w:t></w:t></w:r>", text)
    joined = paragraph("乙", 0).replace("</w:pPr>", mark)
    body = paragraph("甲", 0) + deleted + joined + paragraph("丙", 0)
    assert texts(read("x.docx", word(body, numbering=NUMBERED))) == ["1.甲", "2.乙", "3.丙"]


def test_a_word_file_of_another_name() -> None:
    assert texts(read("x.doc", word(paragraph("文")))) == ["文"]


@pytest.mark.parametrize(
    ("body", "message"), [("", "没有文字"), (paragraph(" "), "没有文字"), ("<w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></w:drawing>", "OCR")]
)  # fmt: skip
def test_word_files_without_text(body: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read("x.docx", word(body))


# Web pages

PAGE = """<html><head><meta charset="{charset}"><title>题</title><style>p{{}}</style></head><body>
<nav>首页</nav><script>var a = "<p>假</p>";</script><h1>实施方案</h1>
<p>&nbsp;&nbsp;　　一、总体
要求&lt;全&gt;<br>第二行<p>第三行
<div>外<div style="display: none">隐</div><b>粗</b>体</div>
<table><tr><td colspan=2>横<td rowspan=2><p>竖</p><p>二</p></tr><tr><td>a<td>b</table>
<table><tr><td><table><tr><td>版<td>式</table></td></tr></table>
<ol><li>甲<li>乙</ol><ul><li>丙</ul></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding", "form"),
    [("utf-8", "utf-8", "UTF-8"), ("gb2312", "gb18030", "GB18030"), ("utf-8", "gb18030", "GB18030"),
     ("iso-8859-1", "gb18030", "GB18030"), ("big5", "utf-16", "UTF-16")],
)  # fmt: skip
def test_web_pages(charset: str, encoding: str, form: str) -> None:
    document = read("x.html", PAGE.format(charset=charset).encode(encoding))
    assert document.form == f"网页（{form}）"
    assert texts(document) == [
        "实施方案", "一、总体要求<全>", "第二行", "第三行", "外粗体", "1.甲", "2.乙", "丙",
    ]  # fmt: skip
    assert tables(document) == [(("横", "横", "竖\n二"), ("a", "b", "竖\n二")), (("版", "式"),)]
    assert document.odd == (
        "网页的自动编号 2 处写成了文字，请对照原件",
        "导航栏的文字 1 处没有读入：开头“首页”",
    )
    assert document.unread == ("隐藏的文字 1 处没有读入：“外”一段之后“隐”",)


def test_a_web_page_in_big5() -> None:
    page = "<html><meta charset=big5><p>牽頭單位</p></html>".encode("big5")
    assert texts(read("x.htm", page)) == ["牽頭單位"]


def test_a_web_page_of_another_name() -> None:
    assert texts(read("x.doc", b"<html><body><p>1</p><p hidden>2</p></body></html>")) == ["1"]


@pytest.mark.parametrize("source", ["<html></html>", "<html><script>x</script>", "<html><p>&nbsp;</p>"])
def test_web_pages_without_text(source: str) -> None:
    with pytest.raises(Unreadable, match="网页里没有文字"):
        read("x.html", source.encode())


def test_a_cell_over_rows_ends_where_it_says() -> None:
    page = "<table><tr><td rowspan=3>县水利局<td>1</tr><tr><td>2</tr><tr><td>3</tr><tr><td>县财政局<td>4</tr></table>"
    rows = (("县水利局", "1"), ("县水利局", "2"), ("县水利局", "3"), ("县财政局", "4"))
    assert tables(read("x.html", f"<html>{page}".encode())) == [rows]


def test_a_table_too_large() -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=60000>a" * 50 + "</tr><tr><td>b</tr>" * 200
    with pytest.raises(Unreadable, match="格"):
        read("x.html", f"<html><table>{row}</table>".encode())
