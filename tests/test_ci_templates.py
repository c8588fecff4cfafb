"""What CI runs is what the services take, pinned, and has nothing of a pull request in its scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.init.answers import Answers
from generator.init.content import content
from tests.checkout import commit, git
from tests.forge.installed import ACTIONLINT, GITLAB_CI, NODE, installed
from tests.platforms import ROOT
from tests.tools import run

ACTION = (ROOT / "action.yml").read_text()
STEPS: list[dict[str, Any]] = yaml.safe_load(ACTION)["runs"]["steps"]
WRITTEN = ".github/workflows/groundplan.yml"
COMPONENT = (ROOT / "templates/groundplan.yml").read_text()
PAGE = (ROOT / "docs/pull-requests.md").read_text()
WORKFLOW, INCLUDE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_every_action_is_pinned_by_its_commit() -> None:
    used = re.findall(r"uses: (\S+)(.*)", ACTION + WORKFLOW)
    assert len(used) == 5
    for action, remark in used:
        if not action.startswith("example/groundplan@"):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", remark)


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 7
    assert not any("${{" in script or "eval" in script for script in scripts)
    _, component = COMPONENT.split("\n---\n")
    assert "$[[" not in component.partition("before_script:")[2]


def test_nothing_of_a_pull_request_is_an_expression() -> None:
    told = re.findall(r"\$\{\{\s*(.+?)\s*\}\}", ACTION)
    assert not [each for each in told if not re.match(r"(inputs|steps)\.[\w.-]+$|github\.token$|runner\.temp$", each)]


def test_python_is_away_from_the_checkout() -> None:
    (install,) = [step for step in STEPS if step.get("name") == "install groundplan"]
    assert install["working-directory"] == "${{ runner.temp }}"
    for script in (install["run"], COMPONENT):
        starts = re.findall(r"^.*(?:PYTHON\"|python3?) (.*)$", script, re.MULTILINE)
        assert starts
        assert all(start.startswith("-I -m ") for start in starts if "-m" in start)


def test_permissions_are_the_least() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert job["steps"][0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    # YAML 1.1 takes `on` for a truth.
    assert workflow[True] == "pull_request"


@pytest.mark.forge
def test_actionlint_takes_the_workflow_and_the_steps(tmp_path: Path) -> None:
    """The steps of the action too, as if they were a workflow's own: of an action actionlint reads no steps."""
    action = yaml.safe_load(ACTION)
    inputs = {name: what | {"type": "string"} for name, what in action["inputs"].items()}
    inputs["token"].pop("default")
    steps = {"steps": {"runs-on": "ubuntu-24.04", "steps": STEPS}}
    own = {"on": {"workflow_call": {"inputs": inputs}}, "jobs": steps}
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (tmp_path / "action.yml").write_text(ACTION)
    (folder / "users.yml").write_text(WORKFLOW.replace("example/groundplan@v0.1.0", "./"))
    (folder / "own.yml").write_text(yaml.safe_dump(own, sort_keys=False))
    (folder / "init.yml").write_text(re.sub(r"uses: example/\S+", "uses: ./", begun("github", WRITTEN)))
    commit(tmp_path, "as it is")
    assert lint(tmp_path) == ""
    (folder / "users.yml").write_text(WORKFLOW.replace("example/groundplan@v0.1.0", "./").replace("file:", "flie:"))
    assert 'input "flie" is not defined' in lint(tmp_path)


def begun(service: str, path: str) -> str:
    """What `groundplan init` writes for a service."""
    answers = Answers("a", "111122223333", "eu-west-1", "https://a.b/c", "arn:aws:iam::111122223333:role/A", "b", "m")
    return content("minimal", service, answers)[path]


def test_what_init_writes_is_this_action_and_this_component() -> None:
    (used,) = re.findall(r"uses: (example/\S+)", begun("github", WRITTEN))
    assert used in PAGE
    (include,) = yaml.safe_load(begun("gitlab", ".gitlab-ci.yml"))["include"]
    spec, _ = yaml.safe_load_all(COMPONENT)
    assert set(include["inputs"]) <= set(spec["spec"]["inputs"])
    assert include["remote"].endswith("/v0.1.0/templates/groundplan.yml")


def lint(folder: Path) -> str:
    return run([installed(ACTIONLINT), "-no-color", "-shellcheck=", "-pyflakes="], folder).stdout


@pytest.mark.forge
@pytest.mark.parametrize(
    ("text", "code"), [(COMPONENT, 0), (COMPONENT.replace("interruptible: true", "interruptible: 7"), 1)]
)
def test_gitlab_takes_the_component(tmp_path: Path, text: str, code: int) -> None:
    """By GitLab's own schema for CI, as gitlab-ci-local has it; the schema can refuse."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/groundplan.yml").write_text(text)
    include = yaml.safe_load(INCLUDE)["include"]
    include[0] = {"local": "templates/groundplan.yml", "inputs": include[0]["inputs"]}
    (tmp_path / ".gitlab-ci.yml").write_text(yaml.safe_dump({"include": include}))
    commit(tmp_path, "as it is")
    git(tmp_path, "remote", "add", "origin", "git@gitlab.com:example/platform.git")
    done = run([NODE, installed(GITLAB_CI), "--preview"], tmp_path)
    assert done.returncode == code, done.stdout + done.stderr
    assert "GROUNDPLAN_FILE: platform.yaml" in done.stdout or code
