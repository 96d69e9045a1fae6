"""How everything grows from one copy of the policy to a hundred, each measured in a process of its own.

    python benchmarks/growth.py [--own] [--markdown] [1 10 30 100]

With ``--own`` every copy has units of its own, as the plans of many districts
have; without it all share the units, as the plans of one district do.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
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

from benchmarks.bench import copies, revision  # noqa: E402 – the project's folder has to be on the path first
from responsibility.build.memory import tune_gc  # noqa: E402
from responsibility.data.strict_yaml import read  # noqa: E402

STEPS = {
    "load": "读入",
    "check": "检查",
    "render": "生成页面",
    "mkdocs": "mkdocs",
    "exports": "全部导出",
    "diff": "对照",
}
MEMORY = {"memory": "峰值内存 MB：本程序", "mkdocs_memory": "峰值内存 MB：mkdocs"}
WEIGHTS = {
    "task": "任务页",
    "unit": "最大的单位页",
    "units": "单位索引页",
    "matrix": "矩阵页",
    "home": "首页",
    "cooperation": "协作页",
    "index": "查找索引",
}
LIMIT = 1.5
"""How much more a copy may cost among a hundred than among ten, before growth is no longer called linear."""
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def with_own_units(tasks: Path) -> Path:
    """Give every policy but the first units of its own: each name gets two characters behind its first.

    There, so that no name holds another.
    """
    registry: Any = read("units.yml", (tasks / "units.yml").read_text(encoding="utf-8")).root
    registry = registry["units"]
    names = sorted((name for unit in registry for name in (unit["name"], *unit.get("aliases", []))), key=len)
    pattern = re.compile("|".join(r"\s*".join(name) for name in reversed(names)))  # the source breaks lines
    units = list(registry)
    for number, folder in enumerate(sorted(path for path in tasks.iterdir() if path.is_dir())[1:]):
        mark = STEMS[number % 10] + BRANCHES[number // 10]
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(_marked_all(pattern, mark, text), encoding="utf-8")
        units += [_own(unit, mark, number) for unit in registry]
    text = yaml.safe_dump({"units": units}, allow_unicode=True, sort_keys=False)
    (tasks / "units.yml").write_text(text, encoding="utf-8")
    return tasks


def _own(unit: dict[str, Any], mark: str, number: int) -> dict[str, Any]:
    own = {**unit, "id": f"{unit['id']}-{number}"}
    own["name"] = _marked(unit["name"], mark)
    if not own["name"].endswith(own.get("short", "")):
        del own["short"]
    for field in ("aliases", "members"):
        if isinstance(own.get(field), list):
            own[field] = [_marked(name, mark) for name in own[field]]
    return own


def _marked_all(names: re.Pattern[str], mark: str, text: str) -> str:
    return names.sub(lambda match: _marked(match[0], mark), text)


def _marked(name: str, mark: str) -> str:
    return name[0] + mark + name[1:]


def measure(number: int, own: bool) -> dict[str, float]:
    """All figures for ``number`` copies: seconds a step, megabytes, bytes a page."""
    from responsibility import checks, views
    from responsibility.build.pages import compiled_templates, templates, write_docs, write_pages
    from responsibility.build.project import find_project
    from responsibility.data.folder import read_tasks
    from responsibility.data.loader import load
    from responsibility.diff import diff
    from responsibility.outputs.downloads import downloads
    from responsibility.outputs.report import problem_lines
    from responsibility.outputs.site.render import render

    figures: dict[str, float] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = step()
        figures[name] = time.perf_counter() - started
        return result

    with tempfile.TemporaryDirectory() as folder:
        tasks = copies(Path(folder) / "tasks", number)
        revised = revision(tasks, Path(folder) / "revised")
        if own:
            with_own_units(tasks), with_own_units(revised)
        changed = load(*read_tasks(revised))
        data = timed("load", lambda: load(*read_tasks(tasks)))
        report = timed("check", lambda: checks.run(data))
        if report.count("error"):
            raise SystemExit(
                "\n".join(
                    problem_lines(problem for problem in report.problems if problem.severity == "error")
                )
            )
        project = find_project(ROOT, tasks)
        site = views.build(data, report)
        timed(
            "render",
            lambda: render(views.build(data, report), templates(project), compiled_templates(project)),
        )
        timed("exports", lambda: downloads(site))
        timed("diff", lambda: diff(data, changed))
        figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        write_docs(project, data.site, write_pages(project, site))
        figures["mkdocs_memory"] = timed("mkdocs", lambda: _mkdocs(Path(folder) / "site"))
        figures |= _weights(Path(folder) / "site")
    return figures


_BUILD = """import sys
from mkdocs.__main__ import cli
cli(["build", "-q", "-d", sys.argv[1]], standalone_mode=False)
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])"""
"""MkDocs, and then the most memory that it held, in KB (Linux; what getrusage says includes the parent's)."""


def _mkdocs(target: Path) -> float:
    """Build into ``target``; returns the most memory held, in MB."""
    command = [sys.executable, "-c", _BUILD, str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return int(done.stdout.split()[-1]) / 1024


def _weights(site: Path) -> dict[str, float]:
    """The largest page of each kind, in bytes."""

    def largest(pattern: str, without: str = "") -> float:
        return max(path.stat().st_size for path in site.glob(pattern) if path.name != without)

    return {
        "task": largest("tasks/*/[0-9]*.html"),
        "unit": largest("units/*.html", without="index.html"),
        "units": largest("units/index.html"),
        "matrix": largest("matrix/**/index.html"),
        "home": largest("index.html"),
        "cooperation": largest("cooperation/index.html"),
        "index": largest("search/search_index.json"),
        "pages": len(list(site.rglob("*.html"))),
    }


def table(figures: dict[int, dict[str, float]]) -> list[list[str]]:
    """Rows for print: seconds a step with the share of each copy, megabytes, bytes."""
    numbers = list(figures)
    rows = [["", *(f"{number} 份" for number in numbers)]]
    rows.append(["页数", *(f"{figures[number]['pages']:,.0f}" for number in numbers)])
    for name, title in STEPS.items():
        cells = (f"{figures[n][name]:.2f} 秒（每份 {1000 * figures[n][name] / n:.0f} 毫秒）" for n in numbers)
        rows.append([title, *cells])
    for name, title in MEMORY.items():
        rows.append([title, *(f"{figures[number][name]:.0f}" for number in numbers)])
    for name, title in WEIGHTS.items():
        rows.append([f"{title} KB", *(f"{figures[number][name] / 1000:,.0f}" for number in numbers)])
    return rows


def main() -> int:
    """Measure and print; the exit status is 1 where a step grows faster than the copies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[1, 10, 30, 100])
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        tune_gc()
        print(json.dumps(measure(given.numbers[0], given.own)))
        return 0
    figures = {}
    for number in given.numbers:
        command = [sys.executable, __file__, "--worker", str(number), *(["--own"] if given.own else [])]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        figures[number] = json.loads(done.stdout)
    rows = table(figures)
    if given.markdown:
        rows.insert(1, ["---"] * len(rows[0]))
    for row in rows:
        print(f"| {' | '.join(row)} |" if given.markdown else "　".join(row))
    first, last = (10 if 10 in figures else min(figures)), max(figures)
    steep = [
        title
        for name, title in STEPS.items()
        if figures[last][name] / last > LIMIT * figures[first][name] / first
    ]
    if steep:
        print(f"长得比份数快：{'、'.join(steep)}")
    return int(bool(steep))


if __name__ == "__main__":
    sys.exit(main())
