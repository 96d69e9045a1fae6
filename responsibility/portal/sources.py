"""Where a portal's data comes from: folders, files and addresses of published sites, or a list of them."""

from __future__ import annotations

import errno
import http.client
import os
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from responsibility.data.loader import read_record
from responsibility.data.plain_files import read_plain
from responsibility.errors import FaultyDataError, ProjectError, reason
from responsibility.model.portal import PortalList, PortalSite
from responsibility.outputs.json_data import JSON_FILE
from responsibility.outputs.report import problem_lines

PORTAL_FILE = "data/portal.json"
"""Where a portal says what was taken from where, for programs; a folder that has it is a portal, and no site."""
MOST_BYTES = 64_000_000
"""What is larger is not read: some 250 documents in one site."""
_AT_ONCE = 8
"""Addresses that are asked at the same time; so many files are held in memory."""
_SILENCE, _WHOLE = 20, 120
"""Seconds that an address may say nothing, and that it may take for all."""
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Source:
    """A published site: where its data is read, and where its pages are."""

    words: str
    """The folder, file or address as it was given."""
    data: Path | str
    """The file, or its address."""
    pages: Path | str | None
    """The folder of the pages, or their address with a slash at its end; None where only the data itself can say."""
    name: str | None = None
    """What the list calls it."""


class Given(NamedTuple):
    """What the command was given: the sites, and what the portal is called by the first list among them, if any."""

    sources: tuple[Source, ...]
    portal: PortalList | None


class Content(NamedTuple):
    """What was read of a source, or why nothing was."""

    source: Source
    content: bytes | None
    fault: str = ""


def given(arguments: Sequence[str]) -> Given:
    """The sites that ``arguments`` mean. Raises ProjectError, and FaultyDataError for what is wrong in a list.

    An argument is an address, a folder with a site, a folder of such folders, a site's data file, or a list (.yml).
    """
    sources: list[Source] = []
    portal: PortalList | None = None
    for argument in arguments:
        path = Path(argument)
        if re.match("https?://", argument):
            sources.append(_of_address(argument, argument))
        elif path.suffix.lower() in (".yml", ".yaml"):
            listed = _list(path)
            portal = portal or listed
            sources += [_of_list(path.parent, site) for site in listed.sites]
        elif path.is_dir():
            sources += _of_folder(argument, path)
        else:  # what does not exist is told with what cannot be read
            sources.append(Source(argument, path, None))
    return Given(tuple(sources), portal)


def _list(path: Path) -> PortalList:
    try:
        content = read_plain(path)
    except OSError as error:
        raise ProjectError(f"{path} {reason(error)}") from None
    listed, problems = read_record(str(path), content, PortalList)
    if listed is None:
        raise FaultyDataError("\n".join(problem_lines(problems)))
    if not listed.sites:
        raise ProjectError(f"{path} 没有列出网站")
    return listed


def _of_list(folder: Path, site: PortalSite) -> Source:
    if site.folder is None:
        return _of_address(site.address or "", site.address or "", site.name)
    path = folder / site.folder
    return Source(site.folder, path / JSON_FILE, site.address or path, site.name)


def _of_address(words: str, address: str, name: str | None = None) -> Source:
    if address.endswith(".json"):
        pages = address.removesuffix(JSON_FILE)
        return Source(words, address, pages if pages != address else None, name)
    pages = address.removesuffix("index.html").rstrip("/") + "/"
    return Source(words, pages + JSON_FILE, pages, name)


def _of_folder(argument: str, folder: Path) -> Iterator[Source]:
    """The site in a folder, or those in the folders in it: one that holds none is told, so that none is lost in silence."""
    if (folder / JSON_FILE).exists():
        yield Source(argument, folder / JSON_FILE, folder)
        return
    try:
        below = sorted(path for path in folder.iterdir() if path.is_dir() and not _is_apart(path))
    except OSError as error:
        raise ProjectError(f"{folder} {reason(error)}") from None
    if not any((path / JSON_FILE).exists() for path in below):
        below = [folder]
    for path in below:
        words = argument if path == folder else f"{argument.rstrip('/')}/{path.name}"
        yield Source(words, path / JSON_FILE, path)


def _is_apart(folder: Path) -> bool:
    """Whether a folder beside sites is no site: hidden, or the portal itself."""
    return folder.name.startswith(".") or (folder / PORTAL_FILE).exists()


def contents(sources: Sequence[Source]) -> Iterator[Content]:
    """What is read of each, in their order; addresses are asked some at a time."""
    for start in range(0, len(sources), _AT_ONCE):
        some = sources[start : start + _AT_ONCE]
        if any(isinstance(source.data, str) for source in some):
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                yield from pool.map(_content, some)
        else:
            yield from map(_content, some)


def _content(source: Source) -> Content:
    try:
        if isinstance(source.data, Path):
            return Content(source, read_plain(source.data, MOST_BYTES))
        return Content(source, _fetched(source.data))
    except urllib.error.HTTPError as error:
        return Content(source, None, f"网站回答 {error.code}")
    except urllib.error.URLError as error:
        return Content(source, None, f"连不上：{_unreachable(error.reason)}")
    except TimeoutError:
        return Content(source, None, "等了很久没有取完")
    except OSError as error:
        return Content(source, None, reason(error))
    except (http.client.HTTPException, ValueError) as error:
        return Content(source, None, f"连不上：{type(error).__name__}")


def _unreachable(why: object) -> str:
    """Why an address cannot be reached, in plain Chinese where the reason is a common one."""
    if isinstance(why, socket.gaierror):
        return "没有这个网址"
    if isinstance(why, ssl.SSLError):
        return "证书不对，或者加密连接没有建成"
    if isinstance(why, TimeoutError):
        return "没有回答"
    return reason(why) if isinstance(why, OSError) else str(why)


def _fetched(address: str) -> bytes:
    """The content at an address, by http or https and nothing else. Raises OSError, HTTPException and ValueError."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 – see above
    started = time.monotonic()
    content = bytearray()
    with opener.open(request, timeout=_SILENCE) as answer:
        while chunk := answer.read(_CHUNK):
            content += chunk
            if len(content) > MOST_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            if time.monotonic() - started > _WHOLE:
                raise TimeoutError
    return bytes(content)
