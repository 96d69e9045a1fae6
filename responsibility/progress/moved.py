"""A ledger made from another state of the data: which of its rows is which subject now, by what the tasks say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from responsibility.diff.matching import match_tasks
from responsibility.model import ItemId, Policy, Task
from responsibility.model.progress import Subject
from responsibility.progress.ledger_columns import MATTER, TASK
from responsibility.progress.ledger_marks import RowKey
from responsibility.progress.returned import FilledSheet, Row
from responsibility.progress.subjects import key, subjects

VERBATIM = "原文"
_MOST = 999
"""Tasks that a policy can have; the numbers of those that only a ledger has."""


def texts_of(sheets: Iterable[FilledSheet]) -> dict[str, str]:
    """The document's words by the title of the task, from the sheets of a workbook that have them beside it."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        for row in sheet.rows():
            texts[row.text(TASK)].append(row.text(VERBATIM))
    return {title: "\n".join(filter(None, lines)) for title, lines in texts.items() if title}


def moved(policy: Policy, rows: Mapping[RowKey, Row], texts: Mapping[str, str]) -> dict[RowKey, Subject]:
    """What those ``rows`` are about in ``policy`` as it is now; those are left out whose task or words are gone.

    ``texts`` are the words of their tasks by title, where the workbook has them.
    """
    tasks = {
        identity: _former_task(number, each, texts)
        for number, (identity, each) in enumerate(_by_task(rows).items(), 1)
    }
    identities = {task.identity: identity for identity, task in tasks.items()}
    now = {
        identities[match.old[0].identity]: match.new[0]
        for match in match_tasks(list(tasks.values()), policy.tasks)
        if match.single
    }
    subjects_now = {}
    for row_key in rows:
        subject = _subject(policy, row_key, now[row_key.item.task]) if row_key.item.task in now else None
        if subject:
            subjects_now[row_key] = subject
    return subjects_now


def _by_task(rows: Mapping[RowKey, Row]) -> dict[str, list[Row]]:
    by_task: defaultdict[str, list[Row]] = defaultdict(list)
    for row_key, row in rows.items():
        by_task[row_key.item.task].append(row)
    return dict(list(by_task.items())[:_MOST])


def _former_task(number: int, rows: list[Row], texts: Mapping[str, str]) -> Task:
    """The task of which a ledger has those rows, to be held against the tasks of the policy."""
    title = rows[0].text(TASK).replace("。", "") or "无题"
    text = texts.get(rows[0].text(TASK)) or "\n".join(row.text(MATTER) for row in rows)
    record = {"number": str(number), "id": f"former-{number}", "section": "一", "text": text or title}
    return Task.model_validate({**record, "title": " ".join(title.split())})


def _subject(policy: Policy, row_key: RowKey, task: Task) -> Subject | None:
    """The subject in ``task`` of the same part, kind, words and measure."""
    item = ItemId(task.identity, row_key.item.part)
    wanted = row_key._replace(policy=policy.id, item=item)
    return next((each for each in subjects(task) if RowKey.parse(key(policy.id, each)) == wanted), None)
