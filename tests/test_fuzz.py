"""Any input at all, into each of the readers: the loader, the grammars of the document, the importer, the diff.

Each example ends in problems, in a message, or in a result that its own rules accept.
"""

from __future__ import annotations

import contextlib
import io
import zipfile

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.importing.draft import IncompleteError
from responsibility.importing.readers.detect import Unreadable
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.clause_places import at_end
from responsibility.language.clauses import parse
from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.language.numerals import chinese_number, written_date
from responsibility.language.quantities import figures, numbers_in
from responsibility.outputs.diff_text import as_json, as_markdown, as_text
from responsibility.views.revision import diff_view

from .conftest import POLICY, SMALL, read
from .test_importing import drafted
from .test_mutations import problems

pytestmark = pytest.mark.slow

MANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SMALL_FILES = read(SMALL)
NAMES = sorted(SMALL_FILES)
KEYS = [
    "number",
    "title",
    "section",
    "text",
    "lead_units",
    "deadlines",
    "quote",
    "values",
    "units",
    "parts",
    "outline",
]
SIGNS = [
    "\n",
    "  ",
    "- ",
    "|-\n",
    "&a ",
    "!!str ",
    "# ",
    "---\n",
    "? ",
    "%YAML 1.2\n",
    "\t",
    *"{}[]'\">",
    "*a",
]
YAML = st.lists(
    st.sampled_from([*(f"{key}:" for key in KEYS), *SIGNS]) | st.text(max_size=6), max_size=40
).map("".join)
"""What looks like YAML, and any text."""
PHRASES = [
    "（",
    "）",
    "(",
    ")",
    "牵头单位：",
    "责任单位：",
    "配合单位:",
    "、",
    "，",
    "；",
    "等",
    "各镇",
    "县水利局",
    "牵头",
    "配合",
    "负责",
    "按职责分工",
    "2023年",
    "6月",
    "底前",
    "每年",
    "三",
    "十",
    "百",
    "万",
    "亿",
    "5",
    ".",
    "%",
    "以上",
    "全覆盖",
    "至少",
]
WORDS = st.lists(st.sampled_from(PHRASES) | st.text(max_size=3), max_size=40).map("".join)
"""What looks like the words of a document, and any text."""


@MANY
@given(st.sampled_from(NAMES), YAML | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_file_in_the_place_of_another(name: str, text: str) -> None:
    problems(name, {**SMALL_FILES, name: text.encode("utf-8", "surrogatepass")})


@MANY
@given(st.sampled_from(NAMES), st.data())
def test_any_bytes_changed_in_a_file(name: str, data: st.DataObject) -> None:
    content = SMALL_FILES[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    instead = data.draw(
        st.binary(max_size=20) | WORDS.map(str.encode) | YAML.map(lambda text: text.encode("utf-8", "ignore"))
    )
    problems(name, {**SMALL_FILES, name: content[:start] + instead + content[end:]})


@MANY
@given(WORDS)
def test_any_document(text: str) -> None:
    """As the source of sound data: the proof says where they differ."""
    assert problems("source", {**SMALL_FILES, f"{POLICY}/source.txt": text.encode("utf-8", "ignore")})


@MANY
@given(WORDS)
def test_any_words_in_the_grammars(text: str) -> None:
    parse(text, lambda name: name == "县水利局")
    at_end(text, lambda name: False)
    for figure in figures(text):
        assert figure
    assert all(number >= 0 for number in numbers_in(text))
    chinese_number(text)
    written_date(text)


@MANY
@given(WORDS)
def test_the_normal_form_is_one(text: str) -> None:
    """Normalising again changes nothing; each character knows where it came from."""
    normal = with_origin(text)
    assert normal.text == normalise(text) == normalise(normal.text)
    assert len(normal.text) == len(normal.origin)
    clauses = normalise_clauses(normal)
    assert normalise_clauses(clauses).text == clauses.text
    assert list(clauses.origin) == sorted(clauses.origin)


def edited(files: Files, name: str, old: str, new: str) -> Files:
    return {**files, name: files[name].replace(old.encode(), new.encode("utf-8", "ignore"))}


@MANY
@given(st.sampled_from(NAMES), WORDS.filter(lambda text: bool(text.strip())))
def test_any_edition_against_another(name: str, words: str) -> None:
    """Editions that load whole, sound or not, are compared and told in every form."""
    line = " ".join(words.split()).replace("'", "").replace("\\", "")
    new = load(edited(SMALL_FILES, name, "text: |-\n", f"text: |-\n  {line}\n"))
    other = load(edited(SMALL_FILES, "units.yml", "县委办", "县委办公室"))
    old = load(SMALL_FILES)
    for one in (new, other):
        if one.whole and one.policies:
            found = diff(old, one)
            view = diff_view(found, old, one)
            assert as_text(view, line)
            assert as_markdown(view, line)
            assert as_json(found)
            assert diff(one, one).same


@MANY
@given(YAML)
def test_any_list_of_revisions(text: str) -> None:
    problems("revisions", {**SMALL_FILES, "revisions.yml": text.encode("utf-8", "ignore")})


@pytest.mark.parametrize("ending", ["txt", "html", "docx", "xlsx", "doc", "pdf", "ofd", "rtf", ""])
@settings(deadline=None)
@given(content=st.binary(max_size=400) | WORDS.map(lambda text: text.encode("utf-8", "ignore")))
def test_any_bytes_as_a_document(ending: str, content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_document(f"x.{ending}", content)


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


XML = st.lists(
    st.sampled_from(
        [
            "<w:p>",
            "</w:p>",
            "<w:t>",
            "</w:t>",
            "<w:tbl>",
            "<w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<row>",
            '<c t="s">',
            "<v>",
            "</v>",
            "<si>",
            "&amp;",
            "&x;",
            "<!--",
            "]]>",
            '<w:numId w:val="x"/>',
            '<w:ilvl w:val="-1"/>',
            "<w:body>",
            "1.修桥。",
            "（责任单位：县交通局）",
        ]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@settings(deadline=None)
@given(inner=XML)
def test_any_xml_in_an_office_file(ending: str, inner: str) -> None:
    part = f"<?xml version='1.0'?>{WORD}{inner}</w:document>".encode("utf-8", "ignore")
    names = (
        "word/document.xml",
        "word/numbering.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    )
    with contextlib.suppress(Unreadable, IncompleteError):
        drafted(
            f"x.{ending}",
            package({"[Content_Types].xml": part, "_rels/.rels": part, **dict.fromkeys(names, part)}),
        )


def test_what_every_example_starts_from_is_sound() -> None:
    assert problems("small", SMALL_FILES) == 0
