"""What a unit is told of its list as a whole, in every output: tasks that may be its own besides, figures set for all."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.language.unit_names import may_stand_for
from responsibility.outputs.downloads import downloads
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.views.notes import unit_notes

from .conftest import POLICY, ROOT, Compiled, compiled
from .support.policies import reissued

PERHAPS = "除所列任务外，清发〔2023〕5号还对“各有关部门”（任务3）提出要求；文件没有列明其中包括哪些单位，是否包括县水利局，请与印发机关核实。"
FOR_ALL = "作为“各镇”成员承担的任务，指标和成果是文件对整项任务提出的，不是单给东河镇的；哪些由各成员分别承担，以原文为准。"


def notes(policy: Compiled, unit: str) -> tuple[str, ...]:
    view = policy.site.unit(unit)
    assert view is not None
    return unit_notes(view, policy.site.policies)


@pytest.mark.parametrize(
    ("collective", "unit", "may"),
    [
        ("区直各相关部门", "区水务局", True),
        ("领导小组各成员单位", "区水务局", True),
        ("各专项工作组", "区委办", True),
        ("区直各相关部门", "东河镇", False),
        ("各有关部门", "滨河街道", False),
        ("各有关部门", "东河村", False),
        ("各镇", "区水务局", False),
        ("各合作金融机构", "区水务局", False),
        ("各企事业单位", "区水务局", False),
        ("各学校", "区水务局", False),
        ("区农业农村局等", "区水务局", True),
        ("区农业农村局等", "东河镇", False),
        ("东河镇等", "西岭镇", True),
        ("东河镇等", "区水务局", False),
    ],
)
def test_whom_a_collective_may_stand_for(collective: str, unit: str, may: bool) -> None:
    assert may_stand_for(collective, unit) is may


def test_a_unit_is_told_what_may_be_its_own_besides(compiled_small: Compiled) -> None:
    assert notes(compiled_small, "县水利局") == (PERHAPS,)


def test_what_the_list_has_already_is_not_told_again(compiled_small: Compiled) -> None:
    view = compiled_small.site.unit("县教育局")
    assert view is not None
    assert "3" in [duty.task.ref.label for duty in view.duties]
    assert notes(compiled_small, "县教育局") == ()


def test_members_are_told_that_figures_are_for_all(compiled_small: Compiled) -> None:
    assert notes(compiled_small, "东河镇") == (FOR_ALL,)


def test_parts_and_instructions_are_told_by_their_numbers(compiled_real: Compiled) -> None:
    (note,) = notes(compiled_real, "区乡村振兴局")
    assert "“区委实施乡村振兴战略领导小组各成员单位”（任务2（4））" in note
    assert "“区直各部门”（二（四）“做好政策举措衔接”的总体要求）" in note
    (note,) = notes(compiled_real, "区水务局")
    assert "“区委实施乡村振兴战略领导小组各成员单位”（任务2）" in note, "all parts are the task"
    assert "“区直相关行业部门”（任务10、26、27、四（一））" in note
    assert "“区农业农村局等”（任务31）" in note, "a list that is left open may go on with it"
    assert "“区人社局等”" not in note, "that list goes on with a collective, which is told itself"
    assert "金融机构" not in note
    assert notes(compiled_real, "各职能部门") == (), "a collective may stand for offices, not for another"


def test_a_listed_collective_in_an_instruction_is_known(small_files: dict[str, bytes]) -> None:
    """Only of one whose members nobody lists it cannot be told whom it stands for."""
    policy, units = f"{POLICY}/policy.yml", "units.yml"
    for path in (policy, f"{POLICY}/source.txt"):
        small_files[path] = small_files[path].replace("各学校要".encode(), "县直各部门要".encode())
    (note,) = notes(compiled(small_files), "县水利局")
    assert "“县直各部门”（二（一）“办好学校”的总体要求）" in note
    listed = "  - name: 县直各部门\n    id: xzbm\n    kind: collective\n    members: [县水利局, 县财政局]\n"
    small_files[units] = small_files[units].rstrip() + b"\n" + listed.encode()
    assert notes(compiled(small_files), "县水利局") == (PERHAPS,)


def test_a_draft_does_not_say_what_the_document_leaves_out(small_files: dict[str, bytes]) -> None:
    path = f"{POLICY}/policy.yml"
    small_files[path] = small_files[path].replace(b"letterhead:", b"draft: true\nletterhead:", 1)
    draft = compiled(small_files)
    (perhaps,) = notes(draft, "县水利局")
    assert perhaps.endswith("其中包括哪些单位、是否包括县水利局，尚未核对。")
    (for_all,) = notes(draft, "东河镇")
    assert for_all.endswith("各成员各自承担多少，尚未核对。")
    assert "文件没有" not in perhaps + for_all


@pytest.mark.parametrize(
    ("unit", "key", "note"), [("县水利局", "slj", PERHAPS), ("东河镇", "donghe", FOR_ALL)]
)
def test_page_ledger_letter_and_terminal_say_it(
    compiled_small: Compiled, unit: str, key: str, note: str
) -> None:
    site = compiled_small.site
    assert note in render(site, read_templates(ROOT / "templates"))[f"units/{key}.md"]
    files = downloads(site, ("xlsx", "docx"))
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"downloads/units/{key}.xlsx"]))["台账"]
    assert sheet["A4"].value == note, "before all tasks"
    letter = docx.Document(io.BytesIO(files[f"downloads/units/{key}.docx"]))
    assert letter.paragraphs[5].text == note
    assert note in (show(site, unit, None, 400) or "")


def test_what_holds_for_several_documents_is_told_once(small_files: Files) -> None:
    two = compiled(reissued(small_files, "qinghe-2023-9", "清发〔2023〕9号"))
    assert [note for note in notes(two, "东河镇") if "整项任务" in note] == [FOR_ALL]
