"""The words and values that the data are shown in, worked out from the JSON export by other means than the outputs use."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from responsibility.language.normalize import normalise

Json = dict[str, Any]
EVERY = {
    **{"school_year": "每学年", "year": "每年", "term": "每学期", "half_year": "每半年", "quarter": "每季度"},
    **{"month": "每月", "half_month": "每半月", "ten_days": "每旬", "week": "每周", "day": "每日"},
}
COMPARISONS = {
    "equals": "等于",
    "at_least": "不少于",
    "at_most": "不超过",
    "between": "两数之间",
    "all": "全部",
    "none": "为零",
}

DELIVERABLES = {
    "document": "文件",
    "record": "台账档案",
    "project": "项目",
    "mechanism": "机制",
    "event": "活动",
}


class Like:
    """Equal to every text that a pattern matches; ``None`` counts as the empty text."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __eq__(self, other: object) -> bool:
        return re.fullmatch(self.pattern, str(other or ""), re.DOTALL) is not None

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __repr__(self) -> str:
        return f"Like({self.pattern[:60]!r})"


class Verbatim(Like):
    """Equal to every text whose normal form a pattern matches."""

    def __eq__(self, other: object) -> bool:
        return super().__eq__(normalise(str(other or "")))

    __hash__ = Like.__hash__


class Date(NamedTuple):
    """A date as exact as the document gives it, in a column of starts or of ends."""

    text: str
    end: bool


