"""催办函: what the supervising office asks a unit to do that is late, soon due, or has not reported, as a Word document to be signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from responsibility.outputs.docx_papers import DOCUMENT, Paper
from responsibility.progress.ledger_columns import FILL_SHEET
from responsibility.progress.lights import SOON
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.progress import DueView, UnitStanding
from responsibility.views.status import day_words
from responsibility.views.units import UnitView

_BLANK_DAY = "　　年　　月　　日"
"""By when a reply is asked for, which the office writes in."""


class _Unreported(NamedTuple):
    """A document of which a unit did not report for the last day."""

    policy: PolicyView
    day: datetime.date
    last: datetime.date | None
    """For which day it reported last."""


def reminder(site: SiteView, view: UnitView) -> bytes:
    """The reminder of a unit; raises ValueError where it is to be reminded of nothing."""
    standing, progress = view.progress, site.progress
    if standing is None or progress is None or not standing.to_be_reminded:
        raise ValueError(f"{view.unit.id} is to be reminded of nothing")
    lacking = list(_lacking(site, view))
    concerned = _concerned(site, standing, lacking)
    titles = "".join(f"《{policy.record.metadata.title}》" for policy in concerned)
    several = len(concerned) > 1
    title = f"关于抓紧办理{'有关文件' if several else titles}任务的催办函"
    paper = Paper(title, progress.as_of, view.unit.name)
    paper.paragraph(
        f"根据{_named(concerned)}和报送的进展，截至{day_words(progress.as_of)}，你单位{_summary(standing)}。"
        "现将有关事项函告如下，请抓紧办理。"
    )
    documents = (DOCUMENT,) if several else ()
    for heading, due in (("逾期未完成的事项", standing.overdue), (f"{SOON}天内到期的事项", standing.soon)):
        if due:
            paper.heading(f"{heading}（{len(due)}项）")
            paper.due(due, *documents)
    if lacking:
        paper.heading("没有报送的进展")
        for each in lacking:
            of = f"《{each.policy.record.metadata.title}》" if several else ""
            paper.paragraph(of + _unreported(each))
    paper.heading("请予回复")
    paper.paragraph(_asked(standing))
    return paper.content("特此函告。")


def _lacking(site: SiteView, view: UnitView) -> Iterator[_Unreported]:
    for policy in site.current:
        standing = policy.progress.unit(view.unit.name) if policy.progress else None
        if policy.progress and standing and not standing.reported:
            yield _Unreported(policy, policy.progress.days[-1], standing.last_day)


def _concerned(
    site: SiteView, standing: UnitStanding, lacking: Sequence[_Unreported]
) -> tuple[PolicyView, ...]:
    """The documents that the unit is reminded of, in the site's order."""
    due: tuple[DueView, ...] = (*standing.overdue, *standing.soon)
    ids = {each.task.policy for each in due} | {each.policy.id for each in lacking}
    return tuple(policy for policy in site.policies if policy.id in ids)


def _named(policies: Sequence[PolicyView]) -> str:
    facts = [policy.record.metadata for policy in policies]
    return "、".join(f"《{each.title}》" + (f"（{each.number}）" if each.number else "") for each in facts)


def _summary(standing: UnitStanding) -> str:
    counts = (
        f"逾期未完成{len(standing.overdue)}项" if standing.overdue else "",
        f"{SOON}天内到期{len(standing.soon)}项" if standing.soon else "",
        "" if standing.reported else "本期进展没有报送",
    )
    return "，".join(filter(None, counts))


def _unreported(lacking: _Unreported) -> str:
    last = f"最近一次报送是{day_words(lacking.last)}" if lacking.last else "以前也没有报送过"
    return f"{day_words(lacking.day)}的进展没有收到你单位的报送，{last}。"


def _asked(standing: UnitStanding) -> str:
    late = "逾期的写明原因、下步措施和预计完成日期。" if standing.overdue else ""
    extension = (
        "确实不能按期完成的，提出延期的理由和依据，报批准后办理。"
        if standing.overdue or standing.soon
        else ""
    )
    return f"请于{_BLANK_DAY}前书面回复，并在本单位任务台账的“{FILL_SHEET}”表里填报进展，附佐证。{late}{extension}"
