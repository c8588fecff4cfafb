"""The VPC CNI: what its add-on is configured with, against the schema that the add-on is checked by."""

import json
import re
from typing import Any

import jsonschema
import pytest

from generator.platform.capacity import demands
from generator.platform.capacity.discovery import Taken, split
from generator.platform.document.source import Source
from generator.platform.fleets import fleets, own_fleets
from generator.platform.load import InvalidPlatform, load
from generator.platform.network.addresses import subnets
from generator.platform.network.placement import internal_candidates, pod_tiers
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import capped, formula
from generator.platform.types.cni import Cni
from generator.platform.types.cni_settings import ELSEWHERE, CniSettings
from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import base, document, golden

# ------------------------------------------------------------------ the add-on's schema


def names(text: str) -> list[str]:
    return re.findall(r"\w+", text)


# https://docs.aws.amazon.com/cli/latest/reference/eks/describe-addon-configuration.html, the example of vpc-cni
# v1.15.1; NETWORK_POLICY_ENFORCING_MODE and ENABLE_SUBNET_DISCOVERY came with 1.17 and 1.18. Everything is text.
FLAGS = names(
    """
    ANNOTATE_POD_IP AWS_MANAGE_ENIS_NON_SCHEDULABLE AWS_VPC_CNI_NODE_PORT_SUPPORT AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
    AWS_VPC_K8S_CNI_EXTERNALSNAT DISABLE_INTROSPECTION DISABLE_LEAKED_ENI_CLEANUP DISABLE_METRICS
    DISABLE_NETWORK_RESOURCE_PROVISIONING DISABLE_POD_V6 ENABLE_BANDWIDTH_PLUGIN ENABLE_POD_ENI
    ENABLE_PREFIX_DELEGATION ENABLE_SUBNET_DISCOVERY ENABLE_V4_EGRESS ENABLE_V6_EGRESS
    """
)
NUMBERS = names(
    """
    AWS_VPC_ENI_MTU IP_COOLDOWN_PERIOD MAX_ENI MINIMUM_IP_TARGET WARM_ENI_TARGET WARM_IP_TARGET WARM_PREFIX_TARGET
    """
)
WORDS = names(
    """
    ADDITIONAL_ENI_TAGS AWS_EC2_ENDPOINT AWS_EXTERNAL_SERVICE_CIDRS AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
    AWS_VPC_K8S_CNI_LOGLEVEL AWS_VPC_K8S_CNI_LOG_FILE AWS_VPC_K8S_CNI_RANDOMIZESNAT AWS_VPC_K8S_CNI_VETHPREFIX
    AWS_VPC_K8S_PLUGIN_LOG_FILE AWS_VPC_K8S_PLUGIN_LOG_LEVEL CLUSTER_ENDPOINT ENI_CONFIG_ANNOTATION_DEF
    ENI_CONFIG_LABEL_DEF INTROSPECTION_BIND_ADDRESS NETWORK_POLICY_ENFORCING_MODE POD_SECURITY_GROUP_ENFORCING_MODE
    """
)
INIT = ["DISABLE_TCP_EARLY_DEMUX", "ENABLE_V6_EGRESS"]

WORD = {"type": "string"}
FLAG = {"type": "string", "pattern": "^(true|false)$"}
NUMBER = {"type": "string", "pattern": "^[0-9]+$"}


