"""The platforms, one pair for each check that a rule says to answer."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.platform import Platform
from generator.render import render
from lint.catalogue import catalogue
from lint.rule import Rule
from tests.agreement.record import Entry, entry
from tests.test_rules import BASE, shown
from tests.tools import write


class Case(NamedTuple):
    """A check of another linter, the rule that answers it, and what the table says of them."""

    check: str
    rule: Rule
    entry: Entry

    @property
    def bad(self) -> dict[str, Any]:
        if self.entry.bad is not None:
            return self.entry.bad
        return dict(yaml.safe_load(shown(self.rule, "Bad")[0]))

    @property
    def good(self) -> dict[str, Any]:
        return self.entry.good or {}


def cases(peer: str) -> list[Case]:
    """Every check of a linter with every rule that answers it."""
    return [
        Case(control.id, rule, entry(peer, control.id, rule.name))
        for control in catalogue(peer).controls()
        for rule in control.rules
    ]


class Trees:
    """Platforms rendered below one folder, each once; their names are in what they render.

    A linter that is given many trees at once may take a role of one for that of another, if they are called the same.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: dict[str, str] = {}

    def name(self, patch: dict[str, Any], half: str) -> str:
        """The name of the tree of a patch, with one half of it, which is rendered when it is first asked for."""
        key = json.dumps([patch, half], sort_keys=True)
        if key not in self._names:
            self._names[key] = name = f"tree{len(self._names):03}"
            for environment, platform in platforms(patch, name).items():
                ours = {path: content for path, content in render(platform).items() if path.startswith(f"{half}/")}
                write(ours, self.folder / name / environment)
        return self._names[key]


def platforms(patch: dict[str, Any], name: str = "demo") -> dict[str, Platform]:
    """The platforms of a patch over the base of the rules' examples, by environment."""
    named = merge(BASE, {"name": name, "services": {"web": {"namespace": name}}})
    text = yaml.safe_dump(merge(named, patch), sort_keys=False, width=1000)
    return load(Source("platform.yaml", text))
