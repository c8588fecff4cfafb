"""Registries that nodes log in to."""

import json
import re
from base64 import b64decode, b64encode

import pytest

from generator.platform.document.merge import merge
from generator.render import terraform
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden, patches
from tests.terraform_root import document


@pytest.mark.parametrize("name", golden())
def test_pods_are_pulled_with_the_credentials_of_their_registries(name: str) -> None:
    platform = golden()[name]
    items = objects(platform)
    made = {
        (item["metadata"]["namespace"], item["spec"]["target"]["name"]) for item in of_kind(items, "ExternalSecret")
    }
    for each, service in platform.services.items():
        for account in of_kind(items, "ServiceAccount"):
            if account["metadata"]["name"] == each and account["metadata"]["namespace"] == service.namespace:
                pulls = {(service.namespace, secret["name"]) for secret in account.get("imagePullSecrets", ())}
                assert pulls <= made


def test_the_kubelet_reads_a_login_for_each_registry() -> None:
    items = objects(base(patches()["containers"]))
    logins = {"registry-registry.example.com-5000": "registry.example.com:5000", "registry-docker.io": HUB}
    account = named(items, "ServiceAccount", "rough")
    assert {secret["name"] for secret in account["imagePullSecrets"]} == logins.keys()
    for name, key in logins.items():
        secret = named(items, "ExternalSecret", name)
        assert secret["metadata"]["namespace"] == "rough"
        template = secret["spec"]["target"]["template"]
        assert template["type"] == "kubernetes.io/dockerconfigjson"
        config = json.loads(filled(template["data"][".dockerconfigjson"], 'us"er', "p:ss"))
        assert b64decode(config["auths"][key]["auth"]) == b'us"er:p:ss'
    assert "imagePullSecrets" not in named(items, "ServiceAccount", "web")


HUB = "https://index.docker.io/v1/"


def filled(template: str, username: str, password: str) -> str:
    """What External Secrets makes of the one thing that we ask of its templates."""
    login = b64encode(f"{username}:{password}".encode()).decode()
    return re.sub(r'{{ printf "%s:%s" \.username \.password \| b64enc }}', login, template)


def test_external_secrets_may_read_the_logins_that_are_used() -> None:
    unused = {"registry": {"credentials": {"unused.example.com": {"secret": "shop/unused"}}}}
    root = document(terraform.files(base(merge(patches()["containers"], unused))))
    policy = json.loads(root["resource"]["aws_iam_role_policy"]["external-secrets"]["policy"])
    read = policy["Statement"][0]["Resource"]
    assert "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/registry-??????" in read
    assert "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/hub-AbCdEf" in read
    assert not any("unused" in arn for arn in read)
