"""What a deadline governs, by the sentence that it stands in: its matter, and the targets and deliverables bound to it.

- A deadline that is a clause of its own at the head of its sentence (至2022年6月前，完成…，拓宽…)
  governs the clauses behind it, to the end of the sentence or to the next clause that
  begins with a date.
- So does one in a clause that only says under what condition (过渡期内在保持…的前提下，…).
- A clause of its own behind others (…，2023年底前完成。) governs those before it, and one that is a
  sentence of its own (改造管网。2022年底前完成。) the sentence before it.
- One that itself says what is done (每两个月通报一次，对…) governs no clause behind it, but those that go on with 并 or 且,
  and none of the sentence before (…。每年检查水质2次以上。).
- Any other governs its own clause, with those that go on with 并 or 且.
- One that stands in the assignment clause (…，2022年9月底前完成）) governs its whole task or part, unless it says
  of what step it is (…，2022年3月底前完成方案）); so does one in the heading. A deadline that the text itself sets for a target or deliverable is nearer to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.dates import CYCLE, Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import Normal, joined, normalise, with_origin
from responsibility.language.numerals import COUNT, ONES
from responsibility.language.passages import Passage, Quotable
from responsibility.language.sentences import STOPS, Sentences, Span
from responsibility.model import ROLES, Deadline, Deliverable, Part, Target, Task

_WILL = re.compile("^(?:确保|力争|争取|计划|务必|必须|应当|要|须|应|在|于|到|至)+$")
"""What may stand before a deadline without being part of what is due."""
_CLOSING = re.compile(
    "^(?:底?前)?(?:确保|力争|要|须|全部|全面|基本|按期|如期|予以)*(?:完成|建成|落实|到位|办结)?(?:任务|工作|目标)?$"
)
"""What may stand behind a deadline in a clause that closes others: 2023年底前全部完成."""
_CONDITION = re.compile(
    "(?:前提下|基础上|的同时|过程中|情况下|(?<![售背先产])后|(?<![小学课工])时)$"
    "|^(?:按照?|根据|依据|结合).*(?:要求|原则|实际|部署|精神|规定|计划|需要)$|^以.+为.{1,4}$"
)
"""A clause that only says under what condition its sentence holds."""
_WITH_ACT = re.compile(
    f"{CYCLE}(?P<act>(?!开展|组织|进行|举办|召开|实施|完成|安排)[^，。；0-9{ONES}十]{{2,}}?)(?:{COUNT})次"
)
"""A recurrence that itself says what is done: 每两个月通报一次; 每年开展2次 does not."""
_GOES_ON = re.compile("并|且")
_BELONGS_BEFORE = re.compile("[的之起度以来至到-]")
"""What follows words of time that are part of a longer expression: 过渡期内的帮扶工作机制."""
_ANY_YEAR = Reference(2000)


class Scopes:
    """What the deadlines of ``task`` govern, and which of them are set for a target or deliverable."""

    def __init__(self, task: Task, reference: Reference) -> None:
        self._quotable = Quotable(task)
        self.of_deadlines = [self._scope(deadline, reference) for deadline in task.deadlines]
        """By the deadlines' order; None where the task does not hold the quote."""

    def _scope(self, deadline: Deadline, reference: Reference) -> DeadlineScope | ItemScope | None:
        quote = normalise(deadline.quote)
        offset = next(iter(self._quotable.offsets(quote)), None)
        if offset is None:
            return None
        passage = self._quotable.passage_at(offset)
        if passage.kind == "clause":
            step = _step(passage, quote, reference)
            title = self._quotable.task.title
            return ItemScope(f"{title}：{step}" if step else title, passage.item, whole=not step)
        text = joined(passage.text)
        normal = with_origin(text)
        start = normal.text.index(quote)
        scope = DeadlineScope(text, normal, (start, start + len(quote)), reference)
        return scope if passage.kind == "text" else ItemScope(scope.matter, passage.item)

    def binding(self, fact: Target | Deliverable) -> list[int]:
        """The indices of the deadlines that are set for ``fact``: those of the text, else those of its task or part."""
        scopes = list(enumerate(self.of_deadlines))
        near = [index for index, scope in scopes if isinstance(scope, DeadlineScope) and scope.binds(fact)]
        items = (self._quotable.task, self._quotable.item_of(fact.quote))
        of_item = [
            index
            for index, scope in scopes
            if isinstance(scope, ItemScope) and scope.whole and any(scope.item is item for item in items)
        ]
        return near or of_item


class ItemScope(NamedTuple):
    """A deadline that a heading or a clause says of a task or part."""

    matter: str
    item: Task | Part
    whole: bool = True
    """Whether it governs the whole of it, and not a step that the clause names beside the time (3月底前完成方案)."""


