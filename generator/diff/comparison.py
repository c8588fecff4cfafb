"""The comparison of two sides, environment by environment."""

from typing import NamedTuple

from generator.diff.change import Change
from generator.diff.intent import Edit, edits
from generator.diff.kubernetes import changes as kubernetes_changes
from generator.diff.side import Side
from generator.diff.terraform import changes as terraform_changes
from generator.diff.terraform.root import root
from generator.platform.types.platform import Platform
from generator.render import render
from generator.render.files import Files


class Comparison(NamedTuple):
    """What changes between two sides: in platform.yaml, and by environment in what is rendered from it."""

    base: Side
    head: Side
    edits: list[Edit]
    environments: dict[str, list[Change]]


def compare(base: Side, head: Side, only: list[str] | None = None) -> Comparison:
    """Render both sides and compare them; with `only`, these environments alone."""
    names = dict.fromkeys([*head.platforms, *base.platforms])
    wanted = [name for name in names if not only or name in only]
    found = {name: _changes(_files(base.platforms.get(name)), _files(head.platforms.get(name))) for name in wanted}
    return Comparison(base, head, edits(base, head), found)


def _files(platform: Platform | None) -> Files:
    return render(platform) if platform is not None else {}


def _changes(base: Files, head: Files) -> list[Change]:
    trees = ("terraform", "bootstrap")
    found = [change for tree in trees for change in terraform_changes.changes(tree, root(base, tree), root(head, tree))]
    return sorted([*found, *kubernetes_changes.changes(base, head)], key=lambda change: change.order)
