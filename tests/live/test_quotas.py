"""Quotas: what is needed beyond what there is of the platform, against what others have."""

from typing import Any

import pytest

from tests.live.found import GONE, OWN_VPC, VPC, Answers, found, quota, vpcs

OTHER = {"VpcId": "vpc-1", "CidrBlock": "10.9.0.0/16", "OwnerId": "111122223333"}
SHARED = {"VpcId": "vpc-2", "CidrBlock": "10.8.0.0/16", "OwnerId": "999999999999"}
GATEWAYS = [{"InternetGatewayId": f"igw-{number}"} for number in range(5)]
SUBNETS = [{"SubnetId": f"subnet-{zone}", "AvailabilityZone": f"eu-west-1{zone}"} for zone in "abc"]


def ec2(operation: str, **answer: Any) -> Answers:
    return {("ec2", operation): answer}


def gateways(vpc: str, zones: str) -> Answers:
    made = [{"VpcId": vpc, "SubnetId": f"subnet-{zone}", "State": "available"} for zone in zones]
    return ec2("describe_nat_gateways", NatGateways=made) | ec2("describe_subnets", Subnets=SUBNETS)


def instances(*those: dict[str, Any]) -> Answers:
    return ec2("describe_instances", Reservations=[{"Instances": list(those)}])


def instance(type_: str, **more: Any) -> dict[str, Any]:
    return {"InstanceId": "i-1", "InstanceType": type_, "CpuOptions": {"CoreCount": 2, "ThreadsPerCore": 2}} | more


def balancers(*names: str, vpc: str = VPC, kind: str = "network") -> Answers:
    made = [{"LoadBalancerName": name, "Type": kind, "VpcId": vpc} for name in names]
    none: dict[str, Any] = {"LoadBalancerDescriptions": []}
    return {("elbv2", "describe_load_balancers"): {"LoadBalancers": made}, ("elb", "describe_load_balancers"): none}


def interfaces(number: int, **more: Any) -> Answers:
    made = [{"Description": "", "InterfaceType": "interface"} | more for _ in range(number)]
    return ec2("describe_network_interfaces", NetworkInterfaces=made)


ADDRESSES = ec2("describe_addresses", Addresses=[{"PublicIp": "203.0.113.1"}] * 3)
OWN_TAG = [{"Key": "kubernetes.io/cluster/demo", "Value": "owned"}]
SPOT = {"nodes": {"groups": {"general": {"capacity": "spot"}}}}
GPU = {"nodes": {"groups": {"general": {"instanceTypes": ["g5g.xlarge"]}}}}
EXPOSED = {
    "services": {
        "web": {
            "namespace": "web",
            "image": "public.ecr.aws/nginx/nginx:1.29",
            "ports": {"http": 8080},
            "expose": {"type": "LoadBalancer", "loadBalancer": {"kind": "nlb"}},
        }
    }
}
NO_CLUSTER: Answers = {("eks", "describe_cluster"): GONE, ("eks", "list_clusters"): {"clusters": ["a", "b"]}}
A_CLUSTER: Answers = {
    ("eks", "describe_cluster"): {"cluster": {"name": "demo"}},
    ("eks", "list_clusters"): {"clusters": ["a", "demo"]},
}
UNKNOWN: Answers = {
    ("service-quotas", "get_service_quota"): GONE,
    ("service-quotas", "get_aws_default_service_quota"): GONE,
}
BY_DEFAULT: Answers = {
    ("service-quotas", "get_service_quota"): GONE,
    ("service-quotas", "get_aws_default_service_quota"): {"Quota": {"Value": 2.0}},
}

