"""Bad input found once by trying to break the compiler: a plain message each, never a traceback or a hang."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.folder import Files, read_tasks
from responsibility.data.loader import load
from responsibility.graph import Graph
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import POLICY, ROOT, SMALL, compiled, copy_project
from .support.timing import cpu_limit

T4 = f"{POLICY}/04.yml"


def errors(files: Files) -> set[str]:
    found = checks.run(load(files)).problems
    return {one.check for one in found if one.severity == "error"}


def change(files: Files, file: str, old: str, new: str) -> None:
    text = files[file].decode()
    assert old in text
    files[file] = text.replace(old, new).encode()


@pytest.mark.parametrize("number", ["20210817", "s100", "s0", "01", "9" * 5000, "1.5", "-1", "index"])
def test_numbers_that_are_none(small_files: Files, number: str) -> None:
    change(small_files, T4, 'number: "4"', f'number: "{number}"')
    assert "wrong-value" in errors(small_files)


@pytest.mark.parametrize("value", ["1e5000", "NaN", "Infinity", "-Infinity", "9" * 400 + ".5", "0x10", "一"])
def test_values_that_are_none(small_files: Files, value: str) -> None:
    change(small_files, f"{POLICY}/01.yml", "{equals: 2, unit: 座}", f"{{equals: {value}, unit: 座}}")
    assert errors(small_files) & {"wrong-value", "wrong-type"}


def test_very_long_numerals(small_files: Files) -> None:
    change(small_files, T4, "用3年时间", "一" * 20_000 + "用3年时间")
    change(small_files, T4, "quote: 应知尽知", "quote: " + "一" * 5000 + "用")
    with cpu_limit(5):
        assert errors(small_files)


def test_names_and_titles_stand_on_one_line(small_files: Files) -> None:
    change(small_files, T4, "title: ", 'title: "一\\n二" # ')
    change(small_files, "units.yml", "name: 县委办", 'name: "县委\\n办"')
    found = [one.message for one in checks.run(load(small_files)).problems if one.check == "wrong-value"]
    assert len(found) == 2
    assert all("要写成一行" in one for one in found)


def test_a_unit_with_a_slash_in_its_name_is_shown(small_files: Files) -> None:
    for file, content in small_files.items():
        small_files[file] = content.replace("县委办".encode(), "县委办/县府办".encode())
    assert "县委办/县府办" in (show(compiled(small_files).site, "县委办/县府办", None, 80) or "")


def test_what_office_files_cannot_hold_is_cut_with_a_word(small_files: Files) -> None:
    name = "县水利局" + "及所属" * 100
    for file, content in small_files.items():
        small_files[file] = content.replace("县水利局".encode(), name.encode())
    change(small_files, f"{POLICY}/policy.yml", "number: 清发", "number: " + "清发" * 200)
    change(small_files, T4, "text: |-\n", "text: |-\n" + "  县里抓好落实。" * 6_000 + "\n")
    del small_files[f"{POLICY}/source.txt"]
    change(
        small_files, f"{POLICY}/policy.yml", "errata:", "waivers:\n  - {check: no-source, why: 试}\nerrata:"
    )
    change(
        small_files, f"{POLICY}/policy.yml", "errata:\n  - quote: 改造and维修\n    read: 改造和维修\n", "#"
    )
    change(small_files, f"{POLICY}/policy.yml", "    why: 原件夹了英文，应为“和”", "")
    files = downloads(compiled(small_files).site)
    book = openpyxl.load_workbook(io.BytesIO(files[f"downloads/ledger-{POLICY}.xlsx"]))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert max(map(len, texts)) == 32_767
    assert any(text.endswith("（太长，全文见网站）") for text in texts)
    footer = book["任务矩阵"].oddFooter
    assert footer
    assert 100 < len(footer.left.text or "") <= 255
    assert all((one.height or 0) <= 409 for sheet in book for one in sheet.row_dimensions.values())
    letter = Document(io.BytesIO(files["downloads/units/slj.docx"]))
    assert len(letter.core_properties.title) == 255


def test_reserved_unit_id(small_files: Files) -> None:
    change(small_files, "units.yml", "id: slj", "id: index")
    assert "wrong-value" in errors(small_files)


def collectives(members: dict[str, list[str]]) -> Files:
    lines = ["units:", "  - {name: 甲, id: jia, kind: party}"]
    for index, (name, inner) in enumerate(members.items()):
        lines.append(f"  - {{name: {name}, id: c{index}, kind: collective, members: [{', '.join(inner)}]}}")
    return {"units.yml": "\n".join(lines).encode()}


def test_of_each_knot_of_collectives_one_round_is_told_downwards() -> None:
    rounds = {"集1": ["集2"], "集2": ["集3", "甲"], "集3": ["集1"], "集4": ["集1", "集5"], "集5": ["集4"]}
    assert Graph(load(collectives(rounds))).cycles() == [["集1", "集2", "集3"], ["集4", "集5"]]


def test_knotted_and_laddered_collectives_take_no_time() -> None:
    names = [f"集{index}" for index in range(12)]
    knot = load(collectives({name: [other for other in names if other != name] for name in names}))
    steps = {f"集{i}": [f"集{i // 2 * 2 + 2}", f"集{i // 2 * 2 + 3}"] for i in range(48)}
    ladder = load(collectives({**steps, "集48": ["甲"], "集49": ["甲"]}))
    with cpu_limit(5):
        assert len(Graph(knot).cycles()) == 1
        assert Graph(ladder).cycles() == []


def test_a_task_swallowed_by_another(small_files: Files) -> None:
    change(
        small_files,
        f"{POLICY}/03.yml",
        "  投入不低于上年。",
        "  投入不低于上年。\n  （牵头单位：县教育局）4.加强宣传。",
    )
    assert "clause-in-text" in errors(small_files)


def test_duplicates_cannot_be_waived(small_files: Files) -> None:
    change(
        small_files,
        f"{POLICY}/policy.yml",
        "errata:",
        "waivers:\n  - {check: duplicate-number, why: 试}\nerrata:",
    )
    small_files[f"{POLICY}/4.yml"] = small_files[T4]
    assert "duplicate-number" in errors(small_files)


def test_a_broken_registry_is_said_once(small_files: Files) -> None:
    change(small_files, "units.yml", "kind: party", "kind: partei")
    assert errors(small_files) == {"unknown-kind"}
    change(small_files, "units.yml", "units:", "kinds: [{name: 甲}, {name: 甲}]\nunits:")
    assert errors(small_files) == {"wrong-value"}


def test_empty_source_and_blank_erratum(small_files: Files) -> None:
    small_files[f"{POLICY}/source.txt"] = b""
    change(small_files, f"{POLICY}/policy.yml", "quote: 改造and维修", 'quote: "　"')
    assert {"wrong-value"} <= errors(small_files)


def test_an_erratum_inside_a_clause_is_read_everywhere(small_files: Files) -> None:
    change(
        small_files, f"{POLICY}/source.txt", "（责任单位：县水利局、东河镇)", "（责任单位：县水力局、东河镇)"
    )
    change(
        small_files,
        f"{POLICY}/policy.yml",
        "errata:",
        "errata:\n  - {quote: 县水力局, read: 县水利局, why: 错字}",
    )
    pages = render(compiled(small_files).site, read_templates(ROOT / "templates"))
    assert "县水力局、东河镇" not in pages[f"tasks/{POLICY}/2.md"]


def test_a_safeguard_with_parts_is_shown_whole(small_files: Files) -> None:
    change(
        small_files,
        f"{POLICY}/source.txt",
        "县委每季度听取一次汇报。",
        "总的要求。（1）县委每季度听取一次汇报。",
    )
    text = small_files[f"{POLICY}/s1.yml"].decode()
    text = text.replace(
        "text: |-\n  县委每季度听取一次汇报。\nresponsible_units: [县委办]\n",
        "text: 总的要求。\nparts:\n  - number: '1'\n    text: 县委每季度听取一次汇报。\n"
        "    responsible_units: [县委办]\n",
    )
    small_files[f"{POLICY}/s1.yml"] = text.encode()
    page = render(compiled(small_files).site, read_templates(ROOT / "templates"))["document/index.md"]
    assert "总的要求。" in page
    assert page.count("听取一次") == 1


def test_foreign_words_stay_apart(small_files: Files) -> None:
    change(small_files, f"{POLICY}/source.txt", "对进展缓慢的及时督促。", "对project manager及时督促。")
    change(small_files, f"{POLICY}/s2.yml", "对进展缓慢的及时督促。", "对project\n  manager及时督促。")
    built = compiled(small_files)
    found = {task["id"]: task["text"] for task in json.loads(export(built.site))["tasks"]}
    assert found["s2"] == "对project manager及时督促。"


def test_control_characters_do_not_reach_the_terminal(small_files: Files) -> None:
    from responsibility.outputs import report as reports

    small_files["x\x1b[31m\ny/policy.yml"] = b"a: 1"
    shown = reports.text(checks.run(load(small_files)))
    assert "\x1b" not in shown


def test_things_that_are_no_files(tmp_path: Path) -> None:
    policy = copy_project(tmp_path / "project").root / "tasks" / "meifa-2021-7"
    os.mkfifo(policy / "55.yml")
    (policy / "56.yml").symlink_to("/dev/zero")
    (policy / "57.YML").write_text("", encoding="utf-8")
    (policy / "deep").mkdir()
    (policy / "deep" / "58.yml").write_text("", encoding="utf-8")
    (policy.parent / "units.yaml").write_text("", encoding="utf-8")
    files, unreadable = read_tasks(policy.parent)
    assert set(unreadable) == {
        "meifa-2021-7/55.yml",
        "meifa-2021-7/56.yml",
        "meifa-2021-7/57.YML",
        "meifa-2021-7/deep/58.yml",
        "units.yaml",
    }
    assert "units.yml" in files


def test_small_is_sound() -> None:
    assert compiled(read_tasks(SMALL)[0])
