"""Who makes load balancers, and how it is told: the AWS Load Balancer Controller, or EKS Auto Mode."""

from typing import NamedTuple

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.ingress_controllers import has_tls, redirects
from generator.platform.services.load_balancers import class_subnet_ids, class_subnet_names
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest

SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
"""TLS 1.2 and 1.3. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"""


class Maker(NamedTuple):
    """What makes load balancers: its names in an IngressClass, its class of Services, the label of readiness gates."""

    controller: str
    group: str
    version: str
    nlb: str
    gate: str


CONTROLLER = Maker(
    "ingress.k8s.aws/alb",
    "elbv2.k8s.aws",
    "v1beta1",
    "service.k8s.aws/nlb",
    "elbv2.k8s.aws/pod-readiness-gate-inject",
)
AUTO_MODE = Maker(
    "eks.amazonaws.com/alb",
    "eks.amazonaws.com",
    "v1",
    "eks.amazonaws.com/nlb",
    "eks.amazonaws.com/pod-readiness-gate-inject",
)
"""https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html"""


def maker(platform: Platform) -> Maker:
    """Auto Mode where it is on, for AWS keeps it running; else the controller that we install."""
    return CONTROLLER if auto_mode(platform) is None else AUTO_MODE


def class_parameters(platform: Platform, class_: IngressClass) -> Manifest:
    """The part of IngressClassParams in which the two differ.

    Auto Mode documents no field for the policy of TLS, the redirect to it, the networks that are let in or the web
    ACL: its Ingresses say these.
    """
    certificates = list(class_.certificates) or None
    ids, names = class_subnet_ids(platform, class_), class_subnet_names(platform, class_)
    by_id = {"ids": ids} if ids else None
    if maker(platform) is AUTO_MODE:
        by_name = {"matchTags": [{"key": "Name", "values": names}]} if names else None
        return {"subnets": by_id or by_name, "certificateARNs": certificates}
    return {
        "subnets": by_id or ({"tags": {"Name": names}} if names else None),
        "inboundCIDRs": sorted(set(class_.source_ranges)) or None,
        "targetType": class_.targets or "ip",
        "certificateArn": certificates,
        "sslPolicy": class_.tls_policy or SSL_POLICY if has_tls(class_) else None,
        "sslRedirectPort": "443" if redirects(class_) else None,
        "wafv2AclArn": class_.waf,
    }


def ingress_annotations(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """What each Ingress of a class says because its IngressClassParams cannot."""
    if maker(platform) is CONTROLLER:
        return {}
    said = {
        "target-type": class_.targets or "ip",
        "inbound-cidrs": ",".join(sorted(set(class_.source_ranges))),
        "ssl-policy": class_.tls_policy or SSL_POLICY if has_tls(class_) else "",
        "ssl-redirect": "443" if redirects(class_) else "",
        "wafv2-acl-arn": class_.waf or "",
    }
    return {key: value for key, value in said.items() if value}
