from collections.abc import Iterator

from generator.platform.network.addresses import network
from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

DEFAULT = network("172.31.0.0/16")


@rule(
    "NET-038",
    WARNING,
    "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html",
    also=("checkov:CKV_AWS_148",),
)
def default_vpc(platform: Platform) -> Iterator[Violation]:
    """The adopted VPC has the addresses of an account's default VPC.

    Every default VPC is 172.31.0.0/16, so no two of them can be connected, and all of its subnets are public. It is
    there for first steps, and anybody may have put anything into it.

    Bad:

        vpc: {id: vpc-0123456789abcdef0, cidr: 172.31.0.0/16}
        subnets:
          public: null
          private:
            cidrs: {a: 172.31.0.0/20, b: 172.31.16.0/20, c: 172.31.32.0/20}
            routeTables: {a: rtb-01234567, b: rtb-01234567, c: rtb-01234567}
          control: {cidrs: {a: 172.31.64.0/28, b: 172.31.64.16/28, c: 172.31.64.32/28}}
        ingress: null

    Good:

        vpc: {id: vpc-0123456789abcdef0, cidr: 10.0.0.0/16}
        subnets:
          public: null
          private:
            cidrs: {a: 10.0.0.0/20, b: 10.0.16.0/20, c: 10.0.32.0/20}
            routeTables: {a: rtb-01234567, b: rtb-01234567, c: rtb-01234567}
          control: {cidrs: {a: 10.0.64.0/28, b: 10.0.64.16/28, c: 10.0.64.32/28}}
        ingress: null
    """
    if adopts(platform) and network(platform.vpc.cidr) == DEFAULT:
        message = f"{platform.vpc.cidr} is the CIDR of every default VPC; adopt a VPC that was made for this"
        yield Violation(platform.vpc, "id", message)
