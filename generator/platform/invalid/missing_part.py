"""What a service cannot be made without."""

from collections.abc import Iterator

from generator.platform.services.storage import shared
from generator.platform.services.workloads import runs
from generator.platform.types.connections import Peers
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield services without an image or a schedule, volumes without a size, and peers that are nobody or two."""
    for service in platform.services.values():
        if runs(service) and service.image is None:
            yield Violation(service, "image", "`image` is missing: only an ExternalName runs nothing")
        if runs(service) and service.kind == "CronJob" and service.cron is None:
            yield Violation(service, "cron", "a CronJob needs a schedule; give it one in cron")
        yield from _volumes(platform, service)
        for field in ("connects_to", "allow_from"):
            for name, peers in getattr(service, field).items():
                if isinstance(peers, Peers):
                    yield from _peers(service, (field, name), peers)


def _volumes(platform: Platform, service: Service) -> Iterator[Violation]:
    for volume in service.volumes.values():
        if volume.type != "emptyDir" and volume.size is None:
            yield Violation(volume, "size", "a volume needs a size; give it one, such as 20Gi")
        if volume.type != "emptyDir" and volume.medium == "memory":
            yield Violation(volume, "medium", "only an emptyDir is kept in memory; leave it out")
        if volume.type == "emptyDir" and volume.storage_class is not None:
            yield Violation(volume, "storage_class", "an emptyDir has no storage class; leave it out")
        if volume.type == "claim" and service.kind == "DaemonSet" and not shared(platform, volume):
            message = "an EBS volume is on one node, and a DaemonSet on all; use ephemeral or emptyDir"
            yield Violation(volume, "type", message)


def _peers(service: Service, field: tuple[str, str], peers: Peers) -> Iterator[Violation]:
    if (peers.cidr is None) == (peers.namespace is None):
        which = "neither cidr nor" if peers.cidr is None else "both cidr and"
        yield Violation(service, field, f"{which} namespace; give one of them")
    elif peers.pods and peers.namespace is None:
        yield Violation(service, field, "labels of pods need their namespace; a network has none")
