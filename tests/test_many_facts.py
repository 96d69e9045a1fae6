"""Tasks with very many facts: each is looked at once, not once for every other."""

from __future__ import annotations

import pytest
import yaml

from responsibility import checks
from responsibility.checks import deadlines_targets
from responsibility.checks.contradictions import Quotes
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.language.normalize import normalise

from .conftest import POLICY


def test_a_figure_is_accounted_for_within_a_quote_whatever_begins_behind_it() -> None:
    quotes = Quotes(
        {("targets", 0): (0, 20), ("deadlines", 0): (5, 8), ("deliverables", 0): (30, 40)},
        {("targets", 0): [(50, 60)]},
    )
    assert all(quotes.cover(*stretch) for stretch in ((0, 20), (10, 12), (6, 8), (50, 60)))
    assert not any(quotes.cover(*stretch) for stretch in ((19, 21), (30, 31), (49, 51), (70, 71)))


def test_each_of_many_targets_is_looked_at_once(monkeypatch: pytest.MonkeyPatch, small_files: Files) -> None:
    """Each used to be compared with every other of its task."""
    path = f"{POLICY}/01.yml"
    task = yaml.safe_load(small_files[path])
    asked: list[str] = []

    def counted(text: str) -> str:
        asked.append(text)
        return normalise(text)

    def looks(number: int) -> int:
        task["targets"] = [
            {"indicator": f"水厂{place}", "quote": "新建水厂2座", "values": [{"equals": 2, "unit": "座"}]}
            for place in range(number)
        ]
        small_files[path] = yaml.safe_dump(task, allow_unicode=True).encode()
        asked.clear()
        checks.run(load(small_files))
        return len(asked)

    monkeypatch.setattr(deadlines_targets, "normalise", counted)
    assert 0 < looks(80) <= 5 * looks(20)
