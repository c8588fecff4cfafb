"""Deployments, autoscalers and disruption budgets."""

from typing import Any

import pytest

from generator.platform.types.platform import Platform
from generator.platform.types.workload import Autoscaling
from tests.manifests import (
    PLATFORMS,
    Object,
    named,
    objects,
    of_kind,
    platform,
)
from tests.platforms import golden

RENDERED = {**golden(), **PLATFORMS}
KINDS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job")


@pytest.mark.parametrize(
    ("service", "replicas", "autoscaled", "budget"),
    [
        ({}, 2, False, {"maxUnavailable": 1}),
        ({"replicas": 0}, 0, False, None),
        ({"replicas": 1}, 1, False, None),
        ({"replicas": 1, "disruption": {"minAvailable": "50%"}}, 1, False, {"minAvailable": "50%"}),
        ({"replicas": 5, "disruption": {}}, 5, False, {"maxUnavailable": 1}),
        ({"replicas": {"min": 1, "max": 3}}, None, True, None),
        ({"replicas": {"min": 2, "max": 3}}, None, True, {"maxUnavailable": 1}),
        ({"replicas": {"min": 3, "max": 9}, "disruption": {"maxUnavailable": 0}}, None, True, {"maxUnavailable": 0}),
    ],
)
def test_replicas_autoscaler_and_budget_agree(
    service: dict[str, Any], replicas: int | None, autoscaled: bool, budget: dict[str, Any] | None
) -> None:
    made = platform({"services": {"app": {"namespace": "one", "image": "public.ecr.aws/x/y:1", **service}}})
    items = objects(made)
    assert named(items, "Deployment", "app")["spec"].get("replicas") == replicas
    scalers, budgets = of_kind(items, "HorizontalPodAutoscaler"), of_kind(items, "PodDisruptionBudget")
    assert len(scalers) == autoscaled
    declared = made.services["app"].replicas
    for scaler in scalers:
        assert isinstance(declared, Autoscaling)
        assert scaler["spec"]["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "app"}
        assert (scaler["spec"]["minReplicas"], scaler["spec"]["maxReplicas"]) == (declared.min, declared.max)
    found = [{k: v for k, v in item["spec"].items() if k in {"minAvailable", "maxUnavailable"}} for item in budgets]
    assert found == ([budget] if budget else [])


@pytest.mark.parametrize("name", RENDERED)
def test_every_mount_is_of_a_volume_and_every_reference_of_an_object(name: str) -> None:
    platform = RENDERED[name]
    items = objects(platform)
    made = {(item["kind"], item["metadata"].get("namespace"), item["metadata"]["name"]) for item in items}
    made |= {("Secret", item["metadata"]["namespace"], item["spec"]["target"]["name"]) for item in secrets(items)}
    made |= {("Secret", *item[1:]) for item in made if item[0] == "AWSIAMRole"}
    for each, spec in pods(platform, items).items():
        namespace = platform.services[each].namespace
        known = {volume["name"] for volume in spec.get("volumes", ())} | claimed(items, each)
        for container in (*spec["containers"], *spec.get("initContainers", ())):
            mounts = container.get("volumeMounts", [])
            assert {mount["name"] for mount in mounts} <= known
            paths = [mount["mountPath"] for mount in mounts]
            assert len(paths) == len(set(paths))
            for variable in container.get("env", ()):
                if "valueFrom" in variable:
                    key = variable["valueFrom"]["secretKeyRef"]
                    assert ("Secret", namespace, key["name"]) in made
        for volume in spec.get("volumes", ()):
            for kind, source, key in REFERENCES:
                if source in volume:
                    assert (kind, namespace, volume[source][key]) in made
        if "priorityClassName" in spec:
            assert ("PriorityClass", None, spec["priorityClassName"]) in made


REFERENCES = (
    ("ConfigMap", "configMap", "name"),
    ("Secret", "secret", "secretName"),
    ("PersistentVolumeClaim", "persistentVolumeClaim", "claimName"),
)


def secrets(items: list[Object]) -> list[Object]:
    return of_kind(items, "ExternalSecret")


def claimed(items: list[Object], name: str) -> set[str]:
    sets = [item for item in of_kind(items, "StatefulSet") if item["metadata"]["name"] == name]
    return {claim["metadata"]["name"] for item in sets for claim in item["spec"].get("volumeClaimTemplates", ())}


def pods(platform: Platform, items: list[Object]) -> dict[str, Any]:
    """The pods of each service, whatever kind of workload makes them."""
    found = [item for kind in KINDS for item in of_kind(items, kind) if item["metadata"]["name"] in platform.services]
    return {
        item["metadata"]["name"]: item["spec"].get("jobTemplate", item)["spec"]["template"]["spec"] for item in found
    }


def test_an_autoscaler_looks_at_what_it_is_told_to() -> None:
    replicas = {"min": 2, "max": 9, "memory": 80, "scaleDownAfterSeconds": 0}
    app = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "replicas": replicas}
    spec = named(objects(platform({"services": {"app": app}})), "HorizontalPodAutoscaler", "app")["spec"]
    (metric,) = spec["metrics"]
    assert metric["resource"] == {"name": "memory", "target": {"type": "Utilization", "averageUtilization": 80}}
    assert spec["behavior"] == {"scaleDown": {"stabilizationWindowSeconds": 0}}


@pytest.mark.parametrize(("name", "keys"), [("api", ["zone", "hostname"]), ("store", ["hostname"]), ("batch", [])])
def test_pods_are_spread(name: str, keys: list[str]) -> None:
    pod = named(objects(PLATFORMS["wide"]), "Deployment", name)["spec"]["template"]["spec"]
    constraints = pod.get("topologySpreadConstraints", [])
    assert [constraint["topologyKey"].rpartition("/")[2] for constraint in constraints] == keys
    assert all(c["labelSelector"]["matchLabels"] == {"app.kubernetes.io/name": name} for c in constraints)


def test_a_routed_pod_outlives_its_deregistration() -> None:
    items = objects(PLATFORMS["wide"])
    delay = named(items, "Ingress", "office.api")["metadata"]["annotations"][
        "alb.ingress.kubernetes.io/target-group-attributes"
    ]
    pod = named(items, "Deployment", "api")["spec"]["template"]["spec"]
    sleep = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert int(delay.partition("=")[2]) < sleep < pod["terminationGracePeriodSeconds"]
    assert "lifecycle" not in named(items, "Deployment", "batch")["spec"]["template"]["spec"]["containers"][0]
    gated = {
        item["metadata"]["name"]: item["metadata"]["labels"].get("elbv2.k8s.aws/pod-readiness-gate-inject")
        for item in of_kind(items, "Namespace")
    }
    assert gated == {"front": "enabled", "back": "enabled", "logging": None}


def test_nothing_calls_what_is_not_exposed() -> None:
    assert {item["metadata"]["name"] for item in of_kind(objects(PLATFORMS["wide"]), "Service")} == {"api", "store"}
