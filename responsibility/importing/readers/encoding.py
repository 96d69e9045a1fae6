"""Bytes → text: which encoding it is."""

from __future__ import annotations

import re

from responsibility.importing.readers.base import Unreadable, occurrences

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
}
_DECLARED = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
}
"""What a page says of itself → what it is then; a page whose declaration can be read is not UTF-16."""
_UNUSUAL = re.compile(
    r"[^\t\n\r\x0b\x0c\x20-\x7e\u00a0-\u00ff\u0391-\u03c9\u2000-\u206f\u20ac\u2100-\u23ff\u2460-\u27bf"
    r"\u3000-\u303f\u3105-\u312f\u3200-\u33ff\u4e00-\u9fff\uff00-\uffef\ufeff\ufffd]+"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
UNKNOWN = (
    "认不出文字的编码，不是 UTF-8、UTF-16 或 GB18030 的文本，也可能不是文本文件。"
    "请用 WPS、Word 或记事本打开，看到的字都对，再另存为 UTF-8 编码的文本（.txt）或 .docx"
)
"""What is said of bytes that are no text."""


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of ``content`` without its mark, and the name of its encoding.

    ``declared`` is what the content says of itself; it is believed where it can be true.
    Raises Unreadable where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _strictly(content[len(mark) :], encoding)
            if text is None or not _is_text(text):
                raise Unreadable(UNKNOWN)
            return text, _NAMES[encoding]
    for encoding in _candidates(content, declared):
        text = _strictly(content, encoding)
        if text is not None and _fits(text, encoding, declared):
            return text, _NAMES[encoding]
    raise Unreadable(UNKNOWN)


def _candidates(content: bytes, declared: str | None) -> list[str]:
    """The encodings to try, the likeliest first."""
    zeros = content.count(0)
    if zeros:
        little = content[1::2].count(0) * 2 >= zeros
        wide = ["utf-16-le", "utf-16-be"] if little else ["utf-16-be", "utf-16-le"]
        many = zeros * 5 > len(content)
        return [*wide, "utf-8", "gb18030"] if many else ["utf-8", *wide, "gb18030"]
    named = _DECLARED.get(declared.strip().lower()) if declared else None
    return [*([named] if named else []), "utf-8", "gb18030", "utf-16-le", "utf-16-be"]


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    """Whether few of the characters are control characters."""
    return occurrences(_CONTROL, text) * 10 <= len(text)


def _fits(text: str, encoding: str, declared: str | None) -> bool:
    """Whether ``text`` can be what was meant: UTF-8 does not come about by chance, the others do."""
    if not _is_text(text):
        return False
    if encoding == "utf-8" or (declared and _DECLARED.get(declared.strip().lower()) == encoding):
        return True
    if occurrences(_UNUSUAL, text) * 20 > len(text):
        return False
    hanzi = _HANZI.findall(text[:20_000])
    common = len("".join(hanzi).encode("gb2312", errors="ignore")) // 2
    if encoding.startswith("utf-16"):
        return common * 10 >= len(hanzi) * 9
    return len(hanzi) < 8 or common * 20 >= len(hanzi) * 11
