"""PDFs with text as they are read: paragraphs put together again, ruled tables; scans and harmful ones are refused."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import pytest

from responsibility.importing.readers.detect import Block, Document, Unreadable, read

from .support.timing import cpu_limit
from .test_importing import drafted, loaded
from .test_reading import tables, texts

SIZE = 12
Rect = tuple[float, float, float, float]


def pdf(*pages: bytes, more: bytes = b"") -> bytes:
    """A PDF of pages with these contents, whose text is in a Chinese font that is not embedded."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/DW 1000/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/Song/Flags 4/Ascent 880/Descent -120>>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (7 + 2 * number)
        )
        packed = zlib.compress(content)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
    body = b"%PDF-1.4\n" + more
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def text(words: str, left: float, top: float) -> bytes:
    return b"BT /F %d Tf %f %f Td <%s> Tj ET\n" % (
        SIZE, left, 800 - top - SIZE, words.encode("utf-16-be").hex().encode()
    )  # fmt: skip


def lines(*written: str, top: float = 40) -> bytes:
    """Lines below each other; a blank before one indents it by two characters."""
    placed = (
        (line.lstrip("　"), 40 + SIZE * (len(line) - len(line.lstrip("　"))), top + 20 * index)
        for index, line in enumerate(written)
    )
    return b"".join(text(*line) for line in placed)


def wrapped(paragraph: str, width: int) -> list[str]:
    return [paragraph[start : start + width] for start in range(0, len(paragraph), width)]


def ruled(boxes: Iterable[tuple[Rect, Sequence[str]]]) -> bytes:
    """Cells with their frames, by left, top, right and bottom, and their lines."""
    page = b""
    for (left, top, right, bottom), cell in boxes:
        page += b"%f %f %f %f re S\n" % (left, 800 - bottom, right - left, bottom - top)
        page += b"".join(text(line, left + 2, top + 2 + 14 * index) for index, line in enumerate(cell))
    return page


def grid(rows: Sequence[Sequence[str]], top: float = 100, width: float = 80) -> bytes:
    return ruled(
        (
            (40 + width * column, top + 40 * row, 40 + width * (column + 1), top + 40 * (row + 1)),
            cell.split("|"),
        )
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )


def test_lines_are_put_together_again() -> None:
    """A full line goes on on the next, over the page too, unless that is indented."""
    paragraphs = [
        "一、供好水",
        "（一）建水厂。到二〇二五年底前建成水厂两座，改造管网十公里，城乡供水同标准同服务，做到应供尽供。",
        "（二）管好水。城乡供水由一家单位管到底，收费、维修、检测都公开。",
        "二、治好水",
    ]
    written = [line for paragraph in paragraphs for line in wrapped(f"　　{paragraph}", 22)]
    pages = lines(*written[:5], "— 1 —"), lines(*written[5:], "— 2 —")
    document = read("方案.pdf", pdf(*pages))
    assert document.form == "PDF"
    assert texts(document) == paragraphs
    assert document.odd == ("删去页码 2 行",)


HEAD = ("序号", "任务", "牵头单位", "责任单位")


def test_a_ruled_table_goes_on_over_the_page() -> None:
    first = lines("任务分工表") + grid(
        [HEAD, ("1", "新建两座水厂|和泵站", "县水利局", "县发展和改革|委员会|各镇")]
    )
    second = grid([HEAD, ("2", "改造管网", "县住建局", "县财")], top=40)
    third = grid([("", "十公里", "", "政局"), ("3", "修桥", "县交通局", "")], top=40)
    document = read("x.pdf", pdf(first, second, third))
    assert texts(document) == ["任务分工表"]
    assert tables(document) == [
        (
            HEAD,
            ("1", "新建两座水厂和泵站", "县水利局", "县发展和改革委员会\n各镇"),
            HEAD,
            ("2", "改造管网十公里", "县住建局", "县财政局"),
            ("3", "修桥", "县交通局", ""),
        )
    ]
    tasks = loaded(drafted("x.pdf", pdf(first, second, third))).policies[0].tasks
    assert [(task.title, task.units("responsible")) for task in tasks] == [
        ("新建两座水厂和泵站", ("县发展和改革委员会", "各镇")),
        ("改造管网十公里", ("县财政局",)),
        ("修桥", ()),
    ]


def test_merged_cells_of_a_ruled_table() -> None:
    page = ruled(
        [
            ((40, 40, 120, 120), ["任务"]),
            ((120, 40, 280, 80), ["责任分工"]),
            ((120, 80, 200, 120), ["牵头单位"]),
            ((200, 80, 280, 120), ["配合单位"]),
            ((40, 120, 120, 160), ["修桥"]),
            ((120, 120, 200, 160), ["县交通局"]),
            ((200, 120, 280, 160), ["县财政局"]),
        ]
    )
    (table,) = read("x.pdf", pdf(page)).blocks
    assert not isinstance(table, Block)
    assert table.rows == (
        ("任务", "责任分工", "责任分工"),
        ("任务", "牵头单位", "配合单位"),
        ("修桥", "县交通局", "县财政局"),
    )
    assert table.covered == {(0, 2), (1, 0)}


def test_columns_without_rules_are_told() -> None:
    rows = (("序号", "任务", "单位"), ("1", "修桥", "县交通局"), ("2", "修路", "县交通局"))
    page = b"".join(
        text(cell, 40 + 120 * column, 40 + 20 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    (sentence,) = read("x.pdf", pdf(page)).unread
    assert sentence.startswith("第1页像是有没有框线的表格，按行读入")


def picture(page: bytes) -> bytes:
    return page + b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"


def test_scans_are_said_to_be_scans() -> None:
    with pytest.raises(Unreadable, match=r"扫描的 PDF.*OCR"):
        read("x.pdf", pdf(picture(b"")))
    document = read("x.pdf", pdf(lines("一、任务"), picture(b"")))
    assert document.unread == ("扫描的页 1 处没有读入：第2页",)
    with pytest.raises(Unreadable, match="没有文字"):
        read("x.pdf", pdf(b""))


def test_a_watermark_is_told_and_bold_by_printing_twice_is_read_once() -> None:
    mark = "内部资料".encode("utf-16-be").hex().encode()
    page = text("供水方案", 40, 40) + text("供水方案", 40.3, 40)
    page += b"BT /F 12 Tf .7 .7 -.7 .7 100 500 Tm <%s> Tj ET\n" % mark
    document = read("x.pdf", pdf(page))
    assert texts(document) == ["供水方案"]
    assert document.unread == ("斜排的文字（水印等） 1 处没有读入：第1页“内部资料”",)


@pytest.mark.parametrize(
    "damage", [slice(0, 200), slice(0, -300), slice(9, None)], ids=["head", "body", "foot"]
)
def test_a_damaged_pdf_ends_in_a_sentence_or_is_read(damage: slice) -> None:
    content = pdf(lines("一、任务"))[damage]
    try:
        document: Document | None = read("x.pdf", content)
    except Unreadable:
        document = None
    assert document is None or texts(document) == ["一、任务"]


def test_a_pdf_that_would_become_too_large_is_refused() -> None:
    bomb = zlib.compress(b" " * 150_000_000)
    more = b"9 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (len(bomb), bomb)
    with cpu_limit(10), pytest.raises(Unreadable, match="解压以后太大"):
        read("x.pdf", pdf(lines("一、任务"), more=more))


def test_too_many_pages_are_refused() -> None:
    with cpu_limit(20), pytest.raises(Unreadable, match="301 页"):
        read("x.pdf", pdf(*[b" "] * 301))
