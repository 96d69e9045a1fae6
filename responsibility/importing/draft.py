"""A document → the draft of its policy: files for the tasks folder, and what to look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from responsibility.data.file_names import SOURCE_FILE
from responsibility.data.loader import POLICY_FILE
from responsibility.data.yaml_writer import dump
from responsibility.errors import ResponsibilityError
from responsibility.importing.attached import Attachment, attach, parted, question
from responsibility.importing.document_text import DocumentText, document_text
from responsibility.importing.outline import Node, numbered, tree
from responsibility.importing.planner import BY_UNIT, MOST_TASKS, UNSAID, Plan, Planner
from responsibility.importing.readers.detect import Document
from responsibility.importing.review import Review, odd_words
from responsibility.importing.soundness import sound
from responsibility.importing.surroundings import Surroundings, surroundings, valid
from responsibility.importing.told_reports import drafted_reports, texts_outside, times_outside
from responsibility.importing.told_rules import (
    commas_count,
    drafted_rules,
    rules_within,
    unread_rules,
    with_leads,
)
from responsibility.importing.units import Names
from responsibility.importing.unread_clauses import unread_clauses
from responsibility.importing.unread_times import unread_times
from responsibility.importing.variants import variants
from responsibility.language.clause_places import at_end
from responsibility.language.dates import NO_YEAR, Reference
from responsibility.language.deadlines import founded_periods
from responsibility.language.normalize import normalise
from responsibility.language.unit_names import Known, is_collective
from responsibility.model import (
    DEFAULT_KINDS,
    LEAD,
    Erratum,
    Kind,
    LeadRule,
    Policy,
    PolicyMetadata,
    Received,
    ReportRule,
    Rule,
    Task,
    Unit,
)

REVIEW_FILE = "review.md"
_MOST_ROWS = 5 * MOST_TASKS
"""Rows of tables that begin a task beyond which no document is gone through: rows may be parts, though not so many."""
_SHOWN = 12
"""Characters of a line that a question shows."""
_MOST_UNITS = 10
"""How many units a question names."""


class IncompleteError(ResponsibilityError):
    """There is nothing to draft, or more than the model has room for; the message says which."""


@dataclass(frozen=True)
class Draft:
    """What an import writes: the files of the policy's folder, and the units to be added."""

    policy: str
    files: dict[str, bytes]
    """Paths relative to the tasks folder."""
    new_units: tuple[Unit, ...]
    review: Review


def draft(
    document: Document,
    policy: str,
    units: Iterable[Unit],
    given: Mapping[str, Any],
    kinds: Sequence[Kind] = DEFAULT_KINDS,
    received: Received | None = None,
    errata: Iterable[Erratum] = (),
) -> Draft:
    """The draft of ``document`` as the policy ``policy``; whatever the document lacks, there is one.

    ``units`` and ``kinds`` are the registry's; ``given`` holds facts that the user gave (number, issued, issuers,
    title), which win over what is read; ``received`` is the document's file, by whose name a document without a
    title is called; ``errata`` of an earlier text apply where their misprint still stands, once.
    Raises IncompleteError where there is no text or too much of it, GivenError where a given fact is none.
    """
    names = Names(units, kinds)
    text = _text(document, names.known)
    head, body, rows = text.split(names.known)
    if not any((head, body, rows)):
        raise IncompleteError("文件里没有文字，没有可以拟的")
    review = Review(document.form, first=[*text.unread], notes=[*text.notes])
    (head, body, rows), applied = _with_errata((head, body, rows), errata, review)
    texts = [*head, *body, *rows]
    known = names.learned(texts)
    tasks, attachment = parted(body, rows, known)
    around = surroundings(head, [*tasks, *rows], {**text.facts, **attachment.facts}, given, known, received)
    periods = founded_periods("".join(texts))
    reference = Reference(around.year or NO_YEAR, tuple(period.name for period in periods))
    top, attached = _trees(around.body, len(tasks), attachment, known, text.headings)
    plan = _plan(Planner(top, names, reference, verbatim=commas_count(texts)), text.aligned)
    review.tasks, review.first = plan.tasks, [*review.first, *around.open_points]
    rules = drafted_rules(texts, plan.tasks, plan.outline, names)
    rules += _reports(review, plan, rules, texts_outside(around.fields, plan.outline), names, reference)
    _look_over(review, plan, rules, names, around, texts)
    review.questions += question(plan, attached) if attached else ()
    facts = {
        "bases": around.bases,
        "periods": periods,
        "outline": plan.outline,
        "errata": applied,
        "rules": rules,
        "received": received,
        "draft": True,
        "unsettled": [{"what": what} for what in dict.fromkeys((*review.first, *review.questions))],
    }
    metadata = PolicyMetadata.model_validate({**around.fields, **facts})
    _write_leads(plan, Policy(policy, metadata, tuple(each.task for each in plan.tasks), None))
    return Draft(policy, _files(policy, metadata, plan, reference, text.lines), tuple(names.new), review)


