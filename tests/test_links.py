"""Relative links between the pages of the site."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from responsibility.outputs.site.links import relative

PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_relative_links_lead_there(here: str, there: str) -> None:
    link = relative(here + ".md", there + ".md#x")
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(here), link))
    assert reached == f"{there}.html#x"


def test_files_keep_their_names() -> None:
    assert relative("units/slj.md", "data/responsibility.json") == "../data/responsibility.json"
    assert relative("index.md", "units/slj.md") == "units/slj.html"
    assert relative("units/index.md", "units/slj.md") == "slj.html"
