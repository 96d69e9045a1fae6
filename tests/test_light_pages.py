"""Pages that may be too heavy are given up early; what pages of a folder hold alike is rendered once."""

from __future__ import annotations

from itertools import count

import jinja2
import pytest

from responsibility.outputs.site.light_pages import rendered_if_light
from responsibility.outputs.site.shared_pieces import once_a_folder

BASE = "{% set body %}{% block content %}{% endblock %}{% endset %}<{{ body }}>"
LINES = (
    '{% extends "base" %}{% block content %}{% for line in lines %}{{ made() }}县{% endfor %}{% endblock %}'
)


def template(text: str) -> jinja2.Template:
    loader = jinja2.DictLoader({"base": BASE, "page": text})
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined).get_template(
        "page"
    )


@pytest.mark.parametrize(("most", "light"), [(42, True), (41, False)])
def test_a_page_is_light_up_to_so_many_bytes(most: int, light: bool) -> None:
    made = count(0)
    page = rendered_if_light(template(LINES), {"lines": range(10), "made": lambda: next(made)}, most)
    assert page == ("<0县1县2县3县4县5县6县7县8县9县>" if light else None)


def test_a_heavy_page_is_not_rendered_to_its_end() -> None:
    made = count(0)
    assert (
        rendered_if_light(template(LINES), {"lines": range(10_000), "made": lambda: next(made)}, 100) is None
    )
    assert next(made) < 100


def test_a_page_without_the_block_is_weighed_too() -> None:
    assert rendered_if_light(template("县县"), {}, 6) == "县县"
    assert rendered_if_light(template("县县"), {}, 5) is None


def test_a_faulty_template_is_told_as_such() -> None:
    with pytest.raises(jinja2.UndefinedError, match="lines"):
        rendered_if_light(template(LINES), {}, 100)


def test_what_is_alike_is_rendered_once_a_folder_and_key() -> None:
    made = count(0)
    text = "{% macro row(unit) %}<{{ unit }}{{ made() }}>{% endmacro %}{{ once(row, key, unit) }}"
    page = template(text)
    names = {"once": once_a_folder(), "made": lambda: next(made)}

    def rendered(here: str, key: tuple[str, ...]) -> str:
        return page.render(names, site=None, here=here, key=key, unit="甲&")

    assert rendered("units/a.md", ("1",)) == rendered("units/b.md", ("1",)) == "<甲&amp;0>"
    assert rendered("units/b.md", ("2",)) == "<甲&amp;1>"
    assert rendered("index.md", ("1",)) == "<甲&amp;2>"
