from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import addon_tolerations, open_fleets, repelling, tolerations
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CMP-042", WARNING, "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/")
def untolerated_taint(platform: Platform) -> Iterator[Violation]:
    """Nodes whose taint no service tolerates.

    NoSchedule and NoExecute keep every pod away that does not tolerate them, and services tolerate none but the
    ones of the accelerators that they ask for (nvidia.com/gpu, aws.amazon.com/neuron). Nodes for
    add-ons are not meant: those whose taints are all among CriticalAddonsOnly and the `tolerates` of an add-on. On
    others nothing but DaemonSets runs of what this file describes; what you deploy in other ways may.

    Bad:

        nodes:
          groups:
            batch:
              instanceTypes: [m7g.xlarge]
              ami: AL2023_ARM_64_STANDARD
              scaling: {min: 1, max: 2}
              subnets: private
              taints: {dedicated: {value: batch, effect: NoSchedule}}

    Good:

        nodes:
          groups:
            batch:
              instanceTypes: [m7g.xlarge]
              ami: AL2023_ARM_64_STANDARD
              scaling: {min: 1, max: 2}
              subnets: private
              taints: {dedicated: {value: batch, effect: PreferNoSchedule}}
    """
    if not services_on_nodes(platform) or not open_fleets(platform):
        return  # another rule speaks of these
    tolerated = {key for service in services_on_nodes(platform).values() for key in tolerations(service)}
    for fleet in fleets(platform):
        if not set(repelling(fleet)) - addon_tolerations(platform):
            continue
        for key in sorted(set(repelling(fleet)) - tolerated):
            message = f"no service tolerates {key}, so none runs on {fleet.name}; use PreferNoSchedule, or allow this"
            softer = Fix("PreferNoSchedule", field=("taints", key, "effect"))
            yield Violation(fleet.node, ("taints", key), message, softer)
