"""What people and other roots may want to know."""

from collections.abc import Iterator

from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, join, output
from generator.render.terraform.cluster import cluster, security_group
from generator.render.terraform.logging.domain import domain
from generator.render.terraform.network.vpc import tier_ids, vpc
from generator.render.terraform.nodes.roles import node_role


def blocks(platform: Platform) -> Iterator[Block]:
    """The outputs of the AWS root."""
    yield output("vpc_id", "The VPC.", vpc(platform).ref("id"))
    ids = {
        name: {item.labels[1].removeprefix(f"{name}-"): item.ref("id") for item in tier_ids(platform, name)}
        for name in platform.subnets
    }
    yield output("subnet_ids", "Subnets, by tier and zone.", ids)
    yield output("cluster_name", "The EKS cluster.", cluster(platform).ref("name"))
    yield output("cluster_endpoint", "The Kubernetes API.", cluster(platform).ref("endpoint"))
    yield output(
        "cluster_security_group_id", "The security group of control plane and nodes.", security_group(platform)
    )
    found = open_search(platform)
    if found is not None:
        endpoint = domain(platform, found.domain).ref("endpoint")
        yield output(
            "open_search_url", "The OpenSearch domain; Dashboards is at /_dashboards.", join("https://", endpoint)
        )
    if platform.nodes.groups:
        yield output("node_role_arn", "The role of the nodes.", node_role(platform).ref("arn"))
