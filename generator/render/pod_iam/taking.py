"""A role that takes the roles of pods: of the nodes, or of a server that has its own by IRSA.

A server has its role by its service account, so that no node needs rights that pods could get hold of.
"""

from collections.abc import Iterator

from generator.platform.services.pod_roles import roles_by
from generator.platform.types.iam import MechanismName
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.pod_iam import irsa
from generator.render.pod_iam.system import NAMESPACE
from generator.render.terraform.block import Block, Expression
from generator.render.terraform.policy import Statement, allow, assume, document, inline, role


def permissions(platform: Platform, mechanism: MechanismName) -> list[Statement]:
    """To take exactly the roles that a mechanism hands out; nothing where there are none."""
    found = [_arn(name) for name in roles_by(platform, mechanism)]
    return [allow(["sts:AssumeRole"], found)] if found else []


def trust(platform: Platform, mechanism: MechanismName, name: str, takers: list[Block]) -> list[Statement]:
    """That of a role of pods in those who take it; nothing where no service has the role."""
    handed_out = name in roles_by(platform, mechanism)
    return [assume({"AWS": [taker.ref("arn") for taker in takers]})] if handed_out else []


def server_role(platform: Platform, name: str) -> Block:
    """The role of the service account of a server."""
    subject = f"system:serviceaccount:{NAMESPACE}:{name}"
    return role(platform, name, document(irsa.token_statement(platform, [subject])), f"{name}, which takes pods' roles")


def server_blocks(platform: Platform, mechanism: MechanismName, name: str) -> Iterator[Block]:
    """Yield the role of a server, what it may do, and what IRSA needs."""
    yield from irsa.shared(platform)
    owner = server_role(platform, name)
    yield owner
    if statements := permissions(platform, mechanism):
        yield inline(owner, document(*statements))


def server_annotations(platform: Platform, name: str) -> dict[str, str]:
    """What gives the service account of a server its role."""
    return irsa.annotations(arn(platform, "iam", f"role/{platform.name}-{name}", regional=False))


def _arn(name: str) -> Expression:
    """The ARN of a role of pods: its block, known by its address alone, trusts who would use this."""
    return Block("resource", ("aws_iam_role", f"pods-{name}"), {}).ref("arn")
