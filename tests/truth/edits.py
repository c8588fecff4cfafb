"""Edits of golden platforms: another value for every field of the language, alone and in twos."""

from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.platform.load import InvalidPlatform
from generator.platform.merge import merge
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from generator.render.files import Files
from tests.truth.fields import MISSING, NEVER, Spot, documents, patch, planned, platform, spots, types, written
from tests.truth.values import others

TRIES = 10
VALID = 3
"""Values that are tried, and valid ones that change nothing, before a field is taken for none of Terraform's."""
BY_HAND = Path(__file__).parent / "edits.yaml"


class Edit(NamedTuple):
    """A change of a golden platform, by the field that it changes, or the names of edits that it joins."""

    name: str
    golden: str
    patch: dict[str, Any]

    def head(self) -> Platform:
        """The platform afterwards; raises InvalidPlatform."""
        return platform(self.document())

    def document(self) -> dict[str, Any]:
        """What is written afterwards: a mapping in the patch that is not one to merge stands in a list of one."""
        changed: dict[str, Any] = merge(documents()[self.golden], self.patch)
        return changed


class Roots(NamedTuple):
    """What is rendered for Terraform."""

    aws: Files
    bootstrap: Files


def roots(of: Platform) -> Roots:
    """Both roots of a platform."""
    return Roots(terraform.files(of), bootstrap.files(of))


def by_hand() -> list[Edit]:
    """Edits that take more than another value for one field."""
    table = yaml.safe_load(BY_HAND.read_text())
    return [Edit(name, each["golden"], each["patch"]) for name, each in table.items()]


def single(names: list[str]) -> Iterator[Edit]:
    """An edit for each field, which changes a root if any value of it does; none where no other value is valid."""
    for name in names:
        if name not in NEVER and (found := _edit(name)):
            yield found


def _edit(name: str) -> Edit | None:
    valid: list[Edit] = []
    for spot, value in islice(_candidates(name), TRIES):
        edit = Edit(name, spot.golden, patch(documents()[spot.golden], spot.place, value))
        try:
            after = terraform.files(edit.head())
        except InvalidPlatform:
            continue
        if after != before(spot.golden).aws:
            return edit
        valid.append(edit)
        if len(valid) == VALID:
            break
    return valid[0] if valid else None


_BEFORE: dict[str, Roots] = {}


def before(golden: str) -> Roots:
    """Both roots of a golden platform."""
    if golden not in _BEFORE:
        _BEFORE[golden] = roots(platform(documents()[golden]))
    return _BEFORE[golden]


def _candidates(name: str) -> Iterator[tuple[Spot, Any]]:
    """Places and values, of every place the likeliest value first; places where the field is written come first."""
    places = [(spot, written(documents()[spot.golden], spot.place)) for spot in spots()[name]]
    donors = [value for _, value in places if value is not MISSING]
    places.sort(key=lambda each: (not planned(each[0].golden), each[1] is MISSING))
    apart = [each for index, each in enumerate(places) if each[0].golden not in {s.golden for s, _ in places[:index]}]
    queue = deque((spot, others(types()[name], value, donors)) for spot, value in apart[:TRIES])
    while queue:
        spot, values = queue.popleft()
        for value in islice(values, 1):
            yield spot, value
            queue.append((spot, values))
