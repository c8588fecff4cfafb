"""Access entries are the only way in.

https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.cluster.access import administrators
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say who no longer is an administrator, where nobody stays one who was."""
    old, new = _principals(step.base), _principals(step.head)
    if not old or old & new:
        return
    what = f"{', '.join(sorted(new))} will be, and was not before" if new else "nobody will be"
    yield (
        f"nobody who is an administrator of the cluster today ({', '.join(sorted(old))}) stays one; {what}; "
        "keep one of the entries in cluster.access until another one is proven"
    )


def _principals(platform: Platform) -> set[str]:
    return {platform.cluster.access[name].principal for name in administrators(platform)}
