"""Every example of these pages is a platform, merged over the smallest one, and renders."""

import re
from typing import Any

import pytest
import yaml

from generator.render import kubernetes
from tests.platforms import ROOT, base

PAGES = {"network": 6, "services": 11}
"""Pages of docs/, and the fewest examples of each."""


def examples(page: str) -> list[dict[str, Any]]:
    text = (ROOT / "docs" / f"{page}.md").read_text()
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


EXAMPLES = [(page, index) for page in PAGES for index in range(len(examples(page)))]


@pytest.mark.parametrize(("page", "index"), EXAMPLES)
def test_an_example_is_a_platform(page: str, index: int) -> None:
    assert kubernetes.files(base(examples(page)[index]))


@pytest.mark.parametrize("page", PAGES)
def test_examples_are_found(page: str) -> None:
    assert len(examples(page)) == (ROOT / "docs" / f"{page}.md").read_text().count("```yaml") >= PAGES[page]
