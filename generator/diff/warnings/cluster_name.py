"""A cluster keeps its name for life.

https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform


def warn(base: Platform, head: Platform) -> Iterator[str]:
    """Say that another name is another cluster."""
    if base.name != head.name:
        yield (
            f"the platform is renamed from {base.name} to {head.name}: its cluster is destroyed and another one made; "
            "keep the name, or build the new platform beside the old one, move what runs, and remove the old one"
        )
