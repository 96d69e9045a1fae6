"""The kinds of units are the registry's: an office's own, in its own order, wherever units are sorted."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.importing.units import Names
from responsibility.model import DEFAULT_KINDS, Kind
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read

OWN = """
kinds:
  - name: 镇（办）
    key: town
  - {name: 县直部门, key: government}
  - {name: "县委<机关>"}
units:"""
ORDER = ["镇（办）", "县直部门", "县委<机关>", "集合主体"]


@pytest.fixture(scope="module")
def own_kinds() -> Compiled:
    files = read(SMALL)
    text = files["units.yml"].decode().replace("\nunits:", OWN).replace("kind: party", "kind: 县委<机关>")
    files["units.yml"] = text.encode()
    return compiled(files)


def test_everything_follows_the_registry(own_kinds: Compiled) -> None:
    site = own_kinds.site
    exported = json.loads(export(site))
    assert [kind["name"] for kind in exported["kinds"]] == ORDER
    assert {unit["kind"] for unit in exported["units"]} == {kind["key"] for kind in exported["kinds"]}
    assert [kind.name for kind, _ in site.by_kind()] == ORDER
    assert [kind.name for kind, _ in site.policies[0].matrix.columns] == ORDER
    pages = render(site, read_templates(ROOT / "templates"))
    named = re.findall("<h3>([^<]*)</h3>", pages["index.md"])
    assert named[:4] == [name.replace("<", "&lt;").replace(">", "&gt;") for name in ORDER]
    assert pages["cooperation/index.md"].index("kind-1") < pages["cooperation/index.md"].index("kind-2")
    assert "县委<机关>" not in "".join(pages.values()).replace(pages["data/responsibility.json"], "").replace(
        "".join(pages[path] for path in pages if path.startswith("search/")), ""
    )
    found = [doc["title"] for doc in json.loads(pages["search/search_index.json"])["docs"][:3]]
    assert found == ["东河镇", "西山镇", "县水利局"]
    assert "县委办（县委<机关>）" in (show(site, "县委办", None, 80) or "")
    book = openpyxl.load_workbook(io.BytesIO(downloads(site)[f"downloads/ledger-{POLICY}.xlsx"]))
    assert [cell.value for cell in book["任务矩阵"][1] if cell.value][2:] == ORDER


def test_collectives_stand_where_the_registry_puts_them(small_files: Files) -> None:
    text = small_files["units.yml"].decode()
    small_files["units.yml"] = text.replace(
        "\nunits:",
        "\nkinds: [{name: 成片的, key: collective}, {name: 部门, key: government},"
        " {name: 乡, key: town}, {name: 党委, key: party}]\nunits:",
    ).encode()
    assert [kind.name for kind in load(small_files).kinds] == ["成片的", "部门", "乡", "党委"]


def test_without_kinds_the_usual_ones(small_files: Files) -> None:
    assert load(small_files).kinds == DEFAULT_KINDS


def test_a_new_unit_gets_a_kind_that_the_registry_has() -> None:
    kinds = (Kind(name="部门", key=None), Kind(name="乡镇", key=None), *DEFAULT_KINDS[-1:])
    names = Names((), kinds)
    assert [names.find(name).kind for name in ("东河镇", "县水利局", "各镇")] == [
        "乡镇",
        "部门",
        "collective",
    ]


def test_a_name_of_a_kind_that_the_registry_lacks_is_an_office() -> None:
    own = tuple(kind for kind in DEFAULT_KINDS if kind.id in ("party", "government", "town"))
    kinds = {
        name: Names((), own).find(name).kind for name in ("开发区管委会", "城关镇", "县委办", "某某银行")
    }
    assert kinds == {
        "开发区管委会": "government",
        "城关镇": "town",
        "县委办": "party",
        "某某银行": "government",
    }
    assert Names((), own[:1]).find("城关镇").kind == "party", "the only one there is"


def test_units_for_which_the_registry_has_no_kind_are_said_in_one_line() -> None:
    own = tuple(kind for kind in DEFAULT_KINDS if kind.id in ("government", "town"))
    text = "清河县供水方案\n一、主要任务\n1.检测水质。建成中心。（牵头单位：县水利局，责任单位：清河银行、清河中学、东河镇）\n"
    document = draft(read_document("x.txt", text.encode()), "draft-1", (), {}, own)
    assert [question for question in document.review.questions if "类别" in question] == [
        "名录的类别里没有合适的，暂归入别的一类，请在 units.yml 里改：清河银行（像是企业）、清河中学（像是学校）"
    ]
    usual = draft(read_document("x.txt", text.encode()), "draft-1", (), {})
    assert not any("类别" in question for question in usual.review.questions)
