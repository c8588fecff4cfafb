"""Roles and policies of pods, as they are rendered."""

import json
from typing import Any

import pytest

from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from tests.manifests import objects, of_kind
from tests.platforms import base, golden
from tests.terraform_root import document

SERVICE = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}}


def resources(platform: Platform, file: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(terraform.files(platform)[f"terraform/{file}.tf.json"])["resource"]
    return found


@pytest.mark.parametrize(
    "policies",
    [
        ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/ReadOnlyAccess"],
        ["arn:aws:iam::123456789012:policy/team/x.y@z", "arn:aws:iam::123456789012:policy/team/x_y_z"],
        ["arn:aws:iam::123456789012:policy/a/b", "arn:aws:iam::123456789012:policy/a_b"],
    ],
)
def test_every_managed_policy_is_attached_under_a_name_of_its_own(policies: list[str]) -> None:
    platform = base(
        {"services": {"web": {**SERVICE, "iam": "app"}}, "iam": {"roles": {"app": {"managedPolicies": policies}}}}
    )
    attached = resources(platform, "iam")["aws_iam_role_policy_attachment"]
    assert sorted(body["policy_arn"] for body in attached.values()) == sorted(policies)
    assert all(name.replace("-", "").replace("_", "").isalnum() for name in attached)


def test_every_role_has_the_boundary_and_trusts_somebody_by_name() -> None:
    """Of all roles, whoever they are for; and no user is given a policy."""
    platform = golden()["iam-all"]
    seen = 0
    for path, content in terraform.files(platform).items():
        found = json.loads(content).get("resource", {})
        assert not [kind for kind in found if kind.startswith("aws_iam_user")]
        for role in found.get("aws_iam_role", {}).values():
            assert role["permissions_boundary"] == platform.iam.permissions_boundary, path
            for statement in json.loads(role["assume_role_policy"])["Statement"]:
                assert "*" not in json.dumps(statement["Principal"]) or statement["Effect"] == "Deny"
            seen += 1
    assert seen >= 8


def test_nodes_may_do_what_nodes_do_and_the_cni_has_a_role_of_its_own() -> None:
    platform = base({})
    attached = resources(platform, "nodes")["aws_iam_role_policy_attachment"].values()
    policies = {body["policy_arn"].rpartition("/")[2] for body in attached}
    assert policies == {"AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"}
    addon = resources(platform, "addons")["aws_eks_addon"]["vpc-cni"]
    assert addon["pod_identity_association"]["service_account"] == "aws-node"


CONTROLLERS = ("aws-load-balancer-controller", "external-dns", "external-secrets")


def test_every_controller_that_calls_aws_has_a_role_of_its_own() -> None:
    seen = set()
    for platform in golden().values():
        made = document(terraform.files(platform))["resource"]
        bodies = made.get("aws_eks_pod_identity_association", {}).values()
        associations = [(body["namespace"], body["service_account"]) for body in bodies]
        for release in of_kind(objects(platform), "HelmRelease"):
            name = release["metadata"]["name"]
            if name in CONTROLLERS:
                own = release["metadata"]["namespace"], release["spec"]["values"]["serviceAccount"]["name"]
                assert associations.count(own) == 1, name
                seen.add(name)
        driver = made.get("aws_eks_addon", {}).get("aws-ebs-csi-driver")
        assert driver is None or driver["pod_identity_association"]["service_account"] == "ebs-csi-controller-sa"
    assert seen == set(CONTROLLERS)


def test_the_longest_name_fits_every_role() -> None:
    platform = base({"name": "a" * 39, "ingress": {"classes": {"public": {"controller": "alb"}}}})
    names = [
        role["name"]
        for file in ("cluster", "nodes", "iam", "addons", "logging", "network")
        for role in resources(platform, file).get("aws_iam_role", {}).values()
    ]
    assert len(names) >= 6
    assert max(map(len, names)) == 64


def test_the_control_plane_keeps_its_zones_when_the_vpc_gets_another() -> None:
    def subnets(zones: list[str], kept: list[str] | None) -> list[str]:
        platform = base({"vpc": {"zones": zones}, "cluster": {"zones": kept}})
        ids: list[str] = resources(platform, "cluster")["aws_eks_cluster"]["this"]["vpc_config"]["subnet_ids"]
        return ids

    assert subnets(["a", "b", "c", "d"], ["a", "b", "c"]) == subnets(["a", "b", "c"], None)


@pytest.mark.parametrize("protected", [True, False])
def test_the_key_of_the_secrets_is_as_protected_as_the_cluster(protected: bool) -> None:
    found = resources(base({"cluster": {"deletionProtection": protected}}), "cluster")
    for kind, name in (("aws_eks_cluster", "this"), ("aws_kms_key", "cluster")):
        assert found[kind][name].get("lifecycle", {}).get("prevent_destroy", False) is protected


def test_flux_is_given_the_credentials_of_a_repository_that_is_not_public() -> None:
    def sync(patch: dict[str, Any]) -> dict[str, Any]:
        root = json.loads(bootstrap.files(base({"gitops": patch}))["bootstrap/flux.tf.json"])
        values = json.loads(root["resource"]["helm_release"]["flux-instance"]["values"][0])
        found: dict[str, Any] = values["instance"]["sync"]
        return found

    assert sync({"secret": "git"})["pullSecret"] == "git"
    assert "pullSecret" not in sync({})
