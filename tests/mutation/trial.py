"""What the examples and cases of a rule say of a changed one."""

import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import yaml

from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.platform import Platform
from lint.engine import lint
from lint.rule import Rule
from tests.mutation.documents import case_file, source_of
from tests.mutation.mending import Mending, instead, mendings
from tests.mutation.operators import Mutant, mutants
from tests.platforms import declared_findings, golden_sources
from tests.test_rules import TODAY, expected, shown

SECONDS = 5
"""How long a changed rule may think, in time of the processor; one that never ends is noticed, too."""


class Trial(NamedTuple):
    """A platform, and what its test asks: messages by place, places alone, or whether anything is found at all."""

    source: Source
    platforms: dict[str, Platform]
    today: date
    wanted: list[tuple[str, str]] | tuple[str, ...] | bool

    def holds(self, rule: Rule) -> bool:
        """Whether the test would pass with this rule in place of the one of its name."""
        rules = (rule,) if rule.check else instead(rule)
        result = lint(self.source, self.platforms, self.today, rules=rules)
        found = sorted((".".join(map(str, f.place)), f.message) for f in result.findings if f.rule is rule)
        if isinstance(self.wanted, bool):
            return bool(found) is self.wanted
        if isinstance(self.wanted, tuple):
            return tuple(place for place, _ in found) == self.wanted
        return found == self.wanted


def _trial(patch: str, today: date, wanted: list[tuple[str, str]] | bool) -> Trial:
    source = source_of(patch)
    return Trial(source, load(source), today, wanted)


def trials(rule: Rule) -> Iterator[Trial]:
    """Its examples, then the platform that they are merged over, then its cases."""
    for title, wanted in (("Bad", True), ("Good", False)):
        yield _trial(*shown(rule, title), wanted)
    yield _trial("{}", TODAY, wanted=False)
    for case in case_file("cases", rule.name).values():
        today = date.fromisoformat(str(case.get("today", TODAY)))
        yield _trial(yaml.safe_dump(case["given"]), today, expected(case["finds"]))


@cache
def _loaded() -> dict[str, tuple[Source, dict[str, Platform]]]:
    return {name: (source, load(source)) for name, source in golden_sources().items()}


def golden_trials(rule: Rule) -> Iterator[Trial]:
    """The golden platforms: what is declared of each."""
    for name, (source, platforms) in _loaded().items():
        places = declared_findings().get(name, {}).get(rule.name, [])
        yield Trial(source, platforms, TODAY, tuple(sorted(places)))


def survivors(rule: Rule) -> tuple[int, list[Mutant]]:
    """How many changes of a rule there are, and those that no test of its own notices."""
    path = Path(str(sys.modules[f"lint.rules.{rule.area}.{rule.name.replace('-', '_')}"].__file__))
    tried: list[Trial | Mending] = [*trials(rule), *golden_trials(rule), *mendings(rule)]
    every = list(mutants(path.read_text()))
    assert all(trial.holds(rule) for trial in tried), f"{rule.name} fails its own tests"
    return len(every), [mutant for mutant in every if _survives(rule, mutant, tried)]


def _survives(rule: Rule, mutant: Mutant, tried: Sequence[Trial | Mending]) -> bool:
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        changed = _executed(rule, mutant)
        return all(trial.holds(changed) for trial in tried)
    except Exception:  # noqa: BLE001
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _executed(rule: Rule, mutant: Mutant) -> Rule:
    name = f"lint.rules.{rule.area}.{rule.name.replace('-', '_')}"
    namespace: dict[str, Any] = {"__name__": name}
    exec(compile(mutant.tree, name, "exec"), namespace)  # noqa: S102
    return next(value for value in namespace.values() if isinstance(value, Rule))


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError
