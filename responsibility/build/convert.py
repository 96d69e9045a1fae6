"""Documents of other formats → ones that are read here, by LibreOffice: alone, without network, and ended in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from responsibility.errors import ResponsibilityError
from responsibility.importing.readers.base import MAX_CONTENT

PATIENCE = 180
"""Seconds that a conversion may take."""
_PATIENCE_EACH = 20
"""Further seconds for each file, where several are converted together."""
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
    advice = f"请用它打开，另存为 .{target} 再导入"
    try:
        with _converted([path], target, program, patience) as folder:
            made = next(folder.glob(f"*.{target}"))
            if made.stat().st_size > MAX_CONTENT:
                raise ConversionError(f"{path} 转换以后超过 {MAX_CONTENT // 1_000_000} MB，不像一份文件")
            return made.name, made.read_bytes()
    except subprocess.TimeoutExpired:
        raise ConversionError(f"LibreOffice 转换 {path} 超过 {patience:.0f} 秒，已经停止：{advice}") from None
    except (subprocess.SubprocessError, StopIteration, OSError):
        raise ConversionError(f"LibreOffice 转换不了 {path}：{advice}") from None


def convert_all(contents: Sequence[tuple[str, bytes]], target: str, program: str) -> list[bytes | None]:
    """Files, each with its name's ending, as files of the format ``target``, by one run of the program.

    None for each that it does not convert, or that becomes too large. Never raises.
    """
    patience = PATIENCE + _PATIENCE_EACH * len(contents)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as sources:
            paths = [Path(sources, f"{number}.{ending}") for number, (ending, _) in enumerate(contents)]
            for path, (_, content) in zip(paths, contents, strict=True):
                path.write_bytes(content)
            with _converted(paths, target, program, patience) as folder:
                made = [folder / f"{path.stem}.{target}" for path in paths]
                return [
                    file.read_bytes() if file.is_file() and file.stat().st_size <= MAX_CONTENT else None
                    for file in made
                ]
    except (subprocess.SubprocessError, OSError):
        return [None] * len(contents)


@contextmanager
def _converted(paths: Sequence[Path], target: str, program: str, patience: float) -> Iterator[Path]:
    """The folder, while inside, in which the program has put what it made. Raises SubprocessError, OSError."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile, made = Path(folder, "profile"), Path(folder, "made")
        made.mkdir()
        _write_settings(profile / "user")
        command = [
            *_without_network(),
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            *("--convert-to", target, "--outdir", str(made)),
            *(str(path.resolve()) for path in paths),
        ]
        _run(command, patience)
        yield made


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
