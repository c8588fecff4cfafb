"""Log-in at a load balancer: what it is told, who reads the secret, and that nobody gets around it."""

import json
from typing import Any

import pytest

from tests.manifests import objects, of_kind
from tests.platforms import base
from tests.test_ingress_options import AUTO_MODE, annotations, routed

OIDC = {
    "issuer": "https://a.example.com",
    "authorizationEndpoint": "https://a.example.com/a",
    "tokenEndpoint": "https://a.example.com/t",
    "userInfoEndpoint": "https://a.example.com/u",
    "secret": "client",
}


def test_the_controller_reads_the_one_secret_of_a_login() -> None:
    items = objects(routed("balanced", auth={"oidc": OIDC}))
    (role,) = of_kind(items, "Role")
    (rule,) = role["rules"]
    assert (rule["resources"], rule["resourceNames"]) == (["secrets"], ["client"])
    (binding,) = of_kind(items, "RoleBinding")
    assert binding["subjects"][0]["name"] == "aws-load-balancer-controller"
    idp = annotations(routed("balanced", auth={"oidc": OIDC}))["alb.ingress.kubernetes.io/auth-idp-oidc"]
    assert json.loads(idp)["secretName"] == rule["resourceNames"][0]


def test_the_controller_of_auto_mode_reads_the_secret_of_a_login_as_a_member_of_its_group() -> None:
    services = {"web": {"namespace": "shop", "image": "public.ecr.aws/x/y:1", "ports": {"http": 8080}}}
    classes = {"front": {"controller": "alb", "certificates": ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]}}
    route: dict[str, Any] = {"class": "front", "hosts": {"a.example.com": {"/": "web:http"}}, "auth": {"oidc": OIDC}}
    platform = base({**AUTO_MODE, "services": services, "ingress": {"classes": classes, "routes": {"shop": route}}})
    (binding,) = of_kind(objects(platform), "RoleBinding")
    group = {"kind": "Group", "name": "eks:managed", "apiGroup": "rbac.authorization.k8s.io"}
    assert (binding["metadata"]["namespace"], binding["subjects"]) == ("shop", [group])


@pytest.mark.parametrize(("redirect", "sections"), [(None, {"HTTP", "HTTPS"}), (False, {"HTTPS"})])
def test_nobody_gets_around_a_login_by_plain_http(redirect: bool | None, sections: set[str]) -> None:
    change = {"ingress": {"classes": {name: {"redirect": redirect} for name in ("balanced", "gate")}}}
    listeners = annotations(routed("balanced", change, auth={"oidc": OIDC}))["alb.ingress.kubernetes.io/listen-ports"]
    assert {name for each in json.loads(listeners) for name in each} == sections
    routes = of_kind(objects(routed("gate", change, auth={"oidc": OIDC})), "HTTPRoute")
    (route,) = (item for item in routes if item["metadata"]["namespace"] == "shop")
    assert [parent["sectionName"] for parent in route["spec"]["parentRefs"]] == ["https"]


def test_a_gateway_logs_people_in_by_a_rule_of_its_controller() -> None:
    items = objects(routed("gate", auth={"oidc": OIDC}))
    (first,) = of_kind(items, "ListenerRuleConfiguration")
    (action,) = first["spec"]["actions"]
    given = {key: value for key, value in OIDC.items() if key != "secret"} | {"secret": {"name": "client"}}
    assert given.items() <= action["authenticateOIDCConfig"].items()
    (role,) = of_kind(items, "Role")
    assert role["rules"][0]["resourceNames"] == ["client"]
