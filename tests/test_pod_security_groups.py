"""Security groups of pods: who has which, from the rendered objects and Terraform."""

import json
from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from generator.platform.types.platform import Platform
from generator.render import bootstrap, kubernetes, terraform
from tests.manifests import BRIDGE, named, objects, of_kind
from tests.platforms import base, golden

GOLDEN = {name: platform for name, platform in golden().items() if name.startswith("cni-")}
OWN, OTHER = "sg-0123456789abcdef0", "sg-0123456789abcdef1"
CLUSTER = BRIDGE["CLUSTER_SECURITY_GROUP_ID"]


def root(platform: Platform) -> dict[str, Any]:
    """The resources of root 1, by kind and name."""
    found: dict[str, Any] = {}
    for text in terraform.files(platform).values():
        for kind, resources in json.loads(text).get("resource", {}).items():
            found.setdefault(kind, {}).update(resources)
    return found


def cni(platform: Platform) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(root(platform)["aws_eks_addon"]["vpc-cni"]["configuration_values"])
    return values


def test_a_service_has_its_groups_and_the_clusters() -> None:
    (policy,) = of_kind(objects(GOLDEN["cni-security-groups"]), "SecurityGroupPolicy")
    assert policy["metadata"]["namespace"] == "shop"
    assert policy["spec"] == {
        "podSelector": {"matchLabels": {"app.kubernetes.io/name": "web"}},
        "securityGroups": {"groupIds": [CLUSTER, OWN, OTHER]},
    }


def test_the_policy_selects_the_pods_of_its_service_alone() -> None:
    found = objects(GOLDEN["cni-security-groups"])
    selector = named(found, "SecurityGroupPolicy", "web")["spec"]["podSelector"]["matchLabels"]
    labels = {
        name: named(found, "Deployment", name)["spec"]["template"]["metadata"]["labels"] for name in ("web", "plain")
    }
    assert selector.items() <= labels["web"].items()
    assert not selector.items() <= labels["plain"].items()


def test_the_policy_is_there_before_the_pods() -> None:
    """Services wait for the configs: a pod that is made before its policy would keep the node's groups."""
    (path,) = (path for path in kubernetes.files(GOLDEN["cni-security-groups"]) if "security-group-policy.yaml" in path)
    assert path.startswith("kubernetes/infrastructure/configs/")


def test_a_change_of_groups_makes_new_pods() -> None:
    def annotation(groups: list[str], **settings: object) -> object:
        service = {"namespace": "a", "image": "x.y/z:1", "securityGroups": groups}
        platform = base({"cni": {"securityGroupsForPods": "strict", **settings}, "services": {"web": service}})
        template = named(objects(platform), "Deployment", "web")["spec"]["template"]["metadata"]
        return template.get("annotations")

    assert annotation([OWN, OTHER]) == annotation([OTHER, OWN, OWN])
    assert annotation([OWN]) != annotation([OTHER])
    assert annotation([OWN]) != annotation([OWN], clusterSecurityGroup=False)
    assert annotation([]) is None
    assert annotation([OWN], securityGroupsForPods="off") is None


@pytest.mark.parametrize(
    ("name", "mode", "init"),
    [
        ("cni-security-groups", "standard", None),
        ("cni-security-groups-strict", "strict", {"env": {"DISABLE_TCP_EARLY_DEMUX": "true"}}),
    ],
)
def test_the_cni_and_the_control_plane_are_told(name: str, mode: str, init: object) -> None:
    env = cni(GOLDEN[name])["env"]
    assert (env["ENABLE_POD_ENI"], env["POD_SECURITY_GROUP_ENFORCING_MODE"]) == ("true", mode)
    assert cni(GOLDEN[name]).get("init") == init
    policy = root(GOLDEN[name])["aws_iam_role_policy_attachment"]["cluster-branches"]
    assert policy["policy_arn"] == "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController"
    cluster = root(GOLDEN[name])["aws_eks_cluster"]["this"]
    assert "aws_iam_role_policy_attachment.cluster-branches" in cluster["depends_on"]


def test_nothing_is_said_where_they_are_off() -> None:
    platform = GOLDEN["cni-secondary"]
    assert not {"ENABLE_POD_ENI", "POD_SECURITY_GROUP_ENFORCING_MODE"} & {*cni(platform)["env"]}
    assert "cluster-branches" not in root(platform)["aws_iam_role_policy_attachment"]


def test_what_the_user_says_of_early_demux_holds() -> None:
    platform = base({"cni": {"securityGroupsForPods": "strict", "settings": {"DISABLE_TCP_EARLY_DEMUX": False}}})
    assert cni(platform)["init"] == {"env": {"DISABLE_TCP_EARLY_DEMUX": "false"}}


def test_pods_outside_the_clusters_group_are_let_in_by_it() -> None:
    rules = root(GOLDEN["cni-security-groups-strict"])["aws_vpc_security_group_ingress_rule"]
    cluster = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    rules = [rule for rule in rules.values() if rule["security_group_id"] == cluster]
    open_ = {(rule["referenced_security_group_id"], rule["ip_protocol"], rule["from_port"]) for rule in rules}
    ports = [("udp", 53), ("tcp", 53), ("tcp", 443), ("tcp", 10250)]
    groups = ["sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", OWN]
    assert open_ == {(group, *port) for group in groups for port in ports}
    assert all(rule["from_port"] == rule["to_port"] for rule in rules)


def test_pods_in_the_clusters_group_need_no_rule() -> None:
    assert "aws_vpc_security_group_ingress_rule" not in root(GOLDEN["cni-security-groups"])


@pytest.mark.parametrize(
    ("said", "cluster", "found"),
    [
        ([OWN], True, {"a": [True, OWN], "b": [True, OWN], "c": [True, OWN]}),
        ({"b": [OWN]}, True, {"a": [True], "b": [True, OWN], "c": [True]}),
        ({"b": [OTHER, OWN]}, False, {"a": [True], "b": [OWN, OTHER], "c": [True]}),
        ([], False, {"a": [True], "b": [True], "c": [True]}),
    ],
)
def test_groups_of_pods_subnets(said: object, cluster: bool, found: dict[str, list[object]]) -> None:
    platform = base(
        {
            "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
            "subnets": {"pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"}},
            "cni": {"podSubnets": "pods", "podSecurityGroups": said, "clusterSecurityGroup": cluster},
        }
    )
    own = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    expected = {f"eu-west-1{zone}": [own if item is True else item for item in items] for zone, items in found.items()}
    subnets = cni(platform)["eniConfig"]["subnets"]
    assert {zone: body["securityGroups"] for zone, body in subnets.items()} == expected


def test_a_zone_of_groups_must_be_one_of_the_vpc() -> None:
    with pytest.raises(InvalidPlatform) as raised:
        base({"cni": {"podSecurityGroups": {"f": [OWN]}}})
    (problem,) = raised.value.problems
    assert problem.place == ("cni", "podSecurityGroups", "f")
    assert problem.message == "zone f is not one of vpc.zones (a, b, c)"


def test_the_bootstrap_root_hands_the_clusters_group_over() -> None:
    text = bootstrap.files(base())["bootstrap/flux.tf.json"]
    data = json.loads(text)["resource"]["kubernetes_config_map_v1"]["flux-runtime-info"]["data"]
    value = "${data.aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    assert data["CLUSTER_SECURITY_GROUP_ID"] == value
