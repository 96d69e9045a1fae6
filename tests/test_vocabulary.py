"""The words of time, amount, comparison and coverage, numerals and names of units are written down in language/ alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from responsibility.language import (
    columns,
    comparisons,
    coverage,
    dates,
    measures,
    numerals,
    role_words,
    unit_names,
)
from responsibility.model import ROLE_SPECS

from .conftest import ROOT

PACKAGE = ROOT / "responsibility"
ALLOWED = {
    (
        "model/numbering.py",
        "[一二三四五六七八九十百千零]+",
    ): "the numbers of sections and parts: the model stands below the language",
    ("model/dates.py", "今年"): "how the data writes this year: the model stands below the language",
    (
        "progress/typed.py",
        "达到",
    ): "what a person types into a cell for whether it was reached; no text of a document",
}
"""Patterns and words of the vocabulary elsewhere, each with the reason."""
_PATTERN = re.compile(r"[|\[\]?*+^$\\]")
"""What a regular expression has and a message to a person has not."""
_DIGITS = ("一二三", "十百千", "壹贰")


def words() -> set[str]:
    """All words of the tables, without single characters, which say nothing alone."""
    tables = (comparisons.BEFORE_NUMBER, comparisons.AFTER_NUMBER, comparisons.LOOSELY_AGAINST_BASELINE)
    listed = {word for table in tables for each in table.values() for word in each}
    listed |= {*dates.THIS_YEAR, *dates.EVERY_WRITTEN.values(), "半年", "季度", "个月", "年底", "过渡期"}
    listed |= {word for each in dates.LENGTHS.values() for word in each}
    listed |= {"全覆盖", "清零", "应签尽签", "全额", "全员", "遍访", coverage.OF_A_NUMBER}
    listed |= {unit for unit in measures.TARGET_UNITS if not unit.startswith(("万", "亿"))}
    listed |= {"办事处", "街道", "委员会", "有关|相关", "妇联", "组织部"}
    return {word for word in listed if len(word) > 1}


def strings(path: Path) -> Iterator[str]:
    """The string literals of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def read_with(text: str, vocabulary: set[str]) -> bool:
    """Whether a literal is there to be read with: a word of the vocabulary, or a pattern that has one in it."""
    digits = any(sign in text for sign in _DIGITS)
    pattern = bool(_PATTERN.search(text)) and any(word in text for word in vocabulary)
    return text in vocabulary or digits or pattern


def second_lists(folder: Path) -> set[tuple[str, str]]:
    """(module, literal) of every word or pattern of the vocabulary outside of language/."""
    vocabulary = words()
    return {
        (path.relative_to(folder).as_posix(), text)
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0] != "language"
        for text in strings(path)
        if read_with(text, vocabulary)
    }


def test_no_second_list_of_the_words() -> None:
    assert second_lists(PACKAGE) - set(ALLOWED) == set()


def test_no_exception_is_left_over() -> None:
    assert set(ALLOWED) <= second_lists(PACKAGE)


def test_a_second_list_is_found(tmp_path: Path) -> None:
    """A word alone, a pattern, digits; not what is told to a person, nor a docstring."""
    found = ["不少于", "^(?:至少|约)", "全覆盖|动态", "一二三四五六七八九", "每半年"]
    told = ["每项任务至少有一个单位", "没有“全部”的意思"]
    source = "".join(f"X{index} = {text!r}\n" for index, text in enumerate([*found, *told]))
    (tmp_path / "x.py").write_text(f'"""不少于|至少"""\n{source}', encoding="utf-8")
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "y.py").write_text(source, encoding="utf-8")
    assert second_lists(tmp_path) == {("x.py", text) for text in found}


def test_clauses_and_tables_name_roles_alike() -> None:
    """A word by which a key names a role heads a column of it too, with a word for units behind it."""
    for spec in ROLE_SPECS:
        for word in role_words.words_of(spec):
            assert role_words.KEY.match(f"{word}单位：")
            assert columns.column_kind(f"{word}单位") == spec.key, word
            assert columns.role_key(f"{word}单位", spec.key) == f"{word}单位"


def test_the_tables_do_not_contradict_each_other() -> None:
    """No word compares in two ways; every unit of the schema has its word; kinds are those of a unit."""
    for table in (comparisons.BEFORE_NUMBER, comparisons.AFTER_NUMBER):
        listed = [word for each in table.values() for word in each]
        assert len(listed) == len(set(listed))
    assert all(
        comparisons.operator(word, "") == op
        for op, each in comparisons.BEFORE_NUMBER.items()
        for word in each
    )
    assert all(dates.every_of(word) == every for every, each in dates.EVERY.items() for word in each)
    assert unit_names.guessed_kind("各镇") == "collective"
    assert numerals.chinese_ordinal(21) == "二十一"
