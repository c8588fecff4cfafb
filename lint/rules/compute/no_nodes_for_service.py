from collections.abc import Iterator

from generator.platform.nodes.accelerators import accelerators, offered_resources
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import fleets_for
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-071", ERROR, "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/", also=("groundplan:CMP-041",))
def no_nodes_for_service(platform: Platform) -> Iterator[Violation]:
    """A service asks for Windows or an accelerator, and no node has it.

    Its pods stay Pending for ever. Nodes with a taint do not count, but for one that is named as the accelerator that
    is asked for (nvidia.com/gpu, aws.amazon.com/neuron).

    Bad:

        services: {web: {resources: {gpu: 1}}}

    Good:

        services: {web: {resources: {gpu: 1}}}
        nodes:
          groups:
            gpu:
              instanceTypes: [g6.xlarge]
              ami: AL2023_x86_64_NVIDIA
              scaling: {min: 1, max: 2}
              subnets: private
              taints: {nvidia.com/gpu: {effect: NoSchedule}}
    """
    for name, service in services_on_nodes(platform).items():
        asked = sorted(accelerators(service))
        fleets = fleets_for(platform, service)
        if service.os == "windows" and not fleets:
            message = f"{name} runs on Windows, and no group without taints does; add one"
            yield Violation(service, "os", message)
        elif asked and not any(offered_resources(fleet.node).issuperset(asked) for fleet in fleets):
            message = f"{name} asks for {' and '.join(asked)}, and no node that it may run on has it; add a group"
            yield Violation(service, "resources", message)
