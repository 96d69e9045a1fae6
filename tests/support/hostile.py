"""A policy that means harm: every free text of the data carries markup, a formula, a link that runs, a line break.

The checks find nothing wrong with it: names agree wherever they stand, quotes stand in their texts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from responsibility.data.folder import Files

LEAD = '=HYPERLINK("javascript:window.pwned=true")'
"""Before a text: what a spreadsheet would take for a formula."""
TAIL = (
    "</title></style></textarea></script><script>window.pwned=true</script><img src=x onerror=window.pwned=true>"
    "<svg onload=window.pwned=true>--><a href='javascript:window.pwned=true'>[x](javascript:window.pwned=true)"
    "![y](//evil.example/z){{ pwned }}{% raw %}${pwned}`*_~|\\\"'&lt;&amp;]]>;,::error::"
)
"""Behind a text: markup of every kind."""
BREAK = "\nEND:VEVENT\nX-PWNED:yes\n# pwned\n---\n::error::"
"""Behind what may have several lines: an entry of a calendar ended, a heading, an annotation begun."""

UNIT_LISTS = ("lead_units", "responsible_units", "supporting_units", "issuers", "members", "aliases")
FACTS = ("deadlines", "targets", "deliverables", "other_figures")
LINES = ("name", "title", "letterhead", "notice_title")
TEXTS = ("addressees", "notice", "preamble", "annotation", "closing", "instruction", "why")


def around(text: str) -> str:
    return LEAD + text + TAIL


def hostile(files: Files, policy: str) -> Files:
    """``files`` with harm in every free text of ``policy`` and of the registry; without the source."""
    spoiled = {name: content for name, content in files.items() if not name.endswith(".txt")}
    for name in spoiled:
        tree = yaml.load(spoiled[name], yaml.BaseLoader)
        change: Callable[[Any], None] = _task
        if name == "units.yml":
            change = _registry
        elif name.endswith("policy.yml"):
            change = _policy
        change(tree)
        spoiled[name] = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()
    assert f"{policy}/policy.yml" in spoiled
    return spoiled | {f"{policy}/{name}": content for name, content in REPORTS.items()}


_ENTRY = {
    "task": "1",
    "status": "in_progress",
    **{field: around(field) + BREAK for field in ("progress", "problems", "next_steps")},
    "evidence": [around("照片.jpg"), "javascript:window.pwned=true", 'https://evil.example/">' + TAIL],
}
_DECISION = {"task": "1", "day": "2023-06-20", "basis": around("清政办会〔2023〕3号")}
_RECORDS: dict[str, dict[str, Any]] = {
    "progress/2023-06-30/slj.yml": {
        "unit": around("县水利局"),
        "day": "2023-06-30",
        "edition": around("1"),
        "entries": [_ENTRY],
    },
    "decisions.yml": {
        "decisions": [
            {**_DECISION, "what": "extended", "due": "2024-03-31", "words": around("说明") + BREAK},
            {**_DECISION, "what": "adjusted", "words": around("调整") + BREAK},
        ]
    },
}
REPORTS = {
    name: yaml.safe_dump(record, allow_unicode=True, sort_keys=False).encode()
    for name, record in _RECORDS.items()
}
"""What a unit reported and the office decided, with harm in every text, by its path in the policy's folder."""


def _spoil(record: dict[str, Any]) -> None:
    """Spoil a record's names and plain texts."""
    for field in UNIT_LISTS:
        if isinstance(record.get(field), list):
            record[field] = [
                around(name.removesuffix("等")) + ("等" if name.endswith("等") else "")
                for name in record[field]
            ]
    for field in (*LINES, *TEXTS):
        if field in record:
            record[field] = around(record[field]) + (BREAK if field in TEXTS else "")


def _registry(tree: Any) -> None:
    for unit in tree["units"]:
        unit["short"] = unit["name"][-2:] + TAIL
        unit.setdefault("aliases", [unit["name"] + "又名"])
        _spoil(unit)


def _policy(tree: Any) -> None:
    del tree["errata"]
    tree["annotation"] = tree["closing"] = "附注"
    _spoil(tree)
    tree["number"] += TAIL
    tree["waivers"] = [{"check": "no-source", "why": around("没有原件")}]
    for record in (*tree["bases"], *tree["outline"]):
        _spoil(record)
    for basis in tree["bases"]:
        basis["number"] = around(basis["number"])
    for period in tree["periods"]:
        period["name"], period["quote"] = "提升期内" + TAIL, period["quote"] + TAIL + BREAK


def _task(tree: Any) -> None:
    facts = [fact for field in FACTS for fact in tree.get(field, ())]
    items = (tree, *tree.get("parts", ()))
    whole = "".join(item.get("text", "") for item in items)
    quotes = [
        fact["quote"]
        for fact in facts
        if not _cuts(fact["quote"], [other["quote"] for other in facts], whole)
    ]
    for item in items:
        _spoil(item)
        if "text" in item:
            item["text"] = LEAD + _with_tails(item["text"], quotes)
    tree["heading"] = around("标题")
    for fact in facts:
        _fact(fact, fact["quote"] in quotes)


def _cuts(quote: str, others: list[str], text: str) -> bool:
    """Whether the end of ``quote`` stands inside another quote, which a tail there would cut in two."""
    end = text.index(quote) + len(quote)
    return any(text.index(other) < end < text.index(other) + len(other) for other in others)


def _with_tails(text: str, quotes: list[str]) -> str:
    """``text`` with the harm behind each place where a quote ends, once, and at its own end."""
    ends = {text.index(quote) + len(quote) for quote in quotes if quote in text} | {len(text)}
    for end in sorted(ends, reverse=True):
        text = text[:end] + TAIL + BREAK + text[end:]
    return text


def _fact(fact: dict[str, Any], tailed: bool) -> None:
    tail = TAIL if tailed else ""
    if "period" in fact:
        fact["period"] = fact["quote"] + tail
    measured = [value for value in fact.get("values", ()) if fact["quote"].endswith(value["unit"])]
    for value in measured:
        value["unit"] += tail
    if tail and (measured or "period" in fact or "baseline" in fact):
        fact["read_as"] = around("量词、时期、基数之后还有别的字")
    fact["quote"] += tail + (BREAK if tailed else "")
    if "baseline" in fact:
        fact["baseline"] += tail
    for field in ("scope", "matter"):
        if field in fact:
            fact[field] = TAIL
    for field in ("indicator", "name", "why"):
        if field in fact:
            fact[field] = around(fact[field])


HOSTILE_REVISIONS = yaml.safe_dump(
    {
        "revisions": [
            {"label": around("旧版"), "date": "2023-03-01", "folder": "../former"},
            {"label": around("新版"), "date": "2024-03-01", "number": around("清发〔2024〕1号")},
        ]
    },
    allow_unicode=True,
).encode()
"""``revisions.yml``: two editions with harm in their labels."""
