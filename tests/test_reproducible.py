"""The same input gives the same bytes: in another folder, locale and time zone, with another hash seed, at another time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import REAL, ROOT, Project, copy_project, read, write
from .support.revised import REVISIONS, revised
from .test_site import snapshot

pytestmark = pytest.mark.slow

COMMANDS = (
    ("bundle",),
    ("export", "all", "-o", "exported"),
    ("export", "json", "-o", "exported/responsibility.json"),
    ("diff", "former", "--format", "html"),
    ("diff", "former", "--format", "json"),
    ("diff", "former", "--format", "markdown"),
    ("check", "--format", "json"),
    ("show", "区水务局", "--width", "80"),
    ("import", "source.txt", "--policy", "again", "--tasks", "imported"),
)
"""All that writes or says something, besides ``site``."""
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "LANG": "tr_TR.UTF-8"}


def everything(root: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """What all commands write and say in a copy of the project at ``root``."""
    project = copy_project(root)
    write(revised(read(REAL)), root / "former")
    (root / "tasks" / "revisions.yml").write_text(REVISIONS, encoding="utf-8")
    shutil.copy(ROOT / "tasks" / "meifa-2021-7" / "source.txt", root / "source.txt")
    (root / "exported").mkdir()
    (root / "imported").mkdir()
    shutil.copy(ROOT / "tasks" / "units.yml", root / "imported")
    found = {}
    for command in (("site",), *COMMANDS):
        done = project.run(*command, **environment)
        assert done.returncode == (command[0] == "diff"), (command, done.stderr)
        found[" ".join(command)] = done.stdout.replace(str(root), "").encode()
    for folder in ("site", "exported", "dist", "imported"):
        found.update({f"{folder}/{name}": content for name, content in snapshot(root / folder).items()})
    return found


def test_every_output_is_the_same_elsewhere(tmp_path: Path) -> None:
    one = everything(tmp_path / "here", HERE)
    other = everything(tmp_path / "in another place" / "另一处", THERE)
    assert len(one) > 500
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    kinds = {name.rsplit(".", 1)[-1] for name in one}
    assert kinds >= {"html", "xlsx", "docx", "csv", "ics", "json", "xml", "zip", "yml", "md", "js", "css"}


@pytest.mark.parametrize("epoch", ["0", "1700000000"])
def test_the_day_of_building_is_the_one_given(project: Project, epoch: str) -> None:
    """``SOURCE_DATE_EPOCH``; without it the day of the newest document."""
    config = project.root / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace('site_url: ""', "site_url: https://a.example/")
    )
    day = {"0": "1970-01-01", "1700000000": "2023-11-14"}[epoch]
    for given, shown in (({}, "2021-08-17"), ({"SOURCE_DATE_EPOCH": epoch}, day)):
        assert project.run("site", "--no-downloads", **given).returncode == 0
        sitemap = (project.root / "site" / "sitemap.xml").read_text(encoding="utf-8")
        assert f"<lastmod>{shown}</lastmod>" in sitemap
