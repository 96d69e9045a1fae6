"""Ledgers that came back → what each unit reports: nothing lost, nothing guessed; whatever was not taken is said with file, sheet and cell."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from responsibility.checks.progress import not_later
from responsibility.data.loader import Data
from responsibility.importing.readers.base import Unreadable
from responsibility.importing.readers.detect import FAULTS
from responsibility.importing.readers.workbook import EMPTY, broken
from responsibility.model import Unit
from responsibility.model.progress import Subject
from responsibility.progress import former, typed
from responsibility.progress.beside import beside
from responsibility.progress.collected import Collected, ReportKey, Told
from responsibility.progress.entries import Asked, contact, decision, entry, head_of, same_words
from responsibility.progress.ledger_columns import CHECKED, CONTACTS, DECIDED, REPORTED, TASK, UNIT
from responsibility.progress.ledger_marks import (
    KEY_HEAD,
    MARKS_SHEET,
    SHOWN_HEAD,
    UNIT_HEAD,
    LedgerMarks,
    LedgerMarksError,
    RowKey,
    edition,
    shown_digest,
)
from responsibility.progress.moved import VERBATIM, moved, texts_of
from responsibility.progress.returned import FilledSheet, Returned, Row
from responsibility.progress.subjects import key, subjects


@dataclass(frozen=True)
class _Ledger:
    """A ledger whose unit and day are known."""

    returned: Returned
    marks: LedgerMarks
    unit: Unit | None
    """None in the ledger of all units."""
    day: datetime.date

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns that are filled in: by a unit, or by the supervising office in the ledger of all units."""
        return (*REPORTED, *CONTACTS) if self.unit else tuple(DECIDED)


