"""What a security group lets out."""

from tests.reachability.kinds.aws_vpc_security_group_ingress_rule import ARGUMENTS, STAGE, rule
from tests.reachability.root import Resource, identity
from tests.reachability.world import Root, World

__all__ = ["ARGUMENTS", "STAGE", "read"]


def read(resource: Resource, root: Root, world: World) -> None:
    world.groups[identity(resource.body["security_group_id"])].egress.append(rule(resource.body))
