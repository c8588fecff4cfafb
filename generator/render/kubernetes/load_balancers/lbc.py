"""Network Load Balancers of the AWS Load Balancer Controller, ours or that of EKS Auto Mode.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
"""

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.containers import pod_ports, service_ports
from generator.platform.services.service_load_balancers import one_listener, targets
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.load_balancers.maker import (
    Maker,
    annotated,
    from_readiness,
    health_check,
    pairs,
    placed,
    tls,
)
from generator.render.kubernetes.manifest import Manifest

CLASS = "service.k8s.aws/nlb"
"""What makes it this controller's, whatever else runs; it can never be changed."""

AUTO_MODE_CLASS = "eks.amazonaws.com/nlb"
"""The same of EKS Auto Mode, which runs that controller itself.
https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html"""


def _annotations(platform: Platform, service: Service, balancer: LoadBalancer) -> dict[str, str]:
    return annotated(
        {
            "name": balancer.name,
            "scheme": balancer.scheme,
            "ip-address-type": "dualstack" if is_ipv6(platform) else None,
            "nlb-target-type": targets(balancer),
            "attributes": pairs(_attributes(balancer)),
            "target-group-attributes": pairs(_target_attributes(balancer)),
            "proxy-protocol": "*" if balancer.proxy_protocol else None,
            "enable-tcp-udp-listener": "true" if one_listener(service) else None,
            "subnets": placed(platform, balancer),
            "eip-allocations": ",".join(balancer.addresses.eips),
            "private-ipv4-addresses": ",".join(balancer.addresses.private),
            "security-group-prefix-lists": ",".join(sorted(set(balancer.prefix_lists))),
            "security-groups": ",".join(sorted(set(balancer.security_groups))),
            # With groups of one's own the controller opens the nodes to them only if told.
            "manage-backend-security-group-rules": "true" if balancer.security_groups else None,
            "additional-resource-tags": pairs(platform.tags),
            **tls(balancer),
            **_health_check(service, balancer),
            **_listeners(service, balancer),
        }
    )


def _listeners(service: Service, balancer: LoadBalancer) -> dict[str, str]:
    """Attributes of its listeners, of which only those of TCP alone have any.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
    """
    if balancer.idle_timeout_seconds is None:
        return {}
    other = {*one_listener(service), *(balancer.tls.ports if balancer.tls else ())}
    value = f"tcp.idle_timeout.seconds={balancer.idle_timeout_seconds}"
    return {
        f"listener-attributes.TCP-{service.expose.ports.get(name, port.port)}": value
        for name, port in service_ports(service).items()
        if port.protocol == "TCP" and name not in other
    }


def _attributes(balancer: LoadBalancer) -> dict[str, str]:
    found = {}
    if balancer.cross_zone is not None:
        found["load_balancing.cross_zone.enabled"] = str(balancer.cross_zone).lower()
    if balancer.access_logs is not None:
        found |= {"access_logs.s3.enabled": "true", "access_logs.s3.bucket": balancer.access_logs}
    return found | balancer.attributes


def _target_attributes(balancer: LoadBalancer) -> dict[str, str]:
    found = {"deregistration_delay.timeout_seconds": str(balancer.deregistration_delay_seconds)}
    if targets(balancer) == "ip":
        found["preserve_client_ip.enabled"] = str(balancer.preserve_client_ip).lower()
    return found | balancer.target_attributes


def _health_check(service: Service, balancer: LoadBalancer) -> dict[str, str | None]:
    """What is said, else for pods their readiness; of nodes that is not theirs, and the controller knows better."""
    pods = targets(balancer) == "ip"
    check = balancer.health_check or (from_readiness(service.probes.readiness) if pods else None)
    if check is None:
        return {}
    # Of pods it takes no name whose target is a name, and of nodes no number that is not theirs.
    port = str(pod_ports(service)[check.port].port) if pods and check.port else check.port
    return health_check(check, port, by_kube_proxy=balancer.traffic_policy == "Local")


def _spec(platform: Platform, balancer: LoadBalancer) -> Manifest:
    nodes = targets(balancer) == "instance"
    return {
        "loadBalancerClass": CLASS if auto_mode(platform) is None else AUTO_MODE_CLASS,
        "allocateLoadBalancerNodePorts": None if nodes else False,
        "externalTrafficPolicy": balancer.traffic_policy if nodes else None,
    }


MAKER = Maker("lbc", _annotations, _spec)
