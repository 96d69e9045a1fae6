"""What a reader leaves out of a document is told, with its place and its words."""

from __future__ import annotations

import pytest

from responsibility.importing.readers.base import Block
from responsibility.importing.readers.detect import read

from .test_reading import texts, word


def run(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def test_what_a_style_hides_or_strikes_is_left_out_and_told() -> None:
    styles = (
        '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="S"><w:basedOn w:val="T"/></w:style>'
        '<w:style w:styleId="T"><w:basedOn w:val="S"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    )
    struck, on, hidden = "<w:strike/>", '<w:strike w:val="0"/>', '<w:rStyle w:val="H"/>'
    body = (
        f"<w:p>{run('修桥')}{run('旧', struck)}{run('的', struck)}{run('。')}{run('再', struck)}{run('留', on)}</w:p>"
        f"<w:p>{run('修路')}{run('甲', hidden)}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{run("乙")}</w:p>'
    )
    document = read("x.docx", word(body, styles=styles))
    assert texts(document) == ["修桥。留", "修路"]
    assert document.unread == (
        "删除线的文字 3 处没有读入：“修桥。留”一段“旧的”；“修桥。留”一段“再”；“修路”一段之后“乙”",
        "隐藏的文字 1 处没有读入：“修路”一段“甲”",
    )


def test_notes_objects_and_page_heads_are_told_with_their_place_and_words() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    body = (
        '<w:p><w:r><w:t>修桥</w:t><w:footnoteReference w:id="2"/></w:r></w:p><w:altChunk/>'
        f'<w:p><w:r><w:drawing><g:relIds xmlns:g="{drawing}/diagram"/></w:drawing></w:r></w:p>'
        f'<w:p><w:r><w:drawing><a:t xmlns:a="{drawing}/main">图中字</a:t></w:drawing></w:r></w:p>'
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请点击</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>以普查为准</w:t></w:r></w:p></w:footnote>'
    foot = "<w:p><w:r><w:t>内部资料 第1页</w:t></w:r></w:p>"
    document = read("x.docx", word(body, footnotes=note, footer=foot))
    assert texts(document) == ["修桥"]
    assert document.unread == (
        "页脚的文字 1 处没有读入：“内部资料 第1页”",
        "脚注、尾注 1 处没有读入：“修桥”一段“以普查为准”",
        "插入的文件 1 处没有读入：“修桥”一段之后",
        "SmartArt 图形里的文字 1 处没有读入：“修桥”一段之后",
        "图形里的文字 1 处没有读入：“修桥”一段之后“图中字”",
        "内容控件里的提示文字 1 处没有读入：“修桥”一段之后“请点击”",
    )


def test_a_fallback_is_read_where_the_choice_shows_nothing() -> None:
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def choice(first: str) -> str:
        return (
            f'<w:p><w:r><m:AlternateContent xmlns:m="{compatible}"><m:Choice>{first}</m:Choice>'
            "<m:Fallback><w:t>后</w:t></m:Fallback></m:AlternateContent></w:r></w:p>"
        )

    assert texts(read("x.docx", word(choice("") + choice("<w:t>先</w:t>")))) == ["后", "先"]


def in_a_box(content: str, vml_alone: bool = False) -> str:
    """A run with a text box as Word writes it: a drawing, and for older programs the same as VML; or VML alone."""
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    vml = (
        '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:200pt"><v:textbox inset="0,0,0,0">'
        f"{box}</v:textbox></v:shape></w:pict>"
    )
    if vml_alone:
        return f"<w:r>{vml}</w:r>"
    drawing = f'<w:drawing><wps:wsp xmlns:wps="{shape}"><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></w:drawing>'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize("vml_alone", [False, True])
def test_a_text_box_is_read_once_behind_the_paragraph_that_it_hangs_on(vml_alone: bool) -> None:
    task = f"<w:p>{run('2.护林。管好山林。')}</w:p><w:p>{run('（牵头单位：县林业局）')}</w:p>"
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p>{run(cell)}</w:p></w:tc>' for cell in row)}</w:tr>"
        for row in (("序号", "任务", "牵头单位"), ("3", "修渠", "县水利局"))
    )
    body = (
        f"<w:p>{run('1.修桥。')}{in_a_box(task, vml_alone)}{run('修好桥梁。（牵头单位：县交通局）')}</w:p>"
        f"<w:p>{in_a_box(f'<w:tbl>{rows}</w:tbl>', vml_alone)}</w:p><w:p>{run('以上。')}</w:p>"
    )
    document = read("x.docx", word(body))
    first, *others = (block.text if isinstance(block, Block) else block.rows for block in document.blocks)
    assert first == "1.修桥。修好桥梁。（牵头单位：县交通局）"
    assert others == [
        "2.护林。管好山林。",
        "（牵头单位：县林业局）",
        (("序号", "任务", "牵头单位"), ("3", "修渠", "县水利局")),
        "以上。",
    ]
    assert document.unread == document.odd == ()


def test_a_row_that_a_table_hides_is_told() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{looks}</w:trPr><w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>"
        for looks, text in (("", "修桥"), ("<w:hidden/>", "修路"), ('<w:hidden w:val="0"/>', "修渠"))
    )
    document = read("x.docx", word(f"<w:tbl>{rows}</w:tbl>"))
    assert [block.rows for block in document.blocks if not isinstance(block, Block)] == [
        (("修桥",), ("修渠",))
    ]
    assert document.unread == ("隐藏的行 1 处没有读入：“修桥”一段之后“修路”",)


def test_many_places_are_counted_and_the_first_are_named() -> None:
    struck = "".join(f"<w:p>{run(f'第{n}')}{run('旧', '<w:strike/>')}</w:p>" for n in range(9))
    (sentence,) = read("x.docx", word(struck)).unread
    assert sentence.startswith("删除线的文字 9 处没有读入：“第0”一段“旧”；")
    assert sentence.endswith("……共 9 处")


def test_what_a_web_page_does_not_show_or_strikes_is_told() -> None:
    page = (
        "<html><head><title>题</title><style>p.a, .gone { display: none } .b{color:red}</style></head><body>"
        "<p>修桥<del>旧</del><s>废</s><span style='text-decoration: line-through'>停</span>。</p>"
        "<p class='x gone'>藏</p><p style='mso-hide:all'>匿</p><p class=b>见</p><script>x</script>"
        "<noscript>无</noscript><textarea>框</textarea><input value='填'><input type=hidden value='密'>"
        "<iframe src='a.html'></iframe><svg><text>图</text></svg></body></html>"
    )
    document = read("x.html", page.encode())
    assert texts(document) == ["修桥。", "见"]
    assert document.odd == ()
    assert document.unread == (
        "删除线的文字 3 处没有读入：“修桥”一段之后“旧”；“修桥”一段之后“废”；“修桥”一段之后“停”",
        "隐藏的文字 2 处没有读入：“修桥。”一段之后“藏”；“修桥。”一段之后“匿”",
        "noscript 里的文字 1 处没有读入：“见”一段之后“无”",
        "表单里的文字 2 处没有读入：“见”一段之后“框”；“见”一段之后“填”",
        "嵌入的网页 1 处没有读入：“见”一段之后“a.html”",
        "图形里的文字 1 处没有读入：“见”一段之后“图”",
    )


def test_what_a_web_page_has_for_its_visitors_or_shows_only_to_some_is_told() -> None:
    page = (
        "<html><head><style>#gone, td.b { display: none } #seen { color: red }</style></head><body>"
        "<p>修桥</p><p id=gone>甲</p><p id=seen>见</p><dialog>乙</dialog><dialog open>开</dialog>"
        "<select><option>市政府网站</select><button>打印</button><video>放不了</video><canvas></canvas></body></html>"
    )
    document = read("x.html", page.encode())
    assert texts(document) == ["修桥", "见", "开"]
    assert document.unread == (
        "隐藏的文字 2 处没有读入：“修桥”一段之后“甲”；“见”一段之后“乙”",
        "嵌入的对象 1 处没有读入：“开”一段之后“放不了”",
    )
    assert document.odd == ("按钮、下拉框的文字 2 处没有读入：“开”一段之后“市政府网站”；“开”一段之后“打印”",)
