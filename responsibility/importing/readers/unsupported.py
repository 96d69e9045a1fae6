"""What kind of file it is, by its first bytes, and what to say of those that are not read here."""

from __future__ import annotations

import shlex

from responsibility.importing.readers.base import NeedsOffice, Unreadable
from responsibility.importing.readers.source import Source, ending

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
)
_IMAGE_ENDINGS = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"}
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_SCAN = "是图片，里面的字读不到。请先做文字识别（OCR），校对后存为 .docx 或 .txt"


def office(name: str, what: str, target: str) -> NeedsOffice:
    """What to say of a file that LibreOffice can turn into ``target``."""
    command = f"soffice --headless --convert-to {target} {shlex.quote(name)}"
    return NeedsOffice(
        f"这是{what}，不能直接读。请用 WPS、Word 打开，另存为 .{target}；或装上 LibreOffice 运行：{command}",
        target,
    )


def refuse(source: Source) -> None:
    """Raise Unreadable or NeedsOffice if the file is of a kind that is known and not read here, as any zip file is."""
    name, content = source.name, source.content
    if source.is_zip:
        raise _package(name, source.package.names(), source.package.part("mimetype"))
    if content.startswith(OLE):
        raise _ole(name, content)
    start = content[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        raise office(name, " RTF 文件", "docx")
    if b"w:wordDocument" in content[:4_096] and start.startswith(b"<?xml"):
        raise office(name, " Word 2003 的 XML 文件", "docx")
    if content.startswith(_IMAGES[:-1]) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        raise Unreadable(f"这{_SCAN}")
    if content.startswith(b"BM") and int.from_bytes(content[2:6], "little") == len(content):
        raise Unreadable(f"这{_SCAN}")
    if content.startswith(_ARCHIVES):
        raise Unreadable("这是压缩包。请先解压，再读里面的文件")
    if start[:200].lower().startswith((b"mime-version:", b"from: <saved by")):
        raise Unreadable(
            "这是网页归档（.mht）。请在浏览器里打开，另存为“网页，仅 HTML”（.html），或把正文复制到 Word"
        )


def _ole(name: str, content: bytes) -> Unreadable:
    """What to say of the old formats of Office, all of which begin alike."""
    if is_encrypted(content):
        return Unreadable("文件加了密码。请打开后取消密码，再另存一份")
    if _holds(content, "Workbook") or ending(name) in {"xls", "et"}:
        return office(name, "旧版 Excel 文件（.xls）或 WPS 表格", "xlsx")
    if _holds(content, "PowerPoint Document") or ending(name) in {"ppt", "dps"}:
        return Unreadable("这是幻灯片，不是文件的正文。请换成 .docx")
    return office(name, "旧版 Word 文件（.doc）或 WPS 文字（.wps）", "docx")


def is_encrypted(content: bytes) -> bool:
    """Whether it is a Word or Excel file with a password."""
    return content.startswith(OLE) and _holds(content, "EncryptedPackage")


def _holds(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _package(name: str, has: frozenset[str], mimetype: bytes) -> Unreadable:
    """What to say of a zip file that no reader knows; ``has`` are the names of its parts."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return office(name, " OpenDocument 文字文件（.odt）", "docx")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return office(name, " OpenDocument 表格（.ods）", "xlsx")
    if "xl/workbook.bin" in has:
        return office(name, "二进制的 Excel 文件（.xlsb）", "xlsx")
    if "ppt/presentation.xml" in has:
        return Unreadable("这是幻灯片，不是文件的正文。请换成 .docx")
    if ending(name) in {"docx", "docm", "xlsx", "xlsm", "ofd"}:
        return Unreadable(
            f"扩展名是 .{ending(name)}，里面却没有正文，文件已损坏。请重新下载，或打开后另存一份"
        )
    return Unreadable("这是压缩包，不是 Word 或 Excel 文件。请先解压，再读里面的文件")


def refuse_by_name(name: str) -> Unreadable | None:
    """What to say of a file whose content tells nothing, by its extension; None where that tells nothing."""
    kind = ending(name)
    if kind in _IMAGE_ENDINGS:
        return Unreadable(f"从扩展名看{_SCAN}")
    if kind in {"doc", "docx", "docm", "wps", "rtf", "xls", "xlsx", "xlsm", "et", "pdf", "ofd", "odt", "ods"}:
        return Unreadable(
            f"扩展名是 .{kind}，内容却不是，文件已损坏或没有传完。请重新下载，或用 WPS、Word 打开后另存为 .docx"
        )
    return None
