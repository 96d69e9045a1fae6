"""How far long work is: on a terminal alone, from two seconds on, and gone when it ends."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from responsibility import checks
from responsibility.advance import Advance, counted
from responsibility.build.comparison import compared
from responsibility.build.drafts import import_document
from responsibility.build.project import Project, find_project
from responsibility.build.site import build_site
from responsibility.cli.steps import Bar, step
from responsibility.edit.collecting import collect
from responsibility.edit.renumbering import renumber
from responsibility.outputs.downloads import Downloads

from .conftest import SMALL, Compiled, read, write
from .support.filling import project, sent

__all__ = ["project", "sent"]

PAGES = ["甲", "乙", "丙"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def done(stream: io.StringIO, seconds: float) -> str:
    """What three pages write to ``stream`` that take ``seconds`` each; the line of progress taken away at the end."""
    clock = Clock()
    bar = Bar("生成页面", stream, clock)
    for _ in counted(PAGES, "页", bar.advance):
        clock.now += seconds
    bar.close()
    return stream.getvalue()


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_from_two_seconds_on_it_is_shown_how_far_the_work_is() -> None:
    shown = done(Terminal(), 1)
    assert "生成页面" in shown
    assert "2/3 页" in shown, "two pages are done when two seconds have gone by"
    assert "3/3 页" in shown
    assert not re.search(r"[01]/3", shown)


def test_what_takes_less_says_nothing() -> None:
    assert done(Terminal(), 0.6) == ""


def test_what_is_no_terminal_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert done(io.StringIO(), 60) == ""


def test_a_terminal_that_cannot_write_over_a_line_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert done(Terminal(), 60) == ""


def test_a_number_that_is_not_known_is_not_said() -> None:
    clock, terminal = Clock(), Terminal()
    bar = Bar("收台账", terminal, clock)
    clock.now += 5
    bar.advance(7, None, "个文件")
    bar.close()
    assert "7 个文件" in terminal.getvalue()
    assert "None" not in terminal.getvalue()


@pytest.mark.parametrize("fails", [False, True])
def test_a_step_is_one_line_in_the_end(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    """The line of progress is taken away, and what stood there before it is written anew."""
    clock, terminal = Clock(), Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    try:
        with step("构建网站", clock) as advance:
            clock.now += 4
            advance(1, 2, "页")
            if fails:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert fails
    lines = screen(terminal.getvalue())
    assert lines == (["构建网站 ……", ""] if fails else ["构建网站 …… 4.0 秒", ""])


class Told:
    """What is told of how far work is, by what it is counted in."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[tuple[int, int | None]]] = {}

    def __call__(self, done: int, total: int | None, counted_as: str) -> None:
        self.by_word.setdefault(counted_as, []).append((done, total))


def test_other_commands_tell_how_far_they_are(tmp_path: Path) -> None:
    tasks = write(read(SMALL), tmp_path / "tasks")
    here, told = find_project(tmp_path), Told()
    compared(str(SMALL), None, here, None, None, "text", told)
    assert told.by_word["份文件"] == 2 * [(0, 1), (1, 1)], "both editions"
    renumbered, imported = Told(), Told()
    renumber(here, None, "insert", "2", True, renumbered)
    assert renumbered.by_word["份文件"][-1] == (1, 1)
    document = tmp_path / "方案.txt"
    document.write_text(
        "一、供水\n（一）改造管网。改造管网80公里。（牵头单位：县水利局）\n", encoding="utf-8"
    )
    import_document(document, "p-2", here, {}, imported)
    assert (tasks / "p-2").is_dir()
    assert imported.by_word["份文件"][-1] == (2, 2), "read again with the new one"
    assert imported.by_word["项检查"][-1] == (len(checks.RUN), len(checks.RUN))


@pytest.mark.slow
def test_each_step_of_a_site_tells_how_far_it_is(project: Project) -> None:
    told: dict[str, Told] = {}

    @contextmanager
    def progress(what: str) -> Iterator[Advance]:
        told[what] = Told()
        yield told[what]

    build_site(project, project.site, progress=progress)
    assert told["检查"].by_word == {
        "份文件": [(0, 1), (1, 1)],
        "项检查": [(done, len(checks.RUN)) for done in range(len(checks.RUN) + 1)],
    }
    pages = told["生成页面"].by_word["页"]
    number = pages[-1][0]
    assert pages == [(done, number) for done in range(number + 1)]
    files = told["构建网站"].by_word["个文件"]
    assert [done for done, _ in files] == list(range(len(files)))
    built = told["构建网站"].by_word["页"]
    made = len(list(project.docs.rglob("*.md")))
    assert built == [(done, made) for done in range(10, made + 1, 10)], (
        "told in tens by the process that builds"
    )

    build_site(project, project.site, progress=progress)
    again = told["构建网站"].by_word.get("页", [])
    assert all(total is not None and total < made for _, total in again), "of those that are built alone"


def test_files_for_download_tell_how_many_are_written(compiled_small: Compiled) -> None:
    told = Told()
    files = Downloads(compiled_small.site, ["csv", "docx"]).by_name(told)
    assert told.by_word == {"个文件": [(done, len(files)) for done in range(len(files) + 1)]}


def test_ledgers_tell_how_many_are_read(project: Project, sent: dict[str, bytes]) -> None:
    folder = project.root / "ledgers"
    folder.mkdir()
    for name in ("slj", "jyj"):
        (folder / f"{name}.xlsx").write_bytes(sent[name])
    told = Told()
    collect(project, [folder], dry=True, advance=told)
    assert told.by_word == {"个文件": [(0, None), (1, None)], "份台账": [(0, 2), (1, 2), (2, 2)]}


def screen(written: str) -> list[str]:
    """What stands on a terminal after all of ``written``, line by line, colours left out."""
    lines, row, column = [""], 0, 0
    for piece in re.findall(r"\x1b\[[?\d;]*[A-Za-z]|[^\x1b]", written):
        if piece == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif piece == "\r":
            column = 0
        elif piece == "\x1b[1A":
            row -= 1
        elif piece == "\x1b[2K":
            lines[row] = ""
        elif not piece.startswith("\x1b"):
            lines[row] = lines[row][:column].ljust(column) + piece + lines[row][column + 1 :]
            column += 1
    return [line.rstrip() for line in lines]
