"""The control plane: by the hour, several times as much in extended support or with reserved capacity.

https://aws.amazon.com/eks/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.types.platform import Platform


def drivers(platform: Platform) -> Iterator[Driver]:
    """One cluster, by what makes it dearer."""
    support = platform.cluster.support_type
    tier = platform.cluster.scaling_tier or "standard"
    yield Driver(f"EKS cluster, scaling tier {tier}, at the end of standard support: {support}", Amount(1), "")
