"""Live preview: watches data, templates and hand-written files, and lets MkDocs reload the browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from responsibility.build.generator import BuildError, Generator
from responsibility.build.mkdocs_hook import PREVIEW
from responsibility.build.publish import Project
from responsibility.data.loader import Data

SETTLE = 0.2
"""Seconds without a further change before the pages are rendered again: editors save in several steps."""

Rebuild = Callable[[Project], Data | None]


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


def serve(project: Project, tasks: Path, port: int, rebuild: Rebuild, say: Callable[[str], None]) -> None:
    """Serve the site on ``port`` until interrupted; ``rebuild`` renders, None where the data is faulty."""
    _need_port(port)
    data = rebuild(project)
    if data is None:
        say("数据有错误，改好后会自动继续。")
        changed = threading.Event()
        with _Watching([tasks], changed.set):
            while data is None:
                changed.wait()
                changed.clear()
                data = rebuild(project)
    folders = [tasks, project.templates, project.site_src]
    with Generator(project.config, extra={PREVIEW: "1"}) as generator:
        generator.tell(data, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
        say(f"打开 http://127.0.0.1:{port}/ ；改动会自动更新，按 Ctrl+C 结束。")
        try:
            with _Watching(folders, lambda: _again(project, rebuild, say)):
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


def _again(project: Project, rebuild: Rebuild, say: Callable[[str], None]) -> None:
    try:
        say("已更新。" if rebuild(project) else "数据有错误，网页保持原样。")
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
