"""Duties that a document lists by unit (职责分工): the units' names head what each has to do.

``县水利局：负责……``, ``（一）县水利局。负责……``, the names alone over a list; below a heading that announces
duties also ``县水利局负责……``. Names head duties only where several lines do so (``duty_heads``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from responsibility.language.brackets import OPENING, cut_outside
from responsibility.language.clause_places import at_end, begins_with_key
from responsibility.language.clauses import Assignment, parse, verb_of
from responsibility.language.jurisdictions import jurisdiction_of
from responsibility.language.numerals import ORDINAL
from responsibility.language.role_words import ANY_KEY
from responsibility.language.unit_lists import listed
from responsibility.language.unit_names import Known, is_collective, looks_like_a_unit
from responsibility.model import LEAD, ROLE_NAMES, Role

_NUMBER = re.compile(rf"^(?:（(?:{ORDINAL}|[0-9]{{1,3}})）|{ORDINAL}、|[0-9]{{1,3}}[.、]|[①-⑳]|{ORDINAL}是)")
_VERB = (
    "(?:主要|具体|统一|统筹|全面|认真|切实|积极)?(?:职责[：是为]*)?"
    "(?:负责|牵头|承担|做好|抓好|组织|配合|协助|指导|会同|落实|参与|制定|统筹|协调|履行|加强|按照|督促|开展|承办|建立)"
)
_HEAD = re.compile("(?P<names>(?!第)[^，；。：]{2,60}?)(?:[：。]|$)")
_HEAD_BEFORE_VERB = re.compile(
    "(?P<names>(?!第)[^，；。：]{2,60}?)(?=(?:主要|具体|统一|统筹|全面)?(?:负责|牵头|承担|配合|协助|组织|指导))"
)
_TAKES_ON = re.compile(
    "(?:主要|具体|统一|统筹|全面|共同|分别)?(?:负责(?!的|人|同志|[制任])|牵头|承担|配合|协助|做好|抓好)"
)
"""The verbs by which units in a row take on a duty each; others tell as often what was done."""
_DO_WELL = re.compile("(?:积极|密切|主动|全力)?(?:做好|抓好)?(?:积极|密切)?(?=配合$)")
_SUPPORTING: Role = "supporting"
_PIECES = "，；。"
_NO_OFFICE = re.compile("(?:[镇乡村所站]|社区|街道|集团|银行|[支大]队)$")
"""How names end of those that are no offices and plainly have duties."""
_NO_NAME = re.compile("依托|通过|联合|组织|指导|支持|协助|督促|推动|引导|鼓励|协调|配合|发挥|按照|根据|在")
"""How words begin that a clause has before the name of a unit."""
_DUTIES = re.compile("职责|分工|责任(?:划分|分解|部门|单位)")
"""What a heading says below which units have duties."""
_BEGINS_WITH_VERB = re.compile(_VERB)
_NO_DUTY = re.compile(r"由|组长|副组长|成员|设在|联系|[0-9.,]+(?![.、0-9])|(?:主要)?职责：?$")
"""How what stands behind names begins that says no duty: who belongs to a group, where an office is, an amount."""
_OFFICE = re.compile("(?:局|厅|委|委员会|办|办公室|院|署|部|中心|公司|政府|办事处|管委会)$")
_PLAIN_COLLECTIVE = re.compile("^(?:各|有关|相关|其他|其它|[省市县区州镇乡][直级属])")
_MEMBERS = re.compile("成员|组成|联系|主送|抄送|所属|参加|出席")
"""How names for several units begin that tell who belongs to a group, and no field of government."""
_SENTENCES = re.compile("[^。；]+[。；]?")
_SHORTEST = 4
"""Characters that say a duty."""
_LONGEST_NAMES = 60


def units_heading(heading: str, known: Known) -> Assignment | None:
    """The units that ``heading`` (in normal form) consists of besides its number, as those that lead: （一）县水利局。

    None where it says anything else.
    """
    names = _NUMBER.sub("", heading).rstrip("：。")
    units = list(listed(names, known))
    key = ANY_KEY.match(f"{names}：")
    if (
        not units
        or re.search("[，；。：\n]", names)
        or (key and not key["unknown"])
        or begins_with_key(names)
    ):
        return None
    if not all(unit.unit and _names_whom(unit.name, known) for unit in units):
        return None
    return parse(f"{ROLE_NAMES[LEAD]}：{names}", known)


def duty_heads(lines: Sequence[str], heading: str, known: Known) -> list[str]:
    """How each of ``lines`` (in normal form, without their numbers) names the units whose duty it says; empty where it does not.

    ``heading`` is what stands above them. Lines that only may say so do where half of the lines name units plainly,
    or go on with a verb of duties; one line alone does not, but for the only one below a heading of duties.
    """
    announced = _DUTIES.search(heading) is not None
    heads = [_head(line, announced, known) for line in lines]
    headed = [(head, line[len(head) :]) for head, line in zip(heads, lines, strict=True) if head]
    plain = sum(bool(_BEGINS_WITH_VERB.match(rest)) or _is_plain(head) for head, rest in headed)
    listed_by_unit = len(headed) > 1 or (announced and len(lines) == 1)
    enough = listed_by_unit and len(headed) * 2 >= len(lines) and plain * 2 >= len(headed)
    return heads if enough else [""] * len(lines)


def duties_within(text: str, heading: str, known: Known) -> list[str]:
    """The sentences of ``text`` (in normal form) below ``heading`` that say a unit's duty, several in a line: 县水利局负责…；."""
    sentences = _SENTENCES.findall(text)
    return [each for each, head in zip(sentences, duty_heads(sentences, heading, known), strict=True) if head]


