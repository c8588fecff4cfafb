"""The Flux Operator, its instance, and the ConfigMap of values that only AWS knows."""

from collections.abc import Iterator
from typing import Any

from generator.platform.types.platform import Platform
from generator.render.bootstrap.providers import cluster_data
from generator.render.bridge import CONFIG_MAP, NAMESPACE, VPC_ID
from generator.render.flux.paths import sync_path
from generator.render.pins import chart
from generator.render.terraform.block import Block, depends_on, json_text, resource


def blocks(platform: Platform) -> Iterator[Block]:
    """The operator first, then what its instance reads, then the instance."""
    cluster = cluster_data(platform)
    operator = _release("flux-operator", create_namespace=True)
    values = resource(
        "kubernetes_config_map_v1",
        CONFIG_MAP,
        metadata={"name": CONFIG_MAP, "namespace": NAMESPACE, "labels": {"reconcile.fluxcd.io/watch": "Enabled"}},
        data={VPC_ID.name: cluster.ref("vpc_config[0].vpc_id")},
        depends_on=depends_on(operator),
    )
    yield from (cluster, operator, values)
    yield _release("flux-instance", values=[json_text(_instance(platform))], depends_on=depends_on(operator, values))


def _release(name: str, **arguments: Any) -> Block:
    pinned = chart(name)
    return resource(
        "helm_release",
        name,
        name="flux" if name == "flux-instance" else name,
        namespace=NAMESPACE,
        repository=pinned.repository,
        chart=name,
        version=pinned.version,
        wait=True,
        **arguments,
    )


def _instance(platform: Platform) -> dict[str, Any]:
    """Values of the chart flux-instance.

    https://fluxcd.control-plane.io/operator/fluxinstance/
    """
    gitops = platform.gitops
    credentials = {} if gitops.secret is None else {"pullSecret": gitops.secret}
    return {
        "instance": {
            "distribution": {"version": f"{gitops.flux.version}.x", "registry": "ghcr.io/fluxcd"},
            "components": ["source-controller", "kustomize-controller", "helm-controller", "notification-controller"],
            "cluster": {"type": "aws", "networkPolicy": True},
            "sync": {
                "kind": "GitRepository",
                "url": gitops.repository,
                "ref": f"refs/heads/{gitops.branch}",
                "path": sync_path(platform),
                "interval": "1m",
                **credentials,
            },
        }
    }
