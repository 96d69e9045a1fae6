"""Hooks of MkDocs: a tab for the revisions, where there are any; pages without white space.

White space is about a fifth of a small page. No page holds preformatted text, where it would matter.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

_REVISIONS = {"修订": "revisions/index.md"}
_INDENT = re.compile(r"\s*\n\s*")


def on_config(config: MutableMapping[str, Any], **_: Any) -> MutableMapping[str, Any]:
    """Called by MkDocs with its configuration; returns it with the tab 修订 if that page was rendered."""
    if (Path(config["docs_dir"]) / _REVISIONS["修订"]).is_file():
        config["nav"] = [*config["nav"][:-1], _REVISIONS, config["nav"][-1]]
    return config


def on_post_page(output: str, **_: Any) -> str:
    """Called by MkDocs with each page's HTML; returns it without indentation and empty lines."""
    return _INDENT.sub("\n", output).strip() + "\n"
