"""Projects as data: which one is meant, and that nothing of one goes into another or into the tool."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from responsibility import DATA_FORMAT
from responsibility.build.locks import build_lock, data_lock, publishing_lock
from responsibility.build.project import Project, find_project
from responsibility.errors import BuildError, ProjectError

from .conftest import ROOT, SMALL, call, copy_project, read, write
from .test_site import snapshot

pytestmark = pytest.mark.slow

BUILD = str(ROOT / "build.py")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Another office's folder, with the small policy and nothing of the tool."""
    write(read(SMALL), tmp_path / "office" / "tasks")
    return tmp_path / "office"


def run_in(folder: Path, *arguments: str, program: str = "") -> subprocess.CompletedProcess[str]:
    """The command line called from ``folder``: of the checkout ``program``, as a process, or within this one."""
    if not program:
        return call(folder, *arguments)
    command = [sys.executable, program, *arguments]
    return subprocess.run(command, cwd=folder, text=True, encoding="utf-8", capture_output=True, check=False)


@pytest.mark.parametrize("marker", ["tasks/units.yml", "site.yml"])
def test_the_nearest_folder_upwards_is_the_project(
    tmp_path: Path, marker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("outer", "outer/inner"):
        write({marker: b"units: []\n"}, tmp_path / folder)
    deep = tmp_path / "outer" / "inner" / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_project().root == tmp_path / "outer" / "inner"
    monkeypatch.chdir(tmp_path / "outer")
    assert find_project().root == tmp_path / "outer"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="没有项目"):
        find_project()


def test_options_name_the_project(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b" / "data").mkdir(parents=True)
    assert find_project(tmp_path / "a").tasks == tmp_path / "a" / "tasks"
    assert find_project(tasks=tmp_path / "b" / "data").root == tmp_path / "b"
    both = find_project(tmp_path / "a", tmp_path / "b" / "data")
    assert (both.root, both.tasks) == (tmp_path / "a", tmp_path / "b" / "data")


def test_without_a_project_the_way_to_one_is_named(tmp_path: Path) -> None:
    done = run_in(tmp_path, "check")
    assert done.returncode == 1
    assert "没有项目" in done.stderr
    assert done.stderr.rstrip().endswith("python build.py init")
    assert list(tmp_path.iterdir()) == []


def test_everything_made_lies_in_the_project(office: Path, tmp_path: Path) -> None:
    """Also from a folder below, and with ``--tasks`` from outside; the tool's own site stays as it is."""
    tool = copy_project(tmp_path / "tool")
    write({"site/data/responsibility.json": b"{}", "site/index.html": b"ours"}, tool.root)
    before = snapshot(tool.root)
    program = str(tool.root / "build.py")
    for folder, arguments in (
        (office / "tasks", ()),
        (tmp_path, ("--project", "office")),
        (tool.root, ("--tasks", str(office / "tasks"))),
    ):
        done = run_in(folder, "site", "--force", *arguments, program=program)
        assert done.returncode == 0, done.stderr
        assert f"已发布到 {office / 'site'}" in done.stdout
    for command in (("bundle",), ("render",), ("export", "csv", "-o", "csv")):
        assert run_in(office, *command, program=program).returncode == 0
    assert snapshot(tool.root) == before
    assert {path.name for path in office.iterdir()} == {"tasks", "out", "site", ".site.lock", "dist", "csv"}
    assert {path.name for path in tmp_path.iterdir()} == {"tool", "office"}


def test_the_tools_folder_is_never_published_into(office: Path, tmp_path: Path) -> None:
    tool = copy_project(tmp_path / "tool")
    write({"responsibility/data/responsibility.json": b"{}"}, tool.root)
    for target in (".", "responsibility", "responsibility/site"):
        done = run_in(office, "site", "--site", str(tool.root / target), program=str(tool.root / "build.py"))
        assert done.returncode == 1
        assert "不能发布到" in done.stderr


def test_no_lock_is_left_among_temporary_files(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "temporary"))
    document = ROOT / "tests" / "imports" / "qingyang.html"
    done = run_in(office, "import", str(document), "--policy", "qingyang-1", program=BUILD)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("再运行 python build.py check")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert (office / "out" / ".data.lock").is_file()


