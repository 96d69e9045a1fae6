"""The files for download as they get onto the disk: by several processes, or from the last site where they are the same."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from responsibility.build.download_files import KeptFiles, write_downloads
from responsibility.build.drawers import Drawers
from responsibility.build.files import remove
from responsibility.build.project import Project
from responsibility.errors import BuildError
from responsibility.outputs.downloads import Downloads, downloads
from responsibility.outputs.drawing import Drawing
from responsibility.views import SiteView

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read
from .support.policies import reissued
from .support.progress import entry, reported
from .test_site import snapshot

OTHER = "qinghe-2024-9"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Note(Drawing):
    """A file that is made of a word."""

    word: str

    def drawn(self) -> bytes:
        """The word; the process's number, where it asks for that; nothing where it is to go wrong."""
        if self.word == "大":
            raise OSError(28, "No space left on device")
        if self.word == "亡":
            os._exit(9)
        if self.word == "久":
            time.sleep(600)
        return str(os.getpid()).encode() if self.word == "谁" else self.word.encode()


class Counting(Drawers):
    """Here, one after the other, and counted."""

    def __init__(self) -> None:
        super().__init__(cores=1)
        self.drawn: set[str] = set()

    def write(self, drawing: Drawing, path: Path, written: Callable[[], None]) -> None:
        self.drawn.add(path.name)
        super().write(drawing, path, written)


def publish(root: Path, site: SiteView, drawers: Drawers | None = None) -> Files:
    """The files of the site that is published into a project's folder."""
    kept = KeptFiles(Project(root, root / "tasks"), root / "site")
    (root / "out").mkdir(parents=True, exist_ok=True)
    write_downloads(Downloads(site), kept, root / "new", drawers=drawers or Drawers(cores=1))
    remove(root / "site")
    (root / "new").rename(root / "site")
    kept.note()
    return snapshot(root / "site")


@pytest.fixture(scope="module")
def two() -> Files:
    """Two policies, the second with the units of the first."""
    return reissued(read(SMALL), OTHER, "清发〔2024〕9号", years=1)


def edited(name: str, old: str, new: str) -> Callable[[Files], Files]:
    """Change one file by replacing words, which stand in it."""

    def change(files: Files) -> Files:
        text = files[name].decode()
        assert old in text
        return {**files, name: text.replace(old, new).encode()}

    return change


def without_a_policy(files: Files) -> Files:
    return {name: content for name, content in files.items() if not name.startswith(OTHER)}


def reported_on(files: Files) -> Files:
    return reported(files, "2023-06-30", "县水利局", entry("1", "in_progress"))


EDITS: dict[str, Callable[[Files], Files]] = {
    "a word of a fact": edited(f"{OTHER}/01.yml", "indicator: 新建水厂", "indicator: 水厂"),
    "a document that is a draft": edited(f"{POLICY}/policy.yml", "outline:", "draft: true\noutline:"),
    "a unit's short name": edited("units.yml", "name: 县水利局", "name: 县水利局\n    short: 水利局"),
    "nothing": dict,
    "a policy less": without_a_policy,
    "a report": reported_on,
}
"""Changes of the data, which some files do not show."""


@pytest.mark.parametrize("what", EDITS)
def test_after_any_edit_the_files_are_those_made_from_nothing(two: Files, tmp_path: Path, what: str) -> None:
    publish(tmp_path, compiled(two).site)
    site = compiled(EDITS[what](two)).site
    drawing = Counting()
    assert publish(tmp_path, site, drawing) == downloads(site)
    all_drawn = {Path(path).name for path in downloads(site) if path.endswith((".xlsx", ".docx"))}
    assert drawing.drawn < all_drawn
    assert bool(drawing.drawn) == (what != "nothing")


def test_a_file_that_somebody_changed_is_made_anew(two: Files, tmp_path: Path) -> None:
    site = compiled(two).site
    whole = publish(tmp_path, site)
    units = tmp_path / "site" / "downloads" / "units"
    (units / "slj.xlsx").write_bytes(b"spoilt")
    (units / "slj.docx").unlink()
    drawing = Counting()
    assert publish(tmp_path, site, drawing) == whole
    assert drawing.drawn == {"slj.xlsx", "slj.docx"}


