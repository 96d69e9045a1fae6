"""Documents that LibreOffice converts: it fetches nothing, and is ended with its children when its time is over."""

from __future__ import annotations

import os
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from responsibility.build import convert as converting
from responsibility.build.convert import ConversionError, convert, office
from responsibility.importing.readers.detect import read

from .test_reading import texts

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


def stand_in(folder: Path, *lines: str) -> str:
    """A program that is called as LibreOffice is."""
    program = folder / "soffice"
    program.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@posix
def test_a_program_past_its_time_is_ended_with_its_children(tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_bytes(b"x")
    noted = tmp_path / "child"
    program = stand_in(
        tmp_path, f"sh -c 'echo $$ > \"{noted}\"; exec sleep 600' &", f'cat "{noted}"', "sleep 600"
    )
    with pytest.raises(ConversionError, match="超过 2 秒，已经停止"):
        convert(tmp_path / "x.doc", "docx", program, patience=2)
    child = int(noted.read_text())
    for _ in range(100):
        if not is_running(child):
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child lives on")


@posix
@pytest.mark.parametrize("lines", [("exit 1",), ("exit 0",)], ids=["fails", "makes nothing"])
def test_a_program_that_makes_nothing_is_told(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(ConversionError, match="转换不了"):
        convert(tmp_path / "x.doc", "docx", stand_in(tmp_path, *lines))


@posix
def test_the_profile_lets_nothing_be_fetched(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    program = stand_in(
        tmp_path,
        'profile=$(echo "$1" | sed "s,.*file://,,")',
        f'cp "$profile/user/registrymodifications.xcu" "{kept}"',
        "while [ $1 != --outdir ]; do shift; done",
        'mkdir -p "$2"; echo made > "$2/x.docx"',
    )
    assert convert(tmp_path / "x.doc", "docx", program) == ("x.docx", b"made\n")
    assert "BlockUntrustedRefererLinks" in kept.read_text(encoding="utf-8")


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_GET  # noqa: N815 - as the library calls them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


@pytest.mark.office
@pytest.mark.parametrize("namespaces", [True, False], ids=["namespace", "profile"])
def test_a_document_fetches_nothing(
    tmp_path: Path, namespaces: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = office()
    if program is None:
        assert not os.environ.get("CI"), "apt-get install libreoffice-writer"
        pytest.skip("这台机器上没有 LibreOffice")
    if not namespaces:
        monkeypatch.setattr(converting, "_without_network", lambda: ())
    with server() as (address, asked):
        odt = tmp_path / "方案.odt"
        with zipfile.ZipFile(odt, "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            file.writestr("META-INF/manifest.xml", MANIFEST)
            file.writestr("content.xml", CONTENT.format(address=address))
        name, content = convert(odt, "docx", program)
        assert (name, asked) == ("方案.docx", [])
    assert texts(read(name, content)) == ["修桥"]


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
CONTENT = (
    '<?xml version="1.0"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<office:body><office:text><text:p>修桥</text:p><text:p><draw:frame draw:name='a'>"
    "<draw:image xlink:href='{address}/img.png' xlink:type='simple' xlink:show='embed' xlink:actuate='onLoad'/>"
    "</draw:frame></text:p></office:text></office:body></office:document-content>"
)
