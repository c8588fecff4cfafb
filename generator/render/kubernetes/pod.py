"""The pods of a service, whatever kind of workload makes them: as Pod Security `restricted` wants them by default."""

from hashlib import sha256

from generator.platform.nodes.groups import has_windows
from generator.platform.nodes.taints import tolerations
from generator.platform.services.containers import in_order
from generator.platform.services.draining import draining
from generator.platform.services.pod_security import escalates
from generator.platform.services.rbac import has_token
from generator.platform.services.workloads import JOBS, spread
from generator.platform.types.cni import Cni
from generator.platform.types.container import Container, ContainerFields, InitContainer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.workload import Spread
from generator.render.kubernetes.container import container, secret_env
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.volumes import fs_group, mounts_of, own_mounts, volumes
from generator.render.pod_iam import pod_parts
from generator.render.pod_iam.mechanism import PodParts

_WINDOWS_SECURITY: Manifest = {"runAsNonRoot": True, "windowsOptions": {"runAsUserName": "ContainerUser"}}
"""All that `restricted` asks of pods on Windows: the other fields are Linux's, and the API refuses them there.
https://kubernetes.io/docs/concepts/security/pod-security-standards/#os-specific-policy-controls"""

_TOPOLOGY_KEYS = {
    "zone": ("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
    "node": ("kubernetes.io/hostname",),
}
_REVISION = {"Deployment": "pod-template-hash", "StatefulSet": "controller-revision-hash"}
"""The label that tells the pods of one version of a workload from those of another."""


def template(topology: Topology, name: str, service: Service) -> Manifest:
    """The template of a service's pods."""
    parts = pod_parts(topology.platform, name, service)
    annotations = {**parts.annotations, **_checksum(service), **_security_groups(topology.platform.cni, service)}
    return {
        "metadata": {"labels": labels(topology.platform, name), "annotations": annotations or None},
        "spec": _where(topology.platform, service) | _pod(topology, name, service, parts),
    }


def _where(platform: Platform, service: Service) -> Manifest:
    """What leads a pod to the right nodes: an operating system where there are two, and tolerations."""
    two = has_windows(platform) or service.os == "windows"
    tolerated = [{"key": key, "operator": "Exists", "effect": "NoSchedule"} for key in tolerations(service)]
    return {
        "os": {"name": service.os} if service.os == "windows" else None,
        "nodeSelector": {"kubernetes.io/os": service.os} if two else None,
        "tolerations": tolerated or None,
    }


def _security_groups(cni: Cni, service: Service) -> dict[str, str]:
    """What makes new pods when their security groups change: a pod has those of its birth."""
    if cni.security_groups_for_pods == "off" or not service.security_groups:
        return {}
    cluster = ["cluster"] if cni.cluster_security_group else []
    return {"groundplan/security-groups": ",".join([*cluster, *sorted(set(service.security_groups))])}


def _checksum(service: Service) -> dict[str, str]:
    """A process reads its configuration once: a change of it must make new pods."""
    if not service.files:
        return {}
    folders = {name: sorted(files.content.items()) for name, files in sorted(service.files.items())}
    return {"checksum/config": sha256(repr(folders).encode()).hexdigest()}


def _pod(topology: Topology, name: str, service: Service, parts: PodParts) -> Manifest:
    end = draining(topology.platform, name, service)
    job = service.job.restart_policy if service.job else "Never"
    placed = spread(service)
    return {
        "serviceAccountName": name,
        "automountServiceAccountToken": has_token(service),
        "enableServiceLinks": False,
        "priorityClassName": service.priority,
        "restartPolicy": job if service.kind in JOBS else None,
        "terminationGracePeriodSeconds": end.grace,
        "securityContext": _security(service) if service.os == "linux" else _WINDOWS_SECURITY,
        "topologySpreadConstraints": _spread(name, service.kind, placed) if placed else None,
        "initContainers": [_before(service, *each, parts) for each in in_order(service)] or None,
        "containers": [
            _own(name, service, parts, end.pre_stop),
            *(_ending(_beside(service, *each, parts), end.pre_stop) for each in sorted(service.containers.items())),
        ],
        "volumes": [*volumes(topology.platform, name, service), *parts.volumes] or None,
    }


def _own(name: str, service: Service, parts: PodParts, pre_stop: int | None) -> Manifest:
    """The service's own container."""
    made = container(name, service, parts, own_mounts(service)) | _linux(service, service)
    if service.secrets:
        made["env"] = [*(made["env"] or ()), *secret_env(name, service.secrets)] or None
    return _ending(made, pre_stop)


def _ending(made: Manifest, pre_stop: int | None) -> Manifest:
    """A container that goes on as before while requests still come: all of a pod are told to stop at once.

    Sidecars are not: they are told when the others have ended.
    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle
    """
    return made | {"lifecycle": {"preStop": {"sleep": {"seconds": pre_stop}}}} if pre_stop else made


def _beside(service: Service, name: str, given: Container, parts: PodParts) -> Manifest:
    return container(name, given, parts, mounts_of(service, given)) | _linux(service, given)


def _before(service: Service, name: str, given: InitContainer, parts: PodParts) -> Manifest:
    """A container that always restarts is a sidecar.

    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """
    made = _beside(service, name, given, parts)
    if given.sidecar:
        made["restartPolicy"] = "Always"
    return made


def _linux(service: Service, given: ContainerFields) -> Manifest:
    """What a container may not do; Windows knows none of it."""
    if service.os == "windows":
        return {"securityContext": None}
    more = given.privileges
    return {
        "securityContext": {
            "allowPrivilegeEscalation": escalates(more),
            "capabilities": {"add": sorted(set(more.capabilities)) or None, "drop": ["ALL"]},
            "privileged": more.privileged or None,
            "readOnlyRootFilesystem": not given.writable_root,
            "runAsNonRoot": False if more.root else None,
            "runAsUser": 0 if more.root else None,
        }
    }


def _security(service: Service) -> Manifest:
    group = fs_group(service)
    return {
        "runAsNonRoot": True,
        "runAsUser": service.security.run_as_user,
        "runAsGroup": service.security.run_as_group,
        "fsGroup": group,
        # Else every file of a volume is changed whenever a pod starts.
        "fsGroupChangePolicy": "OnRootMismatch" if group else None,
        "seccompProfile": {"type": "Unconfined" if service.security.seccomp_unconfined else "RuntimeDefault"},
    }


def _spread(name: str, kind: str, placed: Spread) -> list[Manifest]:
    """One constraint for each level, of which the first may be required."""
    return [
        {
            "maxSkew": placed.max_skew,
            "minDomains": placed.min_domains if placed.required and not index else None,
            "topologyKey": key,
            "whenUnsatisfiable": "DoNotSchedule" if placed.required and not index else "ScheduleAnyway",
            "labelSelector": {"matchLabels": selector(name)},
            "matchLabelKeys": [_REVISION[kind]],
        }
        for index, key in enumerate(_TOPOLOGY_KEYS[placed.over])
    ]
