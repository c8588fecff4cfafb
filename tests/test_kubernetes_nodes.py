"""What pods must say to run on the right nodes: Windows, and accelerators."""

from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from tests.manifests import named, objects, of_kind, platform
from tests.platforms import base, patches

NAMESPACE = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29"}


def pod(items: list[dict[str, Any]], kind: str, name: str) -> dict[str, Any]:
    spec: dict[str, Any] = named(items, kind, name)["spec"]["template"]["spec"]
    return spec


def test_pods_name_their_operating_system_where_there_are_two() -> None:
    items = objects(base(patches()["nodes-windows"]))
    for kind, name in (("Deployment", "web"), ("DaemonSet", "fluent-bit")):
        assert pod(items, kind, name)["nodeSelector"] == {"kubernetes.io/os": "linux"}
        assert "os" not in pod(items, kind, name)
    (controller,) = (release for release in of_kind(items, "HelmRelease"))
    assert controller["spec"]["values"]["nodeSelector"] == {"kubernetes.io/os": "linux"}
    alone = objects(base({"services": {"web": NAMESPACE}}))
    assert "nodeSelector" not in pod(alone, "Deployment", "web")
    assert "nodeSelector" not in pod(alone, "DaemonSet", "fluent-bit")


LINUX_ONLY = {
    *("seccompProfile", "appArmorProfile", "seLinuxOptions", "fsGroup", "sysctls", "runAsUser", "runAsGroup"),
    *("capabilities", "readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation", "procMount"),
}
"""Fields that the API refuses of a pod on Windows.
https://kubernetes.io/docs/concepts/windows/intro/#compatibility-v1-pod-spec-containers-securitycontext"""


def test_a_pod_on_windows_has_no_field_of_linux() -> None:
    spec = pod(objects(base(patches()["nodes-windows"])), "Deployment", "orders")
    assert spec["os"] == {"name": "windows"}
    assert spec["nodeSelector"] == {"kubernetes.io/os": "windows"}
    assert spec["securityContext"]["runAsNonRoot"] is True
    contexts = [spec["securityContext"], *(each.get("securityContext", {}) for each in spec["containers"])]
    assert not any(context.keys() & LINUX_ONLY for context in contexts)
    assert "volumes" not in spec
    assert "volumeMounts" not in spec["containers"][0]


NOT_ON_WINDOWS: dict[str, dict[str, Any]] = {
    "role": {"iam": "web"},
    "accelerator": {"resources": {"gpu": 1}},
    "security group": {"securityGroups": ["sg-01234567"]},
}


@pytest.mark.parametrize("service", NOT_ON_WINDOWS.values(), ids=NOT_ON_WINDOWS)
def test_what_windows_does_not_have_is_refused(service: dict[str, Any]) -> None:
    roles = {"roles": {"web": {"managedPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}}}
    with pytest.raises(InvalidPlatform):
        base({"services": {"web": {**NAMESPACE, "os": "windows", **service}}, "iam": roles})


@pytest.mark.parametrize(
    ("name", "resource"), [("render", "nvidia.com/gpu"), ("infer", "aws.amazon.com/neuron")], ids=["gpu", "neuron"]
)
def test_accelerators_are_asked_for_and_their_taint_tolerated(name: str, resource: str) -> None:
    spec = pod(objects(base(patches()["nodes-gpu"])), "Deployment", name)
    resources = spec["containers"][0]["resources"]
    assert resources["requests"][resource] == resources["limits"][resource] == 1
    assert spec["tolerations"] == [{"key": resource, "operator": "Exists", "effect": "NoSchedule"}]


def test_device_plugins_are_where_nodes_need_them() -> None:
    items = objects(base(patches()["nodes-gpu"]))
    releases = {release["metadata"]["name"]: release["spec"] for release in of_kind(items, "HelmRelease")}
    assert releases.keys() == {"nvidia-device-plugin", "neuron-helm-chart"}
    everywhere = [{"operator": "Exists"}]
    assert releases["nvidia-device-plugin"]["values"]["tolerations"] == everywhere
    assert releases["neuron-helm-chart"]["values"]["devicePlugin"]["tolerations"] == everywhere
    sources = {each["metadata"]["name"]: each["spec"] for each in of_kind(items, "HelmRepository")}
    assert (sources["neuron"]["type"], sources["neuron"]["url"]) == ("oci", "oci://public.ecr.aws/neuron")
    assert "type" not in sources["nvidia"]
    assert not of_kind(objects(platform({})), "HelmRelease")


def test_device_plugins_come_from_the_mirror() -> None:
    mirror = "registry.example.internal"
    items = objects(base({**patches()["nodes-gpu"], "registry": {"mirror": mirror}}))
    releases = {release["metadata"]["name"]: release["spec"]["values"] for release in of_kind(items, "HelmRelease")}
    images = (releases["nvidia-device-plugin"]["image"], releases["neuron-helm-chart"]["devicePlugin"]["image"])
    assert all(image["repository"].startswith(f"{mirror}/") for image in images)
    assert all(each["spec"]["url"].startswith(f"oci://{mirror}/") for each in of_kind(items, "HelmRepository"))


def test_bottlerocket_brings_the_plugin_itself() -> None:
    items = objects(base(patches()["nodes-self-managed-bottlerocket"]))
    assert not of_kind(items, "HelmRelease")
