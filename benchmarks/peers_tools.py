"""The tools that peers.py measures: installed, given their sources, run, and held to having taken every item."""

from __future__ import annotations

import html
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks import peers_sources as sources
from benchmarks.bench import ROOT, bare_config
from benchmarks.peers_sources import Document, Item
from responsibility.build.files import remove
from responsibility.build.project import find_project
from responsibility.build.zensical import configure

VENV = ROOT / ".venv-peers"
LOCK = ROOT / "benchmarks" / "peers.lock"
PEERS = ("doorstop", "strictdoc", "sphinx", "sphinx-needs", "jieba", "mkdocs-material", "hugo")
OWN = ("mkdocs", "mkdocs-material", "zensical")

Pages = Callable[[Document], Path]
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_SPACE = re.compile(r"[\s\u200b]+")
_LINK = re.compile(r'href="[^"#]*#([^"]+)"')
_ANCHOR = re.compile(r'\bid="([^"]+)"')


class PeerError(Exception):
    """A tool failed, or its output lacks something that it was given."""


@dataclass(frozen=True)
class Tool:
    """A command; calling it runs it into a clean output folder and returns the seconds."""

    command: tuple[str, ...]
    folder: Path
    """Where it is run."""
    output: Path | None = None
    """Removed before each run, so that no tool leaves out what it has already written."""

    def __call__(self) -> float:
        """Run it."""
        if self.output:
            remove(self.output)
        started = time.perf_counter()
        run(self.command, self.folder)
        return time.perf_counter() - started


