"""External Secrets, from its chart: it copies secrets of AWS Secrets Manager into the cluster."""

from collections.abc import Iterator

from generator.platform.nodes.groups import has_windows
from generator.platform.services.secrets import namespaces_with_secrets
from generator.platform.types.platform import Platform
from generator.render.kubernetes.helm import release, repository_and_tag
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import apis, everywhere, look_up, pod_identity, tcp
from generator.render.pins import chart

NAME = "external-secrets"
METRICS, HEALTH = 8080, 8082


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where a service has a secret."""
    if not namespaces_with_secrets(platform):
        return
    yield from release(platform, NAME, NAME, _values(platform))
    if platform.cni.network_policy != "off":
        yield _policy(platform)


def _policy(platform: Platform) -> Manifest:
    """Metrics in; the APIs, and the agent that has its credentials, out."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": NAME, "namespace": "kube-system", "labels": labels(platform, NAME)},
        "spec": {
            "podSelector": {"matchLabels": selector(NAME)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [{"from": everywhere(platform), "ports": tcp(METRICS, HEALTH)}],
            "egress": [look_up(platform), apis(platform), pod_identity(platform)],
        },
    }


def _values(platform: Platform) -> Manifest:
    """Values of the chart.

    https://github.com/external-secrets/external-secrets/tree/main/deploy/charts/external-secrets
    """
    return {
        "image": repository_and_tag(chart(platform, NAME).images[0]),
        "installCRDs": True,
        "replicaCount": 2,
        "leaderElect": True,
        "podDisruptionBudget": {"enabled": True, "minAvailable": 1},
        "nodeSelector": {"kubernetes.io/os": "linux"} if has_windows(platform) else None,
        "resources": {"requests": {"cpu": "50m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        "serviceAccount": {"create": True, "name": NAME},
        # It reads with its own role alone, and nothing is pushed, generated or shared between namespaces.
        "rbac": {"serviceAccountTokenCreate": False},
        "processClusterExternalSecret": False,
        "processClusterGenerator": False,
        "processClusterPushSecret": False,
        "processClusterStore": False,
        "processPushSecret": False,
        # Its webhook would refuse every secret while it is down; ours are checked before they are committed.
        "webhook": {"create": False},
        "certController": {"create": False},
    }
