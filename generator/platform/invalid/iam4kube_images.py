"""iam4kube without the images that it runs."""

from collections.abc import Iterator

from generator.platform.services.pod_roles import used
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield iam where a role uses iam4kube and the platform does not say what to run."""
    if "iam4kube" in used(platform) and platform.iam.iam4kube is None:
        message = "nobody publishes images of iam4kube; build them, and name them in iam.iam4kube"
        yield Violation(platform.iam, "roles", message)