def run(command: tuple[str, ...], folder: Path) -> None:
    """Run a command to its end. Raises PeerError with the end of what it said where it fails."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode:
        output = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise PeerError(f"{' '.join(command)} 失败：\n{output[-2000:]}")


def install() -> None:
    """Make the environment of the tools from the lock, unless it is there and of this lock."""
    stamp = VENV / "peers.lock"
    if stamp.is_file() and stamp.read_bytes() == LOCK.read_bytes():
        return
    print("安装用来对照的工具（只在第一次）……", file=sys.stderr)
    run((sys.executable, "-m", "venv", "--clear", str(VENV)), ROOT)
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK))
    run((_program("python"), "-m", "pip", "install", *options), ROOT)
    shutil.copy(LOCK, stamp)


def versions() -> str:
    """The versions of all tools, the libraries that this project stands on included."""
    folders = [str(path) for path in VENV.glob("lib/python*/site-packages")]
    installed = {
        distribution.name.lower(): distribution.version
        for distribution in importlib.metadata.distributions(path=folders)
    }
    theirs = "、".join(f"{name} {installed[name]}" for name in PEERS)
    ours = "、".join(f"{name} {importlib.metadata.version(name)}" for name in OWN)
    return f"对方：{theirs}。本项目：{ours}。Python {sys.version.split()[0]}"


def _program(name: str) -> str:
    return str(VENV / "bin" / name)


# ---------------------------------------------------------------- the tools that have sources of their own


def doorstop(documents: tuple[Document, ...], folder: Path) -> tuple[Tool, Tool]:
    """Its check and its publishing, of items that were reviewed as its manual asks."""
    sources.doorstop(documents, folder)
    # It looks for the root of a repository; reviewing notes the fingerprints, clearing those of the links.
    run(("git", "init", "--quiet"), folder)
    for command in ("review", "clear"):
        run((_program("doorstop"), command, "all"), folder)
    output = folder.with_name("doorstop-html")
    publish = Tool((_program("doorstop"), "publish", "all", str(output)), folder, output)
    publish()
    demand(documents, lambda document: output / "documents" / f"{document.prefix}.html")
    return Tool((_program("doorstop"),), folder), publish


def strictdoc(documents: tuple[Document, ...], folder: Path) -> tuple[Tool, Tool]:
    """Its export to HTML: into a clean folder, and into one where only what it caches is kept.

    It caches compiled templates, parsed files and converted texts, all in the output folder.
    """
    sources.strictdoc(documents, folder)
    clean, cached = folder.with_name("strictdoc-clean"), folder.with_name("strictdoc-cached")
    return _strictdoc(documents, folder, clean, clean), _strictdoc(documents, folder, cached, cached / "html")


def _strictdoc(documents: tuple[Document, ...], folder: Path, output: Path, removed: Path) -> Tool:
    tool = Tool((_program("strictdoc"), "export", ".", "--output-dir", str(output)), folder, removed)
    # Twice, so that what is looked at was written with the cache filled.
    tool()
    tool()
    demand(documents, lambda document: output / "html" / folder.name / f"{document.prefix.lower()}.html")
    return tool


def sphinx_needs(documents: tuple[Document, ...], folder: Path) -> Tool:
    """A build of Sphinx that reads and writes everything."""
    sources.sphinx_needs(documents, folder)
    output = folder.with_name("sphinx-html")
    command = (_program("sphinx-build"), "-b", "html", "-E", "-a", ".", str(output))
    tool = Tool(command, folder, output)
    tool()
    demand(documents, lambda document: output / f"{document.prefix.lower()}.html", sources.sphinx_id)
    return tool


# ---------------------------------------------------------------- the tools that take our pages


def bare_mkdocs(docs: Path, folder: Path) -> Tool:
    """Our mkdocs.yml without its hooks, by our own MkDocs."""
    return _mkdocs(sys.executable, bare_config(), docs, folder)


def mkdocs_material(docs: Path, folder: Path) -> Tool:
    """The theme as it comes, with its Chinese search, and of ours only the navigation and the form of addresses."""
    ours = bare_config()
    config = {name: ours[name] for name in ("site_name", "use_directory_urls", "nav")}
    config["theme"] = {"name": "material", "language": "zh"}
    config["plugins"] = [{"search": {"lang": "zh"}}]
    return _mkdocs(_program("python"), config, docs, folder)


def zensical(project: Path) -> Tool:
    """The build of ``make site-zensical``, of the generated tree of a project."""
    config = configure(find_project(project))
    command = (sys.executable, "-m", "zensical", "build", "--clean", "-f", str(config))
    return Tool(command, project, config.parent / "site")


def hugo(docs: Path, folder: Path) -> Tool:
    """Hugo without a theme, of the same pages; its program itself, not what starts it from Python."""
    sources.hugo(docs, folder)
    output = folder.with_name("hugo-html")
    program = next(VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return Tool((str(program), "--quiet", "--noBuildLock", "--destination", str(output)), folder, output)


def _mkdocs(python: str, config: dict[str, Any], docs: Path, folder: Path) -> Tool:
    output = folder / "site"
    folder.mkdir()
    text = yaml.safe_dump(
        {**config, "docs_dir": str(docs), "site_dir": str(output)}, allow_unicode=True, sort_keys=False
    )
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return Tool((python, "-m", "mkdocs", "build", "--quiet"), folder, output)


# ---------------------------------------------------------------- whether they took everything


def demand(documents: Iterable[Document], pages: Pages, name: Callable[[str], str] = str) -> None:
    """Raise PeerError unless the page of each document has all its items, whole and linked.

    ``name`` gives an item's id as the tool writes it.
    """
    for document in documents:
        page = pages(document)
        lacking = list(_lacking(document.items, page.read_text(encoding="utf-8"), name))
        if lacking:
            raise PeerError(f"{page} 里少了 {len(lacking)} 处，如：{lacking[0]}")


def _lacking(items: Iterable[Item], page: str, name: Callable[[str], str]) -> Iterator[str]:
    text, anchors, links = squeezed(page), set(_ANCHOR.findall(page)), Counter(_LINK.findall(page))
    wanted: Counter[str] = Counter()
    for item in items:
        if name(item.id) not in anchors:
            yield item.id
        for passage in (item.title, *item.paragraphs, *item.facts.values()):
            if squeezed(html.escape(passage)) not in text:
                yield f"{item.id} 的“{passage}”"
        wanted.update(map(name, item.linked))
    for unit, number in wanted.items():
        if links[unit] < number:
            yield f"到 {unit} 的链接 {number} 处，只有 {links[unit]} 处"


def squeezed(page: str) -> str:
    """The text of a page without tags and white space."""
    return _SPACE.sub("", html.unescape(_TAG.sub("", page)))


def demand_same_pages(documents: Iterable[Document], ours: Path, theirs: Path) -> None:
    """Raise PeerError unless a site built of our pages has each of them, and shows what ours shows."""
    lacking = {path.relative_to(ours).as_posix() for path in ours.rglob("*.html")}
    lacking -= {path.relative_to(theirs).as_posix() for path in theirs.rglob("*.html")}
    if lacking:
        raise PeerError(f"{theirs} 里少了 {len(lacking)} 页，如：{min(lacking)}")
    demand_texts(documents, theirs)


def demand_pages(documents: Iterable[Document], docs: Path, theirs: Path) -> None:
    """Raise PeerError unless a site made from the generated pages has just those, and shows what ours shows."""
    wanted = {path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")}
    written = {path.relative_to(theirs).as_posix() for path in theirs.rglob("*.html")}
    if differing := wanted ^ written:
        raise PeerError(f"{theirs} 的页与本项目的不同：{len(differing)} 页，如：{min(differing)}")
    demand_texts(documents, theirs)


def demand_texts(documents: Iterable[Document], site: Path) -> None:
    """Raise PeerError unless a site of our pages shows the title of each item and the text of each task."""
    text = "".join(squeezed(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html")))
    for document in documents:
        for item in document.items:
            # What the registry says of a unit, such as its members, our pages say in other words.
            for passage in (item.title, *(item.paragraphs if document.prefix != sources.UNITS else ())):
                if squeezed(html.escape(passage)) not in text:
                    raise PeerError(f"{site} 里少了 {item.id} 的“{passage}”")
