from collections.abc import Iterator

from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.taints import CRITICAL, placed_addons, repelling
from generator.platform.types.addon import PlacedAddon
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

KNOWN_TO_NODES = ("kubernetes.io", "k8s.io", "karpenter.sh", "karpenter.k8s.aws", "eks.amazonaws.com")
"""Domains of labels that nodes get from others than us."""


@rule("ADD-081", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/add-ons-configuration.html")
def addon_has_no_nodes(platform: Platform) -> Iterator[Violation]:
    """The pods of an add-on can run on no node.

    Every node has a taint that they do not tolerate, or lacks a label that they ask for. They stay Pending, the add-on
    never becomes active, and the apply ends in a timeout after twenty minutes.

    Bad:

        addons: {coredns: {nodeSelector: {role: system}}}

    Good:

        addons: {coredns: {nodeSelector: {role: system}}}
        nodes: {groups: {general: {labels: {role: system}}}}
    """
    there = [fleet for fleet in fleets(platform) if fleet.os == "linux"]
    if not there or platform.nodes.fargate is not None:
        return
    for name, addon in placed_addons(platform).items():
        if not any(_fits(addon, fleet) for fleet in there):
            field = "node_selector" if addon.node_selector else "tolerates"
            why = "each lacks a label of nodeSelector or has a taint that it does not tolerate"
            yield Violation(addon, field, f"{name} fits on no node: {why}; change either")


def _fits(addon: PlacedAddon, fleet: Fleet) -> bool:
    labels = dict(fleet.labels)
    asked = {key: value for key, value in addon.node_selector.items() if not _is_known(key)}
    return asked.items() <= labels.items() and not {*repelling(fleet)} - {CRITICAL, *addon.tolerates}


def _is_known(key: str) -> bool:
    domain = key.partition("/")[0] if "/" in key else ""
    return any(domain == known or domain.endswith(f".{known}") for known in KNOWN_TO_NODES)
