from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ING-012", WARNING, "https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/")
def host_outside_zone(platform: Platform) -> Iterator[Violation]:
    """A host has no zone among those that records are kept in.

    Records are made in the zones of `ingress.dns` alone. The route is there and works, and its name leads nowhere
    unless somebody makes the record by hand.

    Bad:

        ingress: {dns: {zones: {example.net: Z0123456789ABCDEFGHIJ}}}

    Good:

        ingress: {dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}}
    """
    dns = platform.ingress.dns
    if dns is None:
        return
    for route in platform.ingress.routes.values():
        for host in route.hosts:
            if not any(f".{host}".endswith(f".{zone}") for zone in dns.zones):
                zones = ", ".join(sorted(dns.zones))
                yield Violation(route, ("hosts", host), f"{host} is in none of the zones {zones}; add its zone to them")
