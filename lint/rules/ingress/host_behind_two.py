from collections.abc import Iterator

from generator.platform.services.records import records
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("ING-039", ERROR, "https://kubernetes-sigs.github.io/external-dns/latest/docs/initial-design/")
def host_behind_two(platform: Platform) -> Iterator[Violation]:
    """A host leads to two load balancers, and has one record.

    external-dns keeps one record for a name. Where the load balancers of two classes, or of a class and a service, are
    asked for by the same name, it takes the addresses of one of them: what is behind the other is never called.

    Bad:

        ingress:
          dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}
          classes: {inside: {controller: nginx}}
          routes: {admin: {class: inside, hosts: {shop.example.com: {/admin: "web:http"}}}}

    Good:

        ingress:
          dns: {zones: {example.com: Z0123456789ABCDEFGHIJ}}
          classes: {inside: {controller: nginx}}
          routes: {admin: {class: inside, hosts: {admin.example.com: {/: "web:http"}}}}
    """
    if platform.ingress.dns is None:
        return
    first: dict[str, str] = {}
    for record in records(platform):
        other = first.setdefault(record.host, record.behind)
        if other != record.behind:
            message = f"{record.host} leads to {other} already, and a name has one record; give this another"
            yield Violation(record.node, record.field, message)
