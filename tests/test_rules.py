"""Every rule is tested from its own docstring: Bad is found, Good is not; edge cases are data under tests/cases."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from lint.engine import Result, lint
from lint.examples import example
from lint.fix import Asked, fixed
from lint.rule import Rule, all_rules, find

TESTS = Path(__file__).parent
BASE = merge(*(yaml.safe_load((TESTS / name).read_text()) for name in ("base.yaml", "rules.yaml")))
TODAY = date(2026, 11, 23)
AREAS = {
    "network": "NET",
    "cni": "CNI",
    "cluster": "CLU",
    "upgrade": "UPG",
    "addons": "ADD",
    "compute": "CMP",
    "iam": "IAM",
    "ingress": "ING",
    "workloads": "WRK",
    "services": "SVC",
    "storage": "STO",
    "pod_security": "PSS",
    "secrets": "SEC",
    "rbac": "RBC",
    "logging": "LOG",
    "gitops": "GIT",
    "config": "CFG",
    "resilience": "REL",
    "scale": "SCA",
}
ids = [rule.name for rule in all_rules()]


def run(patch: str, today: date = TODAY) -> Result:
    """Lint the base platform with a patch; comments of the patch are kept."""
    document = merge(BASE, yaml.safe_load(patch) or {})
    lines = yaml.safe_dump(document, sort_keys=False, width=1000).splitlines()
    source = Source("platform.yaml", "\n".join(lines) + "\n")
    return lint(source, load(source), today)


def shown(rule: Rule, title: str) -> tuple[str, date]:
    """An example of the docstring, and the day for which it holds."""
    found = example(rule, title)
    assert found, f"{rule.name} has no {title} example"
    return found.text, found.day or TODAY


def names(result: Result) -> list[str]:
    return [finding.rule.name for finding in result.findings if finding.rule]


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_bad_is_found_and_good_is_not(rule: Rule) -> None:
    bad, good = run(*shown(rule, "Bad")), run(*shown(rule, "Good"))
    assert rule.name in names(bad)
    assert rule.name not in names(good)
    for finding in bad.findings:
        if finding.rule is rule and finding.place:
            data: Any = bad.source.data
            for key in finding.place[:-1]:
                data = data[key]
            assert finding.message == finding.message.strip()


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_its_fix_makes_good_of_bad(rule: Rule) -> None:
    text, today = shown(rule, "Bad")
    bad = run(text, today)
    if not any(finding.fix for finding in bad.findings if finding.rule is rule):
        return
    good = run(*shown(rule, "Good"))
    mended = fixed(bad.source, Asked(today, rules=(rule,), unsafe=True))
    assert mended.data == good.source.data
    assert names(good) == []
    assert fixed(mended, Asked(today, rules=(rule,), unsafe=True)).text == mended.text


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_a_rule_is_one_file_with_its_documentation(rule: Rule) -> None:
    (file,) = (TESTS.parent / "lint" / "rules").glob(f"*/{rule.name.replace('-', '_')}.py")
    assert rule.id.startswith(AREAS[file.parent.name] + "-")
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", rule.id)
    assert rule.source.startswith("https://")
    assert rule.summary.endswith("."), "the first line says in one sentence what is wrong"
    assert len(re.split(r"^Bad\b", rule.docs, flags=re.MULTILINE)[0].splitlines()) > 2, "the reason is missing"


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.production or rule.development])
def test_what_production_needs_is_less_in_development(rule: Rule) -> None:
    levels = (rule.development or rule.severity, rule.severity, rule.production or rule.severity)
    assert levels == tuple(sorted(levels))
    assert levels[0] < levels[2]
    text, today = shown(rule, "Bad")
    for tier, level in zip(("development", "staging", "production"), levels, strict=True):
        found = [f.severity for f in run(f"{text}\ntier: {tier}\n", today).findings if f.rule is rule]
        assert set(found) == {level}, tier


def test_ids_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) == len({rule.name for rule in rules})


def test_the_base_platform_has_no_findings() -> None:
    assert names(run("{}")) == []


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {title}")
        for file in sorted((TESTS / "cases").glob("*.yaml"))
        for title, case in yaml.safe_load(file.read_text()).items()
    ]


def expected(finds: dict[str, str | list[str]] | None) -> list[tuple[str, str]]:
    """Places and messages of a case; several messages at one place are a list."""
    said = {place: each if isinstance(each, list) else [each] for place, each in (finds or {}).items()}
    return sorted((place, message) for place, messages in said.items() for message in messages)


@pytest.mark.parametrize(("name", "case"), cases())
def test_case(name: str, case: dict[str, Any]) -> None:
    """`given` is merged over the base; `finds` maps places to the messages of that rule, all of them."""
    assert find(name)
    result = run(yaml.safe_dump(case["given"]), date.fromisoformat(str(case.get("today", TODAY))))
    found = [(".".join(map(str, f.place)), f.message) for f in result.findings if f.rule and f.rule.name == name]
    assert sorted(found) == expected(case["finds"])
    if "severity" in case:
        assert {str(f.severity) for f in result.findings if f.rule and f.rule.name == name} == {case["severity"]}
