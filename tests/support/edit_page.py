"""The page of review and editing in a real browser: a project with nothing in it, the command that serves it, a document.

The document is made up, in a form of real ones: two spellings of one office, every kind of fact, one
fact that the import reads wrong, one that it does not see.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from responsibility.build.drafts import import_document as import_file
from responsibility.build.project import find_project
from responsibility.edit.server import bound
from responsibility.edit.session import Session

from ..conftest import SMALL, read, write
from .browsing import WIDE, problems

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

2024年10月底前建成应急水源2处，建立健全应急供水机制，应急供水能力要有每日3万吨。（牵头单位：市住建局；责任单位：市卫生健康委员会）
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
    end: Callable[[], None]
    """End the server, as the command does when it is interrupted."""

    @property
    def policy(self) -> Path:
        """The folder of the one policy."""
        (folder,) = (path.parent for path in (self.root / "tasks").glob("*/policy.yml"))
        return folder

    def text(self, name: str) -> str:
        """A file of the policy, or ``units.yml``."""
        folder = self.root / "tasks" if name == "units.yml" else self.policy
        return (folder / name).read_text(encoding="utf-8")


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


def existing_project(root: Path) -> Path:
    """A project with a policy that is no draft."""
    empty_project(root)
    write(read(SMALL), root / "tasks")
    return root


@contextlib.contextmanager
def editing(root: Path) -> Iterator[Served]:
    """The project at ``root``, served as ``zeren edit`` does."""
    session = Session(find_project(root))
    server, address = bound(session, None, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    yield Served(root, address, end)
    if thread.is_alive():
        end()
    session.publisher.close()


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def draft(page: Page, tmp_path: Path) -> Iterator[Served]:
    """The draft of the document, opened."""
    with editing(drafted_project(tmp_path / "project")) as served:
        open_policy(page, served)
        yield served


def to_task(page: Page, number: int) -> None:
    """Open a task from the list."""
    page.get_by_role("navigation").get_by_role("link", name="任务").click()
    page.locator(".tasks tbody a").nth(number - 1).click()
    expect(page.locator("header.task")).to_be_visible()


def card(page: Page, name: str) -> Locator:
    """The card of a fact or an assignment."""
    return page.get_by_role("group", name=name)


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def focus_by_tab(page: Page, selector: str, key: str = "Tab") -> None:
    """Go on by Tab until what is wanted has the focus."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def select_in_document(page: Page, words: str) -> None:
    """Drag over words of the document."""
    box = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const whole = nodes.map((node) => node.data).join("");
          const place = (offset) => {
            for (const node of nodes) { if (offset <= node.length) return [node, offset]; offset -= node.length; }
          };
          const start = whole.indexOf(words), range = document.createRange();
          range.setStart(...place(start)); range.setEnd(...place(start + words.length));
          range.startContainer.parentElement.scrollIntoView({ block: "center" });
          const rects = [...range.getClientRects()];
          return [rects[0].left + 1, rects[0].top + 8, rects.at(-1).right - 1, rects.at(-1).bottom - 8];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=6)
    page.mouse.up()
    expect(page.get_by_role("toolbar")).to_be_visible()


def expect_sound(page: Page) -> None:
    """No violation that axe knows."""
    assert problems(page) == []
