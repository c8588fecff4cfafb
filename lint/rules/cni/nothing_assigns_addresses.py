from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-063", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def nothing_assigns_addresses(platform: Platform) -> Iterator[Violation]:
    """Nothing gives nodes addresses for their pods.

    With DISABLE_NETWORK_RESOURCE_PROVISIONING the CNI only uses the interfaces and addresses that something else has
    attached to the instance. Nothing else does so here: a node joins with one address, its own.

    Bad:

        cni: {settings: {DISABLE_NETWORK_RESOURCE_PROVISIONING: true}}

    Good:

        cni: {settings: {DISABLE_NETWORK_RESOURCE_PROVISIONING: false}}
    """
    if platform.cni.settings.disable_network_resource_provisioning:
        message = "nothing else attaches addresses to nodes, so no pod gets one; remove it"
        yield Violation(platform.cni.settings, "disable_network_resource_provisioning", message, Fix(False))
