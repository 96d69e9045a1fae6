"""The files that the tool brings along: templates, theme, styles and scripts, schemas, configuration.

Installed, they lie in ``resources/`` inside the package; in a checkout, where they are edited, at the
top level of the repository. Nothing is ever written there on behalf of a project. MkDocs and Jinja need
them as files of a folder, so the package has to be unpacked, as every installer does; found beside this
file, they cost no import.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The folder of the package."""

_INSTALLED = PACKAGE / "resources"
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent
"""The folder that holds the resources."""


def resource(name: str) -> Path:
    """Where ``name`` lies: ``templates``, ``theme``, ``site_src``, ``edit_page``, ``docs/manual``, ``schema``, ``mkdocs.yml`` or ``requirements.lock``."""
    return RESOURCES / name
