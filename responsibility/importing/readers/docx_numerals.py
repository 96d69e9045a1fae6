"""Numbers as Word writes them in its own numbering: 一、（十二）1. ① 甲 iv."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _below_ten_thousand(number: int, digits: str, units: str) -> str:
    """``number`` in words: 一百零一, 一千零一十; ``units`` are those of ten, hundred and thousand."""
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return words


def _thousand(number: int) -> str:
    """一, 十, 十一, 一百一十, 一千零一."""
    words = _below_ten_thousand(number, _DIGITS, "十百千")
    return words[1:] if 10 <= number < 20 else words


def _counting(number: int) -> str:
    """As the above up to 99, then digit by digit."""
    return _thousand(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    """十, 百, 百一: no zero, and no one before ten, hundred and thousand."""
    words = _thousand(number).replace("零", "")
    return words.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _legal(number: int) -> str:
    return _below_ten_thousand(number, _LEGAL, "拾佰仟")


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    """A … z, aa, bb, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _of(signs: str) -> Callable[[int], str]:
    """Numbers that have a sign each; those past the last are written in digits."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _run(*firsts: tuple[int, int]) -> str:
    """The characters of some stretches of Unicode: where each begins, and how many."""
    return "".join(chr(first + i) for first, count in firsts for i in range(count))


_CIRCLED = _of(_run((0x2460, 20), (0x3251, 15), (0x32B1, 15)))
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _of(_run((0x2474, 20))),
    "decimalEnclosedFullstop": _of(_run((0x2488, 20))),
    "ideographEnclosedCircle": _of(_run((0x3280, 10))),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}


def known(style: str) -> bool:
    """Whether numbers of this ``w:numFmt`` are written as Word does."""
    return style in _FORMATS


def numeral(number: int, style: str) -> str:
    """``number`` in the ``w:numFmt`` ``style``; in digits where the style is unknown or has no such number."""
    if style != "none" and not 0 < number <= 2_000:
        return str(number)
    return _FORMATS.get(style, str)(number)
