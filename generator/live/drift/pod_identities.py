"""EKS Pod Identity: which service account has which role."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World
from generator.platform.types.node import Place

ADDONS = "kube-system"
"""The namespace of every add-on that has a role."""


class Wanted(NamedTuple):
    """The roles that a service account is to have, and where the file says so."""

    place: Place
    role: str
    target: str | None = None


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of service accounts, by what they belong to."""
    if world.cluster is None:
        return
    listed = world.aws.read("eks", "list_pod_identity_associations", clusterName=world.platform.name)["associations"]
    found = {(each["namespace"], each["serviceAccount"]): each["associationId"] for each in listed}
    wanted = dict(_wanted(world))
    for account, each in sorted(wanted.items()):
        about = f"service account {'/'.join(account)}"
        if account in found:
            yield from _association(world, each, found[account], about)
        else:
            yield Drift(each.place, each.role, None, about)
    for account in sorted(found.keys() - wanted.keys()):
        if not world.declared.mentions(account[1]):
            role = _described(world, found[account])["roleArn"]
            yield Drift(("iam", "roles"), None, role, f"service account {'/'.join(account)}")


def _wanted(world: World) -> Iterator[tuple[tuple[str, str], Wanted]]:
    for key, body in world.declared.of("aws_eks_pod_identity_association").items():
        wanted = Wanted(_place(world, key), world.role(body["role_arn"]), body.get("target_role_arn"))
        yield (body["namespace"], body["service_account"]), wanted
    for key, body in world.declared.of("aws_eks_addon").items():
        if given := body.get("pod_identity_association"):
            yield (ADDONS, given["service_account"]), Wanted(("addons", key), world.role(given["role_arn"]))


def _place(world: World, key: str) -> Place:
    """Where the file says that something has a role; what the platform needs by itself has no place of its own."""
    service = key.removeprefix("service-")
    if service != key and service in world.platform.services:
        return ("services", service, "iam")
    known: dict[str, Place] = {
        "karpenter": ("nodes", "karpenter"),
        world.platform.logging.collector: ("logging", "collector"),
    }
    return known.get(key, ("iam",))


def _described(world: World, id: str) -> dict[str, Any]:
    asked = {"clusterName": world.platform.name, "associationId": id}
    found: dict[str, Any] = world.aws.read("eks", "describe_pod_identity_association", **asked)["association"]
    return found


def _association(world: World, wanted: Wanted, id: str, about: str) -> Iterator[Drift]:
    found = _described(world, id)
    yield from differ(wanted.place, wanted.role, found["roleArn"], about)
    yield from differ(wanted.place, wanted.target, found.get("targetRoleArn"), f"{about}, target role")
