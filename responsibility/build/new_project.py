"""A new office's project: its folder with everything that commands, editors, git and a code host need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from responsibility import DATA_FORMAT, SITE_FILE
from responsibility.build.project import Project
from responsibility.build.upgrade import REQUIREMENTS, new_identity
from responsibility.data.loader import is_folder_name
from responsibility.errors import ProjectError
from responsibility.outputs.schemas import schemas
from responsibility.resources import resource

_STARTER = Path(__file__).parent / "starter"
_OF_PROJECT = {
    "tasks/units.yml": "units.yml",
    SITE_FILE: "site.yml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".editorconfig": "editorconfig",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
"""Where each file of ``starter/`` goes in a project."""
_OF_ONE = {".github/workflows/site.yml": "workflow.yml"}
"""The same in a repository that is a project."""
_OF_MANY = {
    "README.md": "README-many.md",
    ".gitignore": "gitignore-many",
    ".editorconfig": "editorconfig",
    ".github/workflows/portal.yml": "workflow-many.yml",
    ".github/actions/zeren/action.yml": "action.yml",
}
"""The same in a repository whose folders are projects, a jurisdiction each, with a portal over them."""


@dataclass(frozen=True)
class Wheel:
    """The tool as the workflow installs it: an address or a file of the project, and its SHA-256."""

    origin: str = ""
    sha256: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Of a wheel that comes as a file: its path in the project and its bytes."""


def wheel(origin: str, sha256: str = "") -> Wheel:
    """The wheel at an address (then with its SHA-256) or on the disk. Raises ProjectError and OSError."""
    if sha256 and not re.fullmatch("[0-9a-f]{64}", sha256):
        raise ProjectError("--sha256 要写 64 位小写十六进制数字")
    if re.match("https?://", origin):
        if not re.fullmatch(r"https://[A-Za-z0-9._~/%+:-]+\.whl", origin):
            raise ProjectError(f"--wheel 的网址要以 https:// 开头、以 .whl 结尾：{origin}")
        if not sha256:
            raise ProjectError("--wheel 写网址时还要用 --sha256 写明它的 SHA-256")
        return Wheel(origin, sha256)
    path = Path(origin)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+\.whl", path.name):
        raise ProjectError(f"--wheel 要写一个 .whl 文件或它的网址：{origin}")
    content = path.read_bytes()
    actual = hashlib.sha256(content).hexdigest()
    if sha256 not in ("", actual):
        raise ProjectError(f"{origin} 的 SHA-256 是 {actual}，与 --sha256 写的不同")
    return Wheel(f"wheels/{path.name}", actual, {f"wheels/{path.name}": content})


@dataclass(frozen=True)
class Started:
    """What was written into the folder, and what was there already and stayed; paths as in the project."""

    written: tuple[str, ...]
    left: tuple[str, ...]


def start(project: Project, tool: Wheel) -> Started:
    """Write the files of a new project; what exists is left as it is. Raises OSError."""
    return _written(project.root, _of_project() | _starters(_OF_ONE, tool) | dict(tool.files))


def start_many(root: Path, jurisdictions: Sequence[str], tool: Wheel) -> Started:
    """Write a repository with a project for each of ``jurisdictions``, folders in it, and the portal over them.

    What exists is left as it is. Raises ProjectError for a folder that cannot become part of an address, and OSError.
    """
    if wrong := next(
        (jurisdiction for jurisdiction in jurisdictions if not is_folder_name(jurisdiction)), None
    ):
        raise ProjectError(f"--jurisdiction 写文件夹的名字，用小写字母、数字和连字符，如 qinghe：{wrong}")
    contents = _starters(_OF_MANY, tool) | dict(tool.files)
    for jurisdiction in jurisdictions:
        contents |= {f"{jurisdiction}/{name}": content for name, content in _of_project().items()}
    return _written(root, contents)


def _written(root: Path, contents: Mapping[str, bytes]) -> Started:
    written, left = [], []
    for name, content in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(content)
            written.append(name)
        except FileExistsError:
            left.append(name)
    return Started(tuple(written), tuple(left))


def _of_project() -> dict[str, bytes]:
    """The files of a project, with an id of its own."""
    contents = _starters(_OF_PROJECT, Wheel())
    contents |= {f"schema/{name}": text.encode() for name, text in schemas().items()}
    contents[REQUIREMENTS] = resource(REQUIREMENTS).read_bytes()
    return contents


def _starters(files: Mapping[str, str], tool: Wheel) -> dict[str, bytes]:
    """Those files of ``starter/``, filled in."""
    values = {
        "{id}": new_identity(),
        "{format}": str(DATA_FORMAT),
        "{wheel}": tool.origin,
        "{sha256}": tool.sha256,
    }
    contents = {}
    for name, starter in files.items():
        text = (_STARTER / starter).read_text(encoding="utf-8")
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        contents[name] = text.encode()
    return contents
