"""Names in gitops that refer to nothing."""

from collections.abc import Iterator

from generator.platform.gitops.kustomizations import suspendable
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every Kustomization and service that is not there."""
    gitops = platform.gitops
    known = set(suspendable(platform)) if gitops.suspend else set()
    for index, name in enumerate(gitops.suspend):
        if name not in known:
            message = f"there is no Kustomization `{name}`; there are {', '.join(sorted(known))}"
            yield Violation(gitops, ("suspend", index), message)
    for own in gitops.kustomizations.values():
        for index, name in enumerate(own.depends_on):
            if name not in gitops.kustomizations:
                declared = ", ".join(sorted(gitops.kustomizations))
                message = f"there is no entry `{name}` in gitops.kustomizations; declared: {declared}"
                yield Violation(own, ("depends_on", index), message)
    for item in gitops.notifications.values():
        for index, name in enumerate(item.services):
            if name not in platform.services:
                message = f"there is no service `{name}`; declared: {', '.join(sorted(platform.services)) or 'none'}"
                yield Violation(item, ("services", index), message)
