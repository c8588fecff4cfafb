"""How the collector of logs gets the credentials of its role, and what it knows of pods."""

from typing import Literal

from generator.platform.cluster.versions import minor
from generator.platform.fleets import fleets
from generator.platform.logs.log_routes import collected
from generator.platform.types.platform import Platform

FINE_GRAINED = 34
"""The minor version from which kubelets, also those one version behind, let `nodes/pods` read their pods.
Before, that took `nodes/proxy`, which allows much more. https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"""


def collector_mechanism(platform: Platform) -> Literal["podIdentity", "irsa"] | None:
    """None where there is no collector; else that of the platform.

    But only where it works before any other pod does: agents that intercept are pods themselves. And Fluentd's plugin
    for OpenSearch asks the instance metadata service before the agent of EKS Pod Identity, yet takes a token first.
    https://github.com/fluent/fluent-plugin-opensearch#configuration
    """
    if not fleets(platform) or not collected(platform):
        return None
    direct = any(stop.kind == "index" for route in collected(platform) for stop in route.stops)
    by_token = platform.logging.collector == "fluentd" and direct
    return "irsa" if by_token or platform.iam.mechanism == "irsa" else "podIdentity"


def asks_kubelet(platform: Platform) -> bool:
    """Whether the node's own kubelet is asked, which knows all that is needed; the API server is then left alone.

    Fluentd's plugin can only ask the API server: once for each pod.
    """
    return platform.logging.collector == "fluent-bit" and minor(platform.cluster.version) >= FINE_GRAINED
