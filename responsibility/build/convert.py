"""Documents of other formats → ones that are read here, by LibreOffice: alone, without network, and ended in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from responsibility.errors import ResponsibilityError
from responsibility.importing.readers.base import MAX_CONTENT

PATIENCE = 180
"""Seconds that a conversion may take."""
_SETTINGS = {
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "Office.Writer/Content/Update": {"Link": "0"},
    "Office.Calc/Content/Update": {"Link": "2"},
}
"""Of the profile that a conversion gets: nothing that a document refers to is fetched, and no macro runs."""
_NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")
"""A namespace without a network, where the system has them."""


class ConversionError(ResponsibilityError):
    """A document that LibreOffice does not convert; the message says what to do."""


def office() -> str | None:
    """The program, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(path: Path, target: str, program: str, patience: float = PATIENCE) -> tuple[str, bytes]:
    """The document at ``path`` as a file of the format ``target``: its name and its bytes.

    Raises ConversionError; then nothing is left of the program, its children or its files.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder, "profile")
        _write_settings(profile / "user")
        made = Path(folder, "made")
        command = [
            *_without_network(),
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            *("--convert-to", target, "--outdir", str(made)),
            str(path.resolve()),
        ]
        try:
            _run(command, patience)
            converted = next(made.glob(f"*.{target}"))
            if converted.stat().st_size > MAX_CONTENT:
                raise ConversionError(f"{path} 转换以后超过 {MAX_CONTENT // 1_000_000} MB，不像一份文件")
            return converted.name, converted.read_bytes()
        except subprocess.TimeoutExpired:
            raise ConversionError(
                f"LibreOffice 转换 {path} 超过 {patience:.0f} 秒，已经停止：请用它打开，另存为 .{target} 再导入"
            ) from None
        except (subprocess.SubprocessError, StopIteration, OSError):
            raise ConversionError(
                f"LibreOffice 转换不了 {path}：请用它打开，另存为 .{target} 再导入"
            ) from None


def _run(command: Sequence[str], patience: float) -> None:
    """Run a program; when its time is over, end it with all that it has started. Raises SubprocessError, OSError."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            status = process.wait(patience)
        except BaseException:
            _end(process)
            raise
    if status:
        raise subprocess.CalledProcessError(status, list(command))


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    process.kill()
    process.wait()


def _without_network() -> tuple[str, ...]:
    """What to put before a command so that it has no network; nothing where the system does not allow it."""
    if shutil.which(_NO_NETWORK[0]) is None:
        return ()
    tried = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, check=False)
    return _NO_NETWORK if tried.returncode == 0 else ()


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )
