"""What may be wrong with what became of a document: reforms of its units, progress; each with the check that must report it, and where."""

from __future__ import annotations

from collections.abc import Callable

from responsibility.data.folder import Files

from .faults import POLICY, T1, Fires, both, put, task, units
from .policies import reissued

PROGRESS = "unit: 县水利局\nday: 2023-07-31\nentries: [{task: '1', status: completed}]\n".encode()


def reform(unit: str, succeeded_by: str, since: str = "2024-01-01") -> Callable[[Files], None]:
    """The unit with who took over its duties, in the lines before its ``id``."""
    name = f"name: {unit}\n"
    return units(name, f"{name}    {succeeded_by}\n    since: {since}\n    basis: 县委办〔2024〕1号\n")


def _implements(*lines: str) -> Callable[[Files], None]:
    return task("01", "deliverables:\n", "implements:\n  - " + "\n    ".join(lines) + "\ndeliverables:\n")


def _beside_it(files: Files) -> None:
    """Another document, which the small policy does not name among its bases."""
    files |= reissued(files, "lingwai-2023-1", number="另发〔2023〕1号")


LATER_FIRES = [
    Fires("unknown-upper-task", _implements("policy: haifa", "task: '1'", "note: 甲"), f"{T1}:29", "haifa"),
    Fires(
        "unknown-upper-task", _implements(f"policy: {POLICY}", "task: '1'", "note: 甲"), f"{T1}:29", "自己"
    ),
    Fires(
        "unknown-upper-task",
        both(_beside_it, _implements("policy: lingwai-2023-1", "task: '9'", "note: 甲")),
        f"{T1}:30",
        "没有任务",
    ),
    Fires("upper-quote", _implements("policy: haifa", "task: '1'", "quote: 改厕"), f"{T1}:31", "改厕"),
    Fires(
        "upper-not-basis",
        both(_beside_it, _implements("policy: lingwai-2023-1", "task: '1'", "note: 甲")),
        f"{T1}:29",
        "另发〔2023〕1号",
    ),
    Fires("unknown-successor", reform("县教育局", "succeeded_by: [县水力局]"), "units.yml:8", "县水利局"),
    Fires("unknown-successor", reform("县教育局", "succeeded_by: [各镇]"), "units.yml:8", "集合主体"),
    Fires(
        "succession-cycle",
        both(reform("县教育局", "succeeded_by: [县水利局]"), reform("县水利局", "succeeded_by: [县教育局]")),
        "units.yml:11",
        "县水利局",
    ),
    Fires(
        "divided-duties",
        reform("县水利局", f"succeeded_by: [县委办, {{unit: 县教育局, takes: [{POLICY}/9]}}]"),
        "units.yml:4",
        "/9",
    ),
    Fires(
        "duties-left-over",
        reform("县水利局", f"succeeded_by: [{{unit: 县教育局, takes: [{POLICY}/1]}}]"),
        "units.yml:4",
        f"{POLICY}/2.1",
    ),
    Fires(
        "named-after-reform",
        reform("县水利局", "succeeded_by: [县教育局]", since="2022-01"),
        "units.yml:5",
        "2022年1月",
    ),
    Fires(
        "progress-day",
        put(f"{POLICY}/progress/2023-06-30/slj.yml", PROGRESS),
        f"{POLICY}/progress/2023-06-30/slj.yml:2",
        "2023-07-31",
    ),
]
