"""Load balancers of the controller that EKS itself runs, which is legacy: Classic ones, and Network Load Balancers.

It takes what has no class. The AWS Load Balancer Controller leaves that alone, for its webhook is off.
https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/service_controller.md
"""

from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.load_balancers.maker import Maker, annotated, health_check, pairs, placed, tls
from generator.render.kubernetes.manifest import Manifest


def _annotations(platform: Platform, service: Service, balancer: LoadBalancer) -> dict[str, str]:
    common = {
        "internal": "true" if balancer.scheme == "internal" else None,
        "cross-zone-load-balancing-enabled": None if balancer.cross_zone is None else str(balancer.cross_zone).lower(),
        "proxy-protocol": "*" if balancer.proxy_protocol else None,
        "subnets": placed(platform, balancer),
        "additional-resource-tags": pairs(platform.tags),
        "access-log-enabled": "true" if balancer.access_logs else None,
        "access-log-s3-bucket-name": balancer.access_logs,
        **tls(balancer),
        **_health_check(service, balancer),
    }
    return annotated(common | (_nlb(balancer) if balancer.kind == "nlb" else _clb(balancer)))


def _nlb(balancer: LoadBalancer) -> dict[str, str | None]:
    delay = {"deregistration_delay.timeout_seconds": str(balancer.deregistration_delay_seconds)}
    return {
        "type": "nlb",
        "eip-allocations": ",".join(balancer.addresses.eips),
        "target-group-attributes": pairs(delay | balancer.target_attributes),
    }


def _clb(balancer: LoadBalancer) -> dict[str, str | None]:
    """Its listeners are HTTP unless told otherwise, or with a certificate; ours pass on what they get."""
    return {
        "backend-protocol": balancer.tls.backend if balancer.tls else "tcp",
        "connection-draining-enabled": "true",
        "connection-idle-timeout": str(balancer.idle_timeout_seconds) if balancer.idle_timeout_seconds else None,
        "connection-draining-timeout": str(max(balancer.deregistration_delay_seconds, 1)),
        "security-groups": ",".join(sorted(set(balancer.security_groups))),
    }


def _health_check(service: Service, balancer: LoadBalancer) -> dict[str, str | None]:
    if balancer.health_check is None:
        return {}
    check = balancer.health_check
    port = str(service.expose.node_ports[check.port]) if check.port else None
    found = health_check(check, port, by_kube_proxy=balancer.traffic_policy == "Local")
    return {key: value for key, value in found.items() if key != "healthcheck-success-codes"}


def _spec(_platform: Platform, balancer: LoadBalancer) -> Manifest:
    return {"externalTrafficPolicy": balancer.traffic_policy}


MAKER = Maker("inTree", _annotations, _spec)
