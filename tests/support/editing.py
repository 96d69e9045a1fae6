"""Editions that differ by one edit, and their diff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.diff import diff
from responsibility.diff.records import Diff

Edit = Callable[[dict[str, Any]], object]


def loaded(files: Files) -> Data:
    """The data of files that must load whole."""
    data = load(files)
    assert data.whole, data.problems
    return data


def edited(files: Files, path: str, edit: Edit) -> Diff:
    """The diff after one edit of one file."""
    tree = yaml.load(files[path], yaml.BaseLoader)
    edit(tree)
    after = {**files, path: yaml.safe_dump(tree, allow_unicode=True).encode()}
    return diff(loaded(files), loaded(after))


def first(field: str, **values: Any) -> Edit:
    """Set keys of the first entry of a list."""
    return lambda task: task[field][0].update(values)
