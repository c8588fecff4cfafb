"""Sources, installs, tenants and notifications of gitops, as they are rendered."""

import json
import shlex
from typing import Any

import pytest

from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.network.endpoints import needed_endpoints
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from generator.render.kubernetes.infrastructure.configs import tenants
from generator.render.readme import files as readme
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden
from tests.terraform_root import document

CODE_COMMIT = "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/platform"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e"
IMAGE = "public.ecr.aws/x/y:1"
KEPT = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}


def gitops(**patch: Any) -> Platform:
    return base({"gitops": patch})


def instance(platform: Platform) -> Any:
    (values,) = document(bootstrap.files(platform))["resource"]["helm_release"]["flux-instance"]["values"]
    return json.loads(values)["instance"]


def commands(platform: Platform) -> list[list[str]]:
    """The commands of the rendered README, without those that only read what somebody types."""
    text = readme(platform)["README.md"].decode().replace(" \\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith(("flux ", "kubectl create", "ssh-"))]


@pytest.mark.parametrize(
    ("patch", "provider", "secret"),
    [
        ({}, None, None),
        ({"secret": "token"}, None, "token"),
        ({"repository": CODE_COMMIT}, "aws", None),
        ({"repository": CODE_COMMIT, "secret": "token"}, None, "token"),
        ({"secret": "app", "githubApp": {"id": 1, "installation": 2}}, "github", "app"),
        ({"repository": "ssh://git@github.com/a/b", "secret": "key"}, None, "key"),
    ],
)
def test_the_instance_is_let_in(patch: dict[str, Any], provider: str | None, secret: str | None) -> None:
    sync = instance(gitops(**patch))["sync"]
    assert (sync.get("provider"), sync.get("pullSecret")) == (provider, secret)


def test_an_older_flux_is_made_as_strict_as_a_newer_one() -> None:
    assert "kustomize" not in instance(gitops())
    (patch,) = instance(gitops(flux={"version": "2.8"}))["kustomize"]["patches"]
    assert patch["target"] == {"kind": "Deployment", "name": "kustomize-controller"}
    (operation,) = json.loads(patch["patch"])
    assert operation["value"] == "--feature-gates=StrictPostBuildSubstitutions=true"


def test_flux_bootstrap_needs_neither_operator_nor_helm() -> None:
    root = document(bootstrap.files(gitops(flux={"install": "bootstrap"})))
    assert root["resource"].keys() == {"kubernetes_config_map_v1"}
    assert root["provider"].keys() == root["terraform"]["required_providers"].keys() == {"aws", "kubernetes"}


def test_its_sync_applies_all_and_takes_nothing_along() -> None:
    found = objects(gitops(flux={"install": "bootstrap"}, path="platforms/shop"))
    sync = named(found, "Kustomization", "cluster")
    assert sync["spec"]["path"] == "./platforms/shop/rendered/production/kubernetes/cluster"
    assert sync["spec"]["deletionPolicy"] == "Orphan"
    assert sync["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert "postBuild" not in sync["spec"], "its own objects are not substituted"


SYNC = "--path=rendered/production/kubernetes/sync"


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ({}, ["github", "--owner=example", "--repository=platform", "--token-auth"]),
        (
            {"repository": "ssh://git@github.com/example/platform.git", "secret": "key"},
            ["github", "--owner=example", "--repository=platform", "--secret-name=key"],
        ),
        (
            {"repository": "https://gitlab.example.com:8443/a/b/c.git", "provider": "gitlab", "branch": "live"},
            ["gitlab", "--owner=a/b", "--repository=c", "--hostname=gitlab.example.com:8443", "--token-auth"],
        ),
        (
            {"repository": "ssh://APKAEXAMPLE@git-codecommit.eu-west-1.amazonaws.com/v1/repos/p", "secret": "key"},
            [
                "git",
                "--url=ssh://APKAEXAMPLE@git-codecommit.eu-west-1.amazonaws.com/v1/repos/p",
                "--private-key-file=identity",
                "--secret-name=key",
            ],
        ),
        (
            {"repository": CODE_COMMIT, "secret": "token"},
            ["git", f"--url={CODE_COMMIT}", "--username=$GIT_USERNAME", "--secret-name=token"],
        ),
        ({"repository": "https://git.example.com/p"}, ["git", "--url=https://git.example.com/p", "--username=git"]),
    ],
)
def test_the_readme_has_the_bootstrap_command(patch: dict[str, Any], expected: list[str]) -> None:
    (command,) = (each for each in commands(gitops(flux={"install": "bootstrap"}, **patch)) if each[0] == "flux")
    common = [f"--branch={patch.get('branch', 'main')}", SYNC, f"--version=v{flux_versions().versions['2.9'].patch}"]
    assert command[1] == "bootstrap"
    components = [each for each in command if each.startswith("--components=")]
    assert sorted(command[2:]) == sorted([*expected, *common, *components])


def test_the_readme_has_a_command_for_every_secret() -> None:
    platform = gitops(
        repository="ssh://git@git.example.com:2222/p",
        secret="key",  # noqa: S106
        decryption={"secret": "age"},
        kustomizations={"a": {"path": "a"}},
        notifications={
            "slack": {"provider": "slack", "secret": "slack-url"},
            "bot": {"provider": "slack", "secret": "slack-token", "address": "https://slack.com/api/chat.postMessage"},
            "again": {"provider": "discord", "secret": "slack-url"},
        },
    )
    made = {each[4]: each[7:] for each in commands(platform) if each[:4] == ["kubectl", "create", "secret", "generic"]}
    assert made == {
        "key": ["--from-file=identity", "--from-file=identity.pub", "--from-file=known_hosts"],
        "age": ["--from-file=age.agekey"],
        "slack-url": ["--from-literal=address=$ADDRESS"],
        "slack-token": ["--from-literal=token=$TOKEN"],
    }
    assert ["ssh-keyscan", "-p", "2222", "git.example.com", ">", "known_hosts"] in commands(platform)


