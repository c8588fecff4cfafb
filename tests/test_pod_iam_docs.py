"""Every example of docs/pod-iam.md is a platform that renders, and there is one for each mechanism."""

import re
from textwrap import dedent
from typing import Any, get_args

import pytest
import yaml

from generator.platform.services.pod_roles import used
from generator.platform.types.iam import MechanismName
from generator.render import render
from tests.platforms import ROOT, base

TEXT = (ROOT / "docs" / "pod-iam.md").read_text()
BLOCKS = re.findall(r"^( *)```yaml\n(.*?)^\1```$", TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES: list[dict[str, Any]] = [yaml.safe_load(dedent(block)) for _, block in BLOCKS]


@pytest.mark.parametrize("index", range(len(EXAMPLES)))
def test_an_example_is_a_platform(index: int) -> None:
    platform = base(EXAMPLES[index])
    assert "kubernetes/apps/web/deployment.yaml" in render(platform)


def test_every_mechanism_has_an_example() -> None:
    assert len(EXAMPLES) == TEXT.count("```yaml")
    assert {name for example in EXAMPLES for name in used(base(example))} == set(get_args(MechanismName))
