"""What others ask for, and what answers it here: one file of lint/catalogues for each of them.

A rule names the controls that it answers as SOURCE:ID (`also`). The file has a line for each control; one that no rule
answers says why: a test proves it of what is rendered (`proof`), no such platform.yaml is read (`refused`), only a live
cluster can tell (`live`), it is a change and `groundplan diff` tells it (`diff`) or should (`missing`), nothing in the
language could break it (`absent`), or it is no practice of ours (`declined`).

Our own catalogue has `areas`: how many ids each began with. Its file has no line for what a rule of that id answers.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError
from lint.rule import Rule, all_rules

_FOLDER = Path(__file__).parent / "catalogues"
ACCOUNTS = {
    "proof": "rendered so",
    "refused": "refused as invalid",
    "live": "live cluster",
    "diff": "told by diff",
    "missing": "not yet",
    "absent": "no such field",
    "declined": "not asked here",
}


class Control(NamedTuple):
    """One thing that is asked for; `account` is a key of ACCOUNTS or empty where rules answer it."""

    id: str
    about: str
    rules: tuple[Rule, ...]
    account: str = ""
    why: str = ""


class Catalogue(NamedTuple):
    """A benchmark, a standard or another linter. `pages` is where every page of it begins, if it has no ids."""

    name: str
    title: str
    url: str
    pages: str
    declared: dict[str, dict[str, str]]
    areas: dict[str, int] = {}

    def rules(self) -> tuple[Rule, ...]:
        """The rules that answer something in it."""
        return tuple(rule for rule in all_rules() if self.answers(rule))

    def answers(self, rule: Rule) -> tuple[str, ...]:
        """The ids of the controls that a rule answers."""
        page = rule.source.removeprefix(self.pages).removesuffix(".html")
        pages = (page,) if self.pages and rule.source.startswith(self.pages) else ()
        own = (rule.id,) if self.areas else ()
        return (*own, *(also.partition(":")[2] for also in rule.also if also.startswith(f"{self.name}:")), *pages)

    def controls(self) -> list[Control]:
        """Every control, in the order of the file; pages by their name, and our own by area and number."""
        answering: dict[str, list[Rule]] = {}
        for rule in all_rules():
            for id in self.answers(rule):
                answering.setdefault(id, []).append(rule)
        ids = [*self.declared] or sorted(answering)
        if self.areas:
            order = list(self.areas)
            ids = sorted({*self.declared, *answering}, key=lambda row: (order.index(row.partition("-")[0]), row))
        return [_control(id, self.declared.get(id, {}), answering.get(id, [])) for id in ids]


def _control(id: str, declared: dict[str, str], answering: list[Rule]) -> Control:
    account = next((kind for kind in ACCOUNTS if kind in declared), "")
    own = [rule.summary.removesuffix(".") for rule in answering if rule.id == id]
    return Control(id, declared.get("about", "".join(own)), tuple(answering), account, declared.get(account, ""))


def names() -> list[str]:
    """The catalogues, by the names of their files."""
    return sorted(file.stem for file in _FOLDER.glob("*.json"))


@cache
def catalogue(name: str) -> Catalogue:
    """A catalogue by its name; raises UsageError for one that there is not."""
    if name not in names():
        raise UsageError(f"there is no `{name}`; there are {', '.join(names())}")
    document = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    pages, areas = document.get("pages", ""), document.get("areas", {})
    return Catalogue(name, document["title"], document["url"], pages, document["controls"], areas)
