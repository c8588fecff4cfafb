"""Every example of docs/network.md is a platform, merged over the smallest one."""

import re
from typing import Any

import pytest
import yaml

from tests.platforms import ROOT, base

TEXT = (ROOT / "docs" / "network.md").read_text()
EXAMPLES: list[dict[str, Any]] = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize("index", range(len(EXAMPLES)))
def test_an_example_is_a_platform(index: int) -> None:
    assert base(EXAMPLES[index]).vpc


def test_examples_are_found() -> None:
    assert len(EXAMPLES) == TEXT.count("```yaml") > 6
