"""The OpenSearch domain: its instances by the hour, full or empty, and its volumes.

https://aws.amazon.com/opensearch-service/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform


def drivers(platform: Platform) -> Iterator[Driver]:
    """Data nodes, masters and volumes."""
    found = open_search(platform)
    if found is None:
        return
    domain, masters = found.domain, found.domain.dedicated_masters
    yield Driver(f"OpenSearch data nodes of {domain.instance_type}", Amount(domain.instances), "")
    yield Driver("EBS gp3, volumes of OpenSearch", Amount(domain.instances * domain.volume_size), "GiB")
    if masters is not None:
        yield Driver(f"OpenSearch masters of {masters.instance_type}", Amount(masters.instances), "")
