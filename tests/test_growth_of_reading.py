"""Files of some kilobytes that stand for millions of characters are refused soon; ordinary large ones take their share."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from responsibility.importing.outline import paragraphs
from responsibility.importing.pasted_tables import with_tables
from responsibility.importing.readers.base import MAX_CHARACTERS, MAX_TABLE_CHARACTERS, Block
from responsibility.importing.readers.detect import Unreadable, read

from .support.timing import cpu_limit
from .test_reading import NUMBERED, packed, paragraph, texts, word

LONG = "区水务局、" * 4_000


def merged_down() -> bytes:
    """A cell of Word that goes over four hundred rows."""
    cell = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
    first = cell.format(' w:val="restart"', paragraph(LONG))
    rows = [first, *[cell.format("", paragraph(""))] * 400]
    noise = random.Random(1).randbytes(20_000).hex()  # else the package itself is refused for its ratio
    return word(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>{paragraph(noise)}")


def spanned() -> bytes:
    """A cell of a web page over many rows and columns."""
    rows = "<tr><td>县</td></tr>" * 400
    return f"<html><table><tr><td rowspan=500 colspan=20>{LONG}</td></tr>{rows}</table></html>".encode()


def shared(rows: int = 20, text: str = LONG) -> bytes:
    """Cells of Excel that share a text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = "<Relationship Id='{0}' Type='" + office + "/{1}' Target='{1}.xml'/>"
    relations = relation.format("r1", "worksheet") + relation.format("r2", "sharedStrings")
    sheet = f"<sheet name='表' sheetId='1' xmlns:r='{office}' r:id='r1'/>"
    cells = f"<row>{'<c t=$s$><v>0</v></c>' * 10}</row>".replace("$", "'") * rows
    return packed(
        {
            "xl/workbook.xml": f"<workbook xmlns='{main}'><sheets>{sheet}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/worksheet.xml": f"<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst xmlns='{main}'><si><t>{text}</t></si></sst>",
        }
    )


BOMBS: dict[str, Callable[[], bytes]] = {"x.docx": merged_down, "x.html": spanned, "x.xlsx": shared}


@pytest.mark.parametrize("name", BOMBS)
def test_small_files_that_stand_for_millions_of_characters_are_refused(name: str) -> None:
    content = BOMBS[name]()
    assert len(content) < 120_000
    with cpu_limit(5, name), pytest.raises(Unreadable, match=f"超过 {MAX_TABLE_CHARACTERS // 10_000} 万"):
        read(name, content)


def test_a_text_in_thousands_of_cells_is_refused_long_before_it_is_read_as_tasks() -> None:
    """What a table shows costs what it shows, however small the file; tables that are long by themselves are read."""
    clause = "县水利局、县住建局、各镇"
    assert read("x.xlsx", shared(400, clause)).blocks
    with pytest.raises(Unreadable, match="是文件大小的许多倍"):
        read("x.xlsx", shared(400, clause * 5))
    many = "".join(
        f"<tr><td>{row}</td><td>新建水厂{row * 7919 % 99991}座，改造管网</td></tr>" for row in range(5_000)
    )
    assert read("x.html", f"<html><table>{many}</table></html>".encode()).blocks


def test_more_text_than_any_policy_has_is_refused() -> None:
    text = "区水务局" * (MAX_CHARACTERS // 8 + 1)
    noise = random.Random(1).randbytes(300_000).hex()
    with cpu_limit(20), pytest.raises(Unreadable, match="只留下要导入的正文"):
        read("x.docx", word(f"<!--{noise}-->{(paragraph(text[:1_000_000])) * 11}"))


def test_the_number_of_a_level_is_as_long_as_numbers_are() -> None:
    numbering = NUMBERED.replace('"%1."', f'"{"%1" * 5_000}"')
    assert numbering != NUMBERED
    (first, _) = texts(read("x.docx", word(paragraph("甲", 0) + paragraph("乙", 0), numbering=numbering)))
    assert len(first) < 50


def test_lines_without_a_stop_are_joined_in_one_pass() -> None:
    """Sixteen thousand lines took as many looks at a paragraph of a million characters."""
    lines = ["加快推进农村道路交通建设完成硬化村道改造水厂管网检测" * 2] * 20_000
    with cpu_limit(10):
        assert paragraphs(lines) == ["".join(lines)]


def test_tables_among_many_lines_are_looked_for_in_one_pass() -> None:
    """From each line all lines behind it were gone through, for the head of a table at that line."""
    lines = [Block(f"（{number}）新建水厂", f"第{number}行") for number in range(20_000)]
    with cpu_limit(10):
        assert list(with_tables(lines, lambda name: False, [])) == lines


def test_what_a_line_goes_on_with() -> None:
    long = "加快推进农村道路交通建设，" * 4
    lines = [f"{long}完", "成。", "一个标题", "（甲", "乙）", "区方案", "丙。丁", "戊"]
    assert paragraphs(lines) == [f"{long}完成。", "一个标题", "（甲乙）", "区方案", "丙。丁戊"]
