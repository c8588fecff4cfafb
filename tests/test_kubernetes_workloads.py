"""Deployments, autoscalers and disruption budgets."""

from typing import Any

import pytest

from generator.platform.types.platform import Platform
from generator.platform.types.services import Autoscaling
from tests.manifests import (
    PLATFORMS,
    every_platform,
    named,
    objects,
    of_kind,
    platform,
)


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


@every_platform
def test_pods_satisfy_pod_security_restricted(anything: Platform) -> None:
    """https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"""
    for deployment in of_kind(objects(anything), "Deployment"):
        pod = deployment["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert {next(key for key in volume if key != "name") for volume in pod["volumes"]} <= {
            "configMap",
            "emptyDir",
            "secret",
        }
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "readOnlyRootFilesystem": True,
            }
        assert (
            named(objects(anything), "ServiceAccount", pod["serviceAccountName"])["automountServiceAccountToken"]
            is False
        )


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
