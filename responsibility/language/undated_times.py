"""Where words without a date are the time of a duty: 长期坚持, 立行立改."""

from __future__ import annotations

from responsibility.language.patterns import alternatives
from responsibility.language.role_words import DEADLINE_KEYS

_KEYS = alternatives(DEADLINE_KEYS)
_CLEAR = ("长期坚持", "常年坚持", "立行立改", "即知即改")
"""Words that say when wherever a clause of running text is nothing but they."""
_SHORTEST_CLAUSE = 4
"""Characters of the words that say when as the last clause of a sentence; 长期 does so as a sentence or in brackets alone."""


def as_time(words: tuple[str, ...]) -> str:
    """A pattern for ``words`` where they are the time of a duty, and not the manner in which it is done.

    Behind its key (完成时限：), as a whole clause (对查出的问题，立行立改，…), as the last of a sentence
    (深化改革，持续推进。; but 聚焦重点，持续推进，… and 持续推进改革 say how), as a sentence or in brackets alone (（长期）).
    """
    clear = alternatives(word for word in words if word in _CLEAR)
    clauses = alternatives(word for word in words if len(word) >= _SHORTEST_CLAUSE)
    return (
        rf"(?:{_KEYS})：[^。；：）]*?(?P<words>{alternatives(words)})(?![^，。；、）])"
        rf"|(?<![^，。；：、（])(?:{clear})(?![^，。；、）])"
        rf"|(?<![^，。；：（并且])(?:{clauses})(?![^。；）])"
        rf"|(?<![^。；（])(?:{alternatives(words)})(?![^。；）])"
    )
