"""What a pull request brings is data: it runs nothing, forges nothing, and sees no secret."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from generator.cli import run
from tests.checkout import git
from tests.forge.github import HEAD, GitHub
from tests.forge.gitlab import GitLab
from tests.forge.hostile import BRANCH, INVALID, LINES, MESSAGE, TAGS, bare, repository
from tests.forge.posts import TOKEN
from tests.forge.runner import Command, Runner, commands
from tests.forge.service import Fault, Reply, running
from tests.platforms import ROOT, document
from tests.tools import run as run_program

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
REPORT = "https://github.example.com/o/r/actions/runs/1/artifacts/2"
STEPS = [step for step in ACTION["runs"]["steps"] if step.get("id") in {"lint", "render", "diff", "comment"}]
VERDICT = ACTION["runs"]["steps"][-1]
WEB = {"namespace": "shop", "image": "registry.example.com/web:1", "ports": {"http": 80}}
BEFORE, AFTER = (
    {"services": {"web": WEB | {"files": {"x": {"path": "/etc/x", "content": content}}}}}
    for content in (dict.fromkeys(LINES, "x"), LINES)
)
OURS = re.compile(r"<details><summary>[A-Za-z0-9:,.() ]*</summary>|</?(details|sub)>|<!-- groundplan:[\w:./% =,-]* -->")


@pytest.fixture
def github() -> Iterator[GitHub]:
    made = GitHub()
    with running(made):
        yield made
    assert made.wrong == []


def installed(folder: Path) -> Path:
    """Where the action and the component have installed groundplan: a program that is this very code."""
    program = folder / "groundplan/bin/groundplan"
    program.parent.mkdir(parents=True)
    start = f"exec '{sys.executable}' -P -c 'import sys; sys.path.insert(0, \"{ROOT}\")"
    program.write_text(f'#!/bin/sh\n{start}; from generator.cli import main; main()\' "$@"\n')
    program.chmod(0o755)
    return program


def action(tmp_path: Path, github: GitHub, patch: dict[str, Any], text: str | None = None) -> Runner:
    """The steps of the action, run on a hostile pull request; installing is left out."""
    folder = repository(tmp_path / "checkout", patch, BEFORE)
    if text is not None:
        (folder / "platform.yaml").write_text(text)
    installed(tmp_path / "temporary")
    (tmp_path / "temporary/groundplan-report").mkdir()
    side = {"sha": HEAD, "ref": BRANCH, "repo": {"full_name": "o/r"}}
    request = {"number": 7, "title": MESSAGE, "body": MESSAGE, "head": side, "base": side | {"ref": "main"}}
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": request}))
    inputs = {f"inputs.{name}": str(what["default"]) for name, what in ACTION["inputs"].items()}
    environment = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_API_URL": github.url,
        "GITHUB_BASE_REF": "main",
        "GITHUB_HEAD_REF": BRANCH,
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    runner = Runner(folder, tmp_path / "temporary", inputs | {"inputs.token": TOKEN}, environment)
    runner.outputs["report"] = {"artifact-url": REPORT}
    for step in [*STEPS, VERDICT]:
        runner.run(step)
    return runner


def harmless(runner: Runner, tmp_path: Path) -> None:
    """Nothing ran, nothing was forged, and no secret was printed."""
    assert list(tmp_path.rglob("PWNED")) == []
    printed = "\n".join(runner.printed.values())
    assert TOKEN not in printed
    assert "this is a bug" not in printed
    found = [command for output in runner.printed.values() for command in commands(output)]
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    written = {name: set(each) for name, each in runner.outputs.items()}
    assert written.pop("diff") == {"code", "artifact"}
    assert written.pop("report") == {"artifact-url"}
    assert written == {"lint": {"code"}, "render": {"code"}, "comment": {"code"}} | {"verdict": set()}
    assert re.fullmatch(r"groundplan-diff-platform\.yaml-\d+", runner.outputs["diff"]["artifact"])
    page = (runner.temporary / "groundplan-report/diff.html").read_text()
    assert "<script" not in page


def shown(body: str, report: str) -> None:
    """A comment that shows what others wrote, links to the report, and does nothing else."""
    assert body.startswith("<!-- groundplan:diff v1 id=platform.yaml -->\n")
    tokens = [
        each for top in MarkdownIt("commonmark").enable("table").parse(body) for each in (top, *(top.children or ()))
    ]
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            assert not OURS.sub("", token.content).strip()
        if token.type == "text":
            assert not re.search(r"@\w|#\d|https?:|evil\.example/", token.content)
    assert "image" not in {token.type for token in tokens}
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [report]
    opened = sum(token.content.count("<details>") for token in tokens if token.type == "html_block")
    assert opened == sum(token.content.count("</details>") for token in tokens if token.type == "html_block") > 0


def test_a_valid_platform_full_of_commands(tmp_path: Path, github: GitHub) -> None:
    runner = action(tmp_path, github, AFTER | {"tags": TAGS})
    harmless(runner, tmp_path)
    assert {name: each["code"] for name, each in runner.outputs.items() if "code" in each} == {
        "lint": runner.outputs["lint"]["code"],
        "render": "3",
        "diff": "0",
        "comment": "0",
    }
    (body,) = github.bodies()
    shown(body, REPORT)
    assert "::add-mask::e" in body
    assert "<script>alert(1)" in body
    assert "@everyone" in body
    assert runner.codes["verdict"] == 3


def test_a_platform_that_is_none_without_permission(tmp_path: Path, github: GitHub) -> None:
    github.faults = [Fault("POST", "comments", Reply(403, {"message": "##[add-mask]x\n::add-mask::y"}))]
    runner = action(tmp_path, github, {}, INVALID)
    harmless(runner, tmp_path)
    assert {each.get("code") for each in runner.outputs.values()} == {"2", None}
    assert github.bodies() == []
    assert "no comment, see the summary" in runner.printed["comment"]
    shown((tmp_path / "summary.md").read_text().lstrip("\n"), REPORT)
    assert runner.codes["verdict"] == 2


def test_the_runner_would_have_obeyed() -> None:
    """What the stand-in makes of lines that nobody stopped."""
    assert commands("::set-output name=code::0\n a ##[add-mask]b\n") == [
        Command("set-output", "0"),
        Command("add-mask", "b"),
    ]
    assert commands("::stop-commands::w\n::add-mask::a\n::w::\n") == []


def test_a_folder_that_looks_like_a_bare_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository(tmp_path / "checkout", {}) / "cluster"
    bare(folder)
    (folder / "platform.yaml").write_text(document())
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "1" * 40, "--file", str(folder / "platform.yaml")]) == 2
    assert "not in a Git repository" in capsys.readouterr().err
    assert list(tmp_path.rglob("PWNED")) == []


def test_a_merge_request_of_gitlab(tmp_path: Path) -> None:
    """The script of the component, with what it installs in place."""
    _, component = yaml.safe_load_all((ROOT / "templates/groundplan.yml").read_text())
    gitlab = GitLab()
    with running(gitlab):
        folder = repository(tmp_path / "checkout", AFTER | {"tags": TAGS}, BEFORE)
        environment = {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": gitlab.url,
            "CI_COMMIT_SHA": HEAD,
            "CI_JOB_URL": "https://gitlab.example.com/a/b/-/jobs/9",
            "CI_COMMIT_REF_NAME": BRANCH,
            "CI_COMMIT_MESSAGE": MESSAGE,
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_PROJECT_ID": "42",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(folder, "rev-parse", "origin/main").strip(),
            "GITLAB_TOKEN": TOKEN,
            "GROUNDPLAN": str(installed(tmp_path / "temporary")),
            "GROUNDPLAN_FILE": "platform.yaml",
            "GROUNDPLAN_FAIL_ON": "",
        }
        outside = tmp_path / "outside"
        (folder / "groundplan-diff.html").symlink_to(outside)
        script = "\n".join(component["groundplan"]["script"])
        done = run_program(["bash", "-eo", "pipefail", "-c", script], folder, **environment)
    assert done.returncode == 3, done.stderr
    assert list(tmp_path.rglob("PWNED")) == []
    assert TOKEN not in done.stdout + done.stderr
    assert json.loads((folder / "gl-code-quality-report.json").read_text())
    assert not outside.exists()
    assert (folder / "groundplan-diff.html").read_text().startswith("<!doctype html>")
    shown(gitlab.notes[1]["body"], "https://gitlab.example.com/a/b/-/jobs/9/artifacts/file/groundplan-diff.html")
    # https://docs.gitlab.com/user/project/quick_actions/: a line that begins with a slash would be one.
    assert not re.search(r"^\s*/", gitlab.notes[1]["body"], re.MULTILINE)
