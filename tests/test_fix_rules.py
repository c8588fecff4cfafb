"""What a rule's fix makes of cases other than its Bad example: data under tests/fixes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.document.merge import merge
from lint.fix import Asked, fixed
from lint.rule import find
from tests.test_rules import BASE, TODAY, run

FIXES = Path(__file__).parent / "fixes"


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {title}")
        for file in sorted(FIXES.glob("*.yaml"))
        for title, case in yaml.safe_load(file.read_text()).items()
    ]


@pytest.mark.parametrize(("name", "case"), cases())
def test_fix(name: str, case: dict[str, Any]) -> None:
    """`given` becomes `mended`, both merged over the base; without `mended` the rule finds something and leaves it.

    With `safe` no other fixes are asked for.
    """
    rule = find(name)
    found = run(yaml.safe_dump(case["given"]))
    assert rule
    assert any(finding.rule is rule for finding in found.findings)
    mended = fixed(found.source, Asked(TODAY, rules=(rule,), unsafe=not case.get("safe")))
    assert mended.data == merge(BASE, case.get("mended", case["given"]))
