"""The hunt for faults in short: a few hundred cases of the thousands of ``make hunt``, the same every time."""

from __future__ import annotations

import html
from collections import Counter

import pytest

from responsibility.progress.ledger_marks import SHOWN_HEAD
from responsibility.progress.returned import Row
from responsibility.views import SiteView

from .hunt import ADDRESSES, CAMPAIGNS, SHARES, campaign_of, ledgers, names, result_of, spoiling
from .hunt.pages import pages
from .hunt.spoiling import FILES, judged

pytestmark = pytest.mark.slow

SEED, NUMBER, GROUPS = 7, 240, 4


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_case_is_a_fault(group: int) -> None:
    wanted = [name for name in names(SEED + group, NUMBER // GROUPS) if campaign_of(name) != ADDRESSES]
    results = list(map(result_of, wanted))
    assert [f"{result.name}\n{result.fault}" for result in results if result.fault] == []
    tried = Counter(result.campaign for result in results)
    taken = Counter(result.campaign for result in results if result.taken)
    assert all(taken[campaign] > 0.4 * tried[campaign] for campaign in ("documents", "ledgers"))


def test_a_name_makes_the_same_case_again() -> None:
    assert list(names(1, 100)) == list(names(1, 100)) != list(names(2, 100))
    assert set(SHARES) == {*CAMPAIGNS, ADDRESSES}
    for name in [name for name in names(3, 10) if campaign_of(name) != ADDRESSES]:
        assert result_of(name) == result_of(name)


def test_what_nobody_notices_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a value is read as something that it does not say."""
    name = f"{next(iter(FILES)).split('/')[0]}/01.yml"
    changed = {**FILES, name: FILES[name].replace(b"times: 2", b"times: 3")}
    monkeypatch.setattr(spoiling, "load", lambda files: spoiling.SOUND)
    with pytest.raises(AssertionError, match="nothing noticed it"):
        judged(changed, [name])


def test_words_taken_for_another_row_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the words that a row shows are not compared with those that it was sent out with."""
    monkeypatch.setattr("responsibility.progress.collecting.shown_digest", lambda texts: "")
    monkeypatch.setattr("responsibility.progress.returned.Row.text", _without_digest)
    monkeypatch.setattr(ledgers, "WAYS", (ledgers._exchange,))
    results = [result_of(f"ledgers 1.{index}") for index in range(20)]
    assert any("was taken for" in result.fault for result in results)


def _without_digest(row: Row, head: str) -> str:
    return "" if head == SHOWN_HEAD else row.cell(head).text


def _unescaped(site: SiteView) -> dict[str, str]:
    return {path: html.unescape(text) for path, text in pages(site).items()}


@pytest.mark.parametrize(
    ("name", "guard", "broken", "fault"),
    [
        ("extremes 1.19", "tests.hunt.extremes.pages", _unescaped, "elements of a page"),
        (
            "extremes 1.107",
            "responsibility.outputs.csv_tables.like_formula",
            lambda text: False,
            ".csv: ['+1",
        ),
        (
            "extremes 1.19",
            "responsibility.outputs.fact_tables._target",
            lambda *_: (),
            "targets of the table",
        ),
    ],
    ids=["escaping", "formulas", "a lost target"],
)
def test_a_guard_that_is_broken_is_noticed(
    name: str, guard: str, broken: object, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert result_of(name).taken
    monkeypatch.setattr(guard, broken)
    assert fault in result_of(name).fault
