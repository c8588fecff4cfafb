"""docs/rules/: a page for each area, from the rules' own docstrings."""

from collections.abc import Iterable
from importlib import import_module
from itertools import groupby
from operator import attrgetter

from lint.explanation import fenced
from lint.rule import Rule, all_rules, live_rules


def files() -> dict[str, bytes]:
    """The index, and a page for each area."""
    area = attrgetter("area")
    rules = sorted((*all_rules(), *live_rules()), key=area)
    by_area = {name: list(found) for name, found in groupby(rules, key=area)}
    pages = {f"docs/rules/{name}.md": _page(name, rules).encode() for name, rules in by_area.items()}
    return pages | {"docs/rules/README.md": _index(by_area).encode()}


def _title(area: str) -> str:
    package = "lint.live" if area == "live" else f"lint.rules.{area}"
    return str(import_module(package).__doc__).strip().rstrip(".")


def _index(by_area: dict[str, list[Rule]]) -> str:
    number = sum(map(len, by_area.values()))
    lines = ["# Rules", "", f"{number} rules. `groundplan explain NAME` prints any of them.", ""]
    for area, rules in by_area.items():
        lines += [f"## [{_title(area)}]({area}.md)", ""]
        lines += ["| id | name | severity | what is wrong |", "|---|---|---|---|"]
        lines += [f"| {r.id} | [{r.name}]({area}.md#{r.name}) | {r.severity} | {r.summary} |" for r in rules]
        lines.append("")
    return "\n".join(lines)


def _page(area: str, rules: Iterable[Rule]) -> str:
    lines = [f"# {_title(area)}", ""]
    for rule in rules:
        also = f" Also {', '.join(rule.also)}." if rule.also else ""
        lines += [f"## {rule.name}", "", f"{rule.id}, {_severity(rule)}. [Source]({rule.source}).{also}", ""]
        lines += [fenced(rule.docs), ""]
    return "\n".join(lines)


def _severity(rule: Rule) -> str:
    others = {"production": rule.production, "development": rule.development}
    said = [str(rule.severity), *(f"{level} in {tier}" for tier, level in others.items() if level is not None)]
    return ", ".join(said)
