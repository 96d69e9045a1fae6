"""Bounds on work and on waiting that other work on the machine does not break."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def cpu_limit(seconds: float, what: str = "") -> Iterator[None]:
    """Fail where the block takes more than ``seconds`` of this process's own computing time.

    The bound is there to catch work that grows with the square of its input or never
    ends, so it is many times what the work takes; ``what`` names the case in the message.
    """
    started = time.process_time()
    yield
    used = time.process_time() - started
    assert used < seconds, f"{what} used {used:.1f} s of CPU, at most {seconds} s were expected".lstrip()


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 120) -> None:
    """Wait until ``condition`` holds; raises TimeoutError after ``seconds``, long after anybody would wait."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)
