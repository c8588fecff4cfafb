from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("GIT-013", WARNING, "https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend")
def suspend_left_on(platform: Platform) -> Iterator[Violation]:
    """Flux leaves something as it is, whatever is committed.

    While a Kustomization is suspended, commits to it are not applied, drift is not corrected, and what depends on it
    goes on with what was there before. It is meant for an incident; allow it with a day by which it ends.

    Bad:

        services: {web: {image: "public.ecr.aws/nginx/nginx:1.29"}}
        gitops: {suspend: [app-web]}

    Good:

        services: {web: {image: "public.ecr.aws/nginx/nginx:1.29"}}
        gitops: {suspend: []}
    """
    for index, name in enumerate(platform.gitops.suspend):
        message = f"{name} does not follow the repository; take it out when the incident is over"
        yield Violation(platform.gitops, ("suspend", index), message, Fix(REMOVED))
