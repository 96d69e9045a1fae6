"""The page of review and editing in a real browser: a project with nothing in it, the command that serves it, a document.

The document is made up, in a form of real ones: two spellings of one office, every kind of fact, one
fact that the import reads wrong, one that it does not see.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from responsibility.build.drafts import import_document as import_file
from responsibility.build.project import find_project

from ..conftest import ROOT

DOCUMENT = """临江市人民政府办公室关于印发临江市供水保障行动方案的通知

临政办发〔2024〕6号

各县（市、区）人民政府，市直各有关单位：

《临江市供水保障行动方案》已经市人民政府同意，现印发给你们，请认真贯彻执行。

临江市人民政府办公室

2024年3月8日

临江市供水保障行动方案

为做好供水保障工作，制定本方案。

一、改造供水管网

2024年底前，改造老旧管网120公里，制定管网改造实施方案。对节水改造的企业每户奖励5万元。（牵头单位：市水务局；责任单位：市财政局、市住建局，各县区人民政府）

二、保护水源

全面清理水源保护区内的排污口，每季度开展1次水质监测。对守护水源的村每户奖励2万元。（牵头单位：市生态环境局；责任单位：市卫健委、市水务局）

三、保障应急供水

2024年10月底前建成应急水源2处，建立健全应急供水机制，应急供水能力不低于每日3万吨。（牵头单位：市住建局；责任单位：市卫生健康委员会）
"""
HARM = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">'
"""Stands in a text, a name and a title of :data:`HOSTILE`."""
HOSTILE = DOCUMENT.replace("制定本方案", f"制定本方案{HARM}").replace(
    "老旧管网120公里", f"老旧{HARM}管网120公里"
)


@dataclass(frozen=True)
class Served:
    """A project that is served for editing."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def policy(self) -> Path:
        """The folder of the one policy."""
        (folder,) = (path.parent for path in (self.root / "tasks").glob("*/policy.yml"))
        return folder

    def text(self, name: str) -> str:
        """A file of the policy, or ``units.yml``."""
        folder = self.root / "tasks" if name == "units.yml" else self.policy
        return (folder / name).read_text(encoding="utf-8")

    def end(self) -> None:
        """End the command."""
        self.process.terminate()
        self.process.wait(timeout=20)


def empty_project(root: Path, document: str = DOCUMENT) -> Path:
    """A project without a policy, and beside it the document to import."""
    (root / "tasks").mkdir(parents=True)
    (root / "site.yml").write_text(
        "id: 4a1ce4c51b780000\nformat: 2\nname: 临江市责任清单\n", encoding="utf-8"
    )
    (root / "方案.txt").write_text(document, encoding="utf-8")
    return root


def drafted_project(root: Path, document: str = DOCUMENT) -> Path:
    """A project with the draft of the document."""
    empty_project(root, document)
    import_file(root / "方案.txt", "linjiang-2024-6", find_project(root), {})
    return root


@contextlib.contextmanager
def editing(root: Path) -> Iterator[Served]:
    """``build.py edit`` of the project at ``root``."""
    process = subprocess.Popen(
        [sys.executable, ROOT / "build.py", "edit", "--project", root, "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        addresses = (re.search(r"http://127\.0\.0\.1:\d+/\S+", line) for line in lines)
        yield Served(root, next(match[0] for match in addresses if match), process)
    finally:
        process.kill()
        process.wait()


def open_page(page: Page, served: Served) -> None:
    """The page, as the address that the command prints opens it."""
    page.goto(served.address)
    expect(page.locator("#work h1")).to_be_visible()


def open_policy(page: Page, served: Served) -> None:
    """The one policy of the page."""
    open_page(page, served)
    page.goto(f"{page.url.split('#')[0]}#{served.policy.name}")
    expect(page.locator("table.tasks")).to_be_visible()


def import_document(page: Page, served: Served) -> None:
    """Import the document with the form of the first page."""
    page.get_by_label("文件", exact=True).set_input_files(served.root / "方案.txt")
    page.get_by_role("button", name="导入").click()
    expect(page.get_by_role("heading", name="各单位")).to_be_visible()


def wait_for_message(page: Page, words: str) -> None:
    """Wait until the page's line of messages says so."""
    expect(page.locator("#status")).to_contain_text(words)
