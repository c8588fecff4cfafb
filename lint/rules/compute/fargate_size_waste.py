from collections.abc import Iterator
from decimal import Decimal

from generator.platform.nodes.fargate import GIB, OVERHEAD, SIZES, PodSize, pod_size, services_by_profile
from generator.platform.services.containers import asked, pod_request
from generator.platform.services.quantities import MIB
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule

WASTE = Decimal("1.3")
"""How many times what is needed may be billed."""


@rule("CMP-039", INFO, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html")
def fargate_size_waste(platform: Platform) -> Iterator[Violation]:
    """Fargate rounds a pod up to a size that is much larger than what it asks for.

    256 MiB are added to the memory of every pod, and the next size that holds both CPU and memory is billed: 2 GiB
    become 3 GB. Ask for all of a size, or for so much less that the next smaller one will do.

        memory = request + 256 MiB, up to 0.5, 1 or 2 GB with 0.25 vCPU; 1 to 4 with 0.5; 2 to 8 with 1;
                 4 to 16 with 2; 8 to 30 with 4; 16 to 60 in steps of 4 with 8; 32 to 120 in steps of 8 with 16

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {cpu: 250m, memory: 2Gi}}}

    Good:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {cpu: 250m, memory: 1792Mi}}}
    """
    for profile, services in services_by_profile(platform).items():
        for name, service in services.items() if profile else ():
            cpu, memory = pod_request(service)
            given = pod_size(cpu, memory)
            if given and _wasteful(given, cpu, memory):
                all_of_it = f"{given.cpu}m and {given.memory * GIB / MIB - OVERHEAD:f}Mi"
                words = f"{name} asks for {asked(service)}"
                message = f"{words}, and is billed for {given}; ask for all of it ({all_of_it}), or for less"
                yield Violation(service, "resources", message)


def _wasteful(given: PodSize, cpu: Decimal, memory: Decimal) -> bool:
    """Whether a smaller size would nearly do: the smallest CPU, and the smallest memory of a CPU, cannot be avoided."""
    least = min(each.memory for each in SIZES if each.cpu == given.cpu)
    more_cpu = given.cpu > SIZES[0].cpu and given.cpu > WASTE * cpu
    needed = memory + OVERHEAD * MIB
    return more_cpu or (given.memory > least and given.memory * GIB > WASTE * needed)
