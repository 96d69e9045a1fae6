"""The commands that begin a policy: from its document, or from nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import build
from responsibility import checks, views
from responsibility.build import drafts
from responsibility.build.files import read_templates
from responsibility.data.loader import load
from responsibility.importing.draft import draft
from responsibility.outputs.site.render import render

from .conftest import ROOT
from .conftest import read as read_folder


def run(*arguments: str, stdin: str = "") -> Any:
    return CliRunner().invoke(build.main, list(arguments), input=stdin)


DOCUMENT = "某发〔2022〕3号\n某县供水方案\n一、任务\n1.修水厂。2022年底前新建水厂2座。（牵头单位：县水利局，责任单位：各乡镇）\n某县政府\n2022年3月1日\n"


def test_import_writes_a_draft(tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_bytes(DOCUMENT.encode("gb18030"))
    (tmp_path / "tasks").mkdir()
    arguments = (
        "import",
        str(tmp_path / "方案.txt"),
        "--policy",
        "moufa-2022-3",
        "--tasks",
        str(tmp_path / "tasks"),
    )
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    written = sorted(path.name for path in (tmp_path / "tasks").rglob("*") if path.is_file())
    assert written == ["01.yml", "policy.yml", "review.md", "source.txt", "units.yml", "方案.txt"]
    checked = run("check", "--tasks", str(tmp_path / "tasks"))
    assert checked.exit_code == 0, checked.output
    assert "逐字相同" in checked.output
    again = run(*arguments)
    assert again.exit_code == 1
    assert "已经有" in again.output


@pytest.mark.parametrize(
    ("policy", "message"), [("../x", "不能作短名"), ("A", "不能作短名"), ("x/y", "不能作短名")]
)
def test_import_refuses_names_that_are_no_folders(tmp_path: Path, policy: str, message: str) -> None:
    (tmp_path / "x.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "tasks").mkdir()
    done = run("import", str(tmp_path / "x.txt"), "--policy", policy, "--tasks", str(tmp_path / "tasks"))
    assert done.exit_code == 1
    assert message in done.output
    assert not list((tmp_path / "tasks").iterdir())


REGISTRIES = {
    "flow": "units: [{name: 县水利局, id: slj, kind: government}]\n",
    "unindented": "units:\n- name: 县水利局\n  id: slj\n  kind: government\n",
    "empty": "units: []  # 还没有\n",
    "commented": "units:\n  # 水利\n  - name: 县水利局\n    id: slj\n    kind: government\n",
}


@pytest.mark.parametrize("name", REGISTRIES)
def test_import_adds_to_a_registry_of_any_layout(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "units.yml").write_text(REGISTRIES[name], encoding="utf-8")
    done = run("import", str(tmp_path / "x.txt"), "--policy", "x-1", "--tasks", str(tmp_path / "tasks"))
    assert done.exit_code == 0, done.output
    assert run("check", "--tasks", str(tmp_path / "tasks")).exit_code == 0
    written = (tmp_path / "tasks" / "units.yml").read_text(encoding="utf-8")
    assert ("# 水利" in written) == (name == "commented")


def test_a_second_import_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both add to one registry: the second has to read it as the first leaves it."""
    tasks = tmp_path / "tasks"
    tasks.mkdir()
    documents = {"x-1": DOCUMENT, "x-2": DOCUMENT.replace("3号", "4号").replace("县水利局", "县水务局")}
    for policy, text in documents.items():
        (tmp_path / f"{policy}.txt").write_text(text, encoding="utf-8")

    def import_policy(policy: str) -> None:
        arguments = ["import", str(tmp_path / f"{policy}.txt"), "--policy", policy, "--tasks", str(tasks)]
        with contextlib.suppress(SystemExit):
            build.main(arguments, standalone_mode=False)

    second = threading.Thread(target=import_policy, args=("x-2",))

    def slow_draft(*arguments: Any) -> Any:
        """Drafts; while the first policy is drafted, the second import has a second to overtake it."""
        if second.ident is None:
            second.start()
            second.join(1)
        return draft(*arguments)

    monkeypatch.setattr(drafts, "draft", slow_draft)
    import_policy("x-1")
    second.join(60)
    registry = (tasks / "units.yml").read_text(encoding="utf-8")
    assert {path.name for path in tasks.iterdir()} >= {"x-1", "x-2"}
    assert "县水利局" in registry
    assert "县水务局" in registry


