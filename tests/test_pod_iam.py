"""Who may take a role, by each mechanism: policies and annotations evaluated, not compared."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from generator.platform.document.merge import merge
from lint.rules.iam.trust_too_long import trust_length
from tests.platforms import base, golden, patches
from tests.pod_iam import (
    Rendered,
    allows,
    by_association,
    by_iam4kube,
    by_kiam,
    by_kube2iam,
    by_secret,
    by_token,
    may,
    ref,
    rendered,
    secrets,
    takes,
    trust,
)

GOLDEN = golden()
Pod = dict[str, Any]


def by_mounted_secret(it: Rendered, role: str, namespace: str, pod: Pod) -> bool:
    return any(by_secret(it, role, namespace, secret) for secret in secrets(pod))


HANDED_OUT: dict[str, Callable[[Rendered, str, str, Pod], bool]] = {
    "iam-kube2iam": by_kube2iam,
    "iam-kiam": by_kiam,
    "iam-iam4kube": by_iam4kube,
    "iam-kube-aws-iam-controller": by_mounted_secret,
}
every_agent = pytest.mark.parametrize(("name", "decides"), HANDED_OUT.items(), ids=HANDED_OUT)
SERVERS = {
    "iam-kiam": "kiam-server",
    "iam-iam4kube": "iam4kube",
    "iam-kube-aws-iam-controller": "kube-aws-iam-controller",
}


@every_agent
def test_exactly_the_pods_of_a_service_get_its_role(
    name: str, decides: Callable[[Rendered, str, str, Pod], bool]
) -> None:
    it = rendered(GOLDEN[name])
    services = it.platform.services
    got = {
        (service, role)
        for service, spec in services.items()
        for role in it.resources["aws_iam_role"]
        if decides(it, role, spec.namespace, it.pod(spec.namespace, service))
    }
    assert got - {("api", "pods-api")} == {("web", "pods-web"), ("report", "pods-report")}


def before_the_move(name: str) -> Rendered:
    """The platform as it was before api began to move."""
    old = {"mechanism": None, "alsoTrust": None, "managedPolicies": None}
    return rendered(base(merge(patches()[name], {"iam": {"roles": {"api": old}}})))


@every_agent
def test_in_a_move_pods_from_before_and_new_ones_get_the_role(
    name: str, decides: Callable[[Rendered, str, str, Pod], bool]
) -> None:
    it = rendered(GOLDEN[name])
    old = before_the_move(name).pod("shop", "api")
    assert old != it.pod("shop", "api")
    assert decides(it, "pods-api", "shop", old)
    new = by_token if name == "iam-kiam" else by_association
    assert new(it, "pods-api", "shop", "api")
    assert not new(it, "pods-api", "shop", "web")
    assert not new(it, "pods-api", "back", "api")


@pytest.mark.parametrize("name", ["iam-kube2iam", "iam-kiam"])
def test_a_namespace_bounds_what_its_pods_may_ask_for(name: str) -> None:
    it, decides = rendered(GOLDEN[name]), HANDED_OUT[name]
    thief = copy.deepcopy(it.pod("back", "report"))
    thief["metadata"]["annotations"]["iam.amazonaws.com/role"] = "arn:aws:iam::111122223333:role/demo-pods-api"
    assert not decides(it, "pods-api", "back", thief)
    assert not decides(it, "pods-api", "elsewhere", thief)
    assert decides(it, "pods-api", "shop", thief), "kube2iam and kiam bound the namespace, and not the pod"


def test_a_dot_in_a_path_is_a_dot_for_kiam() -> None:
    it = rendered(GOLDEN["iam-kiam"])
    pod = copy.deepcopy(it.pod("shop", "web"))
    assert by_kiam(it, "pods-web", "shop", pod)
    lookalike = Rendered(GOLDEN["iam-kiam"])
    arn = "arn:aws:iam::111122223333:role/shopXv2/demo-pods-web"
    lookalike.resources["aws_iam_role"]["pods-web"]["path"] = "/shopXv2/"
    pod["metadata"]["annotations"]["iam.amazonaws.com/role"] = arn
    assert arn in lookalike.role_arns()
    assert not by_kiam(lookalike, "pods-web", "shop", pod)


def test_kiam_matches_each_role_as_a_whole() -> None:
    """Between ^ and $ an alternative without parentheses would be anchored on one side."""
    it = rendered(GOLDEN["iam-kiam"])
    pod = copy.deepcopy(it.pod("shop", "web"))
    pod["metadata"]["annotations"]["iam.amazonaws.com/role"] = "arn:aws:iam::111122223333:role/demo-pods-api-admin"
    lookalike = Rendered(GOLDEN["iam-kiam"])
    lookalike.resources["aws_iam_role"]["pods-api"]["name"] = "demo-pods-api-admin"
    assert not by_kiam(lookalike, "pods-api", "shop", pod)


def test_every_node_takes_the_roles_of_kube2iam_and_no_other() -> None:
    it = rendered(GOLDEN["iam-kube2iam"])
    for node in ("node", "node-tools"):
        taken = {role for role in it.resources["aws_iam_role"] if takes(it, node, role)}
        assert taken == {"pods-api", "pods-report", "pods-web"}
        assert may(it, node, "ec2:DescribeRegions", "*")
        assert not may(it, node, "sts:AssumeRole", ref("pods-idle"))
    assert by_kube2iam(it, "pods-web", "shop", it.pod("shop", "web"), node="node-tools")


def test_nodes_of_karpenter_take_the_roles_too_and_those_of_windows_and_fargate_do_not() -> None:
    nodes = {
        "karpenter": {"version": "1.14.1", "pools": {"batch": {"limits": {"cpu": 9}, "subnets": "private"}}},
        "fargate": {"profiles": {"jobs": {"namespaces": ["jobs"], "subnets": "private"}}},
        "groups": {
            "windows": {
                "instanceTypes": ["m7i.large"],
                "ami": "WINDOWS_CORE_2022_x86_64",
                "scaling": {"min": 1, "max": 2},
                "subnets": "private",
            }
        },
    }
    it = rendered(base(merge(patches()["iam-kube2iam"], {"nodes": nodes})))
    takers = {role for role in it.resources["aws_iam_role"] if takes(it, role, "pods-web")}
    assert {"node", "node-tools"} < takers
    assert len(takers - {"node", "node-tools"}) == 1
    assert any("karpenter" in role for role in takers)


@pytest.mark.parametrize(("name", "server"), SERVERS.items())
def test_a_server_alone_takes_roles_and_no_node_does(name: str, server: str) -> None:
    it = rendered(GOLDEN[name])
    roles = it.resources["aws_iam_role"]
    assert {role for role in roles if takes(it, server, role)} == {"pods-api", "pods-report", "pods-web"}
    assert not any(takes(it, "node", role) for role in roles)
    assert by_token(it, server, "kube-system", server)
    assert not by_token(it, server, "shop", server)
    assert not by_token(it, server, "kube-system", "default")


def test_another_cluster_and_its_pods_are_nobody() -> None:
    """Roles trust roles by their ARN; another cluster of the account has others."""
    for name, server in {**SERVERS, "iam-kube2iam": "node"}.items():
        it = rendered(GOLDEN[name])
        for other in (f"other-{server}", "*"):
            assert not allows(trust(it, "pods-web"), {"AWS": other}, "sts:AssumeRole", {})


def test_irsa_lets_in_the_pods_of_the_role_alone() -> None:
    it = rendered(GOLDEN["iam-irsa"])
    assert by_token(it, "pods-web", "shop", "web")
    assert not by_token(it, "pods-web", "shop", "api")
    assert not by_token(it, "pods-web", "other", "web")
    assert not by_token(it, "pods-web", "shop", "web", audience="kubernetes.default.svc")
    assert not by_association(it, "pods-web", "shop", "web")


def test_pod_identity_lets_in_the_pods_of_the_role_alone() -> None:
    it = rendered(GOLDEN["iam-irsa"])
    assert by_association(it, "pods-api", "shop", "api")
    assert not by_association(it, "pods-api", "shop", "web")
    elsewhere = "arn:aws:eks:eu-west-1:111122223333:cluster/other"
    assert not by_association(it, "pods-api", "shop", "api", **{"aws:SourceArn": elsewhere})
    assert not by_association(it, "pods-api", "shop", "api", **{"aws:SourceAccount": "999999999999"})


def test_both_mechanisms_are_trusted_during_a_move() -> None:
    it = rendered(GOLDEN["iam-irsa"])
    assert by_token(it, "pods-api", "shop", "api")
    assert not by_token(it, "pods-api", "shop", "web")
    # The SDK takes a token before an association: new pods must have none.
    annotations = it.named("ServiceAccount", "api", "shop")["metadata"].get("annotations", {})
    assert "eks.amazonaws.com/role-arn" not in annotations


@pytest.mark.parametrize("name", ["iam-irsa", *HANDED_OUT])
def test_a_role_that_no_service_has_lets_nobody_in(name: str) -> None:
    it = rendered(GOLDEN[name])
    assert not by_token(it, "pods-idle", "shop", "idle")
    assert not any(takes(it, role, "pods-idle") for role in it.resources["aws_iam_role"])
    assert not allows(trust(it, "pods-idle"), {"AWS": "*"}, "sts:AssumeRole", {})


def test_all_mechanisms_live_side_by_side() -> None:
    it = rendered(GOLDEN["iam-all"])
    assert by_association(it, "pods-web", "shop", "web")
    assert by_token(it, "pods-api", "shop", "api")
    assert by_kube2iam(it, "pods-report", "shop", it.pod("shop", "report"))
    assert by_mounted_secret(it, "pods-batch", "back", it.pod("back", "batch"))
    for role in ("pods-web", "pods-api", "pods-batch"):
        assert not by_kube2iam(it, role, "shop", it.pod("shop", "report"))
    assert not by_mounted_secret(it, "pods-batch", "shop", it.pod("shop", "web"))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_length_of_a_trust_policy_is_known_before_it_is_made(count: int) -> None:
    """As IAM counts it, once Terraform knows the issuer."""
    service = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "iam": "app"}
    services = {f"service-{number}": service for number in range(count)}
    platform = base({"services": services, "iam": {"mechanism": "irsa", "roles": {"app": {}}}})
    issuer = f"oidc.eks.{platform.region}.amazonaws.com/id/{'0' * 32}"
    text = rendered(platform).resources["aws_iam_role"]["pods-app"]["assume_role_policy"]
    known = {
        "${local.oidc_issuer}": issuer,
        "${aws_iam_openid_connect_provider.cluster.arn}": f"arn:aws:iam::{platform.account}:oidc-provider/{issuer}",
    }
    for unknown, value in known.items():
        text = text.replace(unknown, value)
    assert len(text) == trust_length(platform, "app")
