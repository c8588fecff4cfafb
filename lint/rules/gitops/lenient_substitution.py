from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import newer_flux
from lint.rule import WARNING, rule

STRICT_SINCE = 9
SOURCE = "https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution"


@rule("GIT-017", WARNING, SOURCE)
def lenient_substitution(platform: Platform) -> Iterator[Violation]:
    """A value that is not there becomes nothing, and Flux applies what is left.

    Since 2.9 Flux stops at a `${NAME}` that `flux-runtime-info` does not have. Before, it is replaced by nothing unless
    a flag says otherwise. The Flux Operator is told to set the flag; `flux bootstrap` has no option for it.

    Bad:

        gitops: {flux: {version: "2.8", install: bootstrap}}

    Good:

        gitops: {flux: {version: "2.9", install: bootstrap}}
    """
    flux = platform.gitops.flux
    if flux.install == "bootstrap" and int(flux.version.partition(".")[2]) < STRICT_SINCE:
        message = (
            f"Flux {flux.version} puts nothing where a value is missing; use 2.{STRICT_SINCE}, or install: operator"
        )
        yield Violation(flux, "version", message, newer_flux(platform, STRICT_SINCE))
