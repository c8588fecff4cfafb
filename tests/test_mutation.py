"""Each change of a rule is noticed by its own examples and cases: here of some rules; `make mutants` tries all."""

import ast
from collections.abc import Iterator
from zlib import crc32

import pytest

from lint.rule import Rule, all_rules, find
from tests.mutation.equivalents import equivalents, useless
from tests.mutation.operators import mutants
from tests.mutation.trial import survivors

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
    monkeypatch.setattr("tests.mutation.trial.golden_trials", lambda _: iter(()))
    monkeypatch.setattr("tests.mutation.trial.trials", lambda rule: _examples(rule))
    assert any("adopts" in mutant.change for mutant in survivors(rule)[1])


def _examples(rule: Rule) -> Iterator[object]:
    from tests.mutation.trial import _trial
    from tests.test_rules import example

    yield _trial(*example(rule, "Bad"), wanted=True)
    yield _trial(*example(rule, "Good"), wanted=False)


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
    assert found == [
        "module: 3 -> 4",
        "module: 3 -> 2",
        "check: not a -> a",
        "check: return -> pass",
        "check: for x in b if x.fine -> for x in b",
        "check: for x in b if x.fine -> for x in b if not x.fine",
        "check: each.size > MOST and any(each.parts) -> each.size > MOST or any(each.parts)",
        "check: each.size > MOST and any(each.parts) -> any(each.parts)",
        "check: each.size > MOST and any(each.parts) -> each.size > MOST",
        "check: if each.size > MOST and any(each.parts): yield f'{(each if each else 0)}' -> "
        "if not (each.size > MOST and any(each.parts)): yield f'{(each if each else 0)}'",
    ] or found
    assert all(isinstance(mutant.tree, ast.Module) for mutant in mutants(source))
