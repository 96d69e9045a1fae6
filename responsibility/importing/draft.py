"""A document → the draft of its policy: files for the tasks folder, and what to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from pydantic import ValidationError

from responsibility.data.loader import POLICY_FILE, SOURCE_FILE
from responsibility.data.yaml_writer import dump
from responsibility.errors import ResponsibilityError
from responsibility.importing.document_text import document_text
from responsibility.importing.front import FrontMatter, bases, read_front, take_closing
from responsibility.importing.outline import numbered, tree
from responsibility.importing.planner import MOST_TASKS, Plan, Planner
from responsibility.importing.readers.detect import Document
from responsibility.importing.review import Review, numbering, odd_words
from responsibility.importing.text import sentences
from responsibility.importing.told_rules import commas_count, drafted_rules
from responsibility.importing.units import Names
from responsibility.importing.unread_clauses import unread_clauses
from responsibility.language.clause_places import at_end
from responsibility.language.dates import Reference
from responsibility.language.deadlines import founded_periods
from responsibility.language.normalize import normalise
from responsibility.language.numerals import written_date
from responsibility.language.unit_names import is_collective
from responsibility.model import DEFAULT_KINDS, Basis, Erratum, FrontField, ItemId, Kind, PolicyMetadata, Unit
from responsibility.proof import FRONT

REVIEW_FILE = "review.md"
_TEXTS: tuple[Literal["notice", "preamble"], ...] = ("notice", "preamble")


class IncompleteError(ResponsibilityError):
    """The document lacks what a policy cannot do without; the message says what, and how to give it."""


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
) -> Draft:
    """The draft of ``document`` as the policy ``policy``.

    ``units`` and ``kinds`` are the registry's; ``given`` holds facts that the user gave (number,
    issued, issuers, title), which the document may lack. Raises IncompleteError.
    """
    names = Names(units, kinds)
    text = document_text(document, names.known)
    head, body = text.split()
    texts = [*head, *body]
    front = read_front(head)
    signed, back = take_closing(body, names.learned(texts))
    facts: FrontMatter = {**text.facts, **cast(FrontMatter, given), **signed, **front}
    _need(facts)
    facts["issued"] = _day(facts["issued"])
    review = Review(document.form, first=text.unread, notes=text.notes)
    errata = _errata(texts, review)
    body = [_corrected(text, errata) for text in body]
    periods = founded_periods("".join(texts))
    reference = Reference(int(facts["issued"][:4]), tuple(period.name for period in periods))
    top = tree(body, names.known, text.headings)
    plan = Planner(top, names, reference, verbatim=commas_count(texts)).plan
    _need_tasks(plan)
    review.tasks = plan.tasks
    metadata = _metadata(
        **_around(facts, front, head),
        back=back,
        bases=_bases(facts),
        periods=periods,
        outline=plan.outline,
        rules=drafted_rules(texts, plan.tasks, plan.outline, names),
        errata=errata,
        waivers=[
            {"check": "no-unit", "task": item, "why": "导入时没有找到责任分工，请核对"}
            for item in _without_units(plan)
        ],
    )
    _look_over(review, plan, names, metadata)
    return Draft(policy, _files(policy, metadata, plan, text.lines), tuple(names.new), review)


def _metadata(**fields: Any) -> PolicyMetadata:
    """The record of policy.yml; raises IncompleteError where what was read or given is no such thing."""
    try:
        return PolicyMetadata.model_validate(fields)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))} {fault['input']}" for fault in error.errors())
        raise IncompleteError(f"读出的这些内容填不进 policy.yml：{'；'.join(faults)}") from None


def _need_tasks(plan: Plan) -> None:
    """Raise where there is nothing to draft, or more than the model has room for."""
    if not plan.tasks:
        raise IncompleteError("没有找到任务：正文里没有“一、”“（一）”“1.”“第一条”这样编号的段落")
    if plan.count > MOST_TASKS:
        raise IncompleteError(f"有 {plan.count} 项任务，超过 {MOST_TASKS} 项：请分成几份导入")


def _files(policy: str, metadata: PolicyMetadata, plan: Plan, lines: list[str]) -> dict[str, bytes]:
    files = {f"{policy}/{POLICY_FILE}": dump(metadata, "../../schema/policy.schema.json")}
    for task in (review.task for review in plan.tasks):
        number = task.number
        stem = number if task.safeguard else f"{int(number):02}"
        files[f"{policy}/{stem}.yml"] = dump(task, "../../schema/task.schema.json")
    files[f"{policy}/{SOURCE_FILE}"] = ("\n".join(lines) + "\n").encode()
    return files


def _day(issued: str) -> str:
    """``2022-03-01`` from that or from 2022年3月1日."""
    match = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", issued.strip())
    written = written_date("{}年{}月{}日".format(*match.groups()) if match else normalise(issued))
    if written is None:
        raise IncompleteError(f"“{issued}”不是日期：写作 2022-03-01 或 2022年3月1日")
    return written


def _need(facts: FrontMatter) -> None:
    """Raise where what a policy must have is neither in the document nor given."""
    wanted = (
        ("title", "标题", "--title"),
        ("number", "发文字号", "--number"),
        ("issued", "成文日期", "--issued"),
        ("issuers", "印发机关", "--issuer"),
    )
    missing = [f"{name}（用 {option} 写明）" for key, name, option in wanted if not facts.get(key)]
    if missing:
        raise IncompleteError(f"文件里没有找到{'、'.join(missing)}")


_BEHIND: tuple[Literal["closing", "issued_written"], ...] = ("closing", "issued_written")


def _around(facts: FrontMatter, front: FrontMatter, head: list[str]) -> dict[str, object]:
    """The fields of policy.yml that stand around the tasks, and the order of those that stand before them."""
    fields: dict[str, object] = {key: facts[key] for key in (*FRONT, *_BEHIND) if facts.get(key)}
    for key in _TEXTS:
        if key in fields:
            fields[key] = sentences(facts[key])
    order = _order(fields, [key for key in FRONT if key in front and key in fields], head)
    if order != [key for key in FRONT if key in fields]:
        fields["front"] = order
    return fields


def _bases(facts: FrontMatter) -> list[Basis]:
    """The superior documents that the preamble names, but not the policy itself."""
    names = {facts.get("title"), facts.get("notice_title")}
    preamble = sentences(facts.get("preamble", ()))
    return [basis for basis in bases(preamble) if basis.title not in names]


def _order(record: Mapping[str, Any], fields: list[FrontField], head: list[str]) -> list[FrontField]:
    """The fields that stand before the first heading, in the document's order; others stand nowhere there."""
    positions = {}
    for field in fields:
        value = record[field]
        words = "".join(value) if isinstance(value, list) else value.split("\n")[0]
        for index, paragraph in enumerate(head):
            if field == "issued":
                here = written_date(paragraph) == value
            elif field == "issuers":  # the date follows them; a title may begin with the same words
                here = head[index : index + len(value)] == value and written_date(
                    "".join(head[index + len(value) :][:1])
                )
            elif field == "annotation":
                here = paragraph == words
            else:
                here = "".join(head[index : index + 4]).startswith(words)
            if here:
                positions[field] = index
                break
    return sorted(positions, key=lambda field: (positions[field], FRONT.index(field)))


