from collections.abc import Iterator

from generator.platform.services.records import records
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ING-012", WARNING, "https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/")
def host_outside_zone(platform: Platform) -> Iterator[Violation]:
    """A host has no zone among those that records are kept in.

    Records are made in the zones of `ingress.dns` alone. The load balancer is there and works, and the name leads
    nowhere unless somebody makes the record by hand.

    Bad:

        ingress: {dns: {zones: {example.net: Z0123456789ABCDEFGHIJ}}}

    Good:

        ingress: {dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}}
    """
    dns = platform.ingress.dns
    if dns is None:
        return
    for record in records(platform):
        if not any(f".{record.host}".endswith(f".{zone}") for zone in dns.zones):
            zones = ", ".join(sorted(dns.zones))
            message = f"{record.host} is in none of the zones {zones}; add its zone to them"
            yield Violation(record.node, record.field, message)
