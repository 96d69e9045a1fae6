"""Live preview: watches data, templates and hand-written files, builds the site anew and shows it in the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from responsibility.advance import Advance
from responsibility.build.compile import Compiled, RefusedDataError, compile_project
from responsibility.build.generator import Generator
from responsibility.build.locks import build_lock
from responsibility.build.pages import CONFIG, write_config, write_docs, write_pages
from responsibility.build.paths import prefix
from responsibility.build.preview_server import PreviewServer
from responsibility.build.project import Project
from responsibility.build.publish import publish
from responsibility.build.site import Progress, unwatched
from responsibility.errors import ResponsibilityError
from responsibility.model.problems import as_json
from responsibility.outputs.downloads import Downloads

SETTLE = 0.2
"""Seconds without a further change before the site is built again: editors save in several steps."""
_HEARTBEAT = 1.0
"""Seconds after which a wait looks whether the user interrupts, which on Windows ends no wait."""

Say = Callable[[str], None]


def serve(project: Project, port: int, say: Say, progress: Progress = unwatched) -> None:
    """Serve the site on ``port`` until interrupted; ``say`` is told what happens and what is wrong, ``progress`` how far it is.

    Raises BuildError where the port is taken.
    """
    with PreviewServer(port) as server, _Watching(project) as changes:
        say(f"打开 http://127.0.0.1:{port}/ ；改动会自动更新，按 Ctrl+C 结束。")
        try:
            while True:
                with Generator(project.root) as generator:
                    while generator.alive:
                        changes.wait()
                        _show_changes(project, generator, server, say, progress)
        except KeyboardInterrupt:
            say("已结束。")


def _show_changes(
    project: Project, generator: Generator, server: PreviewServer, say: Say, progress: Progress
) -> None:
    """Build the site as it is now and show it; where that fails, show why, over the site as it was."""
    server.state = replace(server.state, building=True)
    message = ""
    problems: tuple[dict[str, Any], ...] = ()
    try:
        with progress("更新") as advance:
            compiled = compile_project(project, with_revisions=True, advance=advance)
            _build(project, compiled, generator, advance)
    except RefusedDataError as error:
        problems = tuple(as_json(problem, prefix(project.tasks)) for problem in error.report.errors)
        say(f"{error}\n数据有错误，网页上也列着；改好后会自动更新。")
    except ResponsibilityError as error:
        message = str(error)
    except Exception as error:  # a half-saved template must not end the preview
        message = f"{type(error).__name__}：{error}"
    if message:
        say(f"没有更新：{message}")
    if message or problems:
        server.state = replace(server.state, building=False, message=message, problems=problems)
        return
    server.state = replace(
        server.state,
        version=server.state.version + 1,
        folder=_folder(project),
        files=Downloads(compiled.view).makers(),
        building=False,
        message="",
        problems=(),
    )
    say("已更新。")


def _build(project: Project, compiled: Compiled, generator: Generator, advance: Advance) -> None:
    """Build the pages; the files for download are made when somebody asks for one."""
    site = compiled.data.site
    with build_lock(project):
        config = write_config(project, site)
        write_docs(project, site, write_pages(project, compiled.view, advance=advance))
        publish(generator, project, compiled.data, config, _folder(project), lambda _: None, advance)


def _folder(project: Project) -> Path:
    return project.out / "preview"


class _Watching(FileSystemEventHandler):
    """Notices changes of what the site is made from, while it is entered; at first everything counts as changed."""

    def __init__(self, project: Project) -> None:
        self._changed = threading.Event()
        self._changed.set()
        self._root = project.root
        self._files = {project.site_yml, project.root / CONFIG}
        self._observer = Observer()
        layers = ("templates", "site_src", "theme")
        folders = [project.tasks, *(folder for name in layers for folder in project.layers(name))]
        for folder in folders:
            self._observer.schedule(self, str(folder), recursive=True)
        self._observer.schedule(self, str(project.root))  # not what is below it, where we write ourselves

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A change, unless a file was only read, or lies in the project's folder and says nothing of the site."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        if paths & self._files or any(self._root not in (path, path.parent) for path in paths):
            self._changed.set()

    def wait(self) -> None:
        """Wait until something has changed and nothing changes any more."""
        while not self._changed.wait(_HEARTBEAT):
            pass
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(SETTLE)

    def __enter__(self) -> _Watching:
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()
