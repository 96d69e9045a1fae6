"""Where a site is published: what may be replaced, what a person keeps there, folders that cannot be moved."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from responsibility.build import publish as publishing
from responsibility.build.files import replace_files
from responsibility.build.project import Project as Here
from responsibility.build.publish import refuse_to_overwrite
from responsibility.build.site import Options, build_site
from responsibility.errors import BuildError

from .conftest import SMALL, Project, read, write
from .test_faults import SMALL_TASKS
from .test_site import snapshot

PUBLISH = ("site", *SMALL_TASKS, "--no-downloads", "--force")
KEPT = {
    "CNAME": b"zrqd.example.gov.cn\n",
    ".git/HEAD": b"ref: refs/heads/pages\n",
    "robots.txt": b"User-agent: *\n",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site of the small policy, to be copied."""
    root = tmp_path_factory.mktemp("published")
    write(read(SMALL), root / "tasks")
    build_site(Here(root, root / "tasks"), root / "site", Options(downloads=False))
    return root / "site"


def refused(site: Path) -> bool:
    try:
        refuse_to_overwrite(Here(site.parent / "project", site.parent / "project" / "tasks"), site)
    except BuildError:
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("gone", ["data", "index.html", "assets", "data index.html 404.html assets search"])
def test_what_is_left_of_a_site_may_be_replaced(site: Path, tmp_path: Path, gone: str) -> None:
    shutil.copytree(site, tmp_path / "site")
    for name in gone.split():
        path = tmp_path / "site" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not refused(tmp_path / "site")


@pytest.mark.slow
def test_a_folder_around_a_site_or_with_a_saved_page_is_not_ours(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "html" / "zrqd")
    assert refused(tmp_path / "html")
    (tmp_path / "saved").mkdir()
    shutil.copy(site / "units" / "index.html", tmp_path / "saved" / "units.html")
    assert refused(tmp_path / "saved")


def test_a_folder_of_anything_else_is_not_ours(tmp_path: Path) -> None:
    write({"site/index.html": b"<p>x</p>"}, tmp_path)
    assert refused(tmp_path / "site")


def test_a_broken_site_is_mended(project: Project) -> None:
    assert project.run(*PUBLISH).returncode == 0
    whole = snapshot(project.root / "site")
    shutil.rmtree(project.root / "site" / "data")
    done = project.run(*PUBLISH)
    assert done.returncode == 0, done.stderr
    assert snapshot(project.root / "site") == whole


def test_what_a_person_put_there_is_not_lost_in_silence(project: Project) -> None:
    assert project.run(*PUBLISH).returncode == 0
    write({**KEPT, ".DS_Store": b""}, project.root / "site")
    before = snapshot(project.root / "site")
    done = project.run(*PUBLISH)
    assert done.returncode == 1
    assert "keep: [.git, CNAME, robots.txt]" in done.stderr
    assert snapshot(project.root / "site") == before
    with (project.root / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("keep: [.git, CNAME, robots.txt]\n")
    done = project.run(*PUBLISH)
    assert done.returncode == 0, done.stderr
    after = snapshot(project.root / "site")
    assert {name: after[name] for name in KEPT} == KEPT
    assert ".DS_Store" not in after


MOUNTED = (
    'mount -t tmpfs tmpfs "$1" && cp -r "$2/." "$1" && shift 2 &&'
    ' "$@"; status=$?; cp -r "$SITE" "$SITE.seen"; exit $status'
)


def test_a_mount_point_is_published_to_file_by_file(project: Project, namespace: list[str]) -> None:
    """The old site stands there, with a page that the new one has not, and a file that a person keeps."""
    with (project.root / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("keep: [CNAME]\n")
    assert project.run(*PUBLISH).returncode == 0
    site = project.root / "site"
    whole = snapshot(site)
    old = project.root / "old"
    site.rename(old)
    write({"CNAME": b"kept", "former/index.html": b"<p>", "index.html": b"<p>old"}, old)
    site.mkdir()
    done = subprocess.run(
        [*namespace, "sh", "-c", MOUNTED, "sh", str(site), str(old), sys.executable, "build.py", *PUBLISH],
        cwd=project.root,
        env={**os.environ, "SITE": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert snapshot(site.with_name("site.seen")) == {**whole, "CNAME": b"kept"}


def test_the_old_site_stays_where_there_is_no_room_beside_its_files(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run(*PUBLISH).returncode == 0
    site = project.root / "site"
    before = snapshot(site)

    def immovable(new: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, "busy", str(target))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full", str(site))

    monkeypatch.setattr(publishing, "swap_in", immovable)
    monkeypatch.setattr(shutil, "copytree", full)
    here = Here(project.root, SMALL)
    with pytest.raises(OSError, match="full"):
        build_site(here, site, Options(downloads=False))
    assert snapshot(site) == before
    monkeypatch.undo()
    monkeypatch.setattr(publishing, "swap_in", immovable)
    build_site(here, site, Options(downloads=False))
    assert snapshot(site) == before


def test_files_take_the_place_of_folders_and_links(tmp_path: Path) -> None:
    write(
        {"a/b/index.html": b"old", "c": b"old", "kept/x": b"kept", "gone/deep/x": b"old"}, tmp_path / "site"
    )
    (tmp_path / "site" / "link").symlink_to(tmp_path / "elsewhere")
    write({"a/b": b"new", "c/index.html": b"new", "link/x": b"new"}, tmp_path / "new")
    replace_files(tmp_path / "new", tmp_path / "site", {"kept"})
    assert snapshot(tmp_path / "site") == {
        "a/b": b"new",
        "c/index.html": b"new",
        "link/x": b"new",
        "kept/x": b"kept",
    }
    assert not (tmp_path / "site" / "gone").exists()


def test_pages_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None links to what is not there yet."""
    write(dict.fromkeys(("index.html", "a/index.html", "z.css", "data/x.json"), b""), tmp_path / "new")
    moved: list[str] = []
    replace = Path.replace

    def noted(path: Path, target: Path) -> Path:
        moved.append(path.relative_to(tmp_path / "new").as_posix())
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", noted)
    (tmp_path / "site").mkdir()
    replace_files(tmp_path / "new", tmp_path / "site")
    assert moved == ["data/x.json", "z.css", "a/index.html", "index.html"]


@pytest.mark.parametrize("name", ["a/b", "..", "index.html", "Assets", r"a\b"])
def test_what_cannot_be_kept(tmp_path: Path, name: str) -> None:
    write({**read(SMALL), "../site.yml": f"keep: ['{name}']\n".encode()}, tmp_path / "tasks")
    with pytest.raises(Exception, match="keep 里"):
        build_site(Here(tmp_path, tmp_path / "tasks"), tmp_path / "site", Options(downloads=False))
