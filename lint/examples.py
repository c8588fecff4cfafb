"""The examples in a rule's documentation: `Bad` is found, `Good` is not, and its fix makes what is found go."""

import json
import re
from collections.abc import Iterator
from datetime import date
from textwrap import dedent
from typing import NamedTuple

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform, load
from lint.engine import Result, lint
from lint.fix import Asked, fixed
from lint.rule import Rule


class Example(NamedTuple):
    """A part of a platform.yaml, and the day for which it is an example, if it needs one."""

    text: str
    day: date | None


def example(rule: Rule, title: str) -> Example | None:
    """The YAML under a title of the documentation: `Bad:`, or `Bad, on 2028-01-31:`."""
    found = re.search(rf"^{title}(?:, on ([0-9-]+))?:\n\n((?: {{4}}.*\n|\n)+)", rule.docs + "\n", re.MULTILINE)
    return Example(dedent(found[2]), date.fromisoformat(found[1]) if found[1] else None) if found else None


def faults(rule: Rule, base: Source, today: date) -> Iterator[str]:
    """What is wrong with the examples of a rule, each merged over a platform."""
    for title in ("Bad", "Good"):
        shown = example(rule, title)
        if shown is None:
            yield f"the documentation has no `{title}:` with an indented example below an empty line"
            continue
        try:
            yield from _tried(rule, title, _merged(base, shown.text), shown.day or today)
        except InvalidPlatform as error:
            yield from (f"{title} is no platform: {_dotted(p.place)}{p.message}" for p in error.problems)


def _tried(rule: Rule, title: str, source: Source, day: date) -> Iterator[str]:
    result = lint(source, load(source), day, rules=(rule,))
    found = [finding.message for finding in result.findings]
    if result.failed:
        yield from (f"{title}: {message}" for message in found)
    elif title == "Good":
        yield from (f"Good is found: {message}" for message in found)
    elif not found:
        yield "Bad is not found"
    elif any(finding.fix for finding in result.findings):
        yield from _unmended(rule, result, day)


def _unmended(rule: Rule, bad: Result, day: date) -> Iterator[str]:
    mended = fixed(bad.source, Asked(day, rules=(rule,), unsafe=True))
    left = lint(mended, load(mended), day, rules=(rule,)).findings
    yield from (f"the fix of Bad leaves this: {finding.message}" for finding in left if finding.fix)


def _merged(base: Source, patch: str) -> Source:
    """As JSON, which is YAML."""
    return Source(base.name, json.dumps(merge(base.data, Source("", patch).data or {}), indent=1, default=str))


def _dotted(place: tuple[str | int, ...]) -> str:
    return f"{'.'.join(map(str, place))}: " if place else ""
