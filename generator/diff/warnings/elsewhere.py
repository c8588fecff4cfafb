"""Terraform forgets what is in an account or a region that its provider no longer looks at.

https://developer.hashicorp.com/terraform/cli/commands/plan#planning-modes
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that nothing moves, and that what was there stays and costs."""
    for key in ("account", "region"):
        old, new = getattr(step.base, key), getattr(step.head, key)
        if old != new:
            yield (
                f"{key} changes from {old} to {new}: nothing moves; Terraform looks for its resources in {new}, finds "
                f"none and creates all of them, and those in {old} are left behind, unknown to it; "
                f"make an environment of its own for {new}, and destroy the one in {old} when it is no longer needed"
            )
