"""Which VPC endpoints there are, and why."""

from typing import Any

from generator.platform.network.endpoints import (
    gateway_endpoints,
    gateway_reasons,
    interface_endpoints,
    interface_reasons,
    missing_endpoints,
    needed_endpoints,
)
from generator.platform.types.platform import Platform
from generator.render.readme import files
from tests.platforms import base

NODES = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "sts"]


def calling(*actions: str, nat: str = "none", **more: Any) -> Platform:
    """A platform with a service whose role has these actions, and one whose role nobody has."""
    service = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "iam": "shop"}
    roles = {
        "shop": {"statements": [{"actions": list(actions), "resources": ["arn:aws:s3:::a/*"]}]},
        "unused": {"statements": [{"actions": ["glue:GetTable"], "resources": ["*"]}]},
    }
    return base({"vpc": {"nat": nat, **more}, "services": {"shop": service}, "iam": {"roles": roles}})


def test_every_platform_without_nat_needs_these() -> None:
    platform = base({"vpc": {"nat": "none"}})
    assert interface_endpoints(platform) == NODES
    assert gateway_endpoints(platform) == ["s3"]
    assert missing_endpoints(platform) == []


def test_what_roles_of_pods_call_has_an_endpoint_and_its_reason() -> None:
    platform = calling("kms:Decrypt", "sqs:*", "cloudwatch:PutMetricData", "kinesis:PutRecord", "s3:GetObject")
    assert interface_endpoints(platform) == sorted([*NODES, "kms", "sqs", "monitoring", "kinesis-streams"])
    assert interface_reasons(platform)["kms"] == "pods with the role shop call it"
    assert "| kms | interface | pods with the role shop call it |" in files(platform)["README.md"].decode()


def test_what_pods_call_is_no_need_of_the_cluster() -> None:
    """A key that S3 uses on behalf of a pod is in the pod's role too, so nobody is told that it is missing."""
    platform = calling("kms:Decrypt")
    assert sorted(needed_endpoints(platform)) == NODES


def test_services_without_an_endpoint_get_none() -> None:
    assert interface_endpoints(calling("iam:GetRole", "*", "made-up:Call")) == NODES


def test_with_nat_only_the_gateways_are_made() -> None:
    platform = calling("dynamodb:GetItem", "kms:Decrypt", nat="perZone")
    assert interface_endpoints(platform) == []
    assert gateway_endpoints(platform) == ["dynamodb", "s3"]
    assert gateway_reasons(platform)["dynamodb"] == "free of charge, and pods with the role shop call it"


def test_the_load_balancer_controller_and_people_call_more() -> None:
    waf = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1"
    classes = {"public": {"controller": "alb", "waf": waf}}
    group = {"nodes": {"groups": {"general": {"access": {"ssm": True}}}}}
    platform = base({"vpc": {"nat": "none"}, "ingress": {"classes": classes}, **group})
    more = {*needed_endpoints(platform)} - {*NODES}
    assert more == {"elasticloadbalancing", "wafv2", "ssm", "ssmmessages", "ec2messages"}


def test_a_list_is_what_is_made() -> None:
    platform = calling("kms:Decrypt", endpoints={"interface": ["sts", "sts", "ec2"]})
    assert interface_endpoints(platform) == ["ec2", "sts"]
    assert gateway_endpoints(platform) == []
    assert missing_endpoints(platform) == ["ecr.api", "ecr.dkr", "eks", "eks-auth", "logs"]
