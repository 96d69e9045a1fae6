"""A document → the draft of its policy: files for the tasks folder, and what to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from responsibility.data.loader import POLICY_FILE, SOURCE_FILE
from responsibility.data.yaml_writer import dump
from responsibility.errors import ResponsibilityError
from responsibility.importing.front import bases, read_front, take_closing, without_chrome
from responsibility.importing.outline import numbered, paragraphs, tree
from responsibility.importing.planner import MOST_TASKS, Plan, Planner
from responsibility.importing.readers.detect import Block, Document, Table
from responsibility.importing.review import Review, numbering, odd_words
from responsibility.importing.tables import is_tasks, linear
from responsibility.importing.text import Record, sentences
from responsibility.importing.units import Names
from responsibility.language.clauses import at_end, is_collective
from responsibility.language.dates import Reference
from responsibility.language.deadlines import founded_periods
from responsibility.language.normalize import normalise
from responsibility.language.numerals import written_date
from responsibility.model import Unit
from responsibility.proof import FRONT

REVIEW_FILE = "review.md"
_TEXTS = ("notice", "preamble")


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


def draft(document: Document, policy: str, units: Iterable[Unit], given: Record) -> Draft:
    """The draft of ``document`` as the policy ``policy``.

    ``units`` is the registry; ``given`` holds facts that the user gave (number,
    issued, issuers, title), which the document may lack. Raises IncompleteError.
    """
    names = Names(units)
    lines = [line for block in document.blocks for line in _lines(block)]
    if document.form.startswith("网页"):
        lines, dropped = without_chrome(lines)
        document = replace(document, odd=(*document.odd, *dropped))
    found = paragraphs(lines)
    start = next((place for place, one in enumerate(found) if numbered(one)[0]), len(found))
    head, body = found[:start], found[start:]
    front = read_front(head)
    signed, back = take_closing(body, names.known)
    facts = {**given, **signed, **front}
    _need(facts)
    facts["issued"] = _day(facts["issued"])
    review = Review(document.form, notes=list(document.odd))
    errata = _errata(found, review)
    body = [_corrected(one, errata) for one in body]
    periods = founded_periods("".join(found))
    reference = Reference(int(facts["issued"][:4]), tuple(period.name for period in periods))
    plan = Planner(tree(body, names.known), names, reference).plan
    _need_tasks(plan)
    review.tasks = plan.tasks
    record = _facts_record(facts, front, back, head)
    waivers = [
        {"check": "no-unit", "task": item, "why": "导入时没有找到责任分工，请核对"} for item in _bare(plan)
    ]
    rest = {"periods": periods, "outline": plan.outline, "errata": errata, "waivers": waivers}
    record.update({key: value for key, value in rest.items() if value})
    if any(isinstance(block, Table) and is_tasks(block) for block in document.blocks):
        review.notes.append("任务分工表按列转写成了文字：source.txt 是转写的结果，请对照原表")
    _look_over(review, plan, names, record)
    return Draft(policy, _files(policy, record, plan, lines), tuple(names.new), review)


def _need_tasks(plan: Plan) -> None:
    """Raise where there is nothing to draft, or more than the model has room for."""
    if not plan.tasks:
        raise IncompleteError("没有找到任务：正文里没有“一、”“（一）”“1.”“第一条”这样编号的段落")
    if len(plan.tasks) > MOST_TASKS:
        raise IncompleteError(f"有 {len(plan.tasks)} 项任务，超过 {MOST_TASKS} 项：请分成几份导入")


def _files(policy: str, record: Record, plan: Plan, lines: list[str]) -> dict[str, bytes]:
    files = {f"{policy}/{POLICY_FILE}": dump(record, "../../schema/policy.schema.json")}
    for task in plan.tasks:
        number = task.record["number"]
        stem = number if number.startswith("s") else f"{int(number):02}"
        files[f"{policy}/{stem}.yml"] = dump(task.record, "../../schema/task.schema.json")
    files[f"{policy}/{SOURCE_FILE}"] = ("\n".join(lines) + "\n").encode()
    return files


def _lines(block: Block | Table) -> list[str]:
    return linear(block) if isinstance(block, Table) else [block.text]


def _day(issued: str) -> str:
    """``2022-03-01`` from that or from 2022年3月1日."""
    found = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", issued.strip())
    written = written_date("{}年{}月{}日".format(*found.groups()) if found else normalise(issued))
    if written is None:
        raise IncompleteError(f"“{issued}”不是日期：写作 2022-03-01 或 2022年3月1日")
    return written


def _need(facts: Record) -> None:
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


def _facts_record(facts: Record, front: Record, back: list[str], head: list[str]) -> Record:
    record: Record = {key: facts[key] for key in (*FRONT, "closing", "issued_written") if facts.get(key)}
    for key in _TEXTS:
        if key in record:
            record[key] = sentences(record[key])
    order = _order(record, [key for key in FRONT if key in front and key in record], head)
    if order != [key for key in FRONT if key in record]:
        record["front"] = order
    if back:
        record["back"] = back
    own = {facts.get("title"), facts.get("notice_title")}
    superior = [one for one in bases(record.get("preamble", "")) if one["title"] not in own]
    if superior:
        record["bases"] = superior
    return record


def _order(record: Record, fields: list[str], head: list[str]) -> list[str]:
    """The fields that stand before the first heading, in the document's order; others stand nowhere there."""
    places = {}
    for field in fields:
        value = record[field]
        words = "".join(value) if isinstance(value, list) else value.split("\n")[0]
        for place, one in enumerate(head):
            if field == "issued":
                here = written_date(one) == value
            elif field == "issuers":  # the date follows them; a title may begin with the same words
                here = head[place : place + len(value)] == value and written_date(
                    "".join(head[place + len(value) :][:1])
                )
            else:
                here = "".join(head[place : place + 4]).startswith(words)
            if here:
                places[field] = place
                break
    return sorted(places, key=lambda field: (places[field], FRONT.index(field)))


