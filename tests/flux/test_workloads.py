"""What namespaces, budgets and the scheduler make of the worked example's pods, and of quotas."""

from collections import Counter

import pytest

from tests.flux.kube import KubeError, Object
from tests.flux.trees import Tree

PRIVILEGED: Object = {
    "metadata": {"name": "intruder"},
    "spec": {"containers": [{"name": "intruder", "image": "x", "securityContext": {"privileged": True}}]},
}


def _of(tree: Tree, service: str) -> list[Object]:
    pods = tree.kube.items(f"/api/v1/namespaces/{tree.platform.services[service].namespace}/pods")
    staying = [pod for pod in pods if "deletionTimestamp" not in pod["metadata"]]
    return [pod for pod in staying if pod["metadata"]["labels"]["app.kubernetes.io/name"] == service]


@pytest.mark.parametrize("tree", ["example-production", "example-staging"], indirect=True)
def test_a_namespace_takes_no_pod_that_is_privileged(tree: Tree) -> None:
    for service in tree.platform.services.values():
        with pytest.raises(KubeError, match='violates PodSecurity "restricted') as refused:
            tree.kube.create(f"/api/v1/namespaces/{service.namespace}/pods?dryRun=All", PRIVILEGED)
        assert refused.value.status == 403


@pytest.mark.parametrize("tree", ["example-production", "example-staging"], indirect=True)
def test_pods_of_a_service_are_spread_over_nodes_and_zones(tree: Tree) -> None:
    nodes = {node["metadata"]["name"]: node["metadata"]["labels"] for node in tree.kube.items("/api/v1/nodes")}
    for service in tree.platform.services:
        for key in ("kubernetes.io/hostname", "topology.kubernetes.io/zone"):
            count = Counter({labels[key]: 0 for labels in nodes.values()})
            count.update(nodes[pod["spec"]["nodeName"]][key] for pod in _of(tree, service))
            assert max(count.values()) - min(count.values()) <= 1, (service, count)


@pytest.mark.parametrize("tree", ["example-production"], indirect=True)
def test_a_budget_lets_one_pod_go_and_no_second(tree: Tree) -> None:
    for name, service in tree.platform.services.items():
        if service.kind != "Deployment":
            continue
        first, second, *_ = _of(tree, name)
        _evict(tree, first)
        with pytest.raises(KubeError, match="disruption budget") as refused:
            _evict(tree, second)
        assert refused.value.status == 429


def _evict(tree: Tree, pod: Object) -> None:
    metadata = {key: pod["metadata"][key] for key in ("name", "namespace")}
    eviction = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": metadata}
    tree.kube.create(f"{tree.kube.path(pod)}/eviction", eviction)


@pytest.mark.parametrize("tree", ["kind-cron-job"], indirect=True)
def test_a_namespace_has_no_more_than_its_quota(tree: Tree) -> None:
    """A container that asks for nothing has what the namespace gives it, and a Service its quota of load balancers."""
    pods = tree.kube.items("/api/v1/namespaces/batch/pods")
    assert all("cpu" in each["resources"]["requests"] for pod in pods for each in pod["spec"]["containers"])
    balanced = {"metadata": {"name": "one-more"}, "spec": {"type": "LoadBalancer", "ports": [{"port": 80}]}}
    with pytest.raises(KubeError, match="exceeded quota") as refused:
        tree.kube.create("/api/v1/namespaces/batch/services?dryRun=All", balanced)
    assert refused.value.status == 403
