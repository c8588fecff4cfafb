from collections.abc import Iterator

from generator.platform.gitops.kustomizations import seconds
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("GIT-004", WARNING, "https://fluxcd.io/flux/components/kustomize/kustomizations/#timeout")
def flux_timeout(platform: Platform) -> Iterator[Violation]:
    """Flux waits longer for a folder than until its next round.

    While it waits, nothing else of that folder is done: a commit that mends what does not become ready is applied only
    when the timeout has run out, and drift is corrected later than the interval says.

    Bad:

        gitops: {kustomizations: {tools: {path: tools, interval: 5m, timeout: 20m}}}

    Good:

        gitops: {kustomizations: {tools: {path: tools, interval: 5m, timeout: 5m}}}
    """
    for own in platform.gitops.kustomizations.values():
        if own.wait and seconds(own.timeout) > seconds(own.interval):
            message = (
                f"it is waited for {own.timeout}, and applied every {own.interval}; make the timeout the shorter one"
            )
            yield Violation(own, "timeout", message, Fix(own.interval))