SPANS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def two_readings(deadline: Json) -> tuple[str, str] | None:
    """``5月31日或6月30日`` and the earlier as a date, where 前 behind a month or a year leaves that open."""
    due, quote = deadline["due"], deadline["quote"]
    if not due or not deadline["before"] or due.count("-") == 2 or re.search("[年月度季][底末](?!月)", quote):
        return None
    year, _, part = due.partition("-")
    first, last = SPANS.get(part) or ((int(part), int(part)) if part else (1, 12))
    early = datetime.date(int(year), first, 1) - datetime.timedelta(days=1)
    late = datetime.date(int(year) + last // 12, last % 12 + 1, 1) - datetime.timedelta(days=1)
    days = [f"{day.month}月{day.day}日" for day in (early, late)]
    if early.year != late.year:
        days = [f"{day.year}年{words}" for day, words in zip((early, late), days, strict=True)]
    return "或".join(days), early.isoformat()


class Percent(NamedTuple):
    """A number of per cent."""

    value: float


def duration_words(deadline: Json) -> str | None:
    if not deadline["duration"]:
        return None
    number, unit = deadline["duration"].split()
    units = {"years": "年", "quarters": "个季度", "months": "个月", "weeks": "周", "days": "天"}
    units |= {"workdays": "个工作日", "hours": "小时"}
    return str(number) + units[unit]


def day_of_cycle(deadline: Json) -> str:
    """``末月25日前``, ``12月底前``: on which day something recurs; empty where the document does not say."""
    month, day = deadline["month"], deadline["day"]
    words = {"quarter": "末月", "year": f"{month}月"}[deadline["every"]] if month else ""
    end = "底" if words and not day else ""
    return words + (f"{day}日" if day else "") + end + "前" * (deadline["before"] and bool(words))


def values(target: Json) -> list[Json]:
    """The numbers of a target; where it has none, the one comparison that it makes."""
    numbers = [value for value in target["values"] if value["value"] is not None]
    compared = [value for value in target["values"] if value["op"] not in ("all", "none")]
    return numbers or compared[:1] or target["values"][:1]


COMPARED = {
    "at_least": ("不少于 不低于 不小于 至少 超过 突破 大于 高于 多于 达到 达", "以上 及以上"),
    "at_most": ("不超过 不高于 不大于 不多于 至多 控制在 低于 少于 小于 降至 降到", "以内 以下"),
    "equals": ("达到 达", "左右"),
    "between": ("-", "-"),
}
"""The words by which a document compares, before and behind a number."""


def words_in(quote: str, words: str) -> str:
    """Alternatives of those words that stand in the quote; of none, what matches nothing."""
    present = [word.replace("达到", "达") for word in words.split() if word in quote]
    return "|".join(word.replace("达", "达到") for word in present) or "(?!)"


def comparison_words(target: Json, value: Json) -> str:
    """不低于 of a rate, 不少于 of a count; against a baseline 不低于, 不高于, 持平."""
    op = value["op"]
    if target["baseline"] and value["value"] is None:
        return {"at_least": "不低于", "at_most": "不高于", "equals": "持平"}[op]
    rate = any(word in f"{target['indicator']}{value['unit']}" for word in ("%", "率", "比例"))
    return "不低于" if op == "at_least" and rate else COMPARISONS[op]


def target_pattern(target: Json) -> str:
    """A pattern of what a target asks for; of whole coverage the document's own words are taken."""
    numbers: list[str] = []
    words: list[str] = []
    for value in target["values"]:
        op = value["op"]
        if value["value"] is not None:
            high = re.escape(f"—{value['value_max']}") if value["value_max"] is not None else ""
            high = "(?:—[0-9.]+)?" if op == "at_least" else high  # 至少1—2门
            number = re.escape(str(value["value"])) + high + re.escape(value["unit"])
            before, after = (words_in(target["quote"], each) for each in COMPARED[op])
            usual = {"at_least": "不少于|不低于", "at_most": "不超过"}.get(op)
            ways = [f"(?:{before}){number}", f"{number}(?:{after})", f"(?:{before}){number}(?:{after})"]
            numbers.append(f"(?:{'|'.join([*ways, f'(?:{usual}){number}' if usual else number])})")
        elif op in ("all", "none"):
            quote = target["quote"]
            phrases = {quote[a:b] for a in range(len(quote)) for b in range(a + 2, len(quote) + 1)}
            phrases.add({"all": "全部", "none": "为零"}[op])
            words.append(f"(?:{'|'.join(sorted(map(re.escape, phrases)))})")
        else:
            form = {"equals": "与{}持平", "at_least": "不低于{}", "at_most": "不高于{}"}[op]
            words.append(re.escape(form.format(target["baseline"])))
    return "，".join(filter(None, ("、".join(numbers), *words)))


def part_label(fact: Json) -> str:
    """``（1）`` of a fact in a part of a task; empty for the task's own."""
    return f"（{fact['part'].partition('.')[2]}）" if fact["part"] else ""


def amended_words(amendment: Json) -> str:
    name = amendment["number"] or f"《{amendment['title']}》"
    issued = f"（{chinese_date(amendment['issued'])}）" if amendment["issued"] else ""
    return f"由{name}{issued}增加" if amendment["added"] else f"经{name}{issued}修改"


def leader_words(leader: Json) -> str:
    return f"{part_label(leader)}{leader['role']}：{'、'.join(leader['names'])}"


def deliverables_words(deliverables: Iterable[Json], between: str, labelled: bool = False) -> str:
    return between.join(
        f"{part_label(each) * labelled}{each['name']}（{DELIVERABLES[each['kind']]}）"
        for each in deliverables
    )


def targets_words(targets: Iterable[Json], between: str, labelled: bool = False) -> Like:
    return Like(
        between.join(re.escape(part_label(each) * labelled) + target_line_pattern(each) for each in targets)
    )


def numbers_pattern(target: Json) -> str:
    """A pattern of what a target asks for in numbers; empty where it asks for whole coverage alone."""
    numbers = [value for value in target["values"] if value["op"] not in ("all", "none")]
    return target_pattern({**target, "values": numbers})


def demand_pattern(target: Json) -> str:
    """A pattern of a target in a column of values: its numbers may stand alone where its indicator says the coverage."""
    return "|".join(filter(None, (target_pattern(target), numbers_pattern(target))))


def target_line_pattern(target: Json) -> str:
    """A pattern of a target on one line: for whom, what, how much; nothing that another of them says."""
    indicator, quote, scope = target["indicator"], target["quote"], target["scope"]
    coverage = any(value["op"] in ("all", "none") for value in target["values"])
    value = target_pattern(target)
    if coverage and any(quote[at : at + 2] in indicator for at in range(len(quote) - 1)):
        value = f"(?:{value}|{numbers_pattern(target)})"
    what = indicator_pattern(target)
    whom = "" if not scope or scope in indicator else f"{re.escape(scope)}："
    whom = f"(?:{whom})?" if coverage and scope and scope in quote else whom
    return f"{whom}{what} ?{value}"


def indicator_pattern(target: Json) -> str:
    """A pattern of the name of an indicator, whose end what is denied of it may say as well."""
    indicator = str(target["indicator"])
    for denied in re.findall("不得?(.+)", target["quote"]):
        if indicator.endswith(denied):
            return f"{re.escape(indicator.removesuffix(denied))}(?:{re.escape(denied)})?"
    return re.escape(indicator)


PARTS = {"H1": "上半年", "H2": "下半年", "Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}


def chinese_date(text: str) -> str:
    year, _, part = text.partition("-")
    if part in PARTS:
        return f"{year}年{PARTS[part]}"
    return "".join(f"{int(part)}{unit}" for part, unit in zip(text.split("-"), "年月日", strict=False))


def span_words(start: str, end: str) -> str:
    if "-" in start + end:
        return f"{chinese_date(start)}—{chinese_date(end)}"
    return f"{start}—{end}年"


def loosely(clause: str) -> str:
    """A pattern of a clause, whatever marks stand between its names."""
    return "".join(re.escape(char) if char.isalnum() else ".?" for char in clause)
