"""What the fixes of a changed rule make of its Bad example, and of its cases of tests/fixes."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch

import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.platform import Platform
from lint.engine import Finding, lint
from lint.fix import Asked, fixed
from lint.rule import Rule, all_rules
from tests.mutation.documents import case_file, source_of
from tests.test_rules import BASE, TODAY, shown


class Mending(NamedTuple):
    """A platform, and what fixes are to make of it; `usual` is what the unchanged rule finds before and after."""

    source: Source
    platforms: dict[str, Platform]
    today: date
    wanted: Any
    unsafe: bool
    usual: tuple[tuple[Finding, ...], ...]

    def holds(self, rule: Rule) -> bool:
        """Whether the test would pass with this rule in place of the one of its name."""
        if _seen(rule, self.source, self.wanted, self.today) == self.usual:
            return True
        with patch("lint.engine.all_rules", lambda: instead(rule)):
            found = any(each.rule is rule for each in lint(self.source, self.platforms, self.today).findings)
            mended = fixed(self.source, Asked(self.today, rules=(rule,), unsafe=self.unsafe))
        return found and bool(mended.data == self.wanted)


def instead(rule: Rule) -> tuple[Rule, ...]:
    """All rules, with this one in place of the one of its name."""
    return tuple(rule if each.name == rule.name else each for each in all_rules())


def mendings(rule: Rule) -> Iterator[Mending]:
    """Its Bad example, if it has a fix, then its cases of tests/fixes."""
    (bad, today), (good, _) = shown(rule, "Bad"), shown(rule, "Good")
    if any(finding.fix for finding in _found(rule, source_of(bad), today)):
        yield _mending(rule, bad, today, source_of(good).data)
    for case in case_file("fixes", rule.name).values():
        wanted = merge(BASE, case.get("mended", case["given"]))
        yield _mending(rule, yaml.safe_dump(case["given"]), TODAY, wanted, unsafe=not case.get("safe"))


def _mending(rule: Rule, given: str, today: date, wanted: Any, *, unsafe: bool = True) -> Mending:
    source = source_of(given)
    return Mending(source, load(source), today, wanted, unsafe, _seen(rule, source, wanted, today))


def _seen(rule: Rule, source: Source, wanted: Any, today: date) -> tuple[tuple[Finding, ...], ...]:
    """What a rule finds before and after, whatever object it is."""
    both = (source, Source("platform.yaml", yaml.safe_dump(wanted, sort_keys=False, width=1000)))
    return tuple(tuple(each._replace(rule=None) for each in _found(rule, one, today)) for one in both)


def _found(rule: Rule, source: Source, today: date) -> tuple[Finding, ...]:
    rules = (rule,) if rule.check else instead(rule)
    return tuple(each for each in lint(source, _loaded(source.text), today, rules=rules).findings if each.rule is rule)


@cache
def _loaded(text: str) -> dict[str, Platform]:
    return load(Source("platform.yaml", text))
