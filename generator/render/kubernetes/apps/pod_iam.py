"""What the mechanism of a service's IAM role wants to have beside the service."""

from collections.abc import Iterable

from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology
from generator.render.pod_iam import service_mechanism


def manifests(topology: Topology, name: str, service: Service) -> Iterable[Manifest]:
    """The mechanism's own objects."""
    mechanism = service_mechanism(topology.platform, service)
    return mechanism.objects(topology.platform, name, service) if mechanism else ()