def _text(document: Document, known: Known) -> DocumentText:
    """The text of a document whose tables are not so long that it holds more tasks than the model has room for."""
    text = document_text(document, known)
    if text.in_tables > _MOST_ROWS:
        raise IncompleteError(
            f"任务分工表有 {text.in_tables} 行任务，一份文件最多 {MOST_TASKS} 项：请分成几份导入"
        )
    return text


def _reports(
    review: Review,
    plan: Plan,
    rules: Iterable[Rule],
    outside: list[str],
    names: Names,
    reference: Reference,
) -> list[ReportRule]:
    """The reports that are asked for in the texts ``outside`` of tasks, and in tasks that are assigned to nobody."""
    items = (item for each in plan.tasks for item in each.task.items)
    led = any(item.units(LEAD) for item in items) or any(isinstance(rule, LeadRule) for rule in rules)
    unassigned = [normalise(text) for each in plan.tasks if each.unclear for text in each.task.texts]
    reports = drafted_reports([*outside, *unassigned], reference, names, led)
    review.first += [*reports.unread, *times_outside(outside, reports, reference)]
    return reports.rules


def _write_leads(plan: Plan, policy: Policy) -> None:
    """Put those who lead by a rule of the document among the lead units; the rule says too in which roles the others are."""
    for review in plan.tasks:
        led = with_leads(review.task, policy)
        if led != review.task:
            review.doubts = [doubt for doubt in review.doubts if doubt != UNSAID]
        review.task = led


def _files(
    policy: str, metadata: PolicyMetadata, plan: Plan, reference: Reference, lines: list[str]
) -> dict[str, bytes]:
    files = {f"{policy}/{POLICY_FILE}": dump(metadata, "../../schema/policy.schema.json")}
    for task in (_unconfirmed(review.task, reference) for review in plan.tasks):
        number = task.number
        stem = number if task.safeguard else f"{int(number):02}"
        files[f"{policy}/{stem}.yml"] = dump(task, "../../schema/task.schema.json")
    files[f"{policy}/{SOURCE_FILE}"] = ("\n".join(lines) + "\n").encode()
    return files


def _unconfirmed(task: Task, reference: Reference) -> Task:
    """The task with the mark of what nobody has confirmed on what units are assigned to; its facts are sound."""
    task = sound(task, reference)
    whose = set(map(task.item_id, task.items))
    parts = tuple(part.model_copy(update={"draft": task.item_id(part) in whose}) for part in task.parts)
    return task.model_copy(update={"parts": parts, "draft": task.item_id(task) in whose})


def _plan(planner: Planner, aligned: str) -> Plan:
    """The plan of a document that the model has room for.

    Its tasks that stand in ``aligned``, tables without rules, have units only where the cells seem to end.
    """
    if planner.plan.count > MOST_TASKS:
        raise IncompleteError(f"有 {planner.plan.count} 项任务，超过 {MOST_TASKS} 项：请分成几份导入")
    for review in planner.plan.tasks:
        texts = [text.replace("\n", "") for text in review.task.texts]
        if aligned and texts and all(text in aligned for text in texts):
            review.doubts.append("取自没有框线的表格：各格按对齐的位置分开，请对照原件")
    return planner.plan


def _trees(
    body: list[str], cut: int, attachment: Attachment, known: Known, headings: Collection[str]
) -> tuple[Node, str]:
    """The tree of a document's tasks with the rows of an attached table, from ``cut`` on, and the heading of these."""
    if not attachment.rows:
        return tree(body, known, headings), ""
    top = tree(body[:cut], known, headings)
    return top, attach(top, attachment.between, tree(body[cut:], known, headings))


def _with_errata(
    parts: Sequence[list[str]], errata: Iterable[Erratum], review: Review
) -> tuple[list[list[str]], list[Erratum]]:
    """The parts of a document corrected by the errata that apply and those that are proposed, and these."""
    whole = [paragraph for part in parts for paragraph in part]
    applied = _standing(errata, whole)
    applied += _errata([_corrected(paragraph, applied) for paragraph in whole], review)
    return [[_corrected(paragraph, applied) for paragraph in part] for part in parts], applied


def _standing(errata: Iterable[Erratum], paragraphs: list[str]) -> list[Erratum]:
    """Those whose misprint stands in the document, once."""
    text = "\n".join(paragraphs)
    return [erratum for erratum in errata if text.count(normalise(erratum.quote)) == 1]


def _errata(paragraphs: list[str], review: Review) -> list[Erratum]:
    """Misprints that are plain (and for 和), as errata to be confirmed; others are only pointed out."""
    errata = []
    text = "\n".join(paragraphs)
    left = normalise(text)  # as the proof reads it, corrected so far: an erratum applies where it stands once
    for word, read in odd_words(text):
        at = text.index(word)
        around = text[max(at - 4, 0) : at + len(word) + 4].replace("\n", "")
        corrected = around.replace(word, read or word)
        if read and text.count(around) == left.count(normalise(around)) == 1:
            why = f"原件夹了“{word}”，似应为“{read}”；请核对"
            errata.append(Erratum(quote=around, read=corrected, why=why))
            left = left.replace(normalise(around), normalise(corrected))
            review.first.append(f"“{around}”里的“{word}”似应为“{read}”，已列入勘误，请核对")
        else:
            review.first.append(f"可疑的字：“{around}”")
    return errata


