"""Node groups that EKS does not manage."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `nodes.groups` with `managed: false`."""
    for key, body in sorted(world.declared.of("aws_autoscaling_group").items()):
        asked = {"AutoScalingGroupNames": [body["name"]]}
        found = world.aws.read("autoscaling", "describe_auto_scaling_groups", **asked)["AutoScalingGroups"]
        if found:
            yield from _group(world, key, body, found[0])
        else:
            yield Drift(("nodes", "groups", key), body["name"], None, "Auto Scaling group")


def _group(world: World, key: str, body: dict[str, Any], found: dict[str, Any]) -> Iterator[Drift]:
    place, spec = ("nodes", "groups", key), world.platform.nodes.groups[key]
    yield from differ((*place, "scaling", "min"), spec.scaling.min, found["MinSize"])
    yield from differ((*place, "scaling", "max"), spec.scaling.max, found["MaxSize"])
    subnets = {world.network.subnet_name(id) for id in filter(None, found.get("VPCZoneIdentifier", "").split(","))}
    yield from differ((*place, "subnets"), {label(each) for each in body["vpc_zone_identifier"]}, subnets)
    suspended = {each["ProcessName"] for each in found.get("SuspendedProcesses", [])}
    yield from differ(place, body["suspended_processes"], suspended, "suspended processes")
    policy = body.get("mixed_instances_policy")
    if policy is not None:
        actual = found.get("MixedInstancesPolicy", {})
        types = [each.get("InstanceType") for each in actual.get("LaunchTemplate", {}).get("Overrides", [])]
        if types != list(spec.instance_types):
            yield Drift((*place, "instanceTypes"), list(spec.instance_types), types)
        share = actual.get("InstancesDistribution", {}).get("OnDemandPercentageAboveBaseCapacity", 100)
        declared = policy["instances_distribution"]["on_demand_percentage_above_base_capacity"]
        yield from differ((*place, "capacity"), declared, share, "percentage on demand")
