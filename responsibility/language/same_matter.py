"""Whether two documents speak of the same: of an indicator, or of something that must come to exist, by its name.

The one may write 全县供水普及率 and the other 供水普及率, or 农村公路里程 and 农村公路总里程. But 小学入学率 and 中学入学率
are as much alike by their characters: where each has a word that the other lacks, they are two things, and where one
says more at its front (农村供水普及率) it speaks of a part.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from responsibility.language.normalize import normalise
from responsibility.language.similarity import grams, likeness

_WHOLE_AREA = "(?:全|本)(?:国|省|市|县|区|州|旗|盟|乡|镇|域)|[省市县区州]域|辖区内?|(?:各|所)辖"
"""The area of the document itself, which the other document leaves unsaid."""
_NEUTRAL = re.compile(f"^(?:{_WHOLE_AREA}|完成|实现|达到|的)+|的|[“”《》、，（）]")
_ALIKE = 0.7
"""Likeness of two names of which one only has words in its midst or at its end that the other lacks."""
_TELLING = 4
"""Characters of a name that says by itself what it is of: 覆盖率 and 投资 do not."""


def plain_name(name: str) -> str:
    """``name`` without what tells no two matters apart: the document's own area, signs, 完成 and 实现 at its front."""
    return _NEUTRAL.sub("", normalise(name))


def tells_itself(name: str) -> bool:
    """Whether a plain name says without its task what it is of."""
    return len(name) >= _TELLING


def same_matter(first: str, second: str) -> bool:
    """Whether two plain names are of the same matter; see the module for what keeps them apart."""
    if first == second:
        return True
    if likeness(grams(first), grams(second)) < _ALIKE:
        return False
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    more = [(how, start) for how, start, *_ in steps if how != "equal"]
    return len({how for how, _ in more}) == 1 and all(how != "replace" and start > 0 for how, start in more)
