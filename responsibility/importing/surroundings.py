"""The fields of policy.yml that stand around the tasks: what was read there and what the user gives, made one.

A document may lack any of them. What the user gives wins. Whatever was read, the fields put together
again are the document's own lines: where they would not be, those lines stand as one text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import splitext
from typing import Any, Literal, cast

from pydantic import ValidationError

from responsibility.errors import ResponsibilityError
from responsibility.importing.front import FrontMatter, bases, issuers_in_title, read_front, take_closing
from responsibility.importing.text import sentences
from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.language.numerals import written_date
from responsibility.language.unit_names import Known
from responsibility.model import BackField, Basis, FrontField, PolicyMetadata, Received
from responsibility.proof import FRONT, around_tasks

UNTITLED = "（文件没有标题）"
"""The title of a document that has none."""
_TEXTS: tuple[Literal["notice", "preamble"], ...] = ("notice", "preamble")
_BEHIND: tuple[Literal["closing", "issued_written"], ...] = ("closing", "issued_written")
_OPTIONAL = (("number", "发文字号"), ("issuers", "印发机关"), ("issued", "成文日期"))
_FACTS = ("number", "title", "issuers", "issued", "issued_written")
"""What is known of a document even where the lines that say it are kept as one text."""


class GivenError(ResponsibilityError):
    """What the user gave as a fact of the document is none; the message says what and how it is written."""


@dataclass
class Surroundings:
    """What stands around the tasks."""

    fields: dict[str, Any]
    """Of policy.yml, their order included."""
    bases: list[Basis]
    """The superior documents that the preamble names."""
    body: list[str]
    """The paragraphs between."""
    open_points: list[str] = field(default_factory=list)
    """What the document lacks or was not found in it, for a person to settle."""

    @property
    def year(self) -> int | None:
        """The year of the document's date; None where it has none."""
        issued = self.fields.get("issued")
        return int(issued[:4]) if issued else None


def surroundings(
    head: Sequence[str],
    body: list[str],
    beside: FrontMatter,
    given: Mapping[str, Any],
    known: Known,
    received: Received | None,
) -> Surroundings:
    """What stands in ``head``, before the tasks, and at the end of ``body``, behind them.

    Where that is all that there is, it is taken for the tasks. ``beside`` is what is said of the document beside
    it; ``given`` are the facts that the user gave (number, issued, issuers, title); ``received`` is
    its file, by whose name a document without a title is called. Raises GivenError.
    """
    around = _surroundings(head, body, beside, given, known, received)
    if around.body:
        return around
    return replace(_surroundings((), (), beside, given, known, received), body=[*head, *body])


def _surroundings(
    head: Sequence[str],
    body: Sequence[str],
    beside: FrontMatter,
    given: Mapping[str, Any],
    known: Known,
    received: Received | None,
) -> Surroundings:
    """What stands around the tasks, which may be nothing."""
    front = read_front(head, given.get("issuers", ()))
    between = list(body)
    signed, back = take_closing(between, known)
    tail = list(body[len(between) :])
    read = {
        key: value
        for key, value in {**beside, **signed, **front}.items()
        if key not in _FACTS or _holds(key, value)
    }
    facts = cast(FrontMatter, {**read, **valid(given)})
    if given.get("issued"):
        facts.pop("issued_written", None)
    open_points = []
    if not facts.get("title"):
        facts["title"] = (splitext(received.file)[0].strip() if received else "") or UNTITLED
        open_points.append(f"没有找到标题，暂用“{facts['title']}”：照文件改 policy.yml 里的 title")
    elif not facts.get("issuers"):
        titles = (facts.get("notice_title", ""), facts["title"])
        named = next(filter(None, (issuers_in_title(title) for title in titles)), [])
        if named:
            facts["issuers"] = named
            open_points.append(f"印发机关照标题写作“{'、'.join(named)}”，请核对")
    missing = [name for key, name in _OPTIONAL if not facts.get(key)]
    if missing:
        open_points.append(f"没有找到{'、'.join(missing)}：文件里有的，补写在 policy.yml 里")
    fields = _before(facts, front, head)
    if back:
        fields["back"] = back
    fields = _verbatim(fields, head, tail)
    return Surroundings(fields, _bases(facts), between, open_points)


