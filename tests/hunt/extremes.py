"""Names and titles of any signs and any length: data that hold are in every file that is published, to be read back."""

from __future__ import annotations

import csv
import functools
import html
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import docx
import openpyxl
import yaml
from icalendar import Calendar

from responsibility import checks, views
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.language.normalize import normalise
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import JSON_FILE

from ..conftest import SMALL, read
from .pages import pages

_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_FORMULA = re.compile(r"(?!-?[0-9.]+$)[=+@\t\r-]")
"""How a cell begins that a spreadsheet takes for a formula; a number is none."""
FILES = read(SMALL)
WORDS = (
    "县水利局",
    "县教育局",
    "东河镇",
    "保障农村供水",
    "加强宣传",
    "水厂",
    "供水普及率",
    "宣传",
    "清河县供水和教育工作方案",
)
"""Words of the small policy that are exchanged wherever they stand: names of units, titles, an indicator, the document's title."""
SIGNS = (
    "𠮷", "é", "Ω", "ﷺ", "😀", "<b>", "&amp;", '"', "'", "=1+1", "@x", "+1", "-1", "|", "\\", "{{x}}", "${x}", "`x`", "*x*", "[x](y)", "]]>", "%E6", "%s",
    "<blink>", '"><blink x=1>', "~", "_", "·", "〇", "々", "ｱ", "é", "null", "true", "0", "1e9", "长" * 300, "x" * 250,
)  # fmt: skip


NOT_IN_CSV = WORDS[-1]
"""The document's title stands in none of the tables."""
FORMATS = (".csv", ".docx", ".xlsx")
"""Formats in each of which all words stand."""
KINDS = ("deadlines", "targets", "deliverables")
"""Facts that have a table and a list in the JSON each."""


def case(chance: random.Random) -> bool:
    """Put signs into some names; returns whether the data hold. Raises AssertionError where a file lost a name."""
    files, exchanged = _changed(chance)
    names = list(exchanged.values())
    data = load(files)
    report = checks.run(data)
    if report.errors:
        return False
    site = views.build(data, report)
    made = downloads(site)
    published = pages(site)
    _need_our_elements(published)
    json_text = json.dumps(json.loads(published[JSON_FILE]), ensure_ascii=False)
    said = html.unescape("".join(published.values()))
    for name in names:
        assert name in said or normalise(name) in normalise(said), f"no page has {name!r}"
        assert json.dumps(name, ensure_ascii=False)[1:-1] in json_text, f"the JSON has no {name!r}"
    texts = {path: read_back(path, content) for path, content in made.items()}
    for ending in FORMATS:
        everywhere = normalise("\n".join(text for path, text in texts.items() if path.endswith(ending)))
        for word, name in exchanged.items():
            is_left_out = ending == ".csv" and word == NOT_IN_CSV
            assert is_left_out or normalise(name) in everywhere, f"no {ending} has {name!r}"
    _need_all_facts(data, made, json.loads(published[JSON_FILE]))
    return True


def _need_all_facts(data: Data, files: Mapping[str, bytes], tree: Any) -> None:
    """Raise where a fact has no row in the table of its kind, or no record in the JSON."""
    for kind in KINDS:
        (table,) = (content for path, content in files.items() if path.endswith(f"/{kind}.csv"))
        rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
        quotes = sorted(
            fact.quote for policy in data.policies for task in policy.tasks for fact in getattr(task, kind)
        )
        assert sorted(row["原文"].removeprefix("'") for row in rows) == quotes, f"{kind} of the table"
        assert sorted(_quotes(tree, kind)) == quotes, f"{kind} of the JSON"


def _quotes(node: Any, kind: str) -> Iterator[str]:
    """The quotes of the records that stand under a key anywhere in the JSON of the tasks."""
    if isinstance(node, dict):
        yield from (record["quote"] for record in node.get(kind, ()) if isinstance(record, dict))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _quotes(child, kind)


def _elements(published: Mapping[str, str]) -> set[str]:
    """The names of all elements of the pages."""
    return {name for path, text in published.items() if path.endswith(".md") for name in _TAG.findall(text)}


@functools.cache
def own_elements() -> set[str]:
    """The elements that the pages have by themselves: no others may come of the data."""
    data = load(FILES)
    return _elements(pages(views.build(data, checks.run(data))))


def _need_our_elements(published: Mapping[str, str]) -> None:
    assert _elements(published) <= own_elements(), "signs of the data have become elements of a page"


def read_back(path: str, content: bytes) -> str:
    """All texts of a published file, by a reader of its own. Raises where it cannot be read."""
    if path.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1, path
        formulas = [cell for row in rows for cell in row if _FORMULA.match(cell)]
        assert not formulas, f"{path}: {formulas}"
        return "\n".join(cell for row in rows for cell in row)
    if path.endswith(".json"):
        json.loads(content)
        return ""
    if path.endswith(".xlsx"):
        cells = _cells(content)
        assert _formulas(cells) <= own_formulas(), path
        return "\n".join(str(cell.value) for cell in cells if cell.value is not None)
    if path.endswith(".docx"):
        document: Any = docx.Document(io.BytesIO(content))
        told = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *told])
    if path.endswith(".ics"):
        calendar = Calendar.from_ical(content)
        identities = [str(event["uid"]) for event in calendar.walk("VEVENT")]
        assert len(set(identities)) == len(identities), path
        return "\n".join(str(event["summary"]) for event in calendar.walk("VEVENT"))
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            return "\n".join(archive.namelist())
    return content.decode()


def _cells(workbook: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def _formulas(cells: list[Any]) -> set[str]:
    """The formulas, whatever rows they count."""
    return {re.sub("[0-9]+", "", str(cell.value)) for cell in cells if cell.data_type == "f"}


@functools.cache
def own_formulas() -> set[str]:
    """The formulas that the workbooks have by themselves: no others may come of the data."""
    data = load(FILES)
    made = downloads(views.build(data, checks.run(data)), ("xlsx",))
    books = [content for path, content in made.items() if path.endswith(".xlsx")]
    return {formula for book in books for formula in _formulas(_cells(book))}


def _changed(chance: random.Random) -> tuple[Files, dict[str, str]]:
    """The data with some words exchanged everywhere, and what each became."""
    exchanged = {}
    for word in chance.sample(WORDS, chance.randrange(1, 4)):
        start = chance.choice((0, chance.randrange(len(word) + 1)))
        signs = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(1, 4)))
        exchanged[word] = word[:start] + signs + word[start:]

    def put(text: str) -> str:
        for word, other in exchanged.items():
            text = text.replace(word, other)
        return text

    def everywhere(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: everywhere(value) for key, value in node.items()}
        return [everywhere(value) for value in node] if isinstance(node, list) else put(node)

    files = {}
    for name, content in FILES.items():
        if name.endswith(".yml"):
            tree = everywhere(yaml.load(content, yaml.BaseLoader))
            files[name] = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000).encode()
        else:
            files[name] = put(content.decode()).encode()
    return files, {word: put(word) for word in exchanged}
