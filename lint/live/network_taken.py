from collections.abc import Iterator

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import cidrs, name_tag, own_vpc, vpcs
from lint.reader import Reader
from lint.rule import WARNING, live_rule

CARRIER = network("100.64.0.0/10")
"""Addresses that many VPCs have for pods, since nobody routes to them. https://www.rfc-editor.org/rfc/rfc6598"""


@live_rule("LIV-004", WARNING, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html")
def network_taken(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """Another VPC of the account and region has addresses of ours.

    The two can never be peered, and at a transit gateway one of them is not reached. The primary CIDR of a VPC cannot
    be changed: another one now costs nothing, and later a new cluster. Default VPCs do not count, nor does
    100.64.0.0/10, which nobody routes to.
    """
    own = own_vpc(platform, aws)
    others = [vpc for vpc in vpcs(aws) if not vpc.get("IsDefault") and vpc != own]
    for index, ours in enumerate(vpc_networks(platform)):
        if ours.subnet_of(CARRIER):
            continue
        field = ("secondary_cidrs", index - 1) if index else ("cidr",)
        for vpc in others:
            for cidr in filter(lambda each: network(each).overlaps(ours), cidrs(vpc)):
                named = f"{vpc['VpcId']} ({name_tag(vpc)})" if name_tag(vpc) else vpc["VpcId"]
                message = f"{ours} overlaps {cidr} of {named}: the two can never be connected; take another CIDR"
                yield Violation(platform.vpc, field, message)
