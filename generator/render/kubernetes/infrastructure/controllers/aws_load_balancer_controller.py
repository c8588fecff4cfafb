"""The AWS Load Balancer Controller, from its chart; its role and pod identity are in Terraform."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE, VPC_ID
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.pins import chart

NAME, SOURCE = "aws-load-balancer-controller", "eks-charts"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where a class needs the controller."""
    if not any(class_.controller == "alb" for class_ in platform.ingress.classes.values()):
        return
    pinned = chart(NAME)
    yield {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "HelmRepository",
        "metadata": {"name": SOURCE, "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {"interval": "24h", "url": pinned.repository},
    }
    source = {"kind": "HelmRepository", "name": SOURCE, "namespace": NAMESPACE}
    # An upgrade leaves a chart's CRDs alone unless told; a failure is tried again, and nothing is torn down.
    action = {"crds": "CreateReplace", "strategy": {"name": "RetryOnFailure", "retryInterval": "2m"}}
    yield {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": NAME, "namespace": "kube-system", "labels": platform_labels(platform)},
        "spec": {
            "interval": "1h",
            "timeout": "10m",
            "chart": {"spec": {"chart": NAME, "version": pinned.version, "sourceRef": source}},
            "install": action,
            "upgrade": action,
            "values": _values(platform),
        },
    }


def _values(platform: Platform) -> Manifest:
    """Values of the chart.

    https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/helm/aws-load-balancer-controller
    """
    isolated = platform.vpc.nat == "none"
    waf = any(class_.waf is not None for class_ in platform.ingress.classes.values())
    return {
        "clusterName": platform.name,
        "region": platform.region,
        "vpcId": VPC_ID,
        "replicaCount": 2,
        "podDisruptionBudget": {"maxUnavailable": 1},
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "512Mi"}},
        "serviceAccount": {"create": True, "name": NAME},
        "defaultTargetType": "ip",
        # Every class is ours, and none is the default.
        "createIngressClassResource": False,
        "ingressClassParams": {"create": False},
        # Its webhook would refuse every new Service while the controller is down; none of ours needs it.
        "enableServiceMutatorWebhook": False,
        # Where nothing reaches the internet, APIs without an endpoint in the VPC are not asked.
        "enableShield": False if isolated else None,
        "enableWaf": False if isolated else None,
        "enableWafv2": False if isolated and not waf else None,
    }
