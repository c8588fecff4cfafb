from collections.abc import Iterator

from generator.platform.cluster.system_pods import system_pods
from generator.platform.nodes.fargate import taking
from generator.platform.services.labels import labels
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-082", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html")
def fargate_profiles_overlap(platform: Platform) -> Iterator[Violation]:
    """Two Fargate profiles match the same pods.

    EKS then takes the profile whose name sorts first. The name ends with a hash of the profile's settings, so an edit
    can move pods to other subnets unasked. Narrow one of them by namespace or labels.

    Bad:

        nodes:
          fargate:
            profiles:
              shop: {namespaces: [shop], subnets: private}
              teams: {namespaces: ["s*"], subnets: private, zones: [a]}

    Good:

        nodes:
          fargate:
            profiles:
              shop: {namespaces: [shop], subnets: private}
              teams: {namespaces: ["team-*"], subnets: private, zones: [a]}
    """
    if platform.nodes.fargate is None:
        return
    both: dict[tuple[str, str], str] = {}
    for pods, namespace, found in _pods(platform):
        first, *others = [*taking(platform, namespace, found)] or [""]
        for other in others:
            both.setdefault((first, other), pods)
    for (first, other), pods in sorted(both.items()):
        message = f"{first} and {other} both match {pods}; narrow one of them"
        yield Violation(platform.nodes.fargate, ("profiles", max(first, other)), message)


def _pods(platform: Platform) -> Iterator[tuple[str, str, dict[str, str]]]:
    for name, service in sorted(platform.services.items()):
        yield name, service.namespace, labels(platform, name)
    for each in system_pods(platform):
        yield each.name, each.namespace, each.labels
