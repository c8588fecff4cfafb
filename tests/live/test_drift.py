"""Drift where no account of the stand-in shows it: on answers that botocore's models allow."""

import json
from copy import deepcopy
from functools import reduce
from importlib import import_module
from typing import Any

import pytest

from generator.live.comparison.world import World
from generator.live.drift import Found, aspects, compare
from generator.live.report import formats, text
from generator.live.report import json as as_json
from generator.platform.document.source import Source, Span
from generator.platform.types.platform import Platform
from lint.reader import NotRead
from tests.live.modelled import Said
from tests.live.there import Answers, group, key, subnet, there
from tests.platforms import base, document, golden

DOMAIN = "logging.destinations.openSearch.domain"


def said(aspect: str, platform: Platform, answers: Answers) -> list[str]:
    """What an aspect yields, in lines."""
    found = import_module(f"generator.live.drift.{aspect}").drifts(World(platform, there(platform, answers)))
    return [text.said(Found(Span(1, 1, 2), "", drift)) for drift in found]


def changed(answer: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    """An answer with another value at a place, such as `ClusterConfig.InstanceCount`."""
    made = deepcopy(answer)
    *parents, last = place.split(".")
    reduce(lambda inner, key: inner[key], parents, made)[last] = value
    return made


DOMAIN_STATUS: dict[str, Any] = {
    "DomainName": "demo-logs",
    "EngineVersion": "OpenSearch_2.19",
    "ClusterConfig": {
        "InstanceType": "r7g.large.search",
        "InstanceCount": 3,
        "ZoneAwarenessEnabled": True,
        "ZoneAwarenessConfig": {"AvailabilityZoneCount": 3},
        "DedicatedMasterEnabled": True,
        "DedicatedMasterType": "m7g.large.search",
        "DedicatedMasterCount": 3,
    },
    "EBSOptions": {"VolumeType": "gp3", "VolumeSize": 500},
    "VPCOptions": {
        "SubnetIds": [subnet(f"data-{zone}") for zone in "abc"],
        "SecurityGroupIds": [group("open-search")],
    },
    "EncryptionAtRestOptions": {"Enabled": True, "KmsKeyId": key("open-search")},
    "NodeToNodeEncryptionOptions": {"Enabled": True},
    "DomainEndpointOptions": {"EnforceHTTPS": True, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10"},
    "CognitoOptions": {
        "UserPoolId": "eu-west-1_a1B2c3D4e",
        "IdentityPoolId": "eu-west-1:1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e",
    },
    "LogPublishingOptions": {
        name: {"Enabled": True} for name in ("ES_APPLICATION_LOGS", "AUDIT_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS")
    },
}


def domain(place: str = "DomainName", value: object = "demo-logs") -> list[str]:
    answer = {"DomainStatus": changed(DOMAIN_STATUS, place, value)}
    return said("open_search", golden()["logging-subscription"], {("opensearch", "describe_domain"): answer})


def test_a_domain_as_declared() -> None:
    assert domain() == []


@pytest.mark.parametrize(
    ("place", "value", "at", "values"),
    [
        ("EngineVersion", "OpenSearch_2.17", "version", "declared OpenSearch_2.19, in AWS OpenSearch_2.17"),
        ("ClusterConfig.InstanceType", "m7g", "instanceType", "declared r7g.large.search, in AWS m7g"),
        ("ClusterConfig.InstanceCount", 6, "instances", "declared 3, in AWS 6"),
        ("ClusterConfig.ZoneAwarenessEnabled", False, "zones", "declared 3, in AWS 1"),
        ("ClusterConfig.DedicatedMasterCount", 5, "dedicatedMasters.instances", "declared 3, in AWS 5"),
        ("EBSOptions.VolumeSize", 100, "volumeSize", "declared 500, in AWS 100"),
        ("VPCOptions.SubnetIds", [subnet("data-a")], "subnets", "declared [data-a, data-b, data-c], in AWS [data-a]"),
        ("EncryptionAtRestOptions.Enabled", False, "encryption", "declared true, in AWS nothing; at rest"),
        ("EncryptionAtRestOptions.KmsKeyId", "other", "encryption", "declared true, in AWS other"),
        ("NodeToNodeEncryptionOptions.Enabled", False, "encryption", "declared true, in AWS false; between nodes"),
        ("LogPublishingOptions", {}, "logs.types", "declared [application, audit, indexSlow, searchSlow], in AWS []"),
        ("CognitoOptions.UserPoolId", "x", "dashboards.cognito.userPool", "declared eu-west-1_a1B2c3D4e, in AWS x"),
    ],
)
def test_a_domain_that_drifted(place: str, value: object, at: str, values: str) -> None:
    assert domain(place, value) == [f"{DOMAIN}.{at}: {values}"]


def test_a_domain_that_is_gone() -> None:
    gone = {("opensearch", "describe_domain"): NotRead("es:DescribeDomain", "", "ResourceNotFoundException")}
    assert said("open_search", golden()["logging-subscription"], gone) == [
        f"{DOMAIN}: declared demo-logs, in AWS nothing; OpenSearch domain"
    ]


def profile(name: str, **more: object) -> list[str]:
    platform = golden()["fargate-mixed"]
    made = {
        "fargateProfileName": name,
        "selectors": [{"namespace": "shop", "labels": {"app.kubernetes.io/name": "basket"}}],
        "subnets": [subnet(f"private-{zone}") for zone in "abc"],
        "podExecutionRoleArn": "arn:aws:iam::111122223333:role/demo-fargate",
    }
    answers = {
        ("eks", "list_fargate_profiles"): {"fargateProfileNames": [name]},
        ("eks", "describe_fargate_profile"): {"fargateProfile": made | more},
    }
    return said("fargate", platform, answers)


def test_a_profile_whose_hash_is_another_is_known_by_what_differs() -> None:
    place = "nodes.fargate.profiles.basket"
    selectors = [{"namespace": "shop", "labels": {"app.kubernetes.io/name": "web"}}]
    (line,) = profile("basket-00000000", selectors=selectors)
    values = "declared {app.kubernetes.io/name: basket}, in AWS {app.kubernetes.io/name: web}"
    assert line == f"{place}.labels: {values}; namespace shop"
    (line,) = profile("basket-00000000")
    assert line.startswith(f"{place}: declared basket-")
    assert "in AWS basket-00000000" in line
    assert [line.partition(":")[0] for line in profile("else")] == [place, "nodes.fargate.profiles.else"]


def test_an_auto_scaling_group() -> None:
    platform = golden()["nodes-self-managed"]

    def described(**asked: Any) -> dict[str, Any]:
        types = [{"InstanceType": name} for name in ("m7i.xlarge", "m6i.xlarge", "m7a.xlarge")]
        spot = {"OnDemandPercentageAboveBaseCapacity": 0}
        batch = {
            "MinSize": 0,
            "MaxSize": 20,
            "DesiredCapacity": 4,
            "VPCZoneIdentifier": ",".join(subnet(f"private-{zone}") for zone in "abc"),
            "SuspendedProcesses": [{"ProcessName": "AZRebalance"}],
            "MixedInstancesPolicy": {"LaunchTemplate": {"Overrides": types[:2]}, "InstancesDistribution": spot},
        }
        return {"AutoScalingGroups": [batch] if asked["AutoScalingGroupNames"] == ["demo-batch"] else []}

    types = "declared [m7i.xlarge, m6i.xlarge, m7a.xlarge], in AWS [m7i.xlarge, m6i.xlarge]"
    assert said("auto_scaling_groups", platform, {("autoscaling", "describe_auto_scaling_groups"): described}) == [
        "nodes.groups.batch.scaling.max: declared 9, in AWS 20",
        f"nodes.groups.batch.instanceTypes: {types}",
        "nodes.groups.one-type: declared demo-one-type, in AWS nothing; Auto Scaling group",
    ]


def test_rules_of_a_group_of_ours_and_those_of_controllers() -> None:
    platform = base({"cluster": {"endpoint": {"privateCidrs": ["192.168.0.0/16"]}}})
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IsEgress": False}

    def rules(**asked: Any) -> dict[str, Any]:
        ours = {"CidrIpv4": "10.9.0.0/16", **https}
        balanced = {"CidrIpv4": "0.0.0.0/0", "Description": "elbv2.k8s.aws/targetGroupBinding=shared", **https}
        of_group = asked["Filters"][0]["Values"] == [group("control-plane")]
        return {"SecurityGroupRules": [ours if of_group else balanced]}

    place = "cluster.endpoint.privateCidrs"
    about = "rule of security group control-plane"
    assert said("security_groups", platform, {("ec2", "describe_security_group_rules"): rules}) == [
        f'{place}: declared "ingress tcp 443 192.168.0.0/16", in AWS nothing; {about}',
        f'{place}: declared nothing, in AWS "ingress tcp 443 10.9.0.0/16"; {about}',
    ]


ADOPTED = "subnet-0a00000000000002a"
ELSEWHERE = [{"RouteTableId": "rtb-else", "Associations": [{"Main": True}]}]


def adopted(aspect: str, answers: Answers) -> list[str]:
    """What an aspect says of an adopted VPC, whose subnets have the tags that we give them but for one."""
    platform = golden()["existing-vpc"]
    listed = there(platform).read("ec2", "describe_subnets")["Subnets"]
    role = {"Key": "kubernetes.io/role/internal-elb", "Value": "1"}
    for each in listed:
        inner = each["CidrBlock"].startswith("10.0.") and each["CidrBlock"].endswith("/20")
        each["Tags"] = [role] if inner and each["SubnetId"] != ADOPTED else []
    return said(aspect, platform, {("ec2", "describe_subnets"): {"Subnets": listed}} | answers)


def test_of_an_adopted_vpc_what_is_ours_is_compared() -> None:
    lines = [line for line in adopted("subnets", {}) if not line.startswith(("tags.", "subnets.public"))]
    about = "subnet private-a, tag kubernetes.io/role/internal-elb"
    assert lines == [f'subnets.private.loadBalancers: declared "1", in AWS nothing; {about}']
    tables = {("ec2", "describe_route_tables"): {"RouteTables": ELSEWHERE}}
    lines = adopted("routes", tables)
    assert "subnets.pods.routeTables.a: declared rtb-0a00000000000002a, in AWS rtb-else" in lines
    assert "subnets.control.routeTables.a: declared demo-isolated, in AWS rtb-else" in lines
    assert not any("private" in line.partition(":")[0] for line in lines)


NOT_THERE = NotRead("eks:DescribeCluster", "no cluster", "ResourceNotFoundException")


def test_without_a_cluster_that_is_said_once() -> None:
    reader = there(base(), {("eks", "describe_cluster"): NOT_THERE})
    found = import_module("generator.live.drift.cluster").drifts(World(base(), reader))
    assert [(drift.place, drift.actual) for drift in found] == [(("cluster",), None)]
    for aspect in ("access", "addons", "endpoint", "fargate", "node_groups", "pod_identities"):
        assert said(aspect, base(), {("eks", "describe_cluster"): NOT_THERE}) == []


class Refusing(Said):
    """A reader that may read nothing but the cluster."""

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        if (service, operation) == ("eks", "describe_cluster"):
            return super().read(service, operation, **parameters)
        raise NotRead(f"{service}:{operation}", "AccessDenied: not you", "AccessDenied")


def test_what_may_not_be_read_is_listed_and_the_rest_compared() -> None:
    platform, answers = base(), there(base()).answers
    cluster = answers["eks", "describe_cluster"]["cluster"]
    cluster |= {"version": "1.35", "roleArn": "arn:aws:iam::111122223333:role/demo-cluster"}
    source = Source("platform.yaml", document())
    compared = compare(source, {"production": platform}, {"production": Refusing(answers)})
    assert {"vpc", "node groups", "log groups"} <= {each.rule for each in compared.unread}
    assert len(compared.unread) < len(aspects())
    lines = [text.said(each) for each in compared.found]
    assert 'cluster.version: declared "1.36", in AWS "1.35"' in lines
    report = json.loads(as_json.report(compared))
    (version,) = (each for each in report["drifts"] if each["place"] == ["cluster", "version"])
    assert (version["declared"], version["actual"], version["environment"]) == ("1.36", "1.35", "production")
    assert document().splitlines()[version["line"] - 1].strip().startswith("version:")
    assert {each["aspect"] for each in report["unread"]} == {each.rule for each in compared.unread}
    assert formats() == ["json", "text"]
