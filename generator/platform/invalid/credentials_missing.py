"""A repository that is never public, and nothing to open it with."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield gitops.repository where it is reached by SSH without a key."""
    gitops = platform.gitops
    if gitops.repository.startswith("ssh://") and gitops.secret is None:
        message = "SSH needs a key: name the Secret in flux-system that holds it in gitops.secret"
        yield Violation(gitops, "repository", message)
