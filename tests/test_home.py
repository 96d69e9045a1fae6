"""The first page: a few documents stand open on it, many are folded by the year of their issue."""

from __future__ import annotations

import re

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.outputs.site.render import render

from .conftest import POLICY, ROOT, SMALL, compiled, read
from .support.policies import reissued

LATER, UNDATED, LAST = "qinghe-2024-6", "qinghe-list", "qinghe-2025-7"


def home(files: Files) -> str:
    return render(compiled(files).site, read_templates(ROOT / "templates"))["index.md"]


def test_few_documents_stand_open_and_many_are_folded_under_their_year() -> None:
    files = reissued(read(SMALL), LATER, number="清发〔2024〕6号", years=1)
    files = reissued(files, UNDATED, dated=False)
    page = home(files)
    assert "<details" not in page
    assert re.findall(r'<h2 id="(q[^"]+)"', page) == [POLICY, LATER, UNDATED]
    assert "份现行文件" not in page

    page = home(reissued(files, LAST, number="清发〔2025〕7号", years=2))
    assert '<a href="#documents">4 份现行文件</a>' in page
    listed = re.findall(r'<h3 id="(y_\d+|undated)"|<details id="([^"]+)"', page)
    assert [year or document for year, document in listed] == [
        *("y_2025", LAST),
        *("y_2024", LATER),
        *("y_2023", POLICY),
        *("undated", UNDATED),
    ]
    folded = page.partition(f'<details id="{LATER}">')[2].partition("</details>")[0]
    assert "<b>清发〔2024〕6号 清河县供水和教育工作方案</b>" in folded
    assert "<dt>印发机关</dt>" in folded
    assert "<dt>发文字号</dt>" not in folded
    assert "<dt>发文字号</dt><dd>清发〔2023〕5号</dd>" in home(read(SMALL))
