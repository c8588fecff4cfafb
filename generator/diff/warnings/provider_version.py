"""A state that a newer major version of the provider has written may not be read by an older one.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.cluster.constraint import lowest


def warn(step: Transition) -> Iterator[str]:
    """Say what everybody who applies has to run, where another major version is the least."""
    old, new = (lowest(each.terraform.provider_version)[0] for each in (step.base, step.head))
    change = f"terraform.providerVersion no longer allows hashicorp/aws {old}"
    if new > old:
        yield (
            f"{change}: run `terraform init -upgrade` in both roots, read the plan, and let nobody apply with {old} "
            "afterwards, which may not read the state any more"
        )
    elif new < old:
        yield (
            f"terraform.providerVersion allows hashicorp/aws {new} again: it may not read a state that {old} has "
            f"written; keep `>= {old}`, unless nothing is applied yet"
        )
