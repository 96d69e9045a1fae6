"""A portal over many jurisdictions: what a site costs, each built in a process of its own, and what the portal does.

    python benchmarks/portal.py [--jurisdictions 200] [--policies 10] [--built 8] [--markdown]

Each made-up jurisdiction has copies of the policy, with the same names of units as all others. ``--built`` of them are
built; the data of the others are theirs under other names, as the portal reads nothing else of a site.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench import copies  # noqa: E402 – the project's folder has to be on the path first
from benchmarks.growth import BRANCHES, STEMS  # noqa: E402

DAY = "2022-06-30"
DATA = "data/responsibility.json"


class Cost(NamedTuple):
    """What a process took: seconds of all cores, seconds that passed, megabytes of the largest of its processes."""

    cpu: float
    wall: float
    memory: float


def name_of(number: int) -> str:
    """甲子县, 乙丑县 …: no two of the first 1,200 are alike."""
    return STEMS[number % 10] + BRANCHES[number // 10 % 12] + "县市区旗"[number // 120 % 4]


def run(*arguments: str, folder: Path) -> Cost:
    """Call the tool in a process of its own. Raises SystemExit where that fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.stderr.read().decode() if process.stderr else process.returncode)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def built(folder: Path, number: int, policies: int) -> Cost:
    """Make the project of a jurisdiction in ``folder`` and build its site there."""
    copies(folder / "tasks", policies)
    text = f"id: {number:016x}\njurisdiction: {name_of(number)}\n"
    (folder / "site.yml").write_text(text, encoding="utf-8")
    return run("site", "--no-downloads", "--as-of", DAY, folder=folder)


def under_another_name(data: Path, target: Path, number: int) -> None:
    """The data of a site as that of another jurisdiction."""
    document = json.loads(data.read_bytes())
    document["site"] |= {"id": f"{number:016x}", "jurisdiction": name_of(number)}
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")


def sizes(portal: Path) -> list[tuple[str, str]]:
    """What the portal weighs, and what a search loads of it at most before its first result."""
    files = [path for path in portal.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    pairs = sorted((path.stat().st_size for path in portal.glob("search/gram-*.js")), reverse=True)
    entries = max((path.stat().st_size for path in portal.glob("search/docs-*.js")), default=0)
    index = (portal / "search" / "search_index.json").stat().st_size
    return [
        ("pages of the portal", f"{len(pages):,}"),
        ("largest page", f"{max(path.stat().st_size for path in pages) / 1024:.0f} KB"),
        ("portal", f"{sum(path.stat().st_size for path in files) / 1e6:,.0f} MB in {len(files):,} files"),
        (
            "of these the search index",
            f"{sum(path.stat().st_size for path in portal.glob('search/*')) / 1e6:,.0f} MB",
        ),
        (
            "a word of four characters loads at most, before its first result",
            f"{(index + sum(pairs[:2]) + entries) / 1024:.0f} KB",
        ),
    ]


def measured(jurisdictions: int, policies: int, number_built: int) -> list[tuple[str, str]]:
    """All figures, each with what it is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = [built(folder / "projects" / str(number), number, policies) for number in range(number_built)]
        sites = [folder / "projects" / str(number) / "site" for number in range(number_built)]
        for number in range(jurisdictions):
            data = sites[number % number_built] / DATA
            under_another_name(data, folder / "sites" / f"{number:04}" / DATA, number)
        portal = run("portal", "sites", "--out", "portal", folder=folder)
        site_bytes = sum(path.stat().st_size for path in sites[0].rglob("*") if path.is_file())
        data_bytes = sum(path.stat().st_size for path in (folder / "sites").rglob("*.json"))
        return [
            (
                "jurisdictions, policies of each, tasks",
                f"{jurisdictions}, {policies}, {58 * jurisdictions * policies:,}",
            ),
            (
                f"a site, median of {number_built}",
                _words([*map(statistics.median, zip(*costs, strict=True))]),
            ),
            ("a site weighs", f"{site_bytes / 1e6:.0f} MB, {len(list(sites[0].rglob('*.html'))):,} pages"),
            ("data that the portal reads", f"{data_bytes / 1e6:,.0f} MB"),
            ("portal", _words(portal)),
            *sizes(folder / "portal"),
        ]


def _words(cost: Sequence[float]) -> str:
    cpu, wall, memory = cost
    return f"{cpu:.1f} s of CPU ({wall:.1f} s passed), peak {memory:.0f} MB"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jurisdictions", type=int, default=200)
    parser.add_argument("--policies", type=int, default=10)
    parser.add_argument("--built", type=int, default=8)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    for what, figure in measured(given.jurisdictions, given.policies, min(given.built, given.jurisdictions)):
        print(f"| {what} | {figure} |" if given.markdown else f"{what}　{figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
