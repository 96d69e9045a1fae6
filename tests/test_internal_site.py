"""A site for inside only: whom units name, and their telephone numbers, are on it and nowhere else; every page says so."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml

from responsibility.data.folder import Files

from .conftest import POLICY, SMALL, Project, copy_project, read, write
from .support.hostile import TAIL
from .support.progress import entry, reported

pytestmark = pytest.mark.slow

PERSON, TELEPHONE, OLDER = "王小明", "0898-66661234", "0898-00000000"
UNREPORTED = "0898-77777777"
BANNER = "不得公布、转发"
BUREAU = "县水利局"


def contacts(day: str, telephone: str, **more: str) -> bytes:
    named = {"task": "1", "person": PERSON, "telephone": telephone, **more}
    record = {"unit": BUREAU, "day": day, "contacts": [named]}
    return yaml.safe_dump(record, allow_unicode=True).encode()


@pytest.fixture(scope="module")
def files() -> Files:
    files = read(SMALL)
    for day in ("2023-06-30", "2023-09-30"):
        files = reported(files, day, BUREAU, entry("1", "in_progress", progress="两座水厂均已开工。"))
    return files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, files: Files) -> Project:
    """A project with contacts, its site, its site for inside only, and its exports."""
    project = copy_project(tmp_path_factory.mktemp("internal") / "project")
    tasks = write(files, project.root.parent / "tasks")
    kept = {
        f"{POLICY}/2023-06-30/slj.yml": contacts("2023-06-30", OLDER),
        f"{POLICY}/2023-09-30/slj.yml": contacts("2023-09-30", TELEPHONE, leader=TAIL),
        f"{POLICY}/2099-01-01/slj.yml": contacts("2099-01-01", "0898-99999999"),
        f"{POLICY}/2023-09-30/other.yml": contacts("2023-09-30", UNREPORTED, task="2.1"),
        f"{POLICY}/2023-09-30/torn.yml": b"unit: [",
    }
    write(kept, project.root / "private" / "contacts")
    for arguments in (("site",), ("site", "--internal"), ("export", "json"), ("export", "xlsx"), ("bundle",)):
        done = project.run(*arguments, "--project", ".", "--tasks", str(tasks))
        assert done.returncode == 0, done.stdout + done.stderr
    return project


def holding(folder: Path, words: str) -> set[str]:
    """The files below a folder that hold ``words``, archives and workbooks looked into."""
    holders = set()
    for path in filter(Path.is_file, folder.rglob("*")):
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        if any(words.encode() in content for content in contents):
            holders.add(path.relative_to(folder).as_posix())
    return holders


def test_nobody_is_named_outside_the_site_for_inside(built: Project) -> None:
    for words in (PERSON, TELEPHONE, OLDER):
        for folder in ("site", "导出", "dist"):
            assert (built.root / folder).is_dir()
            assert holding(built.root / folder, words) == set(), (folder, words)
    assert holding(built.root / "site", BANNER) == set()


def test_inside_the_last_ones_named_stand_beside_what_was_reported(built: Project) -> None:
    site = built.root / "private" / "site"
    assert holding(site, TELEPHONE) == {f"tasks/{POLICY}/1.html", "units/slj.html"}
    assert holding(site, UNREPORTED) == {"units/slj.html"}
    assert holding(site, OLDER) == holding(site, "0898-99999999") == set()
    page = (site / f"tasks/{POLICY}/1.html").read_text(encoding="utf-8")
    assert f"<dt>联系电话</dt><dd>{TELEPHONE}</dd>" in page
    assert "&lt;script&gt;window.pwned" in page
    assert "<script>window.pwned" not in page


def test_every_page_of_it_says_so(built: Project) -> None:
    site = built.root / "private" / "site"
    for page in site.rglob("*.html"):
        assert BANNER in page.read_text(encoding="utf-8"), page


def test_the_site_that_is_published_is_not_overwritten_by_it(built: Project) -> None:
    done = built.run("site", "--internal", "--site", "site")
    assert done.returncode == 1
    assert "对外的网站" in done.stderr


def test_it_is_built_again_when_somebody_else_is_named(built: Project, files: Files) -> None:
    tasks = str(built.root.parent / "tasks")
    again = built.run("site", "--internal", "--project", ".", "--tasks", tasks)
    assert "没有改动" in again.stderr
    write(
        {f"{POLICY}/2023-09-30/slj.yml": contacts("2023-09-30", "139")}, built.root / "private" / "contacts"
    )
    again = built.run("site", "--internal", "--project", ".", "--tasks", tasks)
    assert "没有改动" not in again.stderr
    assert holding(built.root / "private" / "site", TELEPHONE) == set()


def test_it_is_said_where_git_would_keep_it(built: Project) -> None:
    publish = ("site", "--internal", "--project", ".", "--tasks", str(built.root.parent / "tasks"))
    assert "git" not in built.run(*publish).stderr
    subprocess.run(["git", "init", "--quiet", str(built.root)], check=True)
    ignored = built.root / ".gitignore"
    ignored.write_text("", encoding="utf-8")
    done = built.run(*publish)
    assert done.returncode == 0
    assert "里有责任人和电话，而 git 会收它" in done.stderr
    ignored.write_text("/private/\n", encoding="utf-8")
    assert "git" not in built.run(*publish).stderr
