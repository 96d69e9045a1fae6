"""OFDs as they are read: lines and tables by where their characters stand; what is no text is told, harm is refused."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.importing.readers.detect import Unreadable, read

from .support.timing import cpu_limit
from .test_importing import drafted, loaded
from .test_reading import packed, tables, texts

SIZE = 5
"""Millimetres of a character."""
FULL = "到二〇二五年底前建成水厂两座，改造管网十公里。"
"""A line that reaches the right margin, where shorter ones end their paragraph."""


def element(name: str, content: str = "", **attributes: object) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<ofd:{name} xmlns:ofd="http://www.ofdspec.org/2016"{written}>{content}</ofd:{name}>'


def ofd(*pages: str, document: str = "", **parts: str) -> bytes:
    """An OFD of pages with these objects; ``document`` stands beside them, ``parts`` are further files."""
    listed = "".join(
        element("Page", ID=index, BaseLoc=f"Pages/Page_{index}/Content.xml") for index in range(len(pages))
    )
    layers = {
        f"Doc_0/Pages/Page_{index}/Content.xml": element(
            "Page", element("Content", element("Layer", page)) if "<ofd:Content" not in page else page
        )
        for index, page in enumerate(pages)
    }
    root = element("DocBody", element("DocRoot", "Doc_0/Document.xml"))
    return packed(
        {
            "OFD.xml": element("OFD", root),
            "Doc_0/Document.xml": element("Document", document + element("Pages", listed)),
            **layers,
            **{f"Doc_0/{name}.xml": content for name, content in parts.items()},
        }
    )


def text(words: str, left: object, top: object, **attributes: object) -> str:
    """Words at a place, in the way of most programs: steps that are all alike in short."""
    code = element("TextCode", words, X=0, Y=SIZE * 0.88, DeltaX=f"g {len(words) - 1} {SIZE}")
    fields = {"Boundary": f"{left} {top} {SIZE * len(words)} {SIZE}", "Size": SIZE, **attributes}
    return element("TextObject", code, **fields)


def lines(*written: str, top: float = 20) -> str:
    return "".join(
        text(line.strip("　"), 20 + SIZE * (len(line) - len(line.lstrip("　"))), top + 8 * index)
        for index, line in enumerate(written)
    )


def rules(width: float, height: float, columns: int, rows: int, left: float, top: float) -> str:
    paths = [f"M {width * column} 0 L {width * column} {height * rows}" for column in range(columns + 1)] + [
        f"M 0 {height * row} L {width * columns} {height * row}" for row in range(rows + 1)
    ]
    data = element("AbbreviatedData", " ".join(paths))
    return element("PathObject", data, Boundary=f"{left} {top} {width * columns} {height * rows}")


def grid(rows: Sequence[Sequence[str]], top: float = 60) -> str:
    cells = "".join(
        text(line, 20 + 32 * column + 1, top + 16 * row + 1 + 7 * index)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for index, line in enumerate(cell.split("|"))
        if line
    )
    return cells + rules(32, 16, len(rows[0]), len(rows), 20, top)


HEAD = ("序号", "任务", "牵头单位", "责任单位")


def test_lines_become_paragraphs_and_rules_tables() -> None:
    first = lines(
        "清河县供水方案",
        "　　为做好供水工作，到二〇二五年底前建成水厂两座，",
        "改造管网，制定本方案。",
        "— 1 —",
    )
    second = grid(
        [HEAD, ("1", "新建两座水|厂和泵站", "县水利局", "县财政局|各镇"), ("2", "修桥", "县交通局", "")]
    )
    content = ofd(first, second)
    document = read("方案.ofd", content)
    assert document.form == "OFD"
    assert texts(document) == [
        "清河县供水方案",
        "为做好供水工作，到二〇二五年底前建成水厂两座，改造管网，制定本方案。",
    ]
    assert tables(document) == [
        (HEAD, ("1", "新建两座水厂和泵站", "县水利局", "县财政局\n各镇"), ("2", "修桥", "县交通局", ""))
    ]
    assert document.odd == ("删去页码 1 行",)
    tasks = loaded(drafted("方案.ofd", content)).policies[0].tasks
    assert [task.units("lead") for task in tasks] == [("县水利局",), ("县交通局",)]


def test_characters_stand_where_matrix_steps_and_object_put_them() -> None:
    """Whatever the order in the file: larger by the matrix, each step of its own, or none at all."""
    code = element("TextCode", "供水", X=1, Y=2.2, DeltaX="2.5")
    plain = element("TextCode", "2025年", X=0, Y=4.4)
    upright = element("TextCode", "管网", X=0, Y=4.4, DeltaY="g 1 8")
    page = (
        element("TextObject", upright, Boundary="20 80 5 20", Size=5)
        + element("TextObject", code, Boundary="20 40 20 6", Size=2.5, CTM="2 0 0 2 0 0")
        + element("TextObject", plain, Boundary="20 20 30 5", Size=5)
        + text("方案", 32, 40)
        + text(FULL, 20, 100)
    )
    assert texts(read("x.ofd", ofd(page))) == ["2025年", "供水方案", "管", "网", FULL]


def test_a_template_belongs_to_its_pages() -> None:
    page = element("Template", TemplateID=7) + element(
        "Content", element("Layer", lines("一、供水", FULL, top=60))
    )
    template = element("Page", element("Content", element("Layer", lines("清河县人民政府文件"))))
    document = element("CommonData", element("TemplatePage", ID=7, BaseLoc="Tpls/T.xml"))
    content = ofd(page, document=document, **{"Tpls/T": template})
    assert texts(read("x.ofd", content)) == ["清河县人民政府文件", "一、供水", FULL]


def test_what_the_pages_do_not_say_as_text_is_told() -> None:
    page = lines("一、供水")
    page += element("ImageObject", Boundary="0 0 9 9", ResourceID=1)
    page += element("CompositeObject", Boundary="0 0 9 9", ResourceID=1)
    page += text("旧稿", 20, 60, Visible="false")
    page += text("内部资料", 50, 50, CTM="0.7 0.7 -0.7 0.7 0 0")
    annotation = element("PageAnnot", element("Annot", element("Remark", "请核")))
    attached = element("Attachments", element("Attachment", Name="表.xlsx"))
    content = ofd(
        page,
        element("ImageObject", Boundary="0 0 210 297", ResourceID=2),
        rules(10, 10, 2, 2, 20, 20),
        document=element("Attachments", "Attachs/Attachments.xml"),
        **{"Annots/Page_0/Annotation": annotation, "Attachs/Attachments": attached},
    )
    document = read("x.ofd", content)
    assert texts(document) == ["一、供水"]
    assert document.odd == ("图片 1 处没有读入，里面如有文字要另行录入",)
    assert sorted(document.unread) == sorted(
        [
            "附带的文件 1 处没有读入：“表.xlsx”",
            "组合图形 1 处没有读入：第1页",
            "隐藏的文字 1 处没有读入：第1页“旧稿”",
            "斜排的文字（水印等） 1 处没有读入：第1页“内部资料”",
            "扫描的页 1 处没有读入：第2页",
            "没有文字、只有图形的页 1 处没有读入：第3页",
            "批注和水印 1 处没有读入：“请核”",
        ]
    )


def test_scans_are_said_to_be_scans() -> None:
    with pytest.raises(Unreadable, match=r"扫描的 OFD.*OCR"):
        read("x.ofd", ofd(element("ImageObject", Boundary="0 0 210 297", ResourceID=2)))
    with pytest.raises(Unreadable, match="OFD 里没有文字"):
        read("x.ofd", ofd(""))


DTD = '<!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (ofd(text("水" * 300_000, 0, 0)), "太大"),
        (ofd(element("PathObject", element("AbbreviatedData", "M 0 0" + " L 9 0 L 9 9" * 150_000))), "太大"),
        (ofd(*[""] * 301), "301 页"),
        (ofd("", **{"Pages/Page_0/Content": DTD}), "DTD"),
        (ofd("", document=element("Page", ID=9, BaseLoc="Pages/../../../etc/passwd")), "缺少其中的文件"),
        (ofd(text("水", 0, 0, CTM="1 0 0 nan 0 0")), "损坏"),
        (ofd(text("水", 0, 0, Size="1e999")), "损坏"),
        (ofd(text("水", "<", 0)), "损坏"),
        (packed({"OFD.xml": element("OFD")}), "没有文字"),
        (packed({"OFD.xml": element("OFD"), "Encryptions.xml": "<a/>"}), "密码"),
    ],
    ids=["text", "lines", "pages", "entity", "path", "nan", "infinite", "no XML", "empty", "password"],
)  # fmt: skip
def test_harmful_and_damaged_files_are_refused(content: bytes, says: str) -> None:
    with cpu_limit(20), pytest.raises(Unreadable, match=says):
        read("x.ofd", content)


def test_steps_without_end_cost_nothing() -> None:
    code = element("TextCode", "供水", X=0, Y=4.4, DeltaX="g 99999999999 5")
    with cpu_limit(5):
        assert texts(read("x.ofd", ofd(element("TextObject", code, Boundary="20 20 9 9", Size=5)))) == [
            "供水"
        ]


def test_a_page_of_too_many_lines_has_no_tables() -> None:
    with cpu_limit(20):
        document = read("x.ofd", ofd(lines("一、供水") + rules(3, 3, 150, 150, 10, 60)))
    assert texts(document) == ["一、供水"]
    assert document.unread == ("线条太多、没有当作表格的页 1 处没有读入：第1页",)


def test_what_is_printed_over_itself_stands_once() -> None:
    assert texts(read("x.ofd", ofd(text("供水方案", 20, 20) + text("供水方案", 20.2, 20)))) == ["供水方案"]


VALUES = st.lists(
    st.sampled_from(["0", "5", "-3", "2.5", "1e9", "1e308", "nan", "g", "3", "", "x", "0.0.1"]), max_size=7
).map(" ".join)
PATHS = st.lists(st.sampled_from(["M", "L", "B", "A", "C", "Q", "Z", "0", "9", "1e300"]), max_size=9).map(
    " ".join
)


@settings(deadline=None)
@given(VALUES, VALUES, VALUES, VALUES, PATHS)
def test_whatever_places_say_reading_ends(box: str, matrix: str, size: str, steps: str, path: str) -> None:
    code = element("TextCode", "供水", X=0, Y=4.4, DeltaX=steps)
    page = element("TextObject", code, Boundary=box, CTM=matrix, Size=size)
    page += element("PathObject", element("AbbreviatedData", path), Boundary=box, CTM=matrix)
    with contextlib.suppress(Unreadable):
        assert read("x.ofd", ofd(page)).blocks
