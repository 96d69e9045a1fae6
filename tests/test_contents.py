"""The contents of a long page."""

from __future__ import annotations

import re

from markupsafe import Markup

from responsibility.build.files import read_templates
from responsibility.outputs.site.contents import with_contents
from responsibility.outputs.site.render import render

from .conftest import ROOT, Compiled

LISTED = re.compile(r'<li(?: class=sub)?><a href="#([^"]+)">(.*?)</a></li>')


def page(*headings: str) -> Markup:
    return Markup('<h1 id="top">任务</h1>\n<p>共 3 项</p>\n' + "\n".join(headings))


def test_headings_are_listed_behind_the_title() -> None:
    made = with_contents(
        page(
            '<h2 id="sec-1">一、<a href="x.html">产业&lt;b&gt;</a></h2>',
            "<h2>没有位置</h2>",
            '<h3 id="sec-1-1">（一）稻田</h3>',
            '<h2 id="leaders">领导</h2>',
        )
    )
    before, _, after = made.partition('<nav class="contents"')
    assert before == '<h1 id="top">任务</h1>\n'
    assert LISTED.findall(after) == [
        ("sec-1", "一、产业&lt;b&gt;"),
        ("sec-1-1", "（一）稻田"),
        ("leaders", "领导"),
    ]
    assert after.count("class=sub") == 1
    assert after.endswith(page('<h2 id="leaders">领导</h2>').splitlines()[-1])


def test_few_headings_need_no_contents() -> None:
    short = page('<h2 id="a">甲</h2>', '<h2 id="b">乙</h2>')
    assert with_contents(short) == short


LONG = ("tasks", "deadlines", "targets", "deliverables", "gaps", "document")


def test_long_pages_have_contents(compiled_real: Compiled) -> None:
    pages = render(compiled_real.site, read_templates(ROOT / "templates"))
    long = {path for path, text in pages.items() if 'class="contents"' in text}
    assert {f"{key}/index.md" for key in LONG} <= long
    assert "units/sanjiang.md" in long
    assert "units/shuiwj.md" not in long
    assert all(path.startswith("units/") or path.split("/")[0] in LONG for path in long)
    for path in long:
        contents = pages[path].partition('<nav class="contents"')[2].partition("</nav>")[0]
        anchors = [anchor for anchor, _ in LISTED.findall(contents)]
        assert anchors == re.findall(r'<h[23] id="([^"]+)"', pages[path]), path
    for key in ("tasks", "document"):
        assert '<li class=sub><a href="#sec-1-1">（一）' in pages[f"{key}/index.md"]
        assert '<li><a href="#sec-1">一、' in pages[f"{key}/index.md"]