def _corrected(paragraph: str, errata: list[Erratum]) -> str:
    for erratum in errata:
        paragraph = paragraph.replace(normalise(erratum.quote), erratum.read)
    return paragraph


def _look_over(
    review: Review,
    plan: Plan,
    rules: Iterable[Rule],
    names: Names,
    around: Surroundings,
    texts: Iterable[str],
) -> None:
    """What to look at first, and what only a person can decide."""
    behind = f"{around.fields.get('closing', '')}\n{around.fields.get('annotation', '')}".split("\n")
    review.first[:0] = [
        *unread_clauses(plan.tasks, plan.outline, behind, names.known),
        *unread_times(plan.tasks),
        *unread_rules(texts),
        *rules_within(plan.tasks),
    ]
    review.questions += map(_told, rules)
    review.questions += _by_unit(plan)
    review.first += _run_on(plan)
    if any(numbered(line)[0] or at_end(line, names.known) for line in behind):
        review.first.append(
            "附件里还有编号的段落或责任分工，没有拆成任务：都原样放在 policy.yml 的末尾文字里"
        )
    for unit in names.new:
        kind = "，按集合主体登记，成员待列明" if is_collective(unit.name) else ""
        review.notes.append(f"新登记单位 {unit.name}（{unit.id}）{kind}")
    review.questions += _misfits(names)
    review.questions += variants(names, (review.task for review in plan.tasks))


def _told(rule: Rule) -> str:
    """The question whether a rule is drafted as the document states it."""
    if isinstance(rule, ReportRule):
        what = f"文件要求报送（由{'、'.join(rule.units) or '各牵头单位'}）"
    else:
        what = "文件统一定下的规则"
    return f"{what}，已拟在 policy.yml 的 rules 里，请核对：“{rule.quote}”"


def _by_unit(plan: Plan) -> Iterator[str]:
    """The question whether the duties that are listed by unit are tasks of their own, all in one."""
    tasks = [review.task.number for review in plan.tasks if BY_UNIT in review.doubts]
    if tasks:
        shown = "、".join(tasks[:_MOST_UNITS])
        more = f"等 {len(tasks)} 项" if len(tasks) > _MOST_UNITS else ""
        yield (
            f"按单位列的职责也拟成了任务（{shown}{more}），所列的单位按牵头单位：请核对；"
            "与别的任务说的是同一件事的，可以删去"
        )


def _misfits(names: Names) -> Iterator[str]:
    """The question of what kind the new units are for which the registry has none, all in one."""
    units = [f"{name}（像是{kind}）" for name, kind in names.misfits.items()]
    if units:
        more = f"等 {len(units)} 个" if len(units) > _MOST_UNITS else ""
        shown = "、".join(units[:_MOST_UNITS])
        yield f"名录的类别里没有合适的，暂归入别的一类，请在 units.yml 里改：{shown}{more}"


def _run_on(plan: Plan) -> Iterator[str]:
    """Where the numbers of several tasks stand in one line: behind a clause the text goes on with a number."""
    for review in plan.tasks:
        parts = review.task.parts
        first = next((part.text for part in parts if part.mark == "" and numbered(part.text)[0]), "")
        if first:
            review.doubts.append("编号接在一行里，几项合成了一项")
            shown = first.split("\n")[0][:_SHOWN]
            yield f"编号接在一行里，没有拆成任务：请在“{shown}”一类的编号前换行，再导入"


def with_units(existing: bytes | None, new: Sequence[Unit], kinds: Sequence[Kind] = ()) -> bytes:
    """``units.yml`` with the new units behind those that it has; the rest stays as it is, comments included."""
    head = b"# yaml-language-server: $schema=../schema/units.schema.json\nunits: []\n"
    text = existing if existing is not None else head
    if not new:
        return text
    own = dump({"kinds": kinds}) if kinds and existing is None else b""
    listed = dump({"units": new}).split(b"\n", 1)[1]
    return re.sub(rb"(?m)^units: *\[ *\] *$", b"units:", text).rstrip(b"\n") + b"\n" + listed + own


def empty(policy: str, facts: Mapping[str, Any]) -> Draft:
    """A policy without tasks, with one chapter to put the first ones into. Raises GivenError."""
    record = {"draft": True, **valid(facts), "outline": [{"key": "一", "title": "主要任务"}]}
    metadata = PolicyMetadata.model_validate(record)
    files = {f"{policy}/{POLICY_FILE}": dump(metadata, "../../schema/policy.schema.json")}
    return Draft(policy, files, (), Review("没有文件"))
