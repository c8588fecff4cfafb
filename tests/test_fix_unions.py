"""Fixes of the rules themselves, on what is wrong in many ways at once."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform, load
from generator.platform.schema import NOT_IN_ENVIRONMENTS
from generator.render import render
from lint.engine import Finding, lint
from lint.fix import Asked, fixed
from lint.rule import Rule, all_rules
from tests.test_rules import BASE, TODAY, run, shown

RULES = all_rules()


@cache
def bad(rule: Rule) -> tuple[Finding, ...]:
    """What a rule finds in its Bad example."""
    return tuple(found for found in run(*shown(rule, "Bad")).findings if found.rule is rule)


def test_a_third_of_the_rules_can_be_fixed() -> None:
    assert sum(any(found.fix for found in bad(rule)) for rule in RULES) >= 120


def safely_fixed() -> list[Rule]:
    return [rule for rule in RULES if rule.check and any(found.fix and found.fix.safe for found in bad(rule))]


@pytest.mark.parametrize("rule", safely_fixed(), ids=lambda rule: rule.name)
def test_a_safe_fix_replaces_nothing_that_runs(rule: Rule) -> None:
    text, today = shown(rule, "Bad")
    before = run(text, today).source
    after = fixed(before, Asked(today, rules=(rule,)))
    assert after.text != before.text
    for old, new in zip(load(before).values(), load(after).values(), strict=True):
        was, now = render(old), render(new)
        changed = sorted(path for path in was if was[path] != now.get(path))
        assert running(was, changed).items() <= running(now, changed).items()


ROLLED = ("aws_eks_addon", "aws_launch_template")
"""Resources whose every change starts pods or nodes anew."""


def running(files: Mapping[str, bytes], paths: list[str]) -> dict[str, Any]:
    """What some files say of pods and nodes: another word, and they are started anew."""
    found: dict[str, Any] = {}
    for path in paths:
        if path.endswith(".tf.json"):
            resources = json.loads(files.get(path, b"{}")).get("resource", {})
            found |= {f"{kind}.{name}": each for kind in ROLLED for name, each in resources.get(kind, {}).items()}
        if path.endswith(".yaml"):
            for each in filter(None, yaml.safe_load_all(files.get(path, b""))):
                parts = {key: each.get("spec", {}).get(key) for key in ("template", "values")}
                found |= {f"{path} {each.get('kind')} {key}": said for key, said in parts.items() if said}
    return found


@st.composite
def _wrong(draw: st.DrawFn) -> Source:
    """Bad examples of some rules in one file, in the common part or in one of two environments, with comments."""
    chosen = draw(st.lists(st.sampled_from(RULES), min_size=2, max_size=6, unique_by=lambda rule: rule.id))
    two = draw(st.booleans())
    common: Any = BASE
    own: Any = {"account": "444455556666", "tier": "staging"}
    for rule in chosen:
        patch = yaml.safe_load(shown(rule, "Bad")[0]) or {}
        if two and draw(st.booleans()):
            own = merge({key: value for key, value in patch.items() if key not in NOT_IN_ENVIRONMENTS}, own)
        else:
            common = merge(common, patch)
    if two and "environments" not in common:
        common = {**common, "environments": {"production": {}, "staging": own}}
    lines = yaml.safe_dump(common, sort_keys=False, width=1000).splitlines()
    marked = draw(st.sets(st.integers(0, len(lines) - 1), max_size=4))
    return Source(
        "platform.yaml",
        "".join(f"{'# above' + chr(10) if n in marked else ''}{line}\n" for n, line in enumerate(lines)),
    )


def found_in(source: Source) -> Counter[tuple[str, str]]:
    findings = lint(source, load(source), TODAY).findings
    return Counter((f.rule.name, name) for f in findings if f.rule for name in f.environments or ("",))


@given(_wrong(), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_fixing_brings_nothing_new_and_ends(source: Source, unsafe: bool) -> None:
    try:
        before = found_in(source)
    except InvalidPlatform:
        assume(False)
    after = fixed(source, Asked(TODAY, unsafe=unsafe))
    assert found_in(after) <= before
    assert after.text.count("# above\n") == source.text.count("# above\n")
    assert fixed(after, Asked(TODAY, unsafe=unsafe)).text == after.text
