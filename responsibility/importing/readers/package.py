"""The parts of a Word or Excel file: a zip of XML, opened with limits, since it comes from anywhere."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from responsibility.importing.readers.base import MEGABYTE, Unreadable, check_tags

MAX_UNPACKED = 50 * MEGABYTE
MAX_PARTS = 20_000
MAX_RATIO = 250
"""How many times larger a part may become; the XML of Word seldom passes 50."""

Element = Any
"""An element of lxml, which has no types."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": OFFICE.encode(),
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
}
"""The namespaces of “Strict Open XML” → those of all other files."""
_BOMB = (
    "解压以后太大（超过 50 MB，或者压缩得不寻常），不像政策文件。请用 WPS 或 Word 打开，另存为新的文件再读"
)


class Package:
    """A zip file whose parts are read one by one, within the limits."""

    def __init__(self, content: bytes) -> None:
        """Open it; raises Unreadable where it is cut off, has a password or would grow too large."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile as error:
            raise Unreadable("文件不完整或已损坏，可能没有传完。请重新下载或复制一份") from error
        self._left = MAX_UNPACKED
        self._parts = {info.filename: info for info in self._zip.infolist()}
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise Unreadable(_BOMB)
        for info in infos:
            if info.file_size > max(MEGABYTE, info.compress_size * MAX_RATIO):
                raise Unreadable(_BOMB)
            if info.flag_bits & 1:
                raise Unreadable("文件加了密码。请打开后取消密码，再另存一份")

    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def part(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none; raises Unreadable past the limit."""
        if name not in self._parts:
            return b""
        with self._zip.open(self._parts[name]) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable(_BOMB)
        return content

    def xml(self, name: str) -> Element | None:
        """The root of a part, None where there is none; raises Unreadable, and lxml's errors."""
        content = self.part(name)
        return parse_xml(content) if content else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What the part ``name`` ("" for the file) refers to: id → (kind, name of the part)."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External" and relation.get("Id"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                relations[relation.get("Id")] = (
                    relation.get("Type", "").rpartition("/")[2],
                    target.lstrip("/"),
                )
        return relations

    def addresses(self, name: str) -> dict[str, str]:
        """What the part ``name`` links to outside of the file: id → address, as it is written."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            relation.get("Id"): relation.get("Target", "")
            for relation in (root if root is not None else ())
            if relation.get("TargetMode") == "External" and relation.get("Id")
        }

    def main(self) -> str:
        """The name of the part that holds the document itself."""
        mains = [target for kind, target in self.related("").values() if kind == "officeDocument"]
        usual = ["word/document.xml", "xl/workbook.xml"]
        return next((name for name in [*mains, *usual] if name in self._parts), "")


def parse_xml(content: bytes) -> Element:
    """The root of ``content``. Nothing outside is fetched and no entity put in; raises Unreadable for a DTD."""
    check_tags(content)
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    forbidden = b"<!DOCTYPE" in content
    root = None if forbidden else etree.fromstring(content, parser)
    if root is None or root.getroottree().docinfo.doctype:
        raise Unreadable(
            "文件里有 Word、Excel 不会写的定义（DTD），可能有害，没有读。请用 WPS 或 Word 另存一份"
        )
    return root
