"""What Flux makes of a change in platform.yaml, of what is removed from it, and of changes made by hand."""

import pytest

from generator.render.files import Files
from tests.flux.delivery import not_ready
from tests.flux.inventory import Changes, applied, changes, contents
from tests.flux.kube import Object
from tests.flux.strictness import refusals
from tests.flux.trees import Tree, changed

pytestmark = [
    pytest.mark.parametrize("tree", ["example-production"], indirect=True),
    pytest.mark.usefixtures("restored"),
]


def _deliver(tree: Tree, files: Files) -> Changes:
    before = contents(applied(tree.kube, tree.delivery.states()))
    states = tree.delivery.deliver(files)
    assert not_ready(states) == {}
    return changes(before, contents(applied(tree.kube, states)))


def test_a_change_is_applied_and_nothing_else_changes(tree: Tree) -> None:
    files = changed(
        tree.platform, {"services": {"web": {"env": {"LOG_LEVEL": "debug"}}, "orders": {"ports": {"admin": 9000}}}}
    )
    found = _deliver(tree, files)
    assert found == ([], ["Deployment shop/orders", "Deployment shop/web", "Service shop/orders"], [])
    (container,) = _get(tree, "apps/v1", "Deployment", "shop", "web")["spec"]["template"]["spec"]["containers"]
    assert {"name": "LOG_LEVEL", "value": "debug"} in container["env"]


def test_what_is_removed_is_pruned_and_its_namespace_stays(tree: Tree) -> None:
    services = {"mqtt": None, "orders": {"connectsTo": {"mqtt": None}}}
    files = changed(tree.platform, {"services": services, "ingress": {"routes": None}})
    before = applied(tree.kube, tree.delivery.states())
    of_mqtt = {f"{each.kind} {each.name}" for each in before if each.owner == "Kustomization/app-mqtt"}
    routes = {f"{each.kind} {each.name}" for each in before if each.kind == "Ingress"}
    assert {"Deployment iot/mqtt", "Service iot/mqtt"} < of_mqtt
    assert len(routes) > 1
    found = _deliver(tree, files)
    assert found.created == []
    assert of_mqtt | routes | {"Kustomization flux-system/app-mqtt"} <= set(found.deleted)
    assert _get(tree, "v1", "Namespace", "", "iot")["status"]["phase"] == "Active"


def test_what_was_changed_by_hand_is_as_before(tree: Tree) -> None:
    deployment = tree.kube.path(_get(tree, "apps/v1", "Deployment", "shop", "web"))
    policy = tree.kube.path(_get(tree, "networking.k8s.io/v1", "NetworkPolicy", "iot", "default-deny"))
    before = contents(applied(tree.kube, tree.delivery.states()))
    tree.kube.patch(deployment, {"metadata": {"labels": {"app.kubernetes.io/part-of": "mine"}}})
    tree.kube.patch(deployment, {"spec": {"strategy": {"rollingUpdate": {"maxUnavailable": 3}}}})
    tree.kube.delete(policy)
    states = tree.delivery.deliver(tree.files)
    found = changes(before, contents(applied(tree.kube, states)))
    assert found == ([], ["NetworkPolicy iot/default-deny"], []), "only what was deleted is another object"


def test_a_field_that_flux_drops_is_found_though_flux_is_ready(tree: Tree) -> None:
    path = f"rendered/{tree.platform.environment}/kubernetes/apps/mqtt/deployment.yaml"
    assert b"replicas:" in tree.files[path]
    files = tree.files | {path: tree.files[path].replace(b"replicas:", b"replica:")}
    states = tree.delivery.deliver(files)
    assert not_ready(states) == {}
    (found,) = refusals(tree.delivery.cluster, states, tree.delivery.folder)
    assert "Kustomization/app-mqtt" in found
    assert ".spec.replica: field not declared in schema" in found


def _get(tree: Tree, api_version: str, kind: str, namespace: str, name: str) -> Object:
    metadata = {"name": name, **({"namespace": namespace} if namespace else {})}
    return tree.kube.get(tree.kube.path({"apiVersion": api_version, "kind": kind, "metadata": metadata}))
