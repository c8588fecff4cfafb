"""`groundplan comment`, as a runner starts it, up to what stands on the pull request."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.cli import run
from tests.checkout import commit, git
from tests.forge.github import HEAD, GitHub
from tests.forge.gitlab import GitLab
from tests.forge.posts import TOKEN
from tests.forge.service import Fault, Reply, running
from tests.platforms import document

FORBIDDEN = Fault("POST", "comments", Reply(403, {"message": "Resource not accessible by integration"}))
RUNNERS = ("GITHUB_", "GITLAB_", "CI", "GH_TOKEN", "GROUNDPLAN_")


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Runner:
    """A checkout in which nodes become larger, and a runner's environment."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        self.summary = folder / "summary.md"
        (folder / "platform.yaml").write_text(document())
        commit(folder, "base")
        git(folder, "branch", "base")
        self.change({"nodes": {"groups": {"general": {"instanceTypes": ["m7g.2xlarge"]}}}})
        monkeypatch.chdir(folder)
        for name in [name for name in os.environ if name.startswith(RUNNERS)]:
            monkeypatch.delenv(name)

    def change(self, patch: dict[str, Any]) -> None:
        (self.folder / "platform.yaml").write_text(document(patch))
        commit(self.folder, "head")

    def github(self, url: str, event: Any = None, **more: str) -> None:
        path = self.folder / "event.json"
        repository = {"full_name": "o/r"}
        usual = {"number": 7, "head": {"sha": HEAD, "repo": repository}, "base": {"sha": HEAD, "repo": repository}}
        path.write_text(event if isinstance(event, str) else json.dumps({"pull_request": usual | (event or {})}))
        self.set(
            GITHUB_ACTIONS="true",
            GITHUB_API_URL=url,
            GITHUB_SERVER_URL="https://github.example.com",
            GITHUB_REPOSITORY="o/r",
            GITHUB_EVENT_PATH=str(path),
            GITHUB_STEP_SUMMARY=str(self.summary),
            GITHUB_RUN_ID="123",
            GITHUB_RUN_ATTEMPT="1",
            GITHUB_TOKEN=TOKEN,
            **more,
        )

    def gitlab(self, url: str, **more: str) -> None:
        usual = {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": url,
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_PROJECT_ID": "42",
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "42",
            "CI_COMMIT_SHA": HEAD,
            "CI_PIPELINE_ID": "5",
            "CI_JOB_ID": "6",
            "GITLAB_TOKEN": TOKEN,
        }
        self.set(**usual | more)

    def set(self, **environment: str) -> None:
        for name, value in environment.items():
            self._monkeypatch.setenv(name, value)

    def run(self, *arguments: str) -> Said:
        code = run(["comment", *arguments])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        assert TOKEN not in said.out + said.err
        return Said(code, said.out, said.err)


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def github() -> Iterator[GitHub]:
    made = GitHub()
    with running(made):
        yield made
    assert made.wrong == []


def test_in_github_actions(runner: Runner, github: GitHub) -> None:
    runner.github(github.url)
    assert runner.run("base") == (0, "created comment 1\n", "")
    (body,) = github.bodies()
    assert body.startswith("<!-- groundplan:diff v1 id=platform.yaml -->\n## groundplan · ")
    assert "nodes.groups.general.instanceTypes" in body
    assert body.count("https://github.example.com/o/r/actions/runs/123") == 1
    assert body.splitlines()[2].endswith(" · [full report](<https://github.example.com/o/r/actions/runs/123>)")
    assert body.splitlines()[2].startswith("`aaaaaaaaaaaa` against `base`")
    assert runner.run("base").out == "comment 1 says so already\n"


def test_in_gitlab_ci(runner: Runner) -> None:
    gitlab = GitLab()
    with running(gitlab):
        runner.gitlab(gitlab.url)
        assert runner.run("base", "--status") == (0, "created comment 1\n", "")
    assert "nodes.groups.general.instanceTypes" in gitlab.notes[1]["body"]
    assert [each["name"] for each in gitlab.statuses] == ["groundplan platform.yaml"]


def test_anywhere_by_options(runner: Runner, github: GitHub) -> None:
    runner.set(GH_TOKEN=TOKEN)
    words = ["--service", "github", "--api-url", github.url, "--repository", "o/r", "--number", "7"]
    assert runner.run("base", *words, "--report-url", "https://a.b/c") == (0, "created comment 1\n", "")
    assert "[full report](<https://a.b/c>)" in github.bodies()[0]


def test_options_are_worth_more_than_the_runner(runner: Runner, github: GitHub) -> None:
    runner.github("https://wrong.invalid")
    runner.set(GROUNDPLAN_TOKEN=TOKEN + "2", GITHUB_REPOSITORY="wrong/wrong")
    assert runner.run("base", "--api-url", github.url, "--repository", "o/r").code == 0
    assert {each.headers["Authorization"] for each in github.asked} == {f"Bearer {TOKEN}2"}


