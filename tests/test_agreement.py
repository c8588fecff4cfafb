"""What our rules find, the other linters whose checks they answer find too, or the table says why not."""

from typing import Any

import pytest

from lint.rule import Rule
from tests.agreement.cases import Case, cases, platforms
from tests.agreement.compare import found, peer
from tests.agreement.record import entries, entry, peers, recorded, verdict
from tests.test_rules import TODAY

CASES = [(name, case) for name in peers() for case in cases(name)]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{case.check}-{case.rule.name}" for _, case in CASES])
def test_every_check_is_found_or_explained(name: str, case: Case) -> None:
    assert bool(case.entry.why) != (case.rule.name in recorded(name).get(case.check, {}))


@pytest.mark.parametrize("case", [case for _, case in CASES if case.entry.bad], ids=lambda c: c.check)
def test_our_rule_finds_what_the_table_calls_bad(case: Case) -> None:
    assert violations(case.rule, case.bad)
    assert not violations(case.rule, case.good)


def violations(rule: Rule, patch: dict[str, Any]) -> list[object]:
    assert rule.check
    return [violation for platform in platforms(patch).values() for violation in rule.check(platform, TODAY)]


@pytest.mark.parametrize("name", peers())
def test_every_line_of_the_table_is_about_something(name: str) -> None:
    known = {(case.check, case.rule.name) for case in cases(name)}
    for line in entries(name):
        for check in line.checks:
            rules = {rule for id, rule in known if id == check}
            assert rules
            assert set(line.rules or rules) <= rules


@pytest.mark.parametrize("name", peers())
def test_what_is_recorded_is_found(name: str) -> None:
    if not peer(name).PROGRAM.exists():
        pytest.skip(f"{name} is not installed; `make test` does that")
    assert found(name) == recorded(name), "run `make agreement`"


def test_a_verdict_names_rules_where_they_differ() -> None:
    both = verdict("checkov", "CKV_AWS_339", ["version-past-end", "version-in-extended"])
    assert both.startswith("version-past-end: yes; version-in-extended: no: its list ")
    assert verdict("checkov", "CKV_AWS_58", ["secrets-without-kms"]) == "yes"


def test_two_lines_about_one_check_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [line for line in entries("checkov") if "CKV_AWS_62" in line.checks] * 2
    monkeypatch.setattr("tests.agreement.record.entries", lambda _peer: twice)
    with pytest.raises(ValueError, match="CKV_AWS_62 and action-star stand in 2 lines"):
        entry("checkov", "CKV_AWS_62", "action-star")
