"""The hunt for faults: made-up cases by the thousand, each the same for the same seed; see docs/hunt.md."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..support.timing import cpu_limit
from . import addresses, documents, extremes, ledgers, spoiling

Campaign = Callable[[random.Random], bool]
"""Makes a case and judges it: returns whether it was taken (and not refused in plain words), raises where it is a fault."""
CAMPAIGNS: dict[str, Campaign] = {
    "data": spoiling.case,
    "documents": documents.case,
    "ledgers": ledgers.case,
    "extremes": extremes.case,
}
"""By name, all but :data:`ADDRESSES`."""
ADDRESSES = "addresses"
"""The campaign that needs a browser, see :func:`in_browser`."""
SHARES = {"data": 50, "documents": 35, "ledgers": 11, "extremes": 2, ADDRESSES: 2}
"""Of a hundred cases, how many are of each campaign."""
LONGEST = 30
"""Seconds of computing that one case may take; the slowest takes about two on a quiet machine."""


class Result(NamedTuple):
    """What came of one case."""

    campaign: str
    name: str
    """From which the very same case is made again."""
    taken: bool
    fault: str
    """What was wrong, and where; empty where nothing was."""


def result_of(name: str, campaigns: Mapping[str, Campaign] = CAMPAIGNS) -> Result:
    """What came of the case of that name, which begins with its campaign's."""
    campaign = campaign_of(name)
    try:
        with cpu_limit(LONGEST, name):
            taken = campaigns[campaign](random.Random(name))
    except Exception:  # whatever it is, it is a finding
        return Result(campaign, name, False, traceback.format_exc(limit=-4))
    return Result(campaign, name, taken, "")


def in_browser(some: Iterable[str]) -> Iterator[Result]:
    """What came of cases of :data:`ADDRESSES`, made one after the other."""
    with addresses.opened() as case:
        for name in some:
            yield result_of(name, {ADDRESSES: case})


def campaign_of(name: str) -> str:
    """The campaign of the case of that name."""
    return name.partition(" ")[0]


def names(seed: int, number: int) -> Iterator[str]:
    """The names of so many cases, the campaigns mixed by their shares."""
    order = [campaign for campaign, share in SHARES.items() for _ in range(share)]
    random.Random(seed).shuffle(order)
    return (f"{order[index % len(order)]} {seed}.{index}" for index in range(number))
