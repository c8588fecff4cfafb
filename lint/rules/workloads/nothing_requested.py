from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.services.quantities import millicores, size
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "WRK-007",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html",
    also=(
        "hardeneks:set_requests_limits_for_containers",
        "checkov:CKV_K8S_10",
        "checkov:CKV_K8S_12",
        "kube-linter:unset-cpu-requirements",
        "kube-linter:unset-memory-requirements",
        "groundplan:WRK-008",
    ),
)
def nothing_requested(platform: Platform) -> Iterator[Violation]:
    """A container asks for no CPU or no memory.

    The scheduler puts it on a node that is full, since it counts as nothing. There it gets what others leave over, and
    with no memory asked for it is the first to be killed when that runs short. Nodes are not added for it either.

    Bad:

        services: {web: {resources: {cpu: "0"}}}

    Good:

        services: {web: {resources: {cpu: 50m}}}
    """
    for name, container in every_container(platform):
        resources = container.resources
        for field, amount in (("cpu", millicores(resources.cpu)), ("memory", size(resources.memory))):
            if not amount:
                message = f"{name} counts as nothing where nodes are chosen; ask for what it uses"
                yield Violation(resources, field, message)
