"""The addresses that the world sees belong to the NAT gateways.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that connections break and that allow lists elsewhere may no longer fit."""
    if step.base.vpc.nat == "none" or step.base.vpc.id or step.head.vpc.id:
        return
    gone = _gateways(step, Action.DESTROY, Action.REPLACE)
    if gone and step.head.vpc.nat == "none":
        yield (
            "the NAT gateways go: nothing in a private subnet reaches the internet any more, image registries and "
            "the Git repository included; have endpoints and a mirror in use before this is applied"
        )
    elif gone:
        yield (
            f"{', '.join(gone)} {'goes' if len(gone) == 1 else 'go'}: connections to the outside break, and they come "
            "from other addresses afterwards; tell those who allow the old ones first"
        )
    elif new := _gateways(step, Action.CREATE):
        yield (
            f"with {', '.join(new)} some zones reach the outside from new addresses; tell those who allow the old ones "
            "first"
        )


def _gateways(step: Transition, *actions: Action) -> list[str]:
    return sorted(name for name in step.names(*actions) if name.startswith("aws_nat_gateway."))
