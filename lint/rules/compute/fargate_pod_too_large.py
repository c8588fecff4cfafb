from collections.abc import Iterator

from generator.platform.nodes.fargate import SIZES, pod_size, services_by_profile
from generator.platform.services.containers import asked, pod_request
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-080", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html")
def fargate_pod_too_large(platform: Platform) -> Iterator[Violation]:
    """A pod on Fargate asks for more than its largest size has.

    That is 16 vCPU and 120 GB, of which 256 MiB are Fargate's own. Such a pod stays Pending for ever.

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {cpu: "8", memory: 120Gi}}}

    Good:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {cpu: "16", memory: 122624Mi}}}
    """
    for profile, services in services_by_profile(platform).items():
        for name, service in services.items() if profile else ():
            pod = pod_request(service)
            if pod_size(pod.cpu, pod.memory) is None:
                words = f"{name} asks for {asked(service)}"
                message = f"{words}; Fargate has {SIZES[-1]} at most; lower it, or let it run on nodes"
                yield Violation(service, "resources", message)
