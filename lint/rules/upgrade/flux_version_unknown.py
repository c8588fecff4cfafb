from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("UPG-021", ERROR, "https://fluxcd.control-plane.io/operator/fluxinstance/#distribution-configuration")
def flux_version_unknown(platform: Platform) -> Iterator[Violation]:
    """The Flux Operator does not know the Flux version.

    It installs the minor versions that it carries itself, and no other: with one that is newer, or long out of support,
    the bootstrap root waits for an instance that never becomes ready.

    Bad:

        gitops: {flux: {version: "2.99"}}

    Good:

        gitops: {flux: {version: "2.9"}}
    """
    flux, known = platform.gitops.flux, flux_versions()
    if flux.install == "operator" and flux.version not in known.versions:
        versions = ", ".join(known.versions)
        message = f"the Flux Operator {known.operator} does not know {flux.version}; it knows {versions}"
        yield Violation(flux, "version", message, Fix(max(known.versions, key=minor)))
