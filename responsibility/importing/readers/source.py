"""A file that is to be read, opened as a package or as text at most once, however many readers look at it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from responsibility.importing.readers.base import Document, Unreadable
from responsibility.importing.readers.encoding import decode
from responsibility.importing.readers.package import Element, Package

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


@dataclass(frozen=True)
class Source:
    """The name and the bytes of a file. Its properties raise what lxml and zipfile raise on broken files."""

    name: str
    content: bytes

    @property
    def ending(self) -> str:
        """The extension of the name in small letters, without its dot."""
        return ending(self.name)

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip file, by its first bytes."""
        return self.content.startswith(_ZIP)

    @cached_property
    def package(self) -> Package:
        """The file as a package of parts; raises BadZipFile where it is none."""
        return Package(self.content)

    @cached_property
    def main(self) -> tuple[str, Element]:
        """The name and the root of the package's main part; ``("", None)`` where there is none."""
        name = self.package.main()
        return name, self.package.xml(name)

    @cached_property
    def text(self) -> str | None:
        """The file as text; None where it is in no encoding that is known."""
        try:
            return decode(self.content)[0]
        except Unreadable:
            return None

    def is_package_of(self, tag: str) -> bool:
        """Whether the root of the main part is the element ``tag``."""
        if not self.is_zip:
            return False
        root = self.main[1]
        return root is not None and root.tag == tag


def ending(name: str) -> str:
    """The extension of a file name in small letters, without its dot."""
    return posixpath.splitext(name.replace("\\", "/"))[1][1:].lower()


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A format that is read."""

    suffixes: tuple[str, ...]
    """Endings of its files without the dot, the usual one first."""
    sniff: Callable[[Source], bool]
    """Whether a file is of this format: by its content, and by its name only where that tells nothing."""
    read: Callable[[Source], Document]
    """Reads a file of this format; raises Unreadable, and what lxml and zipfile raise on broken files."""
    bare: bool = False
    """Whether its files bear no signature: such a reader is asked last, after the kinds that are known and refused."""
