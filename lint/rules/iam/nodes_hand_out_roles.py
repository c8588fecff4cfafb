from collections.abc import Iterator

from generator.platform.nodes.node_pool import configured_nodes
from generator.platform.services.pod_roles import INTERCEPTORS, used
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("IAM-041", ERROR, "https://github.com/jtblin/kube2iam#iptables", also=("cis:5.2.1",))
def nodes_hand_out_roles(platform: Platform) -> Iterator[Violation]:
    """Pods reach the real metadata service before the agent stands in front of it.

    A node's interceptor starts beside the pods of the node, and for a moment at each of its updates there is none.
    With a hop limit of 2 a pod gets the node's own role then, and with kube2iam that one takes the roles of all
    services. The agents are on the node's network, where 1 is enough for them.

    Bad:

        iam: {mechanism: kube2iam, roles: {app: {}}}
        services: {web: {iam: app}}
        nodes: {groups: {general: {metadata: {hopLimit: 2}}}}
        lint: {allow: [{rule: role-by-interception, reason: "roles move one by one"}]}

    Good:

        iam: {mechanism: kube2iam, roles: {app: {}}}
        services: {web: {iam: app}}
        nodes: {groups: {general: {metadata: {hopLimit: 1}}}}
        lint: {allow: [{rule: role-by-interception, reason: "roles move one by one"}]}
    """
    found = [name for name in used(platform) if name in INTERCEPTORS]
    for name, group in configured_nodes(platform):
        if found and group.metadata.hop_limit > 1:
            message = f"pods on {name} get the node's own role while {found[0]} is not there; set 1"
            yield Violation(group.metadata, "hop_limit", message, Fix(1))
