from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import newer_flux
from lint.rule import ERROR, rule

OLDEST = 7


@rule("GIT-016", ERROR, "https://github.com/fluxcd/flux2/releases/tag/v2.7.0")
def flux_too_old(platform: Platform) -> Iterator[Violation]:
    """Flux is older than what is rendered for it.

    A Helm release that fails is tried again (`strategy: RetryOnFailure`, since 2.7), what is removed follows
    `deletionPolicy`, and health is told by expressions (both since 2.5). An older Flux refuses objects with fields that
    it does not know, and applies nothing. Versions before 2.7 are out of support.

    Bad:

        gitops: {flux: {version: "2.6"}}

    Good:

        gitops: {flux: {version: "2.9"}}
    """
    flux = platform.gitops.flux
    if int(flux.version.partition(".")[2]) < OLDEST:
        message = f"Flux {flux.version} does not know what is rendered; use 2.{OLDEST} or newer"
        yield Violation(flux, "version", message, newer_flux(platform, OLDEST))
