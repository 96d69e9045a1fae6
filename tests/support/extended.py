"""Everything that is made of two editions of a policy, as texts by name: run by a tool that has one role more.

Run as ``python extended.py TEMPLATES OLD NEW`` with the package on the path; prints JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.data.folder import read_tasks
from responsibility.data.loader import Data, load
from responsibility.diff import diff
from responsibility.importing.draft import draft
from responsibility.importing.readers.base import Document, Table
from responsibility.importing.readers.detect import read
from responsibility.outputs import diff_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.schemas import schemas
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.outputs.zip_writer import unzipped
from responsibility.views import SiteView
from responsibility.views.revision import diff_view

PLAN = """某某县供水方案

一、供水

1.保障供水。新建水厂。（牵头单位：县水利局，督办单位：县委办等）
2.加强管护。管好水厂。（县水利局牵头，县委办督办）
"""
TABLE = Table((("序号", "任务", "牵头单位", "督办单位"), ("1", "新建水厂", "县水利局", "县委办")), "表1")
GIVEN = {"number": "某发〔2023〕1号", "issued": "2023-01-01", "issuers": ["某某县委"], "title": "方案"}


def _sheets(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = (
        f"{page.title}|" + "|".join("" if cell is None else str(cell) for cell in row)
        for page in book.worksheets
        for row in page.iter_rows(values_only=True)
    )
    return "\n".join(rows)


def _letter(content: bytes) -> str:
    letter = docx.Document(io.BytesIO(content))
    cells = ("|".join(cell.text for cell in row.cells) for table in letter.tables for row in table.rows)
    return "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])


def _names(content: bytes) -> str:
    return "\n".join(unzipped(content))


def _files(site: SiteView) -> Iterator[tuple[str, str]]:
    for path, content in downloads(site).items():
        opened = {".xlsx": _sheets, ".docx": _letter, ".zip": _names}.get(Path(path).suffix)
        yield path, opened(content) if opened else content.decode("utf-8-sig").replace("\r\n ", "")


def _diffs(old: Data, new: Data) -> Iterator[tuple[str, str]]:
    changes = diff(old, new)
    view = diff_view(changes, old, new)
    yield "diff.txt", diff_text.as_text(view, "对照")
    yield "diff.md", diff_text.as_markdown(view, "对照")
    yield "diff.json", diff_text.as_json(changes)


def _drafts() -> Iterator[tuple[str, str]]:
    documents = {"plan": read("plan.txt", PLAN.encode()), "table": Document((TABLE,), "表")}
    for name, document in documents.items():
        for path, content in draft(document, name, (), GIVEN).files.items():
            yield f"draft/{path}", content.decode()


def main(templates: str, *folders: str) -> None:
    """Print everything of the editions in ``folders``, the older one first."""
    old, new = (load(*read_tasks(Path(folder))) for folder in folders)
    report = checks.run(new)
    errors = [problem.message for problem in report.problems if problem.severity == "error"]
    site = views.build(new, report)
    everything = {
        "errors": "\n".join(errors),
        **render(site, read_templates(Path(templates))),
        **dict(_files(site)),
        **schemas(),
        **dict(_diffs(old, new)),
        **dict(_drafts()),
        **{f"show {what}": show(site, what, None, 100) or "" for what in ("县教育局", "1")},
    }
    print(json.dumps(everything, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
