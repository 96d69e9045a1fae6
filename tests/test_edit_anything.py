"""Whatever is asked of the editing page: it is done or told plainly, the data loads, and all can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responsibility.build.project import find_project
from responsibility.data.loader import load
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read as read_document

from .conftest import ROOT, SMALL, read, write
from .support.served import HOME, POLICY, Opened, Page

DONGHU = ROOT / "tests" / "imports" / "donghu-fenggong.txt"
TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "1",
            "2",
            "s1",
            "县水利局",
            "各镇等",
            "等",
            "一（一）",
            "新建水厂2座",
            "2023年底前",
            "县水利局、县委办",
            "0",
        ]
    ),
    st.text(max_size=12),
)
FIELDS = st.sampled_from(["deadlines", "targets", "deliverables", "other_figures"])
NUMBERS = st.sampled_from(["1", "2", "3", "4", "s1", "s2", "9"])
UNITS = st.sampled_from(["县水利局", "县教育局", "县财政局", "各镇", "东河镇", "区住建局", "各街道", "没有"])
VALUES: st.SearchStrategy[Any] = st.one_of(
    TEXTS, st.booleans(), st.integers(-2, 3000), st.none(), st.lists(TEXTS, max_size=2)
)
KEYS = st.sampled_from(
    ["quote", "due", "before", "every", "indicator", "values", "all", "name", "kind", "why", "draft", "title", "section",
     "lead_units", "responsible_units", "clause", "text", "id", "number", "leaders", "short", "aliases", "members", "issued", "x"]
)  # fmt: skip
RECORDS = st.dictionaries(KEYS, VALUES, max_size=4)
FACT = {"task": NUMBERS, "field": FIELDS, "index": st.integers(0, 3)}
KINDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "accept": FACT,
    "accept_task": {"task": NUMBERS},
    "change": {**FACT, "record": RECORDS},
    "reject": {**FACT, "why": TEXTS},
    "add": {"task": NUMBERS, "field": FIELDS, "record": RECORDS},
    "move": {**FACT, "to": st.integers(0, 3)},
    "like": {**FACT, "decision": st.sampled_from(["accept", "reject"]), "why": TEXTS},
    "task": {"task": NUMBERS, "set": RECORDS},
    "text": {"task": NUMBERS, "text": TEXTS},
    "assign": {"task": NUMBERS, "words": TEXTS},
    "settle": {"index": st.integers(0, 2)},
    "policy": {"set": RECORDS},
    "finish": {},
    "insert_task": {"before": st.one_of(st.none(), NUMBERS), "task": RECORDS},
    "remove_task": {"task": NUMBERS},
    "move_task": {"task": NUMBERS, "before": st.one_of(st.none(), NUMBERS)},
    "rename_unit": {"unit": UNITS, "name": TEXTS},
    "merge_units": {"into": UNITS, "units": st.lists(UNITS, min_size=1, max_size=2)},
    "split_unit": {"unit": UNITS, "into": st.lists(TEXTS, min_size=2, max_size=3)},
    "set_unit": {"unit": UNITS, "set": RECORDS},
    "add_unit": {"name": TEXTS},
}


@st.composite
def actions(draw: st.DrawFn) -> dict[str, Any]:
    do = draw(st.sampled_from(sorted(KINDS)))
    policy = {} if do.endswith(("_unit", "_units")) else {"policy": POLICY}
    return {"do": do, **policy, **{key: draw(values) for key, values in KINDS[do].items()}}


def drafted() -> dict[str, bytes]:
    made = draft(read_document(DONGHU.name, DONGHU.read_bytes()), POLICY, (), {})
    return {**made.files, "units.yml": with_units(None, made.new_units)}


@pytest.fixture(params=[read(SMALL), drafted()], ids=["done", "draft"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Page:
    write(request.param, tmp_path / "tasks")
    return Opened(find_project(tmp_path)).tab()


@pytest.mark.slow
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=st.lists(st.lists(actions(), min_size=1, max_size=3), min_size=1, max_size=3))
def test_whatever_is_asked(page: Page, tmp_path: Path, asked: list[list[dict[str, Any]]]) -> None:
    tasks = tmp_path / "tasks"
    first = read(tasks)
    done = 0
    for together in asked:
        before = read(tasks)
        answer = page.client.post(
            "/api/save", base_url=HOME, json={"actions": together}, headers={"Origin": HOME}
        )
        told = answer.get_json()
        assert answer.status_code in (200, 400, 404, 409, 422), told
        after = read(tasks)
        if answer.status_code == 200:
            assert not load(after).problems
            assert set(told["changed"]) == {
                path for path in {**before, **after} if before.get(path) != after.get(path)
            }
            done += bool(told["changed"])
            page.get(f"/api/policies/{POLICY}")
        else:
            assert told["error"]
            assert after == before
    for _ in range(done):
        page.post("/api/undo", {})
    assert read(tasks) == first
