"""A document that changes another: read, carried out, confirmed as a diff; both texts stand and are proven."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import build
from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.loader import consolidated, load
from responsibility.language.amending import amended, instructions, unread
from responsibility.language.normalize import normalise
from responsibility.model import Policy
from responsibility.model.amendments import Amendment
from responsibility.outputs import tables
from responsibility.outputs.json_data import export
from responsibility.outputs.ledger import policy_ledger
from responsibility.outputs.site.render import render
from responsibility.revising.amending import ReadAmendment, read_amendment

from .conftest import POLICY, ROOT, SMALL, compiled, read, write

TITLE = "清发〔2024〕3号\n\n关于修改《清河县供水和教育工作方案》的通知\n\n各镇党委、人民政府：\n\n经研究，决定作如下修改：\n\n"
FOOT = "\n\n本通知自印发之日起施行。\n\n中共清河县委\n\n2024年5月1日\n"
INSERTED = "改善饮水水质。2024年底前，完成水质检测站建设。（牵头单位：县水利局，责任单位：县财政局）"


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("将第三项“甲”修改为“乙”", ("replace", 3, None, "甲", "乙")),
        ("第3条中的“甲”改为“乙”", ("replace", 3, None, "甲", "乙")),
        ("把第（十二）项第二款中的“甲”调整为：“乙”", ("replace", 12, None, "甲", "乙")),
        ("将“甲”统一修改为“乙“丙””", ("replace", None, None, "甲", "乙“丙”")),
        ("第三项修改为：“乙”", ("rewrite", 3, None, "", "乙")),
        ("删去第五项", ("remove_item", 5, None, "", "")),
        ("将第五项删除", ("remove_item", 5, None, "", "")),
        ("删去第五项中的“甲”", ("remove", 5, None, "甲", "")),
        ("第五项中的“甲”删去", ("remove", 5, None, "甲", "")),
        ("增加一项，作为第六项：“乙”", ("insert_item", 6, None, "", "乙")),
        ("在第五项后增加一项：“乙\n丙”", ("insert_item", None, 5, "", "乙\n丙")),
        ("在第五项“甲”之后增加“乙”", ("insert", 5, None, "甲", "乙")),
    ],
)
def test_ways_to_say_a_change(words: str, read_as: tuple[object, ...]) -> None:
    (found,) = instructions(f"一、{words}。")
    assert (found.what, found.item, found.behind, found.old, found.new) == read_as
    assert found.quote == words
    assert list(unread(f"一、{words}。", [found.quote])) == []


def test_an_item_that_was_named_holds_for_the_rest_of_its_paragraph() -> None:
    found = instructions("一、将第一项“甲”修改为“乙”，“丙”修改为“丁”。\n二、“戊”修改为“己”。")
    assert [each.item for each in found] == [1, 1, None]


def test_what_is_not_understood_is_told() -> None:
    text = (
        "关于修改《方案》的决定\n决定作如下修改：\n一、第一项作文字修改。\n二、附表改为另表。\n三、删去“甲”。"
    )
    found = [each.quote for each in instructions(text)]
    assert found == ["删去“甲”"]
    assert list(unread(text, found)) == ["二、附表改为另表"]


@given(
    st.text("甲乙 \n。%", max_size=30),
    st.text("甲乙%", min_size=1, max_size=4),
    st.text("丙", max_size=3),
)
def test_words_are_changed_only_where_they_stand_once(text: str, old: str, new: str) -> None:
    changed, count = amended(text, old, new)
    assert count == normalise(text).count(normalise(old))
    assert normalise(changed) == (
        normalise(text).replace(normalise(old), new) if count == 1 else normalise(text)
    )


# ---------------------------------------------------------------- against the text


@pytest.fixture
def policy() -> Policy:
    return load(read(SMALL)).policies[0]


def by(policy: Policy, *instructed: str) -> ReadAmendment:
    amendment = read_amendment(policy, TITLE + "\n".join(instructed) + FOOT)
    assert consolidated_by(policy, amendment) == amendment.text
    return amendment


def consolidated_by(policy: Policy, amendment: ReadAmendment) -> str:
    record = Amendment.model_validate({"title": "通知", "text": "x", "operations": amendment.operations})
    return consolidated(policy.source or "", [record])


def test_the_words_of_an_item_are_told_from_the_same_words_elsewhere(policy: Policy) -> None:
    amendment = by(policy, "一、将第二项中的“县水利局”修改为“县水务局”。")
    assert amendment.lost == (
        "“将第二项中的“县水利局”修改为“县水务局””：那里有 2 处“县水利局”，不知道是哪一处",
    )
    amendment = by(policy, "一、将第一项中的“县水利局”修改为“县水务局”。")
    (operation,) = amendment.operations
    assert operation.old == "县水利局"
    assert operation.within
    assert (policy.source or "").replace("\n", "").count(operation.within) == 1
    assert "检查2次以上。（牵头单位：县水务局" in amendment.text


def test_an_item_put_in_moves_the_numbers_of_those_behind_it(policy: Policy) -> None:
    amendment = by(policy, f"一、增加一项，作为第三项：“{INSERTED}”")
    assert not amendment.lost
    assert f"3.{INSERTED}" in amendment.text
    assert "4.改善办学条件" in amendment.text
    assert "5.加强宣传" in amendment.text
    assert [operation.renumbers for operation in amendment.operations] == [False, True, True]


def test_an_item_taken_out_leaves_its_number_unless_the_document_says_otherwise(policy: Policy) -> None:
    assert "4．加强宣传" in by(policy, "一、删去第三项。").text
    amendment = by(policy, "一、删去第三项，以下各项序号依次调整。")
    assert "3.加强宣传" in amendment.text
    assert "改善办学条件" not in amendment.text


def test_what_cannot_be_carried_out_is_told(policy: Policy) -> None:
    amendment = by(policy, "一、删去第九项。", "二、将“不存在的话”修改为“别的”。", "三、附表改为另表。")
    assert not amendment.operations
    assert amendment.lost == (
        "“删去第九项”：没有第 9 项",
        "“将“不存在的话”修改为“别的””：全文没有“不存在的话”",
        "“三、附表改为另表”：没有读懂",
    )


SAYINGS = st.sampled_from(
    [
        "删去第三项", "将第三项删除", "第三项修改为：“别的事。（牵头单位：县水利局）”", "第九项修改为：“甲”", "删去“县”",
        "将第一项中的“达到95%以上”修改为“98%”", "“95%”改为“”", "增加一项：“甲。乙。”", "增加一项，作为第一项：“甲。”",
        "在第二项后增加一项：“2.甲。”", "第四项“宣传”后增加“、宣讲”", "以下序号依次调整", "附表改为另表", "“”“", "第零项",
    ]
)  # fmt: skip


@given(st.lists(SAYINGS, max_size=6))
def test_whatever_a_document_says_each_change_is_made_or_told(sayings: list[str]) -> None:
    policy = load(read(SMALL)).policies[0]
    amendment = by(policy, *(f"一、{saying}。" for saying in sayings))
    if amendment.operations:
        assert amendment.text != policy.source


# ---------------------------------------------------------------- on the disk


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build.main, arguments)


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    return write(read(SMALL), tmp_path / "tasks")


def amend(tasks: Path, *instructed: str) -> Result:
    document = tasks.parent / "修改通知.txt"
    document.write_text(TITLE + "\n".join(instructed) + FOOT, encoding="utf-8")
    return run("import", str(document), "--amends", POLICY, "--tasks", str(tasks))


CHANGES = ("一、将第一项中的“达到95%以上”修改为“达到98%以上”。", f"二、增加一项，作为第三项：“{INSERTED}”")


def test_the_data_is_changed_as_the_document_says_and_the_issued_text_stays(tasks: Path) -> None:
    issued = (tasks / POLICY / "source.txt").read_bytes()
    done = amend(tasks, *CHANGES)
    assert done.exit_code == 0, done.output
    assert "指标收紧：供水普及率：由“达到95%以上”改为“达到98%以上”" in done.output
    assert (tasks / POLICY / "source.txt").read_bytes() == issued
    assert (tasks / POLICY / "source" / "修改通知.txt").is_file()
    data = load(read(tasks))
    (policy,) = data.policies
    (amendment,) = policy.amendments
    assert (amendment.number, amendment.title) == (
        "清发〔2024〕3号",
        "关于修改《清河县供水和教育工作方案》的通知",
    )
    assert str(amendment.issued) == "2024-05-01"
    assert [task.number for task in policy.tasks] == ["1", "2", "3", "4", "5", "s1", "s2"]
    assert {task.number: task.identity for task in policy.tasks}["4"] == "3", (
        "the address of what moved stays"
    )
    report = checks.run(data)
    assert not report.errors
    assert report.figures[0].proven
    unsettled = {problem.location.file for problem in report.problems if problem.severity == "unsettled"}
    assert unsettled == {f"{POLICY}/policy.yml"} or f"{POLICY}/01.yml" in unsettled


def test_what_takes_the_place_of_an_item_that_was_taken_out_is_another_task(tasks: Path) -> None:
    amend(tasks, "一、删去第三项。", f"二、增加一项，作为第三项：“{INSERTED}”")
    data = load(read(tasks))
    assert {task.number: task.identity for task in data.policies[0].tasks}["3"] == "3-2"
    assert not checks.run(data).errors


def test_a_second_document_amends_the_text_as_amended(tasks: Path) -> None:
    amend(tasks, *CHANGES)
    done = amend(tasks, "一、将第一项中的“达到98%以上”修改为“达到99%以上”。")
    assert done.exit_code == 0, done.output
    data = load(read(tasks))
    assert len(data.policies[0].amendments) == 2
    assert not checks.run(data).errors
    assert "达到99%以上" in (data.policies[0].source or "")


def test_the_json_says_which_documents_amended_a_policy(tasks: Path) -> None:
    (policy,) = json.loads(export(compiled(read(tasks)).site))["policies"]
    assert policy["amendments"] == []
    amend(tasks, *CHANGES)
    amend(tasks, "一、将第一项中的“达到98%以上”修改为“达到99%以上”。")
    (policy,) = json.loads(export(compiled(read(tasks)).site))["policies"]
    first, second = policy["amendments"]
    assert first == {
        "number": "清发〔2024〕3号",
        "title": "关于修改《清河县供水和教育工作方案》的通知",
        "issued": "2024-05-01",
        "quotes": [change[2:].rstrip("。") for change in CHANGES],
    }
    assert second["quotes"] == ["将第一项中的“达到98%以上”修改为“达到99%以上”"]


def amended_tasks(tasks: Path) -> dict[str, list[tuple[bool, list[str]]]]:
    """By the title of each task what the JSON says that changed it, or that it was put in."""
    exported = json.loads(export(compiled(read(tasks)).site))
    return {
        task["title"]: [(each["added"], each["quotes"]) for each in task["amended"]]
        for task in exported["tasks"]
    }


def test_a_task_names_the_documents_that_changed_it(tasks: Path) -> None:
    """Also where its words and its place have moved since; that its number alone moved along is no change."""
    before = amended_tasks(tasks)
    assert not any(before.values())
    amend(tasks, *CHANGES)
    amend(tasks, "一、将第一项中的“达到98%以上”修改为“达到99%以上”。", "二、删去第二项。")
    after = amended_tasks(tasks)
    first, *_, last = [title for title in before if title in after]
    inserted = next(title for title in after if title not in before)
    assert [added for added, _ in after[first]] == [False, False]
    assert after[first][1][1] == ["将第一项中的“达到98%以上”修改为“达到99%以上”"]
    assert after[inserted] == [(True, [CHANGES[1][2:].rstrip("。")])]
    assert not after[last]
    assert sum(map(bool, after.values())) == 2


def test_pages_and_tables_name_the_documents_that_changed_a_task(tasks: Path) -> None:
    amend(tasks, *CHANGES)
    site = compiled(read(tasks)).site
    pages = render(site, read_templates(ROOT / "templates"))
    page = pages[f"tasks/{POLICY}/1.md"]
    assert (
        '<a href="../../document/issued.html#amendment-1">经清发〔2024〕3号（2024年5月1日）修改</a>' in page
    )
    assert "：<q>将第一项中的“达到95%以上”修改为“达到98%以上”</q></p>" in page
    table = tables.table(site, "tasks")
    column = [name for name, _ in table.columns].index("修改情况")
    said = [row[column] for row in table.rows if row[column]]
    assert said == ["经清发〔2024〕3号（2024年5月1日）修改", "由清发〔2024〕3号（2024年5月1日）增加"]
    (policy,) = site.policies
    lines = [line for group in policy_ledger(policy).groups for line in group.lines]
    assert [line.remarks.split("；")[1] for line in lines if "清发〔2024〕3号" in line.remarks] == said
    without = tables.table(compiled(read(SMALL)).site, "tasks")
    assert "修改情况" not in [name for name, _ in without.columns]


def test_nothing_is_written_where_no_change_is_understood(tasks: Path) -> None:
    before = read(tasks)
    done = amend(tasks, "一、附表改为另表。")
    assert done.exit_code == 1
    assert "没有读出" in str(done.exception) + done.output
    assert read(tasks) == before


def test_a_whole_new_text_takes_the_place_of_all_amendments(tasks: Path) -> None:
    amend(tasks, *CHANGES)
    (policy,) = load(read(tasks)).policies
    new = tasks.parent / "修订稿.txt"
    new.write_text((policy.source or "").replace("达到98%以上", "达到100%"), encoding="utf-8")
    done = run("import", str(new), "--update", "--policy", POLICY, "--tasks", str(tasks))
    assert done.exit_code == 0, done.output
    assert not (tasks / POLICY / "amendments.yml").exists()
    assert not checks.run(load(read(tasks))).errors


def test_both_texts_stand_on_the_site(tasks: Path) -> None:
    amend(tasks, *CHANGES)
    pages = render(compiled(read(tasks)).site, read_templates(ROOT / "templates"))
    now, issued = pages["document/index.md"], pages["document/issued.md"]
    assert "这是修订后的文本" in now
    assert 'href="issued.html"' in now
    assert "达到98%以上" in now
    article = issued.partition('<article class="official">')[2]
    assert "达到95%以上" in article
    assert "水质检测站" not in article
    assert '<q class="bare">将第一项中的“达到95%以上”修改为“达到98%以上”</q>' in issued
    without = render(compiled(read(SMALL)).site, read_templates(ROOT / "templates"))
    assert "document/issued.md" not in without
    assert "修订后的文本" not in without["document/index.md"]


def test_what_an_amending_document_says_stays_text(tasks: Path) -> None:
    amend(tasks, CHANGES[0], "<script>window.pwned=1</script>")
    path = tasks / POLICY / "amendments.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: 关于", "title: <b>关于"), encoding="utf-8"
    )
    pages = render(compiled(read(tasks)).site, read_templates(ROOT / "templates"))
    assert "<script>window" not in pages["document/issued.md"]
    assert "&lt;b&gt;关于" in pages["document/issued.md"]
