"""The StatefulSet of a service."""

from collections.abc import Iterator

from generator.platform.services.workloads import governing, kind_of
from generator.platform.types.services import Service
from generator.platform.types.workload import Retention, Stateful
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.volumes import claims, template
from generator.render.kubernetes.workload import number, rollout, selected, workload


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the StatefulSet; its volumes outlive it unless that is said."""
    if kind_of(service) != "StatefulSet":
        return
    stateful = service.stateful or Stateful()
    retention = stateful.retention or Retention()
    spec = {
        "replicas": number(service),
        "serviceName": governing(name, service),
        "podManagementPolicy": stateful.pod_management_policy,
        "persistentVolumeClaimRetentionPolicy": {
            "whenDeleted": retention.when_deleted,
            "whenScaled": retention.when_scaled,
        },
        "updateStrategy": rollout(service),
        "volumeClaimTemplates": [template(each, name, claim) for each, claim in claims(topology.platform, service)]
        or None,
        **selected(topology, name, service),
    }
    yield workload(topology, name, service, "apps/v1", spec)
