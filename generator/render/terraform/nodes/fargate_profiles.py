"""Fargate profiles, and the role that their infrastructure has."""

from collections.abc import Iterator
from typing import Any

from generator.platform.nodes.fargate import profile_name, profile_subnets, role_name
from generator.platform.types.fargate import FargateProfile
from generator.platform.types.platform import Platform
from generator.render.arn import arn, managed_policy
from generator.render.terraform import network
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.log_writers import statements
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.policy import attachments, document, inline, role, service_trust


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role with its policies, and a profile for every entry of nodes.fargate.profiles."""
    if platform.nodes.fargate is not None:
        yield _role(platform)
        yield from _policies(platform)
        yield from running(platform)


def running(platform: Platform) -> list[Block]:
    """All profiles, each after the one before: EKS makes and removes one at a time.

    https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateFargateProfile.html
    """
    found: list[Block] = []
    fargate = platform.nodes.fargate
    for name, profile in sorted(fargate.profiles.items()) if fargate else ():
        found.append(_profile(platform, name, profile, found[-1:]))
    return found


def _profile(platform: Platform, name: str, profile: FargateProfile, before: list[Block]) -> Block:
    first = (*_policies(platform), *network.before_nodes(platform))
    return resource(
        "aws_eks_fargate_profile",
        name,
        cluster_name=cluster(platform).ref("name"),
        fargate_profile_name=profile_name(platform, name, profile),
        pod_execution_role_arn=_role(platform).ref("arn"),
        subnet_ids=[subnet(platform, item).ref("id") for item in profile_subnets(platform, profile)],
        selector=[_selector(profile, namespace) for namespace in sorted(set(profile.namespaces))],
        lifecycle={"create_before_destroy": True},
        depends_on=depends_on(*first, *before),
    )


def _selector(profile: FargateProfile, namespace: str) -> dict[str, Any]:
    return {"namespace": namespace} | ({"labels": dict(profile.labels)} if profile.labels else {})


def _role(platform: Platform) -> Block:
    """The pod execution role, for pods of this cluster alone.

    https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
    """
    source = arn(platform, "eks", f"fargateprofile/{platform.name}/*")
    trust = service_trust("eks-fargate-pods.amazonaws.com", ArnLike={"aws:SourceArn": source})
    name = role_name(platform).removeprefix(f"{platform.name}-")
    return role(platform, name, trust, "What runs pods on Fargate")


def _policies(platform: Platform) -> Iterator[Block]:
    """Pulling images, and writing what containers print."""
    owner = _role(platform)
    yield from attachments(owner, {"pods": managed_policy(platform, "AmazonEKSFargatePodExecutionRolePolicy")})
    if found := list(statements(platform)):
        yield inline(owner, document(*found))
