"""cert-manager, from its chart, in a closed namespace of its own; its role is in Terraform."""

from collections.abc import Iterator

from generator.platform.cluster.registries import mirrored
from generator.platform.services.ingress_controllers import CERT_MANAGER
from generator.platform.types.platform import Platform
from generator.render.kubernetes.helm import helm_release, repository
from generator.render.kubernetes.infrastructure.configs.namespaces import closed, namespace
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.policy import apis, everywhere, look_up, pod_identity, tcp
from generator.render.pins import chart

SOURCE = "jetstack"
WEBHOOK = 10250


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace, the chart's repository and its release, where there are issuers."""
    if not platform.ingress.issuers:
        return
    pinned = chart(platform, CERT_MANAGER)
    yield namespace(platform, CERT_MANAGER, "restricted")
    yield repository(platform, SOURCE, pinned)
    # Its definitions are among its templates, and stay when it goes.
    yield helm_release(
        platform, CERT_MANAGER, SOURCE, pinned.version, namespace=CERT_MANAGER, crds="Skip", values=_values(platform)
    )
    if platform.cni.network_policy != "off":
        yield from closed(platform, CERT_MANAGER)
        yield _policy(platform)


def _policy(platform: Platform) -> Manifest:
    """The API server to its webhook; out to name servers of zones, ACME servers, Route 53 and the Kubernetes API."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": CERT_MANAGER, "namespace": CERT_MANAGER, "labels": labels(platform, CERT_MANAGER)},
        "spec": {
            "podSelector": {},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [{"from": everywhere(platform), "ports": tcp(WEBHOOK)}],
            "egress": [look_up(platform), apis(platform), pod_identity(platform)],
        },
    }


def _values(platform: Platform) -> Manifest:
    """Values of the chart.

    https://github.com/cert-manager/cert-manager/tree/master/deploy/charts/cert-manager
    """
    part = {"resources": {"requests": {"cpu": "25m", "memory": "64Mi"}, "limits": {"memory": "256Mi"}}}
    pair = {"replicaCount": 2, "podDisruptionBudget": {"enabled": True}}
    return {
        "imageRegistry": mirrored(platform, "quay.io") if platform.registry.mirror else None,
        "crds": {"enabled": True, "keep": True},
        "global": {"leaderElection": {"namespace": CERT_MANAGER}},
        "serviceAccount": {"create": True, "name": CERT_MANAGER},
        **pair,
        **part,
        # No certificate can be made while none of its pods answers.
        "webhook": {**pair, **part, "securePort": WEBHOOK},
        "cainjector": {**pair, **part},
        "startupapicheck": part,
    }
