"""What is handed over: folders, archives, other formats; what is written where, all of it or nothing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from responsibility.build.project import Project
from responsibility.build.upgrade import upgrade
from responsibility.cli import main
from responsibility.edit import ledger_files
from responsibility.edit.collecting import CollectError, collect
from responsibility.edit.ledger_files import LedgerFiles
from responsibility.edit.store import Store, recover

from .conftest import POLICY, read, write
from .support.filling import DAY, Ledger, project, remarks, reports, sent, subject
from .test_edit_store import killed

__all__ = ["project", "sent"]

WATER = subject("1")
REPORT = f"{POLICY}/progress/{DAY}/slj.yml"


@pytest.fixture
def filled(sent: dict[str, bytes]) -> dict[str, bytes]:
    """The workbooks of two units, filled in."""
    contents = {}
    for unit, about in (("slj", WATER), ("jyj", subject("3"))):
        ledger = Ledger(sent[unit])
        ledger.fill(about, 状态="推进中", 进展情况=unit, 责任人="张三", 联系电话=13800000000)
        contents[unit] = ledger.content()
    return contents


# ---------------------------------------------------------------- files, folders, archives


def test_folders_and_archives_are_looked_into(project: Project, filled: dict[str, bytes]) -> None:
    folder = project.root / "收到"
    (folder / "6月").mkdir(parents=True)
    (folder / "6月" / "水利.xlsx").write_bytes(filled["slj"])
    (folder / "6月" / "~$水利.xlsx").write_bytes(b"lock of Excel")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    with zipfile.ZipFile(folder / "教育.zip", "w") as archive:
        archive.writestr("__MACOSX/._x.xlsx", b"x")
        archive.writestr("报送/台账.xlsx", filled["jyj"])
    collection = collect(project, [folder], with_contacts=True)
    assert remarks(collection) == ["收到/照片.jpg：不是 Excel 文件"]
    assert {unit: report.entries[0].progress for unit, report in reports(project).items()} == {
        "县水利局": "slj",
        "县教育局": "jyj",
    }


def test_names_in_archives_of_windows_are_gbk(project: Project) -> None:
    path = project.root / "a.zip"
    path.write_bytes(_without_utf8_names("水利局.txt".encode("gbk")))
    assert remarks(collect(project, [path])) == ["a.zip/水利局.txt：不是 Excel 文件"]


def _without_utf8_names(name: bytes) -> bytes:
    """An archive of a file whose name is in GBK, as programs of Windows in China write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x" * len(name), b"x")
    return file.getvalue().replace(b"x" * len(name), name)


