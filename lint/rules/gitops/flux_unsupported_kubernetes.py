from collections.abc import Iterator

from generator.platform.gitops.flux_kubernetes import supported
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import newer_flux
from lint.rule import WARNING, rule


@rule("GIT-021", WARNING, "https://fluxcd.io/flux/releases/#supported-releases")
def flux_unsupported_kubernetes(platform: Platform) -> Iterator[Violation]:
    """Flux is not tested with this version of Kubernetes.

    A minor version of Flux is tested with the three versions of Kubernetes that are current at its release. With a
    newer cluster its controllers may not know the APIs; with an older one they may need what is not there yet. When the
    cluster is updated, Flux is updated first.

    Bad:

        cluster: {version: "1.36"}
        gitops: {flux: {version: "2.8"}}

    Good:

        cluster: {version: "1.36"}
        gitops: {flux: {version: "2.9"}}
    """
    flux, known = platform.gitops.flux, supported(platform.gitops.flux.version)
    if known and platform.cluster.version not in known:
        message = (
            f"Flux {flux.version} is tested with Kubernetes {', '.join(known)}, and this is {platform.cluster.version}"
        )
        newer = newer_flux(platform, int(flux.version.partition(".")[2]))
        yield Violation(flux, "version", f"{message}; choose another", newer)
