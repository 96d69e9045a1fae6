"""Feasts, seasons and terms as a plan writes when by them: 春节前, “五一”前, 汛前, 2023年秋季开学前."""

from __future__ import annotations

import re

from responsibility.language.dates import BEFORE, YEAR
from responsibility.language.numerals import ONES
from responsibility.language.patterns import alternatives
from responsibility.model.dates import FEASTS

_SHORT = {"汛": "汛期", "入汛": "汛期", "汛末": "汛期结束"}
"""How documents write seasons for short where 前 follows: 汛前, 入汛前."""
FEAST = (
    rf"(?:(?:{YEAR}|今|明)年)?“?(?<![{ONES}十第])"
    rf"(?P<feast>{alternatives(FEASTS)}|(?<![^，。；：、（“”于在到至年])(?:{alternatives(_SHORT)}))”?节?"
)
"""A pattern for a feast with its year, quotation marks and 节: the group ``feast``."""
_LISTED = rf"“?(?:{alternatives(FEASTS)})”?节?"
SEVERAL_FEASTS = rf"(?<![{ONES}十第])(?P<said>(?:(?:{YEAR}|今|明)年)?{_LISTED}(?:[、和及与]?{_LISTED})+(?:前夕|前后|期间|之际|{BEFORE}))"
"""A pattern for several feasts with the word that makes them a time, which the data keeps in words: 元旦、春节期间."""
BEFORE_FEAST = rf"(?:来临|到来|开始)?(?P<before>{BEFORE})(?![后期夕沿景])"
"""What makes it a day before it: the group ``before``."""


def feast_of(match: re.Match[str]) -> str:
    """The feast or season of the group ``feast`` as the data calls it: 汛期 for 汛 and 入汛."""
    return _SHORT.get(match["feast"], match["feast"])
