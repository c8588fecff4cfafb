"""Rules of a user's own: what runs them, what is wrong with them, and that nothing else runs them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.cli import run
from lint.rule import all_rules, built_in
from tests.checkout import commit
from tests.platforms import ROOT, document

RULE = '''
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("ACME-001", WARNING, "https://wiki.example.com/owners")
def no_owner(platform: Platform) -> Iterator[Violation]:
    """Nobody can be asked about it.

    Bad:

        tags: {team: web}

    Good:

        tags: {owner: shop}
    """
    if "owner" not in platform.tags:
        yield Violation(platform, "tags", "nobody owns it", Fix("shop", True, ("tags", "owner")))
'''
BODY = RULE[RULE.index("    if ") :]
"""What a rule does; another one takes its place in a test."""


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def ids(self) -> set[str]:
        return {each["id"] for each in json.loads(self.out)["findings"]}


class Folder:
    """The current folder, with a platform.yaml and rules in it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys
        (path / "own").mkdir()
        self.rule()
        self.platform({})

    def rule(self, text: str = RULE, name: str = "no_owner") -> None:
        (self.path / f"own/{name}.py").write_text(text)

    def platform(self, patch: dict[str, Any]) -> None:
        (self.path / "platform.yaml").write_text(document(patch))

    def run(self, *words: str) -> Said:
        code = run([*words])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        assert all_rules() == built_in(), "a run leaves nothing behind"
        return Said(code, said.out, said.err)

    def lint(self, *words: str) -> Said:
        return self.run("lint", "--format", "json", *words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


# ------------------------------------------------------------------ what runs them


@pytest.mark.parametrize("words", [["--rules", "own"], ["--rules", "own/no_owner.py"], ["--rules", "./own/"]])
def test_they_run_where_the_command_names_them(words: Sequence[str], folder: Folder) -> None:
    assert "ACME-001" not in folder.lint().ids
    assert "ACME-001" in folder.lint(*words).ids


def test_a_variable_names_them_too(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDPLAN_RULES", "own")
    assert "ACME-001" in folder.run("lint").out


def test_they_are_like_any_other(folder: Folder) -> None:
    assert folder.lint("--rules", "own", "--select", "ACME").ids == {"ACME-001"}
    assert folder.lint("--rules", "own", "--select", "no-owner").ids == {"ACME-001"}
    assert folder.lint("--rules", "own", "--ignore", "ACME-001").ids == folder.lint().ids
    assert "ACME-001  no-owner" in folder.run("rules", "--rules", "own").out
    assert "nobody owns it" in folder.run("explain", "no-owner", "--rules", "own").out
    folder.platform({"lint": {"severity": {"ACME-001": "error"}}})
    assert folder.lint("--rules", "own").code == 1
    folder.platform({"lint": {"allow": [{"rule": "no-owner", "reason": "x"}]}})
    assert folder.lint("--rules", "own").ids == set()
    folder.platform({})
    assert folder.lint("--rules", "own", "--fix").ids.isdisjoint({"ACME-001"})
    assert "owner: shop" in (folder.path / "platform.yaml").read_text()


def test_every_report_has_them(folder: Folder) -> None:
    folder.run("lint", "--rules", "own", "-o", "sarif:a.sarif", "-o", "junit:a.xml", "-o", "gitlab:a.json")
    for name in ("a.sarif", "a.xml", "a.json"):
        assert "nobody owns it" in (folder.path / name).read_text()


def test_a_diff_tells_what_they_find_anew(folder: Folder) -> None:
    folder.platform({"tags": {"owner": "shop"}})
    commit(folder.path, "an owner")
    folder.platform({})
    new = [each["id"] for each in json.loads(folder.run("diff", "HEAD", "--format", "json").out)["findings"]["new"]]
    own = folder.run("diff", "HEAD", "--format", "json", "--rules", "HEAD:own").out
    assert [each["id"] for each in json.loads(own)["findings"]["new"]] == [*new, "ACME-001"]
    assert "no-owner" in folder.run("comment", "HEAD", "--dry-run", "--rules", "HEAD:own").out


# ------------------------------------------------------------------ what does not

SPY = "open('ran', 'w').close()\n"


def test_a_platform_cannot_have_them_run(folder: Folder) -> None:
    folder.rule(SPY + RULE)
    (folder.path / "pyproject.toml").write_text('[tool.groundplan]\nrules = "own"\n')
    settings = {"severity": {"ACME-001": "error"}, "allow": [{"rule": "no-owner", "reason": "x"}]}
    folder.platform({"lint": {"rules": "own"} | settings})
    said = folder.lint()
    assert said.err == "platform.yaml: its own rules did not run, as they are code; `--rules own` runs them\n"
    assert said.ids == set(), "names that may be those of such rules are not unknown"
    for words in (["rules"], ["explain", "NET-024"], ["lint", "--fix"]):
        folder.run(*words)
    assert not (folder.path / "ran").exists()
    assert folder.lint("--rules", "own").err == ""
    assert (folder.path / "ran").exists()


def test_a_mistyped_name_is_told_where_there_are_no_other_rules(folder: Folder) -> None:
    folder.platform({"lint": {"severity": {"ACME-001": "error"}, "allow": [{"rule": "no-owner", "reason": "x"}]}})
    assert folder.lint().ids == {"CFG-006", "CFG-009"}


def test_of_a_revision_nothing_of_the_work_tree_runs(folder: Folder) -> None:
    commit(folder.path, "rules")
    folder.rule(SPY + RULE)
    folder.rule(SPY, "another")
    (folder.path / "HEAD:own").mkdir()
    (folder.path / "HEAD:own/spy.py").write_text(SPY)
    assert "ACME-001" in folder.lint("--rules", "HEAD:own").ids
    assert "ACME-001" in folder.lint("--rules", "HEAD:own/no_owner.py").ids
    assert not (folder.path / "ran").exists()


def test_a_link_in_a_revision_is_left_out(folder: Folder) -> None:
    (folder.path / "own/linked.py").symlink_to("/etc/hostname")
    commit(folder.path, "rules")
    assert folder.lint("--rules", "HEAD:own").code == 0


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("nowhere", "nowhere: there is no such file or folder"),
        (".", "no rule is there"),
        ("HEAD:nowhere", "HEAD has no nowhere"),
        ("gone:own", "`gone` is neither a file nor a Git revision here"),
    ],
)
def test_words_that_name_none(word: str, reason: str, folder: Folder) -> None:
    commit(folder.path, "rules")
    said = folder.run("lint", "--rules", word)
    assert (said.code, reason in said.err) == (2, True), said.err


