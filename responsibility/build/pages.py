"""The tree that MkDocs builds: rendered pages, hand-written files, the configuration.

An office may lay its own ``templates/``, ``site_src/`` and ``mkdocs.yml`` over the tool's, file by
file and key by key, by putting them beside ``tasks/``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml

from responsibility.advance import Advance, silent
from responsibility.build import office
from responsibility.build.compile import Compiled
from responsibility.build.files import read_templates, read_tree, remove_others, write_files, write_whole
from responsibility.build.kept_pages import KeptPages
from responsibility.build.project import Project
from responsibility.build.readings import kept_readings
from responsibility.data.folder import Files
from responsibility.data.plain_files import read_plain
from responsibility.errors import BuildError
from responsibility.model.site import SiteConfig
from responsibility.outputs.downloads import FOLDER, downloads
from responsibility.outputs.site import manual
from responsibility.outputs.site.pages import nav
from responsibility.outputs.site.render import made
from responsibility.outputs.site.reporting import Contacts
from responsibility.resources import PACKAGE, resource
from responsibility.views import SiteView

CONFIG = "mkdocs.yml"
MANUAL = "docs/manual"
"""Where the manual (使用说明) is written; it goes into every site."""
_HOOK = PACKAGE / "build" / "mkdocs_hook.py"


def templates(project: Project) -> dict[str, str]:
    """``{name: text}`` of the templates, the office's own over the tool's."""
    return {
        name: text for folder in project.layers("templates") for name, text in read_templates(folder).items()
    }


def compiled_templates(project: Project) -> jinja2.FileSystemBytecodeCache:
    """Where compiled templates are kept from one run to the next."""
    folder = project.out / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def write_pages(
    project: Project,
    view: SiteView,
    with_downloads: bool = True,
    contacts: Contacts | None = None,
    advance: Advance = silent,
) -> frozenset[str]:
    """Write the pages of ``view`` by the project's templates, and the manual's, into the tree for MkDocs; returns their paths.

    Each is written as soon as it is rendered; those that stand there as they would be are left.
    Raises BuildError for a faulty template.
    """
    kept = KeptPages(project)
    paths = []
    try:
        with kept_readings(project):
            pages = made(
                view,
                templates(project),
                compiled_templates(project),
                with_downloads,
                contacts,
                advance,
                kept.stands,
            )
            for page in pages:
                kept.write(page)
                paths.append(page.path)
    except jinja2.TemplateError as error:
        raise template_fault(error) from error
    kept.note()
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(resource(MANUAL).glob("*.md"))}
    of_manual = manual.manual(texts, paths, view.attribution)
    write_files(project.docs, {path: text.encode() for path, text in of_manual.items()})
    return frozenset((*paths, *of_manual))


def template_fault(error: jinja2.TemplateError) -> BuildError:
    """What is wrong with a template, and where, as the command line says it."""
    name, line = getattr(error, "name", None) or "", getattr(error, "lineno", "")
    return BuildError(f"{f'templates/{name}:{line}'.rstrip(': ')} 模板有误：{error.message}")


def write_docs(
    project: Project,
    site: SiteConfig,
    pages: Collection[str],
    others: Mapping[str, bytes] | None = None,
    keep: str = "",
) -> None:
    """Write what the tree for MkDocs holds besides the ``pages`` that are in it, and remove the rest.

    Hand-written files as they are, the pictures of the manual, what follows from ``site.yml``, and ``others``
    such as the files for download. What is in its folder ``keep`` stays.
    """
    files: Files = {}
    for folder in project.layers("site_src"):
        files.update(read_tree(folder))
    files.update(office.files(project, site))
    pictures = (path for path in resource(MANUAL).iterdir() if path.suffix == ".png")
    files.update({f"{manual.FOLDER}/{path.name}": path.read_bytes() for path in pictures})
    files.update(others or {})
    write_files(project.docs, {path: content for path, content in files.items() if path not in pages})
    remove_others(project.docs, {*files, *pages}, keep)


def render_all(project: Project, compiled: Compiled) -> None:
    """Write the tree for MkDocs with all that the site holds: the pages first, then the files for download.

    Those take longer, and a live preview shows the pages meanwhile.
    """
    site = compiled.data.site
    pages = write_pages(project, compiled.view)
    write_config(project, site)
    write_docs(project, site, pages, keep=FOLDER)
    write_docs(project, site, pages, downloads(compiled.view))


# ---------------------------------------------------------------- mkdocs.yml


def write_config(project: Project, site: SiteConfig, internal: bool = False) -> Path:
    """Write the configuration that MkDocs builds from into ``out/``; returns its path. Raises BuildError.

    Where the site is ``internal``, each of its pages says so.
    """
    config = _config(project, site)
    if internal:
        config = _laid_over(config, {"extra": {"internal": True}})
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode()
    path = project.out / CONFIG
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != text:
        write_whole(path, text)
    return path


def _config(project: Project, site: SiteConfig) -> dict[str, Any]:
    """The tool's ``mkdocs.yml``, what ``site.yml`` says, the office's own keys over both; every path absolute."""
    config: dict[str, Any] = {}
    hooks = [str(_HOOK)]
    for index, path in enumerate(project.layers(CONFIG)):
        layer = _read_config(path)
        hooks += [str(path.parent / name) for name in layer.pop("hooks", ()) if Path(name).name != _HOOK.name]
        if "custom_dir" in (theme := layer.get("theme") or {}):
            theme["custom_dir"] = str(path.parent / theme["custom_dir"])
        config = _laid_over(config, layer)
        if index == 0:
            config = _laid_over(config, office.configuration(site))
    config["extra_css"] = [*config.get("extra_css", ()), *office.style_sheets(site)]
    config.setdefault("nav", nav())
    return {**config, "docs_dir": str(project.docs), "site_dir": str(project.site), "hooks": hooks}


def named_files(project: Project, site: SiteConfig) -> tuple[Path, ...]:
    """The project's files and folders that its ``site.yml`` or ``mkdocs.yml`` names, and that go into the site."""
    config = _config(project, site)
    names = [*config["hooks"], config["theme"]["custom_dir"], *([site.logo] if site.logo else ())]
    paths = (project.root / name for name in names)
    return tuple(path for path in paths if PACKAGE not in path.parents and path != resource("theme"))


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = yaml.safe_load(read_plain(path))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise BuildError(f"{path}{f':{mark.line + 1}' if mark else ''} 读不懂：要写成 YAML") from None
    if not isinstance(config, dict):
        raise BuildError(f"{path} 读不懂：要写成“键: 值”的样子")
    if not isinstance(config.get("theme", {}), dict) or not isinstance(config.get("hooks", []), list):
        raise BuildError(f"{path} 读不懂：theme 要写成“键: 值”的样子，hooks 要写成列表")
    return config


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``above`` over ``below``, mappings key by key, everything else whole."""
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _laid_over(merged[key], value) if both else value
    return merged
