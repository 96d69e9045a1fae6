"""How documents change others: 将第三项“…”修改为“…”; 删去第五项; 增加一项，作为第六项：“…”; and a text so changed.

Every way to say it is a row of :data:`_WAYS`. A stretch that has words of amending and fits none of them is told
by :func:`unread`, so that none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from responsibility.language.normalize import normalise, with_origin
from responsibility.language.numerals import NUMERAL, ORDINAL, chinese_number, chinese_ordinal

What = Literal["replace", "rewrite", "remove_item", "remove", "insert_item", "insert"]


def _quoted(name: str) -> str:
    """Words in quotation marks, which may have quoted words in them."""
    return f"“(?P<{name}>(?:[^“”]|“[^“”]*”)*)”"


def _item(name: str) -> str:
    """第三项, 第（三）条, 第3项任务; 第二部分第（三）项, 附件1第5条."""
    part = f"第(?P<{name}_part>[0-9]{{1,2}}|{ORDINAL})(?:部分|章)|(?P<{name}_outside>附[件表](?:[0-9]{{1,2}}|{ORDINAL})?)"
    return (
        f"(?:(?:{part})(?:的|中的?|里的?|，)?)?"
        f"第（?(?P<{name}>[0-9]{{1,3}}|{ORDINAL})）?(?:项|条|点)(?:任务|内容)?"
    )


_CHANGE = "(?:修改|更改|调整|修订|变更|改)(?:为|成)[:：]?"
_REMOVE = "(?:删去|删除|删掉|取消)"
_ADD = "(?:增加|新增|增写)"
_OF = f"(?:第{NUMERAL}+款)?(?:的?标题|的?内容|原文)?(?:中的?|里的?|的)?"
_WAYS: tuple[tuple[What, str], ...] = (
    ("rewrite", f"(?:将|把)?{_item('item')}(?:全文|整体)?{_CHANGE}{_quoted('new')}"),
    (
        "insert_item",
        f"(?:在(?:原)?{_item('behind')}之?后，?)?{_ADD}[一1](?:项|条)(?:任务)?"
        f"(?:，?作为{_item('item')})?[，:：]?{_quoted('new')}",
    ),
    (
        "insert",
        f"(?:在)?(?:{_item('item')})?{_OF}{_quoted('old')}之?后面?，?{_ADD}[:：]?{_quoted('new')}",
    ),
    (
        "replace",
        f"(?:将|把)?(?:{_item('item')})?{_OF}{_quoted('old')}(?:统一|均|都)?{_CHANGE}{_quoted('new')}",
    ),
    ("remove", f"{_REMOVE}(?:{_item('item')})?{_OF}{_quoted('old')}"),
    ("remove", f"(?:将|把)?(?:{_item('item')})?{_OF}{_quoted('old')}{_REMOVE}"),
    ("remove_item", f"{_REMOVE}{_item('item')}"),
    ("remove_item", f"(?:将|把)?{_item('item')}{_REMOVE}"),
)
_FORMS = tuple((what, re.compile(way)) for what, way in _WAYS)
_SPEAKS_OF_CHANGE = re.compile(f"(?:修改|更改|调整|修订|变更)(?:为|成)|改(?:为|成)|{_REMOVE}|{_ADD}")
_RENUMBERED = re.compile(
    "(?:序号|编号|各项|各条|条文|其后)[^。；“”]{0,12}(?:调整|顺延|类推|递增|递减|重新编排)"
)
"""That the numbers of what follows move along: 以下各项序号依次调整."""
_QUOTES = re.compile("“(?:[^“”]|“[^“”]*”)*”")


class Instruction(NamedTuple):
    """A change as an amending document says it."""

    what: What
    quote: str
    """Its words, whole."""
    item: int | None
    """The number of the item that it is about, or that a new one is to have."""
    behind: int | None = None
    """The number of the item behind which a new one stands."""
    old: str = ""
    new: str = ""
    part: int | None = None
    """The number of the part of the document, or chapter, in which these items are."""
    outside: str = ""
    """Where they are if not in the document itself: 附件1."""


def instructions(text: str) -> Iterator[Instruction]:
    """The changes that ``text`` makes, in its order; what a line has named, item and part, holds for what follows in it."""
    for line in _lines(text):
        item: int | None = None
        part: int | None = None
        outside = ""
        for instruction in _in_line(line):
            if instruction.part is not None or instruction.outside:
                part, outside = instruction.part, instruction.outside
            item = item if instruction.item is None else instruction.item
            yield instruction._replace(item=item, part=part, outside=outside)


def _lines(text: str) -> Iterator[str]:
    """The paragraphs of ``text``: quoted words may go on over several lines."""
    start = 0
    inside = 0
    for offset, sign in enumerate(text):
        inside += (sign == "“") - (sign == "”")
        if sign == "\n" and inside <= 0:
            yield text[start:offset]
            start, inside = offset + 1, 0
    yield text[start:]


def _in_line(line: str) -> Iterator[Instruction]:
    at = 0
    while at < len(line):
        matches = [
            (match.start(), -match.end(), what, match)
            for what, form in _FORMS
            if (match := form.search(line, at))
        ]
        if not matches:
            return
        _, _, what, match = min(matches, key=lambda each: each[:2])
        yield _instruction(what, match)
        at = match.end()


def _instruction(what: What, match: re.Match[str]) -> Instruction:
    groups = match.groupdict()
    return Instruction(
        what,
        match[0],
        _number(groups.get("item")),
        _number(groups.get("behind")),
        groups.get("old") or "",
        groups.get("new") or "",
        _number(groups.get("item_part") or groups.get("behind_part")),
        groups.get("item_outside") or groups.get("behind_outside") or "",
    )


def _number(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdecimal() else chinese_number(written)


def renumbered(text: str) -> str:
    """The words of ``text`` that let the numbers of what follows move along; empty where there are none."""
    match = _RENUMBERED.search(_QUOTES.sub("“”", text))
    return match[0] if match else ""


def unread(text: str, known: Iterable[str]) -> Iterator[str]:
    """The sentences of ``text`` that speak of changing, with nothing of what is ``known`` to do so in them.

    Titles (关于修改《…》的通知) say what is to come.
    """
    quotes = [normalise(quote) for quote in known]
    for line in _lines(text):
        rest = normalise(line)
        for quote in quotes:
            rest = rest.replace(quote, "")
        for sentence in re.split("[。；]", _QUOTES.sub("“”", rest)):
            if _SPEAKS_OF_CHANGE.search(sentence) and not _RENUMBERED.search(sentence):
                yield sentence


# ---------------------------------------------------------------- numbers of items

_NUMERAL = re.compile(f"[0-9]+|{NUMERAL}+")
_BEFORE_TITLE = re.compile(f"^第?（?(?:[0-9]+|{NUMERAL}+)(?:）|项|条|[.．、])+")


def number_in(written: str) -> int:
    """The number of an item as it is written before its title (``3.``, ``（三）``); 0 where there is none."""
    match = _NUMERAL.search(written)
    return (_number(match[0]) or 0) if match else 0


def with_number(written: str, number: int) -> str:
    """The same with another number, in the same numerals."""
    return _NUMERAL.sub(
        lambda match: str(number) if match[0].isdecimal() else chinese_ordinal(number), written, count=1
    )


def without_number(words: str) -> str:
    """An item's words, in normal form, without the number before them."""
    return _BEFORE_TITLE.sub("", words)


# ---------------------------------------------------------------- the text as changed


def amended(text: str, old: str, new: str, within: str = "") -> tuple[str, int]:
    """``text`` with ``new`` for ``old``, and how often that (or the words ``within`` which it stands) stands in it.

    Unless that is once, the text is as it was.
    """
    span, count = placed(text, old, within)
    return (text[: span[0]] + new + text[span[1] :] if span else text), count


def placed(text: str, old: str, within: str = "") -> tuple[tuple[int, int] | None, int]:
    """Where ``old`` begins and ends in ``text``, and how often it, or the words ``within`` which it stands, stands in it.

    The place is None unless that is once. Compared in normal form, so that line breaks and the width of signs do not
    matter.
    """
    normal = with_origin(text)
    wanted, words = normalise(within or old), normalise(old)
    count = normal.text.count(wanted) if words else 0
    if count != 1:
        return None, count
    start = normal.text.index(wanted) + wanted.find(words)
    return (normal.origin[start], normal.origin[start + len(words) - 1] + 1), 1
