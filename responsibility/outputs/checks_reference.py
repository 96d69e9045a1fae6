"""What each check ensures and how its problems are mended: for the terminal, and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from responsibility.model.problems import SEVERITY_NAMES, Check

_MEANINGS = {
    "error": "不改不能发布，旧网站不变。",
    "unsettled": "草稿（`policy.yml` 里有 `draft: true`）里要人来核对、来定的：照样公布，网站每页注明是草稿；"
    "不是草稿的文件里就是错误，不改不能发布。用 `--strict` 时不能发布。",
    "warning": "请看一眼；用 `--strict` 时不能发布。",
    "gap": "不是数据的错，是文件未明确的地方；列在网站的“待明确”页上。",
}
_HEAD = """\
<!-- 由 `checks --markdown` 生成。 -->
# 检查项

`check` 报出的每个问题末尾，方括号里是检查项的名称。标“可例外”的，文件本来如此时可以在 `policy.yml` 的 `waivers` 里写明理由。
"""


def explain(check: Check, example: Mapping[str, str] | None = None) -> str:
    """One check in full, as plain Chinese; ``example`` has the ``file``, the ``record`` in it and the ``message``."""
    waivable = "；文件本来如此时，可以在 policy.yml 的 waivers 里写明理由" if check.waivable else ""
    lines = [f"{check.name}（{SEVERITY_NAMES[check.severity]}）", f"  保证：{check.ensures}"]
    lines.append(f"  改法：{check.hint}{waivable}")
    if example:
        written = f"  例：tasks/{example['file']}"
        lines.append(f"{written} 里写着" if example["record"] else written)
        lines += [f"      {line}" for line in example["record"].splitlines()]
        lines.append(f"    报出：{example['message']}")
    return "\n".join(lines)


def markdown(checks: Iterable[Check]) -> str:
    """All checks as a page of Markdown, by severity."""
    known = list(checks)
    parts = [_HEAD]
    for severity, name in SEVERITY_NAMES.items():
        parts.append(
            f"\n## {name}\n\n{_MEANINGS[severity]}\n\n| 检查项 | 保证 | 改法 |\n| --- | --- | --- |\n"
        )
        for check in known:
            if check.severity == severity:
                ensures = check.ensures + ("（可例外）" if check.waivable else "")
                parts.append(f"| `{check.name}` | {_cell(ensures)} | {_cell(check.hint)} |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    """``text`` for a cell of a table: nothing in it is markup."""
    for character in "\\|*_`<&":
        text = text.replace(character, f"\\{character}")
    return text
