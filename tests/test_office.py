"""What an office says of itself in ``site.yml``: read strictly, shown on the site, and whose site it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from responsibility import DATA_FORMAT
from responsibility.build.files import write_files
from responsibility.build.office import IDENTITY_FILE, files
from responsibility.build.project import find_project
from responsibility.build.upgrade import IGNORED, PERSONAL, upgrade
from responsibility.errors import ProjectError
from responsibility.model.problems import shown_path
from responsibility.model.site import SiteConfig
from responsibility.resources import PACKAGE

from .conftest import ROOT, SMALL, call, read, write
from .test_site import snapshot

pytestmark = pytest.mark.slow

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
FULL = """\
id: 0123456789abcdef
format: 1
name: 某县 <b>责任</b> & 清单
publisher: 某县督查室 <script>alert(1)</script>
contact: 0991-1234567
address: https://www.example.gov.cn/zrqd
licence: CC BY 4.0
updated: 2023-09-01
logo: images/Logo.SVG
colours: {primary: '#0B4F8A', accent: '#1a6fb5'}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's project with the small policy and nothing of its own said."""
    write(read(SMALL), tmp_path / "office" / "tasks")
    return tmp_path / "office"


def test_what_is_said_is_on_every_page_as_text(office: Path) -> None:
    write({"site.yml": FULL.encode(), "images/Logo.SVG": LOGO}, office)
    done = call(office, "site", "--no-downloads")
    assert done.returncode == 0, done.stderr
    site = office / "site"
    pages = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 10
    for name, page in pages.items():
        assert "主办单位：某县督查室 &lt;script&gt;alert(1)&lt;/script&gt;　联系方式：0991-1234567　" in page
        assert "数据更新：2023年9月1日　数据许可：CC BY 4.0" in page
        assert "某县 &lt;b&gt;责任&lt;/b&gt; &amp; 清单" in page
        assert "<b>责任" not in page
        assert "<script>alert" not in page
        assert "assets/office.css" in page or name == "404.html"
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<img src="assets/logo.svg" alt="">' in home.replace("./", "")
    assert 'rel="canonical" href="https://www.example.gov.cn/zrqd/' in home
    assert (site / "assets" / "logo.svg").read_bytes() == LOGO
    styles = (site / "assets" / "office.css").read_text(encoding="utf-8")
    assert "--md-primary-fg-color: #0b4f8a;" in styles
    assert "--md-accent-fg-color: #1a6fb5;" in styles
    assert json.loads((site / IDENTITY_FILE).read_bytes()) == {"format": 1, "id": "0123456789abcdef"}


def test_nothing_said_changes_nothing() -> None:
    project = find_project(ROOT)
    assert files(project, SiteConfig()) == {}
    assert set(files(project, SiteConfig(id="0123456789abcdef"))) == {IDENTITY_FILE}


FAULTS = [
    ("colours: {primary: red}\n", "site.yml:1:", "颜色要写成"),
    ("colours:\n  primary: '#ffff00'\n", "site.yml:2:", "太浅"),
    ("colours: {accent: '#12345'}\n", "site.yml:1:", "颜色要写成"),
    ("name: a\naddress: javascript:alert(1)\n", "site.yml:2:", "网址要以"),
    ("address: 'https://a.example/\"><script>'\n", "site.yml:1:", "网址要以"),
    ("address: https://user@a.example/\n", "site.yml:1:", "网址要以"),
    ("logo: https://a.example/logo.svg\n", "site.yml:1:", "不能是网址"),
    ("logo: ../logo.svg\n", "site.yml:1:", "不能以"),
    ("logo: /etc/logo.svg\n", "site.yml:1:", "不能以"),
    ("logo: images/logo.exe\n", "site.yml:1:", "扩展名"),
    ("logo: images/none.svg\n", "site.yml:1:", "没有“images/none.svg”"),
    ("logo: linked.svg\n", "site.yml:1:", "项目之外"),
    ("id: ABC\n", "site.yml:1:", "id 要由"),
    ("format: 0\n", "site.yml:1:", "认得的格式"),
    ("{format: 99}\n", "site.yml:1:", "认得的格式"),
    ("format: one\n", "site.yml:1:", "要写整数"),
    ("title: a\n", "site.yml:1:1:", "不认识的键“title”"),
    ("name: a\nname: b\n", "site.yml:2:", "写了两次"),
    ("name: [\n", "site.yml:2:", "YAML 语法有误"),
    ("name: &a b\n", "site.yml:1:", "锚点"),
    ('publisher: "a\\nb"\n', "site.yml:1:", "要写成一行"),
]


@pytest.mark.parametrize(("text", "where", "says"), FAULTS, ids=[fault for fault, _, _ in FAULTS])
def test_what_is_wrong_is_said_beside_the_other_problems(
    office: Path, text: str, where: str, says: str
) -> None:
    (office / "site.yml").write_text(text, encoding="utf-8")
    (office / "linked.svg").symlink_to(SMALL / "units.yml")
    file = office / "tasks" / "qinghe-2023-5" / "01.yml"
    file.write_text(file.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    done = call(office, "check")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("site.yml")]
    assert line.startswith(where)
    assert says in line
    assert "不认识的键“colour”" in done.stdout
    assert call(office, "site").returncode == 1


