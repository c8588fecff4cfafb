"""A policy that platforms cannot weaken: severities that are the least, numbers that hold, findings that stay."""

from typing import Any, NamedTuple

from generator.platform.types.lint import Level, LevelByTier
from generator.platform.types.platform import Platform
from lint.rule import Rule, Severity


class Mandatory(NamedTuple):
    """`severity` and `never_allow` are by rule; `parameters` has the attributes that are given, and no others."""

    fail_on: Level | None
    severity: dict[Rule, Level | LevelByTier]
    parameters: dict[str, int]
    never_allow: frozenset[str]


def enforced(platforms: dict[str, Platform], policy: Mandatory | None) -> dict[str, Platform]:
    """The platforms as the policy has them judged."""
    return platforms if policy is None else {name: _under(platform, policy) for name, platform in platforms.items()}


def _under(platform: Platform, policy: Mandatory) -> Platform:
    from msgspec.structs import replace

    lint = platform.lint
    changed: dict[str, Any] = {"severity": lint.severity | _severities(platform, policy)}
    changed["parameters"] = replace(lint.parameters, **policy.parameters)
    if policy.fail_on is not None:
        changed["fail_on"] = min(policy.fail_on, lint.fail_on, key=lambda word: Severity[word.upper()])
    return replace(platform, lint=replace(lint, **changed), never_allowed=policy.never_allow)


def _severities(platform: Platform, policy: Mandatory) -> dict[str, str]:
    """By the rule's name, which is looked up before its id."""
    return {
        rule.name: str(max(rule.severity_in(platform), Severity[least.upper()]))
        for rule, said in policy.severity.items()
        if (least := getattr(said, platform.tier) if isinstance(said, LevelByTier) else said)
    }
