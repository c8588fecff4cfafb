from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import own_vpc
from lint.account.references import references
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-040", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html")
def security_group_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A security group that is not there, or is of another VPC."""
    named = references(platform, "sg-([0-9a-f]{8}|[0-9a-f]{17})")
    if not named:
        return
    vpc = own_vpc(platform, aws)
    there = {each["GroupId"]: each["VpcId"] for each in aws.read("ec2", "describe_security_groups")["SecurityGroups"]}
    for reference in named:
        if reference.value not in there:
            yield reference.violation(f"there is no security group {reference.value} in {platform.region}")
        elif vpc is None or there[reference.value] != vpc["VpcId"]:
            where = f"not of {vpc['VpcId']}" if vpc else "and the platform's VPC is not there yet"
            yield reference.violation(f"{reference.value} is of {there[reference.value]}, {where}")
