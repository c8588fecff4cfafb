"""What platform.yaml names and somebody else made: it is there, and it can be used."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from lint.account.certificates import covers
from lint.reader import NotRead
from tests.live.found import GONE, OWN_VPC, VPC, Answers, found, vpcs

OWN = "arn:aws:{}:eu-west-1:111122223333:{}"
KEY = OWN.format("kms", "key/1b2c3d4e")
CERTIFICATE = OWN.format("acm", "certificate/7a1b2c3d")
ACL = OWN.format("wafv2", "regional/webacl/shop/1b2c")
GROUP = "sg-0123456789abcdef0"
ADMIN = "arn:aws:iam::111122223333:role/Admin"
AUTO_SCALING = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"


def role(arn: str) -> Answers:
    said = {
        "Path": "/",
        "RoleName": "Admin",
        "RoleId": "x" * 16,
        "Arn": arn,
        "CreateDate": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return {("iam", "get_role"): {"Role": said}}


ANY_ROLE = {"statements": [{"actions": ["sts:AssumeRole"], "resources": ["arn:aws:iam::111122223333:role/deploy-*"]}]}
WAY_IN: dict[str, Any] = {
    "services": {
        "web": {"namespace": "web", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}},
    },
    "ingress": {
        "classes": {"public": {"controller": "alb", "certificates": [CERTIFICATE], "waf": ACL}},
        "routes": {"shop": {"class": "public", "hosts": {"shop.example.com": {"/": "web:http"}}}},
    },
}


def certificate(status: str = "ISSUED", until: str = "2027-05-01", **more: Any) -> Answers:
    names = {"DomainName": "example.com", "SubjectAlternativeNames": ["example.com", "*.example.com"]}
    said = names | {"Status": status, "NotAfter": datetime.fromisoformat(until).replace(tzinfo=UTC)} | more
    return {("acm", "describe_certificate"): {"Certificate": said}}


def key(state: str = "Enabled", spec: str = "SYMMETRIC_DEFAULT") -> Answers:
    return {("kms", "describe_key"): {"KeyMetadata": {"KeyId": "1b2c3d4e", "KeyState": state, "KeySpec": spec}}}


def policy(principal: Any, grantee: str = "") -> Answers:
    said = json.dumps({"Statement": [{"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}]})
    grants = [{"GranteePrincipal": grantee}] if grantee else []
    return {("kms", "get_key_policy"): {"Policy": said}, ("kms", "list_grants"): {"Grants": grants}}


def zone(name: str, *private: str) -> Answers:
    said = {"Id": "Z1", "Name": name, "CallerReference": "1"}
    vpcs_of = [{"VPCId": each} for each in private]
    return {("route53", "get_hosted_zone"): {"HostedZone": said, "VPCs": vpcs_of}}


def gone(service: str, operation: str, code: str = "NotFoundException") -> Answers:
    return {(service, operation): NotRead("a:B", "gone", code)}


def group(**fields: Any) -> dict[str, Any]:
    return {"nodes": {"groups": {"general": fields}}}


LOGS = {"cluster": {"logs": {"encryption": KEY}}}
ZONE = {"ingress": {"dns": {"zones": {"example.com": "Z1"}}}}
IMAGE = group(imageId="ami-0123456789abcdef0")
DISK = group(disk={"kmsKey": KEY})
BOUND = {"iam": {"permissionsBoundary": "arn:aws:iam::111122223333:policy/Boundary"}}
GROUPS = {"cluster": {"securityGroups": [GROUP]}}
ROOT = {"AWS": "arn:aws:iam::111122223333:root"}
SECRET = {"services": {"web": WAY_IN["services"]["web"] | {"secrets": {"db": {"secret": "shop/db", "path": "/s"}}}}}


def images(**said: Any) -> Answers:
    return {("ec2", "describe_images"): {"Images": [{"State": "available", "Architecture": "arm64"} | said]}}


def groups(vpc: str) -> Answers:
    return {("ec2", "describe_security_groups"): {"SecurityGroups": [{"GroupId": GROUP, "VpcId": vpc}]}}


CASES: list[tuple[str, dict[str, Any], Answers, list[str]]] = [
    ("principal-missing", {"iam": {"roles": {"app": ANY_ROLE}}}, role(ADMIN), []),
    ("principal-missing", {}, role(ADMIN), []),
    (
        "principal-missing",
        {},
        gone("iam", "get_role", "NoSuchEntityNotFound"),
        ["account 111122223333 has no role Admin;"],
    ),
    (
        "principal-missing",
        {},
        role("arn:aws:iam::111122223333:role/teams/Admin"),
        ["the ARN of the role Admin is arn:aws:iam::111122223333:role/teams/Admin; write that"],
    ),
    (
        "principal-missing",
        {"cluster": {"access": {"admins": {"principal": "arn:aws:iam::111122223333:role/demo-app"}}}},
        {},
        [],
    ),
    (
        "policy-missing",
        BOUND,
        gone("iam", "get_policy"),
        ["there is no policy arn:aws:iam"],
    ),
    ("certificate-unusable", WAY_IN, certificate(), []),
    ("certificate-unusable", WAY_IN, gone("acm", "describe_certificate"), ["there is no certificate 7a1b2c3d;"]),
    ("certificate-unusable", WAY_IN, certificate("EXPIRED"), ["the certificate 7a1b2c3d is EXPIRED, not ISSUED"]),
    ("certificate-unusable", WAY_IN, certificate(until="2026-12-01", Type="AMAZON_ISSUED"), []),
    (
        "certificate-unusable",
        WAY_IN,
        certificate(until="2026-12-01", Type="IMPORTED"),
        ["the certificate 7a1b2c3d runs out on 2026-12-01, and nothing renews it"],
    ),
    (
        "certificate-unusable",
        WAY_IN,
        certificate(until="2026-11-01"),
        ["the certificate 7a1b2c3d ran out on"],
    ),
    ("host-without-certificate", WAY_IN, certificate(), []),
    (
        "host-without-certificate",
        WAY_IN,
        certificate(SubjectAlternativeNames=["example.com"]),
        ["no certificate of the class public is for shop.example.com; they are for example.com"],
    ),
    ("key-unusable", LOGS, key(), []),
    ("key-unusable", LOGS, gone("kms", "describe_key"), ["there is no key 1b2c3d4e in eu-west-1"]),
    ("key-unusable", LOGS, key("PendingDeletion"), ["the key 1b2c3d4e is PendingDeletion;"]),
    ("key-unusable", LOGS, key(spec="RSA_2048"), ["the key 1b2c3d4e is RSA_2048;"]),
    ("key-closed-to-service", {}, {}, []),
    ("key-closed-to-service", LOGS, policy({"Service": ["logs.eu-west-1.amazonaws.com"]}), []),
    ("key-closed-to-service", LOGS, policy(ROOT), ["the policy of the key 1b2c3d4e does not let in CloudWatch Logs"]),
    ("key-closed-to-service", DISK, policy(ROOT, AUTO_SCALING), []),
    ("key-closed-to-service", DISK, policy(ROOT), ["the policy of the key 1b2c3d4e does not let in Auto Scaling"]),
    (
        "web-acl-missing",
        WAY_IN,
        gone("wafv2", "get_web_acl", "WAFNotFoundException"),
        ["there is no web ACL shop with"],
    ),
    ("hosted-zone-missing", ZONE, zone("example.com.") | vpcs(), []),
    ("hosted-zone-missing", ZONE, gone("route53", "get_hosted_zone"), ["there is no hosted zone Z1;"]),
    ("hosted-zone-missing", ZONE, zone("other.com.") | vpcs(), ["the hosted zone Z1 is other.com, not example.com"]),
    (
        "hosted-zone-missing",
        ZONE,
        zone("example.com.", "vpc-9") | vpcs(OWN_VPC),
        [f"the private zone Z1 does not hold in {VPC}; associate it"],
    ),
    ("image-unusable", IMAGE, images(), []),
    (
        "image-unusable",
        IMAGE,
        gone("ec2", "describe_images", "InvalidAMIID.NotFound"),
        ["account 111122223333 cannot use"],
    ),
    (
        "image-unusable",
        IMAGE,
        images(Architecture="x86_64"),
        ["ami-0123456789abcdef0 is for x86_64, and the inst"],
    ),
    ("secret-missing", SECRET, {("secretsmanager", "describe_secret"): {"Name": "shop/db"}}, []),
    ("secret-missing", SECRET, gone("secretsmanager", "describe_secret"), ["there is no secret shop/db in eu-west-1"]),
    (
        "secret-missing",
        SECRET,
        {("secretsmanager", "describe_secret"): {"DeletedDate": datetime(2026, 11, 1, tzinfo=UTC)}},
        ["the secret shop/db is about to be deleted; restore it"],
    ),
    ("security-group-missing", {}, {}, []),
    ("security-group-missing", GROUPS, vpcs(OWN_VPC) | groups(VPC), []),
    ("security-group-missing", GROUPS, vpcs(OWN_VPC) | groups("vpc-9"), [f"{GROUP} is of vpc-9, not of {VPC}"]),
    (
        "security-group-missing",
        GROUPS,
        vpcs() | groups("vpc-9"),
        [f"{GROUP} is of vpc-9, and the platform's VPC is"],
    ),
    (
        "key-pair-missing",
        group(access={"ssh": {"keyPair": "operators", "sourceSecurityGroups": [GROUP]}}),
        gone("ec2", "describe_key_pairs", "InvalidKeyPair.NotFound"),
        ["there is no key pair operators in eu-west-1"],
    ),
    ("bucket-missing", {}, {("s3", "head_bucket"): {}}, []),
    ("bucket-missing", {}, gone("s3", "head_bucket", "403"), []),
    (
        "bucket-missing",
        {},
        gone("s3", "head_bucket", "NotFound"),
        ["there is no bucket demo-terraform-state;"],
    ),
]


@pytest.mark.parametrize(("name", "patch", "answers", "messages"), CASES)
def test_references(name: str, patch: dict[str, Any], answers: Answers, messages: list[str]) -> None:
    said = found(name, patch, answers)
    assert len(said) == len(messages), said
    assert all(each.startswith(start) for each, start in zip(said, messages, strict=True)), said


def test_what_may_not_be_read_is_no_finding() -> None:
    denied = NotRead("iam:GetRole", "AccessDenied", "AccessDenied")
    with pytest.raises(NotRead):
        found("principal-missing", {}, {("iam", "get_role"): denied})
    assert GONE.code


@pytest.mark.parametrize(
    ("name", "host", "covered"),
    [
        ("example.com", "example.com", True),
        ("*.example.com", "shop.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "a.b.example.com", False),
        ("*.example.com", "*.example.com", True),
        ("example.com", "shop.example.com", False),
    ],
)
def test_names_of_certificates(name: str, host: str, covered: bool) -> None:
    assert covers(name, host) is covered
