"""A revised text read into settled data: what stands stays as people wrote it, the rest is drafted, nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from responsibility import checks
from responsibility.build.drafts import import_document
from responsibility.build.project import Project, find_project
from responsibility.cli import main
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.store import recover
from responsibility.edit.updating import update_document
from responsibility.errors import ResponsibilityError
from responsibility.model import Policy

from .conftest import read, write
from .support.cutting import KilledError, fail_writes
from .support.revised_plans import HEAD, ITEMS, TOILETS, Item, confirmed, edit, plan_text

POLICY = "qinghe"
FORMER, PIPES, SCHOOLS = f"{POLICY}/policy.yml", f"{POLICY}/02.yml", f"{POLICY}/03.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the plan imported and settled: with remarks, and values set by hand."""
    write({"units.yml": b"units: []\n"}, tmp_path / "tasks")
    project = find_project(tmp_path)
    document = tmp_path / "方案.txt"
    document.write_text(plan_text(), "utf-8")
    import_document(document, POLICY, project, {})
    files = confirmed(read(project.tasks))
    edit(
        files,
        PIPES,
        ("deadlines:\n", "deadlines:\n  # 问过水利局\n"),
        ("    before: true\n", "    before: true # 含当日\n    matter: 更新管网120公里\n"),
        (
            "    values: [{at_most: '9', unit: '%'}]\n",
            "    values: [{at_most: '9', unit: '%'}]\n    scope: 管网\n",
        ),
    )
    write(files, project.tasks)
    return project


def revise(project: Project, items: Sequence[Item], head: str = HEAD) -> tuple[str, Files, Files]:
    """What is told when the project's plan is brought to that text; the files before and after."""
    before = read(project.tasks)
    document = project.root / "修订稿.txt"
    document.write_text(plan_text(items, head), "utf-8")
    told = update_document(document, None, project, {}).summary
    after = read(project.tasks)
    report = checks.run(load(after))
    assert not [problem for problem in report.problems if problem.severity == "error"], report.problems
    return told, before, after


def policy_of(files: Files) -> Policy:
    (policy,) = load(files).policies
    return policy


def by_title(files: Files) -> dict[str, tuple[str, str]]:
    """Title → number and identity."""
    return {task.title: (task.number, task.identity) for task in policy_of(files).tasks}


def revised(number: int, old: str, new: str) -> list[Item]:
    items = list(ITEMS)
    item = items[number - 1]
    assert old in item.text
    items[number - 1] = item._replace(text=item.text.replace(old, new))
    return items


# ---------------------------------------------------------------- what changed in the text


def test_the_same_text_changes_no_byte(project: Project) -> None:
    everything = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    told, before, after = revise(project, ITEMS)
    assert "一字没有变" in told
    assert before == after
    now = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    assert {path for path in now if now[path] != everything.get(path)} == {project.root / "修订稿.txt"}


def test_one_sentence_revised(project: Project) -> None:
    told, before, after = revise(
        project, revised(2, "漏损率不高于9%。", "漏损率不高于8%，建成智慧水务平台1个。")
    )
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {PIPES, FORMER, f"{POLICY}/source.txt"}
    text = after[PIPES].decode()
    for kept in (
        "  # 问过水利局\n  - quote: 至2024年6月底前\n",
        "    before: true # 含当日\n    matter: 更新管网120公里\n",
    ):
        assert kept in text
    task = policy_of(after).tasks[1]
    assert [(fact.quote, fact.draft) for _, _, fact in task.quotes()] == [
        ("至2024年6月底前", False),
        ("每季度开展一次", False),
        ("更新管网120公里", False),
        ("漏损率不高于8%", True),
        ("建成智慧水务平台1个", True),
    ]
    assert not task.draft  # the clause is as it was
    assert policy_of(after).metadata.draft
    assert "第 2 项 指标“漏损率不高于9%”：原文改作“漏损率不高于8%”" in told
    assert "由“不高于9%”改为“不高于8%”" in told  # the words of the diff
    report = (project.tasks / POLICY / "review.md").read_text("utf-8")
    assert "核对过、不再成立：第 2 项" in report
    assert "新建水厂" not in report


