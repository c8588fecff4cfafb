from collections.abc import Iterator

from generator.platform.nodes.fargate import service_profile
from generator.platform.services.service_load_balancers import service_load_balancers, targets
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CMP-038", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html")
def node_targets_on_fargate(platform: Platform) -> Iterator[Violation]:
    """A load balancer sends to ports of nodes, and the pods run on Fargate.

    The node under a pod of Fargate belongs to AWS and can be no target: a load balancer reaches such pods by their own
    addresses alone. Those that the controller in EKS makes know nothing but nodes.

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        lint: {allow: [{rule: netpol-unsupported-node, reason: security groups divide these pods}]}
        services: {web: {expose: {type: LoadBalancer, loadBalancer: {crossZone: true, targets: instance}}}}

    Good:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        lint: {allow: [{rule: netpol-unsupported-node, reason: security groups divide these pods}]}
        services: {web: {expose: {type: LoadBalancer, loadBalancer: {crossZone: true, targets: ip}}}}
    """
    for name, balancer in service_load_balancers(platform).items():
        profile = service_profile(platform, name, platform.services[name])
        if profile is not None and targets(balancer) == "instance":
            fix = Fix("ip") if balancer.controller == "lbc" else None
            how = "use targets: ip" if fix else "use the controller lbc, with targets: ip"
            yield Violation(balancer, "targets", f"pods of {name} run on Fargate ({profile}), not on nodes; {how}", fix)
