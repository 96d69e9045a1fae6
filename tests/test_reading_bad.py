"""Files that are bad, huge, harmful or of other formats: reading ends in a document or in a plain sentence."""

from __future__ import annotations

import contextlib
import random
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responsibility.importing.readers.detect import NeedsOffice, Unreadable, read

from .support.timing import cpu_limit
from .test_reading import PAGE, POLICY, W, level, packed, paragraph, tables, texts, word
from .test_reading_ofd import ofd
from .test_reading_ofd import text as placed
from .test_reading_pdf import lines, pdf

# What is not read


@pytest.mark.parametrize(
    ("name", "content", "target", "says"),
    [
        ("旧 方案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "docx",
         "soffice --headless --convert-to docx '旧 方案.doc'"),
        ("x.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "docx", "LibreOffice"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "xlsx", "Excel"),
        ("x.rtf", b"{\\rtf1 a}", "docx", "RTF"),
        ("x.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "docx", "odt"),
    ],
)  # fmt: skip
def test_formats_for_an_office(name: str, content: bytes, target: str, says: str) -> None:
    with pytest.raises(NeedsOffice) as caught:
        read(name, content)
    assert caught.value.target == target
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.txt", b"", "空的"),
        ("x.docx", b" \r\n\t ", "空的"),
        ("x.txt", "　\u3000\n\x0c".encode(), "只有空白"),
        ("x.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "OCR"),
        ("x.docx", b"RIFF\x20\0\0\0WEBPVP8 " + bytes(40), "这是图片"),
        ("x.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "OCR"),
        ("x.ofd", packed({"a.xml": "<a/>"}), "扩展名是 .ofd"),
        ("x.zip", packed({"a.txt": "a"}), "压缩包"),
        ("x.docx", packed({"a.txt": "a"}), "损坏"),
        ("x.docx", word(paragraph("文"))[:-30], "不完整"),
        ("x.docx", word(paragraph("文"))[3:], "扩展名是 .docx"),
        ("x.docx", word("<w:p>"), "损坏"),
        ("x.docx", word("<w:tbl><w:tr><w:tc>" * 700 + paragraph("文") + "</w:tc></w:tr></w:tbl>" * 700), "损坏"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("x.pdf", b"%PDF-1.7\n", "PDF 已损坏"),
        ("x.docx", b"%PDF-1.7\n", "PDF 已损坏"),
        ("x.rar", b"Rar!\x1a\x07\x00", "压缩包"),
        ("x.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mht"),
        ("x.txt", b"a" * 20_000_001, "20 MB"),
        ("x.html", b"<html>" + b"<b>" * 2_000_001, "庞大"),
    ],
)  # fmt: skip
def test_bad_files(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(name, content)


def test_zip_bombs() -> None:
    for size in (60_000_000, 40_000_000):
        with pytest.raises(Unreadable, match="解压以后太大"):
            read("x.docx", word(" " * size))


def test_a_zip_that_lies_about_its_sizes() -> None:
    content = bytearray(packed({"word/document.xml": b" " * 60_000_000}))
    size = struct.pack("<I", 60_000_000)
    content = content.replace(size, struct.pack("<I", 1_000))
    with pytest.raises(Unreadable):
        read("x.docx", bytes(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs(encoding: str) -> None:
    entities = '<!ENTITY a "啊啊啊啊啊啊啊啊啊啊">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    source = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [{entities}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
    )
    with cpu_limit(5), pytest.raises(Unreadable):
        read("x.docx", packed({"word/document.xml": source.encode(encoding)}))


@pytest.mark.slow
def test_two_hundred_pages_are_fast() -> None:
    line = "至2022年6月前，完成硬化村道7条5.459公里（牵头单位：区住建局，责任单位：各镇）。" * 3
    runs = "".join(
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{line[i : i + 20]}</w:t></w:r>" for i in range(0, 120, 20)
    )
    lines = [line] * 6_000
    sources = {
        "x.docx": word(f"<w:p>{runs}</w:p>" * 6_000 + f"<!--{random.Random(1).randbytes(300_000).hex()}-->"),
        "x.txt": "\n".join(lines).encode("gb18030"),
        "x.html": ("<html>" + "".join(f"<p>{one}</p>" for one in lines)).encode(),
    }
    for name, content in sources.items():
        with cpu_limit(10, name):
            assert len(read(name, content).blocks) == 6_000


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<table><tr><td>",
        "<b>",
        "<ol><li>",
        "<p><b>",
        "<!--",
        "</x",
        "&#",
        "<td>",
        "<a style hidden>",
    ],
)
@pytest.mark.slow
def test_deep_web_pages(piece: str) -> None:
    with cpu_limit(10, piece), contextlib.suppress(Unreadable):
        assert texts(read("x.html", f"<html><p>始</p>{piece * 100_000}终".encode()))[0] == "始"


# Whatever the bytes

GOOD = [
    word(paragraph("文", 0), numbering=level(0, "decimal", "%1")),
    packed({"xl/workbook.xml": "<a/>"}),
    PAGE.encode(),
    POLICY.encode("gb18030"),
    pdf(lines("一、供水", "1.建水厂。（责任单位：县水利局）")),
    ofd(placed("一、供水", 20, 20)),
]
PIECES = st.sampled_from(
    ["<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=0>", "<td colspan=3>", "</td>", "<ol start=x>",
     "<li value>", "<pre>", "</pre>", "<br>", "<p style>", "<script>", "&#0;", "&#xD800;", "\n", "文", "<!", "<?"]
)  # fmt: skip


def ends_well(name: str, content: bytes) -> None:
    try:
        document = read(name, content)
    except Unreadable:
        return
    assert document.blocks
    assert all(len({len(row) for row in rows}) == 1 for rows in tables(document))


NAMES = st.sampled_from(["x.txt", "x.docx", "x.html", "x.xlsx", "x.pdf", "x.ofd", "", "\ud800/."])


@settings(deadline=None)  # the parser of PDFs is loaded when it is first needed
@given(NAMES, st.binary(max_size=300))
def test_any_bytes(name: str, content: bytes) -> None:
    ends_well(name, content)


@settings(deadline=None)
@given(NAMES, st.text(max_size=100), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text(name: str, text: str, encoding: str) -> None:
    ends_well(name, text.encode(encoding, errors="ignore"))


@given(st.lists(PIECES, max_size=40))
def test_any_page(pieces: list[str]) -> None:
    ends_well("x.html", "".join(pieces).encode())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NAMES, st.sampled_from(GOOD), st.data())
def test_good_files_damaged(name: str, content: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    ends_well(name, content[:start] + data.draw(st.binary(max_size=8)) + content[end:])
