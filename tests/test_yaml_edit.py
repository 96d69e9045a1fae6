"""A changed file: what a careful person would have written, and not a byte else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.data import strict_yaml
from responsibility.data.strict_yaml import Node
from responsibility.data.yaml_edit import UnwritableError, rewritten
from responsibility.data.yaml_writer import key_order
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.model import PolicyMetadata, Record, Registry, Task
from responsibility.model.problems import Keys

from .conftest import REAL, ROOT, SMALL, read

FIXTURES = ROOT / "tests" / "fixtures"
HAND = """\
# yaml-language-server: $schema=../../schema/task.schema.json
number: "32"            # 与文件名一致

title: 修路
section: 一
text: |-
  修村道7条。
  年底前完成。
# 牵头的在前
lead_units: [县交通局,
             县财政局等]   # 按原文
targets:
  # 村道
  - indicator: 村道
    quote: 修村道7条      # 原文
    values: [{equals: 7, unit: 条}]
    draft: true
  # 时间
  - indicator: '进度'
    quote: "年底前: 完成"
    all: true

# 以下没有人核对
deadlines:
- draft: true
  quote: 年底前
  due: 2023
"""


def form_of(path: str) -> type[Record]:
    return Registry if path == "units.yml" else PolicyMetadata if path.endswith("policy.yml") else Task


def tree_of(content: bytes) -> Any:
    tree = strict_yaml.read("x.yml", content.decode("utf-8-sig").replace("\r\n", "\n"))
    assert not tree.problems
    return tree.root


def saying(content: bytes, wanted: Node, form: type[Record] = Task) -> bytes:
    return rewritten("01.yml", content, wanted, partial(key_order, form))


def changed(edit: Any, text: str = HAND, form: type[Record] = Task) -> str:
    wanted = tree_of(text.encode())
    edit(wanted)
    return saying(text.encode(), wanted, form).decode()


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that came."""
    old, new = before.splitlines(), after.splitlines()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        [line for tag, first, last, *_ in codes if tag != "equal" for line in old[first:last]],
        [line for tag, *_, first, last in codes if tag != "equal" for line in new[first:last]],
    )


# ---------------------------------------------------------------- one change


def test_a_mark_taken_off_is_its_line_taken_out() -> None:
    gone, come = lines_changed(HAND, changed(lambda task: task["targets"][0].pop("draft")))
    assert (gone, come) == (["    draft: true"], [])


def test_what_stands_first_in_an_entry_is_taken_out() -> None:
    after = changed(lambda task: task["deadlines"][0].pop("draft"))
    assert lines_changed(HAND, after) == (["- draft: true", "  quote: 年底前"], ["- quote: 年底前"])


def test_a_value_changes_between_what_stands_around_it() -> None:
    def edit(task: Any) -> None:
        task["number"] = "33"
        task["targets"][0]["values"][0]["equals"] = "8"
        task["targets"][1]["indicator"] = "完成"
        task["targets"][1]["quote"] = "完成"

    assert lines_changed(HAND, changed(edit)) == (
        [
            'number: "32"            # 与文件名一致',
            "    values: [{equals: 7, unit: 条}]",
            "  - indicator: '进度'",
            '    quote: "年底前: 完成"',
        ],
        [
            'number: "33"            # 与文件名一致',
            "    values: [{equals: 8, unit: 条}]",
            "  - indicator: '完成'",
            "    quote: 完成",
        ],
    )


def test_a_new_key_stands_where_the_schema_has_it() -> None:
    def edit(task: Any) -> None:
        task["targets"][0]["scope"] = "全县"
        task["other_figures"] = [{"quote": "7条", "why": "范围：已有"}]
        task["responsible_units"] = ["各镇等"]
        task["id"] = "xiulu"

    after = changed(edit)
    assert "# 与文件名一致\nid: xiulu\n\ntitle" in after
    assert "县财政局等]   # 按原文\nresponsible_units: [各镇等]\ntargets:" in after
    assert "unit: 条}]\n    scope: 全县\n    draft: true\n" in after
    assert "    all: true\nother_figures:\n  - quote: 7条\n    why: 范围：已有\n\n# 以下没有人核对\n" in after


def test_a_key_called_unit_may_come_into_a_block() -> None:
    text = "targets:\n  - quote: 修路7条\n    values:\n      - equals: '7'\n"

    def edit(task: Any) -> None:
        task["targets"][0]["values"][0]["unit"] = "条"

    assert changed(edit, text) == text + "        unit: 条\n"


