"""What the examples and cases of a rule say of a changed one."""

import signal
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import yaml

from generator.platform.load import load
from generator.platform.merge import merge
from generator.platform.source import Source
from generator.platform.types.platform import Platform
from lint.engine import lint
from lint.fix import Asked, fixed
from lint.rule import Rule, all_rules
from tests.mutation.operators import Mutant, mutants
from tests.platforms import declared_findings, golden_sources
from tests.test_rules import BASE, TESTS, TODAY, shown

SECONDS = 5
"""How long a changed rule may think; one that never ends is noticed, too."""


class Trial(NamedTuple):
    """A platform, and what its test asks: messages by place, places alone, or whether anything is found at all."""

    source: Source
    platforms: dict[str, Platform]
    today: date
    wanted: dict[str, str] | frozenset[str] | bool

    def holds(self, rule: Rule) -> bool:
        """Whether the test would pass with this rule in place of the one of its name."""
        rules = (rule,) if rule.check else tuple(rule if each.name == rule.name else each for each in all_rules())
        result = lint(self.source, self.platforms, self.today, rules=rules)
        found = {".".join(map(str, f.place)): f.message for f in result.findings if f.rule is rule}
        if isinstance(self.wanted, bool):
            return bool(found) is self.wanted
        return (found.keys() if isinstance(self.wanted, frozenset) else found) == self.wanted


@cache
def _source(patch: str) -> Source:
    document = merge(BASE, yaml.safe_load(patch) or {})
    return Source("platform.yaml", yaml.safe_dump(document, sort_keys=False, width=1000))


def _trial(patch: str, today: date, wanted: dict[str, str] | bool) -> Trial:
    source = _source(patch)
    return Trial(source, load(source), today, wanted)


def trials(rule: Rule) -> Iterator[Trial]:
    """Its examples, then the platform that they are merged over, then its cases."""
    for title, wanted in (("Bad", True), ("Good", False)):
        yield _trial(*shown(rule, title), wanted)
    yield _trial("{}", TODAY, wanted=False)
    file = TESTS / "cases" / f"{rule.name}.yaml"
    cases: dict[str, Any] = yaml.safe_load(file.read_text()) if file.exists() else {}
    for case in cases.values():
        today = date.fromisoformat(str(case.get("today", TODAY)))
        yield _trial(yaml.safe_dump(case["given"]), today, case["finds"] or {})


@cache
def _loaded() -> dict[str, tuple[Source, dict[str, Platform]]]:
    return {name: (source, load(source)) for name, source in golden_sources().items()}


def golden_trials(rule: Rule) -> Iterator[Trial]:
    """The golden platforms: what is declared of each."""
    for name, (source, platforms) in _loaded().items():
        places = declared_findings().get(name, {}).get(rule.name, [])
        yield Trial(source, platforms, TODAY, frozenset(places))


def survivors(rule: Rule) -> tuple[int, list[Mutant]]:
    """How many changes of a rule there are, and those that no test of its own notices."""
    path = Path(str(sys.modules[f"lint.rules.{rule.area}.{rule.name.replace('-', '_')}"].__file__))
    tried, every = [*trials(rule), *golden_trials(rule)], list(mutants(path.read_text()))
    assert all(trial.holds(rule) for trial in tried), f"{rule.name} fails its own tests"
    return len(every), [mutant for mutant in every if _survives(rule, mutant, tried)]


def _survives(rule: Rule, mutant: Mutant, tried: list[Trial]) -> bool:
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        changed = _executed(rule, mutant)
        return all(trial.holds(changed) for trial in tried) and _mends(changed, *tried[:2])
    except Exception:  # noqa: BLE001
        return False
    finally:
        signal.alarm(0)


def _executed(rule: Rule, mutant: Mutant) -> Rule:
    name = f"lint.rules.{rule.area}.{rule.name.replace('-', '_')}"
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(mutant.tree, name, "exec"), namespace)  # noqa: S102
    return next(value for value in namespace.values() if isinstance(value, Rule))


def _mends(rule: Rule, bad: Trial, good: Trial) -> bool:
    """Whether its fix, if it has one, still makes Good of Bad."""
    result = lint(bad.source, bad.platforms, bad.today, rules=(rule,))
    if not any(finding.fix for finding in result.findings):
        return True
    mended = fixed(bad.source, Asked(bad.today, rules=(rule,), unsafe=True))
    return bool(mended.data == good.source.data)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError
