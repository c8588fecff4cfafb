"""`python -m tests.truth.search`: finds an edit for every field that has none, or one that is valid no more.

What is found is in generated.json. Fields for which there is no other value by itself are in contexts.yaml.
"""

import json
import sys
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from generator.platform.load import InvalidPlatform
from tests.truth.edits import GENERATED, HERE, Edit
from tests.truth.fields import MISSING, NEVER, Spot, documents, patch, planned, spots, types, written
from tests.truth.values import others

TRIES = 10
VALID = 3
"""Values that are tried, and valid ones that change nothing, before a field is taken for none of Terraform's."""

Row = dict[str, Any]


def missing(table: dict[str, Row]) -> list[str]:
    """Fields of the language that no edit changes."""
    given = yaml.safe_load((HERE / "contexts.yaml").read_text())
    return sorted(types().keys() - NEVER - table.keys() - given.keys())


def search(name: str) -> Row | None:
    """An edit of a field, which changes what Terraform applies if any value of it does; None where none is valid."""
    valid: list[Row] = []
    for spot, value in islice(_candidates(name), TRIES):
        edit = Edit(name, spot.golden, patch(documents()[spot.golden], spot.place, value))
        if (row := _row(edit)) is None:
            continue
        if "terraform" in row["roots"]:
            return row
        valid.append(row)
        if len(valid) == VALID:
            break
    return valid[0] if valid else None


def _row(edit: Edit) -> Row | None:
    try:
        return {"golden": edit.golden, "roots": sorted(edit.changed(), reverse=True), "patch": edit.patch}
    except (InvalidPlatform, KeyError):
        return None


def _candidates(name: str) -> Iterator[tuple[Spot, Any]]:
    """Places and values, of every place the likeliest value first; places where the field is written come first."""
    places = [(spot, written(documents()[spot.golden], spot.place)) for spot in spots()[name]]
    donors = [value for _, value in places if value is not MISSING]
    places.sort(key=lambda each: (not planned(each[0].golden), each[1] is MISSING))
    apart = {spot.golden: (spot, value) for spot, value in reversed(places)}
    chosen = [each for each in places if apart[each[0].golden] == each][:TRIES]
    queue = deque((spot, others(types()[name], value, donors)) for spot, value in chosen)
    while queue:
        spot, values = queue.popleft()
        for value in islice(values, 1):
            yield spot, value
            queue.append((spot, values))


def main() -> int:
    table: dict[str, Row] = json.loads(GENERATED.read_text()) if GENERATED.exists() else {}
    kept = {name: _row(Edit(name, each["golden"], each["patch"])) for name, each in table.items() if name in types()}
    rows = {name: row for name, row in kept.items() if row}
    rows |= {name: row for name in missing(rows) if (row := search(name))}
    lines = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(rows.items())]
    GENERATED.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    left = missing(rows)
    for name in left:
        sys.stdout.write(f"{name}: no other value is valid by itself; write a patch into contexts.yaml\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
