from collections.abc import Iterator

from generator.platform.services.ingress_controllers import fewest, in_cluster
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("ING-036", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/application.html")
def single_proxy(platform: Platform) -> Iterator[Violation]:
    """One pod carries all requests of an ingress class.

    When its node goes, so does every route of the class, until another pod is ready; a drain waits for nothing, as a
    budget of one pod would never let it go.

    Bad:

        ingress: {classes: {inside: {controller: nginx, replicas: 1}}}

    Good:

        ingress: {classes: {inside: {controller: nginx, replicas: 2}}}
    """
    for name, class_ in in_cluster(platform).items():
        if platform.tier == "production" and class_.controller != "f5" and fewest(class_) == 1:
            yield Violation(class_, "replicas", f"{name} has one pod; have at least 2", Fix(2))
