"""What pods may do in the Kubernetes API: what platform.yaml says, from the rendered objects."""

from itertools import product
from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from generator.platform.types.platform import Platform
from tests.manifests import Object, named, objects, of_kind, platform
from tests.platforms import base, golden, patches

NAME = "app.kubernetes.io/name"
Right = tuple[str, str | None, str, str, str | None, str]
"""Service, namespace (None: everywhere), API group, resource or path, object (None: all), verb."""


def rendered(platform: Platform) -> set[Right]:
    """The rights that bindings of ours give to service accounts of services."""
    items = [item for item in objects(platform) if item["metadata"].get("labels", {}).get(NAME) in platform.services]
    found = set()
    for scope in ("", "Cluster"):
        roles = {(r["metadata"].get("namespace"), r["metadata"]["name"]): r for r in of_kind(items, f"{scope}Role")}
        for binding in of_kind(items, f"{scope}RoleBinding"):
            (subject,) = binding["subjects"]
            account = named(items, "ServiceAccount", subject["name"])
            assert account["metadata"]["namespace"] == subject["namespace"]
            assert binding["roleRef"]["kind"] == f"{scope}Role"
            namespace = binding["metadata"].get("namespace")
            role = roles.pop((namespace, binding["roleRef"]["name"]))
            found |= {(subject["name"], namespace, *right) for rule in role["rules"] for right in _rights(rule)}
        assert not roles, "a role that nobody is bound to"
    return found


def _rights(rule: Object) -> set[Any]:
    names = rule.get("resourceNames", [None])
    paths = {("", path, None, verb) for path, verb in product(rule.get("nonResourceURLs", ()), rule["verbs"])}
    return paths | set(product(rule.get("apiGroups", ()), rule.get("resources", ()), names, rule["verbs"]))


def declared(platform: Platform) -> set[Right]:
    found: set[Right] = set()
    for name, service in platform.services.items():
        for one in service.rbac.values():
            where = (None,) if one.cluster_wide else one.namespaces or (service.namespace,)
            found |= set(product((name,), where, ("",), one.urls, (None,), one.verbs))
            names = one.resource_names or (None,)
            found |= set(product((name,), where, one.api_groups, one.resources, names, one.verbs))
    return found


@pytest.mark.parametrize("name", golden())
def test_pods_may_do_exactly_what_is_said(name: str) -> None:
    assert rendered(golden()[name]) == declared(golden()[name])


def test_some_platform_has_rights_of_every_kind() -> None:
    found = rendered(base(patches()["kind-daemon-set"]))
    assert ("agent", None, "", "nodes/metrics", None, "watch") in found
    assert ("agent", None, "", "/metrics", None, "get") in found
    assert ("agent", "agents", "coordination.k8s.io", "leases", "agent", "update") in found
    assert ("agent", "kube-system", "", "configmaps", "coredns", "get") in found


def app(**service: Any) -> Platform:
    return platform({"services": {"admin": {"namespace": "one", "image": "public.ecr.aws/x/y:1", **service}}})


def test_a_token_comes_with_rights_and_with_it_a_way_to_the_api() -> None:
    for service, token in (({}, False), ({"rbac": {"a": {"resources": ["pods"], "verbs": ["get"]}}}, True)):
        items = objects(app(**service))
        pod = named(items, "Deployment", "admin")["spec"]["template"]["spec"]
        assert pod["automountServiceAccountToken"] is token
        assert named(items, "ServiceAccount", "admin")["automountServiceAccountToken"] is token
        assert bool(named(items, "NetworkPolicy", "admin")["spec"]["egress"]) is token


def test_no_role_of_kubernetes_is_hit() -> None:
    rbac = {"a": {"resources": ["nodes"], "verbs": ["get"], "clusterWide": True}}
    assert {role["metadata"]["name"] for role in of_kind(objects(app(rbac=rbac)), "ClusterRole")} >= {"demo.admin"}
    assert "admin" not in {role["metadata"]["name"] for role in of_kind(objects(app(rbac=rbac)), "ClusterRole")}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"verbs": ["get"]}, "it has neither resources nor urls"),
    "both": ({"resources": ["pods"], "urls": ["/x"], "verbs": ["get"]}, "it has both resources and urls"),
    "a path in a namespace": ({"urls": ["/x"], "verbs": ["get"]}, "set clusterWide"),
    "everywhere and somewhere": (
        {"resources": ["pods"], "verbs": ["get"], "namespaces": ["one"], "clusterWide": True},
        "clusterWide is all of them",
    ),
    "nowhere": ({"resources": ["pods"], "verbs": ["get"], "namespaces": ["two"]}, "there is no namespace `two`"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_role_can_have_is_refused(name: str) -> None:
    permission, message = REFUSED[name]
    with pytest.raises(InvalidPlatform) as raised:
        app(rbac={"a": permission})
    assert any(message in problem.message for problem in raised.value.problems), raised.value.problems
