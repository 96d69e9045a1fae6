"""The README says what is so, in two languages alike: commands, targets of make, files, pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from responsibility.cli import COMMANDS

from .conftest import ROOT
from .support.commands import calls, code, command_of, targets, wrong

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
HEAD, CHINESE, ENGLISH = re.split(r"^## (?:中文|English)$", TEXT, flags=re.MULTILINE)
HEAVIEST = 150_000
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_commands_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert calls(text)
    assert not list(filter(None, map(wrong, calls(text))))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_targets_are_there(path: Path) -> None:
    made = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets(path.read_text(encoding="utf-8")) <= made


def test_every_command_is_spoken_of() -> None:
    spoken = {command_of(words)[0] for words in calls(CHINESE) if command_of(words)}
    helpers = {"render", "checks"}  # a step of site, and the same as check --explain
    assert spoken == set(COMMANDS) - helpers


def test_both_languages_say_the_same() -> None:
    for what in (
        lambda text: {command_of(words) for words in calls(text)},
        targets,
        lambda text: set(re.findall(r"\]\(([^)#]+)\)", text)),
        lambda text: {
            line for line in code(text) if line.startswith((".venv", "py ", "tasks/meifa", "美发"))
        },
        lambda text: len(re.findall(r"^### ", text, re.MULTILINE)),
        lambda text: len(re.findall(r"^\| `", text, re.MULTILINE)),
    ):
        assert what(CHINESE) == what(ENGLISH)


def test_it_begins_with_what_it_is_for() -> None:
    title, chinese, english = [part for part in HEAD.split("\n\n") if part][:3]
    assert title == "# 责任清单 · Responsibility site"
    assert chinese.startswith("把政策文件里")
    assert english.startswith("Compiles the assignments of a Chinese government plan")


def test_files_are_there() -> None:
    named = [target for target in re.findall(r"\]\(([^)#]+)\)", TEXT) if not target.startswith("https:")]
    assert named
    assert not [target for target in named if not (ROOT / target).is_file()]
    folders = {
        name
        for row in re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE)
        for name in re.findall(r"`([\w.]+/)`", row)
    }
    assert folders
    assert not [folder for folder in folders if not (ROOT / folder).is_dir()]


def test_pictures_are_few_and_light() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert 2 <= len(pictures) <= 4
    assert {(ROOT / name).name for name in pictures} == {
        path.name for path in (ROOT / "docs/screenshots").iterdir()
    }
    assert all((ROOT / name).stat().st_size < HEAVIEST for name in pictures)
