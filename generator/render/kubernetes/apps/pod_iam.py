"""What the mechanism of a service's IAM role wants to have beside the service."""

from collections.abc import Iterable

from generator.platform.types.services import Service
from generator.render import pod_iam
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterable[Manifest]:
    """The mechanism's own objects."""
    return pod_iam.objects(topology.platform, name, service)
