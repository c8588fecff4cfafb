"""An OpenSearch domain: interfaces in our subnets, where it is asked."""

from tests.reachability.root import Resource, identities
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {
    "access_policies",
    "advanced_security_options",
    "auto_tune_options",
    "cluster_config",
    "cognito_options",
    "domain_endpoint_options",
    "domain_name",
    "ebs_options",
    "encrypt_at_rest",
    "engine_version",
    "log_publishing_options",
    "node_to_node_encryption",
    "off_peak_window_options",
    "software_update_options",
    "vpc_options",
}


def read(domain: Resource, root: Root, world: World) -> None:
    options = domain.body["vpc_options"]
    groups = identities(options["security_group_ids"])
    for subnet in identities(options["subnet_ids"]):
        world.domains.append(Interface(f"{domain.address} in {subnet}", subnet, groups, versions=frozenset({4})))
