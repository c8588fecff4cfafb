"""What must reach what in every cluster, each with the answer.

https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
"""

from collections.abc import Iterator

from tests.reachability.reach import Service, Source, can_reach
from tests.reachability.verdict import YES, Verdict, no
from tests.reachability.world import Interface, Pod, Port, World

API = Port(443)
KUBELET = Port(10250)
"""Asked by the control plane, and by the metrics server, which is a pod."""
NFS = Port(2049)
"""Of file systems, which nodes mount for their pods."""
DNS = (Port(53, "udp"), Port(53))
WEBHOOKS = (Port(443), Port(8443), Port(9443), Port(10250))
"""Of the load balancer controller, ingress-nginx, Karpenter, cert-manager and the metrics server, among others."""
PROBED = Port(8080)
SERVICES = ("ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "s3", "sts")
"""What nodes, add-ons and pods with roles ask for."""

Answer = tuple[str, Verdict]


def answers(world: World) -> Iterator[Answer]:
    """Every requirement in a sentence, and whether it holds."""
    sources: list[Source] = [*world.nodes, *world.pods]
    for own in sources:
        yield from _from(world, own)
    for cluster in world.clusters:
        for interface in cluster.interfaces:
            yield from (_asked(world, interface, node, KUBELET) for node in world.nodes)
            yield from (_asked(world, interface, pod, port) for pod in _counted(world) for port in WEBHOOKS)
    for pod in _counted(world):
        yield _asked(world, pod.node, pod, PROBED)
    for pod in world.pods:
        yield from (_asked(world, pod, node, KUBELET) for node in world.nodes)
    for node in world.nodes:
        yield from (_asked(world, node, target, NFS) for target in world.mount_targets)
    for function, settings in world.functions.items():
        yield from (_asked(world, function, domain, API) for domain in world.domains)
        if "DEAD_LETTERS" in settings:
            yield f"{function.name} reaches the service s3", can_reach(world, function, Service("s3"), API)
    for name in world.subnets:
        given = name in world.table_of or name.startswith("data.")
        yield f"{name} has a route table", YES if given else no("it has the VPC's main one")


def _from(world: World, own: Source) -> Iterator[Answer]:
    """What every node and every pod needs."""
    for cluster in world.clusters:
        yield f"{own.name} reaches the API", can_reach(world, own, cluster, API)
    yield from (_asked(world, own, pod, port) for pod in _counted(world) for port in DNS)
    for name in sorted({*SERVICES, *world.endpoints}):
        yield f"{own.name} reaches the service {name}", can_reach(world, own, Service(name), Port(443))


def _counted(world: World) -> list[Pod]:
    """Pods that may be CoreDNS' or a webhook's: those with a security group that is ours to open."""
    return [pod for pod in world.pods if any(world.groups[group].known for group in pod.own.groups)] or world.pods


def _asked(world: World, own: Source, destination: Interface | Pod, port: Port) -> Answer:
    return f"{own.name} reaches {destination.name} at {port}", can_reach(world, own, destination, port)
