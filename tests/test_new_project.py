"""``init``: what a new office is given, and that every part of it holds."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from responsibility.build.project import find_project
from responsibility.build.upgrade import REQUIREMENTS, upgrade

from .conftest import ROOT
from .test_project import run_in
from .test_site import snapshot

pytestmark = pytest.mark.slow

DOCUMENT = ROOT / "tests" / "imports" / "donghu-fenggong.txt"


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A project as ``init`` makes it."""
    done = run_in(tmp_path, "init", "office")
    assert done.returncode == 0, done.stderr
    return tmp_path / "office"


def test_a_new_project_says_what_comes_next(started: Path) -> None:
    for command in ("check", "site", "show", "export", "collect"):
        more = {"show": ("甲",), "export": ("json",), "collect": (str(DOCUMENT),)}.get(command, ())
        done = run_in(started, command, *more)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("项目里还没有政策文件。接着导入一份")
        assert "错误" not in done.stdout + done.stderr


def test_every_line_for_editors_leads_to_a_schema(started: Path) -> None:
    assert run_in(started, "import", str(DOCUMENT), "--policy", "donghu").returncode == 0
    facts = ("--number", "水发〔2022〕3号", "--title", "方案", "--issuer", "县政府", "--issued", "2022-03-01")
    assert run_in(started, "new", "--policy", "shuifa", *facts).returncode == 0
    lines = 0
    for path in started.rglob("*.yml"):
        for target in re.findall(r"yaml-language-server: \$schema=(\S+)", path.read_text(encoding="utf-8")):
            lines += 1
            assert (path.parent / target).is_file(), path
    assert lines > 5
    settings = json.loads((started / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for schema, patterns in settings["yaml.schemas"].items():
        assert (started / schema).is_file()
        patterns = [patterns] if isinstance(patterns, str) else patterns
        files = [path for pattern in patterns for path in started.glob(pattern)]
        assert files or "revisions" in schema or "s[0-9]" in patterns[-1]
        keys = json.loads((started / schema).read_text(encoding="utf-8"))["properties"]
        for path in files:
            assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) <= set(keys), path


def test_it_is_complete_and_checked(started: Path) -> None:
    assert run_in(started, "import", str(DOCUMENT), "--policy", "donghu").returncode == 0
    done = run_in(started, "check")
    assert "stale-schema" not in done.stdout
    assert "site.yml" not in done.stdout
    assert run_in(started, "schema", "--check").returncode == 0
    assert upgrade(find_project(started)) == []
    (started / REQUIREMENTS).write_text("", encoding="utf-8")
    assert upgrade(find_project(started)) == [f"{REQUIREMENTS}：已更新"]


def test_ids_are_random(tmp_path: Path, started: Path) -> None:
    assert run_in(tmp_path, "init", "other").returncode == 0
    ids = {(folder / "site.yml").read_text(encoding="utf-8") for folder in (started, tmp_path / "other")}
    assert len(ids) == 2


def test_what_exists_is_left(tmp_path: Path) -> None:
    mine = {"README.md": "我的", "site.yml": "name: 甲\n", "tasks/units.yml": "units: []\n", "notes.txt": "x"}
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run_in(tmp_path, "init")
    assert done.returncode == 0
    assert "没有动：tasks/units.yml、site.yml、README.md\n" in done.stdout
    assert all((tmp_path / name).read_text(encoding="utf-8") == text for name, text in mine.items())
    before = snapshot(tmp_path)
    assert run_in(tmp_path, "init").returncode == 0
    assert snapshot(tmp_path) == before


def test_what_is_generated_is_not_committed(started: Path) -> None:
    assert run_in(started, "import", str(DOCUMENT), "--policy", "donghu").returncode == 0
    assert run_in(started, "site", "--no-downloads").returncode == 0
    for folder in ("台账", "收到的台账"):
        (started / folder).mkdir()
        (started / folder / "县水利局.xlsx").write_bytes(b"x")
    subprocess.run(["git", "init", "-q"], cwd=started, check=True)
    command = ["git", "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all"]
    listed = subprocess.run(command, cwd=started, text=True, capture_output=True, check=True).stdout
    names = {line[3:] for line in listed.splitlines()}
    assert "tasks/donghu/policy.yml" in names
    assert not [name for name in names if name.startswith(("out/", "site/", ".site", "台账/", "收到的台账/"))]


def workflow(folder: Path) -> dict[str, str]:
    text = (folder / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    assert "{" not in text.replace("${{", "").replace("{ ", "")
    found: dict[str, str] = yaml.safe_load(text)["env"]
    return found


def install_step(folder: Path) -> str:
    text = (folder / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["site"]["steps"]
    return str(next(step["run"] for step in steps if "SHA256" in step.get("run", "")))


def test_the_workflow_fails_until_it_knows_the_wheel(started: Path) -> None:
    assert workflow(started) == {"WHEEL": "", "SHA256": ""}
    command = ["bash", "-e", "-c", install_step(started)]
    done = subprocess.run(command, cwd=started, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "还没有填 WHEEL 和 SHA256" in done.stdout


def test_the_workflow_installs_the_very_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "responsibility_site-9-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    digest = hashlib.sha256(b"PK").hexdigest()
    assert run_in(tmp_path, "init", "a", "--wheel", str(wheel)).returncode == 0
    assert workflow(tmp_path / "a") == {"WHEEL": f"wheels/{wheel.name}", "SHA256": digest}
    assert (tmp_path / "a" / "wheels" / wheel.name).read_bytes() == b"PK"
    address = f"https://a.example/{wheel.name}"
    assert run_in(tmp_path, "init", "b", "--wheel", address, "--sha256", digest).returncode == 0
    assert workflow(tmp_path / "b") == {"WHEEL": address, "SHA256": digest}
    # Its step, with a pip that only says what it is asked for.
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "python").chmod(0o755)
    for content, status in ((b"PK", 0), (b"PK2", 1)):
        (tmp_path / "a" / "wheels" / wheel.name).write_bytes(content)
        command = ["bash", "-e", "-c", f'PATH="{tmp_path}/bin:$PATH"\n{install_step(tmp_path / "a")}']
        environment = {"PATH": "/usr/bin:/bin", **workflow(tmp_path / "a")}
        done = subprocess.run(
            command, cwd=tmp_path / "a", env=environment, text=True, capture_output=True, check=False
        )
        assert done.returncode == status, done.stderr
        assert (f"--no-deps out/{wheel.name}" in done.stdout) == (status == 0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--wheel", "https://a.example/x.whl"), "--sha256"),
        (("--wheel", "http://a.example/x.whl", "--sha256", "0" * 64), "https://"),
        (("--wheel", 'https://a.example/"x.whl', "--sha256", "0" * 64), "https://"),
        (("--wheel", "x.zip"), ".whl"),
        (("--wheel", "none.whl"), "没有这个文件"),
        (("--wheel", "x.whl", "--sha256", "0" * 64), "SHA-256 是"),
        (("--wheel", "x.whl", "--sha256", "1"), "64 位"),
    ],
)
def test_a_wheel_that_cannot_be_meant_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "x.whl").write_bytes(b"PK")
    done = run_in(tmp_path, "init", "office", *arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert not (tmp_path / "office").exists()


def test_messages_name_the_command_that_was_typed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "responsibility", "init"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, encoding="utf-8", capture_output=True, check=False
    )
    assert done.stdout.rstrip().endswith("python -m responsibility import 方案.docx --policy shuifa-2022-3")


@pytest.mark.parametrize("made", [False, True], ids=["ours", "of a new project"])
def test_only_the_job_that_publishes_the_main_branch_may_publish(started: Path, made: bool) -> None:
    """A merge request runs what it brings along: its jobs read, and write comments at most."""
    path = (started if made else ROOT) / ".github" / "workflows" / "site.yml"
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert whole["permissions"] == {"contents": "read"}
    may = {
        name for name, job in whole["jobs"].items() if {"pages", "id-token"} & set(job.get("permissions", ()))
    }
    assert may == {"publish"}
    assert whole["jobs"]["publish"]["if"] == "github.ref == 'refs/heads/main'"
    assert {name for name, job in whole["jobs"].items() if "environment" in job} == {"publish"}


@pytest.mark.parametrize("made", [False, True], ids=["ours", "of a new project"])
def test_what_a_merge_request_brings_along_is_run_without_the_token(started: Path, made: bool) -> None:
    """Where a job may write, the step that does so alone holds the token, and it runs nothing of the checkout."""
    path = (started if made else ROOT) / ".github" / "workflows" / "site.yml"
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        if "write" not in job.get("permissions", {}).values():
            continue
        assert "GH_TOKEN" not in job.get("env", {})
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
            if "GH_TOKEN" in step.get("env", {}):
                assert all(program not in step["run"] for program in ("python", "make", ".venv"))


# ---------------------------------------------------------------- a repository of many jurisdictions


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A repository of two jurisdictions as ``init`` makes it."""
    done = run_in(tmp_path, "init", "city", "--jurisdiction", "qinghe", "--jurisdiction", "linjiang")
    assert done.returncode == 0, done.stderr
    assert "接着进入 city/qinghe，导入一份文件" in done.stdout
    return tmp_path / "city"


def portal_workflow(folder: Path) -> Any:
    return yaml.safe_load((folder / ".github" / "workflows" / "portal.yml").read_text(encoding="utf-8"))


def test_each_jurisdiction_is_a_project_of_its_own(many: Path) -> None:
    ids = [
        (many / jurisdiction / "site.yml").read_text(encoding="utf-8")
        for jurisdiction in ("qinghe", "linjiang")
    ]
    assert len(set(ids)) == 2
    for jurisdiction in ("qinghe", "linjiang"):
        assert upgrade(find_project(many / jurisdiction)) == []
        assert not (many / jurisdiction / ".github").exists()
    before = snapshot(many)
    assert run_in(many, "init", "--jurisdiction", "baiyun").returncode == 0
    after = snapshot(many)
    assert {name: after[name] for name in before} == before
    assert (many / "baiyun" / "tasks" / "units.yml").is_file()
    done = run_in(many, "init", "--jurisdiction", "../x")
    assert done.returncode == 1
    assert "--jurisdiction 写文件夹的名字，用小写字母、数字和连字符，如 qinghe：../x" in done.stderr


def test_of_many_jurisdictions_too_only_the_job_that_publishes_may(many: Path) -> None:
    whole = portal_workflow(many)
    assert whole["permissions"] == {"contents": "read"}
    assert {name for name, job in whole["jobs"].items() if "permissions" in job} == {"publish"}
    assert "github.ref == 'refs/heads/main'" in whole["jobs"]["publish"]["if"]
    runs = [step["run"] for job in whole["jobs"].values() for step in job["steps"] if "run" in step]
    assert not [run for run in runs if "${{" in run]  # a folder's name is never read as a command


@pytest.mark.skipif(shutil.which("jq") is None, reason="这台机器上没有 jq")
def test_the_steps_of_the_workflow_make_the_portal_and_tell_what_was_not_built(many: Path) -> None:
    """Its own commands: the list of jurisdictions, the sites, and the portal, one of whose sites could not be built."""
    jobs = portal_workflow(many)["jobs"]
    (many / "bin").mkdir()
    (many / "bin" / "zeren").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "build.py"}" "$@"\n')
    (many / "bin" / "zeren").chmod(0o755)
    output = many / "output"

    def run(job: str, **environment: str) -> subprocess.CompletedProcess[str]:
        commands = "\n".join(step["run"] for step in jobs[job]["steps"] if "run" in step)
        path = f"{many / 'bin'}:/usr/bin:/bin"
        environment = {"PATH": path, "GITHUB_OUTPUT": str(output), "PYTHONUTF8": "1", **environment}
        command = ["bash", "-e", "-o", "pipefail", "-c", commands]
        return subprocess.run(command, cwd=many, env=environment, text=True, capture_output=True, check=False)

    assert run("jurisdictions").returncode == 0
    jurisdictions = output.read_text(encoding="utf-8").strip().removeprefix("jurisdictions=")
    assert json.loads(jurisdictions) == ["linjiang", "qinghe"]
    imported = run_in(many / "qinghe", "import", str(DOCUMENT), "--policy", "donghu")
    assert imported.returncode == 0
    assert run("site", JURISDICTION="qinghe").returncode == 0
    assert run("site", JURISDICTION="linjiang").returncode == 1
    shutil.copytree(many / "qinghe" / "site", many / "out" / "sites" / "qinghe")  # as artifacts go
    done = run("portal", JURISDICTIONS=jurisdictions)
    assert done.returncode == 0, done.stderr
    assert "没有取到 sites/linjiang：没有这个文件或文件夹" in done.stderr
    assert (many / "public" / "sites" / "qinghe" / "index.html").is_file()
