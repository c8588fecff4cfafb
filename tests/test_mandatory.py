"""--policy: what an organisation asks of all platforms, and that none of them can weaken it."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from tests.checkout import commit
from tests.platforms import ROOT, document

NAT: dict[str, Any] = {"vpc": {"nat": "single"}}
ALLOW = {"rule": "single-nat-gateway", "reason": "it is cheap"}


class Folder:
    """The current folder, with a platform.yaml and a policy."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys

    def policy(self, text: str) -> None:
        (self.path / "policy.yaml").write_text(f"lint:\n  {text}\n")

    def platform(self, lint: dict[str, Any], patch: dict[str, Any] = NAT) -> None:
        (self.path / "platform.yaml").write_text(document(patch | {"lint": lint}))

    def lint(self, *words: str) -> tuple[int, dict[str, tuple[str, str]], str]:
        """Exit code, severity and message by id, and what standard error says."""
        code = run(["lint", "--format", "json", *words])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        findings = json.loads(said.out)["findings"] if said.out else []
        return code, {each["id"]: (each["severity"], each["message"]) for each in findings}, said.err

    def severity(self, *words: str) -> str:
        return self.lint("--policy", "policy.yaml", *words)[1]["NET-024"][0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Folder:
    monkeypatch.chdir(tmp_path)
    made = Folder(tmp_path, capsys)
    made.platform({})
    return made


@pytest.mark.parametrize(
    ("policy", "own", "expected"),
    [
        ("severity: {single-nat-gateway: error}", {}, "error"),
        ("severity: {NET-024: error}", {"severity": {"single-nat-gateway": "info"}}, "error"),
        ("severity: {single-nat-gateway: error}", {"severity": {"NET-024": "info"}}, "error"),
        ("severity: {NET: error}", {"severity": {"NET-024": "info"}}, "error"),
        ("severity: {NET-024: info}", {"severity": {"NET-024": "error"}}, "error"),
        ("severity: {NET-024: info}", {}, "warning"),
        ("severity: {NET-024: {production: error}}", {}, "error"),
        ("severity: {NET-024: {staging: error}}", {}, "warning"),
    ],
)
def test_a_severity_is_the_least(policy: str, own: dict[str, Any], expected: str, folder: Folder) -> None:
    folder.policy(policy)
    folder.platform(own)
    assert folder.severity() == expected


@pytest.mark.parametrize(("own", "code"), [("error", 1), ("warning", 1), ("info", 1)])
def test_what_fails_is_no_less(own: str, code: int, folder: Folder) -> None:
    folder.policy("failOn: warning")
    folder.platform({"failOn": own})
    assert folder.lint("--policy", "policy.yaml")[0] == code
    assert folder.lint("--policy", "policy.yaml", "--fail-on", "never")[0] == 0, "the command line is the owner's"


def test_what_is_stricter_stays(folder: Folder) -> None:
    folder.policy("failOn: error")
    folder.platform({"failOn": "warning"})
    assert folder.lint("--policy", "policy.yaml")[0] == 1


def test_a_number_holds(folder: Folder) -> None:
    arn = "arn:aws:iam::111122223333:role/"
    access = {f"a{n}": {"principal": f"{arn}A{n}", "policy": "ClusterAdmin"} for n in range(4)}
    folder.platform({"parameters": {"administrators": 9, "apiPrefix": 20}}, {"cluster": {"access": access}})
    assert "IAM-035" not in folder.lint()[1]
    before = folder.lint()[1]
    folder.policy("parameters: {administrators: 3}")
    found = folder.lint("--policy", "policy.yaml")[1]
    (new,) = found.keys() - before.keys()
    assert "keep 3" in found[new][1]


@pytest.mark.parametrize("word", ["single-nat-gateway", "NET-024", "NET"])
@pytest.mark.parametrize("comment", [False, True])
def test_what_may_never_be_allowed(word: str, comment: bool, folder: Folder) -> None:
    if comment:
        text = document(NAT).replace("nat: single", "nat: single # groundplan: allow NET-024: it is cheap")
        (folder.path / "platform.yaml").write_text(text)
    else:
        folder.platform({"allow": [ALLOW]})
    assert folder.lint()[1] == {}
    folder.policy(f"neverAllow: [{word}]")
    found = folder.lint("--policy", "policy.yaml")[1]
    assert list(found) == ["NET-024"], "the allow is not said to be unused"
    assert found["NET-024"][1].endswith("; the policy lets no allow silence this")


def test_what_it_names_only_may_not_be_allowed(folder: Folder) -> None:
    folder.platform({"allow": [ALLOW]})
    folder.policy("neverAllow: [CLU]")
    assert folder.lint("--policy", "policy.yaml")[1] == {}


def test_what_is_left_of_fixes_is_judged_by_it(folder: Folder) -> None:
    folder.platform({"allow": [ALLOW]})
    folder.policy("neverAllow: [NET]")
    assert list(folder.lint("--policy", "policy.yaml", "--fix")[1]) == ["NET-024"]


def test_of_a_revision_and_by_a_variable(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.policy("severity: {NET-024: error}")
    commit(folder.path, "a policy")
    folder.policy("severity: {NET-024: info}")
    assert folder.lint("--policy", "HEAD:policy.yaml")[1]["NET-024"][0] == "error"
    monkeypatch.setenv("GROUNDPLAN_POLICY", "HEAD:policy.yaml")
    assert run(["lint"]) == 1


def test_nobody_writes_what_it_makes(folder: Folder) -> None:
    text = document(NAT) + "neverAllowed: []\n"
    (folder.path / "platform.yaml").write_text(text)
    assert folder.lint()[0] == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("neverAllow: [single-nat]", "policy.yaml:2:16: `single-nat` is no rule"),
        ("severity: {single-nat: error}", "policy.yaml:2:14: `single-nat` is no rule"),
        ("severity: {NET-024: eror}", "policy.yaml:2:14: expected error, info or warning or a mapping, found `eror`"),
        ("allow: []", "policy.yaml:2:3: unknown key `allow`"),
        ("rules: own", "policy.yaml:2:3: unknown key `rules`"),
        ("{", "policy.yaml:"),
    ],
)
def test_a_policy_that_is_none(text: str, reason: str, folder: Folder) -> None:
    folder.policy(text)
    code, _, said = folder.lint("--policy", "policy.yaml")
    assert (code, reason in said) == (2, True), said


@pytest.mark.parametrize("word", ["nowhere.yaml", ".", "gone:policy.yaml"])
def test_words_that_name_none(word: str, folder: Folder) -> None:
    commit(folder.path, "a platform")
    assert folder.lint("--policy", word)[0] == 2


def test_the_documented_policy_is_one(folder: Folder) -> None:
    shown = (ROOT / "docs/lint.md").read_text().split("# policy/eks.yaml\n")[1].split("```")[0]
    (folder.path / "policy.yaml").write_text(shown)
    assert folder.lint("--policy", "policy.yaml")[0] == 1