def test_a_task_in_the_middle(project: Project) -> None:
    told, before, after = revise(project, [*ITEMS[:2], TOILETS, *ITEMS[2:]])
    assert by_title(after) == {
        "新建水厂": ("1", "1"),
        "更新管网": ("2", "2"),
        "建设公厕": ("3", "3-2"),
        "改造学校": ("4", "3"),
        "培训教师": ("5", "4"),
        "加强宣传": ("6", "5"),
    }
    assert after[f"{POLICY}/01.yml"] == before[f"{POLICY}/01.yml"]
    moved = before[SCHOOLS].replace(b"number: '3'\n", b"number: '4'\nid: \"3\"\n")
    assert after[f"{POLICY}/04.yml"] == moved
    assert all(fact.draft for _, _, fact in policy_of(after).tasks[2].quotes())
    assert "新增任务" in told
    assert "县城管局" in after["units.yml"].decode()
    revise(project, ITEMS)  # and taken out again
    again = read(project.tasks)
    assert by_title(again) == {title: (number, number) for title, (number, _) in by_title(before).items()}


def test_a_task_removed_is_told_with_what_was_settled(project: Project) -> None:
    told, before, after = revise(project, [item for item in ITEMS if item.title != "培训教师"])
    assert "原第 4 项“培训教师”取消，连同 时限“每年”、指标“培训教师不少于300人次”" in told
    assert by_title(after)["加强宣传"] == ("4", "5")
    assert f"{POLICY}/05.yml" not in after
    assert not policy_of(after).metadata.draft  # nothing is left to look at
    assert after[f"{POLICY}/03.yml"] == before[f"{POLICY}/03.yml"]


def test_a_task_moved_to_another_section(project: Project) -> None:
    items = [*ITEMS[1:], ITEMS[0]._replace(section="保障")]
    _, before, after = revise(project, items)
    assert by_title(after)["新建水厂"] == ("5", "1")
    moved = before[f"{POLICY}/01.yml"].replace(b"number: '1'\n", b"number: '5'\nid: \"1\"\n")
    assert after[f"{POLICY}/05.yml"] == moved.replace("section: 一\n".encode(), "section: 三\n".encode())


def test_a_clause_that_changed_is_drafted_again(project: Project) -> None:
    items = list(ITEMS)
    items[2] = items[2]._replace(clause="牵头单位：县教育局，责任单位：县住建局、县财政局")
    told, before, after = revise(project, items)
    task = policy_of(after).tasks[2]
    assert task.draft
    assert task.units("responsible") == ("县住建局", "县财政局")
    assert not any(fact.draft for _, _, fact in task.quotes())
    assert "第 3 项 责任分工：原文改了，已重拟" in told
    assert after["units.yml"] == before["units.yml"]


def test_a_task_said_twice_as_long_and_split(project: Project) -> None:
    halves = ITEMS[1].text.split("。")
    items = [
        ITEMS[0],
        ITEMS[1]._replace(text=f"{halves[0]}。"),
        ITEMS[1]._replace(title="检测水质", text=f"{halves[1]}。"),
        *ITEMS[2:],
    ]
    _, _, after = revise(project, items)
    first, second = policy_of(after).tasks[1:3]
    assert (first.identity, second.identity) == ("2", "3-2")
    assert [fact.quote for fact in second.deadlines] == ["每季度开展一次"]
    assert not second.deadlines[0].draft


# ---------------------------------------------------------------- what people wrote


def test_titles_and_structure_set_by_hand_stay(project: Project) -> None:
    files = read(project.tasks)
    edit(
        files,
        SCHOOLS,
        ("title: 改造学校\n", "title: 改造\nheading: 3.改造学校。\n"),
        (
            "  改造四所学校，新增学位800个。\n  建立校舍安全台账。\n",
            "  改造四所学校，\n  新增学位800个。\n  建立校舍安全台账。\n",
        ),
    )
    write(files, project.tasks)
    _, before, after = revise(project, [*ITEMS[:2], TOILETS, *ITEMS[2:]])
    own = before[SCHOOLS].decode().replace("number: '3'\n", "number: '4'\nid: \"3\"\n")
    assert after[f"{POLICY}/04.yml"].decode() == own.replace("heading: 3.改造", "heading: 4.改造")