class Collector:
    """Takes ledgers one after the other; ``collected`` is what they say together."""

    def __init__(self, data: Data, day: datetime.date | None = None, with_contacts: bool = False) -> None:
        """``day`` is the reporting day where the office says one, whatever the ledgers say."""
        self.collected = Collected()
        self._data, self._day, self._with_contacts = data, day, with_contacts
        self._policies = {policy.id: policy for policy in data.policies}
        self._units = {unit.id: unit for unit in data.units}
        self._asked = {
            policy.id: {
                RowKey.parse(key(policy.id, subject)): Asked.of(task, subject)
                for task in policy.tasks
                for subject in subjects(task)
            }
            for policy in data.policies
        }
        self._titles = {
            policy.id: {task.identity: task.title for task in policy.tasks} for policy in data.policies
        }
        self._editions = {policy.id: edition(policy) for policy in data.policies}

    def take(self, returned: Returned) -> None:
        """Read a workbook; whatever is wrong with it is among the remarks."""
        try:
            self._take(returned)
        except (LedgerMarksError, Unreadable) as error:
            self.collected.tell(returned.file, "", str(error))
        except FAULTS:
            self.collected.tell(returned.file, "", str(broken()))

    def _take(self, returned: Returned) -> None:
        marks = returned.marks
        if marks is None:
            self._unmarked(returned)
            return
        if marks.project and self._data.site.id and marks.project != self._data.site.id:
            self.collected.tell(returned.file, "", "是别的项目的台账，没有读入")
            return
        unit = self._units.get(marks.unit)
        if marks.unit and unit is None:
            self.collected.tell(
                returned.file, "", f"填报单位 {typed.shown(marks.unit)} 不在本项目的单位名录里，没有读入"
            )
            return
        day = self._reporting_day(returned, marks)
        if day is None:
            self.collected.tell(
                returned.file, "", "没有写报送日期，没有读入：请加 --day 写明，如 --day 2022-06-30"
            )
            return
        ledger = _Ledger(returned, marks, unit, day)
        if not returned.filled:
            self.collected.tell(returned.file, "", "填报的工作表不见了，或者隐藏的标识列被删去，没有读入")
            return
        self.collected.remarks += beside(returned, REPORTED if unit else DECIDED)
        rows = self._rows(ledger)
        if unit:
            self._report(ledger, unit, rows)
        else:
            self._decide(ledger, rows)

    def _reporting_day(self, returned: Returned, marks: LedgerMarks) -> datetime.date | None:
        """The day that the office says; else that which stands in the ledger, or which it was made for."""
        written = returned.day_written() or marks.day
        days = [day for day in (self._day, written, marks.day) if day]
        if len(set(days)) > 1:
            self.collected.tell(returned.file, "", f"台账上的报送日期是 {written}，按 {days[0]} 收")
        return days[0] if days else None

    # ------------------------------------------------------------ rows

    def _rows(self, ledger: _Ledger) -> list[tuple[str, Asked, Row]]:
        """The rows of a ledger with the policy and the subject that they are about now."""
        rows_now: list[tuple[str, Asked, Row]] = []
        other: dict[str, list[tuple[RowKey, Row]]] = defaultdict(list)
        for sheet in ledger.returned.filled:
            for row in sheet.rows():
                row_key = self._key_of(ledger, row)
                if row_key is None:
                    continue
                asked = self._asked[row_key.policy].get(row_key)
                if asked and same_words(row.text(TASK), self._titles[row_key.policy][row_key.item.task]):
                    rows_now.append((row_key.policy, asked, row))
                else:
                    other[row_key.policy].append((row_key, row))
        for policy, rows in other.items():
            rows_now += self._moved(ledger, policy, rows)
        return rows_now

    def _key_of(self, ledger: _Ledger, row: Row) -> RowKey | None:
        """The key of a row of a policy of ours whose words nobody changed; else it is said what the row is."""
        file, row_key = ledger.returned.file, RowKey.parse(row.text(KEY_HEAD))
        if row_key is None:
            if row.words and not row.is_heading:
                words = typed.shown(row.words)
                self._touch(ledger)
                self.collected.tell(
                    file, row.where(), f"这一行不是发出的台账里的（没有标识），没有读入：“{words}”"
                )
            return None
        if not any(row.cell(head) != EMPTY for head in ledger.heads):
            return None
        if row_key.policy not in self._policies:
            self.collected.tell(
                file, row.where(KEY_HEAD), f"没有 {typed.shown(row_key.policy)} 这份文件，这一行没有读入"
            )
            return None
        if shown_digest(row.text(head) for head in CHECKED) != row.text(SHOWN_HEAD):
            self._touch(ledger)
            words = typed.shown("　".join(filter(None, (row.text(head) for head in CHECKED[:2]))))
            self.collected.tell(file, row.where(TASK), f"任务或事项的文字改动过，这一行没有读入：“{words}”")
            return None
        return row_key

    def _touch(self, ledger: _Ledger) -> None:
        if ledger.unit:
            self.collected.touched.add((ledger.unit.name, ledger.day))

    def _moved(
        self, ledger: _Ledger, policy: str, rows: list[tuple[RowKey, Row]]
    ) -> Iterator[tuple[str, Asked, Row]]:
        """Rows of a ledger of another edition, by what their tasks say."""
        sheets = (FilledSheet.of(sheet, [TASK, VERBATIM]) for sheet in ledger.returned.book.sheets)
        now = moved(self._policies[policy], dict(rows), texts_of(each for each in sheets if each))
        for row_key, row in rows:
            subject = now.get(row_key)
            asked = self._asked[policy][RowKey.parse(key(policy, subject))] if subject else None
            title = typed.shown(row.text(TASK))
            if asked is None:
                self.collected.tell(
                    ledger.returned.file, row.where(TASK), f"现在的数据里没有这一条，没有读入：“{title}”"
                )
            else:
                words = f"台账是按另一版数据做的，“{title}”按内容对到任务 {asked.subject.item}"
                self.collected.tell(ledger.returned.file, row.where(TASK), words)
                yield policy, asked, row

    # ------------------------------------------------------------ what they say

    def _report(self, ledger: _Ledger, unit: Unit, rows: list[tuple[str, Asked, Row]]) -> None:
        """What a unit reports in the rows of its ledger."""
        editions = ledger.marks.editions
        for policy in dict.fromkeys((*editions, *(policy for policy, _, _ in rows))):
            if policy in self._policies:
                report = ReportKey(policy, unit.name, ledger.day)
                self.collected.taken.append(report)
                if policy in editions:
                    self.collected.editions[report] = editions[policy]
        contacts = 0
        for policy, asked, row in rows:
            contacts += self._row(ledger.returned.file, ReportKey(policy, unit.name, ledger.day), asked, row)
        if contacts and not self._with_contacts:
            names = "、".join(CONTACTS)
            self.collected.tell(
                ledger.returned.file,
                "",
                f"{names}填了 {contacts} 行，没有留存（要留在本机的 private/ 里，加 --contacts）",
            )

    def _row(
        self, file: str, report: ReportKey, asked: Asked, row: Row, heads: dict[str, str] = REPORTED
    ) -> bool:
        """Take what a row says; returns whether it names somebody."""

        def tell(where: str, words: str) -> None:
            self.collected.touched.add((report.unit, report.day))
            self.collected.tell(file, where, words)

        reported = entry(row, asked, report.day, tell, heads)
        if reported:
            self.collected.put(
                self.collected.reports[report], asked.subject, Told(reported, file, row.where()), report
            )
        named = contact(row, asked.subject, tell)
        if named:
            self.collected.touched.add((report.unit, report.day))
        if named and self._with_contacts:
            self.collected.put(
                self.collected.contacts[report], asked.subject, Told(named, file, row.where()), report
            )
        return named is not None

    def _decide(self, ledger: _Ledger, rows: list[tuple[str, Asked, Row]]) -> None:
        """What the office decided in the rows of the ledger of all units."""
        file = ledger.returned.file

        def tell(where: str, words: str) -> None:
            self.collected.tell(file, where, words)

        for policy, asked, row in rows:
            unit = self._units.get(row.text(UNIT_HEAD))
            if fault := _unit_fault(row, unit):
                tell(row.where(UNIT), f"{fault}，这一行没有读入")
                continue
            decided = decision(row, asked.subject, unit.name if unit else None, tell)
            known = self._policies[policy]
            if decided is None:
                continue
            if decided not in known.decisions and (short := not_later(known, decided)):
                tell(row.where(head_of(DECIDED, "due")), f"{short}，没有读入")
            else:
                where = row.where(head_of(DECIDED, "what"))
                self.collected.decisions[policy].append(Told(decided, file, where))

    # ------------------------------------------------------------ the format before

    def _unmarked(self, returned: Returned) -> None:
        """A workbook without marks: a sheet taken out of a ledger, a ledger of the format before, or none of ours."""
        if returned.filled:
            self.collected.tell(
                returned.file,
                "",
                f"隐藏的工作表“{MARKS_SHEET}”不见了，认不出是哪个单位的，没有读入：请在发去的工作簿里填，整本发回",
            )
            return
        ledger = former.ledger_in(returned.book)
        if ledger is None:
            self.collected.tell(returned.file, "", "不是发出的填报台账，没有读入")
            return
        unit = next((unit for unit in self._data.units if unit.name == ledger.unit), None)
        if unit is None:
            self.collected.tell(
                returned.file, "", f"“{typed.shown(ledger.title)}”不是名录里哪个单位的台账，没有读入"
            )
        elif unit.collective:
            self.collected.tell(returned.file, "", f"“{unit.name}”由其成员各自填报，没有读入")
        elif self._day is None:
            self.collected.tell(
                returned.file, "", "是以前格式的台账，没有报送日期，没有读入：请加 --day 写明"
            )
        else:
            self._take_former(returned.file, ledger, unit, self._day)

    def _take_former(self, file: str, ledger: former.FormerLedger, unit: Unit, day: datetime.date) -> None:
        def tell(where: str, words: str) -> None:
            self.collected.tell(file, where, words)

        contacts = 0
        reports = {ReportKey(policy.id, unit.name, day) for policy in self._data.policies}
        in_parts: dict[tuple[ReportKey, Subject], list[former.FormerRow]] = defaultdict(list)
        for each in ledger.rows(self._data.policies, tell):
            report = ReportKey(each.policy.id, unit.name, day)
            if each.part:
                in_parts[report, each.subject].append(each)
            else:
                contacts += self._row(file, report, Asked(each.subject), each.row, former.heads(each.row))
        for (report, subject), rows in in_parts.items():
            contacts += self._parts(file, report, subject, rows)
        self.collected.taken += sorted(reports)
        if contacts and not self._with_contacts:
            names = "、".join(CONTACTS)
            tell("", f"{names}填了 {contacts} 行，没有留存（要留在本机的 private/ 里，加 --contacts）")

    def _parts(self, file: str, report: ReportKey, subject: Subject, rows: list[former.FormerRow]) -> bool:
        """Take what the rows of the parts of a task say, which is reported on as one; returns whether they name somebody."""

        def tell(where: str, words: str) -> None:
            self.collected.tell(file, where, words)

        named = [each for row in rows if (each := contact(row.row, subject, tell))]
        reported = {
            row.part: parted
            for row in rows
            if (parted := entry(row.row, Asked(subject), report.day, tell, former.heads(row.row)))
        }
        where = rows[0].row.where(TASK)
        if reported:
            parts = len(rows[0].policy.by_identity[subject.item.task].parts)
            joined, note = former.of_parts(reported, parts)
            if note:
                tell(where, note)
            self.collected.put(self.collected.reports[report], subject, Told(joined, file, where), report)
        if self._with_contacts:
            for each in dict.fromkeys(named):
                self.collected.put(self.collected.contacts[report], subject, Told(each, file, where), report)
        return bool(named)


def _unit_fault(row: Row, unit: Unit | None) -> str:
    """What makes it unsure of which unit a row of the ledger of all units is; empty where nothing does."""
    identity, name = row.text(UNIT_HEAD), row.text(UNIT)
    if UNIT_HEAD not in row.columns:
        return "隐藏的单位标识列被删去"
    if identity and unit is None:
        return f"单位 {typed.shown(identity)} 不在单位名录里"
    names = (unit.name, *unit.aliases) if unit else ("",)
    if UNIT in row.columns and not any(same_words(name, each) for each in names):
        return f"{UNIT}“{typed.shown(name)}”改动过"
    return ""
