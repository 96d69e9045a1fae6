"""Editions from folders and from git; the published revisions on the site."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from responsibility.data.folder import Files
from responsibility.data.loader import load

from .conftest import SMALL, Project, copy_project, read, write

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=甲", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *names, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project in git: the small policy, tagged, then with one more responsible unit, committed."""
    project = copy_project(tmp_path_factory.mktemp("git") / "project")
    for path in (project.root / "tasks").rglob("*.*"):
        path.unlink()
    (project.root / "tasks" / "meifa-2021-7").rmdir()
    write(read(SMALL), project.root / "tasks")
    git(project.root, "init", "-q")
    git(project.root, "add", "tasks")
    git(project.root, "commit", "-qm", "一")
    git(project.root, "tag", "v1")
    path = project.root / "tasks" / "qinghe-2023-5" / "04.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[县委办, 各镇]", "[县委办, 县财政局, 各镇]"),
        encoding="utf-8",
    )
    git(project.root, "commit", "-qam", "二")
    return project


def test_between_git_revisions(repository: Project) -> None:
    done = repository.call("diff", "HEAD~1", "HEAD", "--format", "json")
    assert done.returncode == 1, done.stderr
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["type"], change["task_new"], change["unit"]) == ("unit_gained", "4", "县财政局")
    assert repository.call("diff", "v1", "HEAD").stdout == repository.call("diff", "v1").stdout.replace(
        "现在的数据", "HEAD"
    )


def test_nothing_changed_ends_with_0(repository: Project) -> None:
    done = repository.call("diff", "HEAD")
    assert (done.returncode, done.stdout) == (0, "修订对照：HEAD → 现在的数据：没有变化。\n")


def test_the_working_tree_is_left_alone(repository: Project) -> None:
    def state() -> str:
        return git(repository.root, "status", "--porcelain", "tasks") + git(
            repository.root, "rev-parse", "HEAD"
        )

    path = repository.root / "tasks" / "qinghe-2023-5" / "01.yml"
    kept = path.read_bytes()
    path.write_bytes(kept.replace("2座".encode(), "3座".encode()).replace(b"equals: 2", b"equals: 3"))
    before = state()
    done = repository.call("diff", "HEAD")
    assert "指标改变：新建水厂：由“2座”改为“3座”" in done.stdout
    assert state() == before
    path.write_bytes(kept)


def test_a_git_revision_reads_as_a_folder_does(repository: Project, tmp_path: Path) -> None:
    write(read(SMALL), tmp_path / "small")
    assert repository.call("diff", "v1", str(tmp_path / "small")).returncode == 0
    assert repository.call("diff", str(tmp_path / "small"), "v1").returncode == 0


def test_a_projects_folder_is_its_data(repository: Project) -> None:
    assert repository.call("diff", "HEAD", str(repository.root)).returncode == 0


def test_one_unit(repository: Project) -> None:
    done = repository.call("diff", "v1", "--unit", "czj")
    assert done.returncode == 1
    assert "县财政局：增加 1 项" in done.stdout
    for name in ("县水务局", "shuiwu", "清河县水务局"):
        done = repository.call("diff", "v1", "--unit", name)
        assert done.returncode == 0
        assert "（县水利局）：没有变化" in done.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_every_format(repository: Project, form: str) -> None:
    done = repository.call("diff", "v1", "--format", form)
    assert done.returncode == 1
    assert "县财政局" in done.stdout


TROUBLE = [
    (("diff", "nix"), "没有“nix”这个文件夹或 git 版本"),
    (("diff", "--", "--output=x"), "没有“--output=x”这个文件夹或 git 版本"),
    (("diff", "v1", "--policy", "nix"), "没有“nix”这份文件；有：qinghe-2023-5"),
    (("diff", "v1", "--unit", "区林业局"), "没有“区林业局”这个单位\n"),
    (("diff", "v1", "--unit", "县水力局"), "没有“县水力局”这个单位；相近的有：县水利局\n"),
    (("diff", "v1", "--unit", "xian"), "“xian”可以指几个单位，请写全：县水利局、县教育局、"),
    (("diff", "v1:tasks"), "没有“v1:tasks”这个文件夹或 git 版本"),
    (("diff", "v1", "templates"), "units.yml"),
    (("diff", ""), "版本是空的"),
    (("diff",), "旧版"),
]


@pytest.mark.parametrize(("arguments", "message"), TROUBLE, ids=[" ".join(one) for one, _ in TROUBLE])
def test_trouble_ends_with_2(repository: Project, arguments: tuple[str, ...], message: str) -> None:
    done = repository.call(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_data_is_told_with_its_place(repository: Project, tmp_path: Path) -> None:
    files = read(SMALL)
    files["qinghe-2023-5/01.yml"] += b"colour: red\n"
    done = repository.call("diff", "v1", str(write(files, tmp_path / "broken")))
    assert done.returncode == 2
    assert "broken/qinghe-2023-5/01.yml:32:1: 错误：不认识的键“colour”" in done.stderr


def test_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path / "project")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = project.call("diff", "HEAD")
    assert done.returncode == 2
    assert "不在 git 仓库里" in done.stderr