def test_archives_that_are_broken_or_locked_are_said(project: Project, filled: dict[str, bytes]) -> None:
    with zipfile.ZipFile(project.root / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("水利.xlsx", filled["slj"])
    content = (project.root / "a.zip").read_bytes()
    (project.root / "b.zip").write_bytes(content[:-30])
    locked = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[content.index(sign) + offset] |= 1
    (project.root / "c.zip").write_bytes(bytes(locked))
    assert remarks(collect(project, [project.root / "b.zip", project.root / "c.zip"])) == [
        "b.zip：压缩包已损坏，读不下去。请重新打包",
        "c.zip/水利.xlsx：压缩包加了密码，没有读。请解压以后再收",
    ]


def test_archives_in_an_archive_are_opened_and_what_cannot_be_is_said(
    project: Project, filled: dict[str, bytes]
) -> None:
    path = project.root / "收到.zip"
    path.write_bytes(
        packed(
            {
                "水利.zip": packed({"水利.xlsx": filled["slj"]}),
                "深.zip": packed({"中.zip": packed({"x.xlsx": filled["jyj"]})}),
                "大.zip": packed({"零.xlsx": bytes(30 * 1024 * 1024)}),
                "a.rar": b"Rar!\x1a\x07\x00",
                "b.7z": b"7z\xbc\xaf'\x1c",
                "空.xlsx": b"",
            }
        )
    )
    assert remarks(collect(project, [path], with_contacts=True)) == [
        "收到.zip/深.zip/中.zip：压缩包里套的压缩包太多层，没有读。请解压以后再收",
        "收到.zip/大.zip/零.xlsx：超过 20 MB，不像一份台账",
        "收到.zip/a.rar：是 RAR 压缩包，没有读。请解压，或者改打成 zip 再收",
        "收到.zip/b.7z：是 7z 压缩包，没有读。请解压，或者改打成 zip 再收",
        "收到.zip/空.xlsx：是空文件",
    ]
    assert set(reports(project)) == {"县水利局"}


def test_members_that_lead_out_of_an_archive_are_read_and_written_nowhere(
    project: Project, filled: dict[str, bytes]
) -> None:
    path = project.root / "收到.zip"
    path.write_bytes(packed({"../水利.xlsx": filled["slj"], "/tmp/../教育.xlsx": filled["jyj"]}))
    assert remarks(collect(project, [path], with_contacts=True)) == []
    assert set(reports(project)) == {"县水利局", "县教育局"}
    assert not list(project.root.parent.glob("*.xlsx"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_folders_are_gone_through_from_wherever_they_are_named(
    project: Project, filled: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is named .. or begins with a dot itself is no hidden one; a link within it is told."""
    folder = project.root / ".收到"
    write({"甲/水利.xlsx": filled["slj"], ".藏/教育.xlsx": filled["jyj"]}, folder)
    (folder / "链接").symlink_to(project.root / "tasks")
    assert remarks(collect(project, [folder], with_contacts=True)) == [".收到/链接：是指向别处的链接，没有读"]
    assert set(reports(project)) == {"县水利局"}
    monkeypatch.chdir(folder / "甲")
    told = remarks(collect(project, [Path("..")], with_contacts=True))
    assert told == ["../链接：是指向别处的链接，没有读"]
    assert LedgerFiles().read([Path("..")]).returned


def test_what_is_unpacked_counts_until_nothing_more_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Folders in an archive are nobody's files; archives of what is passed over cost what they hold."""
    folders = [f"夹{number}/" for number in range(5)]
    write(
        {"a.zip": packed({**dict.fromkeys(folders, b""), "a.xlsx": b"x", "b.xlsx": b"x", "c.xlsx": b"x"})},
        tmp_path,
    )
    monkeypatch.setattr(ledger_files, "MOST", 3)
    assert [remark.file for remark in LedgerFiles().read([tmp_path / "a.zip"]).remarks] == [
        "a.zip/a.xlsx",
        "a.zip/b.xlsx",
        "a.zip/c.xlsx",
    ]
    monkeypatch.undo()
    passed_over = io.BytesIO()
    with zipfile.ZipFile(passed_over, "w") as archive:
        archive.writestr(".x", bytes(100_000))
    write({"b.zip": packed({f"{number}.zip": passed_over.getvalue() for number in range(5)})}, tmp_path)
    monkeypatch.setattr(ledger_files, "MOST_BYTES", 250_000)
    (remark,) = LedgerFiles().read([tmp_path / "b.zip"]).remarks
    assert remark.file == "b.zip/2.zip"
    assert "从这里起没有读" in remark.words


def packed(files: dict[str, bytes]) -> bytes:
    """A zip archive of those files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_the_same_file_twice_is_taken_once(project: Project, filled: dict[str, bytes]) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (project.root / name).write_bytes(filled["slj"])
    lines = remarks(collect(project, [project.root / "a.xlsx", project.root / "b.xlsx"]))
    assert lines[0] == "b.xlsx：与 a.xlsx 是同一个文件，只收一次"


# ---------------------------------------------------------------- the command


def run(project: Project, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["collect", "--project", str(project.root), *arguments])
    return int(ended.value.code or 0)


def test_the_command_says_who_reported_and_who_did_not(
    project: Project, filled: dict[str, bytes], sent: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.root / "收到"
    folder.mkdir()
    for name, content in {**filled, "czj": sent["czj"]}.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    assert run(project, str(folder)) == 0
    table = capsys.readouterr().out
    lines = [line.split() for line in table[table.index("报送日期") :].splitlines()]
    assert lines[0] == ["报送日期", "2023-06-30：应报", "6", "个单位，未报", "3，交回未填", "1，已报", "2"]
    assert lines[1] == ["单位", "报送", "这次收到", "新报", "改报", "逾期未完成"]
    assert ["县水利局", "已报", "1", "行", "1"] in lines
    assert ["县财政局", "交回未填", "0", "行"] in lines
    assert ["东河镇", "未报"] in lines
    assert "读了 3 个文件，收到 3 个单位的台账，2 行" in table
    assert "已写 2 个文件" in table
    assert re.search(
        f"^接着发布：.* site；写督查通报和催办函：.* export docx --bulletin {DAY}$", table, re.MULTILINE
    )
    assert run(project, str(folder), "--dry-run") == 0
    again = capsys.readouterr().out
    assert "与已有的相同，什么也没有改" in again
    assert "接着发布" not in again


def test_the_command_says_of_each_file_the_same_of_several_cells_once(
    project: Project, sent: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = Ledger(sent["slj"])
    first, last = ledger.fill(WATER, 状态="快了", 责任人="张三"), ledger.fill(subject("2.2"), 状态="快了")
    ledger.cell(first, "状态").comment = Comment("待核", "某人")
    ledger.save(project.root / "a.xlsx")
    assert run(project, str(project.root / "a.xlsx"), "--dry-run") == 0
    assert capsys.readouterr().out.splitlines()[:4] == [
        "a.xlsx：",
        "  责任领导、责任人、联系电话填了 1 行，没有留存（要留在本机的 private/ 里，加 --contacts）",
        f"  进展填报!I{first}：批注没有读入：“待核”",
        f"  进展填报!I{first}、I{last}：状态“快了”不认识（可填 未启动、推进中、已完成、滞后、不适用），没有读入",
    ]


def test_the_command_fails_where_nothing_can_be_read(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "x.txt").write_text("x", encoding="utf-8")
    assert run(project, str(project.root / "x.txt")) == 1
    said_of_it = capsys.readouterr()
    assert "x.txt：不是 Excel 文件" in said_of_it.out
    assert "没有一份读得出来的台账" in said_of_it.err


# ---------------------------------------------------------------- contacts


def test_names_and_telephone_numbers_are_left_out_and_that_is_said(
    project: Project, filled: dict[str, bytes]
) -> None:
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    [line] = remarks(collect(project, [project.root / "a.xlsx"]))
    assert (
        line
        == "a.xlsx：责任领导、责任人、联系电话填了 1 行，没有留存（要留在本机的 private/ 里，加 --contacts）"
    )
    assert "张三" not in (project.tasks / REPORT).read_text(encoding="utf-8")
    assert not project.contacts.exists()


def test_names_are_not_taken_where_git_would_keep_them(project: Project, filled: dict[str, bytes]) -> None:
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    subprocess.run(["git", "init", "--quiet", str(project.root)], check=True)
    with pytest.raises(CollectError, match="请先运行 zeren upgrade"):
        collect(project, [project.root / "a.xlsx"], with_contacts=True)
    assert not project.contacts.exists()
    assert not (project.tasks / REPORT).exists()
    upgrade(project)
    assert collect(project, [project.root / "a.xlsx"], with_contacts=True).contacts == 1


def test_contacts_are_kept_outside_of_the_data_and_out_of_git(
    project: Project, filled: dict[str, bytes]
) -> None:
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    assert remarks(collect(project, [project.root / "a.xlsx"], with_contacts=True)) == []
    file = project.contacts / POLICY / str(DAY) / "slj.yml"
    assert file.read_text(encoding="utf-8") == (
        "unit: 县水利局\nday: '2023-06-30'\ncontacts:\n  - task: '1'\n    person: 张三\n    telephone: '13800000000'\n"
    )
    assert "张三" not in (project.tasks / REPORT).read_text(encoding="utf-8")
    again = collect(project, [project.root / "a.xlsx"], with_contacts=True)
    assert (again.contacts, again.change) == (0, {})


# ---------------------------------------------------------------- all or nothing


@pytest.mark.parametrize("moment", [1, 2, 3, 4])
def test_a_collect_that_is_killed_leaves_the_old_or_the_new_state(
    project: Project, filled: dict[str, bytes], moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in filled.items():
        (project.root / f"{name}.xlsx").write_bytes(content)
    paths = [project.root / f"{name}.xlsx" for name in filled]
    came = killed(lambda: collect(project, paths), moment, monkeypatch)
    assert came == (moment <= 3)  # the record of the step, then two files
    note = recover(project)
    assert ("已补完：收台账 2023-06-30：2 个单位" in note) == (2 <= moment <= 3)
    assert set(reports(project)) == (set() if moment == 1 else {"县水利局", "县教育局"})
    collect(project, paths)
    assert set(reports(project)) == {"县水利局", "县教育局"}


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5, 6, 7])
def test_data_and_contacts_are_written_together_or_not_at_all(
    project: Project, filled: dict[str, bytes], moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in filled.items():
        (project.root / f"{name}.xlsx").write_bytes(content)
    paths = [project.root / f"{name}.xlsx" for name in filled]
    came = killed(lambda: collect(project, paths, with_contacts=True), moment, monkeypatch)
    assert came == (moment <= 6)  # the record of the step, two files each, the step without contacts
    recover(project)
    kept = {path.stem for path in project.contacts.rglob("*.yml")}
    assert (set(reports(project)), kept) == (
        (set(), set()) if moment == 1 else ({"县水利局", "县教育局"}, {"slj", "jyj"})
    )
    assert not any(
        "13800000000" in path.read_text("utf-8") for path in (project.root / "out").rglob("*.json")
    )
    assert collect(project, paths, with_contacts=True).contacts == (2 if moment == 1 else 0)
    Store(project).undo()
    assert not reports(project)
    assert {path.stem for path in project.contacts.rglob("*.yml")} == {"slj", "jyj"}


def test_after_a_kill_contacts_that_somebody_wrote_meanwhile_stay(
    project: Project, filled: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    assert killed(lambda: collect(project, [project.root / "a.xlsx"], with_contacts=True), 3, monkeypatch)
    file = project.contacts / POLICY / str(DAY) / "slj.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("别人写的", encoding="utf-8")
    assert f"{POLICY}/{DAY}/slj.yml 后来又改过，已退回保存之前" in recover(project)
    assert (file.read_text(encoding="utf-8"), reports(project)) == ("别人写的", {})


def test_contacts_alone_are_kept_where_the_data_stays_as_it_is(
    project: Project, filled: dict[str, bytes]
) -> None:
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    collect(project, [project.root / "a.xlsx"])
    later = collect(project, [project.root / "a.xlsx"], with_contacts=True)
    assert (later.change, later.contacts) == ({}, 1)
    assert [step.message for step in Store(project).journal.steps()] == ["收台账 2023-06-30：1 个单位"]


def test_a_collect_is_a_step_that_can_be_taken_back(project: Project, filled: dict[str, bytes]) -> None:
    before = read(project.tasks)
    (project.root / "a.xlsx").write_bytes(filled["slj"])
    collect(project, [project.root / "a.xlsx"])
    assert Store(project).undo().message == "收台账 2023-06-30：1 个单位"
    assert read(project.tasks) == before
