"""The platforms and the data of a rule's tests, each read once."""

from functools import cache
from typing import Any

import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from tests.test_rules import BASE, TESTS


@cache
def source_of(patch: str) -> Source:
    """The platform that rules' examples are merged over, with a patch."""
    document = merge(BASE, yaml.safe_load(patch) or {})
    return Source("platform.yaml", yaml.safe_dump(document, sort_keys=False, width=1000))


def case_file(folder: str, name: str) -> dict[str, Any]:
    """The cases of a rule in a folder of tests, by title."""
    file = TESTS / folder / f"{name}.yaml"
    return yaml.safe_load(file.read_text()) if file.exists() else {}
