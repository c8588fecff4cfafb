"""Addresses of pods with security groups of their own: each pod has a branch interface, on a trunk of its node.

https://docs.aws.amazon.com/eks/latest/best-practices/sgpp.html
"""

from generator.platform.capacity.footprint import node_footprint
from generator.platform.capacity.moments import Moment, node_pods, zone_nodes
from generator.platform.fleets import Fleet
from generator.platform.nodes.branch_interfaces import branch_enis, branch_pods
from generator.platform.nodes.instance_types import known_types
from generator.platform.nodes.max_pods import pod_enis
from generator.platform.nodes.taints import repelling
from generator.platform.services.replicas import fewest, most
from generator.platform.types.platform import Platform


def grouped_pods(platform: Platform, fleet: Fleet, moment: Moment) -> int:
    """Pods with groups of their own on a fleet's nodes in a zone: at worst all that there are."""
    if repelling(fleet) or fleet.os == "windows":
        return 0
    count = fewest if moment == "today" else most
    return min(zone_nodes(fleet, moment) * (branch_enis(fleet) or 0), branch_pods(platform, count))


def ordinary_pods(platform: Platform, fleet: Fleet, moment: Moment) -> int:
    """The most pods on a node that have their addresses from ipamd: the others take theirs from max-pods too."""
    nodes = zone_nodes(fleet, moment)
    grouped = grouped_pods(platform, fleet, moment) // nodes if nodes else 0
    return max(node_pods(platform, fleet, moment) - grouped, 0)


def trunks(platform: Platform, fleet: Fleet, moment: Moment) -> int:
    """Trunks of a fleet in a zone that have an address more: one that is the last of a node's interfaces has none."""
    if not branch_enis(fleet):
        return 0
    most_enis = min(pod_enis(type_, platform.cni) for type_ in known_types(fleet.instance_types))
    taken = node_footprint(platform, fleet, ordinary_pods(platform, fleet, moment))
    return zone_nodes(fleet, moment) if taken.enis < most_enis else 0
