from collections.abc import Iterator

from generator.platform.nodes.node_pool import configured_nodes
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "CMP-012",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    also=(
        "hardeneks:check_access_to_instance_profile",
        "checkov:CKV_AWS_341",
    ),
)
def metadata_reachable(platform: Platform) -> Iterator[Violation]:
    """Pods reach the instance metadata, and with it the node's role.

    An answer of the metadata service travels hopLimit hops, and a pod is the second: with 2 every pod of the node can
    do what the node can, attach network interfaces and pull images among it. Pods have roles of their own (iam.roles).

    Bad:

        nodes: {groups: {general: {metadata: {hopLimit: 2}}}}

    Good:

        nodes: {groups: {general: {metadata: {hopLimit: 1}}}}
    """
    for name, group in configured_nodes(platform):
        if group.metadata.hop_limit > 1:
            message = f"with {group.metadata.hop_limit} hops every pod on {name} can take the node's role; set 1"
            yield Violation(group.metadata, "hop_limit", message, Fix(1))
