"""A cluster keeps its name for life.

https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that another name is another cluster."""
    if step.base.name != step.head.name:
        yield (
            f"the platform is renamed from {step.base.name} to {step.head.name}: its cluster is destroyed and "
            "another one made; keep the name, or build the new platform beside the old one, move what runs, and remove "
            "the old one"
        )
