"""The parts of network policies."""

from collections.abc import Iterable

from generator.platform.network import ipv6
from generator.platform.network.addresses import any_network, cluster_dns, service_network, tier_subnets
from generator.platform.network.ipv6_blocks import has_ipv6
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.connections import Peers
from generator.platform.types.container import PortSpec
from generator.platform.types.platform import Platform
from generator.render.bridge import CLUSTER_DNS, ipv6_cidr
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.yaml_text import Variable

METADATA, METADATA_IPV6 = any_network("169.254.169.254/32"), any_network("fd00:ec2::254/128")
"""The instance metadata service, which has the node's own credentials.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html"""


def tcp(*ports: int) -> list[Manifest]:
    """TCP ports of a rule."""
    return [{"port": port, "protocol": "TCP"} for port in ports]


def udp(*ports: int) -> list[Manifest]:
    """UDP ports of a rule."""
    return [{"port": port, "protocol": "UDP"} for port in ports]


def ports(*given: PortSpec) -> list[Manifest]:
    """Ports of a rule, each with its protocol."""
    return [{"port": port.port, "protocol": port.protocol} for port in given]


def pods(namespace: str, labels: dict[str, str]) -> Manifest:
    """Pods of a namespace as a peer."""
    return {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": namespace}},
        "podSelector": {"matchLabels": labels},
    }


def service_pods(namespace: str, name: str) -> Manifest:
    """The pods of one of our services as a peer."""
    return pods(namespace, selector(name))


def peer(peers: Peers) -> Manifest:
    """A network, or pods of a namespace, as a user names them."""
    if peers.cidr is not None:
        return addresses(peers.cidr)
    found: Manifest = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": peers.namespace}}}
    return found | ({"podSelector": {"matchLabels": dict(sorted(peers.pods.items()))}} if peers.pods else {})


def addresses(cidr: str | Variable) -> Manifest:
    """A network as a peer: without the metadata service, unless that is all it is."""
    if isinstance(cidr, Variable):
        return {"ipBlock": {"cidr": cidr}}
    block = any_network(cidr)
    first, last = int(block.network_address), int(block.broadcast_address)
    hidden = [
        str(service)
        for service in (METADATA, METADATA_IPV6)
        if service != block and service.version == block.version and first <= int(service.network_address) <= last
    ]
    return {"ipBlock": {"cidr": str(block), "except": hidden or None}}


def everywhere(platform: Platform) -> list[Manifest]:
    """All that pods can reach and can be reached by: those of an IPv6 cluster reach IPv4 by their node's address."""
    families = ["0.0.0.0/0", ipv6.EVERYWHERE] if ipv6.is_ipv6(platform) else ["0.0.0.0/0"]
    return [addresses(cidr) for cidr in families]


def look_up(platform: Platform) -> Manifest:
    """To any name server: CoreDNS, and from it the VPC's own resolver."""
    return {"to": everywhere(platform), "ports": [*udp(53), *tcp(53)]}


def apis(platform: Platform) -> Manifest:
    """To the APIs of Kubernetes and AWS, whose addresses only AWS knows."""
    return {"to": everywhere(platform), "ports": tcp(443)}


def tier_peers(platform: Platform, tiers: Iterable[str]) -> list[Manifest]:
    """Where pods see the traffic of nodes and load balancers in some tiers come from: of the cluster's family."""
    found = [subnet for tier in tiers for subnet in tier_subnets(platform, tier)]
    if ipv6.is_ipv6(platform):
        return [addresses(ipv6_cidr(subnet)) for subnet in found if has_ipv6(platform, subnet)]
    return [addresses(str(subnet.cidr)) for subnet in found]


def dns(platform: Platform) -> Manifest:
    """To CoreDNS: its pods, and in Auto Mode the address of its service, which each node answers itself.

    https://github.com/aws/containers-roadmap/issues/2552
    """
    peers = [pods("kube-system", {"k8s-app": "kube-dns"})]
    if auto_mode(platform) is not None:
        address = cluster_dns(platform)
        peers.append(addresses(f"{address}/32" if address else CLUSTER_DNS))
    return {"to": peers, "ports": [*udp(53), *tcp(53)]}


def kubernetes_api(platform: Platform) -> Manifest:
    """To the Kubernetes API: its address in the service CIDR, and the interfaces behind it.

    Policies are enforced before or after the one becomes the other.
    https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
    """
    services = service_network(platform)
    if services is None:
        return apis(platform)  # only AWS knows the address
    own = f"{services[1]}/32"
    inside = (str(subnet.cidr) for subnet in tier_subnets(platform, platform.cluster.subnets))
    return {"to": [addresses(cidr) for cidr in (own, *inside)], "ports": tcp(443)}


def pod_identity(platform: Platform) -> Manifest:
    """To the Pod Identity agent, which listens at an address of either family.

    https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
    """
    agent = "fd00:ec2::23/128" if ipv6.is_ipv6(platform) else "169.254.170.23/32"
    return {"to": [addresses(agent)], "ports": tcp(80)}


def controller_policy(platform: Platform, name: str, *ports: int) -> Manifest:
    """Of a controller in kube-system: its ports in; name servers, APIs, and the agent that has its credentials, out."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": "kube-system", "labels": labels(platform, name)},
        "spec": {
            "podSelector": {"matchLabels": selector(name)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [{"from": everywhere(platform), "ports": tcp(*ports)}],
            "egress": [look_up(platform), apis(platform), pod_identity(platform)],
        },
    }
