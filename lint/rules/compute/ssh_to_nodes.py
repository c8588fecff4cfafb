from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "CMP-015",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/protecting-the-infrastructure.html",
    also=("checkov:CKV_AWS_100",),
)
def ssh_to_nodes(platform: Platform) -> Iterator[Violation]:
    """People log in to nodes with a key.

    A key is shared, copied and never runs out, and nobody can say who used it. Session Manager opens a shell for whom
    IAM lets, without an open port, and CloudTrail records it.

    Bad:

        nodes: {groups: {general: {access: {ssh: {keyPair: ops, sourceSecurityGroups: [sg-0123456789abcdef0]}}}}}

    Good:

        nodes: {groups: {general: {access: {ssm: true}}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.access.ssh:
            message = f"nodes of {name} let people in with the key {group.access.ssh.key_pair}; use ssm instead"
            yield Violation(group.access, "ssh", message, Fix({"ssm": True}, field="access", node=group))
