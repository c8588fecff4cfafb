"""Karpenter, from its charts; its role, its queue and what its nodes need are in Terraform."""

from collections.abc import Iterator

from generator.platform.types.karpenter import Karpenter
from generator.platform.types.platform import Platform
from generator.render.karpenter import NAMESPACE, SERVICE_ACCOUNT, queue_name
from generator.render.kubernetes.helm import helm_release, repository, repository_and_tag
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import controller_policy
from generator.render.pins import chart

NAME, CRDS, SOURCE = "karpenter", "karpenter-crd", "karpenter"
METRICS = 8080


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the charts' repository and both releases: with a chart of their own, the CRDs are upgraded too.

    https://karpenter.sh/docs/upgrading/upgrade-guide/#crd-upgrades
    """
    karpenter = platform.nodes.karpenter
    if karpenter is None:
        return
    pinned = chart(platform, NAME)
    version = karpenter.version or pinned.version
    yield repository(platform, SOURCE, pinned)
    definitions = helm_release(platform, CRDS, SOURCE, version)
    # With the CRDs all nodes would go.
    definitions["metadata"]["annotations"] = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    yield definitions
    yield helm_release(
        platform,
        NAME,
        SOURCE,
        version,
        crds="Skip",
        dependsOn=[{"name": CRDS, "namespace": NAMESPACE}],
        values=_values(platform, karpenter),
    )
    if platform.cni.network_policy != "off":
        yield controller_policy(platform, NAME, METRICS)


def _values(platform: Platform, karpenter: Karpenter) -> Manifest:
    """Values of the chart.

    Its own defaults spread the pods over hosts and zones, keep them off Karpenter's nodes, and add a disruption budget.
    https://github.com/aws/karpenter-provider-aws/tree/main/charts/karpenter
    """
    asked = karpenter.resources
    return {
        "replicas": karpenter.replicas,
        "controller": {
            "image": _image(platform),
            "resources": {
                "requests": {"cpu": asked.cpu, "memory": asked.memory},
                "limits": {"memory": asked.memory},
            },
        },
        "serviceAccount": {"create": True, "name": SERVICE_ACCOUNT},
        # CoreDNS may wait for the node that Karpenter is to make.
        "dnsPolicy": "Default",
        "settings": {
            "clusterName": platform.name,
            "interruptionQueue": queue_name(platform),
            # Its prices are then those that it was built with: their API has no endpoint in the VPC.
            "isolatedVPC": True if platform.vpc.nat == "none" else None,
            # Of a node's interfaces the first holds no pods when these have subnets of their own.
            "reservedENIs": "1" if platform.cni.pod_subnets else None,
            "featureGates": _feature_gates(karpenter),
        },
    }


def _image(platform: Platform) -> Manifest | None:
    """Where the copy of the image is; its tag and digest are the chart's own."""
    if platform.registry.mirror is None:
        return None
    return {"repository": repository_and_tag(chart(platform, NAME).images[0])["repository"]}


def _feature_gates(karpenter: Karpenter) -> Manifest:
    """What is on of what is not finished.

    https://karpenter.sh/docs/reference/settings/#feature-gates
    """
    return {
        "nodeRepair": karpenter.node_repair,
        "reservedCapacity": True,
        "spotToSpotConsolidation": karpenter.spot_to_spot,
        "staticCapacity": any(pool.replicas is not None for pool in karpenter.pools.values()),
    }
