"""Edits of golden platforms: another value for every field of the language, what takes more than that, and twos."""

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.platform.document.merge import merge
from generator.platform.load import InvalidPlatform
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from generator.render.files import Files
from tests.truth.fields import documents, planned, platform

HERE = Path(__file__).parent
GENERATED = HERE / "generated.json"
"""By field, as tests.truth.search finds them; `roots` are those that change."""


class Roots(NamedTuple):
    """What is rendered for Terraform."""

    terraform: Files
    bootstrap: Files


class Edit(NamedTuple):
    """A change of a golden platform, by the field that it changes, or by what it does."""

    name: str
    golden: str
    patch: dict[str, Any]

    def head(self) -> Roots:
        """Both roots afterwards; raises InvalidPlatform."""
        return roots(platform(merge(documents()[self.golden], self.patch)))

    def changed(self) -> set[str]:
        """The roots that it changes; raises InvalidPlatform."""
        pairs = zip(Roots._fields, before(self.golden), self.head(), strict=True)
        return {name for name, base, head in pairs if base != head}


def roots(of: Platform) -> Roots:
    """Both roots of a platform."""
    return Roots(terraform.files(of), bootstrap.files(of))


@cache
def before(golden: str) -> Roots:
    """Both roots of a golden platform."""
    return roots(platform(documents()[golden]))


def by_hand() -> list[Edit]:
    """Edits as people make them."""
    return _edits(yaml.safe_load((HERE / "edits.yaml").read_text()))


def of_fields() -> list[Edit]:
    """An edit for each field of the language."""
    return _edits(json.loads(GENERATED.read_text()) | yaml.safe_load((HERE / "contexts.yaml").read_text()))


def _edits(table: dict[str, Any]) -> list[Edit]:
    return [Edit(name, each["golden"], each["patch"]) for name, each in table.items()]


def twos(count: int) -> list[Edit]:
    """Two edits at once that both change what Terraform applies, of as many goldens as can be."""
    table = json.loads(GENERATED.read_text())
    seen = [each for each in _edits(table) if "terraform" in table[each.name]["roots"] and planned(each.golden)]
    pairs = [(a, b) for a, b in combinations(seen, 2) if a.golden == b.golden]
    pairs.sort(key=lambda pair: (seen.index(pair[1]) - seen.index(pair[0]), pair[0].name))
    found: list[Edit] = []
    for one, other in pairs:
        both = Edit(f"{one.name} + {other.name}", one.golden, _joined(one.patch, other.patch))
        if len(found) < count and both.patch not in (one.patch, other.patch) and _is_valid(both):
            found.append(both)
    return found


def _joined(one: Any, other: Any) -> Any:
    """One merge patch that does what two do."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return other
    return one | {key: _joined(one.get(key), value) for key, value in other.items()}


def _is_valid(edit: Edit) -> bool:
    try:
        edit.head()
    except InvalidPlatform:
        return False
    return True
