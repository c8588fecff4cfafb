"""What a pod has in its file system beside its images."""

from collections.abc import Iterator

from generator.platform.services.storage import file_systems, storage_class
from generator.platform.types.container import Container
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.volume import Volume
from generator.render.kubernetes.manifest import Manifest, selector

TMP = "/tmp"  # noqa: S108 (a path in the container)
NOBODY = 65532
"""The group of volumes where nobody says another: that of the distroless images' nonroot user.
https://github.com/GoogleContainerTools/distroless"""


def volumes(platform: Platform, name: str, service: Service) -> Iterator[Manifest]:
    """The volumes of a pod; the claims of a StatefulSet are in its templates."""
    if _own_tmp(service):
        yield {"name": "tmp", "emptyDir": {}}
    for each, volume in sorted(service.volumes.items()):
        if volume.type == "emptyDir":
            medium = "Memory" if volume.medium == "memory" else None
            yield {"name": each, "emptyDir": {"sizeLimit": volume.size, "medium": medium}}
        elif volume.type == "ephemeral":
            yield {"name": each, "ephemeral": {"volumeClaimTemplate": {"spec": claim_spec(platform, volume)}}}
        elif service.kind != "StatefulSet":
            yield {"name": each, "persistentVolumeClaim": {"claimName": f"{name}-{each}"}}
    for each in sorted(service.files):
        yield {"name": f"files-{each}", "configMap": {"name": f"{name}-{each}"}}
    for each in _mounted_secrets(service):
        # 0440: the group reads it, which is the process's own; nobody else does.
        yield {"name": f"secret-{each}", "secret": {"secretName": f"{name}-{each}", "defaultMode": 0o440}}


def claims(platform: Platform, service: Service) -> Iterator[tuple[str, Manifest]]:
    """The claims that outlive their pods: the name of each volume, and its claim without metadata."""
    for each, volume in sorted(service.volumes.items()):
        if volume.type == "claim":
            yield each, {"spec": claim_spec(platform, volume)}


def template(each: str, name: str, claim: Manifest) -> Manifest:
    """A claim template of a StatefulSet. Its labels can never be changed: only one that never is."""
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": each, "labels": selector(name)},
        **claim,
    }


def claim_spec(platform: Platform, volume: Volume) -> Manifest:
    """What a claim asks for: an EBS volume is attached to one node at a time, and EFS mounted on all."""
    class_ = volume.storage_class or storage_class(platform)
    return {
        "accessModes": ["ReadWriteMany" if class_ in file_systems(platform) else "ReadWriteOnce"],
        "storageClassName": class_,
        "resources": {"requests": {"storage": volume.size}},
    }


def own_mounts(service: Service) -> list[Manifest]:
    """Where the service's own container has all of them."""
    found = [{"name": "tmp", "mountPath": TMP}] if _own_tmp(service) else []
    found += [{"name": each, "mountPath": volume.path} for each, volume in sorted(service.volumes.items())]
    return (
        found
        + [_read_only(f"files-{each}", files.path) for each, files in sorted(service.files.items())]
        + [
            _read_only(f"secret-{each}", secret.path)
            for each, secret in sorted(service.secrets.items())
            if secret.path is not None
        ]
    )


def mounts_of(service: Service, container: Container) -> list[Manifest]:
    """Where a further container has what it names."""
    own = _own_tmp(service) and TMP not in container.mounts.values()
    found = [{"name": "tmp", "mountPath": TMP}] if own else []
    for each, path in sorted(container.mounts.items()):
        if each in service.volumes:
            found.append({"name": each, "mountPath": path})
        else:
            found.append(_read_only(f"files-{each}" if each in service.files else f"secret-{each}", path))
    return found


def fs_group(service: Service) -> int | None:
    """The group of volumes and secrets, without which only root could write or read them."""
    given = service.security
    if given.fs_group is not None:
        return given.fs_group
    if service.os == "windows" or not (service.volumes or service.secrets):
        return None
    return given.run_as_group or given.run_as_user or NOBODY


def _mounted_secrets(service: Service) -> list[str]:
    others = {
        each for other in (*service.containers.values(), *service.init_containers.values()) for each in other.mounts
    }
    return sorted(each for each, secret in service.secrets.items() if secret.path is not None or each in others)


def _own_tmp(service: Service) -> bool:
    """Whether the pod gets a /tmp that can be written; on Windows the root file system can be anyway."""
    return service.os == "linux" and TMP not in {volume.path for volume in service.volumes.values()}


def _read_only(name: str, path: str | None) -> Manifest:
    return {"name": name, "mountPath": path, "readOnly": True}
