"""What is said of a site that was built."""

from __future__ import annotations

from responsibility.build.site import Built
from responsibility.cli.common import later_words
from responsibility.outputs.report import summary_line


def built_words(built: Built, command: str) -> str:
    """The summary of the checks; below it that later decisions do not count, with the ``command`` for which they do."""
    summary, view = summary_line(built.report), built.view
    policies = (policy.record for policy in view.current)
    later = later_words(policies, view.as_of, command) if view.as_of else ""
    return f"{summary}\n{later}" if later else summary
