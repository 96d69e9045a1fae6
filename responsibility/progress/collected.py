"""What ledgers that came back say together: whose report, which rows; what two rows say differently is not taken."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from responsibility.model.contacts import Contact
from responsibility.model.decisions import Decision
from responsibility.model.progress import ProgressEntry, Subject
from responsibility.progress.returned import Remark
from responsibility.progress.typed import shown

T = TypeVar("T")


class ReportKey(NamedTuple):
    """Whose report it is, on which policy and for which day."""

    policy: str
    unit: str
    """The unit's name."""
    day: datetime.date


class Told(NamedTuple, Generic[T]):
    """What a row says, and which row it is."""

    value: T
    file: str
    where: str


@dataclass
class Collected:
    """What ledgers say, in the making."""

    reports: dict[ReportKey, dict[Subject, Told[ProgressEntry]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    contacts: dict[ReportKey, dict[Subject, Told[Contact]]] = field(default_factory=lambda: defaultdict(dict))
    decisions: dict[str, list[Told[Decision]]] = field(default_factory=lambda: defaultdict(list))
    """By the id of the policy."""
    editions: dict[ReportKey, str] = field(default_factory=dict)
    """The edition from which the ledger was made, where it says one."""
    remarks: list[Remark] = field(default_factory=list)
    taken: list[ReportKey] = field(default_factory=list)
    """The ledgers that were read, those with nothing filled in too."""
    touched: set[tuple[str, datetime.date]] = field(default_factory=set)
    """The units, by day, that filled in what is not taken, or that named somebody."""
    disputed: set[tuple[ReportKey, Subject]] = field(default_factory=set)
    """What two rows say differently; neither is taken."""

    def tell(self, file: str, where: str, words: str) -> None:
        """Remark ``words`` on a place of a file."""
        self.remarks.append(Remark(file, where, words))

    def put(self, entries: dict[Subject, Told[T]], subject: Subject, new: Told[T], report: ReportKey) -> None:
        """Keep among ``entries``, which are those of ``report``, what a row says, unless another one says otherwise."""
        old = entries.get(subject)
        same = f"同一条（任务 {subject.item}{_quoted(subject)}）"
        if (report, subject) in self.disputed:
            self.tell(new.file, new.where, f"{same}报了几次，内容不同，没有读入")
        elif old is None:
            entries[subject] = new
        elif old.value != new.value:
            del entries[subject]
            self.disputed.add((report, subject))
            self.tell(
                new.file, new.where, f"与 {old.file} {old.where} 报的是{same}，内容不同，两处都没有读入"
            )


def _quoted(subject: Subject) -> str:
    return f"，{shown(subject.quote, 20)}" if subject.quote else ""
