"""Checks of what later documents changed: their words stand in them, what they change stands in the text, nothing is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context
from responsibility.data.loader import AMENDMENTS_FILE, carried_out
from responsibility.language.amending import unread, without_number
from responsibility.language.normalize import normalise
from responsibility.model import Policy
from responsibility.model.amendments import Amendment, Operation
from responsibility.model.problems import Check, Finding, Keys


def _amendments(context: Context) -> Iterator[tuple[Policy, Amendment, Keys]]:
    for policy in context.data.policies:
        for index, amendment in enumerate(policy.amendments):
            yield policy, amendment, ("amendments", index)


def _finding(policy: Policy, keys: Keys, message: str) -> Finding:
    return Finding(f"{policy.id}/{AMENDMENTS_FILE}", keys, message, policy.id)


def quotes(context: Context) -> Iterator[Finding]:
    """What is quoted of the amending document stands in it, and what is put in stands in the quote."""
    for policy, amendment, keys in _amendments(context):
        text = normalise(amendment.text)
        for index, operation in enumerate(amendment.operations):
            place = (*keys, "operations", index)
            if normalise(operation.quote) not in text:
                message = f"“{operation.quote}”不在{amendment.name}里"
                yield _finding(policy, (*place, "quote"), message)
            elif not _says(operation):
                yield _finding(policy, (*place, "new"), f"“{operation.new}”不是“{operation.quote}”所说的")


def _says(operation: Operation) -> bool:
    """Whether the words that are put in are in the quote; the number before an item may be missing there."""
    new, quote = normalise(operation.new or ""), normalise(operation.quote)
    if operation.renumbers:
        return without_number(new) == without_number(normalise(operation.old or ""))
    return new in quote or without_number(new) in quote


def places(context: Context) -> Iterator[Finding]:
    """What is changed stands in the text once, as the changes before have left it."""
    for policy, text, operation, keys in _steps(context):
        _, count = carried_out(text, operation)
        if count != 1:
            words = operation.within or operation.old or operation.after or ""
            message = f"要改的“{words}”在此前的文本里出现 {count} 次，应为 1 次：这一处没有改"
            yield _finding(policy, keys, message)


def _steps(context: Context) -> Iterator[tuple[Policy, str, Operation, Keys]]:
    """Every change with the text as it stands before."""
    for policy in context.data.policies:
        text = policy.issued_text or ""
        for number, amendment in enumerate(policy.amendments):
            for index, operation in enumerate(amendment.operations):
                yield policy, text, operation, ("amendments", number, "operations", index)
                text, _ = carried_out(text, operation)


def not_done(context: Context) -> Iterator[Finding]:
    """Every sentence of an amending document that speaks of a change is one of those made."""
    for policy, amendment, keys in _amendments(context):
        for sentence in unread(amendment.text, (operation.quote for operation in amendment.operations)):
            yield _finding(policy, (*keys, "text"), f"{amendment.name}的“{sentence}”没有照办")


def without_text(context: Context) -> Iterator[Finding]:
    """There is a text for the changes to be made in."""
    for policy, amendment, keys in _amendments(context):
        if policy.source is None:
            yield _finding(policy, keys, f"没有印发时的原文，{amendment.name}的修改无从改起")


CHECKS = (
    Check(
        "amendment-quote",
        "修改文件的引文在修改文件里，改成的字在引文里",
        "error",
        "照修改文件改 quote、new",
        quotes,
    ),
    Check(
        "amendment-place",
        "要改的字在文件里只有一处，印发的原文改过以后就是现在的文本",
        "error",
        "照文件改 old、after；不止一处的写 within，连上前后的字",
        places,
        whole=True,
    ),
    Check(
        "amendment-text",
        "有修改文件的，印发时的原文也在",
        "error",
        "把印发时的原文放在 source.txt 里",
        without_text,
        whole=True,
    ),
    Check(
        "amendment-unread",
        "修改文件里说到修改的话都照办了",
        "unsettled",
        "在 operations 里补上这一处，引全修改文件的原话",
        not_done,
    ),
)
