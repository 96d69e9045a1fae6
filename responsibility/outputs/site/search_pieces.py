"""A large search index in pieces, of which a search loads only those that it needs.

``search/gram-N.js`` says in which entries each pair of characters stands, ``search/docs-N.js`` holds a
stretch of the entries themselves; ``site_src/assets/search-worker.js`` loads them. Each is a script that
calls ``searchPiece``: a page opened from a folder may not fetch a file.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from responsibility.language.normalize import half_width

WHOLE = 150_000
"""Characters of an index that is one piece."""
_PIECE = 20_000
"""Bytes that a piece has about: a search loads up to four of pairs and one of entries before its first result."""
_MOST_TIMES = 5
"""Occurrences in a text beyond which more make no difference, as the worker counts them."""
_MOST_OF_ONE = 60
"""Entries that a single character leads to: as many as are shown, and some to choose from."""
_APART = re.compile(r"[\s,，、。；：“”\"']+")
"""What divides the words of a query, so that no pair spans it."""

Entry = Mapping[str, object]


class Pieces(NamedTuple):
    """The pieces by path, and what the worker has to know of them."""

    files: dict[str, str]
    config: dict[str, object]


def pieces(entries: Sequence[Entry]) -> Pieces:
    """``entries`` in pieces; see :mod:`responsibility.outputs.site.search` for what an entry holds, units first."""
    files: dict[str, str] = {}
    starts = _in_stretches(entries, files)
    postings = _postings(entries)
    size = sum(len(gram.encode()) + len(listed) for gram, listed in postings.items())
    number = max(1, size // _PIECE)
    shelves: list[list[str]] = [[] for _ in range(number)]
    for gram in sorted(postings):
        shelves[shelf(gram, number)].append(f"{_json(gram)}:[{postings[gram]}]")
    for index, shelf_ in enumerate(shelves):
        files[f"search/gram-{index}.js"] = _script(f"gram-{index}", "{" + ",".join(shelf_) + "}")
    units = sum(entry["kind"] == "unit" for entry in entries)
    return Pieces(files, {"grams": number, "starts": starts, "units": units})


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


def _in_stretches(entries: Sequence[Entry], files: dict[str, str]) -> list[int]:
    """Write the entries, some to a piece; returns the number of the first one of each."""
    starts: list[int] = []
    stretch: list[str] = []
    size = 0

    def close() -> None:
        if stretch:
            name = f"docs-{len(starts) - 1}"
            files[f"search/{name}.js"] = _script(name, "[" + ",".join(stretch) + "]")
            stretch.clear()

    for number, entry in enumerate(entries):
        text = _json(entry)
        weight = len(text.encode())
        if not stretch or size + weight > _PIECE:
            close()
            starts.append(number)
            size = 0
        stretch.append(text)
        size += weight
    close()
    return starts


def _postings(entries: Sequence[Entry]) -> dict[str, str]:
    """By pair and by character the entries that have it: ``16·distance + 8 in the title + times in the text``, joined by commas.

    The distance is from the entry before, so that the numbers stay short.
    """
    by_gram: dict[str, list[tuple[int, int]]] = {}
    for number, entry in enumerate(entries):
        for gram, weight in _weights(entry).items():
            by_gram.setdefault(gram, []).append((number, weight))
    return {gram: _listed(_best(listed) if len(gram) == 1 else listed) for gram, listed in by_gram.items()}


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


def _best(listed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    best = sorted(listed, key=lambda posting: (-posting[1], posting[0]))[:_MOST_OF_ONE]
    return sorted(best)


def _listed(postings: Iterable[tuple[int, int]]) -> str:
    before = 0
    numbers = []
    for entry, weight in postings:
        numbers.append(str((entry - before) * 16 + weight))
        before = entry
    return ",".join(numbers)


def _script(name: str, value: str) -> str:
    return f"searchPiece({_json(name)},{value})"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
