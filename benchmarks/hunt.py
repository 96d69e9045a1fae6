"""Hunts for faults: thousands of made-up cases, each the same for the same seed (``make hunt``).

Prints every fault with the name of its case; ``--case NAME`` makes just that one again. The cases, and what
counts as a fault, are told in docs/hunt.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.hunt import ADDRESSES, SHARES, Result, campaign_of, in_browser, names, result_of  # noqa: E402
from tests.support.browsing import CHROMIUM  # noqa: E402


def _results(wanted: Sequence[str]) -> Iterator[Result]:
    """What came of the cases of those names; without a browser those that need one are left out."""
    in_processes = [name for name in wanted if campaign_of(name) != ADDRESSES]
    with ProcessPoolExecutor() as pool:
        yield from pool.map(result_of, in_processes, chunksize=20)
    others = [name for name in wanted if campaign_of(name) == ADDRESSES]
    if others and CHROMIUM:
        yield from in_browser(others)


def main() -> int:
    parser = argparse.ArgumentParser(description="hunt for faults with made-up cases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--case", metavar="NAME", help="make only the case of that name again")
    options = parser.parse_args()
    begun = time.monotonic()
    tried: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for result in _results([options.case] if options.case else list(names(options.seed, options.number))):
        tried[result.campaign] += 1
        taken[result.campaign] += result.taken
        if result.fault:
            faults[result.campaign] += 1
            print(f"{result.name}\n{result.fault}", flush=True)
    for campaign in SHARES:
        print(f"{campaign}: {tried[campaign]} tried, {taken[campaign]} taken, {faults[campaign]} faults")
    print(
        f"{tried.total()} cases, {faults.total()} faults, {time.monotonic() - begun:.0f} s; seed {options.seed}"
    )
    return min(faults.total(), 1)


if __name__ == "__main__":
    sys.exit(main())
