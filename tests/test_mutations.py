"""The real data spoilt in thousands of ways: each ends in problems with file and line, or in data that holds.

Where the checks pass, everything behind them must pass too: views, pages, files for download.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.outputs import report as reports
from responsibility.outputs.downloads import downloads
from responsibility.outputs.site.render import render

from .conftest import POLICY, REAL, ROOT, SMALL, read
from .support import mutating
from .support.timing import cpu_limit

pytestmark = pytest.mark.long

MEIFA = "meifa-2021-7"
TEMPLATES = read_templates(ROOT / "templates")
LONGEST = 10
"""Seconds of computing that one case may take; the slowest takes about one on a quiet machine."""


def problems(what: str, files: Files) -> int:
    """How many errors the files have; each has a place, and none is a traceback."""
    with cpu_limit(LONGEST, what):
        data = load(files)
        report = checks.run(data)
        for form in (reports.text, reports.json_text, reports.github):
            assert "Traceback" not in form(report)
    last = {file: len(re.findall(b"\r\n|\r|\n", content)) + 1 for file, content in files.items()}
    for one in report.problems:
        assert 1 <= one.location.line <= last.get(one.location.file, 1), (what, one)
        assert one.location.column >= 1
        assert one.message
        assert one.hint
    errors = report.count("error")
    if not errors:
        published(what, data, report)
    return errors


def published(what: str, data: Data, report: checks.Report) -> None:
    """All that would be published of sound data is made."""
    site = views.build(data, report)
    assert render(site, TEMPLATES), what
    assert downloads(site, ("csv", "ics")), what


def refused(cases: Iterable[mutating.Case]) -> tuple[int, int]:
    """How many cases there are, and in how many of them errors were found."""
    found = [problems(what, files) for what, files in cases]
    return len(found), sum(errors > 0 for errors in found)


@pytest.fixture(scope="module")
def meifa() -> Files:
    return read(REAL)


NAMES = sorted(read(REAL))
GROUPS = [NAMES[start::6] for start in range(6)]


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_lines(meifa: Files, group: int) -> None:
    """A fault in a file shows without the other policy files, which would only take time."""
    cases = (case for name in GROUPS[group] for case in mutating.lines(around(meifa, name), name, 4))
    total, faulty = refused(cases)
    assert total > 200
    assert faulty > 0.8 * total


@pytest.mark.parametrize("name", sorted(read(SMALL)))
def test_lines_of_whole_data(small_files: Files, name: str) -> None:
    """Each line, with everything else around it; what holds is published."""
    total, faulty = refused(mutating.lines(small_files, name, 1))
    assert total == 6 * (small_files[name].count(b"\n") + 1)
    assert faulty > 0.4 * total  # half of the source's lines are empty


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_cuts(meifa: Files, group: int) -> None:
    total, faulty = refused(
        case for name in GROUPS[group] for case in mutating.cuts(around(meifa, name), name, 12)
    )
    assert faulty == total > 100


def around(files: Files, name: str) -> Files:
    """The file itself and what it cannot be read without: quick to check, and never without errors."""
    return {one: files[one] for one in (name, "units.yml", f"{MEIFA}/policy.yml")}


@pytest.mark.parametrize("name", [f"{MEIFA}/02.yml", f"{MEIFA}/36.yml", f"{MEIFA}/policy.yml", "units.yml"])
def test_signs(meifa: Files, name: str) -> None:
    total, faulty = refused(mutating.signs(meifa, name))
    assert total == 4 * len(mutating.SIGNS)
    assert faulty == total - 1  # a byte order mark at the beginning is none of the text


@pytest.mark.parametrize(
    "name", [f"{MEIFA}/36.yml", f"{MEIFA}/policy.yml", f"{MEIFA}/source.txt", "units.yml"]
)
def test_encodings(meifa: Files, name: str) -> None:
    """UTF-8 with a byte order mark and other line ends are read; other encodings are named."""
    found = {what.split(" ", 1)[1]: problems(what, files) for what, files in mutating.encodings(meifa, name)}
    assert {what: errors > 0 for what, errors in found.items()} == {
        "in gb18030": True,
        "in utf-16": True,
        "in utf-16-be": True,
        "in utf-8-sig": False,
        "with '\\r\\n'": False,
        "with '\\r'": False,
    }


@pytest.mark.parametrize("name", [f"{MEIFA}/36.yml", f"{MEIFA}/policy.yml", "units.yml"])
def test_bulk(meifa: Files, name: str) -> None:
    for what, files in mutating.bulk(meifa, name):
        assert problems(what, files), what


OF_SMALL = sorted(name for name in read(SMALL) if name.endswith(".yml"))


@pytest.mark.parametrize("name", OF_SMALL)
def test_fields(small_files: Files, name: str) -> None:
    """Every kind of field, on the small policy, which has one of each."""
    total, faulty = refused(mutating.fields(small_files, name))
    assert total > 50
    assert faulty > 0.75 * total


@pytest.mark.parametrize(
    "unit",
    [
        "县水力局",
        "县水利局 ",
        "縣水利局",
        "县 水利局",
        "",
        "县水利局、县财政局",
        "x" * 5_000,
        "../县水利局",
        "{{7*7}}",
    ],
)
def test_unknown_units(small_files: Files, unit: str) -> None:
    for name in OF_SMALL:
        for place in ("lead_units", "responsible_units"):
            text = small_files[name].decode()
            if f"{place}: [县水利局" in text:
                files = {
                    **small_files,
                    name: text.replace(f"{place}: [县水利局", f"{place}: ['{unit}'", 1).encode(),
                }
                assert problems(f"{name} {unit}", files)


@pytest.mark.parametrize(
    "identity", ["../../x", "a/b", "..", "", "Slj", "ｓｌｊ", "s l j", "jyj", "JYJ", "a\\nb", "-x", "x" * 300]
)
def test_ids_that_are_no_paths(small_files: Files, identity: str) -> None:
    files = {
        **small_files,
        "units.yml": small_files["units.yml"].replace(b"id: slj", f'id: "{identity}"'.encode()),
    }
    assert problems(identity, files)


@pytest.mark.parametrize("folder", ["..", "a b", "A", "清河", "a\nb", "-a", "a--b", "con:", "x.y", "<b>"])
def test_folders_that_are_no_addresses(small_files: Files, folder: str) -> None:
    files = {name.replace(POLICY, folder): content for name, content in small_files.items()}
    assert problems(folder, files)


@pytest.mark.parametrize("other", ["县水利局", "县水务局", "县水利局　", "ｘ", "x"])
def test_names_held_twice(small_files: Files, other: str) -> None:
    """Also where they differ in width or case alone."""
    own = f"  - {{name: '{other}', id: zzz, kind: party}}\n  - {{name: X, id: zzzz, kind: party}}\n"
    files = {**small_files, "units.yml": small_files["units.yml"] + own.encode()}
    assert problems(other, files)
