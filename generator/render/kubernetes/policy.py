"""The parts of network policies."""

from ipaddress import IPv4Network

from generator.platform.addresses import cluster_dns, network
from generator.platform.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, labels, selector

METADATA = IPv4Network("169.254.169.254/32")
"""The instance metadata service, which has the node's own credentials.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html"""


def tcp(*ports: int) -> list[Manifest]:
    """TCP ports of a rule."""
    return [{"port": port, "protocol": "TCP"} for port in ports]


def udp(*ports: int) -> list[Manifest]:
    """UDP ports of a rule."""
    return [{"port": port, "protocol": "UDP"} for port in ports]


def pods(namespace: str, labels: dict[str, str]) -> Manifest:
    """Pods of a namespace as a peer."""
    return {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": namespace}},
        "podSelector": {"matchLabels": labels},
    }


def service_pods(namespace: str, name: str) -> Manifest:
    """The pods of one of our services as a peer."""
    return pods(namespace, selector(name))


def addresses(cidr: str) -> Manifest:
    """A network as a peer: without the metadata service, unless that is all it is."""
    block = network(cidr)
    inside = block != METADATA and METADATA.subnet_of(block)
    return {"ipBlock": {"cidr": str(block), "except": [str(METADATA)] if inside else None}}


EVERYWHERE = [addresses("0.0.0.0/0")]
"""All that pods can reach, and all that can reach them."""

LOOK_UP: Manifest = {"to": EVERYWHERE, "ports": [*udp(53), *tcp(53)]}
"""To any name server: CoreDNS, and from it the VPC's own resolver."""

APIS: Manifest = {"to": EVERYWHERE, "ports": tcp(443)}
"""To the APIs of Kubernetes and AWS, whose addresses only AWS knows."""


def dns(platform: Platform) -> Manifest:
    """To CoreDNS: its pods, and in Auto Mode the address of its service, which each node answers itself.

    https://github.com/aws/containers-roadmap/issues/2552
    """
    peers = [pods("kube-system", {"k8s-app": "kube-dns"})]
    if auto_mode(platform) is not None:
        peers.append(addresses(f"{cluster_dns(platform)}/32"))
    return {"to": peers, "ports": [*udp(53), *tcp(53)]}


POD_IDENTITY: Manifest = {"to": [addresses("169.254.170.23/32")], "ports": tcp(80)}
"""To the Pod Identity agent. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html"""


def controller_policy(platform: Platform, name: str, *ports: int) -> Manifest:
    """Of a controller in kube-system: its ports in; name servers, APIs, and the agent that has its credentials, out."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": "kube-system", "labels": labels(platform, name)},
        "spec": {
            "podSelector": {"matchLabels": selector(name)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [{"from": EVERYWHERE, "ports": tcp(*ports)}],
            "egress": [LOOK_UP, APIS, POD_IDENTITY],
        },
    }
