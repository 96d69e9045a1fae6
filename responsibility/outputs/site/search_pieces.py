"""A large search index in pieces, of which a search loads only those that it needs.

``search/gram-N.js`` says in which entries each pair of characters stands, ``search/docs-N.js`` holds a
stretch of the entries themselves; ``site_src/assets/search-worker.js`` loads them. Each is a script that
calls ``searchPiece``: a page opened from a folder may not fetch a file.
"""

from __future__ import annotations

import html
import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from responsibility.language.normalize import half_width

WHOLE = 150_000
"""Characters of an index that is one piece."""
_PIECE = 20_000
"""Bytes that a piece has about: a search loads up to four of pairs and one of entries before its first result."""
_MOST_TIMES = 5
"""Occurrences in a text beyond which more make no difference, as the worker counts them."""
_MOST_OF_ONE = 60
"""Entries that a single character leads to: as many as are shown, and some to choose from."""
_MOST_OF_PAIR = 3_000
"""The same of a pair: with more, those in which it counts most are listed, behind ``_NOT_ALL``."""
_NOT_ALL = -1
"""Before a list that leaves entries out: that an entry is missing there says nothing of it."""
_APART = re.compile(r"[\s,，、。；：“”\"']+")
"""What divides the words of a query, so that no pair spans it."""

Entry = Mapping[str, object]
Write = Callable[[str, str], object]
"""Takes the path and the text of a file that is made."""


def pieces(entries: Iterable[Entry], write: Write) -> dict[str, object]:
    """Write ``entries`` in pieces, as they come; returns what the worker has to know of them.

    See :mod:`responsibility.outputs.site.search` for what an entry holds; units come first.
    """
    stretches, postings = _Stretches(write), _Postings()
    units = 0
    for entry in entries:
        units += entry["kind"] == "unit"
        stretches.add(entry)
        postings.add(entry)
    stretches.close()
    return {"grams": _shelves(postings, write), "starts": stretches.starts, "units": units}


def _shelves(postings: _Postings, write: Write) -> int:
    """Write the pairs, each on its shelf; returns the number of shelves."""
    listed = dict(postings.listed())
    size = sum(len(gram.encode()) + len(numbers) for gram, numbers in listed.items())
    number = max(1, size // _PIECE)
    shelves: list[list[str]] = [[] for _ in range(number)]
    for gram in sorted(listed):
        shelves[shelf(gram, number)].append(f"{_json(gram)}:[{listed.pop(gram)}]")
    for index, on_shelf in enumerate(shelves):
        write(f"search/gram-{index}.js", _script(f"gram-{index}", "{" + ",".join(on_shelf) + "}"))
    return number


def shelf(gram: str, number: int) -> int:
    """On which of ``number`` shelves the piece with a pair (or a single character) stands; the worker reckons the same."""
    return sum(ord(char) * factor for char, factor in zip(gram, (1, 31), strict=False)) % number


def grams(text: str) -> Counter[str]:
    """Every character of a folded text, and every two that follow each other, with how often; none across what divides words."""
    count: Counter[str] = Counter()
    for run in filter(None, _APART.split(text)):
        count.update(run)
        count.update(first + second for first, second in pairwise(run))
    return count


class _Stretches:
    """The entries themselves, some to a piece."""

    def __init__(self, write: Write) -> None:
        self.starts: list[int] = []
        """The number of the first entry of each."""
        self._write = write
        self._number = self._size = 0
        self._open: list[str] = []

    def add(self, entry: Entry) -> None:
        text = _json(entry)
        weight = len(text.encode())
        if not self._open or self._size + weight > _PIECE:
            self.close()
            self.starts.append(self._number)
        self._open.append(text)
        self._size += weight
        self._number += 1

    def close(self) -> None:
        """Write what is open."""
        if self._open:
            name = f"docs-{len(self.starts) - 1}"
            self._write(f"search/{name}.js", _script(name, "[" + ",".join(self._open) + "]"))
        self._open, self._size = [], 0


class _Postings:
    """By pair and by character the entries that have it, as numbers: ``16·entry + 8 in the title + times in the text``.

    Of many only the best are kept, and meanwhile some more.
    """

    def __init__(self) -> None:
        self._by_gram: dict[str, array[int]] = {}
        self._left_out: set[str] = set()
        self._number = 0

    def add(self, entry: Entry) -> None:
        for gram, weight in _weights(entry).items():
            numbers = self._by_gram.setdefault(gram, array("I"))
            numbers.append(16 * self._number + weight)
            if len(numbers) >= 4 * _most(gram):
                self._cut(gram)
        self._number += 1

    def _cut(self, gram: str) -> None:
        numbers, most = self._by_gram[gram], _most(gram)
        if len(numbers) > most:
            best = sorted(numbers, key=lambda number: (-(number % 16), number))[:most]
            self._by_gram[gram] = array("I", sorted(best))
            self._left_out.add(gram)

    def listed(self) -> Iterator[tuple[str, str]]:
        """Each pair with its numbers, joined by commas: of each entry the distance from the one before, so that they stay short."""
        for gram in list(self._by_gram):
            self._cut(gram)
            numbers = self._by_gram.pop(gram)
            left_out = len(gram) > 1 and gram in self._left_out
            yield gram, ",".join(map(str, [*([_NOT_ALL] if left_out else []), *_distances(numbers)]))


def _most(gram: str) -> int:
    return _MOST_OF_ONE if len(gram) == 1 else _MOST_OF_PAIR


def _distances(numbers: Iterable[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - 16 * before
        before = number // 16


def _weights(entry: Entry) -> dict[str, int]:
    """What each pair of an entry counts."""
    title, text, names = (_folded(str(entry[key])) for key in ("title", "text", "names"))
    weights = {gram: min(times, _MOST_TIMES) for gram, times in grams(text).items()}
    for gram in grams(names):
        weights.setdefault(gram, 1)
    keys = str(entry.get("keys", ""))  # tasks have none
    initials = " ".join("".join(part[:1] for part in key.split(".")) for key in keys.split())
    for gram in (*grams(title), *grams(keys.replace(".", "")), *grams(initials)):
        weights[gram] = weights.get(gram, 0) | 8
    return weights


def _folded(text: str) -> str:
    """Width and case do not count, as for the worker."""
    return half_width(html.unescape(text).lower()).lower()


def _script(name: str, value: str) -> str:
    return f"searchPiece({_json(name)},{value})"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
