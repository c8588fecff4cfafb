"""The VPC CNI goes up, or down, by one minor version at a time.

https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.cluster.addon_versions import addon_minor
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say which version comes first."""
    old, new = _version(step.base), _version(step.head)
    if old is None or new is None:
        return
    (major, minor), (other, wanted) = addon_minor(old), addon_minor(new)
    if major == other and abs(wanted - minor) > 1:
        between = f"v{major}.{minor + (1 if wanted > minor else -1)}"
        yield (
            f"addons.vpc-cni goes from {old} to {new}: AWS recommends one minor version at a time; "
            f"go to {between} first"
        )


def _version(platform: Platform) -> str | None:
    return platform.addons.vpc_cni.version if platform.addons.vpc_cni else None
