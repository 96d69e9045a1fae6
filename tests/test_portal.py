"""``portal``: many sites found in one place, each with its jurisdiction; what cannot be taken is told, the rest stands."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from responsibility.data.folder import Files
from responsibility.portal import sources as portal_sources
from responsibility.portal.published import UnfitError
from responsibility.portal.published import read as read_published

from .conftest import SMALL, call, read, write
from .support.browsing import PHONE, WIDE, Silent, browser, page, problems, results, serving
from .support.reporting_round import round_of_reports
from .test_site import snapshot

__all__ = ["browser", "page"]

pytestmark = pytest.mark.slow
DATA = "data/responsibility.json"


def of_jurisdiction(files: Files, name: str) -> Files:
    return {path: content.decode().replace("清河县", name).encode() for path, content in files.items()}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites of two counties whose offices are called alike, and the data of a third, all in one folder."""
    root = tmp_path_factory.mktemp("portal")
    for number, name in enumerate(("清河县", "临江县")):
        files = of_jurisdiction(read(SMALL), name)
        folder = root / "projects" / name
        write(round_of_reports(files, "2023-06-30", "2026-01-05") if number else files, folder / "tasks")
        office = f"id: 00000000000{number}abcd\njurisdiction: {name}\npublisher: {name}人民政府\n"
        (folder / "site.yml").write_text(office, encoding="utf-8")
        done = call(folder, "site", "--no-downloads", "--site", str(root / "sites" / name))
        assert done.returncode == 0, done.stderr
    return root / "sites"


@pytest.fixture(scope="module")
def portal(sites: Path) -> Path:
    """The portal over both, beside them."""
    done = call(sites.parent, "portal", "sites", "--out", "portal", "--as-of", "2026-01-10")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "门户已写到 portal：2 个网站，16 个单位，12 项任务，已过期 5 处\n"
    return sites.parent / "portal"


