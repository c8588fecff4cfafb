"""What makes a finding the same one tomorrow: its rule, its place and what stands there, not its line or its words.

Messages hold numbers that change with what lies around, and lines move with every edit above them.
"""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from generator.platform.document.source import Source
from generator.platform.types.node import Place
from lint.engine import Finding, Result

_NOTHING = object()
_NO_ENVIRONMENT = ("",)


def fingerprints(result: Result) -> list[dict[str, str]]:
    """For each finding of a result, in their order: its fingerprint by environment, 32 hexadecimal digits.

    They differ by environment, so that what is known of staging says nothing of production.
    """
    seen: Counter[str] = Counter()
    return [_by_environment(result.source, finding, seen) for finding in result.findings]


def fingerprint(by_environment: dict[str, str]) -> str:
    """One for the whole finding: that of its first environment."""
    return next(iter(by_environment.values()))


def _by_environment(source: Source, finding: Finding, seen: Counter[str]) -> dict[str, str]:
    made = {}
    for environment in finding.environments or _NO_ENVIRONMENT:
        key = _key(source, finding, environment)
        made[environment] = sha256(f"{key} {seen[key]}".encode()).hexdigest()[:32]
        seen[key] += 1
    return made


def _key(source: Source, finding: Finding, environment: str) -> str:
    """Of what stands at a place a scalar or a list of them counts; a mapping may hold what is beside the point."""
    rule = finding.rule.id if finding.rule else finding.message
    place, value = finding.place, _value(source, finding.place, environment)
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value)):
        value = _NOTHING
    if value is not _NOTHING and place and isinstance(place[-1], int):
        # An entry of a list of scalars is known by its value: its index moves as lines do.
        place = place[:-1]
    return json.dumps([rule, environment, place, None if value is _NOTHING else value], default=str)


def _value(source: Source, place: Place, environment: str) -> Any:
    overridden = _at(source.data, ("environments", environment, *place))
    return _at(source.data, place) if overridden is _NOTHING else overridden


def _at(data: Any, place: Place) -> Any:
    for key in place:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return _NOTHING
    return data
