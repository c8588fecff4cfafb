"""Each change of a rule is noticed by its own examples and cases: here of some rules; `make mutants` tries all."""

import ast
from itertools import islice
from zlib import crc32

import pytest

from lint.rule import Rule, all_rules, find
from tests.mutation.equivalents import equivalents, useless
from tests.mutation.operators import mutants
from tests.mutation.trial import survivors, trials

SOME = [rule for rule in all_rules() if crc32(rule.name.encode()) % 12 == 0]


@pytest.mark.parametrize("rule", SOME, ids=[rule.name for rule in SOME])
def test_every_change_is_noticed(rule: Rule) -> None:
    count, left = survivors(rule)
    known = equivalents().get(rule.name, {})
    assert count
    assert [f"{mutant.line}: {mutant.change}" for mutant in left if mutant.change not in known] == []
    assert useless({rule.name: {mutant.change for mutant in left}}) == []


def test_every_exception_is_of_a_rule_and_has_a_reason() -> None:
    for name, changes in equivalents().items():
        assert find(name), name
        assert all(reason.strip() for reason in changes.values())


def test_a_condition_that_no_test_needs_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = find("single-nat-gateway")
    assert rule
    examples = list(islice(trials(rule), 2))
    monkeypatch.setattr("tests.mutation.trial.trials", lambda _: examples)
    monkeypatch.setattr("tests.mutation.trial.golden_trials", lambda _: [])
    assert any("adopts" in mutant.change for mutant in survivors(rule)[1])


def test_the_changes() -> None:
    source = """
MOST = 3
def check(a, b):
    if not a:
        return
    for each in [x for x in b if x.fine]:
        if each.size > MOST and any(each.parts):
            yield f"{each if each else 0}"
"""
    found = [mutant.change for mutant in mutants(source)]
    test, name = "each.size > MOST and any(each.parts)", "f'{(each if each else 0)}'"
    assert found == [
        "module: 3 -> 4",
        "module: 3 -> 2",
        "check: not a -> a",
        "check: return -> pass",
        "check: for x in b if x.fine -> for x in b",
        "check: for x in b if x.fine -> for x in b if not x.fine",
        f"check: if {test} -> if not ({test})",
        f"check: {test} -> each.size > MOST or any(each.parts)",
        f"check: {test} -> any(each.parts)",
        f"check: {test} -> each.size > MOST",
        "check: each.size > MOST -> each.size <= MOST",
        "check: each.size > MOST -> each.size >= MOST",
        "check: any -> all",
        f"check: yield {name} -> if False",
    ]
    assert all(isinstance(mutant.tree, ast.Module) for mutant in mutants(source))