def closed(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": list(required)}


ENI_CONFIG_SUBNET = closed({"id": WORD, "securityGroups": {"type": "array", "items": WORD}}, ("id",))
ENI_CONFIG_SUBNETS = {"type": "object", "minProperties": 1, "additionalProperties": ENI_CONFIG_SUBNET}
ENV = dict.fromkeys(FLAGS, FLAG) | dict.fromkeys(NUMBERS, NUMBER) | dict.fromkeys(WORDS, WORD)
ADDON = {"$schema": "http://json-schema.org/draft-06/schema#"} | closed(
    {
        "enableNetworkPolicy": FLAG,
        "enableWindowsIpam": FLAG,
        "env": closed(ENV),
        "eniConfig": closed(
            {"create": {"type": "boolean"}, "region": WORD, "subnets": ENI_CONFIG_SUBNETS},
            ("create", "region", "subnets"),
        ),
        "init": closed({"env": closed(dict.fromkeys(INIT, FLAG))}),
        "nodeAgent": closed(
            {
                "enableCloudWatchLogs": FLAG,
                "enablePolicyEventLogs": FLAG,
                "healthProbeBindAddr": NUMBER,
                "metricsBindAddr": NUMBER,
            }
        ),
    }
)
GOLDEN = golden()


def resources(platform: Platform, kind: str) -> dict[str, Any]:
    roots = (
        json.loads(content)
        for path, content in terraform.files(platform).items()
        if path.endswith(".tf.json") and "/extra_" not in path
    )
    return {name: body for root in roots for name, body in root.get("resource", {}).get(kind, {}).items()}


def configuration(platform: Platform) -> dict[str, Any]:
    configured: dict[str, Any] = json.loads(resources(platform, "aws_eks_addon")["vpc-cni"]["configuration_values"])
    return configured


@pytest.mark.parametrize("name", [name for name, platform in GOLDEN.items() if own_fleets(platform)])
def test_the_add_on_accepts_its_configuration(name: str) -> None:
    jsonschema.Draft6Validator.check_schema(ADDON)
    jsonschema.Draft6Validator(ADDON).validate(configuration(GOLDEN[name]))


def test_the_schema_tells_right_from_wrong() -> None:
    validator = jsonschema.Draft6Validator(ADDON)
    for wrong in (
        {"env": {"MAX_ENI": 4}},
        {"env": {"MAX_ENI": "four"}},
        {"env": {"DISABLE_METRICS": "True"}},
        {"env": {"CLUSTER_NAME": "x"}},
        {"eniConfig": {"create": True, "region": "eu-west-1", "subnets": {}}},
        {"init": {"env": {"MAX_ENI": "4"}}},
    ):
        assert not validator.is_valid(wrong), wrong


# ------------------------------------------------------------------ cni.settings


def test_every_setting_of_the_schema_has_a_place() -> None:
    ours = set(CniSettings.__struct_encode_fields__)
    theirs = {*ENV, *INIT}
    assert ours <= theirs
    assert theirs - ours <= ELSEWHERE.keys()
    assert not ours & ELSEWHERE.keys()


def test_every_setting_is_rendered_as_text() -> None:
    found = configuration(GOLDEN["cni-settings"])
    assert found["env"] == {
        "ADDITIONAL_ENI_TAGS": '{"owner":"shop@example.com","team":"platform: core"}',
        "ANNOTATE_POD_IP": "true",
        "AWS_EC2_ENDPOINT": "https://ec2.eu-west-1.amazonaws.com",
        "AWS_EXTERNAL_SERVICE_CIDRS": "192.168.0.0/16,172.16.0.0/12",
        "AWS_MANAGE_ENIS_NON_SCHEDULABLE": "true",
        "AWS_VPC_CNI_NODE_PORT_SUPPORT": "false",
        "AWS_VPC_ENI_MTU": "1500",
        "AWS_VPC_K8S_CNI_LOGLEVEL": "INFO",
        "AWS_VPC_K8S_CNI_LOG_FILE": "stdout",
        "AWS_VPC_K8S_CNI_RANDOMIZESNAT": "hashrandom",
        "AWS_VPC_K8S_CNI_VETHPREFIX": "pod",
        "AWS_VPC_K8S_PLUGIN_LOG_FILE": "stderr",
        "AWS_VPC_K8S_PLUGIN_LOG_LEVEL": "ERROR",
        "CLUSTER_ENDPOINT": "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
        "DISABLE_INTROSPECTION": "false",
        "DISABLE_LEAKED_ENI_CLEANUP": "true",
        "DISABLE_METRICS": "false",
        "DISABLE_NETWORK_RESOURCE_PROVISIONING": "false",
        "DISABLE_POD_V6": "true",
        "ENABLE_BANDWIDTH_PLUGIN": "false",
        "ENABLE_PREFIX_DELEGATION": "false",
        "ENABLE_V4_EGRESS": "true",
        "ENABLE_V6_EGRESS": "false",
        "INTROSPECTION_BIND_ADDRESS": "127.0.0.1:61680",
        "IP_COOLDOWN_PERIOD": "10",
        "MAX_ENI": "3",
    }
    assert found["init"] == {"env": {"DISABLE_TCP_EARLY_DEMUX": "false", "ENABLE_V6_EGRESS": "false"}}
    assert set(CniSettings.__struct_encode_fields__) == {*found["env"], *found["init"]["env"]} - {
        "ENABLE_PREFIX_DELEGATION"
    }


def problems(settings: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidPlatform) as raised:
        load(Source("platform.yaml", document({"cni": {"settings": settings}})))
    return [problem.message for problem in raised.value.problems]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_setting_with_a_field_names_the_field(name: str) -> None:
    assert problems({name: "1"}) == [f"unknown key `{name}`; {ELSEWHERE[name]}"]


def test_the_fields_that_are_named_exist() -> None:
    platform = base()
    for advice in ELSEWHERE.values():
        if advice.startswith("set "):
            value: Any = platform
            for key in advice.split()[1].rstrip(",").split("."):
                value = getattr(value, value.__struct_fields__[value.__struct_encode_fields__.index(key)])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("MAX_ENY", 4, "unknown key `MAX_ENY`, did you mean `MAX_ENI`?"),
        ("max_eni", 4, "unknown key `max_eni`, did you mean `MAX_ENI`?"),
        ("MAX_ENI", "4", "expected a whole number, found `4`; take the quotes away"),
        ("MAX_ENI", 0, "0 is below 1"),
        ("AWS_VPC_ENI_MTU", 9002, "9002 is above 9001"),
        ("ENABLE_BANDWIDTH_PLUGIN", "true", "expected true or false, found `true`; take the quotes away"),
        ("ENABLE_BANDWIDTH_PLUGIN", "yes", "expected true or false, found `yes`"),
        ("AWS_VPC_K8S_CNI_VETHPREFIX", "vlan", "`vlan` is not at most 4 characters, and not eth, vlan or lo"),
        ("AWS_VPC_K8S_CNI_VETHPREFIX", "caliper", "`caliper` is not at most 4 characters, and not eth, vlan or lo"),
        ("AWS_EXTERNAL_SERVICE_CIDRS", ["10.0.0.0"], "`10.0.0.0` is not an IPv4 CIDR"),
        ("AWS_EXTERNAL_SERVICE_CIDRS", "10.0.0.0/8", "expected a list, found `10.0.0.0/8`"),
        ("AWS_EC2_ENDPOINT", "http://x", "`http://x` is not an https URL"),
        ("INTROSPECTION_BIND_ADDRESS", "61679", "`61679` is not an address with a port, or a unix socket"),
    ],
)
def test_settings_are_typed(name: str, value: Any, message: str) -> None:
    (found,) = problems({name: value})
    assert found.startswith(message)