def test_policy_yml_keeps_what_people_wrote(project: Project) -> None:
    files = read(project.tasks)
    references = """misprints:
  - {quote: 做到应培尽培, task: "4", suggests: 做到应训尽训, why: 用词}
  - {quote: 日供水能力, task: "1", suggests: 日供水量, why: 用词}
waivers:
  # 教育局说不用
  - {check: no-time, task: "3", contains: 改造四所学校, why: 文件如此}
  - {check: no-time, task: "4", why: 文件如此}
bases:
  - title: 某省供水办法
"""
    edit(files, FORMER, ("outline:\n", references + "outline:\n"))
    write(files, project.tasks)
    before = read(project.tasks)
    items = [TOILETS._replace(section="供水"), *(item for item in ITEMS if item.title != "培训教师")]
    document = project.root / "修订稿.txt"
    document.write_text(plan_text(items), "utf-8")
    told = update_document(document, POLICY, project, {}).summary
    policy_yml = read(project.tasks)[FORMER].decode()
    assert '  # 教育局说不用\n  - {check: no-time, task: "4", contains: 改造四所学校' in policy_yml
    assert 'quote: 日供水能力, task: "2"' in policy_yml
    assert "bases:\n  - title: 某省供水办法\n" in policy_yml
    assert "应培尽培" not in policy_yml
    assert "疑似笔误“做到应培尽培”" in told
    assert "waivers 里说到取消的第 4 项的“no-time”" in told
    assert before[FORMER].decode().splitlines()[1] in policy_yml


def test_facts_of_the_document_that_the_text_lacks_stay(project: Project) -> None:
    bare = HEAD.split("\n", 6)[6]  # the plan without its notice
    _, _, after = revise(project, ITEMS, bare)
    metadata = policy_of(after).metadata
    assert (metadata.number, str(metadata.issued), metadata.issuers) == (
        "清政发〔2024〕3号",
        "2024-03-01",
        ("清河县人民政府",),
    )
    assert metadata.notice is None
    told, _, after = revise(project, ITEMS, HEAD.replace("3号", "8号"))
    assert policy_of(after).metadata.number == "清政发〔2024〕8号"
    assert "发文字号由“清政发〔2024〕3号”改为“清政发〔2024〕8号”" in told


def test_errata_apply_to_the_new_text(tmp_path: Path) -> None:
    write({"units.yml": b"units: []\n"}, tmp_path / "tasks")
    project = find_project(tmp_path)
    document = tmp_path / "方案.txt"
    document.write_text(plan_text(revised(3, "改造四所学校", "改选四所学校")), "utf-8")
    import_document(document, POLICY, project, {})
    files = confirmed(read(project.tasks))
    text = files[SCHOOLS].decode().replace("改选四所", "改造四所")
    files[SCHOOLS] = text.encode()
    edit(
        files, FORMER, ("outline:\n", "errata:\n  - {quote: 改选四所, read: 改造四所, why: 错字}\noutline:\n")
    )
    write(files, project.tasks)
    assert not [each for each in checks.run(load(files)).problems if each.severity == "error"]
    _, _, after = revise(
        project, [TOILETS._replace(section="供水"), *revised(3, "改造四所学校", "改选四所学校")]
    )
    assert "改造四所" in after[f"{POLICY}/04.yml"].decode()
    assert "改选四所" in after[FORMER].decode()


def test_units_that_people_corrected_are_not_proposed_again(project: Project) -> None:
    files = read(project.tasks)
    edit(
        files,
        SCHOOLS,
        (
            "lead_units: [县教育局]",
            "lead_units: [县教育体育局]\nclause: （牵头单位：县教育局，责任单位：县住建局）",
        ),
    )
    files["units.yml"] = files["units.yml"].replace(
        "  - name: 县教育局\n".encode(), "  - name: 县教育体育局\n    aliases: [县教育局]\n".encode()
    )
    files[f"{POLICY}/04.yml"] = files[f"{POLICY}/04.yml"].replace(
        "lead_units: [县教育局]".encode(),
        "lead_units: [县教育体育局]\nclause: （牵头单位：县教育局）".encode(),
    )
    write(files, project.tasks)
    _, before, after = revise(project, revised(1, "水厂2座", "水厂3座"))
    assert after["units.yml"] == before["units.yml"]
    assert after[SCHOOLS] == before[SCHOOLS]


