"""Who reaches whom, by network policies alone, as Kubernetes defines them.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Any, NamedTuple

from tests.manifests import Object, of_kind

Labels = dict[str, str]


class Pod(NamedTuple):
    """A pod by its namespace and its labels."""

    namespace: str
    labels: tuple[tuple[str, str], ...]


End = Pod | IPv4Address | IPv6Address
"""One end of a connection: a pod, or an address that is no pod's."""


def pod(namespace: str, **labels: str) -> Pod:
    return Pod(namespace, tuple(sorted(labels.items())))


def pod_of(item: Object) -> Pod:
    """A pod of a workload."""
    spec = item["spec"].get("jobTemplate", item)["spec"]
    return Pod(item["metadata"]["namespace"], tuple(sorted(spec["template"]["metadata"]["labels"].items())))


class Network:
    """The policies of a cluster, and the labels of its namespaces."""

    def __init__(self, items: list[Object]) -> None:
        self.policies = of_kind(items, "NetworkPolicy")
        own = {each["metadata"]["name"]: each["metadata"].get("labels", {}) for each in of_kind(items, "Namespace")}
        self.namespaces = own

    def reaches(self, start: End, end: End, port: int, protocol: str) -> bool:
        """Whether both ends let it through."""
        return self._allows(start, "Egress", end, port, protocol) and self._allows(
            end, "Ingress", start, port, protocol
        )

    def _allows(self, one: End, direction: str, other: End, port: int, protocol: str) -> bool:
        """A pod that no policy selects in a direction is open in it; else one must allow it."""
        if not isinstance(one, Pod):
            return True
        selecting = [
            policy["spec"]
            for policy in self.policies
            if policy["metadata"]["namespace"] == one.namespace
            and direction in policy["spec"]["policyTypes"]
            and _selects(policy["spec"]["podSelector"], dict(one.labels))
        ]
        side = "from" if direction == "Ingress" else "to"
        rules = [rule for spec in selecting for rule in spec.get(direction.lower(), [])]
        return not selecting or any(
            self._peer(rule.get(side), other) and _port(rule.get("ports"), port, protocol) for rule in rules
        )

    def _peer(self, peers: list[dict[str, Any]] | None, other: End) -> bool:
        return not peers or any(self._matches(peer, other) for peer in peers)

    def _matches(self, peer: dict[str, Any], other: End) -> bool:
        if isinstance(other, Pod):
            names = {"kubernetes.io/metadata.name": other.namespace, **self.namespaces.get(other.namespace, {})}
            by_namespace = "namespaceSelector" in peer and _selects(peer["namespaceSelector"], names)
            return by_namespace and _selects(peer.get("podSelector", {}), dict(other.labels))
        block = peer.get("ipBlock")
        if block is None or block["cidr"].startswith("${") or other not in ip_network(block["cidr"]):
            return False  # what only AWS knows is the VPC's, and no address here
        return not any(other in ip_network(each) for each in block.get("except", ()))


def _selects(selector: dict[str, Any], labels: Labels) -> bool:
    assert selector.keys() <= {"matchLabels"}, "nothing else is rendered, or understood here"
    return bool(selector.get("matchLabels", {}).items() <= labels.items())


def _port(ports: list[dict[str, Any]] | None, number: int, protocol: str) -> bool:
    return not ports or {"port": number, "protocol": protocol} in ports
