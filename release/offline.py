"""Pack the tool with all its wheels into one zip that installs without a network.

Run as ``python -m release.offline`` (``make offline``). Every library comes at the version and with the
hash that ``requirements.lock`` names, for each operating system and Python version asked for; a wheel
that fits several of them is packed once.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from packaging.markers import Marker

from responsibility import __version__
from responsibility.outputs.zip_writer import zipped

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "windows": (
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    ),
    "linux": (
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    ),
}
"""Systems by name: the tags of the wheels that run there, and what markers of requirements say of it."""
_REQUIREMENT = re.compile(
    r"^(?P<pin>[A-Za-z0-9._-]+==\S+)(?: ; (?P<marker>.*?))?(?P<rest> \\\n(?:.+\\\n)*.+)$", re.M
)
_WINDOWS = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul && (set "PYTHON=py -3") || (set "PYTHON=python")
%PYTHON% -m venv zeren || goto failed
zeren\\Scripts\\python -m pip install --no-index --find-links wheels responsibility-site || goto failed
echo 已装好。命令在 %~dp0zeren\\Scripts\\zeren.exe
pause
exit /b 0
:failed
echo 没有装成：需要 Python 3.11 以上（64 位），安装时勾选 “py launcher”。
pause
exit /b 1
"""
_LINUX = """#!/bin/sh
set -e
cd "$(dirname "$0")"
"${PYTHON:-python3}" -m venv zeren
zeren/bin/python -m pip install --no-index --find-links wheels responsibility-site
echo "已装好。命令在 $PWD/zeren/bin/zeren"
"""
_README = """责任清单 {version}：不需要网络的安装包

Windows：解压后双击 install.cmd。
Linux：解压后运行 sh install.sh。
需要先装好 Python（{pythons} 之一，64 位）。装好以后：

    zeren init 我的项目       建一个放数据的文件夹
    cd 我的项目
    zeren import 文件.docx --policy 短名
    zeren site               生成网站，用浏览器打开 site/index.html
"""


def requirements_for(lock: str, python: str, system: Mapping[str, str]) -> str:
    """The lines of a lock file that apply to a Python version on a system, without their markers.

    ``lock`` is the text of ``requirements.lock``; ``python`` is like ``3.12``. Its first
    release is meant, so that what is packed installs on every later one.
    """
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_machine": "AMD64" if system["os_name"] == "nt" else "x86_64",
        **system,
    }
    return "".join(
        f"{match['pin']}{match['rest']}\n"
        for match in _REQUIREMENT.finditer(lock)
        if not match["marker"] or Marker(match["marker"]).evaluate(environment)
    )


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True
    )


def download(folder: Path, pythons: Iterable[str], systems: Iterable[str]) -> None:
    """Download into ``folder`` the wheels of all libraries, checked against the hashes of the lock file.

    Raises CalledProcessError where one is not to be had.
    """
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for system in systems:
        tags, environment = PLATFORMS[system]
        for python in pythons:
            print(f"下载 {system} Python {python} ……", flush=True)
            listed = folder.parent / f"{system}-{python}.txt"
            listed.write_text(requirements_for(lock, python, environment), encoding="utf-8")
            platforms = [option for tag in tags for option in ("--platform", tag)]
            _pip(
                *("download", "--require-hashes", "--no-deps", "--only-binary", ":all:"),
                *(*platforms, "--implementation", "cp", "--python-version", python),
                *("--requirement", str(listed), "--dest", str(folder)),
            )


def main() -> None:
    """Build the wheel, gather the others, write ``dist/responsibility-site-VERSION-offline.zip``."""
    parser = argparse.ArgumentParser(description="把工具和它的全部依赖打成一个离线安装包。")
    parser.add_argument("--python", nargs="+", choices=PYTHONS, default=list(PYTHONS))
    parser.add_argument("--system", nargs="+", choices=list(PLATFORMS), default=list(PLATFORMS))
    parser.add_argument(
        "--output", type=Path, default=ROOT / "dist" / f"responsibility-site-{__version__}-offline.zip"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        wheels = Path(temporary, "wheels")
        wheels.mkdir()
        _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
        download(wheels, options.python, options.system)
        readme = _README.format(version=__version__, pythons="、".join(options.python))
        files = {
            "install.cmd": _WINDOWS.replace("\n", "\r\n").encode(),
            "install.sh": _LINUX.encode(),
            "说明.txt": b"\xef\xbb\xbf" + readme.replace("\n", "\r\n").encode(),
            **{f"wheels/{path.name}": path.read_bytes() for path in sorted(wheels.glob("*.whl"))},
        }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    folder = options.output.stem
    options.output.write_bytes(zipped({f"{folder}/{name}": content for name, content in files.items()}))
    print(
        f"已打包到 {options.output}：{len(files) - 3} 个 wheel，{options.output.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