# ---------------------------------------------------------------- revisions.yml


def revisions(*entries: str) -> bytes:
    return ("revisions:\n" + "".join(f"  - {{{one}}}\n" for one in entries)).encode()


LAST = "label: 现行, date: 2024-01-01"
FAULTS = {
    "last-with-place": (revisions("label: 现行, date: 2024-01-01, folder: ../a"), "最后一条是现在的数据"),
    "former-without-place": (revisions("label: 旧, date: 2023-01-01", LAST), "“旧”要写 revision 或 folder"),
    "both-places": (revisions("label: 旧, date: 2023-01-01, folder: ../a, revision: b", LAST), "只写一个"),
    "disorder": (revisions("label: 旧, date: 2025-01-01, folder: ../a", LAST), "由旧到新"),
    "twice": (revisions("label: 现行, date: 2023-01-01, folder: ../a", LAST), "label 有重复的"),
    "month": (revisions("label: 现行, date: 2024-01"), "date 要写到日"),
    "empty": (b"revisions: []\n", "revisions 是空的"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_the_file_are_told(small_files: Files, name: str) -> None:
    written, message = FAULTS[name]
    problems = load({**small_files, "revisions.yml": written}).problems
    assert [one.location.file for one in problems] == ["revisions.yml"]
    assert message in problems[0].message


def test_an_edition_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project.root / "tasks" / "revisions.yml").write_bytes(
        revisions("label: 旧, date: 2021-01-01, folder: ../nix", LAST)
    )
    done = project.call("site")
    assert done.returncode == 1
    assert "tasks/revisions.yml:2 旧：没有“../nix”这个文件夹" in done.stderr
    assert not (project.root / "site").exists()


# ---------------------------------------------------------------- on the site


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, repository: Project) -> Project:
    """The small policy with three editions: a git tag, a folder, and the data as it stands."""
    project = repository
    files = read(SMALL)
    tree = yaml.load(files["qinghe-2023-5/04.yml"], yaml.BaseLoader)
    tree["responsible_units"] = ["县委办"]
    write(
        {**files, "qinghe-2023-5/04.yml": yaml.safe_dump(tree, allow_unicode=True).encode()},
        project.root / "second",
    )
    (project.root / "tasks" / "revisions.yml").write_bytes(
        revisions(
            "label: 初版, date: 2023-03-01, revision: v1",
            "label: 第一次修订, date: 2023-06-01, folder: ../second, number: 清发〔2023〕9号",
            "label: 第二次修订, date: 2024-01-01",
        )
    )
    write({"qinghe-2023-5/04.yml": files["qinghe-2023-5/04.yml"]}, project.root / "tasks")
    done = project.run("site")
    assert done.returncode == 0, done.stderr
    return project


def test_each_revision_has_its_page(published: Project) -> None:
    site = published.root / "site"
    newest = (site / "revisions" / "index.html").read_text(encoding="utf-8")
    older = (site / "revisions" / "1.html").read_text(encoding="utf-8")
    assert "第二次修订：修订对照" in newest
    assert "责任单位增加 各镇" in newest
    assert "责任单位减去 各镇" in older
    assert 'href="1.html"' in newest
    assert 'href="index.html"' in older


def test_changed_pages_say_so(published: Project) -> None:
    site = published.root / "site"
    task = (site / "tasks" / "qinghe-2023-5" / "4.html").read_text(encoding="utf-8")
    town = (site / "units" / "donghe.html").read_text(encoding="utf-8")
    other = (site / "units" / "slj.html").read_text(encoding="utf-8")
    assert "<b>第二次修订改动</b>" in task
    assert "../../revisions/index.html#t-qinghe-2023-5-4" in task
    assert "<b>第二次修订</b>：增加 1 项" in town
    assert "revised" not in other
    assert 'href="../revisions/index.html"' in other  # the tab
    assert "第二次修订（2024年1月1日）" in (site / "index.html").read_text(encoding="utf-8")


def test_the_feed(published: Project) -> None:
    path = published.root / "site" / "revisions" / "feed.xml"
    root = ET.parse(path).getroot()
    entries = root.findall("a:entry", ATOM)
    assert [one.findtext("a:title", "", ATOM) for one in entries] == [
        "第二次修订（2024年1月1日）",
        "第一次修订（清发〔2023〕9号，2023年6月1日）",
    ]
    assert [one.findtext("a:updated", "", ATOM)[:10] for one in entries] == ["2024-01-01", "2023-06-01"]
    assert len({one.findtext("a:id", "", ATOM) for one in (root, *entries)}) == 3
    page = (path.parent / "index.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml"' in page.replace(
        "type=application/atom+xml", 'type="application/atom+xml"'
    )


def test_without_the_file_nothing_of_it_appears(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    assert project.run("site", "--project", ".", "--tasks", str(SMALL)).returncode == 0
    site = project.root / "site"
    assert not (site / "revisions").exists()
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name != "manual":  # which says how revisions are published
            assert "修订" not in text, path
        assert "atom+xml" not in text, path
