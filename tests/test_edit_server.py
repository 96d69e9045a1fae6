"""The page's server: what is shown, what is done, how the command ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

import pytest

from responsibility.build.project import Project

from .conftest import ROOT, SMALL, read
from .support import hostile
from .support.served import HOME, POLICY, TASK, Opened, Page, opened, page, project

__all__ = ["opened", "page", "project"]


# ---------------------------------------------------------------- what is answered


def test_the_project_a_policy_and_a_task_are_shown(page: Page) -> None:
    (line,) = page.get("/api/project")["policies"]
    assert (line["id"], line["draft"], line["tasks"]) == (POLICY, False, 6)
    assert line["progress"]["done"] == line["progress"]["total"] > 10
    policy = page.get(f"/api/policies/{POLICY}")
    assert [task["number"] for task in policy["tasks"]] == ["1", "2", "3", "4", "s1", "s2"]
    assert policy["document"]
    assert policy["metadata"]["title"]
    task = page.get(f"/api/policies/{POLICY}/tasks/1")
    assert task["task"]["number"] == "1"
    assert task["facts"]["deadlines"][0]["words"] == "2023年底前"
    assert set(task["digests"]) == {TASK, "units.yml", f"{POLICY}/policy.yml", f"{POLICY}/decisions.yml"}


def test_forms_have_a_name_for_every_field(page: Page) -> None:
    form = page.get("/api/form")
    for fields in form["records"].values():
        for field in fields:
            assert not field["label"].isascii()
    kinds = {field["key"]: field["type"] for field in form["records"]["deadlines"]}
    assert kinds["before"] == "bool"
    assert kinds["times"] == "number"
    assert kinds["every"] == "choice"
    kinds = {field["key"]: field["type"] for field in form["records"]["targets"]}
    assert kinds == kinds | {"values": "values", "sum_of": "lines", "quote": "text", "indicator": "line"}


def test_what_is_not_there_is_told_plainly(page: Page) -> None:
    assert page.get("/api/policies/other", 404) == {
        "error": "没有“other”这份文件",
        "problems": [],
        "changed": [],
    }
    assert "没有任务 99" in page.get(f"/api/policies/{POLICY}/tasks/99", 404)["error"]
    assert (
        page.get(f"/api/policies/{POLICY}/tasks/1/like?field=targets&index=99", 404)["error"] == "没有这一条"
    )
    assert page.get("/nothing", 404) == {"error": "没有这个地址"}


def test_data_that_does_not_load_is_told_with_file_and_line(page: Page, project: Project) -> None:
    path = project.tasks / TASK
    path.write_bytes(path.read_bytes().replace(b"title:", b"titel:"))
    told = page.get("/api/project")
    assert (told["loads"], told["policies"]) == (False, [])
    answer = page.get(f"/api/policies/{POLICY}", 422)
    assert ("titel" in problem["message"] for problem in answer["problems"])
    assert {(problem["file"], problem["line"]) for problem in answer["problems"]} == {(TASK, 2), (TASK, 3)}
    assert page.get("/api/problems")["loads"] is False
    assert "titel" in page.save({"do": "accept_task", "policy": POLICY, "task": "2"}, status=422)[
        "error"
    ] + str(answer)


# ---------------------------------------------------------------- what is done


def change(index: int = 0, **values: Any) -> dict[str, Any]:
    return {
        "do": "change",
        "policy": POLICY,
        "task": "1",
        "field": "deadlines",
        "index": index,
        "record": values,
    }


def test_a_change_is_tried_then_saved_then_taken_back(page: Page, project: Project) -> None:
    before = read(project.tasks)
    action = change(quote="2023年底前", due="2024", before=True)
    told = page.post("/api/try", {"actions": [action]})
    assert {problem["check"] for problem in told["problems"] if problem["severity"] == "error"} == {
        "contradicts-quote"
    }
    assert any("时限推后" in line for line in told["changes"])
    assert told["units"]
    assert read(project.tasks) == before
    saved = page.save(action)
    assert saved["message"] == "改任务 1 的时限“2023年底前”"
    assert list(saved["changed"]) == [TASK]
    assert saved["undo"] == saved["message"]
    after = read(project.tasks)
    assert after == {**before, TASK: before[TASK].replace(b"    due: 2023\n", b"    due: 2024\n", 1)}
    assert page.post("/api/undo", {})["message"].startswith("已撤销")
    assert read(project.tasks) == before
    page.post("/api/redo", {})
    assert read(project.tasks) == after
    assert [state["message"] for state in page.get("/api/history")["states"]][-1] == saved["message"]
    page.post("/api/restore", {"state": 0})
    assert read(project.tasks) == before
    assert page.post("/api/restore", {"state": 999}, 409)["error"]


def test_two_tabs_do_not_overwrite_each_other(opened: Opened, project: Project) -> None:
    first, second = opened.tab(), opened.tab()
    digests = [tab.get(f"/api/policies/{POLICY}/tasks/1")["digests"] for tab in (first, second)]
    seen = [{TASK: digest[TASK]} for digest in digests]
    other = {f"{POLICY}/02.yml": first.get(f"/api/policies/{POLICY}")["digests"][f"{POLICY}/02.yml"]}
    answer = first.save(change(quote="2023年底前", due="2024"), seen=seen[0])
    after = read(project.tasks)
    refused = second.save(change(quote="2023年底前", due="2025"), seen=seen[1], status=409)
    assert refused["changed"] == [TASK]
    assert "已被别处改过" in refused["error"]
    assert read(project.tasks) == after
    second.save(
        {"do": "accept_task", "policy": POLICY, "task": "2"}, seen=other
    )  # another task is not in the way
    second.save(change(quote="2023年底前", due="2025"), seen=answer["changed"])


def test_an_editor_beside_the_page_is_not_overwritten(page: Page, project: Project) -> None:
    seen = {TASK: page.get(f"/api/policies/{POLICY}/tasks/1")["digests"][TASK]}
    path = project.tasks / TASK
    path.write_bytes(theirs := path.read_bytes() + b"# mine\n")
    assert page.save(change(quote="2023年底前", due="2024"), seen=seen, status=409)["changed"] == [TASK]
    assert path.read_bytes() == theirs


def test_what_makes_no_record_is_told_in_words_and_not_written(page: Page, project: Project) -> None:
    before = read(project.tasks)
    assert "时限要有 due" in page.save(change(quote="2023年底前"), status=400)["error"]
    assert "不认识的键" in page.save(change(quote="2023年底前", due="2023", x="y"), status=400)["error"]
    assert page.save({"do": "task", "policy": POLICY, "task": "1", "set": {"title": None}}, status=422)[
        "problems"
    ]
    assert (
        "不能在这里改"
        in page.save({"do": "task", "policy": POLICY, "task": "1", "set": {"number": "9"}}, status=400)[
            "error"
        ]
    )
    assert read(project.tasks) == before


@pytest.mark.parametrize(
    "text",
    [
        hostile.LEAD,
        hostile.TAIL,
        hostile.BREAK,
        "\x00",
        "\u202e",
        "𠮷",
        "- a: b\n  c",
        "a" * 20_000,
        "'\"",
        "|-",
    ],
)
def test_hostile_text_is_data(page: Page, project: Project, text: str) -> None:
    action = {
        "do": "add",
        "policy": POLICY,
        "task": "1",
        "field": "other_figures",
        "record": {"quote": text, "why": text},
    }
    answer = page.client.post(
        "/api/save", base_url=HOME, json={"actions": [action]}, headers={"Origin": HOME}
    )
    assert answer.status_code in (200, 400, 422), answer.get_data(as_text=True)
    if answer.status_code == 200:
        shown = page.get(f"/api/policies/{POLICY}/tasks/1")
        assert text in [fact["record"]["quote"] for fact in shown["facts"]["other_figures"]]
        page.post("/api/undo", {})
    assert read(project.tasks) == read(SMALL)


# ---------------------------------------------------------------- the command


def start(project: Project, *more: str) -> tuple[subprocess.Popen[str], str]:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "edit",
        "--no-browser",
        "--project",
        str(project.root),
        *more,
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    assert process.stdout
    line = process.stdout.readline()
    return process, line.split()[1] if "http" in line else line


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor())


def test_the_command_serves_until_it_is_interrupted(project: Project) -> None:
    process, address = start(project, POLICY)
    try:
        browser = opener()
        browser.open(address)
        home = address.rsplit("/", 1)[0]
        assert POLICY in browser.open(f"{home}/api/project").read().decode()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            opener().open(f"{home}/api/project")
        process.send_signal(signal.SIGINT)
        assert "已结束" in process.communicate(timeout=30)[0]
        assert process.returncode == 0
        with pytest.raises(urllib.error.URLError):
            browser.open(f"{home}/api/alive")
    finally:
        process.kill()


def test_the_command_ends_with_what_started_it(project: Project) -> None:
    code = (
        "import subprocess, sys; p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True);"
        "print(p.pid, p.stdout.readline(), flush=True)"
    )
    command = [sys.executable, str(ROOT / "build.py"), "edit", "--no-browser", "--project", str(project.root)]
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, encoding="utf-8", check=True
    )
    pid, address = int(done.stdout.split()[0]), done.stdout.split()[2]
    for _ in range(200):
        try:
            opener().open(address)
        except urllib.error.HTTPError:
            raise
        except OSError:
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("still there")


def test_a_policy_that_is_none_and_a_port_that_is_taken_are_told(project: Project) -> None:
    process, line = start(project, "other")
    assert "没有“other”这份文件" in line
    assert process.wait(30) == 1
    first, address = start(project)
    try:
        port = address.split(":")[2].split("/")[0]
        second, line = start(project, "--port", port)
        assert f"端口 {port} 已被占用" in line
        assert second.wait(30) == 1
    finally:
        first.kill()
