"""From the page: a document becomes a draft, the project its site."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from responsibility.build.project import Project
from responsibility.checks.drafts import DRAFT_LEFT
from responsibility.edit.publishing import free_id

from .conftest import ROOT, SMALL, read, write
from .support.progress import decided, entry, reported
from .support.served import HOME, POLICY, Page, opened, page, project

__all__ = ["opened", "page", "project"]

DOCUMENT = ROOT / "tests" / "imports" / "donghu-fenggong.txt"


def upload(page: Page, name: str, content: bytes, status: int = 200, **more: str) -> dict[str, str]:
    data = {"file": (io.BytesIO(content), name), **more}
    answer = page.client.post(
        "/api/import", base_url=HOME, data=data, headers={"Origin": HOME}, content_type="multipart/form-data"
    )
    assert answer.status_code == status, answer.get_data(as_text=True)
    told: dict[str, str] = answer.get_json()
    return told


def test_a_document_becomes_a_draft(page: Page, project: Project) -> None:
    document = DOCUMENT.read_bytes() + "\n11.办好民生实事。逐件落实。（责任片区：东片区）\n".encode()
    told = upload(page, "东湖区分工方案2024.txt", document)
    assert told["policy"] == "dhqfgfa-2024"
    assert "项" in told["summary"]
    assert (project.tasks / told["policy"] / "policy.yml").is_file()
    (line,) = [line for line in page.get("/api/project")["policies"] if line["id"] == told["policy"]]
    assert line["draft"] is True
    shown = page.get(f"/api/policies/{told['policy']}")
    # what is not confirmed is counted in its progress alone
    listed = [problem["check"] for problem in shown["in_the_way"]]
    assert line["in_the_way"] == len(listed) - listed.count(DRAFT_LEFT.name) > 0
    assert line["progress"]["done"] < line["progress"]["total"]
    assert upload(page, "东湖区分工方案2024.txt", DOCUMENT.read_bytes())["policy"] == "dhqfgfa-2024-2"
    assert upload(page, "x.txt", DOCUMENT.read_bytes(), policy="mine-1")["policy"] == "mine-1"


@pytest.mark.parametrize(
    ("name", "content", "policy", "words"),
    [
        ("a.txt", b"", "", "文件是空的"),
        ("a.docx", b"PK\x03\x04", "", "不完整或已损坏"),
        ("a.txt", b"x", "../../x", "不能作短名"),
        ("a.txt", b"x", POLICY, "已经有"),
    ],
)
def test_what_is_no_document_is_refused(
    page: Page, project: Project, name: str, content: bytes, policy: str, words: str
) -> None:
    assert words in upload(page, name, content, 400, policy=policy)["error"]
    assert read(project.tasks) == read(SMALL)


@pytest.mark.parametrize(
    "name", ["../../x.txt", "..\\..\\x.txt", "/etc/x.txt", "C:\\x.txt", "\x00.txt", "a" * 300 + ".txt"]
)
def test_the_name_of_an_upload_is_no_path(page: Page, project: Project, name: str) -> None:
    told = upload(page, name, DOCUMENT.read_bytes(), policy="new-1")
    assert told["policy"] == "new-1"
    (stored,) = (project.tasks / "new-1" / "source").iterdir()
    assert stored.read_bytes() == DOCUMENT.read_bytes()
    assert not (project.root.parent / "x.txt").exists()


def test_an_upload_that_is_too_large_is_refused(page: Page) -> None:
    assert upload(page, "a.txt", b"x" * 21_000_000, 413)["error"] == "太大了"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("方案", "fa"),
        ("", "wenjian"),
        ("！", "wenjian"),
        ("水发〔2022〕3号", "sf-2022-3-h"),
        ("con", "wenjian"),
    ],
)
def test_a_folder_is_called_by_the_file(project: Project, name: str, id_: str) -> None:
    assert free_id(project, name) == id_


@pytest.mark.slow
def test_the_site_is_published_and_shown_at_an_address_of_its_own(page: Page, project: Project) -> None:
    files = reported(read(SMALL), "2023-06-30", "县水利局", entry("1", "completed"))
    write(decided(files, {"task": "1", "what": "accepted", "day": "2023-07-05"}), project.tasks)
    told = page.post("/api/publish", {})
    assert told["later"].startswith("有 1 条决定的日期在 2023-06-30 以后，没有算进去：")
    assert "zeren site --as-of 2023-07-05" in told["later"]
    assert Path(told["site"]) == project.site
    assert (project.site / "index.html").is_file()
    assert told["address"] != f"{HOME}/"
    assert urllib.request.urlopen(told["address"]).read() == (project.site / "index.html").read_bytes()
    for path, host in (("../tasks/units.yml", None), ("assets/", None), ("", "evil.example")):
        request = urllib.request.Request(told["address"] + path, headers={"Host": host} if host else {})
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(request)


def test_a_site_of_faulty_data_is_not_published(page: Page, project: Project) -> None:
    path = project.tasks / POLICY / "01.yml"
    path.write_bytes(path.read_bytes().replace("县水利局".encode(), "县没有局".encode()))
    assert "县没有局" in page.post("/api/publish", {}, 400)["error"]
    assert not project.site.exists()
