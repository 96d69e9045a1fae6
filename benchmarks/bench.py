"""Measures the compiler against what it stands on, as ratios within one run.

    python benchmarks/bench.py [--runs N]

- ``check`` on the policy, as a whole process, against a process that only
  imports the libraries that it uses: at most 2.25 times. The facts of the policy are three times
  as many as when the bound was 1.5, and each is read again in its quote.
- ``check`` on ten copies of the policy against one: at most ten times.
- load + check + render, in one process, against what ``mkdocs build`` then
  takes on the pages: at most two fifths (a quarter before a unit's page held the words
  of its duties). It is MkDocs as it comes, without our hooks, which more than halve its time.
- ``site`` without the files for download, as a whole process, against the same:
  at most 1.25 times.
- ``site`` where nothing changed, as a whole process, against building anew: at
  most a tenth.
- ``site`` of thirty policies after one task's text was changed, against building it from nothing, both in CPU time: at
  most a half.
- diff of ten policies against their revised editions, against loading both: at
  most five times.
- diff of 400 tasks of one template, all edited, against 100 of them: at most ten times;
  of 4,000 targets in one task against 1,000: at most six times (linear is four).
- ``check`` on the policy with twelve rounds of reports, 20,000 entries, against the same without, as whole processes:
  at most four times.
- reading back the ledgers of all units, about forty, each filled in, in one process, against making the
  Excel files: at most three times.
- all files for download, in one process, against ``mkdocs build``: at
  most twice (less before the widths of columns were fitted to their words); of ten copies
  against one: at most twelve times.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from responsibility.build.memory import tune_gc  # noqa: E402 – the project's folder has to be on the path first
from responsibility.data.loader import Data  # noqa: E402
from responsibility.outputs.site.pages import nav  # noqa: E402

IMPORTS = (
    "import click, yaml; from networkx.algorithms import bipartite; from pydantic import BaseModel, Field"
)
"""Names and all: pydantic loads itself only when a name is taken from it."""


def copies(target: Path, number: int) -> Path:
    """A tasks folder with ``number`` copies of the policy, each under a number of its own."""
    source = ROOT / "tasks"
    target.mkdir(parents=True)
    shutil.copy(source / "units.yml", target)
    for index in range(number):
        folder = target / f"meifa-2021-{7 + index}"
        shutil.copytree(source / "meifa-2021-7", folder)
        for name in ("policy.yml", "source.txt"):
            path = folder / name
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub("美发〔2021〕7号", f"美发〔2021〕{7 + index}号", text), encoding="utf-8")
    return target


def revision(tasks: Path, target: Path) -> Path:
    """A tasks folder with the revised edition of every policy of ``tasks``."""
    from responsibility.build.files import write_tree
    from responsibility.data.folder import read_tasks
    from tests.support.revised import revised

    files, _ = read_tasks(tasks)
    for policy in sorted({name.split("/")[0] for name in files if "/" in name}):
        files = revised(files, policy)
    write_tree(target, files)
    return target


def process(*arguments: str, anew: Path | None = None) -> Callable[[], float]:
    """A run of a whole process, in seconds; the folder ``anew`` is removed before it begins.

    Python may keep the bytecode of our package, as it keeps that of the libraries when they are
    installed: else every run compiles the one and not the other.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> float:
        if anew:
            shutil.rmtree(anew, ignore_errors=True)
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - started

    return run