def test_one_comment_however_the_file_is_named(runner: Runner, github: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.github(github.url)
    for name in ("platform.yaml", "./platform.yaml", str(runner.folder / "platform.yaml")):
        assert runner.run("base", "--file", name).code == 0
    (runner.folder / "below").mkdir()
    monkeypatch.chdir(runner.folder / "below")
    assert runner.run("base", "--file", "../platform.yaml").code == 0
    monkeypatch.chdir(runner.folder)
    assert len(github.comments) == 1
    assert runner.run("base", "--environment", "production").out == "created comment 2\n"
    assert "id=platform.yaml:production -->" in github.bodies()[1]


def test_nothing_changes(runner: Runner, github: GitHub) -> None:
    runner.github(github.url)
    assert "nothing changes" in runner.run("HEAD").out
    assert runner.run("HEAD", "--when", "always").out == "created comment 1\n"


def test_a_fork_may_not_comment(runner: Runner, github: GitHub) -> None:
    runner.github(github.url, {"head": {"sha": HEAD, "repo": {"full_name": "mallory/r"}}})
    github.faults = [FORBIDDEN]
    said = runner.run("base")
    assert (said.code, said.err) == (0, "")
    first, *others = said.out.splitlines()
    assert first.startswith("::warning title=groundplan::no comment, see the summary of this step: POST /repos/o/r")
    assert any("Replace" in other and other.startswith("::warning file=platform.yaml,line=1,") for other in others)
    assert len(others) <= 9
    assert "nodes.groups.general.instanceTypes" in runner.summary.read_text()


def test_a_comment_may_be_required(runner: Runner, github: GitHub) -> None:
    runner.github(github.url)
    github.faults = [FORBIDDEN]
    assert runner.run("base", "--require-post").code == 5


def test_without_a_summary_a_failure_is_one(runner: Runner, github: GitHub) -> None:
    runner.github(github.url)
    runner.set(GITHUB_STEP_SUMMARY="")
    github.faults = [FORBIDDEN]
    said = runner.run("base")
    assert (said.code, said.out) == (5, "")
    assert said.err.startswith("groundplan: POST /repos/o/r/issues/7/comments: 127.0.0.1 answers 403")


def test_a_fork_on_gitlab_has_no_token(runner: Runner) -> None:
    runner.gitlab("https://gitlab.invalid", GITLAB_TOKEN="", CI_MERGE_REQUEST_SOURCE_PROJECT_ID="666")
    assert runner.run("base") == (0, "", "no comment: the pull request comes from a fork, whose runs have no token\n")


def test_an_invalid_head_is_said_and_fails(runner: Runner, github: GitHub) -> None:
    runner.change({"vpc": {"cidr": "nonsense"}})
    runner.github(github.url)
    assert runner.run("base", "--check-run").code == 2
    assert "cannot be rendered" in github.bodies()[0]
    assert "## groundplan · ⛔ not compared\n" in github.bodies()[0]
    (check,) = github.checks
    assert (check["conclusion"], check["output"]["title"]) == ("failure", "not a valid platform")
    assert check["output"]["annotations"][0]["annotation_level"] == "failure"


def test_a_check_run_of_something_destroyed_is_neutral(runner: Runner, github: GitHub) -> None:
    runner.github(github.url)
    assert runner.run("base", "--check-run", "--status").code == 0
    (check,) = github.checks
    assert (check["conclusion"], check["head_sha"]) == ("neutral", HEAD)
    assert check["output"]["title"].startswith("1 destructive · ")
    assert [each["state"] for each in github.statuses] == ["success"]


def test_dry_run_asks_nobody(runner: Runner) -> None:
    said = runner.run("base", "--dry-run")
    assert said.code == 0
    assert said.out.startswith("<!-- groundplan:diff v1 id=platform.yaml -->\n")


@pytest.mark.parametrize(
    "event",
    [
        "",
        "[]",
        "{",
        '{"pull_request": {"number": "7; rm -rf /"}}',
        '{"pull_request": {"number": 7, "head": {"sha": "::add-mask::x"}, "base": {"sha": "x"}}}',
        '{"pull_request": {"number": -7, "head": {"sha": "' + HEAD + '"}, "base": {"sha": "x"}}}',
        '{"pull_request": {"number": 1e400}}',
        "[" * 100_000,
        '{"issue": {"number": 7}}',
    ],
)
def test_an_event_is_data(runner: Runner, github: GitHub, event: str) -> None:
    runner.github(github.url, event)
    said = runner.run("base")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("groundplan: ")
    assert said.err.count("\n") == 1
    assert "::" not in said.err
    assert github.asked == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no CI service is known here"),
        (["--service", "bitbucket"], "give --service (github or gitlab)"),
        (["--service", "github"], "give --repository, --number"),
        (["--service", "github", "--repository", "o/r", "--number", "7"], "set GROUNDPLAN_TOKEN or GITHUB_TOKEN"),
        (["--service", "github", "--status"], "give --commit"),
        (["--dry-run", "--report-url", "javascript:alert(1)"], "--report-url is a URL that begins with https://"),
    ],
)
def test_usage(runner: Runner, words: list[str], said: str) -> None:
    found = runner.run("base", *words)
    assert found.code == 2
    assert said in found.err


def test_a_policy_holds_here_too(runner: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runner.change({"vpc": {"nat": "single"}})
    policy = tmp_path / "policy.yaml"
    policy.write_text("lint: {severity: {single-nat-gateway: error}}\n")
    assert "**new warning** `NET-024" in runner.run("base", "--dry-run").out
    assert "**new error** `NET-024" in runner.run("base", "--dry-run", "--policy", str(policy)).out
    runner.set(GROUNDPLAN_POLICY=str(policy))
    assert "**new error** `NET-024" in runner.run("base", "--dry-run").out
    assert run(["diff", "base"]) == 0
    assert "error: NET-024" in capsys.readouterr().out


def test_it_is_as_long_as_the_service_takes(runner: Runner) -> None:
    web = {"namespace": "shop", "image": "registry.example.com/web:1", "ports": {"http": 80}}
    for letter in "ab":
        files = {"x": {"path": "/etc/x", "content": {f"k{number}": letter * 280 for number in range(30)}}}
        runner.change({"services": {f"s{number}": web | {"files": files} for number in range(8)}})
    github, gitlab = (runner.run("HEAD~1", "--dry-run", "--service", name).out for name in ("github", "gitlab"))
    assert "**Showing " in github
    assert 50_000 < len(github) <= 65_536
    assert len(gitlab) > 100_000
    assert "**Showing " not in gitlab