@pytest.mark.parametrize("command", [("check",), ("site",), ("show", "1"), ("export", "json"), ("diff", ".")])
def test_a_newer_format_is_refused(office: Path, command: tuple[str, ...]) -> None:
    (office / "site.yml").write_text(f"id: x\nformat: {DATA_FORMAT + 1}\nunheard: of\n", encoding="utf-8")
    done = run_in(office, *command)
    assert done.returncode == (2 if command[0] == "diff" else 1)
    assert f"格式是 {DATA_FORMAT + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (office / "out").exists()


def test_a_project_without_policies_is_told_what_comes_next(office: Path) -> None:
    for path in (office / "tasks" / "qinghe-2023-5").iterdir():
        path.unlink()
    (office / "tasks" / "units.yml").write_text("units: []\n", encoding="utf-8")
    for command in ("check", "site"):
        done = run_in(office, command)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == (
            "项目里还没有政策文件。接着导入一份，例如 python build.py import 方案.docx --policy shuifa-2022-3"
        )


def test_an_office_lays_its_own_files_over_the_tools(office: Path) -> None:
    files = {
        "templates/targets.html": b"{% extends 'base.html' %}{% block content %}<p>own page</p>{% endblock %}",
        "site_src/assets/own.css": b"p{color:red}",
        "mkdocs.yml": "site_name: 某县责任清单\ntheme: {language: zh-TW}\nhooks: [hook.py]\n".encode(),
        "hook.py": b"def on_post_page(output, **_):\n    return output.replace('own page', 'own hook')\n",
    }
    write(files, office)
    done = run_in(office, "site")
    assert done.returncode == 0, done.stderr
    site = office / "site"
    assert "own hook" in (site / "targets" / "index.html").read_text(encoding="utf-8")
    assert (site / "assets" / "own.css").read_bytes() == b"p{color:red}"
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "某县责任清单" in home
    assert "Content-Security-Policy" in home
    assert (site / "assets" / "site.css").is_file()
    assert not any(str(office).encode() in content for content in snapshot(site).values())
    assert "没有改动" in run_in(office, "site").stderr
    (office / "hook.py").write_text("", encoding="utf-8")
    assert "没有改动" not in run_in(office, "site").stderr
    assert "own hook" not in (site / "targets" / "index.html").read_text(encoding="utf-8")
    (office / "templates" / "targets.html").write_text("{% if %}", encoding="utf-8")
    done = run_in(office, "site")
    assert "templates/targets.html:1 模板有误" in done.stderr


@pytest.mark.parametrize("text", ["a: [", "- a", "theme: material", "hooks: {a: b}", "\x00"])
def test_a_faulty_configuration_is_said_with_its_file(office: Path, text: str) -> None:
    (office / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run_in(office, "site")
    assert done.returncode == 1
    assert f"{office / 'mkdocs.yml'}" in done.stderr
    assert "读不懂" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows writes what its console can show")
@pytest.mark.parametrize(
    "encoding",
    ["ascii", "cp936", *(pytest.param(name, marks=pytest.mark.long) for name in ("cp1252", "utf-8"))],
)
def test_any_console(office: Path, encoding: str) -> None:
    """Text comes in the console's encoding as far as that goes; what programs read is UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command in (
        ("check",),
        ("show", "县水利局"),
        ("--help",),
        ("check", "--format", "json"),
        ("export", "json"),
    ):
        done = subprocess.run(
            [sys.executable, BUILD, *command], cwd=office, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        if command[-1] == "json":
            done.stdout.decode("utf-8")
        elif encoding in ("cp936", "utf-8"):
            assert re.search("[一-鿿]", done.stdout.decode(encoding))


@pytest.mark.parametrize(
    ("lock", "file", "what"),
    [
        (lambda office: build_lock(Project(office, office / "tasks")), "out/.lock", "构建"),
        (lambda office: data_lock(Project(office, office / "tasks")), "out/.data.lock", "导入"),
        (lambda office: publishing_lock(office / "public"), ".public.lock", "发布"),
    ],
)
def test_another_process_at_the_same_is_waited_for(
    office: Path,
    lock: Callable[[Path], AbstractContextManager[None]],
    file: str,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("responsibility.build.locks._PATIENCE", 0.1)
    with lock(office):
        assert (office / file).is_file()
        with pytest.raises(BuildError, match=f"另一个{what}还在进行"), lock(office):
            pass
    with lock(office):
        pass
