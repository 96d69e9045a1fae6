"""What files are called that people get: Chinese, apart from each other, and safe on every computer."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from responsibility.cli import main
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.file_names import labels
from responsibility.outputs.zip_writer import unzipped

from .conftest import POLICY, SMALL, Compiled, read, write

FORBIDDEN = re.compile(r'[/\\<>:"|?*\x00-\x1f\x7f]')


def test_every_file_has_a_chinese_name(compiled_small: Compiled) -> None:
    names = set(Downloads(compiled_small.site).by_name())
    assert {
        "清发〔2023〕5号任务分工台账.xlsx",
        "清发〔2023〕5号任务.csv",
        "清发〔2023〕5号时限日历.ics",
        "全部单位任务台账.zip",
        "全部单位责任清单.zip",
        "各单位/县水利局任务台账.xlsx",
        "各单位/县水利局责任清单.docx",
        "各单位/县水利局任务.csv",
        "各单位/县水利局时限日历.ics",
    } <= names
    assert [name for name in names if name.isascii()] == ["datapackage.json"]


def test_exports_hold_what_the_site_holds(compiled_small: Compiled) -> None:
    files = Downloads(compiled_small.site)
    by_path, by_name = files.by_path(), files.by_name()
    package = json.loads(by_name.pop("datapackage.json"))
    described = json.loads(by_path.pop("downloads/datapackage.json"))
    assert list(by_path.values()) == list(by_name.values())
    assert [(each["name"], by_name[each["path"]]) for each in package["resources"]] == [
        (each["name"], by_path[f"downloads/{each['path']}"]) for each in described["resources"]
    ]


def test_an_archive_holds_the_file_of_every_unit(compiled_small: Compiled) -> None:
    files = Downloads(compiled_small.site).by_name()
    for archive, ending in (("全部单位任务台账.zip", ".xlsx"), ("全部单位责任清单.zip", ".docx")):
        of_units = {
            name: content
            for name, content in files.items()
            if name.startswith("各单位/") and name.endswith(ending)
        }
        held = unzipped(files[archive])
        assert {f"各单位/{name}": content for name, content in held.items()} == of_units
        assert len(held) == len(compiled_small.site.units)
        with zipfile.ZipFile(BytesIO(files[archive])) as opened:
            assert all(entry.flag_bits & 0x800 for entry in opened.infolist())  # names are UTF-8
            assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert [entry.filename[:-9] for entry in opened.infolist()] == [
                view.unit.name for view in compiled_small.site.units
            ]


def test_an_archive_that_would_be_empty_is_none(compiled_small: Compiled) -> None:
    listed = Downloads(replace(compiled_small.site, units=())).of_everything()
    assert not [download for download in listed if download.path.endswith(".zip")]


def test_files_of_several_policies_are_apart(compiled_small: Compiled) -> None:
    """Two documents without number can have the same title."""
    (policy,) = compiled_small.site.policies
    other = replace(policy, record=replace(policy.record, id="other"))
    listed = Downloads(replace(compiled_small.site, policies=(policy, other))).of_everything()
    names = [download.name for download in listed]
    assert names[:2] == [
        f"清发〔2023〕5号（{POLICY}）任务分工台账.xlsx",
        "清发〔2023〕5号（other）任务分工台账.xlsx",
    ]
    assert "全部文件任务.csv" in names


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("区水务局", "区水务局"),
        ("局/中心", "局／中心"),
        ("../甲", "／甲"),
        ('甲"乙"<丙>:|?*\\', "甲＂乙＂＜丙＞：｜？＊＼"),
        (" 甲\t乙\u202e. ", "甲乙"),
        ("...", "_"),
        ("区" * 200, "区" * 50),
        ("a" + "区" * 200, "a" + "区" * 49),
    ],
)
def test_labels_are_safe(name: str, label: str) -> None:
    assert labels([("a", name)]) == {"a": label}


def test_labels_that_a_file_system_would_take_for_one_have_their_ids() -> None:
    assert labels([("a", "甲A"), ("b", "甲a"), ("c", "乙"), ("d", "甲a（b）")]) == {
        "a": "甲A（a）",
        "b": "甲a（b）（b）",
        "c": "乙",
        "d": "甲a（b）（d）",
    }


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=6))
def test_labels_of_anything(names: list[str]) -> None:
    found = list(labels((f"id{index}", name) for index, name in enumerate(names)).values())
    assert len({label.casefold() for label in found}) == len(names)
    for label in found:
        assert not FORBIDDEN.search(label)
        assert label == label.strip(" .")
        assert 0 < len(f"{label}任务分工台账.xlsx.part".encode()) < 255
        assert PurePosixPath(f"{label}任务.csv").name == f"{label}任务.csv"


def test_exports_go_to_a_folder_of_the_project_or_another(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write(read(SMALL), project / "tasks")
    for options, folder in (((), project / "导出"), (("-o", str(tmp_path / "别处")), tmp_path / "别处")):
        done = CliRunner().invoke(main, ["export", "csv", "--project", str(project), *options])
        assert done.exit_code == 0, done.output
        assert (folder / "各单位" / "县水利局任务.csv").is_file()
        assert f"已写入 {folder}：" in done.output