def interrupted_by_the_end_of_input(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.close()


def interrupted_by_the_user(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.read(1), "the first question"
    while process.poll() is None:  # a signal just before the wait for an answer does not end that wait
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a whole console there")
@pytest.mark.parametrize("interrupt", [interrupted_by_the_end_of_input, interrupted_by_the_user])
def test_an_interrupted_command_says_so(
    tmp_path: Path, interrupt: Callable[[subprocess.Popen[str]], None]
) -> None:
    """With the status of a command ended by SIGINT, whatever the shell made of that signal before."""
    (tmp_path / "tasks").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "build.py"), "new", "--tasks", str(tmp_path / "tasks")],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    interrupt(process)
    assert process.wait(60) == 130
    assert process.stderr
    assert process.stderr.read().strip().endswith("已中止。原来的都还在，没有写完的不留下。")
    assert not list((tmp_path / "tasks").iterdir())
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream
        stream.close()


@pytest.mark.parametrize(
    ("issued", "status"), [("2022-03-01", 0), ("2022年3月1日", 0), ("昨天", 1), ("2022-02-30", 1)]
)
def test_the_date_may_be_given_in_words(tmp_path: Path, issued: str, status: int) -> None:
    (tmp_path / "x.txt").write_text(DOCUMENT.replace("某县政府\n2022年3月1日\n", ""), encoding="utf-8")
    (tmp_path / "tasks").mkdir()
    given = ("--issued", issued, "--issuer", "某县政府")
    done = run(
        "import", str(tmp_path / "x.txt"), "--policy", "x-1", "--tasks", str(tmp_path / "tasks"), *given
    )
    assert done.exit_code == status, done.output
    assert (tmp_path / "tasks" / "x-1").exists() == (status == 0)


def test_new_asks_and_makes_a_policy_that_builds(tmp_path: Path) -> None:
    (tmp_path / "tasks").mkdir()
    answers = "shuifa-2022-3\n水发〔2022〕3号\n供水方案\n某县政府\n2022-03-01\n"
    done = run("new", "--tasks", str(tmp_path / "tasks"), stdin=answers)
    assert done.exit_code == 0, done.output
    data = load(read_folder(tmp_path / "tasks"))
    report = checks.run(data)
    assert report.count("error") == 0, report.problems
    assert render(views.build(data, report), read_templates(ROOT / "templates"))
    wrong = run(
        "new",
        "--tasks",
        str(tmp_path / "tasks"),
        stdin=answers.replace("2022-03-01", "三月").replace("shuifa", "x"),
    )
    assert wrong.exit_code == 1
    assert "日期" in wrong.output


@pytest.mark.office
def test_an_old_word_document_is_converted_where_there_is_an_office(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "apt-get install libreoffice-writer"
        pytest.skip("这台机器上没有 LibreOffice")
    (tmp_path / "方案.txt").write_text(DOCUMENT.replace("\n", "\n\n"), encoding="utf-8-sig")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "方案.txt"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "tasks").mkdir()
    done = run(
        "import", str(tmp_path / "方案.doc"), "--policy", "moufa-2022-3", "--tasks", str(tmp_path / "tasks")
    )
    assert done.exit_code == 0, done.output
    assert "修水厂" in (tmp_path / "tasks" / "moufa-2022-3" / "01.yml").read_text(encoding="utf-8")


def test_a_pdf_that_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n" + b"0" * 100)
    done = run("import", str(tmp_path / "x.pdf"), "--policy", "x-1", "--tasks", str(tmp_path))
    assert done.exit_code == 1
    assert "另存为 .docx" in done.output
