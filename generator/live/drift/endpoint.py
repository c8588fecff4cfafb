"""Who reaches the Kubernetes API."""

from collections.abc import Iterator

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `cluster.endpoint`."""
    if world.cluster is None:
        return
    spec, config = world.platform.cluster.endpoint, world.cluster["resourcesVpcConfig"]
    place = ("cluster", "endpoint")
    yield from differ((*place, "private"), spec.private, config["endpointPrivateAccess"])
    yield from differ((*place, "public"), spec.public, config["endpointPublicAccess"])
    (body,) = world.declared.of("aws_eks_cluster").values()
    if spec.public and config["endpointPublicAccess"]:
        declared = body["vpc_config"]["public_access_cidrs"]
        yield from differ((*place, "publicCidrs"), declared, config["publicAccessCidrs"])
