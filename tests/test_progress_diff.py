"""Two reporting days compared: what is otherwise for whom, who reports, what was decided; in words, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import build
from responsibility.data.folder import Files
from responsibility.outputs.markdown import LONGEST, bounded

from .conftest import ROOT, write
from .support.policies import reissued
from .support.progress import decided, entry, reported
from .test_progress_lights import BUREAU, EAST, OFFICE, RATE, SCHOOLS, WEST, YEAR_END

FIRST, SECOND = "2023-06-30", "2024-01-10"
SCHEMA = json.loads((ROOT / "schema" / "progress-diff.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def files(small_files: Files) -> Files:
    """Two reporting days of the small policy, with three decisions between them and one behind."""
    waterworks = {"about": "deliverable", "quote": "水厂2座"}
    files = reported(
        small_files,
        FIRST,
        BUREAU,
        entry("1", "in_progress", progress="一座已开工。", problems="1.专项资金尚未到位。2.用地未批。"),
        entry("1", **RATE, actual=90),
        entry("2.1", "in_progress"),
    )
    files = reported(files, FIRST, OFFICE, entry("4", "in_progress"))
    files = reported(files, FIRST, EAST, entry("4", "in_progress"))
    files = reported(files, FIRST, WEST, entry("4", "in_progress"))
    files = reported(
        files,
        SECOND,
        BUREAU,
        entry("1", "in_progress", progress="两座已通水。", problems="用地未批；电价未定下来"),
        entry("1", **RATE, actual=96),
        entry("1", "completed", **waterworks, completed="2023-12-20", evidence=["验收单.pdf"]),
        entry("2.1", "completed", completed="2023-12-20"),
    )
    files = reported(files, SECOND, EAST, entry("4", "completed"))
    files = reported(files, SECOND, WEST, entry("4", "in_progress"))
    files = reported(files, SECOND, SCHOOLS, entry("3", "delayed"))
    return decided(
        files,
        {"task": "2.1", "what": "accepted", "day": "2024-01-05"},
        {"task": "1", "what": "adjusted", "unit": BUREAU, "day": "2023-09-01", "words": "改为新建1座"},
        {"task": "1", "what": "extended", **YEAR_END, "day": "2024-01-08", "due": "2024-03-31"},
        {"task": "4", "what": "accepted", "day": "2024-01-11"},
    )


def diff(files: Files, folder: Path, *arguments: str) -> Result:
    """``zeren diff --progress ARGUMENTS`` in a project of those files."""
    write(files, folder / "tasks")
    return CliRunner().invoke(build.main, ["diff", "--progress", *arguments, "--project", str(folder)])


def document(files: Files, folder: Path, *arguments: str) -> dict[str, object]:
    given: dict[str, object] = json.loads(diff(files, folder, *arguments, "--format", "json").output)
    jsonschema.validate(given, SCHEMA)
    return given


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_what_changed_reads_well(
    files: Files, tmp_path: Path, golden: Callable[[str, str], None], form: str, ending: str
) -> None:
    done = diff(files, tmp_path, FIRST, SECOND, "--format", form)
    assert done.exit_code == 1
    golden(f"diff/progress.{ending}", done.output)


def test_a_change_has_both_sides_in_json(files: Files, tmp_path: Path) -> None:
    given = document(files, tmp_path, FIRST, SECOND)
    assert (given["old"], given["new"], given["same"]) == (FIRST, SECOND, False)
    assert (given["newly_reporting"], given["no_longer_reporting"]) == ([SCHOOLS], [OFFICE])
    subjects = {(each["task"], each["about"]): each for each in given["subjects"]}  # type: ignore[attr-defined]
    [change] = subjects["1", None]["units"]
    assert (change["new_problems"], change["problems_gone"]) == (["电价未定下来"], ["专项资金尚未到位"])
    assert change["differences"] == ["新的问题", "不再提的问题", "进展情况"]
    assert change["new"]["report"]["progress"] == "两座已通水。"
    [target] = subjects["1", "target"]["units"]
    assert [target[side]["report"]["actual"] for side in ("old", "new")] == [90, 96]
    days = [each["decision"]["day"] for each in given["decisions"]]  # type: ignore[attr-defined]
    assert days == ["2023-09-01", "2024-01-05", "2024-01-08"]


def test_of_one_unit_only_what_concerns_it_is_told(files: Files, tmp_path: Path) -> None:
    text = diff(files, tmp_path, FIRST, SECOND, "--unit", EAST).output
    assert f"（{EAST}）" in text
    assert "状态：推进中 → 报已完成" in text
    for other in (BUREAU, SCHOOLS, WEST, "改为新建1座"):
        assert other not in text, other
    assert "改为新建1座" in diff(files, tmp_path, FIRST, SECOND, "--unit", "slj").output


def test_a_light_may_change_by_the_day_alone(small_files: Files, tmp_path: Path) -> None:
    files = reported(small_files, FIRST, BUREAU, entry("1", "in_progress"))
    files = reported(files, SECOND, BUREAU, entry("2.1", "in_progress"))
    text = diff(files, tmp_path, FIRST, SECOND).output
    assert "灯：✓ 绿灯 → ✕ 红灯" in text


def test_the_later_day_is_the_last_one_if_it_is_not_given(files: Files, tmp_path: Path) -> None:
    assert diff(files, tmp_path, FIRST).output == diff(files, tmp_path, FIRST, SECOND).output


def test_nothing_changed_ends_with_0(files: Files, tmp_path: Path) -> None:
    done = diff(files, tmp_path, SECOND, SECOND)
    assert done.exit_code == 0
    assert done.output == "清发〔2023〕5号进展对照：2024年1月10日 → 2024年1月10日：没有变化。\n"
    assert document(files, tmp_path, SECOND, SECOND)["same"] is True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2023-06-29",), "qinghe-2023-5 没有 2023-06-29 的进展；报送日期有：2023-06-30、2024-01-10"),
        ((FIRST, "2022-01-01"), "没有 2022-01-01 的进展"),
        ((SECOND, FIRST), "2024-01-10 在 2023-06-30 之后：先写早的一天"),
        (("HEAD",), "“HEAD”不是日期：写报送日期"),
        ((FIRST, "--policy", "nix"), "没有“nix”这份文件的进展；有：qinghe-2023-5"),
        ((FIRST, "--unit", "县林业局"), "没有“县林业局”这个单位"),
        ((FIRST, "--format", "html"), "没有网页"),
    ],
)
def test_what_is_no_such_day_policy_or_unit_is_said(
    files: Files, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = diff(files, tmp_path, *arguments)
    assert done.exit_code == 2
    assert message in done.output


def test_of_several_policies_with_reports_one_is_chosen(files: Files, tmp_path: Path) -> None:
    both = reissued(files, "qinghe-2024-1", "清发〔2024〕1号")
    done = diff(both, tmp_path / "a", FIRST, SECOND)
    assert done.exit_code == 2
    assert "有进展的文件不止一份，用 --policy 指明：qinghe-2023-5、qinghe-2024-1" in done.output
    assert diff(both, tmp_path / "b", FIRST, SECOND, "--policy", "qinghe-2023-5").exit_code == 1


def test_without_reports_or_with_errors_there_is_nothing_to_compare(
    files: Files, small_files: Files, tmp_path: Path
) -> None:
    assert "还没有单位报过进展" in diff(small_files, tmp_path / "a", FIRST).output
    broken = {**files, "qinghe-2023-5/01.yml": b"number: 1\n"}
    assert diff(broken, tmp_path / "b", FIRST, SECOND).exit_code == 2


def test_markdown_is_no_longer_than_a_comment_may_be() -> None:
    text = bounded("行" * 100 for _ in range(1000))
    assert len(text) <= LONGEST + 100
    assert text.endswith("……其余太长，没有列出：运行 `diff` 可看全部。\n")
