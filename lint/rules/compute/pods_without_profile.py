from collections.abc import Iterator

from generator.platform.cluster.system_pods import system_pods, system_profile
from generator.platform.nodes.fargate import fargate_alone, services_on_nodes
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-081", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html")
def pods_without_profile(platform: Platform) -> Iterator[Violation]:
    """There is nothing but Fargate, and no profile takes some of the pods.

    They stay Pending for ever. That holds for the system's own pods too: without CoreDNS (kube-system) no name is
    resolved, and without Flux (flux-system) nothing is deployed.

    Bad:

        nodes: {groups: null, fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}

    Good:

        nodes:
          groups: null
          fargate:
            profiles:
              shop: {namespaces: [shop], subnets: private}
              system: {namespaces: [kube-system, flux-system], subnets: private}
    """
    if not fargate_alone(platform):
        return
    missing = {each.namespace: each.name for each in system_pods(platform) if system_profile(platform, each) is None}
    for namespace in sorted(missing):
        message = f"no profile takes {missing[namespace]} in {namespace}, and there are no nodes; add a profile for it"
        yield Violation(platform.nodes, "fargate", message)
    for name, service in services_on_nodes(platform).items():
        message = f"no Fargate profile takes {name} in {service.namespace}, and there are no nodes; add a profile"
        yield Violation(service, "namespace", message)
