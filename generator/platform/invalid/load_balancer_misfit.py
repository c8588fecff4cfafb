"""Fields of a load balancer that its kind, its controller or its targets do not have."""

from collections.abc import Iterator

from generator.platform.misfit import Refusals, misfits
from generator.platform.services.containers import pod_ports, service_ports
from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation

LONGEST_IDLE = 4000
"""https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-idle-timeout.html"""

_CLB = {"clb": "a Classic Load Balancer has none"}
_IN_TREE = {"inTree": "the controller in EKS does not know it; use controller lbc"}

BY_KIND: Refusals = {
    "addresses.eips": _CLB,
    "addresses.private": _CLB,
    "attributes": _CLB,
    "target_attributes": _CLB,
    "preserve_client_ip": _CLB,
    "name": _CLB,
    "prefix_lists": _CLB,
}
BY_CONTROLLER: Refusals = {
    "addresses.private": _IN_TREE,
    "attributes": _IN_TREE,
    "preserve_client_ip": _IN_TREE,
    "health_check.success_codes": _IN_TREE,
    "idle_timeout_seconds": _IN_TREE,
    "name": _IN_TREE,
    "prefix_lists": _IN_TREE,
}
BY_TARGETS: Refusals = {
    "preserve_client_ip": {"instance": "with nodes as targets trafficPolicy Local does it"},
    "health_check_node_port": {"ip": "with pods as targets no port of the nodes is asked"},
}


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every field that does not fit, and combinations that no controller makes."""
    for service in platform.services.values():
        balancer = load_balancer(service)
        if balancer is None or service.expose.load_balancer is None:
            continue
        yield from misfits(balancer, balancer.kind, BY_KIND)
        if balancer.kind == "nlb":
            yield from misfits(balancer, balancer.controller, BY_CONTROLLER)
            yield from misfits(balancer, targets(balancer), BY_TARGETS)
        yield from _combinations(service, balancer)
        yield from _health_port(service, balancer)


def _health_port(service: Service, balancer: LoadBalancer) -> Iterator[Violation]:
    """Of nodes it asks a port of theirs, whose number the controller in EKS must be told."""
    check = balancer.health_check
    if check is None or check.port is None or targets(balancer) == "ip" or check.port not in pod_ports(service):
        return
    if check.port not in service_ports(service):
        yield Violation(check, "port", f"nodes have no port for {check.port}; add it to expose.ports")
    elif balancer.controller == "inTree" and check.port not in service.expose.node_ports:
        message = f"the controller in EKS asks a port of the nodes by number; give {check.port} one in nodePorts"
        yield Violation(check, "port", message)


def _combinations(service: Service, balancer: LoadBalancer) -> Iterator[Violation]:
    if balancer.kind == "clb" and balancer.controller == "lbc":
        message = "the AWS Load Balancer Controller makes no Classic Load Balancers; use nlb, or controller inTree"
        yield Violation(balancer, "kind", message)
    elif balancer.controller == "inTree" and balancer.targets == "ip":
        yield Violation(balancer, "targets", "the controller in EKS sends to nodes alone; use controller lbc")
    if balancer.controller == "inTree" and balancer.kind == "nlb" and balancer.security_groups:
        message = "the controller in EKS gives a Network Load Balancer no security groups; use controller lbc"
        yield Violation(balancer, "security_groups", message)
    if balancer.kind == "clb" and (balancer.idle_timeout_seconds or 0) > LONGEST_IDLE:
        message = f"a Classic Load Balancer forgets a connection after {LONGEST_IDLE} s at most; lower it"
        yield Violation(balancer, "idle_timeout_seconds", message)
    if balancer.traffic_policy == "Local" and targets(balancer) == "ip":
        yield Violation(balancer, "traffic_policy", "with pods as targets no node passes anything on; leave it out")
    if balancer.health_check_node_port is not None and balancer.traffic_policy != "Local":
        message = "only with trafficPolicy Local is a port of the nodes asked for health; leave it out"
        yield Violation(balancer, "health_check_node_port", message)
    if balancer.kind == "clb" and any(port.protocol == "UDP" for port in pod_ports(service).values()):
        yield Violation(balancer, "kind", "a Classic Load Balancer passes on no UDP; use nlb")
    if balancer.kind == "nlb" and targets(balancer) == "ip" and service.expose.node_ports:
        yield Violation(service.expose, "node_ports", "with pods as targets no port of the nodes is used; leave it out")
