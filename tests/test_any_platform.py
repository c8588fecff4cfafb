"""No platform that loads makes a rule or the renderer fail: 200 of them here, 10,000 with `make platforms`."""

import json
import os
from collections import Counter

from hypothesis import HealthCheck, given, settings

from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform, load
from generator.render import render
from lint.engine import lint
from tests.any_platform.corpus import Document
from tests.any_platform.strategy import valid_platforms
from tests.test_rules import TODAY

FEW = 200
COUNT = int(os.environ.get("GROUNDPLAN_PLATFORMS", FEW))


def test_every_platform_that_loads_is_linted_and_rendered() -> None:
    seen: Counter[str] = Counter()

    @given(valid_platforms())
    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        derandomize=COUNT == FEW,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    def check(document: Document) -> None:
        seen[linted_and_rendered(document)] += 1

    check()
    assert seen["loads"] > 0.9 * seen.total()


def linted_and_rendered(document: Document) -> str:
    """Raises whatever a rule or a renderer does."""
    source = Source("platform.yaml", json.dumps(document, ensure_ascii=False, indent=1))
    try:
        platforms = load(source)
    except InvalidPlatform:
        return "does not"
    for finding in lint(source, platforms, TODAY).findings:
        assert finding.message == " ".join(finding.message.split())
    for platform in platforms.values():
        render(platform)
    return "loads"
