"""The tool as it is installed: from its wheel, in a folder that may not be written, for an office elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility import __version__

from .conftest import NAMESPACE, ROOT
from .test_faults import READ_ONLY
from .test_site import snapshot

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]
DOCUMENT = ROOT / "tests" / "imports" / "donghu-fenggong.txt"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed into; the libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", str(folder / "tool"), str(wheel)], check=True, capture_output=True)
    return folder


@pytest.fixture
def zeren(installed: Path, tmp_path: Path) -> Run:
    """Runs the installed command in an office's folder; the tool's folder cannot be written meanwhile."""
    tool = installed / "tool"
    for name in ("home", "temporary", "office"):
        (tmp_path / name).mkdir()
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ZEREN"))},
        "PYTHONPATH": str(tool),
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temporary"),
    }
    able = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    prefix = [*NAMESPACE, "sh", "-c", f'{READ_ONLY} && shift && exec "$@"', "sh", str(tool)] if able else []

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*prefix, sys.executable, str(tool / "bin" / "zeren"), *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path / "office",
            env=environment,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )

    return run


def test_an_offices_first_hour(zeren: Run, installed: Path, tmp_path: Path) -> None:
    before = snapshot(installed)
    (tmp_path / "document.txt").write_bytes(DOCUMENT.read_bytes())
    outside = snapshot(tmp_path)
    for command, says in (
        (("--version",), __version__),
        (("init",), "zeren import 方案.docx"),
        (("import", "../document.txt", "--policy", "donghu"), "再运行 zeren check"),
        (("check",), "逐字相同"),
        (("checks", "clause-units"), "改法"),
        (("site",), "已发布到"),
        (("export", "all", "-o", "files"), "个文件"),
        (("show", "1"), "1"),
        (("bundle",), "已打包到"),
        (("diff", "tasks"), "没有变化"),
        (("upgrade",), "没有要改的"),
        (("schema", "--check"), "最新"),
    ):
        done = zeren(*command)
        assert done.returncode == 0, (command, done.stdout + done.stderr)
        assert says in done.stdout, (command, done.stdout)
    office = tmp_path / "office"
    assert (office / "site" / "index.html").is_file()
    assert (office / "site" / "assets" / "site.css").is_file()
    assert list((office / "files").glob("*时限日历.ics"))
    assert snapshot(installed) == before
    written = {
        name: content for name, content in snapshot(tmp_path).items() if not name.startswith("office/")
    }
    assert written == outside
    again = zeren("site")
    assert "没有改动" in again.stderr


def test_the_package_is_the_wheels_own(installed: Path) -> None:
    code = "import responsibility.resources as r; print(r.RESOURCES)"
    environment = {**os.environ, "PYTHONPATH": str(installed / "tool")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed,
        env=environment,
        text=True,
        capture_output=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == installed / "tool" / "responsibility" / "resources"


def test_the_wheel_holds_what_the_checkout_has(installed: Path) -> None:
    resources = installed / "tool" / "responsibility" / "resources"
    for name in ("templates", "theme", "site_src", "docs/manual", "schema"):
        assert snapshot(resources / name) == snapshot(ROOT / name)
    for name in ("mkdocs.yml", "requirements.lock"):
        assert (resources / name).read_bytes() == (ROOT / name).read_bytes()
