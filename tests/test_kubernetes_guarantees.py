"""What no field of platform.yaml can change, and no rule need therefore find: in every golden platform."""

from typing import Any

import pytest

from tests.manifests import PLATFORMS, Object, objects, of_kind
from tests.platforms import golden

RENDERED = {**golden(), **PLATFORMS}
LASTING = ("Deployment", "StatefulSet", "DaemonSet")
KINDS = (*LASTING, "CronJob", "Job")
every_platform = pytest.mark.parametrize("name", RENDERED)

POD = {
    *("automountServiceAccountToken", "containers", "enableServiceLinks", "initContainers", "nodeSelector", "os"),
    *("priorityClassName", "restartPolicy", "securityContext", "serviceAccountName", "terminationGracePeriodSeconds"),
    *("tolerations", "topologySpreadConstraints", "volumes"),
}
"""Without hostNetwork, hostPID, hostIPC, hostUsers and hostAliases."""

CONTAINER = {
    *("allowPrivilegeEscalation", "capabilities", "privileged", "readOnlyRootFilesystem", "runAsNonRoot", "runAsUser"),
}
"""Of a security context: without procMount, seLinuxOptions and appArmorProfile."""

POD_SECURITY = {
    *("fsGroup", "fsGroupChangePolicy", "runAsGroup", "runAsNonRoot", "runAsUser", "seccompProfile", "windowsOptions"),
}
"""Without sysctls, seLinuxOptions and appArmorProfile."""


def workloads(name: str) -> list[Object]:
    """The workloads of services; controllers of ours have none of their names and namespaces."""
    platform = RENDERED[name]
    found = [item for kind in KINDS for item in of_kind(objects(platform), kind)]
    namespaces = {name: service.namespace for name, service in platform.services.items()}
    return [item for item in found if namespaces.get(item["metadata"]["name"]) == item["metadata"]["namespace"]]


def template(item: Object) -> Any:
    return item["spec"].get("jobTemplate", item)["spec"]["template"]


@every_platform
def test_nothing_of_the_node_is_in_a_pod(name: str) -> None:
    for item in workloads(name):
        spec = template(item)["spec"]
        assert spec.keys() <= POD
        assert spec["securityContext"].keys() <= POD_SECURITY
        assert spec["securityContext"].get("windowsOptions", {}).keys() <= {"runAsUserName"}
        for container in (*spec["containers"], *spec.get("initContainers", ())):
            assert container.get("securityContext", {}).keys() <= CONTAINER
            for port in container.get("ports", ()):
                assert port.keys() == {"name", "containerPort", "protocol"}, "a port of the node"


@every_platform
def test_whatever_selects_pods_selects_those_of_one_workload(name: str) -> None:
    items, found = objects(RENDERED[name]), workloads(name)
    for item in found:
        own = template(item)["metadata"]["labels"]
        if item["kind"] in LASTING:
            assert item["spec"]["selector"]["matchLabels"].items() <= own.items()
        for constraint in template(item)["spec"].get("topologySpreadConstraints", ()):
            assert constraint["labelSelector"]["matchLabels"].items() <= own.items()
    selecting = [
        (item["metadata"]["namespace"], selector.get("matchLabels", selector))
        for kind in ("Service", "PodDisruptionBudget")
        for item in of_kind(items, kind)
        if (selector := item["spec"].get("selector")) and item["metadata"]["namespace"] in spaces(found)
    ]
    for namespace, labels in selecting:
        hit = [w for w in found if w["metadata"]["namespace"] == namespace]
        assert sum(labels.items() <= template(w)["metadata"]["labels"].items() for w in hit) == 1


def spaces(found: list[Object]) -> set[str]:
    return {item["metadata"]["namespace"] for item in found}


@every_platform
def test_every_workload_has_a_service_account_of_its_own(name: str) -> None:
    accounts = [
        (item["metadata"]["namespace"], template(item)["spec"]["serviceAccountName"]) for item in workloads(name)
    ]
    assert len(set(accounts)) == len(accounts)
    assert "default" not in {account for _, account in accounts}


@every_platform
def test_pods_start_quickly_and_leave_little_behind(name: str) -> None:
    for item in workloads(name):
        spec = template(item)["spec"]
        assert spec["enableServiceLinks"] is False
        assert {c["imagePullPolicy"] for c in spec["containers"]} == {"IfNotPresent"}
        if item["kind"] in LASTING:
            assert 0 < item["spec"]["revisionHistoryLimit"] <= 10
        if item["kind"] == "CronJob":
            assert {"successfulJobsHistoryLimit", "failedJobsHistoryLimit"} <= item["spec"].keys()


@every_platform
def test_containers_have_a_request_and_no_way_to_take_all_memory(name: str) -> None:
    for item in workloads(name):
        spec = template(item)["spec"]
        for container in (*spec["containers"], *spec.get("initContainers", ())):
            assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
            assert "memory" in container["resources"]["limits"]
            assert "cpu" not in container["resources"]["limits"], "it would throttle"


@every_platform
def test_a_pod_that_does_not_work_holds_up_no_drain(name: str) -> None:
    platform = RENDERED[name]
    budgets = [
        b for b in of_kind(objects(platform), "PodDisruptionBudget") if b["metadata"]["name"] in platform.services
    ]
    assert all(budget["spec"]["unhealthyPodEvictionPolicy"] == "AlwaysAllow" for budget in budgets)


@every_platform
def test_nothing_is_rendered_that_nobody_owns_or_everybody_reads(name: str) -> None:
    items = objects(RENDERED[name])
    assert not {"Pod", "Secret"} & {item["kind"] for item in items}
    assert not any("externalIPs" in item["spec"] for item in of_kind(items, "Service"))
