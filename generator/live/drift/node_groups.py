"""Node groups that EKS manages; how many nodes there are now is the autoscaler's."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ, differ_in_keys, differ_in_tags
from generator.live.comparison.named import matched
from generator.live.comparison.world import World
from generator.platform.nodes.groups import version

Thing = dict[str, Any]
CAPACITY = {"ON_DEMAND": "onDemand", "SPOT": "spot", "CAPACITY_BLOCK": "capacityBlock"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `nodes.groups`."""
    if world.cluster is None:
        return
    name = world.platform.name
    bodies = world.declared.of("aws_eks_node_group")
    listed = world.aws.read("eks", "list_nodegroups", clusterName=name)["nodegroups"]
    found = matched({key: body["node_group_name"] for key, body in bodies.items()}, listed)
    for key, body in sorted(bodies.items()):
        actual = found.names.get(key)
        if actual is None:
            yield Drift(("nodes", "groups", key), body["node_group_name"], None, "node group")
            continue
        asked = {"clusterName": name, "nodegroupName": actual}
        group = world.aws.read("eks", "describe_nodegroup", **asked)["nodegroup"]
        different = list(_group(world, key, body, group))
        yield from different
        if not different:
            yield from differ(("nodes", "groups", key), body["node_group_name"], actual, "name of the node group")
    for other in found.others:
        if not world.declared.mentions(other):
            yield Drift(("nodes", "groups", other), None, other, "node group")


def _group(world: World, key: str, body: Thing, found: Thing) -> Iterator[Drift]:
    place, spec = ("nodes", "groups", key), world.platform.nodes.groups[key]
    yield from differ((*place, "scaling", "min"), spec.scaling.min, found["scalingConfig"]["minSize"])
    yield from differ((*place, "scaling", "max"), spec.scaling.max, found["scalingConfig"]["maxSize"])
    if "instance_types" in body and tuple(found.get("instanceTypes", [])) != spec.instance_types:
        yield Drift((*place, "instanceTypes"), list(spec.instance_types), found.get("instanceTypes", []))
    yield from differ((*place, "ami"), body.get("ami_type", "CUSTOM"), found.get("amiType", "CUSTOM"))
    capacity = found.get("capacityType", "ON_DEMAND")
    yield from differ((*place, "capacity"), spec.capacity, CAPACITY.get(capacity, capacity))
    subnets = {world.network.subnet_name(id) for id in found["subnets"]}
    yield from differ((*place, "subnets"), {label(each) for each in body["subnet_ids"]}, subnets)
    yield from differ(place, world.role(body["node_role_arn"]), found["nodeRole"], "role of the nodes")
    yield from differ_in_keys((*place, "labels"), body.get("labels", {}), found.get("labels", {}))
    yield from differ_in_keys((*place, "taints"), _taints(body.get("taint", [])), _taints(found.get("taints", [])))
    if "version" in body:
        yield from differ((*place, "version"), version(world.platform, spec), found.get("version"))
    if spec.release_version is not None:
        yield from differ((*place, "releaseVersion"), spec.release_version, found.get("releaseVersion"))
    yield from _update(place, body, found)
    about = f"node group {found['nodegroupName']}"
    yield from differ_in_tags(("tags",), world.platform.tags, body.get("tags", {}), found.get("tags", {}), about)


def _taints(taints: list[Thing]) -> dict[str, str]:
    return {each["key"]: ":".join(filter(None, (each.get("value"), each["effect"]))) for each in taints}


def _update(place: tuple[str, ...], body: Thing, found: Thing) -> Iterator[Drift]:
    """How nodes are replaced and repaired."""
    declared, actual = body["update_config"], found.get("updateConfig", {})
    yield from differ(
        (*place, "update", "maxUnavailable"),
        _limit(declared.get("max_unavailable"), declared.get("max_unavailable_percentage")),
        _limit(actual.get("maxUnavailable"), actual.get("maxUnavailablePercentage")),
    )
    wanted, has = declared.get("update_strategy", "DEFAULT"), actual.get("updateStrategy", "DEFAULT")
    yield from differ((*place, "update", "strategy"), wanted.lower(), has.lower())
    declared, actual = body["node_repair_config"], found.get("nodeRepairConfig", {})
    yield from differ((*place, "repair"), declared["enabled"], bool(actual.get("enabled")))
    for key, name, given in (
        ("maxParallel", "max_parallel_nodes_repaired", "maxParallelNodesRepaired"),
        ("maxUnhealthy", "max_unhealthy_node_threshold", "maxUnhealthyNodeThreshold"),
    ):
        wanted = _limit(declared.get(f"{name}_count"), declared.get(f"{name}_percentage"))
        has = _limit(actual.get(f"{given}Count"), actual.get(f"{given}Percentage"))
        yield from differ((*place, "repair", key), wanted, has)


def _limit(number: int | None, percentage: int | None) -> int | str | None:
    return number if percentage is None else f"{percentage}%"
