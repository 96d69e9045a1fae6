"""A text revised in any way: every fact whose quote still stands in its task survives, what is gone is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from responsibility import checks
from responsibility.build.drafts import import_document
from responsibility.build.project import find_project
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.edit.updating import update_document
from responsibility.importing.draft import Draft, draft, with_units
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.passages import Quotable
from responsibility.model import Task
from responsibility.revising.update import Update, updated

from .conftest import read, write
from .support.revised_plans import HEAD, ITEMS, TOILETS, Item, confirmed, plan_text

POLICY = "qinghe"
SENTENCES = (
    *(f"{sentence}。" for item in (*ITEMS, TOILETS) for sentence in item.text.split("。") if sentence),
    *("立行立改。", "2025年6月底前建成3个示范点。", "全面落实。", "投入资金500万元，每年检查2次。"),
)


@st.composite
def edits(draw: st.DrawFn) -> list[Item]:
    """The plan with sentences put in, taken out or written elsewhere, with tasks gone, come and moved."""
    items = []
    for item in draw(st.permutations(ITEMS)) if draw(st.booleans()) else ITEMS:
        kind = draw(st.sampled_from(["same", "same", "gone", "sentences", "clause", "section"]))
        if kind == "gone":
            continue
        if kind == "clause":
            item = item._replace(clause=draw(st.sampled_from([each.clause for each in ITEMS])))
        if kind == "section":
            item = item._replace(section=draw(st.sampled_from(["供水", "教育", "保障"])))
        if kind == "sentences":
            sentences = [each + "。" for each in item.text.split("。") if each]
            for _ in range(draw(st.integers(1, 3))):
                at = draw(st.integers(0, len(sentences)))
                if draw(st.booleans()):
                    sentences.insert(at, draw(st.sampled_from(SENTENCES)))
                elif len(sentences) > 1:
                    sentences.pop(at % len(sentences))
            item = item._replace(text="".join(sentences))
        items.append(item)
    if draw(st.booleans()) or not items:
        items.insert(draw(st.integers(0, len(items))), TOILETS)
    return items


def drafted(items: Sequence[Item], units: Data | None = None) -> Draft:
    known = (units.units, units.kinds) if units else ((),)
    document = read_document("方案.txt", plan_text(items).encode())
    return draft(document, POLICY, known[0], {}, *known[1:])


def whole(draft_: Draft, units: bytes | None = None) -> tuple[Files, Data]:
    files = {**draft_.files, "units.yml": with_units(units, draft_.new_units)}
    return files, load(files)


FIRST = drafted(ITEMS)
SETTLED = confirmed(whole(FIRST)[0])


def after(items: Sequence[Item]) -> tuple[Update, Files]:
    data = load(SETTLED)
    new = drafted(items, data)
    files, read_again = whole(new, SETTLED["units.yml"])
    update = updated(SETTLED, data, data.policies[0], (new, read_again), FIRST)
    made: dict[str, bytes | None] = {**SETTLED, **update.change, "units.yml": files["units.yml"]}
    return update, {path: content for path, content in made.items() if content is not None}


def facts(task: Task) -> Mapping[str, object]:
    return {f"{name} {fact.quote}": fact for name, _, fact in task.quotes()}


@pytest.mark.slow
@settings(deadline=None)
@given(edits())
def test_every_fact_whose_quote_still_stands_survives(items: list[Item]) -> None:
    update, files = after(items)
    data = load(files)
    assert not data.problems
    report = checks.run(data)
    assert report.figures[0].proof
    assert not report.figures[0].proof.difference
    former = {task.title: task for task in load(SETTLED).policies[0].tasks}
    for task in data.policies[0].tasks:
        old = former.get(task.title)
        if old is None or not {*old.full_text.split("\n")} & {*task.full_text.split("\n")}:
            continue  # a title alone does not say which task it is where another one's words stand under it
        assert task.identity == old.identity
        quotable = Quotable(task)
        for key, fact in facts(old).items():
            quote = key.split(" ", 1)[1]
            if len(quotable.offsets(quote)) == 1:
                assert facts(task)[key] == fact
            else:
                elsewhere = any(key in facts(other) for other in data.policies[0].tasks)
                assert elsewhere or any(quote in line for line in update.lost)
    identities = [task.identity for task in data.policies[0].tasks]
    assert len(set(identities)) == len(identities)
    for old in former.values():
        assert old.identity in identities or any(
            f"“{old.title}”{went}" in line for went in ("取消", "并入") for line in update.lost
        )


def test_a_new_number_and_date_are_those_of_the_revised_text(tmp_path: Path) -> None:
    """The former number, as people confirmed it, is what the document was called; the text now is of another."""
    write({"units.yml": b"units: []\n"}, tmp_path / "tasks")
    project = find_project(tmp_path)
    document = tmp_path / "方案.txt"
    document.write_text(plan_text(), "utf-8")
    import_document(document, "qinghe", project, {})
    write(confirmed(read(project.tasks)), project.tasks)
    head = HEAD.replace("清政发〔2024〕3号", "清政发〔2025〕9号").replace("2024年3月1日", "2025年4月2日")
    document.write_text(plan_text(head=head), "utf-8")
    told = update_document(document, None, project, {}).summary
    (policy,) = load(read(project.tasks)).policies
    assert (policy.metadata.number, str(policy.metadata.issued)) == ("清政发〔2025〕9号", "2025-04-02")
    assert "清政发〔2025〕9号" in told


def test_who_acts_by_the_text_is_read_again_where_the_text_names_others(tmp_path: Path) -> None:
    """The words of the task itself, and no clause, say who answers for it and for its parts."""
    led = Item("供水", "修渠", "由县水利局牵头，县财政局配合，2024年底前完工。", "")
    row = Item("供水", "筹资", "县财政局负责筹资，县水利局负责施工。", "")
    items = [led, row, *ITEMS]
    write({"units.yml": b"units: []\n"}, tmp_path / "tasks")
    project = find_project(tmp_path)
    document = tmp_path / "方案.txt"
    document.write_text(plan_text(items).replace("（）", ""), "utf-8")
    import_document(document, "qinghe", project, {})
    write(confirmed(read(project.tasks)), project.tasks)
    text = plan_text(items).replace("（）", "")
    text = text.replace("由县水利局牵头", "由县住建局牵头").replace("县财政局负责筹资", "县教育局负责筹资")
    document.write_text(text, "utf-8")
    told = update_document(document, None, project, {}).summary
    data = load(read(project.tasks))
    first, second, *_ = data.policies[0].tasks
    assert (first.units("lead"), first.units("supporting")) == (("县住建局",), ("县财政局",))
    assert [part.units("lead") for part in second.parts] == [("县教育局",), ("县水利局",)]
    assert "第 1 项 责任分工：原文改了，已重拟" in told
    assert not checks.run(data).errors
