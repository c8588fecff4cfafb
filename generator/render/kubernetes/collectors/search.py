"""The OpenSearch domain that a collector sends to itself, whose address only AWS knows."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.outputs import kinds
from generator.render.kubernetes.manifest import Manifest
from generator.render.yaml_text import Variable

HOST = Variable("OPENSEARCH_HOST")


def search_host(platform: Platform) -> Iterator[Manifest]:
    """Yield the environment variable with its name, where there is one."""
    if "index" in kinds(platform):
        yield {"name": "OPENSEARCH_HOST", "value": HOST}
