"""Who may talk to the page's server: the browser that was sent here by the command, and no page of another origin.

The address that the command prints holds a random token; whoever opens it gets a cookie. Every request
needs it, and the right ``Host`` (a name that was made to resolve to this computer is another one); what
changes anything needs our own ``Origin``, and JSON, which no form of another page can send.
"""

from __future__ import annotations

import secrets

from flask import Request, Response

from responsibility.importing.readers.base import MAX_CONTENT

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer: nothing is loaded from elsewhere, and nobody else shows it."""
MAX_JSON = 2_000_000
"""Bytes of a request that is no upload."""
MAX_UPLOAD = MAX_CONTENT + 10_000
"""Bytes of one that brings a document."""


class Guard:
    """The rules for the server on ``port``, with a token of its own."""

    def __init__(self, port: int = 0) -> None:
        self.token = secrets.token_urlsafe(24)
        self.port = port

    @property
    def cookie(self) -> str:
        """The name of the cookie; another server on this computer has its own."""
        return f"zeren-{self.port}"

    def refusal(self, request: Request, upload: bool) -> str:
        """Why a request is not answered; empty where it is. ``upload`` says that it may send a file."""
        if request.host not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return "这个地址不是本机的"
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if self.is_entry(request):
            return ""
        if site not in ("same-origin", "none"):
            return "不接受别的网页来的请求"
        if not secrets.compare_digest(request.cookies.get(self.cookie, "").encode(), self.token.encode()):
            return "请用命令给出的地址打开"
        if request.method in ("GET", "HEAD"):
            return ""
        if request.headers.get("Origin") != f"http://{request.host}":
            return "不接受别的网页来的请求"
        wanted = "multipart/form-data" if upload else "application/json"
        return "" if request.mimetype == wanted else "请求的种类不对"

    def is_entry(self, request: Request) -> bool:
        """Whether this is the address that the command printed."""
        given = request.path.removeprefix("/").encode()
        return request.method == "GET" and secrets.compare_digest(given, self.token.encode())

    def let_in(self, answer: Response) -> Response:
        """``answer`` with the cookie."""
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="Strict", path="/")
        return answer


def with_headers(answer: Response) -> Response:
    """``answer`` with the headers that all have."""
    answer.headers.update(HEADERS)
    return answer
