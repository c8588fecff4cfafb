"""EKS Pod Identity: an association in AWS, and an agent on every node that hands out the credentials.

https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
"""

from collections.abc import Iterator

from generator.platform.services.pod_roles import accounts
from generator.platform.types.platform import Platform
from generator.render.kubernetes.policy import pod_identity as agent
from generator.render.pod_iam.mechanism import Mechanism
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import Statement, pod_identity, pod_statement


def _trust(platform: Platform, _role: str) -> list[Statement]:
    return [pod_statement(platform)]


def _bindings(platform: Platform, role: str, owner: Block) -> Iterator[Block]:
    target = platform.iam.roles[role].target
    for account in accounts(platform, role):
        name = f"service-{account.service}"
        yield pod_identity(name, cluster(platform), account.namespace, account.service, owner, target_role_arn=target)


MECHANISM = Mechanism("podIdentity", _trust, bindings=_bindings, egress=lambda platform: (agent(platform),))