def test_what_people_left_out_is_not_drafted_again(project: Project) -> None:
    files = read(project.tasks)
    text = files[SCHOOLS].decode()
    files[SCHOOLS] = text[: text.index("deliverables:")].encode()
    write(files, project.tasks)
    _, _, after = revise(project, revised(3, "新增学位800个", "新增学位900个"))
    task = policy_of(after).tasks[2]
    assert not task.deliverables
    assert [target.quote for target in task.targets] == ["改造四所学校", "新增学位900个"]


# ---------------------------------------------------------------- all or nothing


ANEW = [*revised(2, "120公里", "130公里")[:2], TOILETS, *ITEMS[2:]]


@pytest.mark.parametrize("at", range(10))
def test_cut_off_anywhere_the_old_or_the_new_state_is_there(
    at: int, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(project.tasks)
    fail_writes(monkeypatch, lambda number: number > at, KilledError())
    with suppress(KilledError):
        revise(project, ANEW)
    monkeypatch.undo()
    recover(project)
    after = read(project.tasks)
    if at == 0:
        assert after == before
    else:
        assert by_title(after)["改造学校"] == ("4", "3")
        assert not [each for each in checks.run(load(after)).problems if each.severity == "error"]


def test_a_system_that_refuses_leaves_everything_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = {path: path.read_bytes() for path in project.tasks.rglob("*") if path.is_file()}
    fail_writes(monkeypatch, lambda number: number == 4, OSError(28, "No space left on device"))
    with pytest.raises(ResponsibilityError, match="没有保存"):
        revise(project, ANEW)
    now = {path: path.read_bytes() for path in project.tasks.rglob("*") if path.is_file()}
    assert now == everything


def test_what_is_no_document_changes_nothing(project: Project) -> None:
    before = read(project.tasks)
    document = project.root / "坏.docx"
    document.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ResponsibilityError):
        update_document(document, None, project, {})
    assert read(project.tasks) == before


def test_another_file_of_the_same_name_is_kept_beside(project: Project) -> None:
    document = project.root / "方案.txt"
    document.write_text(plan_text([*ITEMS, TOILETS._replace(section="保障")]), "utf-8")
    update_document(document, None, project, {})
    names = sorted(path.name for path in (project.tasks / POLICY / "source").iterdir())
    assert names == ["方案-2.txt", "方案.txt"]
    assert policy_of(read(project.tasks)).metadata.received is not None


def test_the_command(project: Project) -> None:
    document = project.root / "修订稿.txt"
    document.write_text(plan_text(ANEW), "utf-8")
    run = CliRunner().invoke
    place = ["--project", str(project.root)]
    nameless = run(main, ["import", str(document), *place])
    assert nameless.exit_code == 1
    assert "--update" in nameless.output
    unknown = run(main, ["import", str(document), "meiyou", "--update", *place])
    assert "没有“meiyou”这份文件" in unknown.output
    done = run(main, ["import", str(document), POLICY, "--update", *place])
    assert done.exit_code == 0, done.output
    assert "原文没有变的 4 项照旧" in done.output
    again = run(main, ["import", str(document), "--update", "--policy", POLICY, *place])
    assert "一字没有变" in again.output
    assert "已写入" not in again.output


def test_superior_tasks_stay_as_far_as_the_words_for_them_do(project: Project) -> None:
    files = read(project.tasks)
    upper = '    note: 见会议纪要\n  - policy: shengfa\n    task: "3"\n    quote: 更新管网120公里\n'
    lines = f'implements:\n  - policy: shengfa\n    task: "2"\n{upper}'
    files[PIPES] = files[PIPES].rstrip() + b"\n" + lines.encode()
    write(files, project.tasks)
    document = project.root / "修订稿.txt"
    items = [item._replace(text=item.text.replace("120公里", "150公里")) for item in ITEMS]
    document.write_text(plan_text(items), "utf-8")
    told = update_document(document, POLICY, project, {}).summary
    after = read(project.tasks)[PIPES].decode()
    assert "120公里" not in after.partition("implements:")[0]
    assert "note: 见会议纪要" in after
    assert "更新管网120公里" not in after
    assert "上级任务“shengfa/3”：原文里没有“更新管网120公里”了" in told
