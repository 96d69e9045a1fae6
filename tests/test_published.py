"""What is published beside the pages: what is loaded, and addresses where the site has one."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from responsibility.build.project import Project
from responsibility.build.site import Options, build_site

from .conftest import SMALL, read, write

pytestmark = pytest.mark.slow

ADDRESS = "https://zrqd.example.gov.cn/qinghe/"
REVISIONS = """revisions:
  - {label: 初版, date: 2023-03-01, folder: ../former}
  - {label: 第一次修订, date: 2023-06-01}
"""
LOADED = {
    "assets/address.js": "index.html",
    "assets/iframe-worker.js": "index.html",
    "assets/images/favicon.png": "index.html",
    "assets/javascripts/bundle.*.min.js": "index.html",
    "assets/kept.js": "index.html",
    "assets/marks.css": "assets/site.css",
    "assets/matrix-export.js": "matrix/index.html",
    "assets/matrix-print.js": "matrix/index.html",
    "assets/matrix.js": "matrix/index.html",
    "assets/palette.js": "index.html",
    "assets/search-worker.js": "index.html",
    "assets/site.css": "index.html",
    "assets/site.js": "index.html",
    "assets/stylesheets/main.*.min.css": "index.html",
    "assets/stylesheets/palette.*.min.css": "index.html",
    "assets/unit-names.js": "index.html",
    "assets/xlsx.js": "matrix/index.html",
    "data/responsibility.json": "index.html",
    "revisions/feed.xml": "revisions/index.html",
    "search/search_index.js": "assets/javascripts/bundle.*.min.js",
    "search/search_index.json": "assets/javascripts/bundle.*.min.js",
}
"""Everything that is published beside pages and files for download, with what loads it or leads to it."""


def published(folder: Path, site_yml: str) -> Path:
    write(read(SMALL), folder / "former")
    write({**read(SMALL), "revisions.yml": REVISIONS.encode()}, folder / "tasks")
    (folder / "site.yml").write_text(site_yml, encoding="utf-8")
    site = folder / "site"
    build_site(Project(folder, folder / "tasks"), site, Options(downloads=False))
    return site


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that does not say where it is."""
    return published(tmp_path_factory.mktemp("plain"), "name: 清河县\n")


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that does."""
    return published(tmp_path_factory.mktemp("addressed"), f"name: 清河县\naddress: {ADDRESS}\n")


def names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_all_that_is_published_is_loaded_by_something(plain: Path) -> None:
    others = {name for name in names(plain) if not name.endswith(".html")}
    pictures = {name for name in others if name.startswith("manual/")}
    manual = "".join(path.read_text(encoding="utf-8") for path in plain.glob("manual/*.html"))
    assert [name for name in pictures if name.removeprefix("manual/") not in manual] == []
    others -= pictures
    others.remove("assets/progress.css")  # loaded where units have reported, see test_browser_progress
    assert {re.sub(r"\.[0-9a-f]{8}\.", ".*.", name) for name in others} == set(LOADED)
    for name in others:
        loader = LOADED[re.sub(r"\.[0-9a-f]{8}\.", ".*.", name)]
        (path,) = plain.glob(loader)
        assert name.rpartition("/")[2] in path.read_text(encoding="utf-8"), name


def test_nothing_asks_for_a_source_map(plain: Path) -> None:
    for path in (*plain.rglob("*.js"), *plain.rglob("*.css")):
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8"), path


def hrefs(feed: Path) -> list[str]:
    links = ET.parse(feed).getroot().iter("{http://www.w3.org/2005/Atom}link")
    return [link.attrib["href"] for link in links]


def files_at(site: Path, addresses: list[str]) -> Iterator[Path]:
    for address in addresses:
        assert address.startswith(ADDRESS)
        yield site / (address.removeprefix(ADDRESS) or "index.html")


def test_a_site_with_an_address_says_it_in_feed_and_sitemap(addressed: Path) -> None:
    links = hrefs(addressed / "revisions" / "feed.xml")
    assert links == [f"{ADDRESS}revisions/{name}" for name in ("feed.xml", "index.html")]
    sitemap = (addressed / "sitemap.xml").read_bytes()
    assert gzip.decompress((addressed / "sitemap.xml.gz").read_bytes()) == sitemap
    listed = list(files_at(addressed, re.findall("<loc>(.*?)</loc>", sitemap.decode())))
    pages = {path for path in addressed.rglob("*.html") if path.name != "404.html"}
    assert set(listed) == pages
    assert len(listed) == len(pages)
    assert all(path.is_file() for path in files_at(addressed, links))


def test_a_site_without_an_address_makes_none_up(plain: Path) -> None:
    assert hrefs(plain / "revisions" / "feed.xml") == []
    entries = (
        ET.parse(plain / "revisions" / "feed.xml").getroot().iter("{http://www.w3.org/2005/Atom}content")
    )
    assert [bool(entry.text) for entry in entries] == [True]
    assert not [name for name in names(plain) if "sitemap" in name]
