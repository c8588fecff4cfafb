"""What a rule is: a function that yields violations, and what is known about it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from generator.platform.discover import modules
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.allowance import Allowance
from lint.reader import Reader


class Severity(IntEnum):
    """How bad it is; the order is the order of badness."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

Check = Callable[[Platform], Iterator[Violation]]
DatedCheck = Callable[[Platform, date], Iterator[Violation]]
LiveCheck = Callable[[Platform, Reader], Iterator[Violation]]
DatedLiveCheck = Callable[[Platform, Reader, date], Iterator[Violation]]
Judge = Callable[[Allowance, date], str | None]
"""Returns what is wrong with an allow, or None."""


class Rule(NamedTuple):
    """A rule: `id` is the catalogue's, `name` its file's, `text` its docstring as it stands there.

    `area` is the folder that its file lies in; `also` is what it answers elsewhere, each as SOURCE:ID of
    lint/catalogues. It has either a `check` of a platform, a `judge` of an allow, or a `live` check that asks AWS.
    `file` is what a rule of a user's own was read from.
    """

    id: str
    name: str
    severity: Severity
    source: str
    text: str
    area: str
    check: DatedCheck | None = None
    judge: Judge | None = None
    production: Severity | None = None
    development: Severity | None = None
    also: tuple[str, ...] = ()
    live: DatedLiveCheck | None = None
    file: str = ""

    @property
    def docs(self) -> str:
        """Its documentation, with a Bad and a Good example."""
        from inspect import cleandoc

        return cleandoc(self.text)

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.docs.partition("\n")[0]

    @property
    def also_ids(self) -> tuple[str, ...]:
        """The ids of `also` without their sources."""
        return tuple(each.partition(":")[2] for each in self.also)

    def severity_in(self, platform: Platform) -> Severity:
        """How bad a violation is, given what the platform is for and what it says itself."""
        said = platform.lint.severity.get(self.name) or platform.lint.severity.get(self.id)
        word = getattr(said, platform.tier) if isinstance(said, Node) else said
        if word is not None:
            return Severity[word.upper()]
        by_tier = {"production": self.production, "development": self.development}
        return by_tier.get(platform.tier) or self.severity


def rule(  # noqa: PLR0913
    id: str,
    severity: Severity,
    source: str,
    *,
    production: Severity | None = None,
    development: Severity | None = None,
    also: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Turn a check into a rule. `source` is the page that the practice comes from."""

    def decorate(check: Check) -> Rule:
        dated: DatedCheck = lambda platform, _today: check(platform)  # noqa: E731
        return Rule(id, *_known(check, severity, source), dated, None, production, development, also)

    return decorate


def dated_rule(  # noqa: PLR0913
    id: str,
    severity: Severity,
    source: str,
    *,
    production: Severity | None = None,
    development: Severity | None = None,
    also: tuple[str, ...] = (),
) -> Callable[[DatedCheck], Rule]:
    """Turn a check that depends on the day into a rule; it is given today's date and never asks a clock."""

    def decorate(check: DatedCheck) -> Rule:
        return Rule(id, *_known(check, severity, source), check, None, production, development, also)

    return decorate


def allow_rule(id: str, severity: Severity, source: str) -> Callable[[Judge], Rule]:
    """Turn a judgement of an allow into a rule; it is asked when all other rules have run."""

    def decorate(judge: Judge) -> Rule:
        return Rule(id, *_known(judge, severity, source), None, judge)

    return decorate


def live_rule(id: str, severity: Severity, source: str) -> Callable[[LiveCheck], Rule]:
    """Turn a check that asks AWS into a rule; `groundplan live check` runs it."""

    def decorate(check: LiveCheck) -> Rule:
        dated: DatedLiveCheck = lambda platform, aws, _today: check(platform, aws)  # noqa: E731
        return Rule(id, *_known(check, severity, source), live=dated)

    return decorate


def dated_live_rule(id: str, severity: Severity, source: str) -> Callable[[DatedLiveCheck], Rule]:
    """The same for a check that depends on the day."""

    def decorate(check: DatedLiveCheck) -> Rule:
        return Rule(id, *_known(check, severity, source), live=check)

    return decorate


def _known(function: Callable[..., object], severity: Severity, source: str) -> tuple[str, Severity, str, str, str]:
    live = function.__module__.startswith("lint.live.")
    area = "live" if live else function.__module__.split(".")[-2]
    return function.__name__.replace("_", "-"), severity, source, function.__doc__ or "", area


@cache
def built_in() -> tuple[Rule, ...]:
    """Every rule under lint/rules, by id."""
    return _rules("lint.rules")


@cache
def live_rules() -> tuple[Rule, ...]:
    """Every rule under lint/live, by id."""
    return _rules("lint.live")


def _rules(package: str) -> tuple[Rule, ...]:
    found = (value for module in modules(package) for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.id))


_own: list[Rule] = []


@contextmanager
def with_own(rules: Sequence[Rule]) -> Iterator[None]:
    """Count these rules of the user's own among all, as long as it lasts."""
    before = _own[:]
    _own[:] = rules
    try:
        yield
    finally:
        _own[:] = before


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id: the built-in ones, and those of the user's own that are loaded."""
    return tuple(sorted((*built_in(), *_own), key=lambda rule: rule.id)) if _own else built_in()


def find(word: str) -> Rule | None:
    """The rule with this id or name, live ones too."""
    return _among(all_rules(), word) or _among(live_rules(), word)


def may_be_own(platform: Platform) -> bool:
    """Whether an unknown name can be that of a rule that was not loaded: the platform has rules of its own."""
    return platform.lint.rules is not None and not _own


def _among(rules: tuple[Rule, ...], word: str) -> Rule | None:
    return next((rule for rule in rules if word in {rule.id, rule.name}), None)
