"""A site built over the last one is, byte for byte, the site that is built from nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.build.project import Project
from responsibility.build.reuse import Reuse
from responsibility.build.site import Options, build_site

from .conftest import POLICY, SMALL, read, write
from .support.progress import entry, reported
from .test_site import snapshot

pytestmark = pytest.mark.slow

BARE = Options(downloads=False)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each build took over."""
    counts: list[int] = []
    take_over = Reuse.take_over

    def counted(reuse: Reuse, staging: Path) -> int:
        counts.append(take_over(reuse, staging))
        return counts[-1]

    monkeypatch.setattr(Reuse, "take_over", counted)
    return counts


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of the small policy, with its site."""
    write(read(SMALL), tmp_path / "office" / "tasks")
    build(tmp_path / "office")
    return tmp_path / "office"


def build(root: Path) -> dict[str, bytes]:
    build_site(Project(root, root / "tasks"), root / "site", BARE)
    return snapshot(root / "site")


def anew(root: Path) -> dict[str, bytes]:
    """The site of the same project, built where nothing has been built before."""
    other = root.with_name("anew")
    for name, content in snapshot(root).items():
        if not name.startswith(("out/", "site/")):
            write({name: content}, other)
    return build(other)


def spoil(root: Path) -> None:
    """Change a page of the site by hand, and take another away."""
    page = root / "site" / "tasks" / POLICY / "3.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>手改</p>", encoding="utf-8")
    (root / "site" / "units" / "slj.html").unlink()


def nothing(root: Path) -> None:
    pass


def test_what_shows_a_change_is_built_and_the_rest_taken_over(office: Path, taken: list[int]) -> None:
    file = office / "tasks" / POLICY / "01.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("indicator: 新建水厂", "indicator: 水厂"), encoding="utf-8")
    before = snapshot(office / "site")
    after = build(office)
    pages = {name for name in after if name.endswith(".html")}
    changed = {name for name in pages if before[name] != after[name]}
    assert f"tasks/{POLICY}/1.html" in changed
    assert taken[-1] > len(pages) / 4
    assert taken[-1] <= len(pages - changed)
    assert after == anew(office)


@pytest.mark.parametrize("change", [nothing, spoil])
def test_a_page_that_is_not_as_it_was_built_is_built_again(
    office: Path, taken: list[int], change: Callable[[Path], None]
) -> None:
    whole = snapshot(office / "site")
    change(office)
    assert build(office) == whole
    first = taken[-1]
    assert build(office) == whole
    assert taken[-1] - first == (2 if change is spoil else 0)


def renamed(root: Path) -> None:
    write({"site.yml": "name: 某县责任清单\naddress: https://zrqd.example.gov.cn/\n".encode()}, root)


def configured(root: Path) -> None:
    write(
        {
            "mkdocs.yml": b"hooks: [hook.py]\n",
            "hook.py": b"def on_post_page(output, **_):\n    return output + '<!-- -->'\n",
        },
        root,
    )


def with_a_new_tab(root: Path) -> None:
    write(reported(read(SMALL), "2023-06-30", "县水利局", entry("1", "in_progress")), root / "tasks")


@pytest.mark.parametrize("change", [renamed, configured, with_a_new_tab])
def test_nothing_is_taken_over_where_every_page_may_be_another(
    office: Path, taken: list[int], change: Callable[[Path], None]
) -> None:
    change(office)
    assert build(office) == anew(office)
    assert taken == [0, 0]


def test_another_build_date_is_another_site(
    office: Path, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build(office) == anew(office)
    assert taken == [0, 0]


@pytest.mark.parametrize("record", ["", "[]", '{"x": 1}', '{"x": ["", 1]}'])
def test_a_damaged_record_is_none(office: Path, taken: list[int], record: str) -> None:
    whole = snapshot(office / "site")
    (office / "out" / "pages.json").write_text(record, encoding="utf-8")
    assert build(office) == whole
    assert taken == [0]
