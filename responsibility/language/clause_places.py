"""Where clauses stand: in brackets at a paragraph's end or within it, as its last sentence, on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from responsibility.language.brackets import CLOSING, cut_outside, opening_of
from responsibility.language.clauses import Assignment, parse, verb_of
from responsibility.language.patterns import alternatives
from responsibility.language.role_words import (
    ANY_KEY,
    DASHES,
    KEY,
    LAST_VERB,
    UNIT_WORDS,
    bracketed_keys,
    has_only_units,
    is_bare_key,
    with_colons,
)
from responsibility.language.unit_lists import listed
from responsibility.language.unit_names import Known, looks_like_a_unit

_FULL_KEY = re.compile(
    rf"(?:{alternatives(UNIT_WORDS)}|牵头|配合|协办|[市县区乡镇](?=（))(?:（[^（）]*）)?(?:[及和与或、/]\w*)?：$"
)
_SPONSOR = re.compile("主办：")
"""A key that stands at the foot of web pages too; over one of those who help it is one of a clause."""
_HELP = re.compile("(?:协办|配合|参与)(?:单位|部门)?：")
LONGEST = 4000
"""Characters of a paragraph's end in which a clause is looked for."""
_SENTENCE = re.compile(
    rf"(?:^|(?<=[。！？]))(?P<inner>由?[^。！？：]{{2,120}}(?:{LAST_VERB})(?:[，；][^，；。]{{2,16}}完成)?)(?:。|$)$"
)
_SENTENCE_ENDS = "。！？"
_STOPS = f"{_SENTENCE_ENDS}；）)"


class Clause(NamedTuple):
    """A clause at the end of a paragraph: the text before it, the clause as written, what it says."""

    before: str
    written: str
    assignment: Assignment

    @property
    def alone(self) -> bool:
        """Whether the clause is a paragraph of its own, which may cover all items before it."""
        return not self.before


def at_end(paragraph: str, known: Known) -> Clause | None:
    """The clause that ends a paragraph (in normal form): in brackets, with keys or as a last sentence."""
    skipped, end = paragraph[:-LONGEST], paragraph[-LONGEST:]
    start_and_assignment = _in_brackets(end, known) or _with_keys(end, known) or _last_sentence(end, known)
    if start_and_assignment is None:
        return None
    start, assignment = start_and_assignment
    return Clause(skipped + end[:start], end[start:], assignment)


def ending(paragraphs: Sequence[str], known: Known) -> tuple[int, Clause] | None:
    """The clause that ends the last of ``paragraphs``, and how many of them it takes, the first perhaps in part.

    Lines of their own, a key at the beginning of each, make one clause, with what the paragraph
    before them ends with.
    """
    lines = 0
    while lines < len(paragraphs) and is_line_of_a_clause(paragraphs, len(paragraphs) - 1 - lines):
        lines += 1
    first = paragraphs[-1 - lines] if lines < len(paragraphs) else ""
    tail = _with_keys(first[-LONGEST:], known) if lines else None
    start = len(first[:-LONGEST]) + tail[0] if tail else len(first)
    if lines > 1 or tail:
        written = "\n".join(filter(None, [first[start:], *paragraphs[-lines:]]))
        assignment = parse(written, known)
        if assignment and not assignment.unread:
            return lines + bool(tail), Clause(first[:start] if tail else "", written, assignment)
    clause = at_end(paragraphs[-1], known) if paragraphs else None
    return (1, clause) if clause else None


def inside(paragraph: str, known: Known) -> Iterator[tuple[int, int, Assignment]]:
    """The clauses in brackets that stand within a paragraph, more text behind them: from where to where.

    With a key anywhere, with a verb only behind a sentence (……（县水利局牵头）的水厂 is no clause).
    """
    done = 0
    for closing in re.finditer(f"[{re.escape(CLOSING)}](?=[。；]?.)", paragraph):
        start = opening_of(paragraph[done : closing.end()], closing.end() - done)
        if start is None:
            continue
        apart = not done + start or paragraph[done + start - 1] in _STOPS
        if not apart and not begins_with_key(paragraph[done + start + 1 : closing.start()]):
            continue
        assignment = parse(paragraph[done + start + 1 : closing.start()], known, strict=True)
        if assignment and not assignment.unsaid:
            end = closing.end() + (paragraph[closing.end()] in "。；")
            if end < len(paragraph):
                yield done + start, end, assignment
                done = end


def _in_brackets(text: str, known: Known) -> tuple[int, Assignment] | None:
    """The bracket, or the brackets in a row, that the text ends with."""
    end = len(text.rstrip("。；"))
    start = end
    for _ in range(3):
        opening = opening_of(text, start) if start and text[start - 1] in CLOSING else None
        if opening is None:
            break
        start = opening
        apart = bool(start) and text[start - 1] in _SENTENCE_ENDS
        assignment = parse(text[start:end], known, apart=apart)
        if assignment:
            return start, assignment
        start = len(text[:start].rstrip("。；"))
    return None


