"""Documents that are none, noise, bombs and any text at all: a message, or a draft that says its gaps, soon."""

from __future__ import annotations

import contextlib
import io
import zipfile

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.draft import IncompleteError
from responsibility.importing.readers.detect import Unreadable

from .conftest import POLICY, ROOT
from .support.timing import cpu_limit
from .test_importing import drafted, loaded

BAD = {
    "empty": ("x.txt", b""),
    "binary": ("x.txt", bytes(range(256)) * 40),
    "blank": ("x.txt", "　\n \n".encode()),
    "not-a-docx": ("x.docx", b"PK\x03\x04 nonsense"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_documents_are_refused_plainly(name: str) -> None:
    with pytest.raises((Unreadable, IncompleteError)) as raised:
        drafted(*BAD[name])
    assert str(raised.value)


def test_noise_of_a_scan_gives_a_message_or_says_its_gaps() -> None:
    noise = "一、供水l作\n1.修水厂。新建水J'2座。（牵头单位;县水利局.责任单位：县财政局\n2.冫台理河道。～～■□。（责任单位：县水利局）\n"
    found = drafted("x.txt", noise.encode())
    loaded(found)
    assert "没有找到责任分工的任务：1" in found.review.foremost
    assert any("可疑的字" in one for one in found.review.first)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (1_001, "有 1001 项任务，超过 999 项：请分成几份导入"),
        (5_001, "任务分工表有 5001 行任务，一份文件最多 999 项：请分成几份导入"),
    ],
)
def test_a_table_of_more_tasks_than_there_are_numbers_is_refused(rows: int, message: str) -> None:
    """One of very many rows before any of them is gone through as a task."""
    listed = "".join(
        f"<tr><td>{n}</td><td>新建水厂{n}座</td><td>县水利局</td></tr>" for n in range(1, rows + 1)
    )
    head = "<tr><td>序号</td><td>任务</td><td>责任单位</td></tr>"
    with pytest.raises(IncompleteError, match=f"^{message}$"):
        drafted("x.html", f"<html><p>任务分工表</p><table>{head}{listed}</table></html>".encode())


LONG = {
    "brackets": "一、任务\n1.修桥。" + "（" * 100_000 + "\n2.修路。修好路。（责任单位：县交通局）\n",
    "pairs": "一、任务\n1.修桥。" + "（）" * 50_000 + "（责任单位：县交通局）\n",
    "nested": "一、任务\n1.修桥。修好桥。（责任单位：县交通局（含（下属（单位））））\n",
    "figures": "一、任务\n1.修桥。" + "修3座桥，" * 3_000 + "完。（责任单位：县交通局）\n",
    "pages": "一、任务\n"
    + "".join(
        f"{n}.修桥{n}。{'修好第一批桥梁并通车，' * 60}完成{n}座。（责任单位：县交通局）\n"
        for n in range(1, 400)
    ),
    "digits": "一、任务\n1.修桥。新建桥" + "9" * 5_000 + "座。（责任单位：县交通局）\n",
    "dates": "一、任务\n1.修桥。" + "到2025年" * 8_000 + "。（责任单位：县交通局）\n",
    "numbers": "1." * 20_000,
    "marks": "一、" * 20_000 + "\n",
    "clauses": "一、任务\n1.修桥。修好。（责任单位：" + "县交通局、" * 20_000 + "县水利局）\n",
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.slow
def test_long_and_strange_documents_end_soon(name: str) -> None:
    with cpu_limit(20, name), contextlib.suppress(Unreadable, IncompleteError):
        checks.run(loaded(drafted("x.txt", LONG[name].encode())))


@pytest.mark.slow
def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 200_000_000)
    with pytest.raises(Unreadable):
        drafted("x.docx", out.getvalue())


WORDS = (
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "第一条 ",
    "修桥。",
    "县交通局",
    "（牵头单位：",
    "责任单位：",
    "）",
    "，",
    "、",
    "等",
    "\n",
)
MORE = (
    "2025年底前",
    "30%",
    "不少于3个",
    "全覆盖",
    "附件：",
    "2021年8月17日",
    "“",
    "各镇",
    "按职责分工负责",
    "过渡期内",
    "从2021年起设立5年过渡期",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS + MORE) | st.text(max_size=4), max_size=60).map("".join))
@pytest.mark.slow
def test_any_text_gives_a_draft_that_loads_or_a_message(text: str) -> None:
    try:
        found = drafted("x.txt", text.encode("utf-8", "ignore"))
    except (Unreadable, IncompleteError):
        return
    checks.run(loaded(found))


def test_what_stands_twice_in_a_document_is_one_question() -> None:
    """A list of the draft that said a thing twice would be an error of the data."""
    text = (ROOT / "tests" / "imports" / "baishan-fangan.txt").read_text(encoding="utf-8")
    clause = text.split("\n")[45]
    assert clause.endswith("）")
    found = drafted("x.txt", f"{clause}\n{clause}\n{text}".encode())
    assert len(set(found.review.first)) < len(found.review.first)
    report = checks.run(loaded(found))
    assert [problem.message for problem in report.problems if problem.check == "said-twice"] == []


def test_an_issuer_that_the_document_prints_twice_stands_twice(small_files: Files) -> None:
    """It is the document's line; the proof would fail without it."""
    path = f"{POLICY}/policy.yml"
    small_files[path] = small_files[path].replace(
        "issuers: [中共清河县委]".encode(), "issuers: [中共清河县委, 中共清河县委]".encode()
    )
    reported = [problem.check for problem in checks.run(load(small_files)).problems]
    assert "said-twice" not in reported
