"""The AWS Load Balancer Controller, from its chart; its role and pod identity are in Terraform."""

from collections.abc import Iterator

from generator.platform.nodes.groups import has_windows
from generator.platform.services.ingress_controllers import gateways
from generator.platform.services.load_balancers import needs_controller
from generator.platform.types.platform import Platform
from generator.render.bridge import VPC_ID
from generator.render.kubernetes.helm import release, repository_and_tag
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import controller_policy
from generator.render.pins import Chart, chart

NAME, NAMESPACE, SOURCE = "aws-load-balancer-controller", "kube-system", "eks-charts"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where something needs the controller."""
    if not needs_controller(platform):
        return
    yield from release(platform, NAME, SOURCE, _values(platform, chart(platform, NAME)))
    if platform.cni.network_policy != "off":
        yield controller_policy(platform, NAME, 9443, 8080)


def _values(platform: Platform, pinned: Chart) -> Manifest:
    """Values of the chart.

    https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/helm/aws-load-balancer-controller
    """
    isolated = platform.vpc.nat == "none"
    waf = any(class_.waf is not None for class_ in platform.ingress.classes.values())
    return {
        "image": repository_and_tag(pinned.images[0]) if platform.registry.mirror else None,
        "clusterName": platform.name,
        # It looks for the definitions when it starts: said here, it starts anew when the first gateway comes.
        "controllerConfig": {"featureGates": {"ALBGatewayAPI": True}} if gateways(platform) else None,
        "region": platform.region,
        "vpcId": VPC_ID,
        "replicaCount": 2,
        "podDisruptionBudget": {"maxUnavailable": 1},
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "512Mi"}},
        "serviceAccount": {"create": True, "name": NAME},
        "defaultTargetType": "ip",
        "nodeSelector": {"kubernetes.io/os": "linux"} if has_windows(platform) else None,
        # Every class is ours, and none is the default.
        "createIngressClassResource": False,
        "ingressClassParams": {"create": False},
        # Its webhook would take over every load balancer that is another controller's, and refuse every new Service
        # while the controller is down; ours say themselves whose they are.
        "enableServiceMutatorWebhook": False,
        # Where nothing reaches the internet, APIs without an endpoint in the VPC are not asked.
        "enableShield": False if isolated else None,
        "enableWaf": False if isolated else None,
        "enableWafv2": False if isolated and not waf else None,
    }