def spoil_record(root: Path) -> None:
    (root / "out" / "downloads.json").write_text('{"x": 1}', encoding="utf-8")


def spoil_rows(root: Path) -> None:
    record = root / "out" / "downloads.json"
    record.write_text(record.read_text(encoding="utf-8").replace('["', '[["', 2), encoding="utf-8")


def other_tool(root: Path) -> None:
    record = root / "out" / "downloads.json"
    [(site, (_, files))] = json.loads(record.read_text(encoding="utf-8")).items()
    record.write_text(json.dumps({site: ["another", files]}), encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoil_record, spoil_rows, other_tool])
def test_nothing_is_taken_over_by_a_damaged_record_or_one_of_another_program(
    compiled_small: Compiled, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    whole = publish(tmp_path, compiled_small.site)
    spoil(tmp_path)
    drawing = Counting()
    assert publish(tmp_path, compiled_small.site, drawing) == whole
    assert drawing.drawn


def test_several_processes_make_the_same_files(compiled_small: Compiled, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    files = Downloads(compiled_small.site)
    write_downloads(
        files,
        KeptFiles(Project(tmp_path, tmp_path / "tasks"), tmp_path / "site"),
        tmp_path / "new",
        lambda done, total, _: told.append((done, total)),
        Drawers(worth_help=0, cores=2),
    )
    assert snapshot(tmp_path / "new") == downloads(compiled_small.site)
    assert told == [(done, len(files.in_turn())) for done in range(len(files.in_turn()) + 1)]


def test_a_drawing_tells_all_that_its_file_shows(compiled_small: Compiled) -> None:
    """Another process has only what is pickled, and the same data give the same digest."""
    again = Downloads(compiled(read(SMALL)).site).in_turn()
    for download, other in zip(Downloads(compiled_small.site).in_turn(), again, strict=True):
        drawing, same = download.write(), other.write()
        if isinstance(drawing, Drawing) and isinstance(same, Drawing):
            digest = drawing.digest()
            assert pickle.loads(pickle.dumps(drawing)).drawn() == download.make() == drawing.drawn()
            assert same.digest() == digest, download.path
    assert Note("一").digest() != Note("二").digest()


# ---------------------------------------------------------------- processes


def test_a_single_core_and_little_work_need_no_other_process(tmp_path: Path) -> None:
    for drawers in (Drawers(worth_help=0, cores=1), Drawers(cores=2)):
        with drawers:
            drawers.write(Note("谁"), tmp_path / "note", lambda: None)
        assert int((tmp_path / "note").read_bytes()) == os.getpid()


def write_two(first: Note, second: Note, folder: Path) -> None:
    with Drawers(worth_help=0, cores=2) as drawers:
        drawers.write(first, folder / "first", lambda: None)
        drawers.write(second, folder / "second", lambda: None)


def test_what_goes_wrong_in_a_process_is_said_here(tmp_path: Path) -> None:
    for word, error in (("大", OSError), ("亡", BuildError)):
        with pytest.raises(error):
            write_two(Note("谁"), Note(word), tmp_path)
        assert not multiprocessing.active_children()
    assert int((tmp_path / "first").read_bytes()) != os.getpid()


_ALONE = """
import sys
from pathlib import Path
from responsibility.build.drawers import Drawers
from tests.test_download_files import Note

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with Drawers(worth_help=0, cores=1 + 1) as drawers:
        drawers.write(Note("谁"), folder / "started", lambda: None)
        drawers.write(Note("久"), folder / "never", lambda: None)
        drawers._wait_for_some()
        print("begun", flush=True)
        drawers._wait_for_some()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are killed otherwise there")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_text(_ALONE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        assert run.stdout.readline() == "begun\n"
        child = int((tmp_path / "started").read_bytes())
        os.kill(child, signal.SIGINT)  # of Ctrl-C it hears nothing
        os.kill(child, 0)
        run.kill()
        for _ in range(300):
            try:
                os.kill(child, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
    raise AssertionError("it goes on without the one that started it")
