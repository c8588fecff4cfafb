"""What the page shows, made of a comparison."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.diff.change import Action, Change
from generator.diff.comparison import Comparison
from generator.diff.costs import Cost
from generator.diff.intent import Edit
from generator.diff.reachability import Reach
from generator.diff.rendered import Rendered
from generator.diff.report import phrases
from generator.diff.report.html.addresses import Addresses, addresses
from generator.diff.report.html.groups import OWN, Budget, Listing, listing
from generator.diff.report.html.pictures import Picture, pictures
from generator.diff.report.html.values import Shown, shown
from lint.engine import Finding

TREES = {"terraform": "AWS", "bootstrap": "AWS, the bootstrap root", "kubernetes": "Kubernetes"}
_MOST = 50
_ALIKE = 5
_EDITS = 1000
_KINDS = {Action.DESTROY: "Destroys", Action.REPLACE: "Replaces"}


class Warned(NamedTuple):
    """Something to know before the change is merged: its kind, what, and the environments that it is true of."""

    kind: str
    said: str
    environments: tuple[str, ...]


class Intended(NamedTuple):
    """A field of platform.yaml that changes, or so many alike."""

    field: str
    values: Shown
    environments: tuple[str, ...]
    times: int = 1


class Section(NamedTuple):
    """One environment."""

    name: str
    anchor: str
    about: str
    counts: dict[Action, int]
    trees: list[tuple[str, str, Listing]]
    flux: list[str]
    reachability: list[Reach]
    reachability_more: int
    costs: list[Cost]
    addresses: Addresses | None
    pictures: list[Picture]


class Page(NamedTuple):
    """The whole of it."""

    title: str
    comparison: Comparison
    rendered: list[tuple[Rendered, str]]
    warned: list[Warned]
    warned_more: int
    intended: list[Intended]
    intended_more: int
    environments: list[Section]
    findings: list[tuple[str, list[Finding]]]
    actions: list[Action]


def page(comparison: Comparison) -> Page:
    """Gather it."""
    names = {each.name: None for side in (comparison.head, comparison.base) for each in side.platforms.values()}
    warned = list(_together(comparison))
    intended, found = list(_intended(comparison.edits)), comparison.findings
    return Page(
        title=" and ".join(names) or "platform.yaml",
        comparison=comparison,
        rendered=phrases.rendered(comparison),
        warned=warned[:_MOST],
        warned_more=max(len(warned) - _MOST, 0),
        intended=intended[:_EDITS],
        intended_more=sum(each.times for each in intended[_EDITS:]),
        environments=[_section(comparison, number, name) for number, name in enumerate(comparison.environments)],
        findings=[("New", found.new[:1000]), ("Gone", found.gone[:1000])],
        actions=list(Action),
    )


def _together(comparison: Comparison) -> Iterator[Warned]:
    """What is said of several environments is said once."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, environment, said in _warned(comparison):
        found.setdefault((kind, said), []).append(environment)
    for (kind, said), environments in found.items():
        yield Warned(kind, said, tuple(environments))


def _warned(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """One-way doors, what the internet newly reaches, what Flux does besides, then what is made anew or goes."""
    for name, sentences in comparison.warnings.items():
        yield from (("One-way door", name, said) for said in sentences)
    for name, reaches in comparison.reachability.items():
        for reach in filter(lambda each: each.from_internet, reaches):
            peers = ", ".join(phrases.peer(reach.gate, peer) for peer in reach.opened[:10])
            yield "Opens", name, f"{phrases.gate(reach.gate)}, to {peers}"
    for name, sentences in comparison.flux.items():
        yield from (("Flux", name, said) for said in sentences)
    for action, kind in _KINDS.items():
        for name, changes in comparison.environments.items():
            own = [change for change in changes if change.action is action and not change.causes]
            yield from ((kind, name, _why(each)) for each in own)


def _why(change: Change) -> str:
    forced = phrases.forced(change)[:3]
    reasons = [f"{', '.join(forced)} changes"] if forced else []
    return ": ".join([change.name, *(reasons or ([change.because] if change.because else []))])


def _intended(edits: list[Edit]) -> Iterator[Intended]:
    """What many services, or other things with names, have alike is said once."""
    together: dict[str, list[Edit]] = {}
    for edit in edits:
        path = (edit.field.path[0], OWN, *edit.field.path[2:])
        together.setdefault(repr((path, edit.field.old, edit.field.new, edit.environments)), []).append(edit)
    for alike in together.values():
        if len(alike) < _ALIKE:
            yield from (Intended(each.field.dotted, shown(each.field), each.environments) for each in alike)
        else:
            field, environments = alike[0]
            field = field._replace(path=(field.path[0], OWN, *field.path[2:]))
            yield Intended(field.dotted, shown(field), environments, len(alike))


def _section(comparison: Comparison, number: int, name: str) -> Section:
    changes, budget = comparison.environments[name], Budget()
    reaches = comparison.reachability.get(name, [])
    by_tree = {tree: [change for change in changes if change.tree == tree] for tree in TREES}
    return Section(
        name,
        f"environment-{number}",
        _about(comparison, name),
        {action: sum(change.action is action for change in changes) for action in Action},
        [(tree, TREES[tree], listing(found, budget)) for tree, found in by_tree.items() if found],
        comparison.flux.get(name, []),
        reaches[:500],
        max(len(reaches) - 500, 0),
        comparison.costs.get(name, []),
        addresses(comparison, name),
        pictures(comparison, name),
    )


def _about(comparison: Comparison, name: str) -> str:
    platform = comparison.head.platforms.get(name) or comparison.base.platforms.get(name)
    if platform is None:
        return ""
    state = "" if name in comparison.head.platforms else ", taken out"
    state = state if name in comparison.base.platforms else ", new"
    return f"account {platform.account}, {platform.region}, Kubernetes {platform.cluster.version}{state}"
