"""What a draft leaves in its texts that looks like an assignment: seen and not understood, and said first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from responsibility.importing.review import TaskReview
from responsibility.language.clause_places import unread_in
from responsibility.language.duties import duties_within, led_in, unread_duty
from responsibility.language.normalize import normalise
from responsibility.language.unit_names import Known
from responsibility.model import Section, Task


def unread_clauses(
    tasks: Iterable[TaskReview], outline: Iterable[Section], around: Iterable[str], known: Known
) -> list[str]:
    """A remark for each stretch of the draft's texts that looks like an assignment, with its place.

    Where it stands in a task, it is a doubt of the task too. ``around`` are the texts behind the tasks.
    """
    remarks = []
    for review in tasks:
        for text in _texts(review.task):
            led = led_in(text, known) if review.task.clause == "" else None
            for stretch in unread_in(text, known):
                if led and led.words in stretch:
                    continue
                review.doubts.append(f"像是责任分工，没有读懂：“{stretch}”")
                remarks.append(_remark(f"任务 {review.task.label or review.task.number}", stretch))
            duty = unread_duty(text, known) if review.unclear else ""
            if duty and not any(duty in remark for remark in remarks):
                review.doubts.append(f"像是责任分工，没有读懂：“{duty}”")
                remarks.append(_remark(f"任务 {review.task.label or review.task.number}", duty))
    for section in outline:
        for text in (section.title, *_paragraphs(section.instruction)):
            remarks += [_remark(f"章节 {section.key}", stretch) for stretch in unread_in(text, known)]
            duties = [each for each in duties_within(text, section.title, known) if "：" not in each]
            remarks += [_remark(f"章节 {section.key}", duty.rstrip("。；")) for duty in duties]
    for text in around:
        remarks += [_remark("文末", stretch) for stretch in unread_in(normalise(text), known)]
    return remarks


def _remark(position: str, stretch: str) -> str:
    return f"像是责任分工，没有读懂（{position}）：“{stretch}”"


def _texts(task: Task) -> Iterator[str]:
    yield normalise(task.heading or task.title)
    for text in task.texts:
        yield from _paragraphs(text)


def _paragraphs(text: str | None) -> list[str]:
    """The text in one piece, as its sentences stand on lines of their own; empty without any."""
    return [normalise(text)] if text else []
