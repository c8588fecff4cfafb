from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("SVC-006", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html")
def in_tree_load_balancer(platform: Platform) -> Iterator[Violation]:
    """A load balancer is made by the controller in EKS, which is legacy.

    It gets critical fixes only, sends to nodes alone, and adds rules to the nodes' security group for every network and
    port, of which there are few. Classic Load Balancers are of the generation before. The AWS Load Balancer Controller
    makes a new one beside it: change the callers' name, then remove the old.

    Bad:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {kind: clb, controller: inTree}}}}

    Good:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {kind: nlb, controller: lbc}}}}
    """
    for name, balancer in service_load_balancers(platform).items():
        if balancer.controller == "inTree":
            what = "a Classic Load Balancer" if balancer.kind == "clb" else "made by the controller in EKS"
            yield Violation(balancer, "controller", f"the load balancer of {name} is {what}, which is legacy; use lbc")