def policy(platform: Platform, role: str) -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = json.loads(
        document(terraform.files(platform))["resource"]["aws_iam_role_policy"][role]["policy"]
    )["Statement"]
    return statements


def test_code_commit_is_read_with_a_role_of_its_own() -> None:
    (statement,) = policy(gitops(repository=CODE_COMMIT), "source-controller")
    assert statement["Action"] == ["codecommit:GitPull"]
    assert statement["Resource"] == ["arn:aws:codecommit:eu-west-1:111122223333:platform"]


def test_files_are_decrypted_with_a_role_of_its_own() -> None:
    platform = gitops(decryption={"keys": [KEY]}, kustomizations={"a": {"path": "a"}})
    (statement,) = policy(platform, "kustomize-controller")
    assert (statement["Action"], statement["Resource"]) == (["kms:Decrypt", "kms:DescribeKey"], [KEY])
    association = document(terraform.files(platform))["resource"]["aws_eks_pod_identity_association"]
    assert association["kustomize-controller"]["service_account"] == "kustomize-controller"
    assert named(objects(platform), "Kustomization", "own-a")["spec"]["decryption"] == {"provider": "sops"}


PLURALS = {"NetworkPolicy": "networkpolicies", "Ingress": "ingresses", "Policy": "policies"}


@pytest.mark.parametrize("name", golden())
def test_a_tenant_may_apply_all_that_services_have(name: str) -> None:
    """Flux asks the API server as the tenant, which refuses a kind that its Role does not name."""
    from generator.platform.discover import modules
    from generator.render.kubernetes.topology import topology

    platform = golden()[name]
    kinds = [module.manifests for module in modules("generator.render.kubernetes.apps")]
    for service in ((name, each) for name, each in platform.services.items() if not each.rbac):
        for item in (made for kind in kinds for made in kind(topology(platform), *service)):
            group = item["apiVersion"].rpartition("/")[0]
            plural = PLURALS.get(item["kind"], f"{item['kind'].lower()}s")
            assert plural in tenants.APPLIED[group]
            assert item["metadata"]["namespace"] == service[1].namespace, "a Role reaches no other namespace"


def test_a_tenant_may_do_nothing_elsewhere() -> None:
    services = {name: {"namespace": f"{name}s", "image": IMAGE} for name in ("a", "b")}
    found = objects(base({"gitops": {"tenancy": True}, "services": services}))
    for name in services:
        account = named(found, "Kustomization", f"app-{name}")["spec"]["serviceAccountName"]
        assert named(found, "ServiceAccount", account)["metadata"]["namespace"] == "flux-system"
        subject = {"kind": "ServiceAccount", "name": account, "namespace": "flux-system"}
        bound = [item["metadata"]["namespace"] for item in of_kind(found, "RoleBinding") if subject in item["subjects"]]
        assert bound == [f"{name}s"]
        assert named(found, "ServiceAccount", account)["metadata"]["annotations"] == KEPT, "it removes the last service"
    for role in of_kind(found, "Role"):
        assert all("secrets" not in rule["resources"] and "*" not in rule["verbs"] for rule in role["rules"])


def test_what_depends_on_what_is_a_picture() -> None:
    platform = golden()["gitops-everything"]
    text = readme(platform)["README.md"].decode()
    ids = {line.split('["')[1].rstrip('"]'): line.split("[")[0].strip() for line in text.splitlines() if '["' in line}
    for start, end in [("infrastructure-configs", "own-secrets"), ("own-secrets", "own-tools")]:
        assert f"  {ids[start]} --> {ids[end]}\n" in text
    assert "app-import, suspended" in ids


def test_many_services_are_one_node_of_the_picture() -> None:
    services = {f"s{number}": {"namespace": "a", "image": IMAGE} for number in range(41)}
    text = readme(base({"services": services}))["README.md"].decode()
    assert '["41 services, app-..."]' in text
    assert '["app-s1"]' not in text


def test_what_flux_calls_in_aws_has_an_endpoint_where_nothing_else_leads_there() -> None:
    needed = needed_endpoints(gitops(repository=CODE_COMMIT, decryption={"keys": [KEY]}))
    assert {"git-codecommit", "kms"} <= needed.keys()
    assert not {"git-codecommit", "kms"} & needed_endpoints(gitops()).keys()
    elsewhere = gitops(repository=CODE_COMMIT.replace("eu-west-1", "us-east-1"))
    assert "git-codecommit" not in needed_endpoints(elsewhere), "an endpoint leads to its own region"


def test_a_service_with_rights_is_applied_by_flux_itself() -> None:
    """Kubernetes lets nobody hand on rights that they do not have."""
    rights = {"read": {"resources": ["pods"], "verbs": ["get"]}}
    services = {"a": {"namespace": "x", "image": IMAGE, "rbac": rights}, "b": {"namespace": "x", "image": IMAGE}}
    found = objects(base({"gitops": {"tenancy": True}, "services": services}))
    assert "serviceAccountName" not in named(found, "Kustomization", "app-a")["spec"]
    assert named(found, "Kustomization", "app-b")["spec"]["serviceAccountName"] == "tenant-x"
