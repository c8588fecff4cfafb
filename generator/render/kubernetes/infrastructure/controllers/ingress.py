"""The ingress controllers."""

from collections.abc import Iterator

from generator.platform.services.ingress_controllers import NAMESPACE, gateways, in_cluster
from generator.platform.types.platform import Platform
from generator.render.kubernetes.infrastructure.configs.namespaces import closed, namespace, readiness_gate
from generator.render.kubernetes.ingress import controllers, served
from generator.render.kubernetes.manifest import Manifest


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield each controller that an ingress class names, and the closed namespace of proxies and gateways."""
    if in_cluster(platform) or gateways(platform):
        yield namespace(platform, NAMESPACE, "restricted", **readiness_gate(platform))
        if platform.cni.network_policy != "off":
            yield from closed(platform, NAMESPACE)
    for controller, classes in served(platform).items():
        yield from controllers()[controller].install(platform, classes)
