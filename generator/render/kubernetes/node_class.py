"""What Karpenter launches for a pool: image, place, volumes and kubelet."""

from typing import Any

from generator.platform.fleets.node_pools import fixed_max_pods
from generator.platform.network.addresses import tier_subnets
from generator.platform.network.adopted import subnet_id
from generator.platform.types.karpenter_kubelet import PoolKubelet
from generator.platform.types.karpenter_pool import NodePool, ReservationSelector
from generator.platform.types.platform import Platform
from generator.render.karpenter import discovery_tags, profile, security_group_tags
from generator.render.kubernetes.manifest import Manifest, platform_labels

FAMILIES = {"al2023": "AL2023", "bottlerocket": "Bottlerocket"}


def node_class(platform: Platform, name: str, pool: NodePool) -> Manifest:
    """The EC2NodeClass of a pool.

    https://karpenter.sh/docs/concepts/nodeclasses/
    """
    family = FAMILIES[pool.ami.partition("@")[0]]
    groups = [{"tags": security_group_tags(platform)}, *({"id": each} for each in sorted(set(pool.security_groups)))]
    return {
        "apiVersion": "karpenter.k8s.aws/v1",
        "kind": "EC2NodeClass",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": {
            "amiFamily": family,
            "amiSelectorTerms": [{"id": each} for each in sorted(set(pool.image_ids))] or [{"alias": pool.ami}],
            "instanceProfile": profile(platform, pool),
            "subnetSelectorTerms": subnet_terms(platform, pool.subnets),
            "securityGroupSelectorTerms": groups,
            "capacityReservationSelectorTerms": [_reservation(each) for each in pool.capacity_reservations] or None,
            "placementGroupSelector": {"name": pool.placement_group} if pool.placement_group else None,
            "blockDeviceMappings": _volumes(pool, family),
            "instanceStorePolicy": pool.instance_store,
            "metadataOptions": {
                "httpEndpoint": "enabled",
                "httpProtocolIPv6": "disabled",
                "httpPutResponseHopLimit": pool.metadata.hop_limit,
                "httpTokens": "required",
            },
            "detailedMonitoring": pool.detailed_monitoring or None,
            "kubelet": _kubelet(platform, pool) or None,
            "tags": dict(sorted({**platform.tags, **pool.tags}.items())) or None,
        },
    }


def subnet_terms(platform: Platform, tier: str) -> list[Manifest]:
    """Adopted subnets by their ids; ours, whose ids only AWS knows, by their tags."""
    ids = [subnet_id(platform, each) for each in tier_subnets(platform, tier)]
    ours = [{"tags": discovery_tags(platform, tier)}] if None in ids else []
    return [*ours, *({"id": each} for each in ids if each is not None)]


def _reservation(each: ReservationSelector) -> Manifest:
    return {
        "id": each.id,
        "tags": dict(sorted(each.tags.items())) or None,
        "ownerID": each.owner,
        "instanceMatchCriteria": each.match,
    }


def _volumes(pool: NodePool, family: str) -> list[Manifest]:
    disk = pool.disk
    data: Manifest = {"volumeSize": f"{disk.size}Gi", "volumeType": disk.type, "iops": disk.iops}
    data["throughput"] = disk.throughput
    if family == "AL2023":
        return [_volume("/dev/xvda", data)]
    return [_volume("/dev/xvda", {"volumeSize": "4Gi", "volumeType": "gp3"}), _volume("/dev/xvdb", data)]


def _volume(name: str, ebs: Manifest) -> Manifest:
    return {"deviceName": name, "ebs": {**ebs, "encrypted": True, "deleteOnTermination": True}}


def _kubelet(platform: Platform, pool: NodePool) -> Manifest:
    """The settings that are given; `maxPods` where Karpenter would not find the right number itself."""
    kubelet = pool.kubelet
    found: dict[str, Any] = {"maxPods": fixed_max_pods(platform, pool), "podsPerCore": kubelet.pods_per_core}
    found["kubeReserved"] = dict(sorted(kubelet.kube_reserved.items())) or None
    found["systemReserved"] = dict(sorted(kubelet.system_reserved.items())) or None
    found |= _eviction(kubelet)
    found["imageGCHighThresholdPercent"] = kubelet.image_gc_high_threshold_percent
    found["imageGCLowThresholdPercent"] = kubelet.image_gc_low_threshold_percent
    found["cpuCFSQuota"] = kubelet.cpu_cfs_quota
    return {key: value for key, value in found.items() if value is not None}


def _eviction(kubelet: PoolKubelet) -> Manifest:
    return {
        "evictionHard": dict(sorted(kubelet.eviction_hard.items())) or None,
        "evictionSoft": dict(sorted(kubelet.eviction_soft.items())) or None,
        "evictionSoftGracePeriod": dict(sorted(kubelet.eviction_soft_grace_period.items())) or None,
        "evictionMaxPodGracePeriod": kubelet.eviction_max_pod_grace_period,
    }
