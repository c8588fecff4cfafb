"""Access entries: who may do what in the cluster."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ, differ_in_tags
from generator.live.comparison.world import World
from generator.platform.types.node import Place

Thing = dict[str, Any]
OF_AWS = ":role/aws-service-role/"
"""EKS, and other services, give their own roles entries."""


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `cluster.access`, and of the entries that nodes of ours need."""
    if world.cluster is None:
        return
    listed = set(world.aws.read("eks", "list_access_entries", clusterName=world.platform.name)["accessEntries"])
    declared = {
        world.role(body["principal_arn"]): key for key, body in world.declared.of("aws_eks_access_entry").items()
    }
    for principal, key in sorted(declared.items(), key=lambda item: item[1]):
        if principal in listed:
            yield from _entry(world, key, principal)
        else:
            yield Drift(_place(world, key), principal, None, "access entry")
    for principal in sorted(listed - declared.keys()):
        if OF_AWS not in principal and not world.declared.mentions(principal):
            yield from _undeclared(world, principal)


def _place(world: World, key: str) -> Place:
    return ("cluster", "access", key) if key in world.platform.cluster.access else ("cluster", "access")


def _undeclared(world: World, principal: str) -> Iterator[Drift]:
    """Somebody let in by hand. EKS itself makes the entries of nodes in groups and profiles of its own."""
    ours = {world.role(f"${{aws_iam_role.{key}.arn}}") for key in world.declared.of("aws_iam_role")}
    found = _described(world, principal)
    if found.get("type", "STANDARD") == "STANDARD" or principal not in ours:
        policies = ", ".join(sorted(_policies(world, principal))) or "no policy"
        yield Drift(("cluster", "access"), None, principal, f"access entry with {policies}")


def _described(world: World, principal: str) -> Thing:
    asked = {"clusterName": world.platform.name, "principalArn": principal}
    found: Thing = world.aws.read("eks", "describe_access_entry", **asked)["accessEntry"]
    return found


def _policies(world: World, principal: str) -> dict[str, list[str]]:
    """Policies by their names here, with their namespaces; none means the whole cluster."""
    asked = {"clusterName": world.platform.name, "principalArn": principal}
    listed = world.aws.read("eks", "list_associated_access_policies", **asked)["associatedAccessPolicies"]
    return {_word(each["policyArn"]): sorted(each["accessScope"].get("namespaces", [])) for each in listed}


def _word(policy: str) -> str:
    name = policy.rpartition("/")[2]
    return name.removeprefix("AmazonEKS").removesuffix("Policy") if name.startswith("AmazonEKS") else name


def _entry(world: World, key: str, principal: str) -> Iterator[Drift]:
    place, body, found = (
        _place(world, key),
        world.declared.of("aws_eks_access_entry")[key],
        _described(world, principal),
    )
    about = "" if key in world.platform.cluster.access else f"access entry of {principal}"
    yield from differ((*place, "type"), body.get("type", "STANDARD"), found.get("type", "STANDARD"), about)
    if body.get("type", "STANDARD") == "STANDARD":
        groups = found.get("kubernetesGroups", [])
        yield from differ((*place, "kubernetesGroups"), body.get("kubernetes_groups", []), groups, about)
        name = found.get("username", "")
        if "user_name" in body or not name.startswith("arn:"):
            yield from differ((*place, "username"), body.get("user_name"), name, about)
    wanted = {
        _word(each["policy_arn"]): sorted(each["access_scope"].get("namespaces", []))
        for each in world.declared.of("aws_eks_access_policy_association").values()
        if label(each["principal_arn"]) == key
    }
    yield from _grants(world, key, wanted, _policies(world, principal))
    tags = body.get("tags", {})
    about = f"access entry {key}"
    yield from differ_in_tags((*place, "tags"), world.platform.tags, tags, found.get("tags", {}), about)


def _grants(world: World, key: str, wanted: Mapping[str, list[str]], found: Mapping[str, list[str]]) -> Iterator[Drift]:
    spec = world.platform.cluster.access.get(key)
    several = spec is not None and spec.policy is None and bool(spec.policies)
    for policy in sorted({*wanted, *found}):
        place: Place = (*_place(world, key), *(("policies", policy) if several else ("policy",)))
        if policy not in found:
            yield Drift(place, policy, None)
        elif policy not in wanted:
            yield Drift(place, None, policy, ", ".join(found[policy]))
        else:
            scope = (*place, "namespaces") if several else (*place[:-1], "namespaces")
            yield from differ(scope, wanted[policy], found[policy], policy)