def test_a_file_that_cannot_be_read_is_said(office: Path) -> None:
    (office / "site.yml").mkdir()
    assert "site.yml:1:1: 错误：读不出这个文件：是文件夹" in call(office, "check").stdout


@pytest.mark.parametrize(
    ("prefix", "file", "shown"),
    [
        ("tasks/", "units.yml", "tasks/units.yml"),
        ("tasks/", "../site.yml", "site.yml"),
        ("a/tasks/", "../site.yml", "a/site.yml"),
        ("/a/tasks/", "../../b/site.yml", "/b/site.yml"),
        ("../tasks/", "../site.yml", "../site.yml"),
        ("", "../site.yml", "../site.yml"),
    ],
)
def test_paths_are_shown_as_they_would_be_typed(prefix: str, file: str, shown: str) -> None:
    assert shown_path(prefix, file) == shown


def test_the_site_of_another_project_is_not_replaced(office: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    options = ("site", "--force", "--no-downloads", "--site", str(public))
    (office / "site.yml").write_text("id: 0123456789abcdef\nformat: 1\n", encoding="utf-8")
    assert call(office, *options).returncode == 0
    before = snapshot(public)
    (office / "site.yml").write_text("id: fedcba9876543210\nformat: 1\n", encoding="utf-8")
    done = call(office, *options)
    assert done.returncode == 1
    assert "另一个项目的网站" in done.stderr
    (office / "site.yml").unlink()
    done = call(office, *options)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("python build.py upgrade")
    assert snapshot(public) == before
    # A second clone of the first project, and a site of before there were identities.
    (office / "site.yml").write_text("id: 0123456789abcdef\nformat: 1\n", encoding="utf-8")
    assert call(office, *options).returncode == 0
    (public / IDENTITY_FILE).unlink()
    (office / "site.yml").write_text("id: fedcba9876543210\nformat: 1\n", encoding="utf-8")
    assert call(office, *options).returncode == 0


# ---------------------------------------------------------------- upgrade


@pytest.mark.parametrize(
    "text",
    [None, "", "# 说明\n# 又一行\nname: 甲\n", "name: 甲", "name: 甲\r\n", "id: 0123456789abcdef\n", FULL],
    ids=["none", "empty", "comments", "no newline", "windows", "id", "full"],
)
def test_upgrade_completes_and_leaves_the_rest(office: Path, text: str | None) -> None:
    path = office / "site.yml"
    if text is not None:
        path.write_bytes(text.encode())
        write({"images/Logo.SVG": LOGO}, office)
    steps = upgrade(find_project(office))
    assert bool(steps)
    first = path.read_bytes()
    assert call(office, "check").returncode == 0
    assert f"format: {DATA_FORMAT}" in first.decode()
    kept = [line for line in (text or "").splitlines() if not line.startswith("format:")]
    assert all(line in first.decode().splitlines() for line in kept)
    assert upgrade(find_project(office)) == []
    assert path.read_bytes() == first
    assert "没有要改的" in call(office, "upgrade").stdout


def test_the_folders_with_telephone_numbers_are_those_that_a_new_project_ignores() -> None:
    ignored = (PACKAGE / "build/starter/gitignore").read_text(encoding="utf-8").splitlines()
    assert set(PERSONAL) < set(ignored)


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (None, [*PERSONAL]),
        ("/out/", [*PERSONAL]),
        ("/private/\r\n台账\r\n!/通报/\r\n", ["/收到的台账/"]),
        ("\n".join(PERSONAL), []),
    ],
    ids=["none", "no newline", "some", "all"],
)
def test_upgrade_keeps_telephone_numbers_out_of_git(
    office: Path, before: str | None, added: list[str]
) -> None:
    """What the office says of a folder, be it that git is to have it, stays."""
    upgrade(find_project(office))
    assert not (office / IGNORED).exists(), "there is no git"
    (office / ".git").mkdir()
    if before is not None:
        (office / IGNORED).write_bytes(before.encode())
    steps = upgrade(find_project(office))
    assert steps == (
        [f"{IGNORED}：已写入 {'、'.join(added)}，里面有责任人和电话，git 不再收新的，已经提交过的还在"]
        if added
        else []
    )
    text = (office / IGNORED).read_bytes().decode()
    assert text.startswith(before or "")
    assert [line for line in text[len(before or "") :].splitlines() if line[:1] not in ("", "#")] == added
    assert upgrade(find_project(office)) == []


@pytest.mark.parametrize("text", ["name: [", "- a", "just text"])
def test_upgrade_leaves_what_it_cannot_read(office: Path, text: str) -> None:
    (office / "site.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match="改好"):
        upgrade(find_project(office))
    assert (office / "site.yml").read_text(encoding="utf-8") == text


def test_stale_schemas_are_a_warning(office: Path) -> None:
    assert "stale-schema" not in call(office, "check").stdout
    assert "已更新" in call(office, "upgrade").stdout
    assert call(office, "schema", "--check").returncode == 0
    assert "stale-schema" not in call(office, "check").stdout
    write_files(office / "schema", {"task.schema.json": b"{}"})
    done = call(office, "check")
    assert done.returncode == 0
    assert "schema/task.schema.json:1:1: 警告：与工具的不一致：task.schema.json [stale-schema]" in done.stdout
    assert call(office, "check", "--strict").returncode == 1
    assert "task.schema.json" in call(office, "schema").stdout
    assert "stale-schema" not in call(office, "check").stdout
