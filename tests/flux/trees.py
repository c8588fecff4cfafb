"""The platforms whose rendered trees Flux applies, each in a cluster of its own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.network.addresses import service_network
from generator.platform.types.platform import Platform
from generator.render import render
from generator.render.files import Files
from generator.render.pins import pins
from generator.render.yaml_text import dump
from tests.flux import definitions
from tests.flux.cluster import cluster
from tests.flux.delivery import Delivery, State, commit_files, not_ready
from tests.flux.kube import Kube, Object
from tests.flux.nodes import nodes
from tests.flux.sources import repository
from tests.manifests import substituted
from tests.platforms import EXAMPLE, golden

TREES = (
    "example-production",
    "example-staging",
    "cni-prefix-custom",
    "containers",
    "iam-all",
    "ingress-gateway",
    "ingress-several",
    "karpenter",
    "kind-cron-job",
    "kind-stateful-set",
)
REPOSITORIES = {"gateway-api": ".networking.k8s.io", "aws-load-balancer-controller-gateway": "gateway.k8s.aws"}
"""Of definitions that Flux reads from their projects' repositories: their API groups."""


class Tree(NamedTuple):
    """A platform in its cluster; `states` is what became of its first commit."""

    platform: Platform
    files: Files
    delivery: Delivery
    states: dict[str, State]

    @property
    def kube(self) -> Kube:
        return self.delivery.cluster.kube


@contextmanager
def tree(name: str, folder: Path) -> Iterator[Tree]:
    """Lend a cluster that Flux has brought to the platform's first commit."""
    platform = golden()[name]
    with cluster(folder, nodes(platform), str(service_network(platform))) as made:
        for definition, group in REPOSITORIES.items():
            _publish(made.repositories, definition, group)
        files = rendered(platform)
        bootstrap = files[f"rendered/{platform.environment}/bootstrap/flux.tf.json"]
        delivery = Delivery(made, bootstrap)
        for obj in given(delivery):
            made.kube.apply(obj)
        states = delivery.deliver(files)
        assert not_ready(states) == {}
        _wait_for_replicas(made.kube)
        yield Tree(platform, files, delivery, states)


def _wait_for_replicas(kube: Kube) -> None:
    """Wait until autoscalers have brought everything to its least number of pods, all of which run and are ready."""
    until = time.monotonic() + 60
    while time.monotonic() < until and (_below_least(kube) or not_running(kube) or too_few(kube)):
        time.sleep(0.2)


def _below_least(kube: Kube) -> bool:
    scalers = kube.items("/apis/autoscaling/v2/horizontalpodautoscalers")
    return any(each.get("status", {}).get("currentReplicas", 0) < each["spec"]["minReplicas"] for each in scalers)


def not_running(kube: Kube) -> list[str]:
    """The pods that nobody runs."""
    pods = kube.items("/api/v1/pods")
    return [pod["metadata"]["name"] for pod in pods if pod["status"]["phase"] not in ("Running", "Succeeded")]


def too_few(kube: Kube) -> list[str]:
    """What has fewer pods that are ready than it asks for: an autoscaler asks at any time, the pods come later."""
    sets = [each for kind in ("deployments", "statefulsets") for each in kube.items(f"/apis/apps/v1/{kind}")]
    return [
        f"{each['metadata']['namespace']}/{each['metadata']['name']}"
        for each in sets
        if each.get("status", {}).get("readyReplicas", 0) != each["spec"]["replicas"]
    ]


def rendered(platform: Platform) -> Files:
    """The files of the platform's repository."""
    return {f"rendered/{platform.environment}/{path}": content for path, content in render(platform).items()}


def changed(platform: Platform, patch: dict[str, Any]) -> Files:
    """The files of the worked example in an environment, with a merge patch applied."""
    example = yaml.safe_load(EXAMPLE.read_text())
    own = {platform.environment: example.pop("environments")[platform.environment]}
    document = yaml.safe_dump(merge(example, patch) | {"environments": own})
    return rendered(load(Source("platform.yaml", document))[platform.environment])


def given(delivery: Delivery) -> Iterator[Object]:
    """Yield what is there before Flux: what Terraform leaves, and a class of volumes of somebody else's."""
    yield {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "flux-runtime-info", "namespace": "flux-system"},
        "data": {name: substituted(f"${{{name}}}") for name in delivery.variables},
    }
    yield {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": "fast"},
        "provisioner": "ebs.csi.aws.com",
        "volumeBindingMode": "WaitForFirstConsumer",
    }


def _publish(repositories: Path, name: str, group: str) -> None:
    """Make the repository that a platform reads definitions from."""
    pinned = pins().definitions[name]
    found = {f"{each['metadata']['name']}.yaml": each for each in definitions.of_groups(group)}
    files = {f"{pinned.path}/{file}": dump(definition).encode() for file, definition in found.items()}
    files[f"{pinned.path}/kustomization.yaml"] = dump({"resources": list(found)}).encode()
    commit_files(repository(repositories, pinned.repository), files, f"refs/tags/{pinned.tag}")