CASES: list[tuple[str, dict[str, Any], Answers, list[str]]] = [
    ("vpc-quota-full", {}, vpcs(OTHER, SHARED) | quota(2), []),
    ("vpc-quota-full", {}, vpcs(OTHER) | UNKNOWN, []),
    (
        "vpc-quota-full",
        {},
        vpcs(OTHER, OTHER) | BY_DEFAULT,
        ["1 more are needed, and 2 of 2 VPCs of the region"],
    ),
    ("vpc-quota-full", {}, vpcs(OTHER, OTHER, OWN_VPC) | quota(3), []),
    (
        "internet-gateway-quota-full",
        {},
        vpcs() | ec2("describe_internet_gateways", InternetGateways=GATEWAYS) | quota(5),
        ["1 more are needed, and 5 of 5 internet gateways of the region are in use; ask Service Quotas for 6"],
    ),
    ("elastic-ip-quota-full", {}, vpcs() | ADDRESSES | quota(6), []),
    (
        "elastic-ip-quota-full",
        {},
        vpcs() | ADDRESSES | quota(5),
        ["3 more are needed, and 3 of 5 Elastic IP"],
    ),
    ("elastic-ip-quota-full", {"vpc": {"nat": "single"}}, vpcs() | ADDRESSES | quota(4), []),
    ("elastic-ip-quota-full", {}, vpcs(OWN_VPC) | gateways(VPC, "abc") | ADDRESSES | quota(3), []),
    ("nat-gateway-quota-full", {}, vpcs() | gateways("vpc-1", "aaaa") | quota(5), []),
    (
        "nat-gateway-quota-full",
        {},
        vpcs() | gateways("vpc-1", "aaaaa") | quota(5),
        ["1 more are needed, and 5 of 5 NAT gateways of eu-west-1a are in use"],
    ),
    ("nat-gateway-quota-full", {}, vpcs(OWN_VPC) | gateways(VPC, "abc") | quota(1), []),
    ("network-interface-quota-full", {}, instances() | interfaces(50) | quota(100), []),
    (
        "network-interface-quota-full",
        {},
        instances() | interfaces(50) | quota(60),
        ["29 more are needed, and 50 of"],
    ),
    (
        "network-interface-quota-full",
        {},
        instances() | interfaces(50, InterfaceType="nat_gateway") | quota(60),
        [],
    ),
    ("vcpu-quota-full", {}, instances(instance("m7g.xlarge")) | quota(28), []),
    (
        "vcpu-quota-full",
        {},
        instances(instance("m7g.xlarge")) | quota(27),
        ["24 more are needed, and 4 of 27 vCPUs of on-demand standard (A, C, D, H, I, M, R, T, Z)"],
    ),
    ("vcpu-quota-full", {}, instances(instance("m7g.xlarge", Tags=OWN_TAG)) | quota(24), []),
    ("vcpu-quota-full", {}, instances(instance("m7g.xlarge", InstanceLifecycle="spot")) | quota(24), []),
    ("vcpu-quota-full", {}, instances(instance("p5.48xlarge")) | quota(24), []),
    (
        "vcpu-quota-full",
        SPOT,
        instances(instance("im4gn.xlarge", InstanceLifecycle="spot")) | quota(24),
        ["24 more are needed, and 4 of 24 vCPUs of spot standard"],
    ),
    (
        "vcpu-quota-full",
        GPU,
        instances() | quota(0),
        ["24 more are needed, and 0 vCPUs of on-demand G and VT"],
    ),
    ("node-group-quota-full", {}, quota(1), []),
    ("node-group-quota-full", {}, quota(0), ["1 more are needed, and 0 managed node groups of a cluster are allowed"]),
    ("fargate-profile-quota-full", {}, {}, []),
    (
        "cluster-quota-full",
        {},
        NO_CLUSTER | quota(2),
        ["1 more are needed, and 2 of 2 clusters of the region"],
    ),
    ("cluster-quota-full", {}, A_CLUSTER | quota(2), []),
    ("load-balancer-quota-full", {}, vpcs(), []),
    ("load-balancer-quota-full", EXPOSED, vpcs() | balancers("a", "b", kind="application") | quota(2), []),
    ("load-balancer-quota-full", EXPOSED, vpcs(OWN_VPC) | balancers("k8s-web-web-1") | quota(1), []),
    (
        "load-balancer-quota-full",
        EXPOSED,
        vpcs(OWN_VPC) | balancers("a", "b") | quota(2),
        ["1 more are needed, and 2 of 2 Network Load Balancers of the region are in use"],
    ),
    ("security-group-quota-full", {}, {}, []),
]


@pytest.mark.parametrize(("name", "patch", "answers", "messages"), CASES)
def test_quotas(name: str, patch: dict[str, Any], answers: Answers, messages: list[str]) -> None:
    said = found(name, patch, answers)
    assert len(said) == len(messages), said
    assert all(each.startswith(start) for each, start in zip(said, messages, strict=True)), said