def _with_keys(text: str, known: Known) -> tuple[int, Assignment] | None:
    """A clause without brackets whose keys begin the text or stand behind a stop, up to its end."""
    plain = [key.start() for key in ANY_KEY.finditer(text) if _is_of_clauses(key)]
    dashes = len(text) - len(text.lstrip(DASHES))
    for start in sorted((*plain, *(key.start() for key in bracketed_keys(text)))):
        if start == dashes or text[start - 1] in _STOPS:
            assignment = parse(text[start:], known)
            if assignment and not assignment.unread and not assignment.unsaid:
                return 0 if start == dashes else start, assignment
    return None


def _last_sentence(text: str, known: Known) -> tuple[int, Assignment] | None:
    match = _SENTENCE.search(text)
    assignment = parse(match["inner"], known, strict=True) if match else None
    return (match.start(), assignment) if match and assignment else None


def begins_with_key(paragraph: str) -> bool:
    """Whether a paragraph is a line of a clause: it begins with a key that is known."""
    key = ANY_KEY.match(with_colons(paragraph))
    return bool(key and _is_of_clauses(key))


def is_line_of_a_clause(paragraphs: Sequence[str], index: int) -> bool:
    """Whether the paragraph at ``index`` is a line of a clause, by itself or by the line behind it."""
    line = paragraphs[index]
    if begins_with_key(line):
        return True
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
    if has_only_units(following) and begins_with_key(f"{line}：{following}"):
        return True
    if _SPONSOR.match(line) and _HELP.match(following):
        return True
    while index and has_only_units(paragraphs[index]):
        index -= 1
    return has_only_units(line) and is_bare_key(paragraphs[index])


def _is_of_clauses(key: re.Match[str]) -> bool:
    """Whether a key is one of clauses even without brackets: 牵头单位, 完成时限, but not the 主办 of a web page's foot."""
    return bool(key["division"] or key["other"] or (key["role"] and _FULL_KEY.search(key["role"])))


_OF_DUTIES = re.compile(
    "(?:^|(?<=[。；：]))(?P<names>(?!第)[^，。；：（）]{2,40})："
    "(?:主要|具体)?(?:负责|牵头|承担|做好|组织|配合|协助|指导|会同|落实|保障)"
)
"""The head of a division of work by units: 县水利局：负责供水."""
_LIKE_A_KEY = re.compile(
    "(?:责任|牵头|配合)(?:(?!领导|人)[\u4e00-\u9fff]{1,3}(?<![书制状人单])|领导|人)：(?=[^。；：]{2})"
)
"""What looks like a key of units and is none that is known (责任片区：), or one of persons alone (责任人：)."""
_PLAIN_VERB = re.compile("(?:牵头|负责|配合)(?:落实)?$")
_SHOWN = 80
"""Characters of a stretch that are shown of what was not understood."""


def unread_in(text: str, known: Known) -> Iterator[str]:
    """The stretches of ``text`` that look as if they assigned something: what an item's text should not hold.

    A key of units with what stands behind it; brackets that hold one, or that end with a verb of
    assigning behind the name of a unit; a last sentence of that kind; units with a colon and their duties behind it.
    """
    for duties in _OF_DUTIES.finditer(text):
        names = list(listed(duties["names"], known))
        is_key = KEY.fullmatch(duties["names"] + "：") is not None
        if names and not is_key and all(looks_like_a_unit(item.written, known) for item in names):
            yield text[duties.start() :].split("。")[0][:_SHOWN]
    for unknown in _LIKE_A_KEY.finditer(text):
        if not KEY.fullmatch(unknown[0]):
            yield text[unknown.start() :].split("。")[0][:_SHOWN]
    done = 0
    for closing in re.finditer(f"[{re.escape(CLOSING)}]", text):
        start = opening_of(text[done : closing.end()], closing.end() - done)
        stretch = text[done + start : closing.end()] if start is not None else ""
        if _assigns(stretch[1:-1], known):
            yield stretch[:_SHOWN]
            done = closing.end()
    rest = with_colons(text[done:])
    key = next((key for key in ANY_KEY.finditer(rest) if _names_a_role(key, rest)), None)
    if key:
        yield rest[key.start() :].split("。")[0][:_SHOWN]
    elif (sentences := [each for each in re.split("[。！？]", rest) if each]) and _assigns(
        sentences[-1], known
    ):
        yield sentences[-1][:_SHOWN]


def _names_a_role(key: re.Match[str], text: str) -> bool:
    behind_stop = not key.start() or text[key.start() - 1] in _STOPS + "，、"
    return bool(behind_stop and (key["division"] or (key["role"] and _FULL_KEY.search(key["role"]))))


def _assigns(text: str, known: Known) -> bool:
    """Whether ``text`` has a key of units in it, or a verb of assigning behind the name of a unit at a segment's end."""
    if any(_names_a_role(key, text) for key in ANY_KEY.finditer(text)):
        return True
    segments = (each for each in cut_outside(text.rstrip("。；"), "，；") if _PLAIN_VERB.search(each))
    behind_verbs = filter(None, map(verb_of, segments))
    return any(
        looks_like_a_unit(item.written, known) for _, rest in behind_verbs for item in listed(rest, known)
    )
