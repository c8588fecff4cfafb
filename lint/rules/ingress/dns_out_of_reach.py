from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ING-038", WARNING, "https://docs.aws.amazon.com/general/latest/gr/r53.html")
def dns_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Records are kept in Route 53, which cannot be reached.

    Its API is global, with addresses on the internet. Without NAT external-dns gets no answer, and no record is ever
    made, unless a proxy or an endpoint of your own leads there.

    Bad:

        vpc: {nat: none}
        ingress: {dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}}

    Good:

        vpc: {nat: perZone}
        ingress: {dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}}
    """
    if platform.vpc.nat != "none":
        return
    if platform.ingress.dns is not None:
        message = "Route 53 is asked over the internet, which no NAT leads to; keep the records elsewhere"
        yield Violation(platform.ingress, "dns", message)
    for name in platform.ingress.issuers:
        message = f"{name} and Route 53 are asked over the internet, which no NAT leads to; bring Secrets of your own"
        yield Violation(platform.ingress, ("issuers", name), message)
