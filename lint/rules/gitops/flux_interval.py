from collections.abc import Iterator

from generator.platform.gitops.kustomizations import seconds
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

SHORTEST, LONGEST = 60, 3600


@rule("GIT-002", WARNING, "https://fluxcd.io/flux/components/kustomize/kustomizations/#interval")
def flux_interval(platform: Platform) -> Iterator[Violation]:
    """A folder is applied anew too often, or so seldom that drift stays.

    The interval is how often Flux corrects what somebody has changed in the cluster; a commit is applied at once,
    whatever it is. Flux wants no less than 60 seconds, and each round builds the folder and asks the API server for
    every object of it. Beyond an hour a change by hand stays unseen.

    Bad:

        gitops: {kustomizations: {tools: {path: tools, interval: 10s}}}

    Good:

        gitops: {kustomizations: {tools: {path: tools, interval: 30m}}}
    """
    for own in platform.gitops.kustomizations.values():
        if seconds(own.interval) < SHORTEST:
            yield Violation(
                own,
                "interval",
                f"{own.interval} is less than the 60s that Flux wants; a commit needs none",
                Fix("30m", safe=True),
            )
        elif seconds(own.interval) > LONGEST:
            yield Violation(
                own, "interval", f"drift stays for up to {own.interval}; say 1h or less", Fix("30m", safe=True)
            )
