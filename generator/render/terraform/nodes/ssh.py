"""Ways in by SSH, to Windows by RDP, of the groups that ask for it.

A managed group's own setting for it cannot be combined with a launch template.
https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
"""

from collections.abc import Iterator

from generator.platform.nodes.ami import is_windows
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network.vpc import vpc

SSH, RDP = 22, 3389


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the security group of such a group's nodes, and a rule for each source."""
    for name, group in sorted(platform.nodes.groups.items()):
        if group.access.ssh is None:
            continue
        owner = ssh_group(platform, name)
        yield owner
        port = RDP if is_windows(group.ami) else SSH
        for source in sorted(set(group.access.ssh.source_security_groups)):
            yield resource(
                "aws_vpc_security_group_ingress_rule",
                f"ssh-{name}-{source}",
                security_group_id=owner.ref("id"),
                description="People on nodes",
                referenced_security_group_id=source,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
            )


def ssh_group(platform: Platform, name: str) -> Block:
    """The security group of nodes that people connect to."""
    return resource(
        "aws_security_group",
        f"ssh-{name}",
        name=f"{platform.name}-ssh-{name}",
        description=f"People on nodes of {name}",
        vpc_id=vpc(platform).ref("id"),
    )