# ------------------------------------------------------------------ what is wrong with them


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (RULE.replace("yield", "yeild"), "own/no_owner.py:22:15: SyntaxError: invalid syntax"),
        (RULE + "\nimport nothing_of_that_name\n", "own/no_owner.py:24: ModuleNotFoundError: No module named"),
        (RULE + "\nraise SystemExit(0)\n", "own/no_owner.py:24: SystemExit: 0"),
        ("x = 1\n", "own/no_owner.py:1: holds 0 rules"),
        (RULE.replace("ACME-001", "NET-901"), "ids with NET are groundplan's"),
        (RULE.replace("ACME-001", "acme"), "`acme` is no id"),
        (RULE.replace("def no_owner", "def costs"), "its rule is called costs; name the function no_owner"),
        (RULE.replace("https://wiki.example.com/owners", "the wiki"), "`the wiki` is no page"),
        (RULE[: RULE.index('    """')] + BODY, "the rule has no docstring"),
    ],
)
def test_a_faulty_file(text: str, reason: str, folder: Folder) -> None:
    folder.rule(text)
    folder.rule("y = 2\n", "zero")
    said = folder.lint("--rules", "own")
    assert (said.code, said.out) == (2, "")
    assert reason in said.err
    assert "own/zero.py:1: holds 0 rules" in said.err, "all are told at once"


def test_two_of_one_name(folder: Folder) -> None:
    folder.rule(RULE.replace("def no_owner", "def single_nat_gateway"), "single_nat_gateway")
    assert "is there already: single-nat-gateway [NET-024]" in folder.lint("--rules", "own").err
    folder.rule(RULE.replace("def no_owner", "def other"), "single_nat_gateway")
    (folder.path / "own/single_nat_gateway.py").rename(folder.path / "own/other.py")
    assert "other [ACME-001] is there already: no-owner [ACME-001]" in folder.lint("--rules", "own").err


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("    yield Violation(platform.vpc, 'nat', str(1 / 0))", "ZeroDivisionError: division by zero (own/bad.py:"),
        ("    raise SystemExit(3)\n    yield", "SystemExit: 3 (own/bad.py:"),
        ("    yield Violation(platform.vpc, 'nothing', 'x')", "ValueError: "),
        ("    yield 3", "AttributeError: "),
        ("    return None", "TypeError: "),
    ],
)
def test_a_rule_that_fails_is_told_and_the_others_go_on(body: str, reason: str, folder: Folder) -> None:
    bad = RULE.replace(BODY, body).replace("no_owner", "bad").replace("ACME-001", "ACME-002")
    folder.rule(bad, "bad")
    folder.platform({"lint": {"allow": [{"rule": "ACME-002", "reason": "it must not be hidden"}]}})
    said = folder.lint("--rules", "own", "--fail-on", "never")
    assert (said.code, said.err) == (2, "")
    found = {each["id"]: each for each in json.loads(said.out)["findings"]}
    assert found["ACME-001"]["message"] == "nobody owns it"
    assert found["ACME-002"]["severity"] == "error"
    assert reason in found["ACME-002"]["message"]


# ------------------------------------------------------------------ their examples


def test_good_examples_hold(folder: Folder) -> None:
    said = folder.run("rules", "--rules", "own", "--test")
    assert (said.code, said.out) == (0, "own/no_owner.py: no-owner [ACME-001] holds\n")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("tags: {team: web}", "tags: {owner: web}", "Bad is not found"),
        ("tags: {owner: shop}", "tags: {}", "Good is found: nobody owns it"),
        ("tags: {owner: shop}", "tgas: {owner: shop}", "Good is no platform: tgas: unknown key `tgas`"),
        ("Good:", "Fine:", "the documentation has no `Good:`"),
        ('("tags", "owner")', '("tags", "team")', "the fix of Bad leaves this: nobody owns it"),
        ('"nobody owns it"', "str(1 / 0)", "Bad: this rule failed"),
    ],
)
def test_bad_examples_do_not(before: str, after: str, fault: str, folder: Folder) -> None:
    folder.rule(RULE.replace(before, after))
    said = folder.run("rules", "--rules", "own", "--test")
    assert said.code == 1
    assert f"own/no_owner.py: {fault}" in said.out


def test_there_must_be_some_to_try(folder: Folder) -> None:
    assert folder.run("rules", "--test").code == 2


# ------------------------------------------------------------------ the page about them


def test_the_documented_rule_holds(folder: Folder) -> None:
    folder.rule((ROOT / "docs/lint.md").read_text().split("```python\n")[1].split("```")[0])
    assert folder.run("rules", "--rules", "own", "--test").code == 0
    assert folder.lint("--rules", "own").ids == {"ACME-001"}
