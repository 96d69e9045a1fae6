"""Brings a project's data to the format of this tool."""

from __future__ import annotations

import re
import secrets

from responsibility import DATA_FORMAT, SITE_FILE
from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.build.schemas import refresh_schemas
from responsibility.data import open_lists, strict_yaml
from responsibility.data.plain_files import read_plain_text
from responsibility.errors import ProjectError
from responsibility.outputs.report import problem_lines
from responsibility.resources import resource

REQUIREMENTS = "requirements.lock"
"""The tool's libraries, each at one version and by its hash: a project's workflow installs them."""
IGNORED = ".gitignore"
PERSONAL = ("/private/", "/台账/", "/收到的台账/", "/通报/")
"""Folders of a project in which there are telephone numbers: no git is to keep them."""
HEAD = "# yaml-language-server: $schema=schema/site.schema.json\n"


def new_identity() -> str:
    """A random id for ``site.yml``; no two projects have the same."""
    return secrets.token_hex(8)


def upgrade(project: Project) -> list[str]:
    """Bring the project's files to :data:`responsibility.DATA_FORMAT`; returns what was done, in Chinese.

    Does nothing to a project that is of that format already. Raises ProjectError where ``site.yml``
    cannot be read as YAML, and OSError.
    """
    steps = [*_open_lists(project), *_complete_site_file(project), *_ignore_personal(project)]
    own, copy = resource(REQUIREMENTS), project.root / REQUIREMENTS
    if copy.is_file() and copy.read_bytes() != own.read_bytes():
        write_whole(copy, own.read_bytes())
        steps.append(f"{REQUIREMENTS}：已更新")
    if schemas := refresh_schemas(project):
        steps.append(f"schema/：已更新 {'、'.join(schemas)}")
    return steps


def _complete_site_file(project: Project) -> list[str]:
    """Add ``id`` and ``format`` where they are missing, and bring ``format`` up to date; all else stays as it is."""
    path = project.site_yml
    text = read_plain_text(path, "utf-8-sig") if path.exists() else HEAD
    tree = strict_yaml.read(SITE_FILE, text)
    if tree.problems or not isinstance(tree.root, dict | str) or (isinstance(tree.root, str) and tree.root):
        lines = "\n".join(problem_lines(tree.problems)) or "要写成“键: 值”的样子"
        raise ProjectError(f"先把 {path} 改好：\n{lines}")
    known = tree.root if isinstance(tree.root, dict) else {}
    added = {
        key: value
        for key, value in (("id", new_identity()), ("format", str(DATA_FORMAT)))
        if key not in known
    }
    former = str(known.get("format", DATA_FORMAT))
    if former != str(DATA_FORMAT) and former.isdecimal():
        text = re.sub(rf"(?m)^(format: *[\"']?){former}\b", rf"\g<1>{DATA_FORMAT}", text)
        write_whole(path, text.encode())
        added["format"] = str(DATA_FORMAT)
    missing = {key: value for key, value in added.items() if key not in known}
    if missing:
        written = text.splitlines(keepends=True)
        at = next((index for index, line in enumerate(written) if not line.startswith("#")), len(written))
        written[at:at] = [f"{key}: {value}\n" for key, value in missing.items()]
        write_whole(path, "".join(written).encode())
    return [f"{SITE_FILE}：已写入 {key}" for key in added]


def _ignore_personal(project: Project) -> list[str]:
    """Let git, where it is used, leave out the folders in which there are telephone numbers and of which the office says nothing."""
    path = project.root / IGNORED
    within = (folder / ".git" for folder in (project.root, *project.root.parents))
    if not path.is_file() and not any(each.exists() for each in within):
        return []
    text = path.read_bytes() if path.is_file() else b""
    known = {line.strip("!/ \t") for line in text.decode(errors="replace").splitlines()}
    missing = [folder for folder in PERSONAL if folder.strip("/") not in known]
    if not missing:
        return []
    lines = ["# 里面有责任人和电话，只留在本机", *missing]
    between = b"" if not text or text.endswith(b"\n") else b"\n"
    write_whole(path, text + between + "".join(f"{line}\n" for line in lines).encode())
    return [f"{IGNORED}：已写入 {'、'.join(missing)}，里面有责任人和电话，git 不再收新的，已经提交过的还在"]


def _open_lists(project: Project) -> list[str]:
    """Write 等 where it stands in the lists of units, in place of ``responsible_open`` (format 1)."""
    steps = []
    for path in sorted(project.tasks.glob("*/*.yml")):
        text = read_plain_text(path, "utf-8-sig", "replace")
        if "responsible_open" not in text:
            continue
        name = f"{project.tasks.name}/{path.parent.name}/{path.name}"
        if problems := strict_yaml.read(name, text).problems:
            raise ProjectError(f"先把 {path} 改好：\n" + "\n".join(problem_lines(problems)))
        new = open_lists.rewritten(text)
        if new != text:
            write_whole(path, new.encode())
            steps.append(f"{name}：“等”写在单位之后")
    return steps
