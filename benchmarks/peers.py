"""Measures the project side by side with other tools on the same tasks and units.

    python benchmarks/peers.py [--runs N] [--markdown]

The tasks and units are converted to the sources of Doorstop, StrictDoc and
sphinx-needs (:mod:`benchmarks.peers_sources`), our generated pages are built by
MkDocs without our hooks, by the theme as it comes, by Zensical, and by Hugo without a theme; then each runs
in turns with our own command, whole process against whole process. Every build is
a full one into a clean folder, ours with ``--force``. Before it is measured, each
tool is held to having published every item (:mod:`benchmarks.peers_tools`).

Needs git, and the development environment of the project; the tools get an
environment of their own, ``.venv-peers``, made from peers.lock at the first run.
The lock is written with ``uv pip compile benchmarks/peers.in`` and the options
that CONTRIBUTING.md gives for the other locks; peers.in pins the theme to the
version in requirements.lock, for a fair comparison.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import peers_tools as tools
from benchmarks.bench import copies, process, ratio
from benchmarks.peers_sources import Document, documents
from responsibility.build.project import find_project

Run = Callable[[], float]
HEAD = ("对照", "本项目（秒）", "对方（秒）", "比值", "要求", "结果")


@dataclass(frozen=True)
class Goal:
    """A ratio that ours must not pass, or with ``below`` must not even reach."""

    limit: float
    below: bool = False

    @property
    def words(self) -> str:
        """The goal in Chinese."""
        return f"{'小于' if self.below else '不超过'} {self.limit:.3g}"

    def reached(self, measured: float) -> bool:
        """Whether a ratio keeps to the goal."""
        return measured < self.limit if self.below else measured <= self.limit


FASTER = Goal(1, below=True)
THRICE = Goal(1 / 3)
"""At least three times faster."""
NEAR = Goal(1.25)
AS_FAST = Goal(1)
ZENSICAL = Goal(0.6)
HUGO = Goal(6)
"""Hugo is compiled and only lays the pages out; ours makes, checks and proves what is on them."""


@dataclass(frozen=True)
class Pair:
    """What is compared: a command of ours with one of theirs."""

    what: str
    ours: Run
    theirs: Run
    goal: Goal | None = None
    """Without one the ratio is only told."""


@dataclass(frozen=True)
class Measured:
    """A pair and its measurement: the median seconds of both, the median ratio."""

    pair: Pair
    ours: float
    theirs: float
    ratio: float

    @property
    def missed(self) -> bool:
        """Whether there is a goal and it was not reached."""
        return self.pair.goal is not None and not self.pair.goal.reached(self.ratio)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        goal = self.pair.goal
        verdict = ("没有达到" if self.missed else "达到") if goal else "—"
        figures = (f"{self.ours:.2f}", f"{self.theirs:.2f}", f"{self.ratio:.2f}")
        return (self.pair.what, *figures, goal.words if goal else "—", verdict)


@dataclass(frozen=True)
class Case:
    """A number of copies of the policy, our commands on them, and a folder for the others' sources."""

    folder: Path
    label: str
    documents: tuple[Document, ...]
    """The items that all have to publish."""
    check: Run
    full: Run
    site: Run
    """Without the files for download, which none of the others makes."""

    @property
    def docs(self) -> Path:
        """Our generated pages, which our own commands write anew as they were."""
        return find_project(self.folder).docs


def case(folder: Path, number: int, label: str) -> Case:
    """The copies, a project of their own, and our commands; our site is built once, so that its pages are there."""
    tasks, site = copies(folder / "tasks", number), folder / "site"
    ours = ("build.py", "site", "--force", "--tasks", str(tasks), "--site", str(site))
    made = Case(
        folder,
        label,
        documents(tasks),
        check=process("build.py", "check", "--tasks", str(tasks)),
        full=process(*ours, anew=site),
        site=process(*ours, "--no-downloads", anew=site),
    )
    made.site()
    tools.demand_texts(made.documents, site)
    return made


