"""Number formats of Excel (ECMA-376-1, 18.8.31): what a cell with a number shows, words and all."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from responsibility.language.dates import WEEKDAYS

_DAY, _MONTH, _MONTH_AND_DAY = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
_CLOCK, _CLOCK_WITH_SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 31), _DAY),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((16, 28, 29, 30, 51, 53, 54, 58), _MONTH_AND_DAY),
    **dict.fromkeys((18, 20, 45), "h:mm"),
    **dict.fromkeys((19, 21, 46, 47), "h:mm:ss"),
    22: f"{_DAY} h:mm",
    **dict.fromkeys((32, 34, 55), _CLOCK),
    **dict.fromkeys((33, 35, 56), _CLOCK_WITH_SECONDS),
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
"""The formats that a file names by their number alone, as a Chinese Excel shows them.

Those that depend on the computer (14: 2022/6/1 or 1-Jun-22) are written out in Chinese.
"""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<clock>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+|a{3,4})"
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<sign>E[+-]0+|[%@])|(?P<plain>.)",
    re.IGNORECASE,
)
_NO_SUCH_DAY = 60
"""The number of 29 February 1900, in which Excel believes."""
_MOST = 200
"""Characters of a format that are looked at."""


def shown(number: float, code: str, epoch: datetime) -> str:
    """What a cell shows that holds ``number`` in the format ``code``; days are counted from ``epoch``."""
    section, number = _section(number, code[:_MOST])
    tokens = [
        (match.lastgroup or "", match[0], match[match.lastgroup or 0]) for match in _TOKEN.finditer(section)
    ]
    kinds = {kind for kind, _, _ in tokens}
    if "date" in kinds and 0 <= number < 2_900_000:
        return _as_date(number, tokens, epoch)
    if any(text.startswith(("E", "e")) for kind, text, _ in tokens if kind == "sign"):
        return decimal(number)
    if "digits" not in kinds and not ("general" in kinds or kinds & {"quoted", "escaped"}):
        return decimal(number)
    return _as_number(number, tokens)


def is_date(code: str) -> bool:
    """Whether a number in the format ``code`` is shown as a day."""
    return any(match["date"] and match["date"][0] in "yYdD" for match in _TOKEN.finditer(code[:_MOST]))


def is_percent(code: str) -> bool:
    """Whether a number in the format ``code`` is shown a hundred times as large, with a sign of per cent."""
    return any(match["sign"] == "%" for match in _TOKEN.finditer(code[:_MOST]))


def day_of(number: float, epoch: datetime) -> date | None:
    """The day of a ``number`` that counts days from ``epoch``; None where there is no such day."""
    believed = number < _NO_SUCH_DAY and epoch.year == 1899
    try:
        return (epoch + timedelta(days=number + believed)).date() if number >= 1 else None
    except OverflowError:
        return None


def _section(number: float, code: str) -> tuple[str, float]:
    """The part of a format that is for a number of this sign, and the number as it writes it."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])*', code)[::2] if ";" in code else [code]
    if number < 0 and len(sections) > 1 and sections[1]:
        return sections[1], -number
    if number == 0 and len(sections) > 2 and sections[2]:
        return sections[2], number
    return sections[0], number


def _as_number(number: float, tokens: list[tuple[str, str, str]]) -> str:
    percent = sum(text == "%" for kind, text, _ in tokens if kind == "sign")
    pieces = []
    placed = False
    for kind, text, value in tokens:
        if kind in ("quoted", "escaped"):
            pieces.append(value)
        elif kind == "general":
            pieces.append(decimal(number))
        elif kind == "digits" and not placed:
            pieces.append(_digits(number * 100**percent, text))
            placed = True
        elif kind == "bracket":
            pieces.append(value[1:].partition("-")[0] if value.startswith("$") else "")
        elif kind == "plain" or text == "%":
            pieces.append(text)
    return "".join(pieces).strip()


def _digits(number: float, pattern: str) -> str:
    """A number by its signs for digits: 0.0 shows one behind the point, 000 at least three before it."""
    whole, _, fraction = pattern.partition(".")
    try:
        rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    except InvalidOperation:
        return decimal(number)
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    before, _, behind = text.partition(".")
    behind = behind[: max(len(behind.rstrip("0")), len(fraction.rstrip("#?")))]
    sign = "-" if rounded < 0 else ""
    return sign + before.rjust(whole.count("0"), "0") + (f".{behind}" if behind else "")


def _as_date(number: float, tokens: list[tuple[str, str, str]], epoch: datetime) -> str:
    believed = number < _NO_SUCH_DAY and epoch.year == 1899
    moment = epoch + timedelta(days=believed, seconds=round(number * 86_400))
    if moment.time() == time():
        tokens = _day_alone(tokens)
    dates = [index for index, (kind, _, _) in enumerate(tokens) if kind == "date"]
    elapsed = any(kind == "bracket" and value[:1].lower() == "h" for kind, _, value in tokens)
    pieces = []
    for index, (kind, text, value) in enumerate(tokens):
        if kind in ("quoted", "escaped"):
            pieces.append(value)
        elif kind == "plain":
            pieces.append(text)
        elif kind == "bracket" and re.fullmatch("h+|m+|s+", value, re.IGNORECASE):
            pieces.append(str(int(number * {"h": 24, "m": 1_440, "s": 86_400}[value[0].lower()])))
        elif kind == "date":
            at = dates.index(index)
            near = [tokens[other][1][0].lower() for other in dates[max(at - 1, 0) : at + 2] if other != index]
            before = tokens[dates[at - 1]][1][0].lower() if at else "h" if elapsed else ""
            minutes = before == "h" or "s" in near
            pieces.append(_part(moment, text.lower(), minutes))
    return "".join(pieces).strip()


def _day_alone(tokens: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A format of day and time without the time: programs that write days give them midnight."""
    letters = [text[0].lower() if kind == "date" else "" for kind, text, _ in tokens]
    hour = letters.index("h") if "h" in letters else 0
    return tokens[:hour] if "d" in letters[:hour] else tokens


def _part(moment: datetime, token: str, minutes: bool) -> str:
    """What a token of a date shows: yyyy, mm, d."""
    letter = token[0]
    if letter == "y":
        return f"{moment.year}" if len(token) > 2 else f"{moment.year % 100:02}"
    if letter == "a":
        return ("星期" if len(token) > 3 else "") + WEEKDAYS[moment.weekday()]
    value = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }[letter]
    return f"{value:02}" if len(token) == 2 else str(value)


def decimal(number: float) -> str:
    """As Excel shows it, with at most fifteen digits: 5, 0.3, 1234567."""
    text = f"{number:.15g}"
    if "e" in text and abs(number) < 1e-4:
        text = f"{number:.20f}".rstrip("0").rstrip(".") if abs(number) >= 1e-15 else text
    return text
