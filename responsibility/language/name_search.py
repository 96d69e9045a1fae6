"""How a unit is found by what somebody types: part of a name, its pinyin or initials, an official full name, a name nearly right.

The keys of a unit are computed here once; ``show`` matches them with :func:`way`, the finder and the search
box of the site with the same rules in ``site_src/assets/unit-names.js`` (a test holds the two together).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product
from typing import TypeVar, cast

Unit = TypeVar("Unit")
_APART = "."
"""Stands between the syllables of a spelled key."""
_READ_IN_TWO_WAYS = {
    "长": ("chang", "zhang"),
    "行": ("xing", "hang"),
    "重": ("zhong", "chong"),
    "乐": ("le", "yue"),
    "都": ("du", "dou"),
    "朝": ("chao", "zhao"),
    "单": ("dan", "shan"),
    "埔": ("pu", "bu"),
    "堡": ("bao", "pu", "bu"),
}
"""Characters of names of offices and places whose reading no dictionary of phrases tells for sure (长流镇, 支行): either finds."""
_MOST_SPELLINGS = 16
READINGS: dict[str, list[str]] = {}
"""The syllable of each character of the names read so far: a name that stands here needs no dictionary."""
_SPELLED = re.compile(r"[!-~]+")
_SHORTEST = 3
"""Characters of a name, its 区 or 县 among them, up to which the rest is too short to tell it by."""
_ALIKE = 0.7
"""How much two names have in common that may be one and the same mistyped."""
_MOST_NAMES = 10


def folded(text: str) -> str:
    """``text`` without the differences that nobody means: width, case, spaces, what stands between syllables, ü for v."""
    return re.sub(r"[\s'.]", "", unicodedata.normalize("NFKC", text).lower()).replace("ü", "v")


def initials(name: str) -> str:
    """The first letters of the pinyin of ``name``; what is no Chinese is left out."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take a while to load

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).lower()


def alphabetical(text: str) -> str:
    """What ``text`` is sorted by: its pinyin, what is no Chinese as it stands."""
    from pypinyin import lazy_pinyin  # its dictionaries take a while to load

    return " ".join(lazy_pinyin(folded(text)))


def keys(names: Iterable[str], identity: str) -> tuple[str, ...]:
    """What the unit of these names and that id is found by: 区水务局, shuiwj, qu.shui.wu.ju."""
    plain = tuple(dict.fromkeys(map(folded, names)))
    spelled = (spelling for name in plain for spelling in _spellings(name))
    return tuple(dict.fromkeys((*plain, identity, *spelled)))


def _spellings(name: str) -> Iterable[str]:
    characters = re.sub(r"\W", "", name)
    ways = [
        dict.fromkeys((syllable, *_READ_IN_TWO_WAYS.get(character, ())))
        for character, syllable in zip(characters, _syllables(characters), strict=True)
    ]
    return (_APART.join(syllables) for syllables in islice(product(*ways), _MOST_SPELLINGS))


def _syllables(characters: str) -> list[str]:
    """The pinyin of each character."""
    if characters not in READINGS:
        from pypinyin import lazy_pinyin  # its dictionaries take a while to load

        one_by_one = cast("Callable[[str], str]", list)  # may return a list, which its stub does not say
        READINGS[characters] = lazy_pinyin(characters, errors=one_by_one)
    return READINGS[characters]


# ---------------------------------------------------------------- what is typed against a key


def _is_part(key: str, wanted: str) -> bool:
    """水务 of 区水务局; of a spelled key from a syllable on, or of the initials: shuiwu, wuju, swj."""
    if not _SPELLED.fullmatch(key):
        return wanted in key
    syllables = key.split(_APART)
    starts = ("".join(syllables[index:]) for index in range(len(syllables)))
    return any(start.startswith(wanted) for start in starts) or wanted in "".join(
        syllable[0] for syllable in syllables
    )


def _is_full_name(key: str, wanted: str) -> bool:
    """海口市美兰区水务局 of 区水务局: the full name has the place before what follows 区, 县, 市."""
    return not _SPELLED.fullmatch(key) and len(key) > _SHORTEST and wanted.endswith(key[1:])


def _is_alike(key: str, wanted: str) -> bool:
    """区水物局 of 区水务局: most characters are the same, wherever they stand."""
    common = (Counter(key) & Counter(wanted)).total()
    return not _SPELLED.fullmatch(key) and 2 * common >= _ALIKE * (len(key) + len(wanted))


WAYS: tuple[Callable[[str, str], bool], ...] = (_is_part, _is_full_name, _is_alike)
"""How a key can be meant by what is typed, the surest first."""
ALIKE = WAYS.index(_is_alike)
"""The way of which one asks whether it was meant."""


def way(of_unit: Iterable[str], wanted: str) -> int | None:
    """The surest of :data:`WAYS` in which ``wanted`` means the unit of these keys; None where it does not."""
    of_unit, wanted = tuple(of_unit), folded(wanted)
    meant = (index for index, fits in enumerate(WAYS) if any(fits(key, wanted) for key in of_unit))
    return next(meant, None)


def meant(wanted: str, units: Iterable[tuple[Unit, tuple[str, ...]]]) -> tuple[list[Unit], bool]:
    """Those of ``units``, each with its keys, that somebody may mean who types ``wanted``, and whether for sure.

    Where it is not, none is called so and these are only called alike.
    """
    ways = [(way(of_unit, wanted), unit) for unit, of_unit in units]
    best = min((index for index, _ in ways if index is not None), default=None)
    return [unit for index, unit in ways if index is not None and index == best], best != ALIKE


def not_clear(wanted: str, names: Sequence[str], sure: bool, what: str = "单位") -> str:
    """The message that asks which of the units of these ``names`` :func:`meant` by ``wanted`` it is."""
    listed = "、".join(names[:_MOST_NAMES]) + (f"等 {len(names)} 个" if len(names) > _MOST_NAMES else "")
    if not names:
        return f"没有“{wanted}”这个{what}"
    return (
        f"“{wanted}”可以指几个单位，请写全：{listed}"
        if sure
        else f"没有“{wanted}”这个{what}；相近的有：{listed}"
    )