class DutiesInARow(NamedTuple):
    """Duties of several units in one text: 县发改局负责立项，县住建局负责建设。"""

    before: str
    duties: tuple[tuple[str, str], ...]
    """The names of units as they are written, and what they have to do, up to the next names."""
    behind: str
    """The sentences behind that."""


def duties_in_a_row(text: str, known: Known) -> DutiesInARow | None:
    """The duties that ``text`` (in normal form) gives to one unit after the other; None where it does so to fewer than two.

    Each clause that begins with names that are plainly units', and a verb of duties, begins one, and so do clauses
    that say who leads and who supports in what the sentence goes on with (县水利局牵头，县财政局配合，10月底前完成).
    """
    heads = list(_heads(text, known))
    if len(heads) < 2:
        return None
    stop = text.find("。", heads[-1][0]) + 1 or len(text)
    ends = [*(start for start, _ in heads[1:]), stop]
    duties = tuple(
        (head, text[start + len(head) : end]) for (start, head), end in zip(heads, ends, strict=True)
    )
    return DutiesInARow(text[: heads[0][0]], duties, text[stop:])


class Led(NamedTuple):
    """Who acts in what a text says, by its own words: 由县水利局牵头，县财政局配合，10月底前完成…."""

    words: str
    assignment: Assignment


def led_in(text: str, known: Known) -> Led | None:
    """Who ``text`` (in normal form) says leads and supports in what one of its sentences goes on with.

    By clauses at its head (县水利局牵头，县财政局配合，10月底前…), by 由 (由县水利局负责…), or by those who support
    at its end (县水利局负责…，县财政局做好配合。). None where it says so of nobody, or of several duties.
    """
    heads = list(_heads(text, known))
    if len(heads) != 1:
        return None
    start, head = heads[0]
    sentence = text[start:].partition("。")[0]
    supporters = _supporters(sentence, known)
    if sentence.endswith("配合") and not supporters:
        return None  # who supports was not understood
    if supporters:
        names = head.removeprefix("由").rstrip("，：")
        assignment = parse(f"{ROLE_NAMES[LEAD]}：{names}，{supporters}", known)
    elif head.endswith("，") or head.startswith("由"):
        assignment = row_heading(head, known)
    else:
        return None
    return Led(head, assignment) if assignment else None


def unread_duty(text: str, known: Known) -> str:
    """The clause of ``text`` in which one unit takes on a duty (县财政局负责筹资), where nothing says that it acts in all of it; else empty."""
    heads = list(_heads(text, known))
    if len(heads) != 1 or led_in(text, known):
        return ""
    return re.split("[；。]", text[heads[0][0] :])[0]


def acting_in(text: str, known: Known) -> Assignment | None:
    """All who act in what ``text`` says, by its own words (:func:`led_in`) or as a row of duties; None without any."""
    led = led_in(text, known)
    row = duties_in_a_row(text, known)
    if row is None:
        return led.assignment if led else None
    whole = Assignment()
    for each in filter(None, (row_heading(head, known) for head, _ in row.duties)):
        for role, names in each.units.items():
            for name in names:
                if name.name not in [other.name for other in whole.names]:
                    whole.add(role, name, name.name in each.open_after[role])
    return whole


def _supporters(sentence: str, known: Known) -> str:
    """The clause at the end of a sentence that says who supports in it (，县公安局、县司法局做好配合); empty without."""
    last = cut_outside(sentence, "，；")[-1]
    verb = verb_of(_DO_WELL.sub("", last))
    names = list(listed(verb[1], known)) if verb and verb[0] == _SUPPORTING and last != sentence else []
    plain = names and all(each.unit and _is_plainly_named(each.name, known) for each in names)
    return f"{ROLE_NAMES[_SUPPORTING]}：{verb[1]}" if verb and plain else ""