def test_a_text_keeps_the_sentences_that_stay() -> None:
    after = changed(lambda task: task.update(text="修村道7条。\n明年底前完成。"))
    assert lines_changed(HAND, after) == (["  年底前完成。"], ["  明年底前完成。"])


def test_a_list_on_several_lines_keeps_its_lines() -> None:
    after = changed(lambda task: task["lead_units"].insert(1, "县水利局"))
    assert "lead_units: [县交通局,\n             县水利局, 县财政局等]   # 按原文\n" in after
    assert changed(lambda task: task["lead_units"].reverse()).count("[县财政局等, 县交通局]") == 1
    assert "lead_units: [县财政局等]   # 按原文" in changed(lambda task: task["lead_units"].pop(0))


def test_an_entry_moves_with_the_remarks_above_it() -> None:
    after = changed(lambda task: task["targets"].reverse())
    first, second = (
        after.index("  # 时间\n  - indicator: '进度'"),
        after.index("  # 村道\n  - indicator: 村道"),
    )
    assert first < second
    assert sorted(after.splitlines()) == sorted(HAND.splitlines())


def test_entries_come_and_go_in_the_hand_of_the_list() -> None:
    fact = {"quote": "7条", "due": "2024-06", "before": "true"}
    after = changed(lambda task: task["deadlines"].append(fact))
    assert after.endswith("  due: 2023\n- quote: 7条\n  due: 2024-06\n  before: true\n")
    after = changed(lambda task: task["targets"].insert(0, {"indicator": "新", "quote": "7", "none": "true"}))
    assert 'targets:\n  - indicator: 新\n    quote: "7"\n' not in after
    assert (
        "targets:\n  - indicator: 新\n    quote: 7\n    none: true\n  # 村道\n  - indicator: 村道\n" in after
    )
    after = changed(lambda task: task["targets"].pop(1))
    assert lines_changed(HAND, after)[1] == []
    kinds = "kinds:\n  - {key: party, name: 党委}\nunits: []\n"
    after = changed(lambda registry: registry["kinds"].append({"key": "town", "name": "镇"}), kinds, Registry)
    assert after == "kinds:\n  - {key: party, name: 党委}\n  - {key: town, name: 镇}\nunits: []\n"


def test_the_last_of_a_list_takes_its_key_with_it() -> None:
    after = changed(lambda task: task.pop("deadlines"))
    assert after == HAND.replace("deadlines:\n- draft: true\n  quote: 年底前\n  due: 2023\n", "")


def test_a_value_may_become_one_of_another_kind() -> None:
    units = "units:\n  - name: 各镇\n    id: gz\n    kind: collective\n    members: unlisted # 没有列出\n"
    after = changed(lambda registry: registry["units"][0].update(members=["甲镇", "乙镇"]), units, Registry)
    assert after == units.replace("unlisted # 没有列出", "[甲镇, 乙镇]")
    assert changed(lambda registry: registry.update(units=[]), units, Registry) == "units: []\n"


@pytest.mark.parametrize(
    "text", ["- a", "a: b", "a #b", "'", '"', "@", "%", "null", "", " ", "a: ", "[", "{x", "？", "!a", "*"]
)
def test_any_text_is_read_again_as_it_was_given(text: str) -> None:
    for keys in (
        ("targets", 0, "quote"),
        ("targets", 0, "values", 0, "unit"),
        ("lead_units", 0),
        ("title",),
        ("text",),
    ):
        wanted = tree_of(HAND.encode())
        inner = wanted
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = text
        assert tree_of(saying(HAND.encode(), wanted)) == wanted


def test_line_ends_stay_as_they_are() -> None:
    windows = "\ufeff" + HAND.replace("\n", "\r\n")
    wanted = tree_of(HAND.encode())
    wanted["targets"][0]["scope"] = "全县"
    after = saying(windows.encode(), wanted).decode()
    assert after == windows.replace("    draft: true\r\n  #", "    scope: 全县\r\n    draft: true\r\n  #")
    mixed = HAND.replace("section: 一\n", "section: 一\r\n")
    assert (
        saying(mixed.encode(), wanted).decode().count("\r\n") == 1 + 1
    )  # and the new line, as most editors would


