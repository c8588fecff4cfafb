"""Pod Security: what the rendered pods ask for, by an evaluator of the standards, and what their namespaces admit.

https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from typing import Any

import pytest

from generator.platform.services.containers import containers
from generator.platform.services.pod_security import LEVELS, demands, level_of
from generator.platform.services.rbac import has_token
from tests.manifests import PLATFORMS, Object, named, objects, platform
from tests.platforms import golden
from tests.test_kubernetes_workloads import pods

RENDERED = {**golden(), **PLATFORMS}
EVERYDAY = {
    *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP"),
    *("SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
}
VOLUMES = {"configMap", "emptyDir", "ephemeral", "persistentVolumeClaim", "secret"}


def baseline(spec: Object) -> bool:
    contexts = [container.get("securityContext", {}) for container in every(spec)]
    return (
        not any(spec.get(field) for field in ("hostNetwork", "hostPID", "hostIPC"))
        and not any("hostPath" in volume for volume in spec.get("volumes", ()))
        and not any(context.get("privileged") for context in contexts)
        and all(set(context.get("capabilities", {}).get("add", ())) <= EVERYDAY for context in contexts)
        and spec["securityContext"].get("seccompProfile", {}).get("type") != "Unconfined"
    )


def restricted(spec: Object) -> bool:
    shared = spec["securityContext"]
    return (
        baseline(spec)
        and shared.get("seccompProfile") == {"type": "RuntimeDefault"}
        and all(_restricted(shared | container["securityContext"]) for container in every(spec))
        and {next(key for key in volume if key != "name") for volume in spec.get("volumes", ())} <= VOLUMES
    )


def _restricted(context: Object) -> bool:
    return (
        context["allowPrivilegeEscalation"] is False
        and context["capabilities"]["drop"] == ["ALL"]
        and set(context["capabilities"].get("add", ())) <= {"NET_BIND_SERVICE"}
        and context["runAsNonRoot"] is True
        and context.get("runAsUser") != 0
    )


def every(spec: Object) -> list[Object]:
    return [*spec["containers"], *spec.get("initContainers", ())]


def level(spec: Object) -> str:
    return "restricted" if restricted(spec) else "baseline" if baseline(spec) else "privileged"


@pytest.mark.parametrize("name", RENDERED)
def test_pods_are_admitted_by_their_namespaces(name: str) -> None:
    platform = RENDERED[name]
    items = objects(platform)
    for each, spec in pods(platform, items).items():
        service = platform.services[each]
        labels = named(items, "Namespace", service.namespace)["metadata"]["labels"]
        enforced = labels["pod-security.kubernetes.io/enforce"]
        assert enforced == level_of(platform, service.namespace)
        assert {labels[f"pod-security.kubernetes.io/{mode}"] for mode in ("audit", "warn")} == {"restricted"}
        if service.os == "linux":
            assert LEVELS.index(level(spec)) <= LEVELS.index(enforced)


@pytest.mark.parametrize("name", RENDERED)
def test_pods_have_what_their_containers_say(name: str) -> None:
    platform = RENDERED[name]
    items = objects(platform)
    for each, spec in pods(platform, items).items():
        given = dict(containers(each, platform.services[each]))
        assert {container["name"] for container in every(spec)} == given.keys()
        for container in every(spec) if platform.services[each].os == "linux" else ():
            assert container["securityContext"]["readOnlyRootFilesystem"] is not given[container["name"]].writable_root
        account = named(items, "ServiceAccount", spec["serviceAccountName"])
        token = has_token(platform.services[each])
        assert account["automountServiceAccountToken"] is token is spec["automountServiceAccountToken"]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ({}, "restricted"),
        ({"privileges": {"capabilities": ["NET_BIND_SERVICE"]}}, "restricted"),
        ({"privileges": {"root": True}}, "baseline"),
        ({"privileges": {"root": True}, "security": {"runAsUser": 7}}, "baseline"),
        ({"privileges": {"allowPrivilegeEscalation": True}}, "baseline"),
        ({"privileges": {"capabilities": ["CHOWN"]}}, "baseline"),
        ({"privileges": {"capabilities": ["CHOWN", "SYS_TIME"]}}, "privileged"),
        ({"privileges": {"privileged": True}}, "privileged"),
        ({"security": {"seccompUnconfined": True}}, "privileged"),
        ({"initContainers": {"a": {"image": "public.ecr.aws/x/y:1", "privileges": {"root": True}}}}, "baseline"),
    ],
)
def test_what_is_asked_for_is_rendered_and_needs_its_level(service: dict[str, Any], expected: str) -> None:
    app = {"namespace": "one", "image": "public.ecr.aws/x/y:1", **service}
    made = platform({"services": {"app": app}})
    assert level(pods(made, objects(made))["app"]) == expected
    asked = [demand.level for demand in demands("app", made.services["app"])]
    assert max(asked, key=LEVELS.index, default="restricted") == expected


def test_what_kubernetes_refuses_together_is_not_rendered() -> None:
    for privileges in ({"privileged": True}, {"capabilities": ["SYS_ADMIN"]}):
        app = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "privileges": privileges}
        made = platform({"services": {"app": app}})
        (container,) = pods(made, objects(made))["app"]["containers"]
        assert container["securityContext"]["allowPrivilegeEscalation"] is True
