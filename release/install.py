"""Install the libraries of a lock file and say which one is being fetched, and how many are left.

Run as ``python release/install.py requirements.lock`` (``make site``, the first time). Needs nothing but
the standard library and pip.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_BEGINS = re.compile(r"^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)")


def main(lock: Path) -> int:
    """Install what ``lock`` pins by hash; returns pip's exit status, with all that it said where it failed."""
    total = len(set(_PIN.findall(lock.read_text(encoding="utf-8"))))
    print(f"安装 {lock.name} 里的 {total} 个依赖（只在第一次，约一分钟）", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--require-hashes", "--requirement", str(lock)]
    output: list[str] = []
    seen: set[str] = set()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            begun = _BEGINS.match(line)
            if begun and begun[1].lower() not in seen:
                seen.add(begun[1].lower())
                print(f"  {len(seen):>3}/{total} {begun[1]}", flush=True)
            elif line.startswith("Installing collected packages"):
                print("  都已取到，正在装……", flush=True)
    if pip.returncode:
        print("".join(output), file=sys.stderr)
        print("没有装成：看上面 pip 说的原因；不能上网时用 make offline 打的安装包。", file=sys.stderr)
    return pip.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
