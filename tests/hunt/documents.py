"""Documents of office forms, spoilt line by line and given in every format: what they say is in the draft, or told."""

from __future__ import annotations

import html
import io
import random
import re

import docx

from responsibility import checks, views
from responsibility.build.drafts import ImportFailedError, look_over
from responsibility.data.file_names import SOURCE_FILE
from responsibility.data.loader import UNITS_FILE, load
from responsibility.importing.draft import IncompleteError, draft, with_units
from responsibility.importing.readers.detect import Unreadable, read
from responsibility.importing.review import markdown

from ..conftest import ROOT
from .pages import pages

TEXTS = [
    path.read_text(encoding="utf-8").split("\n")
    for path in sorted((ROOT / "tests" / "imports").glob("*.txt"))
]
POLICY = "hunted-1"
PIECES = (
    "（牵头单位：县水利局；责任单位：各镇）", "（责任单位：", "牵头单位：", "、", "，", "。", "；", "等", "（一）", "3．", "第三条", "一、", "2023年6月底前",
    "每季度", "不少于5%", "全覆盖", "— 3 —", "附件：", "此页无正文", "联系人：", "各有关部门", "□", "𠮷", "①", "１２", "《", "“", "（", "）", "\t", "　", "抄送：",
)  # fmt: skip
_PUBLISHED = 0.2
"""How many of the drafts become pages: those take longer than all the rest."""
TOLD_BY = 14
"""Letters by which a review names a line that it leaves out."""
PAGE_NUMBER = re.compile(r"[-—–－─· ]*第?[0-9０-９一二三四五六七八九十]{1,4}页?[-—–－─· ]*")
"""A line that a printer puts there: it is left out of every text."""


def case(chance: random.Random) -> bool:
    """Import a spoilt document; returns whether a draft came of it. Raises AssertionError for a fault."""
    lines = _spoiled(chance, list(chance.choice(TEXTS)))
    name, content = _packed(chance, lines)
    try:
        drafted = draft(read(name, content), POLICY, (), {})
    except (Unreadable, IncompleteError):
        return False
    files = {**drafted.files, UNITS_FILE: with_units(None, drafted.new_units)}
    try:
        look_over(drafted, files)
    except ImportFailedError:
        return False
    data = load(files)
    assert not data.problems, data.problems
    report = checks.run(data)
    assert not report.errors, report.errors
    if chance.random() < _PUBLISHED:
        pages(views.build(data, report))
    review = markdown(drafted.review, POLICY)
    _need_all(lines, files[f"{POLICY}/{SOURCE_FILE}"].decode(), review)
    return True


def _need_all(lines: list[str], source: str, review: str) -> None:
    """Raise where a line of the document is neither in the text of the draft nor told, by its beginning at least."""
    kept, told = _letters(source + review), _letters(review)
    for line in lines:
        if PAGE_NUMBER.fullmatch(line.strip()) or _letters(line)[:TOLD_BY] in told:
            continue
        if not all(piece in kept for piece in _pieces(line)):
            raise AssertionError(f"lost: {line!r}")


def _pieces(line: str) -> list[str]:
    """The runs of Chinese in a line: signs and numbers may be read in another form."""
    return re.findall("[㐀-鿿𠀀-𪛟]+", line)


def _letters(text: str) -> str:
    return "".join(_pieces(text))


def _spoiled(chance: random.Random, lines: list[str]) -> list[str]:
    """Lines left out, doubled, joined, cut in two, exchanged; pieces put in."""
    for _ in range(chance.randrange(1, 8)):
        index, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[index]
        start = chance.randrange(len(line) + 1)
        way = chance.randrange(7)
        if way == 0 and len(lines) > 3:
            del lines[index]
        elif way == 1:
            lines.insert(other, line)
        elif way == 2:
            lines[index : index + 2] = ["".join(lines[index : index + 2])]
        elif way == 3:
            lines[index : index + 1] = [line[:start], line[start:]]
        elif way == 4:
            lines[index], lines[other] = lines[other], lines[index]
        elif way == 5:
            lines[index] = line[:start] + line[start + chance.randrange(1, 6) :]
        else:
            lines[index] = line[:start] + chance.choice(PIECES) + line[start:]
    return lines


def _packed(chance: random.Random, lines: list[str]) -> tuple[str, bytes]:
    """The lines as a file of one of the formats."""
    form = chance.choice(("txt", "txt", "gb", "html", "table", "docx"))
    if form == "gb":
        return "a.txt", "\r\n".join(lines).encode("gb18030")
    if form == "html":
        return "a.html", "".join(f"<p>{html.escape(line)}</p>\n" for line in lines).encode()
    if form == "table":
        rows = "".join(
            f"<tr><td>{index}</td><td>{html.escape(line)}</td></tr>" for index, line in enumerate(lines)
        )
        return "a.html", f"<table>{rows}</table>".encode()
    if form == "docx":
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        saved = io.BytesIO()
        document.save(saved)
        return "a.docx", saved.getvalue()
    return "a.txt", "\n".join(lines).encode()
