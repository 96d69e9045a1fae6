"""Live preview: watches data, templates and hand-written files, and lets MkDocs reload the browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from responsibility.build.compile import compile_project
from responsibility.build.generator import Generator
from responsibility.build.locks import build_lock
from responsibility.build.mkdocs_hook import PREVIEW
from responsibility.build.pages import render_all, write_config
from responsibility.build.project import Project
from responsibility.data.loader import Data
from responsibility.errors import BuildError, EmptyProjectError, FaultyDataError

SETTLE = 0.2
"""Seconds without a further change before the pages are rendered again: editors save in several steps."""

Say = Callable[[str], None]


class _Watcher(FileSystemEventHandler):
    def __init__(self, changed: Callable[[], None]) -> None:
        self.changed = changed
        self.timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A change: render once things have settled."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        if self.timer:
            self.timer.cancel()
        self.timer = threading.Timer(SETTLE, self.changed)
        self.timer.daemon = True
        self.timer.start()


def serve(project: Project, port: int, say: Say) -> None:
    """Serve the site on ``port`` until interrupted; ``say`` is told what happens and what is wrong."""
    _need_port(port)
    data = _rebuild(project, say)
    if data is None:
        say("数据有错误，改好后会自动继续。")
        changed = threading.Event()
        with _Watching([project.tasks], changed.set):
            while data is None:
                changed.wait()
                changed.clear()
                data = _rebuild(project, say)
    folders = [project.tasks, *project.layers("templates"), *project.layers("site_src")]
    with Generator(project.root, extra={PREVIEW: "1"}) as generator:
        address = f"127.0.0.1:{port}"
        generator.tell(data, write_config(project, data.site), "serve", "--livereload", "--dev-addr", address)
        say(f"打开 http://{address}/ ；改动会自动更新，按 Ctrl+C 结束。")
        try:
            with _Watching(folders, lambda: _again(project, say)):
                generator.wait()
        except KeyboardInterrupt:
            say("已结束。")


def _need_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise BuildError(f"端口 {port} 已被占用；可用 --port 换一个") from None


def _rebuild(project: Project, say: Say) -> Data | None:
    """Render the pages anew; None, with the problems said, where the data is faulty."""
    try:
        compiled = compile_project(project, with_revisions=True)
    except (FaultyDataError, EmptyProjectError) as error:
        say(str(error))
        return None
    with build_lock(project):
        render_all(project, compiled)
    return compiled.data


def _again(project: Project, say: Say) -> None:
    try:
        say("已更新。" if _rebuild(project, say) else "数据有错误，网页保持原样。")
    except Exception as error:  # a half-saved template must not end the preview
        say(f"没有更新：{error}")


class _Watching:
    """Watches ``folders`` while it is entered."""

    def __init__(self, folders: list[Path], changed: Callable[[], None]) -> None:
        self.observer = Observer()
        for folder in folders:
            self.observer.schedule(_Watcher(changed), str(folder), recursive=True)

    def __enter__(self) -> None:
        self.observer.start()

    def __exit__(self, *_: object) -> None:
        self.observer.stop()
        self.observer.join()