def test_a_file_without_a_last_line_feed() -> None:
    text = HAND.removesuffix("\n")
    assert changed(lambda task: task["deadlines"][0].pop("due"), text).endswith("  quote: 年底前")
    assert changed(lambda task: task["deadlines"][0].update(before="true"), text).endswith(
        "2023\n  before: true"
    )


def test_what_cannot_be_changed_in_place_is_refused() -> None:
    for sign in ("\x00", "\x08", "\u202e", "\ufeff"):
        with pytest.raises(UnwritableError, match="控制字符"):
            changed(lambda task, sign=sign: task["targets"][0].update(scope=f"甲{sign}"))
    with pytest.raises(UnwritableError, match="请用编辑器改"):
        saying(b"{number: '1', title: a}\n", [])


# ---------------------------------------------------------------- all facts there are


def policies() -> Iterator[tuple[str, bytes]]:
    for folder in (
        REAL,
        SMALL,
        *sorted(path for path in FIXTURES.iterdir() if (path / "units.yml").exists()),
    ):
        for path, content in read(folder).items():
            if path.endswith(".yml"):
                yield path, content
    for document in sorted((ROOT / "tests" / "imports").glob("*.txt")):
        drafted = draft(read_document(document.name, document.read_bytes()), "a-1", (), {})
        yield from ((path, content) for path, content in drafted.files.items() if path.endswith(".yml"))


FILES = list(policies())


def scalars(node: Node, keys: Keys = ()) -> Iterator[Keys]:
    """Where in a tree the texts stand."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from scalars(value, (*keys, key))
    if isinstance(node, str):
        yield keys


def at(node: Any, keys: Keys) -> Any:
    for key in keys:
        node = node[key]
    return node


def test_a_fact_changed_and_changed_back_is_the_same_bytes() -> None:
    facts = (
        "deadlines",
        "targets",
        "deliverables",
        "other_figures",
        "units",
        "parts",
        "unsettled",
        "outline",
    )
    for path, content in FILES:
        root = tree_of(content)
        for keys in scalars(root):
            if keys[0] not in facts:
                continue
            wanted = copy.deepcopy(root)
            at(wanted, keys[:-1])[keys[-1]] += "改"
            after = saying(content, wanted, form_of(path))
            back = saying(after, root, form_of(path))
            assert back == content, (path, keys)
            gone, come = lines_changed(content.decode(), after.decode())
            assert len(gone) == len(come) == 1, (path, keys)


def test_taking_a_mark_off_a_draft_takes_just_its_line_out() -> None:
    count = 0
    for path, content in FILES:
        root = tree_of(content)
        for keys in scalars(root):
            if keys[-1] == "draft":
                wanted = copy.deepcopy(root)
                del at(wanted, keys[:-1])["draft"]
                after = saying(content, wanted, form_of(path))
                gone, come = lines_changed(content.decode(), after.decode())
                assert ([line.strip() for line in gone], come) == (["draft: true"], []), (path, keys)
                count += 1
    assert count > 50


# ---------------------------------------------------------------- anything

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=8)


@settings(deadline=None)
@given(st.data())
def test_any_changes_are_read_again_and_remarks_stay(data: st.DataObject) -> None:
    """Several entries and texts changed, dropped, moved at once; whatever is not dropped keeps its remarks."""
    wanted = tree_of(HAND.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        keys = data.draw(st.sampled_from(list(scalars(wanted))))
        parent = at(wanted, keys[:-1])
        verb = data.draw(st.sampled_from(["change", "drop", "move", "copy"]))
        if verb == "drop" and len(parent) > 1:
            del parent[keys[-1]]
        elif verb in ("move", "copy") and len(keys) > 2 and isinstance(at(wanted, keys[:-2]), list):
            entries = at(wanted, keys[:-2])
            entry = entries.pop(keys[-2]) if verb == "move" else copy.deepcopy(entries[keys[-2]])
            entries.insert(data.draw(st.integers(0, len(entries))), entry)
        else:
            parent[keys[-1]] = data.draw(TEXTS)
    after = saying(HAND.encode(), wanted)
    assert tree_of(after) == wanted
    if len(wanted) == len(tree_of(HAND.encode())):
        assert [line for line in HAND.splitlines() if line.startswith("#")] == [
            line for line in after.decode().splitlines() if line.startswith("#")
        ]
