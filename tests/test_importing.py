"""A policy document becomes a draft: the real one gives the hand-made data back, others what they say."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.data.loader import Data, load
from responsibility.importing.draft import Draft, draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.importing.review import markdown, summary
from responsibility.model import ROLES, Deadline, Deliverable, Part, Target, Unit
from responsibility.outputs.site.render import render

from .conftest import REAL, ROOT
from .conftest import read as read_folder

IMPORTS = ROOT / "tests" / "imports"
POLICY = "meifa-2021-7"
GIVEN = {"number": "某发〔2022〕1号", "issued": "2022-01-01", "issuers": ["某县政府"], "title": "某方案"}


def drafted(name: str, content: bytes, units: tuple[Unit, ...] = (), policy: str = "draft-1") -> Draft:
    return draft(read(name, content), policy, units, GIVEN)


def loaded(found: Draft, registry: bytes | None = None) -> Data:
    data = load({**found.files, "units.yml": with_units(registry, found.new_units)})
    assert not data.problems, data.problems
    return data


# ---------------------------------------------------------------- the real policy


@pytest.fixture(scope="module")
def real_draft() -> Draft:
    files = read_folder(REAL)
    source = files[f"{POLICY}/source.txt"]
    return draft(read("source.txt", source), POLICY, load(files).units, {})


@pytest.fixture(scope="module")
def both(real_draft: Draft) -> tuple[Data, Data]:
    files = read_folder(REAL)
    return load(files), loaded(real_draft, files["units.yml"])


def confirmed(value: Any) -> Any:
    """Parts without the mark that an import leaves on them."""
    parts = isinstance(value, tuple) and value and isinstance(value[0], Part)
    return [part.model_copy(update={"draft": False}) for part in value] if parts else value


def test_the_real_policy_comes_back(both: tuple[Data, Data]) -> None:
    """Units, parts, sections and text exactly; titles of the document but for their spaces."""
    ours, found = (data.policies[0] for data in both)
    fields = ("number", "title", "section", "text", "parts", "heading", "clause")
    for task, other in zip(ours.tasks, found.tasks, strict=True):
        for name in (*fields, *(f"{role}_units" for role in ROLES)):
            if task.closing and name == "parts":
                assert other.texts == (*task.texts[:-2], "\n".join(task.texts[-2:])), "one paragraph"
            else:
                assert confirmed(getattr(task, name)) == confirmed(getattr(other, name)), (task.number, name)
    assert ours.metadata.outline == found.metadata.outline
    assert ours.metadata.periods == found.metadata.periods
    for name in ("number", "issuers", "issued", "addressees", "notice", "letterhead"):
        assert getattr(ours.metadata, name) == getattr(found.metadata, name)
    assert both[0].units == both[1].units


def test_the_draft_of_the_real_policy_passes_the_proof(both: tuple[Data, Data]) -> None:
    report = checks.run(both[1])
    assert report.count("error") == 0
    assert not report.count("warning")
    unsettled = {one.check for one in report.problems if one.severity == "unsettled"}
    assert unsettled == {"draft-left", "unsettled"}
    (figures,) = report.figures
    assert figures.proof
    assert figures.proof.difference is None
    assert figures.accounted == figures.figures


def said(record: Deadline | Target | Deliverable) -> object:
    """What a fact says, its wording apart: dates, figures and kinds, not names and scopes."""
    if isinstance(record, Deliverable):
        return record.kind
    if isinstance(record, Deadline):
        return record.model_dump(exclude={"quote", "matter", "draft"})
    return (record.values, record.compare) if record.values or record.compare else (record.all, record.none)


def hits(text: str, ours: tuple[Any, ...], found: tuple[Any, ...]) -> int:
    """How many of ``ours`` were found: the same facts in overlapping words."""
    left = list(found)
    count = 0
    for one in ours:
        start = text.find(one.quote)
        for other in left:
            at = text.find(other.quote)
            if at < start + len(one.quote) and start < at + len(other.quote) and said(one) == said(other):
                left.remove(other)
                count += 1
                break
    return count


@pytest.mark.parametrize(
    ("field", "precision", "recall"),
    [("deadlines", 0.9, 0.9), ("targets", 0.9, 0.9), ("deliverables", 0.95, 0.5)],
)
def test_precision_and_recall_on_the_real_policy(
    both: tuple[Data, Data], field: str, precision: float, recall: float
) -> None:
    """Of the deliverables over half are read: those that a verb of making and a noun of their kind enclose."""
    ours, found = (data.policies[0] for data in both)
    hit = wanted = proposed = 0
    for task, other in zip(ours.tasks, found.tasks, strict=True):
        hit += hits(task.full_text, getattr(task, field), getattr(other, field))
        wanted += len(getattr(task, field))
        proposed += len(getattr(other, field))
    assert hit / wanted >= recall, (hit, wanted)
    assert hit / proposed >= precision, (hit, proposed)


def test_a_draft_builds_a_site(both: tuple[Data, Data]) -> None:
    data = both[1]
    pages = render(views.build(data, checks.run(data)), read_templates(ROOT / "templates"))
    assert f"tasks/{POLICY}/32.md" in pages


# ---------------------------------------------------------------- documents of other shapes

DOCUMENTS = sorted(path for path in IMPORTS.glob("*") if path.suffix in (".txt", ".html"))


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_of_other_shapes(path: Path) -> None:
    wanted = expected(path)
    found = draft(read(path.name, path.read_bytes()), "draft-1", (), {})
    data = loaded(found)
    policy = data.policies[0]
    assert [task.title for task in policy.tasks] == [task["title"] for task in wanted["tasks"]]
    for task, other in zip(policy.tasks, wanted["tasks"], strict=True):
        assert {role: list(task.units(role)) for role in ROLES} == {role: other[role] for role in ROLES}, (
            task.title
        )
        assert any(map(task.open_after, ROLES)) == other["open"], task.title
        parts = [{role: list(part.units(role)) for role in ROLES} for part in task.parts]
        assert parts == [{role: part[role] for role in ROLES} for part in other.get("parts", [])], task.title
    report = checks.run(data)
    errors = [one for one in report.problems if one.severity == "error"]
    assert not errors
    assert report.figures[0].proof
    assert report.figures[0].proof.difference is None


def tells(record: Deadline | Target, wanted: dict[str, Any], field: str) -> bool:
    """Whether a proposal says what an expected file says."""
    if isinstance(record, Deadline):
        names = ("due", "start", "every", "times", "period", "duration")
        return all(str(getattr(record, name) or "") == str(wanted.get(name) or "") for name in names)
    if wanted["op"] in ("all", "none"):
        return bool(getattr(record, wanted["op"]))
    return any(
        (value.op, value.unit, [float(one) for one in value.numbers])
        == (wanted["op"], wanted["unit"], wanted["numbers"])
        for value in record.values
    )


@pytest.mark.parametrize("field", ["deadlines", "targets"])
def test_precision_and_recall_on_documents_of_other_shapes(field: str) -> None:
    """On the two made-up documents whose deadlines and targets were written down in full, by somebody else."""
    hit = wanted = proposed = 0
    for path in (IMPORTS / "yunzhou.txt", IMPORTS / "nanling-jihua.txt"):
        policy = loaded(draft(read(path.name, path.read_bytes()), "draft-1", (), {})).policies[0]
        records = expected(path)[field]
        wanted += len(records)
        for place, task in enumerate(policy.tasks):
            text = task.full_text.replace("\n", "")
            left = list(getattr(task, field))
            proposed += len(left)
            for one in records:
                if one["task"] == place:
                    near = [other for other in left if overlap(text, other.quote, one["quote"])]
                    found = next((other for other in near if tells(other, one, field)), None)
                    if found:
                        left.remove(found)
                        hit += 1
    assert hit / wanted >= 0.9, (hit, wanted)
    assert hit / proposed >= 0.85, (hit, proposed)


def overlap(text: str, one: str, other: str) -> bool:
    start, at = text.find(one), text.find(other)
    return start < at + len(other) and at < start + len(one)


# ---------------------------------------------------------------- the review


def test_the_review_says_what_to_look_at_and_shows_no_markup() -> None:
    text = "一、任务\n1.修<b>桥</b>。修好[桥](x)，三件套3套。（牵头单位：县交通局）\n3.修路。修好路。\n"
    found = drafted("x.txt", text.encode())
    told = markdown(found.review, "x")
    assert "没有找到责任分工的任务：3" in told
    assert "<b>" not in told
    assert "任务 2 项" in summary(found.review)
    assert [task.sureness for task in found.review.tasks] == ["高", "低"]


def test_the_page_of_the_document_keeps_its_order() -> None:
    path = IMPORTS / "linjiang-yijian.txt"
    data = loaded(draft(read(path.name, path.read_bytes()), "draft-1", (), {}))
    pages = render(views.build(data, checks.run(data)), read_templates(ROOT / "templates"))
    page = pages["document/index.md"].partition('<article class="official">')[2]
    words = (
        "实施意见",
        "临政发〔2022〕15号",
        "（一）支持企业建设研发机构。",
        "省财政厅、教育厅、人力资源",
        "二〇二二年六月八日",
        "附件：",
    )
    places = [page.index(word) for word in words]
    assert places == sorted(places)


UNNUMBERED = """某发〔2022〕3号
某县供水方案
一、总体要求
坚持节水优先。
二、重点任务
加快水厂建设。2022年底前新建水厂2座。（牵头单位：县水利局，责任单位：各乡镇）
强化水质监测，做好日常巡查，每月检测1次，及时公布检测结果，接受社会监督。（牵头单位：县卫健委，责任单位：县水利局）
落实经费保障。（县财政局负责）
某县政府
2022年3月1日
"""


def test_tasks_without_numbers() -> None:
    data = loaded(draft(read("x.txt", UNNUMBERED.encode()), "draft-1", (), {}))
    tasks = data.policies[0].tasks
    assert [task.title for task in tasks] == ["加快水厂建设", "强化水质监测", "落实经费保障"]
    assert [task.units("lead") for task in tasks] == [("县水利局",), ("县卫健委",), ()]
    assert not checks.run(data).count("error")


# ---------------------------------------------------------------- Word, Excel

ROWS = [
    ["序号", "重点任务", "牵头单位", "责任单位", "配合单位", "完成时限"],
    ["1", "新建水厂2座", "县水利局", "县财政局\n各乡镇", "", "2025年底前"],
    ["2", "改造学校。完成四所学校改造", "县教育局", "", "县财政局、县住建局", "2024年6月"],
]


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("一、重点任务")
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["一、重点任务"])
    for row in ROWS:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("x.docx", as_docx()), ("x.xlsx", as_xlsx())], ids=["docx", "xlsx"]
)
def test_a_table_of_tasks(name: str, content: bytes) -> None:
    found = drafted(name, content)
    first, second = loaded(found).policies[0].tasks
    assert (first.units("lead"), first.units("responsible")) == (("县水利局",), ("县财政局", "各乡镇"))
    assert str(first.deadlines[0].due) == "2025"
    assert second.units("supporting") == ("县财政局", "县住建局")
    assert any("任务分工表" in note for note in found.review.notes)


def test_a_table_keeps_every_column() -> None:
    rows = (
        ("任务", "责任单位", "备注"),
        ("修桥", "县交通局", "2023年底前完成"),
        ("", "县财政局", "拨款5万元"),
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    found = drafted("x.html", f"<html><body><p>一、任务</p><table>{cells}</table></body></html>".encode())
    source = found.files["draft-1/source.txt"].decode()
    assert all(cell in source for row in rows[1:] for cell in row)
    assert str(loaded(found).policies[0].tasks[0].deadlines[0].due) == "2023"


def test_a_web_page_is_cut_only_behind_the_document() -> None:
    lines = (
        "某县供水方案",
        "一、任务",
        "1.修桥。修好桥。（责任单位：县交通局）",
        "2.加强宣传和政策解读",
        "上一篇",
        "3.修路。修好。（责任单位：县交通局）",
        "上一篇：别的文件",
        "备案号0",
    )
    found = drafted(
        "x.html", ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()
    )
    source = found.files["draft-1/source.txt"].decode()
    assert all(line in source for line in lines[1:6])
    assert "备案号" not in source
    assert any("备案号0" in note for note in found.review.notes)


def test_a_sentence_above_what_is_taken_for_the_title_of_a_page_is_the_documents() -> None:
    lines = (
        "首页>政务公开",
        "全县供水工作取得积极进展。",
        "清河县农村供水提升方案",
        "一、任务",
        "1.修桥。修好桥。（责任单位：县交通局）",
    )
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    found = drafted("x.html", page.encode())
    source = found.files["draft-1/source.txt"].decode()
    assert all(line in source for line in lines[1:])
    assert "首页" not in source


def test_a_title_is_not_the_time_by_which_a_task_is_due() -> None:
    text = "一、防汛\n1.8月底前，组织演练3场。（县水利局负责）\n2.每季度，年底前。（县水利局负责）\n"
    tasks = loaded(draft(read("x.txt", text.encode()), "draft-1", (), {})).policies[0].tasks
    assert [task.title for task in tasks] == ["组织演练3场", "每季度"]


def test_a_task_without_a_number_has_no_label_though_a_number_begins_it() -> None:
    tasks = loaded(draft(read("x.txt", "1修桥。一、".encode()), "draft-1", (), {})).policies[0].tasks
    assert [(task.title, task.label) for task in tasks] == [("1修桥", None)]
