"""The page's server: the project as JSON, and the files of the page. On this computer alone, as long as the command runs."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, redirect, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from responsibility.build.project import Project
from responsibility.data.yaml_edit import UnwritableError
from responsibility.edit.actions import UnloadableError
from responsibility.edit.desk import ImpossibleError, MissingError
from responsibility.edit.guard import MAX_JSON, MAX_UPLOAD, Guard, with_headers
from responsibility.edit.publishing import import_upload
from responsibility.edit.requests import Commit, Request, Restore, Selected
from responsibility.edit.session import Session
from responsibility.edit.shown import problem_json
from responsibility.edit.store import ChangedMeanwhileError, NotSavedError
from responsibility.errors import BuildError, ResponsibilityError, refusal
from responsibility.resources import resource

Say = Callable[[str], None]
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_STATUS: tuple[tuple[type[ResponsibilityError], int], ...] = (
    (MissingError, 404),
    (ChangedMeanwhileError, 409),
    (UnloadableError, 422),
    (NotSavedError, 409),
    (UnwritableError, 400),
    (ImpossibleError, 400),
    (ResponsibilityError, 400),
)
_WORDS = {
    400: "请求的写法不对",
    404: "没有这个地址",
    405: "不能这样请求",
    413: "太大了",
    415: "请求的种类不对",
}
_UPLOAD = "/api/import"
_PARENT = 1.0
"""Seconds between two looks whether the program that started the command is still there."""


def make_app(session: Session, guard: Guard, policy: str | None = None) -> Flask:
    """The server's answers. ``policy`` is shown first."""
    app = Flask("zeren", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_JSON
    app.json.ensure_ascii = False  # type: ignore[attr-defined]

    @app.before_request
    def _admit() -> Any:
        upload = request.path == _UPLOAD
        if why := guard.refusal(request, upload):
            return _failed(403, why)
        if upload:
            request.max_content_length = MAX_UPLOAD
        if guard.is_entry(request):
            return guard.let_in(redirect(f"/#{policy}" if policy else "/"))  # type: ignore[arg-type]
        return None

    app.after_request(with_headers)
    _add_failures(app)
    _add_page(app)
    _add_reading(app, session)
    _add_changing(app, session)
    return app


def _failed(status: int, words: str, **more: Any) -> tuple[Response, int]:
    return jsonify({"error": words, **more}), status


def _asked() -> Any:
    """The JSON of the request. Raises ImpossibleError where it holds what no file can: half a character, a number that is none."""
    asked = request.get_json()
    try:
        json.dumps(asked, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        raise ImpossibleError(_WORDS[400]) from None
    return asked


def _add_failures(app: Flask) -> None:
    @app.errorhandler(ResponsibilityError)
    def _refused(error: ResponsibilityError) -> Any:
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        problems = [problem_json(problem) for problem in getattr(error, "problems", ())]
        return _failed(status, str(error), problems=problems, changed=getattr(error, "files", []))

    @app.errorhandler(RecursionError)
    @app.errorhandler(ValidationError)
    def _badly_asked(error: Exception) -> Any:
        return _failed(400, _WORDS[400])

    @app.errorhandler(HTTPException)
    def _refused_by_library(error: HTTPException) -> Any:
        status = error.code or 400
        return _failed(status, _WORDS.get(status, f"做不到（{HTTPStatus(status).phrase}）"))

    @app.errorhandler(OSError)
    def _refused_by_system(error: OSError) -> Any:
        return _failed(500, f"没有做成：{refusal(error)}")

    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> Any:
        return _failed(500, f"意外的错误（{type(error).__name__}）：没有保存。这是工具的毛病，请报告给维护者")


def _add_page(app: Flask) -> None:
    folder = resource("edit_page")

    @app.get("/")
    def _index() -> Response:
        return Response((folder / "index.html").read_bytes(), mimetype="text/html")

    @app.get("/page/<name>")
    def _file(name: str) -> Any:
        path = next((path for path in folder.iterdir() if path.name == name), None)
        if path is None or path.suffix not in _TYPES:
            return _failed(404, _WORDS[404])
        return Response(path.read_bytes(), mimetype=_TYPES[path.suffix])


def _add_reading(app: Flask, session: Session) -> None:
    app.get("/api/alive")(dict)
    app.get("/api/project")(session.project_json)
    app.get("/api/form")(session.form_json)
    app.get("/api/problems")(session.problems_json)
    app.get("/api/history")(session.history_json)
    app.get("/api/changes")(session.changes_json)
    app.get("/api/policies/<policy>/in_the_way")(session.in_the_way)
    app.get("/api/policies/<policy>/tasks/<number>")(session.task_json)

    @app.get("/api/policies/<policy>")
    def _policy(policy: str) -> Any:
        return session.policy_json(policy, request.args.get("document") != "0")

    @app.get("/api/policies/<policy>/tasks/<number>/like")
    def _alike(policy: str, number: str) -> Any:
        field, index = request.args.get("field", ""), request.args.get("index", "")
        place = int(index) if index.isdecimal() and len(index) < 7 else -1
        return session.alike_json(policy, number, field, place)  # type: ignore[arg-type]

    @app.get("/api/units")
    def _units() -> Any:
        return session.units_json(request.args.get("policy"))

    @app.get("/api/units/near")
    def _near() -> Any:
        return session.near_json(request.args.get("name", "")[:100])


def _add_changing(app: Flask, session: Session) -> None:
    @app.post("/api/read")
    def _read() -> Any:
        asked = Selected.model_validate(_asked())
        return session.readings_json(asked.policy, asked.task, asked.words, asked.before)

    @app.post("/api/try")
    def _try() -> Any:
        return session.attempt(Request.model_validate(_asked()))

    @app.post("/api/save")
    def _save() -> Any:
        return session.save(Request.model_validate(_asked()))

    @app.post("/api/restore")
    def _restore() -> Any:
        return session.restore(Restore.model_validate(_asked()).state)

    @app.post(_UPLOAD)
    def _import() -> Any:
        file = request.files.get("file")
        if file is None or not file.filename:
            return _failed(400, "没有选文件")
        form = request.form
        return import_upload(
            session.project,
            file.filename,
            file.save,
            form.get("policy", "").strip(),
            form.get("title", "").strip(),
        )

    @app.post("/api/commit")
    def _commit() -> Any:
        return session.commit(Commit.model_validate(_asked()).message)

    app.post("/api/publish")(session.publisher.publish)
    app.post("/api/undo")(session.undo)
    app.post("/api/redo")(session.redo)


# ---------------------------------------------------------------- running


class _Quiet(WSGIRequestHandler):
    """Says nothing of single requests."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


def serve(
    project: Project, policy: str | None, port: int, say: Say, open_page: Callable[[str], object]
) -> None:
    """Serve the page until the user interrupts, or whoever started the command ends.

    ``say`` is told the address, ``open_page`` is called with it. Raises MissingError where ``policy`` is none,
    BuildError where ``port`` is taken.
    """
    parent = os.getppid()
    session = Session(project)
    if policy is not None:
        session.need(policy)
    server, address = bound(session, policy, port)
    say(f"打开 {address} ；按 Ctrl+C 结束。")
    threading.Thread(target=_end_with, args=(parent, server), daemon=True).start()
    open_page(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        session.publisher.close()
    say("已结束。")


def bound(session: Session, policy: str | None, port: int) -> tuple[BaseWSGIServer, str]:
    """The server on ``port`` (a free one for 0), and the address with which one gets in. Raises BuildError."""
    try:
        socket.create_server(("127.0.0.1", port)).close()  # the library would end the process
    except OSError:
        raise BuildError(f"端口 {port} 已被占用；可用 --port 换一个") from None
    guard = Guard()
    app = make_app(session, guard, policy)
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
    guard.port = server.server_port
    return server, f"http://127.0.0.1:{guard.port}/{guard.token}"


def _end_with(parent: int, server: BaseWSGIServer) -> None:
    while os.getppid() == parent:
        time.sleep(_PARENT)
    server.shutdown()