def _errata(paragraphs: list[str], review: Review) -> list[Erratum]:
    """Misprints that are plain (and for 和), as errata to be confirmed; others are only pointed out."""
    errata = []
    text = "\n".join(paragraphs)
    for word, read in odd_words(text):
        at = text.index(word)
        around = text[max(at - 4, 0) : at + len(word) + 4].replace("\n", "")
        if read and text.count(around) == 1:
            why = f"原件夹了“{word}”，似应为“{read}”；请核对"
            errata.append(Erratum(quote=around, read=around.replace(word, read), why=why))
            review.first.append(f"“{around}”里的“{word}”似应为“{read}”，已列入勘误，请核对")
        else:
            review.first.append(f"可疑的字：“{around}”")
    return errata


def _without_units(plan: Plan) -> Iterator[str]:
    """Items without any unit: a draft may have them, the report says which."""
    for task in (review.task for review in plan.tasks):
        yield from (
            str(ItemId(task.number, task.item_id(item).part)) for item in task.items if not item.roles
        )


def _corrected(paragraph: str, errata: list[Erratum]) -> str:
    for erratum in errata:
        paragraph = paragraph.replace(erratum.quote, erratum.read)
    return paragraph


def _look_over(review: Review, plan: Plan, names: Names, metadata: PolicyMetadata) -> None:
    """What to look at first, and what only a person can decide."""
    behind = f"{metadata.closing or ''}\n{metadata.annotation or ''}".split("\n")
    review.first[:0] = unread_clauses(plan.tasks, plan.outline, behind, names.known)
    review.questions += [
        f"文件统一定下的规则，已拟在 policy.yml 的 rules 里，请核对：“{rule.quote}”"
        for rule in metadata.rules
    ]
    if any(numbered(line)[0] or at_end(line, names.known) for line in behind):
        review.first.append(
            "附件里还有编号的段落或责任分工，没有拆成任务：都原样放在 policy.yml 的末尾文字里"
        )
    review.first += numbering(plan.marks)
    unclear = [review.task.number for review in plan.tasks if review.unclear]
    if unclear:
        review.first.append(f"没有找到责任分工的任务：{'、'.join(unclear)}")
    for unit in names.new:
        kind = "，按集合主体登记，成员待列明" if is_collective(unit.name) else ""
        review.notes.append(f"新登记单位 {unit.name}（{unit.id}）{kind}")
    for new, other in names.alike():
        review.questions.append(
            f"“{new}”和“{other}”是不是同一个单位？是的话，在 units.yml 里并为一个，另一个写入 aliases"
        )


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
    """A policy without tasks, with one chapter to put the first ones into. Raises IncompleteError."""
    why = "还没有放原件：把收到的文件存为 source.txt，再删去这一条"
    metadata = _metadata(
        **facts,
        outline=[{"key": "一", "title": "主要任务"}],
        waivers=[{"check": "no-source", "why": why}],
    )
    files = {f"{policy}/{POLICY_FILE}": dump(metadata, "../../schema/policy.schema.json")}
    return Draft(policy, files, (), Review("没有文件"))
