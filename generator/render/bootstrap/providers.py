"""The AWS provider, to look the cluster up, and the two that talk to it."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform import providers
from generator.render.terraform.block import Block, call, data, provider


def blocks(platform: Platform) -> Iterator[Block]:
    """Credentials come from the AWS CLI at run time, so that none are kept in the state."""
    yield from providers.blocks(platform)
    cluster = cluster_data(platform)
    connection = {
        "host": cluster.ref("endpoint"),
        "cluster_ca_certificate": call("base64decode", cluster.ref("certificate_authority[0].data")),
        "exec": {
            "api_version": "client.authentication.k8s.io/v1",
            "command": "aws",
            "args": ["eks", "get-token", "--cluster-name", platform.name, "--region", platform.region],
        },
    }
    yield provider("kubernetes", **connection)
    if platform.gitops.flux.install == "operator":
        yield provider("helm", kubernetes=connection)


def cluster_data(platform: Platform) -> Block:
    """The cluster of root 1, found by its name."""
    return data("aws_eks_cluster", "this", name=platform.name)
