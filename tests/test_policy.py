"""Settings of the linter: severities, numbers, and those that come from another file of the repository."""

from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from tests.platforms import document

NAT: dict[str, Any] = {"vpc": {"nat": "single"}}


class Place:
    """A repository with a platform in clusters/shop."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        (folder / ".git").mkdir()
        (folder / "clusters/shop").mkdir(parents=True)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text)

    def lint(self, settings: dict[str, Any], patch: dict[str, Any] = NAT, *words: str) -> tuple[int, str]:
        self.write("clusters/shop/platform.yaml", document(patch | {"lint": settings}))
        code = run(["lint", "clusters/shop/platform.yaml", *words])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Place:
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path, capsys)


# ------------------------------------------------------------------ severities and numbers


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({}, "warning"),
        ({"single-nat-gateway": "error"}, "error"),
        ({"NET-024": "info"}, "info"),
        ({"NET-024": {"production": "error"}}, "error"),
        ({"NET-024": {"development": "error"}}, "warning"),
    ],
)
def test_severities(severity: dict[str, Any], expected: str, place: Place) -> None:
    code, said = place.lint({"severity": severity})
    assert f"{expected}: single-nat-gateway" in said
    assert code == (1 if expected == "error" else 0)


def test_by_tier(place: Place) -> None:
    settings = {"severity": {"single-nat-gateway": {"production": "error", "staging": "info"}}}
    assert "info: single-nat-gateway" in place.lint(settings, NAT | {"tier": "staging"})[1]
    assert "info: single-nat-gateway" in place.lint({}, NAT | {"tier": "development"})[1], "as the rule has it"


def test_a_severity_of_a_rule_about_allows(place: Place) -> None:
    allow = [{"rule": "no-flow-logs", "reason": "x"}]
    assert "error: unused-allow" in place.lint({"allow": allow, "severity": {"unused-allow": "error"}})[1]


def admins(count: int) -> dict[str, Any]:
    arn = "arn:aws:iam::111122223333:role/"
    return {
        "cluster": {"access": {f"a{n}": {"principal": f"{arn}A{n}", "policy": "ClusterAdmin"} for n in range(count)}}
    }


def test_numbers(place: Place) -> None:
    assert "too-many-admins" not in place.lint({"parameters": {"administrators": 5}}, admins(4))[1]
    assert "keep 1" in place.lint({"parameters": {"administrators": 1}}, admins(4))[1]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"severity": {"single-nat-gateway": "eror"}}, "did you mean `error`"),
        ({"severity": {"single-nat-gateway": "off"}}, "expected error, info or warning or a mapping, found `off`"),
        ({"parameters": {"subnetHeadroom": 100}}, "100 is above 99"),
        ({"parameters": {"administrator": 3}}, "did you mean `administrators`"),
    ],
)
def test_mistakes(settings: dict[str, Any], reason: str, place: Place) -> None:
    code, said = place.lint(settings)
    assert (code, reason in said) == (2, True), said


# ------------------------------------------------------------------ lint.extends


def test_settings_of_another_file(place: Place) -> None:
    place.write("policy.yaml", "lint: {failOn: warning, severity: {NET-024: info, NET-036: error}}\n")
    assert "info: single-nat-gateway" in place.lint({"extends": "../../policy.yaml"})[1]
    code, said = place.lint({"extends": "../../policy.yaml", "severity": {"NET-024": "warning"}})
    assert (code, "warning: single-nat-gateway" in said) == (1, True), "the file's own come on top"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../../../outside.yaml", "leads out of the repository"),
        ("/etc/hostname", "leads out of the repository"),
        ("link.yaml", "leads out of the repository"),
        ("../../.git/policy.yaml", "lies in .git"),
        ("nowhere.yaml", "is no file"),
        ("..", "is no file"),
        ("latin.yaml", "not UTF-8"),
    ],
)
def test_what_it_may_not_extend(path: str, reason: str, place: Place) -> None:
    (place.folder.parent / "outside.yaml").write_text("lint: {failOn: info}\n")
    (place.folder / "clusters/shop/link.yaml").symlink_to(place.folder.parent / "outside.yaml")
    (place.folder / "clusters/shop/latin.yaml").write_bytes(b"lint: \xff\n")
    place.write(".git/policy.yaml", "lint: {failOn: info}\n")
    code, said = place.lint({"extends": path})
    assert (code, reason in said) == (2, True), said
    assert "clusters/shop/platform.yaml:" in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lint: {failOn: warn}\n", "policy.yaml:1:8: error: expected error, info or warning, found `warn`"),
        ("\nlint: {allow: []}\n", "policy.yaml:2:8: error: unknown key `allow`"),
        ("lint: {extends: other.yaml}\n", "unknown key `extends`"),
        ("name: x\nlint: {}\n", "policy.yaml:1:1: error: unknown key `name`"),
        ("lint: {failOn: error, failOn: info}\n", "policy.yaml:1:"),
        ("", "expected a mapping, found nothing"),
        ("lint: {severity: {NET-024: null}}\n", "policy.yaml:1:19: error"),
    ],
)
def test_a_policy_that_is_none(text: str, reason: str, place: Place) -> None:
    place.write("policy.yaml", text)
    code, said = place.lint({"extends": "../../policy.yaml"})
    assert (code, reason in said) == (2, True), said
    assert said.startswith("policy.yaml:")


def test_a_link_within_the_repository_is_fine(place: Place) -> None:
    place.write("policy.yaml", "lint: {severity: {NET-024: error}}\n")
    (place.folder / "clusters/shop/link.yaml").symlink_to("../../policy.yaml")
    assert place.lint({"extends": "link.yaml"})[0] == 1


def test_without_a_repository_only_what_is_below(place: Place) -> None:
    (place.folder / ".git").rmdir()
    place.write("policy.yaml", "lint: {}\n")
    place.write("clusters/shop/policy.yaml", "lint: {severity: {NET-024: error}}\n")
    assert "leads out" in place.lint({"extends": "../../policy.yaml"})[1]
    assert place.lint({"extends": "policy.yaml"})[0] == 1