def _errata(found: list[str], review: Review) -> list[Record]:
    """Misprints that are plain (and for 和), as errata to be confirmed; others are only pointed out."""
    errata = []
    text = "\n".join(found)
    for word, read in odd_words(text):
        at = text.index(word)
        around = text[max(at - 4, 0) : at + len(word) + 4].replace("\n", "")
        if read and text.count(around) == 1:
            errata.append(
                {
                    "quote": around,
                    "read": around.replace(word, read),
                    "why": f"原件夹了“{word}”，似应为“{read}”；请核对",
                }
            )
            review.first.append(f"“{around}”里的“{word}”似应为“{read}”，已列入勘误，请核对")
        else:
            review.first.append(f"可疑的字：“{around}”")
    return errata


def _bare(plan: Plan) -> Iterator[str]:
    """Items without any unit: a draft may have them, the report says which."""
    for task in plan.tasks:
        record = task.record
        if not any(key.endswith("_units") for key in record) and not record.get("parts"):
            yield record["number"]
        for part in record.get("parts", ()):
            if not any(key.endswith("_units") for key in part):
                yield f"{record['number']}.{part['number']}"


def _corrected(paragraph: str, errata: list[Record]) -> str:
    for one in errata:
        paragraph = paragraph.replace(one["quote"], one["read"])
    return paragraph


def _look_over(review: Review, plan: Plan, names: Names, record: Record) -> None:
    """What to look at first, and what only a person can decide."""
    behind = [line for key in ("closing", "annotation") for line in record.get(key, "").split("\n")]
    if any(numbered(line)[0] or at_end(line, names.known) for line in behind):
        review.first.append(
            "附件里还有编号的段落或责任分工，没有拆成任务：都原样放在 policy.yml 的末尾文字里"
        )
    review.first += numbering(plan.marks)
    unclear = [task.record["number"] for task in plan.tasks if task.unclear]
    if unclear:
        review.first.append(f"没有找到责任分工的任务：{'、'.join(unclear)}")
    for unit in names.new:
        kind = "，按集合主体登记，成员待列明" if is_collective(unit.name) else ""
        review.notes.append(f"新登记单位 {unit.name}（{unit.id}）{kind}")
    for new, other in names.alike():
        review.questions.append(
            f"“{new}”和“{other}”是不是同一个单位？是的话，在 units.yml 里并为一个，另一个写入 aliases"
        )


def with_units(existing: bytes | None, new: Iterable[Unit]) -> bytes:
    """``units.yml`` with the new units behind those that it has; the rest stays as it is, comments included."""
    records = [one.model_dump(exclude_defaults=True) for one in new]
    for record in records:
        if isinstance(record.get("members"), tuple):
            record["members"] = list(record["members"])
    head = b"# yaml-language-server: $schema=../schema/units.schema.json\nunits: []\n"
    text = existing if existing is not None else head
    if not records:
        return text
    listed = dump({"units": records}).split(b"\n", 1)[1]
    return re.sub(rb"(?m)^units: *\[ *\] *$", b"units:", text).rstrip(b"\n") + b"\n" + listed


def empty(policy: str, facts: Record) -> Draft:
    """A policy without tasks, with one chapter to put the first ones into."""
    record = {**facts, "outline": [{"key": "一", "title": "主要任务"}]}
    why = "还没有放原件：把收到的文件存为 source.txt，再删去这一条"
    record["waivers"] = [{"check": "no-source", "why": why}]
    files = {f"{policy}/{POLICY_FILE}": dump(record, "../../schema/policy.schema.json")}
    return Draft(policy, files, (), Review("没有文件"))
