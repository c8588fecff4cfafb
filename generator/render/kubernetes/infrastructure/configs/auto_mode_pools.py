"""Our own pools of Auto Mode: where their nodes and pods lie, which nodes each may have, and when they go."""

from collections.abc import Iterator
from typing import Any

from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.services.pod_groups import PodGroups, pod_groups
from generator.platform.types.auto_mode_pool import AutoModePool, EphemeralStorage
from generator.platform.types.platform import Platform
from generator.platform.types.pool import CapacityReservation
from generator.render.auto_mode import pool_role_name
from generator.render.karpenter import security_group_tags
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.node_class import subnet_terms
from generator.render.kubernetes.node_pool import node_pool


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the NodeClass and the NodePool of every pool."""
    for name, pool in auto_pools(platform).items():
        class_ = _node_class(platform, name, pool)
        yield class_
        yield node_pool(platform, name, pool, class_)


def _node_class(platform: Platform, name: str, pool: AutoModePool) -> Manifest:
    """The class of a pool's nodes.

    https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
    """
    bundles = [{"name": key, "data": pem} for key, pem in sorted(pool.certificates.items())]
    return {
        "apiVersion": "eks.amazonaws.com/v1",
        "kind": "NodeClass",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": {
            "role": pool_role_name(platform),
            "subnetSelectorTerms": subnet_terms(platform, pool.subnets),
            "securityGroupSelectorTerms": _groups(platform, PodGroups(True, sorted(set(pool.security_groups)))),
            **_network(platform),
            "ephemeralStorage": _storage(pool.disk),
            "advancedNetworking": _proxy(pool),
            "certificateBundles": bundles or None,
            "capacityReservationSelectorTerms": [_reservation(each) for each in pool.capacity_reservations] or None,
            "tags": dict(sorted({**platform.tags, **pool.tags}.items())) or None,
        },
    }


def _groups(platform: Platform, groups: PodGroups) -> list[Manifest]:
    """The cluster's own security group by its tag, others by their ids."""
    clusters = [{"tags": security_group_tags(platform)}] if groups.clusters else []
    return [*clusters, *({"id": each} for each in groups.named)]


def _network(platform: Platform) -> Manifest:
    """What `cni` says, as far as Auto Mode lets it be said."""
    cni = platform.cni
    said = {
        "snatPolicy": "Disabled" if cni.snat.mode == "external" else "Random",
        "networkPolicy": "DefaultDeny" if cni.network_policy == "strict" else "DefaultAllow",
        "networkPolicyEventLogs": "Disabled" if cni.policy_agent.logs == "none" else "Enabled",
    }
    if cni.pod_subnets is None:
        return said
    return {
        "podSubnetSelectorTerms": subnet_terms(platform, cni.pod_subnets),
        "podSecurityGroupSelectorTerms": _groups(platform, pod_groups(cni)),
        **said,
    }


def _storage(disk: EphemeralStorage) -> dict[str, Any]:
    size = {"size": f"{disk.size}Gi", "iops": disk.iops, "throughput": disk.throughput}
    return size | ({"kmsKeyID": disk.kms_key} if disk.kms_key else {})


def _proxy(pool: AutoModePool) -> Manifest | None:
    if pool.proxy is None:
        return None
    return {"httpsProxy": pool.proxy.https, "noProxy": list(pool.proxy.exclude) or None}


def _reservation(each: CapacityReservation) -> Manifest:
    return {"id": each.id, "ownerID": each.owner, "tags": dict(sorted(each.tags.items())) or None}
