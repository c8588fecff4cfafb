"""The role of hybrid nodes that Systems Manager gives credentials to."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import arn, cluster_arn, managed_policy
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.control_plane import cluster
from generator.render.terraform.policy import allow, attachments, document, inline, role, service_trust

POLICIES = {"images": "AmazonEC2ContainerRegistryPullOnly", "ssm": "AmazonSSMManagedInstanceCore"}


def blocks(platform: Platform) -> Iterator[Block]:
    """The role, and the access entry by which its nodes join.

    https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html
    """
    remote = platform.cluster.remote_networks
    if remote is None or remote.credentials != "ssm":
        return
    owner = _role(platform)
    yield owner
    yield from attachments(owner, {key: managed_policy(platform, name) for key, name in POLICIES.items()})
    yield inline(owner, document(*_statements(platform)))
    # With an underscore, which no entry of cluster.access has in its name.
    yield resource(
        "aws_eks_access_entry",
        "hybrid_nodes",
        cluster_name=cluster(platform).ref("name"),
        principal_arn=owner.ref("arn"),
        type="HYBRID_LINUX",
    )


def _role(platform: Platform) -> Block:
    source = {"aws:SourceArn": arn(platform, "ssm", "*")}
    account = {"aws:SourceAccount": platform.account}
    trust = service_trust("ssm.amazonaws.com", StringEquals=account, ArnLike=source)
    return role(platform, "hybrid-nodes", trust, "EKS hybrid nodes")


def _statements(platform: Platform) -> Iterator[dict[str, object]]:
    own = cluster_arn(platform)
    yield allow(["eks-auth:AssumeRoleForPodIdentity", "eks:DescribeCluster"], [own])
    yield allow(["ssm:DescribeInstanceInformation"], ["*"])
    machines = [arn(platform, "ssm", "managed-instance/*")]
    yield allow(["ssm:DeregisterManagedInstance"], machines, StringEquals={"ssm:resourceTag/EKSClusterARN": own})
