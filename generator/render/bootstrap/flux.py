"""The Flux Operator, its instance, and the ConfigMap of values that only AWS knows."""

import json
from collections.abc import Iterator
from typing import Any

from generator.platform.cluster.registries import mirrored
from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.gitops.git_hosts import access
from generator.platform.types.platform import Platform
from generator.render.bootstrap import runtime_info
from generator.render.bootstrap.providers import cluster_data
from generator.render.bridge import CONFIG_MAP, NAMESPACE
from generator.render.flux.paths import sync_path
from generator.render.kubernetes.helm import repository_and_tag
from generator.render.pins import chart
from generator.render.terraform.block import Block, Template, depends_on, json_text, resource

REGISTRY = "ghcr.io/fluxcd"
PROVIDERS = {"githubApp": "github", "podIdentity": "aws"}
"""Those of a GitRepository, where Flux gets credentials by itself."""

STRICT_SINCE = 9
"""The minor version of Flux since which a value that is not there stops a Kustomization, unless told otherwise."""

COMPONENTS = ("source-controller", "kustomize-controller", "helm-controller", "notification-controller")


def blocks(platform: Platform) -> Iterator[Block]:
    """The operator, then what its instance reads, then the instance; for `flux bootstrap` only what Flux reads."""
    cluster = cluster_data(platform)
    if platform.gitops.flux.install == "bootstrap":
        yield from (cluster, *runtime_info.read(platform), _values(platform))
        return
    operator = _release(platform, "flux-operator", create_namespace=True, values=_operator(platform))
    values = _values(platform, operator)
    yield from (cluster, *runtime_info.read(platform), operator, values)
    yield _release(
        platform, "flux-instance", values=[json_text(_instance(platform))], depends_on=depends_on(operator, values)
    )


def _values(platform: Platform, *first: Block) -> Block:
    """The ConfigMap; where its namespace is not made by a chart, it is there before."""
    return resource(
        "kubernetes_config_map_v1",
        CONFIG_MAP,
        metadata={"name": CONFIG_MAP, "namespace": NAMESPACE, "labels": {"reconcile.fluxcd.io/watch": "Enabled"}},
        data=runtime_info.values(platform),
        depends_on=depends_on(*first) if first else None,
    )


def _release(platform: Platform, name: str, **arguments: Any) -> Block:
    pinned = chart(platform, name)
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


def _operator(platform: Platform) -> list[Template] | None:
    """Values of the chart flux-operator, where its image is a copy."""
    if platform.registry.mirror is None:
        return None
    return [json_text({"image": repository_and_tag(chart(platform, "flux-operator").images[0])})]


def _distribution(platform: Platform) -> dict[str, str]:
    """Where Flux comes from; a copy of it holds exactly the patch that the operator knows, so it asks for no newer.

    https://fluxcd.control-plane.io/operator/fluxinstance/#distribution-configuration
    """
    version = platform.gitops.flux.version
    if platform.registry.mirror is None:
        return {"version": f"{version}.x", "registry": REGISTRY}
    known = flux_versions().versions.get(version)
    return {
        "version": known.patch if known else f"{version}.x",
        "registry": mirrored(platform, REGISTRY),
        "variant": "upstream-alpine",
        "artifact": "",
    }


def _instance(platform: Platform) -> dict[str, Any]:
    """Values of the chart flux-instance.

    https://fluxcd.control-plane.io/operator/fluxinstance/
    """
    gitops = platform.gitops
    credentials = {} if gitops.secret is None else {"pullSecret": gitops.secret}
    by = PROVIDERS.get(access(gitops))
    strict = _strict(platform)
    return {
        "instance": {
            "distribution": _distribution(platform),
            "components": list(COMPONENTS),
            "cluster": {"type": "aws", "networkPolicy": True},
            "sync": {
                "kind": "GitRepository",
                "url": gitops.repository,
                "ref": f"refs/heads/{gitops.branch}",
                "path": sync_path(platform),
                "interval": "1m",
                **({"provider": by} if by else {}),
                **credentials,
            },
            **({"kustomize": {"patches": [strict]}} if strict else {}),
        }
    }


def _strict(platform: Platform) -> dict[str, Any] | None:
    """What makes an older Flux as strict as a newer one: else a value that is not there would become nothing.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
    """
    if int(platform.gitops.flux.version.partition(".")[2]) >= STRICT_SINCE:
        return None
    add = {
        "op": "add",
        "path": "/spec/template/spec/containers/0/args/-",
        "value": "--feature-gates=StrictPostBuildSubstitutions=true",
    }
    return {"target": {"kind": "Deployment", "name": "kustomize-controller"}, "patch": json.dumps([add])}
