from collections.abc import Iterator

from generator.platform.services.rbac import granted, permissions, reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

WORKLOADS = {
    "": ("pods", "replicationcontrollers"),
    "apps": ("daemonsets", "deployments", "replicasets", "statefulsets"),
    "batch": ("cronjobs", "jobs"),
}
MAKES = ("create", "update", "patch")


@rule(
    "RBC-013",
    WARNING,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation",
    also=("cis:4.1.4",),
)
def pods_made(platform: Platform) -> Iterator[Violation]:
    """A service may make or change pods.

    Who makes a pod chooses its service account, and mounts any secret of the namespace: the permission is worth all of
    these. What makes jobs for others does it in a namespace of its own, with nothing else in it.

    Bad:

        services: {web: {rbac: {jobs: {apiGroups: [batch], resources: [jobs], verbs: [create]}}}}

    Good:

        services: {web: {rbac: {jobs: {apiGroups: [batch], resources: [jobs], verbs: [get, list, watch]}}}}
    """
    for name, permission in permissions(platform):
        found = (each for group, kinds in WORKLOADS.items() for each in granted(permission, group, kinds, MAKES))
        for resource, verb in found:
            message = f"who may {verb} {resource} has every secret {reach(permission)}; give {name} a namespace alone"
            yield Violation(permission, "resources", message)
