from collections.abc import Iterator

from generator.platform.services.ingress_controllers import gateways
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("ING-037", ERROR, "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/gateway/")
def definitions_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """The Gateway API's definitions cannot be fetched.

    No chart brings the custom resource definitions of the Gateway API: Flux fetches them from github.com. Without NAT
    it gets no answer, and everything that is applied after them waits.

    Bad:

        vpc: {nat: none}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com}
        gitops: {repository: "https://git.internal/platform.git"}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.29"}}
        ingress: {classes: {inside: {controller: gateway}}}

    Good:

        vpc: {nat: none}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com}
        gitops: {repository: "https://git.internal/platform.git"}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.29"}}
        ingress: {classes: {inside: {controller: alb}}}
    """
    if platform.vpc.nat != "none":
        return
    for name, class_ in gateways(platform).items():
        message = f"{name} needs definitions from github.com, which no NAT leads to; use alb"
        yield Violation(class_, "controller", message, Fix("alb"))
