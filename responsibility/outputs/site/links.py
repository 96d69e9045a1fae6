"""Where everything is on the site: paths of pages, relative links, anchors. All ASCII."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from responsibility.language.numerals import chinese_number
from responsibility.model import ItemId, Section, Unit
from responsibility.model.numbering import steps
from responsibility.outputs.site.lists import Lists
from responsibility.outputs.site.pages import PAGES, index
from responsibility.views import SiteView
from responsibility.views.revision import RevisionView, TaskPair
from responsibility.views.tasks import TaskRef


class Links:
    """Where everything is. A site of one policy has its pages at ``tasks/``, of several at ``tasks/ID/``.

    The lists over all policies are where ``lists`` has them.
    """

    def __init__(self, site: SiteView, lists: Lists) -> None:
        self.several = len(site.policies) > 1
        self.listed = {
            key: tuple((page.path, tuple(policy.id for policy in page.policies.policies)) for page in pages)
            for key, pages in lists.items()
        }
        """By list its pages, each with the policies that it is of."""

    def page(self, kind: str, policy: str) -> str:
        """The page of ``kind``, a key of PAGES: of a policy where each has one, else of the site.

        Of a list over several policies it is the page that has the policy, narrowed to it.
        """
        for path, policies in self.listed.get(kind, ()):
            if policy in policies:
                return path + (f"#document={policy}" if len(policies) > 1 else "")
        of_policy = PAGES[kind].scope == "policy" and self.several
        return f"{kind}/{policy}/index.md" if of_policy else index(kind)

    def of_policies(self, kind: str, policies: Iterable[str]) -> str:
        """The page of a list that shows all of those policies; where none does, the one that leads to those that do."""
        wanted = set(policies)
        for path, of in self.listed[kind]:
            if wanted <= set(of):
                return path
        return index(kind)

    def issued(self, policy: str) -> str:
        """The page of a policy's text as it was issued, where later documents changed it."""
        return self.page("document", policy).removesuffix("index.md") + "issued.md"

    @staticmethod
    def task(ref: TaskRef) -> str:
        """The page of a task."""
        return Links.task_page(ref.policy, ref.id)

    @staticmethod
    def task_page(policy: str, identity: str) -> str:
        """The page of the task of that identity."""
        return f"tasks/{policy}/{identity}.md"

    @staticmethod
    def unit(unit: Unit) -> str:
        """The page of a unit."""
        return f"units/{unit.id}.md"

    @staticmethod
    def revision(revision: RevisionView) -> str:
        """The page of a revision; the newest stands first in its folder."""
        return index("revisions") if revision.newest else f"revisions/{revision.number}.md"


def task_anchor(task: TaskPair) -> str:
    """Where a revision's page tells of a task: ``t-meifa-2021-7-14``."""
    identity = task.new or task.old or ""
    return f"t-{task.policy}{'' if task.new else '-old'}{_apart(identity)}{identity}"


def item_anchor(item: ItemId) -> str:
    """Where the page of the document has an item: ``t32``, ``t2-1`` for a part."""
    if "-" in item.task:
        return f"t.{item}"
    return f"t{item}".replace(".", "-")


def _apart(identity: str) -> str:
    """What divides an identity from what precedes it: an identity may hold hyphens itself."""
    return "." if "-" in identity else "-"


def built_path(page: str) -> str:
    """``units/slj.html`` for the page ``units/slj.md``; files that are no pages stay."""
    return page.removesuffix(".md") + ".html" if page.endswith(".md") else page


def relative(here: str, there: str) -> str:
    """The link from the page ``here`` to the page or file ``there``, both relative to the site."""
    return _from_folder(here.rpartition("/")[0], there)


@lru_cache(maxsize=100_000)
def _from_folder(folder: str, there: str) -> str:
    path, hash_, anchor = there.partition("#")
    above, below = folder.split("/") if folder else [], built_path(path).split("/")
    while above and len(below) > 1 and above[0] == below[0]:
        del above[0], below[0]
    return "/".join([".."] * len(above) + below) + hash_ + anchor


def absolute(address: str, page: str) -> str:
    """The address of a page or file where the site is published at ``address``, which ends with a slash."""
    return address + quote(built_path(page))


def section_anchor(section: Section) -> str:
    """``sec-2-5`` for 二（五）."""
    return "-".join(["sec", *map(_step, steps(section.key))])


def _step(step: str) -> str:
    """``5`` for （五）, ``n3`` for 3 and ``p4`` for （4）, which stand below; ``5x2`` for （五）之二."""
    number, _, again = step.partition("之")
    bare = number.strip("（）")
    rank = ("p" if number.startswith("（") else "n") if bare.isdecimal() else ""
    value = bare if rank else chinese_number(bare)
    return f"{rank}{value}" + (f"x{chinese_number(again)}" if again else "")
