"""Fargate profiles."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.named import matched
from generator.live.comparison.world import World

PLACE = ("nodes", "fargate", "profiles")


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `nodes.fargate.profiles`."""
    if world.cluster is None:
        return
    name, bodies = world.platform.name, world.declared.of("aws_eks_fargate_profile")
    listed = world.aws.read("eks", "list_fargate_profiles", clusterName=name)["fargateProfileNames"]
    found = matched({key: body["fargate_profile_name"] for key, body in bodies.items()}, listed)
    for key, body in sorted(bodies.items()):
        actual = found.names.get(key)
        if actual is None:
            yield Drift((*PLACE, key), body["fargate_profile_name"], None, "Fargate profile")
            continue
        asked = {"clusterName": name, "fargateProfileName": actual}
        profile = world.aws.read("eks", "describe_fargate_profile", **asked)["fargateProfile"]
        different = list(_profile(world, key, body, profile))
        yield from different
        if not different:
            yield from differ((*PLACE, key), body["fargate_profile_name"], actual, "name of the profile")
    for other in found.others:
        if not world.declared.mentions(other):
            yield Drift((*PLACE, other), None, other, "Fargate profile")


def _profile(world: World, key: str, body: dict[str, Any], found: dict[str, Any]) -> Iterator[Drift]:
    place, spec = (*PLACE, key), world.platform.nodes.fargate
    namespaces = {each.get("namespace") for each in found["selectors"]}
    yield from differ((*place, "namespaces"), {each["namespace"] for each in body["selector"]}, namespaces)
    labels = spec.profiles[key].labels if spec else {}
    for each in found["selectors"]:
        if each.get("namespace") in {known["namespace"] for known in body["selector"]}:
            about = f"namespace {each.get('namespace')}"
            yield from differ((*place, "labels"), labels, each.get("labels", {}), about)
    subnets = {world.network.subnet_name(id) for id in found["subnets"]}
    yield from differ((*place, "subnets"), {label(each) for each in body["subnet_ids"]}, subnets)
    yield from differ(place, world.role(body["pod_execution_role_arn"]), found["podExecutionRoleArn"], "role")
