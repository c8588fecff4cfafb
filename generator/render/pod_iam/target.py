"""A role in another account that pods act as: the AWS SDK takes it by itself, as a profile tells it to.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
"""

from collections.abc import Iterator
from hashlib import sha256

from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.pod_iam import irsa
from generator.render.pod_iam.mechanism import Mechanism, PodParts

FOLDER, FILE, PROFILE, SOURCE = "/etc/aws-target", "config", "target", "pod"


def with_profile(platform: Platform, name: str, role: str, mechanism: Mechanism, parts: PodParts) -> PodParts:
    """What a pod needs, and the profile beside it where it has one."""
    text = _config(platform, role, mechanism)
    if text is None:
        return parts
    return PodParts(
        # The SDK reads its configuration once: a change of it must make new pods.
        parts.annotations | {"checksum/aws-target": sha256(text.encode()).hexdigest()},
        parts.env | {"AWS_CONFIG_FILE": f"{FOLDER}/{FILE}", "AWS_PROFILE": PROFILE, "AWS_SDK_LOAD_CONFIG": "1"},
        (*parts.volumes, {"name": "aws-target", "configMap": {"name": _name(name)}}),
        (*parts.mounts, {"name": "aws-target", "mountPath": FOLDER, "readOnly": True}),
    )


def objects(platform: Platform, name: str, service: Service, mechanism: Mechanism) -> Iterator[Manifest]:
    """Yield the ConfigMap with the profile."""
    text = service.iam and _config(platform, service.iam, mechanism)
    if text:
        metadata = {"name": _name(name), "namespace": service.namespace, "labels": labels(platform, name)}
        yield {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {FILE: text}}


def egress(platform: Platform, role: str, mechanism: Mechanism) -> Iterator[Manifest]:
    """To STS, where the SDK takes the target."""
    if _config(platform, role, mechanism) is not None:
        yield from irsa.egress(platform)


def _name(service: str) -> str:
    return f"{service}-aws"


def _config(platform: Platform, role: str, mechanism: Mechanism) -> str | None:
    """The SDK's configuration; None where the role has no target, or the mechanism takes it for the pod."""
    wanted, source = platform.iam.roles[role].target, mechanism.profile(platform, role)
    if wanted is None or not source:
        return None
    if "credential_source" in source:
        return _section(PROFILE, {"role_arn": wanted, **source})
    return _section(SOURCE, source) + _section(PROFILE, {"role_arn": wanted, "source_profile": SOURCE})


def _section(name: str, settings: dict[str, str]) -> str:
    return "".join([f"[profile {name}]\n", *(f"{key} = {value}\n" for key, value in settings.items())])
