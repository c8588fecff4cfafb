from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import own_vpc
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-037", ERROR, "https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html")
def hosted_zone_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A hosted zone that is not there, has another name, or is private to other VPCs.

    external-dns then writes no records, or where nobody looks: hosts do not resolve.
    """
    dns = platform.ingress.dns
    for name, identity in dns.zones.items() if dns else ():
        answer = aws.found("route53", "get_hosted_zone", Id=identity)
        field = ("zones", name)
        if answer is None:
            yield Violation(dns, field, f"there is no hosted zone {identity}; make it first")  # type: ignore[arg-type]
            continue
        called = answer["HostedZone"]["Name"].rstrip(".")
        vpc = own_vpc(platform, aws)
        private = {each["VPCId"] for each in answer.get("VPCs") or []}
        if called != name:
            yield Violation(dns, field, f"the hosted zone {identity} is {called}, not {name}")  # type: ignore[arg-type]
        elif vpc and private and vpc["VpcId"] not in private:
            message = f"the private zone {identity} does not hold in {vpc['VpcId']}; associate it"
            yield Violation(dns, field, message)  # type: ignore[arg-type]
