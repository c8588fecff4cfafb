"""One run of a linter on all platforms, and what it found in the bad ones alone."""

import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tests.agreement.cases import Trees, cases
from tests.agreement.record import Found


class Peer(Protocol):
    """A module of `peers`."""

    PROGRAM: Path

    def half(self, check: str) -> str:
        """Which half a check is about: terraform or kubernetes."""

    def reports(self, folder: Path, checks: list[str]) -> Iterator[tuple[str, str, str]]:
        """What these checks find in the trees of a folder, as tree, check and resource."""


def peer(name: str) -> Peer:
    """How to run a linter, by the name of its catalogue."""
    return cast(Peer, import_module(f"tests.agreement.peers.{name.replace('-', '_')}"))


def found(name: str) -> Found:
    """What the linter finds in each case's bad platform and not in its good one."""
    asked, linter, faults = cases(name), peer(name), dict[tuple[str, str], set[str]]()
    with tempfile.TemporaryDirectory() as folder:
        trees = Trees(Path(folder))
        pairs = [tuple(trees.name(each, linter.half(c.check)) for each in (c.bad, c.good)) for c in asked]
        for tree, check, resource in linter.reports(trees.folder, sorted({case.check for case in asked})):
            faults.setdefault((tree, check), set()).add(resource.replace(tree, "demo"))
    together: Found = {}
    for case, (bad, good) in zip(asked, pairs, strict=True):
        only = faults.get((bad, case.check), set()) - faults.get((good, case.check), set())
        if only:
            together.setdefault(case.check, {})[case.rule.name] = sorted(only)
    return together