def tree(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def changed(sites: Path, target: Path, change: Any) -> Path:
    """A folder that holds the data of a county, changed."""
    document = json.loads((sites / "清河县" / DATA).read_text(encoding="utf-8"))
    change(document)
    (target / "data").mkdir(parents=True)
    (target / DATA).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return target


# ---------------------------------------------------------------- what it shows


def test_every_link_into_a_site_leads_to_a_page_that_it_has(portal: Path) -> None:
    links = set()
    for path in portal.rglob("*.html"):
        if path.name != "404.html":
            for link in tree(path).xpath("//main//a/@href"):
                target = (path.parent / unquote(link.partition("#")[0] or path.name)).resolve()
                assert target.is_file(), (path, link)
                links.add(target)
    assert len([link for link in links if "/sites/" in link.as_uri()]) > 20


def test_the_jurisdiction_stands_beside_units_of_one_name(portal: Path) -> None:
    items = tree(portal / "units" / "index.html").xpath("//li[a='县水利局']")
    assert [item.text_content().split() for item in items] == [
        ["县水利局", "临江县，政府部门，牵头", "2", "项"],
        ["县水利局", "清河县，政府部门，牵头", "2", "项"],
    ]
    entries = json.loads((portal / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert {(entry["of"], entry["title"]) for entry in entries if entry["title"] == "县水利局"} == {
        ("清河县", "县水利局"),
        ("临江县", "县水利局"),
    }
    targets = tree(portal / "targets" / "index.html").xpath(
        "//tr[th[contains(., '供水普及率')]]/td[@data-label='地区']"
    )
    assert [cell.text_content() for cell in targets] == ["临江县", "清河县"]


def test_what_is_past_on_the_day_is_listed_by_jurisdiction(portal: Path, sites: Path) -> None:
    sections = tree(portal / "due" / "index.html").xpath("//section")
    lines = {
        section.xpath("h2")[0].text_content(): [
            (item.xpath("b")[0].text, item.xpath("a[@class='task']")[0].text_content())
            for item in section.xpath(".//li")
        ]
        for section in sections
    }
    # Nobody reports in 清河县; in 临江县 the first deadline is accepted.
    assert lines == {
        "清河县（3 处）": [
            ("已过期 741 天", "1 保障农村供水"),
            ("已过期 589 天", "3 改善办学条件"),
            ("已过期 10 天", "2 分步实施"),
        ],
        "临江县（2 处）": [("已过期 589 天", "3 改善办学条件"), ("已过期 10 天", "2 分步实施")],
    }


def test_without_a_day_nothing_is_past_where_the_site_names_none(sites: Path, tmp_path: Path) -> None:
    done = call(tmp_path, "portal", str(sites))
    assert "已过期 2 处，1 个未写明截至哪一天，不知道过期没有（写 --as-of）" in done.stdout
    row = tree(tmp_path / "portal" / "index.html").xpath("//tr[th='清河县']")[0]
    assert [cell.text_content() for cell in row.xpath("td")][-3:] == ["", "", "未明确"]
    assert "1 个网站未写明截至哪一天，不在内" in (tmp_path / "portal" / "index.html").read_text(
        encoding="utf-8"
    )
    assert call(tmp_path, "portal", str(sites / "清河县"), "--out", "other").returncode == 0
    assert "处已过期" not in (tmp_path / "other" / "index.html").read_text(encoding="utf-8")


def test_it_says_what_was_taken_from_where(portal: Path) -> None:
    taken = json.loads((portal / "data" / "portal.json").read_text(encoding="utf-8"))
    assert [(each["name"], each["from"], each["day"]) for each in taken["taken"]] == [
        ("临江县", "sites/临江县", "2026-01-05"),
        ("清河县", "sites/清河县", None),
    ]
    digests = tree(portal / "sources" / "index.html").xpath("//code/text()")
    assert digests == [each["sha256"] for each in taken["taken"]]


def test_the_same_sources_make_the_same_bytes(portal: Path, sites: Path) -> None:
    before = snapshot(portal)
    call(sites.parent, "portal", "sites", "--out", "portal", "--as-of", "2026-01-10")
    assert snapshot(portal) == before


def test_a_portal_among_the_sites_is_none_of_them(sites: Path, tmp_path: Path) -> None:
    for name in ("清河县", "临江县"):
        (tmp_path / "all" / name / "data").mkdir(parents=True)
        (tmp_path / "all" / name / DATA).write_bytes((sites / name / DATA).read_bytes())
    for _ in range(2):
        done = call(tmp_path / "all", "portal", ".", "--out", "portal")
        assert (done.returncode, "没有取到" in done.stderr) == (0, False)
        assert "2 个网站" in done.stdout


def test_a_portal_with_its_sites_is_one_folder(sites: Path, tmp_path: Path) -> None:
    assert call(tmp_path, "portal", str(sites), "--with-sites", "--out", "all").returncode == 0
    links = [*map(unquote, tree(tmp_path / "all" / "index.html").xpath("//tbody//th/a/@href"))]
    assert links == ["sites/临江县/index.html", "sites/清河县/index.html"]
    assert all((tmp_path / "all" / link).is_file() for link in links)


def test_lists_are_on_as_many_pages_as_they_need(sites: Path, tmp_path: Path) -> None:
    def many(document: dict[str, Any]) -> None:
        units = document["units"]
        document["units"] = [{**unit, "id": f"{unit['id']}{n}"} for n in range(300) for unit in units]
        document["site"]["id"] = None

    for name in ("a", "b"):
        changed(sites, tmp_path / "in" / name, many)
    assert call(tmp_path, "portal", "in").returncode == 0
    pages = sorted((tmp_path / "portal" / "units").glob("*.html"))
    assert len(pages) > 2
    assert max(path.stat().st_size for path in (tmp_path / "portal").rglob("*.html")) < 300 * 1024
    assert sum(len(tree(path).xpath("//section//li[a]")) for path in pages) == 2 * 300 * 8
    assert {link for path in pages for link in tree(path).xpath("//nav[@class='crumb']/a/@href")} == {
        path.name for path in pages
    }


# ---------------------------------------------------------------- what cannot be taken


def test_what_cannot_be_taken_is_told_and_the_rest_stands(
    sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_sources, "MOST_BYTES", 100_000)
    (tmp_path / "cut.json").write_bytes((sites / "清河县" / DATA).read_bytes()[:5000])
    (tmp_path / "large.json").write_text(" " * 100_001, encoding="utf-8")
    (tmp_path / "other.json").write_text('{"name": "a"}', encoding="utf-8")
    changed(sites, tmp_path / "later", lambda document: document.update(schema=3))
    changed(sites, tmp_path / "former", lambda document: document.pop("site"))
    changed(sites, tmp_path / "lost", lambda document: document["tasks"].pop(0))
    changed(
        sites, tmp_path / "script", lambda document: document["site"].update(address="javascript:alert(1)")
    )
    changed(sites, tmp_path / "up", lambda document: document["units"][0].update(id="../../x"))
    names = ["cut.json", "large.json", "other.json", "later", "former", "lost", "script", "up", "none"]
    address = "http://127.0.0.1:1/"
    done = call(tmp_path, "portal", str(sites / "清河县"), *names, str(sites / "清河县"), address)
    assert done.returncode == 0
    whys = {
        "cut.json": "不是完整的 JSON 文件",
        "large.json": "文件太大",
        "other.json": "不是责任网站的数据",
        "later": "数据格式是 3，这个工具只认 2",
        "former": "是旧版工具发布的：请用新版的工具重新发布",
        "lost": "数据前后不一致：里面没有任务 qinghe-2023-5/1",
        "script": "数据有误：site.address 不合规定",
        "up": "数据有误：units.0.id 不合规定",
        "none": "没有这个文件或文件夹",
        str(sites / "清河县"): f"与 {sites / '清河县'} 是同一个网站，只列一次",
        address: "连不上：连接被拒绝",
    }
    lines = [line for line in done.stderr.splitlines() if line.startswith("没有取到")]
    assert lines == [f"没有取到 {name}：{why}" for name, why in whys.items()]
    assert "1 个网站" in done.stdout
    assert "没有取到 11 个" in done.stdout
    for path in ("index.html", "sources/index.html"):
        shown = tree(tmp_path / "portal" / path).xpath("//div[@class='notice']//li")
        assert [item.text_content() for item in shown] == [f"{name}：{why}" for name, why in whys.items()]
    before = snapshot(tmp_path / "portal")
    done = call(tmp_path, "portal", str(sites / "清河县"), "none", "--strict")
    assert (done.returncode, done.stderr.splitlines()[-2:]) == (
        1,
        ["错误：有来源没有取到，门户没有做：", "    none：没有这个文件或文件夹"],
    )
    assert call(tmp_path, "portal", "none", "cut.json").returncode == 1
    assert snapshot(tmp_path / "portal") == before


class Slow(http.server.BaseHTTPRequestHandler):
    """Redirects to a file of the computer, answers without an end, or not at all."""

    def do_GET(self) -> None:
        if self.path.startswith("/file"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b" " * 10_000)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_addresses_are_read_so_far_and_no_further(
    sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_sources, "MOST_BYTES", 300_000)
    with serving(Slow) as bad, serving(functools.partial(Silent, directory=str(sites))) as good:
        addresses = [f"{good}%E6%B8%85%E6%B2%B3%E5%8E%BF/", f"{bad}file/", f"{bad}endless/", f"{bad}none/"]
        done = call(tmp_path, "portal", *addresses)
        assert done.returncode == 0
        assert re.findall("没有取到 http.*?/([a-z]+)/：(.*)", done.stderr) == [
            ("file", "网站回答 302"),
            ("endless", "文件太大"),
            ("none", "网站回答 404"),
        ]
        assert tree(tmp_path / "portal" / "index.html").xpath("//tbody//th/a/@href") == [
            addresses[0] + "index.html"
        ]


def test_a_list_names_the_sites(sites: Path, tmp_path: Path) -> None:
    (tmp_path / "portal.yml").write_text(
        "name: 某市责任清单\npublisher: 某市督查室\nsites:\n"
        f"  - {{name: 清河, folder: '{sites.as_posix()}/清河县', address: https://a.example/qinghe}}\n"
        f"  - {{folder: '{sites.as_posix()}/临江县'}}\n",
        encoding="utf-8",
    )
    assert call(tmp_path, "portal", "portal.yml").returncode == 0
    first = tree(tmp_path / "portal" / "index.html")
    assert first.xpath("//h1/text()") == ["某市责任清单"]
    assert first.xpath("//tbody//th/a/text()") == ["清河", "临江县"]
    assert first.xpath("//tbody//th/a/@href")[0] == "https://a.example/qinghe/index.html"
    assert "主办单位：某市督查室" in first.xpath("//footer")[0].text_content()
    (tmp_path / "portal.yml").write_text(
        "sites:\n  - {name: 甲}\n  - {adress: https://a.example}\n", encoding="utf-8"
    )
    done = call(tmp_path, "portal", "portal.yml")
    assert done.returncode == 1
    assert "portal.yml:2:5: 错误：每个网站要写 folder 或 address" in done.stderr
    assert "portal.yml:3:6: 错误：不认识的键“adress”" in done.stderr
    assert done.stderr.count("错误") == 2
    (tmp_path / "portal.yml").write_text("sites: []\n", encoding="utf-8")
    assert call(tmp_path, "portal", "portal.yml").stderr == "错误：portal.yml 没有列出网站\n"


def test_what_is_no_portal_is_not_replaced(sites: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", encoding="utf-8")
    done = call(tmp_path, "portal", str(sites), "--out", "mine")
    assert done.returncode == 1
    assert "那里有别的文件，会被整个换掉" in done.stderr
    done = call(tmp_path, "portal", str(sites), "--out", str(sites / "清河县"))
    assert done.returncode == 1
    assert (sites / "清河县" / DATA).is_file()


HARM = "<img src=x onerror=alert(1)>“'&{{7*7}}</script>"


def test_nothing_of_a_source_is_read_as_markup(sites: Path, tmp_path: Path) -> None:
    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoil(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [spoil(each, key) for each in value]
        free = {"title", "name", "number", "matter", "words", "quote", "indicator", "demand", "publisher"}
        free |= {"text", "label", "jurisdiction", "units", "aliases", "scope"}
        return f"{value}{HARM}" if isinstance(value, str) and key in free else value

    changed(sites, tmp_path / "bad", lambda document: document.update(spoil(document)))
    read_published((tmp_path / "bad" / DATA).read_bytes())
    assert call(tmp_path, "portal", "bad", "--as-of", "2026-01-10").returncode == 0
    for path in (tmp_path / "portal").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img src=x" not in text
        assert "49" not in re.findall("x onerror=alert.{30}", text)
        assert "javascript:" not in text
    index = json.loads((tmp_path / "portal" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert all("<" not in entry[key] for entry in index["docs"] for key in ("title", "text", "names", "of"))


def test_any_cut_of_the_data_is_refused_in_plain_words(sites: Path) -> None:
    content = (sites / "清河县" / DATA).read_bytes()
    for end in range(0, len(content) - 2, 997):
        with pytest.raises(UnfitError, match="JSON"):
            read_published(content[:end])


# ---------------------------------------------------------------- in a browser


@pytest.mark.browser
def test_search_leads_to_the_right_page_of_the_right_site(
    browser: Browser, page: Page, portal: Path, sites: Path
) -> None:
    for size, query, target in (
        (WIDE, "临江县水利局", "临江县/units/slj.html"),
        (PHONE, "临江县 供水普及率", "临江县/tasks/qinghe-2023-5/1.html"),
    ):
        page.set_viewport_size(size)
        page.goto((portal / "due" / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        if size == PHONE:
            page.locator("label[title=查找]").click()
        page.locator(".md-search__input").click()
        page.keyboard.type(query, delay=15)
        page.wait_for_timeout(400)
        assert results(page)[0] == (sites / target).as_uri()
        page.keyboard.press("Enter")
        expect(page.locator(".site-name")).to_contain_text("责任清单")
        assert page.url.partition("?")[0] == (sites / target).as_uri()
    with serving(functools.partial(Silent, directory=str(portal))) as address:
        unwatched = browser.new_page()  # axe asks for style sheets where they are not
        for name in ("index", "due/index"):
            unwatched.goto(f"{address}{name}.html")
            assert problems(unwatched) == []
        unwatched.close()
