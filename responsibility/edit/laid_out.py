"""The document as it was received, cut into runs that each say what they became: the left side of the page.

Every character of ``source.txt`` stands in exactly one run, in order. A run belongs to the piece of
the records whose words it is (as the proof puts them together), and lies under the marks of the
facts, units and remarks that quote it; marks nest and overlap, and a run ends where one of them
begins or ends. What no record owns or accounts for has its own kinds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from responsibility.edit.quoted import Mark, Quoted, quoted_in, quoted_in_task
from responsibility.language.normalize import Normal, normalise, normalise_clauses, with_origin
from responsibility.model import Policy, Unit
from responsibility.model.problems import Keys
from responsibility.proof import Piece, assemble, corrected

RunKind = Literal["around", "heading", "text", "clause", "blank", "lost"]
"""What words of the document are: around the tasks; white space between pieces; ``lost``: what no record owns."""
REACH = 20
"""How many times its own length a piece is looked for behind its place, where the records differ from the document."""


class Run(NamedTuple):
    """A stretch of a paragraph that belongs to one piece of the records and lies under the same marks."""

    text: str
    kind: RunKind
    task: str | None
    """The task's number; None for what stands in ``policy.yml`` or nowhere."""
    keys: Keys
    """Where the piece stands in its file; empty where no record owns the words."""
    marks: tuple[Mark, ...] = ()


Paragraph = tuple[Run, ...]
"""A line of the document, its line break included. Never empty."""


@dataclass(frozen=True)
class Stretch:
    """A piece of the records at its place in the document."""

    kind: RunKind
    task: str | None
    keys: Keys
    start: int
    end: int
    normal: Normal
    """Its words in normal form, errata applied, each with its offset in the document."""


def document_of(policy: Policy) -> str:
    """The document as it was received; where there is no ``source.txt``, what the records make."""
    if policy.source is not None:
        return policy.source
    return "".join(
        f"\n{piece.text}" if piece.starts_line else piece.text for piece in assemble(policy)
    ).strip()


def lay_out(policy: Policy, units: Iterable[Unit], task: str | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of the policy's document in order. ``units`` are the registry's, by whose names clauses are read.

    With the number of a ``task``, the marks of the other tasks are left out.
    """
    raw = document_of(policy)
    stretches = tuple(_placed(policy, raw))
    names = {normalise(name): unit.name for unit in units for name in (unit.name, *unit.aliases)}
    spans = sorted(_spans(policy, raw, stretches, names, task), key=lambda span: (span[0], -span[1]))
    return tuple(_paragraphs(raw, stretches, spans))


def _placed(policy: Policy, raw: str) -> Iterator[Stretch]:
    """The pieces of the records where they stand in the document; those that do not stand there are left out.

    Where the records are the document, each begins where the one before it ends.
    """
    source, _ = corrected(with_origin(raw), policy.metadata.errata)
    compared = normalise_clauses(source)
    numbers = {task.identity: task.number for task in policy.tasks}
    at = 0
    for piece in assemble(policy):
        words = normalise_clauses(with_origin(piece.text)).text
        start = compared.text.find(words, at, at + len(words) * (1 + REACH)) if words else -1
        if start < 0:
            continue
        at = start + len(words)
        first = compared.origin[start]
        end = _end(raw, first, compared.origin[at] if at < len(compared.origin) else len(raw))
        low, high = bisect_left(source.origin, first), bisect_left(source.origin, end)
        normal = Normal(source.text[low:high], source.origin[low:high])
        yield Stretch(_kind(piece), numbers.get(piece.task or ""), piece.keys, first, end, normal)


def _end(raw: str, start: int, behind: int) -> int:
    """Where the words that begin at ``start`` and stand before ``behind`` end: before the white space."""
    return start + len(raw[start:behind].rstrip())


def _kind(piece: Piece) -> RunKind:
    if piece.task is None and piece.keys[0] != "outline":
        return "around"
    last = str(piece.keys[-1])
    if last == "clause" or last.endswith("_units"):
        return "clause"
    return "heading" if last == "title" else "text"


def _spans(
    policy: Policy, raw: str, stretches: Sequence[Stretch], names: Mapping[str, str], only: str | None
) -> Iterator[tuple[int, int, Mark]]:
    """Where in the document the marks stand."""
    source = with_origin(raw)
    whole = Stretch("around", None, (), 0, len(raw), source)
    yield from (_in_document(raw, whole, quoted) for quoted in quoted_in(policy.metadata, source.text))
    by_task: dict[str | None, dict[Keys, Stretch]] = {}
    for stretch in stretches:
        by_task.setdefault(stretch.task, {})[_passage(stretch.keys)] = stretch
    for task in (task for task in policy.tasks if only in (None, task.number)):
        own = by_task.get(task.number, {})
        words = {keys: stretch.normal.text for keys, stretch in own.items()}
        for keys, quoted in quoted_in_task(task, words, names):
            yield _in_document(raw, own[keys], quoted)


def _passage(keys: Keys) -> Keys:
    """How a task's passages name a piece: a clause by ``clause``, whether or not it is written down."""
    return (*keys[:-1], "clause") if str(keys[-1]).endswith("_units") else keys


def _in_document(raw: str, stretch: Stretch, quoted: Quoted) -> tuple[int, int, Mark]:
    """Where quoted words of ``stretch`` stand; a misprint that they touch, whole."""
    origin = stretch.normal.origin
    start, following = origin[quoted.start], bisect_right(origin, origin[quoted.end - 1])
    behind = origin[following] if following < len(origin) else stretch.end
    return start, _end(raw, start, behind), quoted.mark


def _paragraphs(
    raw: str, stretches: Sequence[Stretch], spans: Sequence[tuple[int, int, Mark]]
) -> Iterator[Paragraph]:
    """``raw`` cut where lines, pieces and marks begin and end."""
    lines = [index + 1 for index, sign in enumerate(raw) if sign == "\n"]
    pieces = [cut for stretch in stretches for cut in (stretch.start, stretch.end)]
    marks = [cut for start, end, _ in spans for cut in (start, end)]
    cuts = sorted({0, len(raw), *lines, *pieces, *marks})
    runs: list[Run] = []
    following = iter(stretches)
    stretch = next(following, None)
    waiting, under = list(reversed(spans)), list[tuple[int, int, Mark]]()
    for start, end in pairwise(cuts):
        while stretch and stretch.end <= start:
            stretch = next(following, None)
        while waiting and waiting[-1][0] <= start:
            under.append(waiting.pop())
        under = [span for span in under if start < span[1]]
        text, marked = raw[start:end], tuple(dict.fromkeys(mark for *_, mark in under))
        if stretch and stretch.start <= start:
            runs.append(Run(text, stretch.kind, stretch.task, stretch.keys, marked))
        else:
            runs.append(Run(text, "lost" if normalise(text) else "blank", None, (), marked))
        if text.endswith("\n"):
            yield tuple(runs)
            runs = []
    if runs:
        yield tuple(runs)


def document_json(paragraphs: Iterable[Paragraph], task: str | None = None) -> list[list[dict[str, Any]]]:
    """The paragraphs for the page, without their line breaks; of ``task`` alone, those that hold words of it."""
    return [
        [_run_json(run) for run in paragraph]
        for paragraph in paragraphs
        if task is None or any(run.task == task for run in paragraph)
    ]


def _run_json(run: Run) -> dict[str, Any]:
    marks = [mark._asdict() for mark in run.marks]
    return {**run._asdict(), "text": run.text.removesuffix("\n"), "marks": marks}
