"""A large search index in pieces: what a search finds in them is what it finds in the whole, and it loads little of them."""

from __future__ import annotations

import functools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from responsibility.outputs.site import search, search_pieces
from responsibility.outputs.site.search_pieces import grams, shelf

from .conftest import Compiled
from .support.browsing import Silent, browser, folder, page, results, serving
from .test_browser_search import SEARCHES

__all__ = ["browser", "folder", "page"]


def piece(files: dict[str, str], name: str) -> object:
    match = re.fullmatch(r'searchPiece\("([a-z0-9-]+)",(.*)\)', files[f"search/{name}.js"], re.DOTALL)
    assert match
    assert match[1] == name
    return json.loads(match[2])


def test_a_small_index_is_one_piece(compiled_small: Compiled) -> None:
    assert set(search.index(compiled_small.site)) == {search.FILE, search.SCRIPT}


def test_the_pieces_together_hold_every_entry(compiled_real: Compiled) -> None:
    whole = json.loads(search.index(compiled_real.site)[search.FILE])["docs"]
    files = search.index(compiled_real.site, whole=0)
    config = json.loads(files[search.FILE])["config"]["pieces"]
    stretches = [piece(files, f"docs-{index}") for index in range(len(config["starts"]))]
    assert [entry for stretch in stretches for entry in stretch] == whole  # type: ignore[attr-defined]
    for start, stretch in zip(config["starts"], stretches, strict=True):
        assert whole[start] == stretch[0]  # type: ignore[index]
    assert config["units"] == sum(entry["kind"] == "unit" for entry in whole)
    assert max(len(text.encode()) for text in files.values()) < 40_000


def test_every_pair_of_an_entry_leads_to_it(compiled_real: Compiled) -> None:
    whole = json.loads(search.index(compiled_real.site)[search.FILE])["docs"]
    files = search.index(compiled_real.site, whole=0)
    number = json.loads(files[search.FILE])["config"]["pieces"]["grams"]
    shelves = [piece(files, f"gram-{index}") for index in range(number)]
    for wanted in ("光伏", "污水", "5g", "水务", "sw"):
        listed = shelves[shelf(wanted, number)][wanted]  # type: ignore[index]
        entries, entry = [], 0
        for posting in listed:
            entry += posting >> 4
            entries.append(entry)
        texts = [f"{doc['title']}\n{doc['text']}\n{doc['names']}".lower() for doc in whole]
        assert set(entries) >= {index for index, text in enumerate(texts) if wanted in text}


@given(st.text(alphabet="区水务局a5，。 ", max_size=30))
def test_no_pair_spans_what_divides_words(text: str) -> None:
    for gram in grams(text):
        assert gram in text
        assert not set(gram) & set("，。 ")


def test_of_a_pair_that_most_entries_have_the_best_are_listed(
    compiled_real: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_pieces, "_MOST_OF_PAIR", 2)
    whole = json.loads(search.index(compiled_real.site)[search.FILE])["docs"]
    files = search.index(compiled_real.site, whole=0)
    number = json.loads(files[search.FILE])["config"]["pieces"]["grams"]
    shelves: list[Any] = [piece(files, f"gram-{index}") for index in range(number)]
    mark, first, distance = shelves[shelf("农村", number)]["农村"]
    assert mark == -1
    best = [whole[first >> 4]["title"], whole[(first >> 4) + (distance >> 4)]["title"]]
    assert sum("农村" in entry["text"] for entry in whole) > len(best)
    assert all("农村" in title for title in best)
    assert len(shelves[shelf("光伏", number)]["光伏"]) == sum("光伏" in entry["text"] for entry in whole) <= 2


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def in_pieces(
    folder: Path, compiled_real: Compiled, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The site with its index in pieces."""
    copy = tmp_path_factory.mktemp("pieces") / "site"
    shutil.copytree(folder, copy)
    for path, text in search.index(compiled_real.site, whole=0).items():
        (copy / path).write_text(text, encoding="utf-8")
    with serving(functools.partial(Silent, directory=str(copy))) as address:
        yield {"http": address, "file": copy.as_uri() + "/"}


def look_for(page: Page, query: str) -> list[str]:
    page.locator(".md-search__input").click()
    page.keyboard.type(query, delay=15)
    page.wait_for_timeout(400)
    return results(page)


@pytest.mark.browser
@pytest.mark.parametrize("base", ["http", "file"])
@pytest.mark.parametrize(
    ("query", "target", "within"),
    [
        *SEARCHES,
        *((words, "units/shuiwj.html", 1) for words in ("swj", "shuiwu", "海口市美兰区水务局", "区水物局")),
    ],
)
def test_the_pieces_find_what_the_whole_does(
    page: Page, in_pieces: dict[str, str], base: str, query: str, target: str, within: int
) -> None:
    page.goto(in_pieces[base] + "gaps/index.html")
    assert in_pieces[base] + target in look_for(page, query)[:within]


@pytest.mark.browser
def test_what_the_lists_of_pairs_leave_out_is_not_taken_for_absent(
    page: Page, folder: Path, compiled_real: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_pieces, "_MOST_OF_PAIR", 2)
    shutil.copytree(folder, tmp_path / "site")
    for path, text in search.index(compiled_real.site, whole=0).items():
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    base = (tmp_path / "site").as_uri() + "/"
    page.goto(base + "gaps/index.html")
    # 教师 stands in two tasks; 队伍 in more, of which this is none of the best.
    assert look_for(page, "教师队伍") == [base + "tasks/meifa-2021-7/4.html"]
    # 政策 and 调整 stand in more, of which this is none of the best; 策调 in this one alone.
    page.locator(".md-search__input").fill("")
    assert look_for(page, "政策调整") == [base + "tasks/meifa-2021-7/1.html"]


@pytest.mark.browser
def test_of_a_large_site_a_search_loads_little_before_its_first_result(
    browser: Browser, folder: Path, compiled_real: Compiled, tmp_path: Path
) -> None:
    """Forty documents as long as the real one: what travels, up to the first entry that can be shown."""
    whole = json.loads(search.index(compiled_real.site)[search.FILE])["docs"]
    units = [entry for entry in whole if entry["kind"] == "unit"]
    tasks = [entry for entry in whole if entry["kind"] == "task"]
    again = [{**task, "location": f"{number}/{task['location']}"} for number in range(40) for task in tasks]
    divided: dict[str, str] = {}
    search.write_index([*units, *again], divided.__setitem__)
    shutil.copytree(folder, tmp_path / "site")
    for path, text in divided.items():
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    with serving(functools.partial(Silent, directory=str(tmp_path / "site"))) as address:
        page = browser.new_page()
        loaded: list[tuple[str, int]] = []
        page.on(
            "requestfinished",
            lambda request: loaded.append((request.url, request.sizes()["responseBodySize"])),
        )
        page.goto(address + "index.html")
        assert look_for(page, "污水处理厂及配套管网工程")
        page.close()
    travelled = [(url.rpartition("/")[2], size) for url, size in loaded if "/search/" in url]
    first = next(index for index, (name, _) in enumerate(travelled) if name.startswith("docs-"))
    assert sum(map(len, divided.values())) > 1_000_000
    assert sum(size for _, size in travelled[: first + 1]) < 200 * 1024
