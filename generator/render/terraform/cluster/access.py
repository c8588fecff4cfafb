"""Who may do what in the cluster."""

from collections.abc import Iterator, Sequence

from generator.platform.cluster.access import granted
from generator.platform.types.access import AccessEntry
from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.control_plane import cluster


def blocks(platform: Platform) -> Iterator[Block]:
    """Every access entry with its policies.

    https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
    """
    for name, access in sorted(platform.cluster.access.items()):
        entry = _entry(platform, name, access)
        yield entry
        for policy, namespaces in sorted(granted(access).items()):
            yield _association(platform, entry, policy, namespaces)
        if access.type == "EC2":
            yield _association(platform, entry, "AutoNode", ())


def _entry(platform: Platform, name: str, access: AccessEntry) -> Block:
    return resource(
        "aws_eks_access_entry",
        name,
        cluster_name=cluster(platform).ref("name"),
        principal_arn=access.principal,
        type=None if access.type == "STANDARD" else access.type,
        kubernetes_groups=sorted(set(access.kubernetes_groups)) or None,
        user_name=access.username,
        tags=dict(access.tags) or None,
    )


def _association(platform: Platform, entry: Block, policy: str, namespaces: Sequence[str]) -> Block:
    scope: dict[str, object] = {"type": "namespace" if namespaces else "cluster"}
    if namespaces:
        scope["namespaces"] = sorted(set(namespaces))
    name = policy if "Policy" in policy else f"AmazonEKS{policy}Policy"
    return resource(
        "aws_eks_access_policy_association",
        f"{entry.labels[1]}-{policy}",
        cluster_name=cluster(platform).ref("name"),
        principal_arn=entry.ref("principal_arn"),
        policy_arn=f"arn:{partition(platform)}:eks::aws:cluster-access-policy/{name}",
        access_scope=scope,
    )
