"""Data spoilt by its structure: values exchanged, spliced from elsewhere, left out, doubled; each is told or holds."""

from __future__ import annotations

import random
import re
from typing import Any

import yaml

from responsibility import checks, views
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.outputs import report as reports
from responsibility.outputs.downloads import downloads

from ..conftest import SMALL, read
from ..support.mutating import SIGNS, VALUES
from ..support.reporting_round import round_of_reports
from .pages import pages

FILES = round_of_reports(read(SMALL), "2023-06-30")
"""The small policy, with what its units reported and what was decided."""
YAML_FILES = [name for name in sorted(FILES) if name.endswith(".yml")]
PIECES = (
    "true",
    "yes",
    "1",
    "0",
    "2023",
    "2023-02-30",
    "第",
    "等",
    "：",
    "（",
    "。\n",
    "%",
    "万",
    "全部",
    "　",
    "\t",
    "#",
    "'",
    "s1",
    "../x",
)
"""What is put into a value or stands in its place."""
EXPORTED = ("csv", "ics")
"""The formats whose files are made of data that hold; the others are read back by another campaign."""

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser of the data's own reader: the other one refuses a tab at the end of a line."""
Keys = tuple[Any, ...]


def case(chance: random.Random) -> bool:
    """Spoil the data in one to three places; returns whether the checks still pass. Raises AssertionError for a fault."""
    files, changed = dict(FILES), []
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = (
            chance.choice(YAML_FILES)
            if chance.random() < 0.97
            else f"{YAML_FILES[0].split('/')[0]}/source.txt"
        )
        spoil = _spoiled_text if not name.endswith(".yml") or chance.random() < 0.25 else _spoiled_tree
        files[name] = spoil(chance, files[name])
        changed.append(name)
    return judged(files, changed)


def judged(files: Files, changed: list[str]) -> bool:
    """Whether the checks pass. Every problem has a place; what passes is published, and is not the data that it was."""
    data = load(files)
    report = checks.run(data)
    for form in (reports.text, reports.json_text, reports.github):
        assert "Traceback" not in form(report)
    last = {file: len(re.findall(b"\r\n|\r|\n", content)) + 1 for file, content in files.items()}
    for problem in report.problems:
        assert 1 <= problem.location.line <= last.get(problem.location.file, 1), problem
        assert problem.message, problem
    if report.errors:
        return False
    site = views.build(data, report)
    pages(site)
    assert downloads(site, EXPORTED)
    for name in changed:
        _need_noticed(name, files[name], data)
    return True


SOUND = load(FILES)


def _need_noticed(name: str, content: bytes, data: Data) -> None:
    """Raise where a file says something else than it did, nobody complains, and the records are as they were."""
    if not name.endswith(".yml") or (data.policies, data.units) != (SOUND.policies, SOUND.units):
        return
    before, after = (_meaning(yaml.load(each, LOADER)) for each in (FILES[name], content))
    assert before == after, f"{name} was changed, and nothing noticed it"


def _meaning(tree: Any) -> Any:
    """What a tree says: what is empty or false is not said, numbers are numbers, blanks at the end of lines are none."""
    if isinstance(tree, dict):
        return {
            key: _meaning(value)
            for key, value in tree.items()
            if _meaning(value) not in ("", [], {}, "false")
        }
    if isinstance(tree, list):
        return [_meaning(value) for value in tree]
    text = "\n".join(line.rstrip() for line in str(tree).strip().split("\n"))
    return str(float(text)) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text) else text


def _spoiled_text(chance: random.Random, content: bytes) -> bytes:
    """Lines of a file left out, doubled, exchanged, cut; a sign put in; bytes lost."""
    lines = content.split(b"\n")
    index, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(6)
    if way == 0:
        del lines[index]
    elif way == 1:
        lines.insert(other, lines[index])
    elif way == 2:
        lines[index], lines[other] = lines[other], lines[index]
    elif way == 3:
        lines[index] = lines[index][: chance.randrange(len(lines[index]) + 1)]
    elif way == 4:
        lines[index] += chance.choice((*SIGNS, *PIECES)).encode("utf-8", "surrogatepass")
    else:
        start = chance.randrange(len(content))
        return content[:start] + content[start + chance.randrange(1, 40) :]
    return b"\n".join(lines)


def _spoiled_tree(chance: random.Random, content: bytes) -> bytes:
    """One value of the file's tree changed, if it still is one."""
    try:
        tree = yaml.load(content, LOADER)
    except (yaml.YAMLError, ValueError):
        return _spoiled_text(chance, content)
    paths = list(_paths(tree, ()))
    if not paths:
        return _spoiled_text(chance, content)
    keys = chance.choice(paths)
    parent = _at(tree, keys[:-1])
    way = chance.randrange(6)
    if way == 0:
        del parent[keys[-1]]
    elif way == 1:
        parent[keys[-1]] = chance.choice(VALUES)
    elif way == 2:
        parent[keys[-1]] = _copy(_at(tree, chance.choice(paths)))
    elif way == 3 and isinstance(parent, list):
        parent.insert(chance.randrange(len(parent) + 1), _copy(chance.choice(parent)))
    elif way == 4:
        other = yaml.load(FILES[chance.choice(YAML_FILES)], LOADER)
        parent[keys[-1]] = _at(other, chance.choice(list(_paths(other, ()))))
    else:
        parent[keys[-1]] = _mangled(chance, str(_at(tree, keys)))
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def _mangled(chance: random.Random, text: str) -> str:
    """A text with a piece put in or taken out."""
    start = chance.randrange(len(text) + 1)
    if chance.random() < 0.5:
        return text[:start] + chance.choice((*PIECES, *SIGNS)) + text[start:]
    return text[:start] + text[start + chance.randrange(1, 4) :]


def _paths(node: Any, keys: Keys) -> list[Keys]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path for key, value in items for path in ((*keys, key), *_paths(value, (*keys, key)))]


def _at(node: Any, keys: Keys) -> Any:
    for key in keys:
        node = node[key]
    return node


def _copy(node: Any) -> Any:
    """A copy of its own: YAML would write the same object twice as an alias."""
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(value) for value in node] if isinstance(node, list) else node
