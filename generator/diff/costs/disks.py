"""EBS volumes: GiB of nodes' disks and of claims; EFS file systems, which are paid by what lies in them.

https://aws.amazon.com/ebs/pricing/, https://aws.amazon.com/efs/pricing/
"""

from collections.abc import Iterator
from math import ceil

from generator.diff.costs.driver import Amount, Driver
from generator.diff.costs.nodes import nodes
from generator.platform.fleets import fleets
from generator.platform.services.quantities import size
from generator.platform.services.replicas import fewest, most
from generator.platform.services.storage import ebs_classes, ebs_volumes, file_systems
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.volume import Volume


def drivers(platform: Platform) -> Iterator[Driver]:
    """Disks of node groups and volumes of services, by the type of EBS volume."""
    for fleet in fleets(platform):
        if isinstance(fleet.node, NodeGroup):
            disk, count = fleet.node.disk, nodes(fleet)
            most_ = None if count.most is None else count.most * disk.size
            yield Driver(f"EBS {disk.type}, disks of nodes", Amount(count.least * disk.size, most_), "GiB")
    for service, _, volume in ebs_volumes(platform):
        yield Driver(f"EBS {_type(platform, volume)}, volumes of services", _claimed(platform, service, volume), "GiB")
    yield Driver("EFS file systems", Amount(len(file_systems(platform))), "")


def _type(platform: Platform, volume: Volume) -> str:
    found = ebs_classes(platform).get(volume.storage_class or "")
    return found.type if found else "gp3"


def _claimed(platform: Platform, name: str, volume: Volume) -> Amount:
    """One for each pod, but for a claim that all pods of a Deployment share."""
    service, each = platform.services[name], ceil(size(volume.size or "0") / 2**30)
    if volume.type == "claim" and service.kind != "StatefulSet":
        return Amount(each)
    return Amount(fewest(platform, service) * each, most(platform, service) * each)
