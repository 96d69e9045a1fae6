"""A revised document read into a project's data, on the disk: all of it or nothing.

The file that was received is put beside the former one first, which harms nobody; then the data changes in one
step, which can be taken back in the browser; the report for people comes last.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from responsibility.advance import Advance, silent
from responsibility.build.drafts import (
    Imported,
    ImportFailedError,
    content_of,
    document_in,
    look_over,
    registry,
    stored_name,
)
from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.data.file_names import RECEIVED_FOLDER, SOURCE_FILE
from responsibility.data.folder import Files
from responsibility.data.loader import AMENDMENTS_FILE, UNITS_FILE, Data, load
from responsibility.diff import diff
from responsibility.edit.amendments import amendment_in, amendments_file
from responsibility.edit.journal import changed
from responsibility.edit.renumbering import policy_called
from responsibility.edit.store import Store
from responsibility.errors import ResponsibilityError, refusal
from responsibility.importing.draft import REVIEW_FILE, Draft, IncompleteError, draft
from responsibility.importing.readers.detect import Document, Unreadable
from responsibility.importing.review import markdown
from responsibility.importing.surroundings import UNTITLED, GivenError
from responsibility.model import Policy, Received
from responsibility.outputs.diff_text import as_text
from responsibility.outputs.report import problem_lines
from responsibility.proof import prove
from responsibility.revising.update import Update, same_text, updated
from responsibility.views.revision import diff_view

_SHOWN = 40
"""Lines of what stands no longer that the terminal shows; the report has all."""


def update_document(
    path: Path, called: str | None, project: Project, given: Mapping[str, Any], advance: Advance = silent
) -> Imported:
    """Bring the policy ``called`` to the text of a revised document; see :mod:`responsibility.revising.update`.

    ``given`` are facts that the user gave, which win over what is read. Raises ResponsibilityError or OSError;
    then the data is as it was.
    """
    store = Store(project)
    files, data = store.read(advance)
    if data.problems:
        raise ImportFailedError("先把现有的数据改好：\n" + "\n".join(problem_lines(data.problems)))
    policy = policy_called(data, called)
    folder = project.tasks / policy.id
    content = content_of(path)
    received = Received(
        file=_free_name(folder, path.name, content), sha256=hashlib.sha256(content).hexdigest()
    )
    try:
        drafted = _drafted(document_in(path, content), policy, data, given, received)
    except (Unreadable, IncompleteError, GivenError) as error:
        raise ImportFailedError(str(error)) from None
    read_again = load({**drafted.files, UNITS_FILE: registry(files.get(UNITS_FILE), data, drafted)})
    if read_again.problems:
        raise ImportFailedError("拟的草稿读不出来：\n" + "\n".join(problem_lines(read_again.problems)))
    if same_text(policy, next(each for each in read_again.policies if each.id == policy.id)):
        return Imported(folder, f"{policy.metadata.name}：原文一字没有变，什么也没有改", written=False)
    base = _base(folder, policy, data)
    update = updated(files, data, policy, (drafted, read_again), base)
    if not update.goes_on:
        raise ImportFailedError(
            f"{path.name} 里认不出{policy.metadata.name}原有的任何一项任务：多半选错了文件；另一份文件不加 --update 导入"
        )
    reviewed = _reviewed(drafted, base, update)
    return _saved(
        store, (files, data), policy, reviewed, update, (received.file, content), "按修订稿更新", advance
    )


def amend_document(
    path: Path, called: str | None, project: Project, given: Mapping[str, Any], advance: Advance = silent
) -> Imported:
    """Change the policy ``called`` as a document says that amends it; see :mod:`responsibility.revising.amending`.

    The text as it was issued stays, and so does what is settled and stands still; ``given`` are facts of the amending
    document. Raises ResponsibilityError or OSError; then the data is as it was.
    """
    store = Store(project)
    files, data = store.read(advance)
    if data.problems:
        raise ImportFailedError("先把现有的数据改好：\n" + "\n".join(problem_lines(data.problems)))
    policy = policy_called(data, called)
    proof = prove(policy)
    if proof is None or proof.difference:
        raise ImportFailedError(f"{policy.metadata.name}与原件还不逐字相同：先改好，再读修改它的文件")
    folder, content = project.tasks / policy.id, content_of(path)
    amendment, reading = amendment_in(document_in(path, content), path.stem, policy, data, given)
    if not amendment.operations:
        lines = "\n".join(f"  {line}" for line in reading.lost)
        raise ImportFailedError(f"{path.name} 里没有读出对{policy.metadata.name}的修改\n{lines}".rstrip())
    text = document_in(Path(SOURCE_FILE), reading.text.encode())
    try:
        drafted = _drafted(text, policy, data, {}, policy.metadata.received)
    except (Unreadable, IncompleteError, GivenError) as error:
        raise ImportFailedError(str(error)) from None
    read_again = load({**drafted.files, UNITS_FILE: registry(files.get(UNITS_FILE), data, drafted)})
    if read_again.problems:
        raise ImportFailedError("拟的草稿读不出来：\n" + "\n".join(problem_lines(read_again.problems)))
    base = _base(folder, policy, data)
    update = updated(files, data, policy, (drafted, read_again), base, reading.removed)
    change = {name: new for name, new in update.change.items() if name != f"{policy.id}/{SOURCE_FILE}"}
    change[f"{policy.id}/{AMENDMENTS_FILE}"] = amendments_file((*policy.amendments, amendment))
    lost = (*(f"没有照办：{line}" for line in reading.lost), *update.lost)
    reviewed = _reviewed(drafted, base, replace(update, lost=lost))
    kept = (_free_name(folder, path.name, content), content)
    update = replace(update, change=change, lost=lost)
    return _saved(store, (files, data), policy, reviewed, update, kept, f"按{amendment.name}修改", advance)


def _drafted(
    document: Document, policy: Policy, data: Data, given: Mapping[str, Any], received: Received | None
) -> Draft:
    """The draft of a text of the policy; what it does not say of itself is what people have said before."""

    def of(facts: Mapping[str, Any]) -> Draft:
        return draft(document, policy.id, data.units, facts, data.kinds, received, policy.metadata.errata)

    first = of(given)
    own = next(each for each in load(first.files).policies).metadata
    known = policy.metadata
    facts = {"number": known.number, "issuers": list(known.issuers), "title": known.title}
    facts["issued"] = str(known.issued) if known.issued and known.issued.day else None
    lacking = {
        name: value
        for name, value in facts.items()
        if value and not given.get(name) and (not getattr(own, name) or _made_up(name, own.title, received))
    }
    return of({**given, **lacking}) if lacking else first


def _made_up(name: str, title: str, received: Received | None) -> bool:
    """Whether a title stands only for want of one in the text."""
    return name == "title" and title in (
        UNTITLED,
        received.file.rpartition(".")[0].strip() if received else "",
    )


def _base(folder: Path, policy: Policy, data: Data) -> Draft | None:
    """A draft of the text that the data has now: of the file as it was received, where that has it, else of source.txt."""
    documents = [(SOURCE_FILE, (policy.source or "").encode())]
    known = policy.metadata.received
    file = folder / RECEIVED_FOLDER / known.file if known else None
    if known and file and file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == known.sha256:
        documents.insert(0, (known.file, file.read_bytes()))
    for name, content in documents:
        try:
            base = _drafted(document_in(Path(name), content), policy, data, {}, known)
        except (Unreadable, IncompleteError, GivenError):
            continue
        (own,) = load(base.files).policies
        if same_text(policy, own):
            return base
    return None


def _free_name(folder: Path, name: str, content: bytes) -> str:
    """What the received file is kept as: under its own name, or with a number where another file has that."""
    wanted = stored_name(name)
    stem, dot, suffix = wanted.rpartition(".")
    again = 2
    while os.path.lexists(file := folder / RECEIVED_FOLDER / wanted) and not _holds(file, content):
        wanted = f"{stem}-{again}{dot}{suffix}" if dot else f"{suffix}-{again}"
        again += 1
    return wanted


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def _reviewed(drafted: Draft, base: Draft | None, update: Update) -> Draft:
    """The draft with a report of what is to be looked at: what stands no longer first, and nothing of tasks that are as they were."""
    review, before = drafted.review, base.review if base else None
    old = {*before.first, *before.questions} if before else set[str]()
    return replace(
        drafted,
        review=replace(
            review,
            tasks=[task for task in review.tasks if task.task.number in update.redrafted],
            first=[
                *(f"核对过、不再成立：{line}" for line in update.lost),
                *(line for line in review.first if line not in old),
            ],
            questions=[line for line in review.questions if line not in old],
        ),
        new_units=tuple(unit for unit in drafted.new_units if unit.name in update.units),
    )


def _saved(
    store: Store,
    before: tuple[Files, Data],
    policy: Policy,
    drafted: Draft,
    update: Update,
    kept: tuple[str, bytes],
    done: str,
    advance: Advance,
) -> Imported:
    """Write all of it, with the file that was ``kept`` beside it, and say what changed in the words of the diff."""
    files, data = before
    units = registry(files.get(UNITS_FILE), data, drafted)
    change = update.change if units == files.get(UNITS_FILE) else {**update.change, UNITS_FILE: units}
    after = changed(files, change)
    new = store.loaded(after)
    look_over(drafted, after, advance)
    folder = store.project.tasks / policy.id
    name, content = kept
    received = folder / RECEIVED_FOLDER / name
    is_new = not received.exists()
    try:
        received.parent.mkdir(exist_ok=True)
        write_whole(received, content)
        store.save(files, change, f"{policy.metadata.name} {done}")
    except (OSError, ResponsibilityError) as error:
        if is_new:
            received.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ImportFailedError(refusal(error, str(received))) from None
        raise
    write_whole(folder / REVIEW_FILE, markdown(drafted.review, policy.id).encode())
    return Imported(folder, "\n".join(_summary(drafted, update, diff_text(data, new, policy))))


def diff_text(old: Data, new: Data, policy: Policy) -> str:
    """What changed, as the command ``diff`` tells it."""
    editions = [
        replace(data, policies=tuple(each for each in data.policies if each.id == policy.id))
        for data in (old, new)
    ]
    return as_text(diff_view(diff(*editions), *editions), f"{policy.metadata.name} 修订前后")


def _summary(drafted: Draft, update: Update, differences: str) -> Iterator[str]:
    yield differences
    kept, redrafted = len(update.kept), len(update.redrafted)
    yield f"原文没有变的 {kept} 项照旧；变了的、新的 {redrafted} 项里，引文还在的照旧，其余重新拟出，标着 draft: true"
    for line in update.lost[:_SHOWN]:
        yield f"  不再成立：{line}"
    if len(update.lost) > _SHOWN:
        yield f"  不再成立：……另有 {len(update.lost) - _SHOWN} 条，见 review.md"
    for line in drafted.review.checked[:_SHOWN]:
        yield f"  检查：{line}"