def _step(clause: Passage, quote: str, reference: Reference) -> str:
    """What ``clause`` says is due, behind the time that ``quote`` is about; empty where it says only that, or who does it."""
    text = normalise(clause.text).strip("（）。")
    start = text.find(quote)
    span = Sentences(text).clause(start, start + len(quote))
    behind = text[_time_in(text, span, (start, start + len(quote)), reference)[1] : span[1]].lstrip("底前")
    names = (normalise(name) for role in ROLES for name in clause.item.units(role))
    return "" if start < 0 or _CLOSING.match(behind) or any(name in behind for name in names) else behind


class DeadlineScope:
    """The stretch of a text that a deadline governs, given where its quote stands in the text's normal form."""

    def __init__(self, original: str, normal: Normal, quote: Span, reference: Reference) -> None:
        self._original = original
        self._normal = normal
        self._text = normal.text
        self._sentences = Sentences(normal.text)
        self._clause = self._sentences.clause(*quote)
        self._time = _time_in(normal.text, self._clause, quote, reference)
        self._act = _WITH_ACT.match(self._text, *self._time)
        self._governed = self._governs()

    @property
    def matter(self) -> str:
        """What is due, in the words of the document: whole clauses, the words of time left out where the rest reads as a whole."""
        start, end = self._without_time(*self._governed)
        origin = self._normal.origin
        return self._original[origin[start] : origin[end - 1] + 1]

    def binds(self, fact: Target | Deliverable) -> bool:
        """Whether the deadline is set for ``fact``: its quote stands in what the deadline governs, or in its clause."""
        quote = normalise(fact.quote)
        start = self._text.find(quote)
        return start >= 0 and any(
            start < end and first < start + len(quote) for first, end in (self._governed, self._clause)
        )

    def _governs(self) -> Span:
        """From the first to the last clause that the deadline governs, its own included where it says something."""
        first, last = self._sentences.sentence(*self._clause)
        begins = not _WILL.sub("", self._text[self._clause[0] : self._time[0]]).strip("（")
        rest = self._text[self._time[1] : self._clause[1]]
        closes = begins and _CLOSING.match(rest.strip("）")) is not None
        heads = (self._clause[0] == first or not rest) and self._clause[1] < last
        alone = self._clause == (first, last)
        if begins and self._act and (heads or alone or not closes):
            span = self._act.start("act"), self._end_of_going_on(last)
        elif closes:
            span = self._forward(self._clause[1] + 1, last) if heads else self._backward(first)
        elif begins and _CONDITION.search(rest):
            span = self._forward(self._clause[0], last)
        else:
            span = self._clause[0], self._end_of_going_on(last)
        return span if self._text[slice(*span)].strip(STOPS) else self._clause

    def _forward(self, start: int, last: int) -> Span:
        """From ``start`` to the end of the sentence, or to the next clause behind it that begins with a date."""
        for begin, end in self._sentences.clauses(self._clause[1] + 1, last):
            if begin > start and _begins_with_a_date(self._text[begin:end]):
                return start, begin - 1
        return start, last

    def _backward(self, first: int) -> Span:
        """The clauses before the deadline's own, back to another that closes some; else the sentence before it."""
        if self._clause[0] > first:
            last = self._clause[0] - 1
        elif first > 0:
            first, last = self._sentences.sentence(first - 1, first - 1)
        else:
            return self._clause
        for begin, end in reversed(self._sentences.clauses(first, last)):
            if _is_a_date_alone(self._text[begin:end]):
                return (end + 1, last) if end < last else (begin, last)
        return first, last

    def _end_of_going_on(self, last: int) -> int:
        end = self._clause[1]
        for begin, following in self._sentences.clauses(self._clause[1] + 1, last):
            if begin != end + 1 or self._text[end] != "，" or not _GOES_ON.match(self._text, begin):
                break
            end = following
        return end

    def _without_time(self, start: int, end: int) -> Span:
        time, after = self._time
        rest = self._text[after:end]
        opening = self._text.rfind("（", start, time)
        if start <= time and _WILL.match(self._text[start:time] or "在"):
            words = rest.lstrip("，")
            if words and not _CLOSING.match(words) and not _BELONGS_BEFORE.match(rest):
                return end - len(words), end
        elif start < opening == time - 1 and rest.endswith("）") and _CLOSING.match(rest[:-1]):
            return start, opening
        return start, end


def _time_in(text: str, clause: Span, quote: Span, reference: Reference) -> Span:
    """The words of time in a clause that the quote is about; the whole quote where the language reads none, or several."""
    readings = [
        (clause[0] + reading.start, clause[0] + reading.end)
        for reading in read_deadlines(text[slice(*clause)], reference)
    ]
    of_quote = [(start, end) for start, end in readings if start < quote[1] and quote[0] < end]
    return of_quote[0] if len(of_quote) == 1 else quote


def _begins_with_a_date(clause: str) -> bool:
    return any(reading.start == 0 and reading.record.due for reading in read_deadlines(clause, _ANY_YEAR))


def _is_a_date_alone(clause: str) -> bool:
    return any(
        reading.record.due and not clause[: reading.start] and _CLOSING.match(clause[reading.end :])
        for reading in read_deadlines(clause, _ANY_YEAR)
    )
