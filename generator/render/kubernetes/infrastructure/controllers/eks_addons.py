"""What EKS add-ons may talk to: without a policy, strict enforcement would close their pods.

They are there in standard mode too, so that a cluster has them before it is made strict. The CNI, kube-proxy, the
Pod Identity agent, the node monitoring agent, prometheus-node-exporter and the nodes' part of the EFS driver are on the
node's own network, which no policy is about.
https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
"""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.policy import apis, everywhere, look_up, pod_identity, tcp, udp

NAMESPACE = "kube-system"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a policy for the pods of each add-on that the platform has, where policies are enforced."""
    if platform.cni.network_policy == "off":
        return
    addons = platform.addons
    yield _policy(platform, "coredns", {"k8s-app": "kube-dns"}, [*udp(53), *tcp(53, 9153)])
    if addons.metrics_server is not None:
        # Its chart listens on the one port, the add-on on the other; both ask kubelets.
        selector = {"app.kubernetes.io/name": "metrics-server"}
        yield _policy(
            platform, "metrics-server", selector, tcp(10250, 10251), {"to": everywhere(platform), "ports": tcp(10250)}
        )
    if addons.aws_ebs_csi_driver is not None:
        # The controller and the nodes' part have one label in common; in come those who read metrics.
        selector = {"app.kubernetes.io/name": "aws-ebs-csi-driver"}
        yield _policy(platform, "aws-ebs-csi-driver", selector, tcp(3301, 3302), pod_identity(platform))

    if addons.aws_efs_csi_driver is not None and fleets(platform):
        yield _policy(platform, "aws-efs-csi-driver", {"app": "efs-csi-controller"}, [], pod_identity(platform))
    yield from _of_the_cluster_alone(platform)


def _of_the_cluster_alone(platform: Platform) -> Iterator[Manifest]:
    """Yield those of add-ons that call nothing but Kubernetes; in come those who read metrics."""
    addons = platform.addons
    if addons.snapshot_controller is not None:
        selector = {"app.kubernetes.io/name": "snapshot-controller"}
        yield _policy(platform, "snapshot-controller", selector, tcp(8080))
    if addons.kube_state_metrics is not None:
        selector = {"app.kubernetes.io/name": "kube-state-metrics"}
        policy = _policy(platform, "kube-state-metrics", selector, tcp(8080, 8081))
        policy["metadata"]["namespace"] = "kube-state-metrics"
        yield policy


def _policy(
    platform: Platform, name: str, selector: dict[str, str], ports: list[Manifest], *egress: Manifest
) -> Manifest:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": labels(platform, name)},
        "spec": {
            "podSelector": {"matchLabels": selector},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [{"from": everywhere(platform), "ports": ports}] if ports else [],
            "egress": [look_up(platform), apis(platform), *egress],
        },
    }
