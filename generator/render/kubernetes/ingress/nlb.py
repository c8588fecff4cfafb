"""The Network Load Balancer in front of a proxy: a Service that the AWS Load Balancer Controller, or Auto Mode, reads.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
"""

from typing import NamedTuple

from generator.platform.network.addresses import tier_subnets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.services.draining import DEREGISTRATION_DELAY
from generator.platform.services.load_balancers import class_subnet_ids, class_subnet_names, class_tiers
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.render.kubernetes.albs import SSL_POLICY, maker
from generator.render.kubernetes.ingress.attributes import load_balancer_attributes
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import addresses, everywhere, tier_peers


class Listener(NamedTuple):
    """A port of the load balancer, and whether TLS ends behind it: in the proxy."""

    port: int
    tls: bool


def listeners(class_: IngressClass) -> list[Listener]:
    """The ports of the load balancer; with a certificate of its own it takes HTTPS alone, and sends on plain HTTP."""
    if class_.certificates:
        return [Listener(443, tls=False)]
    return [Listener(80, tls=False), *([Listener(443, tls=True)] if class_.tls else [])]


def tells_by_protocol(class_: IngressClass) -> bool:
    """Whether the load balancer tells the proxy by the proxy protocol who calls."""
    return class_.client_address != "preserved"


def subnet_cidrs(platform: Platform, class_: IngressClass) -> list[str]:
    """The networks that the load balancer has its addresses from."""
    return [str(subnet.cidr) for tier in class_tiers(platform, class_) for subnet in tier_subnets(platform, tier)]


def callers(platform: Platform, class_: IngressClass) -> list[Manifest]:
    """Whose addresses the proxy's pods see: the load balancer's, and where it leaves them as they are, the callers'."""
    own = tier_peers(platform, class_tiers(platform, class_))
    if tells_by_protocol(class_):
        return own
    return [*own, *map(addresses, class_.source_ranges)] if class_.source_ranges else everywhere(platform)


def annotations(platform: Platform, class_: IngressClass) -> dict[str, str]:
    """What the controller reads of the Service."""
    keep = "false" if tells_by_protocol(class_) else "true"
    subnets = class_subnet_ids(platform, class_) or class_subnet_names(platform, class_)
    tags = ",".join(f"{key}={value}" for key, value in sorted(platform.tags.items()))
    found = {
        "scheme": class_.scheme,
        "ip-address-type": class_.ip_address_type or ("dualstack" if is_ipv6(platform) else ""),
        "nlb-target-type": "ip",
        "subnets": ",".join(subnets),
        "proxy-protocol": "*" if tells_by_protocol(class_) else "",
        "target-group-attributes": (
            f"preserve_client_ip.enabled={keep},deregistration_delay.timeout_seconds={DEREGISTRATION_DELAY}"
        ),
        "attributes": ",".join(f"{k}={v}" for k, v in load_balancer_attributes(platform, class_).items()),
        "additional-resource-tags": tags,
        **_tls(class_),
    }
    return {f"service.beta.kubernetes.io/aws-load-balancer-{key}": value for key, value in found.items() if value}


def _tls(class_: IngressClass) -> dict[str, str]:
    if not class_.certificates:
        return {}
    return {
        "ssl-cert": ",".join(class_.certificates),
        "ssl-ports": "443",
        "ssl-negotiation-policy": class_.tls_policy or SSL_POLICY,
    }


def service(platform: Platform, class_: IngressClass) -> Manifest:
    """The part of a chart's values for the Service that all charts have."""
    return {
        "type": "LoadBalancer",
        "loadBalancerClass": maker(platform).nlb,
        "annotations": annotations(platform, class_),
        "loadBalancerSourceRanges": sorted(set(class_.source_ranges)) or None,
    }
