"""Who may take a role, by each mechanism: trust policies evaluated, not compared."""

import json
from typing import Any

import pytest

from generator.platform.types.platform import Platform
from generator.render import render
from tests.platforms import golden

GOLDEN = golden()
Files = dict[str, bytes]


def trust(files: Files, role: str) -> list[dict[str, Any]]:
    root = json.loads(files["terraform/iam.tf.json"])
    document = json.loads(root["resource"]["aws_iam_role"][f"pods-{role}"]["assume_role_policy"])
    statements: list[dict[str, Any]] = document["Statement"]
    return statements


def allows(statements: list[dict[str, Any]], principal: dict[str, str], action: str, context: dict[str, str]) -> bool:
    """Whether a trust policy lets a principal in, given the values that its request has; a Deny wins."""
    effects = {s["Effect"] for s in statements if _matches(s, principal, action, context)}
    return effects == {"Allow"}


def _matches(statement: dict[str, Any], principal: dict[str, str], action: str, context: dict[str, str]) -> bool:
    actions = statement["Action"]
    named = statement["Principal"] == {"AWS": "*"} or principal == statement["Principal"]
    return named and action in ([actions] if isinstance(actions, str) else actions) and _holds(statement, context)


def _holds(statement: dict[str, Any], context: dict[str, str]) -> bool:
    for operator, conditions in statement.get("Condition", {}).items():
        assert operator in {"StringEquals", "ArnEquals"}, operator
        for key, wanted in conditions.items():
            assert "*" not in str(wanted)
            if context.get(key) not in ([wanted] if isinstance(wanted, str) else wanted):
                return False
    return True


def by_token(files: Files, role: str, namespace: str, account: str, audience: str = "sts.amazonaws.com") -> bool:
    """Whether a pod with the token of a service account may take a role."""
    principal = {"Federated": "${aws_iam_openid_connect_provider.cluster.arn}"}
    subject = f"system:serviceaccount:{namespace}:{account}"
    context = {"${local.oidc_issuer}:aud": audience, "${local.oidc_issuer}:sub": subject}
    return allows(trust(files, role), principal, "sts:AssumeRoleWithWebIdentity", context)


def by_association(files: Files, platform: Platform, role: str, namespace: str, account: str, **other: str) -> bool:
    """Whether a pod of a service account may take a role by Pod Identity: associated, and trusted."""
    root = json.loads(files["terraform/iam.tf.json"])["resource"]
    wanted = {"namespace": namespace, "service_account": account, "role_arn": f"${{aws_iam_role.pods-{role}.arn}}"}
    associations = root.get("aws_eks_pod_identity_association", {}).values()
    if not any(wanted.items() <= association.items() for association in associations):
        return False
    cluster = f"arn:aws:eks:{platform.region}:{platform.account}:cluster/{platform.name}"
    context = {"aws:SourceAccount": platform.account, "aws:SourceArn": cluster} | other
    principal = {"Service": "pods.eks.amazonaws.com"}
    return all(
        allows(trust(files, role), principal, action, context) for action in ("sts:AssumeRole", "sts:TagSession")
    )


def test_irsa_lets_in_the_pods_of_the_role_alone() -> None:
    files = render(GOLDEN["iam-irsa"])
    assert by_token(files, "web", "shop", "web")
    assert not by_token(files, "web", "shop", "api")
    assert not by_token(files, "web", "other", "web")
    assert not by_token(files, "web", "shop", "web", audience="kubernetes.default.svc")
    assert not by_association(files, GOLDEN["iam-irsa"], "web", "shop", "web")


def test_pod_identity_lets_in_the_pods_of_the_role_alone() -> None:
    platform = GOLDEN["iam-irsa"]
    files = render(platform)
    assert by_association(files, platform, "api", "shop", "api")
    assert not by_association(files, platform, "api", "shop", "web")
    elsewhere = "arn:aws:eks:eu-west-1:111122223333:cluster/other"
    assert not by_association(files, platform, "api", "shop", "api", **{"aws:SourceArn": elsewhere})
    assert not by_association(files, platform, "api", "shop", "api", **{"aws:SourceAccount": "999999999999"})


def test_both_mechanisms_are_trusted_during_a_move() -> None:
    files = render(GOLDEN["iam-irsa"])
    assert by_token(files, "api", "shop", "api")
    assert not by_token(files, "api", "shop", "web")


@pytest.mark.parametrize("namespace", ["shop", "other"])
def test_a_role_that_no_service_has_lets_nobody_in(namespace: str) -> None:
    files = render(GOLDEN["iam-irsa"])
    assert not by_token(files, "idle", namespace, "idle")
    assert not allows(trust(files, "idle"), {"AWS": "*"}, "sts:AssumeRole", {})


def test_the_service_account_names_the_role_where_the_token_is_exchanged_for_it() -> None:
    files = render(GOLDEN["iam-irsa"])
    web, api = (files[f"kubernetes/apps/{name}/service-account.yaml"].decode() for name in ("web", "api"))
    assert "arn:aws:iam::111122223333:role/demo-pods-web" in web
    assert "eks.amazonaws.com/role-arn" not in api
    policy = files["kubernetes/apps/web/network-policy.yaml"].decode()
    assert "port: 443" in policy