def with_own_sources(made: Case, strictdoc: Goal, others: Goal | None, publishing: Goal | None) -> list[Pair]:
    """The pairs with the tools that read sources of their own."""
    validate, publish = tools.doorstop(made.documents, made.folder / "doorstop")
    export, cached = tools.strictdoc(made.documents, made.folder / "strictdoc")
    build = tools.sphinx_needs(made.documents, made.folder / "sphinx")
    site = f"{made.label}：site --no-downloads"
    return [
        Pair(f"{made.label}：check ÷ doorstop", made.check, validate, others),
        Pair(f"{site} ÷ doorstop publish", made.site, publish, publishing),
        Pair(f"{site} ÷ strictdoc export", made.site, export, strictdoc),
        Pair(f"{site} ÷ strictdoc export（留着缓存）", made.site, cached),
        Pair(f"{site} ÷ sphinx-needs", made.site, build, others),
    ]


def with_our_pages(made: Case) -> list[Pair]:
    """The pairs with the tools that build our pages."""
    docs, site = made.docs, f"{made.label}：site --no-downloads"
    bare = tools.bare_mkdocs(docs, made.folder / "bare")
    stock = tools.mkdocs_material(docs, made.folder / "stock")
    successor = tools.zensical(made.folder)
    for tool in (bare, stock, successor):
        tool()
        if tool.output:
            tools.demand_same_pages(made.documents, made.folder / "site", tool.output)
    return [
        Pair(f"{site} ÷ mkdocs build（不带 hooks）", made.site, bare, NEAR),
        Pair(f"{made.label}：site ÷ mkdocs build（不带 hooks）", made.full, bare),
        Pair(f"{site} ÷ mkdocs-material 原样，中文搜索", made.site, stock),
        Pair(f"{site} ÷ zensical", made.site, successor, ZENSICAL),
    ]


def with_hugo(made: Case) -> Pair:
    """The pair with Hugo, which is given our pages and no theme."""
    hugo = tools.hugo(made.docs, made.folder / "hugo")
    hugo()
    if hugo.output:
        tools.demand_pages(made.documents, made.docs, hugo.output)
    return Pair(f"{made.label}：site --no-downloads ÷ hugo（同样的页，不带主题）", made.site, hugo, HUGO)


def measure(folder: Path, runs: int) -> list[Measured]:
    """All pairs, measured one after the other."""
    single = case(folder / "one", 1, "一份")
    pairs = [*with_our_pages(single), *with_own_sources(single, FASTER, FASTER, AS_FAST)]
    several = case(folder / "ten", 10, "十份")
    pairs += [*with_own_sources(several, THRICE, None, None), with_hugo(several)]
    rows = []
    for pair in pairs:
        print(f"{pair.what}……", file=sys.stderr)
        rows.append(Measured(pair, *ratio(pair.ours, pair.theirs, runs)))
    return rows


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """The table for the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*HEAD, box=box.SIMPLE)
    for row in rows:
        table.add_row(*row)
    Console(width=132, highlight=False).print(table)


def print_markdown(rows: Iterable[tuple[str, ...]]) -> None:
    """The table as Markdown."""
    for row in (HEAD, ("---", "--:", "--:", "--:", "---", "---"), *rows):
        print(f"| {' | '.join(row)} |")


def main() -> int:
    """Measure and print; the exit status is 1 where a goal is missed or a tool fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    options = parser.parse_args()
    try:
        tools.install()
        with tempfile.TemporaryDirectory() as folder:
            measured = measure(Path(folder), options.runs)
    except tools.PeerError as error:
        print(error, file=sys.stderr)
        return 1
    (print_markdown if options.markdown else print_table)([pair.cells for pair in measured])
    print(f"\n时间取 {options.runs} 次的中位数，比值取逐对之比的中位数。{tools.versions()}。")
    return int(any(pair.missed for pair in measured))


if __name__ == "__main__":
    sys.exit(main())
