"""What an account has before a platform comes into it, and a platform that names all of it."""

import json
from typing import Any

from tests.aws.server import Aws

BASE_ACCOUNT, REGION = "111122223333", "eu-west-1"
CIDR = "10.64.0.0/16"
SUBNETS = {
    "public": [f"10.64.{128 + index}.0/24" for index in range(3)],
    "private": [f"10.64.{16 * index}.0/20" for index in range(3)],
    "control": [f"10.64.192.{16 * index}/28" for index in range(3)],
}
KINDS = {"public": "public", "private": "private", "control": "isolated"}


def furnish(aws: Aws) -> None:
    """Make what tests/base.yaml names."""
    aws.client("iam").create_role(RoleName="Admin", AssumeRolePolicyDocument="{}")
    aws.client("s3").create_bucket(
        Bucket="demo-terraform-state", CreateBucketConfiguration={"LocationConstraint": REGION}
    )


def furnished(aws: Aws) -> dict[str, Any]:
    """Make one of everything, and say the patch of the smallest platform that names it."""
    network = _network(aws)
    group = aws.client("ec2").create_security_group(GroupName="db", Description="db", VpcId=network["vpc"]["id"])
    key = _key(aws)
    return network | {
        "cluster": {
            "secretsEncryption": key,
            "securityGroups": [group["GroupId"]],
            "logs": {"encryption": key},
            "access": {"operator": {"principal": _user(aws), "policy": "View"}},
        },
        "nodes": {
            "groups": {"general": {"disk": {"kmsKey": key}, "imageId": _image(aws), "access": {"ssh": _ssh(aws)}}}
        },
        "iam": {"roles": {"app": {"managedPolicies": [_policy(aws)]}}},
        "services": _services(aws),
        "ingress": _ingress(aws),
    }


def _network(aws: Aws) -> dict[str, Any]:
    ec2 = aws.client("ec2")
    vpc = ec2.create_vpc(CidrBlock=CIDR)["Vpc"]["VpcId"]
    ids = {
        tier: {
            zone: ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"]
            for zone, cidr in zip("abc", cidrs, strict=True)
        }
        for tier, cidrs in SUBNETS.items()
    }
    tiers = {
        tier: {"kind": KINDS[tier], "cidrs": dict(zip("abc", cidrs, strict=True)), "ids": ids[tier], "size": None}
        for tier, cidrs in SUBNETS.items()
    }
    return {"vpc": {"id": vpc, "cidr": CIDR}, "subnets": tiers}


def _key(aws: Aws) -> str:
    who = {"Service": f"logs.{REGION}.amazonaws.com", "AWS": f"arn:aws:iam::{BASE_ACCOUNT}:root"}
    statement = {"Effect": "Allow", "Principal": who, "Action": "kms:*", "Resource": "*"}
    kms = aws.client("kms")
    key: str = kms.create_key(Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))["KeyMetadata"][
        "Arn"
    ]
    role = f"arn:aws:iam::{BASE_ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
    kms.create_grant(KeyId=key, GranteePrincipal=role, Operations=["Decrypt"])
    return key


def _user(aws: Aws) -> str:
    arn: str = aws.client("iam").create_user(UserName="operator")["User"]["Arn"]
    return arn


def _policy(aws: Aws) -> str:
    nothing = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
    arn: str = aws.client("iam").create_policy(PolicyName="bound", PolicyDocument=json.dumps(nothing))["Policy"]["Arn"]
    return arn


def _image(aws: Aws) -> str:
    image: str = aws.client("ec2").register_image(Name="own", Architecture="arm64", RootDeviceName="/dev/xvda")[
        "ImageId"
    ]
    return image


def _ssh(aws: Aws) -> dict[str, Any]:
    ec2 = aws.client("ec2")
    ec2.create_key_pair(KeyName="operators")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": [CIDR]}])["Vpcs"][-1]["VpcId"]
    group = ec2.create_security_group(GroupName="bastion", Description="bastion", VpcId=vpc)["GroupId"]
    return {"keyPair": "operators", "sourceSecurityGroups": [group]}


def _services(aws: Aws) -> dict[str, Any]:
    aws.client("secretsmanager").create_secret(Name="shop/database", SecretString="{}")
    secret = {"secret": "shop/database", "path": "/secrets"}
    image = "public.ecr.aws/nginx/nginx:1.29"
    return {
        "web": {
            "namespace": "web",
            "image": image,
            "replicas": 2,
            "ports": {"http": 8080},
            "secrets": {"database": secret},
            "iam": "app",
        }
    }


def _ingress(aws: Aws) -> dict[str, Any]:
    certificate = aws.client("acm").request_certificate(DomainName="*.example.com", ValidationMethod="DNS")
    pem = {"CertificateBody": "b", "PrivateKey": "k", "ServerCertificateName": "old"}
    old = aws.client("iam").upload_server_certificate(**pem)["ServerCertificateMetadata"]["Arn"]
    visible = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "shop"}
    acl = {
        "Name": "shop",
        "Scope": "REGIONAL",
        "DefaultAction": {"Allow": {}},
        "VisibilityConfig": visible,
        "Rules": [],
    }
    classes = {
        "public": {
            "controller": "alb",
            "scheme": "internet-facing",
            "certificates": [certificate["CertificateArn"], old],
            "waf": aws.client("wafv2").create_web_acl(**acl)["Summary"]["ARN"],
        }
    }
    routes = {"shop": {"class": "public", "hosts": {"shop.example.com": {"/": "web:http"}}}}
    return {"classes": classes, "routes": routes, "dns": {"zones": {"example.com": _zone(aws)}}}


def _zone(aws: Aws) -> str:
    """A hosted zone; moto's ids begin with any letter, those of Route 53 with a Z."""
    route53 = aws.client("route53")
    made = (route53.create_hosted_zone(Name="example.com", CallerReference=str(n)) for n in range(1000))
    ids = (str(each["HostedZone"]["Id"]).rpartition("/")[2] for each in made)
    return next(found for found in ids if found.startswith("Z"))
