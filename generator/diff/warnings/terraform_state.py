"""A state that is looked for elsewhere is empty, and an empty state creates everything again.

https://developer.hashicorp.com/terraform/language/backend#change-configuration
"""

from collections.abc import Iterator

from msgspec import to_builtins

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say how the state comes along."""
    if to_builtins(step.base.terraform.backend) != to_builtins(step.head.terraform.backend):
        yield (
            "terraform.backend changes: the state has to move before anything is planned; run "
            "`terraform init -migrate-state` in both roots, else all that is there is created a second time"
        )
