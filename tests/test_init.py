"""What `groundplan init` writes is valid, clean, and rendered as it stands; what is there stays."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli import run
from generator.errors import Exit
from generator.init.content import presets
from tests.platforms import ROOT
from tests.tools import run as run_tool

GIVEN = ["--account", "111122223333", "--region", "eu-west-1"]
INSIDE = ["--repository", "https://git.example.internal/platform"]
FILES = {"platform.yaml", ".gitattributes", ".pre-commit-config.yaml"}
WORKFLOW = ".github/workflows/groundplan.yml"


def made(folder: Path, *words: str) -> int:
    return run(["init", str(folder), *GIVEN, *INSIDE, *words])


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("preset", presets())
def test_a_preset(tmp_path: Path, preset: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(tmp_path, "--preset", preset) == Exit.OK
    assert files(tmp_path) == FILES
    file = str(tmp_path / "platform.yaml")
    capsys.readouterr()
    assert run(["lint", file, "--fail-on", "info"]) == Exit.OK
    assert "no findings" in capsys.readouterr().out
    assert run(["render", file]) == Exit.OK
    assert run(["render", "--check", file]) == Exit.OK


def test_a_workflow_where_the_repository_is_on_github(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path), *GIVEN, "--repository", "https://github.com/acme/platform"]) == Exit.OK
    assert files(tmp_path) == FILES | {WORKFLOW}
    workflow = yaml.safe_load((tmp_path / WORKFLOW).read_text())
    page = (ROOT / "docs/pull-requests.md").read_text()
    assert workflow == yaml.safe_load(page.partition("```yaml\n")[2].partition("```")[0])


def test_pre_commit_takes_its_configuration(tmp_path: Path) -> None:
    made(tmp_path)
    tool = str(Path(sys.executable).with_name("pre-commit"))
    done = run_tool([tool, "validate-config", ".pre-commit-config.yaml"], tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path)
    before = {path: (tmp_path / path).read_text() for path in files(tmp_path)}
    capsys.readouterr()
    assert made(tmp_path) == Exit.OK
    assert {path: (tmp_path / path).read_text() for path in files(tmp_path)} == before
    assert capsys.readouterr().out.startswith("next: ")


def test_what_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "platform.yaml").write_text("mine")
    (tmp_path / ".gitattributes").write_text("*.png binary")
    assert made(tmp_path) == Exit.OK
    assert (tmp_path / "platform.yaml").read_text() == "mine"
    lines = (tmp_path / ".gitattributes").read_text().splitlines()
    assert lines[0] == "*.png binary"
    assert lines[-1] == "rendered/** linguist-generated=true"
    assert f"left {tmp_path / 'platform.yaml'} as it is" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--account", "11"], "account: `11` is not an AWS account"),
        (["--preset", "tiny"], "--preset `tiny` is not known; there are minimal, private, production"),
        (["--ci", "jenkins"], "--ci `jenkins` is not known"),
        (["--name", 'a"\nb: c'], "name: "),
    ],
)
def test_wrong_answers_write_nothing(
    tmp_path: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert made(tmp_path, *words) == Exit.INVALID
    assert said in capsys.readouterr().err
    assert files(tmp_path) == set()


def test_nobody_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path)]) == Exit.INVALID
    assert "give --account, --region, --repository" in capsys.readouterr().err


def test_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "here/.github").symlink_to(tmp_path / "other")
    assert made(tmp_path / "here", "--ci", "github") == Exit.REFUSED
    assert files(tmp_path) == set()


def test_questions_on_a_terminal(tmp_path: Path) -> None:
    """Every question is answered; an empty answer takes what is suggested, here from the remote."""
    run_tool(["git", "init", "--quiet"], tmp_path)
    run_tool(["git", "remote", "add", "origin", "git@github.com:acme/platform.git"], tmp_path)
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", "import sys; from generator.cli import run; sys.exit(run(['init']))"]
    process = subprocess.Popen(words, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"minimal\nshop\n111122223333\neu-west-1\n\n\n\n")
    assert process.wait(60) == Exit.OK
    platform = yaml.safe_load((tmp_path / "platform.yaml").read_text())
    assert (platform["name"], platform["account"]) == ("shop", "111122223333")
    assert platform["gitops"]["repository"] == "https://github.com/acme/platform"
    assert platform["terraform"]["backend"]["s3"]["bucket"] == "shop-terraform-state"
