"""EKS add-ons: what EKS would refuse, what they may do, where their pods run, and the volumes that they make."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.load import InvalidPlatform
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden
from tests.terraform_root import document

GOLDEN = golden()
EVERYTHING = GOLDEN["addons-everything"]
SCHEMAS = yaml.safe_load((Path(__file__).parent / "addon_schemas.yaml").read_text())
TYPES = {"string": str, "integer": int, "boolean": bool}


def resources(platform: Platform, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = document(terraform.files(platform))["resource"].get(kind, {})
    return found


def configuration(platform: Platform, addon: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(resources(platform, "aws_eks_addon")[addon].get("configuration_values", "{}"))
    return values


def refused(value: Any, schema: Any, place: str) -> Iterator[str]:
    """What EKS would not take of a configuration."""
    if isinstance(schema, dict):
        for key, item in value.items():
            known = schema.get(key, schema.get("*"))
            yield from [f"{place}.{key}"] if known is None else refused(item, known, f"{place}.{key}")
    elif isinstance(schema, list):
        for item in value:
            yield from refused(item, schema[0], place)
    elif schema != "any" and type(value) is not TYPES[schema]:
        yield f"{place} is no {schema}"


@pytest.mark.parametrize("name", GOLDEN)
def test_every_configuration_fits_the_schema_of_its_addon(name: str) -> None:
    for addon in resources(GOLDEN[name], "aws_eks_addon"):
        schema = SCHEMAS.get(addon, SCHEMAS["*"])
        assert list(refused(configuration(GOLDEN[name], addon), schema, addon)) == []


def test_the_schemas_refuse_what_they_do_not_know() -> None:
    values = {"mode": 1, "masqueradeAll": True}
    assert list(refused(values, SCHEMAS["kube-proxy"], "")) == [".mode is no string", ".masqueradeAll"]


def test_core_addons_are_there_whatever_is_said_of_them() -> None:
    core = {"vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent"}
    assert resources(base(), "aws_eks_addon").keys() == core
    assert not any("addon_version" in addon for addon in resources(base(), "aws_eks_addon").values())
    pinned = base({"addons": {"coredns": {"version": "v1.14.3-eksbuild.11"}}})
    assert resources(pinned, "aws_eks_addon")["coredns"]["addon_version"] == "v1.14.3-eksbuild.11"


def test_drivers_alone_have_roles_and_each_its_own_policy() -> None:
    addons = resources(EVERYTHING, "aws_eks_addon")
    accounts = {
        name: addon["pod_identity_association"]["service_account"]
        for name, addon in addons.items()
        if "pod_identity_association" in addon
    }
    assert accounts == {
        "vpc-cni": "aws-node",
        "aws-ebs-csi-driver": "ebs-csi-controller-sa",
        "aws-efs-csi-driver": "efs-csi-controller-sa",
    }
    attached = resources(EVERYTHING, "aws_iam_role_policy_attachment")
    for driver, policy in {"ebs": "AmazonEBSCSIDriverPolicy", "efs": "AmazonEFSCSIDriverPolicy"}.items():
        arn = attached[f"aws-{driver}-csi-driver-managed"]["policy_arn"]
        assert arn == f"arn:aws:iam::aws:policy/service-role/{policy}"
    own = json.loads(resources(EVERYTHING, "aws_iam_role_policy")["aws-ebs-csi-driver"]["policy"])["Statement"]
    assert own[0]["Condition"] == {"Bool": {"kms:GrantIsForAWSResource": "true"}}
    assert {arn for statement in own for arn in statement["Resource"]} == {key(EVERYTHING)}


def key(platform: Platform) -> str | None:
    driver = platform.addons.aws_ebs_csi_driver
    return driver.kms_key if driver else None


def test_core_dns_grows_with_the_cluster() -> None:
    scaling = configuration(base(), "coredns")["autoScaling"]
    assert scaling == {"enabled": True, "minReplicas": 2, "maxReplicas": 10}
    large = base({"nodes": {"groups": {"general": {"scaling": {"max": 200}}}}})
    assert configuration(large, "coredns")["autoScaling"]["maxReplicas"] == 13
    fixed = configuration(base({"addons": {"coredns": {"replicas": 3}}}), "coredns")
    assert (fixed["replicaCount"], "autoScaling" in fixed) == (3, False)


def test_core_dns_outlives_a_node_a_zone_and_its_own_update() -> None:
    values = configuration(base(), "coredns")
    assert values["podDisruptionBudget"] == {"enabled": True, "maxUnavailable": 1}
    spread = {each["topologyKey"]: each for each in values["topologySpreadConstraints"]}
    assert spread.keys() == {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}
    assert all(each["labelSelector"] == {"matchLabels": {"k8s-app": "kube-dns"}} for each in spread.values())
    assert "lameduck 30s" in values["corefile"]
    assert "\n    ready\n" in values["corefile"]


def test_other_domains_are_forwarded() -> None:
    corefile = configuration(EVERYTHING, "coredns")["corefile"]
    assert corefile.count("{") == corefile.count("}")
    blocks = dict(block.split(" {\n", 1) for block in corefile.removesuffix("}\n").split("\n}\n"))
    assert blocks.keys() == {".:53", "corp.example:53", "example.internal:53"}
    assert blocks["corp.example:53"].endswith("forward . 192.168.0.53 192.168.1.53:5353")


def test_what_a_placed_addon_tolerates_by_itself_stays() -> None:
    tolerated = configuration(EVERYTHING, "aws-ebs-csi-driver")["controller"]["tolerations"]
    assert {"key": "CriticalAddonsOnly", "operator": "Exists"} in tolerated
    assert {"key": "role", "operator": "Exists"} in tolerated
    assert {"effect": "NoExecute", "operator": "Exists", "tolerationSeconds": 300} in tolerated
    assert "tolerations" not in configuration(base(), "coredns")


@pytest.mark.parametrize("name", GOLDEN)
def test_one_storage_class_is_the_default_and_all_are_encrypted(name: str) -> None:
    classes = of_kind(objects(GOLDEN[name]), "StorageClass")
    of_ebs = [each for each in classes if each["provisioner"].startswith("ebs.csi.")]
    marked = [each["metadata"]["annotations"]["storageclass.kubernetes.io/is-default-class"] for each in of_ebs]
    assert marked.count("true") == (1 if of_ebs else 0)
    for each in of_ebs:
        assert each["parameters"]["encrypted"] == "true"
        assert each["parameters"]["type"] != "gp2"
        assert each["volumeBindingMode"] == "WaitForFirstConsumer"
    for each in classes:
        assert each["provisioner"] != "kubernetes.io/aws-ebs"


def test_file_systems_are_encrypted_at_rest_and_on_the_way() -> None:
    for system in resources(EVERYTHING, "aws_efs_file_system").values():
        assert system["encrypted"] is True
    for policy in resources(EVERYTHING, "aws_efs_file_system_policy").values():
        denied = [each for each in json.loads(policy["policy"])["Statement"] if each["Effect"] == "Deny"]
        assert [each["Condition"] for each in denied] == [{"Bool": {"aws:SecureTransport": "false"}}]
    targets = resources(EVERYTHING, "aws_efs_mount_target")
    assert targets.keys() == {f"{name}-{zone}" for name in ("shared", "scratch") for zone in EVERYTHING.vpc.zones}
    backups = resources(EVERYTHING, "aws_efs_backup_policy")
    assert {name: each["backup_policy"]["status"] for name, each in backups.items()} == {
        "shared": "ENABLED",
        "scratch": "DISABLED",
    }


def test_each_claim_of_a_file_system_is_an_access_point_that_many_pods_have() -> None:
    found = objects(EVERYTHING)
    class_ = named(found, "StorageClass", "shared")
    assert class_["parameters"]["provisioningMode"] == "efs-ap"
    assert class_["parameters"]["basePath"] != "/"
    assert class_["mountOptions"] == ["tls"]
    claim = named(found, "PersistentVolumeClaim", "web-pictures")["spec"]
    assert (claim["accessModes"], claim["storageClassName"]) == (["ReadWriteMany"], "shared")
    store = named(found, "StatefulSet", "store")["spec"]["volumeClaimTemplates"][0]["spec"]
    assert store["accessModes"] == ["ReadWriteOnce"]


def test_the_bootstrap_root_finds_a_file_system_by_what_it_was_made_with() -> None:
    root = document(bootstrap.files(EVERYTHING))
    made = resources(EVERYTHING, "aws_efs_file_system")
    looked_up = root["data"]["aws_efs_file_system"]
    assert {name: each["creation_token"] for name, each in looked_up.items()} == {
        name: each["creation_token"] for name, each in made.items()
    }
    assert "${data.aws_efs_file_system.shared.id}" in json.dumps(root)


def test_snapshots_are_of_the_driver_that_made_the_volume() -> None:
    (class_,) = of_kind(objects(EVERYTHING), "VolumeSnapshotClass")
    assert (class_["driver"], class_["deletionPolicy"]) == ("ebs.csi.aws.com", "Retain")
    auto = {"subnets": {"control": None}, "cluster": {"subnets": "private"}}
    auto |= {"nodes": {"groups": None, "autoMode": {"builtInPools": ["general-purpose"]}}}
    (class_,) = of_kind(objects(base(auto | {"addons": {"snapshot-controller": {}}})), "VolumeSnapshotClass")
    assert class_["driver"] == "ebs.csi.eks.amazonaws.com"


@pytest.mark.parametrize(
    ("systems", "message"),
    [
        ({"gp3": {"subnets": "private"}}, "gp3 is a StorageClass of EBS already; choose another name"),
        ({"shared": {"subnets": "files"}}, "there is no subnet tier `files`; declared: control, private, public"),
    ],
)
def test_a_file_system_needs_a_name_and_a_tier(systems: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidPlatform) as refusal:
        base({"addons": {"aws-efs-csi-driver": {"fileSystems": systems}}})
    assert message in str([problem.message for problem in refusal.value.problems])


def test_fargate_has_no_drivers_and_no_exporters_of_nodes() -> None:
    everything: dict[str, Any] = {
        name: {}
        for name in (
            "aws-ebs-csi-driver",
            "aws-efs-csi-driver",
            "eks-node-monitoring-agent",
            "kube-state-metrics",
            "metrics-server",
            "prometheus-node-exporter",
            "snapshot-controller",
        )
    }
    namespaces = ["kube-system", "flux-system", "kube-state-metrics"]
    fargate = {"profiles": {"system": {"namespaces": namespaces, "subnets": "private"}}}
    platform = base({"nodes": {"groups": None, "fargate": fargate}, "addons": everything})
    found = resources(platform, "aws_eks_addon").keys()
    assert found == {"coredns", "kube-state-metrics", "metrics-server", "snapshot-controller"}
