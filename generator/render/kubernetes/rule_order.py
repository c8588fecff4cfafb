"""The order of Ingresses that share an Application Load Balancer.

The first listener rule that matches wins. The controller puts them in the order of `group.order`; only inside
one Ingress does it put longer paths first.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#grouporder
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

Unit = tuple[str, str]
"""A route and a service: what one Ingress is for."""


class Rule(NamedTuple):
    """What a host and path lead to."""

    host: str
    path: str
    route: str
    service: str
    port: str

    @property
    def unit(self) -> Unit:
        return self.route, self.service


def orders(rules: list[Rule]) -> dict[Rule, int]:
    """The group.order of every rule of a class: a rule comes before less specific ones.

    All rules of a unit have one order, unless units are in a circle: they then have as many as they need.
    """
    levels, rest = _levels(_predecessors(rules))
    first = max(levels.values(), default=-1) + 1
    ranks = sorted({_rank(rule) for rule in rules if rule.unit in rest})
    position = {rank: first + index for index, rank in enumerate(ranks)}
    return {rule: levels[rule.unit] if rule.unit in levels else position[_rank(rule)] for rule in rules}


def _levels(predecessors: dict[Unit, set[Unit]]) -> tuple[dict[Unit, int], set[Unit]]:
    """The length of the longest chain before each unit; and the units in a circle, with those behind one."""
    from contextlib import suppress
    from graphlib import CycleError, TopologicalSorter

    sorter = TopologicalSorter(predecessors)
    with suppress(CycleError):  # the sorter still gives what no circle blocks
        sorter.prepare()
    levels: dict[Unit, int] = {}
    while sorter.is_active():
        ready = sorter.get_ready()
        for unit in ready:
            levels[unit] = max((levels[before] + 1 for before in predecessors[unit]), default=0)
        sorter.done(*ready)
    return levels, predecessors.keys() - levels.keys()


def _predecessors(rules: list[Rule]) -> dict[Unit, set[Unit]]:
    """For every unit, those with a rule that must come before one of its own."""
    hosts: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules:
        hosts[rule.host][rule.path.rstrip("/")].append(rule)
    before: dict[Unit, set[Unit]] = {rule.unit: set() for rule in rules}
    for host, paths in hosts.items():
        for path, specific in paths.items():
            _add(before, specific, _nearest_prefix(path, paths))
        wildcard = _nearest_wildcard(host, hosts)
        if wildcard is not None:
            _add(before, _all(paths), _all(hosts[wildcard]))
    return before


def _add(before: dict[Unit, set[Unit]], specific: list[Rule], general: list[Rule]) -> None:
    first = {rule.unit for rule in specific}
    for unit in {rule.unit for rule in general}:
        before[unit] |= first - {unit}


def _all(paths: dict[str, list[Rule]]) -> list[Rule]:
    return [rule for rules in paths.values() for rule in rules]


def _nearest_prefix(path: str, paths: dict[str, list[Rule]]) -> list[Rule]:
    """The rules of the longest other path that covers this one; prefixes match whole segments."""
    while path:
        path = path.rpartition("/")[0]
        if path in paths:
            return paths[path]
    return []


def _nearest_wildcard(host: str, hosts: Iterable[str]) -> str | None:
    """The longest other host with a wildcard that covers this one; it stands for any number of labels."""
    rest = host.removeprefix("*.").partition(".")[2]
    while rest:
        if f"*.{rest}" in hosts:
            return f"*.{rest}"
        rest = rest.partition(".")[2]
    return None


def _rank(rule: Rule) -> tuple[bool, int, int]:
    """Smaller for the more specific of two rules that match a request: the host counts before the path."""
    return rule.host.startswith("*"), -rule.host.count("."), -rule.path.rstrip("/").count("/")
