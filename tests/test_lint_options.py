"""Which rules run, what is known already, and how often something was found."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from generator.errors import UsageError
from lint.rule import all_rules
from lint.selection import chosen
from tests.platforms import document

BAD: dict[str, Any] = {"vpc": {"nat": "single"}, "cluster": {"endpoint": {"public": True}}}


class Folder:
    """The current folder, with a platform.yaml in it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys

    def platform(self, patch: dict[str, Any]) -> None:
        (self.path / "platform.yaml").write_text(document(patch))

    def lint(self, *words: str) -> tuple[int, list[str], str]:
        """Exit code, the ids that were found, and what standard error says."""
        code = run(["lint", "--format", "json", *words])
        said = self.capsys.readouterr()
        return code, [found["id"] for found in json.loads(said.out)["findings"]], said.err

    def known(self, *words: str) -> tuple[int, list[str], str]:
        return self.lint("--baseline", "known.json", *words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Folder:
    monkeypatch.chdir(tmp_path)
    made = Folder(tmp_path, capsys)
    made.platform(BAD)
    return made


# ------------------------------------------------------------------ selection


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["single-nat-gateway"], [], ["NET-024"]),
        (["NET-024", "CLU-001"], [], ["NET-024", "CLU-001"]),
        (["NET-024,CLU-001"], [], ["NET-024", "CLU-001"]),
        (["NET"], [], ["NET-024"]),
        (["NET-02"], [], ["NET-024"]),
        (["CLU"], ["CLU-002"], ["CLU-001"]),
        ([], ["CLU", "NET"], []),
    ],
)
def test_selection(select: list[str], ignore: list[str], expected: list[str], folder: Folder) -> None:
    words = [word for each in select for word in ("--select", each)] + [w for i in ignore for w in ("--ignore", i)]
    assert folder.lint(*words)[1] == expected


@pytest.mark.parametrize("word", ["NET-999", "single-nat", "net", "HIGH", "", "NET,"])
def test_a_word_that_means_nothing_is_refused(word: str, folder: Folder) -> None:
    assert run(["lint", "--select", word]) == 2
    assert "is no rule" in folder.capsys.readouterr().err


def test_no_rule_left_is_no_pass() -> None:
    with pytest.raises(UsageError, match="no rule is left"):
        chosen(["NET-024"], ["NET"])


def test_every_rule_is_chosen_without_words() -> None:
    assert chosen([], []) == all_rules()


def test_allows_of_rules_that_do_not_run_are_not_judged(folder: Folder) -> None:
    allow = [{"rule": "single-nat-gateway", "reason": "x"}, {"rule": "no-such-rule", "reason": "x"}]
    folder.platform(BAD | {"lint": {"allow": allow}})
    assert folder.lint("--select", "CFG")[1] == ["CFG-006"]
    assert folder.lint("--select", "CFG,CLU-001")[1] == ["CLU-001", "CFG-006"]


# ------------------------------------------------------------------ what is known


def test_what_is_known_is_not_told(folder: Folder) -> None:
    code, found, said = folder.known("--write-baseline")
    assert (code, found) == (0, [])
    assert "known.json: 3 known findings" in said
    folder.platform(BAD | {"tags": {"a": "b"}, "tier": "production"})
    assert folder.known() == (0, [], "")
    folder.platform(BAD | {"cni": {"warm": {"minimumIps": 3}}})
    assert folder.known()[1] == ["CNI-013"]


def test_what_is_mended_is_said_and_taken_out(folder: Folder) -> None:
    folder.known("--write-baseline")
    folder.platform({"cluster": BAD["cluster"]})
    said = folder.known()[2]
    assert "nothing is found any more for NET-024 at vpc.nat of platform.yaml (production)" in said
    assert "--shrink-baseline" in said
    assert folder.known("--shrink-baseline") == (0, [], "known.json: 2 known findings\n")
    assert folder.known() == (0, [], "")
    folder.platform(BAD)
    assert folder.known()[1] == ["NET-024"], "what comes back is new"
    assert folder.known("--shrink-baseline")[1] == ["NET-024"], "shrinking never adds"


def test_a_narrow_run_says_nothing_of_the_rest(folder: Folder) -> None:
    folder.known("--write-baseline")
    before = (folder.path / "known.json").read_text()
    folder.platform({})
    assert folder.known("--select", "CLU-001")[2].count("nothing is found any more") == 1
    folder.platform(BAD)
    folder.known("--select", "NET", "--write-baseline")
    assert (folder.path / "known.json").read_text() == before


def test_another_environment_is_new(folder: Folder) -> None:
    two = {"production": {"vpc": {"nat": "perZone"}}, "staging": {"account": "444455556666", "tier": "staging"}}
    folder.platform(BAD | {"environments": two})
    folder.known("--write-baseline")
    folder.platform(BAD | {"environments": two | {"production": {}}})
    run(["lint", "--format", "json", "--baseline", "known.json"])
    (finding,) = json.loads(folder.capsys.readouterr().out)["findings"]
    assert (finding["id"], finding["environments"]) == ("NET-024", ["production"])


def test_a_worse_value_is_new(folder: Folder) -> None:
    folder.platform({"cluster": {"endpoint": {"public": True, "publicCidrs": ["203.0.0.0/16"]}}})
    folder.known("--write-baseline")
    folder.platform({"cluster": {"endpoint": {"public": True, "publicCidrs": ["203.0.0.0/8"]}}})
    assert folder.known()[1] == ["CLU-003"]


def test_faults_are_never_known(folder: Folder) -> None:
    (folder.path / "platform.yaml").write_text("name: x\n")
    code, found, _ = folder.known("--write-baseline")
    assert (code, any(found)) == (2, False)
    assert json.loads((folder.path / "known.json").read_text())["findings"] == []


def test_files_are_named_from_the_baseline(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.known("--write-baseline")
    (folder.path / "below").mkdir()
    monkeypatch.chdir(folder.path / "below")
    assert folder.lint("--baseline", "../known.json", "../platform.yaml") == (0, [], "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file; make it with --write-baseline"),
        ("", "not a baseline"),
        ("[]", "not a baseline"),
        ('{"version": 2, "findings": []}', "version 2 is not known here"),
        ('{"version": 1, "findings": [{}]}', "not a baseline"),
    ],
)
def test_what_is_no_baseline(content: str | None, reason: str, folder: Folder) -> None:
    if content is not None:
        (folder.path / "known.json").write_text(content)
    assert run(["lint", "--baseline", "known.json"]) == 2
    assert reason in folder.capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--write-baseline"],
        ["--shrink-baseline"],
        ["--baseline", "known.json", "--write-baseline", "--shrink-baseline"],
        ["--baseline", "platform.yaml", "--write-baseline"],
        ["--baseline", "nowhere/known.json", "--write-baseline"],
    ],
)
def test_words_that_do_not_go_together(words: list[str], folder: Folder) -> None:
    assert run(["lint", *words]) == 2
    assert folder.capsys.readouterr().err.startswith("groundplan: ")


# ------------------------------------------------------------------ statistics


def test_statistics(folder: Folder) -> None:
    assert run(["lint", "--statistics"]) == 1
    lines = folder.capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["1", "error", "CLU-001", "public-endpoint-open:"],
        ["1", "warning", "CLU-002", "public-endpoint-enabled:"],
        ["1", "warning", "NET-024", "single-nat-gateway:"],
    ]
    folder.platform({})
    assert run(["lint", "--statistics"]) == 0
    assert folder.capsys.readouterr().out == "no findings\n"
    assert run(["lint", "--statistics", "--format", "json"]) == 2
