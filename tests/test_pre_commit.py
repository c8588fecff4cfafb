"""The hooks that this repository offers, as pre-commit itself installs them from a tag and runs them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.checkout import commit, copy, git
from tests.platforms import ROOT, document
from tests.tools import run

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
GROUNDPLAN = [str(Path(sys.executable).with_name("groundplan"))]
TAG = "v0.1.0"
CONFIG = ".pre-commit-config.yaml"
NETWORK = "rendered/production/terraform/network.tf.json"


class Project:
    """A repository of a platform team that has our hooks."""

    def __init__(self, folder: Path, hooks: Path, home: Path) -> None:
        self.folder, self.hooks, self.home = folder, hooks, home

    def start(self, platforms: list[str], args: list[str]) -> None:
        """Commit rendered platforms and the configuration of the hooks."""
        offered = [{"id": "groundplan-lint"}, {"id": "groundplan-render"}, {"id": "groundplan-check", "args": args}]
        repository = {"repo": str(self.hooks), "rev": TAG, "hooks": offered}
        self.write(CONFIG, yaml.safe_dump({"repos": [repository]}))
        for path in platforms:
            self.write(path, document())
        done = run([*GROUNDPLAN, "render", *platforms], self.folder)
        assert done.returncode == 0, done.stderr
        commit(self.folder, "start")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Stage everything and run the hooks, as a commit would."""
        git(self.folder, "add", "--all")
        return run([*PRE_COMMIT, *arguments], self.folder, PRE_COMMIT_HOME=str(self.home))

    def said(self, output: str) -> dict[str, str]:
        """What pre-commit says of each hook: Passed, Failed, or (no files to check)Skipped."""
        lines = [line for line in output.splitlines() if line.startswith("groundplan ") and ".." in line]
        return {line.split(".")[0].split()[1]: line.rpartition(".")[2] for line in lines}


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as it is now, tagged."""
    folder = copy(tmp_path_factory.mktemp("groundplan"))
    commit(folder, "release")
    git(folder, "tag", TAG)
    return folder


@pytest.fixture(scope="session")
def home(hooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the installed hooks."""
    folder = tmp_path_factory.mktemp("pre-commit")
    (backend,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    fetched = run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest=wheels", backend], folder)
    if fetched.returncode:
        pytest.skip(f"pip has no {backend} here, and pre-commit installs hooks with pip")
    project = Project(folder / "installing", hooks, folder)
    project.start(["platform.yaml"], [])
    done = project.run("install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def project(tmp_path: Path, hooks: Path, home: Path) -> Project:
    return Project(tmp_path, hooks, home)


@pytest.fixture
def started(project: Project) -> Project:
    project.start(["platform.yaml"], [])
    return project


def test_pre_commit_accepts_the_manifest() -> None:
    done = run([*PRE_COMMIT, "validate-manifest", str(MANIFEST)], ROOT)
    assert done.returncode == 0, done.stdout


def test_hooks_pass_what_is_in_order(started: Project) -> None:
    done = started.run("run", "--all-files")
    assert started.said(done.stdout) == dict.fromkeys(["lint", "render", "check"], "Passed"), done.stdout
    assert done.returncode == 0
    assert git(started.folder, "status", "--short") == ""


def test_hooks_stay_out_of_other_changes(started: Project) -> None:
    started.write("NOTES.md", "nothing of the platform's\n")
    started.write("values.yaml", "a: 1\n")
    done = started.run("run")
    assert set(started.said(done.stdout).values()) == {"(no files to check)Skipped"}


def test_a_wrong_platform_fails_lint(started: Project) -> None:
    text = document({"vpc": {"nta": "single"}})
    started.write("platform.yaml", text)
    done = started.run("run", "groundplan-lint")
    assert started.said(done.stdout) == {"lint": "Failed"}
    line = text.splitlines().index("  nta: single") + 1
    assert f"platform.yaml:{line}:3" in done.stdout
    assert "nta" in done.stdout


def test_an_edited_platform_is_rendered_once(started: Project) -> None:
    started.write("platform.yaml", document({"tags": {"owner": "somebody-else"}}))
    first = started.run("run", "groundplan-render")
    assert started.said(first.stdout) == {"render": "Failed"}
    assert "files were modified by this hook" in first.stdout
    assert '"somebody-else"' in "".join(git(started.folder, "diff"))
    again = started.run("run")
    assert started.said(again.stdout) == dict.fromkeys(["lint", "render", "check"], "Passed"), again.stdout


def test_a_platform_without_its_render_fails_check(started: Project) -> None:
    started.write("platform.yaml", document({"tags": {"owner": "somebody-else"}}))
    done = started.run("run", "groundplan-check")
    assert started.said(done.stdout) == {"check": "Failed"}
    assert "exit code: 3" in done.stdout
    assert "stale" in done.stdout


def test_a_hand_edited_file_fails_check(started: Project) -> None:
    started.write(NETWORK, (started.folder / NETWORK).read_text() + "\n")
    done = started.run("run")
    assert started.said(done.stdout)["check"] == "Failed"
    assert "exit code: 4" in done.stdout
    assert NETWORK in done.stdout


def test_args_name_several_platforms(project: Project) -> None:
    platforms = ["clusters/a/platform.yaml", "clusters/b/platform.yaml"]
    project.start(platforms, platforms)
    assert project.run("run", "--all-files").returncode == 0
    for path in platforms:
        project.write(path, document({"tags": {"owner": "somebody-else"}}))
    assert project.said(project.run("run", "groundplan-check").stdout) == {"check": "Failed"}
    assert project.said(project.run("run", "groundplan-render").stdout) == {"render": "Failed"}
    assert project.run("run").returncode == 0
    edited = f"clusters/b/{NETWORK}"
    project.write(edited, (project.folder / edited).read_text() + "\n")
    done = project.run("run", "groundplan-check")
    assert "exit code: 4" in done.stdout
    assert edited in done.stdout
