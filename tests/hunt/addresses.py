"""Pages opened at damaged addresses, with damaged values kept by the browser: that costs nothing but itself."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from ..conftest import SMALL, copy_project, read, write
from ..support.browsing import CHROMIUM, QUIET, WIDE, Silent, serving
from ..support.reporting_round import round_of_reports

HASHES = (
    "#%", "#%E0%A4%A", "#unit=%E6%B0", "#unit=slj&text=%E6%B0", "#=", "#&&==&", "#unit", "#unit=", "#unit=constructor", "#unit=__proto__,slj",
    "#'\"><img src=x onerror=pwned=1>", "#" + "x" * 20_000, "#" + "unit=slj&" * 3_000, "#sort=lead&role=nobody", "#\U00020bb7", "#top%00", "#../../x", "#[", "#:target",
)  # fmt: skip
QUERIES = (
    "",
    "",
    "?",
    "?h",
    "?h=%E0%A4%A",
    "?h=(",
    "?h=<b>",
    "?h=" + "水" * 2_000,
    "?q=%",
    "?=&=",
    "?h=水&h=[",
)
"""``?h=`` is what the search page adds: the words to be marked."""
KEPT = (
    "", "x", "{", "null", "[]", "0", "-1", '"x"', "{}", '{"index":99}', '{"color":1}', '{"color":"x"}', '{"color":[]}', '{"color":{"a b":1}}',
    '{"color":{"scheme":"<b>"}}', '{"color":{"media":"(prefers-color-scheme)"}}', '{"index":-1,"color":{"scheme":null,"media":7}}', '{"color":{"":""}}', "长" * 10_000,
)  # fmt: skip
"""What another version of the site, another site of the same address or a person left under a key of ours."""
KEYS = ("large-type", "__palette", "__tabs", "__search", "__announce")
STARTED = """() => {
  const all = (selector, test) => [...document.querySelectorAll(selector)].every(test);
  return Object.entries({
    page: document.documentElement.classList.contains("scripted"),
    "large type": all(".large-type", (button) => !button.hidden),
    lists: all("form[data-narrow]", (form) => !form.hidden),
    matrix: all("[data-matrix] form", (form) => !form.hidden),
    sorting: all("table[data-sortable] thead th", (head) => head.querySelector("button")),
    units: typeof unitNames === "object" || !document.querySelector("[data-finder]"),
    theme: document.documentElement.classList.contains("js"),
    "light or dark": [...document.querySelectorAll("[data-md-component=palette] label")].some((label) => !label.hidden),
    search: !/正在准备/.test(document.querySelector(".md-search-result__meta")?.textContent ?? "正在准备"),
  }).filter(([, started]) => !started).map(([name]) => name);
}"""
"""The names of what has not begun to work on a page."""


def tail(chance: random.Random) -> str:
    """What stands behind the path of a damaged address."""
    return chance.choice(QUERIES) + chance.choice(HASHES)


def kept(chance: random.Random) -> dict[str, str]:
    """Damaged values that the browser keeps, by their keys."""
    return {key: chance.choice(KEPT) for key in KEYS}


def faults(browser: Browser, base: str, address: str, values: dict[str, str]) -> list[str]:
    """What is wrong with a page at an ``address`` of the site at ``base``, where the browser keeps ``values``."""
    errors: list[str] = []
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(base + "index.html")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        """(values) => { for (const [key, value] of Object.entries(values))
          for (const scope of ["", `${__md_scope.pathname}.`]) localStorage.setItem(scope + key, value); }""",
        values,
    )
    page.goto("about:blank")  # so that another hash is another page
    page.goto(address)
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(f"() => !({STARTED})().length", timeout=20_000)
    idle = page.evaluate(STARTED)
    context.close()
    return [*errors, *(f"not started: {name}" for name in idle)]


@contextlib.contextmanager
def opened() -> Iterator[Callable[[random.Random], bool]]:
    """Opens a page of the small policy's site, with reports of its units, at a damaged address; AssertionError is a fault."""
    with tempfile.TemporaryDirectory() as name:
        files = round_of_reports(read(SMALL), "2023-06-30", "2023-12-20")
        tasks = write(files, Path(name, "data"))
        project = copy_project(Path(name, "project"))
        made = project.run("site", "--project", ".", "--tasks", os.fspath(tasks), "--no-downloads")
        assert made.returncode == 0, made.stderr
        site = project.root / "site"
        pages = sorted(set(site.rglob("*.html")) - {site / "404.html"})
        paths = [page.relative_to(site).as_posix() for page in pages]
        with serving(functools.partial(Silent, directory=os.fspath(site))) as base, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)

            def case(chance: random.Random) -> bool:
                address, values = base + chance.choice(paths) + tail(chance), kept(chance)
                wrong = faults(browser, base, address, values)
                assert not wrong, f"{wrong} at {address[:200]} with {values}"
                return True

            yield case
            browser.close()
