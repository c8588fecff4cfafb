"""What was found, and why something was not: both as files, so that who reads them needs no linter."""

import json
from functools import cache
from typing import NamedTuple

import yaml

from tests.agreement import RECORDED, TABLE

Found = dict[str, dict[str, list[str]]]
"""The resources that a linter reports in the bad platform alone, by its check and then by our rule."""


class Entry(NamedTuple):
    """A line of the table: of these checks, and of these rules only where some are named.

    `bad` and `good` are merge patches in place of the rule's own example and of nothing; `why` says why the linter is
    silent all the same.
    """

    checks: list[str]
    rules: list[str] | None = None
    bad: dict[str, object] | None = None
    good: dict[str, object] | None = None
    why: str = ""


def peers() -> list[str]:
    """The linters of which something is recorded, by the names of their catalogues."""
    return sorted(json.loads(RECORDED.read_text(encoding="utf-8")))


def recorded(peer: str) -> Found:
    """What was found when it was last recorded."""
    found: Found = json.loads(RECORDED.read_text(encoding="utf-8")).get(peer, {})
    return found


def keep(found: dict[str, Found]) -> None:
    RECORDED.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@cache
def entries(peer: str) -> list[Entry]:
    """The lines of the table about one linter."""
    return [Entry(**line) for line in yaml.safe_load(TABLE.read_text(encoding="utf-8")).get(peer, [])]


def entry(peer: str, check: str, rule: str) -> Entry:
    """The line about a check and a rule, one without a word where the table has none."""
    found = [e for e in entries(peer) if check in e.checks and (e.rules is None or rule in e.rules)]
    if len(found) > 1:
        raise ValueError(f"{check} and {rule} stand in {len(found)} lines of {TABLE.name}")
    return found[0] if found else Entry([check])


def verdict(peer: str, check: str, rules: list[str]) -> str:
    """Whether the linter finds what these rules find: yes, or why not, by the rule where they differ."""
    found = recorded(peer).get(check, {})
    said = {rule: "yes" if rule in found else f"no: {entry(peer, check, rule).why}" for rule in rules}
    if len(set(said.values())) == 1:
        return said[rules[0]]
    return "; ".join(f"{rule}: {words}" for rule, words in said.items())
