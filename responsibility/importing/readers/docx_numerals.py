"""Numbers as Word writes them in its own numbering: 一、（十二）1. ① 甲 iv."""

from __future__ import annotations

from collections.abc import Callable

from responsibility.language.numerals import LEGAL, PLAIN, chinese_ordinal
from responsibility.language.numerals import numeral as in_words

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def _digital(number: int) -> str:
    return "".join(PLAIN[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """As the above up to 99, then digit by digit."""
    return chinese_ordinal(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    """十, 百, 百一: no zero, and no one before ten, hundred and thousand."""
    words = chinese_ordinal(number).replace("零", "")
    return words.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _legal(number: int) -> str:
    return in_words(number, LEGAL, "拾佰仟")


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
    "chineseCountingThousand": chinese_ordinal,
    "taiwaneseCountingThousand": chinese_ordinal,
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
