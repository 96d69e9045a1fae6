"""The archive for computers without a network: which libraries it takes along for whom."""

from __future__ import annotations

import re

import pytest

from release.offline import PLATFORMS, PYTHONS, requirements_for

from .conftest import ROOT

LOCK = """\
networkx==3.6.1 ; python_full_version < '3.12' \\
    --hash=sha256:aa
networkx==3.7 ; python_full_version >= '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
pywin32==1 ; sys_platform == 'win32' \\
    --hash=sha256:dd
click==8 \\
    --hash=sha256:ee
"""


@pytest.mark.parametrize(
    ("python", "system", "pins"),
    [
        ("3.11", "linux", ["networkx==3.6.1", "click==8"]),
        ("3.12", "linux", ["networkx==3.7", "click==8"]),
        ("3.12", "windows", ["networkx==3.7", "pywin32==1", "click==8"]),
    ],
)
def test_each_system_and_python_gets_the_libraries_that_are_meant_for_it(
    python: str, system: str, pins: list[str]
) -> None:
    requirements = requirements_for(LOCK, python, PLATFORMS[system][1])
    assert re.findall(r"^\S+==\S+", requirements, re.MULTILINE) == pins
    assert ";" not in requirements


def test_hashes_stay_with_their_library() -> None:
    requirements = requirements_for(LOCK, "3.12", PLATFORMS["linux"][1])
    assert requirements.startswith(
        "networkx==3.7 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\nclick==8"
    )


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", PLATFORMS)
def test_nothing_that_is_locked_is_left_out(python: str, system: str) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))
    requirements = requirements_for(lock, python, PLATFORMS[system][1])
    taken = re.findall(r"^([A-Za-z0-9._-]+)==", requirements, re.MULTILINE)
    assert sorted(taken) == sorted(names)


def test_an_audit_fails_where_nothing_could_be_looked_up() -> None:
    """The tool itself is pinned by hash, and told to fail then."""
    rule = (ROOT / "Makefile").read_text(encoding="utf-8").split("\naudit:")[1].split("\n\n")[0]
    assert "pip-audit --strict" in rule
    lock = (ROOT / "release" / "audit.lock").read_text(encoding="utf-8")
    assert re.search(r"^pip-audit==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)
