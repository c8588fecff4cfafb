"""Two things of one name or place, where Kubernetes takes one."""

from collections.abc import Iterator

from generator.platform.services.containers import containers
from generator.platform.services.storage import AUTO_EBS, GP3, ebs_classes
from generator.platform.services.workloads import governing
from generator.platform.types.container import Container
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield names of containers, volumes and objects, and paths, that are taken already."""
    taken: dict[tuple[str, str, str], str] = {}
    for name, service in platform.services.items():
        yield from _in_pod(name, service)
        yield from _paths(service)
        for kind, made, field in _objects(name, service):
            other = taken.setdefault((service.namespace, kind, made), name)
            if other != name:
                message = f"the {kind} {made} of {service.namespace} is {other}'s already; choose another name"
                yield Violation(service, field, message)
    yield from _peers(platform)
    yield from _classes(platform)


def _in_pod(name: str, service: Service) -> Iterator[Violation]:
    for field in ("containers", "init_containers"):
        for each in getattr(service, field):
            if each == name or (field == "init_containers" and each in service.containers):
                yield Violation(service, (field, each), f"another container is named {each}; choose another name")
    for field, others in (("files", service.volumes), ("secrets", {**service.volumes, **service.files})):
        for each in getattr(service, field):
            if each in others:
                yield Violation(service, (field, each), f"there is a volume or folder {each} already; choose another")
    for each, volume in service.volumes.items():
        if each == "tmp" and volume.path != "/tmp":  # noqa: S108 (a path in the container)
            yield Violation(service, ("volumes", each), "tmp is the name of /tmp; choose another, or this path")


def _paths(service: Service) -> Iterator[Violation]:
    first: set[str] = set()
    for field in ("volumes", "files", "secrets"):
        for each, mount in getattr(service, field).items():
            if mount.path in first:
                yield Violation(service, (field, each), f"{mount.path} is another's already; choose another path")
            first |= {mount.path} - {None}
    for _, container in containers("", service):
        mounts = container.mounts if isinstance(container, Container) else {}
        for each, path in mounts.items():
            if list(mounts.values()).index(path) != list(mounts).index(each):
                yield Violation(container, ("mounts", each), f"{path} is another's already; choose another path")


def _objects(name: str, service: Service) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Objects whose names are joined of two, of which other pairs may make the same."""
    yield from (("ConfigMap", f"{name}-{each}", ("files", each)) for each in service.files)
    yield from (("Secret", f"{name}-{each}", ("secrets", each)) for each in service.secrets)
    if service.kind != "StatefulSet":
        claims = (each for each, volume in service.volumes.items() if volume.type == "claim")
        yield from (("PersistentVolumeClaim", f"{name}-{each}", ("volumes", each)) for each in claims)


def _classes(platform: Platform) -> Iterator[Violation]:
    driver = platform.addons.aws_efs_csi_driver
    for name in driver.file_systems if driver else ():
        if driver and name in {GP3, AUTO_EBS, *ebs_classes(platform)}:
            message = f"{name} is a StorageClass of EBS already; choose another name"
            yield Violation(driver, ("file_systems", name), message)


def _peers(platform: Platform) -> Iterator[Violation]:
    for name, service in platform.services.items():
        names = governing(name, service)
        if names not in {None, name} and names in platform.services:
            message = f"{names} is the Service that names its pods, and one of yours; rename that, or expose Headless"
            yield Violation(service, "kind", message)
