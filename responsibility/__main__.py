"""The program: ``zeren`` where it is installed, ``python -m responsibility`` where its entry point is not on the path.

Loading takes a moment in which nothing has begun: who interrupts it ends it, without a word.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)

from responsibility.cli import main  # noqa: E402

signal.signal(signal.SIGINT, signal.default_int_handler)

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="python -m responsibility")
