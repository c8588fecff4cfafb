"""Every control of every catalogue is accounted for, once and truly."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import run
from generator.errors import UsageError
from lint.catalogue import ACCOUNTS, Catalogue, catalogue, names
from lint.rule import all_rules, live_rules
from lint.selection import chosen
from tests.platforms import ROOT
from tools.generate import coverage_docs

COUNTS = {"cis": 50, "hardeneks": 48, "security-hub": 7, "pod-security": 18}


@pytest.mark.parametrize("name", names())
def test_every_control_has_one_account(name: str) -> None:
    for control in catalogue(name).controls():
        assert bool(control.rules) != bool(control.account), control.id
        assert control.rules or control.why, control.id
        assert set(catalogue(name).declared.get(control.id, {})) <= {"about", *ACCOUNTS}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_catalogues_are_complete(name: str, count: int) -> None:
    assert len(catalogue(name).controls()) == count


def test_what_rules_answer_is_listed() -> None:
    listed = {f"{name}:{id}" for name in names() for id in catalogue(name).declared}
    assert [(rule.name, also) for rule in all_rules() for also in rule.also if also not in listed] == []
    for rule in all_rules():
        assert len(set(rule.also)) == len(rule.also)


def test_proofs_are_tests() -> None:
    proofs = {c.why for name in names() for c in catalogue(name).controls() if c.account == "proof"}
    for proof in proofs:
        path, _, test = proof.partition("::")
        assert re.search(rf"^def {test}\(", (ROOT / path).read_text(), re.MULTILINE), proof


def test_what_refuses_or_tells_is_there() -> None:
    where = {c.why for name in names() for c in catalogue(name).controls() if c.account in {"refused", "diff"}}
    assert [path for path in where if not (ROOT / path).is_file()] == []


# ------------------------------------------------------------------ our own


def test_every_number_is_there_once() -> None:
    own = catalogue("groundplan")
    listed = {control.id for control in own.controls()}
    text = (ROOT / "lint" / "catalogues" / "groundplan.json").read_text()
    first = {f"{area}-{number:03}" for area, count in own.areas.items() for number in range(1, count + 1)}
    assert len(re.findall(r'"[A-Z]{3}-[0-9]{3}":', text)) == len(own.declared)
    assert first <= listed
    assert listed - first == {rule.id for rule in all_rules()} - first
    assert all(control.about for control in own.controls())


def test_it_accounts_for_every_row_of_the_facts(oracle: Callable[[str], Path]) -> None:
    text = oracle("../facts/lint-rules.md").read_text()
    rows = re.findall(r"^\| ([A-Z]{3}-\d{3}) \| ", text, re.MULTILINE)
    own = catalogue("groundplan")
    assert sorted(rows) == sorted(
        f"{area}-{number:03}" for area, count in own.areas.items() for number in range(1, count + 1)
    )


# ------------------------------------------------------------------ the page


def test_the_page_is_fresh() -> None:
    for path, content in coverage_docs.files().items():
        assert (ROOT / path).read_bytes() == content, "run `make generate`"


# ------------------------------------------------------------------ the commands


@pytest.mark.parametrize("name", [name for name in names() if catalogue(name).rules()])
def test_a_profile_is_what_answers_it(name: str) -> None:
    assert chosen([], [], [name]) == catalogue(name).rules()
    assert (chosen([], [], [name]) == all_rules()) is (name == "groundplan")


def test_a_profile_without_rules_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.selection.catalogue", lambda name: Catalogue(name, "", "", "", {}))
    with pytest.raises(UsageError, match="empty needs no rule"):
        chosen([], [], ["empty"])


def test_rules_are_chosen_by_ids_of_others() -> None:
    assert {rule.id for rule in chosen(["CKV_AWS_39"], [])} == {"CLU-002"}
    assert {rule.id for rule in chosen(["cis:5.3.1"], [])} == {"CLU-006"}
    assert {rule.id for rule in chosen(["EKS.1"], [])} == {"CLU-001", "CLU-002"}
    assert {rule.id for rule in chosen(["WRK-008"], [])} == {"WRK-007"}


def test_an_unknown_profile_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["lint", "--profile", "pci"], ["rules", "--source", "pci"]):
        assert run(words) == 2
        assert "there is no `pci`; there are checkov, cis, " in capsys.readouterr().err


def test_the_mapping_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--source", "cis"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == COUNTS["cis"]
    assert any(re.fullmatch(r"5\.3\.1 .* rule +CLU-006 secrets-without-kms", line) for line in lines)
    assert run(["rules", "--source", "cis", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("| control | about | answer | how |\n| --- |")


def test_rules_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for form in ("text", "markdown", "json"):
        assert run(["rules", "--format", form]) == 0
        said[form] = capsys.readouterr().out
    rows = json.loads(said["json"])
    assert len(rows) == len(all_rules()) + len(live_rules())
    assert len(rows) == len(said["text"].splitlines()) == len(said["markdown"].splitlines()) - 2
    assert "cis:5.3.1" in next(row["also"] for row in rows if row["id"] == "CLU-006")