@pytest.mark.parametrize(
    ("cni", "secondary", "prefixes"),
    [
        (Cni(settings=CniSettings(max_eni=2)), 2 * 14 + 2, 2 * 14 * 16 + 2),
        (Cni(settings=CniSettings(max_eni=9)), 4 * 14 + 2, 4 * 14 * 16 + 2),
        (Cni(settings=CniSettings(max_eni=2), pod_subnets="pods"), 14 + 2, 14 * 16 + 2),
        (Cni(settings=CniSettings(max_eni=1), pod_subnets="pods"), 2, 2),
    ],
)
def test_max_eni_takes_interfaces_from_pods(cni: Cni, secondary: int, prefixes: int) -> None:
    type_ = instance_type("m7g.xlarge")
    assert type_
    by_prefix = Cni(mode="prefixDelegation", settings=cni.settings, pod_subnets=cni.pod_subnets)
    assert (formula(type_, cni), formula(type_, by_prefix)) == (secondary, prefixes)
    assert capped(type_, by_prefix) == min(prefixes, 110)


# ------------------------------------------------------------------ the policy agent


def test_the_policy_agent_may_write_only_to_the_clusters_log_group() -> None:
    platform = GOLDEN["cni-settings"]
    assert configuration(platform)["nodeAgent"] == {
        "enablePolicyEventLogs": "true",
        "enableCloudWatchLogs": "true",
        "metricsBindAddr": "9162",
        "healthProbeBindAddr": "9163",
    }
    writes, looks = json.loads(resources(platform, "aws_iam_role_policy")["vpc-cni"]["policy"])["Statement"]
    group = resources(platform, "aws_cloudwatch_log_group")["cluster"]["name"]
    assert all(f":log-group:{group}" in where for where in writes["Resource"])
    assert looks["Action"] == ["logs:DescribeLogGroups"]
    addon = resources(platform, "aws_eks_addon")["vpc-cni"]
    assert "aws_iam_role_policy.vpc-cni" in addon["depends_on"]


def test_a_policy_agent_that_logs_to_the_node_needs_no_permission() -> None:
    platform = GOLDEN["cni-prefix-custom"]
    assert configuration(platform)["nodeAgent"] == {"enablePolicyEventLogs": "true"}
    assert "vpc-cni" not in resources(platform, "aws_iam_role_policy")


# ------------------------------------------------------------------ where pods lie


