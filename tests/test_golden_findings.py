"""No false alarms: in the worked example and the golden platforms lint finds what is there on purpose, and no more."""

import pytest

from generator.platform.load import load
from lint.engine import lint
from tests.platforms import declared_findings, golden_sources
from tests.test_rules import TODAY

SOURCES = golden_sources()


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_found_but_what_is_declared(name: str) -> None:
    source = SOURCES[name]
    found: dict[str, list[str]] = {}
    for finding in lint(source, load(source), TODAY).findings:
        assert finding.rule
        found.setdefault(finding.rule.name, []).append(".".join(map(str, finding.place)))
    assert {rule: sorted(places) for rule, places in found.items()} == declared_findings().get(name, {})


def test_every_declaration_is_of_a_platform() -> None:
    assert declared_findings().keys() <= SOURCES.keys()
