"""What readers get, compared with goldens of the small policy (accept changes with ``make bless``)."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml
from openpyxl import load_workbook

from responsibility import views
from responsibility.build.files import read_templates
from responsibility.outputs import report as reports
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.schemas import schemas
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import POLICY, REAL, ROOT, SMALL, Compiled, compiled, read

Golden = Callable[[str, str], None]


def pages(built: Compiled) -> dict[str, str]:
    return render(built.site, read_templates(ROOT / "templates"))


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "units/index.md",
        "units/slj.md",
        "units/donghe.md",
        "tasks/index.md",
        f"tasks/{POLICY}/1.md",
        f"tasks/{POLICY}/2.md",
        f"tasks/{POLICY}/s1.md",
        "matrix/index.md",
        "cooperation/index.md",
        "deadlines/index.md",
        "targets/index.md",
        "gaps/index.md",
        "document/index.md",
    ],
)
def test_pages(compiled_small: Compiled, golden: Golden, path: str) -> None:
    golden(f"pages/{path}", pages(compiled_small)[path])


def test_json(compiled_small: Compiled, golden: Golden) -> None:
    golden("responsibility.json", export(compiled_small.site))


def test_report(compiled_small: Compiled, golden: Golden) -> None:
    golden("report.txt", reports.text(compiled_small.report, "tasks/", gaps=True))
    golden("report.json", reports.json_text(compiled_small.report, "tasks/"))
    golden("report.github", reports.github(compiled_small.report, "tasks/"))


@pytest.mark.parametrize("what", ["县水利局", "县水务局", "2", "s1", f"{POLICY}/3"])
def test_terminal(compiled_small: Compiled, golden: Golden, what: str) -> None:
    text = show(compiled_small.site, what, None, 80)
    assert text is not None
    golden(f"show/{what.replace('/', '-')}.txt", text)


def test_alias_shows_the_unit(compiled_small: Compiled) -> None:
    assert show(compiled_small.site, "县水务局", None, 80) == show(compiled_small.site, "县水利局", None, 80)
    assert show(compiled_small.site, "没有", None, 80) is None


def test_expired_only_against_a_given_day(compiled_small: Compiled) -> None:
    """No reader's clock: without --as-of nothing is said to be past."""
    for path, plain in pages(compiled_small).items():
        assert not re.search("已过期|还有 [0-9]+ 天|截至", plain), path


def test_a_given_day_is_told_wherever_deadlines_are(compiled_small: Compiled) -> None:
    dated = views.build(compiled_small.data, compiled_small.report, datetime.date(2024, 6, 1))
    rendered = render(dated, read_templates(ROOT / "templates"))
    past = '<span class="status past">已过期</span>'
    ambiguous = '<span class="status past">按5月31日算已过期，按6月30日算还有 29 天</span>'
    for path, expected in {
        "deadlines/index.md": [past, ambiguous, "已过期 2 处"],
        "index.md": ["已过期 2 处"],
        "units/index.md": ['data-label="已过期">2</td>', 'data-label="30 天内到期"></td>'],
        "units/slj.md": [past],
        "tasks/qinghe-2023-5/3.md": [ambiguous],
        "matrix/index.md": [past, ambiguous],
    }.items():
        for words in (*expected, "截至 2024年6月1日"):
            assert words in rendered[path], (path, words)
    assert "--today:" in rendered["deadlines/index.md"]
    files = downloads(dated)
    ledger = load_workbook(io.BytesIO(files["downloads/ledger-qinghe-2023-5.xlsx"]))["台账"]
    cells = [str(cell.value) for row in ledger.iter_rows() for cell in row]
    assert "清发〔2023〕5号　2023年3月1日　时限状态截至2024年6月1日" in cells
    assert any("（已过期）" in cell for cell in cells)


def test_search_index_holds_every_unit_and_task(compiled_real: Compiled) -> None:
    found = pages(compiled_real)
    docs = json.loads(found["search/search_index.json"])["docs"]
    assert [one["kind"] for one in docs].count("unit") == 39
    assert [one["kind"] for one in docs].count("task") == 58
    assert found["search/search_index.js"] == "var __index = " + found["search/search_index.json"]


def test_units_are_summed_up(compiled_small: Compiled) -> None:
    page = pages(compiled_small)["units/index.md"]
    rows, _, total = page.partition('<tbody class="sum">')
    columns = ("★ 牵头", "● 责任", "○ 作为成员", "时限", "指标", "成果")
    for column in columns:
        numbers = re.findall(f'<td class="n" data-label="{column}">(\\d*)</td>', rows)
        assert len(numbers) == len(compiled_small.site.units)
        assert f'data-label="{column}">{sum(int(number or 0) for number in numbers)}</td>' in total


def test_timeline_places_what_the_document_dates(compiled_small: Compiled) -> None:
    line = compiled_small.site.documents.timeline
    assert line.years == (2023, 2024, 2025)
    placed = {bar.deadline.words: (bar.left, round(bar.left + bar.width, 2)) for bar in line.bars.values()}
    assert placed["2024年6月前"] == (5.39, 49.91)
    assert placed["提升期内（2023—2025年）"] == (0.0, 100)
    assert "3年（未写起点）" not in placed


def test_rendering_is_reproducible(compiled_small: Compiled) -> None:
    assert pages(compiled_small) == pages(compiled(read(SMALL)))


def test_a_page_for_every_unit_and_task(compiled_real: Compiled) -> None:
    found = pages(compiled_real)
    assert sum(path.startswith("units/") for path in found) == 39 + 1
    assert sum(path.startswith("tasks/meifa-2021-7/") for path in found) == 58
    assert all(path.isascii() for path in found)


# ---------------------------------------------------------------- schemas


def test_schemas_are_current() -> None:
    for name, text in schemas().items():
        assert (ROOT / "schema" / name).read_text(encoding="utf-8") == text, "运行 make schema"


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "schema" / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("folder", [REAL, SMALL])
@pytest.mark.slow
def test_schemas_accept_the_data_as_an_editor_reads_it(folder: Any) -> None:
    """With YAML's own types, dates apart: that is how language servers see the files."""

    class Editor(yaml.SafeLoader):
        pass

    Editor.yaml_implicit_resolvers = {
        key: [(tag, rule) for tag, rule in rules if not tag.endswith("timestamp")]
        for key, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for path, content in read(folder).items():
        if path.endswith(".yml"):
            form = {"units.yml": "units", "policy.yml": "policy"}.get(path.rsplit("/", 1)[-1], "task")
            jsonschema.validate(yaml.load(content, Editor), schema(f"{form}.schema.json"))
            line = content.decode().splitlines()[0]
            named = (folder / path).parent / line.split("$schema=")[1]
            assert named.resolve() == ROOT / "schema" / f"{form}.schema.json"


def test_schema_explains_itself_in_chinese() -> None:
    fields = schema("task.schema.json")["properties"]
    assert all(field["description"][0] >= "\u4e00" for field in fields.values())
    assert schema("task.schema.json")["additionalProperties"] is False


def test_export_obeys_its_schema(compiled_real: Compiled, compiled_small: Compiled) -> None:
    for built in (compiled_real, compiled_small):
        jsonschema.validate(json.loads(export(built.site)), schema("responsibility.schema.json"))
