"""Two mechanisms that both answer for the instance metadata service."""

from collections.abc import Iterator

from generator.platform.services.pod_roles import INTERCEPTORS, trusted_by, used
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every role that uses or trusts another interceptor than the first: on a node the first rule wins."""
    found = [name for name in used(platform) if name in INTERCEPTORS]
    for key, role in sorted(platform.iam.roles.items()):
        for name in found[1:]:
            if name in trusted_by(platform, role):
                message = (
                    f"{name} and {found[0]} both answer for the metadata service, and a node can have one; "
                    "use one of them, and move roles by way of podIdentity"
                )
                yield Violation(platform.iam, ("roles", key), message)