def test_custom_networking_has_one_configuration_for_every_zone() -> None:
    for name, zones in (("cni-secondary-custom", "abc"), ("cni-prefix-custom", "ac")):
        platform = GOLDEN[name]
        found = configuration(platform)
        assert found["env"]["ENI_CONFIG_LABEL_DEF"] == "topology.kubernetes.io/zone"
        ids = {zone: body["id"] for zone, body in found["eniConfig"]["subnets"].items()}
        assert ids == {f"eu-west-1{zone}": f"${{aws_subnet.pods-{zone}.id}}" for zone in zones}


def test_discovered_subnets_are_tagged_for_this_cluster_alone() -> None:
    platform = GOLDEN["cni-discovery"]
    found = configuration(platform)
    assert found["env"]["ENABLE_SUBNET_DISCOVERY"] == "true"
    assert "eniConfig" not in found
    tags = {name: body["tags"] for name, body in resources(platform, "aws_subnet").items()}
    ours = {"kubernetes.io/role/cni": "1", "cni.networking.k8s.aws/cluster/demo": "shared"}
    for item in subnets(platform):
        discovered = item.tier in {"more", "others"}
        assert (ours.items() <= tags[item.name].items()) is discovered
        assert any("cni" in key for key in tags[item.name]) is discovered


def test_internal_load_balancers_stay_out_of_discovered_subnets() -> None:
    platform = GOLDEN["cni-discovery"]
    assert internal_candidates(platform) == ["private"]
    for name, body in resources(platform, "aws_subnet").items():
        assert ("kubernetes.io/role/internal-elb" in body["tags"]) is name.startswith("private-")


def test_a_discovered_tier_must_exist() -> None:
    with pytest.raises(InvalidPlatform) as raised:
        base({"cni": {"extraPodSubnets": ["private", "nowhere"]}})
    (problem,) = raised.value.problems
    assert problem.place == ("cni", "extraPodSubnets", 1)
    assert problem.message == "there is no subnet tier `nowhere`; declared: control, private, public"


def test_where_pods_may_lie() -> None:
    tiers = {
        name: pod_tiers(GOLDEN[name], fleets(GOLDEN[name])[0])
        for name in ("cni-secondary", "cni-prefix-custom", "cni-discovery")
    }
    assert tiers == {
        "cni-secondary": ["private"],
        "cni-prefix-custom": ["pods"],
        "cni-discovery": ["private", "more", "others"],
    }
    both = base({"cni": {"extraPodSubnets": ["private"]}})
    assert pod_tiers(both, fleets(both)[0]) == ["private"]


MORE = {
    "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
    "subnets": {"private": {"size": 26}, "more": {"kind": "private", "size": 24, "from": "100.64.0.0/16"}},
}


def test_discovered_subnets_take_what_the_nodes_own_has_no_room_for() -> None:
    """4 nodes of 4 interfaces with 15 addresses: 4 of the nodes themselves, 236 in 55 and 251 free ones."""
    platform = base(MORE | {"cni": {"extraPodSubnets": ["more"]}})
    for zone in "abc":
        own, more = (d for tier in ("private", "more") for d in demands(platform) if d.subnet[:2] == (tier, zone))
        assert (own.nodes, more.nodes) == (4, 0)
        assert 236 <= own.pods + more.pods <= 237
        assert own.pods == pytest.approx(236 * 55 / 306, abs=1)
        assert min(own.free, more.free, own.warm, more.warm) >= 0


def test_discovered_subnets_share_what_is_too_much() -> None:
    platform = base(
        MORE | {"cni": {"extraPodSubnets": ["more"]}, "nodes": {"groups": {"general": {"scaling": {"max": 12}}}}}
    )
    own, more = (d for tier in ("private", "more") for d in demands(platform) if d.subnet[:2] == (tier, "a"))
    assert own.free < 0
    assert more.free < 0


@pytest.mark.parametrize("rooms", [[0, 0], [-5, -1], [3, 0, 7], [1000, 1], [17]])
def test_a_split_loses_nothing(rooms: list[int]) -> None:
    for taken in (Taken(236, 0, 12, 200), Taken(113, 7, 1, 108), Taken(0, 0, 0, 0), Taken(1, 0, 0, 0)):
        parts = split(taken, rooms)
        assert len(parts) == len(rooms)
        for whole, *some in zip(taken, *parts, strict=True):
            assert sum(some) >= whole
        for part in parts:
            assert part.pods >= 16 * part.prefixes
            assert part.interfaces + part.assigned <= part.pods