def edited_site(root: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """Runs of ``site`` without files for download after one task's text was changed, and from nothing, in seconds of CPU."""
    tasks = root / "tasks"
    policy = tasks / "meifa-2021-9"
    building = process(
        "build.py", "site", "--tasks", str(tasks), "--site", str(root / "site"), "--no-downloads"
    )

    def cpu() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        building()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def after_an_edit() -> float:
        for path in (policy / "36.yml", policy / "source.txt"):
            text = path.read_text(encoding="utf-8")
            words = ("切实强化厕所", "强化厕所")
            old, new = words if words[0] in text else words[::-1]
            path.write_text(text.replace(old, new), encoding="utf-8")
        return cpu()

    def from_nothing() -> float:
        for folder in ("out", "site"):
            shutil.rmtree(root / folder, ignore_errors=True)
        return cpu()

    return after_an_edit, from_nothing


def compiling(tasks: Path) -> Callable[[], float]:
    """A run of load + check + render in this process, in seconds."""
    from responsibility.build.compile import compile_project
    from responsibility.build.pages import compiled_templates, templates
    from responsibility.build.project import find_project
    from responsibility.outputs.site.render import render

    project = find_project(ROOT, tasks)

    def run() -> float:
        started = time.perf_counter()
        render(compile_project(project).view, templates(project), compiled_templates(project))
        return time.perf_counter() - started

    return run


def exporting(tasks: Path, *formats: str) -> Callable[[], float]:
    """A run of making all files for download, or those of some formats, in this process, in seconds."""
    from responsibility.build.compile import compile_project
    from responsibility.build.project import find_project
    from responsibility.outputs.downloads import downloads

    site = compile_project(find_project(ROOT, tasks)).view

    def run() -> float:
        started = time.perf_counter()
        downloads(site, formats or None)
        return time.perf_counter() - started

    return run


def collecting(tasks: Path, folder: Path) -> Callable[[], float]:
    """A run of reading the ledgers of all units back, each with every row filled in, in this process, in seconds."""
    from responsibility.build.project import find_project
    from responsibility.data.folder import read_tasks
    from responsibility.edit.collecting import collect
    from tests.support.filling import Ledger, ledgers

    folder.mkdir()
    for unit, content in ledgers(read_tasks(tasks)[0]).items():
        if Ledger.is_in(content):
            ledger = Ledger(content)
            for row in ledger.keys.values():
                ledger.fill(
                    row, 状态="推进中", 进展情况=f"第{row}行正在推进，已完成一半以上，余下的年底前完成。"
                )
            ledger.save(folder / f"{unit}.xlsx")
    project = find_project(ROOT, tasks)

    def run() -> float:
        started = time.perf_counter()
        collect(project, [folder], dry=True)
        return time.perf_counter() - started

    return run


def loading(tasks: Path, revised: Path) -> Callable[[], float]:
    """A run of loading two editions in this process, in seconds."""
    from responsibility.data.folder import read_tasks
    from responsibility.data.loader import load

    def run() -> float:
        started = time.perf_counter()
        load(*read_tasks(tasks))
        load(*read_tasks(revised))
        return time.perf_counter() - started

    return run


def comparing(tasks: Path, revised: Path) -> Callable[[], float]:
    """A run of comparing two editions in this process, in seconds."""
    from responsibility.data.folder import read_tasks
    from responsibility.data.loader import load

    return matching(load(*read_tasks(tasks)), load(*read_tasks(revised)))


def matching(old: Data, new: Data) -> Callable[[], float]:
    """A run of comparing two loaded editions in this process, in seconds."""
    from responsibility.diff import diff

    def run() -> float:
        started = time.perf_counter()
        diff(old, new)
        return time.perf_counter() - started

    return run


def alike_tasks(number: int) -> Callable[[], float]:
    """The same with that many tasks of one template and one title, all edited."""
    from tests.support.alike import edition, plan, same_title, villages

    old, new = (edition(plan(same_title(villages(number, year)))) for year in (2022, 2023))
    return matching(old, new)


def targets(number: int) -> Callable[[], float]:
    """The same with that many targets in one task, all changed."""
    from tests.support.alike import edition, with_targets

    return matching(edition([with_targets(number, 0)]), edition([with_targets(number, 1)]))


def reported(tasks: Path, target: Path) -> Path:
    """A tasks folder with twelve rounds of reports, a month each, of nearly all units on all that falls to them."""
    from responsibility.build.files import write_tree
    from responsibility.data.folder import read_tasks
    from tests.support.reporting_round import round_of_reports

    days = [f"2022-{month:02}-28" for month in range(1, 13)]
    write_tree(target, round_of_reports(read_tasks(tasks)[0], *days))
    return target


def ratio(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """The median times of both, and the median of ours ÷ theirs pair by pair, run in turns."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def bare_config() -> dict[str, Any]:
    """mkdocs.yml without the hooks: what MkDocs does by itself."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    del config["hooks"]
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    return {**config, "nav": nav()}


def bare_mkdocs(folder: Path) -> Callable[[], float]:
    """A run of ``mkdocs build`` without the hooks on the rendered pages."""
    config = folder / "bare.yml"
    config.write_text(
        yaml.safe_dump({**bare_config(), "docs_dir": str(ROOT / "out" / "docs")}), encoding="utf-8"
    )
    return process("-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "bare"))


def measure(folder: Path, runs: int) -> list[tuple[str, float, float, float, float]]:
    """Rows of (what, seconds, seconds of what it is compared with, ratio, limit)."""
    one_copy, ten_copies = copies(folder / "one", 1), copies(folder / "ten", 10)
    subprocess.run([sys.executable, "build.py", "render"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    revised = revision(ten_copies, folder / "revised")
    thirty = copies(folder / "thirty" / "tasks", 30).parent
    site = ("build.py", "site", "--tasks", str(one_copy), "--site", str(folder / "published"))
    mkdocs = bare_mkdocs(folder)
    rows = (
        (
            "check ÷ 只导入库",
            process("build.py", "check", "--tasks", str(one_copy)),
            process("-c", IMPORTS),
            2.25,
        ),
        (
            "check 十份 ÷ 一份",
            process("build.py", "check", "--tasks", str(ten_copies)),
            process("build.py", "check", "--tasks", str(one_copy)),
            10.0,
        ),
        (
            "check 有十二次报送 ÷ 没有",
            process("build.py", "check", "--tasks", str(reported(one_copy, folder / "reported"))),
            process("build.py", "check", "--tasks", str(one_copy)),
            4.0,
        ),
        ("读入+检查+生成 ÷ mkdocs build", compiling(one_copy), mkdocs, 0.4),
        (
            "site 不带下载 ÷ mkdocs build",
            process(*site, "--force", "--no-downloads", anew=folder / "published"),
            mkdocs,
            1.25,
        ),
        ("读入+检查+生成 十份 ÷ 一份", compiling(ten_copies), compiling(one_copy), 10.0),
        ("site 三十份改一项任务 ÷ 从头", *edited_site(thirty), 0.5),
        ("site 没有改动 ÷ 重新构建", process(*site), process(*site, "--force"), 0.1),
        ("全部导出 ÷ mkdocs build", exporting(one_copy), mkdocs, 2.0),
        (
            "收各单位台账 ÷ 导出 Excel",
            collecting(one_copy, folder / "ledgers"),
            exporting(one_copy, "xlsx"),
            3.0,
        ),
        ("对照十份 ÷ 读入两版", comparing(ten_copies, revised), loading(ten_copies, revised), 5.0),
        ("全部导出 十份 ÷ 一份", exporting(ten_copies), exporting(one_copy), 12.0),
        ("对照 400 项相似的任务 ÷ 100 项", alike_tasks(400), alike_tasks(100), 10.0),
        ("对照 4000 个指标 ÷ 1000 个", targets(4_000), targets(1_000), 6.0),
    )
    return [(what, *ratio(a, b, runs), limit) for what, a, b, limit in rows]


def main() -> int:
    """Measure and print; the exit status is 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    tune_gc()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), runs)
    for what, a, b, measured, limit in rows:
        verdict = "达到" if measured <= limit else "没有达到"
        print(f"{what}：{a:.2f} 秒 ÷ {b:.2f} 秒 = {measured:.2f}（要求不超过 {limit:g}，{verdict}）")
    return int(any(measured > limit for _, _, _, measured, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
