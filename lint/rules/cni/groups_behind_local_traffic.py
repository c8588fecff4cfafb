from collections.abc import Iterator

from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-028", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html")
def groups_behind_local_traffic(platform: Platform) -> Iterator[Violation]:
    """Pods with security groups of their own, enforced strictly, are called at ports of nodes with local traffic.

    All traffic of such a pod goes over its branch interface. What arrives at a port of the node and is to stay on the
    node never gets there: Amazon does not support it. Targets of kind ip reach the pod
    itself, and with trafficPolicy Cluster the traffic need not stay on the node.

    Bad:

        cni: {securityGroupsForPods: strict}
        services:
          web:
            securityGroups: [sg-0123456789abcdef0]
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, crossZone: true, trafficPolicy: Local}}

    Good:

        cni: {securityGroupsForPods: strict}
        services:
          web:
            securityGroups: [sg-0123456789abcdef0]
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, crossZone: true, trafficPolicy: Cluster}}
    """
    if platform.cni.security_groups_for_pods != "strict":
        return
    for service in platform.services.values():
        if service.security_groups and _is_local(service):
            message = "local traffic to ports of nodes never reaches pods with strict security groups; use targets ip"
            spread = Fix("Cluster", field="traffic_policy", node=load_balancer(service) or service.expose)
            yield Violation(service, "expose", message, spread)


def _is_local(service: Service) -> bool:
    balancer = load_balancer(service)
    if balancer is not None:
        return targets(balancer) == "instance" and balancer.traffic_policy == "Local"
    return service.expose.type == "NodePort" and service.expose.traffic_policy == "Local"
