"""IAM roles for service accounts: the cluster's own tokens, which IAM trusts through an OpenID Connect provider.

https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
"""

from collections.abc import Iterator

from generator.platform.network.addresses import tier_subnets
from generator.platform.network.endpoints import endpoint_tier, interface_endpoints
from generator.platform.services.pod_roles import accounts
from generator.platform.types.platform import Platform
from generator.render.arn import pods_role_arn
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import addresses, everywhere, tcp
from generator.render.pod_iam.mechanism import Mechanism
from generator.render.terraform.block import Block, Expression, Template, call, join, literal, local, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import Statement, assume

AUDIENCE = "sts.amazonaws.com"


def provider(platform: Platform) -> Block:
    """The cluster's OpenID Connect provider; IAM knows the certificate authority of EKS, so no thumbprint is given.

    https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
    """
    return resource("aws_iam_openid_connect_provider", "cluster", url=_issuer(platform), client_id_list=[AUDIENCE])


def _issuer(platform: Platform) -> Expression:
    return cluster(platform).ref("identity[0].oidc[0].issuer")


def _host(platform: Platform) -> Block:
    """The issuer as IAM names it in conditions: without its scheme."""
    return local("oidc_issuer", call("trimprefix", _issuer(platform), literal("https://")))


def shared(platform: Platform) -> Iterator[Block]:
    """Yield the provider and its name, which every role rests on that is taken by a token."""
    yield provider(platform)
    yield _host(platform)


def token_statement(platform: Platform, subjects: list[str]) -> Statement:
    """Trust in the tokens of some service accounts: a list of values is any of them."""
    issuer = _host(platform).value()
    conditions: dict[Template, object] = {join(issuer, ":aud"): AUDIENCE, join(issuer, ":sub"): subjects}
    return assume(
        {"Federated": provider(platform).ref("arn")}, "sts:AssumeRoleWithWebIdentity", StringEquals=conditions
    )


def _trust(platform: Platform, role: str) -> list[Statement]:
    subjects = [f"system:serviceaccount:{account.namespace}:{account.service}" for account in accounts(platform, role)]
    return [token_statement(platform, subjects)] if subjects else []


def annotations(role_arn: str) -> dict[str, str]:
    """What the cluster's webhook reads from a service account."""
    return {"eks.amazonaws.com/role-arn": role_arn, "eks.amazonaws.com/sts-regional-endpoints": "true"}


def _profile(platform: Platform, role: str) -> dict[str, str]:
    token = "/var/run/secrets/eks.amazonaws.com/serviceaccount/token"  # noqa: S105 (where it is)
    return {"role_arn": pods_role_arn(platform, role), "web_identity_token_file": token}


def egress(platform: Platform) -> Iterator[Manifest]:
    """To STS, where a token or another role becomes credentials: its endpoint in the VPC, else wherever it is."""
    inside = tier_subnets(platform, endpoint_tier(platform)) if "sts" in interface_endpoints(platform) else ()
    yield {"to": [addresses(str(subnet.cidr)) for subnet in inside] or everywhere(platform), "ports": tcp(443)}


MECHANISM = Mechanism(
    "irsa",
    _trust,
    shared=shared,
    account=lambda platform, role: annotations(pods_role_arn(platform, role)),
    egress=egress,
    profile=_profile,
)