def row_heading(heading: str, known: Known) -> Assignment | None:
    """The units that head a duty: names alone (:func:`units_heading`), or clauses that say who leads and who supports in it."""
    names = heading.removeprefix("由").rstrip("，")
    return units_heading(names, known) or (parse(names, known, strict=True) if verb_of(names) else None)


def _heads(text: str, known: Known) -> Iterator[tuple[int, str]]:
    """Where clauses of ``text`` begin with units that take on a duty, and those units as they are written."""
    pieces = cut_outside(text, _PIECES)
    start = after = 0
    for index, piece in enumerate(pieces):
        if start >= after:
            leading = _leading(text, start, pieces, index, known)
            after = start + len(leading)
            head = leading or _taking_on(piece, known)
            if head:
                yield start, head
        start += len(piece) + 1


def _leading(text: str, start: int, pieces: Sequence[str], index: int, known: Known) -> str:
    """The clauses from the ``index``-th of ``pieces`` on, at ``start``, that say who leads, and who else acts, in what the sentence goes on with; empty without."""
    end = start
    for piece in (pieces[at] for at in range(index, len(pieces))):
        verb = verb_of(piece) if len(piece) <= _LONGEST_NAMES * 2 else None
        names = list(listed(verb[1].removeprefix("由"), known)) if verb else []
        plain = names and all(each.unit and _is_plainly_named(each.name, known) for each in names)
        if not plain or (end == start and verb and verb[0] != LEAD) or text[end + len(piece) :][:1] != "，":
            break
        end += len(piece) + 1
    return text[start:end]


def _is_plainly_named(name: str, known: Known) -> bool:
    """Whether a name is an office's or a place's by itself, and nothing stands before it: not 依托县水利局."""
    plainly = known(name) or _is_plain(name) or jurisdiction_of(name) or _NO_OFFICE.search(name)
    return bool(plainly) and not _NO_NAME.match(name) and looks_like_a_unit(name, known)


def _taking_on(piece: str, known: Known) -> str:
    """The names of units that begin a clause and take on what stands behind them; empty without."""
    verbs = _TAKES_ON.finditer(piece[: _LONGEST_NAMES * 2])
    for verb in reversed(list(verbs)):  # 县配合协调中心负责: the longest names
        names = piece[: verb.start()].removeprefix("由").removesuffix("：")
        duty = piece[verb.end() :]
        if not 2 <= len(names) <= _LONGEST_NAMES or len(duty) < _SHORTEST - 2 or duty == "配合":
            continue
        plain = all(_is_plainly_named(each.name, known) for each in listed(names, known))
        if plain and units_heading(names, known):
            return piece[: verb.start()]
    return ""


def _head(line: str, announced: bool, known: Known) -> str:
    """The names that begin a line with the sign behind them, if it begins with units whose duty it may say; else empty.

    A line that goes on with the duty of other units is not that of the first alone.
    """
    for pattern in (_HEAD, *([_HEAD_BEFORE_VERB] if announced else [])):
        match = pattern.match(line)
        if not match:
            continue
        rest = line[match.end() :]
        says = len(rest) >= _SHORTEST and not _NO_DUTY.match(rest) if rest else _is_plain(match[0])
        plainly = announced or match[0].endswith("：") or _is_of_a_place(match["names"], known)
        if not (says and plainly and units_heading(match["names"], known)) or _is_assigned(rest, known):
            continue
        inner = (each for each in _SENTENCES.findall(rest) if each != rest)
        if not any(_head(each, announced and pattern is not _HEAD, known) for each in inner):
            return match[0]
    return ""


def _is_assigned(text: str, known: Known) -> bool:
    """Whether a clause in the usual form ends ``text``, so that what heads it is a title."""
    clause = at_end(text, known)
    return clause is not None and (clause.written[0] in OPENING or begins_with_key(clause.written))


def _is_of_a_place(names: str, known: Known) -> bool:
    """Whether all names say by themselves that they are units': known ones, those of a place (县水利局), 各镇."""
    return all(
        known(unit.name) or is_collective(unit.name) or jurisdiction_of(unit.name)
        for unit in listed(names, known)
    )


def _is_plain(head: str) -> bool:
    """Whether names are plainly those of offices, or of all units of a kind."""
    names = head.rstrip("：。")
    return bool(_OFFICE.search(names) or _PLAIN_COLLECTIVE.match(names))


def _names_whom(name: str, known: Known) -> bool:
    """Whether ``name`` is that of units that can have a duty: not a word for any (学校, 成员单位)."""
    if known(name):
        return True
    named = len(name) > 3 and not _MEMBERS.match(name)  # 教育部门
    enough = _PLAIN_COLLECTIVE.match(name) or named if is_collective(name) else len(name) > 2
    return bool(enough) and not name.endswith("阶段") and looks_like_a_unit(name, known)
