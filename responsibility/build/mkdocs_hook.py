"""Hooks of MkDocs: pages taken as the HTML that they are, tabs for the pages there are, no white space, no unused files.

All are optional: without them the same tree builds to the same pages, only slower and a fifth larger.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_TOOL = str(Path(__file__).resolve().parents[2])
if _TOOL not in sys.path:  # MkDocs that is run by itself does not know where the tool is
    sys.path.append(_TOOL)
from responsibility.build.generator_child import page_built  # noqa: E402
from responsibility.outputs.site.pages import nav  # noqa: E402

_UNUSED = re.compile(r".*\.map|assets/javascripts/(lunr|workers)/.*|sitemap\.xml")
"""What the theme brings for developers, for its own search, whose place our worker takes, and a template not used."""
_SOURCE_MAP = re.compile(r"\s*(//|/\*)# sourceMappingURL=\S+( \*/)?\s*$")


def on_config(config: MutableMapping[str, Any], **_: Any) -> MutableMapping[str, Any]:
    """Called by MkDocs with its configuration; returns it with tabs for those pages that not every site has.

    A navigation that an office wrote itself stays as it is. A sitemap holds addresses, so that there is
    none without one.
    """
    if not config["site_url"]:
        config["theme"].static_templates.discard("sitemap.xml")
    if theme := config.get("theme"):
        theme.get_env = partial(_environment, theme.get_env)
    if config["nav"] == nav():
        config["nav"] = nav(lambda page: (Path(config["docs_dir"]) / page).is_file())
    return config


class _VisibleFiles(jinja2.FileSystemLoader):
    """The theme's files, of which it lists none in a hidden folder: MkDocs asks for all, 14,000 icons among them, and takes none of those."""

    def list_templates(self) -> list[str]:
        """The names of all files that may be copied into the site."""
        names: set[str] = set()
        for top in map(Path, self.searchpath):
            for folder, below, files in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                names.update(Path(folder, file).relative_to(top).as_posix() for file in files)
        return sorted(names)


def _environment(make: Callable[[], jinja2.Environment]) -> jinja2.Environment:
    environment = make()
    if isinstance(environment.loader, jinja2.FileSystemLoader):
        environment.loader = _VisibleFiles(environment.loader.searchpath)
    return environment


def on_files(files: Files, **_: Any) -> Files:
    """Called by MkDocs with the files of the site; returns those that something loads."""
    for file in list(files):
        if _UNUSED.fullmatch(file.src_uri):
            files.remove(file)
        elif file.src_uri.endswith((".min.js", ".min.css")):
            file.content_string = _SOURCE_MAP.sub("\n", file.content_string)
    return files


def on_env(env: jinja2.Environment, config: MutableMapping[str, Any], **_: Any) -> jinja2.Environment:
    """Called by MkDocs with the theme's environment; returns it with its templates kept compiled in ``out/``."""
    # As responsibility.build.publish.compiled_templates, which is not called: MkDocs may run where our folder is not on its path.
    folder = Path(config["docs_dir"]).parent / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
    return env


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Called by MkDocs with a page's source; returns nothing to convert where the source is HTML already.

    Reading our pages as Markdown, which then leaves them as they are, is more than half of a build.
    """
    if not page.meta.get("html"):
        return markdown
    page.meta["html"] = markdown.strip()
    return ""


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Called by MkDocs with a page's converted HTML; returns the source's own where that was kept."""
    return page.meta.get("html") or html


def on_post_page(output: str, **_: Any) -> str:
    """Called by MkDocs with each page's HTML; returns it without indentation and empty lines."""
    page_built()
    return "\n".join(filter(None, map(str.strip, output.split("\n")))) + "\n"
