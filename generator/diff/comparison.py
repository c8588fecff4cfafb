"""The comparison of two sides, environment by environment."""

from datetime import date
from typing import NamedTuple

from generator.diff.capacity import Capacity, capacity
from generator.diff.causes import with_causes
from generator.diff.change import Change
from generator.diff.costs import Cost, costs
from generator.diff.environments import removed
from generator.diff.findings import Findings, findings
from generator.diff.flux import Trees, flux
from generator.diff.intent import Edit, edits
from generator.diff.kubernetes import changes as kubernetes_changes
from generator.diff.kubernetes.objects import Key, Object
from generator.diff.reachability import Reach, reachability
from generator.diff.rendered import Rendered, rendered
from generator.diff.secrets import masked, masked_field
from generator.diff.side import Side
from generator.diff.terraform import changes as terraform_changes
from generator.diff.terraform.root import root
from generator.diff.transition import Transition
from generator.diff.warnings import warnings
from generator.platform.types.platform import Platform
from generator.render import render
from generator.render.files import Files
from lint.mandatory import Mandatory


class Comparison(NamedTuple):
    """What changes between two sides: in platform.yaml, and by environment in what is rendered from it.

    Where a side is no valid platform, `notes` say so and nothing but the edits is compared: what cannot be rendered
    is neither created nor destroyed. `only` names the environments that were asked for; without any it is all.
    """

    base: Side
    head: Side
    edits: list[Edit]
    environments: dict[str, list[Change]]
    findings: Findings
    capacity: dict[str, Capacity]
    notes: list[str]
    warnings: dict[str, list[str]]
    only: tuple[str, ...] = ()
    flux: dict[str, list[str]] = {}
    reachability: dict[str, list[Reach]] = {}
    costs: dict[str, list[Cost]] = {}
    rendered: dict[str, Rendered | None] = {}


def compare(
    base: Side, head: Side, today: date, only: list[str] | None = None, policy: Mandatory | None = None
) -> Comparison:
    """Render both sides and compare them, judged as of `today` under `policy`; with `only`, these environments."""
    notes = _notes(base, head)
    if notes:
        return Comparison(base, head, _edits(base, head), {}, Findings([], [], 0), {}, notes, {}, tuple(only or ()))
    names = dict.fromkeys([*head.platforms, *base.platforms])
    pairs = {name: (base.platforms.get(name), head.platforms.get(name)) for name in names if not only or name in only}
    come = [new for old, new in pairs.values() if old is None and new is not None]
    trees = {name: _trees(head, name, *pair) for name, pair in pairs.items()}
    return Comparison(
        base,
        head,
        _edits(base, head),
        {name: found.changes for name, found in trees.items()},
        findings(base, head, today, only, policy),
        {name: capacity(*pair) for name, pair in pairs.items()},
        notes,
        {name: _warnings(*pair, trees[name].changes, come) for name, pair in pairs.items()},
        tuple(only or ()),
        {name: found.flux for name, found in trees.items()},
        {name: reachability(*pair) for name, pair in pairs.items()},
        {name: costs(*pair) for name, pair in pairs.items()},
        {name: found.rendered for name, found in trees.items()},
    )


class _Compared(NamedTuple):
    """What two renders of an environment tell; the renders themselves, which are large, are not kept."""

    changes: list[Change]
    flux: list[str]
    rendered: Rendered | None


def _trees(head: Side, name: str, old: Platform | None, new: Platform | None) -> _Compared:
    before, after = _files(old), _files(new)
    objects = kubernetes_changes.differing(before, after)
    said = flux(Trees(old, new, *objects)) if old is not None and new is not None else []
    return _Compared(_changes(before, after, objects), said, rendered(head, name, after))


def _warnings(base: Platform | None, head: Platform | None, found: list[Change], come: list[Platform]) -> list[str]:
    """A door has two sides; where a whole environment comes or goes, that is said."""
    if base is not None and head is not None:
        return warnings(Transition(base, head, found))
    return [removed(base, come)] if base is not None else []


def _notes(base: Side, head: Side) -> list[str]:
    """Which sides cannot be rendered, and why."""
    return [
        f"{side.label} cannot be rendered, so nothing is compared: {first.message} "
        f"(line {first.span.line}{f', and {more} more' if more else ''})"
        for side in (base, head)
        if side.problems
        for first, more in [(side.problems.problems[0], len(side.problems.problems) - 1)]
    ]


def _edits(base: Side, head: Side) -> list[Edit]:
    return [edit._replace(field=masked_field(edit.field)) for edit in edits(base, head)]


def _files(platform: Platform | None) -> Files:
    return render(platform) if platform is not None else {}


def _changes(base: Files, head: Files, objects: tuple[dict[Key, Object], dict[Key, Object]]) -> list[Change]:
    found = [change for tree in ("terraform", "bootstrap") for change in _resources(tree, base, head)]
    found += kubernetes_changes.changes(*objects)
    return sorted(map(masked, found), key=lambda change: change.order)


def _resources(tree: str, base: Files, head: Files) -> list[Change]:
    old, new = root(base, tree), root(head, tree)
    return with_causes(terraform_changes.changes(tree, old, new), new)
