"""What collectors may do: in the cluster, in AWS, and on the network."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.logs.collectors import asks_kubelet, collector_mechanism
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.kubernetes.collectors.daemon_set import NAMESPACE, named
from generator.render.kubernetes.infrastructure.configs.namespaces import namespace
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import apis, dns, peer, pod_identity, tcp, tier_peers
from generator.render.pod_iam import irsa

KUBELET_PORT = 10250


def access(platform: Platform, port: int) -> Iterator[Manifest]:
    """Yield the namespace, and what pods of the collector may do."""
    name = platform.logging.collector
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": name}
    subject = {"kind": "ServiceAccount", "name": name, "namespace": NAMESPACE}
    rules = [{"apiGroups": [""], "resources": ["nodes/pods" if asks_kubelet(platform) else "pods"], "verbs": ["get"]}]
    rbac = "rbac.authorization.k8s.io/v1"
    # It reads files of the host, which no stricter level allows.
    yield namespace(platform, NAMESPACE, "privileged")
    yield _service_account(platform, name)
    yield named(platform, name, rbac, "ClusterRole", rules=rules)
    yield named(platform, name, rbac, "ClusterRoleBinding", roleRef=role, subjects=[subject])
    yield named(platform, name, "networking.k8s.io/v1", "NetworkPolicy", spec=_policy(platform, port))


def _service_account(platform: Platform, name: str) -> Manifest:
    account = named(platform, name, "v1", "ServiceAccount")
    if collector_mechanism(platform) == "irsa":
        role = arn(platform, "iam", f"role/{platform.name}-{name}", regional=False)
        account["metadata"]["annotations"] = irsa.annotations(role)
    return account


def _policy(platform: Platform, port: int) -> Manifest:
    tiers = sorted({fleet.subnets for fleet in fleets(platform)})
    readers = [peer(peers) for _, peers in sorted(platform.logging.metrics.allow_from.items())]
    by_token = collector_mechanism(platform) == "irsa"
    return {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [{"from": readers, "ports": tcp(port)}] if readers else [],
        "egress": [
            dns(platform),
            apis(platform),
            {"to": tier_peers(platform, tiers), "ports": tcp(KUBELET_PORT)},
            *(irsa.egress(platform) if by_token else [pod_identity(platform)]),
        ],
    }
