"""lint: what is checked, how bad it is, and what is knowingly allowed."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.lint_parameters import Parameters
from generator.platform.types.node import Name, Node, says, text

RuleWord = Annotated[str, text(r"[A-Za-z][A-Za-z0-9-]*", "a rule's name or id", "single-nat-gateway")]
Level = Literal["error", "warning", "info"]


class Allow(Node, frozen=True):
    """A finding that is known and accepted."""

    rule: Annotated[RuleWord, says("The rule.")]
    reason: Annotated[str, text(r"[\s\S]*\S[\s\S]*", "a reason"), says("Why it is right here.")]
    until: Annotated[
        Annotated[str, text(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a date", "2027-06-30")] | None,
        says("The last day on which it is allowed."),
    ] = None
    environment: Annotated[Name | None, says("Only in this environment.")] = None
    at: Annotated[str | None, says("Only at this place of the file, or below it: keys joined by dots.")] = None


class LevelByTier(Node, frozen=True):
    """How bad something is, by what the platform is for; what is not named stays as the rule has it."""

    production: Annotated[Level | None, says("In production.")] = None
    staging: Annotated[Level | None, says("In staging.")] = None
    development: Annotated[Level | None, says("In development.")] = None


class Policy(Node, frozen=True):
    """What several platforms can have in common."""

    fail_on: Annotated[Level, says("The least severity that fails the command.")] = "error"
    severity: Annotated[
        dict[RuleWord, Level | LevelByTier], says("How bad findings of a rule are, by its name or id.")
    ] = {}
    parameters: Annotated[Parameters, says("Numbers of rules.")] = field(default_factory=Parameters)


class Lint(Policy, frozen=True):
    """The linter's settings."""

    extends: Annotated[
        str | None,
        says("A file of the same repository, by its path from this one: settings on top of which these come."),
    ] = None
    rules: Annotated[
        str | None,
        says("A folder with rules of your own, by its path from this file; they run only where --rules asks for it."),
    ] = None
    allow: Annotated[tuple[Allow, ...], says("Findings that are known and accepted.")] = ()


class Mandatory(Policy, frozen=True):
    """What no platform can weaken."""

    never_allow: Annotated[
        tuple[RuleWord, ...], says("Rules whose findings no allow silences: names, ids, beginnings of ids.")
    ] = ()


class MandatoryFile(Node, frozen=True):
    """The file that `groundplan lint --policy` names."""

    lint: Annotated[Mandatory, says("What no platform can weaken.")]


class PolicyFile(Node, frozen=True):
    """The file that `lint.extends` names."""

    lint: Annotated[Policy, says("What several platforms have in common.")]