def valid(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the user gave, the date as the data writes it. Raises GivenError."""
    facts = {key: value for key, value in given.items() if value}
    if "issued" in facts:
        facts["issued"] = _day(facts["issued"])
    for key, value in facts.items():
        if not _holds(key, value) or not all(map(str.isprintable, value)):
            raise GivenError(f"“{value if isinstance(value, str) else '、'.join(value)}”不能作 {key}")
    return facts


def _holds(key: str, value: object) -> bool:
    """Whether ``value`` can stand under ``key`` in policy.yml."""
    try:
        PolicyMetadata.model_validate({"title": UNTITLED, "outline": (), key: value})
    except ValidationError:
        return False
    return True


def _day(issued: str) -> str:
    """``2022-03-01`` from that or from 2022年3月1日."""
    match = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", issued.strip())
    written = written_date("{}年{}月{}日".format(*match.groups()) if match else normalise(issued))
    if written is None:
        raise GivenError(f"“{issued}”不是日期：写作 2022-03-01 或 2022年3月1日")
    return written


def _before(facts: FrontMatter, front: FrontMatter, head: Sequence[str]) -> dict[str, Any]:
    """The fields of policy.yml around the tasks, and the order of those that stand before them."""
    fields: dict[str, Any] = {key: facts[key] for key in (*FRONT, *_BEHIND) if facts.get(key)}
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


def _order(record: Mapping[str, Any], fields: list[FrontField], head: Sequence[str]) -> list[FrontField]:
    """The fields that stand before the first heading, in the document's order; others stand nowhere there."""
    positions = {}
    for name in fields:
        value = record[name]
        words = "".join(value) if isinstance(value, list) else value.split("\n")[0]
        for index, paragraph in enumerate(head):
            if name == "issued":
                here = written_date(paragraph) == value
            elif name == "issuers":  # the date follows them; a title may begin with the same words
                here = list(head[index : index + len(value)]) == list(value) and bool(
                    written_date("".join(head[index + len(value) :][:1]))
                )
            elif name == "annotation":
                here = paragraph == words
            else:
                here = "".join(head[index : index + 4]).startswith(words)
            if here:
                positions[name] = index
                break
    return sorted(positions, key=lambda name: (positions[name], FRONT.index(name)))


def _verbatim(fields: dict[str, Any], head: Sequence[str], tail: Sequence[str]) -> dict[str, Any]:
    """``fields`` that put together again are ``head`` and ``tail``: where they are not, those lines as one text."""
    front_kept, back_kept = _stands(fields, head, tail)
    if front_kept and back_kept:
        return fields
    order: list[FrontField] = list(fields.get("front", (name for name in FRONT if name in fields)))
    back: list[BackField] = list(fields.get("back", ()))
    if not front_kept:
        free: FrontField = "notice" if back_kept and "annotation" in back else "annotation"
        order = [free] if head else []
        fields = {key: value for key, value in fields.items() if key in (*_FACTS, *back, "closing")}
        fields[free] = "\n".join(head)
    if not back_kept:
        back = ["closing"] if tail else []
        kept = {key: value for key, value in fields.items() if key in (*_FACTS, *order)}
        fields = {**kept, "closing": "\n".join(tail)}
    fields = {key: value for key, value in fields.items() if value}
    return {**fields, "front": order, "back": back}


def _stands(fields: Mapping[str, Any], head: Sequence[str], tail: Sequence[str]) -> tuple[bool, bool]:
    """Whether the fields before, and those behind the tasks, put together again are the lines that they were read from."""
    try:
        record = PolicyMetadata.model_validate({**fields, "outline": ()})
    except ValidationError:
        return False, False
    front = around_tasks(record, FRONT if record.front is None else record.front)
    back = around_tasks(record, record.back)
    return (
        _normal(piece.text for piece in front) == _normal(head),
        _normal(piece.text for piece in back) == _normal(tail),
    )


def _normal(texts: Any) -> str:
    """Texts as the proof compares them."""
    return "".join(normalise_clauses(with_origin(text)).text for text in texts)
