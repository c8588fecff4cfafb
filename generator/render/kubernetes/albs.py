"""Who makes Application Load Balancers, and how it is told: the AWS Load Balancer Controller, or EKS Auto Mode."""

from typing import NamedTuple

from generator.platform.auto_mode import auto_mode
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest

SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
"""TLS 1.2 and 1.3. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"""


class Maker(NamedTuple):
    """What makes the load balancers: its names in an IngressClass, and the label of namespaces with readiness gates."""

    controller: str
    group: str
    version: str
    gate: str


CONTROLLER = Maker("ingress.k8s.aws/alb", "elbv2.k8s.aws", "v1beta1", "elbv2.k8s.aws/pod-readiness-gate-inject")
AUTO_MODE = Maker("eks.amazonaws.com/alb", "eks.amazonaws.com", "v1", "eks.amazonaws.com/pod-readiness-gate-inject")
"""https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html"""


def maker(platform: Platform) -> Maker:
    """Auto Mode where it is on, for AWS keeps it running; else the controller that we install."""
    return CONTROLLER if auto_mode(platform) is None else AUTO_MODE


def class_parameters(platform: Platform, class_: IngressClass) -> Manifest:
    """The part of IngressClassParams in which the two differ.

    Auto Mode documents no field for the policy of TLS, the redirect to it, or the web ACL: its Ingresses say these.
    """
    certificates = list(class_.certificates) or None
    if maker(platform) is AUTO_MODE:
        return {"certificateARNs": certificates}
    return {
        "targetType": "ip",
        "certificateArn": certificates,
        "sslPolicy": SSL_POLICY if certificates else None,
        "sslRedirectPort": "443" if certificates else None,
        "wafv2AclArn": class_.waf,
    }


def ingress_annotations(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """What each Ingress of a class says because its IngressClassParams cannot."""
    if maker(platform) is CONTROLLER:
        return {}
    said = {"target-type": "ip"}
    if class_.certificates:
        said |= {"ssl-policy": SSL_POLICY, "ssl-redirect": "443"}
    if class_.waf is not None:
        said["wafv2-acl-arn"] = class_.waf
    return said
